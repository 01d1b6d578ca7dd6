"""The same source across articles, and whom a person speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.by_hand import ByHand
from whence.link.outlets import Outlets
from whence.link.people import parted, same_sources, spokesman_of, spokesmen
from whence.records import Act, Article, Form, Reading, Source, SourceKind, Span, Statement

Make = Callable[..., Article]

PERSON, BODY, PAPER = SourceKind.named_person, SourceKind.named_organisation, SourceKind.document
UNNAMED, GROUP, OUTLET = SourceKind.unnamed, SourceKind.collective, SourceKind.outlet


class Named(NamedTuple):
    """A source of an article of its own."""

    name: str
    kind: SourceKind = PERSON
    description: str | None = None
    aliases: tuple[str, ...] = ()


def readings_of(*some: Named) -> list[Reading]:
    """A reading a source; the source's id is its number."""
    return [
        Reading(
            article=Article(id=f"a{n}", text="", blocks=(), digest="", file=f"a{n}", outlet="Selden Echo"),
            sources=(Source(id=f"{n}", name=s.name, kind=s.kind, description=s.description, aliases=s.aliases),),
        )
        for n, s in enumerate(some)
    ]


def groups(readings: Sequence[Reading], evidence: Sequence[tuple[str, str]] = ()) -> set[frozenset[str]]:
    same = same_sources(readings, Outlets(readings), evidence)
    found = defaultdict(set)
    for identity, fullest in same.items():
        found[fullest].add(identity)
    return {frozenset(g) for g in found.values()}


TOWER = Named("Orr Tower", BODY, aliases=("Orr",))
HIS = Named("Tolland campaign", BODY, aliases=("his campaign",))

ONE = [
    ("full name and surname", Named("Ines Tolland"), Named("Tolland")),
    ("a title", Named("Dr Ines Tolland"), Named("Ines Tolland")),
    ("an initial", Named("Ines Tolland"), Named("I. Tolland")),
    ("a middle name", Named("Ines Maria Tolland"), Named("Ines Tolland")),
    ("a given name cut short", Named("Alexander Orr"), Named("Alex Orr")),
    ("accents", Named("Inés Tollånd"), Named("Ines Tolland")),
    ("letters spelt out", Named("Jürgen Møller"), Named("Juergen Moller")),
    ("a describing word", Named("grim-faced pilot Ines Tolland"), Named("Ines Tolland")),
    ("a lone given name", Named("Ines Tolland"), Named("Ines")),
    ("an owner's role", Named("Orrany's chief pilot"), Named("Orrany's chief pilot")),
    ("a role that a person has", Named("Ines Tolland", description="the chief pilot"), Named("chief pilot")),
    ("a body turned round", Named("Ministry of Works", BODY), Named("Works Ministry", BODY)),
    ("a body's initials", Named("Lock and Harbour Board", BODY), Named("LHB", BODY)),
    ("a body cut short", Named("Tollgate Mining Holdings", BODY), Named("Tollgate Mining", BODY)),
    ("a legal form", Named("Tollgate Mining Ltd", BODY), Named("Tollgate Mining", BODY)),
    ("a body taken for a person", Named("Tollgate Mining", BODY), Named("Tollgate Mining")),
    (
        "a document",
        Named("letter from the Harbour Inspectorate", PAPER),
        Named("leaked Harbour Inspectorate letter", PAPER),
    ),
    ("an outlet", Named("Selden Echo", OUTLET), Named("the Echo", OUTLET)),
    ("an outlet taken for a body", Named("Selden Echo", OUTLET), Named("Selden Echo", BODY)),
]

