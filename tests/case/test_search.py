"""Search finds words as people type them, and says where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.case import Case, Hit
from whence.case.query import fold, parts
from whence.errors import WrongUse
from whence.records import Reading


def files(hits: list[Hit]) -> set[str]:
    return {hit.file.removesuffix(".txt") for hit in hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("weir", {"beacon", "echo"}),
        ("WEIR mill", {"beacon", "echo"}),
        ("zoe", {"beacon"}),
        ("Zoë's", {"beacon"}),
        ("zoé’s", {"beacon"}),
        ("cafe naive", {"leaflet"}),
        ("CAFÉ", {"leaflet"}),
        ('"the mill"', {"echo", "leaflet"}),
        ("“the mill owns”", {"echo"}),
        ('"mill the"', set()),
        ('"the mil"*', {"echo", "leaflet"}),
        ("open*", {"beacon", "echo", "leaflet"}),
        ("open", {"beacon", "echo"}),
        ("ope", set()),
        ("delayed autumn", {"echo"}),
        ("weir café", set()),
        ('weir "in june', {"beacon"}),
        ("weir OR café", set()),
        ("NOT weir", {"beacon"}),
        ("text:weir", set()),
        ("weir -", {"beacon", "echo"}),
        ('"" weir ()*', {"beacon", "echo"}),
        ("!!! — *", set()),
        ('"', set()),
        ("", set()),
    ],
)
def test_words_find_their_articles(case: Case, query: str, found: set[str]) -> None:
    """All words are to be found; accents and case fold; only quotation marks and the star have a meaning."""
    assert files(case.search(query)) == found


@given(st.text(max_size=40) | st.text(alphabet='"*()^:+-{}\\\0 aAND ORNOTNEAR,;\ud800', max_size=40))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_of_a_user_raises(case: Case, query: str) -> None:
    """Whatever a user types is searched for, as words, as a source's name and as an outlet's."""
    for hits in (
        case.search(query),
        case.search(query, source="ines"),
        case.search("weir", source=query, outlet=query),
    ):
        assert files(hits) <= {"beacon", "echo", "leaflet"}


def test_very_many_words_are_no_trouble(case: Case) -> None:
    """A page's worth of words is a query as well."""
    assert case.search(" ".join(f"word{n}" for n in range(5000))) == []
    assert files(case.search("weir " * 5000)) == {"beacon", "echo"}


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"outlet": "lowmarsh beacon"}, {"beacon"}),
        ({"outlet": "ECHO"}, {"echo"}),
        ({"outlet": "ech"}, set()),
        ({"outlet": "—"}, set()),
        ({"since": "2027-03-03"}, {"echo"}),
        ({"until": "2027-03-03"}, {"beacon"}),
        ({"until": "2027-03-05T08:30"}, {"beacon", "echo"}),
        ({"until": "2027-03-05T08:29"}, {"beacon"}),
        ({"since": "2027", "until": "2027-03"}, {"beacon", "echo"}),
        ({"since": "2028"}, set()),
        ({"source": "okker"}, {"beacon"}),
        ({"source": "The Mayor"}, {"beacon"}),
        ({"source": "Okk"}, set()),
        ({"source": "Arnaud", "outlet": "beacon"}, set()),
    ],
)
@pytest.mark.parametrize("query", ["weir", "", "open*"])
def test_a_search_is_narrowed(case: Case, narrowed: dict[str, str], found: set[str], query: str) -> None:
    """Source, outlet and time narrow a search, and alone they list what is there; an article without a time is out."""
    assert files(case.search(query, **narrowed)) == found  # type: ignore[arg-type]  # all of them are texts


def test_a_source_s_search_reads_what_it_said_only(case: Case) -> None:
    """With a source, words that stand elsewhere in the article find nothing, and the hit names statement and source."""
    assert case.search("agree", source="Okker") == []
    (hit,) = case.search("JUNE", source="okker")
    assert (hit.statement, hit.source) == ("beacon-0", "Ines Okker")
    assert [snippet.text for snippet in hit.snippets] == ["The weir at Zoë’s Mill will open in June"]


def test_a_phrase_over_a_gap_is_marked_on_both_sides(case: Case) -> None:
    """Where a content leaves words out, the found words are marked, and what is left out is not."""
    (hit,) = case.search('"weir would open"', source="Arnaud")
    (snippet,) = hit.snippets
    (text,) = [article.text for article in case.articles() if article.id == hit.article]
    assert [text[start:end] for start, end in snippet.marks] == ["weir", "would open"]
    assert snippet.text == "the weir, which the mill owns, would open in autumn at best"


