"""A case file in the browser, without a browser: a client that speaks to the application as a browser would."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.responses import Response

from whence.case import Case
from whence.case.jobs import ItemKind, Jobs, Waiting
from whence.example import example_files
from whence.web.app import create_app
from whence.web.work import work

HERE = "http://127.0.0.1:8765"


class Browser(TestClient):
    """A visitor who has loaded a page, and sends its forms with what the page holds."""

    def submit(self, path: str, *, page: str = "/", files: Any = None, **fields: Any) -> Response:
        """Send a form of a page, as a browser does."""
        fields = {"form_token": self.form_token(page), **fields}
        headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
        return self.post(path, data=fields, files=files, headers=headers)

    def form_token(self, page: str = "/") -> str:
        """The token of a page's forms."""
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get(page).text)
        assert found, page
        return found[1]

    def links(self, page: str) -> list[str]:
        """The addresses that a page leads to, in their order."""
        return [html.unescape(found) for found in re.findall(r'href="([^"]*)"', self.get(page).text)]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The path of a case file without articles."""
    path = tmp_path / "empty.case"
    Case(path).close()
    return path


@pytest.fixture
def browser(empty: Path) -> Iterator[Browser]:
    """A visitor of an empty collection; nobody does its jobs."""
    with Browser(create_app(empty, work=False), base_url=HERE) as opened:
        yield opened


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a case file that holds the example, traced by a job: for reading only."""
    path = tmp_path_factory.mktemp("traced") / "example.case"
    Case(path).close()
    things = [Waiting(kind=ItemKind.file, name=file.name, data=file.read_bytes()) for file in example_files()]
    Jobs(path).ask(things, at="2031-05-17T08:00:00Z")
    assert work(path) == 1
    return path


@pytest.fixture(scope="session")
def reader(traced: Path) -> Iterator[Browser]:
    """A visitor of the example who changes nothing."""
    with Browser(create_app(traced, work=False), base_url=HERE) as opened:
        yield opened


@pytest.fixture
def own(traced: Path, tmp_path: Path) -> Path:
    """The path of a copy of the example, to be changed."""
    return Path(shutil.copy(traced, tmp_path / "own.case"))


@pytest.fixture
def editor(own: Path) -> Iterator[Browser]:
    """A visitor of the example who changes something; nobody does its jobs."""
    with Browser(create_app(own, work=False), base_url=HERE) as opened:
        yield opened
