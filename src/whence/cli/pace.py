"""How fast a run is, and how long it will still take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from whence.cli import pace_wording as wording

__all__ = ["Pace"]

_SPAN = 120.0  # seconds whose pace is taken for the present one
_SAMPLES = 512
_SURE = 3.0  # seconds before which a pace is a guess


class Pace:
    """Counts what is done and what was passed over; `total` is how many things there are, None where nobody knows.

    Where that can only be guessed, `guess` tells what is the best one now. What is passed over takes no time, so it
    counts for what is left and not for the pace; nor does what was `done` before anybody counted.
    """

    def __init__(
        self,
        total: int | None = None,
        *,
        guess: Callable[[], int | None] | None = None,
        done: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._guess = guess
        self.done, self.passed = done, 0
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque([(clock(), done)], maxlen=_SAMPLES)

    def step(self) -> None:
        """Note that one more is done."""
        self.reach(self.done + 1)

    def reach(self, done: int) -> None:
        """Note that so many are done by now."""
        self.done = done
        now = self._clock()
        self._samples.append((now, self.done))
        while len(self._samples) > 2 and now - self._samples[0][0] > _SPAN:
            self._samples.popleft()

    def pass_over(self) -> None:
        """Note that one more needs nothing done."""
        self.passed += 1

    @property
    def total(self) -> int | None:
        """How many things there are, as far as is known."""
        return self._total if self._guess is None else self._guess()

    @property
    def rate(self) -> float | None:
        """How many are done a second of late, None as long as that is a guess."""
        (began, before), (now, done) = self._samples[0], self._samples[-1]
        return (done - before) / (now - began) if done > before and now - began >= _SURE else None

    @property
    def left(self) -> float | None:
        """The seconds that the rest will take at this pace, None where that is not known."""
        total = self.total
        rest = None if total is None else total - self.done - self.passed
        rate = self.rate
        return rest / rate if rest is not None and rest >= 0 and rate else None

    def counted(self) -> str:
        """Return how many are done, and of how many where that is known."""
        total = self.total
        if total is None:
            return str(self.done)
        of = wording.of if self._guess is None else wording.of_about
        return of(self.done, max(self.done, total - self.passed))

    def said(self) -> str:
        """Return the pace and the time left in words, "" where neither is known yet."""
        rate, left = self.rate, self.left
        parts = ([] if rate is None else [wording.rate(rate)]) + ([] if left is None else [wording.left(left)])
        return " · ".join(parts)
