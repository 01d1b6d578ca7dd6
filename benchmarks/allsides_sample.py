"""Print a sample of the passages that outlets share, to be read by eye.

    python benchmarks/allsides_sample.py [SEED]

Links the AllSides articles in `WHENCE_DATA` (default ../shared), and prints, of the passages of twelve words and more
that two outlets share and that are no formula, a hundred: the kind, the days between, the words, the score, the outlets
and both wordings. How many of them mean something is for a reader to say; `docs/accuracy.md` has what one said of the
sample that the seed 1 gives.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from itertools import count
from pathlib import Path

from copies_planted import articles_of
from whence.link import Passage, PassageKind, copied_passages
from whence.records import Article, Span

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
LEAST_WORDS = 12
SAMPLE = 100
SHOWN = 400

_WORD = re.compile(r"[^\W_]+")


def main() -> None:
    """Print what was found, and the sample."""
    articles = {a.id: a for a in articles_of(SHARED / "data" / "reuse" / "allsides_reuse" / "docs.jsonl")}
    shared = [p for p in copied_passages(articles.values()) if articles[p.a].outlet != articles[p.b].outlet]
    print(f"{len(articles)} articles, {len(shared)} passages that two outlets share")
    long = [p for p in shared if least_words(articles, p) >= LEAST_WORDS]
    print(f"{len(long)} of {LEAST_WORDS} words and more: {dict(sorted(Counter(p.kind.value for p in long).items()))}")
    offered = [p for p in long if p.kind is not PassageKind.formula]
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for number, passage in zip(count(1), chance.sample(offered, min(SAMPLE, len(offered))), strict=False):
        a, b = articles[passage.a], articles[passage.b]
        days = [x.published.at[:10] if x.published else "undated" for x in (a, b)]
        print(f"\n{number}. {passage.kind.value} {days[0]} {days[1]} words {least_words(articles, passage)}"
              f" score {passage.score} | {a.outlet} | {b.outlet}")  # fmt: skip
        print(f"   {shown(a, passage.a_span)}\n   {shown(b, passage.b_span)}")


def least_words(articles: dict[str, Article], passage: Passage) -> int:
    """The words of the shorter side."""
    sides = (articles[passage.a], passage.a_span), (articles[passage.b], passage.b_span)
    return min(len(_WORD.findall(article.text[slice(*span)])) for article, span in sides)


def shown(article: Article, span: Span) -> str:
    """The words on one line, a long passage by its beginning and its end."""
    words = " ".join(article.text[slice(*span)].split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN // 2]} […] {words[-SHOWN // 2 :]}"


if __name__ == "__main__":
    main()
