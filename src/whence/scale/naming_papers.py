"""Documents by their names and numbers: `whence.link.body_names.documents` by the kind of each and a mark.

A document is joined to the first before it, by id, that is like it: of one mark the first 64 are looked at. What is of
one wording is looked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from whence.link.body_names import CROWD, marks_of
from whence.link.people import document_head
from whence.records import Source
from whence.scale.source_keys import Edges, article_of, block_of

__all__ = ["PaperPosts", "likest", "of_papers"]

_Marked = tuple[int, tuple[str, Any]]
_Wording = tuple[frozenset[str], frozenset[str]]


class PaperPosts:
    """What the documents of some articles send to the blocks of their marks."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], dict[_Wording, list[tuple[str, int]]]] = defaultdict(dict)

    def take(self, key: int, source: Source) -> None:
        """Take a document."""
        marks, numbers = marks_of(source)
        head = document_head(source)
        for mark in marks | numbers:
            self._found[head, mark].setdefault((marks, numbers), []).append((source.id, key))

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for place, wordings in self._found.items():
            yield block_of("paper", place, blocks), ("papers", (place, tuple(wordings.items())))


def of_papers(items: Iterable[tuple[str, Any]], blocks: int) -> Iterator[_Marked]:
    """Yield, to where each document's article is, the first document of each of its marks that is like it."""
    found: defaultdict[tuple[str, str], defaultdict[_Wording, list[tuple[str, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for kind, item in items:
        if kind == "papers":
            for wording, bearers in item[1]:
                found[item[0]][wording] += bearers
    for (_, mark), wordings in found.items():
        first = sorted((name, key, wording) for wording, some in wordings.items() for name, key in sorted(some)[:CROWD])
        for wording, bearers in wordings.items():
            like = next(((name, key) for name, key, other in first[:CROWD] if _are_alike(wording, other)), None)
            for name, key in bearers:
                if like is not None and like[0] < name:
                    yield article_of(key) % blocks, ("paper", (key, mark, like[1]))


def _are_alike(one: _Wording, other: _Wording) -> bool:
    """Whether all names of the less fully named are the other's too, and no numbers tell them apart."""
    clash = bool(one[1] and other[1]) and not one[1] & other[1]
    return not clash and (one[0] <= other[0] or other[0] <= one[0])


def likest(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join each document to the one that the first of its marks has shown."""
    found: dict[int, tuple[str, int]] = {}
    for kind, item in items:
        if kind == "paper":
            key, *like = item
            found[key] = min((like[0], like[1]), found.get(key, (like[0], like[1])))
    edges = Edges()
    for key, (_, other) in found.items():
        edges.join(key, other)
    return edges
