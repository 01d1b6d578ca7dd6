"""A case file in the browser, without a browser: a client that speaks to the application as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from whence.case import Case
from whence.web.app import create_app

HERE = "http://127.0.0.1:8765"


class Browser(TestClient):
    """A visitor who has loaded a page, and sends its forms with what the page holds."""

    def submit(self, path: str, page: str = "/", **given: object) -> object:
        """Send a form: `files` are uploads, all else fields."""
        files = given.pop("files", None)
        fields = {"form_token": self.form_token(page), **given}
        headers = {"origin": str(self.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
        return self.post(path, data=fields, files=files, headers=headers)

    def form_token(self, page: str = "/") -> str:
        """The token of a page's forms."""
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get(page).text)
        assert found, page
        return found[1]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The path of a case file without articles."""
    path = tmp_path / "empty.case"
    Case(path).close()
    return path


@pytest.fixture
def browser(empty: Path) -> Iterator[Browser]:
    """A visitor of an empty collection."""
    with Browser(create_app(empty), base_url=HERE) as opened:
        yield opened
