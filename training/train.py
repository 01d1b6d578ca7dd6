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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import IGNORE, Batch, Pieces, batches, tokenise, windows_of
from corpora import Row, newsroom_rows, polnear_rows
from events import POLNEAR, newsroom, with_readings
from feed import feed, half
from measure import figures, predict
from network import DEPTH, WIDTH, Network, encoder_path, loaded, teacher_path
from whence.model.reader import marks_of
from whence.records import Act

STAGES: dict[str, dict[str, float]] = {
    "base": {"epochs": 4, "rate": 1.5e-4, "head_rate": 1e-3, "size": 16, "hide": 0.05},
    "full": {"epochs": 2, "rate": 1.2e-4, "head_rate": 8e-4, "size": 16, "hide": 0.05, "repeat": 2},
    "readings": {"epochs": 2, "rate": 8e-5, "head_rate": 5e-4, "size": 16, "hide": 0.05, "repeat": 2},
}


_WARM = 1 / 12
"""The share of a training in which the rate rises."""


def loss_of(network: Network, batch: Batch, encoded: tuple[Tensor, Tensor] | None = None) -> Tensor:
    """The sum of the heads' losses on one batch; `encoded` is what the encoder gives for it, where that is known."""
    hidden, cue = encoded or network.encoder(batch.ids, batch.case, batch.quote, batch.mask)
    loss = _tag_loss(cue, batch.cue_tags) + 0.5 * _tag_loss(network.flat(hidden), batch.flat_tags)
    if not len(batch.first):
        return loss
    return loss + head_loss(network.roles(hidden, batch.mask, batch.window, batch.first, batch.last), batch)


def head_loss(scores: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """The loss of what the role head gives for a batch's cues."""
    tags, act, kind = scores
    return _role_loss(tags.float(), batch) + 0.2 * _kind_loss(act.float(), kind.float(), batch)


def _kind_loss(act: Tensor, kind: Tensor, batch: Batch) -> Tensor:
    """The losses of acts, hedging and kinds of source; nought where the corpus says nothing of them."""
    known = batch.act != IGNORE
    some = known.sum().clamp(min=1)
    acts = nn.functional.cross_entropy(act[:, : len(Act)], batch.act, ignore_index=IGNORE, reduction="sum")
    hedges = nn.functional.binary_cross_entropy_with_logits(
        act[:, len(Act)], batch.hedged.clamp(min=0).float(), weight=known.float(), reduction="sum"
    )
    kinds = nn.functional.cross_entropy(kind, batch.kind, ignore_index=IGNORE, reduction="sum")
    return (acts + hedges + kinds) / some


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
        now = {name: value for name, value in network.state_dict().items() if value.dtype.is_floating_point}
        torch._foreach_lerp_([self.weights[name] for name in now], list(now.values()), 1 - keep)


def epoch_steps(
    args: argparse.Namespace, base: Sequence[Pieces], news: Sequence[Pieces], marks: tuple[int, int]
) -> int:
    """About how many steps an epoch has, by the number of windows alone."""
    how = STAGES[args.stage]
    known, read = (sum(len(windows_of(p, *marks)) for p in rows) for rows in (base, news))
    share = min(1.0, args.sample / max(1, len(base))) if args.sample and how.get("repeat") else 1.0
    return -(-int(known * share + int(how.get("repeat", 0)) * read) // int(args.size or how["size"]))


def epoch_batches(
    args: argparse.Namespace, base: Sequence[Pieces], news: Sequence[Pieces], marks: tuple[int, int], rng: random.Random
) -> Iterator[Batch]:
    """The batches of one epoch: after the first stage the readings several times over, and a sample of PolNeAR."""
    how = STAGES[args.stage]
    repeat = int(how.get("repeat", 0))
    rows = drawn(base, news, args.sample, repeat, rng) if repeat else list(base)
    yield from batches(rows, *marks, int(args.size or how["size"]), rng, hide=how["hide"])


def drawn(
    base: Sequence[Pieces], news: Sequence[Pieces], sample: int | None, repeat: int, rng: random.Random
) -> list[Pieces]:
    """The rows of an epoch: so many of PolNeAR's articles by chance, or all, and the readings several times over."""
    return rng.sample(list(base), min(len(base), sample or len(base))) + repeat * list(news)


def main() -> None:
    """Train one stage."""
    args = arguments().parse_args()
    begin(args)
    path = teacher_path() if args.teacher else encoder_path()
    network = loaded(args.start, path) if args.start else Network(path, args.width, args.depth)
    tokenizer = whole_tokenizer()
    sets, marks = rows_of(args, tokenizer), marks_of(tokenizer)
    if args.measure:
        network.to(args.device)
    else:
        run(args, network, sets["train"], sets["news"], marks, random.Random(args.seed))
    if not args.unmeasured:
        report_all(args, network, sets, marks)


def begin(args: argparse.Namespace) -> None:
    """Set the seed, the threads and the arithmetic."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.set_float32_matmul_precision("high")


def whole_tokenizer() -> Tokenizer:
    """The pretrained encoder's tokenizer, with all its word pieces."""
    tokenizer = Tokenizer.from_file(str(encoder_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def rows_of(args: argparse.Namespace, tokenizer: Tokenizer) -> dict[str, list[Pieces]]:
    """The rows to train on (`train` of PolNeAR, `news` of the events) and to measure on (`dev`, `held`)."""
    held = [event for event in newsroom(readings=True) if event.name in args.without]
    rows = {
        "train": list(polnear_rows(POLNEAR, "train"))[: args.limit],
        "dev": list(polnear_rows(POLNEAR, "dev"))[: args.dev],
        "news": [r for event in with_readings(args.without) for r in newsroom_rows(event)],
        "held": [r for event in held for r in newsroom_rows(event)],
    }
    return {name: tokenise(some, tokenizer) for name, some in rows.items()}


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
    network.to(args.device)
    steps = epochs * epoch_steps(args, train, news, marks)
    optimiser, schedule = optimiser_of(network, args.rate or how["rate"], how["head_rate"], lambda s: s / steps)
    average = Average(network, 0.99)
    state = args.out / "state.pt"
    first = 0
    args.out.mkdir(parents=True, exist_ok=True)
    if state.exists():
        first = _resume(state, network, optimiser, schedule, average)
    for epoch in range(first, epochs):
        rng.seed(args.seed * 1000 + epoch)
        made = feed(lambda: epoch_batches(args, train, news, marks, rng), args.device)
        fit(epoch, made, lambda batch: loss_of(network, batch), network, optimiser, schedule, average)
        kept = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}
        kept |= {"schedule": schedule.state_dict(), "average": average.weights, "steps": average.steps}
        torch.save(kept, state.with_suffix(".new"))
        state.with_suffix(".new").replace(state)
        torch.save(average.weights, args.out / "weights.pt")
    network.load_state_dict(average.weights)


def optimiser_of(network: Any, rate: float, head_rate: float, done: Callable[[int], float]) -> tuple[Any, Any]:
    """AdamW over the network's groups of parameters, and a rate that warms up and falls along a cosine.

    `done` is the share of the training that lies behind after so many steps.
    """
    groups = network.parameters_by_rate(rate, head_rate, 0.9)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=next(network.parameters()).is_cuda)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(done(step)))


def fit(
    epoch: int,
    steps: Iterator[Any],
    loss_of_one: Callable[[Any], Tensor],
    network: nn.Module,
    optimiser: Any,
    schedule: Any,
    average: Average,
) -> None:
    """One epoch of steps, each on a batch."""
    network.train()
    device = next(network.parameters()).device
    began = time.monotonic()
    total = torch.zeros((), device=device)
    for number, batch in enumerate(steps, 1):
        with half(device):
            loss = loss_of_one(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        average.update(network)
        total += loss.detach()
        if number % 50 == 0:
            pace = number / (time.monotonic() - began)
            print(f"epoch {epoch} step {number} loss {float(total) / 50:.4f} {pace:.1f} steps/s", flush=True)
            total.zero_()


def _rate(done: float) -> float:
    if done < _WARM:
        return done / _WARM
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (done - _WARM) / (1 - _WARM)))) + 0.01


