"""`whence watch` as a user runs it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from whence.case import Case
from whence.cli.app import cli
from whence.watch import wording

if TYPE_CHECKING:
    from tests.conftest import Site

TEXT = "The ferry to Tolm stops on Friday, its owner said in a letter to residents. " * 4
FEED = (
    '<rss version="2.0"><channel><title>Tarn Echo</title><item><title>Ferry stops</title><guid>1</guid>'
    f"<description>{TEXT}</description></item></channel></rss>"
)
RSS = {"Content_Type": "application/rss+xml"}
QUICK = ["--allow-private", "--delay", "0"]


def test_a_look_adds_what_is_new_and_traces_it(site: Site, tmp_path: Path) -> None:
    """Once, with a trace: the entry is read like any article, the counts are printed, and the second look is quiet."""
    path, url = str(tmp_path / "x.case"), site.put("/feed", FEED, ETag='"1"', **RSS)
    first = CliRunner().invoke(cli, ["watch", path, url, "--once", "--trace", *QUICK])
    assert (first.exit_code, first.stdout) == (0, "1 article added of 1 feed, 0 skipped\n")
    assert f"{url}: 1 new entry" in first.stderr
    with Case(path) as case:
        (reading,) = case.readings()
        assert (reading.article.outlet, case.inputs()) == ("Tarn Echo", [url])
        assert reading.statements and case.tracing() is not None
    second = CliRunner().invoke(cli, ["watch", path, "--once", "--json", *QUICK])
    counts = json.loads(second.stdout)
    assert (counts["articles"], counts["unchanged"], second.exit_code) == (0, 1, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--once", "--every", "1h"], wording.ONCE_AND_EVERY),
        (["--every", "soon"], wording.BAD_EVERY),
        (["--every", "5s"], wording.TOO_OFTEN),
        (["--once"], wording.NO_FEEDS),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    """Options that exclude each other, times that are none, and nothing to follow are wrong usage, in one line."""
    path = tmp_path / "x.case"
    Case(path).close()
    ran = CliRunner().invoke(cli, ["watch", str(path), *arguments])
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())


def test_no_feed_that_could_be_had_is_a_failure(site: Site, tmp_path: Path) -> None:
    """Where none of the feeds answers, the status says so; private networks need leave."""
    url = site.put("/feed", FEED, **RSS)
    ran = CliRunner().invoke(cli, ["watch", str(tmp_path / "x.case"), url, "--once", "--delay", "0"])
    assert ran.exit_code == 1
    assert "--allow-private" in ran.stderr
    assert "1 feed could not be had" in ran.stdout


def test_it_ends_cleanly_when_it_is_interrupted(site: Site, tmp_path: Path) -> None:
    """Ctrl-C between two looks ends it with the status of an interruption, and what was added is there."""
    path, url = tmp_path / "x.case", site.put("/feed", FEED, **RSS)
    command = [sys.executable, "-m", "whence", "watch", str(path), url, *QUICK]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("next look at"):
                process.send_signal(signal.SIGINT)
                break
        try:
            _, rest = process.communicate(timeout=30)
        finally:
            process.kill()  # of what does not end by itself, no test waits
    assert process.returncode == 130
    assert wording.STOPPED in rest and "Traceback" not in rest
    with Case(path) as case:
        assert [article.title for article in case.articles()] == ["Ferry stops"]
