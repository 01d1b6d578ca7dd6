"""The interface for programs over the traced example, without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from whence.case import Case
from whence.web.api import api_router
from whence.web.api.problems import problem


def application(path: Path) -> FastAPI:
    """Return an application with nothing but the interface for programs."""

    @contextmanager
    def opened() -> Iterator[Case]:
        with Case(path) as case, case.snapshot():
            yield case

    app = FastAPI(title="whence", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.include_router(api_router(opened))
    app.add_exception_handler(HTTPException, lambda _, error: problem(error.status_code, str(error.detail)))  # type: ignore[attr-defined]
    return app


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], FastAPI]:
    """Return the maker of the interface over a case file."""
    return application


@pytest.fixture(scope="session")
def app(traced_example: Path) -> FastAPI:
    """Return the interface over the example, which no test here changes."""
    return application(traced_example)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    """Return a client of it."""
    return TestClient(app)


@pytest.fixture
def case(traced_example: Path) -> Iterator[Case]:
    """Return the example's case file."""
    with Case(traced_example) as opened:
        yield opened
