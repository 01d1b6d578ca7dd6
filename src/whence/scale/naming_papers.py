"""Documents by their names and numbers: `whence.link.body_names.documents` by the kind of each and its marks.

Those of one kind and of the same marks are joined by a node that stands for these. What tells less looks for what tells
more among those of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whence.link.body_names import marks_of, only_longer
from whence.link.people import document_head
from whence.link.person_names import Words
from whence.records import Source
from whence.scale.naming_longer import Longer, longer_names
from whence.scale.source_keys import Edges, block_of, hub

__all__ = ["PaperPosts", "of_papers"]

_LONGER, _ASKED = "longer papers", "papers"


class PaperPosts:
    """What the documents of some articles send to the blocks of their marks."""

    def __init__(self) -> None:
        self.edges = Edges()
        self._longer = Longer(_LONGER)
        self._asked: dict[tuple[str, Words], None] = {}

    def take(self, key: int, source: Source) -> None:
        """Take a document."""
        head, marks = document_head(source), marks_of(source)
        if marks:
            self.edges.join(key, hub("paper", (head, *marks)))
            self._asked[head, marks] = None
            self._longer.add(marks, (head,))

    def rows(self, blocks: int) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Yield what goes to which block."""
        yield from self._longer.rows(blocks)
        for head, marks in self._asked:
            some = (head, *marks[:2])
            yield block_of(_LONGER, some, blocks), (_ASKED, (some, head, marks))


def of_papers(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join documents to the only one of their kind that tells all that they tell, and more."""
    items = list(items)
    longer = longer_names(items, _LONGER)
    edges = Edges()
    for some, head, marks in dict.fromkeys(item for kind, item in items if kind == _ASKED):
        if some in longer and (found := only_longer(marks, longer[some][0])) is not None:
            edges.join(hub("paper", (head, *marks)), hub("paper", (head, *found)))
    return edges
