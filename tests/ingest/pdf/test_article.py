"""PDFs of known text come back in reading order, their words whole, and each line with its role."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from whence.ingest import ingest_bytes
from whence.records import Article, ReadFrom, Role

PARAGRAPHS = (
    "SKERRIN (Orrany Newswire) - The ferry to Tolm stops on Friday, its owner said in a letter to residents, because "
    "the breakwater is no longer considered watertight and the twenty-five crew members were transferred elsewhere.",
    "The council will ask the ministry for additional assistance, Ines Okker^1 said, and replacement boats would "
    "operate at weekends until the well-known harbour installation is completely repaired by independent contractors.",
    "“Nobody anticipated that the deterioration would accelerate so dramatically,” said Rolf Arnaud, the mayor. He had "
    "not been informed beforehand, he added, although municipal representatives regularly participated in inspections.",
    "A spokeswoman for the operator declined to comment on the Anglo-Scottish inquiry. Independent engineers "
    "recommended an immediate replacement of the underwater foundations in their self-assessment, which the Echo has "
    "seen.",
)
HEADLINE = "Ferry to Tolm stops on Friday as the quay gives way after the storm"
BYLINE = "By Ada Roe and Pia Sand  14 May 2031, 06:50"
CAPTION = "The quay of Tolm on Monday, seen from the old lighthouse. Photo: Pia Sand"
NOTE = "Not her name; she asked for it to be changed."
HEAD = "TARN ECHO   Wednesday 14 May 2031"


def plain(text: str) -> str:
    """Return a paragraph as it is read: a note's mark is a raised figure."""
    return re.sub(r"\^(\d)", lambda found: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(found[1])], text)


def varied(number: int) -> tuple[str, ...]:
    """Return paragraphs that differ, so that each has one place only."""
    return tuple(f"{PARAGRAPHS[n % 4]} This was item {n} of the minutes." for n in range(number))


def read(data: bytes) -> Article:
    """Return the article of a PDF."""
    (article,) = ingest_bytes(data, name="page.pdf")
    assert isinstance(article, Article), article
    return article


def lines(article: Article, *roles: Role) -> list[str]:
    """Return the lines of some roles."""
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.role in roles]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("options", [{}, {"by_word": True}, {"justified": False, "indent": 0.0, "gap": 6.0}])
def test_a_story_in_columns_comes_back(press: ModuleType, columns: int, options: dict[str, object]) -> None:
    """Paragraphs are whole and in order over columns and pages, and what stands beside them has its role."""
    texts = varied(24)
    story = press.Story(
        paragraphs=texts,
        headline=HEADLINE,
        byline=BYLINE,
        captions={1: CAPTION},
        notes=(NOTE,),
        subheads={9: "What now"},
    )
    article = read(press.typeset(story, press.Sheet(columns=columns, head=HEAD, **options)))
    assert lines(article, Role.paragraph) == [plain(text) for text in texts]
    assert lines(article, Role.headline) == [HEADLINE] == [article.title]
    assert lines(article, Role.byline) == [" ".join(BYLINE.split())]
    assert lines(article, Role.caption) == [CAPTION]
    assert lines(article, Role.subhead) == ["What now"]
    assert [line.lstrip("¹ ") for line in lines(article, Role.footnote)] == [NOTE]
    pages = len(lines(article, Role.nav))
    assert pages >= 2
    assert lines(article, Role.nav) == [str(n + 1) for n in range(pages)]
    assert lines(article, Role.other) == [" ".join(HEAD.split())] * pages
    assert article.authors == ("Ada Roe", "Pia Sand")
    assert article.published is not None
    assert (article.published.at, article.published.read_from) == ("2031-05-14T06:50:00", ReadFrom.text)


def test_a_note_is_bound_to_the_words_that_bear_its_mark(press: ModuleType) -> None:
    """A raised figure becomes the character for it, so that the note finds the name beside its mark."""
    article = read(press.typeset(press.Story(paragraphs=PARAGRAPHS, headline=HEADLINE, notes=(NOTE,)), press.Sheet()))
    (note,) = article.notes
    assert [article.text[span.start : span.end] for span in note.marked] == ["Ines Okker"]
    assert article.text[note.span.start : note.span.end] == NOTE


def test_a_caption_and_its_credit_are_a_picture(press: ModuleType) -> None:
    """What is set small below a box is a caption, and the credit in it is kept apart."""
    article = read(press.typeset(press.Story(paragraphs=PARAGRAPHS, captions={0: CAPTION}), press.Sheet(columns=2)))
    (image,) = article.images
    assert image.caption is not None and image.credit is not None
    assert article.text[image.credit.start : image.credit.end] == "Photo: Pia Sand"


def test_times_are_read_from_the_text_then_the_head_then_the_document(press: ModuleType) -> None:
    """A time in the text goes before one in the running head, and that before the document's own."""
    texts = varied(40)
    dated = read(press.typeset(press.Story(paragraphs=texts, headline=HEADLINE, byline=BYLINE), press.Sheet(head=HEAD)))
    headed = read(press.typeset(press.Story(paragraphs=texts, headline=HEADLINE), press.Sheet(head=HEAD)))
    bare = read(press.typeset(press.Story(paragraphs=texts, headline=HEADLINE), press.Sheet()))
    moments = [article.published for article in (dated, headed, bare)]
    assert [(moment.at[:10], moment.read_from) for moment in moments if moment] == [
        ("2031-05-14", ReadFrom.text),
        ("2031-05-14", ReadFrom.mast),
        ("2000-01-01", ReadFrom.meta),
    ]


def test_a_document_s_author_and_title_fill_in(press: ModuleType) -> None:
    """What the document states of itself is taken where its text says nothing, and a file's name is no title."""
    story = press.Story(paragraphs=PARAGRAPHS)
    stated = read(press.typeset(story, press.Sheet(), author="Ada Roe", title="Ferry to Tolm stops"))
    assert (stated.authors, stated.title) == (("Ada Roe",), "Ferry to Tolm stops")
    named = read(press.typeset(story, press.Sheet(), author="user4", title="Microsoft Word - ferry.docx"))
    assert (named.authors, named.title) == ((), None)


def test_nothing_of_a_page_is_lost(press: ModuleType) -> None:
    """Every word that is set stands in the article's text, in some block."""
    story = press.Story(
        paragraphs=varied(30),
        headline=HEADLINE,
        byline=BYLINE,
        captions={2: CAPTION},
        notes=(NOTE,),
        subheads={5: "Now"},
    )
    article = read(press.typeset(story, press.Sheet(columns=3, head=HEAD, hyphens=False)))
    for words in (*map(plain, story.paragraphs), HEADLINE, " ".join(BYLINE.split()), CAPTION, NOTE, "Now"):
        assert words in article.text
    covered = "".join(article.text[block.span.start : block.span.end] for block in article.blocks)
    assert covered.split() != [] and "".join(covered.split()) == "".join(article.text.split())
