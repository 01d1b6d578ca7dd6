"""The stages composed: sources to readings. The only module that knows more than one stage.

The readers, and above all the network, are loaded when the first article asks for them, so that importing whence is
quick.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from whence import words
from whence.by_hand import NOTHING, ByHand
from whence.errors import Unreadable, WhenceError
from whence.ingest import MAX_BYTES, ingest, ingest_text, wording
from whence.ingest.raw import Item, Raw, made
from whence.model.files import WEIGHTS
from whence.records import Article, Reading, Skipped, Trace
from whence.stages import OnStage, teller

if TYPE_CHECKING:
    from whence.case import Case, ReadBy, TracedBy
    from whence.model.reader import Reader

__all__ = [
    "OnSkip",
    "OnStage",
    "network_digest",
    "read",
    "read_alone",
    "read_articles",
    "read_by",
    "read_new",
    "trace_case",
    "trace_readings",
    "traced_by",
    "with_decisions",
]

OnSkip = Callable[[Skipped], None]
_FEW, _MANY = 1, 32  # articles handed to the network together: the first is shown at once, later ones fill its batches
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})
_log = logging.getLogger("whence")


def read(
    *sources: str | os.PathLike[str],
    text: str | None = None,
    url: str | None = None,
    mapping: Mapping[str, str] = _NO_MAPPING,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    on_skip: OnSkip | None = None,
) -> Iterator[Reading]:
    r"""Yield who says what, to whom, on what evidence, for each article of the sources, in their order.

    A source is a file, a folder, a pattern, an address, or `-` for `stdin`; `text` is a page or plain text at hand
    (with its address in `url` where it has one). A source that gives no article goes to `on_skip`, or else as a warning
    to the logger `whence`; it never stops the run. `mapping` says from which of a row's names a field is read,
    `max_bytes` is the limit of one page or row; private networks' addresses are fetched with `allow_private` only.

    Raises `WrongUse` for a mapping to a field that no row has.

    >>> for reading in read(text="Dam holds\n\nThe dam will hold, the mayor said on Monday."):
    ...     print(reading.article.title)
    Dam holds
    """
    found = ingest(
        [os.fspath(source) for source in sources],
        allow_private=allow_private,
        mapping=mapping,
        stdin=stdin,
        max_bytes=max_bytes,
    )
    if text is not None:
        found = _after(ingest_text(text, url=url), found)
    return read_articles(found, on_skip=on_skip)


def read_articles(found: Iterable[Item], *, on_skip: OnSkip | None = None, jobs: int = 1) -> Iterator[Reading]:
    """Yield a reading for each article, in order; what was skipped goes to `on_skip` when its turn comes.

    With several `jobs`, all but the first articles are read by so many processes, and those that are still to be made
    (`whence.ingest.ingest_raw`) are made there; the readings are the same. The processes start afresh, so a script that
    asks for them must be one that may be imported (`if __name__ == "__main__":`).
    """
    tell = on_skip or _warn
    rest = iter(found)
    size = _FEW
    while batch := [made(item) for item in islice(rest, size)]:
        yield from _read_batch(batch, tell)
        size = min(2 * size, _MANY)
        if jobs > 1 and size == _MANY:
            yield from _by_several(rest, tell, jobs)


def read_new(
    case: Case,
    found: Iterable[Item],
    *,
    jobs: int = 1,
    on_known: Callable[[], None] = lambda: None,
    on_skip: OnSkip = lambda _: None,
) -> Iterator[Reading | Skipped]:
    """Yield the readings of articles that a case file does not hold yet, and what was skipped when its turn comes.

    `on_known` is called for each article that it holds, which is passed over; `on_skip` for what was skipped.
    """
    waiting: list[Skipped] = []
    for reading in read_articles(_not_held(case, found, on_known), on_skip=waiting.append, jobs=jobs):
        yield from _handed_on(waiting, on_skip)
        yield reading
    yield from _handed_on(waiting, on_skip)


def _not_held(case: Case, found: Iterable[Item], on_known: Callable[[], None]) -> Iterator[Item]:
    for item in found:
        if not isinstance(item, Skipped) and item.id in case:
            on_known()
        else:
            yield item


def _handed_on(waiting: list[Skipped], on_skip: OnSkip) -> Iterator[Skipped]:
    for skipped in waiting:
        on_skip(skipped)
        yield skipped
    waiting.clear()


def _by_several(rest: Iterable[Item], tell: OnSkip, jobs: int) -> Iterator[Reading]:
    from whence.processes import in_order  # noqa: PLC0415  -- few runs need processes

    for result, warnings in in_order(rest, _read_one, jobs=jobs, lost=_lost, size=_size):
        for warning in warnings:
            _log.warning("%s", warning)
        if isinstance(result, Skipped):
            tell(result)
        else:
            yield result


class _Done(NamedTuple):
    """What a process makes of an article, and of what it would warn the user."""

    result: Reading | Skipped
    warnings: tuple[str, ...] = ()


def _read_one(item: Item) -> _Done:
    """Make and read an article in a process that does nothing else."""
    from whence.model.reader import one_core  # noqa: PLC0415  -- the network takes a second to load

    heard = _heard()
    heard.clear()
    article = made(item)
    result = article if isinstance(article, Skipped) else read_alone(article, one_core())
    return _Done(result, tuple(heard))


@cache
def _heard() -> list[str]:
    """Return the list that takes what this process logs as a warning: only the program knows who is to be told."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]  # no more is needed
    _log.addHandler(handler)
    return heard


