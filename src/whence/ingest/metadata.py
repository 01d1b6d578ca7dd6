"""What a page declares about itself: JSON-LD, `meta` elements, microdata and `time` elements.

Declared values come first because they are right far more often than what can be read off a page's face; each date
says where it was read. A date or name that cannot be read is left out, never guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from whence.ingest.dates import parse_declared
from whence.records import Moment, Precision, ReadFrom

__all__ = ["Declared", "LiveUpdate", "read_declared"]

_ARTICLE = re.compile(r"(?:Article|Posting|Reportage|Report|Review|Liveblog)\Z", re.IGNORECASE)
_OTHER = re.compile(r"(?:Object|Person|Organization|Comment|Rating|Offer|ListItem|Place)\Z")
_HEAD_ITEMS = 5_000
_MOST_AUTHORS = 20
_LONGEST_AUTHOR = 200
_NAMES_TITLE = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "headline", "title")
_NAMES_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date_published",
    "article.published",
    "published_time", "publish-date", "publish_date", "publishdate", "pubdate", "pub_date", "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date.created", "dcterms.date", "dc.date", "article_date_original", "originalpublicationdate", "displaydate",
    "vr:published_time", "bt:pubdate", "iso-8601-publish-date", "creation_date", "date",
)  # fmt: skip
_PUBLISHED = re.compile(
    r"(?:^|[:._-])(?:publi(?:shed|cation)|released?|issued|posted)(?:[_-]?(?:at|on|time|date|datetime))?\Z"
)
"""The name of a publication's time in a house's own vocabulary."""
_NAMES_UPDATED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "article:updated_time", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "modified_time", "revision_date", "updated",
)  # fmt: skip
_NAMES_AUTHOR = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "byl",
    "dcterms.creator", "article.author", "cxenseparse:author", "og:article:author",
)  # fmt: skip
_NAMES_SOURCE = (
    "syndication-source", "original-source", "source", "news_source", "article:source", "dcterms.source", "dc.source",
    "article:content_provider", "content-provider", "agency", "news_agency", "credit",
)  # fmt: skip
_NAMES_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dc.subject")
_TRAILING = re.compile(r",\s{0,20}([}\]])")
_OPENED = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)")
_CLOSED = re.compile(r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)?\s*;?\s*\Z")
_CLOSING = 80  # characters at the end in which a wrapper closes
_JSON_LD = 4_000_000


class LiveUpdate(NamedTuple):
    """An entry that a live page declares: its time, its heading and as much of its words as it gives; "" for none."""

    at: Moment
    title: str
    body: str


@dataclass(slots=True, kw_only=True)
class Declared:
    """The declared facts. Lists hold the candidates in order of trust; `head_title` is the `title` element as it is.

    `sources` are the organisations from which the page says it has its text: they need not be agencies. `bodies` are
    the names that the page declares to be no person's: its publisher's, and those of authors that are organisations.
    """

    titles: list[str] = field(default_factory=list)
    head_title: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    published: Moment | None = None
    updated: Moment | None = None
    tags: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    language: str | None = None
    url: str | None = None
    base: str | None = None
    updates: list[LiveUpdate] = field(default_factory=list)


def read_declared(tree: HtmlElement, *, url: str | None) -> Declared:
    """Return what the page declares. Relative addresses are resolved against `url`, its address where known."""
    declared = Declared(language=_language(tree))
    meta = _meta(tree)
    items = list(_json_ld(tree))
    _from_item(_article(items), declared)
    declared.updates = [update for item in items for update in _updates(item)]
    _from_meta(meta, declared)
    _from_microdata(tree, declared)
    title = tree.find(".//title")
    declared.head_title = _text(title.text_content()) if title is not None else None
    # str: what an XPath finds is lxml's own kind of string, which keeps the whole tree alive and is no plain JSON value
    canonical = next((str(href) for href in tree.xpath("//link[@rel='canonical']/@href")), None)
    declared.url = url or _address(canonical) or _address(_first(meta, ("og:url",)))
    base = next((str(href) for href in tree.xpath("//base/@href")), None)
    declared.base = _join(declared.url, base) if base else declared.url
    return declared


def _language(tree: HtmlElement) -> str | None:
    found = tree.get("lang") or next(iter(tree.xpath("/html/@lang | /html/@xml:lang")), None)
    return _text(found)


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or _own_property(element)
        content = _text(element.get("content"))
        if name and content:
            out.setdefault(name.strip().lower(), []).append(content)
    return out


def _own_property(element: HtmlElement) -> str | None:
    name = element.get("itemprop")
    return name if name and _of_page(element) else None


def _of_page(element: HtmlElement) -> bool:
    """Whether a property belongs to the page or its article, and not to a picture, a person or a comment on it."""
    scope = _scope(element)
    return scope is None or _OTHER.search(scope.get("itemtype") or "") is None


def _scope(element: HtmlElement) -> HtmlElement | None:
    """Return the element of the thing that a property describes."""
    return next((above for above in element.iterancestors() if "itemscope" in above.attrib), None)


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _text(value: object) -> str | None:
    """Return a value as folded text without markup, or None where it has none."""
    if not isinstance(value, str):
        return None
    if "&" in value or "<" in value:
        value = re.sub(r"<[^<>]{1,200}>", " ", unescape(value))
    return " ".join(value.split()) or None


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD that could be an article, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        data = _loads((script.text or "")[:_JSON_LD])
        queue: list[Any] = [data]
        for at, value in enumerate(queue):
            if at > _HEAD_ITEMS:
                break
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                yield value
                queue.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "item") if key in value)


def _loads(text: str) -> Any:
    """Parse JSON as pages write it: wrapped in comments, with commas too many, with bare line breaks in strings."""
    opened = _OPENED.match(text)
    text = text[opened.end() if opened else 0 :].rstrip()
    closed = _CLOSED.search(text, max(0, len(text) - _CLOSING))
    text = text[: closed.start()] if closed else text
    for attempt in (text, _TRAILING.sub(r"\1", text), text.replace("\\'", "'"), text + "}", text + "]"):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _types(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _article(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the item that describes the article, joined with later ones about the same headline."""
    articles = [item for item in items if any(_ARTICLE.search(kind) for kind in _types(item))]
    dated = [item for item in articles if item.get("datePublished") or item.get("headline")]
    if dated:
        return dated[0]
    pages = [
        item for item in items if any(kind.endswith("WebPage") for kind in _types(item)) and item.get("datePublished")
    ]
    return (articles or pages or [{}])[0]


