"""Chains: the stations that an article names between itself and a speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.chains import chain_of, chains_of
from whence.read.relation import Relation
from whence.read.relays import is_outlet, is_own, spelled_out, tidy
from whence.records import Article, Block, Role, Source, SourceKind, Span

PERSON, UNNAMED, OUTLET = SourceKind.named_person, SourceKind.unnamed, SourceKind.outlet


def speaker(name, kind=PERSON):
    return Source(id=name, name=name, kind=kind)


def stations(chain):
    return [(s.name, str(s.link)) for s in chain]


def chains(read, *speakers):
    return [stations(c) for c in chains_of(read.article, read.relations, list(speakers))]


ANA = speaker("Ana Tolle")
OFFICIAL = speaker("an official", UNNAMED)


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("<s>Ana Tolle</s> <c>said</c> <x>the dam held</x>.", ANA, [("Ana Tolle", "told")]),
        (
            "<x>The dam held</x>, <s>an official</s> <c>told</c> <a>the Dorlin Herald</a>.",
            OFFICIAL,
            [("Dorlin Herald", "told"), ("an official", "told")],
        ),
        (
            "<s>An official</s> <c>told</c> <a>state broadcaster Vesta TV</a> <x>the dam held</x>.",
            OFFICIAL,
            [("Vesta TV", "told"), ("an official", "told")],
        ),
        (
            "<x>The dam held</x>, <s>Ana Tolle</s> <c>said</c> in an interview with Reuters.",
            ANA,
            [("Reuters", "told"), ("Ana Tolle", "told")],
        ),
        (
            "<s>An official</s> speaking to Radio Norvik <c>said</c> <x>the dam held</x>.",
            OFFICIAL,
            [("Radio Norvik", "told"), ("an official", "told")],
        ),
        (
            "The Dorlin Herald <c>reported</c>, <c>citing</c> <s>an official</s>, <x>that the dam held</x>.",
            OFFICIAL,
            [("Dorlin Herald", "reported_by"), ("an official", "citing")],
        ),
        (
            "The Dorlin Herald <c>quoted</c> <s>Ana Tolle</s> <c>as saying</c> <x>the dam held</x>.",
            ANA,
            [("Dorlin Herald", "quoted_in"), ("Ana Tolle", "told")],
        ),
        (
            "<x>The dam held</x>, <s>an official</s> quoted by the Dorlin Herald <c>said</c>.",
            OFFICIAL,
            [("Dorlin Herald", "quoted_in"), ("an official", "told")],
        ),
        (
            "<x>The dam held</x>, <s>Ana Tolle</s> <c>said</c>, according to the Dorlin Herald.",
            ANA,
            [("Dorlin Herald", "according_to"), ("Ana Tolle", "told")],
        ),
        (
            "<x>The dam held</x>, <c>according to</c> <s>the Dorlin Herald</s>.",
            speaker("Dorlin Herald", OUTLET),
            [("Dorlin Herald", "according_to")],
        ),
        (
            "<s>The Dorlin Herald</s> <c>reported</c> <x>that the dam held</x>.",
            speaker("Dorlin Herald", OUTLET),
            [("Dorlin Herald", "reported_by")],
        ),
        ("<s>Ana Tolle</s> <c>told</c> <a>reporters</a> <x>the dam held</x>.", ANA, [("Ana Tolle", "told")]),
        ("<s>Ana Tolle</s> <c>told</c> <a>parliament</a> <x>the dam held</x>.", ANA, [("Ana Tolle", "told")]),
        ("<c>It was said</c> <x>that the dam held</x>.", None, []),
    ],
)
def test_the_sentence_names_its_relays(marked, text, who, expected):
    """Outlets that were told, quoted or credited stand before the speaker; other hearers are no stations."""
    assert chains(marked(text), who) == [expected]


@pytest.mark.parametrize("outlet", ["Dorlin Herald", "The Dorlin Herald"])
def test_the_articles_own_outlet_is_no_station(marked, outlet):
    """An outlet that quotes its own interview adds no station for itself."""
    text = "<s>Ana Tolle</s> <c>told</c> <a>the Herald</a> <x>the dam held</x>."
    assert chains(marked(text, outlet=outlet), ANA) == [[("Ana Tolle", "told")]]


def test_an_agency_stands_before_every_statement(marked):
    """The byline's or credit's agency is the nearest station of all statements, and only once in each chain."""
    text = (
        "<s>Ana Tolle</s> <c>said</c> <x>the dam held</x>.\n\n"
        "<s2>An official</s2> <c2>told</c2> <a2>Nordpress</a2> <x2>it leaked</x2>."
    )
    read = marked(text, outlet="The Elm Gazette", agency="Nordpress")
    assert chains(read, ANA, OFFICIAL) == [
        [("Nordpress", "reported_by"), ("Ana Tolle", "told")],
        [("Nordpress", "reported_by"), ("an official", "told")],
    ]


def test_the_agencys_own_article_has_no_such_station(marked):
    """An agency's own report, marked with its short form, does not pass through itself."""
    read = marked("<s>Ana Tolle</s> <c>said</c> <x>the dam held</x>.", outlet="Norvik Press Service", agency="NPS")
    assert chains(read, ANA) == [[("Ana Tolle", "told")]]


