"""FollowTheMoney: the model's schemata and properties, and references that lead to what their range allows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymisp
import pytest
from followthemoney import model

from whence.case import Case
from whence.export.ids import uuid_of
from whence.records import LinkBasis, SourceKind

Json = dict[str, Any]
# the model (followthemoney 4, schema/*.yaml): for each schema what it must have, and its properties by type
THING = {"name": "name", "alias": "name", "description": "text", "summary": "text", "proof": "Document"}
THING |= {"publisher": "string", "sourceUrl": "url", "modifiedAt": "date"}
DOCUMENT = THING | {"fileName": "string", "title": "string", "author": "string", "bodyText": "text"}
DOCUMENT |= {"language": "language", "publishedAt": "date"}
INTEREST = {"role": "string", "status": "string", "proof": "Document"}
MODEL = {
    "Person": ({"name"}, THING),
    "Organization": ({"name"}, THING),
    "Document": ({"fileName"}, DOCUMENT),
    "Article": ({"fileName"}, DOCUMENT),
    "Note": (set(), THING | {"entity": "Thing"}),
    "Mention": ({"document", "name"}, {"document": "Document", "resolved": "LegalEntity", "name": "name"}),
    "Documentation": ({"document", "entity"}, INTEREST | {"document": "Document", "entity": "Thing"}),
    "UnknownLink": ({"subject", "object"}, INTEREST | {"subject": "Thing", "object": "Thing"}),
}
# 4 is the first that has them; the tests' library is of 3 (pyproject.toml says why)
SINCE_4 = {"UnknownLink": {"proof"}, "Documentation": {"proof"}}
RANGES = {
    "Document": {"Document", "Article"},
    "LegalEntity": {"Person", "Organization"},
    "Thing": {"Person", "Organization", "Document", "Article", "Note"},
}
FORMS = {
    "date": r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?",
    "language": "[a-z]{3}",
    "url": r"https?://\S+",
}
TEMPLATES = Path(pymisp.__file__).parent / "data" / "misp-objects" / "objects"


@pytest.fixture(scope="module")
def entities(example: Case, export: Callable[[Case, str], bytes]) -> list[Json]:
    """Return the example's entities."""
    return [json.loads(line) for line in export(example, "ftm").splitlines()]


def test_entities_are_as_the_model_has_them(entities: list[Json]) -> None:
    """Schemata, required properties, types and ranges are the model's, and ids are unique."""
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        assert entity.keys() == {"id", "schema", "properties"}
        required, properties = MODEL[entity["schema"]]
        assert required <= entity["properties"].keys()
        for name, values in entity["properties"].items():
            assert values
            assert len(set(values)) == len(values)
            kind = properties[name]
            if kind in RANGES:
                assert {schemata[value] for value in values} <= RANGES[kind]
            assert all(re.fullmatch(FORMS.get(kind, r"(?s).+"), value) for value in values)


@pytest.mark.parametrize("schema", ["Person", "Organization", "Document", "UnknownLink", "Documentation"])
def test_properties_are_known_to_others_too(schema: str, entities: list[Json]) -> None:
    """Whatever is said by these schemata is in the templates that MISP has made from the model."""
    template = json.loads((TEMPLATES / f"ftm-{schema}" / "definition.json").read_text(encoding="utf-8"))
    used = {name for entity in entities if entity["schema"] == schema for name in entity["properties"]}
    references = {"document", "entity", "subject", "object", "proof"}  # a template has attributes alone
    assert used
    assert used - references <= template["attributes"].keys()


def test_the_library_keeps_every_value(entities: list[Json]) -> None:
    """The library reads each entity, finds nothing to reject, and cleaning its values changes none of them."""
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        cleaned = model.make_entity(entity["schema"])
        later = SINCE_4.get(entity["schema"], set())
        known = {name: values for name, values in entity["properties"].items() if name not in later}
        for name, values in known.items():
            cleaned.add(name, values)
        wanted = {name: sorted(values) for name, values in known.items()}
        for read in (proxy, cleaned):
            assert {name: sorted(values) for name, values in read.to_dict()["properties"].items()} == wanted


def test_the_table_is_the_library_s_model() -> None:
    """The properties that the other tests go by, with their types and ranges, are the model's own."""
    for name, (required, properties) in MODEL.items():
        schema = model.get(name)
        assert schema is not None
        assert set(schema.required) <= required
        for one, kind in properties.items():
            if one in SINCE_4.get(name, set()):
                continue
            found = schema.get(one)
            assert found is not None, (name, one)
            assert kind == (found.range.name if found.range is not None else found.type.name), (name, one)
    for name, allowed in RANGES.items():
        assert all(model.get(one).is_a(name) for one in allowed)


def test_records_are_there_and_nameless_people_are_not(entities: list[Json], example: Case) -> None:
    """Each statement and claim is a note, each step a link that says whether it is inferred."""
    by_id = {entity["id"]: entity for entity in entities}
    statements = [s for r in example.readings() for s in (*r.statements, *example.parts(r.article.id))]
    claims = list(example.claims())
    assert Counter(entity["schema"] for entity in entities)["Note"] == len(statements) + len(claims)
    for step in example.steps():
        link = by_id[str(uuid_of("step", step.later, step.earlier))]["properties"]
        assert link["status"] == ["inferred" if step.basis is LinkBasis.inferred else "stated"]
        assert ("inferred from wording" in link["role"][0]) == (step.basis is LinkBasis.inferred)
    nameless = [
        source.id
        for reading in example.readings()
        for source in reading.sources
        if source.kind in (SourceKind.unnamed, SourceKind.collective)
    ]
    assert nameless
    assert not {str(uuid_of("source", one)) for one in nameless} & by_id.keys()
