from __future__ import annotations

from dataclasses import replace

import pytest

from whence.link.units import Unit, unit_of
from whence.records import Act, Article, Block, Form, Moment, Precision, ReadFrom, Role, Span, Statement
from whence.trace.timeline import Timeline


def made(name: str, at: str | None, outlet: str = "Ravel Post") -> Article:
    """An article of that time."""
    precision = Precision.minute if at and "T" in at else Precision.day
    moment = None if at is None else Moment(at=at, precision=precision, read_from=ReadFrom.meta)
    return Article(id=name, text="", blocks=(), digest="", file=name, outlet=outlet, published=moment)


def said(article: Article) -> Unit:
    """A statement in an article that is no live page."""
    statement = Statement(
        id=f"said in {article.id}",
        article=article.id,
        form=Form.direct,
        act=Act.assertion,
        content=(Span(0, 0),),
        block=-1,
    )
    return unit_of(statement, article, None)


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2031-05-02T09:00:00+00:00", "2031-05-02T08:59:00+00:00", True),
        ("2031-05-02T09:00:00+00:00", "2031-05-02T09:00:00+00:00", None),
        ("2031-05-02T09:00:00+02:00", "2031-05-02T08:00:00+00:00", False),
        ("2031-05-02", "2031-05-02T08:00:00+00:00", None),
        ("2031-05-03", "2031-05-02T08:00:00+00:00", True),
        (None, "2031-05-02", None),
    ],
)
def test_order_is_told_only_where_times_do_not_overlap(one: str | None, other: str, later: bool | None) -> None:
    """A day may mean all of its hours; a missing time tells nothing."""
    a, b = made("a", one), made("b", other)
    timeline = Timeline([a, b])
    assert timeline.is_later(said(a), said(b)) is later
    assert timeline.is_later(said(b), said(a)) is (None if later is None else not later)


@pytest.mark.parametrize(
    ("published", "later"),
    [(None, True), ("2031-05-02", True), ("2031-05-01", False), ("2031-05-02T07:00:00+00:00", False)],
)
def test_a_change_stands_in_for_a_clock_that_the_publication_lacks(published: str | None, later: bool) -> None:
    """Where no clock of publication is stated, that of a change of the same day tells the order."""
    changed = Moment(at="2031-05-02T09:00:00+00:00", precision=Precision.second, read_from=ReadFrom.meta)
    one, other = replace(made("a", published), updated=changed), made("b", "2031-05-02T08:00:00+00:00")
    assert Timeline([one, other]).is_later(said(one), said(other)) is later


def test_a_time_without_an_offset_takes_that_of_its_outlet() -> None:
    """Where an outlet's other articles state one offset, a bare time of it is of that offset."""
    stated, bare = made("a", "2031-05-02T09:00:00-05:00"), made("b", "2031-05-02T08:00:00")
    other = made("c", "2031-05-02T12:30:00+00:00", "Sund Radio")
    timeline = Timeline([stated, bare, other])
    assert timeline.is_later(said(bare), said(other)) is True  # 13:00 in UTC
    assert timeline.is_later(said(stated), said(bare)) is True


def test_a_time_without_an_offset_takes_the_one_that_most_state() -> None:
    """An outlet that states no offset anywhere is taken to be where most of the collection is."""
    bare = made("a", "2031-05-02T09:00:00", "Sund Radio")
    others = [made(f"b{n}", f"2031-05-02T0{n}:00:00+02:00", f"Outlet {n}") for n in range(3)]
    assert Timeline([bare, *others]).place(said(bare))[0] == "2031-05-02T07:00:00"


def test_statements_without_a_time_stand_last() -> None:
    """In the order of time, what has none comes behind all that has one."""
    articles = made("z", "2031-05-02"), made("a", None)
    dated, undated = map(said, articles)
    timeline = Timeline(articles)
    assert sorted([undated, dated], key=timeline.place) == [dated, undated]


def live(name: str, published: str | None, *entries: str | None) -> tuple[Article, list[Unit]]:
    """A live page of one line an entry, and a statement in each."""
    moments = [at and Moment(at=at, precision=Precision.minute, read_from=ReadFrom.text) for at in entries]
    blocks = tuple(Block(role=Role.paragraph, span=Span(n, n + 1), at=at or None) for n, at in enumerate(moments))
    article = replace(made(name, published), text="x" * len(blocks), blocks=blocks)
    statements = [
        Statement(id=f"{name}{n}", article=name, form=Form.direct, act=Act.assertion, content=(b.span,), block=n)
        for n, b in enumerate(blocks)
    ]
    return article, [unit_of(statement, article, None) for statement in statements]


def test_a_statement_in_an_entry_of_a_live_page_has_the_entrys_time() -> None:
    """The clock orders what stands in an entry by the entry's own time, and the rest by the page's publication."""
    page, (head, early, late) = live("a", "2031-05-02T08:00:00Z", None, "2031-05-02T09:00:00Z", "2031-05-02T11:00:00Z")
    other, (single,) = live("b", "2031-05-02T10:00:00Z", None)
    timeline = Timeline([page, other])
    assert [timeline.is_later(unit, single) for unit in (head, early, late)] == [False, False, True]
    assert timeline.is_later(single, late) is False
    assert timeline.hours(late, single) == 1
    assert sorted([late, single, early, head], key=timeline.place) == [head, early, single, late]
    assert timeline.firsts([late, single]) == {single.id}


def test_an_entrys_bare_clock_takes_the_offset_that_its_page_states() -> None:
    """A clock of an entry without a zone is taken for one of its outlet's own offset, and else for an assumed one."""
    page, (entry,) = live("a", "2031-05-02T08:00:00+02:00", "2031-05-02T11:00:00")
    other, (single,) = live("b", "2031-05-02T09:30:00Z", None)
    alone = replace(page, published=None)
    timeline = Timeline([page, replace(other, outlet="Sund Radio")])
    assert timeline.is_later(entry, single) is False
    assert timeline.may_err(entry, single) is False
    assert Timeline([alone, replace(other, outlet="Sund Radio")]).may_err(entry, single) is True
