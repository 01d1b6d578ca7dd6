"""The contract's JSON against the types by which the interface for programs describes it (OpenAPI)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from whence.case import Case
from whence.web.api import models

Export = Callable[[Case, str], bytes]
TYPES: dict[str, type[BaseModel]] = {
    "articles": models.Article,
    "sources": models.Source,
    "statements": models.Statement,
    "claims": models.Claim,
    "steps": models.Step,
    "skipped": models.Skipped,
}


@pytest.fixture(scope="module")
def whole(example: Case, export: Export) -> dict[str, Any]:
    """Return the example as JSON."""
    found: dict[str, Any] = json.loads(export(example, "json"))
    return found


@pytest.mark.parametrize("name", TYPES)
def test_each_record_is_as_it_is_described(name: str, whole: dict[str, Any]) -> None:
    """Every record has the fields and types of its JSON Schema, all that are needed and no other."""
    schema = Draft202012Validator(TYPES[name].model_json_schema())
    assert whole[name] or name == "skipped"
    assert [error.message for one in whole[name] for error in schema.iter_errors(one)] == []


def test_whatever_is_named_is_there(whole: dict[str, Any]) -> None:
    """Ids are unique, and every id that a record names is one of the export's."""
    ids = {name: [one["id"] for one in whole[name]] for name in ("articles", "sources", "statements", "claims")}
    known = {name: set(some) for name, some in ids.items()}
    assert all(len(known[name]) == len(some) for name, some in ids.items())
    for one in whole["statements"]:
        assert one["article"] in known["articles"]
        assert {one["speaker"]} - {None} <= known["sources"]
        assert {one["parent"], one["part_of"]} - {None} <= known["statements"]
    for one in whole["claims"]:
        assert set(one["statements"]) <= known["statements"]
        assert set(one["denied_by"]) <= known["claims"]
        assert all(set(origin["statements"]) <= set(one["statements"]) for origin in one["origins"])
    for one in whole["steps"]:
        assert {one["later"], one["earlier"]} <= known["statements"]


def test_places_lie_in_their_texts(whole: dict[str, Any]) -> None:
    """Every span is one of code points of its article's text."""
    lengths = {one["id"]: len(one["text"]) for one in whole["articles"]}
    for one in whole["statements"]:
        for field in ("content", "source", "cue", "addressee", "evidence", "scare"):
            assert all(0 <= start < end <= lengths[one["article"]] for start, end in one[field])
