"""The templates of the dossier and of the pages: one environment, so that both show a finding in the same way.

A template asks `to` where things stand: in the dossier in the same file, in the browser on pages of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from whence import words
from whence.match import wording as theirs
from whence.report import wording
from whence.report.drawing import Drawing, drawn, in_utc
from whence.report.lineage import lineage_of
from whence.report.plain import harmless
from whence.report.records import ClaimView, Denial, OriginView, Place, Version, When, Why

__all__ = ["Anchors", "environment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Where things stand in a file that holds all of them; "" for what has no place there.

    `linked` are the numbers of the claims that have one.
    """

    linked: Collection[int] = ()

    def claim(self, number: int, claim: str = "") -> str:  # noqa: ARG002  -- pages of their own need the id
        """Return the place of a claim, by its number and its id."""
        return f"#c{number}" if number in self.linked else ""

    def version(self, view: ClaimView, number: int) -> str:
        """Return the place of a claim's version, by its number."""
        return f"#c{view.number}v{number}"

    def claims(self) -> str:
        """Return the place of the table of claims."""
        return "#claims"

    def statement(self, place: Place, mark: int) -> str:
        """Return the place of a statement in its article's text."""
        return f"#a{place.number}s{mark}"

    def card(self, mark: int) -> str:  # noqa: ARG002  -- as in `claim`
        """Return the place of the card beside a statement."""
        return ""

    def outlet(self, place: Place) -> str:  # noqa: ARG002  -- as in `claim`
        """Return the place of an outlet's page."""
        return ""

    def why(self, version: Version, why: Why, view: ClaimView) -> str:  # noqa: ARG002  -- as in `claim`
        """Return the place of what a step rests on."""
        return ""

    def beside(self, version: Version, why: Why, view: ClaimView) -> str:  # noqa: ARG002  -- as in `claim`
        """Return the place where two versions stand beside one another."""
        return ""

    def origin(self, view: ClaimView, origin: OriginView) -> str:  # noqa: ARG002  -- as in `claim`
        """Return the place of what an origin rests on."""
        return ""

    def denial(self, denial: Denial) -> str:
        """Return the place of a claim on the other side."""
        return self.claim(denial.number, denial.id)


def environment(*packages: str) -> Environment:
    """Return the templates of some packages: everything is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {
        "t": wording,
        "w": words,
        "theirs": theirs,
        "drawing_of": _drawing,
        "in_utc": in_utc,
        "time": _time,
    }
    made.filters |= {"counted": words.count, "by_place": _by_place, "harmless": harmless}
    return made


def _by_place(views: Sequence[ClaimView]) -> list[tuple[Place, list[ClaimView]]]:
    """Claims of one article each, by article."""
    return [(place, list(group)) for place, group in groupby(views, key=lambda view: view.versions[0].place)]


def _drawing(view: ClaimView) -> Drawing:
    return drawn(view, lineage_of(view))


def _time(when: When, *, utc: bool = False) -> str:
    """A time as its page states it, with UTC beside it where that is wanted."""
    if not when.day:
        return words.NO_TIME
    stated = wording.stated(when)
    if not (utc and when.utc) or when.zone == "UTC":
        return stated
    shifted, _, clock = when.utc.partition(", ")
    return f"{stated} ({clock if shifted == when.day else f'{wording.short(shifted)}, {clock}'} UTC)"
