"""The case file that the pages speak of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from whence import pipeline
from whence.case import Case
from whence.example import example_files

from .runner import CASE


@pytest.fixture(scope="session")
def ferry(traced_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `whence demo ferry` makes: the bundled example, and what traced it."""
    folder = tmp_path_factory.mktemp("demo")
    path = folder / CASE
    path.parent.mkdir()
    shutil.copy(traced_example, path)
    with Case(path) as case:
        trace = case.trace()
        assert trace is not None
        case.add((), inputs=map(str, example_files()))
        case.keep_trace(trace, traced_by=pipeline.traced_by(case))
    return path.parent
