"""XML from anywhere to a tree, with nothing in it that could expand, reach out or run away.

No entity is expanded but XML's five and the character names of HTML, which feeds use without declaring them; no
external entity or DTD is loaded and nothing is fetched (the attacks: CWE-611, CWE-776). The parser's own limits hold: a
depth of 256 elements and 10 MB to one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.entities import html5

from lxml import etree

__all__ = ["attribute", "canonical", "child", "children", "local", "namespace", "parse_xml", "root_name", "words_of"]

_HEAD = 1 << 16  # a document type stands in the first bytes, or is none
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}>")
_AMPERSAND = re.compile(
    r"(?s)<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#\d{1,7};|#x[\da-fA-F]{1,6};)|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_FIVE = frozenset({"lt", "gt", "amp", "quot", "apos"})
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")


def parse_xml(text: str) -> etree._Element | None:
    """Return the root of a document, as far as it can be read; None where there is no element in it."""
    text = _AMPERSAND.sub(_character, _without_doctype(_DECLARATION.sub("", _NOT_TEXT.sub(" ", text.lstrip("\ufeff")))))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def root_name(text: str) -> str:
    """Return the local name of a document's first element by a look at its first characters, "" where there is none."""
    head = _without_doctype(_DECLARATION.sub("", text[:_HEAD].lstrip("\ufeff")))
    found = _ROOT.search(re.sub(r"<!--.*?-->", "", head, flags=re.DOTALL))
    return found[1] if found else ""


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """Return an element's namespace, "" where it has none."""
    name = element.tag if isinstance(element.tag, str) else ""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of these local names, whatever their namespace; all of them where none is named."""
    for one in element if element is not None else ():
        if isinstance(one.tag, str) and (not names or local(one) in names):
            yield one


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element down a path of local names, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, *names: str) -> str:
    """Return the first of an element's attributes that has one of these local names and a value, "" where none has."""
    for name in names:
        for key, value in element.attrib.items() if element is not None else ():
            if str(key).rpartition("}")[2] == name and str(value).strip():
                return str(value).strip()
    return ""


def words_of(element: etree._Element | None) -> str:
    """Return all text of an element on one line, "" where there is none."""
    if element is None:
        return ""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def canonical(element: etree._Element) -> bytes:
    """Return an element's bytes in one form, whatever stands around it (W3C, Exclusive XML Canonicalization 1.0)."""
    try:
        return bytes(etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False))
    except etree.C14NError:  # a broken document's namespaces have no such form
        return bytes(etree.tostring(element, with_tail=False))


def _character(found: re.Match[str]) -> str:
    """Return the character that a name of HTML stands for; an ampersand outside a reference stands for itself."""
    number, name = found[1], found[2]
    if found[0][0] == "<" or number or name in _FIVE:
        return found[0]
    return escape(html5.get(f"{name};", found[0])) if name else "&amp;"


def _without_doctype(text: str) -> str:
    """Take out the document type, with all that it declares."""
    start = text[:_HEAD].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        closed = text.find("]", subset)
        while closed >= 0 and text[closed + 1 : closed + 200].lstrip()[:1] != ">":
            closed = text.find("]", closed + 1)
        end = text.find(">", closed) if closed >= 0 else -1
    return text[:start] + text[end + 1 :] if end >= 0 else text[:start]