def test_a_time_that_is_none_is_a_wrong_use(case: Case) -> None:
    """A time that nobody could read is told, not passed over."""
    with pytest.raises(WrongUse, match="'soon' is no time"):
        case.search("weir", since="soon")


@pytest.mark.parametrize("mark", ["", "\ufdd0", "\ufdd1 \ue000"])
def test_snippets_open_to_the_words(make: Callable[..., Reading], mark: str) -> None:
    """Snippets are stretches of the text, marks the found words, in lines, cut between words, few for many."""
    line = " ".join(f"filling{n}" for n in range(60))
    text = f"Léda {mark} opens\n{line} the léda sill, {line}\nNo LEDA here {mark}.\n" + "leda\n" * 50
    with Case(":memory:") as case:
        case.add([make("a", text)])
        (hit,) = case.search("leda")
    assert 0 < len(hit.snippets) <= 3
    for snippet in hit.snippets:
        assert text[snippet.span.start : snippet.span.end] == snippet.text
        assert "\n" not in snippet.text
        assert len(snippet.text) <= 260
        assert all(fold(text[start:end]) == "leda" for start, end in snippet.marks)
        assert all(snippet.span.start <= start and end <= snippet.span.end for start, end in snippet.marks)
    cut = hit.snippets[1].text.split()
    assert {"the", "léda", "sill,"} <= set(cut)
    assert all(word in text.split() for word in cut)


words = st.text(alphabet="abé’ -\n\ufdd0", max_size=8)


@given(st.lists(words, min_size=1, max_size=60).map("mill".join), st.sampled_from(["mill", "mill*", "ab*", '"a b"']))
@settings(max_examples=150)
def test_offsets_hold_in_any_text(make: Callable[..., Reading], text: str, query: str) -> None:
    """In any text, snippets are stretches of it, in order, and their marks lie inside."""
    with Case(":memory:") as case:
        case.add([make("a", text)])
        for hit in case.search(query):
            assert hit.snippets
            for snippet in hit.snippets:
                assert text[snippet.span.start : snippet.span.end] == snippet.text
                assert snippet.marks
                assert list(snippet.marks) == sorted(snippet.marks)
                assert all(snippet.span.start <= start < end <= snippet.span.end for start, end in snippet.marks)


@pytest.mark.parametrize(("text", "marks"), [("mill at dawn " * 200_000, 3), ("a\n" * 300_000, 3), ("a" * 900_000, 1)])
def test_a_word_that_fills_megabytes_costs_no_more_than_its_snippets(
    make: Callable[..., Reading], text: str, marks: int
) -> None:
    """Only the first places of a text with very many are marked, and a text without a space is no trouble."""
    with Case(":memory:") as case:
        case.add([make("a", text)])
        (hit,) = case.search("mill a*")[:1] or case.search("a*")
    assert marks <= len(hit.snippets) <= 3
    assert all(text[s.span.start : s.span.end] == s.text for s in hit.snippets)


def test_the_closest_match_comes_first_and_the_limit_cuts(make: Callable[..., Reading]) -> None:
    """Articles where the word weighs more stand first; equal ones are ordered by file."""
    with Case(":memory:") as case:
        case.add(
            [make("c", "sluice\n"), make("b", f"mill {'dry ' * 90}\n"), make("a", "mill mill\n"), make("d", "sluice\n")]
        )
        assert [hit.file for hit in case.search("mill")] == ["a.txt", "b.txt"]
        assert [hit.file for hit in case.search("sluice")] == ["c.txt", "d.txt"]
        assert [hit.file for hit in case.search("sluice", limit=1)] == ["c.txt"]


@pytest.mark.parametrize(
    ("query", "made"),
    [
        ('dam* "will hold"', ['"dam" *', '"will hold"']),
        ('“will hold”* "dam', ['"will hold" *', '"dam"']),
        ("dam dam", ['"dam"']),
        ("a\0b", ['"a"', '"b"']),
        ("— …", []),
    ],
)
def test_a_query_becomes_quoted_strings(query: str, made: list[str]) -> None:
    """Every word reaches FTS5 in quotation marks."""
    assert parts(query) == made


@pytest.mark.parametrize(("name", "folded"), [("Café “Zoë”, Ltd.", "cafe zoe ltd"), ("…", ""), ("ǅ_é", "dz e")])
def test_names_are_compared_without_accents_case_and_marks(name: str, folded: str) -> None:
    """A name is its words."""
    assert fold(name) == folded
