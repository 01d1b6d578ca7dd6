"""Every page that the start leads to: there, linked soundly, with counts that lead to just as many items."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import deque
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from whence import browse
from whence.case import Case
from whence.records import Trace
from whence.report.dossier import dossier
from whence.web.app import create_app
from whence.web.work import work

LISTS = ("/claims", "/articles", "/statements", "/sources", "/outlets", "/steps", "/follows", "/skipped", "/decisions")
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def screens(case: Path) -> list[str]:
    """The address of a screen of every sort, by the records of a case file."""
    with Case(case) as opened:
        claim = browse.claims(opened, side="denied").items[0]
        article = browse.articles(opened).items[0]
        source = browse.sources(opened).items[0]
        outlet = browse.outlets(opened).items[0]
        step = next(row for row in browse.steps(opened).items if row.changes)
        denial = next(iter((opened.trace() or Trace()).denials))
    return [
        *("/", "/overview", "/review", "/jobs", "/dossier", "/pictures", *LISTS),
        f"/claims/{claim.id}",
        f"/claims/{claim.id}/merge",
        f"/claims/{claim.id}/denial",
        f"/articles/{article.place.id}",
        f"/sources/{source.id}",
        f"/sources/{source.id}/merge",
        f"/outlets/{outlet.name}",
        f"/beside/{step.later}/{step.earlier}",
        f"/beside/{denial.denying}/{denial.denied}",
        *(f"/why/{given}" for given in (claim.id, f"{claim.id}:A", article.place.id, source.id)),
        f"/why/{step.later}..{step.earlier}",
    ]


def links(page: str) -> list[tuple[str, str]]:
    """The links of a page: where they lead and what they say."""
    return [
        (html.unescape(to), " ".join(html.unescape(_TAG.sub("", said)).split())) for to, said in _LINK.findall(page)
    ]


def test_every_link_of_the_site_leads_to_a_page(reader: Any, traced: Path) -> None:
    """From the start, and from a screen of every sort, each link leads to a page that holds its anchor."""
    anchors: dict[str, set[str]] = {}
    waiting, depth = deque((screen, 0) for screen in screens(traced)), 1
    while waiting:
        address, deep = waiting.popleft()
        if address in anchors:
            continue
        answer = reader.get(address)
        assert answer.status_code == 200, address
        anchors[address] = (
            set(re.findall(r'id="([^"]+)"', answer.text)) if "html" in answer.headers["content-type"] else set()
        )
        for to, _ in links(answer.text) if "html" in answer.headers["content-type"] else ():
            page, _, anchor = to.partition("#")
            whole = page or address
            if deep < depth and whole not in anchors:
                waiting.append((whole, deep + 1))
            if anchor and whole in anchors:
                assert anchor in anchors[whole], (address, to)
    assert len(anchors) > 100


def test_every_count_leads_to_just_as_many_items(reader: Any, traced: Path) -> None:
    """Where a link to a list says a number, the list has that many items."""
    checked: dict[str, int] = {}
    for screen in screens(traced):
        for to, said in links(reader.get(screen).text):
            parts, number = (
                urlsplit(to),
                re.match(r"(\d[\d,]*)(?![\d-])", said),
            )
            if parts.path not in LISTS or not number or "page=" in parts.query or to in checked:
                continue
            data = f"{parts.path}.json?{parts.query}" if parts.query else f"{parts.path}.json"
            checked[to] = reader.get(data).json()["total"]
            assert checked[to] == int(number[1].replace(",", "")), (screen, to, said)
    assert len(checked) > 150


def cell(value: object) -> str:
    """What a sheet holds of a value of JSON."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_as_page_as_json_and_as_sheet(reader: Any, path: str) -> None:
    """The three ways of a list hold the same rows in the same order, and each page of it its part."""
    first = reader.get(f"{path}.json", params={"size": 5}).json()
    sheet = reader.get(f"{path}.csv", params={"size": 5})
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [{key: cell(value) for key, value in item.items()} for item in first["items"]] == [
        {key: value.removeprefix("'") for key, value in row.items()} for row in rows
    ]
    assert len(first["items"]) == min(5, first["total"]) == min(5, int(sheet.headers["x-total-count"]))
    page = reader.get(path, params={"size": 5}).text
    assert page.count("<tr") == (len(rows) + 1 if rows else 0)
    whole = reader.get(f"{path}.json", params={"size": 500}).json()["items"]
    assert whole[:5] == first["items"]
    assert whole[5:10] == reader.get(f"{path}.json", params={"size": 5, "page": 2}).json()["items"]


@pytest.mark.parametrize("path", ["/claims", "/articles", "/statements", "/sources", "/outlets", "/steps"])
def test_a_list_has_one_sheet(reader: Any, path: str) -> None:
    """The sheet of a page is that of the interface for programs, byte for byte, with the mark that it is UTF-8."""
    sheet = reader.get(f"{path}.csv", params={"size": 500}).content
    assert sheet == reader.get(f"/api{path}.csv", params={"size": 500}).content
    assert sheet.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "path", [path for path in LISTS if path not in ("/skipped", "/decisions", "/steps", "/follows")]
)
def test_a_list_is_sorted_both_ways(reader: Any, path: str) -> None:
    """The head of a column sorts, and sorts the other way round at the second click."""
    sorts = {to for to, _ in links(reader.get(path).text) if "sort=" in to and to.startswith(f"{path}?")}
    for to in sorts:
        page = reader.get(to).text
        head = re.search(r'aria-sort="\w+"><a href="([^"]+)"', page)
        assert head, to
        turned = html.unescape(head[1])
        assert turned != to
        key = path + ".json?size=500&" + to.partition("?")[2]
        back = path + ".json?size=500&" + turned.partition("?")[2]
        assert reader.get(key).json()["items"] == reader.get(back).json()["items"][::-1], to


