"""From the network's scores to relations: cues, then what each cue governs, as code-point spans of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.model.labels import ROLES, best_path, runs
from whence.model.windows import Window
from whence.records import Act, SourceKind, Span, Spans

__all__ = ["Cue", "Found", "beside", "cues_at", "cues_of", "found_of", "within"]

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
    return [cue for row, window in enumerate(windows) for cue in cues_at(scores[row], window, (eagerness,), row=row)[0]]


def cues_at(scores: Floats, window: Window, levels: Sequence[float], *, row: int = 0) -> list[list[Cue]]:
    """Cues of one window at each of several levels of eagerness. `scores` is (tokens, 3)."""
    words = _words_of(window)
    logs = _by_word(scores[None], words)
    shares = np.exp(logs[0])
    found: list[list[Cue]] = []
    for eagerness in levels:
        raised = logs.copy()
        raised[:, :, 1] += eagerness
        tags = _tags(raised, words)[0]
        found.append([])
        for first, end in runs(tags, 0):
            share = shares[np.arange(first, end), tags[first:end]].mean()
            low, high = words.tokens[first], words.tokens[end] - 1
            found[-1].append(Cue(row=row, first=low, last=high, score=float(share)))
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
    parts = _parts(cues, windows, tags)
    found: list[Found] = []
    for i, cue in enumerate(cues):
        window = windows[cue.row]
        found.append(
            Found(
                cue=(Span(int(window.starts[cue.first]), int(window.ends[cue.last])),),
                **parts[i],
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


class _Words(NamedTuple):
    """The words of a window: the first token of each, and behind the last the window's length, as array and as list.

    `sizes` counts their tokens, `marks` says which are no words but marks between paragraphs; `starts` and `ends` are
    code points.
    """

    firsts: NDArray[np.int64]
    tokens: list[int]
    sizes: NDArray[np.int64]
    marks: NDArray[np.bool_]
    starts: list[int]
    ends: list[int]


def _words_of(window: Window) -> _Words:
    firsts = window.words
    bounds = np.append(firsts, len(window))
    return _Words(
        firsts=firsts,
        tokens=bounds.tolist(),
        sizes=np.diff(bounds),
        marks=window.paragraph[firsts] < 0,
        starts=window.starts[firsts].tolist(),
        ends=window.ends[bounds[1:] - 1].tolist(),
    )


def _parts(cues: Sequence[Cue], windows: Sequence[Window], tags: Floats) -> dict[int, dict[str, Spans]]:
    """Each cue's spans by role, from its path over the words of its window, whose cues are decoded together."""
    parts: dict[int, dict[str, Spans]] = {}
    for row in sorted({cue.row for cue in cues}):
        own = [i for i, cue in enumerate(cues) if cue.row == row]
        words = _words_of(windows[row])
        paths = _tags(_by_word(tags[own], words), words)
        parts |= {i: _spans(words, path) for i, path in zip(own, paths, strict=True)}
    return parts


def _by_word(scores: Floats, words: _Words) -> Floats:
    """Log-probabilities a word: the mean over its tokens, so that no span begins or ends inside a word."""
    logs = log_softmax(scores[:, : words.tokens[-1]])
    return np.asarray(np.add.reduceat(logs, words.firsts, axis=1) / words.sizes[None, :, None], dtype=np.float32)


def _tags(logs: Floats, words: _Words) -> NDArray[np.int64]:
    """The best path over the words; the marks between paragraphs are never part of anything."""
    logs[:, words.marks, 1:] = -1e9
    return best_path(logs)


def _spans(words: _Words, path: NDArray[np.int64]) -> dict[str, Spans]:
    """The spans of each role in a path (see `whence.model.labels.runs`), in one walk over its tagged words."""
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    ends = dict.fromkeys(ROLES, -1)  # where the last run of each role ends, in words
    tagged = np.flatnonzero(path)
    for at, tag in zip(tagged.tolist(), path[tagged].tolist(), strict=True):
        role, end = ROLES[(tag - 1) // 2], words.ends[at]
        if tag % 2 == 0 and ends[role] == at:
            found[role][-1] = Span(found[role][-1].start, end)
        else:
            found[role].append(Span(words.starts[at], end))
        ends[role] = at + 1
    return {role: tuple(spans) for role, spans in found.items()}
