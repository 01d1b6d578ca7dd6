"""Plain-text captures: ten invented pages in ten house styles, and what holds for any text."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest.capture import Given, explain_capture, read_capture
from whence.ingest.capture_layout import RULE_NAMES
from whence.records import Article, Basis, Moment, Precision, ReadFrom, Role

CAPTURES = sorted((Path(__file__).parent / "captures").glob("*.txt"))
NAMES = [path.stem for path in CAPTURES]
SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "seed"
"""The capture that came with the project's brief lies beside the checkout where it was developed."""


def read(text: str, **options: Any) -> Article:
    """Read a capture with the fields that a source would give."""
    return read_capture(text, file="page.txt", url=None, article_id="a", digest="d", **options)


def roles(text: str, **options: Any) -> list[tuple[str, str]]:
    """Give the role of each block with its words."""
    return [(b.role.value, " ".join(text[slice(*b.span)].split())) for b in read(text, **options).blocks]


def at(moment: Moment | None) -> str | None:
    """Give the time that a moment states."""
    return moment.at if moment else None


@pytest.mark.parametrize("path", CAPTURES, ids=NAMES)
def test_every_line_of_the_ten_house_styles_is_read_as_expected(path: Path) -> None:
    """Each block has the expected role and opens with the expected words, and no line is left over."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["blocks"]
    found = [[role, " ".join(words.split()[:6])] for role, words in roles(path.read_text(encoding="utf-8"))]
    assert found == expected


@pytest.mark.parametrize("path", CAPTURES, ids=NAMES)
def test_the_facts_of_the_ten_house_styles_are_read_as_expected(path: Path) -> None:
    """Outlet, title, agency, authors, times, tags, notes and corrections are as the expectation states them."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = read(path.read_text(encoding="utf-8"))
    found = {
        "outlet": article.outlet,
        "basis": article.outlet_basis.value,
        "title": article.title,
        "agency": article.agency,
        "authors": list(article.authors),
        "published": at(article.published),
        "updated": at(article.updated),
        "captured": at(article.captured),
        "tags": list(article.tags),
        "corrections": [c.kind for c in article.corrections],
        "notes": [[n.mark, [article.text[slice(*m)] for m in n.marked]] for n in article.notes],
    }
    wanted = {key: value for key, value in expected.items() if key != "blocks"}
    assert {key: found[key] for key in wanted} == wanted


def test_no_rule_fires_on_one_text_only() -> None:
    """Each named rule gives a role in at least two of the ten texts."""
    seen = defaultdict(set)
    for path in CAPTURES:
        for _, rule in explain_capture(path.read_text(encoding="utf-8")):
            seen[rule].add(path.stem)
    assert {rule: sorted(seen[rule]) for rule in RULE_NAMES if len(seen[rule]) < 2} == {}
    assert set(seen) <= set(RULE_NAMES)


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed capture is not beside this checkout")
def test_the_seed_is_read_as_its_expectation_says() -> None:
    """All lines of the seed have their roles; the outlet is inferred, and the page's clock is no publication."""
    article = read((SEED / "capture.txt").read_text(encoding="utf-8"))
    expected = json.loads((SEED / "article.json").read_text(encoding="utf-8"))
    named = {
        "mast_time": "time", "image_caption": "caption", "image_credit": "credit", "body": "paragraph",
        "related_promo": "promo", "tags_label": "tag", "tags": "tag",
    }  # fmt: skip
    wanted = [named.get(x["role"], x["role"]) for x in expected["lines"] if x["role"] != "blank"]
    assert [b.role.value for b in article.blocks] == wanted
    assert article.title == expected["headline"]["text"]
    assert (article.outlet, article.outlet_basis) == (expected["publisher"]["value"], Basis.inferred)
    assert (article.published, at(article.captured)) == (None, expected["captured_at"]["value"])
    assert list(article.tags) == [t["text"] for t in expected["tags"]["values"]]
    assert [[i.caption, i.credit] for i in article.images] == [
        [tuple(i["caption"]["char"]), tuple(i["credit"]["char"])] for i in expected["images"]
    ]
    notes = [(n.mark, [article.text[slice(*m)] for m in n.marked]) for n in article.notes]
    assert notes == [(n["marker"], [r["anchor"] for r in n["refs"]]) for n in expected["footnotes"]]


BODY = (
    "The council said on Tuesday that the bridge would stay closed until engineers had looked at all of its bolts.",
    "“We have counted the bolts and some of them are not there,” said Ada Roe, who leads the works department.",
    "The bridge was built in 1931 and carries about four thousand people a day across the river to the market.",
)