TWO = [
    ("two given names", Named("Ines Tolland"), Named("Piet Tolland")),
    ("a man and a woman", Named("Mr Tolland"), Named("Ms Tolland")),
    ("lone surnames of two trades", Named("Orr", description="a diver"), Named("Orr", description="the mayor")),
    ("two ministries", Named("Ministry of Works", BODY), Named("Ministry of Health", BODY)),
    ("a ministry that may be any", Named("Ministry of Works", BODY), Named("ministry", BODY)),
    ("a council in small letters", Named("Selden City Council", BODY), Named("city council", BODY)),
    ("a country and a body there", Named("Bank of Norway", BODY), Named("Norway", BODY)),
    ("two bodies called alike for short", TOWER, Named("Orr School", BODY, aliases=("Orr",))),
    ("two campaigns, each somebody's", Named("Orr campaign", BODY, aliases=("his campaign",)), HIS),
    (
        "a body that an article took for another of its kind",
        Named("Orr campaign", BODY, aliases=("Tolland campaign",)),
        Named("Tolland campaign", BODY),
    ),
    ("initials of words in small letters", Named("Sal's entire camp", BODY), Named("SEC", BODY)),
    ("two people in one breath", Named("Mr Orr and Senator Ines Tolland"), Named("Ines Tolland")),
    ("two middle names", Named("Ines M. Tolland"), Named("Ines P. Tolland")),
    ("polls of two firms", Named("Quill University poll", PAPER), Named("poll by Marl University", PAPER)),
    ("an analysis and a poll of the Post's", Named("Marl Post analysis", PAPER), Named("Marl Post poll", PAPER)),
    ("a poll and any poll", Named("Quill poll", PAPER, aliases=("Poll",)), Named("poll", PAPER, aliases=("Poll",))),
    ("a body and its branch", Named("Tollgate Mining", BODY), Named("Tollgate", UNNAMED)),
    ("documents of one kind", Named("leaked report", PAPER), Named("new report", PAPER)),
    (
        "documents of two bodies",
        Named("letter from the Ministry of Works", PAPER),
        Named("letter from the Board", PAPER),
    ),
    (
        "documents of two dates",
        Named("Harbour Board memo of 3 May", PAPER),
        Named("Harbour Board memo of 9 June", PAPER),
    ),
    ("officials", Named("officials", GROUP), Named("officials", GROUP)),
    (
        "people of one description",
        Named("a person familiar with the plan", UNNAMED),
        Named("a person familiar with the plan", UNNAMED),
    ),
    (
        "a person and the body",
        Named("Ines Tolland", description="spokeswoman for the Harbour Board"),
        Named("Harbour Board", BODY),
    ),
]


@pytest.mark.parametrize(("what", "one", "two"), ONE, ids=[c[0] for c in ONE])
def test_names_of_one_source(what: str, one: Named, two: Named) -> None:
    """Two namings of one source, in either order, are one."""
    assert groups(readings_of(one, two)) == {frozenset("01")}, what
    assert groups(readings_of(two, one)) == {frozenset("01")}, what


@pytest.mark.parametrize(("what", "one", "two"), TWO, ids=[c[0] for c in TWO])
def test_names_of_two_sources(what: str, one: Named, two: Named) -> None:
    """Different sources stay apart, and nameless ones do so whatever their description."""
    assert groups(readings_of(one, two)) == {frozenset("0"), frozenset("1")}, what


def test_a_surname_of_two_people_is_nobodys() -> None:
    """A lone surname joins none of two people of that name, unless its description is that of one."""
    two = Named("Ines Tolland", description="the harbour master"), Named("Piet Tolland", description="a diver")
    assert len(groups(readings_of(*two, Named("Tolland")))) == 3
    assert frozenset("02") in groups(readings_of(*two, Named("Tolland", description="harbour master")))


def test_what_people_have_told_apart_stays_apart() -> None:
    """Of namings that one name joins, those go together of which nobody has said otherwise, and all have a group."""
    readings = readings_of(*[Named("Ines Tolland")] * 4, Named("the harbour master", UNNAMED), Named("Piet Orr"))
    by_hand = ByHand(sources_one=(("2", "3"), ("1", "5")), sources_apart=(("0", "2"), ("2", "5")))
    same = same_sources(readings, Outlets(readings), [("4", "3")], by_hand=by_hand)
    assert same == {"0": "0", "1": "0", "2": "2", "3": "2", "4": "2", "5": "0"}


