"""Texts made fit to be shown: nothing in them acts on the terminal or the page that they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from whence.records import Span

__all__ = ["harmless", "visible", "words_at"]

_SPACE = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_CONTROLS = {code: chr(0x2400 + code) for code in range(32)} | {127: "\N{SYMBOL FOR DELETE}"}
_C1 = dict.fromkeys(range(128, 160), "\N{REPLACEMENT CHARACTER}")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")  # they would turn round what stands beside
_HARMLESS = str.maketrans(_CONTROLS | _C1 | _SPACE | _BIDI)


def harmless(text: str) -> str:
    """Return a text as one line that no terminal acts on: control characters are shown, runs of white space are one."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Return a text on which nothing acts, its white space kept as blanks: for words that stand among others."""
    return text.translate(_HARMLESS)


def words_at(text: str, spans: Iterable[Span], *, gap: str = " … ") -> str:
    """Return the words of some spans, with a mark where words between them are left out."""
    return gap.join(piece for span in spans if (piece := harmless(text[span.start : span.end])))
