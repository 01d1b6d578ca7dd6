"""Teach the network what larger ones have learnt: the last stage of training.

    python training/distil.py --start model-work/start --teachers model-work/teach-1 model-work/teach-2 \
        --raw model-work/raw.npz --out model-work/taught [--without EVENT ...]

The teachers are networks of the same make around a larger encoder, trained on the same rows. The network learns the
labels and, on the same windows and on raw news, the probabilities that its teachers give (Hinton et al. 2015,
arXiv:1503.02531).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from batches import Batch, Pieces, collate, grouped
from feed import feed
from network import Encoder, Network, encoder_path, loaded, teacher_path
from pretrain import Likeness, Plain, plain_batches
from raw import Raw, load_raw
from train import Average, arguments, begin, drawn, fit, loss_of, optimiser_of, report_all, rows_of, whole_tokenizer
from whence.model.reader import marks_of

__all__ = ["Lesson", "Matter", "roles_told", "teach"]

_CLS, _SEP = 101, 102
_LIKELY = 0.5
"""Added to the teachers' score of beginning a cue where raw news is read: a cue too many teaches as well."""
_LABELS, _TAUGHT, _LIKENESS = 0.5, 0.5, 0.3
_MASK = 103
_HIDE = 0.05

Cues = tuple[Tensor, Tensor, Tensor]


class Lesson(nn.Module):
    """A network, its teachers, and the loss between them."""

    def __init__(self, network: Network, teachers: Sequence[Network], likeness: Likeness | None) -> None:
        super().__init__()
        self.network = network
        self.teachers = [teacher.eval() for teacher in teachers]  # lists are not trained
        self.likeness = likeness

    def forward(self, batch: Batch | Plain) -> Tensor:
        """The loss on a batch: of labels and of the teachers', or of the teachers' alone."""
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
    """What is taught: PolNeAR's rows, the readings, and raw windows; `size` windows a step, and shares of an epoch.

    An epoch has the readings twice over, `sample` of PolNeAR's articles (0: all), and `share` of the raw windows.
    """

    train: Sequence[Pieces]
    news: Sequence[Pieces]
    marks: tuple[int, int]
    raw: Raw
    size: int = 32
    sample: int = 0
    share: float = 0.25

    def epoch(self, seed: int) -> Iterator[Batch | Plain]:
        """Labelled batches, and raw ones between them at an even pace."""
        rng = random.Random(seed)
        labelled = grouped(drawn(self.train, self.news, self.sample, 2, rng), *self.marks, self.size, rng)
        others = plain_batches(self.raw, self.size, rng, self.share)
        pace = self._raw_steps / max(1, len(labelled))
        given = 0
        for number, group in enumerate(labelled, 1):
            yield collate(group, _HIDE, _MASK, rng)
            wanted = round(pace * number) - given
            yield from islice(others, wanted)
            given += wanted

    def steps(self, epochs: int) -> int:
        """About how many steps so many epochs have."""
        rng = random.Random(0)
        labelled = grouped(drawn(self.train, self.news, self.sample, 2, rng), *self.marks, self.size, rng)
        return epochs * (len(labelled) + round(self._raw_steps))

    @property
    def _raw_steps(self) -> float:
        """The batches of raw windows in an epoch."""
        return len(self.raw) * self.share / self.size


def teach(
    network: Network,
    teachers: Sequence[Network],
    matter: Matter,
    *,
    device: torch.device,
    rate: float,
    epochs: int = 4,
    until: Callable[[], float] | None = None,
    seed: int = 1,
) -> Network:
    """Teach the network for so many epochs, and leave the averaged weights in it.

    `until`, where it is given, tells what share of the time there is has gone by; it ends the lesson in place of the
    epochs.
    """
    teachers = [teacher.to(device) for teacher in teachers]
    likeness = Likeness(Encoder(teacher_path()).to(device), network.encoder.bert.config.hidden_size)
    lesson = Lesson(network, teachers, likeness).to(device)
    steps = 0 if until else matter.steps(epochs)
    optimiser, schedule = optimiser_of(lesson, rate, 1e-3, lambda s: until() if until else s / steps)
    average = Average(lesson, 0.998)
    ahead = feed(partial(matter.epoch, seed * 1000), device)
    for epoch in count() if until else range(epochs):
        made = ahead
        if until or epoch + 1 < epochs:  # the next epoch's batches are made beside this one's steps
            ahead = feed(partial(matter.epoch, seed * 1000 + epoch + 1), device)
        fit(epoch, _before(made, until), lesson, lesson, optimiser, schedule, average)
        if until and until() >= 1:
            break
    network.load_state_dict(
        {n.removeprefix("network."): w for n, w in average.weights.items() if n.startswith("network.")}
    )
    return network


def _before(batches: Iterator[Any], until: Callable[[], float] | None) -> Iterator[Any]:
    for batch in batches:
        if until and until() >= 1:
            return
        yield batch


def main() -> None:
    """Teach, measure, and leave the averaged weights."""
    parser = arguments()
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.25, help="of the raw windows, an epoch")
    args = parser.parse_args()
    begin(args)
    tokenizer = whole_tokenizer()
    sets, marks = rows_of(args, tokenizer), marks_of(tokenizer)
    how = {"size": args.size or 32, "sample": args.sample or 0, "share": args.share}
    matter = Matter(train=sets["train"], news=sets["news"], marks=marks, raw=load_raw(args.raw), **how)
    teachers = [loaded(folder, teacher_path()) for folder in args.teachers]
    start = loaded(args.start, encoder_path())
    network = teach(
        start, teachers, matter, device=args.device, rate=args.rate or 2e-4, epochs=args.epochs or 4, seed=args.seed
    )
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), args.out / "weights.pt")
    report_all(args, network, sets, marks)


if __name__ == "__main__":
    main()
