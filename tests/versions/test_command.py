"""`whence versions`, and versions in an export, an explanation and by time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whence.case import Case
from whence.cli.app import cli
from whence.errors import WrongUse
from whence.export.whole import case_json
from whence.in_print import InPrint
from whence.records import ArchiveRecord, DigestCheck, Moment, Precision, ReadFrom, Reading
from whence.report.plain import origin
from whence.versions.stored import history_of, stored_histories

URL = "https://www.beacon.example/weir"


def capture(reading: Reading, name: str, at: str, old: str = "", new: str = "") -> Reading:
    """Return a reading as a capture of one address, with a word exchanged for another of its length."""
    moment = Moment(at=at, precision=Precision.second, read_from=ReadFrom.archive)
    record = ArchiveRecord(id="<r>", archive="x.warc", offset=0, at=at, target=URL, check=DigestCheck.differs)
    assert len(old) == len(new)
    article = replace(
        reading.article,
        id=name,
        file=name,
        url=URL,
        captured=moment,
        record=record,
        text=reading.article.text.replace(old, new) if old else reading.article.text,
    )
    statements = tuple(replace(s, id=f"{name}-{s.id}", article=name) for s in reading.statements)
    sources = tuple(replace(source, id=f"{name}-{source.id}") for source in reading.sources)
    statements = tuple(replace(s, speaker=f"{name}-{s.speaker}") for s in statements)
    return replace(reading, article=article, statements=statements, sources=sources)


@pytest.fixture
def twice(tmp_path: Path, weir: list[Reading]) -> Path:
    """Return a case file with two captures of one article, and others."""
    path = tmp_path / "x.case"
    with Case(path) as case:
        later = capture(weir[0], "a", "2027-03-04T09:00:00+00:00", "June", "July")
        case.add([later, capture(weir[0], "b", "2027-03-03T09:00:00+00:00"), *weir[1:]])
    return path


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(cli, list(arguments))


def test_articles_with_versions_are_listed(twice: Path) -> None:
    """Without an article, each that has several versions is listed with how much changed."""
    found = run("versions", str(twice))
    assert found.exit_code == 0
    assert "beacon.example/weir" in found.output
    assert "2 versions · 3 March 2027, 09:00 UTC – 4 March 2027, 09:00 UTC" in found.output
    assert "1 → 2: 1 change of words; statements: 0 added, 0 removed, 1 changed." in found.output


@pytest.mark.parametrize("name", ["http://beacon.example/weir/", "a", "b"])
def test_an_article_is_shown_word_by_word(twice: Path, name: str) -> None:
    """By its address, however written, or by a version's id, an article is shown in the order of capture."""
    found = run("versions", str(twice), name).output
    assert found.index("version 1 of 2 in this collection · b") < found.index("[-June-]{+July+}")
    assert found.index("[-June-]{+July+}") < found.index("version 2 of 2 in this collection · a")
    assert "digest does not match" in " ".join(found.split())


def test_the_json_opens_to_the_words(twice: Path) -> None:
    """The object has the versions' heads, and spans of both texts that hold the words."""
    (line,) = run("versions", str(twice), "--json").output.splitlines()
    found = json.loads(line)
    assert [head["id"] for head in found["versions"]] == ["b", "a"]
    assert found["versions"][0]["record"]["check"] == "differs"
    (change,) = found["changes"]
    (edit,) = change["edits"]
    with Case(twice) as case:
        for side, name in (("before", "b"), ("after", "a")):
            start, end = edit[f"{side}_span"]
            assert case.text(name)[start:end] == edit[side]
    assert (edit["section"], edit["before"], edit["after"]) == ("body", "June", "July")


def test_what_has_no_versions_says_so(twice: Path, tmp_path: Path, weir: list[Reading]) -> None:
    """An article of one version is wrong usage; a collection without any leaves with 1 and says so."""
    found = run("versions", str(twice), weir[1].article.id)
    assert (found.exit_code, "has several versions" in found.output) == (2, True)
    with Case(tmp_path / "y.case") as case:
        case.add(weir)
        assert list(stored_histories(case)) == []
        with pytest.raises(WrongUse):
            history_of(case, "")
    assert run("versions", str(tmp_path / "y.case")).exit_code == 1


def test_an_export_names_the_versions(twice: Path) -> None:
    """The whole export has the versions of each article behind all else, in the order of capture."""
    with Case(twice) as case:
        found = json.loads(b"".join(case_json(case)))
    assert list(found)[-1] == "versions"
    assert found["versions"] == [{"address": "beacon.example/weir", "articles": ["b", "a"]}]


def test_a_later_version_is_not_in_print_before_the_one_before_it_was_seen(twice: Path) -> None:
    """As of a time before the second capture's window, only the first version was in print."""
    with Case(twice) as case:
        articles = list(case.articles())
    assert InPrint(articles, "2027-03-02").ids == ["b"]
    assert set(InPrint(articles, "2027-03-03").ids) == {"a", "b"}


def test_an_article_s_head_says_what_its_archive_is_worth(weir: list[Reading]) -> None:
    """The record and its digest stand behind the capture time."""
    shown = origin(capture(weir[0], "a", "2027-03-04T09:00:00+00:00").article)
    assert shown[-2:] == [
        "captured 4 March 2027, 09:00 UTC (the web archive's record)",
        "archive record <r>, digest does not match",
    ]


def test_an_article_is_explained_with_its_versions(twice: Path) -> None:
    """An article's explanation lists its versions in their order, the others by their ids."""
    found = json.loads(run("explain", str(twice), "a", "--json").output)
    versions = [(fact["fact"], fact["id"]) for fact in found["facts"] if "version" in fact["fact"]]
    assert versions == [("other_version", "b"), ("this_version", None)]
