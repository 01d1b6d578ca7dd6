"""ninjs (IPTC, "News in JSON"): an object, a list of objects, or an object a line, to news items.

The three lines of the standard name the same things in three ways: 1.x has `body_xhtml` and `headline`, 2.x lists with
roles (`bodies`, `headlines`), 3.x those in camel case. Names are compared in small letters: 2.x and 3.x are one so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.composed import Part
from whence.ingest.decode import decode
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.wires.article import item_article
from whence.ingest.wires.records import WireItem, WirePicture
from whence.ingest.wires.wording import JSON_BROKEN, NO_ITEM, too_many_items
from whence.records import Skipped

__all__ = ["read", "wire_items"]

_Json = Mapping[str, Any]
_KEYS = frozenset(
    ("versioncreated", "firstcreated", "contentcreated", "bodies", "headlines", "headline", "associations",
     "representationtype", "pubstatus", "$standard", "standard")
)  # fmt: skip
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|table|em|strong|a)\b[^<>]{0,500}>", re.IGNORECASE)
_DEEPEST, _MOST = 4, 2_000  # of associations inside associations, and of items in one document
_HEADING = ("headline_main", "headline", "headline_text", "title")
_SUB_ROLES = ("subtitle", "subhead", "subheadline", "deck", "standfirst", "lede", "summary", "teaser")


def read(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the articles of a document in JSON. Raises `Unreadable` where it holds no news item."""
    data = stream.read(run.max_bytes + 1)
    if len(data) > run.max_bytes:
        raise Unreadable(wording.too_large(run.max_bytes))
    values = list(_values(decode(data, charset=piece.charset).text))
    listed = [one for value in values for one in (value if isinstance(value, list) else [value])]
    found = [list(wire_items(one)) for one in listed[:_MOST]]
    if not any(found):
        raise Unreadable(wording.JSON_FILE)
    yield from (item_article(item, piece, run) for items in found for item in items)
    if others := found.count([]):
        yield Skipped(source=f"{piece.file} ({others} of {len(listed)})", reason=NO_ITEM)
    if len(listed) > _MOST:
        yield Skipped(source=f"{piece.file} ({len(listed) - _MOST} of {len(listed)})", reason=too_many_items(_MOST))


def wire_items(value: object, depth: int = 0) -> Iterator[WireItem]:
    """Yield the news items of a JSON value: those that it lists, and those that it is associated with."""
    if isinstance(value, list):
        for one in value[:_MOST] if depth <= _DEEPEST else ():
            yield from wire_items(one, depth + 1)
    elif isinstance(value, dict) and (item := _small(value)).keys() & _KEYS | {
        k for k in item if k.startswith("body_")
    }:
        associated = _associations(item)
        if _kind(item) != "composite" or _bodies(item):
            yield _wire_item(item, value, associated)
        if depth < _DEEPEST:
            texts = [
                one for one in associated if _kind(_small(one)) in ("text", "composite") and _is_whole(_small(one))
            ]
            yield from (found for one in texts for found in wire_items(one, depth + 1))


def _wire_item(item: _Json, value: object, associated: list[_Json]) -> WireItem:
    headline, subheads = _headlines(item)
    provider, sources = _sources(item)
    return WireItem(
        data=json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace"),
        format="ninjs",
        id=_line(item.get("uri")),
        version=_line(item.get("version")),
        status=_line(item.get("pubstatus")),
        kind=_kind(item),
        headline=headline,
        subheads=(*subheads, *_summaries(item)),
        byline=_line(item.get("byline")) or _line(item.get("by")),
        dateline=_line(item.get("dateline")) or _line(item.get("located")),
        body=tuple(_bodies(item)),
        pictures=tuple(_picture(_small(one)) for one in associated if _kind(_small(one)) in ("picture", "graphic")),
        provider=provider,
        sources=sources,
        first_created=_line(item.get("firstcreated")),
        version_created=_line(item.get("versioncreated")),
        embargoed=_line(item.get("embargoed")),
        notes=tuple(note for note in [_line(item.get("ednote"))] if note),
        language=_line(item.get("language")),
        tags=tuple(dict.fromkeys(_names(item.get("subjects") or item.get("subject")) + _texts(item.get("keywords")))),
        link=_address(item.get("uri")),
    )


def _headlines(item: _Json) -> tuple[str, list[str]]:
    """Return the headline, the first of the main ones, and the subheads."""
    listed = [(_line(one.get("role")).casefold(), _plain(one.get("value"))) for one in _objects(item.get("headlines"))]
    flat = [(name.partition("_")[2], _plain(value)) for name, value in item.items() if name.startswith("headline_")]
    found = [(role, text) for role, text in (listed or flat) if text]
    main = [text for role, text in found if role not in _SUB_ROLES]
    named = next((text for name in _HEADING if (text := _plain(item.get(name)))), "")
    headline = (next((text for role, text in found if role == "main"), "") or named) if not listed else ""
    chosen = headline or (main or [named])[0]
    return chosen, [text for role, text in found if role in _SUB_ROLES and text != chosen]


