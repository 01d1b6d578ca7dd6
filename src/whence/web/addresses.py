"""Where everything stands: each page's address says all of its state, so that it can be kept and handed on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from whence import words
from whence.report.environment import Anchors
from whence.report.records import ClaimView, OriginView, Place, Version, Why

__all__ = ["VERSIONS", "Pages", "address"]

VERSIONS = 60
"""Versions of a claim that one page has: the others are on further pages."""


def address(path: str, *parts: str, **asked: object) -> str:
    """Return an address: further parts of the path, quoted, and what is asked, without what is blank."""
    whole = "/".join([path, *(quote(part, safe="") for part in parts)])
    left = [(name, str(value)) for name, value in asked.items() if value not in ("", None)]
    return f"{whole}?{urlencode(left)}" if left else whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages(Anchors):
    """Where things stand on pages of their own."""

    def claim(self, number: int, claim: str = "") -> str:  # noqa: ARG002  -- the dossier goes by number
        """Return a claim's page, by its id."""
        return address("/claims", claim) if claim else ""

    def version(self, view: ClaimView, number: int) -> str:
        """Return the place of a claim's version, which may be on a further page."""
        anchor = f"#c{view.number}v{number}"
        if len(view.versions) <= VERSIONS:
            return anchor
        return f"{address('/claims', view.id, page=_further(-(-number // VERSIONS)))}{anchor}"

    def versions(self, view: ClaimView, page: int) -> str:
        """Return a page of a claim's versions."""
        return f"{address('/claims', view.id, page=_further(page))}#c{view.number}words"

    def claims(self) -> str:
        """Return the page of all claims."""
        return "/claims"

    def statement(self, place: Place, mark: int) -> str:
        """Return the place of a statement in its article's page."""
        return f"{address('/articles', place.id)}#s{mark}"

    def card(self, mark: int) -> str:
        """Return the place of the card beside a statement."""
        return f"#k{mark}"

    def outlet(self, place: Place) -> str:
        """Return an outlet's page."""
        stated = place.outlet != words.unknown_outlet(place.file)
        return address("/outlets", place.outlet) if stated else ""

    def why(self, version: Version, why: Why, view: ClaimView) -> str:
        """Return the page of what a step rests on."""
        return address("/why", f"{version.id}..{view.versions[why.version - 1].id}")

    def beside(self, version: Version, why: Why, view: ClaimView) -> str:
        """Return the page where two versions stand beside one another."""
        return address("/beside", version.id, view.versions[why.version - 1].id)

    def origin(self, view: ClaimView, origin: OriginView) -> str:
        """Return the page of what an origin rests on."""
        return address("/why", f"{view.id}:{origin.letter}")


def _further(page: int) -> int | str:
    """The page as an address has it: the first one need not be named."""
    return page if page > 1 else ""
