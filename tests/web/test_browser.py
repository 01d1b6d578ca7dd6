"""The whole of it in Debian's Chromium: what a newcomer does from dropping files to printing; and axe on every screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whence import browse
from whence.case import Case
from whence.example import example_files

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run --disable-sync "
    "--disable-component-update"
).split()
PATIENCE = 180_000  # milliseconds for a job of the example on a busy machine
WIDTHS = (1280, 320)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium, or set CHROMIUM")
sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install --group test")


class Server:
    """`whence serve` as a process of its own."""

    def __init__(self, case: Path) -> None:
        command = [sys.executable, "-m", "whence", "serve", str(case), "--port", "0"]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line
        self.address = found[0].rstrip("/")

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        self._process.terminate()
        self._process.wait(timeout=30)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Chromium, started once."""
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that says on its console what its policy has stopped, and asks no other machine for anything."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda asked: heard.append(asked.url) if "127.0.0.1" not in asked.url else None)
    opened.set_default_timeout(30_000)
    yield opened
    context.close()
    assert heard == []


def drop(page: Any, files: list[Path]) -> None:
    """Drop files on the field for them, as a hand does."""
    given = [{"name": file.name, "text": file.read_text(encoding="utf-8")} for file in files]
    page.evaluate(
        """given => {
            const held = new DataTransfer();
            for (const one of given) { held.items.add(new File([one.text], one.name)); }
            const zone = document.querySelector(".drop");
            for (const kind of ["dragover", "drop"]) {
                zone.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
            }
        }""",
        given,
    )


def wait_for_job(page: Any) -> None:
    """Wait until the job whose page is shown is done."""
    page.wait_for_selector("[data-job=on], [data-job=off]")
    page.wait_for_selector("a.button.main", timeout=PATIENCE)


def test_from_dropped_files_to_a_printed_dossier(tmp_path: Path, page: Any) -> None:
    """In the browser only: drop the example, read a route, correct a source, merge claims, undo, trace again, print."""
    case = tmp_path / "new.case"
    server = Server(case)
    try:
        page.goto(server.address)
        drop(page, example_files())
        page.get_by_role("button", name="Add and trace").click()
        wait_for_job(page)
        page.get_by_role("link", name="To the overview").click()

        # a claim's route
        page.get_by_role("link", name="The ship may have left the marked channel before she struck").click()
        assert page.locator("p.standing").inner_text().startswith("1 independent origin behind 6 articles")
        assert page.locator("figure.lineage svg").is_visible()
        rows = page.locator("table.versions tbody tr")
        assert rows.count() == 6
        page.get_by_role("link", name=re.compile("Why this\\? version 2")).click()
        assert "ORRANY NEWSWIRE" in page.locator("main").inner_text()
        page.go_back()

        # a wrong source, corrected
        page.locator("table.versions tbody tr").nth(0).get_by_role("link", name=re.compile("^article")).click()
        article = page.url.partition("#")[0]
        mark = page.url.partition("#s")[2]
        card = page.locator(f"#k{mark}")
        card.locator("summary").click()
        card.get_by_label("Your name").fill("Ada Brandt")
        card.get_by_label("Name", exact=True).fill("Noor Selwyn")
        assert card.get_by_label("this source:").is_checked()
        card.get_by_label("Note").fill("The recording names her.")
        card.get_by_role("button", name="Save the correction").click()
        assert "corrected" in page.get_by_role("status").inner_text()

        # two claims, merged, and the merging taken back
        page.goto(f"{server.address}/claims?sort=wording&order=up")
        page.get_by_role("link", name="at least 12 passengers were hurt").click()
        page.get_by_role("link", name="Merge with another claim").click()
        page.get_by_label("Words").fill("ashore")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("button", name=re.compile("One with this: Everyone is ashore")).click()
        assert "one claim" in page.get_by_role("status").inner_text()
        page.get_by_role("button", name="Take back").click()
        page.get_by_role("link", name="Decisions").first.click()
        assert page.locator("table.decisions tbody tr").count() == 3
        assert page.get_by_text("taken back", exact=True).count() == 2

        # the other way round: merge two for good
        page.goto(f"{server.address}/claims?words=ashore")
        page.get_by_role("link", name="Everyone is ashore.").click()
        page.get_by_role("link", name="Merge with another claim").click()
        page.get_by_label("Words").fill("Lifeboats sound passengers")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("button", name=re.compile("One with this: Lifeboats from both sides")).click()

        # traced again: the corrections are there
        page.get_by_role("button", name="Trace again").first.click()
        wait_for_job(page)
        page.goto(f"{article}#s{mark}")
        assert "Noor Selwyn" in page.locator(f"#k{mark} h3").inner_text()
        page.goto(f"{server.address}/claims?words=ashore")
        page.get_by_role("link", name="Everyone is ashore.").click()
        assert "Lifeboats from both sides of the sound" in page.locator("table.versions").inner_text()
        merged = page.url.partition("?")[0].rpartition("/")[2]

        # on paper
        page.get_by_role("link", name="As one file to print").click()
        assert page.locator(f"input[value='{merged}']").is_checked()
        page.get_by_label("Its title").fill("What was said about the ferry")
        page.get_by_role("button", name="Open it to print").click()
        assert page.get_by_role("heading", level=1).inner_text() == "What was said about the ferry"
        paper = page.pdf(format="A4")
        assert paper.startswith(b"%PDF") and len(paper) > 20_000
    finally:
        server.stop()
    with Case(case) as held:
        assert [decision.action for decision in held.decisions()] == ["correct", "same", "undo", "same"]


