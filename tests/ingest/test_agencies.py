"""The agency of a report, from the parts of a page that can name it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.ingest import ingest_text
from whence.ingest.agencies import Clues, find_agency, is_own_name
from whence.records import Article

TITLE = "Kiln bridge falls into the Sarn after night of rain"
LEAD = "A road bridge fell into the river early on Monday and four lorries went with it, the roads department said."
TOLD = '"We heard it before we saw it," said Olga Prent, who keeps the toll house. She told {} that nobody had looked.'
LAST = (
    "The department said it would publish the inspection reports by the end of the week and would not comment further."
)


def capture(*, byline: str = "", told: str = "reporters", lead: str = LEAD, end: str = "", after: str = "") -> str:
    parts = ["THE VESK COURIER", TITLE, byline, lead, TOLD.format(told), LAST + end, after]
    return "\n\n".join(part for part in parts if part)


def page(
    *, byline: str = "", told: str = "reporters", lead: str = LEAD, end: str = "", after: str = "", head: str = ""
) -> str:
    by = f'<p class="byline">{byline}</p>' if byline else ""
    below = f"<p>{after}</p>" if after else ""
    return (
        f'<html><head><title>{TITLE}</title><meta property="og:site_name" content="The Vesk Courier">{head}</head>'
        f"<body><article><h1>{TITLE}</h1>{by}<p>{lead}</p><p>{TOLD.format(told)}</p><p>{LAST}{end}</p>{below}</article>"
        "<footer>© 2031 Courier Newspapers Ltd</footer></body></html>"
    )


def agency(text: str) -> str | None:
    article = ingest_text(text)
    assert isinstance(article, Article)
    return article.agency


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"byline": "Quillon"}, "Quillon"),
        ({"byline": "Quillon", "told": "Quillon"}, "Quillon"),
        ({"byline": "LNP"}, "LNP"),
        ({"byline": "By LNP"}, "LNP"),
        ({"byline": "Northern Wire"}, "Northern Wire"),
        ({"byline": "Lowland Press"}, "Lowland Press"),
        ({"byline": "By Quillon", "told": "Quillon"}, "Quillon"),
        ({"byline": "By Ada Roe, Quillon", "told": "Quillon"}, "Quillon"),
        ({"byline": "By Ada Roe, Varn Tribune"}, "Varn Tribune"),
        ({"byline": "By Ada Roe (Quillon)", "told": "Quillon"}, "Quillon"),
        ({"byline": "By Ada Roe/LNP"}, "LNP"),
        ({"byline": "By Ada Roe with LNP"}, "LNP"),
        ({"byline": "Courier / LNP"}, "LNP"),
        ({"byline": "Monday 3 May 2031, 14.10 · Courier / LNP", "told": "LNP"}, "LNP"),
        ({"byline": "Quillon correspondent in Sarn", "told": "Quillon"}, "Quillon"),
        ({"byline": "Courier staff and agencies"}, "agencies"),
        ({"lead": "SARN, May 3 (Quillon) - " + LEAD}, "Quillon"),
        ({"lead": "SARN/VESK, May 3 (Quillon) - " + LEAD}, "Quillon"),
        ({"lead": "(LNP) - " + LEAD}, "LNP"),
        ({"lead": "SARN, Veskia (LNP) " + LEAD}, "LNP"),
        ({"end": " — LNP"}, "LNP"),
        ({"end": " (Quillon)", "told": "Quillon"}, "Quillon"),
        ({"end": " /LNP/"}, "LNP"),
        ({"after": "— LNP"}, "LNP"),
        ({"after": "Source: Quillon"}, "Quillon"),
        ({"after": "This story was supplied by Quillon."}, "Quillon"),
        ({"after": "This article was supplied to the Courier by the Northern Wire."}, "Northern Wire"),
        ({"after": "Additional reporting by LNP"}, "LNP"),
        ({"after": "Additional material: Northern Wire"}, "Northern Wire"),
        ({"after": "Northern Wire contributed to this report."}, "Northern Wire"),
        ({"after": "Northern Wire; additional reporting by Ada Roe of our staff"}, "Northern Wire"),
        ({"after": "© 2031 Quillon News Agency"}, "Quillon News Agency"),
        ({"after": "Copyright 2031 The Northern Wire. All rights reserved."}, "Northern Wire"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_an_agency_never_heard_of_is_known_by_its_place_and_use(parts: dict[str, str], name: str) -> None:
    """The same credit gives the agency from a capture and from a page."""
    assert agency(capture(**parts)) == name
    assert agency(page(**parts)) == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Quillon, with The Vesk Courier", "Quillon"),
        ("Vesk Courier and Quillon", "Quillon"),
        ("Ada, with Olga Prent", None),
        ("Vesk Courier and Ada Roe", None),
    ],
)
def test_a_lone_name_beside_the_outlets_own_brought_the_report(byline: str, name: str | None) -> None:
    """A page marks its byline, so that one word beside the outlet's name in it is no headline's."""
    assert agency(page(byline=byline)) == name


@pytest.mark.parametrize(
    "parts",
    [
        {"byline": "By Ada Roe"},
        {"byline": "By Ada"},
        {"byline": "ADA ROE"},
        {"byline": "By Ada Roe, Sarn"},
        {"byline": "By Ada Roe, Media Reporter"},
        {"byline": "By Ada Roe, News Editor"},
        {"byline": "By Ada Roe for The Vesk Courier", "told": "the Courier"},
        {"byline": "Vesk Courier News Desk"},
        {"byline": "Courier staff and Quillon", "told": "Quillon"},
        {"byline": "Staff"},
        {"byline": "Ada Roe in Sarn", "told": "the Sarn"},
        {"byline": "External Service, Vesk"},
        {"byline": "Ada Roe, with The Vesk Courier"},
        {"after": "Ada Roe contributed to this report."},
        {"byline": "World News"},
        {"byline": "Sarn", "lead": LEAD.replace("the river", "the Sarn")},
        {"end": " The bridge belongs to the Roads and Rivers Authority (RRA)."},
        {"told": "Ada"},
        {"after": "Northern Media Group"},
        {"after": "© 2031 Courier Media Group"},
        {"after": "END"},
    ],
    ids=str,
)
def test_people_places_desks_and_publishers_are_no_agencies(parts: dict[str, str]) -> None:
    """A name in an agency's place that is a person's, a place's, a section's or the outlet's own gives none."""
    assert agency(capture(**parts)) is None
    assert agency(page(**parts)) is None


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Quillon"}}'
        "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","sourceOrganization":{"name":"Quillon"}}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","creditText":"Quillon"}</script>',
        '<meta name="source" content="Quillon">',
        '<meta name="dcterms.source" content="Quillon">',
    ],
)
def test_a_declared_source_is_the_agency(head: str) -> None:
    """An organisation as author, a credit or a source in the metadata names the agency, and no author."""
    article = ingest_text(page(head=head))
    assert isinstance(article, Article)
    assert (article.agency, article.authors) == ("Quillon", ())


