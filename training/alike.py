"""Teach one more layer over the reader's encoder to know which statements are one claim.

    python training/alike.py WEIGHTS --start STAGE [--epochs N] [--seed N]

WEIGHTS is the folder of an exported network, which keeps as it is; the layer takes the states below the encoder's last
layer, begins as a narrower copy of that, from the stage's weights, and goes into WEIGHTS as `senses.onnx`.

A batch is one event's statements: those of one claim are drawn together, all others pushed apart, the contrary and the
look-alikes with them. The events are those of `training/wordings`, with their lines in paragraphs drawn by chance. The
newsroom's and the written events stay out, so that the pair decision, which is fitted on these, meets directions that
were not taught on its own pairs.

Notes: the loss is that of Khosla et al., "Supervised contrastive learning", NeurIPS 2020.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from export import export_senses
from network import Senses, encoder_path, loaded
from train import Average
from whence.link.same.vectors import blank
from whence.model.reader import Reader
from whence.model.windows import meeting
from whence.records import Span
from wordings import Situation, Wording, situations

__all__ = ["Gathering", "contrast"]

_HEAT = 0.07  # the usual temperature: cosines differ by hundredths
_RATE, _WARM = 5e-4, 100
_LINES = (1, 1, 2, 3)  # of each paragraph of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One event's statements: each one's paragraph, which of its tokens are the content, and the claim's number."""

    paragraphs: tuple[NDArray[np.float16], ...]
    home: tuple[int, ...]
    inside: tuple[NDArray[np.bool_], ...]
    claims: NDArray[np.int64]


def main() -> None:
    """Train a layer and export it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of the weights that the layer begins with")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)
    reader = Reader(args.weights, threads=args.threads)
    with ThreadPoolExecutor(args.threads) as pool:
        laid = [(one, random.Random(f"{args.seed} {one.name}")) for one in situations()]
        found = list(pool.map(lambda item: gathered(item[0], item[1], reader), laid))
    layer = Senses.of(loaded(args.start, encoder_path()).encoder)
    fit(layer, found, args.epochs, chance)
    export_senses(layer, args.weights)


def gathered(one: Situation, chance: random.Random, reader: Reader) -> Gathering:
    """An event's lines in paragraphs, with the states that the encoder has below its last layer."""
    paragraphs: list[NDArray[np.float16]] = []
    inside: list[NDArray[np.bool_]] = []
    home: list[int] = []
    claims: list[int] = []
    for lines in _paragraphs(one.wordings, chance):
        text = " ".join(line.text for line in lines)
        (window, *_) = reader.windows((text, [Span(0, len(text))]))
        own = np.flatnonzero(window.ends > window.starts)
        at = 0
        for line in lines:
            within = meeting(window.starts[own] - at, window.ends[own] - at, line.content)
            at += len(line.text) + 1
            if within.any():
                home.append(len(paragraphs))
                inside.append(within)
                claims.append(line.claim)
        paragraphs.append(reader.lower(blank(window))[0].astype(np.float16))
    return Gathering(
        paragraphs=tuple(paragraphs),
        home=tuple(home),
        inside=tuple(inside),
        claims=np.array(claims, dtype=np.int64),
    )


def _paragraphs(lines: Sequence[Wording], chance: random.Random) -> Iterator[list[Wording]]:
    drawn, size = chance.sample(lines, len(lines)), chance.choice(_LINES)
    for low in range(0, len(drawn), size):
        yield drawn[low : low + size]


def fit(layer: Senses, found: Sequence[Gathering], epochs: int, chance: random.Random) -> None:
    """Train the layer, and leave the running mean of its weights in it."""
    steps, step, began, total = epochs * len(found), 0, time.monotonic(), 0.0
    optimiser = torch.optim.AdamW(layer.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=0.02)
    average = Average(layer, 0.99)
    layer.train()
    for _ in range(epochs):
        for one in chance.sample(found, len(found)):
            optimiser.param_groups[0]["lr"] = _RATE * (min(1, step / _WARM) * (1 - step / steps) + 0.01)
            same = torch.from_numpy(one.claims[:, None] == one.claims[None])
            loss = contrast(directions(layer, one), same)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layer.parameters(), 1.0)
            optimiser.step()
            average.update(layer)
            step, total = step + 1, total + float(loss.detach())
            if step % 200 == 0:
                pace = step / (time.monotonic() - began)
                print(f"step {step} of {steps}, loss {total / 200:.4f}, {pace:.1f} steps/s", flush=True)
                total = 0.0
    layer.load_state_dict(average.weights)


def directions(layer: Senses, one: Gathering) -> Tensor:
    """The direction of each statement (statements x width), as comparing has it at run time."""
    length = max(map(len, one.paragraphs))
    states = torch.zeros((len(one.paragraphs), length, one.paragraphs[0].shape[1]))
    there = torch.zeros(states.shape[:2], dtype=torch.bool)
    for row, paragraph in enumerate(one.paragraphs):
        states[row, : len(paragraph)] = torch.from_numpy(paragraph).float()
        there[row, : len(paragraph)] = True
    senses = layer(states, there)
    share = torch.zeros((len(one.home), length))
    for row, within in enumerate(one.inside):
        share[row, 1 : len(within) + 1] = torch.from_numpy(within).float()  # the first state is the opening mark's
    return nn.functional.normalize((share[:, None] @ senses[list(one.home)]).squeeze(1), dim=1)


def contrast(directions: Tensor, same: Tensor) -> Tensor:
    """The supervised contrastive loss of directions of length one (statements x width).

    `same` (statements x statements) says which are of one claim; a statement that is alone in its claim is only one of
    the others.
    """
    itself = torch.eye(len(same), dtype=torch.bool, device=same.device)
    scores = (directions @ directions.T / _HEAT).masked_fill(itself, -1e4)
    logs = scores.log_softmax(1)
    fellows = same & ~itself
    count = fellows.sum(1)
    return -((logs * fellows).sum(1)[count > 0] / count[count > 0]).mean()


if __name__ == "__main__":
    main()