def test_an_article_alone_is_body_to_its_last_short_line() -> None:
    """Where no furniture is around it, short lines and lists belong to the report."""
    text = "\n\n".join(
        ("Bridge stays closed, council says.", *BODY, "What he wants:", "- New bolts", "- A ferry", "And soon.")
    )
    assert [role for role, _ in roles(text)][1:] == ["paragraph"] * 7
    assert roles(text)[0] == ("headline", "Bridge stays closed, council says.")


def test_a_known_title_is_the_only_headline() -> None:
    """A row's title is looked for in its text; where the text does not hold it, no line is a headline."""
    text = "\n\n".join(("Bridge stays closed", "A matter of bolts", *BODY))
    assert [r for r, _ in roles(text, given=Given(title="Bridge Stays Closed!"))][:2] == ["headline", "subhead"]
    without = read("\n\n".join(BODY), given=Given(title="Bridge stays closed"))
    assert [b.role for b in without.blocks] == [Role.paragraph] * 3
    assert without.title == "Bridge stays closed"


def test_given_facts_go_before_the_page() -> None:
    """What stands beside the text is stated; the page is asked for the rest."""
    moment = Moment(at="2031-05-04", precision=Precision.day, read_from=ReadFrom.given)
    known = Given(outlet="The Ledger", published=moment, authors=("Ada Poe",))
    article = read("ALDEN HERALD\n\nBridge stays closed\n\nBy Jo Doe\n\n" + "\n\n".join(BODY), given=known)
    assert (article.outlet, article.outlet_basis) == ("The Ledger", Basis.stated)
    assert (article.published, article.authors, article.title) == (moment, ("Ada Poe",), "Bridge stays closed")


def test_the_clock_in_the_first_line_is_the_time_of_capture() -> None:
    """A clock above everything else is the capture's; a date below the headline is the publication's."""
    head = "09:15 GMT\u00a0+24 May 2031\nBridge stays closed for a third week\n"
    article = read(head + "\n" + "\n\n".join(BODY))
    assert (at(article.captured), article.published) == ("2031-05-04T09:15:00+02:00", None)
    dated = read(head + "3 May 2031, 18:30\n\n" + "\n\n".join(BODY))
    assert (at(dated.captured), at(dated.published)) == ("2031-05-04T09:15:00+02:00", "2031-05-03T18:30:00")
    assert dated.published is not None
    assert dated.published.read_from is ReadFrom.text


def test_a_line_that_says_where_and_when_a_report_was_written_is_its_time() -> None:
    """A word of writing with a whole date is the time of publication, whatever else the line says."""
    head = "SUND WATCH\n\nOn nets and crying\nWritten at the kitchen table, Friday 9 May 2031, half past seven\n\n"
    assert at(read(head + "\n\n".join(BODY)).published) == "2031-05-09"


def test_a_headline_keeps_its_reports_suffix() -> None:
    """The words that attribute a headline stay in it."""
    article = read("Bridge to Close for a Year - Reports\n\nBy Jo Doe\n\n" + "\n\n".join(BODY))
    assert article.title == "Bridge to Close for a Year - Reports"


def test_paragraphs_broken_at_a_fixed_width_are_one_block_each() -> None:
    """A block spans the lines of its paragraph, with and without an indented first line."""
    words = " ".join(BODY).split()
    wrapped, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 72:
            wrapped.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "Bridge stays closed for a third week\n\n" + "\n\n".join(["\n".join([*wrapped, line])] * 3) + "\n"
    assert [role for role, _ in roles(text)] == ["headline", "paragraph", "paragraph", "paragraph"]


def test_lines_that_are_not_broken_stay_apart() -> None:
    """Paragraphs of one line each without empty lines between them are not joined."""
    text = "\n".join(("Bridge stays closed for a third week", *BODY * 2))
    assert len(roles(text)) == 7


@pytest.mark.parametrize("text", ["", " \n\t\n\u00a0\r\n"])
def test_a_blank_text_is_unreadable_with_advice(text: str) -> None:
    """The error says what to do."""
    with pytest.raises(Unreadable, match="give a file"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("7" * 100_000, id="digits"),
        pytest.param("*" * 100_000, id="stars"),
        pytest.param("(" * 100_000, id="brackets"),
        pytest.param("1\n" * 5_000, id="counters"),
        pytest.param("\x00\x01\x02 \x7f\ufeff\u200b", id="controls"),
        pytest.param("По словам врача, всё хорошо.\n" * 50, id="cyrillic"),
        pytest.param("首相は「問題ない」と述べた。\n" * 50, id="japanese"),
        pytest.param("“unclosed " * 2_000, id="quote"),
        pytest.param("* \n" * 2_000, id="bullets"),
        pytest.param("Tags:\nRead more:\n© A / B\n" * 500, id="labels"),
        pytest.param("\r\r\n\x85\u2028a\x0cb", id="breaks"),
    ],
)
def test_odd_texts_are_read_without_error(text: str) -> None:
    """Every non-blank line of any text ends in a block."""
    article = read(text)
    assert sum(b.span.end - b.span.start for b in article.blocks) >= len("".join(text.split()))