# --- for everybody ----------------------------------------------------------------------------------------------------


def screens(case: Path) -> list[str]:
    """The address of every screen."""
    with Case(case) as opened:
        claim = browse.claims(opened, side="denied").items[0].id
        article = browse.articles(opened).items[0].place.id
        source = browse.sources(opened).items[0].id
        outlet = browse.outlets(opened).items[0].name
        step = next(row for row in browse.steps(opened).items if row.changes)
    fixed = (
        "/ /overview /claims?side=several /articles /statements /sources /outlets /steps /skipped /review /decisions"
    )
    made = f"/claims/{claim} /claims/{claim}/merge /articles/{article} /sources/{source} /sources/{source}/merge"
    more = f"/beside/{step.later}/{step.earlier} /why/{claim} /why/{step.later}..{step.earlier} /jobs /dossier /nothing"
    return [*fixed.split(), *made.split(), f"/outlets/{outlet}", *more.split(), f"/dossier.html?claim={claim}"]


@pytest.fixture(scope="module")
def served(traced: Path) -> Iterator[Server]:
    """The example, served."""
    server = Server(traced)
    yield server
    server.stop()


def test_no_screen_breaks_an_accessibility_rule(served: Server, traced: Path, chromium: Any) -> None:
    """axe finds no violation on any screen, wide or narrow, with everything unfolded; and nothing is cut off."""
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install --group test")
    axe, broken = axe_module.Axe(), []
    for width in WIDTHS:
        context = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        for screen in screens(traced):
            page.goto(served.address + screen)
            page.evaluate("for (const one of document.querySelectorAll('details')) { one.open = true; }")
            found = axe.run(page).response["violations"]
            broken += [(width, screen, one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                broken.append((width, screen, "wider than the window", []))
        context.close()
    assert broken == []


def test_a_question_is_answered_by_keys(traced: Path, tmp_path: Path, page: Any) -> None:
    """The review queue is gone through by single keys: one passes over, one answers; where one writes, keys write."""
    case = Path(shutil.copy(traced, tmp_path / "own.case"))
    server = Server(case)
    try:
        page.goto(f"{server.address}/review")
        first = page.locator("blockquote").first.inner_text()
        page.keyboard.press("s")
        page.wait_for_url("**/review?after=*")
        assert page.locator("blockquote").first.inner_text() != first or page.locator("blockquote").count() > 1
        page.get_by_label("Your name").press_sequentially("Yuna Soren")
        page.get_by_role("heading", level=1).click()
        page.keyboard.press("y")
        page.wait_for_url("**decided=*")
        assert page.get_by_role("status").is_visible()
    finally:
        server.stop()
    with Case(case) as held:
        (made,) = held.decisions()
    assert made.by == "Yuna Soren"


def test_a_page_is_gone_through_by_the_keyboard(served: Server, page: Any) -> None:
    """The first Tab leads to the content; what has the focus is seen."""
    page.goto(f"{served.address}/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
