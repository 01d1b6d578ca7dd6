"""A MISP event, read by pymisp and checked against MISP's own templates and schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pymisp
import pytest

from whence.case import Case
from whence.export.ids import uuid_of
from whence.export.misp.event import TEMPLATES
from whence.records import LinkBasis

DATA = Path(pymisp.__file__).parent / "data"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def event(example: Case, export: Callable[[Case, str], bytes]) -> Json:
    """Return the example's event."""
    found: Json = json.loads(export(example, "misp"))
    return found


def definition(path: str) -> Json:
    found: Json = json.loads((DATA / path).read_text(encoding="utf-8"))
    return found


def test_the_event_and_its_attributes_are_as_misp_s_schema_demands(event: Json) -> None:
    """The schema of events holds; it is older than objects, so their attributes are shown to it as the event's own."""
    attributes = [one for found in event["Event"]["Object"] for one in found["Attribute"]]
    plain = [{name: value for name, value in one.items() if name != "object_relation"} for one in attributes]
    whole = {name: value for name, value in event["Event"].items() if name != "Object"} | {"Attribute": plain}
    schema = definition("schema.json")
    jsonschema.validate({"Event": whole}, schema, cls=jsonschema.Draft4Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"Event": whole | {"date": 1, "Attribute": []}}, schema, cls=jsonschema.Draft4Validator)


def test_pymisp_reads_every_object(event: Json) -> None:
    """pymisp loads the event, with all its objects, attributes and references."""
    read = pymisp.MISPEvent()
    read.from_dict(**deepcopy(event))
    assert len(read.objects) == len(event["Event"]["Object"]) > 300
    for given, found in zip(event["Event"]["Object"], read.objects, strict=True):
        assert (found.name, found.uuid) == (given["name"], given["uuid"])
        assert [one.value for one in found.attributes] == [one["value"] for one in given["Attribute"]]
        assert len(found.references) == len(given["ObjectReference"])


def test_objects_fill_their_templates(event: Json) -> None:
    """Names, versions, attributes and what a template demands are those of the templates that MISP ships."""
    types = definition("describeTypes.json")["result"]
    for name, template in TEMPLATES.items():
        shipped = definition(f"misp-objects/objects/{name}/definition.json")
        assert template.uuid == shipped["uuid"]
        assert int(template.version) <= shipped["version"]
        for relation, (kind, category) in template.attributes.items():
            assert shipped["attributes"][relation]["misp-attribute"] == kind
            assert kind in types["category_type_mappings"][category]
    for one in event["Event"]["Object"]:
        shipped = definition(f"misp-objects/objects/{one['name']}/definition.json")
        relations = [attribute["object_relation"] for attribute in one["Attribute"]]
        assert set(relations) <= TEMPLATES[one["name"]].attributes.keys()
        assert set(relations) & set(shipped["requiredOneOf"])
        assert all(relations.count(r) == 1 or shipped["attributes"][r].get("multiple") for r in relations)
        for attribute in one["Attribute"]:
            allowed = shipped["attributes"][attribute["object_relation"]]
            assert attribute["value"] in (allowed.get("values_list") or [attribute["value"]])
            assert attribute["to_ids"] is False


def test_steps_are_references_and_inferred_ones_say_so(event: Json, example: Case) -> None:
    """A stated step is derived-from; an inferred one is related-to, with a comment; all lead to an object."""
    known = {one["name"] for one in definition("misp-objects/relationships/definition.json")["values"]}
    objects = {one["uuid"]: one for one in event["Event"]["Object"]}
    references = [ref for one in objects.values() for ref in one["ObjectReference"]]
    assert {ref["relationship_type"] for ref in references} <= known
    assert {ref["referenced_uuid"] for ref in references} | {ref["object_uuid"] for ref in references} <= objects.keys()
    uuids = [ref["uuid"] for ref in references] + [a["uuid"] for one in objects.values() for a in one["Attribute"]]
    assert len(uuids) == len(set(uuids))
    for step in example.steps():
        later, earlier = (str(uuid_of("statement", end)) for end in (step.later, step.earlier))
        (found,) = (ref for ref in objects[later]["ObjectReference"] if ref["referenced_uuid"] == earlier)
        inferred = step.basis is LinkBasis.inferred
        assert found["relationship_type"] == ("related-to" if inferred else "derived-from")
        assert ("inferred from wording and time" in found["comment"]) == inferred
