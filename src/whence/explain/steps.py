"""Why a statement is said to follow another, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator

from whence import words
from whence.explain import wording
from whence.explain.decided import about_two
from whence.explain.facts import Fact
from whence.explain.view import View
from whence.records import Article, Change, LinkBasis, Order, Spans, Statement, Step
from whence.report.plain import moment
from whence.times import between, of_entry, of_line, stated

__all__ = ["step_fact"]


def step_fact(step: Step, view: View, *, key: str = "step") -> Fact:
    """Return what a step rests on: its basis, the rule that ordered it, times, credit, copied words, changes."""
    later, earlier = view.statement(step.later), view.statement(step.earlier)
    if later is None or earlier is None:
        return Fact(key=key, id=f"{step.later}..{step.earlier}")
    copied = sum(len(view.quoted(p.a, (p.a_span,)).split()) for p in step.passages)
    facts = [
        Fact(key="later", text=view.said(later.id), id=later.id),
        Fact(key="earlier", text=view.said(earlier.id), id=earlier.id),
        Fact(key="basis", text=words.link(step.basis, view.outlet(earlier.article), copied)),
        _order(step.order, (view.article(earlier.article), earlier), (view.article(later.article), later)),
        Fact(key="score", text=wording.score(step.score)),
        *([] if step.basis is LinkBasis.by_hand else [Fact(key="threshold", text=wording.FOLLOWED)]),
    ]
    facts += about_two(later.id, earlier.id, view)
    if step.credit:
        facts.append(Fact(key="credit", text=view.quoted(later.article, step.credit)))
    facts += view.passages(step.passages)
    facts += [_change(change, earlier.article, later.article, view) for change in step.changes]
    text = f"{view.outlet(later.article)} ← {view.outlet(earlier.article)}"
    return Fact(key=key, text=text, id=f"{step.later}..{step.earlier}", facts=tuple(facts))


def _order(order: Order, earlier: tuple[Article, Statement], later: tuple[Article, Statement]) -> Fact:
    """Return the rule that told which is later, with both times and the seconds (UTC) that they may mean."""
    return Fact(key="order", text=words.ORDERS[order], facts=(_time("earlier", *earlier), _time("later", *later)))


def _time(key: str, article: Article, statement: Statement) -> Fact:
    of_its_own = of_entry(article, statement.block)
    at = of_its_own or stated(article)
    known = between(at) if of_its_own is None else of_line(article, statement.block)
    if at is None or known is None:
        return Fact(key=key, text=words.NO_TIME)
    first, last = known
    utc = f"{first} UTC" if first == last else f"{first} to {last} UTC"
    where = words.READ_FROM[at.read_from]
    of = where if of_its_own or at == article.published else f"{words.ITS_LAST_CHANGE}, {where}"
    return Fact(key=key, text=f"{moment(at)} ({of}), {utc}")


def _change(change: Change, earlier: str, later: str, view: View) -> Fact:
    return Fact(key="change", text=words.CHANGES[change.kind], facts=tuple(_sides(change, earlier, later, view)))


def _sides(change: Change, earlier: str, later: str, view: View) -> Iterator[Fact]:
    sides: tuple[tuple[str, str, Spans], ...] = (("before", earlier, change.before), ("after", later, change.after))
    for key, article, spans in sides:
        if said := view.quoted(article, spans):
            yield Fact(key=key, text=said)
