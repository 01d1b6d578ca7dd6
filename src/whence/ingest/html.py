"""An HTML page to an `Article`: every visible line with its role, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.errors import Unreadable
from whence.ingest import lines as grammar
from whence.ingest.footnotes import find_notes
from whence.ingest.metadata import Declared, read_declared
from whence.ingest.page_body import body_lines
from whence.ingest.page_entries import read_entries
from whence.ingest.page_facts import Facts, read_facts
from whence.ingest.page_images import placed_images, read_images, sources_of
from whence.ingest.page_lines import Line, Picture, read_lines
from whence.ingest.page_links import read_links
from whence.ingest.page_parts import Page
from whence.ingest.page_roles import assign_roles
from whence.ingest.page_title import find_headline
from whence.ingest.page_tree import parse_markup
from whence.records import Article, Block, Correction, Image, Role, Span

__all__ = ["Laid", "article_of", "read_page", "read_pictures"]

_LETTER = re.compile(r"[^\W_]")
_NO_TEXT = (
    "the page shows no text; it may build its text with scripts: save it from a browser once it is shown, "
    "or give its text as a .txt file"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A page whose lines have their roles: what is left is to put the article together."""

    page: Page
    roles: Sequence[Role]
    pictures: Sequence[Picture]
    declared: Declared


def read_page(
    markup: str, *, file: str, url: str | None, article_id: str, digest: str, language: str | None = None
) -> Article:
    """Read a page whose bytes are already decoded.

    `file` is the name under which the article is listed, `url` its address where known, `digest` the SHA-256 of its
    bytes, `language` a code that stands above the page's own. Raises `Unreadable` where the page shows no text.
    """
    return article_of(_laid(markup, url), file=file, article_id=article_id, digest=digest, language=language)


def read_pictures(markup: str, *, url: str | None) -> list[tuple[tuple[str, ...], Image]]:
    """Return the pictures of a page with where each could be found, as the page names it: also those inside the page.

    Raises `Unreadable` where the page shows no text.
    """
    laid = _laid(markup, url)
    _, starts = _joined(laid.page.lines)
    placed = placed_images(laid.page, laid.roles, starts, laid.pictures, base=laid.declared.base, inside=True)
    return [(sources_of(element) if element is not None else (), image) for element, image in placed]


def _laid(markup: str, url: str | None) -> Laid:
    tree = parse_markup(markup)
    lines, pictures = read_lines(tree) if tree is not None else ([], [])
    if tree is None or not any(_LETTER.search(line.text) for line in lines):
        raise Unreadable(_NO_TEXT)
    declared = read_declared(tree, url=url)
    body = body_lines(tree, lines, size=len(markup))
    page = Page.of(lines, body, find_headline(lines, declared, body))
    return Laid(page=page, roles=assign_roles(page), pictures=pictures, declared=declared)


def article_of(laid: Laid, *, file: str, article_id: str, digest: str, language: str | None = None) -> Article:
    """Put the article of a page together, once its lines have their roles."""
    page, roles, declared = laid.page, laid.roles, laid.declared
    text, starts = _joined(page.lines)
    facts: Facts = read_facts(page, roles, declared)
    entries = read_entries(page, roles, declared.updates, published=facts.published, updated=facts.updated)
    roles = [Role.time if n in entries.stamps else role for n, role in enumerate(roles)]
    blocks = tuple(
        Block(role=role, span=Span(at, at + len(line.text)), at=entries.times.get(line.number))
        for role, at, line in zip(roles, starts, page.lines, strict=True)
    )
    return Article(
        id=article_id,
        text=text,
        blocks=blocks,
        digest=digest,
        file=file,
        url=declared.url,
        title=facts.title,
        outlet=facts.outlet,
        outlet_basis=facts.outlet_basis,
        authors=facts.authors,
        agency=facts.agency,
        published=facts.published,
        updated=facts.updated,
        captured=facts.captured,
        language=language or _code(declared.language),
        images=read_images(page, roles, starts, laid.pictures, base=declared.base),
        tags=facts.tags,
        notes=find_notes(text, blocks),
        links=read_links(page.lines, starts, base=declared.base),
        corrections=_corrections(page.lines, roles, starts),
    )


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """Return the lines joined by line breaks, and where each begins."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return "\n".join(line.text for line in lines), starts


def _code(language: str | None) -> str | None:
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", language or "")
    return code[0].lower() if code else None


def _corrections(lines: Sequence[Line], roles: Sequence[Role], starts: Sequence[int]) -> tuple[Correction, ...]:
    out = []
    for line, role, at in zip(lines, roles, starts, strict=True):
        kind = grammar.correction_kind(line.text) if role is Role.notice else None
        if kind is not None:
            out.append(Correction(kind=kind, span=Span(at, at + len(line.text))))
    return tuple(out)
