"""Words as vectors: one pass of the encoder over each paragraph, mapped to a space where a cosine means likeness.

The reader's encoder was trained for attribution, from an encoder that was trained for likeness. A linear map, fitted on
news sentences, takes its hidden states back to that space, with fewer numbers a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.model.reader import Reader
from whence.model.windows import Window
from whence.records import Span
from whence.stages import done

__all__ = ["SENSE", "Encoded", "blank", "encode", "hidden_states"]

Floats = NDArray[np.float32]

SENSE = 128
"""Numbers of a sense: of the direction in which statements of one claim are found alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """The tokens of one text: `starts` and `ends` in code points, and for each token a row of numbers.

    `vectors` are the encoder's states or what they are mapped to, `senses` each token's part in the sense of what it
    stands in (tokens x width).
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    vectors: Floats
    senses: Floats


def encode(texts: Sequence[str], reader: Reader, weights: Floats) -> list[Encoded]:
    """Each text's tokens with their vectors; `weights` (hidden + 1 x width) maps states, its last row is added.

    As many texts are encoded at once as the reader reads windows.
    """
    found = []
    with ThreadPoolExecutor(reader.threads) as pool:
        run = pool.map if reader.threads > 1 else map
        for number, states in enumerate(run(lambda text: hidden_states(text, reader), texts), start=1):
            found.append(_mapped(states, weights))
            done("paragraphs", number, len(texts))
    return found


def hidden_states(text: str, reader: Reader) -> Encoded:
    """The tokens of `text` with the encoder's own hidden states, and their senses.

    Case and quotation marks are kept from it: they tell a speaker's words from an outlet's, and moved the vectors of
    equal words apart.
    """
    parts = [_window(window, reader) for window in reader.windows((text, [Span(0, len(text))]))]
    return Encoded(
        starts=_joined([p.starts for p in parts], np.zeros(0, dtype=np.int64)),
        ends=_joined([p.ends for p in parts], np.zeros(0, dtype=np.int64)),
        vectors=_joined([p.vectors for p in parts], np.zeros((0, 1), dtype=np.float32)),
        senses=_joined([p.senses for p in parts], np.zeros((0, 1), dtype=np.float32)),
    )


def blank(window: Window) -> Window:
    """The window without case and quotation marks."""
    none = np.zeros_like(window.case)
    return replace(window, case=none, quote=none)


def _window(window: Window, reader: Reader) -> Encoded:
    hidden, senses = reader.sensed(blank(window))
    own = np.flatnonzero(window.ends > window.starts)
    return Encoded(starts=window.starts[own], ends=window.ends[own], vectors=hidden[0][own], senses=senses[0][own])


def _mapped(encoded: Encoded, weights: Floats) -> Encoded:
    if not len(encoded.starts):
        return replace(encoded, vectors=np.zeros((0, weights.shape[1]), dtype=np.float32))
    return replace(encoded, vectors=(encoded.vectors @ weights[:-1] + weights[-1]).astype(np.float32))


def _joined(parts: Sequence[NDArray[Any]], nothing: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else nothing