def test_what_hangs_with_nobody_told_apart_goes_with_the_first() -> None:
    """A naming that its group alone does not tie to either side stays with one of them."""
    readings = readings_of(Named("Ines Tolland"), Named("Ines Tolland"), Named("Piet Orr"))
    by_hand = ByHand(sources_apart=(("0", "1"),))
    namings = [(source, reading.article.id) for reading in readings for source in reading.sources]
    assert parted(namings, Outlets(readings), [], by_hand) == {"0": "0", "1": "1", "2": "0"}


def test_the_fullest_naming_stands_for_all() -> None:
    """The id is that of the naming with the most words, a person's before a nameless one."""
    readings = readings_of(Named("Tolland"), Named("Ines Tolland"), Named("harbour source", UNNAMED))
    assert same_sources(readings, Outlets(readings), [("2", "0")]) == {"0": "1", "1": "1", "2": "1"}


def test_the_commonest_full_name_of_a_person_stands_for_all() -> None:
    """Neither a surname, though most articles give no more, nor a name with words of a headline in it."""
    odd, full, short = Named("Board Does Not Like Ines Tolland"), Named("Ines Tolland"), Named("Tolland")
    readings = readings_of(short, short, short, odd, full, full)
    assert set(same_sources(readings, Outlets(readings)).values()) == {"4"}


def test_a_name_that_points_to_somebody_of_its_article_stands_for_nobody() -> None:
    """A body goes by a name that tells which one it is, though another naming has more words."""
    readings = readings_of(Named("his own Orr campaign", BODY, aliases=("Orr campaign",)), Named("Orr campaign", BODY))
    assert same_sources(readings, Outlets(readings)) == {"0": "1", "1": "1"}


def test_evidence_joins_nameless_sources() -> None:
    """Pairs known to be the same are joined; ids that are not in the collection are passed over."""
    readings = readings_of(Named("an official", UNNAMED), Named("officials", GROUP), Named("officials", GROUP))
    assert groups(readings, [("0", "1"), ("2", "nobody")]) == {frozenset("01"), frozenset("2")}


def test_what_an_outlet_is_called_by_is_shown_as_the_outlet() -> None:
    """Where one article takes an outlet for a person or a body, the group goes by an article that does not."""
    readings = readings_of(Named("PBN", PERSON, "agency"), Named("PBN", OUTLET), Named("PBN", BODY, "the news agency"))
    by_hand = ByHand(sources_one=(("0", "1"), ("1", "2")))
    assert set(same_sources(readings, Outlets(readings), by_hand=by_hand).values()) == {"1"}


def test_the_commonest_name_is_the_person() -> None:
    """Names with a word too many, each in one article, are who bears the name in most; not two persons of that name."""
    common, odd = Named("Ines Tolland"), (Named("Democrat Ines Tolland"), Named("Ines J. Tolland"))
    assert groups(readings_of(odd[0], odd[1], common, common)) == {frozenset("0123")}
    several = (
        Named("Piet W. Orr"),
        Named("Piet W. Orr"),
        Named("Piet H. Orr"),
        Named("Piet H. Orr"),
        Named("Piet Orr"),
    )
    assert groups(readings_of(*several)) == {frozenset("01"), frozenset("23"), frozenset("4")}


def test_a_name_that_most_articles_give_is_no_short_form() -> None:
    """A body is one with that of a fuller name where as many give the fuller one, and not where few do."""
    short, long = Named("Marl Watch", BODY), Named("Marl Watch Tribunal North", BODY)
    assert groups(readings_of(short, long)) == {frozenset("01")}
    assert groups(readings_of(short, short, long)) == {frozenset("01"), frozenset("2")}


def test_a_document_that_may_be_several_is_none_of_them() -> None:
    """A poll of which only the firm is told is the only poll of that firm, but not one of several."""
    poll, may, june = (
        Named(name, PAPER) for name in ("new Quill Marl poll", "Quill Marl poll in May", "Quill Marl poll of 3 June")
    )
    assert groups(readings_of(poll, poll, may)) == {frozenset("012")}
    assert groups(readings_of(poll, poll, may, june)) == {frozenset("01"), frozenset("2"), frozenset("3")}


