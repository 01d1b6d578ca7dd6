"""What changed between two versions: words by section, and statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from whence.records import Article, Block, ChangeKind, Reading, Role, Span
from whence.versions.differences import Edit, differences
from whence.versions.sections import SECTION_OF, Section

Make = Callable[..., Reading]
Lines = list[tuple[Role, str]]


def page(name: str, lines: Lines) -> Reading:
    """Return a reading without statements, of lines with their roles."""
    text, blocks = "", []
    for role, line in lines:
        blocks.append(Block(role=role, span=Span(len(text), len(text) + len(line))))
        text += line + "\n"
    return Reading(article=Article(id=name, text=text, blocks=tuple(blocks), digest="", file=name))


def words(reading: Reading, span: Span | None) -> str:
    """Return the words of a span."""
    return reading.article.text[span.start : span.end] if span else ""


def test_words_are_compared_by_section() -> None:
    """A change stands in the section of its line; lines that are furniture of the page are not compared."""
    old = page(
        "a",
        [
            (Role.headline, "Weir to open"),
            (Role.nav, "Home"),
            (Role.paragraph, "The weir may open in June."),
            (Role.paragraph, "It is old."),
            (Role.caption, "The weir in May"),
        ],
    )
    new = page(
        "b",
        [
            (Role.headline, "Weir will open"),
            (Role.nav, "Start"),
            (Role.paragraph, "The weir will open in early June."),
            (Role.paragraph, "It is old."),
            (Role.caption, "The weir in May"),
            (Role.notice, "Corrected on Monday."),
        ],
    )
    found = [(e.section, words(old, e.before), words(new, e.after)) for e in differences(old, new).edits]
    assert found == [
        (Section.headline, "to", "will"),
        (Section.body, "may", "will"),
        (Section.body, "", "early"),
        (Section.notice, "", "Corrected on Monday."),
    ]


_LINES = st.lists(
    st.tuples(
        st.sampled_from([Role.headline, Role.paragraph, Role.caption, Role.nav, Role.notice]),
        st.lists(st.sampled_from("weir mill may will open June . , 40".split()), min_size=1, max_size=8).map(" ".join),
    ),
    max_size=6,
)


def _section(reading: Reading, section: Section) -> list[str]:
    blocks = [b for b in reading.article.blocks if SECTION_OF.get(b.role) is section]
    return [word for b in blocks for word in words(reading, b.span).split()]


def _applied(old: Reading, new: Reading, edits: list[Edit], section: Section) -> list[str]:
    """Take the words that edits take out of the old section, and put in those that they put in, in the new one."""
    kept_old = _left(old, [e.before for e in edits if e.before], section)
    kept_new = _left(new, [e.after for e in edits if e.after], section)
    assert kept_old == kept_new
    return kept_new


def _left(reading: Reading, spans: list[Span], section: Section) -> list[str]:
    text = list(reading.article.text)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    return _section(replace(reading, article=replace(reading.article, text="".join(text))), section)


@given(_LINES, _LINES)
def test_without_the_edits_both_versions_have_the_same_words(one: Lines, other: Lines) -> None:
    """What is left of a section when all edited words are taken out is the same on both sides, and in order."""
    old, new = page("a", one), page("b", other)
    found = differences(old, new)
    for section in Section:
        _applied(old, new, [e for e in found.edits if e.section is section], section)
    assert not differences(old, replace(old, article=replace(old.article, id="c")))


def test_statements_come_go_and_change(make: Make) -> None:
    """Statements are matched by words and speaker; what is in other words is changed, and how is told."""
    old = make(
        "a",
        "The weir may open in June, Ines Okker said. Rolf Arnaud said the mill is old. It was wet, Rolf Arnaud said.",
        ("Ines Okker", "The weir may open in June"),
        ("Rolf Arnaud", "the mill is old"),
        ("Rolf Arnaud", "It was wet"),
    )
    new = make(
        "b",
        "Rolf Arnaud said the mill is old. The weir will open in June, Ines Okker said. Nobody asked, Ann Reed said.",
        ("Rolf Arnaud", "the mill is old"),
        ("Ines Okker", "The weir will open in June"),
        ("Ann Reed", "Nobody asked"),
    )
    old = replace(old, statements=(replace(old.statements[0], hedged=True), *old.statements[1:]))
    found = differences(old, new)
    assert (found.added, found.removed) == (("b-2",), ("a-2",))
    (changed,) = found.changed
    assert (changed.before, changed.after) == ("a-0", "b-1")
    assert ChangeKind.hedge_dropped in {change.kind for change in changed.changes}


def test_the_same_words_of_another_speaker_are_a_change(make: Make) -> None:
    """A statement that another is now said to have made is told as changed."""
    old = make("a", "The weir will open, Ines Okker said.", ("Ines Okker", "The weir will open"))
    new = make("b", "The weir will open, Rolf Arnaud said.", ("Rolf Arnaud", "The weir will open"))
    found = differences(old, new)
    assert [(one.before, one.after) for one in found.changed] == [("a-0", "b-0")]
    assert (found.added, found.removed) == ((), ())
