"""Footnotes and the words that bear their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.footnotes import find_notes, footnote_mark
from whence.records import Block, Role, Span


def read_notes(body: str, *notes: str) -> list[tuple[str, str, list[str]]]:
    """Give the notes of a text whose first line is the body: mark, words, marked words."""
    text = "\n".join((body, *notes))
    blocks, at = [], 0
    for i, line in enumerate(text.split("\n")):
        blocks.append(Block(role=Role.paragraph if i == 0 else Role.footnote, span=Span(at, at + len(line))))
        at += len(line) + 1
    found = find_notes(text, tuple(blocks))
    return [(n.mark, text[slice(*n.span)], [text[slice(*m)] for m in n.marked]) for n in found]


@pytest.mark.parametrize(
    ("body", "note", "mark", "marked"),
    [
        (
            "He is said to lead the Red Vale Front terror group**, they say.",
            "** Banned in Ostmark.",
            "**",
            ["Red Vale Front terror group"],
        ),
        ("They fought the Vale (RVF/RV)* for years.", "*Banned in Ostmark.", "*", ["Vale (RVF/RV)"]),
        ("A nurse, Jana Prell†, saw it.", "† Not her real name.", "†", ["Jana Prell"]),
        ("Emil Tarasko[1] will not say.", "[1] His name has been changed.", "[1]", ["Emil Tarasko"]),
        ("The Ministry of Inland Waters¹ was dissolved.", "¹ By decree of 2004.", "¹", ["Ministry of Inland Waters"]),
        ("Posts on Chatter* and Facewall* spread.", "* Owned by a banned company.", "*", ["Chatter", "Facewall"]),
        ("It began as a special operation*, he said.", "*The official term.", "*", ["special operation"]),
        ("The “Iron Guard”* denied it.", "* Banned in Ostmark.", "*", ["Iron Guard"]),
        ("Nothing here is marked.", "* Prices include tax.", "*", []),
    ],
)
def test_a_note_finds_the_words_that_bear_its_mark(body: str, note: str, mark: str, marked: list[str]) -> None:
    """The marked words are the name, or else the noun group, that ends where the mark stands."""
    assert read_notes(body, note) == [(mark, note.removeprefix(mark).strip(), marked)]


def test_one_star_and_two_stars_are_different_marks() -> None:
    """A note with one star does not take the words with two."""
    found = read_notes("The Vale* and the Iron Guard** fought.", "*Banned in 2003.", "**Banned in 2007.")
    assert [(mark, marked) for mark, _, marked in found] == [("*", ["Vale"]), ("**", ["Iron Guard"])]


@pytest.mark.parametrize(
    ("line", "mark"),
    [("* a", "*"), ("**Note", "**"), ("† x", "†"), ("[12] x", "[12]"), ("plain", None), ("", None), ("***", None)],
)
def test_the_mark_is_read_at_the_start_of_a_line(line: str, mark: str | None) -> None:
    """A mark needs words after it."""
    assert footnote_mark(line) == mark


@given(st.lists(st.text(alphabet='aB *†[1]()"”,.\u00a0', max_size=40), min_size=1, max_size=6))
def test_notes_of_any_text_lie_inside_it(pieces: list[str]) -> None:
    """Spans of notes are within their blocks, and marked words are never empty."""
    text, blocks, at = "\n".join(pieces), [], 0
    for i, piece in enumerate(pieces):
        if piece:
            blocks.append(Block(role=Role.footnote if i % 2 else Role.paragraph, span=Span(at, at + len(piece))))
        at += len(piece) + 1
    for note in find_notes(text, tuple(blocks)):
        assert any(b.span.start <= note.span.start < note.span.end <= b.span.end for b in blocks)
        assert all(0 <= m.start < m.end <= len(text) and text[m.end] in note.mark + ' .,"”()' for m in note.marked)
