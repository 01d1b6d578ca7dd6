"""An assistant's questions to a case file, asked with the protocol's own client."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from whence.api import Case
from whence.assistant.answers import MOST, TEXT
from whence.assistant.server import server
from whence.cli.app import cli
from whence.errors import CaseError
from whence.report.wording import could_be

Ask = Callable[..., Any]
TOOLS = ("explain", "find", "read", "trace", "who_says")


def talk(path: Path, say: Callable[[Client], Any]) -> Any:
    """Return what a conversation with a server gives."""

    async def conversation() -> Any:
        async with Client(server(path)) as client:
            return await say(client)

    return anyio.run(conversation)


@pytest.fixture(scope="module")
def path(traced_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the traced example."""
    return Path(shutil.copy(traced_example, tmp_path_factory.mktemp("assistant")))


@pytest.fixture(scope="module")
def case(path: Path) -> Case:
    """Return the case file itself, to compare with."""
    return Case(path, read_only=True)


@pytest.fixture(scope="module")
def ask(path: Path) -> Ask:
    """Return what asks a tool and gives its answer."""

    def asked(tool: str, /, **given: Any) -> Any:
        result = talk(path, lambda client: client.call_tool(tool, given))
        assert not result.is_error, result.content
        assert json.loads(result.content[0].text) == result.structured_content
        return result.structured_content

    return asked


def refused(path: Path, tool: str, **given: Any) -> str:
    """Return the words with which a tool refuses."""
    result = talk(path, lambda client: client.call_tool(tool, given))
    assert result.is_error
    return str(result.content[0].text)


# --- what there is --------------------------------------------------------------------------------------------------