def _from_item(item: dict[str, Any], declared: Declared) -> None:
    declared.titles += [t for key in ("headline", "name") if (t := _text(item.get(key)))]
    declared.outlet = _name(item.get("publisher"))
    declared.authors += _names(item.get("author")) or _names(item.get("creator"))
    bodies = _bodies(item)
    declared.bodies += [*_names(item.get("publisher")), *bodies]
    declared.sources += dict.fromkeys([*bodies, *_stated_sources(item)])
    declared.published = _moment(item.get("datePublished"), ReadFrom.json_ld)
    declared.updated = _moment(item.get("dateModified"), ReadFrom.json_ld)
    words = item.get("keywords")
    for word in words if isinstance(words, list) else [words]:
        if text := _text(word) if isinstance(word, str) else _name(word):
            declared.tags += [text] if isinstance(words, list) else _listed(text)
    images = item.get("image")
    for image in images if isinstance(images, list) else [images]:
        address = image if isinstance(image, str) else image.get("url") if isinstance(image, dict) else None
        if isinstance(address, str):
            declared.images.append(address)


def _updates(item: dict[str, Any]) -> Iterator[LiveUpdate]:
    """Yield the entries of a LiveBlogPosting (schema.org) that state when they were published."""
    if "LiveBlogPosting" not in _types(item):
        return
    found = item.get("liveBlogUpdate")
    for update in found if isinstance(found, list) else [found]:
        if not isinstance(update, dict):
            continue
        at = _moment(update.get("datePublished"), ReadFrom.json_ld)
        if at is None or at.precision not in (Precision.minute, Precision.second):
            continue
        title = _text(update.get("headline")) or _text(update.get("name")) or ""
        yield LiveUpdate(at, title, _text(update.get("articleBody")) or _text(update.get("text")) or "")


def _stated_sources(item: dict[str, Any]) -> list[str]:
    """Return who is credited for the article as a whole, beside its authors."""
    return [name for key in ("sourceOrganization", "creditText") for name in _names(item.get(key))]


def _bodies(item: dict[str, Any]) -> list[str]:
    """Return the authors that are declared to be organisations."""
    authors = item.get("author")
    kinds = ("Organization", "NewsMediaOrganization", "Corporation")
    bodies = [a for a in (authors if isinstance(authors, list) else [authors]) if isinstance(a, dict)]
    return [name for a in bodies if any(k in kinds for k in _types(a)) for name in _names(a)]


def _moment(value: object, read_from: ReadFrom) -> Moment | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return parse_declared(str(value), read_from=read_from) if isinstance(value, str | int) else None


def _name(value: object) -> str | None:
    names = _names(value)
    return names[0] if names else None


