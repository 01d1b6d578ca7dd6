"""An entry of a feed that holds its text, to an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from whence.ingest.composed import Part, compose
from whence.ingest.dates import parse_declared
from whence.ingest.feeds.records import Entry, Feed, Picture
from whence.ingest.feeds.wording import ENTRY_EMPTY
from whence.ingest.metadata import Declared
from whence.ingest.piece import Known
from whence.records import Article, Basis, Moment, NewsItem, ReadFrom, Role

__all__ = ["article_of_entry", "body_of", "with_feed"]

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"<(?:p|br|li|h[1-6])\b", re.IGNORECASE)
_CUT = re.compile(
    r"(?i)(?:\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?|\bread (?:more|the (?:full|rest).{0,40})|"
    r"\bcontinue reading.{0,200}|\bfull (?:story|article))\W*$"
)
_APPEARED = re.compile(r"(?is)<p>\s*The post <a\b.{0,600}?appeared first on.{0,400}?</p>\s*$")
_FULL, _LONG = 40, 120  # words: of what is called the content, and of a description without paragraphs


def body_of(entry: Entry) -> str:
    """Return the markup of an entry's whole text, "" where the feed gives a part of it or none.

    What the feed calls the content is taken for the whole, and so is a description of two paragraphs or many words,
    unless it is cut off. An entry without a link has no other text than its own.
    """
    for text, least in ((entry.content, _FULL), (entry.summary, _LONG)):
        shown = " ".join(_TAG.sub(" ", _APPEARED.sub("", text)).split())
        long = len(shown.split()) >= least or (len(_BLOCK.findall(text)) >= 2 and len(shown.split()) >= _FULL)
        if shown and (not entry.link or (long and not _CUT.search(shown[-300:]))):
            return text
    return ""


def article_of_entry(entry: Entry, feed: Feed, known: Known) -> Article:
    """Return the article of an entry that holds its text. Raises `Unreadable` where there is no letter in it."""
    declared = Declared(
        titles=[entry.title] if entry.title else [],
        outlet=entry.outlet or feed.outlet or None,
        authors=list(entry.authors),
        published=_moment(entry.published),
        updated=_moment(entry.updated),
        tags=list(entry.tags),
        language=entry.language or feed.language or None,
        url=entry.link or None,
        base=entry.link or feed.link or None,
    )
    if declared.published is None:
        declared.published, declared.updated = declared.updated, None
    if declared.updated is not None and declared.published is not None and declared.updated.at == declared.published.at:
        declared.updated = None
    item = NewsItem(format=feed.format, id=entry.id, provider=declared.outlet) if entry.id else None
    return compose(_parts(entry), declared, known, empty=ENTRY_EMPTY, item=item)


def with_feed(article: Article, *, outlet: str | None, published: Moment | None) -> Article:
    """Fill in what a page does not state itself from the feed that links to it."""
    if article.outlet_basis is not Basis.stated and outlet:
        article = replace(article, outlet=outlet, outlet_basis=Basis.stated)
    return replace(article, published=article.published or published)


def _parts(entry: Entry) -> Iterator[Part]:
    body = body_of(entry)
    yield Part(role=Role.headline, text=" ".join(entry.title.split()))
    if body and body is not entry.summary and entry.summary and _is_deck(entry, body):
        yield Part(role=Role.subhead, html=entry.summary)
    yield Part(html=body)
    for picture in entry.pictures:
        if picture.url not in body:
            yield Part(html=_figure(picture), beside=True)


def _is_deck(entry: Entry, body: str) -> bool:
    """Whether a summary says something that the text does not: most feeds cut it from the text's beginning."""
    shown = " ".join(_TAG.sub(" ", entry.summary).split())
    start = " ".join(_TAG.sub(" ", body).split())
    return 3 <= len(shown.split()) <= 60 and shown[:60].rstrip(" .…[]") not in start and not _CUT.search(shown)


def _figure(picture: Picture) -> str:
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    credit = f'<div class="credit">{escape(picture.credit)}</div>' if picture.credit else ""
    return f'<figure><img src="{escape(picture.url)}" alt="">{caption}{credit}</figure>'


def _moment(text: str) -> Moment | None:
    return parse_declared(text, read_from=ReadFrom.feed) if text else None
