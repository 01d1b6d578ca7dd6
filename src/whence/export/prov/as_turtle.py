"""PROV-O (W3C Recommendation of 30 April 2013) as Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from whence.export.prov.model import PREFIXES, Attributes, Model, Name, Relation, Thing, Typed, Value
from whence.export.turtle import literal, prefixes, subject

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_prov_turtle"]

_RDFS = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
_QUALIFIED = {
    "wasAttributedTo": ("prov:qualifiedAttribution", "prov:Attribution", "prov:agent"),
    "wasDerivedFrom": ("prov:qualifiedDerivation", "prov:Derivation", "prov:entity"),
    "wasQuotedFrom": ("prov:qualifiedQuotation", "prov:Quotation", "prov:entity"),
    "wasRevisionOf": ("prov:qualifiedRevision", "prov:Revision", "prov:entity"),
    "hadPrimarySource": ("prov:qualifiedPrimarySource", "prov:PrimarySource", "prov:entity"),
}


def case_prov_turtle(case: Case) -> Iterator[bytes]:
    """Yield triples; what is inferred has the qualified relation alone, so that a plain one is always stated."""
    model = Model(case)
    yield prefixes(PREFIXES | _RDFS)
    for sort, things in (("prov:Entity", model.entities()), ("prov:Agent", model.agents())):
        yield from (_thing(sort, thing) for thing in things)
    for relations in (model.attributions(), model.derivations()):
        for relation in relations:
            yield from _relation(relation)
    for member in model.memberships():
        yield subject(member.one, [("prov:hadMember", member.other)])


def _thing(sort: str, thing: Thing) -> bytes:
    return subject(thing.name, [("a", sort), *_properties(thing.attributes)])


def _relation(relation: Relation) -> Iterable[bytes]:
    qualified, sort, end = _QUALIFIED[relation.kind]
    plain = [(f"prov:{relation.kind}", relation.other)] if relation.stated else []
    yield subject(relation.one, [*plain, (qualified, relation.name)])
    yield subject(relation.name, [("a", sort), (end, relation.other), *_properties(relation.attributes)])


def _properties(attributes: Attributes) -> Iterator[tuple[str, str]]:
    for name, value in attributes:
        yield {"prov:type": "a", "prov:label": "rdfs:label"}.get(name, name), _value(value)


def _value(value: Value) -> str:
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Typed):
        return literal(value.text, value.type)
    return literal(value)
