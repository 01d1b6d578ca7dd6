"""Where a run writes: data to standard output as it is ready, progress and what was skipped to standard error."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO

from whence import words
from whence.cli import pace_wording, wording
from whence.cli.pace import Pace
from whence.records import Article, Reading, Skipped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from whence.ingest.counting import Expected

__all__ = ["Screen", "screen"]

_A_MINUTE = 60.0


class Screen:
    """One run's output. `as_json` prints objects instead of reports; `quiet` keeps standard error empty."""

    def __init__(
        self,
        *,
        as_json: bool,
        quiet: bool,
        own_voice: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.read = 0
        self._skipped = 0
        self._as_json = as_json
        self._quiet = quiet
        self._own_voice = own_voice
        self._console: Console | None = None
        self._status: Status | None = None
        self._clock = clock
        self._pace = Pace(clock=clock)
        self._told = clock()
        self._stage = self._doing = ""

    def reading(self, reading: Reading) -> None:
        """Print what an article says."""
        with self._cleared():
            if self._as_json:
                self._object(reading, sys.stdout)
            else:
                from whence.report.terminal import print_reading  # noqa: PLC0415  -- rich is not needed for JSON

                print_reading(reading, self._page(), own_voice=self._own_voice)
                sys.stdout.flush()
        self.count(reading.article.file)

    def structure(self, article: Article) -> None:
        """Print every line of an article with its role."""
        from whence.report.terminal import print_structure  # noqa: PLC0415  -- as above

        with self._cleared():
            print_structure(article, self._page())
            sys.stdout.flush()
        self.count(article.file)

    def skip(self, skipped: Skipped) -> None:
        """Say why a source gave nothing, on standard error."""
        self._skipped += 1
        self._pace.pass_over()
        if self._quiet:
            return
        with self._cleared():
            if self._as_json:
                self._object(skipped, sys.stderr)
            else:
                self._message(words.skipped(skipped.source, skipped.reason))

    def warn(self, message: str) -> None:
        """Say on standard error what the user should know about an article that is read none the less."""
        if self._quiet:
            return
        with self._cleared():
            if self._as_json:
                self._message(json.dumps({"warning": message}))
            else:
                self._message(message)

    def _message(self, message: str) -> None:
        from whence.report.plain import harmless  # noqa: PLC0415  -- as above

        print(harmless(message), file=sys.stderr, flush=True)

    def _object(self, record: Reading | Skipped, stream: IO[str]) -> None:
        """Write a line of bytes, for the contract's encoding is UTF-8 whatever the terminal's is."""
        from whence.export.contract import encode  # noqa: PLC0415  -- msgspec is not needed for a report

        raw: BinaryIO = stream.buffer  # type: ignore[attr-defined]  # what sys.stdout and sys.stderr have
        stream.flush()
        raw.write(encode(record) + b"\n")
        raw.flush()

    def _page(self) -> Console:
        """Return the console of the report; a rule stands between two articles."""
        from whence.report.terminal import console_for, print_rule  # noqa: PLC0415  -- as above

        if self._console is None:
            self._console = console_for(sys.stdout)
        else:
            print_rule(self._console)
        return self._console

    # --- progress ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Show progress, where somebody watches standard error."""
        if self._quiet or not sys.stderr.isatty():
            return
        from rich.console import Console  # noqa: PLC0415  -- as above

        self._status = Console(stderr=True, highlight=False, markup=False, emoji=False).status(self._progress(""))
        self._status.start()

    def stop(self) -> None:
        """Take the progress away."""
        if self._status is not None:
            self._status.stop()

    def count(self, file: str) -> None:
        """Note that one more article is done; where nobody watches, that is told once a minute."""
        self.read += 1
        self._pace.step()
        if self._status is not None:
            self._status.update(self._progress(file))
        elif self._is_time():
            self.say(self._progress(file))

    def expect(self, expected: Expected | None) -> None:
        """Take in what tells how many articles the run will meet, None where nothing does: time counts from now."""
        if expected is not None and expected.is_guess:
            self._pace = Pace(guess=lambda: expected.total, clock=self._clock)
        else:
            self._pace = Pace(None if expected is None else expected.total, clock=self._clock)

    def pass_over(self) -> None:
        """Note that one more article needs no reading."""
        self._pace.pass_over()

    def say(self, message: str) -> None:
        """Say on standard error how the run goes; it is no data, and with JSON nobody asked for it."""
        if not (self._quiet or self._as_json):
            self.warn(message)

    def stage(self, name: str, number: int, of: int) -> None:
        """Say which stage of the work has begun: on a terminal in the line of progress, else as a line of its own."""
        said = self._stage = wording.stage(name, number, of)
        if self._status is not None:
            self._status.update(said)
        else:
            self._told = self._clock()
            self.say(said)

    def busy(self, doing: str) -> None:
        """Show what is being done just now, where somebody watches standard error."""
        if self._status is not None:
            from whence.report.plain import harmless  # noqa: PLC0415  -- as above

            self._status.update(harmless(doing)[:100])

    def part(self, done: int, parts: int) -> None:
        """Say how far a piece of the stage's work is, in parts of the collection."""
        self.work(pace_wording.PARTS, done, parts)

    def work(self, what: str, done: int, of: int) -> None:
        """Say how far a piece of the stage's work is; where nobody watches, that is told once a minute."""
        if what == self._doing and of == self._pace.total and done > self._pace.done:
            self._pace.reach(done)
        else:  # another piece of work: time counts from what is done of it now
            self._doing, self._pace = what, Pace(of, done=done, clock=self._clock)
        if self._status is not None:
            self._status.update(self._worked())
        elif self._is_time():
            self.say(self._worked())

    def _is_time(self) -> bool:
        """Whether a minute has gone by since something was last told where nobody watches."""
        now = self._clock()
        over = now - self._told >= _A_MINUTE
        self._told = now if over else self._told
        return over

    def _worked(self) -> str:
        pace = self._pace
        return pace_wording.stage(self._stage, self._doing, pace.done, pace.total or 0, pace.said())

    def _progress(self, file: str) -> str:
        from whence.report.plain import harmless  # noqa: PLC0415  -- as above

        if not (self.read or self._skipped):
            return f"{wording.PROGRESS} …"
        skipped = f", {self._skipped} {wording.SKIPPED_SO_FAR}" if self._skipped else ""
        parts = (f"{self._pace.counted()} {wording.READ_SO_FAR}{skipped}", self._pace.said(), harmless(file)[-50:])
        return " · ".join(part for part in parts if part)

    @contextmanager
    def _cleared(self) -> Iterator[None]:
        """Take the progress off the terminal while something else is written there."""
        if self._status is None:
            yield
            return
        self._status.stop()
        try:
            yield
        finally:
            self._status.start()


class _ToScreen(logging.Handler):
    """Hands what the stages log as a warning to the screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(logging.WARNING)
        self._screen = screen

    def emit(self, record: logging.LogRecord) -> None:
        self._screen.warn(record.getMessage())


@contextmanager
def screen(*, as_json: bool, quiet: bool, own_voice: bool = True) -> Iterator[Screen]:
    """Open a run's output and close it, whatever happens in between."""
    _show_what_can_be_shown()
    opened = Screen(as_json=as_json, quiet=quiet, own_voice=own_voice)
    handler = _ToScreen(opened)
    logger = logging.getLogger("whence")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    opened.start()
    try:
        yield opened
    finally:
        opened.stop()
        logger.removeHandler(handler)
        logger.propagate = propagate


def _show_what_can_be_shown() -> None:
    """Let a terminal that knows few characters show a question mark for the others rather than end the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