def test_no_two_named_sources_are_one_by_a_nameless_one() -> None:
    """Whoever is quoted with the words of two people joins none of them to the other, in whichever order it shows."""
    readings = readings_of(Named("Ines Tolland"), Named("a candidate", UNNAMED), Named("Piet Orr"))
    assert groups(readings, [("0", "1"), ("1", "2")]) == {frozenset("01"), frozenset("2")}
    assert groups(readings, [("1", "2"), ("0", "1")]) == {frozenset("12"), frozenset("0")}


def spoken(article: Article, source: Source, content: str) -> Reading:
    start = article.text.index(content)
    statement = Statement(
        id=f"s-{article.id}",
        article=article.id,
        form=Form.indirect,
        act=Act.assertion,
        content=(Span(start, start + len(content)),),
        speaker=source.id,
    )
    return Reading(article=article, statements=(statement,), sources=(source,))


LEAK = "the eastern lock had failed two inspections since the spring and was kept open all the same"


def nameless(number: int, name: str) -> Source:
    return Source(id=f"{number}", name=name, kind=UNNAMED)


def test_copied_words_are_evidence(article: Make) -> None:
    """Nameless sources who say the same words are one; those who quote a few of them, or mean the same, are not."""
    one = spoken(article("a", f"An engineer said {LEAK}."), nameless(0, "engineer"), LEAK)
    two = spoken(article("b", f"A worker said {LEAK}."), nameless(1, "worker"), LEAK)
    other = spoken(article("c", "A worker said the lock had failed."), nameless(2, "worker"), "the lock had failed")
    quoting = f"two in three of the members would rather move away than believe that {LEAK[:43]}, whatever comes of it"
    voters = spoken(article("d", f"Voters said {quoting}."), nameless(3, "voters"), quoting)
    assert groups([one, two, other, voters]) == {frozenset("01"), frozenset("2"), frozenset("3")}


def test_a_credit_is_evidence(article: Make) -> None:
    """A nameless source quoted through an outlet is the one who says the same in that outlet's article."""
    own = spoken(article("a", f"An engineer said {LEAK}.", outlet="Selden Echo"), nameless(0, "engineer"), LEAK)
    short = "the lock had failed two inspections since the spring"
    text = f"Officials told the Selden Echo that {short}."
    later = spoken(article("b", text, outlet="Quillmark Ledger", day=1), nameless(1, "officials"), short)
    uncredited = spoken(
        article("c", f"Officials said {short}.", outlet="Vesta Sun", day=1),
        nameless(2, "officials from town"),
        short[:30],
    )
    assert groups([own, later, uncredited]) == {frozenset("01"), frozenset("2")}


CREDITED = [
    ("a trade that could be the same", nameless(0, "engineer"), nameless(1, "a plant engineer"), True),
    ("a word that keeps anybody unnamed", nameless(0, "engineer"), nameless(1, "a worker"), True),
    ("two trades", nameless(0, "engineer"), nameless(1, "a magistrate's clerk"), False),
    ("a paper and a person", Source(id="0", name="letter", kind=PAPER), nameless(1, "a worker"), False),
    (
        "an outlet that does not say from whom",
        Source(id="0", name="Selden Echo", kind=OUTLET),
        nameless(1, "a worker"),
        False,
    ),
]


@pytest.mark.parametrize(("what", "told", "quoted", "one"), CREDITED, ids=[row[0] for row in CREDITED])
def test_whom_a_credit_can_lead_to(what: str, told: Source, quoted: Source, one: bool, article: Make) -> None:
    """A nameless source quoted through an outlet is not there somebody of another sort, however alike the words."""
    own = spoken(article("a", f"It was said that {LEAK}.", outlet="Selden Echo"), told, LEAK)
    short = "since the spring two inspections had failed the eastern lock, kept open all the same"
    later = spoken(article("b", f"X told the Selden Echo that {short}.", outlet="Vesta Sun", day=1), quoted, short)
    assert (groups([own, later]) == {frozenset("01")}) is one, what


