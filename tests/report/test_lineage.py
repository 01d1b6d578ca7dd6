"""The way of a claim: nodes and edges, and where a drawing of them puts each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from whence.records import LinkBasis, Order, Origin, SourceKind
from whence.report.drawing import Drawing, drawn
from whence.report.lineage import lineage_of
from whence.report.measure import cut, width, wrap
from whence.report.views import claim_views

PARENTS = st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(0, 30), st.integers(0, 5)), max_size=18)


def grown(newsroom: Callable[[], Any], parents: list[tuple[int, bool, int, int]]) -> Any:
    """A claim whose versions follow given earlier ones, at given hours, in given outlets."""
    room = newsroom()
    hours = 0
    rows = [(0, True, 0, 0), *parents]
    for n, (_, _, later, outlet) in enumerate(rows):
        hours += later
        day, hour = divmod(hours, 24)
        at = f"2031-{3 + day // 28:02d}-{1 + day % 28:02d}T{hour:02d}:00:00+00:00"
        room.article(f"a{n:03d}", f"The {'Very ' * outlet}Long Courier", at, "News", f"Some {n} homes may flood.")
        room.say(f"s{n:03d}", f"a{n:03d}", f"Some {n} homes may flood")
    for n, (parent, stated, _, _) in enumerate(rows):
        if n:
            basis = LinkBasis.credit if stated else LinkBasis.inferred
            room.step(f"s{n:03d}", f"s{parent % n:03d}", basis, Order.clock)
    statements = tuple(f"s{n:03d}" for n in range(len(rows)))
    own = Origin(source=None, kind=SourceKind.outlet, name="The Long Courier", statements=statements)
    room.claim("flood", statements, (own,))
    return room


def drawing_of(room: Any) -> Drawing:
    """Return the drawing of the first claim."""
    (view,) = claim_views(room.readings(), room.trace())
    return drawn(view, lineage_of(view))


def test_an_article_is_one_node_and_names_its_changes(weir: Any) -> None:
    """The lineage has a node an article, and an edge with its basis and all that changed."""
    view = claim_views(weir.readings(), weir.trace())[0]
    lineage = lineage_of(view)
    assert [(n.place.id, n.versions, n.starts) for n in lineage.nodes] == [
        ("a", (1,), ("A",)),
        ("b", (2,), ()),
        ("c", (3,), ()),
        ("d", (4,), ()),
    ]
    assert [(e.earlier, e.later, e.stated, len(e.changes)) for e in lineage.edges] == [
        ("a", "b", True, 0),
        ("b", "c", True, 1),
        ("c", "d", False, 2),
    ]


def test_a_drawing_says_what_the_claim_says(weir: Any) -> None:
    """Marks, labels and lines hold the origins, the bases and the changes."""
    drawing = drawing_of_claim(weir)
    assert [(m.origin, m.letters, m.time) for m in drawing.marks] == [
        (True, "A", "2 Mar 07:00"),
        (False, "", "2 Mar 08:30"),
        (False, "", "2 Mar 10:00"),
        (False, "", "3 Mar"),
    ]
    assert [m.label for m in drawing.marks] == [
        ("A: Pia Lund (named person)",),
        ("credits Ostrel Gazette",),
        ("copies Vale Wire (7 words)",),
        ("follows Morning Post, inferred from wording and time",),
    ]
    assert drawing.marks[3].changes == ("Figure changed: 40 → Nearly 90 · Hedge dropped",)
    assert sorted(line.stated for line in drawing.lines) == [False, True, True]
    assert [day.name for day in drawing.days] == ["2 Mar", "3 Mar"]
    assert drawing.in_utc


def drawing_of_claim(room: Any) -> Drawing:
    """Return the drawing of a collection's first claim."""
    view = claim_views(room.readings(), room.trace())[0]
    return drawn(view, lineage_of(view))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(parents=PARENTS)
@example(parents=[(0, False, outlet, 0) for outlet in (0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 0, 2)])
def test_nothing_overlaps(newsroom: Callable[[], Any], parents: list[tuple[int, bool, int, int]]) -> None:
    """Marks and their labels never touch one another, words keep within their room, and time goes to the right."""
    drawing = drawing_of(grown(newsroom, parents))
    for one, other in combinations(drawing.marks, 2):
        assert abs(one.x - other.x) >= 15
        below = other.y - one.y if other.y > one.y else one.y - other.y
        lines = len(one.label) + len(one.changes) if other.y > one.y else len(other.label) + len(other.changes)
        assert below >= lines * drawing.leading
    for mark in drawing.marks:
        assert mark.x + 8 < drawing.labels
        assert all(drawing.labels + width(line, 14) <= drawing.width for line in mark.label)
        assert mark.y + (len(mark.label) + len(mark.changes) - 1) * drawing.leading < drawing.height
    for upper, lower in combinations(drawing.bands, 2):
        assert upper.bottom <= lower.top
    shown = [day for day in drawing.days if day.name]
    assert all(b.x - a.x >= width(a.name, 12.5) for a, b in pairwise(shown))


