"""Relations written as marked sentences: <s>source</s>, <c>cue</c>, <x>content</x>, <a>addressee</a>, <e>evidence</e>.

A number behind the letter tells the relations of one text apart (<s2>); a line may begin with its role and a bar
("headline| …"). A pair of numbers in `parents` makes the first relation nested in the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from whence.read.relation import Relation
from whence.records import Article, Block, Role, Span

_TAG = re.compile(r"<(/?)([scxae])(\d*)>")
_FIELDS = {"s": "source", "c": "cue", "x": "content", "a": "addressee", "e": "evidence"}


class Marked(NamedTuple):
    """A text of marked sentences: its article, and its relations in the order of their numbers."""

    article: Article
    relations: tuple[Relation, ...]

    @property
    def relation(self) -> Relation:
        return self.relations[0]

    def words(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.article.text[s.start : s.end] for s in spans]


def marked_text(
    text: str, *, outlet: str | None = None, agency: str | None = None, parents: Mapping[int, int] | None = None
) -> Marked:
    blocks: list[Block] = []
    spans: dict[int, dict[str, list[Span]]] = {}
    lines: list[str] = []
    at = 0
    for line in text.split("\n\n"):
        role, bar, rest = line.partition("| ")
        known = bool(bar) and role in set(Role)
        bare, found = _strip(rest if known else line)
        for field, number, span in found:
            place = Span(span.start + at, span.end + at)
            spans.setdefault(number, {}).setdefault(field, []).append(place)
        blocks.append(Block(role=Role(role) if known else Role.paragraph, span=Span(at, at + len(bare))))
        lines.append(bare)
        at += len(bare) + 2
    numbers = sorted(spans)
    article = Article(
        id="x", text="\n\n".join(lines), blocks=tuple(blocks), digest="0", file="x.txt", outlet=outlet, agency=agency
    )
    relations = tuple(_relation(spans[n], blocks, numbers, (parents or {}).get(n)) for n in numbers)
    return Marked(article, relations)


def _relation(fields: dict[str, list[Span]], blocks: list[Block], numbers: list[int], parent: int | None) -> Relation:
    given = {field: tuple(sorted(fields.get(field, ()))) for field in _FIELDS.values()}
    home = (given["cue"] or given["content"] or given["source"])[0].start
    block = next(i for i, b in enumerate(blocks) if b.span.start <= home <= b.span.end)
    return Relation(**given, block=block, parent=None if parent is None else numbers.index(parent))


def _strip(line: str) -> tuple[str, list[tuple[str, int, Span]]]:
    bare = ""
    at = 0
    opened: dict[tuple[str, int], int] = {}
    found: list[tuple[str, int, Span]] = []
    for tag in _TAG.finditer(line):
        bare += line[at : tag.start()]
        at = tag.end()
        key = (_FIELDS[tag[2]], int(tag[3] or 1))
        if tag[1]:
            found.append((*key, Span(opened.pop(key), len(bare))))
        else:
            opened[key] = len(bare)
    assert not opened, f"a mark is left open in {line!r}"
    return bare + line[at:], found


@pytest.fixture
def marked() -> Callable[..., Marked]:
    """Return the reader of marked sentences."""
    return marked_text
