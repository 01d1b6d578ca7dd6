"""PROV-JSON (W3C Member Submission of 24 April 2013), an object whose lists are written one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from whence.export.prov.model import PREFIXES, Attributes, Model, Name, Relation, Typed, Value

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_prov_json"]

_ENDS = {
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "hadMember": ("prov:collection", "prov:entity"),
}
_SUBTYPES = {
    "wasQuotedFrom": "prov:Quotation",
    "wasRevisionOf": "prov:Revision",
    "hadPrimarySource": "prov:PrimarySource",
}
_GIVEN = ("prov", "xsd")  # prefixes that PROV-JSON has by itself
_encode = msgspec.json.encode
Json = dict[str, object]


def case_prov_json(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one object; a derivation of a sort of its own is one with that `prov:type`."""
    model = Model(case)
    yield b'{"prefix":' + _encode({name: iri for name, iri in PREFIXES.items() if name not in _GIVEN})
    for sort, things in (("entity", model.entities()), ("agent", model.agents())):
        yield from _object(sort, ((thing.name, _attributes(thing.attributes)) for thing in things))
    for kind, relations in (
        ("wasAttributedTo", model.attributions()),
        ("wasDerivedFrom", model.derivations()),
        ("hadMember", model.memberships()),
    ):
        yield from _object(kind, (_relation(kind, relation) for relation in relations))
    yield b"}\n"


def _object(name: str, members: Iterable[tuple[str, Json]]) -> Iterator[bytes]:
    """Yield a member that is an object, each of its members on a line; nothing where it has none."""
    members = iter(members)
    first = next(members, None)
    if first is None:
        return
    before = b",\n" + _encode(name) + b":{\n"
    for key, value in chain([first], members):
        yield before + _encode(key) + b":" + _encode(value)
        before = b",\n"
    yield b"}"


def _relation(kind: str, relation: Relation) -> tuple[str, Json]:
    one, other = _ENDS[kind]
    subtype = _SUBTYPES.get(relation.kind)
    typed = [("prov:type", Name(subtype))] if subtype else []
    ends: Json = {one: relation.one, other: relation.other}
    return relation.name, ends | _attributes([*typed, *relation.attributes])


def _attributes(attributes: Attributes) -> Json:
    found: dict[str, list[object]] = {}
    for name, value in attributes:
        found.setdefault(name, []).append(_value(value))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _value(value: Value) -> object:
    if isinstance(value, Name):
        return {"$": value.name, "type": "prov:QUALIFIED_NAME"}
    if isinstance(value, Typed):
        return {"$": value.text, "type": value.type}
    return value
