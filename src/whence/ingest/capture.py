"""Plain-text captures of pages, and articles that come as text alone, to an `Article`.

The text stays as it is. Its lines get roles from named rules: first those that know a line by its form, then those that
go by its place on the page (the method: `capture_layout`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from whence.errors import Unreadable
from whence.ingest import entries
from whence.ingest.capture_facts import (
    agency_in,
    authors_in,
    corrections_in,
    images_in,
    outlet_in,
    tags_in,
    times_in,
    title_in,
)
from whence.ingest.capture_layout import Layout, lay_out
from whence.ingest.capture_lines import lines_of
from whence.ingest.footnotes import find_notes
from whence.ingest.piece import Known
from whence.records import Article, Basis, Block, Moment, Role

__all__ = ["Given", "article_of_layout", "explain_capture", "read_capture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of an article from beside its text: the fields of a table's row. None or empty where not known."""

    title: str | None = None
    outlet: str | None = None
    published: Moment | None = None
    authors: tuple[str, ...] = ()


_NOTHING = Given()


def read_capture(
    text: str,
    *,
    file: str,
    url: str | None,
    article_id: str,
    digest: str,
    language: str | None = None,
    given: Given | None = None,
) -> Article:
    """Take a capture apart: every non-blank line is a block with a role, and `Article.text` is the given text.

    A paragraph that was broken at a fixed width is one block. What `given` states goes before what the page
    says. Raises `Unreadable` where the text holds nothing but white space.
    """
    known = Known(file=file, article_id=article_id, digest=digest, url=url)
    article = article_of_layout(text, _layout(text, given), known=known, given=given or Given())
    return replace(article, language=language)


def article_of_layout(text: str, layout: Layout, *, known: Known, given: Given = _NOTHING) -> Article:
    """Put the article of a text together, once its lines have their roles."""
    times, (outlet, basis) = times_in(layout), outlet_in(layout)
    published = given.published or times.published
    blocks = _blocks(layout, published, times.updated)
    return Article(
        id=known.article_id,
        text=text,
        blocks=blocks,
        digest=known.digest,
        file=known.file,
        url=known.url,
        title=given.title or title_in(layout),
        outlet=given.outlet or outlet,
        outlet_basis=Basis.stated if given.outlet else basis,
        authors=given.authors or authors_in(layout),
        agency=agency_in(layout),
        published=published,
        updated=times.updated,
        captured=times.captured,
        images=images_in(layout),
        tags=tags_in(layout),
        notes=find_notes(text, blocks),
        corrections=corrections_in(layout),
    )


def _blocks(layout: Layout, published: Moment | None, updated: Moment | None) -> tuple[Block, ...]:
    """The lines with their roles and, of a live page, with the times of its entries."""
    roles = [decision.role for decision in layout.decisions]
    lines = [entries.Line(role, line.text) for role, line in zip(roles, layout.lines[: layout.last + 1], strict=False)]
    found = entries.printed_entries(lines, published=published, updated=updated)
    return tuple(
        Block(role=Role.time if n in found.stamps else role, span=line.span, at=found.times.get(n))
        for n, (role, line) in enumerate(zip(roles, layout.lines, strict=True))
    )


def explain_capture(text: str, *, title: str | None = None) -> tuple[tuple[Block, str], ...]:
    """Return each block of the capture with the name of the rule that gave it its role."""
    layout = _layout(text, Given(title=title))
    return tuple((Block(role=d.role, span=x.span), d.rule) for x, d in zip(layout.lines, layout.decisions, strict=True))


def _layout(text: str, given: Given | None) -> Layout:
    lines = lines_of(text)
    if not lines:
        raise Unreadable("the text is blank; give a file that holds the words of an article")
    return lay_out(lines, title=given.title if given else None)