def test_facets_count_what_they_lead_to(reader: Any) -> None:
    """A list narrowed to a facet's value has as many items as the facet says."""
    for path in ("/claims", "/articles", "/statements", "/sources", "/claims?side=several", "/statements?kind=none"):
        found = re.findall(
            r'<li><a href="([^"]+)">[^<]*</a> <span class="soft">(\d+)</span></li>', reader.get(path).text
        )
        assert found, path
        for to, count in found:
            data = html.unescape(to).replace("?", ".json?", 1)
            assert reader.get(data).json()["total"] == int(count), to


def test_a_filter_that_is_on_can_be_taken_off(reader: Any) -> None:
    """A list says what it is narrowed to, by its name, and leads to itself without it."""
    page = reader.get("/claims?side=denied&words=alarm").text
    assert "denied by another" in page
    assert ("/claims?side=denied", "×") in links(page)
    assert ("/claims?words=alarm", "×") in links(page)


@pytest.mark.parametrize(
    "address",
    ["/claims?page=0", "/claims?page=x", "/claims?sort=fame", "/claims?since=soon", "/claims?page=99999999999"],
)
def test_what_cannot_be_meant_is_said(reader: Any, address: str) -> None:
    """An address that means nothing is answered with what could be meant, also as data."""
    assert reader.get(address).status_code == 422
    assert reader.get(address.replace("?", ".json?")).json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        *("/claims/x", "/articles/x", "/sources/x", "/outlets/x", "/beside/x/y", "/why/x", "/jobs/x", "/nothing"),
        *("/claims/x/merge", "/sources/x/merge", "/static/x", "/static/../app.py", "/static/%2e%2e%2fapp.py"),
        "/claims/x/denial",
    ],
)
def test_what_is_not_there_is_not_there(reader: Any, address: str) -> None:
    """An address of nothing is answered with a page that says so."""
    assert reader.get(address).status_code == 404


def test_an_empty_collection_has_its_pages(browser: Any) -> None:
    """Every screen that needs no record is there before anything is."""
    for address in ("/", "/overview", "/review", "/jobs", "/dossier", *LISTS):
        assert browser.get(address).status_code == 200, address


def test_static_files_are_kept_by_the_browser(reader: Any) -> None:
    """A style sheet has an address that changes with it, and is asked for once."""
    to = re.search(r'href="(/static/whence.css\?[0-9a-f]+)"', reader.get("/").text)
    assert to
    assert "immutable" in reader.get(to[1]).headers["cache-control"]


def test_the_dossier_is_the_reports(reader: Any, traced: Path) -> None:
    """The file of chosen claims is the one that `whence report` writes, under a policy that knows its style."""
    with Case(traced) as case:
        claim = next(case.claims()).id
        readings, trace = list(case.readings()), case.trace()
        assert trace is not None
        made = dossier(readings, trace, case.manifest(), claims=[claim], skipped=case.skipped(), owners=case.owners())
    answer = reader.get("/dossier.html", params={"claim": claim})
    assert answer.text == made
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
    assert " style=" not in answer.text
    assert reader.get("/dossier.html", params={"claim": "nothing"}).status_code == 422


HOSTILE = """<html><head><title>Weir &lt;b&gt; opens</title></head><body>
<h1>Weir opens</h1>
<p>The weir \N{RIGHT-TO-LEFT OVERRIDE}will open&lt;script&gt;alert(1)&lt;/script&gt; soon, Ines Okker told us.</p>
<p>"It &lt;img src=x onerror=alert(2)&gt; holds\x07\x1b[31m," said <a href="javascript:alert(3)">Rolf Arnaud</a>.</p>
<p>{{ 7 * 7 }} {% raw %} ${7*7} said Rolf Arnaud.</p>
<script>alert(4)</script></body></html>"""


def test_article_text_is_only_ever_text(browser: Any) -> None:
    """Whatever an article holds, a page shows it as text: no script, no link of its own, no turning of the line."""
    name = 'a"><script>alert(5)</script>.html'
    browser.submit("/jobs", files=[("files", (name, HOSTILE.encode()))])
    path = browser.app.state.site.path
    work(path)
    with Case(path) as case:
        (article,) = (row.place.id for row in browse.articles(case).items)
    pages = [f"/articles/{article}", f"/why/{article}", "/articles", "/statements", "/claims", "/sources", "/jobs"]
    for address in [*pages, *(to for to in browser.links("/claims") if to.startswith("/claims/")), "/dossier.html"]:
        page = browser.get(address).text
        assert not re.search(r"<script(?! src=\"/static/)", page), address
        assert not re.search(r"<[^>]* on\w+=", page), address
        assert not re.search(r'(?:href|src|action)="(?!/|#)', page), address
        assert not set(page) & set("\N{RIGHT-TO-LEFT OVERRIDE}\x07\x1b"), address
    assert "&lt;script&gt;alert(1)" in browser.get(f"/articles/{article}").text


def test_no_request_leaves_the_machine(traced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen, whatever the environment asks for, opens a connection to another machine or loads from one."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://192.0.2.1:4318")

    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)
    with TestClient(create_app(traced, work=False), base_url="http://127.0.0.1:8765") as visitor:
        for screen in screens(traced):
            page = visitor.get(screen)
            assert page.status_code == 200
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text), screen
