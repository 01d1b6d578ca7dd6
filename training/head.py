"""Teach a slimmer role head over an encoder that stays as it is.

    python training/head.py --weights FOLDER --start STAGE --out model-work/slim [--without EVENT ...]

FOLDER holds the exported encoder, whose own states (int8, as at run time) the head learns from; STAGE holds the weights
whose role head teaches it. At its first width the head was a fifth of what reading costs, and the states hold most of
what it says.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import IGNORE, Batch, Example, Pieces, collate, label, windows_of
from corpora import Labelled
from distil import roles_told
from network import Roles, encoder_path, loaded
from train import Average, arguments, begin, head_loss, rows_of
from whence.model.decode import cues_of
from whence.model.labels import ROLE_TAGS
from whence.model.reader import Reader, marks_of

__all__ = ["Seen", "seen"]

_KEENER = 1.5  # added to the eagerness, so that the head also meets cues that no label names
_LABELS, _TAUGHT = 0.5, 0.5
_SIZE, _RATE = 12, 1.5e-3

Scores = tuple[Tensor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A window with its labels, the encoder's states of its tokens, and what the teacher says of its cues."""

    example: Example
    hidden: NDArray[np.float16]
    tags: NDArray[np.float16]
    acts: NDArray[np.float32]
    kinds: NDArray[np.float32]


def seen(rows: Sequence[Pieces], reader: Reader, marks: tuple[int, int], teacher: Roles) -> list[Seen]:
    """Every window of the rows that holds a cue, with what the encoder and the teacher make of it."""
    found: list[Seen] = []
    for pieces in rows:
        for window in windows_of(pieces, *marks):
            example = label(window, pieces.row)
            hidden, scores = reader.encode(window)
            taken = {token for first, last, _, _ in example.cues for token in range(first, last + 1)}
            for cue in cues_of(scores, [window], _KEENER):
                if taken.isdisjoint(range(cue.first, cue.last + 1)):
                    nothing = np.full(len(window), IGNORE, dtype=np.int64)
                    example.cues.append((cue.first, cue.last, nothing, Labelled(cue=(), source=(), content=())))
            if example.cues:
                found.append(_told(example, hidden, teacher))
    return found


def _told(example: Example, hidden: NDArray[np.float32], teacher: Roles) -> Seen:
    first, last = (torch.tensor([cue[side] for cue in example.cues]) for side in (0, 1))
    with torch.no_grad():
        tags, acts, kinds = (part.numpy() for part in teacher(torch.from_numpy(hidden), None, None, first, last))
    return Seen(
        example=example, hidden=hidden[0].astype(np.float16), tags=tags.astype(np.float16), acts=acts, kinds=kinds
    )


def _batches(rows: Sequence[Seen], rng: random.Random) -> Iterator[tuple[Batch, Tensor, Scores]]:
    order = list(rows)
    rng.shuffle(order)
    chunk = 16 * _SIZE
    groups: list[list[Seen]] = []
    for low in range(0, len(order), chunk):
        part = sorted(order[low : low + chunk], key=lambda one: len(one.hidden))
        groups += [part[i : i + _SIZE] for i in range(0, len(part), _SIZE)]
    rng.shuffle(groups)
    for group in groups:
        batch = collate([one.example for one in group], 0.0, 0, rng)
        hidden = torch.zeros((*batch.ids.shape, group[0].hidden.shape[1]))
        tags = torch.zeros((len(batch.first), batch.ids.shape[1], len(ROLE_TAGS)))
        at = 0
        for row, one in enumerate(group):
            size, cues = len(one.hidden), len(one.tags)
            hidden[row, :size] = torch.from_numpy(one.hidden.astype(np.float32))
            tags[at : at + cues, :size] = torch.from_numpy(one.tags.astype(np.float32))
            at += cues
        rest = (torch.from_numpy(np.concatenate([getattr(one, name) for one in group])) for name in ("acts", "kinds"))
        yield batch, hidden, (tags, *rest)


def main() -> None:
    """Teach the head, and write the stage's weights with the new head in place of the old."""
    parser = arguments()
    parser.add_argument("--weights", type=Path, required=True, help="folder of the exported encoder")
    args = parser.parse_args()
    begin(args)
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    sets, marks = rows_of(args, tokenizer), marks_of(tokenizer)
    reader = Reader(args.weights, threads=1)
    network = loaded(args.start, encoder_path())
    polnear, news = (seen(sets[name], reader, marks, network.roles.eval()) for name in ("train", "news"))
    print(f"{len(polnear)} and {len(news)} windows", flush=True)
    slim = Roles(network.encoder.bert.config.hidden_size, args.width, args.depth)
    teach(slim, polnear, news, args)
    network.roles = slim
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), args.out / "weights.pt")


def teach(slim: Roles, polnear: Sequence[Seen], news: Sequence[Seen], args: argparse.Namespace) -> None:
    """Train the head on labels and on what the teacher says; the readings count twice."""
    rng = random.Random(args.seed)
    epochs = args.epochs or 4
    total = epochs * -(-(len(polnear) + 2 * len(news)) // _SIZE)
    optimiser = torch.optim.AdamW(slim.parameters(), lr=_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=total + 2 * epochs, pct_start=0.1)
    average = Average(slim, 0.99)
    slim.train()
    for epoch in range(epochs):
        summed, steps = 0.0, 0
        for batch, hidden, theirs in _batches([*polnear, *news, *news], rng):
            ours = slim(hidden, batch.mask, batch.window, batch.first, batch.last)
            words = (batch.cue_tags != IGNORE) | (batch.flat_tags != IGNORE)
            loss = _LABELS * head_loss(ours, batch) + _TAUGHT * roles_told(ours, [theirs], words[batch.window])
            loss.backward()
            nn.utils.clip_grad_norm_(slim.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            average.update(slim)
            summed, steps = summed + float(loss.detach()), steps + 1
        print(f"epoch {epoch} loss {summed / steps:.4f}", flush=True)
    slim.load_state_dict(average.weights)


if __name__ == "__main__":
    main()
