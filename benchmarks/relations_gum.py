"""Find GUM's attribution relations, the nested ones apart; GUM is never trained on.

    python benchmarks/relations_gum.py

GUM's relations come from discourse trees (eRST): a relation whose own words lie inside another's content is nested.
Found: one-to-one on content, character Jaccard at least one half; nested found: the same, with a parent of its own.
Reads `data/attribution/gum` in `WHENCE_DATA` (default ../shared). The baseline for nesting is 0: systems of one line of
tags cannot write it down.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from whence.ingest.capture import read_capture
from whence.read import read
from whence.records import Form, Spans

GUM = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "attribution" / "gum" / "gum.jsonl"
GENRES = ("news", "bio", "interview", "letter", "court")


def main() -> None:
    """Print a row a genre."""
    rows = [json.loads(line) for line in GUM.open(encoding="utf-8")]
    print(
        f"{'genre':10s} {'docs':>5s} {'gold':>5s} {'found':>6s} {'source':>7s} {'nested gold':>12s} {'as nested':>10s}"
    )
    for genre in GENRES:
        tally: Counter[str] = Counter()
        for row in (r for r in rows if r["genre"] == genre):
            tally.update(score(row))
        gold, nested = max(1, tally["gold"]), max(1, tally["nested"])
        print(
            f"{genre:10s} {tally['docs']:5d} {tally['gold']:5d} {tally['found'] / gold:6.3f} "
            f"{tally['source'] / max(1, tally['found']):7.3f} {tally['nested']:12d} "
            f"{tally['nested found'] / nested:10.3f}"
        )


def score(row: dict[str, Any]) -> Counter[str]:
    """Count one document's gold relations, those found, with a source that overlaps, and the nested ones."""
    article = read_capture(row["text"], file=row["id"], url=None, article_id=row["id"], digest="", language="en")
    ours = [s for s in read(article).statements if s.form is not Form.own_voice]
    tally: Counter[str] = Counter(docs=1)
    taken: set[str] = set()
    gold = row["attributions"]
    for relation in gold:
        inside = any(o is not relation and within(relation["satellite"], o["content"]) for o in gold)
        best = max(
            (s for s in ours if s.id not in taken), key=lambda s: jaccard(s.content, relation["content"]), default=None
        )
        tally.update(gold=1, nested=int(inside))
        if best is None or jaccard(best.content, relation["content"]) < 0.5:
            continue
        taken.add(best.id)
        same = jaccard(best.source, relation["source"]) > 0 or (not best.source and not relation["source"])
        tally.update({"found": 1, "source": int(same), "nested found": int(inside and best.parent is not None)})
    return tally


def within(inner: list[list[int]], outer: list[list[int]]) -> bool:
    """Whether the first of the inner spans lies in one of the outer ones."""
    return bool(inner) and any(s <= inner[0][0] and inner[0][1] <= e for s, e in outer)


def jaccard(a: Spans, b: list[list[int]]) -> float:
    """Shared code points over all."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    every = sum(e - s for s, e in a) + sum(f - t for t, f in b) - shared
    return shared / every if every else 0.0


if __name__ == "__main__":
    main()