def many_copies(newsroom: Callable[[], Any], number: int) -> Any:
    """One wire, copied by so many papers, of which one changes a figure."""
    room = newsroom()
    room.article("w", "Vale Wire", "2031-03-02T08:00:00", "News", "Some 40 homes may flood at Ostrel.")
    room.say("s", "w", "Some 40 homes may flood at Ostrel")
    for n in range(number):
        name = f"p{n:03d}"
        room.article(
            name, f"Paper {n}", f"2031-03-02T{9 + n % 12:02d}:00:00", "News", "Some 40 homes may flood at Ostrel."
        )
        room.say(f"s{n:03d}", name, "Some 40 homes may flood at Ostrel")
        changed = (room.changed(f"s{n:03d}", "s", "figure_changed", "40", "40"),) if n == 3 else ()
        room.step(f"s{n:03d}", "s", LinkBasis.copied, changes=changed)
    statements = ("s", *(f"s{n:03d}" for n in range(number)))
    room.claim(
        "flood", statements, (Origin(source=None, kind=SourceKind.outlet, name="Vale Wire", statements=statements),)
    )
    return room


@pytest.mark.parametrize(("copies", "marks"), [(5, 6), (23, 24), (24, 3), (300, 3)])
def test_many_copies_share_a_line(newsroom: Callable[[], Any], copies: int, marks: int) -> None:
    """From 25 articles on, unchanged copies of an article share a line that counts them; a changed one has its own."""
    drawing = drawing_of(many_copies(newsroom, copies))
    assert len(drawing.marks) == marks
    if marks == 3:
        said = " ".join(line for mark in drawing.marks for line in mark.label)
        assert f"and {copies - 2} more articles in the same way, nothing changed: Paper 1," in said


@pytest.mark.parametrize(
    ("text", "room", "most", "lines"),
    [
        ("credits the Gazette", 400, 2, ["credits the Gazette"]),
        ("credits the Gazette of Ostrel", 130, 2, ["credits the", "Gazette of Ostrel"]),
        ("", 100, 2, []),
    ],
)
def test_words_are_wrapped_to_their_room(text: str, room: float, most: int, lines: list[str]) -> None:
    """A text is broken between words, into no more lines than there may be."""
    assert wrap(text, 14, room, most) == lines


@given(st.text(max_size=60), st.integers(30, 300), st.integers(1, 3))
def test_words_never_leave_their_room(text: str, room: int, most: int) -> None:
    """Whatever the text, its lines fit, and are no more than asked for."""
    lines = wrap(text, 14, room, most)
    assert len(lines) <= most
    assert all(width(line, 14) <= room for line in lines)
    assert width(cut(text, 14, room), 14) <= room


def test_an_article_of_a_day_is_drawn_after_what_it_follows(newsroom: Callable[[], Any]) -> None:
    """An article that states a day only stands right of one of the same day that it follows, whatever the hour."""
    room = newsroom()
    room.article("late", "Vale Wire", "2031-03-02T18:00:00", "News", "Some 40 homes may flood.")
    room.article("day", "Night Owl", "2031-03-02", "News", "Some 40 homes may flood.")
    room.article("next", "Radio Tarn", "2031-03-03T06:00:00", "News", "Some 40 homes may flood.")
    for name in ("late", "day", "next"):
        room.say(f"s-{name}", name, "Some 40 homes may flood")
    room.step("s-day", "s-late", LinkBasis.credit, Order.credit)
    room.step("s-next", "s-day", LinkBasis.credit, Order.credit)
    statements = ("s-day", "s-late", "s-next")
    own = Origin(source=None, kind=SourceKind.outlet, name="Vale Wire", statements=("s-late", "s-day", "s-next"))
    room.claim("flood", statements, (own,))
    places = {mark.time: mark.x for mark in drawing_of(room).marks}
    assert places["2 Mar 18:00"] < places["2 Mar"] < places["3 Mar 06:00"]
