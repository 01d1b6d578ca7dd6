"""Other collections, opened from the start page."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from whence.case import Case
from whence.web.app import create_app


def test_a_collection_beside_this_one_is_opened(browser: Any, tmp_path: Path) -> None:
    """The start names the case files of the folder; one is opened by a server of its own, once, and is made if new."""
    Case(tmp_path / "harbour.case").close()
    (tmp_path / "notes.txt").write_text("no collection")
    page = browser.get("/").text
    assert 'value="harbour"' in page
    assert 'value="empty"' not in page
    assert "notes" not in page
    said = browser.submit("/collections", name="harbour").text
    (there,) = re.findall(r'href="(http://127\.0\.0\.1:\d+/)"', said)
    with urllib.request.urlopen(there) as answer:
        assert b"harbour" in answer.read()
    assert there in browser.submit("/collections", name="harbour").text


@pytest.mark.parametrize("name", ["", " ", "../up", "a/b", "..", ".hidden", "empty", "x\x00y", "C:case", "n" * 81])
def test_a_name_leads_nowhere_else(browser: Any, tmp_path: Path, name: str) -> None:
    """No name leads out of the folder, or to the collection that is open."""
    before = sorted(tmp_path.parent.rglob("*.case"))
    assert browser.submit("/collections", name=name).status_code == 422
    assert sorted(tmp_path.parent.rglob("*.case")) == before


def test_a_server_that_others_reach_opens_none(empty: Path) -> None:
    """With a token, the folder is neither named nor opened."""
    Case(empty.with_name("harbour.case")).close()
    visitor = TestClient(create_app(empty, token="a token of this test", work=False), base_url="http://127.0.0.1:8765")
    page = visitor.get("/", params={"token": "a token of this test"}).text
    assert "harbour" not in page
    found = re.search(r'name="form_token" value="([0-9a-f]+)"', page)
    assert found
    answer = visitor.post("/collections", data={"name": "harbour", "form_token": found[1]})
    assert answer.status_code == 422
