"""Selectors of the Web Annotation Data Model (W3C Recommendation of 23 February 2017, 4.2.4 and 4.2.5).

A text-quote selector has the words and some that stand around them, a text-position selector the places, in UTF-16 code
units. `anchor` finds what they select, also in a text whose white space has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from whence.export.units import Units
from whence.records import Span

__all__ = ["AROUND", "anchor", "selectors"]

AROUND = 32
"""Code points of a prefix and of a suffix."""
Json = dict[str, object]


def selectors(text: str, span: Span, units: Units) -> list[Json]:
    """Return both selectors of a span; `units` are the text's."""
    start, end = span
    return [
        {
            "type": "TextQuoteSelector",
            "prefix": text[max(0, start - AROUND) : start],
            "exact": text[start:end],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": units.of(start), "end": units.of(end)},
    ]


def anchor(text: str, found: Sequence[Mapping[str, Any]]) -> Span | None:
    """Return where the words of a text-quote selector stand in a text, None where they do not.

    White space makes no difference, be it added, dropped or changed. Of several places, that is taken whose
    surroundings fit best, then the one closest to the text-position selector, if there is one.
    """
    quote = next((one for one in found if one["type"] == "TextQuoteSelector"), None)
    if quote is None:
        return None
    dense, places = _dense(text)
    exact = _dense(str(quote["exact"]))[0]
    prefix, suffix = (_dense(str(quote.get(name, "")))[0] for name in ("prefix", "suffix"))
    near = next((int(one["start"]) for one in found if one["type"] == "TextPositionSelector"), 0)
    units = Units(text)

    def fit(at: int) -> tuple[int, int]:
        before = _alike(reversed(dense[:at][-len(prefix) :]) if prefix else (), reversed(prefix))
        after = _alike(dense[at + len(exact) :], suffix)
        return before + after, -abs(units.of(places[at]) - near)

    best = max(_occurrences(dense, exact), key=fit, default=None)
    return None if best is None else Span(places[best], places[best + len(exact) - 1] + 1)


def _dense(text: str) -> tuple[str, list[int]]:
    """Return a text without its white space, and the place of each letter that is left."""
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[at] for at in places), places


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _alike(one: Any, other: Any) -> int:
    """Count the letters that two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
