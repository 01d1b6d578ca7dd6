"""What is still to be read stands in the case file, in those too that an older whence has made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from whence.case import Case, schema, schema_jobs
from whence.case.jobs import ItemKind, Jobs, JobState, Waiting
from whence.errors import CaseError

BEFORE = schema.VERSIONS.index(schema_jobs.SCRIPT)
VERSION_1 = Path(__file__).with_name("version1.sql")


@pytest.mark.parametrize("version", [1, BEFORE])
def test_an_older_case_file_takes_jobs(
    tmp_path: Path, older: Callable[[int], AbstractContextManager[None]], version: int
) -> None:
    """A case file of the first version, and one of the version before jobs, keep what they hold and take jobs."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()
    with older(version), Case(path) as case:
        before = case.files()
    with Case(path) as case:
        assert case.files() == before != {}
    job = Jobs(path).ask([Waiting(kind=ItemKind.file, name="a.txt", data=b"x")], at="2031-05-17T08:00:00Z")
    found = Jobs(path).next()
    assert found is not None and (found.id, found.state) == (job, JobState.waiting)


def test_jobs_are_done_in_their_order(tmp_path: Path) -> None:
    """The first that was asked for is the next, until it has ended; the last stands first in the list."""
    path = tmp_path / "new.case"
    Case(path).close()
    jobs = Jobs(path)
    first, second = (jobs.ask([], at=f"2031-05-17T08:0{n}:00Z") for n in range(2))
    assert [job.id for job in jobs.all()] == [second, first]
    for job, failure in ((first, "no room"), (second, None)):
        found = jobs.next()
        assert found is not None and found.id == job
        jobs.close(job, failure=failure)
    assert jobs.next() is None
    assert [(job.state.value, job.failure) for job in jobs.all()] == [("done", None), ("failed", "no room")]


def test_how_far_a_job_is(tmp_path: Path) -> None:
    """Each thing says whether it is read and what it gave; the job, which stage of the tracing it is at."""
    path = tmp_path / "new.case"
    Case(path).close()
    jobs = Jobs(path)
    things = [Waiting(kind=ItemKind.text, name=name, data=b"x", url="https://a.example/") for name in "ab"]
    job = jobs.ask(things, at="", again=True)
    now = jobs.job(job)
    assert now is not None and now.again and now.read == 0
    thing = jobs.begin(job, now.items[0].n)
    assert (thing.name, thing.data, thing.url) == ("a", b"x", "https://a.example/")
    jobs.count(now.items[0].n, articles=2, statements=5)
    jobs.end(now.items[0].n)
    jobs.end(now.items[1].n, reason="empty")
    jobs.trace(job)
    jobs.trace(job, name="copies", number=2, of=8)
    now = jobs.job(job)
    assert now is not None and (now.read, now.state, now.tries) == (2, JobState.tracing, 1)
    assert [(item.articles, item.statements, item.reason) for item in now.items] == [(2, 5, None), (0, 0, "empty")]
    assert (now.stage, now.stage_number, now.stages) == ("copies", 2, 8)


def test_no_case_file_no_jobs(tmp_path: Path) -> None:
    """A file without the table of jobs is told about in words."""
    with pytest.raises(CaseError):
        Jobs(tmp_path / "none.case").all()
