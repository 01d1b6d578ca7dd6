"""Which lines of a page are the article's own: trafilatura decides, and its text is mapped back onto the lines.

Trafilatura's decision is the best measured, but it hands out text without places. A line is the body's where its words
stand in that text. Its quicker way is believed where the densest run of long lines with few links (after Kohlschütter
et al., "Boilerplate detection using shallow text features", WSDM 2010) says much the same; else it is asked to compare
its finding with other extractors'. Where it fails, or a page is so large that it would take minutes, that run is taken.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from whence.ingest.page_lines import Line, plain_words

__all__ = ["body_lines", "dense_lines"]

_LARGEST = 3_000_000  # characters of markup; above it trafilatura's time grows to minutes
_MOST_LINES = 5_000
_MOST_ELEMENTS = 40_000
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_GRAM = 4
_ENOUGH = 0.65  # share of a line's word runs that must stand in the body
_AGREED = 0.5  # share of either finding's characters that the other must hold
_STOP = re.compile(r"[.!?…。।:;\"”»’)]\s*\Z")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def body_lines(tree: HtmlElement, lines: Sequence[Line], *, size: int) -> frozenset[int]:
    """Return the numbers of the lines that belong to the article's body. `size` is the length of the markup."""
    dense = dense_lines(lines)
    if size <= _LARGEST and len(lines) <= _MOST_LINES and tree.xpath("count(//*)") <= _MOST_ELEMENTS:
        found = _matched(_main_text(tree, fast=True), lines)
        if _agree(found, dense, lines):
            return found
        if found := _matched(_main_text(tree, fast=False), lines):
            return found
    return dense


def _agree(found: frozenset[int], dense: frozenset[int], lines: Sequence[Line]) -> bool:
    """Whether two findings have half of each other's characters or more."""
    shared, mine, other = (sum(len(lines[n].text) for n in some) for some in (found & dense, found, dense))
    return shared > 0 and shared >= _AGREED * max(mine, other)


def dense_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the best run of lines that look like prose: a run's score is the sum of its lines' scores (Kadane)."""
    best = total = 0.0
    start, span = 0, (0, 0)
    for number, line in enumerate(lines):
        total += _density(line)
        if total <= 0:
            total, start = 0.0, number + 1
        elif total > best:
            best, span = total, (start, number + 1)
    return frozenset(n for n in range(*span) if _density(lines[n]) > 0)


def _density(line: Line) -> float:
    length = min(len(line.text), 600)
    if line.linked > 0.5:
        return -1.0
    prose = length >= 80 or (length >= 40 and _STOP.search(line.text[-4:]) is not None)
    return length / 100 if prose else -0.3


def _main_text(tree: HtmlElement, *, fast: bool) -> str:
    try:
        document = trafilatura.bare_extraction(
            tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # a library's failure on a broken page must not be the reader's
        return ""
    return str(document.text or "") if document is not None else ""


def _words(text: str) -> list[str]:
    """The words of a text; one of ASCII alone, as most are, is read with the plainer pattern that finds the same."""
    return plain_words(text) if text.isascii() else _WORD.findall(text.casefold())


def _matched(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines whose words stand in the text: whole lines first, then those that it holds in another cut."""
    pieces = [_words(piece) for piece in text.split("\n")]
    whole = Counter(" ".join(words) for words in pieces if words)
    # The seams between the pieces count too, for a line may be cut in two there.
    runs = set(_grams([word for words in pieces for word in words]))
    runs.update(tuple(words) for words in pieces if len(words) < _GRAM)
    found: set[int] = set()
    doubtful: list[tuple[int, str]] = []
    others: list[tuple[int, list[str]]] = []
    spoken = [(line.number, words) for line in lines if (words := _words(line.text))]
    times = Counter(" ".join(words) for _, words in spoken)
    for number, words in spoken:
        key = " ".join(words)
        if key not in whole:
            others.append((number, words))
        elif times[key] <= whole[key]:
            found.add(number)
            runs.difference_update(_grams(words))
        else:
            doubtful.append((number, key))
    # What whole lines have claimed is no longer free: a second copy of the text in one long line is not the body.
    found.update(number for number, words in others if len(words) > _GRAM and _share(words, runs) >= _ENOUGH)
    return frozenset(found | _nearest(doubtful, whole, found, lines))


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_GRAM)), strict=False)) or [tuple(words)]


def _share(words: list[str], runs: set[tuple[str, ...]]) -> float:
    grams = _grams(words)
    return sum(map(runs.__contains__, grams)) / len(grams)


def _nearest(doubtful: list[tuple[int, str]], whole: Counter[str], found: set[int], lines: Sequence[Line]) -> set[int]:
    """Of lines that repeat more often than the text does, take those with the most body around them."""
    if not doubtful:
        return set()
    parents = Counter(lines[number].element.getparent() for number in found)
    left = Counter(whole)
    ranked = sorted(
        doubtful,
        key=lambda d: (
            -parents[lines[d[0]].element.getparent()],
            min((abs(d[0] - n) for n in _around(found, d[0])), default=0),
        ),
    )
    kept = set()
    for number, key in ranked:
        if left[key] > 0:
            left[key] -= 1
            kept.add(number)
    return kept


def _around(found: set[int], number: int) -> list[int]:
    return [n for n in range(number - 30, number + 31) if n in found]
