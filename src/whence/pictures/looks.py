"""Whether two pictures look the same: re-encoded, scaled, without colour, cut at the edges, framed, or written on.

Each picture is a small square of brightnesses. Low frequencies of the whole, and of some hundreds of windows into it,
are brought to bits; where one picture's whole is near a window of another in bits, the window is moved until both agree
best, and place by place it is seen whether they do. So a cut picture is found in the whole one, and one in a frame
finds the one without.

Notes:
    The bits are those of a DCT hash (Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions",
    2010; Facebook's PDQ, 2019); that the parts are hashed and verified by correlation is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from whence.pictures.records import Likeness, Relation

__all__ = ["SIDE", "alike", "compared", "is_plain"]

SIDE = 96
"""Pixels of a side of what is compared."""

_WINDOW = 32  # samples of a side of a window
_WAVES = 8  # frequencies each way
_BITS = _WAVES * _WAVES - 1
_SHARES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # of a side that a window keeps
_STEP = 0.06
_NEAR = 14  # bits that may differ before two are worth comparing place by place
_NEAR_HALF = 9  # the same for a half of each: what is written on one half leaves the other
_FEW = 4  # windows of a pair of which the best is moved
_HOPELESS = 0.15  # agreement of the best window below which it is not moved
_PLAIN = 6.0  # standard deviation of brightness below which there is nothing to compare
_AGREE = 0.6  # correlation of one place
_PLACES = 8  # places each way
_SHOWS = 0.08  # spread of a place, as a share of the picture's, from which it shows something
_SAME = 0.7  # share of places that must agree
_CUT = 0.03  # share of a side beyond which a window counts as cut

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


def _spans() -> Doubles:
    """Stretches of a side that windows keep, as begin and end in shares of it; the whole first."""
    found = [(at * _STEP, min(1.0, at * _STEP + share)) for n, share in enumerate(_SHARES) for at in range(n + 1)]
    return np.array([*found, (0.0, 0.5), (0.5, 1.0)])


_SPANS = _spans()
_KEPT = len(_SPANS) - 2  # all but the halves
_BOXES = np.array([(x[0], y[0], x[1], y[1]) for y, x in product(_SPANS[:_KEPT], _SPANS[:_KEPT])])
_HALVES = ((0, _KEPT), (0, _KEPT + 1), (_KEPT, 0), (_KEPT + 1, 0))  # of rows and columns
_ALL = np.array([[0.0, 0.0, 1.0, 1.0]])


def _waves() -> Floats:
    """For each stretch the matrix that takes a line of pixels to the low frequencies of what lies in it."""
    cosines = np.cos(np.pi / _WINDOW * np.outer(np.arange(_WAVES), np.arange(_WINDOW) + 0.5))
    found: Floats = np.array([cosines @ _sampler(float(low), float(high), _WINDOW) for low, high in _SPANS]).astype(
        np.float32
    )
    return found


def _sampler(low: float, high: float, count: int) -> Doubles:
    """Return the matrix that takes a line of SIDE pixels to evenly spaced samples of a stretch of it.

    Each sample is the mean of the pixels that it covers, in the shares in which it covers them.
    """
    edges = (low + (high - low) * np.arange(count + 1) / count) * SIDE
    pixels = np.arange(SIDE)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    covered = np.maximum(covered, 0)
    shares: Doubles = covered / np.maximum(covered.sum(axis=1, keepdims=True), 1e-9)
    return shares


_WAVES_OF = _waves()


def is_plain(gray: NDArray[np.uint8]) -> bool:
    """Whether a picture is of one brightness all over, so that it looks like every other such one."""
    return float(gray.std()) < _PLAIN


def compared(grays: Sequence[NDArray[np.uint8]], *, of_first: int | None = None) -> Iterator[tuple[int, int, Likeness]]:
    """Yield the pairs of pictures (SIDE x SIDE) that look the same, by their numbers, the first below the second.

    With `of_first`, each of the first so many is compared with each of the others only. Finding candidates takes time
    as the square of their number.
    """
    pictures = [np.asarray(gray, dtype=np.float32) for gray in grays]
    bits = [_bits(one) for one in pictures]
    turned = [_whole_bits(one[:, ::-1]) for one in pictures]
    for a, b, mirrored, windows in _near(bits, turned):
        if of_first is not None and not a < of_first <= b:
            continue
        likeness = _best(pictures, a, b, mirrored, windows)
        if likeness is not None:
            yield a, b, likeness


def alike(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> Likeness | None:
    """Return how two pictures are one, None where they are not."""
    return next((likeness for _, _, likeness in compared([a, b])), None)


# --- pairs that are near in bits ------------------------------------------------------------------------------------


def _bits(gray: Floats) -> tuple[Floats, Floats]:
    """Return the bits of a picture's windows (windows x bits) and of its halves (halves x bits), -1 or 1."""
    waves = _low(gray, _WAVES_OF)
    halves = np.array([waves[row, column].ravel() for row, column in _HALVES])
    return _signs(waves[:_KEPT, :_KEPT].reshape(_KEPT * _KEPT, -1)), _signs(halves)


