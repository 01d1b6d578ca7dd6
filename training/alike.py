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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from export import export_senses
from network import Encoder, Senses, encoder_path, loaded
from train import Average
from whence.link.same.vectors import blank
from whence.model.reader import Reader
from whence.model.windows import Window, meeting
from whence.records import Span
from wordings import Situation, Wording, situations

__all__ = ["Gathering", "Laid", "contrast", "fit", "gathered", "laid", "states_of"]

_HEAT = 0.07  # the usual temperature: cosines differ by hundredths
_RATE, _WARM = 5e-4, 100
_PROCESSOR = torch.device("cpu")
_LINES = (1, 1, 2, 3)  # of each paragraph of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One event's statements: each one's paragraph, which of its tokens are the content, and the claim's number."""

    paragraphs: tuple[NDArray[np.float16], ...]
    home: tuple[int, ...]
    inside: tuple[NDArray[np.bool_], ...]
    claims: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One event's lines in paragraphs: their windows, which tokens of its own are each line's content, and claims."""

    windows: tuple[Window, ...]
    home: tuple[int, ...]
    inside: tuple[NDArray[np.bool_], ...]
    claims: NDArray[np.int64]


States = Callable[[Sequence[Window]], Sequence[NDArray[np.float16]]]
"""Windows to the states below the encoder's last layer, a row a token."""


def main() -> None:
    """Train a layer and export it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of the weights that the layer begins with")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--limit", type=int, help="learn from the first N situations only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader = Reader(args.weights, threads=args.threads)
    with ThreadPoolExecutor(args.threads) as pool:
        events = list(laid(lambda text: reader.windows((text, [Span(0, len(text))]))[0], args.seed, args.limit))
        found = list(pool.map(lambda one: gathered(one, lambda windows: [_lower(w, reader) for w in windows]), events))
    layer = Senses.of(loaded(args.start, encoder_path()).encoder)
    export_senses(fit(layer, found, args.epochs, seed=args.seed), args.weights)


def _lower(window: Window, reader: Reader) -> NDArray[np.float16]:
    states: NDArray[np.float16] = reader.lower(blank(window))[0].astype(np.float16)
    return states


def laid(window_of: Callable[[str], Window], seed: int, limit: int | None = None) -> Iterator[Laid]:
    """The situations of `training/wordings`, their lines in paragraphs drawn by chance; `window_of` reads a text."""
    for one in situations()[:limit]:
        yield _laid(one, random.Random(f"{seed} {one.name}"), window_of)


def _laid(one: Situation, chance: random.Random, window_of: Callable[[str], Window]) -> Laid:
    windows: list[Window] = []
    inside: list[NDArray[np.bool_]] = []
    home: list[int] = []
    claims: list[int] = []
    for lines in _paragraphs(one.wordings, chance):
        window = window_of(" ".join(line.text for line in lines))
        own = np.flatnonzero(window.ends > window.starts)
        at = 0
        for line in lines:
            within = meeting(window.starts[own] - at, window.ends[own] - at, line.content)
            at += len(line.text) + 1
            if within.any():
                home.append(len(windows))
                inside.append(within)
                claims.append(line.claim)
        windows.append(window)
    return Laid(windows=tuple(windows), home=tuple(home), inside=tuple(inside), claims=np.array(claims, dtype=np.int64))


def _paragraphs(lines: Sequence[Wording], chance: random.Random) -> Iterator[list[Wording]]:
    drawn, size = chance.sample(lines, len(lines)), chance.choice(_LINES)
    for low in range(0, len(drawn), size):
        yield drawn[low : low + size]


def gathered(one: Laid, states: States) -> Gathering:
    """An event's statements, with the states of their paragraphs."""
    return Gathering(paragraphs=tuple(states(one.windows)), home=one.home, inside=one.inside, claims=one.claims)


def states_of(encoder: Encoder, device: torch.device) -> States:
    """The states as the trained encoder has them, before its weights are bytes: an event a batch, for a GPU."""
    encoder.to(device).eval()

    def states(windows: Sequence[Window]) -> list[NDArray[np.float16]]:
        length = max(map(len, windows))
        ids = np.zeros((len(windows), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window)], mask[row, : len(window)] = window.ids, 1
        with torch.no_grad():
            lower = encoder.lower(*(torch.from_numpy(a).to(device) for a in (ids, mask))).half().cpu().numpy()
        return [lower[row, : len(window)] for row, window in enumerate(windows)]

    return states


def fit(
    layer: Senses, found: Sequence[Gathering], epochs: int, *, seed: int, device: torch.device = _PROCESSOR
) -> Senses:
    """Train the layer, and leave the running mean of its weights in it."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    layer.to(device)
    steps, step, began, total = epochs * len(found), 0, time.monotonic(), torch.zeros((), device=device)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=0.02)
    average = Average(layer, 0.99)
    layer.train()
    for _ in range(epochs):
        for one in chance.sample(found, len(found)):
            optimiser.param_groups[0]["lr"] = _RATE * (min(1, step / _WARM) * (1 - step / steps) + 0.01)
            same = torch.from_numpy(one.claims[:, None] == one.claims[None]).to(device)
            loss = contrast(directions(layer, one), same)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layer.parameters(), 1.0)
            optimiser.step()
            average.update(layer)
            step, total = step + 1, total + loss.detach()
            if step % 200 == 0:
                pace = step / (time.monotonic() - began)
                print(f"step {step} of {steps}, loss {float(total) / 200:.4f}, {pace:.1f} steps/s", flush=True)
                total.zero_()
    layer.load_state_dict(average.weights)
    layer.cpu()
    return layer


def directions(layer: Senses, one: Gathering) -> Tensor:
    """The direction of each statement (statements x width), as comparing has it at run time."""
    length = max(map(len, one.paragraphs))
    states = torch.zeros((len(one.paragraphs), length, one.paragraphs[0].shape[1]))
    there = torch.zeros(states.shape[:2], dtype=torch.bool)
    for row, paragraph in enumerate(one.paragraphs):
        states[row, : len(paragraph)] = torch.from_numpy(paragraph).float()
        there[row, : len(paragraph)] = True
    device = layer.sense.weight.device
    senses = layer(states.to(device), there.to(device))
    share = torch.zeros((len(one.home), length))
    for row, within in enumerate(one.inside):
        share[row, 1 : len(within) + 1] = torch.from_numpy(within).float()  # the first state is the opening mark's
    return nn.functional.normalize((share.to(device)[:, None] @ senses[list(one.home)]).squeeze(1), dim=1)


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
