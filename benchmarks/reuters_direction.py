"""Find versions of Reuters reports again, and tell which was first: by the clock, and with the clock hidden.

    python benchmarks/reuters_direction.py

The pairs in `WHENCE_DATA` (default ../shared) are versions of one report that share sixty words and more within two
days, found by another program; each article has its minute. Printed are the share of the pairs that copied passages
find again, and, for the pairs found, how often an order is given (coverage) and is the right one (accuracy):

minute        by the minutes; a check of the way that times take, for the truth is made of them too
day           by the days alone
cut           the shorter by a fifth is the later, where half of it is copied, as of a report that another outlet takes
grown         the longer by a tenth is the later, where half of the shorter is copied, as of an outlet's own new version
grown beyond  the same, and what only the longer has is twice what only the shorter has
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copies_planted import paragraphs
from whence.link import copied_passages
from whence.records import Article, Block, Moment, Passage, Precision, ReadFrom, Role
from whence.times import between

FOLDER = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "reuse" / "reuters_chains"
HALF = 0.5
SHORTER, LONGER, TWICE = 0.8, 1.1, 2.0

Rule = Callable[[Article, Article, int], bool | None]
"""Whether the second of two articles is the later, None where it cannot tell; the number is that of shared letters."""


def main() -> None:
    """Print the table."""
    articles = {row["id"]: article_of(row) for row in rows("docs")}
    pairs = rows("pairs")
    letters: defaultdict[tuple[str, str], int] = defaultdict(int)
    for passage in copied_passages(articles.values()):
        letters[key(passage)] += min(e - s for s, e in (passage.a_span, passage.b_span))
    found = [p for p in pairs if (min(p["a"], p["b"]), max(p["a"], p["b"])) in letters]
    print(f"{len(articles)} articles, {len(pairs)} pairs of versions, found again {len(found) / len(pairs):.3f}")
    ordered = [p for p in found if p["source"]]
    same = sum(articles[p["a"]].text == articles[p["b"]].text for p in ordered)
    print(f"{len(ordered)} found with a first one, of which {same} have the same text throughout")
    print(f"{'':14s} coverage  accuracy")
    for name, rule in RULES.items():
        print_row(name, rule, ordered, articles, letters)


def print_row(
    name: str,
    rule: Rule,
    ordered: list[dict[str, Any]],
    articles: dict[str, Article],
    letters: dict[tuple[str, str], int],
) -> None:
    """Print how often a rule gives an order, and how often that is right."""
    given = right = 0
    for pair in ordered:
        one, two = sorted((pair["a"], pair["b"]))
        later = rule(articles[one], articles[two], letters[one, two])
        given += later is not None
        right += later is not None and later == (pair["source"] == one)
    print(f"{name:14s}    {given / len(ordered):.3f}     {right / max(1, given):.3f}")


def key(passage: Passage) -> tuple[str, str]:
    """The articles of a passage, in the order of their ids."""
    return min(passage.a, passage.b), max(passage.a, passage.b)


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the set."""
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article_of(row: dict[str, str]) -> Article:
    """An article of one outlet, with its minute."""
    return Article(
        id=row["id"],
        text=row["text"],
        blocks=tuple(Block(role=Role.paragraph, span=span) for span in paragraphs(row["text"])),
        digest="",
        file=row["id"],
        outlet="Reuters",
        published=Moment(at=row["ts"][:16], precision=Precision.minute, read_from=ReadFrom.given),
    )


def by_minute(one: Article, two: Article, _: int) -> bool | None:
    """Compare the times that the pages state."""
    return is_later(one.published, two.published)


def by_day(one: Article, two: Article, _: int) -> bool | None:
    """Compare the days alone."""
    days = [
        Moment(at=m.at[:10], precision=Precision.day, read_from=ReadFrom.given) if m else None
        for m in (one.published, two.published)
    ]
    return is_later(days[0], days[1])


def is_later(one: Moment | None, two: Moment | None) -> bool | None:
    """Whether the second time is after the first, None where they overlap."""
    first, second = between(one), between(two)
    if first is None or second is None:
        return None
    if second.earliest > first.latest:
        return True
    return False if second.latest < first.earliest else None


def cut(one: Article, two: Article, shared: int) -> bool | None:
    """The much shorter one is the other, cut."""
    long, short = max(len(one.text), len(two.text)), min(len(one.text), len(two.text))
    if shared < HALF * short or short >= SHORTER * long:
        return None
    return len(two.text) < len(one.text)


def grown(one: Article, two: Article, shared: int) -> bool | None:
    """The longer one is the other, added to."""
    long, short = max(len(one.text), len(two.text)), min(len(one.text), len(two.text))
    if shared < HALF * short or long < LONGER * short:
        return None
    return len(two.text) > len(one.text)


def grown_beyond(one: Article, two: Article, shared: int) -> bool | None:
    """The longer one is the other, with far more added than dropped."""
    long, short = max(len(one.text), len(two.text)), min(len(one.text), len(two.text))
    return grown(one, two, shared) if long - shared >= TWICE * (short - shared) else None


RULES: dict[str, Rule] = {
    "minute": by_minute,
    "day": by_day,
    "cut": cut,
    "grown": grown,
    "grown beyond": grown_beyond,
}

if __name__ == "__main__":
    main()