def _size(item: Item) -> int:
    """Return about how many bytes an article is that waits for a process."""
    if isinstance(item, Raw):
        return item.size
    return 0 if isinstance(item, Skipped) else len(item.text)


def _lost(item: Item) -> _Done:
    return _Done(item if isinstance(item, Skipped) else Skipped(source=item.file, reason=wording.READING_ENDED))


def _read_batch(batch: list[Article | Skipped], tell: OnSkip) -> Iterator[Reading]:
    articles = [item for item in batch if isinstance(item, Article)]
    results = iter(_read_together(articles))
    for item in batch:
        result = item if isinstance(item, Skipped) else next(results)
        if isinstance(result, Skipped):
            tell(result)
        else:
            yield result


def _read_together(articles: list[Article]) -> list[Reading | Skipped]:
    """Read a batch; where one article breaks it, each is read by itself, so that only that one is lost."""
    if not articles:
        return []
    from whence.read import read_all  # noqa: PLC0415  -- the network takes a second to load

    try:
        return list(read_all(articles))
    except Exception as error:  # one article must never stop the run, whatever it breaks
        if isinstance(error, WhenceError) and not isinstance(error, Unreadable):
            raise
        _log.debug("reading a batch failed", exc_info=True)
    return [read_alone(article) for article in articles]


def read_alone(article: Article, reader: Reader | None = None) -> Reading | Skipped:
    """Read one article, by the bundled network or another; what breaks is a reason to skip it."""
    from whence.read import read_all  # noqa: PLC0415  -- as above

    try:
        return next(iter(read_all([article], reader=reader)))
    except Unreadable as error:
        return Skipped(source=article.file, reason=str(error))
    except WhenceError:
        raise
    except Exception as error:  # as above
        _log.debug("reading %s failed", article.file, exc_info=True)
        return Skipped(source=article.file, reason=wording.failed(type(error).__name__))


def _warn(skipped: Skipped) -> None:
    _log.warning("%s", words.skipped(skipped.source, skipped.reason))


