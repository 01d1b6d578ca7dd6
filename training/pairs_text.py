"""Write the pairs of statements as texts for a cross-encoder, beside what the present decision says of each.

    python training/pairs_text.py FOLDER_OF_FOLDS [--readings FOLDER] [--to FILE]

FOLDER_OF_FOLDS holds fold-0/weights, fold-1/weights, ...; the pairs of an event are judged by the decision, and with
the encoder, of the fold that has not seen it (`unseen.json`). What all of them have seen is
judged by the first, which flatters it.

The file holds plain arrays only. Units: `ids` (uint16, of the pretrained encoder's own vocabulary), `case` and `inside`
(uint8) lie end to end, unit i from `offsets[i]` to `offsets[i + 1]`; `inside` is 1 where a token is of the content,
0 where it is of the sentence around it. Pairs: `a`, `b` (units), `set` (an index into `name` and `exact`), `kind`
(0 other, 1 same, 2 opposed), `weight`, `listed`, `crossing`, `candidate`, and the probabilities `same` and `opposed`.
`seen` says of each set whether the decision that judged it was trained on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from events import DATA, newsroom
from network import encoder_path
from pairs import UNLISTED_WEIGHT, listed_pairs, other_rows, read_events
from pairs_newsroom import OTHER, Event, relation
from pairs_sides import Side, side_of
from whence.link.same.candidates import candidates
from whence.link.same.decision import decide
from whence.link.same.prepared import prepare
from whence.link.same.weights import FILE, Weights, load
from whence.link.units import Unit
from whence.model.reader import Reader

_LIKELY = 0.02  # a pair of other claims that is no candidate and less likely than this is never met

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The weights of a network, and the names of the events that they never saw."""

    reader: Reader
    weights: Weights
    unseen: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Pairs of one set: places in `units` (pairs x 2), and a column of each of the file's arrays."""

    name: str
    exact: bool
    seen: bool
    units: Sequence[Unit]
    pairs: Ints
    columns: dict[str, NDArray[Any]]