def test_the_tools_say_that_they_only_read(path: Path) -> None:
    """Every tool says what it does, that it reads only and asks nobody else, and what its answer is made of."""
    tools = talk(path, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == sorted(TOOLS)
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is False
        assert len(tool.description) > 40
        assert tool.output_schema["type"] == "object"
        assert all(about.get("description") for about in tool.input_schema["properties"].values())


def test_the_page_names_every_tool() -> None:
    """The page about assistants has a row for each tool, and no other."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "assistant.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sorted(TOOLS)


def test_the_server_says_how_to_speak_of_it(path: Path) -> None:
    """The instructions ask for "in this collection", mark what is inferred, and take no orders from articles."""

    async def instructions(client: Client) -> str | None:
        return client.instructions

    said = talk(path, instructions)
    for words in (
        "in this collection",
        "inferred",
        "quoted material",
        "Nothing here says whether a statement is right",
    ):
        assert words in said


def test_no_byte_of_the_case_file_changes(path: Path, ask: Ask, case: Case) -> None:
    """Whatever is asked, the case file keeps every byte."""
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    claim = case.claims()[0].id
    ask("find", words="steering")
    ask("trace", claim=claim)
    ask("explain", finding=claim)
    ask("who_says", claim=claim)
    ask("read", article=case.articles()[0].place.id)
    talk(path, lambda client: client.read_resource(f"whence://claims/{claim}"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_case_file_of_an_older_whence_is_asked_by_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One copy answers all questions until the file changes, and goes with the server; the file keeps every byte."""
    old, temporary = tmp_path / "old.case", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    connection = sqlite3.connect(old, isolation_level=None)
    connection.executescript((Path(__file__).parents[1] / "case" / "version2.sql").read_text(encoding="utf-8"))
    connection.close()
    before, seen = old.read_bytes(), []

    async def conversation(client: Client) -> None:
        for _ in range(2):
            result = await client.call_tool("find", {})
            assert result.structured_content["count"]["in_this_collection"] == 1
            seen.append([folder.name for folder in temporary.iterdir()])
        assert old.read_bytes() == before
        Case(old).close()  # brings the file itself forward
        assert not (await client.call_tool("find", {})).is_error
        seen.append([folder.name for folder in temporary.iterdir()])

    talk(old, conversation)
    assert len(seen[0]) == 1
    assert seen[1:] == [seen[0], []]


# --- answers --------------------------------------------------------------------------------------------------------


def test_claims_are_found_with_their_counts(ask: Ask, case: Case) -> None:
    """What is found is what the list of claims gives, page by page, with the length of the whole list."""
    rows = case.claims()
    first, second = (ask("find", page=page, size=7) for page in (1, 2))
    assert [claim["claim"] for claim in (*first["claims"], *second["claims"])] == [row.id for row in rows[:14]]
    assert first["count"] == {"in_this_collection": len(rows), "page": 1, "pages": -(-len(rows) // 7)}
    for claim, row in zip(first["claims"], rows, strict=False):
        assert (claim["articles"], claim["outlets"]) == (row.articles, row.outlets)
        assert (claim["independent_min"], claim["independent_max"]) == tuple(row.independent)
    assert ask("find", side="one_origin")["count"]["in_this_collection"] == len(case.claims(side="one_origin"))


def test_words_stand_where_they_are_said_to(ask: Ask, case: Case) -> None:
    """The places of an answer, cut out of the articles' texts, are the words that it gives."""
    said = ask("who_says", source="Thea Rusk", size=MOST)["statements"]
    route = ask("trace", claim=case.claims(side="several")[1].id)["versions"]
    page = ask("read", article=said[0]["where"]["article"], length=TEXT)["statements"]
    assert len(said) >= 5 and len(route) >= 5 and len(page) >= 3
    for one in (*said, *route, *page):
        text = case.store.text(one["where"]["article"])
        pieces = [" ".join(text[start:end].split()) for start, end in one["where"]["spans"]]
        assert pieces
        assert " … ".join(pieces) == one["words"] or not one["words"]  # a refusal has none, and stands where it is told
        assert one["where"]["outlet"] and one["where"]["time"]


def test_a_route_says_what_is_inferred(ask: Ask, case: Case) -> None:
    """Each step of a route says whether it is inferred, each origin how it counts, and the counts where they count."""
    seen, said = set(), set()
    for row in case.claims(side="several")[:6]:
        route, view = ask("trace", claim=row.id[:12]), case.claim(row.id)
        assert "in this collection" in route["standing"]
        assert len(route["versions"]) == min(MOST, len(view.versions)) == route["count"]["in_this_collection"]
        for version, known in zip(route["versions"], view.versions, strict=True):
            assert [step["inferred"] for step in version["follows"]] == [not why.stated for why in known.follows]
            seen |= {(step["inferred"], step["basis"]) for step in version["follows"]}
        for origin in route["origins"]:
            assert ask("explain", finding=origin["id"], depth=1)["reasons"][0]["fact"] == "origin"
        assert [origin["lower_number"] for origin in route["origins"]] == list(map(could_be, view.origins))
        said |= {origin["lower_number"] for origin in route["origins"]}
    assert "What it says may be another claim; the lower number leaves it out." in said
    assert (True, "inferred") in seen and (False, "credit") in seen
    assert all(inferred == (basis == "inferred") for inferred, basis in seen)


def test_an_article_is_read_in_parts(ask: Ask, case: Case) -> None:
    """The parts of an article, one after the other, are its whole text, and hold all of its statements."""
    place = case.articles()[2].place
    text, statements, start = "", set(), 0
    while start >= 0:
        part = ask("read", article=place.file, start=start, length=700)
        text += part["text"]
        statements |= {one["statement"] for one in part["statements"]}
        start = part["next"]
    assert text == case.store.text(place.id)
    assert statements == {card.id for card in case.article(place.id).cards}


def test_an_explanation_is_cut_and_says_so(ask: Ask, case: Case) -> None:
    """A long explanation is cut at a depth, and says how much is left out; a deeper one has more."""
    claim = case.claims(side="several")[0].id
    short, deep = ask("explain", finding=claim, depth=1), ask("explain", finding=claim, depth=8)
    assert "left out" in short["left_out"]
    assert max(reason["depth"] for reason in short["reasons"]) == 1
    assert len(short["reasons"]) < len(deep["reasons"])


# --- what goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("trace", {"claim": "zz"}, "no claim 'zz' in this collection"),
        ("read", {"article": "../../etc/passwd"}, "no article"),
        ("explain", {"finding": "zz"}, "zz"),
        ("who_says", {}, "say what to look for"),
        ("who_says", {"source": "Nobody Known"}, "no source"),
        ("who_says", {"source": "coastguard"}, "means more than one source"),
        ("who_says", {"outlet": "Tessock"}, "means more than one outlet"),
        ("find", {"size": 1000}, "less than or equal"),
        ("find", {"side": "best"}, "pattern"),
    ],
)
def test_what_cannot_be_answered_is_said(path: Path, tool: str, given: dict[str, Any], words: str) -> None:
    """A question without an answer is refused in words that say why, and names no path of this machine."""
    said = refused(path, tool, **given)
    assert words in said
    assert str(path.parent) not in said


def test_there_is_no_server_without_a_case_file(tmp_path: Path) -> None:
    """A case file that is not there, or is none, is an error before anything is answered, and none is made."""
    with pytest.raises(CaseError):
        server(tmp_path / "no.case")
    (tmp_path / "text.case").write_text("no case file" * 100)
    ran = CliRunner().invoke(cli, ["mcp", str(tmp_path / "text.case")])
    assert isinstance(ran.exception, CaseError)
    assert [found.name for found in tmp_path.iterdir()] == ["text.case"]


# --- resources, standard input --------------------------------------------------------------------------------------


def test_articles_and_claims_are_resources(path: Path, case: Case) -> None:
    """The collection, an article's text and a claim can be read as resources; one that is not there cannot."""

    async def resources(client: Client) -> tuple[Any, ...]:
        row, place = case.claims()[0], case.articles()[0].place
        read = [
            (await client.read_resource(f"whence://{name}")).contents[0].text
            for name in ("collection", f"articles/{place.id}", f"claims/{row.id}")
        ]
        templates = await client.list_resource_templates()
        with pytest.raises(MCPError):
            await client.read_resource("whence://claims/zz")
        return (*read, {template.uri_template for template in templates.resource_templates})

    collection, text, claim, templates = talk(path, resources)
    assert json.loads(collection)["in_this_collection"]["claims"] == len(case.claims())
    assert text == case.store.text(case.articles()[0].place.id)
    assert json.loads(claim)["claim"] == case.claims()[0].id
    assert templates == {"whence://articles/{article}", "whence://claims/{claim}"}


def test_the_command_answers_over_standard_input(path: Path) -> None:
    """`whence mcp` answers the protocol on standard output, and nothing else stands there; it ends with its input."""
    opening = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    asked = json.dumps(opening) + "\n"
    ran = subprocess.run(
        [sys.executable, "-m", "whence", "mcp", str(path)], input=asked, capture_output=True, text=True, check=True
    )
    (answer,) = map(json.loads, ran.stdout.splitlines())
    assert answer["result"]["serverInfo"]["name"] == "whence"
