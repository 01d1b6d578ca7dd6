"""Load a newsroom event's full readings as articles with gold relations (format: the data's SPEC-read.md).

The text is the reading's own lines joined by blank lines, with the roles that a person gave them, so that training and
the measurement of one stage do not depend on the stage before it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.read.relation import Relation
from whence.records import Act, Article, Block, Role, Span, Spans

__all__ = ["GoldArticle", "load_event"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with the relations that a person read in it; `raw[i]` is the reading's own row of `relations[i]`."""

    event: str
    article: Article
    relations: tuple[Relation, ...]
    raw: tuple[dict[str, Any], ...]


def load_event(event: Path) -> list[GoldArticle]:
    """Load every reading of the event's folder, in order of its name; none where the event has no readings."""
    return [_load(event.name, path) for path in sorted((event / "reading").glob("*.json"))]


def _load(event: str, path: Path) -> GoldArticle:
    reading = json.loads(path.read_text(encoding="utf-8"))
    text, blocks, starts = _lay_out(reading["lines"])
    raw = reading["statements"]
    index = {row["id"]: i for i, row in enumerate(raw)}
    by_id = {row["id"]: row for row in raw}
    relations = tuple(_relation(row, text, blocks, starts, index, by_id) for row in raw)
    article = Article(
        id=f"{event}-{reading['article']}",
        text=text,
        blocks=blocks,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        file=reading["file"],
        language="en",
    )
    return GoldArticle(event=event, article=article, relations=relations, raw=tuple(raw))


def _lay_out(lines: list[dict[str, Any]]) -> tuple[str, tuple[Block, ...], dict[int, int]]:
    parts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    at = 0
    for line in lines:
        parts.append(line["text"])
        starts[line["n"]] = len(blocks)
        blocks.append(Block(role=Role(line["role"]), span=Span(at, at + len(line["text"]))))
        at += len(line["text"]) + 2
    return "\n\n".join(parts), tuple(blocks), starts


def _relation(
    row: dict[str, Any],
    text: str,
    blocks: tuple[Block, ...],
    starts: dict[int, int],
    index: dict[str, int],
    by_id: dict[str, dict[str, Any]],
) -> Relation:
    parent = by_id.get(row["parent"] or "")
    within = _spans(parent["content"], text, blocks, starts) if parent else ()
    content = _spans(row["content"], text, blocks, starts, within)
    # A word such as "he" or "said" may stand in a line many times: the one nearest to the content is meant.
    anchors = content
    cue = _spans(row["cue"], text, blocks, starts, within, anchors)
    source = _spans(row["source"], text, blocks, starts, within, cue or anchors)
    addressee = _spans(row["addressee"], text, blocks, starts, within, cue or anchors)
    evidence = _spans(row["evidence"], text, blocks, starts, (), cue or anchors)
    home = (cue or content or source or (Span(0, 0),))[0].start
    block = next((i for i, b in enumerate(blocks) if b.span.start <= home < b.span.end), 0)
    return Relation(
        content=content,
        source=source,
        cue=cue,
        addressee=addressee,
        evidence=evidence,
        parent=index.get(row["parent"]) if row["parent"] else None,
        block=block,
        acts=tuple(float(act == row["act"]) for act in Act),
        hedge=float(row["hedged"]),
    )


def _spans(
    items: list[Any],
    text: str,
    blocks: tuple[Block, ...],
    starts: dict[int, int],
    within: Spans = (),
    near: Spans = (),
) -> Spans:
    found: list[Span] = []
    for number, piece in items or []:
        if number not in starts:
            continue
        places = _places(text, blocks[starts[number]].span, piece)
        if not places:
            continue
        inside = [p for p in places if any(w.start <= p.start and p.end <= w.end for w in within)]
        clear = [p for p in inside or places if not any(p.start < n.end and n.start < p.end for n in near)]
        best = min(clear or places, key=lambda p: _distance(p, near)) if near else (inside or places)[0]
        found.append(best)
    return tuple(sorted(found))


def _distance(place: Span, near: Spans) -> int:
    return min(max(n.start - place.end, place.start - n.end) for n in near)


def _places(text: str, line: Span, piece: str) -> list[Span]:
    words = _WORD.findall(piece)
    if not words:
        return []
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(re.escape(w) for w in words) + r"(?!\w)")
    return [Span(*m.span()) for m in pattern.finditer(text, line.start, line.end)]
