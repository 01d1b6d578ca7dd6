"""Readings as people read them in a terminal."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from whence import words
from whence.records import (
    Act,
    Article,
    Basis,
    Block,
    Correction,
    Figure,
    Form,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
)
from whence.report.plain import figure, harmless, moment, origin
from whence.report.terminal import console_for, print_reading, print_structure

HEADLINE = "Sluice at Orrin stuck - Reports"
FIRST = 'The sluice at Orrin is stuck, two engineers have told the Weir Agency. "We warned them in May," one said.'
SECOND = "The board declined to comment. Some 1,200 homes may flood, a leaked note says."
TEXT = f"{HEADLINE}\n{FIRST}\n{SECOND}\n"


def at(words_: str) -> Span:
    """Return where some words stand."""
    start = TEXT.index(words_)
    return Span(start, start + len(words_))


def said(name: str, content: str | None, block: int, **known: object) -> Statement:
    """Make a statement of the article."""
    fields: dict[str, object] = {"form": Form.indirect, "act": Act.assertion, **known}
    return Statement(id=name, article="a", content=(at(content),) if content else (), block=block, **fields)  # type: ignore[arg-type]


ARTICLE = Article(
    id="a",
    text=TEXT,
    blocks=tuple(
        Block(role=role, span=at(line))
        for role, line in ((Role.headline, HEADLINE), (Role.paragraph, FIRST), (Role.paragraph, SECOND))
    ),
    digest="0",
    file="sluice.txt",
    title=HEADLINE,
    outlet="Orrin Echo",
    outlet_basis=Basis.inferred,
    authors=("Ann Roe", "Bo Li"),
    agency="WA",
    published=Moment(at="2026-05-14T09:10:00+02:00", precision=Precision.minute, read_from=ReadFrom.meta),
    corrections=(Correction(kind="correction", span=at("The board declined to comment.")),),
)
THROUGH = (
    Station(name="the Weir Agency", kind=SourceKind.outlet, link=StationLink.told),
    Station(name="two engineers", kind=SourceKind.unnamed, link=StationLink.told),
)
READING = Reading(
    article=ARTICLE,
    sources=(
        Source(
            id="e",
            name="two engineers",
            kind=SourceKind.unnamed,
            aliases=("one", "two engineers"),
            description="of Orrin",
        ),
        Source(id="b", name="the board", kind=SourceKind.named_organisation, notes=("* A public body.",)),
        Source(id="n", name="a leaked note", kind=SourceKind.document),
    ),
    statements=(
        said("4", "Some 1,200 homes may flood", 2, speaker="n", hedged=True, evidence=(at("a leaked note"),)),
        said(
            "5",
            "1,200 homes",
            2,
            parent="4",
            negated=True,
            figures=(Figure(value=1200.0, unit="home", approx=True, span=at("1,200")),),
        ),
        said("0", "Sluice at Orrin stuck", 0, speaker=None),
        said("2", "We warned them in May,", 1, form=Form.direct, speaker="e", medium="press_conference"),
        said("1", "The sluice at Orrin is stuck", 1, speaker="e", chain=THROUGH, addressee=(at("the Weir Agency"),)),
        said("3", None, 2, speaker="b", act=Act.refusal, cue=(at("declined to comment"),)),
        said("6", "The board", 2, form=Form.own_voice),
    ),
)


def printed(reading: Reading, *, width: int = 80, colour: bool = False, **options: bool) -> str:
    """Return what is printed of a reading."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, highlight=False, markup=False, emoji=False, soft_wrap=True
    )
    print_reading(reading, console, **options)
    return stream.getvalue()


