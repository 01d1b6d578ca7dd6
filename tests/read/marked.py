"""Articles whose text marks its sources as [source|cue], for tests of who is behind each statement."""

from __future__ import annotations

from collections.abc import Sequence

from whence.read.relation import Relation
from whence.read.sources import Resolution, resolve
from whence.records import Article, Block, Role, Source, Span


def build(paragraphs: Sequence[str], outlet: str | None = None) -> tuple[Article, list[Relation]]:
    """Make an article and its relations of marked paragraphs; "# " opens a headline."""
    text, blocks, relations = "", [], []
    for number, paragraph in enumerate(paragraphs):
        start = len(text)
        role = Role.headline if paragraph.startswith("# ") else Role.paragraph
        for i, part in enumerate(paragraph.removeprefix("# ").split("[")):
            head, found, tail = part.partition("]")
            if not i or not found:
                text += part
                continue
            source, _, cue = head.partition("|")
            at = len(text)
            text += f"{source} {cue}".strip()
            begun = len(text)
            text += tail
            relations.append(
                Relation(
                    content=(Span(begun + 1, max(begun + 1, len(text))),),
                    source=(Span(at, at + len(source)),) if source else (),
                    cue=(Span(begun - len(cue), begun),) if cue else (),
                    block=number,
                )
            )
        blocks.append(Block(role=role, span=Span(start, len(text))))
        text += "\n\n"
    return Article(id="a1", text=text, blocks=tuple(blocks), digest="", file="a.txt", outlet=outlet), relations


def speakers(resolution: Resolution) -> list[Source | None]:
    """Return the source of each relation."""
    by_id = {source.id: source for source in resolution.sources}
    return [by_id[s] if s else None for s in resolution.speakers]


def named(paragraphs: Sequence[str], outlet: str | None = None) -> list[str | None]:
    """The name of the source of each relation of marked paragraphs."""
    article, relations = build(paragraphs, outlet)
    return [s.name if s else None for s in speakers(resolve(article, relations))]
