"""The worked examples of `docs/independence.md`: how many origins stand behind what is said, and which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from whence.pipeline import trace_readings
from whence.records import (
    Act,
    Article,
    Basis,
    Block,
    Claim,
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
    Trace,
)

PERSON, BODY = SourceKind.named_person, SourceKind.named_organisation
UNNAMED, GROUP, OUTLET = SourceKind.unnamed, SourceKind.collective, SourceKind.outlet
PAGE = Path(__file__).parents[2] / "docs" / "independence.md"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody is said to have said in an article's words; without `who`, the outlet says it itself."""

    words: str
    who: str | None = None
    kind: SourceKind = SourceKind.none
    described: str | None = None
    told: str | None = None
    through: tuple[str, ...] = ()
    act: Act = Act.assertion
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """An article: its outlet, its time (of the third of March 2031 where no day stands), its text, what is said."""

    outlet: str
    at: str
    text: str
    said: tuple[Said, ...]


def reading(number: int, report: Report) -> Reading:
    """Return an article as it would be read."""
    name = f"a{number:02d}"
    sources: dict[str, Source] = {}
    statements = []
    for n, said in enumerate(report.said):
        if said.who and said.who not in sources:
            sources[said.who] = Source(
                id=f"{name}-{said.who}",
                name=said.who,
                kind=said.kind,
                aliases=(said.who,),
                description=said.described,
                mentions=(_span(report.text, said.who),),
            )
        statements.append(_statement(f"{name}-{n}", name, report, said, sources))
    at = report.at if "T" in report.at else f"2031-03-03T{report.at}"
    article = Article(
        id=name,
        text=report.text,
        blocks=(Block(role=Role.paragraph, span=Span(0, len(report.text))),),
        digest=name,
        file=f"{name}.txt",
        outlet=report.outlet,
        outlet_basis=Basis.stated,
        language="en",
        published=Moment(at=at, precision=Precision.minute, read_from=ReadFrom.given),
    )
    return Reading(article=article, statements=tuple(statements), sources=tuple(sources.values()))


