"""The UIMA CAS read back, from XMI or JSON: what stands there after a person has corrected it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from whence.errors import Unreadable
from whence.export import wording
from whence.export.cas.writing import FEATURES, NAMESPACE
from whence.export.marks import Marked, merged
from whence.export.units import Units
from whence.records import Span

__all__ = ["read_cas", "read_cas_json"]

_Piece = tuple[str, Mapping[str, str]]
"""The kind of an annotation (one of `FEATURES`), and its features as texts."""

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
    pieces = ((kind, dict(piece.attrib)) for kind in FEATURES for piece in root.iter(f"{{{NAMESPACE}}}{kind}"))
    return text, list(_statements(pieces, text).values())


def read_cas_json(data: bytes) -> tuple[str, list[Marked]]:
    """Return the same of the CAS as JSON, as INCEpTION and dkpro-cassis write it (UIMA JSON CAS 0.4).

    Raises `Unreadable` for what is none, and for a place outside the text.
    """
    try:
        whole = json.loads(data)
        structures = whole["%FEATURE_STRUCTURES"]
        listed = list(structures.values()) if isinstance(structures, dict) else structures
        known = [one for one in listed if isinstance(one, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(wording.NO_JSON_CAS) from error
    texts = [one.get("sofaString") for one in known if one.get("%TYPE") == "uima.cas.Sofa"]
    if not texts or not isinstance(texts[0], str):
        raise Unreadable(wording.NO_JSON_CAS)
    return texts[0], list(_statements(_of_json(known), texts[0]).values())


def _of_json(structures: Iterable[Mapping[str, object]]) -> Iterator[_Piece]:
    of_kind: dict[str, list[Mapping[str, object]]] = {f"whence.{kind}": [] for kind in FEATURES}
    for one in structures:
        of_kind.get(str(one.get("%TYPE")), []).append(one)
    for name, pieces in of_kind.items():
        for piece in pieces:
            texts = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in piece.items()}
            yield name.removeprefix("whence."), texts


def _statements(pieces: Iterable[_Piece], text: str) -> dict[str, Marked]:
    """Return the statements by their ids; the pieces come a kind at a time, in the order of `FEATURES`."""
    units = Units(text)
    found: dict[str, Marked] = {}
    for kind, piece in pieces:
        name = piece.get("statement") or (f"new {len(found)}" if kind == "Content" else "")
        if not name:
            continue  # nothing says whose it is
        known = found.get(name, Marked(statement=name))
        found[name] = _with(known, kind, piece, units, text)
    return found


def _with(known: Marked, kind: str, piece: Mapping[str, str], units: Units, text: str) -> Marked:
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