def _whole_bits(gray: Floats) -> tuple[Floats, Floats]:
    """Return the bits of a picture's whole and of its halves alone."""
    waves = _low(gray, _WAVES_OF[[0, _KEPT, _KEPT + 1]])
    halves = np.array(
        [waves[row and row - _KEPT + 1, column and column - _KEPT + 1].ravel() for row, column in _HALVES]
    )
    return _signs(waves[:1, :1].reshape(1, -1)), _signs(halves)


def _low(gray: Floats, waves_of: Floats) -> Floats:
    """Return the low frequencies of the windows that some stretches make of rows and columns."""
    count = len(waves_of)
    flat = waves_of.reshape(count * _WAVES, SIDE)
    found = (flat @ gray @ flat.T).reshape(count, _WAVES, count, _WAVES).swapaxes(1, 2)
    return np.asarray(found, dtype=np.float32)


def _signs(waves: Floats) -> Floats:
    """Return on which side of their median the frequencies lie, but for the mean brightness."""
    waves = waves[:, 1:]
    found: Floats = np.where(waves > np.median(waves, axis=1, keepdims=True), 1, -1).astype(np.float32)
    return found


def _near(
    bits: Sequence[tuple[Floats, Floats]], turned: Sequence[tuple[Floats, Floats]]
) -> Iterator[tuple[int, int, bool, list[tuple[int, int]]]]:
    """Yield pairs with the windows that are near: the number of the window, and the picture that it is of."""
    count = len(bits)
    if not count:
        return
    wholes = {False: np.array([w[0] for w, _ in bits]), True: np.array([w[0] for w, _ in turned])}
    halves = {False: np.array([h for _, h in bits]), True: np.array([h for _, h in turned])}
    found: dict[tuple[int, int, bool], list[tuple[int, int, int]]] = {}
    for n in range(count):
        for mirrored in (False, True):
            apart = (_BITS - bits[n][0] @ wholes[mirrored].T) / 2
            for window, other in np.argwhere(apart <= _NEAR).tolist():
                if other != n:
                    key = (min(n, other), max(n, other), mirrored)
                    found.setdefault(key, []).append((int(apart[window, other]), window, n))
            by_half = (_BITS - np.einsum("hb,nhb->nh", bits[n][1], halves[mirrored])) / 2
            for other in np.flatnonzero(by_half.min(axis=1) <= _NEAR_HALF).tolist():
                if other > n:
                    found.setdefault((n, other, mirrored), []).append((0, 0, n))
    for (a, b, mirrored), windows in sorted(found.items()):
        yield a, b, mirrored, [(window, of) for _, window, of in sorted(windows)[:_FEW]]


# --- place by place -------------------------------------------------------------------------------------------------