def test_an_unnamed_source_keeps_its_outlet(marked):
    """What unnamed officials said to an outlet goes through it wherever the article returns to them."""
    text = (
        "<x>The dam was weak</x>, <s>officials</s> <c>have told</c> <a>the AP</a>.\n\n"
        "The valley was cleared on Monday.\n\n"
        "<s2>The officials</s2> <c2>said</c2> <x2>a breach was likely</x2>."
    )
    who = speaker("officials", UNNAMED)
    assert chains(marked(text), who, who)[1] == [("AP", "told"), ("officials", "told")]


def test_one_of_a_group_keeps_its_outlet(marked):
    """What two of the officials who told an outlet add came through it; of others that is not known."""
    text = (
        "<x>The dam was weak</x>, <s>state officials</s> <c>have told</c> <a>the AP</a>.\n\n"
        "<s2>Two anonymous state officials</s2> <c2>noted</c2> <x2>that a breach was likely</x2>. "
        "<s3>A farmer</s3> <c3>said</c3> <x3>it had leaked</x3>."
    )
    who = (
        speaker("state officials", SourceKind.collective),
        speaker("Two anonymous state officials", UNNAMED),
        speaker("farmer", UNNAMED),
    )
    got = chains(marked(text), *who)
    assert got[1] == [("AP", "told"), ("Two anonymous state officials", "told")]
    assert got[2] == [("farmer", "told")]


def test_a_named_speaker_keeps_the_outlet_within_the_passage(marked):
    """A named speaker's outlet carries on in the same passage, and ends where the speaker is met elsewhere."""
    text = (
        "<s>Ana Tolle</s> <c>told</c> <a>Radio Norvik</a> <x>the dam held</x>. "
        "<s2>She</s2> <c2>added</c2> <x2>it was old</x2>.\n\n"
        "The valley was cleared on Monday.\n\nNobody was hurt.\n\n"
        "<s3>Ana Tolle</s3> <c3>said</c3> <x3>it would be rebuilt</x3>."
    )
    got = chains(marked(text), ANA, ANA, ANA)
    assert got[1] == [("Radio Norvik", "told"), ("Ana Tolle", "told")]
    assert got[2] == [("Ana Tolle", "told")]


def test_an_anaphor_stands_for_the_outlet_named_before(marked):
    """ "The same newspaper" is the outlet that was named last."""
    text = (
        "<s>The newspaper Dorlin Herald</s> <c>reported</c> <x>the leak</x>. "
        "<s2>Ana Tolle</s2> <c2>told</c2> <a2>the same newspaper</a2> <x2>it was small</x2>."
    )
    got = chains(marked(text), speaker("Dorlin Herald", OUTLET), ANA)
    assert got[1] == [("Dorlin Herald", "told"), ("Ana Tolle", "told")]


def test_a_nested_statement_comes_through_its_parent(marked):
    """A statement inside another's content has that speaker, and that speaker's outlet, before its own."""
    text = (
        "<s>The minister</s> <c>told</c> <a>Radio Norvik</a> <x>that <s2>the coast guard</s2> <c2>had said</c2> "
        "<x2>the ship was empty</x2></x>."
    )
    got = chains(marked(text, parents={2: 1}), speaker("the minister"), speaker("the coast guard"))
    assert got[1] == [("Radio Norvik", "told"), ("the minister", "told"), ("the coast guard", "told")]


