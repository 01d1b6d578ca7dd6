"""Articles in other languages than English are counted, by language, and can be listed."""

from __future__ import annotations

import pytest

from whence import browse
from whence.browse import Language
from whence.case import Case


def test_the_overview_counts_what_was_not_read(in_languages: Case) -> None:
    """Articles and captures, in all and by language with most articles first; what was read is not among them."""
    whole = browse.overview(in_languages)
    assert (whole.articles, whole.captures) == (7, 8)
    assert (whole.not_read, whole.not_read_captures) == (4, 5)
    assert whole.languages == (
        Language(code="fr", articles=3, captures=4),
        Language(code="de", articles=1, captures=1),
    )


def test_where_all_was_read_nothing_is_counted(case: Case) -> None:
    """A collection in English has no such articles and no languages."""
    whole = browse.overview(case)
    assert (whole.not_read, whole.not_read_captures, whole.languages) == (0, 0, ())
    assert browse.articles(case, not_read="any").total == 0
    assert browse.articles(case).facets["not_read"] == ()


@pytest.mark.parametrize(
    ("asked", "captures", "articles"), [("any", 5, 4), ("fr", 4, 3), ("de", 1, 1), ("en", 0, 0), ("", 8, 7)]
)
def test_each_count_is_the_length_of_its_list(in_languages: Case, asked: str, captures: int, articles: int) -> None:
    """The list of a language, or of any that was not read, has just its articles, each capture or each once."""
    listing = browse.articles(in_languages, not_read=asked)
    assert listing.total == captures
    assert browse.articles(in_languages, not_read=asked, versions="latest").total == articles
    assert all(row.not_read for row in listing.items) is (asked != "")
    counted = {facet.value: facet.count for facet in browse.articles(in_languages).facets["not_read"]}
    assert counted == {"fr": 4, "de": 1}
    assert {
        facet.value: facet.count for facet in browse.articles(in_languages, outlet="Le Tarn").facets["not_read"]
    } == {
        "fr": 3,
        "de": 1,
    }


def test_the_other_articles_are_not_looked_at(in_languages: Case) -> None:
    """Counting them asks an index of their own alone, however many articles were read."""
    for sql in ("count(*) FROM article WHERE not_read IS NOT NULL", "n FROM article WHERE not_read = 'fr'"):
        plan = " ".join(row["detail"] for row in in_languages.rows(f"EXPLAIN QUERY PLAN SELECT {sql}"))
        assert "USING COVERING INDEX article_not_read" in plan
