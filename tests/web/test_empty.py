"""Pages that have nothing to show, or cannot be made: each says why, and what a reader can do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from whence.case import Case
from whence.case.jobs import ItemKind, Jobs, Waiting
from whence.pipeline import read
from whence.web.app import create_app
from whence.web.work import work

HERE = "http://127.0.0.1:8765"
ENGLISH = "Mill bridge to be shut\n\nThe mill bridge will be shut for a week, Tilda Marrow said on Monday.\n"
FRENCH = (
    "Le pont du moulin sera fermé\n\nLe pont du moulin sera fermé pendant une semaine, a dit la mairie lundi. Les "
    "habitants devront passer par la route du bas, et les cars scolaires partiront une heure plus tôt.\n"
)
LISTS = ("/claims", "/statements", "/sources", "/steps", "/follows", "/versions", "/skipped", "/decisions")


def said(page: str) -> str:
    """The words of a page's content."""
    content = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", content)).split())


def ways_on(page: str) -> list[str]:
    """Where a page's content leads, but for its data."""
    content = page.partition("<main")[2].partition("</main>")[0].partition('<p class="soft data')[0]
    return re.findall(r'href="(/[^"]*)"', content)


@pytest.fixture
def holding(tmp_path: Path) -> Callable[..., TestClient]:
    """Make a visitor of a collection that holds a text, traced or not."""

    def made(text: str, *, traced: bool = True) -> TestClient:
        path = tmp_path / "bridge.case"
        Case(path).close()
        if traced:
            thing = Waiting(kind=ItemKind.text, name="bridge", data=text.encode())
            Jobs(path).ask([thing], at="2031-05-17T08:00:00Z")
            work(path)
        else:
            source = tmp_path / "bridge.txt"
            source.write_text(text, encoding="utf-8")
            with Case(path) as case:
                case.add(read(source))
        return TestClient(create_app(path, work=False), base_url=HERE)

    return made


@pytest.mark.parametrize("page", ["/overview", "/dossier", "/review", *LISTS])
def test_without_articles_a_page_leads_to_where_they_are_added(browser: Any, page: str) -> None:
    """Where the collection holds nothing, every page of it says so and leads to the start."""
    answer = browser.get(page).text
    assert "It holds no article yet." in said(answer)
    assert "/" in ways_on(answer)


@pytest.mark.parametrize("page", ["/overview", "/claims", "/steps", "/dossier", "/review"])
def test_what_is_not_traced_can_be_traced_there(holding: Callable[..., TestClient], page: str) -> None:
    """Where articles are in and not traced, a page says that there are no claims for that, and offers to trace."""
    answer = holding(ENGLISH, traced=False).get(page).text
    assert "not traced yet" in said(answer)
    assert "Trace it" in said(answer)


@pytest.mark.parametrize("page", ["/overview", "/claims", "/statements", "/sources", "/dossier"])
def test_a_collection_of_which_nothing_is_read_does_not_seem_untraced(
    holding: Callable[..., TestClient], page: str
) -> None:
    """Where no statement was read, a page says so, and leads to the articles, which say why."""
    visitor = holding(FRENCH)
    answer = visitor.get(page).text
    assert "No statement was read" in said(answer)
    assert "not traced" not in said(answer)
    assert "/articles" in ways_on(answer)
    assert "statements not read: French" in said(visitor.get("/articles").text)


def test_one_article_makes_a_dossier(holding: Callable[..., TestClient]) -> None:
    """Where no claim stands in several articles, the whole can still be put into one file."""
    visitor = holding(ENGLISH)
    page = visitor.get("/dossier").text
    assert "Open it to print" in said(page)
    assert "No claim stands in several articles" in said(page)
    assert "Tilda Marrow" in visitor.get("/dossier.html").text


@pytest.mark.parametrize("page", ["/steps", "/follows", "/versions", "/skipped", "/decisions"])
def test_an_empty_list_says_what_that_means(holding: Callable[..., TestClient], page: str) -> None:
    """Where a list of a traced collection is empty, it says what that means, and where to go on."""
    answer = holding(ENGLISH).get(page).text
    assert "Nothing in this collection fits" not in said(answer)
    assert ways_on(answer)


@pytest.mark.parametrize("asked", ["words=zzzz", "outlet=Nobody&sort=title"])
def test_a_list_that_is_too_narrow_leads_to_the_whole(reader: Any, asked: str) -> None:
    """Where nothing is left of a list, one click takes away all that narrows it."""
    answer = reader.get(f"/articles?{asked}").text
    assert "Nothing in this collection fits. The whole list" in said(answer)
    assert "/articles" in ways_on(answer)


def test_a_page_that_a_list_does_not_have(reader: Any) -> None:
    """A page beyond the last one says so, and leads to the first of the same list."""
    answer = reader.get("/claims?sort=first&order=up&page=99").text
    assert "The list has fewer pages than that." in said(answer)
    assert "/claims?sort=first&amp;order=up" in ways_on(answer)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/claims/gone", 404), ("/articles/gone", 404), ("/why/gone", 404), ("/nowhere", 404), ("/claims?page=x", 422)],
)
def test_what_is_refused_leads_on(reader: Any, address: str, status: int) -> None:
    """A page that there is not says what may have happened, and leads to where one can look."""
    answer = reader.get(address)
    assert answer.status_code == status
    assert {"/overview", "/claims", "/articles"} <= set(ways_on(answer.text))


@pytest.mark.parametrize("page", ["/", "/overview", "/claims", "/jobs", "/dossier.html", "/api/overview"])
def test_a_case_file_that_is_gone_is_missed(own: Path, editor: Any, page: str) -> None:
    """Where the case file is taken away, pages say so; none is made in its place, which would look empty."""
    assert editor.get(page).status_code == 200
    kept = own.rename(own.with_name("elsewhere.case"))
    answer = editor.get(page)
    assert answer.status_code == 503
    assert "The case file is not where it was." in answer.text
    assert not own.exists()
    assert "/api/" in page or "Put the case file back" in answer.text
    kept.rename(own)
    assert editor.get(page).status_code == 200


def test_nothing_is_decided_where_the_case_file_is_gone(own: Path, editor: Any) -> None:
    """A form that is sent after the case file was taken away is refused, and makes none."""
    token = editor.form_token()
    own.unlink()
    headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
    answer = editor.post("/jobs", data={"form_token": token, "again": "1"}, headers=headers)
    assert answer.status_code == 503
    assert not own.exists()
