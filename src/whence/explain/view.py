"""A case file as explanations look at it: records by id, and the words that say which one is meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from whence import words
from whence.explain import wording
from whence.explain.facts import Fact
from whence.records import Article, Form, Passage, Reading, Source, Spans, Statement
from whence.report.plain import harmless, moment, words_at

if TYPE_CHECKING:
    from whence.case import Case
    from whence.records import Decision
    from whence.review.applying import Applied

__all__ = ["View"]

Sides = tuple[tuple[str, ...], ...]
_READINGS = 128  # articles at hand at a time: a claim's are asked for again and again
_LONG = 300  # characters of a passage


class View:
    """Records of a case file by id, some articles at a time."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reading = lru_cache(_READINGS)(self._reading)
        self._parts = lru_cache(_READINGS)(case.parts)
        self._applied = lru_cache(1)(self._look_up)

    def _reading(self, article: str) -> Reading:
        found = self.case.reading(article)
        if found is None:  # removed by another process: a snapshot keeps that from happening
            raise KeyError(article)
        return found

    def article(self, article: str) -> Article:
        """Return an article."""
        return self.reading(article).article

    def statements(self, article: str) -> list[Statement]:
        """Return an article's statements, and the parts behind them."""
        return [*self.reading(article).statements, *self._parts(article)]

    def statement(self, given: str) -> Statement | None:
        """Return a statement or a part, None where none has this id."""
        home = self.case.article_of(given)
        if home is None:
            return None
        return next((statement for statement in self.statements(home) if statement.id == given), None)

    def source(self, article: str, given: str | None) -> Source | None:
        """Return a source of an article."""
        return next((source for source in self.reading(article).sources if source.id == given), None)

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

    def _look_up(self) -> tuple[Applied, list[Decision]]:
        from whence.review.log import standing  # noqa: PLC0415  -- as below
        from whence.review.state import applied_now  # noqa: PLC0415  -- reviewing shows what explanations show

        return applied_now(self.case), standing(self.case)

    # --- words ------------------------------------------------------------------------------------------------------

    def quoted(self, article: str, spans: Spans) -> str:
        """Return an article's words in quotation marks, "" where there are none."""
        said = words_at(self.article(article).text, spans)
        return f"“{said}”" if said else ""

    def said(self, given: str) -> str:
        """Return a statement's words with its outlet and time."""
        statement = self.statement(given)
        if statement is None:
            return given
        return f"{self.quoted(statement.article, statement.content or statement.cue)} · {self.place(statement.article)}"

    def place(self, article: str) -> str:
        """Return what one calls an article: its outlet and time."""
        found = self.article(article)
        return f"{self.outlet(article)}, {moment(found.published) if found.published else words.NO_TIME_SHORT}"

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