def test_a_speaker_who_quotes_himself_stands_once(marked):
    """A parent with the same speaker adds no second station."""
    text = "“<x><s2>I</s2> <c2>think</c2> <x2>it leaked</x2></x>,” <s>Ana Tolle</s> <c>said</c>."
    assert chains(marked(text, parents={2: 1}), ANA, ANA)[1] == [("Ana Tolle", "told")]


def test_one_chain_is_as_in_all(marked):
    """The chain of one relation is the one that it has among all."""
    read = marked("<s>Ana Tolle</s> <c>told</c> <a>Reuters</a> <x>the dam held</x>.")
    assert (
        chain_of(read.article, read.relation, read.relations, ANA) == chains_of(read.article, read.relations, [ANA])[0]
    )


def test_relations_that_are_each_others_parents_end():
    """Parents that form a circle, or that do not exist, do not hang the reader."""
    text = "a said b"
    article = Article(id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, 8)),), digest="0", file="x")
    relations = [
        Relation(content=(Span(7, 8),), cue=(Span(2, 6),), parent=1),
        Relation(content=(Span(0, 8),), cue=(Span(2, 6),), parent=0),
        Relation(content=(Span(0, 8),), parent=9),
    ]
    assert len(chains_of(article, relations, [ANA, OFFICIAL, None])) == 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Dorlin Herald", True),
        ("Radio Norvik", True),
        ("the news agency Tellus", True),
        ("AFP", True),
        ("the same newspaper", True),
        ("reporters", False),
        ("a news conference", False),
        ("the Senate", False),
        ("the court in Elm", False),
    ],
)
def test_outlets_are_told_from_other_hearers(name, expected):
    """Names and nouns of the press are outlets, assemblies and crowds are not."""
    article = Article(id="x", text="", blocks=(), digest="0", file="x")
    assert is_outlet(article, name, told=True) is expected


def test_own_outlet_and_tidy_names():
    """ "Us" and short forms are the outlet itself; a name is given without the nouns before it."""
    article = Article(id="x", text="", blocks=(), digest="0", file="x", outlet="Norvik Telegraph Agency")
    assert is_own(article, "us")
    assert is_own(article, "NTA")
    assert not is_own(article, "Reuters")
    assert tidy("state broadcaster Vesta TV") == "Vesta TV"


@given(
    st.text(alphabet="ABcd told the Herald citing,. ", max_size=60),
    st.lists(st.integers(0, 60), min_size=6, max_size=6),
)
def test_any_spans_have_a_chain(text, places):
    """No text or spans raise, and a chain with a speaker ends with the speaker."""
    at = sorted(min(p, len(text)) for p in places)
    spans = [(Span(a, b),) for a, b in zip(at[::2], at[1::2], strict=True)]
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    relation = Relation(cue=spans[0], source=spans[1], content=spans[2])
    (chain,) = chains_of(article, [relation], [ANA])
    assert chain[-1].name == "Ana Tolle"


def test_a_weekday_is_no_outlet_and_a_sister_edition_is_not_the_own_outlet(marked):
    """ "On Wednesday" names no outlet; an edition that bears the own name and another word is a station."""
    text = (
        "<s>Military sources</s> speaking to\u00a0Tellus Arabic on Wednesday <c>warned</c> <x>that it would break</x>."
    )
    who = speaker("military sources", UNNAMED)
    assert chains(marked(text, outlet="Tellus"), who) == [[("Tellus Arabic", "told"), ("military sources", "told")]]


def test_part_of_a_group_of_unnamed_speakers_keeps_its_outlet(marked):
    """Two of the officials who spoke to an outlet spoke to it as well, though the text calls them something new."""
    text = (
        "<x>The dam was weak</x>, <s>senior officials</s> <c>have told</c> <a>the AP</a>.\n\n"
        "<s2>Two anonymous officials</s2> <c2>noted</c2> <x2>that it leaked</x2>."
    )
    got = chains(marked(text), speaker("senior officials", UNNAMED), speaker("two anonymous officials", UNNAMED))
    assert got[1][0] == ("AP", "told")


@pytest.mark.parametrize(
    ("text", "agency", "expected"),
    [
        ("The Norran Press Bureau said so.", "NPB", "Norran Press Bureau"),
        ("The Northern Ports Board said so.", "NPB", "NPB"),
        ("The Norran Press Bureau said so.", "Norran Press", "Norran Press"),
    ],
)
def test_an_agencys_letters_stand_for_the_name_that_the_text_gives(text, agency, expected):
    """A code is spelled out where the article names a news agency of those letters, and stays as it is elsewhere."""
    article = Article(id="x", text=text, blocks=(), digest="", file="x")
    assert spelled_out(article, agency) == expected