EXPECTED = """\
Sluice at Orrin stuck - Reports
Orrin Echo (inferred) · by Ann Roe, Bo Li · agency WA
published 14 May 2026, 09:10 +02:00 (the page's metadata)
sluice.txt

2 paragraphs
Correction: The board declined to comment.
7 statements · 1 names an organisation · 1 quotes a document
2 lean on unnamed people · 2 give no source · 1 in the outlet's own words

headline
  1  indirect   Sluice at Orrin stuck
     who        no source given

paragraph 1
  2  indirect   The sluice at Orrin is stuck
     who        two engineers · unnamed people
     through    ← the Weir Agency ← two engineers
     said to    the Weir Agency
  3  direct     “We warned them in May,”
     who        two engineers · unnamed people
     in         press conference

paragraph 2
  4  own voice  The board
  5  indirect   (declined to comment)
     who        the board · names an organisation
     act        refusal to comment
  6  indirect   Some 1,200 homes may flood
     who        a leaked note · quotes a document
     act        hedged
     evidence   a leaked note
      7  indirect   1,200 homes
         who        no source given
         act        negated
         figures    about 1,200 (home)

Sources
  two engineers · unnamed people · 2 statements
     also       one
     described  of Orrin
  the board · names an organisation · 1 statement
     note       * A public body.
  a leaked note · quotes a document · 1 statement

"""


def test_a_reading_is_printed_whole_and_in_reading_order() -> None:
    """An article shows its head, its statements by paragraph with all that is known of each, and its sources."""
    assert printed(READING) == EXPECTED


def test_a_line_of_a_live_page_is_shown_with_the_time_of_its_entry() -> None:
    """A paragraph's name has its entry's time behind it, where the entry states one."""
    time = Moment(at="2026-05-14T14:32:00", precision=Precision.minute, read_from=ReadFrom.text)
    blocks = (*ARTICLE.blocks[:2], replace(ARTICLE.blocks[2], at=time))
    shown = printed(replace(READING, article=replace(ARTICLE, blocks=blocks)))
    assert "\nparagraph 2 · 14 May 2026, 14:32\n" in shown
    assert "\nparagraph 1\n" in shown


def test_colour_adds_no_words_and_takes_none() -> None:
    """With colour the same words are printed: nothing is said by colour alone."""
    coloured = printed(READING, colour=True)
    assert "\x1b[" in coloured
    stream = io.StringIO()
    Console(file=stream, width=200, soft_wrap=True, highlight=False, markup=False).print(Text.from_ansi(coloured))
    assert [line.rstrip() for line in stream.getvalue().splitlines()][:40] == EXPECTED.splitlines()[:40]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_too_wide_to_read(width: int) -> None:
    """Lines keep to the terminal's width, and to a hundred columns on a wide one."""
    long = said("9", FIRST, 1, speaker="e")
    lines = printed(Reading(article=ARTICLE, statements=(long,), sources=READING.sources), width=width).splitlines()
    assert max(map(len, lines)) <= max(min(width, 100), 36)
    assert not any(line != line.rstrip() for line in lines)


def test_own_voice_can_be_left_out() -> None:
    """Without the outlet's own statements the attributed ones stand alone, and the counts agree."""
    shown = printed(READING, own_voice=False)
    assert "own voice" not in shown
    assert "6 statements" in shown
    assert "outlet's own words" not in shown


@pytest.mark.parametrize(
    ("form", "kind"), [(Form.own_voice, words.OWN_VOICE), (Form.indirect, words.KINDS[SourceKind.outlet])]
)
def test_an_outlet_that_speaks_itself_is_not_said_to_credit_another(form: Form, kind: str) -> None:
    """Among the sources an outlet is one that is credited, or the one whose own words they are."""
    outlet = Source(id="o", name="The Weir Post", kind=SourceKind.outlet)
    said_it = said("7", "The board", 2, form=form, speaker="o")
    shown = printed(Reading(article=ARTICLE, statements=(said_it,), sources=(outlet,)))
    assert f"The Weir Post · {kind} · 1 statement\n" in shown


def test_a_language_that_is_not_read_is_named() -> None:
    """An article in another language shows its head and says that its statements were not read."""
    shown = printed(Reading(article=ARTICLE, not_read="fr"))
    assert "statements not read: French" in shown
    assert words.NO_STATEMENTS not in shown
    assert words.NO_STATEMENTS in printed(Reading(article=ARTICLE))