def test_a_credit_leads_to_who_said_it_and_not_to_who_tells_of_them(article: Make) -> None:
    """Where the director tells what an engineer noticed, the engineer of another article is that engineer."""
    text = f"The director said an engineer saw {LEAK}."
    outer = spoken(
        article("a", text, outlet="Selden Echo"), Source(id="2", name="Ines Tolland", kind=PERSON), text[:-1]
    )
    inner = spoken(outer.article, nameless(0, "engineer"), LEAK)
    within = replace(inner.statements[0], id="within", parent=outer.statements[0].id)
    both = replace(outer, statements=(*outer.statements, within), sources=(*outer.sources, *inner.sources))
    later = spoken(
        article("b", f"An engineer told the Selden Echo that {LEAK}.", outlet="Vesta Sun", day=1),
        nameless(1, "an engineer"),
        LEAK,
    )
    assert groups([both, later]) == {frozenset("01"), frozenset("2")}


def test_a_word_that_says_nothing_is_no_evidence(article: Make) -> None:
    """That both would not swear to "it" does not make two sources one."""
    own = spoken(article("a", "A worker would not swear to it.", outlet="Selden Echo"), nameless(0, "worker"), "it")
    later = spoken(
        article("b", "The firm told the Selden Echo of it.", outlet="Vesta Sun", day=1), nameless(1, "the firm"), "it"
    )
    others = [spoken(article(f"c{n}", f"Rain fell on {n}."), nameless(n, "clerk"), f"{n}") for n in range(2, 22)]
    assert {frozenset("0"), frozenset("1")} <= groups([own, later, *others])


SPEAKS = [
    ("a spokeswoman for Tollgate Mining", "Tollgate Mining"),
    ("spokesman of the Harbour Board", "Harbour Board"),
    ("the ministry's spokesman", "ministry"),
    ("Harbour Board spokeswoman", "Harbour Board"),
    ("press secretary for the Ministry of Works", "Ministry of Works"),
    ("its spokeswoman", None),
    ("a spokesman", None),
    ("the harbour master", None),
]


@pytest.mark.parametrize(("description", "body"), SPEAKS, ids=[s[0] for s in SPEAKS])
def test_whom_a_person_speaks_for(description: str, body: str | None, article: Make) -> None:
    """The body is read from the description, or from the words beside the name; "its" names none."""
    plain = article("a", "Ines Tolland said so.")
    assert spokesman_of(Source(id="0", name="Ines Tolland", kind=PERSON, description=description), plain) == body
    beside = article("a", f"Ines Tolland, {description}, said so.")
    named = Source(id="0", name="Ines Tolland", kind=PERSON, mentions=(Span(0, 12),))
    assert spokesman_of(named, beside) == body


def test_spokesmen_lead_to_bodies_of_the_collection() -> None:
    """A person's id leads to the body's, both as they stand for themselves; a body that is no source is none."""
    readings = readings_of(
        Named("Ines Tolland", description="spokeswoman for the Harbour Board"),
        Named("Harbour Board of Selden", BODY),
        Named("Piet Orr", description="a spokesman for Vesta Oil"),
    )
    assert spokesmen(readings, same_sources(readings, Outlets(readings))) == {"0": "1"}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(SourceKind)), max_size=6))
def test_any_sources_are_grouped(some: list[tuple[str, SourceKind]]) -> None:
    """Every id has its fullest naming, which stands for itself, and a second run gives the same."""
    readings = readings_of(*(Named(name, kind) for name, kind in some))
    same = same_sources(readings, Outlets(readings))
    assert set(same) == {str(n) for n in range(len(some))}
    assert all(same[fullest] == fullest for fullest in same.values())
    assert same == same_sources(readings, Outlets(readings))