def _statement(name: str, article: str, report: Report, said: Said, sources: dict[str, Source]) -> Statement:
    stations = [Station(name=via, kind=OUTLET, link=StationLink.reported_by) for via in said.through]
    if said.who:
        stations.append(Station(name=said.who, kind=said.kind, link=StationLink.told))
    return Statement(
        id=name,
        article=article,
        form=Form.indirect if said.who else Form.own_voice,
        act=said.act,
        content=(_span(report.text, said.words),),
        source=(_span(report.text, said.who),) if said.who else (),
        addressee=(_span(report.text, said.told),) if said.told else (),
        speaker=sources[said.who].id if said.who else None,
        chain=tuple(stations),
        negated=said.negated,
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def traced(*reports: Report) -> Trace:
    """Return the trace of some articles."""
    return trace_readings([reading(n, report) for n, report in enumerate(reports)])


def first_claim(trace: Trace) -> Claim:
    """Return the claim of the first article's first statement."""
    (claim,) = [claim for claim in trace.claims if "a00-0" in claim.statements]
    return claim


TUNNEL = "The tunnel will stay shut until May"
WEIR = "Some 40 homes may flood when the weir at Ostrel gives way"
REACTOR = "he reactor at Dunmere has been off for six weeks"
ENGINES = "Six fire engines stood at the gate of the mill at five"
LEAD = "its new filter removes 99% of lead from tap water"
FUND = "The fund has lost nine million crowns"
CRANE = "he crane was inspected in June"
WARD = "he ward at Tarn will reopen in June"

EXAMPLES: dict[str, tuple[tuple[Report, ...], tuple[int, int], int, set[str]]] = {
    "Two people at one press conference": (
        (
            Report(
                outlet="Tarn Times",
                at="10:00",
                text=f"{TUNNEL}, the mayor, Otto Brand, told a press conference.",
                said=(Said(words=TUNNEL, who="Otto Brand", kind=PERSON, described="the mayor"),),
            ),
            Report(
                outlet="Ostrel Gazette",
                at="10:30",
                text=f"{TUNNEL}, the chief engineer, Ilse Quandt, told reporters.",
                said=(Said(words=TUNNEL, who="Ilse Quandt", kind=PERSON, described="the chief engineer"),),
            ),
            Report(
                outlet="Night Owl",
                at="18:00",
                text="The tunnel stays shut until May, mayor Otto Brand said.",
                said=(Said(words="The tunnel stays shut until May", who="Otto Brand", kind=PERSON, described="mayor"),),
            ),
        ),
        (2, 2),
        3,
        {"Otto Brand", "Ilse Quandt"},
    ),
    "A wire run by thirty papers": (
        (
            Report(
                outlet="Vale Wire",
                at="08:00",
                text=f"{WEIR}, the engineer Pia Lund said.",
                said=(Said(words=WEIR, who="Pia Lund", kind=PERSON, described="engineer"),),
            ),
            *(
                Report(
                    outlet=f"Paper {n}",
                    at=f"{9 + n % 12:02d}:00",
                    text=f"{WEIR}, the engineer Pia Lund said.{' (Vale Wire)' if n < 12 else ''}",
                    said=(Said(words=WEIR, who="Pia Lund", kind=PERSON, described="engineer"),),
                )
                for n in range(30)
            ),
        ),
        (1, 1),
        31,
        {"Pia Lund"},
    ),
    "A cites B, and B cites A": (
        (
            Report(
                outlet="Evening Lamp",
                at="08:00",
                text=f"T{REACTOR}, the Lamp understands.",
                said=(Said(words=f"T{REACTOR}"),),
            ),
            Report(
                outlet="Rotor & Blade",
                at="2031-03-04T08:00",
                text=f"T{REACTOR}, the Evening Lamp reported.",
                said=(Said(words=f"T{REACTOR}", who="Evening Lamp", kind=OUTLET),),
            ),
            Report(
                outlet="Evening Lamp",
                at="2031-03-05T08:00",
                text=f"As the trade paper Rotor & Blade has confirmed, t{REACTOR}.",
                said=(Said(words=f"t{REACTOR}", who="Rotor & Blade", kind=OUTLET),),
            ),
        ),
        (1, 1),
        3,
        {"Evening Lamp"},
    ),
    "An outlet's own reporter on the spot": (
        (
            Report(outlet="Ostrel Gazette", at="08:00", text=f"{ENGINES}.", said=(Said(words=ENGINES),)),
            Report(
                outlet="Radio Tarn",
                at="12:00",
                text=f"{ENGINES}, the Ostrel Gazette reported.",
                said=(Said(words=ENGINES, who="Ostrel Gazette", kind=OUTLET),),
            ),
        ),
        (1, 1),
        2,
        {"Ostrel Gazette"},
    ),
    "A handout": (
        tuple(
            Report(
                outlet=outlet,
                at=f"08:{minute}",
                text=f"Brightwater plc said {LEAD}.",
                said=(Said(words=LEAD, who="Brightwater plc", kind=BODY),),
            )
            for outlet, minute in (("Tarn Times", "00"), ("Gazette", "10"), ("Night Owl", "20"), ("Post", "30"))
        ),
        (1, 1),
        4,
        {"Brightwater plc"},
    ),
    "A refusal to comment": (
        (
            Report(
                outlet="Tarn Times",
                at="08:00",
                text=f"{FUND}, two former managers told the Tarn Times. The board declined to comment.",
                said=(
                    Said(words=FUND, who="two former managers", kind=UNNAMED, told="the Tarn Times"),
                    Said(words="declined to comment", who="The board", kind=BODY, act=Act.refusal),
                ),
            ),
            Report(
                outlet="Night Owl",
                at="18:00",
                text=f"{FUND}, two former managers told the Tarn Times. The board did not respond.",
                said=(
                    Said(words=FUND, who="two former managers", kind=UNNAMED, through=("Tarn Times",)),
                    Said(words="did not respond", who="The board", kind=BODY, act=Act.refusal),
                ),
            ),
        ),
        (1, 1),
        2,
        {"two former managers"},
    ),
    "A person and the organisation they speak for": (
        (
            Report(
                outlet="Ostrel Gazette",
                at="08:00",
                text=f"The harbour authority said t{CRANE}.",
                said=(Said(words=f"t{CRANE}", who="The harbour authority", kind=BODY),),
            ),
            Report(
                outlet="Tarn Times",
                at="09:00",
                text=f"T{CRANE}, said Mette Falk, a spokeswoman for the harbour authority.",
                said=(
                    Said(
                        words=f"T{CRANE}",
                        who="Mette Falk",
                        kind=PERSON,
                        described="a spokeswoman for the harbour authority",
                    ),
                ),
            ),
        ),
        (1, 1),
        2,
        {"Mette Falk"},
    ),
    "Joint sources": (
        (
            Report(
                outlet="Tarn Times",
                at="08:00",
                text=f"The ministers of health and of the interior said in a joint statement that t{WARD}.",
                said=(Said(words=f"t{WARD}", who="The ministers of health and of the interior", kind=GROUP),),
            ),
            Report(
                outlet="Ostrel Gazette",
                at="12:00",
                text=f"T{WARD}, the ministers of health and of the interior said.",
                said=(Said(words=f"T{WARD}", who="the ministers of health and of the interior", kind=GROUP),),
            ),
        ),
        (1, 1),
        2,
        {"The ministers of health and of the interior"},
    ),
    "No source beside a named one": (
        (
            Report(
                outlet="Ostrel Gazette",
                at="08:00",
                text="Some 40 homes may flood in the valley below the weir, the engineer Pia Lund told the Gazette.",
                said=(Said(words="Some 40 homes may flood in the valley below the weir", who="Pia Lund", kind=PERSON),),
            ),
            Report(
                outlet="Night Owl",
                at="2031-03-04T08:00",
                text="Nearly 90 homes will flood in the valley below the weir.",
                said=(Said(words="Nearly 90 homes will flood in the valley below the weir"),),
            ),
        ),
        (1, 1),
        2,
        {"Pia Lund"},
    ),
}


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_the_worked_examples_are_counted_as_the_page_says(name: str) -> None:
    """Each example of the page has the origins, and the range of their number, that the page gives."""
    reports, independent, articles, origins = EXAMPLES[name]
    claim = first_claim(traced(*reports))
    assert {origin.name for origin in claim.origins} == origins
    assert tuple(claim.independent) == independent
    assert len({statement.split("-")[0] for statement in claim.statements}) == articles
    assert f"### {name}\n" in PAGE.read_text(encoding="utf-8")


def test_a_worker_who_speaks_for_himself_is_a_second_origin() -> None:
    """Somebody of an organisation who does not speak for it is an origin of his own."""
    body = EXAMPLES["A person and the organisation they speak for"][0][0]
    worker = Report(
        outlet="Tarn Times",
        at="09:00",
        text=f"T{CRANE}, said Jan Roos, who drives it.",
        said=(Said(words=f"T{CRANE}", who="Jan Roos", kind=PERSON, described="who drives it"),),
    )
    claim = first_claim(traced(body, worker))
    assert {origin.name for origin in claim.origins} == {"The harbour authority", "Jan Roos"}
    assert tuple(claim.independent) == (2, 2)


def test_a_circle_is_shown() -> None:
    """Outlets that credit one another are shown as a ring, in the order in which they were printed."""
    (ring,) = first_claim(traced(*EXAMPLES["A cites B, and B cites A"][0])).circular
    assert ring == ("a00-0", "a01-0", "a02-0")


def test_a_refusal_is_in_no_claim_of_what_it_refuses() -> None:
    """Silence neither carries what it is asked about nor denies it."""
    trace = traced(*EXAMPLES["A refusal to comment"][0])
    claim = first_claim(trace)
    assert "a00-1" not in claim.statements
    assert claim.denied_by == ()


def test_two_outlets_that_each_quote_officials() -> None:
    """Each outlet's unnamed officials are an origin through it, and the least number takes them for the same."""
    claim = first_claim(
        traced(
            Report(
                outlet="Tarn Times",
                at="10:00",
                text="The bridge will be sold this year, officials told the Tarn Times.",
                said=(
                    Said(
                        words="The bridge will be sold this year", who="officials", kind=UNNAMED, told="the Tarn Times"
                    ),
                ),
            ),
            Report(
                outlet="Ostrel Gazette",
                at="10:30",
                text="City officials told the Gazette that the bridge is to be sold this year.",
                said=(
                    Said(
                        words="the bridge is to be sold this year",
                        who="City officials",
                        kind=UNNAMED,
                        told="the Gazette",
                    ),
                ),
            ),
        )
    )
    assert tuple(claim.independent) == (1, 2)
    assert [origin.through for origin in claim.origins] == ["Tarn Times", "Ostrel Gazette"]


def test_a_denial_is_no_origin_of_what_it_denies() -> None:
    """Who denies a claim is no origin of it, however few say it."""
    claim = first_claim(
        traced(
            EXAMPLES["A wire run by thirty papers"][0][0],
            Report(
                outlet="Radio Tarn",
                at="12:00",
                text="The mayor, Otto Brand, denied that homes may flood.",
                said=(Said(words="that homes may flood", who="Otto Brand", kind=PERSON, act=Act.denial),),
            ),
        )
    )
    assert {origin.name for origin in claim.origins} == {"Pia Lund"}
