"""Stated credits: who is credited, for which statement, and which article is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.link.credits import credits_of
from whence.link.outlets import Outlets
from whence.records import (
    Act,
    Article,
    Block,
    Credit,
    Form,
    Hyperlink,
    LinkBasis,
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

Make = Callable[..., Article]

HARBOUR = "Two hinges of the eastern lock had sheared, harbour master Ines Tolland said."


def at(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def said(article: Article, content: str, *, speaker: str | None = "Ines Tolland", **more: object) -> Statement:
    """A statement of the article with this content; its speaker's id is the name with the article's id."""
    place = at(article, content)
    fields = {
        "id": f"{article.id}:{place.start}",
        "article": article.id,
        "form": Form.indirect if speaker else Form.own_voice,
        "act": Act.assertion,
        "content": (place,),
        "speaker": f"{article.id}/{speaker}" if speaker else None,
        "block": next(n for n, b in enumerate(article.blocks) if b.span.end >= place.end),
    }
    return Statement(**(fields | more))  # type: ignore[arg-type]


def reading(article: Article, *statements: Statement) -> Reading:
    names = dict.fromkeys(s.speaker.partition("/")[2] for s in statements if s.speaker)
    sources = tuple(Source(id=f"{article.id}/{n}", name=n, kind=SourceKind.named_person) for n in names)
    return Reading(article=article, statements=statements, sources=sources)


def credited(*readings: Reading) -> tuple[Credit, ...]:
    return credits_of(readings, Outlets(readings))


def echo(article: Make) -> Reading:
    made = article("echo", HARBOUR, outlet="Selden Echo")
    return reading(made, said(made, "Two hinges of the eastern lock had sheared"))


WORDS = [
    ("told", "Two hinges gave way, Ines Tolland told the Selden Echo.", "Selden Echo"),
    ("reported", "The Selden Echo reported on Monday that two hinges gave way.", "Selden Echo"),
    ("according to", "Two hinges gave way, according to the Echo.", "Echo"),
    ("a report of", "Two hinges gave way, the Echo's report said.", "Echo"),
    ("interview", "Two hinges gave way, Tolland said in an interview with the Selden Echo.", "Selden Echo"),
    ("first reported", "Two hinges gave way, as first reported by the Selden Echo.", "Selden Echo"),
    ("as it put it", "Two hinges gave way, as the Echo put it.", "Echo"),
    ("h/t", "Two hinges gave way (h/t Selden Echo).", "Selden Echo"),
    ("via", "Two hinges gave way, via @SeldenEcho.", "@SeldenEcho"),
    ("seen by", "Two hinges gave way, says a letter seen by the Echo.", "Echo"),
]


@pytest.mark.parametrize(("what", "text", "name"), WORDS, ids=[w[0] for w in WORDS])
def test_words_that_credit(what: str, text: str, name: str, article: Make) -> None:
    """Each shape credits the outlet for the statement of its sentence, with the words and the only article."""
    made = article("later", text, outlet="Quillmark Ledger", day=1)
    statement = said(made, "wo hinges gave way")
    found = credited(echo(article), reading(made, statement))
    assert [(c.statement, c.outlet, c.target, c.name) for c in found] == [
        (statement.id, "Selden Echo", "echo", name)
    ], what
    assert made.text[slice(*found[0].words[0])] == name


NONE = [
    ("its own name", "Two hinges gave way, Ines Tolland told the Quillmark Ledger."),
    ("another thing of that name", "Two hinges gave way and an echo was heard, Ines Tolland said."),
    ("no name", "Two hinges gave way, Ines Tolland told reporters."),
]


@pytest.mark.parametrize(("what", "text"), NONE, ids=[n[0] for n in NONE])
def test_words_that_credit_nobody(what: str, text: str, article: Make) -> None:
    """An outlet told by its own source, and a common noun, are no credits."""
    made = article("later", text, outlet="Quillmark Ledger", day=1)
    assert credited(echo(article), reading(made, said(made, "Two hinges gave way"))) == (), what


def test_what_a_source_says_of_an_outlet_is_no_credit_of_it(article: Make) -> None:
    """A name within a speaker's words is what the speaker talks about."""
    made = article("later", "The report in the Selden Echo is invented, Ines Tolland said.", outlet="Quillmark Ledger")
    assert credited(echo(article), reading(made, said(made, "The report in the Selden Echo is invented"))) == ()


INSIDE = [
    "The mayor was shown a job sheet first published by the Selden Echo.",
    "The mayor said that a welder had spoken to the Selden Echo of two hinges.",
    "The mayor spoke of the day on which the Selden Echo reported two hinges.",
]


@pytest.mark.parametrize("text", INSIDE)
def test_what_an_outlet_was_told_or_tells_is_a_credit_wherever_it_stands(text: str, article: Make) -> None:
    """Where no statement stands nearer, the one whose content names the outlet in a credit's place rests on it."""
    made = article("later", text, outlet="Quillmark Ledger", day=1)
    found = credited(echo(article), reading(made, said(made, text[len("The mayor ") : -1])))
    assert [(c.outlet, c.target) for c in found] == [("Selden Echo", "echo")]


def test_an_outlet_of_no_article_keeps_its_name(article: Make) -> None:
    """A credit of an outlet that the collection lacks has its name and neither outlet nor target."""
    made = article("later", "Two hinges gave way, the Harrow newspaper said.", outlet="Quillmark Ledger", day=1)
    found = credited(echo(article), reading(made, said(made, "Two hinges gave way")))
    assert [(c.name, c.outlet, c.target) for c in found] == [("Harrow", None, None)]


