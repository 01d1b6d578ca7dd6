"""Windows of raw news, without labels: what the encoder is pretrained on, and where a teacher teaches.

    python training/raw.py --out model-work/raw.npz [--tokens 9000000]

The texts are those of several outlets and of one agency in the data's reuse collections: read here, never shipped; and
the lines of `training/wordings`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from events import DATA
from train import whole_tokenizer
from whence.model.reader import marks_of
from whence.model.windows import WINDOW, pack, pieces_of
from whence.records import Span
from wordings import Situation, situations

__all__ = ["Raw", "load_raw"]

_SETS = ("allsides_reuse", "reuters_chains")
_RUMOURS = "emergent/fnc_bodies.jsonl"
_LINES = (1, 1, 2, 3)  # of `training/wordings` in a paragraph
_LINE = re.compile(r"\S[^\n]*")
_SENTENCES = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_LONGEST = 700  # code points of a paragraph: some of these texts have lost their line breaks
_FEWEST = 40  # tokens of a window worth reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Windows laid end to end: a value a token, and where each window begins (one more than there are windows)."""

    ids: NDArray[np.uint16]
    case: NDArray[np.uint8]
    quote: NDArray[np.uint8]
    begins: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.begins) - 1


def load_raw(path: Path) -> Raw:
    """The windows that `main` wrote."""
    with np.load(path) as kept:
        return Raw(**{name: kept[name] for name in ("ids", "case", "quote", "begins")})


def main() -> None:
    """Write the windows of so many tokens."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=11_000_000)
    parser.add_argument("--window", type=int, default=WINDOW)
    args = parser.parse_args()
    tokenizer = whole_tokenizer()
    columns: dict[str, list[NDArray[np.int64]]] = {"ids": [], "case": [], "quote": []}
    sizes: list[int] = []
    total = 0
    for text in _texts():
        for window in pack(
            pieces_of(text, _paragraphs(text), tokenizer, args.window), *marks_of(tokenizer), args.window
        ):
            if len(window) >= _FEWEST:
                sizes.append(len(window))
                for name, column in columns.items():
                    column.append(getattr(window, name))
                total += len(window)
        if total >= args.tokens:
            break
    args.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        args.out,
        ids=np.concatenate(columns["ids"]).astype(np.uint16),
        case=np.concatenate(columns["case"]).astype(np.uint8),
        quote=np.concatenate(columns["quote"]).astype(np.uint8),
        begins=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
    )
    print(f"{len(sizes)} windows, {total} tokens")


def _texts() -> Iterator[str]:
    """The collections' texts and the situations, shuffled together, each text once."""
    files = [*(f"{name}/docs.jsonl" for name in _SETS), _RUMOURS]
    seen: set[str] = set()
    every = [
        json.loads(line)["text"] for name in files for line in (DATA / "reuse" / name).read_text("utf-8").splitlines()
    ]
    chance = random.Random(1)
    every += [_laid(one, chance) for one in situations()]
    chance.shuffle(every)
    for text in every:
        opening = text[:200]
        if opening not in seen:
            seen.add(opening)
            yield text


def _laid(situation: Situation, chance: random.Random) -> str:
    """A situation's lines in paragraphs, by chance."""
    lines = [wording.text for wording in chance.sample(situation.wordings, len(situation.wordings))]
    text = ""
    while lines:
        count = chance.choice(_LINES)
        text += " ".join(lines[:count]) + "\n"
        del lines[:count]
    return text


def _paragraphs(text: str) -> list[Span]:
    """The text's lines, the long ones cut between sentences."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for gap in _SENTENCES.finditer(text, line.start(), line.end()):
            if gap.start() - start >= _LONGEST:
                found.append(Span(start, gap.start()))
                start = gap.end()
        found.append(Span(start, line.start() + len(line.group().rstrip())))
    return found


if __name__ == "__main__":
    main()
