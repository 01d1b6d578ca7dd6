"""Whatever the description lets a program ask of the jobs, the answer is as it says, and never a server's error."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from whence.case import Case
from whence.web.app import create_app


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """Return the description of a server over an empty collection; nobody does its jobs."""
    path = tmp_path_factory.mktemp("jobs") / "empty.case"
    Case(path).close()
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(path, names=["testserver"], work=False))


@pytest.mark.parametrize(
    ("path", "method"),
    [("/api/jobs", "GET"), ("/api/jobs", "POST"), ("/api/jobs/files", "POST"), ("/api/jobs/{job}", "GET")],
)
def test_jobs_are_answered_as_described(described: schemathesis.BaseSchema, path: str, method: str) -> None:
    """Whatever a job is asked for is taken, or refused in words: what is an address, no description can tell."""
    operation: Any = described[path][method]

    @settings(max_examples=25, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(question=operation.as_strategy())
    def asked(question: schemathesis.Case) -> None:
        question.call_and_validate(excluded_checks=[positive_data_acceptance] if method == "POST" else [])

    asked()
