"""Teach the network what larger ones have learnt: the last stage of training.

    python training/distil.py --start model-work/news --teachers model-work/teach-1 model-work/teach-2 \
        --raw model-work/raw.npz --out model-work/taught [--without EVENT ...]

The teachers are networks of the same make around a larger encoder, trained on the same rows. The network learns the
labels and, on the same windows and on raw news, the probabilities that its teachers give (Hinton et al. 2015,
arXiv:1503.02531).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from batches import Batch, Pieces, batches
from cross import Both, Pairs, pair_batches, pair_logits, pair_loss, save_logits, training_rows
from feed import feed
from network import Encoder, Network, encoder_path, loaded, teacher_path
from pretrain import Likeness, Plain, plain_batches
from raw import Raw, load_raw
from train import Average, arguments, begin, fit, loss_of, optimiser_of, report_all, rows_of, whole_tokenizer
from whence.model.reader import marks_of

__all__ = ["Lesson", "roles_told"]

_CLS, _SEP = 101, 102
_PAIR_SIZE = 64
_LIKELY = 0.5
"""Added to the teachers' score of beginning a cue where raw news is read: a cue too many teaches as well."""
_LABELS, _TAUGHT, _LIKENESS, _PAIRS = 0.5, 0.5, 0.5, 0.5

Cues = tuple[Tensor, Tensor, Tensor]