def _summaries(item: _Json) -> list[str]:
    """Return the descriptions of a text that are no longer than a standfirst."""
    if _kind(item) != "text":
        return []
    return [text for text in _descriptions(item)[:1] if 3 <= len(text.split()) <= 60]


def _bodies(item: _Json) -> list[Part]:
    """Return the body: of several forms of one text the one in markup, unless the plain one holds clearly more."""
    listed = [(_line(one.get("contenttype")), one.get("value")) for one in _objects(item.get("bodies"))]
    flat = [(name.partition("_")[2], value) for name, value in item.items() if name.startswith("body_")]
    texts = [(kind, text) for kind, text in (listed or flat) if isinstance(text, str) and text.strip()]
    marked = [text for kind, text in texts if _MARKUP.search(text) and "nitf" not in kind]
    plain = [text for kind, text in texts if not _MARKUP.search(text)]
    best, other = max(marked, key=len, default=""), max(plain, key=len, default="")
    if len(other.split()) > 1.3 * len(re.sub(r"<[^<>]{0,2000}>", " ", best).split()):
        return [Part(text=other)]
    return [Part(html=best)] if best else []


def _associations(item: _Json) -> list[_Json]:
    found = item.get("associations")
    values = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    return [one for one in values[:_MOST] if isinstance(one, dict)]


def _picture(item: _Json) -> WirePicture:
    renditions = item.get("renditions")
    listed = renditions.values() if isinstance(renditions, dict) else renditions if isinstance(renditions, list) else ()
    hrefs = [address for one in listed if isinstance(one, dict) and (address := _address(_small(one).get("href")))]
    caption = next(iter(_descriptions(item)), "") or _headlines(item)[0]
    credit = _line(item.get("creditline")) or _line(item.get("byline")) or _line(item.get("by"))
    credit = credit or _line(item.get("copyrightholder"))
    uri = _line(item.get("uri"))
    return WirePicture(id=uri, url=next(iter(hrefs), ""), caption=caption, credit=credit)


def _descriptions(item: _Json) -> list[str]:
    """Return the descriptions, captions first."""
    listed = [(_line(one.get("role")), _plain(one.get("value"))) for one in _objects(item.get("descriptions"))]
    flat = [(name.partition("_")[2], _plain(value)) for name, value in item.items() if name.startswith("description_")]
    found = [pair for pair in (listed or flat) if pair[1] and "usage" not in pair[0]]
    return [text for _, text in sorted(found, key=lambda pair: "caption" not in pair[0])]


def _sources(item: _Json) -> tuple[str, tuple[str, ...]]:
    """Return who provides the item, and whom else it is from: a source with the role "provider", or else the first."""
    listed = _objects(item.get("infosources")) or _objects(item.get("infosource"))
    named = [(_line(one.get("role")).casefold(), _line(one.get("name"))) for one in listed]
    providers = [name for role, name in named if name and "provider" in role]
    others = [name for role, name in named if name and "provider" not in role]
    stated = _line(item.get("provider"))
    provider = next(
        (name for name in (stated, *providers, *others[:1], _line(item.get("copyrightholder"))) if name), ""
    )
    return provider, tuple(name for name in dict.fromkeys((*others, _line(item.get("creditline")))) if name)


def _kind(item: _Json) -> str:
    return _line(item.get("type")).casefold() or ("text" if _bodies(item) else "")


def _is_whole(item: _Json) -> bool:
    return bool(_bodies(item)) or "associations" in item


def _values(text: str) -> Iterator[object]:
    """Yield the values of a document: one, or one a line."""
    text = text.lstrip("\ufeff")
    try:
        yield json.loads(text)
        return
    except RecursionError:
        raise Unreadable(JSON_BROKEN) from None
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not lines[0].strip().endswith("}"):
        raise Unreadable(JSON_BROKEN)
    for line in lines:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue


def _small(value: _Json) -> dict[str, Any]:
    """Return an object with its names in small letters."""
    return {str(name).casefold(): one for name, one in value.items()}


def _objects(value: object) -> list[dict[str, Any]]:
    return [_small(one) for one in value[:_MOST] if isinstance(one, dict)] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    return [name for one in _objects(value) if (name := _line(one.get("name")))]


def _texts(value: object) -> list[str]:
    return [text for one in value if (text := _line(one))] if isinstance(value, list) else []


def _plain(value: object) -> str:
    """Return a value as one line without markup."""
    line = _line(value)
    return " ".join(re.sub(r"<[^<>]{1,500}>", " ", line).split()) if "<" in line else line


def _line(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).encode("utf-8", "replace").decode().split())


def _address(value: object) -> str:
    text = _line(value)
    return text if text.startswith(("http://", "https://")) else ""
