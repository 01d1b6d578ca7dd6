"""Whatever the description lets a program ask, the answer is as the description says, and never a server's error."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from whence.web.api import api_router

PATHS = sorted({route.path for route in api_router(lambda: nullcontext(None)).routes} | {"/api/read"})  # type: ignore[attr-defined,arg-type,return-value]
DOCUMENT = (Path(__file__).parents[3] / "docs" / "rest.md").read_text(encoding="utf-8")
DATED = ("/api/articles", "/api/claims")  # no pattern tells which months have 31 days: such a question is refused


@pytest.fixture(scope="module")
def described(app: FastAPI) -> schemathesis.BaseSchema:
    """Return the interface's description, as it gives it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_every_address_is_described(described: schemathesis.BaseSchema) -> None:
    """The description has every address, each with what it is for and what it answers."""
    paths = described.raw_schema["paths"]
    assert sorted(path.replace(":path", "") for path in PATHS) == sorted(paths)
    for ways in paths.values():
        for way in ways.values():
            assert way["description"]
            assert {"404", "422", "503"} < way["responses"].keys()


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(path: str, described: schemathesis.BaseSchema) -> None:
    """No question is answered with a server's error, and each answer has a described status, type and shape."""
    for method in described.raw_schema["paths"][path.replace(":path", "")]:
        ask_all(described[path.replace(":path", "")][method.upper()], excluded(path, method))


def excluded(path: str, method: str) -> list[Any]:
    """Return the checks that an address need not pass: some of what it refuses, no description can tell."""
    return [positive_data_acceptance] if method == "post" or path.startswith(DATED) else []


def ask_all(operation: Any, but: list[Any]) -> None:
    """Ask whatever the description of an address lets a program ask, and check the answers."""

    @settings(max_examples=25, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(question=operation.as_strategy())
    def asked(question: schemathesis.Case) -> None:
        question.call_and_validate(excluded_checks=but)

    asked()


def test_every_address_is_in_the_document(described: schemathesis.BaseSchema) -> None:
    """The document names every address, and each filter of a list in that list's row."""
    for path, ways in described.raw_schema["paths"].items():
        assert f"`{path}`" in DOCUMENT
        row = next((line for line in DOCUMENT.splitlines() if line.startswith(f"| `{path}` |")), "")
        names = {found["name"] for found in ways.get("get", {}).get("parameters", ()) if found["in"] == "query"}
        for name in names - {"page", "size", "sort", "down"} if row else ():
            assert f"`{name}`" in row
