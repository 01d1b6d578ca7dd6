"""XMI of the UIMA CAS read back: what stands there after a person has corrected it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from whence.errors import Unreadable
from whence.export import wording
from whence.export.cas.writing import FEATURES, NAMESPACE
from whence.export.marks import Marked, merged
from whence.export.units import Units
from whence.records import Span

__all__ = ["read_cas"]

_SOFA = "{http:///uima/cas.ecore}Sofa"
_YES = (str(True).lower(), "1")


def read_cas(data: bytes) -> tuple[str, list[Marked]]:
    """Return the text of an XMI file, and the statements that its annotations mark on it.

    Content without a statement's id is a statement that a person has added; pieces that bear one made-up id are one.

    Raises `Unreadable` for what is no XMI, and for a place outside the text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(wording.NO_XMI) from error
    sofa = root.find(_SOFA)
    if sofa is None or sofa.get("sofaString") is None:
        raise Unreadable(wording.NO_XMI)
    text = str(sofa.get("sofaString"))
    return text, list(_statements(root, text).values())


def _statements(root: etree._Element, text: str) -> dict[str, Marked]:
    units = Units(text)
    found: dict[str, Marked] = {}
    for kind in FEATURES:
        for piece in root.iter(f"{{{NAMESPACE}}}{kind}"):
            name = piece.get("statement") or (f"new {len(found)}" if kind == "Content" else "")
            if not name:
                continue  # nothing says whose it is
            known = found.get(name, Marked(statement=name))
            found[name] = _with(known, kind, piece, units, text)
    return found


def _with(known: Marked, kind: str, piece: etree._Element, units: Units, text: str) -> Marked:
    try:
        span = Span(units.to(int(piece.get("begin", ""))), units.to(int(piece.get("end", ""))))
    except ValueError as error:
        raise Unreadable(wording.no_place(piece.get("begin", ""), piece.get("end", ""))) from error
    spans = (
        merged((*getattr(known, kind.lower()), span), text) if span.start < span.end else getattr(known, kind.lower())
    )
    if kind == "Source":
        return replace(known, source=spans, name=piece.get("name") or None, kind=piece.get("kind") or None)
    known = replace(known, content=spans) if kind == "Content" else replace(known, cue=spans)
    if kind == "Cue" and known.content:
        return known  # the content says how it is said
    return replace(
        known,
        form=piece.get("form", ""),
        act=piece.get("act", ""),
        hedged=piece.get("hedged") in _YES,
        negated=piece.get("negated") in _YES,
    )
