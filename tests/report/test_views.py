"""Claims as a reader sees them: who carries them, by what way, and what changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from whence.records import Claim, Denial, LinkBasis, Order, Origin, Range, SourceKind
from whence.report.claims import print_claim_tree
from whence.report.collected import Collected
from whence.report.dossier import dossier
from whence.report.drawing import drawn
from whence.report.lineage import lineage_of
from whence.report.records import ClaimView, Part, When
from whence.report.versions import letter
from whence.report.views import claim_views
from whence.report.wording import could_be, opening, standing


def views(room: Any) -> dict[str, ClaimView]:
    """Return the claims by their ids."""
    return {view.id: view for view in claim_views(room.readings(), room.trace())}


def test_claims_come_in_the_order_of_their_articles(weir: Any) -> None:
    """Claims of most articles come first, and those that one article has and nobody denies last."""
    found = claim_views(weir.readings(), weir.trace())
    assert [(view.number, view.id, view.several) for view in found] == [
        (1, "flood", True),
        (2, "safe", True),
        (3, "cracked", False),
        (4, "calm", False),
    ]


def test_the_order_of_the_readings_makes_no_difference(weir: Any) -> None:
    """The same readings give the same claims in whatever order they come."""
    assert claim_views(weir.readings(), weir.trace()) == claim_views(weir.readings()[::-1], weir.trace())


def test_each_article_is_counted_by_the_way_it_leads_to_an_origin(weir: Any) -> None:
    """An article gives an origin itself, leads there by stated steps alone, or by an inferred one; the three add up."""
    flood = views(weir)["flood"]
    ways = [[place.id for place in way] for way in (flood.giving, flood.stated, flood.inferred)]
    assert ways == [["a"], ["b", "c"], ["d"]]
    assert [place.id for place in flood.articles] == ["a", "b", "c", "d"]
    assert flood.outlets == ("Ostrel Gazette", "Vale Wire", "Morning Post", "Night Owl")


@pytest.mark.parametrize(
    ("version", "why", "sure", "credit"),
    [
        (2, "credits Ostrel Gazette", 0.9, "the Gazette reported"),
        (3, "copies Vale Wire (7 words)", 0.9, ""),
        (4, "follows Morning Post, inferred from wording and time", 0.61, ""),
    ],
)
def test_every_link_says_what_it_rests_on(weir: Any, version: int, why: str, sure: float, credit: str) -> None:
    """A step says its basis, the outlet meant, and the words that credit it."""
    (found,) = views(weir)["flood"].versions[version - 1].follows
    assert (found.words, found.score, found.credit) == (why, sure, credit)


def test_what_changed_opens_to_the_words(weir: Any) -> None:
    """Each change has the words before and after; mere rewording is no change."""
    flood = views(weir)["flood"]
    found = [[(c.kind.value, c.before, c.after) for c in version.changes] for version in flood.versions]
    assert found == [
        [],
        [],
        [("attribution_dropped", "the engineer Pia Lund", "")],
        [("figure_changed", "40", "Nearly 90"), ("hedge_dropped", "may", "")],
    ]
    assert flood.changes == 3


def test_words_stand_beside_those_of_the_version_followed(weir: Any) -> None:
    """A version that follows another word for word shows nothing new; one that says it otherwise stands alone."""
    versions = views(weir)["flood"].versions
    assert [(v.same_words, v.otherwise) for v in versions] == [
        (False, False),
        (False, False),
        (True, False),
        (False, True),
    ]
    assert [(p.part, p.text) for p in versions[1].pieces] == [
        (Part.same, "Some 40 homes may flood"),
        (Part.added, " at Ostrel"),
    ]


def test_an_origin_says_who_gives_it_and_who_carries_it(weir: Any) -> None:
    """An origin has the versions that give it and those that lead to it, and the names that articles call it by."""
    (origin,) = views(weir)["flood"].origins
    assert (origin.letter, origin.named, origin.carried) == ("A", (1,), (2, 3, 4))
    assert origin.also == ("Lund", "the engineer Pia Lund")


def test_denials_show_on_both_sides(weir: Any) -> None:
    """A claim shows those that deny it, and they show it."""
    found = views(weir)
    assert [(d.number, d.origins) for d in found["flood"].denied_by] == [(2, ("Otto Brand",))]
    assert [(d.number, d.articles) for d in found["safe"].denies] == [(1, 4)]


def test_a_denial_that_a_person_stated_is_marked(weir: Any) -> None:
    """Both sides say that it was said by hand, in the views, in a terminal and in a dossier; others do not."""
    by_hand = Denial(denying="e1", denied="b1", basis=LinkBasis.by_hand, score=1.0)
    inferred = replace(by_hand, basis=LinkBasis.inferred, score=0.7)
    for denial, marked in ((by_hand, True), (inferred, False)):
        trace = replace(weir.trace(), denials=(denial,))
        found = {view.id: view for view in claim_views(weir.readings(), trace)}
        assert [one.by_hand for one in (*found["flood"].denied_by, *found["safe"].denies)] == [marked, marked]
        stream = io.StringIO()
        print_claim_tree(found["flood"], Console(file=stream, width=80))
        assert ("(Otto Brand; said by hand)" in stream.getvalue()) is marked
        page = dossier(weir.readings(), trace, {})
        assert ("(Otto Brand; 1 article; said by hand)" in page) is marked


def test_who_is_credited_and_missing_is_shown_with_the_words(weir: Any) -> None:
    """What is credited and not in the collection is named with the version that credits it."""
    (credited,) = views(weir)["flood"].missing
    assert (credited.name, credited.by) == ("Hydro Monthly", ((2, "Vale Wire", "citing"),))


def test_times_are_as_stated_and_sort_in_utc(weir: Any) -> None:
    """A time keeps the clock and zone of its page, and sorts by UTC."""
    flood = views(weir)["flood"]
    assert flood.versions[0].place.when == When(
        day="2 March 2031",
        clock="08:00",
        zone="+01:00",
        utc="2 March 2031, 07:00",
        key="2031-03-02T07:00:00",
    )
    assert flood.versions[3].place.when == When(day="3 March 2031", key="2031-03-03T00:00:00")


def test_unnamed_origins_that_could_be_one_say_so(newsroom: Callable[[], Any]) -> None:
    """Two outlets' unnamed officials are two origins, each of which names the other, and the range is 1 to 2."""
    room = newsroom()
    for name, outlet in (("a", "Tarn Times"), ("b", "Ostrel Gazette")):
        room.article(name, outlet, f"2031-03-0{1 + (name == 'b')}", "News", "Officials said the bridge will shut.")
        room.source(f"o{name}", name, "officials", SourceKind.unnamed)
        room.say(f"{name}1", name, "the bridge will shut", f"o{name}")
    origins = [
        Origin(
            source=f"o{n}", kind=SourceKind.unnamed, name="officials", statements=(f"{n}1",), through=via, could_be=-1
        )
        for n, via in (("a", "Tarn Times"), ("b", "Ostrel Gazette"))
    ]
    room.claim("shut", ("a1", "b1"), origins)
    shut = views(room)["shut"]
    assert shut.independent == Range(1, 2)
    assert [(o.letter, o.through, o.could_be) for o in shut.origins] == [
        ("A", "Tarn Times", ("B",)),
        ("B", "Ostrel Gazette", ("A",)),
    ]


