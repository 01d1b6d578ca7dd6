"""Values of JSON-LD and of sheets to plain text, addresses, dates and names, whatever shape they come in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from whence.ingest.dates import parse_declared
from whence.records import Moment, ReadFrom

__all__ = ["Object", "address", "day", "each", "first", "plain", "plain_key", "types_of"]

Object = Mapping[str, Any]

_LONGEST = 5_000  # characters of one value: more is a page, not a claim
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,1000}|!--.{0,1000}?--)>", re.DOTALL)
_NOT_SHOWN = re.compile(r"<(script|style)\b.{0,20000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_PREFIX = re.compile(r"\A(?:https?://(?:www\.)?schema\.org/?#?|schema:)", re.IGNORECASE)
_DEPTH = 6


def plain_key(name: str) -> str:
    """Return the name of a property or type without schema.org's address or prefix before it."""
    return _PREFIX.sub("", name)


def types_of(item: Object) -> frozenset[str]:
    """Return an object's types in small letters: one name or a list, with schema.org's address before it or not."""
    given = item.get("@type", item.get("type"))
    return frozenset(plain_key(name).strip().lower() for name in each(given) if isinstance(name, str))


def each(value: object) -> Iterator[Any]:
    """Yield the values of a list, of a list in JSON-LD's own words (`@list`, `@set`), or the only value."""
    if isinstance(value, list):
        for item in value:
            yield from each(item) if isinstance(item, list) else (item,)
    elif isinstance(value, Mapping) and ("@list" in value or "@set" in value):
        yield from each(value.get("@list", value.get("@set")))
    elif value is not None:
        yield value


def first(item: Object, *names: str) -> Any:
    """Return the first of an object's properties that has a value which is not empty; None where none has."""
    return next((item[name] for name in names if item.get(name) not in (None, "", [], {})), None)


def plain(value: object, *, depth: int = _DEPTH) -> str | None:
    """Return a value as one line of plain text: markup is taken off, character references are resolved.

    Of a list the first with words is taken, of an object its `@value` or its name. None where there are no words.
    """
    if isinstance(value, bool) or value is None or depth == 0:
        return None
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, Mapping):
        return plain(first(value, "@value", "name", "alternateName", "text", "headline"), depth=depth - 1)
    return next((text for item in each(value) if (text := plain(item, depth=depth - 1))), None)


def _line(text: str) -> str | None:
    text = text[: 4 * _LONGEST]
    for _ in range(2):  # feeds escape texts once more than they mean to
        if "&" in text:
            text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", _NOT_SHOWN.sub(" ", text))
    text = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character
    return " ".join(text.replace("\0", "").split())[:_LONGEST].strip() or None


def address(value: object, *, base: str | None = None, depth: int = _DEPTH) -> str | None:
    """Return the first http or https address of a value; a relative one is resolved against `base` where known."""
    if depth == 0:
        return None
    if isinstance(value, str):
        return _address(value, base)
    if isinstance(value, Mapping):
        return address(first(value, "url", "@id", "@value", "sameAs"), base=base, depth=depth - 1)
    return next((found for item in each(value) if (found := address(item, base=base, depth=depth - 1))), None)


def _address(text: str, base: str | None) -> str | None:
    text = unescape("".join(text.split()))[:_LONGEST]
    try:
        whole = urljoin(base, text) if base and text else text
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return None
    named = parts.scheme.lower() in ("http", "https") and host and parts.username is None
    return whole.encode("utf-8", "replace").decode() if named else None


def day(value: object) -> Moment | None:
    """Return a date as declared; None where it is none."""
    text = plain(value)
    try:
        return parse_declared(text, read_from=ReadFrom.feed) if text else None
    except (ValueError, OverflowError):
        return None
