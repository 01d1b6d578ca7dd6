from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from whence.link.linked import Linked
from whence.link.units import Unit
from whence.records import LinkBasis, Order
from whence.trace.setting import Setting
from whence.trace.steps import order_of

SAID = {"by": ("Ada Roe", "named_person")}


def setting_of(collection: Any) -> tuple[dict[str, Unit], Setting]:
    """The units by id, and the setting of their articles."""
    linked: Linked = collection.linked
    readings = collection.ordered
    setting = Setting(linked, readings)
    return {unit.id: unit for unit in linked.units}, setting


def order(collection: Any, later: str, earlier: str) -> Order | None:
    """By which rule one statement is later than another."""
    units, setting = setting_of(collection)
    return order_of(units[later], units[earlier], setting)


def test_the_clock_decides_where_it_can(collection: Any) -> None:
    """An article that was printed later follows, whatever its words, and an earlier one never does."""
    collection.article("a", "Tarn Times", "2031-03-03T10:00:00+00:00", ("s1", "The weir holds", SAID))
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", ("s2", "The weir holds", SAID))
    assert order(collection, "s2", "s1") is Order.clock
    assert order(collection, "s1", "s2") is None


def test_a_credit_decides_where_clocks_do_not_tell(collection: Any) -> None:
    """Of two articles of one day, the one that credits the other's outlet came after it."""
    collection.article("a", "Tarn Times", "2031-03-03", ("s1", "The weir holds", SAID))
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", ("s2", "The weir holds", SAID))
    collection.credit("s2", "Tarn Times", to="a")
    assert order(collection, "s2", "s1") is Order.credit
    assert order(collection, "s1", "s2") is None


@pytest.mark.parametrize(
    ("at", "to", "later"),
    [
        ("2031-03-03T10:00:00", "b", True),  # an offset that nobody states: the credit knows better
        ("2031-03-03T10:00:00+00:00", "b", False),
        ("2031-03-03T10:00:00", None, False),  # the outlet, but perhaps for another article
        ("2031-03-02T10:00:00", "b", False),  # no zone is a day away
        ("2031-03-02", "b", True),  # a paper's day, or another zone's
        ("2031-03-02", None, False),
        ("2031-03-01", "b", False),
    ],
)
def test_a_credit_of_the_article_stands_above_a_clock_whose_hour_or_offset_is_assumed(
    collection: Any, at: str, to: str | None, later: bool
) -> None:
    """A time without an offset may be hours off, and so may a day; whoever credits an article has read it."""
    collection.article("a", "Tarn Times", at, ("s1", "The weir holds", SAID))
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", ("s2", "The weir holds", SAID))
    collection.credit("s1", "Night Owl", to=to)
    assert order(collection, "s1", "s2") is (Order.credit if later else None)
    assert order(collection, "s2", "s1") is (None if later else Order.clock)


@pytest.mark.parametrize(("outlet", "later"), [("Night Owl", "b"), ("Tarn Times", "a")])
def test_of_two_texts_that_copy_another_outlet_cuts_and_the_same_outlet_adds(
    collection: Any, outlet: str, later: str
) -> None:
    """Without a time, the shorter is later at another outlet, and the longer at the same one."""
    long = "The weir holds for now and will be looked at again on Friday, " * 4
    collection.article("a", "Tarn Times", None, ("s-a", long, SAID))
    collection.article("b", outlet, None, ("s-b", long[:120], SAID))
    collection.copy("a", "b", 120)
    other = "b" if later == "a" else "a"
    assert order(collection, f"s-{later}", f"s-{other}") is Order.containment
    assert order(collection, f"s-{other}", f"s-{later}") is None


def test_the_version_that_has_lost_its_source_is_later(collection: Any) -> None:
    """Where nothing else tells, an outlet's own words follow the version that still names who said so."""
    collection.article("a", "Tarn Times", None, ("s1", "The weir holds", SAID))
    collection.article("b", "Night Owl", None, ("s2", "The weir holds", {}))
    assert order(collection, "s2", "s1") is Order.wording
    assert order(collection, "s1", "s2") is None


def test_order_may_be_unknown(collection: Any) -> None:
    """Two versions that say the same at no known time have no order, and both are named as such."""
    collection.article("a", "Tarn Times", None, ("s1", "The weir holds until May", SAID))
    collection.article("b", "Night Owl", None, ("s2", "The weir holds until May", SAID))
    collection.alike("s1", "s2", same=0.99, copied=1.0)
    assert order(collection, "s1", "s2") is order(collection, "s2", "s1") is None
    trace = collection.trace()
    assert trace.steps == ()
    assert [claim.unordered for claim in trace.claims] == [(("s1", "s2"),)]


