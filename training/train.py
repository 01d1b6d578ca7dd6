"""Train the reader: first on PolNeAR, then on PolNeAR and the newsroom's readings together.

    python training/train.py --stage base --out model-work/base
    python training/train.py --stage full --start model-work/base --out model-work/full [--without EVENT ...]
    python training/train.py --stage readings --start model-work/full --out model-work/last --sample 120

A run writes a checkpoint after each epoch and goes on from it when started again. Two cores need about ten minutes an
epoch of the first stage.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import IGNORE, Batch, Pieces, batches, tokenise
from corpora import Row, newsroom_rows, polnear_rows
from events import DATA, newsroom, with_readings
from measure import figures, predict
from network import Network, encoder_path
from whence.model.reader import marks_of
from whence.records import Act

STAGES: dict[str, dict[str, float]] = {
    "base": {"epochs": 4, "rate": 1.5e-4, "head_rate": 1e-3, "size": 16, "hide": 0.05},
    "full": {"epochs": 2, "rate": 1.2e-4, "head_rate": 8e-4, "size": 16, "hide": 0.05, "repeat": 2},
    "readings": {"epochs": 2, "rate": 8e-5, "head_rate": 5e-4, "size": 16, "hide": 0.05, "repeat": 2},
}


def loss_of(network: Network, batch: Batch) -> Tensor:
    """The sum of the heads' losses on one batch."""
    hidden, cue = network.encoder(batch.ids, batch.case, batch.quote, batch.mask)
    loss = _tag_loss(cue, batch.cue_tags) + 0.5 * _tag_loss(network.flat(hidden), batch.flat_tags)
    if not len(batch.first):
        return loss
    tags, act, kind = network.roles(hidden, batch.mask, batch.window, batch.first, batch.last)
    loss = loss + _role_loss(tags.float(), batch)
    if bool((batch.act != IGNORE).any()):
        known = batch.act != IGNORE
        loss = loss + 0.2 * nn.functional.cross_entropy(act[:, : len(Act)].float(), batch.act, ignore_index=IGNORE)
        loss = loss + 0.2 * nn.functional.binary_cross_entropy_with_logits(
            act[known, len(Act)].float(), batch.hedged[known].float()
        )
        loss = loss + 0.2 * nn.functional.cross_entropy(kind.float(), batch.kind, ignore_index=IGNORE)
    return loss


def _tag_loss(scores: Tensor, tags: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), tags.flatten(), ignore_index=IGNORE)


def _role_loss(tags: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of the role tags; what a corpus does not label (addressee, evidence) counts as nothing there."""
    logs = tags.log_softmax(-1)
    nothing = torch.cat([logs[..., :1], logs[..., 5:]], dim=-1).logsumexp(-1)
    gold = batch.role_tags.clamp(min=0)
    chosen = logs.gather(-1, gold[..., None]).squeeze(-1)
    chosen = torch.where((gold == 0) & ~batch.full[:, None], nothing, chosen)
    real = batch.role_tags != IGNORE
    return -4.0 * (chosen * real).sum() / real.sum()


class Average:
    """A running mean of the weights (Polyak 1992), which generalises better than the last step's."""

    def __init__(self, network: nn.Module, keep: float) -> None:
        self.keep = keep
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}
        self.steps = 0

    def update(self, network: nn.Module) -> None:
        """Take one step's weights in."""
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.weights[name].lerp_(value.detach(), 1 - keep)


def epoch_batches(
    args: argparse.Namespace, base: Sequence[Pieces], news: Sequence[Pieces], marks: tuple[int, int], rng: random.Random
) -> Iterator[Batch]:
    """The batches of one epoch: after the first stage the readings several times over, and a sample of PolNeAR."""
    how = STAGES[args.stage]
    rows = list(base)
    if repeat := int(how.get("repeat", 0)):
        rows = rng.sample(rows, min(len(rows), args.sample or len(rows))) + repeat * list(news)
    yield from batches(rows, *marks, int(how["size"]), rng, hide=how["hide"])


