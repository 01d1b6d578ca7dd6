"""Records of web archives and addresses in a case file: kept, brought forward, and seen in any SQLite tool."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from whence.addresses import canonical_address
from whence.case import Case
from whence.records import ArchiveRecord, DigestCheck, Reading

RECORD = ArchiveRecord(
    id="<urn:uuid:1>",
    archive="crawl.warc.gz",
    offset=1 << 40,
    at="2031-05-14T06:50:00Z",
    target="https://beacon.example/ferry",
    digest="sha1:A",
    check=DigestCheck.differs,
    truncated="length",
    refers_to="<urn:uuid:0>",
)


def archived(reading: Reading, name: str, url: str | None, record: ArchiveRecord | None = None) -> Reading:
    """Return a reading under another name, with an address and a record."""
    article = replace(reading.article, id=name, file=name, url=url, record=record)
    return Reading(article=article)


def test_a_record_comes_back_as_it_was_stored(tmp_path: Path, weir: list[Reading]) -> None:
    """An article's record is stored with it, and any SQLite tool sees what it says."""
    kept = archived(weir[0], "a", "https://www.beacon.example/ferry/", RECORD)
    with Case(tmp_path / "x.case") as case:
        case.add([kept, archived(weir[0], "b", None)])
        assert [reading.article.record for reading in case.readings()] == [RECORD, None]
        assert next(case.articles()) == kept.article
    plain = sqlite3.connect(tmp_path / "x.case")
    row = plain.execute('SELECT article, id, offset, "check", truncated, refers_to FROM v_record').fetchall()
    assert row == [("a", "<urn:uuid:1>", 1 << 40, "differs", "length", "<urn:uuid:0>")]


def test_articles_of_one_address_are_versions(tmp_path: Path, weir: list[Reading]) -> None:
    """Articles of one address, however it is written, are listed as versions; others are not."""
    urls = {
        "a": "https://beacon.example/ferry",
        "b": "http://www.beacon.example/ferry/?utm_source=x",
        "c": "https://beacon.example/other",
        "d": "https://beacon.example/",
        "e": "https://beacon.example/",
    }
    with Case(tmp_path / "x.case") as case:
        case.add(archived(weir[0], name, url) for name, url in urls.items())
    plain = sqlite3.connect(tmp_path / "x.case")
    rows = plain.execute("SELECT address, article FROM v_version ORDER BY article").fetchall()
    assert rows == [("beacon.example/ferry", "a"), ("beacon.example/ferry", "b")]


@pytest.mark.parametrize("version", ["version1.sql", "version2.sql"])
def test_an_older_file_gets_its_addresses(tmp_path: Path, version: str) -> None:
    """The articles of a file that is brought forward have their addresses, and no record."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(Path(__file__).with_name(version).read_text(encoding="utf-8"))
    connection.execute("UPDATE article SET url = 'http://WWW.Beacon.example/weir#top'")
    connection.close()
    with Case(path) as case:
        rows = case.rows("SELECT DISTINCT address, record FROM article")
        assert [tuple(row) for row in rows] == [("beacon.example/weir", None)]
        assert {reading.article.record for reading in case.readings()} == {None}


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://beacon.example/a/b", "beacon.example/a/b"),
        ("HTTP://WWW.BEACON.example.:80/a/b/#c", "beacon.example/a/b"),
        ("https://beacon.example:8443/a", "beacon.example:8443/a"),
        ("https://beacon.example/a?id=7&utm_medium=y&fbclid=z&b=", "beacon.example/a?b=&id=7"),
        ("https://beacon.example/%7Ea/%D0%B0", "beacon.example/~a/%D0%B0"),
        ("https://beacon.example/~a/а", "beacon.example/~a/%D0%B0"),
        ("https://beacon.example/?p=12", "beacon.example?p=12"),
        ("https://beacon.example/", ""),
        ("ftp://beacon.example/a", ""),
        ("https://[beacon/a", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_has_one_form(url: str | None, address: str) -> None:
    """What differs between two visits to a page is left out of its address, and a front page has none."""
    assert canonical_address(url) == address
    if address:
        assert canonical_address(f"https://{address}") == address
