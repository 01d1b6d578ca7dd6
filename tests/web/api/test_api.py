"""The interface for programs gives the records of the contract, and every count of it is a list's length."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from whence import review
from whence.case import Case
from whence.export.whole import case_json
from whence.web.api import api_router

LISTS = ("claims", "articles", "statements", "sources", "outlets", "steps")


@pytest.fixture(scope="module")
def exported(traced_example: Any) -> dict[str, Any]:
    """Return the whole export of the example."""
    with Case(traced_example) as case:
        found: dict[str, Any] = json.loads(b"".join(case_json(case)))
        return found


def everything(client: TestClient, name: str, **asked: Any) -> list[Any]:
    """Return all items of a list, page by page."""
    first = client.get(f"/api/{name}", params=asked | {"size": 60}).json()
    pages = [
        client.get(f"/api/{name}", params=asked | {"size": 60, "page": n + 1}).json() for n in range(first["pages"])
    ]
    items = [item for page in pages for item in page["items"]]
    assert len(items) == first["total"]
    return items


@pytest.mark.parametrize("name", ["claims", "articles", "steps", "sources", "statements"])
def test_records_are_those_of_the_export(name: str, client: TestClient, exported: dict[str, Any]) -> None:
    """Whatever a list gives equals the export's record of that id, byte for byte."""

    def key(record: dict[str, Any]) -> Any:
        return record.get("id") or (record["later"], record["earlier"])

    known = {key(record): msgspec.json.encode(record) for record in exported[name]}
    found = everything(client, name)
    assert found
    assert [known[key(record)] for record in found] == [msgspec.json.encode(record) for record in found]


@pytest.mark.parametrize("name", ["claims", "articles", "steps"])
def test_a_list_has_all_of_the_export(name: str, client: TestClient, exported: dict[str, Any]) -> None:
    """What the export has of these, the list has too."""
    assert len(everything(client, name)) == len(exported[name])


def test_an_article_comes_with_its_statements_and_sources(client: TestClient, exported: dict[str, Any]) -> None:
    """An article by its id is the export's, with all statements, parts and sources of it."""
    for article in exported["articles"]:
        found = client.get(f"/api/articles/{article['id']}").json()
        assert found["article"] == article
        assert found["statements"] == [s for s in exported["statements"] if s["article"] == article["id"]]
        assert all(source in exported["sources"] for source in found["sources"])


def test_single_records_are_those_of_the_lists(client: TestClient, exported: dict[str, Any]) -> None:
    """A claim, a statement, a part, a source and an outlet open by their ids."""
    for claim in exported["claims"][:5]:
        assert client.get(f"/api/claims/{claim['id']}").json() == claim
    for statement in exported["statements"][-5:]:
        assert client.get(f"/api/statements/{statement['id']}").json() == statement
    for source in everything(client, "sources")[:5]:
        page = client.get(f"/api/sources/{source['id']}").json()
        assert page["counts"]["statements"] == len(everything(client, "statements", source=source["id"]))
        assert page["counts"]["articles"] == len(everything(client, "articles", source=source["id"]))
        assert source in [naming["source"] for naming in page["namings"]]
    for outlet in everything(client, "outlets"):
        page = client.get(f"/api/outlets/{outlet['name']}").json()
        assert page["outlet"] == outlet
        for credit in page["credits"]:
            asked = {"outlet": credit["outlet"], "credits": credit["credited"]}
            assert len(everything(client, "articles", **asked)) == credit["articles"]


@pytest.mark.parametrize("name", LISTS)
def test_a_facet_gives_as_many_as_it_counts(name: str, client: TestClient) -> None:
    """Asking for a facet's value gives as many items as it said."""
    for facet, values in client.get(f"/api/{name}").json()["facets"].items():
        for value in values[:3]:
            assert client.get(f"/api/{name}", params={facet: value["value"]}).json()["total"] == value["count"]


@pytest.mark.parametrize("name", LISTS)
def test_a_sheet_has_the_rows_of_its_page(name: str, client: TestClient) -> None:
    """The sheet beside a list has a line for each item of the same page, and says how long the list is."""
    asked = {"page": 2, "size": 7}
    listed = client.get(f"/api/{name}", params=asked).json()
    answer = client.get(f"/api/{name}.csv", params=asked)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(listed["items"])
    assert int(answer.headers["X-Total-Count"]) == listed["total"]
    for row, item in zip(rows, listed["items"], strict=True):
        known = item.get("id") or item.get("name") or item["later"]
        assert known in row.values()


def test_a_sheet_runs_no_formula(client: TestClient) -> None:
    """No cell of a sheet begins as a formula does."""
    for name in LISTS:
        text = client.get(f"/api/{name}.csv", params={"size": 500}).content.decode("utf-8-sig")
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in set("=+-@")]


def test_links_and_passages_are_given(client: TestClient, case: Case) -> None:
    """Links and passages are paged, and narrowed to a statement, a claim, or a pair of articles."""
    trace = case.trace()
    assert trace is not None
    links, passages = everything(client, "links"), everything(client, "passages")
    assert len(links) == len(trace.links)
    assert len(passages) == len(trace.passages)
    end = links[0]["a"]
    of_one = everything(client, "links", statement=end)
    assert of_one == [link for link in links if end in (link["a"], link["b"])]
    by_claim = [everything(client, "links", claim=claim.id) for claim in trace.claims]
    assert sum(map(len, by_claim)) == len(links)
    pair = {"article": passages[0]["a"], "other": passages[0]["b"]}
    assert everything(client, "passages", **pair) == [p for p in passages if {p["a"], p["b"]} == set(pair.values())]


