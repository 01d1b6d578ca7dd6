"""STIX 2.1, checked by the libraries of its technical committee."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from whence.case import Case
from whence.export.ids import uuid_of
from whence.records import LinkBasis, Reading, Trace

Json = dict[str, Any]
OPTIONS = ValidationOptions(version="2.1", disabled=["uuid-check"])  # ids are hashes: the same in every export
Export = Callable[[Case, str], bytes]


@pytest.fixture(scope="module")
def data(example: Case, export: Export) -> str:
    """Return the example's bundle."""
    return export(example, "stix").decode()


@pytest.fixture(scope="module")
def objects(data: str) -> dict[str, Json]:
    """Return its objects by id."""
    return {one["id"]: one for one in json.loads(data)["objects"]}


def test_the_library_reads_every_object(data: str) -> None:
    """stix2 knows each type and each property, and gives the same objects back."""
    bundle = stix2.parse(data, allow_custom=False, version="2.1")
    given = {one["id"]: one for one in json.loads(data)["objects"]}
    assert {one.id for one in bundle.objects} == given.keys()
    for one in bundle.objects:
        assert json.loads(one.serialize()) == given[one.id]


def test_the_validator_finds_no_error(data: str) -> None:
    """The specification's schemas and its MUST rules hold."""
    found = validate_string(data, OPTIONS)
    assert found.is_valid, found.errors


def test_a_collection_without_times_and_traces_is_valid(
    tmp_path: Any, weir: list[Reading], weir_trace: Trace, export: Export
) -> None:
    """An article without statements, time or outlet is a report too."""
    with Case(tmp_path / "weir.case") as case:
        case.add(weir)
        for _ in range(2):
            found = validate_string(export(case, "stix").decode(), OPTIONS)
            assert found.is_valid, found.errors
            case.keep_trace(weir_trace)


def test_every_record_is_there_and_nothing_is_an_opinion(objects: dict[str, Json], example: Case) -> None:
    """Articles are reports, statements notes, claims groupings, steps relationships; no object agrees or disagrees."""
    counts = Counter(one["type"] for one in objects.values())
    assert counts.keys() == {"identity", "report", "note", "grouping", "relationship"}
    statements = [s for r in example.readings() for s in (*r.statements, *example.parts(r.article.id))]
    steps = list(example.steps())
    wanted = (len(list(example.articles())), len(statements), len(list(example.claims())), len(steps))
    assert tuple(counts[name] for name in ("report", "note", "grouping", "relationship")) == wanted
    for step in steps:
        found = objects[f"relationship--{uuid_of('step', step.later, step.earlier)}"]
        inferred = step.basis is LinkBasis.inferred
        assert found["relationship_type"] == ("related-to" if inferred else "derived-from")
        assert found["labels"][0] == ("inferred" if inferred else "stated")


def test_references_lead_to_objects_and_ids_are_hashes(objects: dict[str, Json]) -> None:
    """Whatever is referred to is in the bundle, and each id is a UUID of version five."""
    for one in objects.values():
        named = [*one.get("object_refs", ()), *(one[name] for name in one if name.endswith("_ref"))]
        assert set(named) <= objects.keys()
        assert UUID(one["id"].split("--")[1]).version == 5
