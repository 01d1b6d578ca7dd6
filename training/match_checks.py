"""Fit the numbers that weigh whether a published check speaks of a text: `numbers.json` in `whence/match`.

usage: match_checks.py [--to FILE]

Reads data/claims/clef2020_task2 below WHENCE_DATA (default ../shared): queries of its train and dev parts, with the
checks that share most. A check whose claim has the same words as the one that the set names counts as right too.
Each query is there a second time without its own checks, as one that no check speaks of. Logistic regression with
shrunken weights; the test part is never looked at. `benchmarks/match.py` measures what comes out.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from logistic import on_one_scale
from whence.match.deciding import FEATURES, NUMBERS, Candidates, measured
from whence.match.index import Index
from whence.match.lexical import stems_of
from whence.match.matching import chosen

Floats = NDArray[np.float64]

_QUERIES = 400  # of the train part, evenly spaced; the dev part is taken whole
_SHRINK = 3.0


def main() -> None:
    """Fit the numbers and write them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=NUMBERS, help="the file that is written")
    to = options.parse_args().to
    x, right = labelled(Path(os.environ.get("WHENCE_DATA", "../shared")) / "data/claims/clef2020_task2")
    numbers = dict(zip((*FEATURES, "always"), fitted(x, right).tolist(), strict=True))
    to.write_text(json.dumps({name: round(n, 4) for name, n in numbers.items()}, indent=1) + "\n", encoding="utf-8")


def labelled(folder: Path) -> tuple[Floats, NDArray[np.bool_]]:
    """Return what each pair of a query and a check is weighed by, and whether the check is the query's."""
    checks, queries, named = (_rows(folder / f"{name}.jsonl") for name in ("claims", "queries", "qrels"))
    wanted: dict[tuple[str, str], set[str]] = {}
    words = {check["id"]: " ".join(stems_of(check["claim"])) for check in checks}
    for row in named:
        wanted.setdefault((row["split"], row["qid"]), set()).add(words[row["cid"]])
    train = [query for query in queries if query["split"] == "train"]
    asked = train[:: max(1, len(train) // _QUERIES)] + [query for query in queries if query["split"] == "dev"]
    reviewed = [(check["claim"], check["title"]) for check in checks]
    found, numbers = chosen(
        Index([f"{claim} {title}" for claim, title in reviewed]), [query["text"] for query in asked], reviewed
    )
    right = [
        words[checks[numbers[check]]["id"]] in wanted.get((asked[text]["split"], asked[text]["id"]), set())
        for text, check in found.pairs.tolist()
    ]
    answers = np.array(right)
    return measured(_twice(found, answers)).astype(np.float64), np.append(
        answers, np.zeros(int((~answers).sum()), bool)
    )


def _twice(found: Candidates, right: NDArray[np.bool_]) -> Candidates:
    """Add each text once more without its own checks: what is left for a text that no check speaks of."""
    others = found.pairs[~right]
    shared = found.shared[~right]
    most = np.zeros((len(found.texts), 2), dtype=np.float32)
    np.maximum.at(most, others[:, 0], shared)
    return Candidates(
        found.texts,
        found.checks,
        np.concatenate((found.pairs, others)),
        np.concatenate((found.shared, shared)),
        np.concatenate((found.most, most[others[:, 0]])),
    )


def fitted(x: Floats, right: NDArray[np.bool_]) -> Floats:
    """Return a weight for each feature and, last, the constant: Newton's method on features brought to one scale."""
    constant, weight = on_one_scale(x, right, _SHRINK)
    return np.append(weight, constant)


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
