"""Training rows: PolNeAR's articles and the newsroom's readings as texts with paragraphs and labelled relations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom import load_event
from whence.records import Act, Role, SourceKind, Span, Spans

__all__ = ["Labelled", "Row", "newsroom_rows", "polnear_rows"]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
READ = frozenset({Role.headline, Role.subhead, Role.paragraph, Role.caption, Role.quote})
"""The roles whose words are read for statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A gold relation. `act`, `hedged` and `kind` are None where the corpus does not say."""

    cue: Spans
    source: Spans
    content: Spans
    addressee: Spans = ()
    evidence: Spans = ()
    act: int | None = None
    hedged: bool | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text with its paragraphs and gold relations.

    `full` says that the corpus labels nested relations, addressees and evidence: where it is False, a cue inside a
    content and a token that might be an addressee teach nothing.
    """

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    relations: tuple[Labelled, ...]
    full: bool


def polnear_rows(path: Path, split: str) -> Iterator[Row]:
    """The articles of one split of PolNeAR."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] != split:
                continue
            relations = tuple(
                Labelled(cue=_spans(a["cue"]), source=_spans(a["source"]), content=_spans(a["content"]))
                for a in row["attributions"]
            )
            paragraphs = tuple(_trim(row["text"], Span(*m.span())) for m in _LINE.finditer(row["text"]))
            yield Row(name=row["id"], text=row["text"], paragraphs=paragraphs, relations=relations, full=False)


def newsroom_rows(event: Path) -> Iterator[Row]:
    """The readings of one newsroom event."""
    for gold in load_event(event):
        article = gold.article
        relations = tuple(
            Labelled(
                cue=r.cue,
                source=r.source,
                content=_with_marks(article.text, r.content),
                addressee=r.addressee,
                evidence=r.evidence,
                act=list(Act).index(Act(raw["act"])),
                hedged=bool(raw["hedged"]),
                kind=list(SourceKind).index(SourceKind(raw["kind"])),
            )
            for r, raw in zip(gold.relations, gold.raw, strict=True)
        )
        paragraphs = tuple(b.span for b in article.blocks if b.role in READ)
        yield Row(name=article.id, text=article.text, paragraphs=paragraphs, relations=relations, full=True)


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


def _with_marks(text: str, spans: Spans) -> Spans:
    """Take the outer quotation marks in, as PolNeAR does and the readings do not."""
    out: list[Span] = []
    for start, end in spans:
        stop = end + 1 if text[end : end + 1] in {",", ".", "!", "?"} else end
        opens = start > 0 and text[start - 1] in "\"“‘'"
        goes_on = opens or len(spans) > 1  # a lone closing mark belongs to the quotation around this one
        closes = goes_on and text[stop : stop + 1] in {'"', "”", "’", "'"}
        out.append(Span(start - 1 if opens else start, stop + 1 if closes else end))
    return tuple(out)


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
