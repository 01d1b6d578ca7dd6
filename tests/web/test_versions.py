"""The screens of articles that were captured several times, and what programs get of them."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from whence.web.app import create_app

SCREENS = (
    "/versions",
    "/versions?words=June",
    "/versions/id-b2",
    "/versions/id-b2?before=1&after=3",
    "/articles",
    "/articles?versions=latest",
    "/articles?version_of=id-e1",
    "/articles/id-b3",
    "/outlets",
    "/outlets/Tarn%20Echo",
    "/outlets/The%20Lowmarsh%20Beacon",
    "/sources",
    "/overview",
)
LISTS = ("/claims", "/articles", "/statements", "/sources", "/outlets", "/versions")
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def visitor(captured_case: Path) -> Iterator[TestClient]:
    """A visitor of a collection with captures."""
    with TestClient(create_app(captured_case, work=False), base_url="http://127.0.0.1:8765") as opened:
        yield opened


def links(page: str) -> list[tuple[str, str]]:
    """Where a page leads to, and what the links say."""
    return [
        (html.unescape(to), html.unescape(re.sub(r"<[^>]*>", "", said)).strip()) for to, said in _LINK.findall(page)
    ]


def sheet(answer: Any) -> list[dict[str, str]]:
    """The rows of a sheet."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_count_leads_to_just_as_many_items(visitor: TestClient) -> None:
    """Where a link to a list says a number of articles or of captures, the list has that many items."""
    checked = set()
    for screen in SCREENS:
        answer = visitor.get(screen)
        assert answer.status_code == 200, screen
        for to, said in links(answer.text):
            parts, number = urlsplit(to), re.match(r"(\d[\d,]*)(?![\d-])", said)
            if parts.path in LISTS and number and "page=" not in parts.query:
                found = visitor.get(f"{parts.path}.json?{parts.query}").json()["total"]
                assert found == int(number[1]), (screen, to, said)
                checked.add((parts.path, said.rpartition(" ")[2]))
    assert {("/articles", "articles"), ("/articles", "captures"), ("/versions", "once")} <= checked


def test_every_link_leads_somewhere(visitor: TestClient) -> None:
    """Each link of these screens leads to a page that holds its anchor."""
    for screen in SCREENS:
        for to, said in links(visitor.get(screen).text):
            page, _, anchor = to.partition("#")
            answer = visitor.get(page or screen)
            assert answer.status_code == 200, (screen, to, said)
            assert not anchor or f'id="{anchor}"' in answer.text, (screen, to, said)


def test_both_counts_are_said(visitor: TestClient) -> None:
    """A list of captures says how many articles they are; narrowed to one capture each, it counts articles alone."""
    assert "4 articles</b></a> (8 captures)" in visitor.get("/articles").text
    assert "<b>4 articles</b>" in visitor.get("/articles?versions=latest").text
    assert "version 3 of 3 in this collection" in visitor.get("/articles").text
    assert "Version 3 of 3 in this collection" in visitor.get("/articles/id-b3").text
    assert "What changed between its versions" not in visitor.get("/articles/id-x").text


def test_what_changed_is_marked_by_more_than_hue(visitor: TestClient) -> None:
    """Words that came or went are elements of their own that say so, and the page says what the marks mean."""
    page = visitor.get("/versions/id-b2").text
    assert re.search(r'<del><span class="vh">removed: </span>June</del>', page)
    assert re.search(r'<ins><span class="vh">added: </span>July</ins>', page)
    assert "[– –]" in page and "[+ +]" in page
    assert "No word changed." in page


def test_the_page_is_also_data(visitor: TestClient) -> None:
    """Page, JSON, sheet and the interface for programs hold the same changes, of the same versions."""
    for asked in ("", "?before=1&after=3", "?page=9"):
        found = visitor.get(f"/versions/id-b2.json{asked}")
        assert found.content == visitor.get(f"/api/versions/id-b2{asked}").content
        rows = visitor.get(f"/versions/id-b2.csv{asked}")
        assert rows.content == visitor.get(f"/api/versions/id-b2/changes.csv{asked}").content
        changes = found.json()["changes"]
        words = [(edit["before"], edit["after"]) for change in changes for edit in change["edits"]]
        assert [(r["words_before"], r["words_after"]) for r in sheet(rows) if r["what"] == "words"] == words
        restated = sum(len(one) for change in changes for one in change["statements"].values())
        assert sum(r["what"] != "words" for r in sheet(rows)) == restated
    first = visitor.get("/api/versions/id-b2").json()
    assert [head["id"] for head in first["versions"]] == ["id-b1", "id-b2", "id-b3"]
    text = visitor.get("/api/articles/id-b3").json()["article"]["text"]
    assert all(text[slice(*e["after_span"])] == e["after"] for e in first["changes"][1]["edits"] if e["after_span"])


def test_the_list_is_also_data(visitor: TestClient) -> None:
    """The list of articles with several captures is the same as a page, as JSON, as a sheet, and under /api."""
    page = visitor.get("/versions").text
    items = visitor.get("/versions.json").json()["items"]
    assert page.count("<tr") == len(items) + 1
    assert visitor.get("/versions.csv").content == visitor.get("/api/versions.csv").content
    assert [row["address"] for row in sheet(visitor.get("/versions.csv"))] == [item["address"] for item in items]
    api = visitor.get("/api/versions").json()
    assert [one["address"] for one in api["items"]] == [item["address"] for item in items]
    assert [len(one["versions"]) for one in api["items"]] == [item["captures"] for item in items]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/versions/id-x", 404), ("/versions/nothing", 404), ("/versions/nothing.json", 404)),
        *(("/versions/nothing.csv", 404), ("/api/versions/id-x", 404), ("/versions/id-b1?page=9", 404)),
        *(("/versions/id-b1?before=9", 422), ("/api/versions/id-b1?before=2&after=2", 422)),
        *(("/versions/id-b1?before=x", 422), ("/articles?versions=oldest", 422)),
    ],
)
def test_what_is_not_there_is_told(visitor: TestClient, address: str, status: int) -> None:
    """An article without another capture, and numbers that no version has, are answered with what is wrong."""
    assert visitor.get(address).status_code == status
