"""Two wordings beside one another, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from whence.report.records import Part, Piece

__all__ = ["difference"]

_TOKEN = re.compile(r"\s*(?:[^\W_]+(?:[.,:’'\-][^\W_]+)*|\S)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_LEAST_SHARED = 0.34  # of the shorter side's words; below it, a comparison is harder to read than the words alone
_ISLAND = 3  # letters: a word this short that stands alone between two changes is no common ground

_Run = tuple[Part, str]


def difference(before: str, after: str) -> tuple[Piece, ...] | None:
    """Return the words of `after` beside those of `before`, or None where they share too few for a comparison.

    The pieces that are not `removed` make up `after`, and those that are not `added` the words of `before`, but for
    case, white space, punctuation and the style of quotation marks. Matching is by `difflib`, in time quadratic at
    worst in the words of one statement.
    """
    a, b = _TOKEN.findall(f" {before.strip()}"), _TOKEN.findall(f" {after.strip()}")
    fold_a, fold_b = [_folded(token) for token in a], [_folded(token) for token in b]
    matcher = SequenceMatcher(None, fold_a, fold_b, autojunk=False)
    shared = sum(_is_word(fold_b[at]) for block in matcher.get_matching_blocks() for at in _places(block.b, block.size))
    shorter = min(sum(map(_is_word, fold_a)), sum(map(_is_word, fold_b)))
    if shared < _LEAST_SHARED * shorter:
        return None
    pieces = list(_joined(_without_islands(list(_runs(matcher, a, b)))))
    return tuple(replace(piece, text=piece.text.lstrip()) if n == 0 else piece for n, piece in enumerate(pieces))


def _places(start: int, size: int) -> range:
    return range(start, start + size)


def _folded(token: str) -> str:
    return unicodedata.normalize("NFKC", token).translate(_QUOTES).strip().casefold()


def _is_word(token: str) -> bool:
    return token[:1].isalnum()


def _runs(matcher: SequenceMatcher[str], a: Sequence[str], b: Sequence[str]) -> Iterator[_Run]:
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        gone, new = "".join(a[a1:a2]), "".join(b[b1:b2])
        if tag == "equal" or not any(map(_is_word, map(_folded, (*a[a1:a2], *b[b1:b2])))):  # marks and stops only
            yield Part.same, new
            continue
        yield Part.removed, gone
        yield Part.added, new


def _without_islands(runs: list[_Run]) -> list[_Run]:
    """Take lone short words between two changes for changed, too: "of" in common makes nothing easier to read."""
    found: list[_Run] = []
    for place, (part, text) in enumerate(runs):
        beside = [runs[at][0] for at in (place - 1, place + 1) if 0 <= at < len(runs)]
        alone = len(beside) == 2 and Part.same not in beside
        if part is Part.same and alone and len(text.strip()) <= _ISLAND and not text.strip().isdigit():
            found += [(Part.removed, text), (Part.added, text)]
        else:
            found.append((part, text))
    return found


def _joined(runs: Iterable[_Run]) -> Iterator[Piece]:
    """Join what stands together: within a change, what was removed comes first."""
    for same, group in groupby(runs, key=lambda run: run[0] is Part.same):
        texts = list(group)
        for part in (Part.same,) if same else (Part.removed, Part.added):
            text = "".join(text for found, text in texts if found is part)
            if text:
                yield Piece(part=part, text=text)