class Lesson(nn.Module):
    """A network, its teachers, and the loss between them."""

    def __init__(self, network: Network, teachers: Sequence[Network], likeness: Likeness | None) -> None:
        super().__init__()
        self.network = network
        self.teachers = [teacher.eval() for teacher in teachers]  # lists are not trained
        self.likeness = likeness

    def forward(self, batch: Batch | Plain | Both) -> Tensor:
        """The loss on a batch: of labels and of the teachers', or of the teachers' alone."""
        if isinstance(batch, Both):
            return _PAIRS * pair_loss(self.network, batch)
        hidden, cue = self.network.encoder(batch.ids, batch.case, batch.quote, batch.mask)
        with torch.no_grad():
            theirs = [t.encoder(batch.ids, batch.case, batch.quote, batch.mask) for t in self.teachers]
            believed = _mean([scores for _, scores in theirs])
        words = batch.mask * (batch.ids != _CLS) * (batch.ids != _SEP)
        loss = _TAUGHT * _told(cue, believed, words)
        cues = (batch.window, batch.first, batch.last) if isinstance(batch, Batch) else _cues(believed, words)
        if len(cues[0]):
            with torch.no_grad():
                roles = [t.roles(h, batch.mask, *cues) for t, (h, _) in zip(self.teachers, theirs, strict=True)]
            own = self.network.roles(hidden, batch.mask, *cues)
            loss = loss + _TAUGHT * roles_told(own, roles, words[cues[0]])
        if self.likeness is not None and isinstance(batch, Plain):
            loss = loss + _LIKENESS * self.likeness(hidden, batch.ids, batch.mask)
        return loss + _LABELS * loss_of(self.network, batch, (hidden, cue)) if isinstance(batch, Batch) else loss

    def parameters_by_rate(self, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
        """As the network's, with the map's at the heads' rate."""
        groups = self.network.parameters_by_rate(rate, head_rate, decay)
        if self.likeness is not None:
            groups.append({"params": list(self.likeness.map.parameters()), "lr": head_rate, "weight_decay": 0.01})
        return groups


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([s.float().softmax(-1) for s in scores]).mean(0)


def _told(scores: Tensor, believed: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy with the teachers' probabilities, a token, over the tokens of the mask."""
    each = -(believed * scores.float().log_softmax(-1)).sum(-1)
    return (each * mask).sum() / mask.sum()


def roles_told(scores: tuple[Tensor, ...], theirs: Sequence[tuple[Tensor, ...]], mask: Tensor) -> Tensor:
    """How far a role head's scores are from the mean of others' for the same cues; `mask` is cues x tokens."""
    tags, act, kind = scores
    loss = 4.0 * _told(tags, _mean([t[0] for t in theirs]), mask)
    ones = torch.ones(len(act), device=act.device)
    loss = loss + 0.2 * _told(act[:, :-1], _mean([t[1][:, :-1] for t in theirs]), ones)
    hedged = torch.stack([t[1][:, -1].float().sigmoid() for t in theirs]).mean(0)
    loss = loss + 0.2 * nn.functional.binary_cross_entropy_with_logits(act[:, -1].float(), hedged)
    return loss + 0.2 * _told(kind, _mean([t[2] for t in theirs]), ones)


def _cues(believed: Tensor, mask: Tensor) -> Cues:
    """The runs of tokens that the teachers hold for cues: row, first and last token of each."""
    keen = believed.clone()
    keen[..., 1] *= 1.0 + _LIKELY
    tag = keen.argmax(-1) * mask
    before = nn.functional.pad(tag, (1, 0))[:, :-1]
    after = nn.functional.pad(tag, (0, 1))[:, 1:]
    begins = (tag == 1) | ((tag == 2) & (before == 0))
    ends = (tag > 0) & (after != 2)
    row, first = begins.nonzero(as_tuple=True)
    return row, first, ends.nonzero(as_tuple=True)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is taught: labelled rows, raw windows, and pairs of statements (None to leave them out)."""

    sets: dict[str, list[Pieces]]
    marks: tuple[int, int]
    raw: Raw
    pairs: Pairs | None


def mixed(args: argparse.Namespace, matter: Matter, seed: int) -> Iterator[Any]:
    """Labelled batches (the readings twice over, and a sample of PolNeAR), and others between them at an even pace."""
    rng = random.Random(seed)
    train, news = matter.sets["train"], matter.sets["news"]
    rows = rng.sample(train, min(len(train), args.sample or len(train))) + 2 * news
    labelled = list(batches(rows, *matter.marks, args.size, rng, hide=0.05))
    others: list[Iterator[Any]] = [plain_batches(matter.raw, args.size, rng, args.share)]
    counts = [round(len(matter.raw) * args.share / args.size)]
    if matter.pairs is not None:
        chance = np.random.default_rng(seed)
        chosen = training_rows(matter.pairs, args.without, args.others, chance)
        chosen = chance.permutation(chosen)[: args.pair_rows]
        others.append(pair_batches(matter.pairs, chosen, _PAIR_SIZE, chance))
        counts.append(len(chosen) // _PAIR_SIZE)
    given = [0] * len(others)
    for number, batch in enumerate(labelled, 1):
        yield batch
        for k, other in enumerate(others):
            while given[k] < counts[k] * number / len(labelled):
                given[k] += 1
                yield from islice(other, 1)


def main() -> None:
    """Teach, measure, and leave the averaged weights."""
    parser = arguments()
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.25, help="of the raw windows, an epoch")
    parser.add_argument("--size", type=int, default=32, help="windows a step")
    parser.add_argument("--pairs", type=Path, help="pairs of statements to learn beside")
    parser.add_argument("--pair-scores", type=Path, help="what the large encoder gives for them")
    parser.add_argument("--pair-rows", type=int, default=20_000, help="pairs an epoch")
    parser.add_argument("--others", type=int, default=4)
    args = parser.parse_args()
    begin(args)
    tokenizer = whole_tokenizer()
    sets, marks = rows_of(args, tokenizer), marks_of(tokenizer)
    pairs = Pairs(args.pairs, args.pair_scores) if args.pairs else None
    matter = Matter(sets=sets, marks=marks, raw=load_raw(args.raw), pairs=pairs)
    network = loaded(args.start, encoder_path()) if args.start else Network(encoder_path(), args.width, args.depth)
    teachers = [loaded(folder, teacher_path()).to(args.device) for folder in args.teachers]
    likeness = Likeness(Encoder(teacher_path()).to(args.device), network.encoder.bert.config.hidden_size)
    lesson = Lesson(network, teachers, likeness).to(args.device)
    epochs = args.epochs or 4
    steps = epochs * sum(1 for _ in mixed(args, matter, 1))
    optimiser, schedule = optimiser_of(lesson, args.rate or 2e-4, 1e-3, steps)
    average = Average(lesson, 0.995)
    for epoch in range(epochs):
        seed = args.seed * 1000 + epoch
        made = feed(partial(mixed, args, matter, seed), args.device)
        fit(epoch, made, lesson, lesson, optimiser, schedule, average)
        args.out.mkdir(parents=True, exist_ok=True)
        kept = {n.removeprefix("network."): w for n, w in average.weights.items() if n.startswith("network.")}
        torch.save(kept, args.out / "weights.pt")
        torch.save({n: w for n, w in average.weights.items() if n.startswith("likeness.map")}, args.out / "map.pt")
    network.load_state_dict(kept)
    if pairs is not None and args.without:
        save_logits(args.out / "held.npz", pair_logits(network, pairs, np.flatnonzero(pairs.events(args.without))))
    report_all(args, network, sets, marks)


if __name__ == "__main__":
    main()
