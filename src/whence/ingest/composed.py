"""An article whose format says what its parts are: an entry of a feed, a news item of a wire.

Its parts are laid out as a page, so that the lines of its body get their roles by the same rules as any page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

from whence.errors import Unreadable
from whence.ingest.html import Laid, article_of
from whence.ingest.language import language_of
from whence.ingest.metadata import Declared
from whence.ingest.page_lines import Line, read_lines
from whence.ingest.page_parts import Page
from whence.ingest.page_roles import assign_roles
from whence.ingest.page_tree import parse_markup
from whence.ingest.piece import Known
from whence.records import Article, Correction, NewsItem, Role

__all__ = ["Part", "compose"]

_LETTER = re.compile(r"[^\W_]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of an article, in markup or in plain text.

    `role` is what the format says that it is. Without one it is the body, whose lines get their roles by their markup,
    form and place; `beside` tells that it is no body either, such as a figure. `correction` is the kind of notice about
    the article itself that it is.
    """

    role: Role | None = None
    text: str = ""
    html: str = ""
    beside: bool = False
    correction: str | None = None


def compose(
    parts: Iterable[Part], declared: Declared, known: Known, *, empty: str, item: NewsItem | None = None
) -> Article:
    """Return the article of some parts, in their order. `item` is kept as the evidence that it was read from.

    Raises `Unreadable` with the reason `empty` where no part of the body has a letter.
    """
    root = cast(HtmlElement, html.document_fromstring("<html><body><article></article></body></html>"))
    held = {_laid(root.body[0], part): part for part in parts if part.text.strip() or part.html.strip()}
    lines, pictures = read_lines(root)
    owners = [_owner(line, held) for line in lines]
    body = frozenset(
        line.number for line, part in zip(lines, owners, strict=True) if part.role is None and not part.beside
    )
    if not any(_LETTER.search(lines[number].text) for number in body):
        raise Unreadable(empty)
    headline = next((n for n, part in enumerate(owners) if part.role is Role.headline), None)
    page = Page.of(lines, body, headline)
    roles = [part.role or role for part, role in zip(owners, assign_roles(page), strict=True)]
    laid = Laid(page=page, roles=roles, pictures=pictures, declared=declared)
    made = article_of(laid, file=known.file, article_id=known.article_id, digest=known.digest)
    return replace(made, corrections=_corrections(made, owners), item=item, language=language_of(made))


def _laid(article: HtmlElement, part: Part) -> HtmlElement:
    """Put a part at the end of the page, and return the element that holds it."""
    holder = cast(HtmlElement, etree.SubElement(article, "div"))
    tree = parse_markup(f"<html><body>{part.html}</body></html>") if part.html else None
    found = tree.find(".//body") if tree is not None else None
    if found is not None:
        holder.text = found.text
        holder.extend(list(found))
    for paragraph in _paragraphs(part.text):
        etree.SubElement(holder, "p").text = paragraph
    return holder


def _paragraphs(text: str) -> Sequence[str]:
    """Return the paragraphs of a plain text: parted by empty lines, or else a line each."""
    text = "".join(" " if ord(char) < 32 and char not in "\n\t" else char for char in text)
    pieces = _BLANK_LINE.split(text)
    if len(pieces) == 1:
        pieces = text.split("\n")
    return [folded for piece in pieces if (folded := " ".join(piece.split()))]


def _owner(line: Line, held: dict[HtmlElement, Part]) -> Part:
    element: HtmlElement | None = line.element
    while element is not None:
        if element in held:
            return held[element]
        element = element.getparent()
    return Part()


def _corrections(made: Article, owners: Sequence[Part]) -> tuple[Correction, ...]:
    """Return the notices about the article, those that its format states among them."""
    found = {correction.span: correction for correction in made.corrections}
    for block, part in zip(made.blocks, owners, strict=True):
        if part.correction is not None:
            found[block.span] = Correction(kind=part.correction, span=block.span)
    return tuple(found[span] for span in sorted(found))
