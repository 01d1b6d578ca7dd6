"""How fast a run is and how long it will take, as far as that is known."""

from __future__ import annotations

import pytest

from whence.cli.pace import Pace


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("total", "done", "passed", "seconds", "said"),
    [
        (None, 0, 0, 0.0, ""),
        (None, 1, 0, 1.0, ""),  # a second is no measure of a pace
        (None, 30, 0, 1.0, "1.0 a second"),
        (100, 30, 20, 1.0, "1.0 a second · 50 s left"),
        (1000, 10, 0, 5.0, "12 a minute · 83 min left"),
        (10, 30, 0, 1.0, "1.0 a second"),  # there were more than anybody knew
    ],
)
def test_pace_and_time_left(total: int | None, done: int, passed: int, seconds: float, said: str) -> None:
    """What is passed over shortens the time that is left and does not quicken the pace."""
    clock = Clock()
    pace = Pace(total, clock=clock)
    for _ in range(passed):
        pace.pass_over()
    for _ in range(done):
        clock.now += seconds
        pace.step()
    assert pace.said() == said


def test_the_pace_is_that_of_late() -> None:
    """A run that has slowed down is slow."""
    clock = Clock()
    pace = Pace(clock=clock)
    for step in (0.1, 10.0):
        for _ in range(100):
            clock.now += step
            pace.step()
    assert pace.rate == pytest.approx(0.1, rel=0.1)


def test_a_guess_may_change_and_is_said_to_be_one() -> None:
    """Where it is guessed how many there are, the time left follows the guess of the moment."""
    clock, guesses = Clock(), iter([None, None, 130, 130, 100, 100])
    pace = Pace(guess=lambda: next(guesses), clock=clock)
    for _ in range(30):
        clock.now += 1
        pace.step()
    assert (pace.counted(), pace.said()) == ("30", "1.0 a second")
    assert (pace.counted(), pace.said()) == ("30 of about 130", "1.0 a second · 2 min left")
    assert (pace.counted(), pace.said()) == ("30 of about 100", "1.0 a second · 70 s left")