def test_the_structure_holds_every_line_with_its_role() -> None:
    """Each line of the page stands there with its role before it."""
    stream = io.StringIO()
    print_structure(ARTICLE, console_for(stream))
    shown = stream.getvalue()
    assert f"headline   {HEADLINE}" in shown
    assert "paragraph  The board declined to comment." in shown
    assert "\x1b" not in shown


def test_text_of_an_article_cannot_command_the_terminal() -> None:
    """Escape sequences, markup and turned-round writing of an article are shown as characters or left out."""
    hostile = "\x1b]0;owned\x07\x1b[2J [red]free[/red] [link=http://x]y[/link] :bomb: \x9b31m \u202egnol\u202c \x7f"
    article = Article(
        id="a",
        text=hostile,
        blocks=(Block(role=Role.paragraph, span=Span(0, len(hostile))),),
        digest="0",
        file="\x1b[1mname",
        title=hostile,
        outlet=hostile,
        authors=(hostile,),
    )
    source = Source(
        id="x", name=hostile, kind=SourceKind.outlet, aliases=(hostile + "!",), description=hostile, notes=(hostile,)
    )
    statement = Statement(
        id="s",
        article="a",
        form=Form.direct,
        act=Act.assertion,
        content=(Span(0, len(hostile)),),
        speaker="x",
        medium=hostile,
        chain=(Station(name=hostile, kind=SourceKind.outlet, link=StationLink.told),) * 2,
    )
    shown = printed(Reading(article=article, statements=(statement,), sources=(source,)), width=200)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert "[red]free[/red]" in shown
    assert ":bomb:" in shown


def test_statements_that_stand_in_one_another_end() -> None:
    """Parents that are missing, or stand in a circle, neither hide the other statements nor keep the report waiting."""
    lost = said("x", "homes", 2, parent="nobody")
    circle = (said("y", "flood", 2, parent="z"), said("z", "leaked", 2, parent="y"), said("w", "note", 2, parent="w"))
    shown = printed(Reading(article=ARTICLE, statements=(lost, *circle)))
    assert "homes" in shown
    assert "  2  indirect   note" in shown


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        ("2018-07-20T13:24:00+03:00", Precision.minute, "20 July 2018, 13:24 +03:00"),
        ("2018-07-20T13:24:07Z", Precision.second, "20 July 2018, 13:24:07 UTC"),
        ("2018-07-20T13:24:00", Precision.minute, "20 July 2018, 13:24"),
        ("2018-07-20", Precision.day, "20 July 2018"),
        ("2018-07", Precision.month, "July 2018"),
        ("20180720", Precision.day, "20180720"),
        ("2018-99-20", Precision.day, "2018-99-20"),
    ],
)
def test_a_time_is_written_as_people_write_it(value: str, precision: Precision, shown: str) -> None:
    """A time shows what was stated and no more; an odd one is shown as it is."""
    assert moment(Moment(at=value, precision=precision, read_from=ReadFrom.text)) == shown


@pytest.mark.parametrize(
    ("value", "unit", "approx", "shown"),
    [
        (50_000.0, "people", True, "about 50,000 (people)"),
        (6_600_000.0, "$", False, "$6,600,000"),
        (12.5, "%", False, "12.5%"),
        (3.0, None, False, "3"),
    ],
)
def test_a_figure_is_written_as_people_write_it(value: float, unit: str | None, approx: bool, shown: str) -> None:
    """A figure has its separators and its unit."""
    assert figure(Figure(value=value, unit=unit, approx=approx, span=Span(0, 1))) == shown


def test_what_is_not_stated_is_said_to_be_so() -> None:
    """An article without outlet and time says so rather than nothing."""
    assert origin(Article(id="a", text="", blocks=(), digest="0", file="a")) == [words.NO_OUTLET, words.NO_TIME]


@given(st.text())
def test_any_text_becomes_one_harmless_line(text: str) -> None:
    """Whatever a text holds, its shown form is one line without a character that a terminal acts on."""
    shown = harmless(text)
    assert len(shown.splitlines()) <= 1
    assert not [char for char in shown if unicodedata.category(char) == "Cc"]
