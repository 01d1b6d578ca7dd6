"""Go on pretraining the encoder on raw news, before it learns to read.

    python training/pretrain.py --raw model-work/raw.npz --out model-work/news

Masked word pieces are guessed (Devlin et al., NAACL 2019), with the features of case and quotation already in place;
and a linear map of each state must give the state of the teacher's encoder, in whose space likeness is a cosine.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from feed import feed
from network import DEPTH, WIDTH, Encoder, Network, encoder_path, teacher_path
from raw import Raw, load_raw
from train import Average, begin, fit, optimiser_of

__all__ = ["Likeness", "Plain", "plain_batches", "pretrain"]

_MASK, _FIRST_WORD = 103, 999
_HIDDEN, _SWAPPED = 0.18, 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Windows without labels, padded: ids, case, quote and mask (windows x tokens)."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    mask: Tensor

    def to(self, device: torch.device) -> Plain:
        """The same on another device."""
        return Plain(**{n: getattr(self, n).to(device, non_blocking=True) for n in ("ids", "case", "quote", "mask")})


class Likeness(nn.Module):
    """A linear map from one encoder's states to another's, and how far off it is."""

    def __init__(self, teacher: Encoder, hidden: int) -> None:
        super().__init__()
        self.teacher = [teacher.eval()]  # in a list, so that its weights are not trained
        self.map = nn.Linear(hidden, teacher.bert.config.hidden_size)

    def forward(self, hidden: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
        """The mean squared distance of mapped states, as a share of the teacher's own squared length."""
        with torch.no_grad():
            zero = torch.zeros_like(ids)
            wanted = self.teacher[0](ids, zero, zero, mask)[0].float()
        off = ((self.map(hidden).float() - wanted) ** 2).sum(-1) * mask
        return off.sum() / ((wanted**2).sum(-1) * mask).sum()


class _Guesser(nn.Module):
    """The network, with what pretraining alone needs."""

    def __init__(self, network: Network, likeness: Likeness | None) -> None:
        super().__init__()
        self.network = network
        width = network.encoder.bert.config.hidden_size
        words = network.encoder.bert.embeddings.word_embeddings.weight
        self.change = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(len(words)))
        self.likeness = likeness

    def forward(self, batch: Plain) -> Tensor:
        """The loss on a batch."""
        draw = torch.rand(batch.ids.shape, device=batch.ids.device)
        draw = draw.masked_fill(batch.ids < _FIRST_WORD, 1.0)
        seen = torch.where(draw < _HIDDEN, _MASK, batch.ids)
        swapped = torch.randint_like(batch.ids, _FIRST_WORD, len(self.bias))
        seen = torch.where((draw >= _HIDDEN) & (draw < _HIDDEN + _SWAPPED), swapped, seen)
        hidden, _ = self.network.encoder(seen, batch.case, batch.quote, batch.mask)
        asked = draw < _HIDDEN + _SWAPPED
        words = self.network.encoder.bert.embeddings.word_embeddings.weight
        guess = self.change(hidden[asked]) @ words.T.to(hidden.dtype) + self.bias
        loss = nn.functional.cross_entropy(guess.float(), batch.ids[asked])
        if self.likeness is not None:
            loss = loss + self.likeness(hidden, batch.ids, batch.mask * ~asked)
        return loss

    def parameters_by_rate(self, rate: float, head_rate: float, decay: float) -> list[dict[str, object]]:
        """As the network's, with the rest at the heads' rate."""
        own = {id(p) for p in self.network.parameters()}
        rest = [p for p in self.parameters() if id(p) not in own]
        group = {"params": rest, "lr": head_rate, "weight_decay": 0.01}
        return [*self.network.parameters_by_rate(rate, head_rate, decay), group]


def plain_batches(raw: Raw, size: int, rng: random.Random, share: float = 1.0) -> Iterator[Plain]:
    """Batches of about `size` windows of like length, in a random order, of a share of all windows."""
    order = list(range(len(raw)))
    rng.shuffle(order)
    order = order[: int(len(order) * share)]
    chunk = size * 32
    groups: list[list[int]] = []
    for low in range(0, len(order), chunk):
        part = sorted(order[low : low + chunk], key=lambda k: int(raw.begins[k + 1] - raw.begins[k]))
        groups += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(groups)
    for group in groups:
        yield _plain(raw, group)


def _plain(raw: Raw, group: list[int]) -> Plain:
    length = max(int(raw.begins[k + 1] - raw.begins[k]) for k in group)
    out = {name: np.zeros((len(group), length), dtype=np.int64) for name in ("ids", "case", "quote", "mask")}
    for row, k in enumerate(group):
        low, high = int(raw.begins[k]), int(raw.begins[k + 1])
        for name in ("ids", "case", "quote"):
            out[name][row, : high - low] = getattr(raw, name)[low:high]
        out["mask"][row, : high - low] = 1
    return Plain(**{name: torch.from_numpy(value) for name, value in out.items()})


def pretrain(
    network: Network,
    raw: Raw,
    *,
    teacher: Encoder | None,
    device: torch.device,
    epochs: int = 2,
    share: float = 1.0,
    size: int = 64,
    rate: float = 3e-4,
    seed: int = 1,
) -> Network:
    """Go on pretraining the network's encoder, and leave the averaged weights in it; its heads learn nothing."""
    rng = random.Random(seed)
    width = network.encoder.bert.config.hidden_size
    guesser = _Guesser(network, None if teacher is None else Likeness(teacher.to(device), width)).to(device)
    steps = epochs * -(-int(len(raw) * share) // size)
    optimiser, schedule = optimiser_of(guesser, rate, 1e-3, lambda s: s / steps)
    average = Average(guesser, 0.99)
    for epoch in range(epochs):
        made = feed(lambda: plain_batches(raw, size, rng, share), device)
        fit(epoch, made, guesser, guesser, optimiser, schedule, average)
        rng.seed(seed * 1000 + epoch)
    kept = {n.removeprefix("network."): w for n, w in average.weights.items() if n.startswith("network.")}
    network.load_state_dict(kept)
    return network


def main() -> None:
    """Pretrain, and leave a network whose heads have learnt nothing yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="of the windows, an epoch")
    parser.add_argument("--size", type=int, default=64, help="windows a step")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--alone", action="store_true", help="without the teacher's states")
    parser.add_argument("--width", type=int, default=WIDTH, help="units of the role head")
    parser.add_argument("--depth", type=int, default=DEPTH, help="convolutions of the role head")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    args.device = torch.device(args.device)
    begin(args)
    network = pretrain(
        Network(encoder_path(), args.width, args.depth),
        load_raw(args.raw),
        teacher=None if args.alone else Encoder(teacher_path()),
        device=args.device,
        epochs=args.epochs,
        share=args.share,
        size=args.size,
        rate=args.rate,
        seed=args.seed,
    )
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), args.out / "weights.pt")


if __name__ == "__main__":
    main()
