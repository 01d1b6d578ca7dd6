"""What linking hands to tracing: the units of a collection, and the evidence between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whence.link.units import Unit
from whence.records import Credit, Passage
from whence.versions.grouping import NO_VERSIONS, Versions

__all__ = ["Linked", "Pair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two units, by their places in `Linked.units` (`a` before `b`), and what speaks for their being one claim.

    `same` and `opposed` are the probabilities that they express one proposition, and opposite ones. `copied` is the
    share of the shorter one's words that stand in passages of the two articles, at the same place of both; `quoted` the
    share of the shorter quotation that is the other's. `related` is how much their articles have in common: the cosine
    by which these are of one story, 1 within an article, 0 of articles of two stories. `passages` are the copied ones.
    """

    a: int
    b: int
    same: float
    opposed: float
    copied: float = 0.0
    quoted: float = 0.0
    related: float = 0.0
    passages: tuple[Passage, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Go between processes as plain values: pairs are many, and by its fields each takes five times as long."""
        numbers = self.a, self.b, self.same, self.opposed, self.copied, self.quoted, self.related
        return _pair, (*numbers, self.passages)


def _pair(
    a: int,
    b: int,
    same: float,
    opposed: float,
    copied: float,
    quoted: float,
    related: float,
    passages: tuple[Passage, ...],
) -> Pair:
    return Pair(a=a, b=b, same=same, opposed=opposed, copied=copied, quoted=quoted, related=related, passages=passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A collection's units in the order of their articles and places, and what links them.

    A whole that was split is there in its parts. `same` maps each `Source.id` to that of its fullest naming in the
    collection. `outlets` maps the `Source.id` of each source whose name is that of an outlet of the collection to that
    outlet, `published_by` each `Article.id` to its outlet in the collection's one spelling. `versions` tells which
    articles are versions of one: what two of these share is no evidence of copying, and is not among `passages`.
    """

    units: tuple[Unit, ...]
    pairs: Sequence[Pair]
    passages: tuple[Passage, ...]
    credits: tuple[Credit, ...]
    same: Mapping[str, str]
    outlets: Mapping[str, str]
    published_by: Mapping[str, str]
    versions: Versions = NO_VERSIONS
