"""Tests for the threads of matrix products."""

from __future__ import annotations

import os

import pytest

from whence.processes.blas import alone, one_thread

NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@pytest.mark.parametrize("given", [None, "4"])
def test_processes_that_start_use_one_thread_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    """What is set holds; what is not is one, and only as long as processes start."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        if given:
            monkeypatch.setenv(name, given)
    with alone():
        assert [os.environ[name] for name in NAMES] == [given or "1"] * 2
    assert [os.environ.get(name) for name in NAMES] == [given] * 2
    one_thread()
    assert [os.environ[name] for name in NAMES] == [given or "1"] * 2
    for name in NAMES:
        monkeypatch.delenv(name)
