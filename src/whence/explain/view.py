"""A case file as explanations look at it: records by id, and the words that say which one is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from whence import words
from whence.case.query import batches, marks
from whence.case.rows import article_of, source_of, statement_of
from whence.explain import wording
from whence.explain.facts import Fact
from whence.records import Article, Form, Passage, Reading, Source, Spans, Statement
from whence.report.plain import harmless, moment, words_at
from whence.times import of_entry

if TYPE_CHECKING:
    from whence.case import Case
    from whence.records import Decision
    from whence.review.applying import Applied

__all__ = ["View"]

Sides = tuple[tuple[str, ...], ...]
_T = TypeVar("_T")
_READINGS = 128  # articles at hand at a time, with all that is said in them
_LONG = 300  # characters of a passage
_SOME = "SELECT * FROM {} WHERE id IN ({})"


class View:
    """Records of a case file by id: single ones where they are asked for, or many together beforehand (`look_up`).

    `most` is how many facts of one sort are told at a place, None for all.
    """

    def __init__(self, case: Case, *, most: int | None = None) -> None:
        self.case = case
        self._most = most
        self.said = cache(self._said)
        self._reading = lru_cache(_READINGS)(self._read)
        self._parts = lru_cache(_READINGS)(case.parts)
        self._applied = cache(self._apply)
        self._statements: dict[str, Statement | None] = {}
        self._articles: dict[str, Article] = {}

    def look_up(self, statements: Iterable[str]) -> None:
        """Fetch some statements and their articles together, for they will be asked for."""
        wanted = [given for given in dict.fromkeys(statements) if given not in self._statements]
        for some in batches(wanted):
            self._statements |= dict.fromkeys(some)
            for table in ("part", "statement"):
                rows = self.case.rows(_SOME.format(table, marks(some)), some)
                self._statements |= {row["id"]: statement_of(row) for row in rows}
        found = [statement.article for given in wanted if (statement := self._statements[given]) is not None]
        for some in batches(article for article in dict.fromkeys(found) if article not in self._articles):
            rows = self.case.rows(_SOME.format("article", marks(some)), some)
            self._articles |= {row["id"]: article_of(row) for row in rows}

    def few(self, found: Sequence[_T]) -> tuple[Sequence[_T], int]:
        """Return as many of some records as are told, the first ones, and how many are left out."""
        few = found if self._most is None else found[: self._most]
        return few, len(found) - len(few)

    def article(self, article: str) -> Article:
        """Return an article."""
        if article not in self._articles:
            rows = self.case.rows("SELECT * FROM article WHERE id = ?", (article,))
            if not rows:  # removed by another process: a snapshot keeps that from happening
                raise KeyError(article)
            self._articles[article] = article_of(rows[0])
        return self._articles[article]

    def statements(self, article: str) -> list[Statement]:
        """Return an article's statements, and the parts behind them."""
        return [*self._reading(article).statements, *self._parts(article)]

    def statement(self, given: str) -> Statement | None:
        """Return a statement or a part, None where none has this id."""
        if given not in self._statements:
            self.look_up([given])
        return self._statements[given]

    def source(self, article: str, given: str | None) -> Source | None:
        """Return a source of an article."""
        rows = self.case.rows("SELECT * FROM source WHERE id = ? AND article = ?", (given, article)) if given else ()
        return next(map(source_of, rows), None)

    def says(self, article: str, source: str) -> list[Statement]:
        """Return what a source says in an article, and the parts behind it."""
        sql = "SELECT * FROM {} WHERE article = ? AND speaker = ? ORDER BY position"
        rows = [row for table in ("statement", "part") for row in self.case.rows(sql.format(table), (article, source))]
        return list(map(statement_of, rows))

    def parts(self, whole: str) -> list[Statement]:
        """Return the parts of a statement."""
        return list(map(statement_of, self.case.rows("SELECT * FROM part WHERE part_of = ? ORDER BY n", (whole,))))

    def _read(self, article: str) -> Reading:
        found = self.case.reading(article)
        if found is None:  # as above
            raise KeyError(article)
        return found

    # --- decisions --------------------------------------------------------------------------------------------------

    def decided(self) -> list[tuple[Decision, Sides]]:
        """Return the decisions in force, by time, each with its sides' ids: now, or then where it is not found."""
        if not self.case.decisions():
            return []
        applied, decisions = self._applied()
        then = {one.id: tuple(tuple(side.split(",")) for side in one.target.split("..")) for one in decisions}
        return [(one, applied.found.get(one.id, then[one.id])) for one in decisions]

    def not_heeded(self, decision: Decision) -> list[str]:
        """Return why a decision is not heeded, or not wholly; nothing where it is."""
        applied, _ = self._applied()
        return [conflict.reason for conflict in applied.conflicts if conflict.decision == decision]

    def _apply(self) -> tuple[Applied, list[Decision]]:
        from whence.review.log import standing  # noqa: PLC0415  -- as below
        from whence.review.state import applied_now  # noqa: PLC0415  -- reviewing shows what explanations show

        return applied_now(self.case), standing(self.case)

    # --- words ------------------------------------------------------------------------------------------------------

    def quoted(self, article: str, spans: Spans) -> str:
        """Return an article's words in quotation marks, "" where there are none."""
        said = words_at(self.article(article).text, spans)
        return f"“{said}”" if said else ""

    def _said(self, given: str) -> str:
        """Return a statement's words with its outlet and time; `said` does, each once."""
        statement = self.statement(given)
        if statement is None:
            return given
        said = self.quoted(statement.article, statement.content or statement.cue)
        return f"{said} · {self.place(statement.article, statement.block)}"

    def place(self, article: str, block: int = -1) -> str:
        """Return what one calls an article: its outlet and time, or that of the entry that a line stands in."""
        found = self.article(article)
        at = of_entry(found, block) or found.published
        return f"{self.outlet(article)}, {moment(at) if at else words.NO_TIME_SHORT}"

    def outlet(self, article: str) -> str:
        """Return an article's outlet, or its file where the outlet is not known."""
        found = self.article(article)
        return harmless(found.outlet or found.file)

    def who(self, statement: Statement) -> str:
        """Return whom a statement is attributed to, with the kind of naming."""
        if statement.form is Form.own_voice:
            return words.OWN_VOICE
        source = self.source(statement.article, statement.speaker)
        if source is None:
            return words.KINDS[next(kind for kind in words.KINDS if kind.value == "none")]
        return f"{harmless(source.name)} ({words.KINDS[source.kind]})"

    def passages(self, passages: Iterable[Passage]) -> tuple[Fact, ...]:
        """Return passages as facts: the words of one side, of the other where they differ, and what kind they are."""
        return tuple(self._passage(passage) for passage in passages)

    def _passage(self, passage: Passage) -> Fact:
        one, other = (
            _cut(self.quoted(article, (span,)))
            for article, span in ((passage.a, passage.a_span), (passage.b, passage.b_span))
        )
        both = one if one == other else f"{one} / {other}"
        about = f"{wording.PASSAGES[passage.kind]}, {wording.score(passage.score)} of the words"
        return Fact(key="passage", text=f"{both} ({about})")


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…”"
