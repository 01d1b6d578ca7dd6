"""The paragraphs of a PDF to an article, by the rules that give the lines of any capture their roles.

What a PDF shows beside its words, the size of its letters and their place on the page, decides before those rules:
which line is the headline, and which are captions, notes, running heads and page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from whence.errors import Unreadable
from whence.ingest.capture import article_of_layout
from whence.ingest.capture_layout import Layout, lay_out
from whence.ingest.capture_lines import Line, lines_of
from whence.ingest.capture_rules import Decision
from whence.ingest.capture_words import is_name_like
from whence.ingest.dates import parse_declared, printed_moments
from whence.ingest.footnotes import footnote_mark
from whence.ingest.lines import is_byline, is_outlet_name, split_credit
from whence.ingest.pdf.furniture import FOLIO
from whence.ingest.pdf.paragraphs import body_size, paragraphs_of
from whence.ingest.pdf.records import Document, Paragraph
from whence.ingest.pdf.wording import NO_TEXT, SCANNED
from whence.ingest.piece import Known
from whence.records import Article, Block, Moment, Precision, ReadFrom, Role, Span

__all__ = ["article_of_document"]

_LARGE = 1.2  # times the size of the text: letters of a headline
_SMALL = 0.93  # times the size of the text: letters of captions and notes
_MOST_WORDS = 40  # of a headline
_CAPTION_WORDS = 120
_PDF_DATE = re.compile(
    r"(?:D:)?(?P<y>\d{4})(?P<m>\d{2})?(?P<d>\d{2})?(?P<H>\d{2})?(?P<M>\d{2})?(?P<S>\d{2})?"
    r"(?:(?P<z>Z)|(?P<o>[+-]\d{2})'?(?P<p>\d{2})?'?)?"
)


def article_of_document(document: Document, known: Known) -> Article:
    """Return the article of a PDF. Raises `Unreadable` where it has no letters."""
    paragraphs = paragraphs_of(document.pages)
    if not any(char.isalpha() for paragraph in paragraphs for char in paragraph.text):
        raise Unreadable(SCANNED if any(page.pictures for page in document.pages) else NO_TEXT)
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    size = body_size(paragraphs)
    held = dict(zip((line.span.start for line in lines_of(text)), lines_of(text), strict=True))
    lines = [held[start] for start in _starts(paragraphs)]
    headline = _headline(paragraphs, size)
    inner = [n for n, paragraph in enumerate(paragraphs) if not paragraph.furniture]
    layout = lay_out([lines[n] for n in inner], title=paragraphs[headline].text if headline is not None else None)
    _set_by_size([paragraphs[n] for n in inner], layout, size)
    article = article_of_layout(text, layout, known=known)
    return _completed(
        article, document, [p.text for p in paragraphs if p.furniture], _blocks(paragraphs, lines, layout)
    )


def _starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph.text) + 2
    return starts


def _headline(paragraphs: Sequence[Paragraph], size: float) -> int | None:
    """Return the number of the paragraph in the largest letters of the first page that has a text's headline.

    The outlet's own name is often larger: a few words that could be one are passed over where another line is large.
    """
    large = [
        n for n, one in enumerate(paragraphs)
        if one.page == paragraphs[0].page and not one.furniture and one.size >= _LARGE * size
        and len(one.text.split()) <= _MOST_WORDS
    ]  # fmt: skip
    ranked = sorted(large, key=lambda n: (-round(paragraphs[n].size), n))
    titles = [n for n in ranked if len(paragraphs[n].text.split()) > 4 or not is_outlet_name(paragraphs[n].text)]
    return next(iter(titles or ranked), None)


def _set_by_size(paragraphs: Sequence[Paragraph], layout: Layout, size: float) -> None:
    """Make notes and captions of what is set in small letters, where no form of its own says otherwise."""
    for n, paragraph in enumerate(paragraphs):
        line, decision = layout.lines[n], layout.decisions[n]
        if n == layout.headline or paragraph.size > _SMALL * size:
            continue
        if footnote_mark(line.text) and paragraph.low:
            layout.decisions[n] = Decision(Role.footnote, "small_note")
        elif decision.role in (Role.paragraph, Role.subhead, Role.other, Role.caption) and _is_caption(n, line, layout):
            layout.decisions[n] = Decision(Role.caption, "small_caption")
            if not any(n in pair for pair in layout.pairs):
                layout.pairs.append((n, n if split_credit(line.raw) else None))


def _is_caption(n: int, line: Line, layout: Layout) -> bool:
    """Whether a small line can be a caption: below the headline, not the byline, and no longer than captions are."""
    below = layout.headline is None or n > layout.headline
    return below and line.words <= _CAPTION_WORDS and not is_byline(line.text) and line.words > 2


def _blocks(paragraphs: Sequence[Paragraph], lines: Sequence[Line], layout: Layout) -> tuple[Block, ...]:
    roles = iter(layout.decisions)
    found = []
    for paragraph, line in zip(paragraphs, lines, strict=True):
        role = _furniture_role(paragraph) if paragraph.furniture else next(roles).role
        found.append(Block(role=role, span=Span(line.span.start, line.span.end)))
    return tuple(found)


def _furniture_role(paragraph: Paragraph) -> Role:
    return Role.nav if FOLIO.fullmatch(paragraph.text) else Role.other


def _completed(article: Article, document: Document, furniture: Sequence[str], blocks: tuple[Block, ...]) -> Article:
    """Add what running heads and the document's own metadata say where the text says nothing."""
    meta = document.meta
    title = article.title or _stated_title(meta)
    author = meta.get("Author", "").strip()
    authors = article.authors or ((author,) if author and " " in author and is_name_like(author, most=4) else ())
    published = article.published or _in_furniture(furniture) or _created(meta)
    return replace(article, blocks=blocks, title=title, authors=authors, published=published)


def _stated_title(meta: Mapping[str, str]) -> str | None:
    """Return the title that a PDF states, unless it is a file's name, as programs put there."""
    title = " ".join(meta.get("Title", "").split())
    name = re.search(r"\.(?:docx?|indd|pdf|qxp|odt|tex|html?)$|^(?:untitled|microsoft word)", title, re.IGNORECASE)
    return title if title and not name and " " in title else None


def _in_furniture(lines: Sequence[str]) -> Moment | None:
    for line in dict.fromkeys(lines):
        for found in printed_moments(line, read_from=ReadFrom.mast):
            if found.moment.precision is not Precision.month:
                return found.moment
    return None


def _created(meta: Mapping[str, str]) -> Moment | None:
    """Return when a PDF says that it was made (ISO 32000-1, 7.9.4: `D:20310514065000+01'00'`)."""
    found = _PDF_DATE.match(meta.get("CreationDate", "").strip())
    if found is None or not found["d"]:
        return None
    clock = f"T{found['H']}:{found['M'] or '00'}:{found['S'] or '00'}" if found["H"] else ""
    zone = ("Z" if found["z"] else f"{found['o']}:{found['p'] or '00'}" if found["o"] else "") if clock else ""
    return parse_declared(f"{found['y']}-{found['m']}-{found['d']}{clock}{zone}", read_from=ReadFrom.meta)
