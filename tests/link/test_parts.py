from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linking import units_of
from whence.link.parts import parts_of
from whence.records import Act, Article, Block, Figure, Form, Reading, Role, Span, Statement


def made(text: str, *contents: str, form: Form = Form.indirect, **known: object) -> tuple[Article, Statement]:
    """An article of one paragraph, and a statement with these stretches of it as its content."""
    spans, at = [], 0
    for content in contents:
        at = text.index(content, at)
        spans.append(Span(at, at + len(content)))
        at += len(content)
    article = Article(
        id="a", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="", file="a"
    )
    return article, Statement(id="w", article="a", form=form, act=Act.assertion, content=tuple(spans), **known)  # type: ignore[arg-type]


def words(text: str, *contents: str, form: Form = Form.indirect) -> list[str]:
    """The words of each part."""
    article, statement = made(text, *contents, form=form)
    return [" … ".join(text[s:e] for s, e in part.content) for part in parts_of(article, statement)]


@pytest.mark.parametrize(
    ("text", "contents", "form", "parts"),
    [
        (
            "A wall fell in Tolm on Friday, killing 14 people and injuring more than 30, the mayor said.",
            ("A wall fell in Tolm on Friday, killing 14 people and injuring more than 30",),
            Form.indirect,
            ["A wall fell in Tolm on Friday", "killing 14 people", "injuring more than 30"],
        ),
        (
            "She said none of the pumps had failed, and the valve may have been left open.",
            ("none of the pumps had failed, and the valve may have been left open",),
            Form.indirect,
            ["none of the pumps had failed", "the valve may have been left open"],
        ),
        (
            "“We lost nine boats,” Orla Finn said. “The harbour wall is gone. Nobody warned us.”",
            ("“We lost nine boats,”", "“The harbour wall is gone. Nobody warned us.”"),
            Form.direct,
            ["“We lost nine boats,”", "“The harbour wall is gone.", "Nobody warned us.”"],
        ),
        ("“We will stay,” she said, “until it is dry.”", ("“We will stay,”", "“until it is dry.”"), Form.direct, []),
        ("The dam, he said, will hold until May.", ("The dam", "will hold until May"), Form.indirect, []),
        ("He said the dam will hold.", ("the dam will hold",), Form.indirect, []),
    ],
)
def test_a_content_is_split_into_its_propositions(
    text: str, contents: tuple[str, ...], form: Form, parts: list[str]
) -> None:
    """Sentences, coordinated clauses and outcomes with figures are parts; an interrupted sentence is not cut."""
    assert words(text, *contents, form=form) == parts


def test_a_part_keeps_the_whole_s_source_and_takes_only_its_own_figures() -> None:
    """Source, cue and act are the whole's; figures and hedges are those of the part's words."""
    text = "Nine people died, and the road may be shut, police said."
    figure = Figure(value=9, unit=None, approx=False, span=Span(0, 4))
    article, whole = made(
        text,
        "Nine people died, and the road may be shut",
        source=(Span(44, 50),),
        cue=(Span(51, 55),),
        figures=(figure,),
        hedged=True,
    )
    first, second = parts_of(article, whole)
    assert (first.source, first.cue, first.part_of) == (whole.source, whole.cue, whole.id)
    assert (first.figures, second.figures) == ((figure,), ())
    assert (first.hedged, second.hedged) == (False, True)


@pytest.mark.parametrize("known", [{"act": Act.question}, {"act": Act.refusal}, {"form": Form.own_voice}])
def test_questions_refusals_and_the_outlet_s_own_words_are_not_split(known: dict[str, object]) -> None:
    """A question asks for one thing, a refusal says nothing, an own-voice statement is one clause already."""
    text = "Nine died. The road is shut."
    article, statement = made(text, text)
    from dataclasses import replace

    assert parts_of(article, replace(statement, **known)) == ()  # type: ignore[arg-type]


@given(st.lists(st.text(alphabet="ab ,.;“”andkilling5\n", min_size=1, max_size=60), min_size=1, max_size=3))
def test_parts_lie_inside_the_whole_and_do_not_overlap(pieces: list[str]) -> None:
    """Whatever the words are, each part's spans lie in the whole's content, in order and apart."""
    text = "|".join(pieces)
    spans, at = [], 0
    for piece in pieces:
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    article, statement = made(text, text)
    from dataclasses import replace

    whole = replace(statement, content=tuple(spans), form=Form.direct)
    found = [span for part in parts_of(article, whole) for span in part.content]
    assert all(any(w.start <= s.start < s.end <= w.end for w in spans) for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_part_that_two_statements_share_is_compared_once() -> None:
    """Two statements of one source and cue that overlap give their common part one unit."""
    text = "She said none of the pumps had failed, and the valve may have been left open, and the siren was silent."
    article, short = made(text, "none of the pumps had failed, and the valve may have been left open")
    _, long = made(
        text, "none of the pumps had failed, and the valve may have been left open, and the siren was silent"
    )
    both = (short, replace(long, id="x"))
    shared = {part.id for part in parts_of(article, both[0])} & {part.id for part in parts_of(article, both[1])}
    ids = [unit.id for unit in units_of([Reading(article=article, statements=both)])]
    assert shared
    assert len(ids) == len(set(ids))
    assert shared < set(ids)
