"""Make the networks that ship and measure, all at once on one GPU: larger networks learn to read, and teach small ones.

    python training/taught.py --prepare model-work/prepared.pkl     # on any machine: tokenises what is learnt from
    python training/taught.py --from model-work/prepared.pkl --minutes 9

The first of the two learns from all events; the others, one a fold, never see theirs. Each has two teachers, of which
the second goes on from the first, and is exported with the layer that knows which statements are alike. A network of
the small kind goes on pretraining on raw news meanwhile and learns PolNeAR; every lesson begins with it.

Processes share the GPU, because the steps of one leave it idle for most of the time. Run again with the same
`--out`, the lessons go on from where they ended, with the teachers that are there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from alike import Laid, fit, gathered, laid, states_of
from batches import Pieces, tokenise
from corpora import newsroom_rows, polnear_rows
from distil import Matter, teach
from events import POLNEAR, folds, with_readings
from export import EAGERNESS, export, export_senses
from network import SLIM_DEPTH, SLIM_WIDTH, Encoder, Network, Senses, encoder_path, loaded, teacher_path
from pretrain import pretrain
from raw import Raw, load_raw
from train import arguments, begin, run, whole_tokenizer
from whence.model.reader import marks_of
from whence.model.windows import Window, pack, pieces_of
from whence.records import Span

__all__ = ["Prepared"]

_ALIKE, _ALIKE_SECONDS = 2, 100  # rounds over the situations, and what they and the export take
_SIZE = 32
_SAMPLE = 560  # of PolNeAR's articles in each epoch of a lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is learnt from, tokenised: rows by event or set, windows of raw news, and the situations."""

    train: Sequence[Pieces]
    news: Mapping[str, Sequence[Pieces]]
    marks: tuple[int, int]
    raw: Raw
    situations: Sequence[Laid]


def prepare(out: Path, raw: Path) -> None:
    """Tokenise all of it, and keep it."""
    tokenizer = whole_tokenizer()
    marks = marks_of(tokenizer)
    train = tokenise(list(polnear_rows(POLNEAR, "train")), tokenizer)
    news = {event.name: tokenise(list(newsroom_rows(event)), tokenizer) for event in with_readings()}
    situations = tuple(laid(partial(_window, tokenizer, marks), 1))
    kept = {"train": train, "news": news, "marks": marks, "raw": load_raw(raw), "situations": situations}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pickle.dumps((kept, folds())))


def _window(tokenizer: Tokenizer, marks: tuple[int, int], text: str) -> Window:
    return pack(pieces_of(text, [Span(0, len(text))], tokenizer), *marks)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One run on a GPU: what is learnt from, the folder of results, and when it ends (seconds of the wall clock)."""

    matter: Prepared
    out: Path
    ends: float
    device: torch.device

    def options(self, stage: str, out: Path, *options: str) -> argparse.Namespace:
        """The options of a stage of training."""
        given = ["--stage", stage, "--out", str(out), "--device", str(self.device), "--size", str(_SIZE), *options]
        args = arguments().parse_args(given)
        begin(args)
        return args

    def train(self, network: Network, args: argparse.Namespace, held: Sequence[str] = ()) -> Network:
        """One stage of training."""
        run(args, network, self.matter.train, self.readings(held), self.matter.marks, random.Random(args.seed))
        return network

    def readings(self, held: Sequence[str]) -> list[Pieces]:
        """The readings of all events but those held back."""
        return [pieces for name, rows in self.matter.news.items() if name not in held for pieces in rows]


def first_teacher(work: Work) -> None:
    """The larger network learns PolNeAR."""
    args = work.options("base", work.out / "teacher-base", "--epochs", "4", "--rate", "8e-5")
    work.train(Network(teacher_path()), args)


def beginner(work: Work) -> None:
    """The small network goes on pretraining on raw news, and learns PolNeAR."""
    if (work.out / "beginner" / "weights.pt").exists():
        return
    args = work.options("base", work.out / "beginner", "--epochs", "2", "--rate", "2e-4")
    network = Network(encoder_path(), SLIM_WIDTH, SLIM_DEPTH)
    pretrain(network, work.matter.raw, teacher=Encoder(teacher_path()), device=work.device, epochs=1)
    work.train(network, args)


def lesson(work: Work, name: str, held: Sequence[str], begun: Callable[[], None]) -> None:
    """Two teachers, what they teach, and the layer that knows which statements are alike; the network is exported.

    `begun` waits until the small network has begun to learn.
    """
    folder = work.out / name
    args = work.options("full", folder / "teacher", "--epochs", "2", "--rate", "8e-5")
    first = work.train(loaded(work.out / "teacher-base", teacher_path()), args, held)
    args = work.options("readings", folder / "teacher-again", "--epochs", "2", "--rate", "5e-5", "--sample", "300")
    again = work.train(loaded(folder / "teacher", teacher_path()), args, held)
    begun()
    began, ends = time.time(), work.ends - _ALIKE_SECONDS
    small = loaded(folder if (folder / "weights.pt").exists() else work.out / "beginner", encoder_path())
    own = work.matter
    matter = Matter(train=own.train, news=work.readings(held), marks=own.marks, raw=own.raw, size=_SIZE, sample=_SAMPLE)
    teach(
        small,
        (first, again),
        matter,
        device=work.device,
        rate=2e-4,
        until=lambda: (time.time() - began) / max(1.0, ends - began),
    )
    torch.save(small.cpu().state_dict(), folder / "weights.pt")
    export(folder, folder / "weights", about={"name": "whence-reader", "eagerness": EAGERNESS})
    states = states_of(loaded(folder, encoder_path()).encoder, work.device)
    layer = Senses.of(loaded(folder, encoder_path()).encoder)
    found = [gathered(one, states) for one in own.situations]
    export_senses(fit(layer, found, _ALIKE, seed=1, device=work.device), folder / "weights")
    if held:
        (folder / "weights" / "unseen.json").write_text(json.dumps(held), encoding="utf-8")


def main() -> None:
    """Prepare, or teach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepare", type=Path)
    parser.add_argument("--raw", type=Path, default=Path("model-work/raw.npz"))
    parser.add_argument("--from", type=Path, dest="prepared")
    parser.add_argument("--out", type=Path, default=Path("model-work"))
    parser.add_argument("--minutes", type=float, default=9.0)
    parser.add_argument("--device", type=torch.device, default=torch.device("cuda"))
    args = parser.parse_args()
    ends = time.time() + 60 * args.minutes
    if args.prepare:
        prepare(args.prepare, args.raw)
        return
    kept, held = pickle.loads(args.prepared.read_bytes())  # our own file, of the line above
    work = Work(matter=Prepared(**kept), out=args.out, ends=ends, device=args.device)
    beside = multiprocessing.get_context("fork")
    ready = beside.Event()

    def started(make: Callable[..., None], *given: Any) -> Any:
        process = beside.Process(target=make, args=(work, *given))
        process.start()
        return process

    small = started(beginner)
    first = started(first_teacher)
    first.join()
    lessons = [
        started(lesson, name, without, ready.wait)
        for name, without in (("whole", []), *((f"fold-{k}", names) for k, names in enumerate(held)))
    ]
    small.join()
    ready.set()
    for process in lessons:
        process.join()
    if any(process.exitcode for process in (first, small, *lessons)):
        raise SystemExit("a process ended with an error: see above; what the others made is kept")


if __name__ == "__main__":
    main()
