"""A program that knows a claim by the id that it had in a former trace is led to where its statements are now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from whence.case import Case
from whence.web.api.models import FormerClaim


@pytest.fixture
def asked(example_case: Case, renamed: Any, serve: Callable[[Path], FastAPI]) -> TestClient:
    """Return a client of the interface over a case file of which claims had other ids."""
    assert renamed.now
    return TestClient(serve(example_case.path))


@pytest.mark.parametrize("tail", ["", "/checks"])
def test_a_former_id_leads_on(asked: TestClient, renamed: Any, tail: str) -> None:
    """One claim is led to with 307; several are listed with 300; what none had is not there."""
    led = asked.get(f"/api/claims/{renamed.changed}{tail}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (307, f"/api/claims/{renamed.now}{tail}")
    there = asked.get(f"/api/claims/{renamed.now}{tail}")
    assert asked.get(f"/api/claims/{renamed.changed}{tail}").json() == there.json()
    several = asked.get(f"/api/claims/{renamed.parted}{tail}")
    assert several.status_code == 300
    found = FormerClaim.model_validate(several.json())
    assert (found.id, tuple(held.claim for held in found.now)) == (renamed.parted, renamed.both)
    for given in ("00000000ffffffff", renamed.changed[:8]):
        assert asked.get(f"/api/claims/{given}{tail}").status_code == 404


def test_an_explanation_says_that_the_claim_has_changed(asked: TestClient, renamed: Any) -> None:
    """It is that of the claim of now, and its first fact says so; of several it names each."""
    now, then, several = (
        asked.get("/api/explain", params={"id": id}).json() for id in (renamed.now, renamed.changed, renamed.parted)
    )
    assert then["facts"][0]["fact"] == "former"
    assert then | {"facts": then["facts"][1:]} == now
    assert several["fact"] == "former"
    assert [(fact["fact"], fact["id"]) for fact in several["facts"]] == [("now", id) for id in renamed.both]


LISTS = (
    "statements?claim={}",
    "articles?claim={}",
    "outlets?claim={}",
    "steps?claim={}",
    "claims?denies={}",
    "claims?denied_by={}",
    "links?claim={}",
    "checks?claim={}",
    "statements.csv?claim={}",
    "steps.csv?claim={}",
)


@pytest.mark.parametrize("path", LISTS)
def test_lists_of_a_former_claim_are_those_of_the_claim_now(asked: TestClient, renamed: Any, path: str) -> None:
    """A list that is narrowed by a former id is that by the id of now; of several claims their ids are given."""
    now, then, several, nobody = (
        asked.get(f"/api/{path.format(id)}", follow_redirects=False)
        for id in (renamed.now, renamed.changed, renamed.parted, renamed.changed[:8])
    )
    assert (then.status_code, then.content) == (200, now.content)
    if path.startswith(("statements", "articles", "outlets", "links")):
        assert now.content != nobody.content
    found = FormerClaim.model_validate(several.json())
    assert (several.status_code, found.id) == (300, renamed.parted)
    assert tuple(held.claim for held in found.now) == renamed.both
