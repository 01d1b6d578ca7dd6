"""The traced example, for writers that do not change it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from whence.case import Case
from whence.export.formats import FORMATS
from whence.web.api import api_router


@pytest.fixture(scope="session")
def example(traced_example: Path) -> Iterator[Case]:
    """Return the traced example, open."""
    with Case(traced_example) as case:
        yield case


def export_of(case: Case, name: str) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(case, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def export() -> Callable[[Case, str], bytes]:
    """Return what writes a case file in a format."""
    return export_of


@pytest.fixture(scope="session")
def unpacked() -> Callable[[Case, str], dict[str, bytes]]:
    """Return what writes a case file in a format of several files, by their names."""

    def files(case: Case, name: str) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(export_of(case, name))) as archive:
            return {one: archive.read(one) for one in archive.namelist()}

    return files


@pytest.fixture(scope="session")
def client(traced_example: Path) -> TestClient:
    """Return a client of the interface over the example."""

    @contextmanager
    def opened() -> Iterator[Case]:
        with Case(traced_example) as case, case.snapshot():
            yield case

    app = FastAPI()
    app.include_router(api_router(opened))
    return TestClient(app)
