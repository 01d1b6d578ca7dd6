"""The interface for programs over the traced example, without a server."""

from __future__ import annotations

import shutil
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

    @contextmanager
    def writing() -> Iterator[Case]:
        with Case(path) as case:
            yield case

    app.include_router(api_router(opened, writing=writing))
    app.add_exception_handler(HTTPException, lambda _, error: problem(error.status_code, str(error.detail)))  # type: ignore[attr-defined]
    return app


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], FastAPI]:
    """Return the maker of the interface over a case file."""
    return application


@pytest.fixture(scope="session")
def copied(traced_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the traced example, for what asks the interface anything at all."""
    return Path(shutil.copy(traced_example, tmp_path_factory.mktemp("api") / "example.case"))


@pytest.fixture(scope="session")
def app(copied: Path) -> FastAPI:
    """Return the interface over the example."""
    return application(copied)


@pytest.fixture(scope="session")
def client(traced_example: Path) -> TestClient:
    """Return a client of the interface over the example, which it does not change."""
    return TestClient(application(traced_example))


@pytest.fixture
def case(traced_example: Path) -> Iterator[Case]:
    """Return the example's case file."""
    with Case(traced_example) as opened:
        yield opened
