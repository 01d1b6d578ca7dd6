"""Parsing of markup: one tree a page, whatever its size, its depth and its faults."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree, html

__all__ = ["VOID", "parse_markup"]

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DEEPEST = 200  # the parser gives up below 256 elements; what lies deeper is lifted to this depth
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code em font i ins kbd mark q s small span strike strong sub sup time tt u".split()
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_NO_CHARACTER = re.compile(b"\xef\xbf[\xbe\xbf]")  # U+FFFE, U+FFFF
# `lxml.html` calls a Python function for every element that is looked at, to give forms and fields classes of their
# own. Nobody asks a form for its fields here, and trafilatura looks at elements in their hundred thousands.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}>")


def parse_markup(markup: str) -> html.HtmlElement | None:
    """Return the page's tree, or None where nothing can be made of it.

    A page nested deeper than the parser goes is parsed again with the deep elements lifted, so that no text is lost.
    """
    data = _clean(markup)
    tree, broken = _parse(data, huge=False)
    if not broken:
        return tree
    flat, _ = _parse(_lift(data.decode("utf-8")).encode("utf-8"), huge=True)
    return flat if flat is not None else tree


def _clean(markup: str) -> bytes:
    """Return a page's markup without its XML declaration, and with a blank for what is no text.

    Whether there is any is told from bytes, which takes a fiftieth of the pattern's time.
    """
    try:
        data = markup.encode("utf-8")
        text = len(data.translate(None, _CONTROLS)) == len(data) and _NO_CHARACTER.search(data) is None
    except UnicodeEncodeError:
        text = False
    if not text:
        data = (markup := _NOT_TEXT.sub(" ", markup)).encode("utf-8")
    declaration = _DECLARATION.match(markup)
    return data[len(declaration[0].encode("utf-8")) :] if declaration else data


def _parse(data: bytes, *, huge: bool) -> tuple[html.HtmlElement | None, bool]:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=huge, collect_ids=False, encoding="utf-8")
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None, any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log)
    fatal = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return cast("html.HtmlElement", tree), fatal


def _lift(markup: str) -> str:
    """Drop the tags below the greatest depth; a block's tag leaves a line break, so that lines stay apart."""
    depth = 0
    out: list[str] = []
    at = 0
    for match in _TAG.finditer(markup):
        closing, name = match[1], match[2].lower()
        if name in VOID or match[0].endswith("/>"):
            continue
        deep = depth > _DEEPEST if closing else depth >= _DEEPEST
        depth = max(0, depth - 1) if closing else depth + 1
        if deep and name not in {"script", "style"}:
            between = markup[at : match.start()]
            if between.strip() or not out:
                out += (between, " " if name in _INLINE else "<br>")
            at = match.end()
    out.append(markup[at:])
    return "".join(out)
