"""Articles that were captured several times: which they are, what changed, and that each is counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whence import browse
from whence.case import Case
from whence.errors import WrongUse
from whence.report.records import Part


@pytest.fixture(scope="module")
def case(captured_case: Path) -> Iterator[Case]:
    """Return the case file with captures, open."""
    with Case(captured_case) as opened:
        yield opened


def once(case: Case, **asked: Any) -> int:
    """How many articles there are, each once."""
    return browse.articles(case, versions="latest", **asked).total


def test_each_article_is_listed_once_in_its_latest_version(case: Case) -> None:
    """A list of all has every capture and says how many articles these are; each once, it has the latest of each."""
    whole = browse.articles(case)
    assert (whole.total, whole.once) == (8, 4)
    listed = browse.articles(case, versions="latest")
    assert listed.once is None
    assert [row.place.id for row in listed.items] == ["id-b3", "id-e2", "id-c2", "id-x"]
    assert [(row.version, row.versions) for row in listed.items] == [(3, 3), (2, 2), (2, 2), (1, 1)]


def test_versions_are_numbered_by_their_capture(case: Case) -> None:
    """Whatever offset their clocks have, versions stand in the order of capture."""
    rows = browse.articles(case, version_of="id-b3").items
    assert sorted((row.version, row.place.id) for row in rows) == [(1, "id-b1"), (2, "id-b2"), (3, "id-b3")]


@pytest.mark.parametrize("asked", [{"words": "June"}, {"words": "Rain"}, {"words": "zebra"}, {"outlet": "Tarn Echo"}])
def test_of_those_that_fit_the_latest_stands_for_the_article(case: Case, asked: dict[str, str]) -> None:
    """Narrowed, a list has each article once where any of its versions fits, and as many as it says."""
    whole, listed = browse.articles(case, **asked), browse.articles(case, versions="latest", **asked)
    assert listed.total == (whole.once or whole.total)
    assert {row.place.id for row in listed.items} <= {row.place.id for row in whole.items}
    for facet, values in listed.facets.items():
        for value in values:
            assert once(case, **(asked | {facet: value.value})) == value.count
    for facet, values in whole.facets.items():
        for value in values:
            assert browse.articles(case, **(asked | {facet: value.value})).total == value.count


def test_every_count_of_articles_is_of_each_once(case: Case) -> None:
    """Outlets, sources, credits, days and the whole count an article once, and its captures beside."""
    whole = browse.overview(case)
    assert (whole.articles, whole.captures, whole.histories) == (once(case), browse.articles(case).total, 3)
    assert browse.histories(case).total == whole.histories
    for asked, row in (
        *(({"outlet": row.name}, row) for row in browse.outlets(case).items),
        *(({"source": row.id}, row) for row in browse.sources(case).items),
        *(({"since": slot.start, "until": slot.start}, slot) for slot in browse.timeline(case)),
    ):
        assert (once(case, **asked), browse.articles(case, **asked).total) == (row.articles, row.captures)
    page = browse.outlet(case, "Tarn Echo")
    assert page is not None
    (credit,) = page.credits
    assert (credit.articles, credit.captures) == (1, 2)
    assert once(case, outlet=credit.outlet, credits=credit.credited) == 1


def test_what_is_added_later_is_counted_so_too(captured_case: Path, tmp_path: Path) -> None:
    """Articles that are added one by one are numbered and counted as when the whole is counted."""
    path = tmp_path / "x.case"
    with Case(captured_case) as old, Case(path) as new:
        for reading in old.as_read():
            new.add([reading])
        for listed in (browse.articles, browse.outlets, browse.histories):
            kept = [[_plain(row) for row in sorted(listed(one).items, key=str)] for one in (old, new)]
            assert kept[0] == kept[1]


def _plain(row: Any) -> Any:
    """What a row says of its versions."""
    names = [name for name in ("version", "versions", "captures", "articles", "texts") if hasattr(row, name)]
    return [getattr(row, name) for name in names]


def test_the_list_says_how_many_texts_there_are(case: Case) -> None:
    """An article captured several times is listed by its address, with how many different texts it had, and when."""
    rows = browse.histories(case).items
    assert [(row.address, row.captures, row.texts) for row in rows] == [
        ("beacon.example/beacon", 3, 2),
        ("cafe.example/cafe", 2, 1),
        ("echo.example/echo", 2, 1),
    ]
    assert (rows[0].first.key, rows[0].last.key) == ("2027-03-03T06:00:00", "2027-03-04T09:00:00")
    assert [row.captures for row in browse.histories(case, outlet="Tarn Echo").items] == [2]
    assert [row.captures for row in browse.histories(case, words="June").items] == [3]
    assert browse.histories(case, page=2, size=2).items == rows[2:]


def test_what_changed_is_shown_one_by_one(case: Case) -> None:
    """Each version is compared with the one before it, by any one's id, with its statements at their places."""
    found = browse.history(case, "id-b2")
    assert found is not None
    assert [(pair.before.number, pair.after.number) for pair in found.compared] == [(1, 2), (2, 3)]
    same, changed = found.compared
    assert (same.edits, same.sections, same.added, same.removed, same.changed) == (0, (), (), (), ())
    words = [
        (piece.part, piece.text.strip())
        for _, runs in changed.sections
        for run in runs
        for line in run.lines
        for piece in line.pieces
        if piece.part is not Part.same
    ]
    assert (Part.removed, "Not all agree.") in words
    assert {(Part.removed, "June"), (Part.added, "July")} <= set(words)
    assert sum(part is Part.removed for part, _ in words) <= changed.edits <= len(words)
    (statement,) = changed.changed
    assert (statement.before, statement.after) == ("b2-0", "b3-0")
    assert statement.mark >= 1 and statement.mark_before >= 1


def test_two_versions_are_compared(case: Case) -> None:
    """Two versions by their numbers stand beside one another, in either order, and one alone with an end."""
    for asked, pair in (
        ({"before": 1, "after": 3}, (1, 3)),
        ({"before": 3, "after": 1}, (3, 1)),
        ({"after": 2}, (1, 2)),
    ):
        found = browse.history(case, "id-b1", **asked)
        assert found is not None
        assert [(one.before.number, one.after.number) for one in found.compared] == [pair]
    for asked in ({"before": 4}, {"before": 2, "after": 2}, {"before": -1}):
        with pytest.raises(WrongUse, match="from 1 to 3"):
            browse.history(case, "id-b1", **asked)
    assert browse.history(case, "id-x") is None
    assert browse.history(case, "nothing") is None


def test_versions_that_there_are_not_are_refused(case: Case) -> None:
    """A list can be asked for the latest versions only."""
    with pytest.raises(WrongUse, match="latest"):
        browse.articles(case, versions="oldest")
