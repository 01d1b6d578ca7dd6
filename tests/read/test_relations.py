"""Relations: what rules add to the network's findings and how they are put in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whence.model.decode import Found
from whence.read.relations import relations_of
from whence.records import Article, Block, Role, Span, Spans


def article(*lines: tuple[Role, str]) -> Article:
    """An article of one block a line."""
    text = "\n".join(words for _, words in lines)
    blocks = []
    at = 0
    for role, words in lines:
        blocks.append(Block(role=role, span=Span(at, at + len(words))))
        at += len(words) + 1
    return Article(id="a", text=text, blocks=tuple(blocks), digest="", file="a", language="en")


def found(text: str, *, cue: str, content: str, source: str = "", score: float = 0.9) -> Found:
    """A finding of the network, its spans given by their words."""

    def spans(words: str) -> Spans:
        at = text.find(words) if words else -1
        return () if at < 0 else (Span(at, at + len(words)),)

    return Found(
        cue=spans(cue),
        source=spans(source),
        content=spans(content),
        addressee=(),
        evidence=(),
        score=score,
        acts=(),
        hedge=0.0,
        kinds=(),
    )


def words(text: str, spans: Spans) -> list[str]:
    """The words of spans."""
    return [text[s:e] for s, e in spans]


@pytest.mark.parametrize(
    ("headline", "cue", "source", "content"),
    [
        ("Dam fails in north - Reports", ["Reports"], [], ["Dam fails in north"]),
        ("Dam fails in north – police", [], ["police"], ["Dam fails in north"]),
        ("Reports of dam failure grow", None, None, None),
    ],
)
def test_a_headlines_suffix_names_its_source(
    headline: str, cue: list[str] | None, source: list[str], content: list[str]
) -> None:
    """A source behind a dash at the end of a headline makes a relation; the same word elsewhere does not."""
    relations = relations_of(article((Role.headline, headline)), [])
    expected = [] if cue is None else [(cue, source, content)]
    assert [
        (words(headline, r.cue), words(headline, r.source), words(headline, r.content)) for r in relations
    ] == expected


def test_a_quotation_that_runs_on_joins_its_relation() -> None:
    """A paragraph that opens with a mark, after one whose quotation stayed open, goes on with the same relation."""
    page = article(
        (Role.paragraph, "“We saw the water rise, Torvik said."),
        (Role.paragraph, "“It went on all night long.”"),
    )
    relations = relations_of(page, [found(page.text, cue="said", source="Torvik", content="“We saw the water rise")])
    assert [words(page.text, r.content) for r in relations] == [
        ["“We saw the water rise", "“It went on all night long.”"]
    ]


def test_a_quotation_without_a_cue_gets_a_relation_of_its_own() -> None:
    """Whole quoted sentences behind a speaker's words are a statement, though nothing introduces them."""
    page = article((Role.paragraph, "The gates held, Torvik said. “Nobody has to leave the town.”"))
    relations = relations_of(page, [found(page.text, cue="said", source="Torvik", content="The gates held")])
    assert [(words(page.text, r.cue), words(page.text, r.content)) for r in relations] == [
        (["said"], ["The gates held"]),
        ([], ["“Nobody has to leave the town.”"]),
    ]


def test_scare_quotes_make_no_relation() -> None:
    """A few quoted words inside a sentence quote nobody."""
    page = article((Role.paragraph, "Torvik said the gates held. The “temporary” wall stands."))
    assert len(relations_of(page, [found(page.text, cue="said", source="Torvik", content="the gates held")])) == 1


def test_a_relation_inside_anothers_content_has_it_as_parent() -> None:
    """The cue's place decides: it stands in the content of the smallest relation around it."""
    page = article((Role.paragraph, "Police said the man claimed he was at home."))
    outer = found(page.text, cue="said", source="Police", content="the man claimed he was at home")
    inner = found(page.text, cue="claimed", source="the man", content="he was at home")
    relations = relations_of(page, [inner, outer])
    assert [(words(page.text, r.cue), r.parent) for r in relations] == [(["said"], None), (["claimed"], 0)]


def test_two_cues_for_the_same_words_leave_the_surer_one() -> None:
    """Of two findings with one content the one with the higher score stays."""
    page = article((Role.paragraph, "Police said and added the road was closed."))
    sure = found(page.text, cue="said", source="Police", content="the road was closed", score=0.9)
    unsure = found(page.text, cue="added", source="Police", content="the road was closed", score=0.5)
    assert [words(page.text, r.cue) for r in relations_of(page, [unsure, sure])] == [["said"]]


def test_spans_lose_commas_and_pieces_without_words() -> None:
    """Commas and dashes at the edges are no part of a span, and a span of punctuation is none."""
    page = article((Role.paragraph, "The road was closed, police said."))
    relation = found(page.text, cue="said", source="police", content="The road was closed,")
    (result,) = relations_of(page, [relation])
    assert words(page.text, result.content) == ["The road was closed"]


@pytest.mark.parametrize(
    ("sentence", "cue", "runs", "content"),
    [
        ("The firm says it was told of no crack.", "told", ["it", "of no crack"], ["of no crack"]),
        (
            "They were warned that the road floods.",
            "were warned",
            ["They", "that the road floods"],
            ["that the road floods"],
        ),
        ("It, the mayor said, is over.", "said", ["It", "is over"], ["It", "is over"]),
    ],
)
def test_whoever_was_told_is_no_part_of_what_was_told(
    sentence: str, cue: str, runs: list[str], content: list[str]
) -> None:
    """A pronoun before a passive cue is left out of the content; what a cue only interrupts stays."""
    page = article((Role.paragraph, sentence))
    spans = tuple(Span(at, at + len(run)) for run in runs if (at := sentence.find(run)) >= 0)
    relation = replace(found(sentence, cue=cue, content="crack"), content=spans)
    (result,) = relations_of(page, [relation])
    assert words(page.text, result.content) == content


def test_an_unquoted_run_of_another_sentence_is_left_out() -> None:
    """Where the cue's own sentence has a run, a sentence before it that stands in no marks is not the source's."""
    text = "The ramp was old. “It held,” she said."
    page = article((Role.paragraph, text))
    finding = replace(
        found(text, cue="said", content="The ramp was old", source="she"),
        content=(Span(0, 16), Span(18, 28)),
    )
    assert words(text, relations_of(page, [finding])[0].content) == ["“It held,”"]


def test_a_quotation_stays_one_though_the_network_found_a_cue_inside_it() -> None:
    """A running quotation in which somebody is told to have said something is still the last speaker's."""
    first = "Ana Torvik told us she was there."
    second = "“He said the ramp was safe. I heard it myself.”"
    page = article((Role.paragraph, first), (Role.paragraph, second))
    text = page.text
    outer = found(text, cue="told", content="she was there", source="Ana Torvik")
    inner = found(text, cue="said", content="the ramp was safe", source="He")
    contents = [words(text, r.content) for r in relations_of(page, [outer, inner])]
    assert [second] in contents
