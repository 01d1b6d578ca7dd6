"""The source of each statement, resolved inside the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.relation import Relation
from whence.read.sources import resolve, resolve_name
from whence.records import Article, Block, Moment, Note, Precision, ReadFrom, Role, SourceKind, Span

from .marked import build, speakers

# Each text marks its sources as [source|cue]; "[|]" stands before content that has neither.
PERSONS = [
    (
        "words in capitals beside a name that the article has bare",
        [
            "[Donald Orr|said] it would stay. Maybe [Donald Orr|knows] more.",
            "[Democrat Hillary Brandt|laughed]. [Fox News Harold Kern|asked] why.",
            "[Harold Kern|said] so, and [Hillary Brandt|left]. [Republican Donald Orr|stayed].",
        ],
        ["Donald Orr", "Donald Orr", "Hillary Brandt", "Harold Kern", "Harold Kern", "Hillary Brandt", "Donald Orr"],
    ),
    (
        "a surname that several have",
        [
            "[Hillary Brandt|spoke] first. Her husband, Otto Brandt, sat by Tova Brandt.",
            "[Brandt|promised] more. [She|left].",
            "Otto Brandt met voters at noon. [Brandt|said] he was hungry. [Mr. Brandt|ate].",
            "The day went on as days do in a campaign that has lasted long, with rain and small crowds in the towns of "
            "the coast, and with a long wait for a ferry that came late and was full. In the evening it was dry. Many "
            "came to the square, where a band played. At last [Brandt|came].",
        ],
        ["Hillary Brandt", "Hillary Brandt", "Hillary Brandt", "Otto Brandt", "Otto Brandt", "Hillary Brandt"],
    ),
    (
        "a body's noun before a person's name belongs to other words",
        [
            "Polls show voters trust Marta Lind. The campaign Peter Orr ran is over. Ida Kern of the union waited.",
            "[Lind|said] so. [She|left]. [Orr|stayed]. [He|slept].",
        ],
        ["Marta Lind", "Marta Lind", "Peter Orr", "Peter Orr"],
    ),
    (
        "quotation marks of two apostrophes, as archives send them",
        [
            "''It is late,'' [Moira Denholm|said]. ''[I|believe] we lost. [I've|said] it before.'' [She|left].",
            "[Ivo Tamm|agreed]: ``[I|feared] this,'' [he|added].",
        ],
        ["Moira Denholm", "Moira Denholm", "Moira Denholm", "Moira Denholm", "Ivo Tamm", "Ivo Tamm", "Ivo Tamm"],
    ),
    (
        "a trade that is a surname",
        ["[Oland Sen. Jon Weaver, chairman of the committee,|said] no. [Weaver|left]. [Sheriff Marta Baker|spoke]."],
        ["Jon Weaver", "Jon Weaver", "Marta Baker"],
    ),
    (
        "what somebody is, in capitals before the name",
        ["[Tolm County Recorder Helen Orr|said] so. [Orr|left]. [House Republican Peter Lind|stayed]."],
        ["Helen Orr", "Helen Orr", "Peter Lind"],
    ),
    (
        "headlines amid the story",
        [
            "Donald Orr Calls Out Hillary Brandt For Backing Down",
            "[Orr|said] no. Harold Kern came. [Kern|left].",
            "Harold Kern Joins Growing List",
            "Why Brandt Should Go With Orr",
            "[Kern|spoke] last. [Brandt|did] not.",
        ],
        ["Donald Orr", "Harold Kern", "Harold Kern", "Brandt"],
    ),
    (
        "a building that is named after somebody",
        [
            "Lars Holm came to Holm Tower on Friday. [Holm|said] he won. [Mr. Holm|left] Holm Tower Grill. [He|sang].",
            "[Tova Lind|spoke] at the Lind Foundation. [Lind|said] so. [The foundation|denied] it.",
        ],
        ["Lars Holm", "Lars Holm", "Lars Holm", "Tova Lind", "Tova Lind", "Lind Foundation"],
    ),
    (
        "somebody who is named only as a body that is called after him",
        ["The Peter Sund Foundation paid. [Mr. Sund|said] he signed. [Peter Sund|agreed]."],
        ["Peter Sund", "Peter Sund"],
    ),
    (
        "a firm goes by its founder's name",
        ["Ada Brom leads Brom Motor Company. On Friday Brom Motor Company recalled its vans. [Brom|said] it was safe."],
        ["Brom Motor Company"],
    ),
    (
        "a body by the beginning of its name, where nobody has it",
        ["The Tolmar Foundation paid. [Tolmar|said] it had no choice."],
        ["Tolmar Foundation"],
    ),
    (
        "a day behind the name of a body",
        ["Somebody from [the White House Monday|said] no. [The White House|said] nothing."],
        ["White House", "White House"],
    ),
    (
        "surname and pronoun",
        [
            "[Ulla Brandt, spokeswoman for Kessan|said] the gate was shut.",
            "[Brandt|said] so twice. [She|added] no more.",
        ],
        ["Ulla Brandt", "Ulla Brandt", "Ulla Brandt"],
    ),
    (
        "gender parts two people",
        [
            "[Maria Kern, who heads the union|said] no. [Peter Lohr, a manager|said] yes.",
            "[She|said] it again. [He|said] it too.",
        ],
        ["Maria Kern", "Peter Lohr", "Maria Kern", "Peter Lohr"],
    ),
    (
        "a role noun tells the gender of an uncommon name",
        ["The port's spokeswoman, Juvo Arn, met Telk Orm. [She|said] it was late."],
        ["Juvo Arn"],
    ),
    (
        "the role that the article introduced",
        ["[Transport Minister Lior Vance|promised] help.", "[The minister|said] it would come. [He|left] in haste."],
        ["Lior Vance"] * 3,
    ),
    (
        "another title, of something else",
        [
            "[Noa Berrin, who commands the rescue|said] there were six of them.",
            "[The director of operations|told] the Herald of five. [The commander of the rescue|said] no more.",
        ],
        ["Noa Berrin", "director of operations", "Noa Berrin"],
    ),
    (
        "apposition before the name",
        ["[The union's branch secretary, Ivo Tamm|said] no.", "[The secretary|repeated] it."],
        ["Ivo Tamm", "Ivo Tamm"],
    ),
    (
        "whoever the last sentence turned to, and not who spoke before",
        ['"We had the plans," [Moira Denholm|said]. Dr Rika Falck, the surveyor, was curt. "None," [she|said].'],
        ["Moira Denholm", "Rika Falck"],
    ),
    (
        "a sentence that tells of nobody turns to nobody",
        ['"We had the plans," [Moira Denholm|said]. Tolm lay dark. "Nobody came," [she|said].'],
        ["Moira Denholm", "Moira Denholm"],
    ),
    (
        "what somebody is opens the sentence that names them",
        ["[A caller|told] the Echo of smoke.", "Weary bus driver Tamo Orrel lost his keys.", "[He|said] so."],
        ["caller", "Tamo Orrel"],
    ),
    (
        "whom the sentence says that somebody is",
        [
            "[A volunteer|said] there was a key.",
            "The only person who had one is Noemi Sard, who runs the gate, and [she|told] them of none.",
        ],
        ["volunteer", "Noemi Sard"],
    ),
    (
        "a body's noun before what somebody is to it",
        ["[Union firebrand Orsolo Quint|said] six. [The firm|swore] to five."],
        ["Orsolo Quint", "firm"],
    ),
    (
        "a participle goes on about the sentence's subject",
        ["[Ulla Brandt, the harbour's engineer|said] the gate was shut, [|adding] that it would stay so."],
        ["Ulla Brandt", "Ulla Brandt"],
    ),
    (
        "a joined verb goes on about the sentence's subject",
        ["[Ivo Tamm, a manager|denied] the delay and [|recalled] that the crew was warned."],
        ["Ivo Tamm", "Ivo Tamm"],
    ),
    (
        "a passive has no subject to go on about",
        ["[Ivo Tamm, a manager|denied] the delay. The ferry [|was reported] lost."],
        ["Ivo Tamm", None],
    ),
    (
        "a role that stands before an honorific",
        ["[The Minister for Harbours, Hon. Marta Olsk|said] so.", "[The Minister|left] it at that."],
        ["Marta Olsk", "Marta Olsk"],
    ),
    (
        "a role without a determiner, and a body within it",
        ["[Counsel for the port, Emrik Sall|said] no. [He|sat] down."],
        ["Emrik Sall", "Emrik Sall"],
    ),
    (
        "a named person before somebody who only stands by",
        ["[Rolf Arnt, the owner|spoke] to a customer and two guards.", "[He|denied] it."],
        ["Rolf Arnt", "Rolf Arnt"],
    ),
    (
        "who heads",
        ["[Ivo Tamm, who heads the harbour board|said] no.", "[The board's head|repeated] it."],
        ["Ivo Tamm", "Ivo Tamm"],
    ),
    (
        "the lead says the role, the next paragraph the name",
        [
            "The ward is closed, [the director of the town's hospital|said].",
            "[Dr Senta Maro, director of Orvel District Hospital|told] the Herald so.",
        ],
        ["Senta Maro", "Senta Maro"],
    ),
    (
        "the lead leaves a man unnamed and the next paragraph names him",
        [
            "[A man who worked in the hall|has told] Radio Orvel that no siren sounded.",
            "Tomas Rell, who is 41, spoke from his bed.",
            "[He|said] that it hurt.",
        ],
        ["Tomas Rell", "Tomas Rell"],
    ),
    (
        "titles and particles",
        ["[Joost van der Meer, a pilot|said] no.", "[Capt. van der Meer|said] it. [Mr van der Meer|left]."],
        ["Joost van der Meer"] * 3,
    ),
    (
        "who answers is not who asked",
        ["[A docker|spoke] of the crane.", "Did it fall? [our colleague at the port|asked] him. “Yes,” [he|answered]."],
        ["docker", "our colleague at the port", "docker"],
    ),
    (
        "who is spoken of in a quotation tells nothing of the speaker's gender",
        ["[The mayor, Ilvra Fesk|says]: “He said it was Wednesday.”", "[She|left] it at that."],
        ["Ilvra Fesk", "Ilvra Fesk"],
    ),
    (
        "who is reminded answers",
        ["[Otto Grell|came]. [Bex Lorrim|reminded] him of it. “I know,” [he|answered]."],
        ["Otto Grell", "Bex Lorrim", "Otto Grell"],
    ),
    (
        "a street is nobody",
        ["[The mayor, Ilvra Fesk|came] to Via Torvo. [She|left]."],
        ["Ilvra Fesk", "Ilvra Fesk"],
    ),
    (
        "a contractor is not the operator",
        ["[Kessan|denied] it.", "[A blasting contractor|called] it luck.", "[The operator|would not]."],
        ["Kessan", "blasting contractor", "Kessan"],
    ),
    (
        "whose client, in the lawyer's own sentence",
        [
            "[The sister of a docker|said] so. [A lawyer for the watchman, Odeline Frant|said] no. [She|left].",
        ],
        ["sister of a docker", "Odeline Frant", "Odeline Frant"],
    ),
    (
        "an age and children tell of whoever was just named",
        ["Try telling that to Lena Strobe.", "It went up, [the mum-of-one, 33|told] us. [The 33-year-old|left]."],
        ["Lena Strobe", "Lena Strobe"],
    ),
    (
        "a lead's office, and the name a paragraph later",
        ["An inquiry is open, [Quillan's public prosecutor|said].", "Nobody knows, [the prosecutor, Ilka Penn|said]."],
        ["Ilka Penn", "Ilka Penn"],
    ),
    (
        "a reader stays unnamed, whoever comes next",
        ["It is late, [a reader who sits on the bench|writes].", "[Inspector Kamble|said] so."],
        ["reader who sits on the bench", "Kamble"],
    ),
    ("another word for an office", ["[The consul, Teo Masl|came]. [The diplomat|left]."], ["Teo Masl", "Teo Masl"]),
    ("a name given in a clause", ["It shook, [a resident, who gave her name only as Edna|said]."], ["Edna"]),
]
BODIES = [
    (
        "the group is the front that spoke, and no body that comes later",
        [
            "[The Northern Liberation Front|said] so. “We burned it,” [the group|said].",
            "The World Reed Organization urged calm.",
        ],
        ["Northern Liberation Front", "Northern Liberation Front"],
    ),
    (
        "a body that comes later is meant by its very noun alone, once a body has spoken",
        [
            "[Norrline|spoke]. [The agency|denied] it, and so [the union|said].",
            "The Reed Authority is in Sund. The Metalworkers Union urged calm.",
        ],
        ["Norrline", "agency", "Metalworkers Union"],
    ),
    (
        "of two bodies that fit the one that has spoken",
        ["[The Federation of Sund Dockers|left]. [The union|said] so.", "The Reed Union urged calm."],
        ["Federation of Sund Dockers", "Federation of Sund Dockers"],
    ),
    (
        "a body is named in the same sentence as its pronoun, or before it",
        ["Nobody came, [it|said].", "Norrline Ferries Ltd sails at noon."],
        ["it"],
    ),
    (
        "two who speak together again",
        ["[Ada Brom and Ivo Tamm|said] no. [Otto Lind|left]. [Ada Brom and Ivo Tamm|agreed]."],
        ["Ada Brom and Ivo Tamm", "Otto Lind", "Ada Brom and Ivo Tamm"],
    ),
    (
        "an agency that is named with a small letter keeps its noun",
        ["[The Environment agency|said] so. [The Castell agency|agreed]."],
        ["Environment agency", "Castell"],
    ),
    (
        "an owner may be a man",
        ["The house burned. [The owner|said] it was old. [He|wept]."],
        ["owner", "owner"],
    ),
    (
        "a date in a picture's description is no name",
        [
            "[This photo provided on Sunday, Jan. 7, 2018 by the Sund Fire Department|shows] it.",
            "[This image taken on Monday, March 3, 2031|shows] more.",
        ],
        [
            "This photo provided on Sunday, Jan. 7, 2018 by the Sund Fire Department",
            "This image taken on Monday, March 3, 2031",
        ],
    ),
    (
        "the campaigns of several candidates",
        [
            "[The Tolland campaign|said] it was dear. The Orrin campaign laughed.",
            "[Presidential candidate Piet Marrow's campaign|gave] no figure, and [the campaign|declined] to.",
            "[Hale's campaign|laughed]. [Marrow's campaign|did] not.",
        ],
        [
            "Tolland campaign",
            "Presidential candidate Piet Marrow's campaign",
            "Presidential candidate Piet Marrow's campaign",
            "Hale's campaign",
            "Presidential candidate Piet Marrow's campaign",
        ],
    ),
    (
        "a ministry of the country that all is about",
        ["[The Ministry of Health|said] no.", "[The Italian ministry|gave] no date."],
        ["Ministry of Health", "Ministry of Health"],
    ),
    (
        "whose parent company it is",
        ["[Vesta Mining Company|said] no.", "[Tollgate's parent company|gave] no date."],
        ["Vesta Mining Company", "Vesta Mining Company"],
    ),
    (
        "polls of two firms",
        ["[A Quill poll|found] six of them.", "[The Marl Watch poll|gave] five. [The poll|asked] a hundred."],
        ["Quill poll", "Marl Watch poll", "Marl Watch poll"],
    ),
    (
        "abbreviation in brackets",
        ["[The National Transport Authority (NTA)|said] no.", "[The NTA|said] it again. [The authority|left]."],
        ["National Transport Authority"] * 3,
    ),
    (
        "abbreviation by initials",
        ["[The Orvel Port Authority|said] no.", "[OPA|repeated] it."],
        ["Orvel Port Authority"] * 2,
    ),
    (
        "also known as",
        ["[The Free Column, also known as the Zarok,|claimed] it.", "[The Zarok|fled]."],
        ["Free Column"] * 2,
    ),
    (
        "it and the company",
        ["[The owner, Kessan Chemicals,|said] no. [It|declined] to say more.", "[The company|has apologised]."],
        ["Kessan Chemicals"] * 3,
    ),
    (
        "a body and the one who speaks for it are two",
        ["[The Ministry of Health|denied] it. [Its spokeswoman, Dina Rell,|said] why.", "[The ministry|insists]."],
        ["Ministry of Health", "Dina Rell", "Ministry of Health"],
    ),
    (
        "a common noun in a headline",
        ["# [Ministry|denies] it", "[The Ministry of Health|denied] it."],
        ["Ministry of Health", "Ministry of Health"],
    ),
    (
        "the newspaper",
        ["[An official|told] the Pellan Herald no.", "[The newspaper|did not name] the official."],
        ["official", "Pellan Herald"],
    ),
    (
        "a service that is no agency of news",
        ["[The Altan News Agency|told] of rain. [The agency|told] more.", "[The valley fire service|counted] nine."],
        ["Altan News Agency", "Altan News Agency", "valley fire service"],
    ),
    (
        "what a channel says is its owner's",
        ["[The channel of the Free Column|said] so. [The Column|underlined] it."],
        ["Free Column", "Free Column"],
    ),
]
OTHERS = [
    (
        "an unnamed source comes back",
        ["[A Western official|said] so.", "[The official|asked] not to be named. [The official|added] more."],
        ["Western official"] * 3,
    ),
    ("two officials", ["[Two officials|said] so. [The officials|said] more."], ["Two officials"] * 2),
    (
        "a document",
        ["[A letter from the Inspectorate of Ports|says] so.", "[The letter|says] more. [It|ends] there."],
        ["letter from the Inspectorate of Ports"] * 3,
    ),
    ("witnesses", ["[Witnesses|saw] fire.", "[They|fled]."], ["Witnesses", "Witnesses"]),
    ("no source", ["It [|is feared] that they drowned."], [None]),
    ("nobody", ["[Nobody|said] it."], [None]),
    (
        "a quotation goes on without a cue",
        ["“It is late,” [Dina Rell|said].", "[|]“And it is dark.”"],
        ["Dina Rell", "Dina Rell"],
    ),
    (
        "I in a quotation",
        ["“[I|think] it rained,” [Dina Rell|said].", "“[I|know],” [she|said]."],
        ["Dina Rell"] * 4,
    ),
    ("an acronym is no pronoun", ["[US officials|said] no. [WHO experts|agreed]."], ["US officials", "WHO experts"]),
    (
        "joint sources stay together",
        ["[The company and the union|gave] two counts."],
        ["company and the union"],
    ),
]


WIDE = [
    ("called,” she", "Ulla Brandt"),
    ("shut. She", "Ulla Brandt"),
    ("and she", "Ulla Brandt"),
    ("she said", "Ulla Brandt"),
    ("said Ms Brandt", "Ulla Brandt"),
    ("Brandt told", "Ulla Brandt"),
    ("gates. The spokeswoman", "Ulla Brandt"),
    ("the spokeswoman said", "Ulla Brandt"),
    ("Nobody said", None),
]


@pytest.mark.parametrize(
    ("paragraphs", "expected"), [pytest.param(p, e, id=i) for i, p, e in PERSONS + BODIES + OTHERS]
)
def test_every_source_is_resolved_to_its_fullest_name(paragraphs: list[str], expected: list[str | None]) -> None:
    """Pronouns, surnames, roles and abbreviations find the source that the article introduced."""
    article, relations = build(paragraphs)
    assert [s.name if s else None for s in speakers(resolve(article, relations))] == expected


def test_an_entry_of_a_live_page_has_its_own_people() -> None:
    """A pronoun means somebody of its own entry, whoever spoke last in the entry above."""
    article, relations = build(
        ["[Minister Ilse Fontan|said] no. [She|left].", "I met Rufa Delgar, who bakes. [She|wants] him back."]
    )
    assert [s and s.name for s in speakers(resolve(article, relations))][2] == "Ilse Fontan"
    hours = ("2031-03-01T12:40", "2031-03-01T10:55")
    times = (Moment(at=hour, precision=Precision.minute, read_from=ReadFrom.text) for hour in hours)
    blocks = tuple(replace(block, at=at) for block, at in zip(article.blocks, times, strict=True))
    found = speakers(resolve(replace(article, blocks=blocks), relations))
    assert [s and s.name for s in found] == ["Ilse Fontan", "Ilse Fontan", "Rufa Delgar"]


@pytest.mark.parametrize(("phrase", "expected"), WIDE)
def test_a_span_that_is_a_word_too_wide_is_resolved(phrase: str, expected: str | None) -> None:
    """A source span that takes in the end of the sentence before, or its cue, still finds its source."""
    article, relations = build(
        ["[Ulla Brandt, spokeswoman for Kessan,|said] no.", f"It rained on [{phrase}|again] so."]
    )
    found = speakers(resolve(article, relations))[1]
    assert (found.name if found else None) == expected


def test_a_source_holds_its_names_description_and_mentions() -> None:
    """A source gathers its other names, the words that say who it is, and each place that names it."""
    article, relations = build(["[Ulla Brandt, spokeswoman for Kessan,|said] no.", "[Brandt|said] it. Ms Brandt left."])
    (source,) = resolve(article, relations).sources
    assert source.kind is SourceKind.named_person
    assert source.aliases == ("Brandt",)
    assert source.description == "spokeswoman for Kessan"
    assert [article.text[m.start : m.end] for m in source.mentions] == [
        "Ulla Brandt, spokeswoman for Kessan,",
        "Brandt",
        "Ms Brandt",
    ]


def test_a_bracket_gives_aliases() -> None:
    """Both abbreviations of a bracket are names of the group before it."""
    article, relations = build(["[Zarok (ZIS/ZISL)|claimed] it. [ZISL|boasted] of it."])
    first, second = speakers(resolve(article, relations))
    assert first is second
    assert first is not None
    assert set(first.aliases) >= {"ZIS", "ZISL"}


def test_a_footnote_beside_the_name_is_attached() -> None:
    """The note whose mark stands behind a name belongs to that source and to no other."""
    article, relations = build(["[The Amber Front**|claimed] it. [Dina Rell|denied] it.", "** banned in Vantor"])
    at = article.text.index("Front")
    start = article.text.index("** banned")
    note = Note(mark="**", span=Span(start, start + 19), marked=(Span(at, at + 5),))
    noted = Article(id="a", text=article.text, blocks=article.blocks, digest="", file="a.txt", notes=(note,))
    front, person = speakers(resolve(noted, relations))
    assert front is not None
    assert person is not None
    assert front.notes == ("** banned in Vantor",)
    assert person.notes == ()


def test_we_outside_a_quotation_is_the_outlet() -> None:
    """The editorial "we" is the article's own outlet."""
    article, relations = build(["[We|could not confirm] it."])
    own = Article(id="a", text=article.text, blocks=article.blocks, digest="", file="a.txt", outlet="Pellan Herald")
    (source,) = resolve(own, relations).sources
    assert (source.name, source.kind) == ("Pellan Herald", SourceKind.outlet)


