"""What was found in a window, kept for the next window of the same words: a report run by forty outlets is read once.

What the network finds depends on a window's own tokens and words alone. So a window is read as if it were a text of its
own, and what is found there is laid over each place where the same window stands.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from whence.model.decode import Found
from whence.model.windows import SPECIAL, Window
from whence.records import Span, Spans

__all__ = ["MOST_WINDOWS", "Bare", "Remembered", "WordTest", "bare"]

WordTest = Callable[[str], bool]
"""Whether words can be a cue."""

MOST_WINDOWS = 10_000
"""Windows whose findings are kept, those used longest ago going first: some 60 MB when full."""
_KEY = 16  # bytes of a digest: no two windows of any collection share one


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A window with the words that it holds and nothing else: its offsets are code points of `text`.

    `homes` are the places of its pieces in the article's text, `places` those in `text`, both ascending.
    """

    window: Window
    text: str
    places: tuple[int, ...]
    homes: tuple[int, ...]

    @property
    def key(self) -> bytes:
        """A digest of all that reading the window depends on."""
        digest = hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=_KEY)
        for name in Window.__slots__:
            digest.update(b"|")
            digest.update(getattr(self.window, name).tobytes())
        return digest.digest()

    def at_home(self, found: Found) -> Found:
        """Return what was found in the window with the places that it has in the article."""
        return replace(
            found,
            cue=self._moved(found.cue),
            source=self._moved(found.source),
            content=self._moved(found.content),
            addressee=self._moved(found.addressee),
            evidence=self._moved(found.evidence),
        )

    def _moved(self, spans: Spans) -> Spans:
        return tuple(Span(s.start + (by := self._shift(s.start)), s.end + by) for s in spans)

    def _shift(self, place: int) -> int:
        piece = bisect_right(self.places, place) - 1
        return self.homes[piece] - self.places[piece]


def bare(window: Window, text: str) -> Bare:
    """Return a window of a text as a text of its own, its pieces a line each."""
    own = window.paragraph != SPECIAL
    heads = np.flatnonzero(own & ~np.r_[False, own[:-1]])
    tails = np.flatnonzero(own & ~np.r_[own[1:], False])
    homes = window.starts[heads]
    sizes = window.ends[tails] - homes
    places = np.cumsum(sizes + 1) - (sizes + 1)
    shift = np.zeros(len(window), dtype=np.int64)
    shift[own] = np.repeat(homes - places, tails - heads + 1)
    numbers = np.full(len(window), SPECIAL, dtype=np.int64)
    numbers[own] = np.repeat(np.arange(len(heads)), tails - heads + 1)
    return Bare(
        window=replace(window, starts=window.starts - shift, ends=window.ends - shift, paragraph=numbers),
        text="\n".join(text[a : a + size] for a, size in zip(homes.tolist(), sizes.tolist(), strict=True)),
        places=tuple(places.tolist()),
        homes=tuple(homes.tolist()),
    )


_Key = tuple[WordTest | None, bytes]


class Remembered:
    """Reads windows by `find`, and the same window once. Safe to use from several threads.

    `asked` counts the windows that were asked for, `known` those that had been read before.
    """

    def __init__(
        self, find: Callable[[Window, str, WordTest | None], Sequence[Found]], most: int = MOST_WINDOWS
    ) -> None:
        self.asked = self.known = 0
        self._find = find
        self._most = most
        self._kept: OrderedDict[_Key, tuple[Found, ...]] = OrderedDict()
        self._lock = Lock()

    def read(self, window: Window, text: str, inner: WordTest | None) -> list[Found]:
        """Return what is found in a window of `text` under a test of words."""
        alone = bare(window, text)
        key = (inner, alone.key)
        with self._lock:
            self.asked += 1
            found = self._kept.get(key)
            if found is not None:
                self.known += 1
                self._kept.move_to_end(key)
        if found is None:
            found = tuple(self._find(alone.window, alone.text, inner))
            self._keep(key, found)
        return [alone.at_home(one) for one in found]

    def _keep(self, key: _Key, found: tuple[Found, ...]) -> None:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
