"""The linear map from the reader's hidden states to directions in which a cosine means likeness.

The reader's encoder began as all-MiniLM-L6-v2, whose mean token vectors are sentence embeddings. The map takes the
states that it has now to the vectors that MiniLM gives the same tokens, by ridge regression over PolNeAR's train split,
and keeps the directions in which these lie.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from network import encoder_path
from whence.link.same.vectors import hidden_states
from whence.model.reader import Reader

__all__ = ["fit_map", "minilm_tokens"]

WIDTH = 96
_RIDGE = 30.0
_LONGEST = 800
_FEWEST_WORDS = 5

Floats = NDArray[np.float32]


def fit_map(polnear: Path, reader: Reader, paragraphs: int, seed: int = 1) -> Floats:
    """The map (hidden + 1 x WIDTH), fitted on so many paragraphs of the corpus's train split."""
    states, targets = [], []
    for text in _paragraphs(polnear, paragraphs, seed):
        encoded = hidden_states(text, reader)
        wanted = minilm_tokens(text)
        for span, state in zip(
            zip(encoded.starts.tolist(), encoded.ends.tolist(), strict=True), encoded.vectors, strict=True
        ):
            if span in wanted:
                states.append(state)
                targets.append(wanted[span])
    x = np.hstack((np.array(states), np.ones((len(states), 1), dtype=np.float32))).astype(np.float64)
    y = np.array(targets, dtype=np.float64)
    full = np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y)
    mapped = x @ full
    _, directions = np.linalg.eigh(mapped.T @ mapped)
    found: Floats = (full @ directions[:, ::-1][:, :WIDTH]).astype(np.float32)
    return found


def minilm_tokens(text: str) -> dict[tuple[int, int], Floats]:
    """MiniLM's own vectors of a text's tokens, by their spans."""
    tokenizer, model = _minilm()
    given = tokenizer(text, return_tensors="pt", truncation=True, max_length=256, return_offsets_mapping=True)
    spans = given.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        hidden = model(**given).last_hidden_state[0].numpy()
    return {(a, b): hidden[k] for k, (a, b) in enumerate(spans) if b > a}


_LOADED: list[Any] = []


def _minilm() -> tuple[Any, Any]:
    if not _LOADED:
        torch.set_num_threads(1)
        _LOADED.extend(
            (AutoTokenizer.from_pretrained(encoder_path()), AutoModel.from_pretrained(encoder_path()).eval())
        )
    return _LOADED[0], _LOADED[1]


def _paragraphs(polnear: Path, count: int, seed: int) -> list[str]:
    rows = (json.loads(line) for line in polnear.read_text(encoding="utf-8").splitlines())
    texts = [row["text"] for row in rows if row["split"] == "train"]
    found = [p[:_LONGEST] for text in texts for p in text.split("\n") if len(p.split()) >= _FEWEST_WORDS]
    random.Random(seed).shuffle(found)
    return found[:count]
