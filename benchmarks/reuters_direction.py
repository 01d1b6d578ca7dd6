"""Find versions of Reuters reports again, and tell which was first: by the clock, and with the clock hidden.

    python benchmarks/reuters_direction.py

The pairs in `WHENCE_DATA` (default ../shared) are versions of one report that share sixty words and more within two
days, found by another program; each article has its minute. Printed are the share of the pairs that copied passages
find again, and, for the pairs found, how often an order is given (coverage) and is the right one (accuracy):

traced        as a trace orders statements, with the minutes; a check only, for the truth is made of them too
days          the same, with the days alone
no clock      the same, without any time, for statements of the outlet's own voice over the whole of each article
cut           the shorter by a fifth is the later, where half of it is copied, as of a report that another outlet takes
grown         the longer by a tenth is the later, where half of the shorter is copied, as of an outlet's own new version
grown beyond  the same, and what only the longer has is twice what only the shorter has
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from copies_planted import paragraphs
from whence.link import copied_passages
from whence.link.linked import Linked
from whence.link.units import Unit
from whence.records import (
    Act,
    Article,
    Block,
    Form,
    Moment,
    Passage,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Span,
    Statement,
)
from whence.trace.setting import Setting
from whence.trace.steps import order_of

FOLDER = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "reuse" / "reuters_chains"
OUTLET = "Reuters"
HALF = 0.5
SHORTER, LONGER, TWICE = 0.8, 1.1, 2.0

Rule = Callable[[Article, Article, int], bool | None]
"""Whether the second of two articles is the later, None where it cannot tell; the number is that of shared letters."""


def main() -> None:
    """Print the table."""
    articles = {row["id"]: article_of(row) for row in rows("docs")}
    pairs = rows("pairs")
    letters: defaultdict[tuple[str, str], int] = defaultdict(int)
    passages = tuple(copied_passages(articles.values()))
    for passage in passages:
        letters[key(passage)] += min(e - s for s, e in (passage.a_span, passage.b_span))
    found = [p for p in pairs if (min(p["a"], p["b"]), max(p["a"], p["b"])) in letters]
    print(f"{len(articles)} articles, {len(pairs)} pairs of versions, found again {len(found) / len(pairs):.3f}")
    ordered = [p for p in found if p["source"]]
    same = sum(articles[p["a"]].text == articles[p["b"]].text for p in ordered)
    print(f"{len(ordered)} found with a first one, of which {same} have the same text throughout")
    print(f"{'':14s} coverage  accuracy")
    days = {n: replace(a, published=day_of(a.published)) for n, a in articles.items()}
    hidden = {n: replace(a, published=None) for n, a in articles.items()}
    as_traced = {"traced": articles, "days": days, "no clock": hidden}
    rules = {name: traced(some, passages) for name, some in as_traced.items()} | RULES
    for name, rule in rules.items():
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
        outlet=OUTLET,
        published=Moment(at=row["ts"][:16], precision=Precision.minute, read_from=ReadFrom.given),
    )


def day_of(moment: Moment | None) -> Moment | None:
    """The time's day."""
    return Moment(at=moment.at[:10], precision=Precision.day, read_from=ReadFrom.given) if moment else None


def traced(articles: Mapping[str, Article], passages: tuple[Passage, ...]) -> Rule:
    """The rule by which a trace orders two versions of a claim, for these articles."""
    linked = Linked(
        units=(), pairs=(), passages=passages, credits=(), same={}, outlets={},
        published_by=dict.fromkeys(articles, OUTLET),
    )  # fmt: skip
    setting = Setting(linked, [Reading(article=article) for article in articles.values()])

    def rule(one: Article, two: Article, _: int) -> bool | None:
        units = [whole(articles[a.id]) for a in (one, two)]
        if order_of(units[1], units[0], setting) is not None:
            return True
        return False if order_of(units[0], units[1], setting) is not None else None

    return rule


def whole(article: Article) -> Unit:
    """All of an article as one statement in the outlet's own voice."""
    content = (Span(0, len(article.text)),)
    statement = Statement(id=article.id, article=article.id, form=Form.own_voice, act=Act.assertion, content=content)
    return Unit(statement=statement, article=article, speaker=None, words=article.text)


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
    "cut": cut,
    "grown": grown,
    "grown beyond": grown_beyond,
}

if __name__ == "__main__":
    main()
