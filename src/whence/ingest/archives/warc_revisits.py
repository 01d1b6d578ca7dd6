"""Revisits: records that a page was the same as when it was captured before, which hold no text (ISO 28500, 6.7).

Such a record names the one that holds the payload by its id, by its address and time, or by the payload's digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.ingest.archives.warc_headers import header_of, target_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Key", "Payloads", "Revisit", "keys_of", "revisit_of"]

Key = tuple[str, ...]
"""By what a revisit may name a record: its id, its address and time, or its payload's digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A capture whose payload another record holds: what it is listed as, what it states, and how it names the other.

    `archive` is the file that has the revisit, `keys` are its names for the other, the surest first; `since` is when
    that other one was captured, as the record states it, None where it does not.
    """

    name: str
    archive: str
    id: str
    offset: int
    at: str
    target: str
    digest: str | None
    since: str | None
    keys: tuple[Key, ...]


def revisit_of(record: WarcRecord, name: str, archive: str) -> Revisit:
    """Return what a revisit record of an archive states; `name` is what it is listed as."""
    target, digest = target_of(record), header_of(record, "WARC-Payload-Digest")
    since, other = header_of(record, "WARC-Refers-To-Date"), header_of(record, "WARC-Refers-To")
    address = header_of(record, "WARC-Refers-To-Target-URI") or target
    keys: list[Key] = [("id", other)] if other else []
    keys += [("at", address, since)] if since else []
    keys += [("digest", digest)] if digest else []
    return Revisit(
        name=name,
        archive=archive,
        id=record.record_id or "",
        offset=record.stream_pos,
        at=header_of(record, "WARC-Date") or "",
        target=target,
        digest=digest,
        since=since,
        keys=tuple(keys),
    )


def keys_of(record: WarcRecord) -> list[Key]:
    """Return all by which a revisit may name a record."""
    keys: list[Key] = [("id", record.record_id or "")]
    keys.append(("at", target_of(record), header_of(record, "WARC-Date") or ""))
    digest = header_of(record, "WARC-Payload-Digest")
    return [*keys, ("digest", digest)] if digest else keys


class Payloads:
    """Where an archive's records with pages begin, by whatever a revisit may name them."""

    def __init__(self) -> None:
        self._offsets: dict[Key, int] = {}
        self._revisits: list[Revisit] = []

    def hold(self, record: WarcRecord) -> None:
        """Remember a record that holds a page; of two of one digest the first."""
        for key in keys_of(record):
            self._offsets.setdefault(key, record.stream_pos)

    def ask(self, revisit: Revisit) -> None:
        """Remember a revisit until all records are known."""
        self._revisits.append(revisit)

    def found(self) -> dict[int, list[Revisit]]:
        """Return the revisits whose payload is in the archive, by the offset of the record that holds it."""
        found: defaultdict[int, list[Revisit]] = defaultdict(list)
        for revisit in self._revisits:
            if (offset := self._of(revisit)) is not None:
                found[offset].append(revisit)
        return dict(found)

    def missing(self) -> Iterator[Revisit]:
        """Yield the revisits of payloads that are not in the archive."""
        return (revisit for revisit in self._revisits if self._of(revisit) is None)

    def _of(self, revisit: Revisit) -> int | None:
        return next((self._offsets[key] for key in revisit.keys if key in self._offsets), None)
