"""A news item to an article: each part that its format names has its role, and the body's lines get theirs by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape

from whence.errors import Unreadable
from whence.ingest import lines as grammar
from whence.ingest.composed import Part, compose
from whence.ingest.dates import parse_declared
from whence.ingest.identity import digest_of
from whence.ingest.metadata import Declared
from whence.ingest.piece import Known, Piece, Run
from whence.ingest.raw import Item
from whence.ingest.wires.records import WireItem, WirePicture
from whence.ingest.wires.wording import ITEM_EMPTY, embargo_line, no_text_item, status_line
from whence.records import Article, Moment, NewsItem, ReadFrom, Role

__all__ = ["article_of_item", "item_article"]

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ENDED = frozenset({"canceled", "cancelled"})  # the code is spelled with one l; some write two
_USABLE = frozenset({"", "usable"})


def item_article(item: WireItem, piece: Piece, run: Run) -> Item:
    """Return the article of a news item, or why it gives none. It is called by its own identity."""
    place = item.id or f"{piece.name}#{digest_of(item.data)[:12]}"
    file = item.id or f"{piece.file}#{digest_of(item.data)[:12]}"
    own = replace(piece, file=file, name=place, url=item.link or None, row=None, kind=None)
    return run.article(own, item.data, partial(article_of_item, item))


def article_of_item(item: WireItem, known: Known) -> Article:
    """Return the article of a news item. Raises `Unreadable` where it has no text of its own."""
    if not item.body:
        raise Unreadable(ITEM_EMPTY if item.kind in ("text", "composite") else no_text_item(item.kind))
    made = compose(_parts(item), _declared(item), known, empty=ITEM_EMPTY, item=_evidence(item))
    return replace(made, authors=made.authors or _authors(item))


def _evidence(item: WireItem) -> NewsItem:
    return NewsItem(
        format=item.format,
        id=item.id,
        version=item.version or None,
        status=item.status or None,
        provider=item.provider or None,
        embargoed=item.embargoed or None,
    )


def _declared(item: WireItem) -> Declared:
    published, updated = _moment(item.first_created), _moment(item.version_created)
    if published is None:
        published, updated = updated, None
    if updated is not None and published is not None and updated.at == published.at:
        updated = None
    return Declared(
        titles=[item.headline] if item.headline else [],
        outlet=item.provider or None,
        authors=list(_authors(item)),
        sources=[name for name in item.sources if name.casefold() != item.provider.casefold()],
        published=published,
        updated=updated,
        tags=list(item.tags),
        language=item.language or None,
        url=item.link or None,
        base=item.link or None,
    )


def _authors(item: WireItem) -> tuple[str, ...]:
    return item.authors or grammar.authors_of(item.byline) or grammar.authors_of(f"By {item.byline}")


def _parts(item: WireItem) -> Iterator[Part]:
    """Yield the parts in the order of a page: what is held back or taken back stands above everything."""
    if item.status.casefold() not in _USABLE:
        ended = item.status.casefold() in _ENDED
        yield Part(role=Role.notice, text=status_line(item.status), correction="retraction" if ended else None)
    if item.embargoed:
        yield Part(role=Role.notice, text=embargo_line(item.embargoed))
    yield from (Part(role=Role.notice, text=note) for note in item.notes)
    yield Part(role=Role.headline, text=_line(item.headline))
    yield from (
        Part(role=Role.subhead, text=_line(subhead)) for subhead in item.subheads if not _stands_in(subhead, item)
    )
    yield Part(role=Role.byline, text=_line(item.byline))
    if item.dateline and not _opens(item):
        yield Part(role=Role.dateline, text=_line(item.dateline))
    yield from item.body
    yield from (Part(html=_figure(picture), beside=True) for picture in item.pictures if picture.caption or picture.url)


def _opens(item: WireItem) -> bool:
    """Whether the body opens with a dateline: then the place is there already."""
    return grammar.starts_with_dateline(_body_words(item)[:200]) > 0


def _stands_in(text: str, item: WireItem) -> bool:
    return _line(text)[:80] in _body_words(item)


def _body_words(item: WireItem) -> str:
    return _line(" ".join(_TAG.sub(" ", part.html) or part.text for part in item.body))


def _figure(picture: WirePicture) -> str:
    image = f'<img src="{escape(picture.url)}" alt="">' if picture.url.startswith(("http://", "https://")) else ""
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    credit = f'<div class="credit">{escape(picture.credit)}</div>' if picture.credit else ""
    return f"<figure>{image}{caption}{credit}</figure>"


def _moment(text: str) -> Moment | None:
    return parse_declared(text, read_from=ReadFrom.meta) if text else None


def _line(text: str) -> str:
    return " ".join(text.split())