def _best(
    pictures: Sequence[Floats], a: int, b: int, mirrored: bool, windows: Sequence[tuple[int, int]]
) -> Likeness | None:
    """Take the window of either that agrees best with the other, move it, and say whether the two are the same."""
    starts = []
    for window, of in windows:
        part = pictures[b if of == a else a]
        part = part[:, ::-1] if mirrored else part
        score = _agreement(_seen(pictures[of], _BOXES[window], _WINDOW), _seen(part, _ALL[0], _WINDOW))
        starts.append((score, window, of, part))
    score, window, of, part = max(starts, key=lambda start: start[:3])
    if score < _HOPELESS:
        return None
    return _placed(pictures[of], part, _BOXES[window], mirrored)


def _placed(whole: Floats, part: Floats, box: Doubles, mirrored: bool) -> Likeness | None:
    wanted, agreement = _seen(part, _ALL[0], _WINDOW), -1.0
    for step in (0.03, 0.012, 0.005):
        for _ in range(6):
            tries = _around(box, step)
            scores = [_agreement(_seen(whole, one, _WINDOW), wanted) for one in tries]
            best = int(np.argmax(scores))
            if scores[best] <= agreement + 1e-4:
                break
            agreement, box = scores[best], tries[best]
    alike = _alike(_seen(whole, box, 2 * _WINDOW), _seen(part, _ALL[0], 2 * _WINDOW))
    share = float((alike >= _AGREE).mean()) if len(alike) >= _PLACES else 0.0
    if share < _SAME:
        return None
    left, top, right, bottom = (round(float(edge), 2) for edge in box)
    cut = max(left, top, 1 - right, 1 - bottom) > _CUT
    relation = Relation.mirrored if mirrored else Relation.cropped if cut else Relation.same
    return Likeness(relation=relation, score=round(share, 3), part=(left, top, right, bottom))


def _seen(gray: Floats, box: Doubles, side: int) -> Floats:
    """Return what a window of a picture shows, in so many samples a side."""
    left, top, right, bottom = (float(edge) for edge in box)
    found: Floats = (_sampler(top, bottom, side) @ gray @ _sampler(left, right, side).T).astype(np.float32)
    return found


def _agreement(a: Floats, b: Floats) -> float:
    """Return how well two windows agree on the whole: what is written on one spoils the places that it covers alone."""
    alike = _alike(a, b)
    return float(np.maximum(alike, 0).mean()) if len(alike) else 0.0


def _around(box: Doubles, step: float) -> Doubles:
    """Return a window and those with its edges moved by a step, each by itself and both of a side together."""
    moves = [np.zeros(4)]
    for sign in (-step, step):
        moves += [sign * edge for edge in np.eye(4)]
        moves += [
            sign * np.array(both) for both in ((1, 0, 1, 0), (0, 1, 0, 1), (1, 0, -1, 0), (0, 1, 0, -1), (1, 1, -1, -1))
        ]
    boxes = np.clip(box + np.array(moves), 0, 1)
    wide = (boxes[:, 2] - boxes[:, 0] > 0.5) & (boxes[:, 3] - boxes[:, 1] > 0.5)
    return boxes[wide]


def _alike(a: Floats, b: Floats) -> Floats:
    """Return the correlation of two pictures in each of the places where at least one shows something."""
    blocks_a, blocks_b = _blocks(a), _blocks(b)
    spread_a, spread_b = (
        blocks_a.std(axis=1) / max(float(a.std()), 1e-6),
        blocks_b.std(axis=1) / max(float(b.std()), 1e-6),
    )
    level_a, level_b = (x - x.mean(axis=1, keepdims=True) for x in (blocks_a, blocks_b))
    sizes = np.sqrt((level_a**2).sum(axis=1) * (level_b**2).sum(axis=1))
    found: Floats = ((level_a * level_b).sum(axis=1) / np.maximum(sizes, 1e-6)).astype(np.float32)
    kept: Floats = found[np.maximum(spread_a, spread_b) > _SHOWS]
    return kept


def _blocks(gray: Floats) -> Floats:
    side = gray.shape[0] // _PLACES
    return gray.reshape(_PLACES, side, _PLACES, side).swapaxes(1, 2).reshape(_PLACES * _PLACES, -1)
