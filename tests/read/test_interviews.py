"""Interviews printed as questions and answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from whence.read.interviews import labels_of, said
from whence.read.labelled import labelled
from whence.read.relation import Relation
from whence.read.sources import resolve
from whence.records import Article, Role, Span

from .lines import article

INTRO = "Petra Holm has run the Tarn lock for eleven years. She spoke to us about the barge that struck the bridge."
QUESTIONS = ("Why did nobody stop the barge?", "Did the county warn you?", "What happens now?")
ANSWERS = ("We never saw it come.", "No. Nobody wrote back.", "The pier has sunk by nine centimetres.")


def interview(asker: str, answerer: str, *before: tuple[Role, str] | str, **known: object) -> Article:
    """An interview whose lines bear two labels, below some other lines."""
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    lines = [line for asked, answered in pairs for line in (f"{asker}: {asked}", f"{answerer}: {answered}")]
    return article(*(before or (INTRO,)), *lines, **known)  # type: ignore[arg-type]


def spoken(page: Article) -> list[tuple[str | None, str]]:
    """The speaker's name and the words of each statement that labels make, in the order of the text."""
    made = sorted(labelled(page, []), key=lambda relation: relation.content)
    resolution = resolve(page, made)
    names = {source.id: source.name for source in resolution.sources}
    words = ["".join(page.text[s:e] for s, e in relation.content) for relation in made]
    return [(names.get(speaker or ""), said) for speaker, said in zip(resolution.speakers, words, strict=True)]


@pytest.mark.parametrize(
    ("asker", "answerer", "before"),
    [
        ("IV", "PH", ()),
        ("Q", "P.H.", ()),
        ("Q", "A", ()),
        ("Question", "Answer", ()),
        ("Interviewer", "Holm", ()),
        ("Interviewer", "HOLM", ()),
        ("VENN", "PETRA HOLM", ()),
        ("Iris Venn", "Petra Holm", ()),
        ("Q", "Dr Holm", ()),
        ("Ledger", "PH", ()),
        ("Q", "PH", ((Role.headline, "“We never saw it come”: Petra Holm on the barge"), "A barge struck the bridge.")),
        ("Q", "PH", ((Role.caption, "Petra Holm at the lock on Monday."), "A barge struck the bridge.")),
        ("Q", "PH", ((Role.subhead, "Dr Petra Holm keeps the Tarn lock"), "A barge struck the bridge.")),
    ],
)
def test_an_answer_is_said_by_whom_its_label_names(
    asker: str, answerer: str, before: tuple[tuple[Role, str] | str, ...]
) -> None:
    """Initials, surnames and "A" lead to the name that the article gives in full; the interviewer's lead nowhere."""
    page = interview(asker, answerer, *before, authors=("Iris Venn",), outlet="The Morrow Ledger")
    assert spoken(page) == [("Petra Holm", answer) for answer in ANSWERS]


@pytest.mark.parametrize(
    ("asker", "answerer", "before"),
    [
        ("Q", "PH", ("Petra Holm and Paul Hagen keep the lock.",)),  # either may be meant
        ("Q", "A", ("Petra Holm and Jon Dahl keep the lock.",)),
        ("Q", "A", ("A barge struck the bridge.",)),
        ("Q", "JD", ()),
        ("Q", "PH", ("The Port Hospital treated two men.",)),
        ("Rating", "Note", ()),
    ],
)
def test_a_label_that_leads_to_nobody_or_to_two_makes_no_statement(
    asker: str, answerer: str, before: tuple[str, ...]
) -> None:
    """Nobody is guessed: what stands behind an unknown label is as it was."""
    assert spoken(interview(asker, answerer, *before)) == []


def test_two_people_are_told_apart_by_their_initials() -> None:
    """Where two people answer, each label leads to its own name."""
    page = article(
        "Petra Holm and Jon Dahl keep the lock.", "Q: Who saw it?", "PH: Not me.", "JD: I saw it.", "PH: He did."
    )
    assert spoken(page) == [("Petra Holm", "Not me."), ("Jon Dahl", "I saw it."), ("Petra Holm", "He did.")]


def test_an_answer_goes_on_until_the_next_label() -> None:
    """Further paragraphs of an answer are its speaker's; notes in brackets and what follows the last answer are not."""
    page = article(
        INTRO, "Q: Who came?", "PH: Two men.", "They went away again.", "(She laughs.)", "Q: When?", "PH: In April.",
        "The lock opens again on Monday.",
    )  # fmt: skip
    assert spoken(page) == [("Petra Holm", words) for words in ("Two men.", "They went away again.", "In April.")]


def test_a_line_may_hold_a_question_with_its_answer() -> None:
    """Labels behind the end of a sentence part a line."""
    page = article(
        INTRO, "Q: Who came? A: Two men. They left.", "Q: When? A: In April: the 2nd.", "Q: Why? A: Ask them."
    )
    assert [words for _, words in spoken(page)] == ["Two men. They left.", "In April: the 2nd.", "Ask them."]
    found = list(said(page.text, page.blocks[1], ("Q", "A")))
    assert [page.text[slice(*one.label)] for one in found] == ["Q", "A"]


@pytest.mark.parametrize(
    "lines",
    [
        (INTRO, "PH: One answer.", "A second line."),
        (INTRO, "A: the lock", "B: the bridge", "C: the toll house"),
        ("Note: the lock is shut.", "Update: it is open.", "Source: the county."),
    ],
)
def test_other_lines_with_colons_are_no_interview(lines: Sequence[str]) -> None:
    """Fewer than three known labels, lists and notes make no interview."""
    assert labels_of(article(*lines)) == {}


def test_first_person_words_in_an_answer_are_the_answerers() -> None:
    """ "I" as the source of what is told inside an answer is whoever answers, not the article's author."""
    page = article(
        INTRO, "Q: And then?", "PH: I said that it would fail.", "Q: So?", "PH: It did.", authors=("Iris Venn",)
    )
    at = page.text.index("I said that")
    inner = Relation(
        content=(Span(at + 12, at + 30),), source=(Span(at, at + 1),), cue=(Span(at + 2, at + 6),), parent=1, block=2
    )
    resolution = resolve(page, [inner, *labelled(page, [])])
    assert {source.name for source in resolution.sources} == {"Petra Holm"}
    assert len(set(resolution.speakers)) == 1
