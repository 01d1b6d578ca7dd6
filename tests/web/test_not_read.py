"""The overview says how many articles were not read and why, and leads to each list of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from whence.case import Case
from whence.web.app import create_app

HERE = "http://127.0.0.1:8765"
_LINK = re.compile(r'<a href="(/articles[^"]*not_read=[^"]*)">(\d+) (?:articles?|captures?)</a>')


def lines(page: str) -> list[str]:
    """The lines of a page that say what was not read, without marks."""
    return [re.sub(r"<[^>]*>", "", line) for line in page.splitlines() if "not in English" in line]


@pytest.fixture
def visitor(in_languages: Case) -> Iterator[Any]:
    """A visitor of a collection that has articles in French and German."""
    with TestClient(create_app(in_languages.path, work=False), base_url=HERE) as opened:
        yield opened


def test_the_overview_says_how_many_and_why(visitor: Any) -> None:
    """One plain line has the number, the reason and the languages; every number leads to a list of just so many."""
    page = visitor.get("/overview").text
    assert lines(page) == [
        "4 articles (5 captures) are not in English, and their statements were not read: "
        "French 3 articles (4 captures), German 1 article."
    ]
    links = _LINK.findall(page)
    assert len(links) == 5
    for to, number in links:
        assert visitor.get(html.unescape(to).replace("/articles", "/articles.json")).json()["total"] == int(number)


def test_one_article_is_told_as_one(visitor: Any, in_languages: Case) -> None:
    """A single article in a single language is told in the singular."""
    in_languages.remove(*(f"{name}.txt" for name in ("barrage", "barrage2", "pont", "lac")))
    page = visitor.get("/overview").text
    assert lines(page) == ["1 article is not in English, and its statements were not read (German)."]


def test_where_all_was_read_nothing_is_said(reader: Any) -> None:
    """The overview of a collection in English says nothing of languages."""
    assert lines(reader.get("/overview").text) == []


def test_the_list_says_what_it_is_narrowed_to(visitor: Any) -> None:
    """The list of what was not read names the language, and says so beside each article; that of all offers them."""
    page = visitor.get("/articles?not_read=fr").text
    assert "Statements not read, for it is in: <b>French</b>" in page
    assert page.count("statements not read: French") == 4
    whole = visitor.get("/articles").text
    assert '<a href="/articles?not_read=fr">French</a>' in whole
    assert "<b>another language than English</b>" in visitor.get("/articles?not_read=any").text


def test_programs_count_them_too(visitor: Any) -> None:
    """The interface for programs has the same counts and the same lists."""
    counts = visitor.get("/api/overview").json()
    assert (counts["not_read"], counts["not_read_captures"]) == (4, 5)
    assert visitor.get("/api/articles", params={"not_read": "any"}).json()["total"] == 5