PIECES = st.sampled_from(
    [
        *BODY,
        *("© Wire / Ada Roe", "404", "By Jo Doe", "Tags:", "a, b", "READ MORE: Ferry fares rise", "Menu | Home | News"),
        *(
            "5 May 2031 10:00",
            "* A note.",
            "A word* here.",
            "",
            "",
            "Bridge Stays Closed for Good",
            "(Reporting by Jo Doe)",
        ),
        *("“Nobody asked us”", "— Ada Roe", "> Link to a story here"),
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=25).map("\n".join)))
def test_blocks_cover_every_visible_character_once(text: str) -> None:
    """Spans are in order, do not overlap, have no white space at their ends, and leave only white space outside."""
    if not text.strip():
        return
    article = read(text)
    end, outside = 0, []
    for block in article.blocks:
        assert end <= block.span.start < block.span.end
        words = text[slice(*block.span)]
        assert words == words.strip()
        outside.append(text[end : block.span.start])
        end = block.span.end
    assert not "".join((*outside, text[end:])).strip()
    assert article.text == text


@given(st.lists(PIECES, min_size=1, max_size=25).map("\n".join))
def test_findings_of_any_page_open_to_its_words(text: str) -> None:
    """Pictures and notes lie inside the text, and the same text is read the same way twice."""
    if not text.strip():
        return
    article = read(text)
    spans = [s for i in article.images for s in (i.caption, i.credit) if s is not None] + [
        n.span for n in article.notes
    ]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert article == read(text)


STORY = (
    "Eleven hives were stolen from an orchard at Low Marren on Saturday night, the growers' guild said.\n\n"
    '"Whoever took the bees knew how to lift a hive," said Ines Calder, who keeps them.\n\n'
    "Police asked beekeepers in the valley to look at any bees that they are offered.\n"
)


def test_a_wire_s_numbered_version_is_published_at_the_time_on_its_slug_line() -> None:
    """The number of a version says nothing of a change, and day 19 can only be a day."""
    article = read(f"MARREN WIRE   Clients | Log out\n\nBEES-THEFT/ (UPDATE 2)   19-06-2031 07:15 +0100\n\n{STORY}")
    assert at(article.published) == "2031-06-19T07:15:00+01:00"
    assert article.updated is None


@pytest.mark.parametrize(
    ("headline", "below", "title"),
    [
        ("1. Bees stolen from orchard", "2. Mill to reopen\n3. Choir wins cup", "Bees stolen from orchard"),
        ("2) Bees stolen from orchard", "3) Mill to reopen in May", "Bees stolen from orchard"),
        ("11 hives of bees stolen from orchard", "2. Mill to reopen", "11 hives of bees stolen from orchard"),
        ("1. Bees stolen from orchard", "No other story today", "1. Bees stolen from orchard"),
    ],
)
def test_the_number_of_a_digest_s_item_is_no_part_of_the_title(headline: str, below: str, title: str) -> None:
    """It is cut where the page counts on; a number that stands alone stays."""
    text = f"Marren Brief\nThursday 19 June 2031\n\n{headline}\n\n{STORY}\nAlso today\n{below}\n"
    assert read(text).title == title


def test_of_two_headline_lines_the_upper_one_is_the_headline() -> None:
    """Two titles in one block over the byline are headline and deck."""
    text = (
        "MARREN POST\nNews Sport What's On\n\nThursday 19 June 2031\n\n"
        f"Night thieves take bees 'to order'\nGrowers' guild counts eleven stolen hives\n\nBy Ada Roe\n\n{STORY}"
    )
    assert roles(text)[3:6] == [
        ("headline", "Night thieves take bees 'to order'"),
        ("subhead", "Growers' guild counts eleven stolen hives"),
        ("byline", "By Ada Roe"),
    ]


def test_a_teaser_over_the_headline_is_not_the_headline() -> None:
    """A title in the same block that shares no word with the report is another story's."""
    text = (
        "MARREN POST\nNews Sport What's On\n\nThursday 19 June 2031\n\n"
        f"Carnival floats: cast your vote\nGrowers' guild counts eleven stolen hives\n\nBy Ada Roe\n\n{STORY}"
    )
    assert read(text).title == "Growers' guild counts eleven stolen hives"