def test_a_circle_keeps_an_origin_at_its_first_statement(newsroom: Callable[[], Any]) -> None:
    """Where versions follow one another in a circle, its origin is given where the circle was entered."""
    room = newsroom()
    for number, name in enumerate("abc"):
        room.article(name, f"Paper {name}", f"2031-03-0{number + 1}", "News", "The bridge will shut.")
        room.say(f"{name}1", name, "The bridge will shut")
    room.step("b1", "a1", LinkBasis.credit, Order.credit)
    room.step("c1", "b1", LinkBasis.credit, Order.credit)
    room.step("a1", "c1", LinkBasis.credit, Order.credit)
    origin = Origin(source=None, kind=SourceKind.outlet, name="Paper a", statements=("a1", "b1", "c1"))
    room.claim("shut", ("a1", "b1", "c1"), (origin,), circular=(("a1", "b1", "c1"),))
    shut = views(room)["shut"]
    assert shut.circular == ((1, 2, 3),)
    assert (shut.origins[0].named, shut.origins[0].carried) == ((1,), (2, 3))


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_origins_are_lettered_as_columns_are(place: int, name: str) -> None:
    """The letters of origins never run out and never repeat."""
    assert letter(place) == name


def test_a_denial_among_the_versions_leads_to_no_origin(weir: Any) -> None:
    """An article that only denies a claim stands apart: it gives no origin and leads to none."""
    weir.claims[0] = replace(weir.claims[0], statements=("a2", "b1", "c1", "d1", "e1"))
    weir.step("e1", "a2", LinkBasis.inferred)
    flood = views(weir)["flood"]
    assert [place.id for place in flood.apart] == ["e"]
    assert [place.id for place in (*flood.giving, *flood.stated, *flood.inferred)] == ["a", "b", "c", "d"]
    assert (flood.versions[4].origins, flood.versions[4].route) == ((), None)


