"""Adding and tracing as jobs: what is taken, what is refused, and that a job survives whoever does it."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from whence.case import Case
from whence.case.jobs import ItemKind, Job, Jobs, JobState, Waiting
from whence.example import example_files
from whence.export.whole import case_json
from whence.web.work import TRIES, work

SAID = "Dam holds\n\nThe dam will hold, the mayor said on Monday.\n"


def upload(name: str, data: bytes | str) -> tuple[str, tuple[str, bytes]]:
    """A file as a form sends it."""
    return ("files", (name, data.encode() if isinstance(data, str) else data))


def job_of(browser: Any, answer: Any) -> Job:
    """The job that a form was answered with."""
    found = Jobs(browser.app.state.site.path).job(str(answer.url).rsplit("/", 1)[1])
    assert found is not None
    return found


def test_a_form_becomes_a_job(browser: Any) -> None:
    """Files, addresses and a text of one form are one job, in that order, which waits for its turn."""
    answer = browser.submit(
        "/jobs",
        files=[upload("a.txt", SAID), upload("b.html", "<p>x</p>")],
        addresses="https://news.example/one\nhttp://news.example/two",
        text="Weir opens\n\nThe weir will open, she said.",
    )
    job = job_of(browser, answer)
    assert job.state is JobState.waiting
    assert [(item.kind.value, item.name.split()[0]) for item in job.items] == [
        ("file", "a.txt"),
        ("file", "b.html"),
        ("address", "https://news.example/one"),
        ("address", "http://news.example/two"),
        ("text", "pasted"),
    ]
    assert "a.txt" in browser.get(f"/jobs/{job.id}").text
    assert f"/jobs/{job.id}" in browser.links("/jobs")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "  \n "},
        {"addresses": "/etc/passwd"},
        {"addresses": "file:///etc/passwd"},
        {"addresses": "javascript:alert(1)"},
        {"text": SAID, "url": "ftp://x.example/"},
    ],
)
def test_what_is_no_source_is_refused(browser: Any, fields: dict[str, str]) -> None:
    """Nothing, or a path of this machine, becomes no job; what was written is told about."""
    answer = browser.submit("/jobs", **fields)
    assert answer.status_code == 422
    assert Jobs(browser.app.state.site.path).all() == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("page.html", "page.html"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\news\\a.txt", "a.txt"),
        ("folder/page.html", "folder/page.html"),
        ("..", "file"),
    ],
)
def test_a_files_name_leads_nowhere(browser: Any, given: str, kept: str) -> None:
    """The name of a file that is sent is a name only: no way up, and none from the root."""
    job = job_of(browser, browser.submit("/jobs", files=[upload(given, SAID)]))
    assert [item.name for item in job.items] == [kept]


def test_too_many_files_are_refused(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form holds some files only."""
    monkeypatch.setattr("whence.web.jobs.MAX_FILES", 2)
    answer = browser.submit("/jobs", files=[upload(f"{n}.txt", SAID) for n in range(3)])
    assert answer.status_code == 422


def test_too_deep_folders_are_refused(browser: Any) -> None:
    """A file may stand in some folders only."""
    assert browser.submit("/jobs", files=[upload("a/" * 9 + "b.txt", SAID)]).status_code == 422


