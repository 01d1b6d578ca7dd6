"""Who signs a quotation that stands alone: "— Ada Roe, engineer", "— Tarsk Council (@tarskcouncil) May 4, 2031"."""

from __future__ import annotations

import re
from typing import NamedTuple

from whence.records import Span

__all__ = ["Signature", "signature_in"]

_HANDLE = r"\(@[\w.-]{1,60}(?:@[\w.-]{1,80})?\)"
_POST = re.compile(
    rf"(?:(?:\A|(?<=\s))(?:[–—]|--?)\s{{0,3}}|\AA (?:post|thread|video|reel) shared by\s)"
    rf"(?P<who>[^\s()@–—-][^()@\n–—]{{0,80}}?)\s{{0,3}}{_HANDLE}(?P<when>[^.!?\n]{{0,60}})\Z"
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_SPEAKER = re.compile(
    rf"\A[–—]\s{{0,3}}(?P<who>{_NAME}(?: (?:(?:of|the|de|van|von|der|al|bin) ){{0,2}}{_NAME}){{0,5}})"
    r"(?:,\s[^.!?\n]{1,100})?\Z"
)
_TAIL = 260  # a signature is no longer than this


class Signature(NamedTuple):
    """Where a signature begins, where it names who signs, and whether it is a post's, with an account's handle."""

    start: int
    who: Span
    of_post: bool


def signature_in(text: str) -> Signature | None:
    """Return the signature that ends a line, or that fills it where it has no account's handle; None where none does.

    >>> signature_in("Shut until Monday. — Tarsk Council (@tarskcouncil) May 4, 2031")
    Signature(start=19, who=Span(start=21, end=34), of_post=True)
    >>> signature_in("— Lena Orr, engineer").who
    Span(start=2, end=10)
    """
    low = max(0, len(text) - _TAIL)
    if found := _POST.search(text, low) if "(@" in text[low:] else None:
        return Signature(found.start(), Span(*found.span("who")), of_post=True)
    found = _SPEAKER.match(text) if len(text) <= _TAIL else None
    return Signature(0, Span(*found.span("who")), of_post=False) if found else None
