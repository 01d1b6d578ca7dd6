"""What kind of source a phrase names, by its own words and by the article's use of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.source_kinds import kind_of, outlet_of
from whence.read.source_phrases import parse_phrase
from whence.records import Article, Block, Role, SourceKind, Span

PERSON = SourceKind.named_person
BODY = SourceKind.named_organisation
OUTLET = SourceKind.outlet
UNNAMED = SourceKind.unnamed
GROUP = SourceKind.collective
PAPER = SourceKind.document
NONE = SourceKind.none

PHRASES = [
    ("Ulla Brandt, who runs the harbour office", PERSON),
    ("Dr Brandt", PERSON),
    ("Deputy Minister of Transport Ulla Brandt", PERSON),
    ("the port's night manager, Ulla Brandt", PERSON),
    ("Colonel Otto Reiss of the regional fire service", PERSON),
    ("Vantorian Ambassador to the United Nations Otto Reiss", PERSON),
    ("the Ministry of Transport", BODY),
    ("The Ministry of Energy and Mines", BODY),
    ("the ministry", BODY),
    ("Kessan Chemicals", BODY),
    ("the Federated Dockers' Union", BODY),
    ("Moscow", BODY),
    ("the United States", BODY),
    ("the police", BODY),
    ("the WHO", BODY),
    ("US", BODY),
    ("Orvel's defence ministry", BODY),
    ("the Pellan Herald", OUTLET),
    ("Channel 4", OUTLET),
    ("report 31/2032 of the harbour laboratory", PAPER),
    ("the minutes of the meeting", PAPER),
    ("Reuters", OUTLET),
    ("Radio Orvel", OUTLET),
    ("a foreign news agency", OUTLET),
    ("the newspaper", OUTLET),
    ("NBC News", OUTLET),
    ("an official", UNNAMED),
    ("one mum", UNNAMED),
    ("a magistrate's clerk", UNNAMED),
    ("two officials", UNNAMED),
    ("a person familiar with the matter", UNNAMED),
    ("one of its doctors", UNNAMED),
    ("someone", UNNAMED),
    ("an account called @orvelwatcher", UNNAMED),
    ("residents", GROUP),
    ("Unfortunately, many residents", GROUP),
    ("Witnesses", GROUP),
    ("US officials", GROUP),
    ("the ministers", GROUP),
    ("More than 40,000 people", GROUP),
    ("a handful of dockers", GROUP),
    ("Brandt and Reiss", GROUP),
    ("the company and the dockers' union", GROUP),
    ("Republicans", GROUP),
    ("foreign newspapers", GROUP),
    ("Nobody at the works", GROUP),
    ("unidentified sources", UNNAMED),
    ("officials who asked not to be named", GROUP),
    ("the owner", UNNAMED),
    ("the report", PAPER),
    ("a leaked memo", PAPER),
    ("court filings", PAPER),
    ("Video posted by residents", PAPER),
    ("A preprint by the hospital's laboratory and the University of Orvel", PAPER),
    ("the agency's public register", PAPER),
    ("", NONE),
    ("nobody", NONE),
    ("No one", NONE),
    ("No second witness", NONE),
]


def article(text: str, **given_: object) -> Article:
    """Make an article of one paragraph."""
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    return Article(id="a", text=text, blocks=blocks, digest="", file="a.txt", **given_)  # type: ignore[arg-type]


@pytest.mark.parametrize(("phrase", "kind"), PHRASES)
def test_a_phrase_tells_its_kind(phrase: str, kind: SourceKind) -> None:
    """The head noun or the form of the name decides, whatever the article."""
    assert kind_of(phrase, article=article(f"{phrase} spoke on Monday.")) is kind


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Tarvel", "Mr Tarvel said no. Tarvel left.", PERSON),
        ("Tarvel", "A man told Tarvel that it rained. Tarvel printed his words.", OUTLET),
        ("Tarvel", "Shares of Tarvel fell. Tarvel’s spokesman was away, and Tarvel engineers were not.", BODY),
        ("Lune Arvo", "Lune Arvo, 34, was asleep.", PERSON),
        ("Lune Arvo", "Lune Arvo, the medical charity, left the town.", BODY),
        ("Lune Arvo", "Lune Arvo left. Lune said it was late, and to Lune its men came.", BODY),
        ("Lune Arvo", "Lune Arvo left. Lune said she was late, and to Lune her men came.", PERSON),
        ("Lune Arvo", "Lune Arvo, which holds the lease, denied it.", BODY),
        ("Lune Arvo", "The state broadcaster Lune Arvo showed it.", OUTLET),
        ("Lune Arvo", "Nothing is known of Lune Arvo.", PERSON),
    ],
)
def test_use_decides_where_the_form_does_not(name: str, text: str, kind: SourceKind) -> None:
    """What stands beside a bare name tells whether it is a person, a body or an outlet."""
    assert kind_of(name, article=article(text)) is kind


def test_the_articles_own_outlet_is_an_outlet() -> None:
    """A name is an outlet where the article says that it is its own, whatever its form."""
    assert kind_of("Patient Voices Heard", article=article("x", outlet="Patient Voices Heard")) is OUTLET


def test_the_outlet_is_read_from_the_copyright_line() -> None:
    """Where the page states no outlet, its copyright line names it."""
    text = "Rain fell.\n© 2031 The Pellan Herald. All rights reserved"
    blocks = (
        Block(role=Role.paragraph, span=Span(0, 10)),
        Block(role=Role.notice, span=Span(11, len(text))),
    )
    page = Article(id="a", text=text, blocks=blocks, digest="", file="a.txt")
    assert outlet_of(page) == "The Pellan Herald"


@pytest.mark.parametrize(
    ("phrase", "name", "role"),
    [
        ("Deputy Industry Minister Otto Reiss", "Otto Reiss", "Deputy Industry Minister"),
        ("union firebrand Otto Reiss", "Otto Reiss", "union firebrand"),
        ("the charity Open Door", "Open Door", "charity"),
        ("the Tovar news agency", "Tovar", "news agency"),
        ("Ministry of Energy and Mines", "Ministry of Energy and Mines", ""),
        ("Minister of Energy and Mines Ulla Brandt", "Ulla Brandt", "Minister of Energy and Mines"),
        ("the Valley Courier", "Valley Courier", ""),
        ("Queen Maud Hospital", "Queen Maud Hospital", ""),
        ("the Minister", "", ""),
        ("Prosecutors", "", ""),
    ],
)
def test_the_name_is_told_from_title_and_role(phrase: str, name: str, role: str) -> None:
    """A proper name is cut out of its titles and roles; a role in capitals is no name."""
    parsed = parse_phrase(phrase)
    assert (parsed.name, parsed.role if name else "") == (name, role)


@given(st.text(max_size=120))
def test_any_phrase_has_a_kind(phrase: str) -> None:
    """No text is too odd to be given a kind."""
    assert kind_of(phrase, article=article(phrase)) in SourceKind
