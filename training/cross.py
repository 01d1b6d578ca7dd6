"""Read two statements at once: the same claim, the opposite, or another.

    python training/cross.py --teacher --pairs FILE --out model-work/cross [--without EVENT ...]

The pairs are those of `pairs_text.py`. [CLS] a [SEP] b [SEP], each statement in the sentence that it stands in, its own
words marked; the state at [CLS] decides. The large encoder only teaches; what ships learns the same beside reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from feed import feed, half
from network import Network, encoder_path, loaded, teacher_path
from train import Average, begin, fit, optimiser_of

__all__ = ["Both", "Pairs", "pair_batches", "pair_logits", "pair_loss", "training_rows"]

OTHER = 0
_CLS, _SEP, _INSIDE = 101, 102, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """A batch of pairs: ids, case, quote and mask (pairs x tokens); kind, weight, a teacher's scores (pairs x 3)."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    mask: Tensor
    kind: Tensor
    weight: Tensor
    taught: Tensor

    def to(self, device: torch.device) -> Both:
        """The same on another device."""
        return Both(**{n: getattr(self, n).to(device, non_blocking=True) for n in Both.__slots__})


class Pairs:
    """The file's columns, and the teacher's logits of each row where they are known."""

    def __init__(self, path: Path, taught: Path | None = None) -> None:
        with np.load(path) as kept:
            self.columns = {name: kept[name] for name in kept.files}
        self.set = self.columns["set"].astype(np.int64)
        self.kind = self.columns["kind"].astype(np.int64)
        self.hard = self.columns["same"].astype(np.float32) + self.columns["opposed"].astype(np.float32)
        self.taught = np.load(taught)["logits"] if taught else np.full((len(self.kind), 3), np.nan, np.float32)

    def events(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Which rows are pairs of these events."""
        found: NDArray[np.bool_] = np.isin(self.columns["name"], list(names))[self.set]
        return found

    def batch(self, rows: NDArray[np.int64], turned: NDArray[np.bool_]) -> Both:
        """Some rows as a batch; where `turned`, the second statement comes first."""
        c = self.columns
        sides = np.stack([c["a"][rows], c["b"][rows]]).astype(np.int64)
        sides = np.where(turned, sides[::-1], sides)
        begins, sizes = c["offsets"][:-1], np.diff(c["offsets"])
        length = int((sizes[sides[0]] + sizes[sides[1]]).max()) + 3
        out = {name: np.zeros((len(rows), length), dtype=np.int64) for name in ("ids", "case", "quote", "mask")}
        for row, (a, b) in enumerate(sides.T.tolist()):
            at = 1
            out["ids"][row, 0] = _CLS
            for unit in (a, b):
                low, size = int(begins[unit]), int(sizes[unit])
                out["ids"][row, at : at + size] = c["ids"][low : low + size]
                out["case"][row, at : at + size] = c["case"][low : low + size]
                out["quote"][row, at : at + size] = _INSIDE * c["inside"][low : low + size].astype(np.int64)
                out["ids"][row, at + size] = _SEP
                at += size + 1
            out["mask"][row, :at] = 1
        return Both(
            **{name: torch.from_numpy(value) for name, value in out.items()},
            kind=torch.from_numpy(self.kind[rows]),
            weight=torch.from_numpy(c["weight"][rows].astype(np.float32)),
            taught=torch.from_numpy(self.taught[rows].astype(np.float32)),
        )


def training_rows(pairs: Pairs, without: Sequence[str], others: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Rows to train on: every pair that is the same or opposed, and so many others to each, the likelier ones first."""
    allowed = ~pairs.events(without)
    told = np.flatnonzero(allowed & (pairs.kind != OTHER))
    rest = np.flatnonzero(allowed & (pairs.kind == OTHER))
    chance = pairs.hard[rest] + 0.03
    count = min(len(rest), others * len(told))
    drawn = rng.choice(rest, size=count, replace=False, p=chance / chance.sum())
    return np.concatenate([told, drawn])


def pair_batches(
    pairs: Pairs, rows: NDArray[np.int64], size: int, rng: np.random.Generator, *, both: bool = True
) -> Iterator[Both]:
    """Batches of `size` pairs of like length, shuffled and, with `both`, in either order of the two statements."""
    sizes = np.diff(pairs.columns["offsets"])
    rows = rng.permutation(rows) if both else rows
    groups = []
    chunk = size * 64
    for low in range(0, len(rows), chunk):
        part = rows[low : low + chunk]
        part = part[np.argsort(sizes[pairs.columns["a"][part]] + sizes[pairs.columns["b"][part]], kind="stable")]
        groups += [part[i : i + size] for i in range(0, len(part), size)]
    order = rng.permutation(len(groups)) if both else np.arange(len(groups))
    for k in order.tolist():
        turned = rng.random(len(groups[k])) < 0.5 if both else np.zeros(len(groups[k]), dtype=bool)
        yield pairs.batch(groups[k], turned)


def pair_loss(network: Network, batch: Both) -> Tensor:
    """Cross entropy of the kinds, and with a teacher's probabilities where it has judged the pair."""
    scores = pair_scores(network, batch).float()
    told = nn.functional.cross_entropy(scores, batch.kind, reduction="none")
    known = ~batch.taught.isnan().any(-1)
    soft = batch.taught.nan_to_num().softmax(-1)
    taught = -(soft * scores.log_softmax(-1)).sum(-1)
    return (batch.weight * torch.where(known, 0.4 * told + 0.6 * taught, told)).sum() / batch.weight.sum()


def pair_scores(network: Network, batch: Both) -> Tensor:
    """Scores of other, same and opposed (pairs x 3)."""
    hidden, _ = network.encoder(batch.ids, batch.case, batch.quote, batch.mask)
    found: Tensor = network.pair(network.encoder.drop(hidden[:, 0]))
    return found


def pair_logits(network: Network, pairs: Pairs, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """The mean scores of rows in both orders (all pairs x 3), NaN where not asked."""
    network.eval()
    device = next(network.parameters()).device
    out = np.full((len(pairs.kind), 3), np.nan, dtype=np.float32)
    sizes = np.diff(pairs.columns["offsets"])
    rows = rows[np.argsort(sizes[pairs.columns["a"][rows]] + sizes[pairs.columns["b"][rows]], kind="stable")]
    parts = [rows[i : i + 512] for i in range(0, len(rows), 512)]

    def made() -> Iterator[Both]:
        for part in parts:
            yield pairs.batch(part, np.zeros(len(part), dtype=bool))
            yield pairs.batch(part, np.ones(len(part), dtype=bool))

    scores = []
    with torch.no_grad(), half(device):
        for batch in feed(made, device):
            scores.append(pair_scores(network, batch).float().cpu().numpy())
    for k, part in enumerate(parts):
        out[part] = (scores[2 * k] + scores[2 * k + 1]) / 2
    return out


def main() -> None:
    """Train; write the scores of the pairs held out, and of those that a lesser network will learn from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", action="store_true")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--others", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    args.device = torch.device(args.device)
    begin(args)
    pairs = Pairs(args.pairs)
    path = teacher_path() if args.teacher else encoder_path()
    network = (loaded(args.start, path) if args.start else Network(path)).to(args.device)
    drawn = [
        training_rows(pairs, args.without, args.others, np.random.default_rng(args.seed * 100 + epoch))[: args.limit]
        for epoch in range(args.epochs)
    ]
    steps = sum(-(-len(rows) // args.size) for rows in drawn)
    optimiser, schedule = optimiser_of(network, args.rate, 1e-3, lambda s: s / steps)
    average = Average(network, 0.99)
    for epoch, rows in enumerate(drawn):
        rng = np.random.default_rng(args.seed * 1000 + epoch)
        made = feed(partial(pair_batches, pairs, rows, args.size, rng), args.device)
        fit(epoch, made, lambda batch: pair_loss(network, batch), network, optimiser, schedule, average)
    network.load_state_dict(average.weights)
    args.out.mkdir(parents=True, exist_ok=True)
    held = np.flatnonzero(pairs.events(args.without))[: args.limit]
    save_logits(args.out / "held.npz", pair_logits(network, pairs, held))
    asked = np.unique(np.concatenate(drawn))
    save_logits(args.out / "taught.npz", pair_logits(network, pairs, asked))


def save_logits(path: Path, logits: NDArray[np.float32]) -> None:
    """Write scores, in half precision."""
    np.savez_compressed(path, logits=logits.astype(np.float16))


if __name__ == "__main__":
    main()