def _after(first: Article | Skipped, rest: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    yield first
    yield from rest


def trace_readings(
    readings: Sequence[Reading],
    *,
    as_of: str | None = None,
    progress: OnStage | None = None,
    by_hand: ByHand = NOTHING,
) -> Trace:
    """Return which statements of a collection are one claim, who follows whom, and how many origins stand behind it.

    The readings' order makes no difference. `as_of` (a year, month, day or time) leaves out what was not in print by
    its end, as `whence.in_print` has it, and articles without a time. `progress` is called with a stage's name, its
    number from 1, and how many there are. What people have decided (`by_hand`, see `whence.review.apply`) holds.

    Raises `WrongUse` for a time that is none.
    """
    from whence.link.linking import LINK_STAGES, link  # noqa: PLC0415  -- NumPy is not needed to read help
    from whence.trace import TRACE_STAGES, trace  # noqa: PLC0415  -- as above

    kept = readings if as_of is None else _in_print(readings, as_of)
    begin = teller((*LINK_STAGES, *TRACE_STAGES), progress)
    linked = link(kept, progress=lambda name, *_: begin(name), by_hand=by_hand)
    return trace(kept, linked, progress=lambda name, *_: begin(name), by_hand=by_hand)


def _in_print(readings: Sequence[Reading], as_of: str) -> list[Reading]:
    from whence.in_print import InPrint  # noqa: PLC0415  -- few runs are as of a time

    in_print = InPrint((reading.article for reading in readings), as_of)
    return [in_print.traced(reading) for reading in in_print.kept(readings)]


# --- a case file's collection ---------------------------------------------------------------------------------------


def trace_case(
    case: Case, *, progress: OnStage | None = None, again: bool = False, on_stored: Callable[[], None] | None = None
) -> tuple[list[Reading], Trace]:
    """Trace all that a case file holds, store what is found, and return both the readings and the trace.

    What is stored of the same articles, by the same networks and under the same decisions, is taken as it is, unless
    `again` is set; `on_stored` is called then. A collection without articles has an empty trace, which is not stored.
    """
    with case.snapshot():
        by = traced_by(case)
        tracing = case.tracing()
        if tracing is not None and tracing.current and tracing.by == by and not again:
            stored = case.trace()
            if stored is not None:
                if on_stored is not None:
                    on_stored()
                return list(case.readings()), stored
        as_read, readings, by_hand = with_decisions(case)
    if not readings:
        return [], Trace()
    traced = trace_readings(readings, progress=progress, by_hand=by_hand)
    articles = [reading.article.id for reading in readings]
    changed = [now for now, read in zip(readings, as_read, strict=True) if now is not read and now != read]
    case.keep_trace(traced, traced_by=by, articles=articles, corrected_readings=changed)
    return readings, traced


def with_decisions(case: Case) -> tuple[list[Reading], list[Reading], ByHand]:
    """Return a case file's readings as they were read, the same with its decisions applied, and what these demand."""
    as_read, decisions = list(case.as_read()), case.decisions()
    if not decisions:
        return as_read, as_read, NOTHING
    from whence.review.applying import apply  # noqa: PLC0415  -- it needs what reading and linking need

    applied = apply(as_read, decisions)
    return as_read, list(applied.readings), applied.by_hand


def traced_by(case: Case, *, as_of: str | None = None) -> TracedBy:
    """Return what would make a case file's trace now: the versions, the networks, and the decisions in force."""
    from whence.case import TracedBy  # noqa: PLC0415  -- SQLite is not needed to read help
    from whence.case.decisions import digest  # noqa: PLC0415  -- as above
    from whence.case.manifest import settings_digest  # noqa: PLC0415  -- as above

    heeded = digest(case.decisions())
    return TracedBy(model=network_digest(), settings=settings_digest({}), as_of=as_of, decisions=heeded)


def read_by(*, mapping: Mapping[str, str] = _NO_MAPPING, max_bytes: int = MAX_BYTES) -> ReadBy:
    """Return what reads articles now: the version, the network, and the settings that bear on what is read."""
    from whence.case import ReadBy  # noqa: PLC0415  -- SQLite is not needed to read help
    from whence.case.manifest import settings_digest  # noqa: PLC0415  -- as above

    return ReadBy(model=network_digest(), settings=settings_digest({"mapping": dict(mapping), "max_bytes": max_bytes}))


def network_digest() -> str:
    """Return the digest of the network's files that are in use, "" where there are none."""
    from whence.case.manifest import model_digest  # noqa: PLC0415  -- as above

    return model_digest(Path(os.environ.get("WHENCE_MODEL") or WEIGHTS))