def _names(value: object) -> list[str]:
    """Return the names in a value that may be text, an object with a name, or a list of either."""
    out: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = (item.get("name") or _full_name(item)) if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            text = _text(one)
            if text and not text.startswith(("http://", "https://", "#", "/")) and text not in out:
                out.append(text)
    return out


def _full_name(person: dict[str, Any]) -> str | None:
    """Return a person's name where only its parts are given."""
    parts = [_text(person.get(key)) for key in ("givenName", "familyName")]
    return " ".join(part for part in parts if part) or None


def _listed(text: str) -> list[str]:
    """Return the parts of a list written as one text: "tin, mines, rescue"."""
    return [part for piece in re.split(r"[,;|、，]", text) if (part := piece.strip())]


def _from_meta(meta: dict[str, list[str]], declared: Declared) -> None:
    declared.titles += [meta[name][0] for name in _NAMES_TITLE if name in meta]
    declared.outlet = (
        _first(meta, ("og:site_name", "application-name", "al:ios:app_name", "dc.publisher", "publisher", "cre"))
        or declared.outlet
    )
    if not declared.authors:
        for name in _NAMES_AUTHOR:
            declared.authors += [
                one for value in meta.get(name, ()) for one in _people(value) if one not in declared.authors
            ]
            if declared.authors:
                break
    declared.sources += [value for name in _NAMES_SOURCE for value in meta.get(name, ())]
    declared.published = (
        declared.published
        or _first_moment(meta, _NAMES_PUBLISHED)
        or _first_moment(meta, tuple(name for name in meta if _PUBLISHED.search(name)))
    )
    declared.updated = declared.updated or _first_moment(meta, _NAMES_UPDATED)
    if not declared.tags:
        declared.tags = next((found for name in _NAMES_TAGS if (found := _meta_tags(meta.get(name, [])))), [])
    declared.images += [
        value
        for name in ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
        for value in meta.get(name, ())
    ]


def _people(value: str) -> list[str]:
    if value.startswith(("http://", "https://", "/", "@")):
        return []
    return [name for part in re.split(r"\s*(?:[,;|]|\band\b|\bund\b|&)\s*", value) if (name := part.strip())]


def _meta_tags(values: list[str]) -> list[str]:
    return values if len(values) > 1 else [tag for value in values for tag in _listed(value)]


def _first_moment(meta: dict[str, list[str]], names: tuple[str, ...]) -> Moment | None:
    for name in names:
        for value in meta.get(name, ()):
            if moment := parse_declared(value, read_from=ReadFrom.meta):
                return moment
    return None


def _from_microdata(tree: HtmlElement, declared: Declared) -> None:
    """Fill in from `itemprop` and from `time` elements, which only count where nothing was declared above them."""
    if not declared.authors:
        declared.authors = _authors(tree)
    if declared.published is None:
        declared.published = _property(tree, "datePublished")
    if declared.updated is None:
        declared.updated = _property(tree, "dateModified")
    if declared.published is None:
        declared.published = _time_element(tree)


def _property(tree: HtmlElement, name: str) -> Moment | None:
    for element in tree.xpath("//*[@itemprop=$name]", name=name):
        value = element.get("content") or element.get("datetime") or element.text_content()[:200]
        if moment := parse_declared(value or "", read_from=ReadFrom.meta):
            return moment
    return None


def _authors(tree: HtmlElement) -> list[str]:
    """Return the authors whom elements name, all of one article: the first that names any outside boxes of others."""
    out: list[str] = []
    scopes: list[HtmlElement | None] = []
    for element in tree.xpath("//*[@itemprop='author']")[:_MOST_AUTHORS]:
        if not _of_page(element) or element.xpath("boolean(ancestor::aside or ancestor::nav or ancestor::footer)"):
            continue
        scopes = scopes or [_scope(element)]
        if _scope(element) is not scopes[0]:
            continue
        named = element.xpath("(.//*[@itemprop='name'])[1]") or [element]
        value = _text(named[0].get("content") or named[0].text_content()[:_LONGEST_AUTHOR])
        out += [name for name in _people(value or "") if name not in out and not name[0].islower()]
    return out


def _time_element(tree: HtmlElement) -> Moment | None:
    """Return the time of the first `time` element at or after the headline that is in no box of other stories."""
    path = "//h1[1]/following::time[@datetime] | //h1[1]/ancestor::header//time[@datetime] | //time[@pubdate]"
    for element in tree.xpath(path)[:20]:
        if element.xpath("ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li"):
            continue
        if moment := parse_declared(element.get("datetime") or "", read_from=ReadFrom.meta):
            return moment
    return None


def _address(value: str | None) -> str | None:
    if not value:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in {"http", "https"} and parts.netloc else None


def _join(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address