def test_a_large_file_is_refused(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may have some bytes only."""
    monkeypatch.setattr("whence.web.jobs.MAX_FILE", 100)
    assert browser.submit("/jobs", files=[upload("a.txt", "x" * 101)]).status_code == 422


def test_a_program_asks_for_a_job(browser: Any) -> None:
    """A job may be asked for, and looked at, as JSON."""
    made = browser.post("/api/jobs", json={"text": SAID, "addresses": ["https://news.example/"]})
    assert made.status_code == 202
    found = browser.get(f"/api/jobs/{made.json()['id']}").json()
    assert (found["state"], found["of"], found["read"]) == ("waiting", 2, 0)
    assert browser.get("/api/jobs").json() == [found]
    assert browser.get("/api/jobs/nothing").status_code == 404
    assert browser.post("/api/jobs", json={}).status_code == 422
    sent = browser.post("/api/jobs/files", files=[upload("a.txt", SAID)])
    assert [item["name"] for item in sent.json()["items"]] == ["a.txt"]


def test_a_browsers_page_needs_its_token_for_the_programs_way(browser: Any) -> None:
    """A browser cannot be made to ask as a program does: with a cookie, the page's token is needed."""
    token = browser.form_token()
    headers = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    assert browser.post("/api/jobs", json={"text": SAID}, headers=headers).status_code == 403
    headers["x-whence-form"] = token
    assert browser.post("/api/jobs", json={"text": SAID}, headers=headers).status_code == 202


# --- doing them -------------------------------------------------------------------------------------------------------


def test_one_bad_source_never_stops_a_job(empty: Path) -> None:
    """What cannot be read is passed over with its reason, in the case file too, and the rest is read and traced."""
    sheet = "file,url\n/etc/passwd,\n,http://127.0.0.1:9/private\n"
    bomb = gzip.compress(b"x" * (1 << 20))
    things = [
        Waiting(kind=ItemKind.file, name="picture.png", data=b"\x89PNG\r\n\x1a\n"),
        Waiting(kind=ItemKind.file, name="sheet.csv", data=sheet.encode()),
        Waiting(kind=ItemKind.address, name="http://127.0.0.1:9/private"),
        Waiting(kind=ItemKind.address, name="http://[::1]:9/"),
        Waiting(kind=ItemKind.file, name="bomb.txt.gz", data=bomb),
        Waiting(kind=ItemKind.text, name="pasted", data=SAID.encode()),
        Waiting(kind=ItemKind.file, name="good.txt", data=b"Weir opens\n\nThe weir will open, Ines Okker said.\n"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.web.work.MAX_UNPACKED", 1 << 16)
        job = Jobs(empty).ask(things, at="2031-05-17T08:00:00Z")
        work(empty)
    done = Jobs(empty).job(job)
    assert done is not None and done.state is JobState.done
    assert [item.articles for item in done.items] == [0, 0, 0, 0, 0, 1, 1]
    assert all(item.reason for item in done.items[:5])
    assert "private network" in (done.items[2].reason or "") and "private network" in (done.items[3].reason or "")
    with Case(empty) as case:
        assert {skipped.source for skipped in case.skipped()} >= {"picture.png", "/etc/passwd", "bomb.txt.gz"}
        assert [article.file for article in case.articles()] == ["good.txt", "pasted"]
        assert case.tracing() is not None


def test_what_is_there_already_is_not_read_again(empty: Path) -> None:
    """The same file in a second job is known, and the collection is not traced again for it."""
    thing = Waiting(kind=ItemKind.file, name="a.txt", data=SAID.encode())
    jobs = Jobs(empty)
    ids = [jobs.ask([thing], at="2031-05-17T08:00:00Z") for _ in range(2)]
    assert work(empty) == 2
    first, second = (jobs.job(job) for job in ids)
    assert first is not None and second is not None
    assert (first.items[0].articles, first.items[0].known) == (1, 0)
    assert (second.items[0].articles, second.items[0].known) == (0, 1)


def test_what_ends_the_program_is_passed_over(empty: Path) -> None:
    """A thing whose reading was begun too often is given up, and the job ends with the others."""
    jobs = Jobs(empty)
    thing = Waiting(kind=ItemKind.file, name="a.txt", data=SAID.encode())
    job = jobs.ask([thing, Waiting(kind=ItemKind.file, name="b.txt", data=SAID.encode())], at="")
    waiting = jobs.job(job)
    assert waiting is not None
    for _ in range(TRIES):
        assert jobs.begin(job, waiting.items[0].n).data == SAID.encode()
    work(empty)
    done = jobs.job(job)
    assert done is not None and done.state is JobState.done
    assert done.items[0].reason and not done.items[0].articles
    assert done.items[1].articles == 1


def test_bytes_are_forgotten_once_they_are_read(empty: Path) -> None:
    """The case file keeps what was sent for as long as it is to be read, and no longer."""
    words = "Quillon harbour is shut, said the harbourmaster."
    Jobs(empty).ask([Waiting(kind=ItemKind.file, name="a.dat", data=b"\0\1" + words.encode())], at="")
    with Case(empty) as case:
        assert case.rows("SELECT count(*) FROM job_item WHERE data IS NOT NULL")[0][0] == 1
    work(empty)
    with Case(empty) as case:
        assert case.rows("SELECT count(*) FROM job_item WHERE data IS NOT NULL")[0][0] == 0


def test_a_job_goes_on_where_it_was_killed(traced: Path, empty: Path) -> None:
    """A job that is killed in the middle and done by another process gives what it gives in one go."""
    things = [Waiting(kind=ItemKind.file, name=file.name, data=file.read_bytes()) for file in example_files()]
    jobs = Jobs(empty)
    job = jobs.ask(things, at="2031-05-17T08:00:00Z")
    command = [sys.executable, "-m", "whence.web.worker", str(empty)]
    process = subprocess.Popen(command)
    while (now := jobs.job(job)) is not None and now.read < 4 and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    stopped = jobs.job(job)
    assert stopped is not None and 0 < stopped.read < len(things) and not stopped.state.ended
    assert subprocess.run(command, check=True).returncode == 0
    done = jobs.job(job)
    assert done is not None and done.state is JobState.done
    assert sum(item.articles for item in done.items) == len(things)
    assert exported(empty) == exported(traced)


def exported(path: Path) -> bytes:
    """A whole case file as JSON."""
    with Case(path) as case:
        return b"".join(case_json(case))
