"""Train a second judge of pairs: decomposable attention over the hidden states of the reader's encoder.

    python training/pairs_attention.py PAIRS WEIGHTS [--to LOGITS] [--epochs N] [--seed N] [--steps N]

PAIRS is what `pairs_text.py` writes, WEIGHTS the folder of a network with its `pairs.npz` and `unseen.json`. It trains
on every event but the unseen and predicts the pairs of these: LOGITS is what `pairs_ranked.py` takes.

Each token of a content is aligned softly with the other side's tokens, by the cosine of their mapped directions and by
equal word pieces, and compared with what it is aligned to; the comparisons are pooled by rarity. Both directions are
added up, so that the order of a pair does not matter.

Notes: Parikh et al., "A decomposable attention model for natural language inference", EMNLP 2016, with the states of an
encoder in place of word vectors.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from network import encoder_path
from whence.link.same.weights import FILE, load
from whence.model.reader import Reader, marks_of
from whence.model.windows import Window

__all__ = ["Attention", "Sides", "states_of"]

Held = dict[str, NDArray[Any]]
Ints = NDArray[np.int64]

FLAGS = 4
"""What is told of a token beside its state: inside the content, its rarity in the event, a capital, a digit."""
_LEAST = 0.01  # pairs that the present decision finds less likely are not predicted
_BATCH = 64
_OTHERS = 1.5  # pairs of other claims, to each of the rest
_UNIFORM = 0.25  # the share of them that is drawn without regard to how likely the present decision finds them
_RATE = 2e-3
_WARM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """One side of some pairs, padded (pairs x tokens): states, mapped directions, flags, word pieces.

    `inside` is of the content, `there` of any token.
    """

    states: Tensor
    keys: Tensor
    flags: Tensor
    ids: Tensor
    inside: Tensor
    there: Tensor


class Attention(nn.Module):
    """Two sides to scores of another, the same and the opposite proposition (pairs x 3)."""

    def __init__(self, hidden: int, width: int = 64) -> None:
        super().__init__()
        self.value = nn.Linear(hidden + FLAGS, width)
        self.compare = nn.Linear(4 * width + FLAGS + 2, width)
        self.scale = nn.Parameter(torch.tensor(12.0))
        self.equal = nn.Parameter(torch.tensor(3.0))
        self.context = nn.Parameter(torch.tensor(-1.0))
        self.nothing = nn.Parameter(torch.tensor(4.0))
        self.nowhere = nn.Parameter(torch.zeros(width))
        self.drop = nn.Dropout(0.2)
        self.mix = nn.Linear(4 * width, width)
        self.out = nn.Linear(width, 3)

    def forward(self, a: Sides, b: Sides) -> Tensor:
        """Judge pairs of sides."""
        own, other = (nn.functional.gelu(self.value(torch.cat([s.states, s.flags], 2))) for s in (a, b))
        alike = a.keys @ b.keys.transpose(1, 2)
        equal = (a.ids[:, :, None] == b.ids[:, None]).float()
        one = self._compared(a, b, own, other, alike, equal)
        two = self._compared(b, a, other, own, alike.transpose(1, 2), equal.transpose(1, 2))
        both = self.drop(torch.cat([one + two, (one - two).abs()], 1))
        scores: Tensor = self.out(self.drop(nn.functional.gelu(self.mix(both))))
        return scores

    def _compared(self, a: Sides, b: Sides, own: Tensor, other: Tensor, alike: Tensor, equal: Tensor) -> Tensor:
        """What the first side's content is beside the second side (pairs x twice the width)."""
        energy = self.scale * alike + self.equal * equal + self.context * (~b.inside)[:, None].float()
        energy = energy.masked_fill(~b.there[:, None], -1e4)
        weight = torch.cat([energy, self.nothing.expand(*energy.shape[:2], 1)], 2).softmax(2)
        aligned = weight[:, :, :-1] @ other + weight[:, :, -1:] * self.nowhere
        best = alike.masked_fill(~b.inside[:, None], -1).max(2, keepdim=True).values
        found = (equal * b.inside[:, None]).max(2, keepdim=True).values
        beside = torch.cat([own, aligned, (own - aligned).abs(), own * aligned, a.flags, best, found], 2)
        compared = nn.functional.gelu(self.compare(self.drop(beside)))
        share = a.inside[:, :, None].float() * (a.flags[:, :, 1:2] + 0.1)
        mean = (compared * share).sum(1) / (share.sum(1) + 1e-3)
        return torch.cat([mean, compared.masked_fill(~a.inside[:, :, None], -1).max(1).values], 1)


