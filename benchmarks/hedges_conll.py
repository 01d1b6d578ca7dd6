"""Measure hedge words on the CoNLL-2010 sentences (Wikipedia), which are certain or uncertain.

usage: hedges_conll.py [FILE]

FILE defaults to data/attribution/hedge_conll2010/hedge_conll2010.jsonl below WHENCE_DATA (default ../shared).
A sentence is called uncertain where `hedge_spans` finds anything in it. The set measures only:
no list was tuned on it. Its annotators mark weasel words ("some", "it is said that many"); news hedges are a part of
them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from whence.read.hedges import hedge_spans

_FILE = Path("data/attribution/hedge_conll2010/hedge_conll2010.jsonl")


def main() -> None:
    """Print precision, recall and F1 of the uncertain class beside the baselines."""
    default = Path(os.environ.get("WHENCE_DATA", "../shared")) / _FILE
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = [row["label"] == "uncertain" for row in rows]
    began = time.perf_counter()
    found = [bool(hedge_spans(row["text"])) for row in rows]
    spent = time.perf_counter() - began
    uncertain = sum(gold)
    print(
        f"sentences {len(rows)}, uncertain {uncertain}; {1e6 * spent / max(1, len(rows)):.0f} microseconds a sentence"
    )
    _line("hedge_spans", gold, found)
    _line("all certain", gold, [False] * len(gold))
    _line("all uncertain", gold, [True] * len(gold))


def _line(name: str, gold: list[bool], found: list[bool]) -> None:
    right = sum(g and f for g, f in zip(gold, found, strict=True))
    accuracy = sum(g == f for g, f in zip(gold, found, strict=True)) / max(1, len(gold))
    precision, recall = right / max(1, sum(found)), right / max(1, sum(gold))
    f1 = 2 * right / max(1, sum(found) + sum(gold))
    print(f"{name:14s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  accuracy {accuracy:.3f}")


if __name__ == "__main__":
    main()
