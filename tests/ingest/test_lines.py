"""The grammar of one line: credits, bylines, agencies, notices, furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest import lines


@pytest.mark.parametrize(
    "line",
    [
        "© Meridian / Jon Asker",
        "(AP Photo/Jane Roe)",
        "REUTERS/Jane Roe",
        "Jane Roe/Getty Images",
        "Jane Roe via Getty Images",
        "Photo: Jane Roe",
        "Photograph by Jane Roe",
        "Picture: handout",
        "Image source, Getty Images",
        "Foto: dpa",
        "Bild: Anna Keller / Nordwelt",
        "STOCK IMAGE",
        "Courtesy of the Roe family",
        "(Jane Roe/The Ledger)",
        "Jed Roe / Claxon Pictures",
        "Getty Images",
    ],
)
def test_a_line_that_only_says_who_made_a_picture_is_a_credit(line: str) -> None:
    """A credit is known by its sign, its label, or names and agencies around a slash."""
    assert lines.is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The minister said so.",
        "Valley Residents Warn of Floods After Dam Report",
        "© 2031 Ledger Ltd. All rights reserved.",
        "Photo: the town hall stairs on Friday, with the mayor asleep",
        "World / Europe / North Sea",
        "He photographed the bridge.",
    ],
)
def test_other_lines_are_no_credits(line: str) -> None:
    """Sentences, titles, captions, rights notices and paths of sections are not taken for credits."""
    assert not lines.is_credit(line)


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Smoke rises above the harbour on Tuesday.", "(Social media)"),
        ("Colonel Roe outside the plant.", "Photograph: Mina Dahl/Falk"),
        ("A diver rests beside a pump.", "STOCK IMAGE"),
        ("The president in Rome", "© AFP"),
        ("Flood water in Alden", "(AFP)"),
        ("A scene near the border", "(AP Photo/Jane Roe)"),
        ("Flames above the refinery.", "REUTERS/Jane Roe"),
        ("Der Präsident in Rom.", "Foto: dpa"),
        ("A tree of the strains.", "CC-BY"),
        ("The board at the bridge", "(Photo: Hester Quill)"),
    ],
)
def test_a_caption_is_parted_from_the_credit_at_its_end(caption: str, credit: str) -> None:
    """Both parts are found as spans of the line, without the space between them."""
    text = f"  {caption} {credit} "
    found = lines.split_credit(text)
    assert found is not None
    assert (text[slice(*found[0])], text[slice(*found[1])]) == (caption, credit)


def test_a_bracketed_caption_is_parted_inside_its_brackets() -> None:
    """The brackets around caption and credit belong to neither."""
    text = "[Photograph: The engine room at North Dock. P. Ordal]"
    found = lines.split_credit(text)
    assert found is not None
    assert [text[slice(*s)] for s in found] == ["Photograph: The engine room at North Dock.", "P. Ordal"]


@pytest.mark.parametrize(
    "text", ["A man walks in St. Petersburg", "The team celebrates. It won 3-1.", "Ann Roe (left)", ""]
)
def test_a_caption_without_a_credit_stays_whole(text: str) -> None:
    """Abbreviations, sentences and places in the picture are not credits."""
    assert lines.split_credit(text) is None


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By JANE ROE and JOHN DOE | Staff Writers", ("JANE ROE", "JOHN DOE")),
        ("By Jane Roe, Harbour News Agency", ("Jane Roe",)),
        ("By Vera Lind, health reporter", ("Vera Lind",)),
        ("From our correspondent in Alden, Timo Räsä", ("Timo Räsä",)),
        ("posted Thursday 16 March 2034, a bit after nine, by Old Pender", ("Old Pender",)),
        ("Posted by Hester Quill on Sunday 2 March 2036 at 8:40 pm", ("Hester Quill",)),
        ("Lakeview Live team: Ida Storm (now), Omar Pike (earlier)", ("Ida Storm", "Omar Pike")),
        ("Von Anna Keller", ("Anna Keller",)),
        ("By Jane Roe, The Marlow Gazette", ("Jane Roe",)),
        ("Our foreign staff", ()),
        ("By Ledger Staff", ()),
        ("Staff and agencies", ()),
    ],
)
def test_a_byline_gives_the_people_it_names(byline: str, authors: tuple[str, ...]) -> None:
    """Names are read in order; desks, job titles, places and agencies are no authors."""
    assert lines.is_byline(byline)
    assert lines.authors_of(byline) == authors


@pytest.mark.parametrize(
    "line",
    ["By then the men had gone.", "By Monday, nobody knew what had happened there.", "The staff left early.", ""],
)
def test_sentences_are_no_bylines(line: str) -> None:
    """The word "by" or "staff" alone makes no byline."""
    assert not lines.is_byline(line)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("AP", "AP"),
        ("(Reuters)", "Reuters"),
        ("The Associated Press", "Associated Press"),
        ("PARIS (AP) — It was a quiet day in the capital.", "AP"),
        ("GRAVIN, Nov 17 (Talvek) - The president arrived.", "Talvek"),
        ("Gravin, 17 November (Talvek) – The president arrived.", "Talvek"),
        ("Reporting by staff and agencies", "agencies"),
        ("With agency reports", "agencies"),
        ("Staff and agencies", "agencies"),
        ("By Jane Roe, Harbour News Agency", "Harbour News Agency"),
        ("By the Meridian Press Service", "Meridian Press Service"),
        ("© AFP", "AFP"),
        ("Source: Talvek", "Talvek"),
        ("Additional reporting by Reuters", "Reuters"),
        ("Falk in Merrin", "Falk"),
        ("The talks ended without a result. (Xinhua)", "Xinhua"),
        ("The talks ended without a result. - AFP", "AFP"),
    ],
)
def test_an_agency_is_known_by_name_or_by_form(text: str, agency: str) -> None:
    """Datelines, sign-offs, bylines and credits name agencies, also those that no table holds."""
    assert lines.agency_of(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Roe",
        "He worked for the alliance (North Atlantic Treaty Organization)",
        "The agency said it would look into it.",
        "Our foreign staff",
        "",
    ],
)
def test_lines_without_an_agency_name_none(text: str) -> None:
    """An organisation that a sentence speaks of is not the agency of the report."""
    assert lines.agency_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: An earlier version of this story misspelled a name.", "correction"),
        ("CORRECTION (12 July): The mayor was elected in 2019.", "correction"),
        ("This article was amended on 6 March 2036 to fix the number of alarms.", "correction"),
        ("(Corrects spelling of name in paragraph 3)", "correction"),
        ("Clarification: The replies were received in writing.", "clarification"),
        ("RETRACTION: We withdraw the report of 3 May.", "retraction"),
        ("This article has been retracted by its author.", "retraction"),
        ("UPDATE: The road has been opened again.", "update"),
        ("This story has been updated with comments from the council.", "update"),
        ("The minister made a correction to his figures.", None),
        ("It is not politically correct to say so.", None),
        ("Corrections to: desk@ledger.example", None),
        ("Correction (4 May 2031, 09:30): The mayor is 51.", "correction"),
        ("CORRECTION 4 May 2031 09:30: The mayor is 51.", "correction"),
        ("Correction from the editor: The mayor is 51.", "correction"),
        ("Correction: 4 May, not 5 May, is the day.", "correction"),
        ("Correction – the mayor is 51, not 15.", "correction"),
        ("CLARIFICATION - The replies were received in writing.", "clarification"),
        ("Retraction notice: We withdraw the report of 3 May.", "retraction"),
        ("Editor's note: this article has been retracted.", "retraction"),
        ("The article was withdrawn on 4 May.", "retraction"),
        ("UPDATE 2: The road has been opened again.", "update"),
        ("Update, 9:30 a.m.: The road has been opened again.", "update"),
        ("Updated: adds comments from the council.", "update"),
        ("On 4 May this article was amended to give the right name.", "correction"),
        ("The headline of this article was corrected on 4 May.", "correction"),
        ("Because of an editing error, an earlier version of this report gave a wrong name.", "correction"),
        ("", None),
    ],
)
def test_notices_about_the_outlets_own_text_have_a_kind(text: str, kind: str | None) -> None:
    """Corrections, clarifications, retractions and updates are told apart, and from stories about them."""
    assert lines.correction_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Updated 4:25 PM EDT, March 4, 2031",
        "Updated 4 May 2031 09:30 GMT",
        "Updated: May 4, 2031 9:30 a.m.",
        "Updated: 4 May 2031, 09:30 | By Ada Roe",
        "Updated: 3 hours ago",
        "Update: 4 May 2031",
        "Update: 9.30am",
        "UPDATED Sun 4 May 2031, 09:30",
        "Updated at 1:23 p.m.",
        "Corrected 4 May 2031 at 09:30",
    ],
)
def test_a_label_with_a_time_alone_is_no_notice(text: str) -> None:
    """When a text was changed is a time; a notice says what was changed."""
    assert lines.is_time_of_change(text)
    assert lines.correction_kind(text) is None
    assert not lines.is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers – two of them women – were hurt on Monday, the county said.",
        "Corrections officers were told: leave the block.",
        "Correction-fluid makers said sales had fallen in the valley.",
        "Updated rules on visits – in force since May – did not help, said Dr Ada Roe.",
        "Retraction of the study – by the journal – came late, said Dr Ada Roe.",
        "Retraction – the journal's first – came late, said Dr Ada Roe.",
        "The union said this report was withdrawn from the ministry's site on Monday.",
        "The union said this report was amended by the ministry in May.",
        "The union said that an earlier version of this report named him.",
        "UPDATE 1-Brinecell to cut a third of its staff",
        "Update 2",
    ],
)
def test_sentences_about_corrections_are_no_notices(text: str) -> None:
    """A label has a colon or a lone dash right behind it, and the outlet speaks of its own text from the first word."""
    assert lines.correction_kind(text) is None
    assert not lines.is_notice(text)
    assert not lines.is_time_of_change(text)


@pytest.mark.parametrize(
    "text",
    [
        "404",
        "Comments (64)",
        "12 Comments",
        "2 min read | 14 comments",
        "Shared 3,114 times",
        "1.4k shares",
        "18,220 readers",
        "___",
        "* * *",
        "###",
    ],
)
def test_lines_that_only_count_are_counters(text: str) -> None:
    """Digits alone and counted reactions of readers are no words of the report."""
    assert lines.is_counter(text)


@pytest.mark.parametrize(
    "text", ["Two people read it.", "He counted 64 comments on the page.", "", "60 men were saved, 14 of them by rope"]
)
def test_sentences_with_numbers_are_no_counters(text: str) -> None:
    """A number in a sentence does not make it a counter."""
    assert not lines.is_counter(text)


@pytest.mark.parametrize(
    "text",
    [
        "Menu   Subscribe   Sign in",
        "Home > News > Merrin",
        "[home] [about] [say hello]",
        "UK | World | Opinion",
        "Share",
    ],
)
def test_menus_and_paths_are_navigation(text: str) -> None:
    """Short items between dividers, and the words of buttons, are navigation."""
    assert lines.is_nav(text)


@pytest.mark.parametrize(
    "text", ["READ MORE: Duck race raises £900", "Also read", "Most viewed", "More from the valley", "Related stories"]
)
def test_announcements_of_other_stories_are_promo_labels(text: str) -> None:
    """Words that lead to other stories are known with and without a title after them."""
    assert lines.is_promo_label(text)


@pytest.mark.parametrize("text", ["Related industries lost jobs.", "Readers wrote to us.", "More than 30 people died."])
def test_sentences_are_no_promo_labels(text: str) -> None:
    """The first word alone does not make a sentence a promo."""
    assert not lines.is_promo_label(text)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("GRAVIN, Nov 17 (Talvek) - The president", "GRAVIN, Nov 17 (Talvek) - "),
        ("PARIS (AP) — It", "PARIS (AP) — "),
        ("ALDEN, Ostmark - The head", "ALDEN, Ostmark - "),
        ("LONDON: The prime minister", "LONDON: "),
        ("The well-known mayor - a baker - said", ""),
        ("BRIDGE OF SIGHS: COUNCIL SPENT MILLIONS", ""),
    ],
)
def test_a_dateline_opens_a_paragraph(text: str, opens: str) -> None:
    """The length of the dateline is given, with its dash and the space after it; 0 where there is none."""
    assert text[: lines.starts_with_dateline(text)] == opens


@given(st.text(max_size=300))
def test_no_line_makes_the_grammar_fail(text: str) -> None:
    """Any line is answered, and the spans of a split credit lie in order inside it."""
    for predicate in (
        lines.is_credit, lines.is_byline, lines.is_counter, lines.is_nav, lines.is_notice, lines.is_promo_label,
        lines.is_advertisement, lines.is_signoff, lines.is_tag_label, lines.is_desk, lines.is_in_place,
        lines.is_source_line, lines.is_time_of_change,
    ):  # fmt: skip
        assert predicate(text) in (True, False)
    assert all(name.strip() for name in lines.authors_of(text))
    agency = lines.agency_of(text)
    assert agency is None or agency.strip()
    assert lines.correction_kind(text) in (None, "correction", "clarification", "retraction", "update")
    assert 0 <= lines.starts_with_dateline(text) <= len(text)
    parts = lines.split_credit(text)
    if parts is not None:
        caption, credit = parts
        assert 0 <= caption.start < caption.end <= credit.start < credit.end <= len(text)