@pytest.mark.parametrize("value", ["The Vesk Courier", "https://vesk.example/feed", "WordPress", "Courier newsroom"])
def test_a_declared_source_that_is_the_outlet_or_an_address_is_none(value: str) -> None:
    """What declares the outlet itself, its software or its feed as the source names no agency."""
    assert agency(page(head=f'<meta name="source" content="{value}">')) is None


@pytest.mark.parametrize(
    ("outlet", "name", "own"),
    [
        ("Quillon Press", "Quillon", True),
        ("The Varn Tribune", "Tribune reporters", True),
        ("Northern News Agency", "NNA", True),
        ("VNA.NET", "V.N.A.", True),
        ("Quillon One", "Quillon News Agency", False),
        ("The Varn Tribune", "Quillon", False),
        ("The Varn Tribune", "LNP", False),
    ],
)
def test_an_outlet_knows_its_own_names(outlet: str, name: str, own: bool) -> None:
    """The outlet's words, their initials and its staff are its own; an agency that shares a word with it is not."""
    assert is_own_name(outlet, name) is own


def test_an_agency_s_own_page_gives_its_own_name_only_where_nobody_else_is_named() -> None:
    """Its dateline gives its short form; a byline that credits another agency stands above it."""
    lead = ("SARN, May 3 (NNA) - The bridge fell.",)
    assert find_agency(Clues(outlet="Northern News Agency", opening=lead)) == "NNA"
    assert find_agency(Clues(outlet="Northern News Agency", opening=lead, bylines=("Quillon Wire",))) == "Quillon Wire"


@settings(max_examples=100)
@given(st.lists(st.text("ABab (),.-—/|©:1\n", max_size=60), max_size=4), st.text("ABab .", max_size=40))
def test_no_clues_raise(lines: list[str], outlet: str) -> None:
    """Whatever the lines hold, the answer is a name with a letter in it, or none."""
    given_lines = tuple(lines)
    found = find_agency(
        Clues(
            outlet=outlet,
            bylines=given_lines,
            near=given_lines,
            opening=given_lines,
            closing=given_lines,
            notices=given_lines,
            declared=given_lines,
            body="\n".join(lines),
        )
    )
    assert found is None or any(c.isalpha() for c in found)
