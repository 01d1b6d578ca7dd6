"""What changed between two versions, as lines that a reader compares."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.records import Article, Block, Reading, Role, Span
from whence.report.records import Part
from whence.versions.differences import differences
from whence.versions.lines import Line
from whence.versions.redline import redline
from whence.versions.sections import Section


def reading(*lines: str, role: Role = Role.paragraph) -> Reading:
    """Return an article of some lines."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    blocks = tuple(
        Block(role=role, span=Span(start, start + len(line))) for start, line in zip(starts, lines, strict=True)
    )
    article = Article(id=str(hash(lines)), text=text, blocks=blocks, digest="0" * 64, file="x")
    return Reading(article=article)


def shown(lines: tuple[Line, ...]) -> list[str]:
    """Return lines as `wdiff` writes them."""
    marks = {Part.same: "{}", Part.removed: "[-{}-]", Part.added: "{{+{}+}}"}
    return [
        "".join(
            " " * piece.text.startswith(" ") + marks[piece.part].format(piece.text.strip()) for piece in line.pieces
        )
        for line in lines
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            ["It opens in June, she said."],
            ["It opens in July, she said."],
            ["It opens in [-June-] {+July+}, she said."],
        ),
        (["A big house."], ["A house."], ["A [-big-] house."]),
        (["A house."], ["A big house."], ["A {+big+} house."]),
        (["Two died."], ["Two died today."], ["Two died {+today+}."]),
        (["He wept. He left."], ["He wept."], ["He wept. [-He left.-]"]),
        (["Two died, he said."], ["Two died."], ["Two died[-, he said-]."]),
        (["One.", "Two.", "Three."], ["One.", "Three."], ["One.", "[-Two.-]", "Three."]),
        (["One.", "Two."], ["One.", "Two.", "Three."], ["One.", "Two.", "{+Three.+}"]),
        (["One.", "Two."], ["One."], ["One.", "[-Two.-]"]),
        ([], ["One."], ["{+One.+}"]),
        (["One."], [], ["[-One.-]"]),
        (["The mill is shut."], ["The mill", "is shut."], ["The mill", "is shut."]),
    ],
)
def test_changed_words_stand_in_their_lines(before: list[str], after: list[str], lines: list[str]) -> None:
    """Words and whole lines that came or went stand where they were, with blanks where a reader wants them."""
    old, new = reading(*before), reading(*after)
    found = redline(differences(old, new), old.article, new.article)
    assert shown(found[Section.body]) == lines if found else before != lines


def test_a_section_without_a_change_is_left_out() -> None:
    """Only sections in which a word changed are given."""
    old, new = reading("A.", role=Role.headline), reading("B.", role=Role.headline)
    assert set(redline(differences(old, new), old.article, new.article)) == {Section.headline}
    assert redline(differences(old, old), old.article, old.article) == {}


_WORDS = st.sampled_from(["mill", "weir", "June", "opens,", "(so)", "she", "said.", "12", "–"])
_LINES = st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), max_size=4)


@settings(max_examples=500)
@given(before=_LINES, after=_LINES)
def test_each_version_is_whole_in_it(before: list[str], after: list[str]) -> None:
    """The pieces that are not removed are the later version's words, those that are not added the earlier's."""
    old, new = reading(*before), reading(*after)
    difference = differences(old, new)
    found = redline(difference, old.article, new.article).get(Section.body)
    if found is None:
        assert " ".join(before).split() == " ".join(after).split()
        return
    for left_out, lines in ((Part.removed, after), (Part.added, before)):
        kept = "".join(piece.text for line in found for piece in line.pieces if piece.part is not left_out)
        assert "".join(kept.split()) == "".join("".join(lines).split())
    removed = [piece for line in found for piece in line.pieces if piece.part is Part.removed]
    assert len(removed) == sum(edit.before is not None for edit in difference.edits)
    assert all(edit.at <= other.at for edit, other in pairwise(difference.edits))
