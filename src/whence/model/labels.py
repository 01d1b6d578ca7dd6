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
    rows, length, tags = scores.shape
    inside = np.arange(2, tags, 2)
    best = scores[:, 0].copy()
    best[:, inside] = -np.inf
    back = np.zeros((rows, length, tags), dtype=np.int64)
    every = np.arange(rows)
    for at in range(1, length):
        top = best.argmax(axis=1)
        top_score = best[every, top]
        back[:, at] = top[:, None]
        step = np.repeat(top_score[:, None], tags, axis=1)
        for tag in inside:
            from_begin = best[:, tag - 1] >= best[:, tag]
            back[:, at, tag] = np.where(from_begin, tag - 1, tag)
            step[:, tag] = np.maximum(best[:, tag - 1], best[:, tag])
        best = step + scores[:, at]
    path = np.zeros((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[every, at, path[:, at]]
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