def test_an_apposed_paper_is_an_outlet():
    """A name that the article explains as a paper is an outlet, whatever it is called."""
    article = Article(id="x", text="", blocks=(), digest="", file="x")
    assert is_outlet(article, "his local paper, the Harbour Lamp")
    assert not is_outlet(article, "his sister, the Harbour Lamp")


WATCHMAN = speaker("a watchman", UNNAMED)


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        (  # the outlet's own "this newspaper" is not the agency that was named before
            "The agency Quillon was there. <s>Ana Tolle</s> <c>told</c> <a>this newspaper</a> <x>the dam held</x>.",
            [ANA],
            [["Ana Tolle"]],
        ),
        (  # whom the outlet itself asks is no outlet
            "<s>We</s> <c>asked</c> <a>Lantern</a> <x>for its records</x>.",
            [speaker("The Vesk Courier", OUTLET)],
            [["The Vesk Courier"]],
        ),
        (  # what is told to the outlet itself does not come through the one before
            "<s1>Ana Tolle</s1> <c1>told</c1> <a1>Radio Norvik</a1> <x1>the dam held</x1>."
            " To <a2>me</a2> <s2>she</s2> <c2>said</c2> <x2>it would not hold long</x2>.",
            [ANA, ANA],
            [["Radio Norvik", "Ana Tolle"], ["Ana Tolle"]],
        ),
        (  # a name that was told something is what "the paper" stands for
            "<s1>An official</s1> <c1>told</c1> <a1>the Norden Tageblatt</a1>, the daily of the canton,"
            " <x1>the dam held</x1>.\n\n<s2>Ana Tolle</s2> <c2>told</c2> <a2>the paper</a2> <x2>it did not</x2>.",
            [OFFICIAL, ANA],
            [["Norden Tageblatt", "an official"], ["Norden Tageblatt", "Ana Tolle"]],
        ),
        (
            "<x>The dam held</x>, <c>according to</c> <s>Ana Tolle</s>, quoted on Friday by the Vesta news agency.",
            [ANA],
            [["Vesta", "Ana Tolle"]],
        ),
        (
            "In the Norden Review <s>Ana Tolle</s> <c>said</c> <x>the dam held</x>.",
            [ANA],
            [["Ana Tolle"]],
        ),
        (
            "In the Norden Review the mayor, <s>Ana Tolle</s>, <c>said</c> <x>the dam held</x>.",
            [ANA],
            [["Norden Review", "Ana Tolle"]],
        ),
        ("<s>Ana Tolle</s> <c>hinted</c> on Brae FM <x>the dam held</x>.", [ANA], [["Brae FM", "Ana Tolle"]]),
        (
            "<x>The dam held</x>, <s>Ana Tolle</s> <c>said</c> on Monday. (Quillon)",
            [ANA],
            [["Quillon", "Ana Tolle"]],
        ),
        ("<x>The dam held</x>, <s>Ana Tolle</s> <c>said</c> on Monday (Quillon)", [ANA], [["Ana Tolle"]]),
        ("caption| <x>The dam held</x>, <s>Ana Tolle</s> <c>said</c>. (Handout)", [ANA], [["Ana Tolle"]]),
        (
            "<s>A watchman</s> <c>told</c> <a>the Brae</a> Plaindealer <x>the dam held</x>.",
            [WATCHMAN],
            [["Brae Plaindealer", "a watchman"]],
        ),
        (
            "<s>A watchman</s> <c>told</c> <a>the Brae Rowing Club</a> <x>the dam held</x>.",
            [WATCHMAN],
            [["a watchman"]],
        ),
        (
            "<x>The dam held</x>, <s>a watchman</s> <c>told</c> <a>the site</a> Brae Street. The law has a rule.",
            [WATCHMAN],
            [["Brae Street", "a watchman"]],
        ),
    ],
)
def test_through_whom_a_statement_came_where_names_are_cut_or_stand_for_others(marked, text, who, expected) -> None:
    """Relays as printed reports have them, beside words that look like one."""
    read = marked(text, outlet="The Vesk Courier")
    assert [[s.name for s in chain] for chain in chains_of(read.article, read.relations, who)] == expected
