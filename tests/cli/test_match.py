"""`whence match`: feeds in, the claims that published checks speak of out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whence.case import Case
from whence.cli.app import cli

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "The ferry left the marked channel before she ran aground",
    "url": "https://checks.example/channel",
    "datePublished": "2031-05-20",
    "author": {"name": "Channel Check"},
    "reviewRating": {"alternateName": "Hoax \u001b[31m"},
}
OTHERS = [
    {"@type": "ClaimReview", "claimReviewed": text, "url": f"https://other.example/{n}", "author": {"name": "Other"}}
    for n, text in enumerate(("Magnets stick to the arms of nurses", "A bakery in Paris sells bread of gold"))
]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Return a feed of three reviews, one of them about the example."""
    file = tmp_path / "feed.json"
    file.write_text(json.dumps({"dataFeedElement": [{"item": [REVIEW, *OTHERS, {"@type": "ClaimReview"}]}]}))
    return file


def run(*arguments: object) -> Result:
    """Run `whence match`."""
    return CliRunner().invoke(cli, ["match", *map(str, arguments)])


def test_a_check_is_shown_as_its_publishers(example_case: Case, feed: Path, tmp_path: Path) -> None:
    """The check that speaks of a claim is a link with publisher, date and their rating; others are not shown."""
    path = tmp_path / "example.case"
    found = run(path, feed)
    assert found.exit_code == 0, found.output
    assert "https://checks.example/channel\n" in found.stdout
    assert "Channel Check · 20 May 2031 · rated “Hoax ␛[31m” by Channel Check" in found.stdout
    assert "inferred from wording" in found.stdout
    assert "other.example" not in found.stdout
    assert f"skipped {feed}#1, review 4, because it does not say which claim it reviews" in found.stderr
    kept = example_case.checks()
    assert [one.check.publisher for one in kept] == ["Channel Check"] * len(kept) != []
    again = run(path, feed, "--json")
    assert example_case.checks() == kept
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [row["claim"] for row in rows] == list(dict.fromkeys(one.claim for one in kept))
    assert rows[0]["checks"][0]["rating"].startswith("Hoax")
    assert run(path, "--json", "--claim", rows[0]["claim"][:8]).stdout == again.stdout.splitlines()[0] + "\n"
    assert "1 published check taken out" in run(path, "--remove").output
    assert run(path).exit_code == 1


@pytest.mark.usefixtures("example_case", "case")
def test_wrong_use_is_told(feed: Path, tmp_path: Path) -> None:
    """What cannot be done is one line that says what to do."""
    for arguments, says in (
        (("example.case", "--remove", feed), "--remove takes out all"),
        (("example.case", feed, "--map", "outlet=x"), "no field 'outlet'"),
        (("example.case", "--claim", "zzz"), "no claim of this case file"),
        (("weir.case", feed), "trace it first"),
        (("none.case", feed), "no such case file"),
    ):
        result = run(tmp_path / str(arguments[0]), *arguments[1:])
        assert result.exit_code in (1, 2)
        assert says in f"{result.output}{result.exception}"
