"""Text that should be JSON to its values: whole where it is, else every object that stands whole in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree, html

from whence.errors import Unreadable
from whence.match import wording

__all__ = ["Parsed", "page_values", "values"]

_decoder = json.JSONDecoder(strict=False)  # publishers leave bare line ends in their texts
_EXTRA_COMMA = re.compile(r",(\s{0,100}[}\]])")
_WRAP = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*\Z"
)
_EFFORT = 20  # times the text's length that are gone over at most in search of whole objects
_TRIES = 100_000


class Parsed(NamedTuple):
    """A value with the line that it begins at, counted from 1; or why what stands there gave none."""

    line: int
    value: Any


def values(text: str) -> Iterator[Parsed]:
    """Yield the JSON values of a text: one, or one a line; of a broken one, the objects in it that are whole.

    An `Unreadable` stands in the place of what is broken. Raises `Unreadable` where no value stands in the text.
    """
    text = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    whole = _whole(text)
    if whole is not None:
        yield Parsed(1, whole)
    elif _is_rows(text):
        yield from _rows(text)
    else:
        yield from _salvaged(text)


def page_values(markup: str) -> tuple[str | None, list[Parsed]]:
    """Return a page's own address, where it declares one, and the values of its JSON-LD."""
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None, []
    hrefs: Any = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    found: list[Parsed] = []
    for script in tree.iterfind(".//script"):
        if "ld+json" in (script.get("type") or "").lower():
            begins: Any = script.sourceline  # the stubs do not know its type
            line = begins or 1
            try:
                inner = list(values(_WRAP.sub("", script.text or "").rstrip().rstrip(";")))
            except Unreadable as error:
                inner = [Parsed(1, error)]
            found += [Parsed(line + at - 1, value) for at, value in inner]
    return next((str(href) for href in hrefs), None), found


def _whole(text: str) -> Any:
    for attempt in (text, _EXTRA_COMMA.sub(r"\1", text)):
        try:
            return _decoder.decode(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _is_rows(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return first.startswith("{") and isinstance(_whole(first), dict)


def _rows(text: str) -> Iterator[Parsed]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            value = _whole(line)
            yield Parsed(number, value if value is not None else Unreadable(wording.ROW_NOT_JSON))


def _salvaged(text: str) -> Iterator[Parsed]:
    """Yield each object that stands whole in a broken text, the outermost that does."""
    at, line, counted, found = 0, 1, 0, False
    effort = _EFFORT * len(text)
    broken: int | None = None
    for _ in range(_TRIES):
        at = text.find("{", at)
        if at < 0 or effort < 0:
            break
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = _decoder.raw_decode(text, at)
        except ValueError as error:
            stopped = getattr(error, "pos", at)
            effort -= stopped - at
            broken = broken if broken is not None else line + text.count("\n", at, stopped)
            at += 1
        except RecursionError:
            effort -= len(text)
            at += 1
        else:
            found = True
            yield Parsed(line, value)
            at = end
    if not found:
        raise Unreadable(wording.NOT_JSON)
    if broken is not None:
        yield Parsed(broken, Unreadable(wording.broken_json(broken)))
