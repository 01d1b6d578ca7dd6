"""What a long run says of how far it is: on a terminal in one line, elsewhere once a minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from whence.cli.screen import Screen


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Line:
    """The line of progress of a terminal."""

    shown: list[str] = field(default_factory=list)

    def update(self, said: str) -> None:
        """Show something in the place of what was shown."""
        self.shown.append(said)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _screen(clock: Clock, line: Line | None = None, **options: Any) -> Screen:
    shown = Screen(**{"as_json": False, "quiet": False, "clock": clock, **options})
    shown._status = line  # type: ignore[assignment]  # all that is asked of one
    return shown


def _parts(shown: Screen, clock: Clock, of: int, seconds: float) -> None:
    for done in range(1, of + 1):
        clock.now += seconds
        shown.part(done, of)


def test_on_a_terminal_parts_have_a_pace_and_the_time_left(clock: Clock) -> None:
    """Each piece of work is counted for itself, from its first part on."""
    line = Line()
    shown = _screen(clock, line)
    shown.stage("wording", 4, 9)
    clock.now += 100  # before the first part: that says nothing of the others
    _parts(shown, clock, 48, 2.0)
    _parts(shown, clock, 5, 0.1)
    assert line.shown[0] == "comparing claims (4 of 9)"
    assert line.shown[1] == "comparing claims (4 of 9): part 1 of 48"
    assert line.shown[12] == "comparing claims (4 of 9): part 12 of 48 · 30 a minute · 80 s left"
    assert line.shown[48] == "comparing claims (4 of 9): part 48 of 48 · 30 a minute · a few seconds left"
    assert line.shown[49] == "comparing claims (4 of 9): part 1 of 5"


def test_elsewhere_it_is_a_line_a_minute(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody watches, a stage is one line, and another follows each minute that its work takes."""
    shown = _screen(clock)
    shown.stage("claims", 6, 9)
    _parts(shown, clock, 300, 0.5)
    assert capsys.readouterr().err.splitlines() == [
        "grouping claims (6 of 9)",
        "grouping claims (6 of 9): part 120 of 300 · 2.0 a second · 2 min left",
        "grouping claims (6 of 9): part 240 of 300 · 2.0 a second · 30 s left",
    ]


@pytest.mark.parametrize("options", [{"as_json": True}, {"quiet": True}])
def test_nobody_asked_for_it_with_json_or_quietly(
    clock: Clock, capsys: pytest.CaptureFixture[str], options: dict[str, bool]
) -> None:
    """With JSON, standard error holds objects only; quietly, nothing."""
    shown = _screen(clock, **options)
    shown.stage("claims", 6, 9)
    _parts(shown, clock, 300, 0.5)
    assert capsys.readouterr().err == ""


def test_what_is_counted_is_named(clock: Clock) -> None:
    """Two kinds of things in one stage are told apart, and large numbers are readable."""
    line = Line()
    shown = _screen(clock, line)
    shown.stage("wording", 3, 8)
    for done in range(250, 1001, 250):
        clock.now += 2
        shown.work("paragraphs", done, 1000)
    for done in (32_768, 65_536, 404_407):
        clock.now += 5
        shown.work("pairs", done, 404_407)
    assert line.shown[3:6] == [
        "comparing claims (3 of 8): 750 of 1,000 paragraphs · 125 a second · a few seconds left",
        "comparing claims (3 of 8): 1,000 of 1,000 paragraphs · 125 a second · a few seconds left",
        "comparing claims (3 of 8): 32,768 of 404,407 pairs of statements",
    ]
    assert line.shown[6].startswith("comparing claims (3 of 8): 65,536 of 404,407 pairs of statements · 6,554 a second")