class Texts:
    """The units of the file as tensors, and pairs of them as padded sides."""

    def __init__(self, held: Held, states: NDArray[np.float16], project: NDArray[np.float32]) -> None:
        self._first, self._sizes = held["offsets"], np.diff(held["offsets"])
        self._states = torch.from_numpy(states)
        keys = states.astype(np.float32) @ project[:-1] + project[-1]
        keys /= np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), 1e-6)
        self._keys = torch.from_numpy(keys.astype(np.float16))
        self._flags = torch.from_numpy(_flags(held))
        self._ids = torch.from_numpy(held["ids"].astype(np.int64))
        self._inside = torch.from_numpy(held["inside"].astype(np.bool_))

    def longest(self, units: Ints) -> NDArray[np.int64]:
        """The most tokens of each row of units."""
        found: Ints = self._sizes[units].max(axis=1)
        return found

    def sides(self, units: Ints) -> Sides:
        """Some units as one side of as many pairs."""
        place = np.arange(max(1, int(self._sizes[units].max())))[None]
        held = place < self._sizes[units][:, None]
        at, there = torch.from_numpy(np.where(held, self._first[units][:, None] + place, 0)), torch.from_numpy(held)
        return Sides(
            states=self._states[at].float(),
            keys=self._keys[at].float(),
            flags=self._flags[at],
            ids=self._ids[at],
            inside=self._inside[at] & there,
            there=there,
        )


def main() -> None:
    """Train, predict and write the logits."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pairs", type=Path)
    options.add_argument("weights", type=Path)
    options.add_argument("--to", type=Path, default=Path("model-work/pairs_logits.npz"))
    options.add_argument("--epochs", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--steps", type=int, help="stop an epoch after so many batches, to try the script out")
    chosen = options.parse_args()
    torch.manual_seed(chosen.seed)
    with np.load(chosen.pairs) as file:
        held = dict(file)
    texts = Texts(held, states_of(held, chosen.weights), load(chosen.weights / FILE).project)
    unseen = json.loads((chosen.weights / "unseen.json").read_text(encoding="utf-8"))
    left_out = np.isin(held["name"][held["set"]], unseen)
    network = Attention(texts.sides(np.zeros(1, dtype=np.int64)).states.shape[2])
    train(network, texts, held, ~left_out, np.random.default_rng(chosen.seed), chosen.epochs, chosen.steps)
    likely = np.maximum(held["same"], held["opposed"]) >= _LEAST
    np.savez_compressed(chosen.to, logits=predicted(network, texts, held, np.flatnonzero(left_out & likely)))


def states_of(held: Held, weights: Path) -> NDArray[np.float16]:
    """The encoder's states of every unit's tokens (tokens x hidden), without case and marks, as comparing has them."""
    reader, kept = Reader(weights), Tokenizer.from_file(str(weights / "tokenizer.json"))
    numbers, (opens, closes) = _numbers(kept), marks_of(kept)
    found: list[NDArray[np.float16]] = []
    for first, last in pairwise(held["offsets"].tolist()):
        ids = np.concatenate(([opens], numbers[held["ids"][first:last].astype(np.int64)], [closes])).astype(np.int64)
        none = np.zeros_like(ids)
        window = Window(ids=ids, case=none, quote=none, starts=none, ends=none, opens=none, paragraph=none)
        found.append(reader.encode(window)[0][0, 1:-1].astype(np.float16))
    return np.concatenate(found)


def _numbers(kept: Tokenizer) -> Ints:
    """The number that the smaller vocabulary has for each word piece of the whole one."""
    whole = Tokenizer.from_file(str(encoder_path() / "tokenizer.json"))
    unknown = kept.token_to_id("[UNK]")
    found = (kept.token_to_id(piece) for piece in _vocabulary(whole))
    return np.array([unknown if n is None else n for n in found], dtype=np.int64)


def _vocabulary(tokenizer: Tokenizer) -> list[str]:
    """The word pieces in the order of their numbers."""
    numbers = tokenizer.get_vocab()
    return sorted(numbers, key=numbers.__getitem__)


def _flags(held: Held) -> NDArray[np.float32]:
    whole = Tokenizer.from_file(str(encoder_path() / "tokenizer.json"))
    digits = np.array([piece.removeprefix("##").isdecimal() for piece in _vocabulary(whole)])
    columns = (held["inside"], _rarity(held), held["case"] > 0, digits[held["ids"]])
    return np.column_stack(columns).astype(np.float32)


def _rarity(held: Held) -> NDArray[np.float32]:
    """Of each token, in how few of its event's units its word piece stands: a fifth of the logarithm of the share."""
    found = np.zeros(len(held["ids"]), dtype=np.float32)
    names = held["name"][held["set"]]
    pieces = np.split(held["ids"], held["offsets"][1:-1])
    for name in sorted(set(held["name"].tolist())):
        rows = names == name
        units = np.unique(np.concatenate((held["a"][rows], held["b"][rows])))
        times = np.zeros(1 << 16)
        for unit in units.tolist():
            times[np.unique(pieces[unit])] += 1
        for unit in units.tolist():
            part = slice(held["offsets"][unit], held["offsets"][unit + 1])
            found[part] = np.log((len(units) + 1) / (times[pieces[unit]] + 0.5)) / 5
    return found