def test_the_whole_is_told(client: TestClient, case: Case) -> None:
    """Counts, manifest, timeline, map and what was skipped are those of the case file."""
    counts = client.get("/api/overview").json()
    for name in ("articles", "outlets", "statements", "sources", "claims"):
        assert counts[name] == client.get(f"/api/{name}").json()["total"]
    assert counts["late"] == 0
    assert client.get("/api/manifest").json() == json.loads(msgspec.json.encode(case.manifest()))
    assert sum(slot["articles"] for slot in client.get("/api/timeline").json()) == counts["articles"]
    pairs = client.get("/api/follows").json()
    assert sum(pair["stated"] + pair["inferred"] for pair in pairs) == client.get("/api/steps").json()["total"]
    assert client.get("/api/skipped").json()["items"] == []
    assert client.get("/api/decisions").json()["total"] == 0


def test_a_finding_is_explained(client: TestClient, exported: dict[str, Any]) -> None:
    """A claim, a step and an article's file are explained down to words."""
    step = exported["steps"][0]
    for asked in (exported["claims"][0]["id"], f"{step['later']}..{step['earlier']}", exported["articles"][0]["file"]):
        found = client.get("/api/explain", params={"id": asked}).json()
        assert found["facts"]


def test_two_statements_are_laid_beside_one_another(client: TestClient, exported: dict[str, Any]) -> None:
    """Both statements, the step that joins them, and the words that their articles share."""
    step = next(step for step in exported["steps"] if step["basis"] == "copied")
    found = client.get("/api/beside", params={"later": step["later"], "earlier": step["earlier"]}).json()
    assert (found["later"]["id"], found["earlier"]["id"]) == (step["later"], step["earlier"])
    assert found["step"] == step
    assert "".join(p["text"] for p in found["pieces"] if p["part"] != "removed").strip()


@pytest.mark.parametrize(
    "path",
    [
        "articles/none",
        "statements/none",
        "claims/none",
        "sources/none",
        "outlets/none/of/this",
        "beside?later=a&earlier=b",
        "explain?id=none",
    ],
)
def test_what_is_not_there_is_a_problem(path: str, client: TestClient) -> None:
    """An id that nothing has is answered with 404, in one line of JSON."""
    answer = client.get(f"/api/{path}")
    assert answer.status_code == answer.json()["status"] == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "\n" not in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("claims?size=0", "size"),
        ("claims?size=501", "size"),
        ("claims?page=x", "page"),
        ("claims?sort=truth", "sort"),
        ("claims?since=soon", "since"),
        ("claims?outlets=Wire", "outlets"),
        ("statements?kind=liar", "kind"),
        ("explain", "id"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_problem(path: str, named: str, client: TestClient) -> None:
    """A filter that there is not, and a value that it cannot have, are named."""
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in answer.json()["detail"]


def test_a_case_file_that_is_gone_is_a_problem(serve: Callable[[Path], FastAPI], tmp_path: Path) -> None:
    """A file that cannot be opened is the server's trouble, and is told so."""
    answer = TestClient(serve(tmp_path)).get("/api/overview")
    assert answer.status_code == 503
    assert "folder" in answer.json()["detail"]


def test_a_decision_goes_into_the_log(serve: Callable[[Path], FastAPI], traced_example: Path, tmp_path: Path) -> None:
    """What a program decides stands in the log, can be taken back, and is no longer current until traced again."""
    path = Path(shutil.copy(traced_example, tmp_path / "decided.case"))
    asking = TestClient(serve(path))
    statement = asking.get("/api/statements").json()["items"][0]
    said = {"action": "correct", "target": statement["id"], "value": {"act": "denial"}, "by": "Ada"}
    made = asking.post("/api/decisions", json=said)
    assert made.status_code == 201
    assert asking.get("/api/decisions").json()["items"] == [made.json()]
    with Case(path) as opened:
        tracing = opened.tracing()
        assert tracing is not None
        assert not tracing.current
    undone = asking.post("/api/decisions", json={"action": "undo", "target": made.json()["id"], "by": "Ada"})
    assert undone.status_code == 201
    assert asking.get("/api/decisions").json()["total"] == 2


def test_a_decision_about_nothing_is_a_problem(serve: Callable[[Path], FastAPI], traced_example: Path) -> None:
    """A target that nothing has, and a value that cannot be, are told; nothing is stored."""
    asking = TestClient(serve(traced_example))
    for said in ({"action": "confirm", "target": "none"}, {"action": "approve", "target": "none"}):
        answer = asking.post("/api/decisions", json=said | {"by": "Ada"})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
    assert asking.get("/api/decisions").json()["total"] == 0


def test_nothing_is_changed_where_nothing_may_be(traced_example: Path) -> None:
    """Without a way to write, the interface takes no decision."""
    app = FastAPI()
    app.include_router(api_router(lambda: Case(traced_example)))
    assert TestClient(app).post("/api/decisions", json={}).status_code == 405


def test_questions_and_conflicts_are_there(client: Any, case: Case) -> None:
    """What the queue asks is asked of programs too, a part at a time; nothing stands in the way of no decision."""
    whole = client.get("/api/questions", params={"size": 500}).json()
    assert [one["target"] for one in whole] == [item.target for item in review.queue(case, limit=500)]
    assert {"near", "claim", "step", "statement"} <= {one["kind"] for one in whole}
    behind = client.get("/api/questions", params={"size": 2, "after": whole[2]["place"]}).json()
    assert behind == whole[3:5]
    assert client.get("/api/conflicts").json() == []
