"""Fronts: which part of a report came through the agency that it credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.chains import chains_of
from whence.read.fronts import Front
from whence.read.statements import in_own_voice, own_chain
from whence.records import Article, Block, Role, Source, SourceKind, Span

COPY = "The ferry struck the pier at noon, the harbour office said."
MORE = "Two deckhands were treated for burns, a nurse said."


def report(*paragraphs: str, outlet: str = "The Dorlin Herald", agency: str | None = "Quillon") -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        role, bar, rest = paragraph.partition("| ")
        words = rest if bar else paragraph
        blocks.append(Block(role=Role(role) if bar else Role.paragraph, span=Span(at, at + len(words))))
        at += len(words) + 2
    text = "\n\n".join(p.partition("| ")[2] or p for p in paragraphs)
    return Article(id="x", text=text, blocks=tuple(blocks), digest="0", file="x", outlet=outlet, agency=agency)


@pytest.mark.parametrize(
    ("outlet", "own"),
    [
        ("The Dorlin Herald", "Olga Prent, who sells tickets, told the Herald she had heard a bang."),
        ("The Dorlin Herald", "Asked by the Dorlin Herald about the pier, the council said it would look into it."),
        ("The Dorlin Herald", "The Herald has learned that the pier was closed in March."),
        ("The Dorlin Herald", "We found the harbour master at home."),
        ("The Dorlin Herald", "The harbour master told this newspaper that the chart was old."),
        ("The Dorlin Herald", "At the fish market our reporter met a skipper who blamed the fog."),
        ("The Dorlin Herald", "In Dorlin, where half the crew live, shops were shut."),
        ("Radio Norvik", "The skipper, speaking to presenter Ada Roe, said he had seen no light."),
        ("Northern Coast Broadcasting", "In an interview with NCB the mate said the wheel had jammed."),
    ],
)
def test_from_the_first_paragraph_that_shows_the_outlet_at_work_the_report_is_its_own(outlet: str, own: str) -> None:
    """What stands before comes through the agency, and nothing behind."""
    front = Front(report("headline| Ferry hits pier", COPY, MORE, own, COPY, "caption| The pier", outlet=outlet))
    assert [front.covers(number) for number in range(1, 6)] == [True, True, False, False, False]
    assert front.is_mixed


@pytest.mark.parametrize(
    "other",
    [
        "“We told the Herald all that we know,” the harbour master said.",
        "The Dorlin Herald reported in March that the pier was closed.",
        "The harbour master told Quillon that the chart was old.",
        "In Varn, across the bay, shops were shut.",
        "The US coast guard sent a ship.",
        "The captain told the Norden Herald that he had seen no light.",
        "This station was the first on the line, a guide said.",
    ],
)
def test_words_of_others_and_of_the_agency_do_not_end_its_part(other: str) -> None:
    """A quoted "we", the outlet as a source of the agency, and other places and papers are no sign of the outlet."""
    text = report("headline| Ferry hits pier", COPY, other, MORE)
    front = Front(text)
    if "This station" in other:  # a railway's: only beside such words does it look like a broadcaster's
        assert not front.covers(3)
    else:
        assert all(front.covers(number) for number in range(4))
        assert not front.is_mixed


def test_a_report_that_begins_with_the_outlets_own_has_no_agency_part() -> None:
    """Where the first paragraph is the outlet's, nothing is the agency's by its credit alone."""
    front = Front(report("headline| Ferry hits pier", "Olga Prent told us she had heard a bang.", COPY))
    assert not any(front.covers(number) for number in range(3))


@pytest.mark.parametrize("agency", [None, "agencies", "The Dorlin Herald", "Dorlin Herald"])
def test_no_single_other_agency_covers_nothing(agency: str | None) -> None:
    """An outlet is no agency before itself, and "agencies" without a name are no station."""
    assert not any(Front(report(COPY, MORE, agency=agency)).covers(number) for number in range(2))


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        (
            "headline| <s1>Harbour office</s1>: <x1>ferry struck pier</x1>\n\n<x2>The ferry struck the pier</x2>,"
            " <s2>the harbour office</s2> <c2>said</c2>.\n\n<s3>Olga Prent</s3> <c3>told</c3> <a3>the Herald</a3>"
            " <x3>she had heard a bang</x3>.\n\n<s4>A skipper</s4> <c4>blamed</c4> <x4>the fog</x4>.",
            "oopu",
            [["Quillon", "o"], ["Quillon", "o"], ["p"], ["u"]],
        ),
        (
            "headline| <s1>Olga Prent</s1>: <x1>I heard a bang</x1>\n\n<x2>The ferry struck the pier</x2>,"
            " <s2>the harbour office</s2> <c2>said</c2>.\n\n<s3>Olga Prent</s3> <c3>told</c3> <a3>the Herald</a3>"
            " <x3>she had heard a bang</x3>.\n\n<s4>A skipper</s4> <c4>told</c4> <a4>Quillon</a4> <x4>it was fog</x4>.",
            "popu",
            [["p"], ["Quillon", "o"], ["p"], ["Quillon", "u"]],
        ),
    ],
)
def test_a_title_goes_with_its_speaker(marked, text, who, expected) -> None:
    """A headline's speaker tells of which part it is; a statement made to the agency has it in either."""
    read = marked(text, outlet="The Dorlin Herald", agency="Quillon")
    kinds = {"o": SourceKind.named_organisation, "p": SourceKind.named_person, "u": SourceKind.unnamed}
    speakers = [Source(id=w, name=w, kind=kinds[w]) for w in who]
    assert [[s.name for s in chain] for chain in chains_of(read.article, read.relations, speakers)] == expected


@given(st.lists(st.sampled_from([COPY, MORE, "We went there.", "“We went there,” a nurse said."]), max_size=6))
def test_an_agencys_part_never_comes_back(paragraphs: list[str]) -> None:
    """Once a report is the outlet's own it stays so."""
    front = Front(report("headline| Ferry hits pier", *paragraphs))
    covered = [front.covers(number) for number in range(1, len(paragraphs) + 1)]
    assert covered == sorted(covered, reverse=True)


def test_the_outlet_s_own_half_comes_through_no_agency_in_its_own_voice_either() -> None:
    """What a mixed report asserts itself has the agency before it only in the agency's part."""
    own = "We found the harbour master at home."
    page = report("The ferry struck the pier at noon.", own, "The pier was closed in March.")
    outlet = Source(id="o", name="The Dorlin Herald", kind=SourceKind.outlet)
    chains = {s.block: [station.name for station in s.chain] for s in in_own_voice(page, (), outlet)}
    assert chains == {0: ["Quillon", "The Dorlin Herald"], 1: ["The Dorlin Herald"], 2: ["The Dorlin Herald"]}


@pytest.mark.parametrize(
    ("agency", "stations"),
    [("Quillon", ["Quillon", "The Dorlin Herald"]), ("agencies", ["The Dorlin Herald"]), (None, ["The Dorlin Herald"])],
)
def test_agencies_without_a_name_are_no_station_of_the_outlet_s_own_words(
    agency: str | None, stations: list[str]
) -> None:
    """ "Staff and agencies" says that somebody else had a part in it, and not who."""
    outlet = Source(id="o", name="The Dorlin Herald", kind=SourceKind.outlet)
    assert [s.name for s in own_chain(Front(report(COPY, agency=agency)), outlet, 0)] == stations