def test_an_outlets_own_words_could_have_come_from_any_other_origin(weir: Any) -> None:
    """Where an outlet gives no source beside origins that are named, its words may have come from any of them."""
    lund, owl = (
        weir.claims[0].origins[0],
        Origin(source=None, kind=SourceKind.outlet, name="Night Owl", statements=("d1",), could_be=-2),
    )
    lund = replace(lund, statements=("a2", "b1", "c1"))
    weir.claims[0] = replace(weir.claims[0], origins=(lund, owl), independent=Range(1, 2))
    origins = views(weir)["flood"].origins
    assert [(o.letter, o.could_be) for o in origins] == [("A", ()), ("B", ("A",))]
    assert could_be(origins[1]) == "These words could have come from origin A; the lower number leaves them out."


def test_outlets_of_one_owner_are_counted_beside_the_outlets(weir: Any) -> None:
    """Where the user says who owns which outlet, a claim says how many owners stand behind its outlets."""
    owners = {"Vale Wire": "Tidewater", "Night Owl": "Tidewater"}
    flood = claim_views(weir.readings(), weir.trace(), owners)[0]
    assert flood.owners == ("Ostrel Gazette", "Tidewater", "Morning Post")
    assert standing(flood) == ("1 independent origin behind 4 articles from 4 outlets of 3 owners in this collection.")
    drawing = drawn(flood, lineage_of(flood))
    assert [band.name for band in drawing.bands] == [
        ("Ostrel Gazette",),
        ("Vale Wire", "(Tidewater)"),
        ("Night Owl", "(Tidewater)"),
        ("Morning Post",),
    ]


@pytest.mark.parametrize(
    ("members", "numbered"), [(("w",), ["w", "z"]), (("p", "q"), ["p", "q", "z"]), ((), ["p", "q", "z"])]
)
def test_a_split_statement_is_counted_once(
    newsroom: Callable[[], Any], members: tuple[str, ...], numbered: list[str]
) -> None:
    """A whole statement or its parts have numbers in their article, whichever claims are made of, and never both."""
    room = newsroom()
    room.article("a", "Tarn Times", "2031-03-02", "News", "The weir leaks and the bridge sags, and it rains.")
    room.say("w", "a", "The weir leaks and the bridge sags")
    room.say("z", "a", "it rains")
    parts = [replace(room.statements["w"], id=n, part_of="w", content=(room.at("a", said),)) for n, said in PARTS]
    for member in members:
        own = Origin(source=None, kind=SourceKind.outlet, name="Tarn Times", statements=(member,))
        claim = replace(CLAIM, id=f"c{member}", statements=(member,), origins=(own,))
        room.claims.append(claim)
    collected = Collected(room.readings(), replace(room.trace(), parts=tuple(parts)))
    assert [unit.id for unit in collected.units["a"]] == numbered
    assert [collected.marks[name] for name in numbered] == list(range(1, len(numbered) + 1))


PARTS = (("p", "The weir leaks"), ("q", "the bridge sags"))
CLAIM = Claim(id="c", wording="", statements=(), origins=(), independent=Range(1, 1))


def test_articles_without_an_outlet_are_told_apart(newsroom: Callable[[], Any]) -> None:
    """Two articles that state no outlet are two, each called by its file."""
    room = newsroom()
    for name in "ab":
        room.article(name, None, None, "News", "It rains.", file=f"pages/{name}.html")
        room.say(f"s{name}", name, "It rains")
    own = Origin(source=None, kind=SourceKind.outlet, name="a", statements=("sa", "sb"))
    room.claim("rain", ("sa", "sb"), (own,))
    assert views(room)["rain"].outlets == ("a.html (outlet not stated)", "b.html (outlet not stated)")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("some 40 homes", "some 40 homes"),
        ("home " * 14, "home " * 14),
        ("home " * 20, "home " * 13 + "home…"),
        ("x" * 90, "x" * 70 + "…"),
    ],
)
def test_long_words_of_a_change_are_cut_between_words(text: str, shown: str) -> None:
    """The words before and after a change are shown whole up to seventy characters, else as far as whole words go."""
    assert opening(text) == shown


def test_an_origin_that_may_belong_to_another_claim_says_so(weir: Any) -> None:
    """Where what an origin says may be another claim, it says that the lower number leaves it out."""
    lund = replace(weir.claims[0].origins[0], statements=("a2", "b1", "c1"))
    owl = Origin(source=None, kind=SourceKind.outlet, name="Night Owl", statements=("d1",), could_be=-3)
    weir.claims[0] = replace(weir.claims[0], origins=(lund, owl), independent=Range(1, 2))
    origins = views(weir)["flood"].origins
    assert [could_be(origin) for origin in origins] == [
        "",
        "What it says may be another claim; the lower number leaves it out.",
    ]