def test_a_step_says_what_it_rests_on(collection: Any) -> None:
    """A credited version follows by credit, with the words that credit; a reworded one by inference."""
    collection.article("a", "Tarn Times", "2031-03-03T10:00:00+00:00", ("s1", "The weir holds until May", SAID))
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", ("s2", "The weir is to hold until May", SAID))
    collection.article("c", "Ostrel Gazette", "2031-03-04T12:00:00+00:00", ("s3", "Weir will hold till May", {}))
    for a, b in (("s1", "s2"), ("s1", "s3"), ("s2", "s3")):
        collection.alike(a, b, same=0.97)
    collection.credit("s2", "Tarn Times", to="a")
    steps = {step.later: step for step in collection.trace().steps}
    assert (steps["s2"].earlier, steps["s2"].basis, bool(steps["s2"].credit)) == ("s1", LinkBasis.credit, True)
    assert steps["s3"].basis is LinkBasis.inferred


@pytest.mark.parametrize(("lines", "basis"), [(0, LinkBasis.credit), (1, LinkBasis.inferred)])
def test_a_credit_reaches_the_paragraph_beside_it(collection: Any, lines: int, basis: LinkBasis) -> None:
    """What stands beside a credited statement, and follows the article that is credited, rests on the same words."""
    collection.article("a", "Tarn Times", "2031-03-03T10:00:00+00:00", ("s1", "The weir holds until May", SAID))
    between = [(f"n{n}", "Nothing of the kind", {}) for n in range(lines)]
    told = ("s2", "The mayor told the Tarn Times", SAID)
    follows = ("s3", "Weir will hold till May", {})
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", told, *between, follows)
    collection.alike("s1", "s3", same=0.97)
    collection.credit("s2", "Tarn Times", to="a")
    (step,) = collection.trace().steps
    assert (step.later, step.basis, bool(step.credit)) == ("s3", basis, basis is LinkBasis.credit)


@pytest.mark.parametrize(("copied", "earlier"), [(1.0, "s1"), (0.4, "s2")])
def test_of_two_alike_versions_the_first_is_followed(collection: Any, copied: float, earlier: str) -> None:
    """Two that took over the same words do not follow each other, but where one has more of the other's words."""
    words = "The weir holds until the end of May"
    collection.article("a", "Tarn Times", "2031-03-03T10:00:00+00:00", ("s1", words[: int(35 * copied)], SAID))
    collection.article("b", "Night Owl", "2031-03-03T12:00:00+00:00", ("s2", words, SAID))
    collection.article("c", "Ostrel Gazette", "2031-03-03T12:30:00+00:00", ("s3", words, SAID))
    collection.alike("s1", "s2", same=0.9, copied=copied)
    collection.alike("s1", "s3", same=0.9 * copied, copied=copied)
    collection.alike("s2", "s3", same=0.97, copied=1.0)
    for a, b in (("a", "b"), ("a", "c"), ("b", "c")):
        collection.copy(a, b, 30)
    steps = {step.later: step.earlier for step in collection.trace().steps}
    assert steps == {"s2": "s1", "s3": earlier}


def test_versions_that_follow_one_another_in_a_ring_end(collection: Any) -> None:
    """Who is as near to each of three that cite one another follows one of them; the search for the first one ends."""
    words = "The weir holds until the end of May"
    outlets = {"a": "Tarn Times", "b": "Night Owl", "c": "Ostrel Gazette"}
    for letter, outlet in outlets.items():
        collection.article(letter, outlet, "2031-03-03", (f"s{letter}", words, SAID))
    collection.article("d", "Lower Tarn Post", "2031-03-05", ("sd", words, SAID))
    for a, b in combinations("abcd", 2):
        collection.alike(f"s{a}", f"s{b}", same=0.97, copied=1.0)
        collection.copy(a, b, 30)
    for later, earlier in ("ab", "bc", "ca"):
        collection.credit(f"s{later}", outlets[earlier])
    steps = {step.later: step.earlier for step in collection.trace().steps}
    assert (steps["sa"], steps["sb"], steps["sc"]) == ("sb", "sc", "sa")
    assert steps["sd"] in {"sa", "sb", "sc"}
