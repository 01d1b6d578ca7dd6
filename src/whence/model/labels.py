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


def best_path(scores: Floats) -> NDArray[np.int64]:
    """The best-scoring lawful sequence of BIO tags for each row: an inside tag only follows its own kind.

    `scores` is (rows, tokens, tags) of log-probabilities. Returns (rows, tokens). The Viterbi algorithm (Viterbi 1967,
    doi 10.1109/TIT.1967.1054010) with transitions of cost nought or infinity.
    """
    path = np.asarray(scores.argmax(axis=2), dtype=np.int64)
    unlawful = ~_lawful(path)  # most paths are lawful as they stand, and then none is better
    if unlawful.any():
        path[unlawful] = _viterbi(scores[unlawful])
    return path


def _lawful(path: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = np.pad(path, ((0, 0), (1, 0)))[:, :-1]
    inside = (path > 0) & (path % 2 == 0)
    return np.asarray(~(inside & (before != path) & (before != path - 1)).any(axis=1))


def _viterbi(scores: Floats) -> NDArray[np.int64]:
    rows, length, tags = scores.shape
    begins, insides = slice(1, tags, 2), slice(2, tags, 2)
    steps = np.ascontiguousarray(scores.swapaxes(0, 1))
    best = steps[0].copy()
    best[:, insides] = -np.inf
    tops = np.zeros((length, rows), dtype=np.int64)  # the best tag before each word
    stays = np.zeros(
        (length, rows, (tags - 1) // 2), dtype=bool
    )  # whether an inside tag follows itself, not its beginning
    step = np.empty_like(best)
    for at in range(1, length):
        best.argmax(axis=1, out=tops[at])
        begun, held = best[:, begins], best[:, insides]
        np.greater(held, begun, out=stays[at])
        step[:] = best.max(axis=1)[:, None]
        np.maximum(begun, held, out=step[:, insides])
        step += steps[at]
        best, step = step, best
    every = np.arange(rows)
    path = np.zeros((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        tag = path[:, at]
        within = (tag > 0) & (tag % 2 == 0)
        stay = stays[at, every, np.where(within, tag // 2 - 1, 0)]
        path[:, at - 1] = np.where(within, np.where(stay, tag, tag - 1), tops[at])
    return path


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
