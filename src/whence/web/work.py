"""A job, done: its things read into the case file one by one, and the collection traced behind them.

It may be stopped at any point: what was stored stays, and whoever goes on begins with the thing that was being read.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from whence import words
from whence.case import Case
from whence.case.jobs import Item, ItemKind, Job, Jobs, Waiting
from whence.errors import WhenceError
from whence.in_parts import trace_stored
from whence.ingest import MAX_BYTES, ingest, ingest_bytes, ingest_text
from whence.ingest import wording as ingest_wording
from whence.pipeline import read_by, read_new
from whence.records import Article, Reading, Skipped
from whence.web import wording

__all__ = ["MAX_ARTICLES", "TRIES", "text_name", "work"]

TRIES = 3  # beginnings of one thing: what ends the program twice is passed over
MAX_ARTICLES = 100_000  # of one thing
MAX_UNPACKED = 1 << 30  # bytes of one thing
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_log = logging.getLogger("whence")


def work(path: Path) -> int:
    """Do all jobs of a case file that have not ended, one after the other, and return how many they were."""
    jobs, done = Jobs(path), 0
    while (job := jobs.next()) is not None:
        _do(path, jobs, job)
        done += 1
    return done


def _do(path: Path, jobs: Jobs, job: Job) -> None:
    try:
        for item in job.items:
            if not item.read:
                _read(path, jobs, job, item)
        _trace(path, jobs, job)
    except WhenceError as error:
        jobs.close(job.id, failure=str(error))
    except Exception as error:  # the last line of defence: the next job is done all the same
        _log.debug("job %s failed", job.id, exc_info=True)
        jobs.close(job.id, failure=words.unforeseen(type(error).__name__))
    else:
        jobs.close(job.id)


# --- reading --------------------------------------------------------------------------------------------------------


def _read(path: Path, jobs: Jobs, job: Job, item: Item) -> None:
    """Read one thing; whatever is wrong with it becomes the reason why it gave nothing."""
    if item.tries >= TRIES:
        jobs.end(item.n, reason=wording.ENDED_TWICE)
        return
    thing = jobs.begin(job.id, item.n)
    try:
        reason = _add(path, jobs, item, thing)
    except Exception as error:  # one thing must never stop a job, whatever it breaks
        _log.debug("reading %s failed", thing.name, exc_info=True)
        reason = str(error) if isinstance(error, WhenceError) else ingest_wording.failed(type(error).__name__)
    jobs.end(item.n, reason=reason)


def _add(path: Path, jobs: Jobs, item: Item, thing: Waiting) -> str | None:
    """Store what a thing gives; return why it gave no article, where it gave none."""
    with Case(path) as case:
        case.add((), inputs=[thing.name])
        run, by = _Run(case, jobs, item), read_by()
        for found in run.read(_found(thing, case)):
            added = case.add([found], read_by=by)
            jobs.count(item.n, articles=added.articles, known=added.known_articles, statements=added.statements)
    return None if run.gave else run.reason


class _Run:
    """The reading of one thing: passes over what is stored already, and remembers the first reason why not."""

    def __init__(self, case: Case, jobs: Jobs, item: Item) -> None:
        self.gave = False
        self.reason: str | None = None
        self._case = case
        self._jobs = jobs
        self._item = item
        self._own = item.articles  # what was stored before the job was stopped is met again, and is not "known"

    def read(self, found: Iterable[Article | Skipped]) -> Iterator[Reading | Skipped]:
        """Yield the readings of new articles, and what was skipped when its turn comes."""
        some = islice(found, MAX_ARTICLES)
        for one in read_new(self._case, some, on_known=self._pass_over, on_skip=self._remember):
            self.gave = self.gave or isinstance(one, Reading)
            yield one

    def _pass_over(self) -> None:
        self.gave = True
        if self._own:
            self._own -= 1
        else:
            self._jobs.count(self._item.n, known=1)

    def _remember(self, skipped: Skipped) -> None:
        self.reason = self.reason or skipped.reason


def _found(thing: Waiting, case: Case) -> Iterator[Article | Skipped]:
    """Return what a thing holds; addresses lead to the public internet only."""
    if thing.kind is ItemKind.address:
        return ingest([thing.name], earlier=case.earlier())
    data = thing.data or b""
    if thing.kind is ItemKind.text:
        return iter([ingest_text(data.decode("utf-8", "replace"), name=thing.name, url=thing.url)])
    if data.startswith(_GZIP) and _unpacks_over(data, MAX_UNPACKED):
        return iter([Skipped(source=thing.name, reason=ingest_wording.too_large(MAX_UNPACKED))])
    return ingest_bytes(data, name=thing.name, max_bytes=MAX_BYTES, earlier=case.earlier())


def _unpacks_over(data: bytes, most: int) -> bool:
    """Whether compressed bytes hold more than they may; none of what they hold is kept."""
    unpack, got = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    try:
        while data:
            got += len(unpack.decompress(data, _CHUNK))
            if got > most:
                return True
            data = unpack.unconsumed_tail
            if unpack.eof:  # a further member
                data, unpack = unpack.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        return False  # whoever reads it says what is wrong
    return False


# --- tracing --------------------------------------------------------------------------------------------------------


def _trace(path: Path, jobs: Jobs, job: Job) -> None:
    """Trace all that the case file holds now; what is traced already is left as it is, unless it is to be done again.

    Raises `WhenceError` where tracing has ended the program before.
    """
    if job.tries >= TRIES:
        raise WhenceError(wording.TRACING_ENDED)
    jobs.trace(job.id)

    def progress(name: str, number: int, of: int) -> None:
        jobs.trace(job.id, name=name, number=number, of=of)

    with Case(path) as case:
        trace_stored(case, progress=progress, again=job.again)


def text_name(text: str) -> str:
    """Return what a pasted text is called: the same text is called the same."""
    return f"{wording.PASTED} {hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"