def test_a_name_elsewhere_finds_its_source() -> None:
    """A colleague's name or span finds the source by any of its forms."""
    article, relations = build(["[The Associated Press|reported] it. [Dina Rell|denied] it."])
    resolution = resolve(article, relations)
    found = resolve_name(article, resolution, "the AP")
    assert found is not None
    assert found.name == "Associated Press"
    at = article.text.index("Rell")
    other = resolve_name(article, resolution, Span(at, at + 4))
    assert other is not None
    assert other.name == "Dina Rell"
    assert resolve_name(article, resolution, "the Pellan Herald") is None


def test_ids_are_stable_and_depend_on_the_article() -> None:
    """The same article gives the same ids twice; another article's source of that name has another id."""
    article, relations = build(["[Dina Rell|denied] it."])
    other = Article(id="a2", text=article.text, blocks=article.blocks, digest="", file="b.txt")
    assert resolve(article, relations) == resolve(article, relations)
    assert resolve(article, relations).speakers != resolve(other, relations).speakers


SPANS = st.tuples(st.integers(-5, 400), st.integers(0, 60)).map(lambda s: Span(s[0], s[0] + s[1]))
RELATIONS = st.lists(
    st.builds(
        Relation,
        content=st.lists(SPANS, max_size=2).map(tuple),
        source=st.lists(SPANS, max_size=2).map(tuple),
        cue=st.lists(SPANS, max_size=2).map(tuple),
        parent=st.none() | st.integers(-2, 8),
        block=st.integers(-2, 12),
    ),
    max_size=6,
)
WORDS = st.sampled_from(
    """Dr Ulla Brandt , who said “ ” " the The ministry of Health spokesman told AP ( NTA ) he She they I we it . its
    a an officials letter from Radio Orvel 's ’s company and two nobody \n of Ivo Tamm also known as""".split(" ")
)
TEXTS = st.lists(WORDS, max_size=80).map(" ".join) | st.text(max_size=300)


@given(TEXTS, RELATIONS, st.data())
def test_any_relations_over_any_text_resolve(text: str, relations: list[Relation], data: st.DataObject) -> None:
    """Nothing raises, each speaker is a source of the resolution, and mentions are places of the text."""
    cut = data.draw(st.integers(0, len(text)))
    role = data.draw(st.sampled_from(list(Role)))
    blocks = (Block(role=role, span=Span(0, cut)), Block(role=Role.paragraph, span=Span(cut, len(text))))
    article = Article(id="a", text=text, blocks=blocks if cut else (), digest="", file="a.txt")
    resolution = resolve(article, relations)
    ids = [source.id for source in resolution.sources]
    assert len(resolution.speakers) == len(relations)
    assert len(set(ids)) == len(ids)
    assert {s for s in resolution.speakers if s} == set(ids)
    for source in resolution.sources:
        assert source.name
        assert all(0 <= m.start < m.end <= len(text) for m in source.mentions)
