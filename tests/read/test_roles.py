"""Whom a role means: an office by its state, party and rank, a body by whose it is, a lead's nobody by who follows."""

from __future__ import annotations

import pytest

from whence.read.sources import resolve

from .marked import build, named, speakers

ANOTHER = [
    (
        "the governor of another state",
        ["Nordland Governor Ada Brask met him. [The Westmark governor|said] no."],
        ["Westmark governor"],
    ),
    (
        "a title cut short is the same office",
        ["Nordland Gov. Ada Brask met him. [The Nordland governor|said] no. [The Westmark governor|left]."],
        ["Ada Brask", "Westmark governor"],
    ),
    (
        "a state and its people",
        ["Vantorian president Ada Brask was there. [Vantoria's president|said] no."],
        ["Ada Brask"],
    ),
    (
        "the nominee of another party",
        ["Democratic nominee Ada Brask was there. [The GOP nominee|said] no. [The Democratic nominee|left]."],
        ["GOP nominee", "Ada Brask"],
    ),
    (
        "two words for one party",
        ["Republican nominee Otto Reiss was there. [The GOP nominee|said] no."],
        ["Otto Reiss"],
    ),
    (
        "an acronym is not held against a name",
        ["North Sea Fund chairman Otto Reiss was there. [The NSF chairman|said] no."],
        ["Otto Reiss"],
    ),
    (
        "the second of an office",
        ["[President Ada Brask|spoke]. [The vice president|said] no. [The president|left]."],
        ["Ada Brask", "vice president", "Ada Brask"],
    ),
    (
        "nobody is the president who was only called a leader",
        ["Reform Party leader Otto Reiss was there. [The president|said] no."],
        ["president"],
    ),
    (
        "the leader is the president",
        ["[President Ada Brask|spoke]. [The leader|said] no."],
        ["Ada Brask", "Ada Brask"],
    ),
    (
        "a person who has a name is not the person",
        ["Otto Reiss, who owns the port, was there. [One person on the board|said] no. [The person|added] more."],
        ["One person on the board", "One person on the board"],
    ),
    (
        "a billionaire developer is no firm",
        ["[The Kessan Group|built] it. [The billionaire developer|said] no."],
        ["Kessan Group", "billionaire developer"],
    ),
]
BODIES = [
    (
        "a campaign is no other group",
        ["[The charity Clear Water|sued]. [The Brask campaign|said] no. [The group|went] on."],
        ["Clear Water", "Brask campaign", "Clear Water"],
    ),
    (
        "his campaign is his",
        ["[Otto Reiss|spoke]. He ran an upbeat campaign. [His campaign|said] no."],
        ["Otto Reiss", "Otto Reiss’s campaign"],
    ),
    (
        "the government of another country",
        ["[Nordland's government|spoke]. [The government of Westmark|said] no."],
        ["Nordland's government", "government of Westmark"],
    ),
    (
        "somebody's new company is not the one just named",
        ["[Brask Coal|spoke]. [Mr Reiss's new company|said] no."],
        ["Brask Coal", "Mr Reiss's new company"],
    ),
    (
        "the company is the one named last, not one named far ahead",
        ["[Tweetle|cut] jobs. [The company|said] so.", "It rained." * 200, "[The Sight Group|saw] it."],
        ["Tweetle", "Tweetle", "Sight Group"],
    ),
    (
        "this newspaper is the outlet",
        ["“No,” [this newspaper|said] in May."],
        ["Pellan Herald"],
    ),
    (
        "an agency that is no newspaper",
        ["[The Pellan Herald|told] of it. [The agency|wants] more."],
        ["Pellan Herald", "agency"],
    ),
]
LEADS = [
    (
        "named in the next paragraph, behind a line of the hour",
        ["Thursday, five past one", "[A shepherd|told] us of a crack.", "“It was deep,” [Celso Marr, 58,|said]."],
        ["Celso Marr", "Celso Marr"],
    ),
    (
        "the newspaper that the story names later",
        ["[A newspaper|reported] a leak.", "[The mayor|read] it in the Pellan Courier."],
        ["Pellan Courier", "mayor"],
    ),
    (
        "two newspapers are named later",
        ["[A newspaper|reported] a leak.", "[The mayor|read] it in the Pellan Courier and the Orvel Herald."],
        ["newspaper", "mayor"],
    ),
    (
        "a lead's paper is no county",
        ["[A new report by the Orvel Herald|says] so.", "[Vigo County|voted] so since 1888."],
        ["new report by the Orvel Herald", "Vigo County"],
    ),
    (
        "whom the lead names as somebody else",
        ["[A judge|granted] Sight Watch its wish.", "The suit was brought by [Sight Watch|on] a Monday."],
        ["judge", "Sight Watch"],
    ),
    (
        "who runs another firm is no engineer of this one",
        ["[An engineer at Westkai|told] us of it.", "[Ivo Tamm, who runs Nordkai,|said] no."],
        ["engineer at Westkai", "Ivo Tamm"],
    ),
    (
        "a headline's capitals",
        ["# [Blaster|tells] all", "[A blaster|told] us of it. [The blaster|left]."],
        ["blaster", "blaster", "blaster"],
    ),
]
PHRASES = [
    ("a surname that ends as a trade does", ["[Ivo Hallman|spoke]. [Hallman|said] no."], ["Ivo Hallman"] * 2),
    (
        "a surname that is a trade's noun",
        ["[James Baker|spoke]. [Baker, a lawyer,|said] no. [Bakers|cheered]. [The baker|slept]."],
        ["James Baker", "James Baker", "Bakers", "baker"],
    ),
    (
        "a day is nobody's name",
        ["[An Orvel Sun poll released Monday|shows] so. [Ada Brask|left]. Brask Friday saw it. [Brask|said] no."],
        ["Orvel Sun poll released Monday", "Ada Brask", "Ada Brask"],
    ),
    (
        "Black Friday is no person's day",
        ["[Super Tuesday|showed] so. [The Black Friday|won]."],
        ["Super Tuesday", "Black Friday"],
    ),
    ("oneself", ["[Paul Song|spoke]. [Song himself|said] no."], ["Paul Song", "Paul Song"]),
    (
        "critics like somebody",
        ["[Ivo Hallman|spoke]. [Critics like Hallman|said] no."],
        ["Ivo Hallman", "Critics like Hallman"],
    ),
    (
        "a pronoun with its name",
        ["[Ivo Tamm|spoke]. [Ada Brask|said] [He (Tamm)|knew]."],
        ["Ivo Tamm", "Ada Brask", "Ivo Tamm"],
    ),
    (
        "a copy of a warrant is the warrant",
        ["[A copy of the search warrant|says] 41. [The warrant|names] no street."],
        ["copy of the search warrant"] * 2,
    ),
    ("that letter is nobody's", ["[Ivo Tamm|wrote] back. [That letter|says] so."], ["Ivo Tamm", "That letter"]),
    (
        "a town that begins with New",
        ["[The mayor of New Orvel|spoke]. New Orvel is wet. [New Orvel|pays]."],
        ["mayor of New Orvel", "New Orvel"],
    ),
]
DESCRIBED = [
    ("Otto Reiss of the regional rescue service has said nine are dead.", "of the regional rescue service"),
    ("Otto Reiss of Nordland proposed a flat rate.", "of Nordland"),
    ("Otto Reiss, the head of the port, was there.", "the head of the port"),
    ("Otto Reiss, a doctor noticed that it was late.", None),
    ("Otto Reiss, but the group was slower.", None),
    ("When he met the minister, Otto Reiss said no.", None),
    ("He saw the minister, Otto Reiss and the rest.", None),
    ("It was a jab at rival Otto Reiss yesterday.", "rival"),
    ("If the company is told, Otto Reiss will act.", None),
]


@pytest.mark.parametrize(
    ("paragraphs", "expected"), [pytest.param(p, e, id=i) for i, p, e in ANOTHER + BODIES + LEADS + PHRASES]
)
def test_a_role_means_whom_a_reader_takes_it_for(paragraphs: list[str], expected: list[str]) -> None:
    """What stands beside a role must agree with what the article tells of whoever is meant by it."""
    assert named(paragraphs, outlet="Pellan Herald") == expected


@pytest.mark.parametrize(("sentence", "expected"), DESCRIBED)
def test_a_description_holds_no_verb(sentence: str, expected: str | None) -> None:
    """What describes a person is a group beside the name, and never a clause."""
    article, relations = build([f"{sentence} [Otto Reiss|said] it."])
    (source,) = [s for s in speakers(resolve(article, relations)) if s]
    assert source.description == expected
