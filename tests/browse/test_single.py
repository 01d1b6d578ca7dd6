"""Single records: what a screen shows of one is what a report of the whole collection would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence import browse
from whence.case import Case
from whence.records import Trace
from whence.report.collected import Collected
from whence.report.pages import pages_of
from whence.report.sources import sources_of
from whence.report.views import views_of


@pytest.fixture(scope="module")
def case(traced_example: Path) -> Iterator[Case]:
    """The traced example, which no test here changes."""
    with Case(traced_example) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(case: Case) -> Collected:
    """The whole collection, as a report takes it."""
    return Collected(list(case.readings()), case.trace() or Trace(), case.owners())


def test_a_claim_is_shown_as_in_a_report(case: Case, whole: Collected) -> None:
    """A claim made from the articles that it touches equals the one made from the whole collection."""
    for view in views_of(whole):
        assert browse.claim(case, view.id) == view


def test_a_claims_row_counts_what_its_page_shows(case: Case) -> None:
    """The numbers in the list of claims are those of the items on the claim's page."""
    for row in browse.claims(case, size=500).items:
        view = browse.claim(case, row.id)
        assert view is not None
        assert (row.number, row.wording) == (view.number, view.wording)
        assert (row.articles, row.statements) == (len(view.articles), len(view.versions))
        assert (row.outlets, row.changes, row.independent) == (len(view.outlets), view.changes, view.independent)
        assert (row.first, row.last, row.several) == (view.first, view.last, view.several)
        assert (row.circular, row.missing, row.unordered) == (
            len(view.circular),
            len(view.missing),
            len(view.unordered),
        )
        assert {change.kind for v in view.versions for change in v.changes} == set(row.change_kinds)


def test_an_article_is_shown_as_in_a_report(case: Case, whole: Collected) -> None:
    """An article's page equals the dossier's, and has a card for each of its statements."""
    for page in pages_of(whole, views_of(whole), whole.places):
        found = browse.article(case, page.place.id)
        assert found is not None
        assert found.page == page
        assert [card.mark for card in found.cards] == list(range(1, page.statements + 1))


def test_a_card_leads_to_its_claim(case: Case, whole: Collected) -> None:
    """A card has its claim's number and counts, and the changes since the first version that it leads back to."""
    views = {view.id: view for view in views_of(whole)}
    later = 0
    for article in whole.places:
        for card in browse.article(case, article).cards:  # type: ignore[union-attr]  # it is there
            if not card.claim:
                continue
            view = views[card.claim]
            version = next(v for v in view.versions if v.id == card.id)
            assert (card.number, card.articles) == (view.number, len(view.articles))
            assert (card.independent, card.who, card.words) == (view.independent, version.who, version.words)
            assert card.earliest == (version.number == 1)
            assert set(card.changes) >= set(version.changes)
            later += len(card.changes) > len(version.changes)
    assert later > 0  # some had changed before they came to this article


def test_a_source_is_shown_as_in_a_report(case: Case, whole: Collected) -> None:
    """A source has the report's names and statements, and all its namings."""
    views = sources_of(whole, set(whole.places))
    rows = browse.sources(case, size=500).items
    assert [row.name for row in rows] == [view.name for view in views]
    for row, view in zip(rows, views, strict=True):
        assert (row.kind, row.also, row.described) == (view.kind, view.also, view.described)
        assert (row.statements, row.articles) == (view.statements, len(view.said))
        page = browse.source(case, row.id)
        assert page is not None
        assert [naming.id for naming in page.namings] == [naming.id for naming in whole.namings(row.id)]


def test_two_statements_stand_beside_one_another(case: Case) -> None:
    """Both articles are whole, shared words have one number on both sides, and the step says why and what changed."""
    shared = 0
    for step in browse.steps(case, size=500).items:
        pair = browse.beside(case, step.later, step.earlier)
        assert pair is not None
        assert pair.why is not None
        assert (pair.why.basis, pair.why.score) == (step.basis, step.score)
        assert (pair.later.words, pair.earlier.words) == (step.words, step.words_before)
        for side in (pair.later, pair.earlier):
            said = "".join(s.text for line in side.lines for s in line.stretches if s.said)
            assert " ".join(said.split()) == side.words or " … " in side.words
            numbers = {s.shared for line in side.lines for s in line.stretches} - {0}
            assert numbers <= {passage.number for passage in pair.passages}
            shared += len(numbers)
    assert shared > 0


def test_statements_that_do_not_follow_one_another_stand_beside_one_another_too(case: Case) -> None:
    """Any two statements can be laid beside one another; nothing then says that one follows."""
    one, other = browse.statements(case, size=2).items
    pair = browse.beside(case, one.id, other.id)
    assert pair is not None
    assert pair.why is None
    assert pair.changes == ()


@pytest.mark.parametrize("ask", [browse.claim, browse.article, browse.source, browse.outlet])
def test_what_is_not_there_is_none(case: Case, ask: object) -> None:
    """An id that nothing has gives nothing."""
    assert ask(case, "none") is None  # type: ignore[operator]
    assert browse.beside(case, "none", "none") is None


def test_articles_added_since_are_shown_and_told_apart(traced_example: Path, tmp_path: Path, weir: list) -> None:
    """An article that the trace does not take in comes last in number, with its statements and sources, in no claim."""
    with Case(shutil.copy(traced_example, tmp_path / "more.case")) as case:
        before = browse.overview(case)
        case.add(weir)
        after = browse.overview(case)
        assert (after.articles, after.outlets, after.statements) == (
            before.articles + 3,
            before.outlets + 3,
            before.statements + 2,
        )
        assert (after.sources, after.claims) == (before.sources + 2, before.claims)
        assert (browse.late(case), case.tracing().current) == (3, False)  # type: ignore[union-attr]  # it is traced
        late = [row for row in browse.articles(case).items if not row.traced]
        assert [row.place.number for row in late] == [12, 13, 14]
        page = browse.article(case, "id-echo")
        assert page is not None
        assert [(card.who, card.claim) for card in page.cards] == [("Rolf Arnaud", "")]
        for ask in (browse.articles, browse.statements, browse.sources):
            for facet, values in ask(case).facets.items():
                for value in values:
                    assert ask(case, **{facet: value.value}).total == value.count
        assert browse.articles(case, words="naïve").items[0].place.id == "id-leaflet"
        assert browse.statements(case, words="autumn at best").items[0].id == "echo-0"


def test_a_removed_article_leaves_no_word_behind(traced_example: Path, tmp_path: Path) -> None:
    """Removing an article makes everything anew from the others, and leaves no row of its own."""
    with Case(shutil.copy(traced_example, tmp_path / "fewer.case")) as case:
        gone = browse.articles(case).items[0]
        case.remove(gone.place.id)
        assert browse.overview(case).claims == 0
        assert browse.articles(case).total == 10
        assert browse.statements(case).total == sum(len(r.statements) for r in case.readings())
        assert browse.article(case, gone.place.id) is None