def main() -> None:
    """Train one stage."""
    args = _arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    path = encoder_path()
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    marks = marks_of(tokenizer)
    polnear = DATA / "attribution" / "polnear" / "polnear.jsonl"
    train = tokenise(list(polnear_rows(polnear, "train"))[: args.limit], tokenizer)
    dev = tokenise(list(polnear_rows(polnear, "dev"))[: args.dev], tokenizer)
    news = [r for event in with_readings(args.without) for r in newsroom_rows(event)]
    held = [r for event in newsroom(readings=True) if event.name in args.without for r in newsroom_rows(event)]
    network = Network(path)
    if args.start:
        network.load_state_dict(torch.load(args.start / "weights.pt"))
    run(args, network, train, tokenise(news, tokenizer), marks, rng)
    for name, rows in (("polnear dev", dev), ("held out", tokenise(held, tokenizer))):
        if rows:
            report(args, name, network, rows, marks)


def run(
    args: argparse.Namespace,
    network: Network,
    train: Sequence[Pieces],
    news: Sequence[Pieces],
    marks: tuple[int, int],
    rng: random.Random,
) -> None:
    """Train the network, with a checkpoint an epoch, and leave the averaged weights in it."""
    how = STAGES[args.stage]
    epochs = int(args.epochs or how["epochs"])
    steps = epochs * sum(1 for _ in epoch_batches(args, train, news, marks, random.Random(args.seed)))
    groups = network.parameters_by_rate(how["rate"], how["head_rate"], 0.9)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _rate(s, steps))
    average = Average(network, 0.99)
    state = args.out / "state.pt"
    first = 0
    args.out.mkdir(parents=True, exist_ok=True)
    if state.exists():
        first = _resume(state, network, optimiser, schedule, average)
    for epoch in range(first, epochs):
        rng.seed(args.seed * 1000 + epoch)
        _epoch(epoch, epoch_batches(args, train, news, marks, rng), network, optimiser, schedule, average)
        kept = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}
        kept |= {"schedule": schedule.state_dict(), "average": average.weights, "steps": average.steps}
        torch.save(kept, state.with_suffix(".new"))
        state.with_suffix(".new").replace(state)
        torch.save(average.weights, args.out / "weights.pt")
    network.load_state_dict(average.weights)


def _epoch(
    epoch: int, steps: Iterator[Batch], network: Network, optimiser: Any, schedule: Any, average: Average
) -> None:
    network.train()
    began, shown, total, tokens = time.monotonic(), 0.0, 0.0, 0
    for number, batch in enumerate(steps, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(network, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        average.update(network)
        total += float(loss.detach())
        tokens += int(batch.mask.sum())
        if number % 25 == 0:
            rate = tokens / (time.monotonic() - began)
            print(f"epoch {epoch} step {number} loss {(total - shown) / 25:.4f} {rate:.0f} tokens/s", flush=True)
            shown = total


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return step / warm if step < warm else 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) + 0.01


def _resume(state: Path, network: Network, optimiser: Any, schedule: Any, average: Average) -> int:
    kept = torch.load(state, weights_only=False)
    network.load_state_dict(kept["network"])
    optimiser.load_state_dict(kept["optimiser"])
    schedule.load_state_dict(kept["schedule"])
    average.weights, average.steps = kept["average"], kept["steps"]
    return int(kept["epoch"])


def report(
    args: argparse.Namespace, name: str, network: Network, rows: Sequence[Pieces], marks: tuple[int, int]
) -> None:
    """Print and keep the figures on one set of rows, at three degrees of eagerness to find a cue."""
    gold: list[Row] = [p.row for p in rows]
    for eagerness in (-0.5, 0.0, 0.5, 1.0):
        row = {"set": name, "eagerness": eagerness, **figures(gold, predict(network, rows, *marks, eagerness))}
        print(json.dumps(row), flush=True)
        with (args.out / "figures.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and weights")
    parser.add_argument("--start", type=Path, help="folder whose weights to start from")
    parser.add_argument("--without", nargs="*", default=[], help="newsroom events that the model must not see")
    parser.add_argument("--epochs", type=int, help="epochs, in place of the stage's own number")
    parser.add_argument("--limit", type=int, help="train on the first N articles only")
    parser.add_argument("--sample", type=int, help="articles of PolNeAR an epoch of the second stage, in place of all")
    parser.add_argument("--dev", type=int, help="measure on the first N articles of dev only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
