"""Documents by their names and numbers: `whence.link.body_names.documents` by the kind of each and its marks.

Those of one kind and of the same marks are joined by a node that stands for these. What tells less looks for what tells
more by its only mark, or by two of its marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from whence.link.body_names import CROWD, marks_of, only_longer
from whence.link.people import document_head
from whence.link.person_names import Words
from whence.records import Source
from whence.scale.source_keys import Edges, block_of, hub

__all__ = ["PaperPosts", "of_papers"]

_Marked = tuple[int, tuple[str, Any]]


class PaperPosts:
    """What the documents of some articles send to the blocks of their marks."""

    def __init__(self) -> None:
        self.edges = Edges()
        self._longer: defaultdict[Words, dict[Words, None]] = defaultdict(dict)  # by head, and one mark or two
        self._asked: dict[tuple[str, Words], None] = {}

    def take(self, key: int, source: Source) -> None:
        """Take a document."""
        head, marks = document_head(source), marks_of(source)
        if not marks:
            return
        self.edges.join(key, hub("paper", (head, *marks)))
        self._asked[head, marks] = None
        for mark in marks if len(marks) > 1 else ():
            if len(self._longer[head, mark]) <= CROWD:
                self._longer[head, mark][marks] = None
        for pair in combinations(marks, 2) if len(marks) > 2 else ():
            self._longer[head, *pair][marks] = None

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for some, longer in self._longer.items():
            yield block_of("papers", some, blocks), ("fuller papers", (some, tuple(longer)))
        for head, marks in self._asked:
            some = (head, *marks[:2])
            yield block_of("papers", some, blocks), ("paper", (some, head, marks))


def of_papers(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join documents to the only one of their kind that tells all that they tell, and more."""
    by_mark: defaultdict[Words, defaultdict[str, dict[Words, None]]] = defaultdict(lambda: defaultdict(dict))
    asked: dict[tuple[Words, str, Words], None] = {}
    for kind, item in items:
        if kind == "paper":
            asked[item] = None
        elif kind == "fuller papers":
            for longer in item[1]:
                for mark in longer:
                    by_mark[item[0]][mark][longer] = None
    edges = Edges()
    for some, head, marks in asked:
        if (found := only_longer(marks, by_mark.get(some, {}))) is not None:
            edges.join(hub("paper", (head, *marks)), hub("paper", (head, *found)))
    return edges
