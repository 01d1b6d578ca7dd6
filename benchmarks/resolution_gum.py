"""Measure the resolution of sources on the news of GUM (Zeldes 2017), whose sources carry gold coreference.

usage: python benchmarks/resolution_gum.py        (reads $WHENCE_DATA/data/attribution/gum/gum.jsonl, default ../shared)

Counted are the attributions whose source phrase is a pronoun or a common noun while the gold entity has a name
somewhere in the article. An attribution is right where the resolved `Source` bears a name of the gold entity. The
baselines take the name mentioned last before the source, and the article's most frequent name, of gold mentions of
people and organisations: they know from the gold what is a name, which `resolve` has to find out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.read.names import same_name
from whence.read.relation import Relation
from whence.read.source_phrases import parse_phrase
from whence.read.sources import resolve
from whence.records import Article, Block, Role, Span, Spans

DATA = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
PARAGRAPH = re.compile(r"[^\n]+")
SPEAKING = ("person", "organization", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One source to resolve: its sort, the gold names, and what each method answered."""

    sort: str
    gold: tuple[str, ...]
    ours: tuple[str, ...]
    last: str
    commonest: str


def rows() -> Iterator[dict[str, Any]]:
    """Yield GUM's news documents in the file's order."""
    with (DATA / "attribution" / "gum" / "gum.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["genre"] == "news":
                yield row


def article_of(row: dict[str, Any]) -> Article:
    """Make an article of a document: its first line is the headline, every other line a paragraph."""
    text = row["text"]
    blocks = tuple(
        Block(role=Role.paragraph if i else Role.headline, span=Span(*m.span()))
        for i, m in enumerate(PARAGRAPH.finditer(text))
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=row["id"], text=text, blocks=blocks, digest=digest, file=row["id"], title=row["title"])


def spans(items: list[list[int]]) -> Spans:
    """Turn GUM's lists of offsets into spans."""
    return tuple(Span(start, end) for start, end in items)


def cases(row: dict[str, Any]) -> Iterator[Case]:
    """Yield the attributions of a document that are counted, with every method's answer."""
    article = article_of(row)
    relations = [
        Relation(content=spans(a["content"]), source=spans(a["source"]), cue=spans(a["cue"]))
        for a in row["attributions"]
    ]
    resolution = resolve(article, relations)
    by_id = {source.id: source for source in resolution.sources}
    names = [m for m in row["mentions"] if m["type"] in SPEAKING and is_name(article.text[slice(*m["span"])])]
    names.sort(key=lambda m: m["span"])
    counts = Counter(m["ent"] for m in names)
    for attribution, speaker in zip(row["attributions"], resolution.speakers, strict=True):
        if not attribution["source"] or len(attribution["source"]) > 1:
            continue
        start, end = attribution["source"][0]
        phrase = parse_phrase(article.text[start:end])
        gold = tuple(text_of(article, m) for m in names if m["ent"] == attribution["source_ent"])
        if phrase.kind == "name" or not gold:
            continue
        source = by_id.get(speaker) if speaker else None
        before = [m for m in names if m["span"][1] <= start]
        frequent = max(names, key=lambda m: (counts[m["ent"]], -m["span"][0]))
        yield Case(
            sort="pronoun" if phrase.kind == "pronoun" else "noun",
            gold=gold,
            ours=(source.name, *source.aliases) if source else (),
            last=text_of(article, before[-1]) if before else "",
            commonest=text_of(article, frequent),
        )


def is_name(text: str) -> bool:
    """Whether a gold mention is a proper name."""
    return parse_phrase(text).kind == "name"


def text_of(article: Article, mention: dict[str, Any]) -> str:
    """Return the proper name within a gold mention."""
    text = article.text[slice(*mention["span"])]
    return parse_phrase(text).name or text


def right(answers: tuple[str, ...], gold: tuple[str, ...]) -> bool:
    """Whether any answer is a form of any of the entity's names."""
    return any(same_name(a, g) for a in answers if a for g in gold)


def main() -> None:
    """Print the table."""
    found = [case for row in rows() for case in cases(row)]
    print(f"{'sources':22s} {'n':>4s} {'whence':>8s} {'last name':>10s} {'commonest':>10s}")
    for label, chosen in (
        ("pronouns", [c for c in found if c.sort == "pronoun"]),
        ("common nouns", [c for c in found if c.sort == "noun"]),
        ("all", found),
    ):
        n = max(1, len(chosen))
        ours = sum(right(c.ours, c.gold) for c in chosen) / n
        last = sum(right((c.last,), c.gold) for c in chosen) / n
        common = sum(right((c.commonest,), c.gold) for c in chosen) / n
        print(f"{label:22s} {len(chosen):4d} {ours:8.3f} {last:10.3f} {common:10.3f}")


if __name__ == "__main__":
    main()
