"""Windows: stretches of neighbouring paragraphs as the network's input, with the way back to code points.

The encoder's vocabulary is lower-case, and knows no quotation state; both matter to attribution. So each token carries
the case of its letters and whether it stands inside quotation marks, as two small features beside its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whence.records import Span
from whence.text.quotes import quotations

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CASES", "QUOTES", "SPECIAL", "WINDOW", "Piece", "Window", "meeting", "pack", "pieces_of"]

WINDOW = 256
"""Tokens of a window at most, the two or more special ones included."""
CASES = 4
"""Case features: lower or none, Title, UPPER, mIxed."""
QUOTES = 3
"""Quotation features: outside, inside, a mark."""
SPECIAL = -1
"""The paragraph number of special tokens."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, or a part of a long one, as tokens.

    Arrays have one entry a token; `starts` and `ends` are code points, `opens` is 1 where the token begins a word.
    """

    ids: Ints
    case: Ints
    quote: Ints
    starts: Ints
    ends: Ints
    opens: Ints
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces laid end to end between [CLS] and [SEP] marks, where `paragraph` is `SPECIAL` and offsets are 0."""

    ids: Ints
    case: Ints
    quote: Ints
    starts: Ints
    ends: Ints
    opens: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def words(self) -> Ints:
        """The first token of each word; marks are words of their own."""
        return np.flatnonzero(self.opens)


def meeting(starts: Ints, ends: Ints, spans: Iterable[Span]) -> NDArray[np.bool_]:
    """Which of the tokens that begin and end there meet any of the spans."""
    found = np.zeros(len(starts), dtype=np.bool_)
    for start, end in spans:
        found |= (starts < end) & (ends > start)
    return found


def pieces_of(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer, limit: int = WINDOW) -> list[Piece]:
    """Tokenise each paragraph of the text, and cut those that are longer than a window at the ends of sentences."""
    encoded = tokenizer.encode_batch([text[a:b] for a, b in paragraphs], add_special_tokens=False)
    pieces: list[Piece] = []
    for number, (span, tokens) in enumerate(zip(paragraphs, encoded, strict=True)):
        ids = np.asarray(tokens.ids, dtype=np.int64)
        offsets = np.asarray(tokens.offsets, dtype=np.int64).reshape(-1, 2) + span.start
        starts, ends = offsets[:, 0], offsets[:, 1]
        case = np.fromiter((_case(text[a:b]) for a, b in offsets.tolist()), dtype=np.int64, count=len(ids))
        quote = _quote(text, span, starts, ends)
        opens = _opens(text, starts, ends)
        for low, high in _cuts(text, starts, ends, limit - 2):
            part = slice(low, high)
            pieces.append(
                Piece(
                    ids=ids[part],
                    case=case[part],
                    quote=quote[part],
                    starts=starts[part],
                    ends=ends[part],
                    opens=opens[part],
                    paragraph=number,
                )
            )
    return pieces


def pack(pieces: Iterable[Piece], cls: int, sep: int, limit: int = WINDOW) -> list[Window]:
    """Fill windows with neighbouring pieces, in order, each as full as the next piece allows."""
    windows: list[Window] = []
    held: list[Piece] = []
    size = 1
    for piece in pieces:
        if held and size + len(piece.ids) + 1 > limit:
            windows.append(_join(held, cls, sep))
            held, size = [], 1
        held.append(piece)
        size += len(piece.ids) + 1
    if held:
        windows.append(_join(held, cls, sep))
    return windows


def _join(pieces: Sequence[Piece], cls: int, sep: int) -> Window:
    def line(first: int, last: int, parts: Iterable[Ints]) -> Ints:
        mark = np.array([last], dtype=np.int64)
        return np.concatenate([np.array([first], dtype=np.int64), *(x for part in parts for x in (part, mark))])

    numbers = (np.full(len(p.ids), p.paragraph, dtype=np.int64) for p in pieces)
    return Window(
        ids=line(cls, sep, (p.ids for p in pieces)),
        case=line(0, 0, (p.case for p in pieces)),
        quote=line(0, 0, (p.quote for p in pieces)),
        starts=line(0, 0, (p.starts for p in pieces)),
        ends=line(0, 0, (p.ends for p in pieces)),
        opens=line(1, 1, (p.opens for p in pieces)),
        paragraph=line(SPECIAL, SPECIAL, numbers),
    )


@lru_cache(maxsize=1 << 15)
def _case(word: str) -> int:
    if not word[:1].isalpha() or word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


def _opens(text: str, starts: Ints, ends: Ints) -> Ints:
    """1 where a token begins a word: not where letters or digits go on from the token before."""
    goes_on = np.zeros(len(starts), dtype=np.bool_)
    np.equal(starts[1:], ends[:-1], out=goes_on[1:])
    for at in np.flatnonzero(goes_on).tolist():
        place = int(starts[at])
        goes_on[at] = text[place - 1].isalnum() and text[place].isalnum()
    return np.asarray(~goes_on, dtype=np.int64)


def _quote(text: str, span: Span, starts: Ints, ends: Ints) -> Ints:
    state = np.zeros(len(starts), dtype=np.int64)
    for found in quotations(text, span.start, span.end):
        inside = (starts >= found.inner.start) & (ends <= found.inner.end)
        marks = (starts >= found.outer.start) & (ends <= found.outer.end) & ~inside
        state[inside] = 1
        state[marks] = 2
    return state


def _cuts(text: str, starts: Ints, ends: Ints, room: int) -> list[tuple[int, int]]:
    """Ranges of tokens of at most `room`, cut after the last stop of each range's second half where there is one."""
    total = len(starts)
    cuts: list[tuple[int, int]] = []
    low = 0
    while total - low > room:
        high = low + room
        for place in range(high - 1, low + room // 2, -1):
            if text[starts[place] : ends[place]] in {".", "!", "?", "”", '"'}:
                high = place + 1
                break
        cuts.append((low, high))
        low = high
    if total > low:
        cuts.append((low, total))
    return cuts