def test_a_chains_outlet_is_credited_where_its_name_stands(article: Make) -> None:
    """A station of the chain is a credit, with the words of its last naming before the statement."""
    made = article(
        "later", "The Selden Echo spoke to her.", "Two hinges gave way, she said.", outlet="Quillmark Ledger"
    )
    chain = (Station(name="Selden Echo", kind=SourceKind.outlet, link=StationLink.told),)
    found = credited(echo(article), reading(made, said(made, "Two hinges gave way", chain=chain)))
    assert [(c.outlet, made.text[slice(*c.words[0])]) for c in found] == [("Selden Echo", "Selden Echo")]


def test_a_speaker_goes_on_through_the_same_outlet(article: Make) -> None:
    """The same speaker's next words inherit the credit; what others say, or the outlet itself is told, does not."""
    made = article(
        "later",
        "Two hinges gave way, Ines Tolland told the Selden Echo. She added that a barge was coming.",
        "No barge is free, Piet Orr said. The lock is shut, Tolland told the Quillmark Ledger.",
        outlet="Quillmark Ledger",
        day=1,
    )
    first, second = said(made, "Two hinges gave way"), said(made, "a barge was coming")
    other = said(made, "No barge is free", speaker="Piet Orr")
    own = said(made, "The lock is shut", addressee=(at(made, "the Quillmark Ledger"),))
    found = credited(echo(article), reading(made, first, second, other, own))
    assert [c.statement for c in found] == [first.id, second.id]
    assert found[0].words == found[1].words


def test_a_byline_credits_for_the_whole_article(article: Make) -> None:
    """The agency is credited once, for no single statement, where the page names it."""
    made = article(
        "copy",
        "By Orrany Coast",
        HARBOUR,
        outlet="Quillmark Ledger",
        agency="Orrany Coast",
        roles=(Role.byline,),
        day=1,
    )
    wire = article("wire", HARBOUR, outlet="Orrany Coast")
    found = credited(reading(wire), reading(made))
    assert [(c.statement, c.outlet, c.target, made.text[slice(*c.words[0])]) for c in found] == [
        (None, "Orrany Coast", "wire", "Orrany Coast")
    ]


def test_a_hyperlink_credits_the_page_that_it_points_to(article: Make) -> None:
    """Addresses are compared without scheme, "www.", last slash, query and fragment."""
    source = replace(article("echo", HARBOUR, outlet="Selden Echo"), url="http://selden.example/lock/")
    made = article("later", "Two hinges gave way, it has been found.", outlet="Quillmark Ledger", day=1)
    made = replace(made, links=(Hyperlink(url="https://www.selden.example/lock?from=x#top", anchor=at(made, "found")),))
    statement = said(made, "Two hinges gave way", speaker=None)
    (found,) = credited(reading(source), reading(made, statement))
    assert (found.basis, found.outlet, found.target) == (LinkBasis.hyperlink, "Selden Echo", "echo")
    assert found.statement == statement.id


def timed(article: Article, when: str) -> Article:
    precision = Precision.minute if "T" in when else Precision.day
    return replace(article, published=Moment(at=when, precision=precision, read_from=ReadFrom.given))


PIECES = [
    ("the words decide", ["2031-03-01", "2031-03-02"], "2031-03-05", "hinges"),
    ("what was not yet in print is not meant", ["2031-03-06", "2031-03-02"], "2031-03-03", "crane"),
    ("an undated article may be meant", ["", ""], "2031-03-05", "hinges"),
]


@pytest.mark.parametrize(("what", "times", "when", "meant"), PIECES, ids=[p[0] for p in PIECES])
def test_the_article_meant(what: str, times: Sequence[str], when: str, meant: str, article: Make) -> None:
    """Of an outlet's articles the credit means one that was in print and shares most with the statement."""
    texts = {"hinges": HARBOUR, "crane": "A crane barge left Ormsby with two pilots on board, the board said."}
    pieces = [
        replace(timed(made, time), published=timed(made, time).published if time else None)
        for (name, text), time in zip(texts.items(), times, strict=True)
        for made in [article(name, text, outlet="Selden Echo")]
    ]
    later = timed(
        article("later", "Hinges of the lock had sheared, Tolland told the Selden Echo.", outlet="Ledger"), when
    )
    found = credited(*map(reading, pieces), reading(later, said(later, "Hinges of the lock had sheared")))
    assert [c.target for c in found] == [meant], what


def test_two_articles_that_share_as_much_leave_it_open(article: Make) -> None:
    """Where it cannot be told which article is meant, none is."""
    one, two = (article(name, HARBOUR, outlet="Selden Echo") for name in ("one", "two"))
    later = article("later", "Two hinges gave way, Tolland told the Selden Echo.", outlet="Ledger", day=1)
    (found,) = credited(reading(one), reading(two), reading(later, said(later, "Two hinges gave way")))
    assert (found.outlet, found.target) == ("Selden Echo", None)


@settings(max_examples=50)
@given(st.text(alphabet=" .,;:'’“”()-abEcho@Selden\u00a0", max_size=200))
def test_any_text_is_searched(text: str) -> None:
    """Credits never fail, and their words lie in the article's text."""
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    made = Article(id="x", text=text, blocks=blocks, digest="", file="x", outlet="Ledger")
    source = Article(id="echo", text=HARBOUR, blocks=(), digest="", file="echo", outlet="Selden Echo")
    statement = Statement(id="s", article="x", form=Form.own_voice, act=Act.assertion, content=(Span(0, len(text)),))
    readings = [Reading(article=source), Reading(article=made, statements=(statement,))]
    for credit in credits_of(readings, Outlets(readings)):
        assert all(0 <= s.start < s.end <= len(text) for s in credit.words)
