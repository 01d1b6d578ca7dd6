"""Revisits whose payload no record of their own archive holds: looked for in the run's other archives, and in a case.

The archives of a run are gone through once more, by their records' heads, for what is waited for; then the records that
were found are read. So nothing is remembered of an archive but what revisits ask for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, TypeVar

from whence.addresses import canonical_address
from whence.ingest.archives import wording
from whence.ingest.archives.warc_revisits import Key, Revisit, keys_of
from whence.ingest.raw import Item
from whence.records import ArchiveRecord, Article, DigestCheck, Skipped

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Chosen", "Elsewhere", "Step", "name_of", "record_of"]

_File = TypeVar("_File")


class Step(Enum):
    """What is done with an archive: it is read, looked through for what revisits refer to, or these are fetched."""

    read = auto()
    look = auto()
    fetch = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Where a payload is: by which of the revisit's names it was found, and its archive's place, name and offset."""

    rank: int
    place: int
    archive: str
    offset: int


class Elsewhere(Generic[_File]):
    """What one run's revisits wait for.

    `at` is the file that the run is in, and `place` its number among those that hold web archives.
    """

    def __init__(self, waiting: Iterable[Revisit] = (), step: Step = Step.read) -> None:
        self.step = step
        self.at: _File | None = None
        self.waiting: list[Revisit] = []
        self.found: dict[int, Chosen] = {}
        self._files: dict[str, _File] = {}
        self._asked: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
        self._place = 0
        for revisit in waiting:
            self.ask(revisit)

    # --- while archives are read --------------------------------------------------------------------------------------

    def ask(self, revisit: Revisit) -> None:
        """Remember a revisit until all archives are known."""
        for rank, key in enumerate(revisit.keys):
            self._asked[key].append((len(self.waiting), rank))
        self.waiting.append(revisit)

    def enter(self, name: str) -> None:
        """Remember that the file at hand holds a web archive."""
        if self.at is not None:
            self._files.setdefault(name, self.at)

    # --- while they are looked through --------------------------------------------------------------------------------

    def files(self, step: Step) -> Iterator[_File]:
        """Yield the files that are gone through, each when its turn comes."""
        self.step = step
        for place, file in enumerate(dict.fromkeys(self._files.values())):
            self.at, self._place = file, place
            if step is Step.look or any(chosen.place == place for chosen in self.found.values()):
                yield file

    def names(self, record: WarcRecord) -> bool:
        """Whether a revisit waits for a record, and none that it names more surely has been found."""
        return any(self._is_better(n, rank) for key in keys_of(record) for n, rank in self._asked.get(key, ()))

    def note(self, record: WarcRecord, archive: str) -> None:
        """Remember where a record is that holds a page."""
        for key in keys_of(record):
            for n, rank in self._asked.get(key, ()):
                if self._is_better(n, rank):
                    self.found[n] = Chosen(rank=rank, place=self._place, archive=archive, offset=record.stream_pos)

    def _is_better(self, n: int, rank: int) -> bool:
        return n not in self.found or rank < self.found[n].rank

    # --- while they are fetched ---------------------------------------------------------------------------------------

    def wanted(self, archive: str) -> Mapping[int, list[Revisit]]:
        """Return the revisits of an archive's records, by the records' offsets."""
        found: defaultdict[int, list[Revisit]] = defaultdict(list)
        for n, chosen in sorted(self.found.items()):
            if chosen.place == self._place and chosen.archive == archive:
                found[chosen.offset].append(self.waiting[n])
        return found

    def missing(self) -> Iterator[tuple[Revisit, Skipped]]:
        """Yield the revisits of which nothing was found, with the reason."""
        return ((self.waiting[n], skipped) for n, skipped in self.skipped() if n not in self.found)

    def skipped(self) -> Iterator[tuple[int, Skipped]]:
        """Yield for each revisit its number, and the reason where nothing is found."""
        for n, revisit in enumerate(self.waiting):
            yield n, Skipped(source=revisit.name, reason=wording.revisit(revisit.since))


def name_of(item: Item) -> str:
    """What an article, or what gave none, is listed as."""
    return item.source if isinstance(item, Skipped) else item.file


def record_of(revisit: Revisit, article: Article) -> ArchiveRecord | None:
    """Return a revisit's record of an article that was read before; None where that is of another address.

    Links, outlet and pictures of a page are read with its address: of another one they would be others. Its payload is
    not at hand, so that a digest other than that of the earlier record is not computed.
    """
    earlier = article.record
    if earlier is None or canonical_address(earlier.target) != canonical_address(revisit.target):
        return None
    check = earlier.check if revisit.digest == earlier.digest else DigestCheck.not_computed
    return ArchiveRecord(
        id=revisit.id,
        archive=revisit.archive,
        offset=revisit.offset,
        at=revisit.at,
        target=revisit.target,
        digest=revisit.digest,
        check=check if revisit.digest else DigestCheck.not_stated,
        truncated=earlier.truncated,
        refers_to=earlier.refers_to or earlier.id or None,
    )
