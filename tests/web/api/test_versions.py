"""Versions of articles, whether a case file is whole, and reading a text, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from fastapi.testclient import TestClient

from whence.case import Case
from whence.case.integrity import CHECKS
from whence.cli.app import cli
from whence.ingest import ingest_text
from whence.pipeline import read_articles

STORY = "https://tarn.example/ferry"
TEXTS = (
    "Ferry may stop\n\nThe ferry may stop on Friday, its owner Pia Lund said.",
    "Ferry stops\n\nThe ferry stops on Friday, its owner Pia Lund said.",
)


@pytest.fixture
def asking(tmp_path: Path, serve: Callable[[Path], FastAPI]) -> TestClient:
    """Return a client of a case file with one article in two versions."""
    path = tmp_path / "ferry.case"
    with Case(path) as case:
        case.add(read_articles(ingest_text(text, url=STORY) for text in TEXTS))
    return TestClient(serve(path))


def test_versions_are_those_of_the_command(asking: TestClient, tmp_path: Path) -> None:
    """The list has the objects that `whence versions --json` prints, and is narrowed by any name of the article."""
    found = asking.get("/api/versions").json()
    ran = CliRunner().invoke(cli, ["versions", str(tmp_path / "ferry.case"), "--json"])
    assert found["items"] == [json.loads(line) for line in ran.stdout.splitlines()]
    assert found["total"] == 1
    one = found["items"][0]
    for name in (STORY, one["versions"][0]["id"]):
        assert asking.get("/api/versions", params={"article": name}).json()["items"] == [one]
    assert asking.get("/api/versions", params={"article": "another"}).json()["total"] == 0


def test_a_whole_case_file_is_whole(asking: TestClient) -> None:
    """Each check is named, in its order, and holds."""
    assert asking.get("/api/check").json() == [{"check": name, "holds": True, "found": []} for name in CHECKS]


def test_a_text_is_read_as_the_command_reads_it(asking: TestClient, tmp_path: Path) -> None:
    """The answer is the object that `whence read --json` prints, and nothing of it is stored."""
    (tmp_path / "dam.txt").write_text(TEXTS[1], encoding="utf-8")
    answer = asking.post("/api/read", json={"text": TEXTS[1]})
    printed = json.loads(CliRunner().invoke(cli, ["read", "--json", str(tmp_path / "dam.txt")]).stdout)
    assert answer.status_code == 200
    for name in ("form", "content", "source", "act"):
        assert [one[name] for one in answer.json()["statements"]] == [one[name] for one in printed["statements"]]
    assert [one["name"] for one in answer.json()["sources"]] == ["Pia Lund"]
    assert asking.get("/api/overview").json()["captures"] == 2


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": " \n "}, {"text": "a", "title": "b"}, {"text": 1}])
def test_what_is_no_text_is_refused(asking: TestClient, body: dict[str, object]) -> None:
    """Nothing, white space, and what is not asked for are refused in one line."""
    answer = asking.post("/api/read", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_without_a_right_to_write_nothing_is_read(copied: Path) -> None:
    """Where nothing may be changed, no text is taken either: reading keeps a processor busy."""
    from contextlib import contextmanager

    from whence.web.api import api_router

    @contextmanager
    def opened():  # type: ignore[no-untyped-def]
        with Case(copied) as case:
            yield case

    app = FastAPI()
    app.include_router(api_router(opened))
    assert TestClient(app).post("/api/read", json={"text": "a"}).status_code in (404, 405)
