"""Pairs worth deciding: within an article's story, the statements nearest in rare words, names, figures and meaning."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whence.link.same.prepared import Prepared

__all__ = ["candidates"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_BY_WORDS = 24  # partners of a unit by shared rare words, names and figures
_BY_MEANING = 16  # partners by direction
_BY_SCENE = 8  # partners by the words of the whole sentence


def candidates(prepared: Prepared) -> Ints:
    """Index pairs (n x 2, i < j, ascending) of units that may express one proposition or exclude one another.

    A unit meets units of its article's story only, and of these the nearest few by each of three measures; so the pairs
    grow with the number of units. The work is that of stories, which grows as articles times their logarithm.
    """
    count = len(prepared)
    order = np.argsort(prepared.article, kind="stable")
    edges = np.searchsorted(prepared.article[order], np.arange(len(prepared.stories.near) + 1))
    found = [np.zeros(0, dtype=np.int64)]
    for number, near in enumerate(prepared.stories.near):
        own = order[edges[number] : edges[number + 1]]
        others = np.concatenate([order[edges[a] : edges[a + 1]] for a in near.tolist()])
        if len(own) and len(others) > 1:
            one, two = _partners(prepared, own, others)
            found.append(np.unique(np.minimum(one, two) * count + np.maximum(one, two)))
    codes = np.unique(np.concatenate(found))
    return np.column_stack((codes // max(1, count), codes % max(1, count)))


def _partners(prepared: Prepared, own: Ints, others: Ints) -> tuple[Ints, Ints]:
    apart = own[:, None] != others[None, :]
    ones: list[Ints] = []
    twos: list[Ints] = []
    for scores, most in _scores(prepared, own, others):
        best = np.argsort(-np.where(apart, scores, -1.0), axis=1, kind="stable")[:, :most]
        kept = np.take_along_axis(np.where(apart, scores, -1.0), best, axis=1) > 0
        ones.append(np.repeat(own, best.shape[1])[kept.ravel()])
        twos.append(others[best.ravel()][kept.ravel()])
    return np.concatenate(ones), np.concatenate(twos)


def _scores(p: Prepared, own: Ints, others: Ints) -> Iterator[tuple[Floats, int]]:
    """Measures of nearness (own x others), each with the number of partners that it may propose."""
    stems = np.unique(np.concatenate((p.content.stems[own].ravel(), p.around.stems[own].ravel())))
    stems = stems[stems >= 0]
    content_own = _table(p.content.stems[own], p.content.rare[own], stems)
    content = _table(p.content.stems[others], p.content.rare[others], stems)
    yield _cosine(content_own, content, p.content.rare[own], p.content.rare[others]), _BY_WORDS
    yield p.means[own] @ p.means[others].T, _BY_MEANING
    scene_own = content_own + _table(p.around.stems[own], p.around.rare[own], stems)
    scene = content + _table(p.around.stems[others], p.around.rare[others], stems)
    whole_own = np.hstack((p.content.rare[own], p.around.rare[own]))
    whole = np.hstack((p.content.rare[others], p.around.rare[others]))
    yield _cosine(scene_own, scene, whole_own, whole), _BY_SCENE


def _table(stems: NDArray[np.int32], rare: Floats, known: Ints) -> Floats:
    """Weights by stem (units x known stems)."""
    table = np.zeros((len(stems), len(known) + 1), dtype=np.float32)
    place = (
        np.minimum(np.searchsorted(known, stems), len(known) - 1) if len(known) else np.zeros(stems.shape, dtype=int)
    )
    place = np.where((stems >= 0) & (known[place] == stems) if len(known) else False, place, len(known))
    np.put_along_axis(table, place, np.where(place < len(known), rare, 0), axis=1)
    table[:, -1] = 0
    return table


def _cosine(a: Floats, b: Floats, weights_a: Floats, weights_b: Floats) -> Floats:
    sizes = np.sqrt((weights_a**2).sum(1))[:, None] * np.sqrt((weights_b**2).sum(1))[None, :]
    found: Floats = (a @ b.T) / np.maximum(sizes, 1e-6)
    return found
