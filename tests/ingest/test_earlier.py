"""What was read in an earlier run is not read again: it is given as it was read then."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from whence.case import Case
from whence.ingest import ingest
from whence.records import Article, Reading, Skipped

WORDS = "The quay at Holm stays shut until May, the harbour master said on Monday."
PAGE = f"<html><head><title>Quay shut</title></head><body><article><p>{WORDS}</p></article></body></html>"
ITEM = {"uri": "urn:holm:1", "type": "text", "headline": "Quay shut", "body_text": WORDS, "version": "1"}
FEED = f"""<rss version="2.0"><channel><title>Holm News</title>
<item><guid>holm-1</guid><title>Quay shut</title><description>{WORDS}</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quay.html", PAGE),
        ("quay.txt", f"Quay shut\n\n{WORDS}\n"),
        ("quay.jsonl", json.dumps({"text": WORDS, "title": "Quay shut"}) + "\n"),
        ("quay.csv", f'title,text\nQuay shut,"{WORDS}"\n'),
        ("quay.json", json.dumps(ITEM)),
        ("quay.xml", FEED),
    ],
)
def test_a_stored_article_is_given_as_it_was_read_then(name: str, text: str, tmp_path: Path) -> None:
    """The bytes of each kind of source are known by their name and digest, before anything is made of them."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    (read,) = ingest([str(file)])
    assert isinstance(read, Article)
    then = replace(read, title="As it was read then")
    with Case(tmp_path / "one.case") as case:
        case.add([Reading(article=then)])
        assert list(ingest([str(file)], earlier=case.earlier())) == [then]


def test_other_bytes_of_the_same_name_are_read(tmp_path: Path) -> None:
    """A file that was changed since is another article."""
    file = tmp_path / "quay.txt"
    file.write_text(WORDS, encoding="utf-8")
    with Case(tmp_path / "one.case") as case:
        case.add([Reading(article=read) for read in ingest([str(file)]) if isinstance(read, Article)])
        file.write_text(f"{WORDS} It may open in June.", encoding="utf-8")
        (changed,) = ingest([str(file)], earlier=case.earlier())
    assert isinstance(changed, Article)
    assert "June" in changed.text


def test_a_row_that_comes_twice_is_skipped_again(tmp_path: Path) -> None:
    """What is skipped does not hang on what an earlier run has stored."""
    file = tmp_path / "quay.jsonl"
    file.write_text((json.dumps({"id": "holm-1", "text": WORDS}) + "\n") * 2, encoding="utf-8")
    with Case(tmp_path / "one.case") as case:
        read, twice = ingest([str(file)])
        assert isinstance(read, Article)
        assert isinstance(twice, Skipped)
        case.add([Reading(article=read)])
        assert list(ingest([str(file)], earlier=case.earlier())) == [read, twice]
