"""Statements in the outlet's own voice: what an article asserts outside every attribution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.own_voice import dateline_end, own_voice
from whence.read.relation import Relation
from whence.records import Article, Block, Role, Span


def article(*lines: tuple[Role, str]) -> Article:
    blocks: list[Block] = []
    at = 0
    for role, line in lines:
        blocks.append(Block(role=role, span=Span(at, at + len(line))))
        at += len(line) + 2
    text = "\n\n".join(line for _, line in lines)
    return Article(id="x", text=text, blocks=tuple(blocks), digest="0", file="x.txt")


def find(text: str, words: str | None) -> tuple[Span, ...]:
    if words is None:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def voice(line: str, *relations: tuple[str, str | None, str | None], role: Role = Role.paragraph) -> list[str]:
    page = article((role, line))
    found = [Relation(content=find(line, c), source=find(line, s), cue=find(line, q)) for c, s, q in relations]
    return [" / ".join(page.text[a:b] for a, b in content) for content in own_voice(page, found)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rain fell all night. The river rose by two metres.", ["Rain fell all night", "The river rose by two metres"]),
        ("ARBEN, Nov. 3 (Lacus) - Rain fell all night.", ["Rain fell all night"]),
        ("VALE/ARBEN — Rain fell all night.", ["Rain fell all night"]),
        ("The dyke held, but three farms were flooded.", ["The dyke held", "three farms were flooded"]),
        ("But the dyke held.", ["the dyke held"]),
        ("The gate opens at 9 a.m.", ["The gate opens at 9 a.m."]),
        ("(The dyke is the oldest in the province.)", ["The dyke is the oldest in the province"]),
        ("Was the dyke safe? Nobody knew.", ["Nobody knew"]),
        ("Call the helpline. Read more here. The line is free.", ["The line is free"]),
        ("Sandbags, mostly. And mud.", []),
        ("“The water came in the dark and we ran.”", []),
        (
            "Police sealed the road, and the “miracle dog” was found.",
            ["Police sealed the road", "the “miracle dog” was found"],
        ),
    ],
)
def test_plain_paragraphs(line: str, expected: list[str]) -> None:
    """Main and coordinated clauses are statements; datelines, questions, commands, fragments and quotations are not."""
    assert voice(line) == expected


@pytest.mark.parametrize(
    ("line", "relation", "expected"),
    [
        ("The dyke held, the mayor said.", ("The dyke held", "the mayor", "said"), []),
        ("In a statement on Monday, the mayor said the dyke held.", ("the dyke held", "the mayor", "said"), []),
        ("The mayor said in an interview on Monday that the dyke held.", ("the dyke held", "The mayor", "said"), []),
        ("The mayor, who has led the town since 2019, said the dyke held.", ("the dyke held", "The mayor", "said"), []),
        (
            "The road has been shut since Monday, and police said it was unsafe.",
            ("it was unsafe", "police", "said"),
            ["The road has been shut since Monday"],
        ),
        (
            "The strike began hours after the union said talks had failed.",
            ("talks had failed", "the union", "said"),
            ["The strike began"],
        ),
        (
            "The mayor said the dyke held, but 40 people were moved.",
            ("the dyke held", "The mayor", "said"),
            ["40 people were moved"],
        ),
        ("He heads a board, which the mayor says should go.", ("should go", "the mayor", "says"), ["He heads a board"]),
    ],
)
def test_beside_an_attribution(line: str, relation: tuple[str, str, str], expected: list[str]) -> None:
    """A clause beside an attribution is a statement, what only completes the attribution's sentence is none."""
    assert voice(line, relation) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Did the dyke hold?", ["Did the dyke hold?"]),
        ("How did the dyke hold?", []),
        ("Two dead in dyke blast", ["Two dead in dyke blast"]),
        ("SUND KEEPER OUT FOR A YEAR", ["SUND KEEPER OUT FOR A YEAR"]),
        ("The dyke, the day after", []),
    ],
)
def test_titles_that_ask_whether_or_tell_a_state(line: str, expected: list[str]) -> None:
    """A subhead that asks whether something is so is a statement, with its mark; so is a headline without a verb."""
    page = article((Role.subhead, line))
    assert [page.text[a:b] for ((a, b),) in own_voice(page, [])] == expected


def test_a_clause_of_place_inside_an_attribution_is_the_outlets() -> None:
    """A "where" clause that a relation's content leaves out is asserted by the outlet."""
    line = "The dyke, where two men drowned in May, was unsafe, she said."
    content = find(line, "The dyke") + find(line, "was unsafe")
    page = article((Role.paragraph, line))
    relation = Relation(content=content, source=find(line, "she"), cue=find(line, "said"))
    assert [line[a:b] for ((a, b),) in own_voice(page, [relation])] == ["two men drowned in May"]


def test_a_clause_that_runs_into_an_attribution_is_left_out() -> None:
    """A clause whose object lies in an attribution is not the outlet's alone."""
    assert voice("The talks renewed a promise of flour.", ("a promise of flour", None, None)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dam fails in north", ["Dam fails in north"]),
        ("Three held after port raid", ["Three held after port raid"]),
        ("How the dam failed", []),
        ("Dam failure: what we know", []),
        ("A quiet valley", []),
    ],
)
def test_headlines(line: str, expected: list[str]) -> None:
    """A headline that asserts is a statement; one that promises an answer or names a topic is none."""
    assert voice(line, role=Role.headline) == expected


def test_captions_are_read_and_furniture_is_not() -> None:
    """Captions and subheads hold statements; credits, promos, tags and navigation do not."""
    page = article(
        (Role.nav, "Prices rise again"),
        (Role.caption, "Soldiers fill sandbags in Arben. Photo: L. Sand"),
        (Role.credit, "The picture was taken by L. Sand."),
        (Role.promo, "The mayor resigns in Vale."),
        (Role.subhead, "Two bridges remain shut"),
    )
    found = [page.text[a:b] for content in own_voice(page, ()) for a, b in content]
    assert found == ["Soldiers fill sandbags in Arben", "Two bridges remain shut"]


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("ARBEN (Lacus) - Rain fell.", "Rain fell."),
        ("PORT VALE, Nov 17 (Lacus) – Rain fell.", "Rain fell."),
        ("ST. ANN, D.C. -- Rain fell.", "Rain fell."),
        ("(Lacus) - Rain fell.", "Rain fell."),
        ("The dyke - built in 1900 - held.", "The dyke - built in 1900 - held."),
        ("Rain fell.", "Rain fell."),
        ("", ""),
    ],
)
def test_dateline(line: str, rest: str) -> None:
    """A place in capitals, or an agency in brackets, before a dash opens a paragraph that begins after it."""
    assert line[dateline_end(line, 0, len(line)) :] == rest


PIECES = [
    "The dyke held",
    "the mayor said",
    ", and",
    " but ",
    ". ",
    "; ",
    "40 people were moved",
    " that ",
    "“",
    "”",
    "? ",
    " - ",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=25),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=6),
)
def test_statements_never_touch_an_attribution(pieces: list[str], cuts: list[tuple[int, int]]) -> None:
    """Whatever the text and relations, statements are in order, inside the block and free of attributed characters."""
    line = "".join(pieces)
    spans = [Span(a, min(a + n, len(line))) for a, n in cuts if a < len(line)]
    relations = [Relation(content=(span,)) for span in spans]
    at = 0
    for (span,) in own_voice(article((Role.paragraph, line)), relations):
        assert at <= span.start < span.end <= len(line)
        assert not any(span.start < s.end and s.start < span.end for s in spans)
        at = span.end