CHANGED = [
    ("Updated 4:25 PM EDT, March 4, 2031", "2031-03-04T16:25:00-04:00"),
    ("Updated 4 May 2031 09:30 GMT", "2031-05-04T09:30:00+00:00"),
    ("Updated: May 4, 2031 9:30 a.m.", "2031-05-04T09:30:00"),
    ("Update: 4 May 2031", "2031-05-04"),
    ("UPDATED Sun 4 May 2031, 09:30", "2031-05-04T09:30:00"),
]


@pytest.mark.parametrize(("line", "updated"), CHANGED)
def test_a_line_with_the_time_of_a_change_is_no_notice(line: str, updated: str) -> None:
    """Below the time of publication it is the time of update, however it is written."""
    head = "MARREN POST\n\nBees stolen from orchard\n\nBy Ada Roe\n\nPublished 3 March 2031, 08:00\n\n"
    article = read(f"{head}{line}\n\n{STORY}")
    assert (at(article.published), at(article.updated)) == ("2031-03-03T08:00:00", updated)
    assert article.corrections == ()


SHORT = (
    "France on Monday rejected the claim.",
    "“It is absurd,” said the spokesman, Luc Mallet.",
    "He gave no details.",
    "“We wait for the report,” Mallet said",
    "The report, which the commission is to publish on Friday, was asked for by eleven member states after a fire in "
    "the depot at Kesh.",
)


@pytest.mark.parametrize(
    "headline", ["Claim 'absurd', says Paris", "Raid on depot", "Depot Raid", "Paris rejects claim"]
)
@pytest.mark.parametrize("outlet", ["", "MARREN POST\n\n"])
def test_short_paragraphs_below_a_byline_are_paragraphs(headline: str, outlet: str) -> None:
    """What ends in a stop or quotes somebody with a verb of saying is no deck; a few words can be a headline."""
    text = f"{outlet}{headline}\n\nBy Nadia Oren\n\n" + "\n\n".join(SHORT)
    assert [role for role, _ in roles(text)][-6:] == ["byline", *["paragraph"] * 5]
    article = read(text)
    assert (article.title, article.authors) == (headline, ("Nadia Oren",))
    assert article.outlet == (outlet.strip() or None)


@pytest.mark.parametrize("head", ["Claim 'absurd', says Paris", "Claim 'absurd', says Paris\n\n4 May 2031"])
def test_short_paragraphs_without_a_byline_are_paragraphs(head: str) -> None:
    """What stands above them is the headline, whatever else a page may say first."""
    article = read(f"{head}\n\n" + "\n\n".join(SHORT))
    assert [b.role for b in article.blocks][-5:] == [Role.paragraph] * 5
    assert (article.title, article.outlet) == ("Claim 'absurd', says Paris", None)


def test_subheads_and_marks_between_short_paragraphs_keep_their_roles() -> None:
    """A deck above the byline and a title between two paragraphs are subheads; a row of marks is furniture."""
    head = ("Three held after raid on depot\nPolice expect more arrests.", "By Nadia Oren")
    text = "\n\n".join((*head, SHORT[0], "What police say", SHORT[1], "___", *SHORT[2:]))
    assert [role for role, _ in roles(text)] == [
        "headline", "subhead", "byline", "paragraph", "subhead", "paragraph", "counter", *["paragraph"] * 3
    ]  # fmt: skip


def test_the_paper_below_a_byline_is_the_outlet() -> None:
    """Its name is no author's and no agency's."""
    text = "Raid on depot\n\nBy Nadia Oren\nThe Marlow Gazette\n\n" + "\n\n".join(SHORT)
    article = read(text)
    assert (article.outlet, article.outlet_basis) == ("The Marlow Gazette", Basis.stated)
    assert (article.authors, article.agency) == (("Nadia Oren",), None)


@pytest.mark.parametrize("tail", ["", "\n\nTags: raids, Kesh\nShare\n"])
@pytest.mark.parametrize(
    ("marked", "below", "notes"),
    [
        ("The Nusra Front* denied it.", "* Banned in Kesh.", [("*", ["Nusra Front"])]),
        ("The Nusra Front denied it.", "* Banned in Kesh.", []),
        ("The Nusra Front* denied it.", "* New bolts\n* A ferry", []),
        ("The Nusra *front* denied it.", "* Banned in Kesh.", []),
    ],
)
def test_a_star_that_the_text_bears_makes_a_short_line_its_note(
    marked: str, below: str, notes: list[tuple[str, list[str]]], tail: str
) -> None:
    """A star, a space and few words are a footnote at the end of a report with that mark; else an item of a list."""
    article = read("Raid on depot\n\nBy Nadia Oren\n\n" + "\n\n".join((*SHORT, marked, below)) + tail)
    assert [(n.mark, [article.text[slice(*m)] for m in n.marked]) for n in article.notes] == notes
