"""From the network's scores to relations: cues, then what each cue governs, as code-point spans of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.model.labels import ROLES, best_path, runs
from whence.model.windows import Window
from whence.records import Act, SourceKind, Span, Spans

__all__ = ["Cue", "Found", "beside", "cues_of", "found_of", "within"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue as tokens of a window of a batch: `row`, `first` and `last` token, and the mean probability of its tags."""

    row: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A relation as the network sees it; `acts` and `kinds` are probabilities, ordered as `Act` and `SourceKind`."""

    cue: Spans
    source: Spans
    content: Spans
    addressee: Spans
    evidence: Spans
    score: float
    acts: tuple[float, ...]
    hedge: float
    kinds: tuple[float, ...]


def cues_of(scores: Floats, windows: Sequence[Window], eagerness: float = 0.0) -> list[Cue]:
    """Cues of a batch. `scores` is (windows, tokens, 3); `eagerness` is added to the score of beginning a cue."""
    found: list[Cue] = []
    for row, window in enumerate(windows):
        logs = _by_word(scores[row : row + 1], window)
        shares = np.exp(logs[0])
        logs[:, :, 1] += eagerness
        tags = _tags(logs, window)[0]
        for first, end in runs(tags, 0):
            share = shares[np.arange(first, end), tags[first:end]].mean()
            low, high = _tokens(window, first, end)
            found.append(Cue(row=row, first=low, last=high, score=float(share)))
    return found


def beside(cues: Sequence[Cue], more: Sequence[Cue], wanted: Callable[[Cue], bool]) -> list[Cue]:
    """Those of `more` that are `wanted` and share no token with any of `cues`, all of one window."""
    taken = {token for cue in cues for token in range(cue.first, cue.last + 1)}
    return [cue for cue in more if taken.isdisjoint(range(cue.first, cue.last + 1)) and wanted(cue)]


def within(found: Sequence[Found], more: Sequence[Found]) -> list[Found]:
    """Those of `more` whose cue lies in a content of `found`."""
    contents = [s for f in found for s in f.content]
    return [m for m in more if all(any(s.start <= c.start and c.end <= s.end for s in contents) for c in m.cue)]


def found_of(cues: Sequence[Cue], windows: Sequence[Window], tags: Floats, acts: Floats, kinds: Floats) -> list[Found]:
    """Relations of a batch's cues. `tags` is (cues, tokens, role tags); `acts` has one column more, for hedging."""
    if not cues:
        return []
    act_shares = np.exp(log_softmax(acts[:, : len(Act)]))
    hedges = 1.0 / (1.0 + np.exp(-acts[:, len(Act)]))
    kind_shares = np.exp(log_softmax(kinds[:, : len(SourceKind)]))
    paths = _paths(cues, windows, tags)
    found: list[Found] = []
    for i, cue in enumerate(cues):
        window, path = windows[cue.row], paths[i]
        parts = {role: _spans(window, path, number) for number, role in enumerate(ROLES)}
        found.append(
            Found(
                cue=(Span(int(window.starts[cue.first]), int(window.ends[cue.last])),),
                **parts,
                score=cue.score,
                acts=tuple(act_shares[i].tolist()),
                hedge=float(hedges[i]),
                kinds=tuple(kind_shares[i].tolist()),
            )
        )
    return found


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def _paths(cues: Sequence[Cue], windows: Sequence[Window], tags: Floats) -> dict[int, NDArray[np.int64]]:
    """Each cue's path over the words of its window; the cues of a window are decoded together."""
    paths: dict[int, NDArray[np.int64]] = {}
    for row in sorted({cue.row for cue in cues}):
        own = [i for i, cue in enumerate(cues) if cue.row == row]
        paths |= dict(zip(own, _tags(_by_word(tags[own], windows[row]), windows[row]), strict=True))
    return paths


def _by_word(scores: Floats, window: Window) -> Floats:
    """Log-probabilities a word: the mean over its tokens, so that no span begins or ends inside a word."""
    logs = log_softmax(scores[:, : len(window)])
    words = window.words
    sizes = np.diff(np.r_[words, len(window)])
    return np.asarray(np.add.reduceat(logs, words, axis=1) / sizes[None, :, None], dtype=np.float32)


def _tags(logs: Floats, window: Window) -> NDArray[np.int64]:
    """The best path over the words; the marks between paragraphs are never part of anything."""
    marks = window.paragraph[window.words] < 0
    logs[:, marks, 1:] = -1e9
    return best_path(logs)


def _tokens(window: Window, first: int, end: int) -> tuple[int, int]:
    """The first and last token of a half-open range of words."""
    words = window.words
    return int(words[first]), (int(words[end]) if end < len(words) else len(window)) - 1


def _spans(window: Window, path: NDArray[np.int64], role: int) -> Spans:
    found: list[Span] = []
    for first, end in runs(path, role):
        low, high = _tokens(window, first, end)
        found.append(Span(int(window.starts[low]), int(window.ends[high])))
    return tuple(found)
