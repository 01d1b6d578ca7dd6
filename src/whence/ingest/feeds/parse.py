"""The XML of a feed to its entries.

RSS 2.0 (RSS Advisory Board, 2009) with the modules content, Dublin Core, Atom and Media RSS; RSS 1.0 (RDF, 2000); Atom
(RFC 4287). Feeds break their rules in every way: an element is known by its local name, and whatever is missing is
empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree

from whence.ingest.feeds.outlet import outlet_in
from whence.ingest.feeds.records import Entry, Feed, Picture
from whence.ingest.page_tree import parse_markup
from whence.ingest.xml import attribute, canonical, child, children, local, namespace, words_of

__all__ = ["ROOTS", "parse_feed"]

ROOTS = frozenset({"rss", "RDF", "feed", "channel"})
_MOST_ENTRIES = 20_000
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_feed(root: etree._Element, *, url: str | None = None) -> Feed:
    """Return the feed of a document's root; relative links are resolved against `url`, the feed's address."""
    if local(root) == "feed":
        return _atom(root, url or "")
    channel = root if local(root) == "channel" else child(root, "channel")
    items = [*children(channel, "item"), *(children(root, "item") if channel is not root else ())]
    title, link = words_of(_plain(channel, "title")), _join(url or "", words_of(_plain(channel, "link")))
    return Feed(
        title=title,
        outlet=words_of(_in(channel, _DC, "publisher")) or outlet_in(title, link or url or ""),
        link=link,
        language=words_of(_plain(channel, "language")) or words_of(_in(channel, _DC, "language")),
        entries=tuple(_item(item, link or url or "") for item in items[:_MOST_ENTRIES]),
    )


# --- RSS ------------------------------------------------------------------------------------------------------------


def _item(item: etree._Element, base: str) -> Entry:
    guid = _plain(item, "guid")
    permanent = guid is not None and attribute(guid, "isPermaLink").lower() != "false"
    identity = words_of(guid) or attribute(item, "about")
    link = words_of(_plain(item, "link")) or attribute(_in(item, _ATOM, "link"), "href")
    if not link and permanent and _is_address(identity):
        link = identity
    return Entry(
        data=canonical(item),
        id=identity,
        link=_join(base, link),
        title=_unmarked(words_of(_plain(item, "title"))),
        content=_text(_in(item, _CONTENT, "encoded")),
        summary=_text(_plain(item, "description")),
        authors=tuple(_authors(item)),
        published=words_of(_plain(item, "pubDate")) or words_of(_in(item, _DC, "date")),
        updated=words_of(_in(item, _ATOM, "updated")) or words_of(_in(item, "http://purl.org/dc/terms/", "modified")),
        outlet=words_of(_plain(item, "source")) or words_of(_in(item, _DC, "publisher")),
        tags=tuple(dict.fromkeys(name for one in children(item, "category") if (name := words_of(one)))),
        language=words_of(_in(item, _DC, "language")),
        pictures=tuple(_pictures(item, base)),
    )


def _authors(item: etree._Element) -> Iterator[str]:
    """Yield the authors: RSS writes "address (Name)", Dublin Core the name alone."""
    yield from (name for one in children(item, "creator") if (name := words_of(one)))
    for one in children(item, "author"):
        name = words_of(child(one, "name")) or words_of(one)
        if "(" in name:
            name = name.partition("(")[2].rpartition(")")[0].strip()
        if name and "@" not in name:
            yield name


def _pictures(item: etree._Element, base: str) -> Iterator[Picture]:
    """Yield the pictures of Media RSS and of enclosures; a small copy of one that is there already is left out."""
    found = [one for one in item.iter() if namespace(one) == _MEDIA and local(one) == "content"]
    seen: set[str] = set()
    for one in [*found, *children(item, "enclosure")]:
        kind = attribute(one, "medium") or attribute(one, "type")
        address = _join(base, attribute(one, "url"))
        if kind.startswith("image") and _is_address(address) and address not in seen:
            seen.add(address)
            caption = words_of(_in(one, _MEDIA, "description")) or words_of(_in(one, _MEDIA, "title"))
            yield Picture(url=address, caption=_unmarked(caption), credit=words_of(_in(one, _MEDIA, "credit")))


# --- Atom -----------------------------------------------------------------------------------------------------------


def _atom(root: etree._Element, url: str) -> Feed:
    base = _based(url, root)
    title, link = _construct_words(child(root, "title")), _atom_link(root, base)
    people = tuple(_people(root))
    return Feed(
        format="Atom",
        title=title,
        outlet=outlet_in(title, link or url),
        link=link,
        language=root.get(_XML_LANG) or "",
        entries=tuple(_atom_entry(one, base, people) for one in list(children(root, "entry"))[:_MOST_ENTRIES]),
    )


def _atom_entry(entry: etree._Element, base: str, people: tuple[str, ...]) -> Entry:
    base = _based(base, entry)
    source = child(entry, "source")
    link = _atom_link(entry, base)
    named = _construct_words(child(source, "title"))
    return Entry(
        data=canonical(entry),
        id=words_of(child(entry, "id")),
        link=link,
        title=_construct_words(child(entry, "title")),
        content=_construct(child(entry, "content")),
        summary=_construct(child(entry, "summary")),
        authors=tuple(_people(entry)) or tuple(_people(source)) or people,
        published=words_of(child(entry, "published")) or words_of(child(entry, "issued")),
        updated=words_of(child(entry, "updated")) or words_of(child(entry, "modified")),
        outlet=outlet_in(named, _atom_link(source, base) or link) if named else "",
        tags=tuple(
            dict.fromkeys(name for one in children(entry, "category") if (name := attribute(one, "label", "term")))
        ),
        language=entry.get(_XML_LANG) or "",
        pictures=tuple(_pictures(entry, base)),
    )


def _atom_link(element: etree._Element | None, base: str) -> str:
    """Return the address of the page itself: the link "alternate", or the one without a relation."""
    links = list(children(element, "link"))
    for wanted in ("alternate", ""):
        for one in links:
            if (attribute(one, "rel") or "") == wanted and attribute(one, "href"):
                return _join(base, attribute(one, "href"))
    return ""


def _people(element: etree._Element | None) -> Iterator[str]:
    yield from (name for one in children(element, "author") if (name := words_of(child(one, "name"))))


def _construct(element: etree._Element | None) -> str:
    """Return an Atom text as markup, whatever way it is written (RFC 4287, 3.1 and 4.1.3)."""
    if element is None or attribute(element, "src"):
        return ""
    kind = attribute(element, "type").lower() or "text"
    if kind == "xhtml" or len(element):
        return "".join(etree.tostring(one, encoding="unicode", method="html") for one in children(element))
    text = "".join(map(str, element.itertext()))
    if kind in ("html", "text/html"):
        return text
    return _marked(text) if kind == "text" or kind.startswith("text/") else ""


def _construct_words(element: etree._Element | None) -> str:
    kind = attribute(element, "type").lower()
    return words_of(element) if kind == "xhtml" else _unmarked(words_of(element))


# --- both -----------------------------------------------------------------------------------------------------------


def _plain(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return a child that is RSS's own: of no namespace, or of the one that its parent is of."""
    own = {"", namespace(element)} if element is not None else set()
    return next((one for one in children(element, name) if namespace(one) in own), None)


def _in(element: etree._Element | None, space: str, name: str) -> etree._Element | None:
    return next((one for one in children(element, name) if namespace(one) == space), None)


def _text(element: etree._Element | None) -> str:
    """Return an element's text as markup: RSS escapes it, and some write the elements as they are."""
    if element is None:
        return ""
    if len(element):
        inner = "".join(etree.tostring(one, encoding="unicode", method="html") for one in children(element))
        return escape(element.text or "") + inner
    text = element.text or ""
    return text if "<" in text else _marked(text)


def _marked(text: str) -> str:
    """Return a plain text as markup, its paragraphs apart."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines).replace("&amp;", "&")


def _unmarked(title: str) -> str:
    """Return a title without the markup that some feeds put into it."""
    if "<" not in title and "&" not in title:
        return title
    tree = parse_markup(f"<div>{title}</div>")
    return words_of(tree) or title


def _based(base: str, element: etree._Element) -> str:
    own = element.get(_XML_BASE)
    return _join(base, own) if own else base


def _join(base: str, address: str) -> str:
    try:
        joined = urljoin(base, address.strip()) if address else ""
        return joined if _is_address(joined) else ""
    except ValueError:
        return ""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