def main() -> None:
    """Judge every pair and write the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folds", type=Path, help="holds fold-0/weights, fold-1/weights, ...")
    options.add_argument("--readings", type=Path, help="a folder of pickled readings, one file an event")
    options.add_argument("--to", type=Path, default=Path("model-work/pairs_text.npz"), help="where the file goes")
    chosen = options.parse_args()
    folds = [_fold(folder) for folder in sorted(chosen.folds.glob("fold-*/weights"))]
    measured = {folder.name for folder in (*newsroom(readings=True), *newsroom(readings=False))}
    rows = []
    for event in read_events(chosen.readings, ()):
        rows.append(_event_rows(event, folds, whole=event.name in measured))
        print(_counted(rows[-1]), flush=True)
    for name, pairs, weight in other_rows(DATA):
        rows.append(_bare_rows(name, pairs, weight, folds[0]))
        print(_counted(rows[-1]), flush=True)
    arrays: dict[str, Any] = _arrays(rows, _tokenizer())
    np.savez_compressed(chosen.to, **arrays)


def _tokenizer() -> Tokenizer:
    """The pretrained encoder's own, without the padding and the cut at 128 tokens that it comes with."""
    tokenizer = Tokenizer.from_file(str(encoder_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _fold(folder: Path) -> Fold:
    unseen = json.loads((folder / "unseen.json").read_text(encoding="utf-8"))
    return Fold(reader=Reader(folder), weights=load(folder / FILE), unseen=frozenset(unseen))


def _event_rows(event: Event, folds: Sequence[Fold], *, whole: bool) -> Rows:
    """An event's pairs: all of them, or of those of other claims the candidates and the likely ones."""
    fold = next((f for f in folds if event.name in f.unseen), folds[0])
    prepared = prepare(event.units, reader=fold.reader, weights=fold.weights)
    pairs, listed = listed_pairs(event)
    found = decide(prepared, pairs, weights=fold.weights)
    kind = np.array([relation(event, i, j) for i, j in pairs.tolist()], dtype=np.uint8)
    likely = np.maximum(found.same, found.opposed)
    candidate = _among(pairs, candidates(prepared, weights=fold.weights), len(event.units))
    kept = np.ones(len(pairs), dtype=np.bool_)
    if not whole:
        kept = (kind != OTHER) | (likely >= _LIKELY) | candidate
    columns = {
        "kind": kind,
        "weight": np.where(listed, 1.0, UNLISTED_WEIGHT).astype(np.float16),
        "listed": listed,
        "crossing": prepared.article[pairs[:, 0]] != prepared.article[pairs[:, 1]],
        "candidate": candidate,
        "same": found.same.astype(np.float16),
        "opposed": found.opposed.astype(np.float16),
    }
    return Rows(
        name=event.name,
        exact=event.exact,
        seen=event.name not in fold.unseen,
        units=event.units,
        pairs=pairs[kept],
        columns={name: column[kept] for name, column in columns.items()},
    )


def _among(pairs: Ints, others: Ints, count: int) -> NDArray[np.bool_]:
    codes = np.sort(pairs, axis=1) @ np.array([count, 1])
    return np.isin(codes, others @ np.array([count, 1]))


def _bare_rows(name: str, rows: Sequence[tuple[Unit, Unit, int]], weight: float, fold: Fold) -> Rows:
    """Pairs of sentences that stand in no article."""
    units = [unit for a, b, _ in rows for unit in (a, b)]
    pairs = np.arange(len(units), dtype=np.int64).reshape(-1, 2)
    found = decide(prepare(units, reader=fold.reader, weights=fold.weights), pairs, weights=fold.weights)
    yes = np.ones(len(rows), dtype=np.bool_)
    columns: dict[str, NDArray[Any]] = {
        "kind": np.array([kind for _, _, kind in rows], dtype=np.uint8),
        "weight": np.full(len(rows), weight, dtype=np.float16),
        "listed": yes,
        "crossing": yes,
        "candidate": yes,
        "same": found.same.astype(np.float16),
        "opposed": found.opposed.astype(np.float16),
    }
    return Rows(name=name, exact=True, seen=True, units=units, pairs=pairs, columns=columns)


def _counted(rows: Rows) -> str:
    kinds = "  ".join(f"{label} {int((rows.columns['kind'] == k).sum()):6d}" for k, label in enumerate(_KINDS))
    return f"{rows.name:22s} {'exact' if rows.exact else 'read ':5s} units {len(rows.units):5d}  {kinds}"


_KINDS = ("other", "same", "opposed")


def _arrays(sets: Sequence[Rows], tokenizer: Tokenizer) -> dict[str, NDArray[Any]]:
    """The file's arrays; units of the same tokens are stored once."""
    numbers: dict[tuple[bytes, ...], int] = {}
    sides: list[Side] = []
    pairs = []
    for rows in sets:
        place = np.array([_number(side_of(u, tokenizer), numbers, sides) for u in rows.units], dtype=np.int64)
        pairs.append(place[rows.pairs])
    both = np.concatenate(pairs)
    lengths = [len(side.ids) for side in sides]
    return {
        "ids": np.concatenate([s.ids for s in sides]).astype(np.uint16),
        "case": np.concatenate([s.case for s in sides]).astype(np.uint8),
        "inside": np.concatenate([s.inside for s in sides]).astype(np.uint8),
        "offsets": np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        "name": np.array([rows.name for rows in sets]),
        "exact": np.array([rows.exact for rows in sets]),
        "seen": np.array([rows.seen for rows in sets]),
        "a": both[:, 0].astype(np.uint16),
        "b": both[:, 1].astype(np.uint16),
        "set": np.repeat(np.arange(len(sets)), [len(rows.pairs) for rows in sets]).astype(np.uint8),
        **{name: np.concatenate([rows.columns[name] for rows in sets]) for name in sets[0].columns},
    }


def _number(side: Side, numbers: dict[tuple[bytes, ...], int], sides: list[Side]) -> int:
    key = tuple(part.tobytes() for part in (side.ids, side.case, side.inside))
    if key not in numbers:
        numbers[key] = len(sides)
        sides.append(side)
    return numbers[key]


if __name__ == "__main__":
    main()