def train(
    network: Attention, texts: Texts, held: Held, chosen: NDArray[np.bool_], chance: np.random.Generator,
    epochs: int, steps: int | None = None,
) -> None:  # fmt: skip
    """Train on the chosen pairs: each epoch all of the same and of opposed claims, and a draw of the others."""
    kind, weight = (torch.from_numpy(held[name].astype(np.float32)) for name in ("kind", "weight"))
    telling = np.flatnonzero(chosen & (held["kind"] > 0))
    others = np.flatnonzero(chosen & (held["kind"] == 0))
    share = _shares(np.maximum(held["same"], held["opposed"])[others].astype(np.float64))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.02)
    count = min(int(_OTHERS * len(telling)), len(others))
    total, step = epochs * -(-(len(telling) + count) // _BATCH), 0
    network.train()
    for _ in range(epochs):
        rows = np.concatenate((telling, chance.choice(others, count, replace=False, p=share)))
        for some in _batches(texts, held, rows, chance)[:steps]:
            optimiser.param_groups[0]["lr"] = _RATE * (min(1, step / _WARM) * (1 - step / total) + 0.02)
            scores = network(*_both(texts, held, some))
            loss = nn.functional.cross_entropy(scores, kind[some].long(), reduction="none", label_smoothing=0.03)
            optimiser.zero_grad()
            ((loss * weight[some]).sum() / weight[some].sum()).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1


def _shares(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each pair is to be drawn: the likelier the present decision finds it, the likelier."""
    drawn = (likely + 0.003) ** 0.8
    found: NDArray[np.float64] = (1 - _UNIFORM) * drawn / drawn.sum() + _UNIFORM / len(likely)
    return found


def predicted(network: Attention, texts: Texts, held: Held, rows: Ints) -> NDArray[np.float32]:
    """The scores of these rows, NaN elsewhere (pairs x 3)."""
    found = np.full((len(held["a"]), 3), np.nan, dtype=np.float32)
    network.eval()
    with torch.no_grad():
        for some in _batches(texts, held, rows, None):
            found[some] = network(*_both(texts, held, some)).numpy()
    return found


def _both(texts: Texts, held: Held, rows: Ints) -> Iterator[Sides]:
    return (texts.sides(held[side][rows].astype(np.int64)) for side in ("a", "b"))


def _batches(texts: Texts, held: Held, rows: Ints, chance: np.random.Generator | None) -> list[Ints]:
    """Rows of like length together; with `chance` the batches come in any order."""
    length = texts.longest(np.column_stack((held["a"][rows], held["b"][rows])).astype(np.int64)).astype(np.float64)
    if chance is not None:
        length += chance.uniform(0, 4, len(rows))
    ordered = rows[np.argsort(length, kind="stable")]
    found = [ordered[low : low + _BATCH] for low in range(0, len(ordered), _BATCH)]
    if chance is not None:
        chance.shuffle(found)
    return found


if __name__ == "__main__":
    main()
