"""NewsML-G2 (IPTC, 2.x): news items alone, or in a news message, with their text in NITF, XHTML or plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from whence.errors import Unreadable
from whence.ingest.composed import Part
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.wires.article import item_article
from whence.ingest.wires.nitf import nitf_item
from whence.ingest.wires.records import WireItem, WirePicture
from whence.ingest.wires.wording import NO_ITEMS, PACKAGE
from whence.ingest.xml import attribute, canonical, child, children, local, words_of

__all__ = ["read", "wire_items"]

_MOST = 5_000
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|table)\b[^<>]{0,500}>", re.IGNORECASE)
_PICTURES = frozenset({"picture", "graphic", "still"})


def read(root: etree._Element, piece: Piece, run: Run) -> Iterator[Item]:
    """Yield the articles of a news item or a news message. Pictures go with the texts of their package."""
    items = wire_items(root)
    if not items:
        raise Unreadable(PACKAGE if local(root) == "packageItem" else NO_ITEMS)
    yield from (item_article(item, piece, run) for item in items)


def wire_items(root: etree._Element) -> list[WireItem]:
    """Return the news items of a document; a picture is an item of its own only where no text goes with it."""
    found = [one for one in root.iter() if local(one) == "newsItem"][:_MOST]
    items = [_wire_item(one) for one in found]
    texts = [item for item in items if item.body]
    pictures = {item.id: picture for item in items if not item.body and (picture := _own_picture(item, found, items))}
    groups = [_references(one) for one in root.iter() if local(one) == "packageItem"]
    if not groups and len(texts) == 1:
        groups = [{item.id for item in items}]
    with_pictures = [_with_pictures(item, groups, pictures) for item in texts]
    shown = {picture.id for item in with_pictures for picture in item.pictures}
    others = [item for item in items if not item.body and item.id not in shown]
    return [*with_pictures, *others]


def _with_pictures(item: WireItem, groups: Sequence[set[str]], pictures: dict[str, WirePicture]) -> WireItem:
    beside = {name for group in groups if item.id in group for name in group}
    more = tuple(picture for name, picture in pictures.items() if name in beside)
    return replace(item, pictures=(*item.pictures, *more))


def _references(package: etree._Element) -> set[str]:
    return {attribute(one, "residref") for one in package.iter() if local(one) == "itemRef"}


def _own_picture(item: WireItem, found: list[etree._Element], items: list[WireItem]) -> WirePicture | None:
    element = found[items.index(item)]
    return _picture(element, item.id) if item.kind in _PICTURES else None


def _wire_item(element: etree._Element) -> WireItem:
    meta, content = child(element, "itemMeta"), child(element, "contentMeta")
    inline = _inline(child(element, "contentSet"))
    headlines = [words for one in children(content, "headline") if (words := words_of(one))]
    provider = child(meta, "provider")
    item = WireItem(
        data=canonical(element),
        format="NewsML-G2",
        id=attribute(element, "guid"),
        version=attribute(element, "version"),
        status=_code(child(meta, "pubStatus")) or "",
        kind=_code(child(meta, "itemClass")) or "text",
        headline=(headlines or [words_of(child(meta, "title"))])[0],
        subheads=tuple(headlines[1:]),
        byline=words_of(child(content, "by")),
        authors=tuple(name for one in children(content, "creator") if (name := _named(one)) and " " in name),
        dateline=words_of(child(content, "dateline")),
        provider=_named(provider),
        sources=tuple(_sources(content)),
        first_created=words_of(child(meta, "firstCreated")),
        version_created=words_of(child(meta, "versionCreated")),
        embargoed=words_of(child(meta, "embargoed")),
        notes=tuple(note for one in children(meta, "edNote") if (note := words_of(one))),
        language=attribute(child(content, "language"), "tag") or attribute(element, "lang"),
        tags=tuple(dict.fromkeys(name for one in _labels(content) if (name := _label(one)))),
    )
    return _with_body(item, inline, content)


def _with_body(item: WireItem, inline: etree._Element | None, content: etree._Element | None) -> WireItem:
    """Add the text. What NITF says itself stands where the item's metadata say nothing."""
    if inline is None:
        return item
    nitf = next((one for one in inline.iter() if local(one) == "nitf"), None)
    if nitf is None:
        item = replace(item, body=tuple(_body(inline)))
    else:
        own = nitf_item(nitf)
        item = replace(
            item,
            body=own.body,
            headline=item.headline or own.headline,
            subheads=item.subheads or own.subheads,
            byline=item.byline or own.byline,
            authors=item.authors or own.authors,
            dateline=item.dateline or own.dateline,
            provider=item.provider or own.provider,
            pictures=own.pictures,
        )
    located = words_of(child(content, "located", "name"))
    return replace(item, dateline=item.dateline or located)


def _inline(content_set: etree._Element | None) -> etree._Element | None:
    """Return the text of an item: in XML before data in a text; of several the one with the most words."""
    for name in ("inlineXML", "inlineData"):
        found = [one for one in children(content_set, name) if words_of(one)]
        if found:
            return max(found, key=lambda one: len(words_of(one)))
    return None


def _body(inline: etree._Element) -> Iterator[Part]:
    if local(inline) == "inlineData":
        text = "".join(map(str, inline.itertext()))
        yield Part(html=text) if _MARKUP.search(text) else Part(text=text)
        return
    body = next((one for one in inline.iter() if local(one) == "body"), inline)
    yield Part(html=(body.text or "") + "".join(_plain_names(one) for one in children(body)))


def _plain_names(element: etree._Element) -> str:
    """Return an element as HTML, its names without their namespace, for so HTML's parser knows them."""
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = local(one)
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=True))


def _picture(element: etree._Element, identity: str) -> WirePicture:
    content = child(element, "contentMeta")
    described = sorted(children(content, "description"), key=lambda one: "caption" not in attribute(one, "role"))
    caption = next((words for one in described if (words := words_of(one))), "") or words_of(child(content, "headline"))
    credit = words_of(child(content, "creditline")) or words_of(child(content, "by"))
    credit = credit or _named(child(content, "creator"))
    remote = [attribute(one, "href") for one in children(child(element, "contentSet"), "remoteContent")]
    return WirePicture(id=identity, url=next(filter(None, remote), ""), caption=caption, credit=credit)


def _sources(content: etree._Element | None) -> Iterator[str]:
    for one in children(content, "infosource"):
        if name := _named(one):
            yield name
    if credit := words_of(child(content, "creditline")):
        yield credit


def _labels(content: etree._Element | None) -> Iterator[etree._Element]:
    yield from children(content, "subject", "keyword")


def _label(element: etree._Element) -> str:
    return words_of(child(element, "name")) or (words_of(element) if local(element) == "keyword" else "")


def _named(element: etree._Element | None) -> str:
    """Return a party's name, or else the code by which it is known, without the code's scheme."""
    if element is None:
        return ""
    return words_of(child(element, "name")) or attribute(element, "literal") or _code(element)


def _code(element: etree._Element | None) -> str:
    """Return a code without its scheme: "usable" of `stat:usable` or of `http://cv.iptc.org/…/usable`."""
    return re.split(r"[:/]", attribute(element, "qcode", "uri", "literal"))[-1]
