"""The address of a claim that has another id now leads to where its statements are, and the page says so."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from whence.case import Case
from whence.web.app import create_app

HERE = "http://127.0.0.1:8765"
CHANGED = "This claim has changed since the address was made:"


@pytest.fixture
def visitor(example_case: Case, renamed: Any) -> Iterator[Any]:
    """A visitor of the example, claims of which had other ids in a former trace."""
    assert renamed.now
    with TestClient(create_app(example_case.path, work=False), base_url=HERE) as opened:
        yield opened


def test_a_former_address_leads_to_the_claim(visitor: Any, renamed: Any) -> None:
    """A browser is led on for the time being, and one plain line of the page says that the claim has changed."""
    led = visitor.get(f"/claims/{renamed.changed}", follow_redirects=False)
    assert led.status_code == 307
    assert led.headers["location"] == f"/claims/{renamed.now}?was={renamed.changed}"
    page = visitor.get(f"/claims/{renamed.changed}")
    assert page.status_code == 200
    assert page.text.count(CHANGED) == 1
    assert f"{CHANGED} all statements that it had then are versions of this one now." in page.text


@pytest.mark.parametrize("was", ["", "none", "now", "parted"])
def test_only_a_former_address_of_the_claim_is_told(visitor: Any, renamed: Any, was: str) -> None:
    """Under its own address, or with an id that it never had, a page says nothing of a change."""
    given = getattr(renamed, was, was)
    page = visitor.get(f"/claims/{renamed.now}", params={"was": given})
    assert page.status_code == 200
    assert CHANGED not in page.text


def test_a_claim_that_is_several_now_lists_them(visitor: Any, example_case: Case, renamed: Any) -> None:
    """Each claim is named by its wording, with how many of the statements it holds; its page says what it holds."""
    page = visitor.get(f"/claims/{renamed.parted}", follow_redirects=False)
    assert page.status_code == 300
    larger, smaller = (next(example_case.claims(id)) for id in renamed.both)
    whole = len(larger.statements) + len(smaller.statements)
    places = [page.text.index(f"/claims/{claim.id}?was={renamed.parted}") for claim in (larger, smaller)]
    assert places == sorted(places)
    for claim in (larger, smaller):
        assert html.escape(claim.wording, quote=False) in page.text
        held = len(claim.statements)
        assert f"{held} of the {whole} statements that it had" in page.text
        told = visitor.get(f"/claims/{claim.id}", params={"was": renamed.parted}).text
        assert f"{CHANGED} {held} of the {whole} statements that it had then are versions of this one now." in told


@pytest.mark.parametrize("tail", ["", ":A", ":Q"])
def test_a_reason_is_opened_by_a_former_id(visitor: Any, renamed: Any, tail: str) -> None:
    """Why it is one claim is told under the former id too, also where an origin of then was asked for."""
    page = visitor.get(f"/why/{renamed.changed}{tail}")
    assert page.status_code == 200
    assert "the claim has changed since it had the id that you gave" in page.text
    assert f'href="/claims/{renamed.now}"' in page.text
    data = visitor.get(f"/why/{renamed.changed}{tail}.json").json()
    assert (data["id"], data["facts"][0]["fact"]) == (renamed.now, "former")
    several = visitor.get(f"/why/{renamed.parted}{tail}")
    assert all(f'href="/why/{id}"' in several.text for id in renamed.both)


def test_a_dossier_of_former_addresses_has_the_claims_of_now(visitor: Any, example_case: Case, renamed: Any) -> None:
    """Chosen claims that have changed are taken as they are now, and the file says that they have."""
    page = visitor.get("/dossier.html", params={"claim": [renamed.changed, renamed.parted]}).text
    now = [next(example_case.claims(id)).wording for id in (renamed.now, *renamed.both)]
    assert all(html.escape(wording, quote=False) in page for wording in now)
    assert "Claims that were chosen have changed since the address was made." in page
    chosen = visitor.get("/dossier", params={"claim": renamed.parted}).text
    assert chosen.count("checked>") == 2
    assert "have changed since" not in visitor.get("/dossier.html", params={"claim": renamed.now}).text


LISTS = (
    "/statements?claim={}",
    "/articles?claim={}&sort=title&order=up",
    "/outlets?claim={}",
    "/steps?claim={}",
    "/claims?denies={}",
    "/claims?denied_by={}&page=2",
    "/claims/{}/merge",
    "/claims/{}/denial?words=ferry",
)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_a_former_claim_is_that_of_the_claim_now(
    visitor: Any, example_case: Case, renamed: Any, path: str
) -> None:
    """A browser is led on to the same list of the claim; where that is several now, the list of each is offered."""
    led = visitor.get(path.format(renamed.changed), follow_redirects=False)
    assert led.status_code == 307
    assert led.headers["location"] == path.format(renamed.now)
    assert visitor.get(path.format(renamed.changed)).text == visitor.get(path.format(renamed.now)).text
    several = visitor.get(path.format(renamed.parted), follow_redirects=False)
    assert several.status_code == 300
    for id in renamed.both:
        wording = html.escape(next(example_case.claims(id)).wording, quote=False)
        assert f'<a href="{html.escape(path.format(id))}">{wording}</a>' in several.text
    nobody = visitor.get(path.format("00000000ffffffff"))
    assert nobody.status_code == (404 if path.startswith("/claims/") else 200)


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_list_of_a_former_claim_is_data_too(visitor: Any, renamed: Any, kind: str) -> None:
    """The rows behind a list are those of the claim now; of several claims their ids are given."""
    now, then, several = (
        visitor.get(f"/statements.{kind}", params={"claim": id}, follow_redirects=False)
        for id in (renamed.now, renamed.changed, renamed.parted)
    )
    assert (then.status_code, then.content) == (200, now.content)
    assert several.status_code == 300
    assert [held["claim"] for held in several.json()["now"]] == list(renamed.both)
