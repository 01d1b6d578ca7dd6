"""NITF (IPTC, News Industry Text Format 3.x): the body of a news item, or a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from whence.ingest.composed import Part
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.wires.article import item_article
from whence.ingest.wires.records import WireItem
from whence.ingest.xml import attribute, canonical, child, children, local, words_of

__all__ = ["nitf_item", "read"]

_KEPT = frozenset("p ul ol li table tr td th caption em strong q a br pre".split())
_NAMED = {
    "hl1": "h2",
    "hl2": "h2",
    "block": "div",
    "bq": "blockquote",
    "fn": "p",
    "media": "figure",
    "media-caption": "figcaption",
    "hr": "br",
    "dl": "ul",
    "dt": "li",
    "dd": "li",
}
_UNSEEN = frozenset({"media-metadata", "media-object", "docdata"})


def read(root: etree._Element, piece: Piece, run: Run) -> Iterator[Item]:
    """Yield the article of a document in NITF."""
    yield item_article(nitf_item(root), piece, run)


def nitf_item(root: etree._Element) -> WireItem:
    """Return the news item that an `nitf` element is."""
    head, body = child(root, "head"), child(root, "body")
    top, docdata = child(body, "body.head"), child(head, "docdata")
    hedline = child(top, "hedline")
    headline = words_of(child(hedline, "hl1")) or words_of(child(head, "title"))
    content = "".join(_markup(one) for one in children(child(body, "body.content")))
    ending = "".join(_markup(one) for one in children(child(body, "body.end"), "tagline"))
    return WireItem(
        data=canonical(root),
        format="NITF",
        id=attribute(child(docdata, "doc-id"), "id-string"),
        version=attribute(child(head, "revision-history"), "name"),
        status=attribute(docdata, "management-status"),
        headline=headline,
        subheads=tuple(text for one in children(hedline, "hl2") if (text := words_of(one))),
        byline=words_of(child(top, "byline")),
        authors=tuple(text for one in _persons(top) if (text := words_of(one))),
        dateline=words_of(child(top, "dateline")),
        body=(Part(html=content + ending),) if content.strip() else (),
        provider=words_of(child(top, "distributor")) or attribute(child(docdata, "doc.copyright"), "holder"),
        sources=(attribute(child(head, "pubdata"), "name"),) if attribute(child(head, "pubdata"), "name") else (),
        first_created=_date(attribute(child(docdata, "date.issue"), "norm")),
        version_created=_date(attribute(child(docdata, "date.release"), "norm")),
        notes=tuple(text for one in children(docdata, "ed-msg") if (text := attribute(one, "info") or words_of(one))),
        language=attribute(root, "lang"),
        tags=tuple(key for one in _keywords(docdata) if (key := attribute(one, "key"))),
    )


def _persons(top: etree._Element | None) -> Iterator[etree._Element]:
    byline = child(top, "byline")
    yield from (one for one in (byline.iter() if byline is not None else ()) if local(one) == "person")


def _keywords(docdata: etree._Element | None) -> Iterator[etree._Element]:
    return children(child(docdata, "key-list"), "keyword")


def _date(norm: str) -> str:
    """Return a date in the form of NITF, `20310514T065000+0100`, as ISO 8601 has it with hyphens."""
    day, _, clock = norm.partition("T")
    if len(day) == 8 and day.isdigit():
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if len(clock) >= 6 and clock[:6].isdigit():
        clock = f"{clock[:2]}:{clock[2:4]}:{clock[4:6]}{clock[6:]}"
    return f"{day}T{clock}" if clock else day


def _markup(element: etree._Element) -> str:
    """Return an element of NITF as HTML: what HTML has no element for gives its words."""
    name = local(element)
    if name in _UNSEEN:
        return ""
    inner = escape(element.text or "", quote=False)
    for one in element:
        inner += _markup(one) + escape(one.tail or "", quote=False)
    if name == "media-reference":
        source = attribute(element, "source")
        return f'<img src="{escape(source)}" alt="{escape(attribute(element, "alternate-text"))}">' if source else ""
    if name == "media-producer":
        return f'<div class="credit">{inner}</div>'
    if name == "a":
        return f'<a href="{escape(attribute(element, "href"))}">{inner}</a>'
    tag = _NAMED.get(name, name if name in _KEPT else "")
    return f"<{tag}>{inner}</{tag}>" if tag and tag != "br" else "<br>" if tag else inner
