"""Two statements with their whole articles, and the words that these have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence import words
from whence.browse.article_view import who_says
from whence.browse.part import gathered
from whence.browse.records import Beside, BesideLine, BesideStretch, Shared, Side
from whence.case import Case
from whence.records import Article, Passage, Role, SourceKind, Span, Statement, Step
from whence.report.collected import Collected
from whence.report.differences import difference
from whence.report.pages import FURNITURE, kind_of
from whence.report.versions import changes_of, why_of
from whence.text.shown import visible

__all__ = ["beside"]


def beside(case: Case, later: str, earlier: str) -> Beside | None:
    """Return two statements beside one another, by their ids; None where one of them is not stored.

    They need not follow one another: what joins them is then the words that their articles share.
    """
    steps = [step for step in case.steps(later=[later]) if step.earlier == earlier][:1]
    collected = gathered(case, (later, earlier), steps=steps)
    if not {later, earlier} <= collected.statements.keys():
        return None
    b, a = collected.statements[later], collected.statements[earlier]
    passages = _between(case, a.article, b.article)
    said = [collected.words(s.article, s.content) for s in (a, b)]
    return Beside(
        later=_side(b, passages, collected, case),
        earlier=_side(a, passages, collected, case),
        why=why_of(steps[0], _numbers(case, steps[0]), collected) if steps else None,
        changes=changes_of(steps, collected),
        pieces=difference(*said) or (),
        passages=tuple(_shared(n, p, b.article, collected) for n, p in enumerate(passages, start=1)),
    )


def _numbers(case: Case, step: Step) -> dict[str, int]:
    """The versions' numbers in their claim."""
    claim = case.claims_of([step.earlier]).get(step.earlier)
    found = next(case.claims(claim), None) if claim is not None else None
    return {statement: n for n, statement in enumerate(found.statements if found else (step.earlier,), start=1)}


def _between(case: Case, earlier: str, later: str) -> list[Passage]:
    """The passages that two articles share, in the order of their places in the later one."""
    pair = {earlier, later}
    found = [passage for passage in case.shared_with(later) if {passage.a, passage.b} == pair]
    return sorted(found, key=lambda passage: (_at(passage, later), _at(passage, earlier)))


def _at(passage: Passage, article: str) -> Span:
    return passage.a_span if passage.a == article else passage.b_span


def _shared(number: int, passage: Passage, later: str, collected: Collected) -> Shared:
    earlier = passage.b if passage.a == later else passage.a
    return Shared(
        number=number,
        words=collected.words(later, (_at(passage, later),)),
        words_before=collected.words(earlier, (_at(passage, earlier),)),
        kind=passage.kind,
        score=passage.score,
    )


# --- a side ---------------------------------------------------------------------------------------------------------


def _side(statement: Statement, passages: Sequence[Passage], collected: Collected, case: Case) -> Side:
    article = collected.articles[statement.article]
    shared = [(_at(passage, article.id), n) for n, passage in enumerate(passages, start=1)]
    return Side(
        id=statement.id,
        mark=collected.marks.get(statement.id, 0),
        place=collected.place(statement),
        words=collected.words(article.id, statement.content),
        who=who_says(statement, collected),
        kind=SourceKind(kind_of(statement, collected)),
        claim=case.claims_of([statement.id]).get(statement.id, ""),
        lines=tuple(_lines(article, statement, shared)),
    )


def _lines(article: Article, statement: Statement, shared: Sequence[tuple[Span, int]]) -> Iterator[BesideLine]:
    """The lines of an article, without page furniture that has none of the words in question."""
    for block in article.blocks:
        here = [(_inside(span, block.span), n) for span, n in shared]
        said = [_inside(span, block.span) for span in statement.content]
        if block.role in FURNITURE and not any(s.start < s.end for s in (*said, *(span for span, _ in here))):
            continue
        yield BesideLine(
            role="" if block.role is Role.paragraph else words.ROLES[block.role][0],
            name=block.role.value,
            stretches=tuple(_stretches(article.text, block.span, here, said)),
        )


def _inside(span: Span, line: Span) -> Span:
    """The part of a span that lies in a line, empty where none does."""
    start, end = max(span.start, line.start), min(span.end, line.end)
    return Span(start, max(start, end))


def _stretches(
    text: str, line: Span, shared: Sequence[tuple[Span, int]], said: Sequence[Span]
) -> Iterator[BesideStretch]:
    """Cut a line where a passage or the statement begins or ends; words of several passages are the shortest one's."""
    spans = [span for span in (*said, *(span for span, _ in shared)) if span.start < span.end]
    cuts = sorted({*line, *(at for span in spans for at in span)})
    for start, end in pairwise(cuts):
        over = [(span.end - span.start, n) for span, n in shared if span.start <= start and end <= span.end]
        yield BesideStretch(
            text=visible(text[start:end]),
            shared=min(over)[1] if over else 0,
            said=any(span.start <= start and end <= span.end for span in said),
        )
