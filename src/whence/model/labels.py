"""The label sets of the network's heads, shared by training and run time, and how a best label path is found.

Cues are tagged once over the window. Then every cue tags all tokens of its window again, as seen from that cue, so that
one token may be a source to one cue and content to another: nesting and several content parts need nothing more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["CUE_TAGS", "ROLES", "ROLE_TAGS", "best_path", "runs"]

CUE_TAGS = ("O", "B", "I")
"""Tags of the cue head."""
ROLES = ("source", "content", "addressee", "evidence")
"""What a token may be to a cue."""
ROLE_TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
"""Tags of the role head: index 1 + 2k is the beginning of `ROLES[k]`, 2 + 2k its inside."""

Floats = NDArray[np.float32]
_STEP = 8  # words by which the search for a best path is widened


def best_path(scores: Floats) -> NDArray[np.int64]:
    """The best-scoring lawful sequence of BIO tags for each row: an inside tag only follows its own kind.

    `scores` is (rows, tokens, tags) of log-probabilities. Returns (rows, tokens). The Viterbi algorithm (Viterbi 1967,
    doi 10.1109/TIT.1967.1054010) with transitions of cost nought or infinity.
    """
    path = np.asarray(scores.argmax(axis=2), dtype=np.int64)
    for row in np.flatnonzero(~_lawful(path)).tolist():  # most are lawful as they stand, and then none is better
        start, tags = _stretch(scores[row], path[row])
        path[row, start : start + len(tags)] = tags
    return path


def _stretch(scores: Floats, path: NDArray[np.int64]) -> tuple[int, list[int]]:
    """Where a row's best lawful path differs from its best tags, and the path there.

    Outside the words that have a tag the best tag, none, is lawful; so the path is sought among these, and further to
    the left only while a span that begins there could cost less than the best path without it.
    """
    tagged = np.flatnonzero(path)
    start, end = max(0, int(tagged[0]) - 1), int(tagged[-1]) + 1
    while True:
        part = scores[start:end]
        tags, best = _viterbi(part.tolist())
        before = scores[start - 1]
        if start == 0 or float(part.max(axis=1).sum()) - best < float(before[0] - before[1:].max()):
            return start, tags
        start = max(0, start - _STEP)


def _lawful(path: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = np.pad(path, ((0, 0), (1, 0)))[:, :-1]
    inside = (path > 0) & (path % 2 == 0)
    return np.asarray(~(inside & (before != path) & (before != path - 1)).any(axis=1))


def _viterbi(scores: list[list[float]]) -> tuple[list[int], float]:
    """One row's best path and its score. Plain lists: a stretch is short; an array operation a word would cost more."""
    roles = range((len(scores[0]) - 1) // 2)
    best = 0.0  # of any path up to here
    running = [float("-inf")] * len(roles)  # of a path whose last word is of the role
    ends: list[int] = []  # the last word's role, from 1, or 0 for none, of the best path up to each word
    goes_on: list[list[bool]] = []  # whether the role's best run up to a word began before it
    for row in scores:
        top, end = best + row[0], 0
        on = []
        for role in roles:
            begun, held = best + row[1 + 2 * role], running[role] + row[2 + 2 * role]
            on.append(held > begun)
            running[role] = held if held > begun else begun
            if running[role] > top:
                top, end = running[role], role + 1
        best = top
        ends.append(end)
        goes_on.append(on)
    path = [0] * len(scores)
    role = -1  # of the run in which the walk back stands
    for at in range(len(scores) - 1, -1, -1):
        role = ends[at] - 1 if role < 0 else role
        if role >= 0:
            on_from_before = goes_on[at][role]
            path[at] = 2 + 2 * role if on_from_before else 1 + 2 * role
            role = role if on_from_before else -1
    return path, best


def runs(tags: NDArray[np.int64], role: int) -> list[tuple[int, int]]:
    """The half-open token ranges of one role (index into `ROLES`; 0 for cues) in one path of tags."""
    begin, inside = 1 + 2 * role, 2 + 2 * role
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero((tags == begin) | (tags == inside)).tolist():
        if tags[at] == inside and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
