"""Lists: whatever is asked, a count is the number of items that the list gives for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence import browse
from whence.browse import Listing
from whence.case import Case
from whence.case.former import SeveralNow
from whence.errors import WrongUse

LISTS: Mapping[str, Callable[..., Listing[Any]]] = {
    "claims": browse.claims,
    "articles": browse.articles,
    "statements": browse.statements,
    "sources": browse.sources,
    "outlets": browse.outlets,
    "steps": browse.steps,
}
WORDS = ("", "ferry", "the", "alarm logged", "coastguard", "no-such-word", "?!")
ORDERS = {
    "claims": ("articles", "outlets", "origins", "changes", "first", "last", "wording"),
    "articles": ("time", "outlet", "title", "statements", "claims", "sources"),
    "sources": ("articles", "statements", "outlets", "claims", "origin_of", "kind", "name"),
    "outlets": ("articles", "statements", "claims", "first_here", "credits", "credited_by", "name"),
}


@pytest.fixture(scope="module")
def case(traced_example: Path) -> Iterator[Case]:
    """The traced example, which no test here changes."""
    with Case(traced_example) as opened:
        yield opened


def key(item: Any) -> Any:
    """What tells an item from another."""
    match item:
        case browse.ArticleRow():
            return item.place.id
        case browse.OutletRow():
            return item.name
        case browse.StepRow():
            return item.later, item.earlier
        case _:
            return item.id


def everything(ask: Callable[..., Listing[Any]], case: Case, size: int, **filters: Any) -> list[Any]:
    """All items of a list, page by page."""
    first = ask(case, size=size, **filters)
    pages = [first, *(ask(case, size=size, page=n, **filters) for n in range(2, first.pages + 2))]
    assert {page.total for page in pages} == {first.total}
    assert pages[-1].items == ()
    return [item for page in pages for item in page.items]


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_count_is_the_number_of_its_items(name: str, case: Case, data: st.DataObject) -> None:
    """However a list is narrowed, each facet's value gives as many items as it says, and pages make up the list."""
    ask = LISTS[name]
    filters: dict[str, str] = {}
    for _ in range(data.draw(st.integers(0, 2))):
        offered = [(facet, value.value) for facet, values in ask(case, **filters).facets.items() for value in values]
        if offered:
            facet, value = data.draw(st.sampled_from(offered))
            filters[facet] = value
    if name != "steps":
        filters["words"] = data.draw(st.sampled_from(WORDS))
    if name in ORDERS:
        filters["sort"] = data.draw(st.sampled_from(ORDERS[name]))
    items = everything(ask, case, data.draw(st.integers(1, 60)), **filters)
    found = ask(case, **filters)
    assert len(items) == found.total == len({key(item) for item in items})
    for facet, values in found.facets.items():
        for value in values:
            assert ask(case, **filters | {facet: value.value}).total == value.count > 0


@pytest.mark.parametrize(("name", "sort"), [(name, sort) for name, orders in ORDERS.items() for sort in orders])
def test_an_order_backwards_is_the_same_list(name: str, sort: str, case: Case) -> None:
    """Going down is going up read backwards, whatever the order."""
    up, down = (everything(LISTS[name], case, 500, sort=sort, down=way) for way in (False, True))
    assert up == down[::-1]


@pytest.mark.parametrize("name", ORDERS)
def test_an_unknown_order_is_refused(name: str, case: Case) -> None:
    """An order that there is not is told with those that there are."""
    with pytest.raises(WrongUse, match=ORDERS[name][0]):
        LISTS[name](case, sort="no such")


@pytest.mark.parametrize("ask", [browse.claims, browse.articles])
def test_a_time_that_is_none_is_refused(ask: Callable[..., Listing[Any]], case: Case) -> None:
    """A time that nobody can read is told."""
    with pytest.raises(WrongUse, match="soon"):
        ask(case, since="soon")


def test_pages_outside_the_list_are_met(case: Case) -> None:
    """A page before the first is the first, one behind the last is empty, and sizes are kept within their limits."""
    assert browse.claims(case, page=-3).page == 1
    assert browse.claims(case, page=10**6).items == ()
    assert (browse.claims(case, size=0).size, browse.claims(case, size=10**9).size) == (1, 500)


# --- counts of rows -------------------------------------------------------------------------------------------------