def _resume(state: Path, network: Network, optimiser: Any, schedule: Any, average: Average) -> int:
    kept = torch.load(state, weights_only=False)
    network.load_state_dict(kept["network"])
    optimiser.load_state_dict(kept["optimiser"])
    schedule.load_state_dict(kept["schedule"])
    average.weights, average.steps = kept["average"], kept["steps"]
    return int(kept["epoch"])


def report_all(
    args: argparse.Namespace, network: Network, sets: dict[str, list[Pieces]], marks: tuple[int, int]
) -> None:
    """Print and keep the figures on PolNeAR dev and on the held events."""
    for name in ("dev", "held"):
        if sets[name]:
            report(args, name, network, sets[name], marks)


def report(
    args: argparse.Namespace, name: str, network: Network, rows: Sequence[Pieces], marks: tuple[int, int]
) -> None:
    """Print and keep the figures on one set of rows, at three degrees of eagerness to find a cue."""
    args.out.mkdir(parents=True, exist_ok=True)
    gold: list[Row] = [p.row for p in rows]
    for eagerness in args.eagerness:
        row = {"set": name, "eagerness": eagerness, **figures(gold, predict(network, rows, *marks, eagerness))}
        print(json.dumps(row), flush=True)
        with (args.out / "figures.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


def arguments() -> argparse.ArgumentParser:
    """The options that every stage has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=sorted(STAGES), default="full")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and weights")
    parser.add_argument("--start", type=Path, help="folder whose weights to start from")
    parser.add_argument("--without", nargs="*", default=[], help="newsroom events that the model must not see")
    parser.add_argument("--epochs", type=int, help="epochs, in place of the stage's own number")
    parser.add_argument("--rate", type=float, help="the encoder's rate, in place of the stage's own")
    parser.add_argument("--size", type=int, help="windows a step, in place of the stage's own number")
    parser.add_argument("--limit", type=int, help="train on the first N articles only")
    parser.add_argument("--sample", type=int, help="articles of PolNeAR an epoch of the second stage, in place of all")
    parser.add_argument("--dev", type=int, help="measure on the first N articles of dev only")
    parser.add_argument("--eagerness", type=float, nargs="+", default=[-0.5], help="degrees to measure at")
    parser.add_argument("--measure", action="store_true", help="measure the weights of --start, and train nothing")
    parser.add_argument("--unmeasured", action="store_true", help="train, and measure nothing")
    parser.add_argument("--teacher", action="store_true", help="train the large encoder, which only teaches")
    parser.add_argument("--width", type=int, default=WIDTH, help="units of the role head")
    parser.add_argument("--depth", type=int, default=DEPTH, help="convolutions of the role head")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--device", type=torch.device, default=torch.device("cuda" if torch.cuda.is_available() else "cpu")
    )
    return parser


if __name__ == "__main__":
    main()
