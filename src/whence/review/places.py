"""What decisions were about, found again in readings: by id, else by the words, else not at all, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from whence.link.parts import parts_of
from whence.read.names import fold
from whence.records import Act, Reading, Spans, Statement
from whence.review import wording
from whence.review.anchors import SourceAnchor, StatementAnchor, moved, overlap

__all__ = ["LEAST", "Lost", "Places"]

LEAST = 0.5
"""The share of two contents' code points that both must hold for one to be the other, read anew."""


class Lost(Exception):
    """What an anchor names is not found; the message is the reason."""


class Places:
    """Finds anchors in readings.

    `as_read` are the readings without corrections, in which whole statements are sought, for so they were anchored;
    `now` are the same with corrections, whose statements are split into the parts that claims are made of.
    """

    def __init__(self, as_read: Iterable[Reading], now: Iterable[Reading] | None = None) -> None:
        self._as_read = {reading.article.id: reading for reading in as_read}
        self._now: Mapping[str, Reading] = (
            self._as_read if now is None else {reading.article.id: reading for reading in now}
        )
        self._units: dict[str, dict[str, tuple[Statement, ...]]] = {}

    def reading(self, article: str) -> Reading:
        """Return the reading of an article as it is now; raises `Lost` where there is none."""
        if article not in self._now:
            raise Lost(wording.NO_ARTICLE)
        return self._now[article]

    def statement(self, anchor: StatementAnchor) -> str:
        """Return the id of the statement, whole or part, that an anchor means; raises `Lost` where there is none."""
        reading = self.reading(anchor.article)
        content = moved(anchor.content, anchor.words, reading.article.text)
        if content is None:
            raise Lost(wording.WORDS_GONE)
        stays = content == anchor.content
        found = list(self._candidates(anchor.article))
        if stays and any(statement.id == anchor.statement for statement in found):
            return anchor.statement
        cue = anchor.cue if stays else ()
        near = [(self._nearness(one, anchor, content), one) for one in found if _may_be(one, cue)]
        near = [(rank, one) for rank, one in near if rank[0] >= LEAST]
        if not near:
            raise Lost(wording.NOT_FOUND)
        return max(near, key=lambda pair: (pair[0], pair[1].id))[1].id

    def alike(self, one: Statement) -> str | None:
        """Return the id of the whole statement that another one is, read otherwise; None where there is none."""
        found = [
            (overlap(other.content, one.content), other.id)
            for other in self._as_read[one.article].statements
            if _may_be(other, one.cue)
        ]
        share, known = max(found, default=(0.0, ""))
        return known if share >= LEAST else None

    @staticmethod
    def _nearness(one: Statement, anchor: StatementAnchor, content: Spans) -> tuple[float, bool, bool]:
        return (
            overlap(one.content, content),
            (one.part_of is not None) == anchor.part,
            one.form is anchor.form,
        )

    def _candidates(self, article: str) -> Iterator[Statement]:
        yield from self._as_read[article].statements
        for whole, units in self._of(article).items():
            yield from (unit for unit in units if unit.id != whole)

    def units(self, article: str, statement: str) -> tuple[str, ...]:
        """Return the ids of the propositions that a statement holds: its parts, or itself.

        Raises `Lost` where a person has taken it out, or it says nothing that could be a claim.
        """
        for whole, units in self._of(article).items():
            if statement == whole:
                if not units:
                    raise Lost(wording.NOTHING_SAID)
                return tuple(unit.id for unit in units)
            if any(unit.id == statement for unit in units):
                return (statement,)
        raise Lost(wording.DROPPED)

    def _of(self, article: str) -> dict[str, tuple[Statement, ...]]:
        """The propositions of each of an article's statements, by its id."""
        if article not in self._units:
            reading = self.reading(article)
            self._units[article] = {
                one.id: (parts_of(reading.article, one) or (one,)) if one.act is not Act.refusal and one.content else ()
                for one in reading.statements
            }
        return self._units[article]

    def source(self, anchor: SourceAnchor) -> str:
        """Return the id of the source that an anchor means; raises `Lost` where there is none."""
        reading = self.reading(anchor.article)
        if any(source.id == anchor.source for source in reading.sources):
            return anchor.source
        wanted = fold(anchor.name)
        named = [source for source in reading.sources if fold(source.name) == wanted]
        named = named or [source for source in reading.sources if wanted in map(fold, source.aliases)]
        if not named:
            raise Lost(wording.NO_SOURCE_THERE)
        return min(named, key=lambda source: (source.kind is not anchor.kind, source.id)).id


def _may_be(one: Statement, cue: Spans) -> bool:
    """Whether a statement may be the one with this cue: two attributions at different places are two statements."""
    return not (cue and one.cue) or overlap(one.cue, cue) > 0