def test_the_counts_of_a_claim_lead_to_their_items(case: Case) -> None:
    """A claim's articles, statements and other side are as many as its row says."""
    for row in everything(browse.claims, case, 500):
        assert browse.articles(case, claim=row.id).total == row.articles
        assert browse.statements(case, claim=row.id).total == row.statements
        assert browse.outlets(case, claim=row.id).total == row.outlets
        assert browse.claims(case, denies=row.id).total == row.denied_by
        assert browse.claims(case, denied_by=row.id).total == row.denies


def test_the_counts_of_an_article_lead_to_their_items(case: Case) -> None:
    """An article's statements, claims and sources are as many as its row says."""
    for row in everything(browse.articles, case, 500):
        assert browse.statements(case, article=row.place.id).total == row.statements
        assert browse.claims(case, article=row.place.id).total == row.claims
        assert browse.sources(case, article=row.place.id).total == row.sources


def test_the_counts_of_a_source_lead_to_their_items(case: Case) -> None:
    """What a source's row counts is what the lists give for it, by any of its namings."""
    for row in everything(browse.sources, case, 500):
        page = browse.source(case, row.id)
        assert page is not None
        for one in (row.id, *(naming.id for naming in page.namings)):
            assert browse.statements(case, source=one).total == row.statements == page.says + page.said_to
            assert browse.articles(case, source=one).total == row.articles
            assert browse.claims(case, source=one).total == row.claims
            assert browse.claims(case, origin=one).total == row.origin_of
            assert browse.outlets(case, source=one).total == row.outlets


def test_the_counts_of_an_outlet_lead_to_their_items(case: Case) -> None:
    """What an outlet's row counts is what the lists give for it; its credits lead to the articles that credit."""
    for row in everything(browse.outlets, case, 500):
        page = browse.outlet(case, row.name)
        assert page is not None
        assert page.row == row
        assert browse.articles(case, outlet=row.name).total == row.articles
        assert browse.statements(case, outlet=row.name).total == row.statements
        assert browse.claims(case, outlet=row.name).total == row.claims
        assert browse.claims(case, first_in=row.name).total == row.first_here == page.first_here.total
        assert (len(page.credits), len(page.credited_by)) == (row.credits, row.credited_by)
        for credit in (*page.credits, *page.credited_by):
            found = browse.articles(case, outlet=credit.outlet, credits=credit.credited)
            assert found.total == credit.articles > 0


def test_the_whole_counts_its_lists(case: Case) -> None:
    """The overview's numbers are the lengths of the lists."""
    whole = browse.overview(case)
    assert whole.articles == browse.articles(case).total == 11
    assert whole.outlets == browse.outlets(case).total
    assert whole.statements == browse.statements(case).total
    assert whole.sources == browse.sources(case).total
    assert whole.claims == browse.claims(case).total
    assert whole.several == browse.claims(case, side="several").total
    assert whole.tracing == case.tracing()


def test_the_map_counts_steps(case: Case) -> None:
    """Who follows whom is counted in steps, stated and inferred apart, and each count opens to its steps."""
    pairs = browse.follows(case)
    assert sum(pair.stated + pair.inferred for pair in pairs) == browse.steps(case).total
    for pair in pairs:
        ends = {"later_outlet": pair.later_outlet, "earlier_outlet": pair.earlier_outlet}
        assert browse.steps(case, **ends, basis="stated").total == pair.stated
        assert browse.steps(case, **ends, basis="inferred").total == pair.inferred


def test_the_timeline_counts_articles(case: Case) -> None:
    """Each slot of the timeline opens to its articles."""
    slots = browse.timeline(case)
    assert sum(slot.articles for slot in slots) == 11
    for slot in slots:
        assert browse.articles(case, since=slot.start, until=slot.start).total == slot.articles


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("statements", "claim"),
        ("articles", "claim"),
        ("outlets", "claim"),
        ("steps", "claim"),
        ("claims", "denies"),
        ("claims", "denied_by"),
    ],
)
def test_a_former_id_of_a_claim_narrows_as_its_own(example_case: Case, renamed: Any, name: str, by: str) -> None:
    """A claim's former id gives the same list; where its statements are in several claims now, they are named."""
    found = LISTS[name](example_case, **{by: renamed.changed})
    assert found == LISTS[name](example_case, **{by: renamed.now})
    assert found.total > 0 or name == "claims"
    with pytest.raises(SeveralNow, match=renamed.both[0]):
        LISTS[name](example_case, **{by: renamed.parted})
