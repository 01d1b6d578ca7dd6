"""The pages in Debian's Chromium: what a newcomer does, from dropping files to printing; and axe on every screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import whence
from whence import browse
from whence.case import Case
from whence.example import example_files
from whence.match.records import Matched, PublishedCheck

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run --disable-sync "
    "--disable-component-update"
).split()
PATIENCE = 180_000  # milliseconds for a job of the example on a busy machine

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
        self._process.wait(timeout=60)
        assert self._process.stderr is not None
        self._process.stderr.close()


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
        read_a_route(page)
        statement = correct_a_source(page)
        merge(page, server, "I counted the children", "ashore", "Everyone is ashore")
        page.get_by_role("button", name="Take back").click()
        page.goto(f"{server.address}/decisions")
        assert page.get_by_text("taken back", exact=True).count() == 2
        merge(page, server, "Everyone is ashore", "Lifeboats sound passengers", "Lifeboats from both sides")
        page.get_by_role("button", name="Trace again").first.click()
        wait_for_job(page)
        page.goto(statement)
        assert "Noor Selwyn" in page.locator(statement_card(statement)).inner_text()
        open_claim(page, server, "Everyone is ashore")
        assert "Lifeboats from both sides of the sound" in page.locator("table.versions").inner_text()
        print_it(page)
    finally:
        server.stop()
    with Case(case) as held:
        assert [decision.action for decision in held.decisions()] == ["correct", "same", "undo", "same"]


def read_a_route(page: Any) -> None:
    """Open a claim: how many origins, where it travelled, word by word, and why one version follows another."""
    page.get_by_role("link", name="The ship may have left the marked channel before she struck").click()
    assert page.locator("p.standing").inner_text().startswith("1 independent origin behind 6 articles")
    assert page.locator("figure.lineage svg").is_visible()
    assert page.locator("table.versions tbody tr").count() == 6
    page.get_by_role("link", name=re.compile(r"Why this\? version 2")).click()
    assert "ORRANY NEWSWIRE" in page.locator("main").inner_text()
    page.go_back()


def correct_a_source(page: Any) -> str:
    """Go to the first version in its article, and say that somebody else says so; return the statement's address."""
    page.locator("table.versions tbody tr").nth(0).get_by_role("link", name=re.compile("^article")).click()
    statement: str = page.url
    card = page.locator(statement_card(statement))
    card.locator("summary").click()
    card.get_by_label("Your name").fill("Ada Brandt")
    card.get_by_label("Name", exact=True).fill("Noor Selwyn")
    assert card.get_by_label("this source:").is_checked()
    card.get_by_label("Note").fill("The recording names her.")
    card.get_by_role("button", name="Save the correction").click()
    page.wait_for_url("**decided=*")
    assert "corrected" in page.get_by_role("status").inner_text()
    return statement


def statement_card(statement: str) -> str:
    """The card of a statement, by the statement's address."""
    return f"#k{statement.partition('#s')[2]}"


def open_claim(page: Any, server: Server, wording: str) -> None:
    """Find a claim by its words and open it."""
    page.goto(server.address + "/claims")
    page.get_by_label("Words of any version").fill(wording)
    page.get_by_role("button", name="Narrow the list").click()
    page.locator("table.claims").get_by_role("link", name=re.compile(wording)).first.click()


def merge(page: Any, server: Server, one: str, words: str, other: str) -> None:
    """Say of two claims that they are one."""
    open_claim(page, server, one)
    page.get_by_role("link", name="Merge with another claim").click()
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=re.compile(f"One with this: {other}")).click()
    page.wait_for_url("**decided=*")
    assert "one claim" in page.get_by_role("status").inner_text()


def print_it(page: Any) -> None:
    """Put the claim that is shown on paper."""
    claim = page.url.partition("?")[0].rpartition("/")[2]
    page.get_by_role("link", name="As one file to print").click()
    assert page.locator(f"input[value='{claim}']").is_checked()
    page.get_by_label("Its title").fill("What was said about the ferry")
    page.get_by_role("button", name="Open it to print").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What was said about the ferry"
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF") and len(paper) > 20_000


# --- for everybody ----------------------------------------------------------------------------------------------------


def screens(case: Path) -> list[str]:
    """The address of every screen."""
    with Case(case) as opened:
        claim = browse.claims(opened, side="denied").items[0].id
        article = browse.articles(opened).items[0].place.id
        source = browse.sources(opened).items[0].id
        outlet = browse.outlets(opened).items[0].name
        step = next(row for row in browse.steps(opened).items if row.changes)
    fixed = "/ /overview /claims?side=several /articles /statements /sources /outlets /steps /follows /skipped /review"
    made = f"/claims/{claim} /claims/{claim}/merge /claims/{claim}/denial"
    made += f" /articles/{article} /sources/{source} /sources/{source}/merge"
    more = f"/beside/{step.later}/{step.earlier} /why/{claim} /why/{step.later}..{step.earlier}"
    last = f"/pictures /decisions /jobs /dossier /dossier.html?claim={claim} /nothing"
    return [*fixed.split(), *made.split(), f"/outlets/{outlet}", *more.split(), *last.split()]


@pytest.fixture(scope="module")
def served(traced: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The example, served, with its pictures, and with a published check of the claim that is shown."""
    shown = Path(shutil.copy(traced, tmp_path_factory.mktemp("served")))
    with whence.Case(shown) as case:
        case.find_pictures()
        claim = case.claims(side="denied")[0]
        check = PublishedCheck(
            id="k", claim=claim.wording, address="https://checks.example/1", publisher="Channel Check"
        )
        statement = case.claim(claim.id).versions[0].id
        case.store.keep_checks([Matched(claim=claim.id, check=check, score=0.9, statement=statement)], given=["f"])
    server = Server(shown)
    yield server
    server.stop()


def unfold(page: Any) -> None:
    """Open everything that can be unfolded."""
    page.evaluate("for (const one of document.querySelectorAll('details')) { one.open = true; }")


def too_wide(page: Any) -> list[str]:
    """What stands out of the window to the right, where nothing around it can be moved: the page, and controls."""
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            const out = [];
            if (document.documentElement.scrollWidth > wide) { out.push("the page"); }
            for (const one of document.querySelectorAll("a, button, input, select, textarea, summary")) {
                const box = one.getBoundingClientRect();
                const out_of_it = box.width && box.right > wide + 1 && !one.closest(".scroll");
                if (out_of_it) { out.push(one.outerHTML.slice(0, 80)); }
            }
            return out;
        }"""
    )
    return found


@pytest.fixture(scope="module")
def served_captures(captured_case: Path) -> Iterator[Server]:
    """Articles that were captured several times, served."""
    server = Server(captured_case)
    yield server
    server.stop()


VERSIONS = (
    "/versions",
    "/versions/id-b1",
    "/versions/id-b1?before=1&after=3",
    "/articles/id-b3",
    "/articles",
    "/outlets",
)
_SHAPES = ("/", "/overview", "/claims?side=several", "/review", "/decisions", "/dossier")  # other lists are as claims


def test_no_screen_breaks_an_accessibility_rule(served: Server, traced: Path, chromium: Any) -> None:
    """axe finds no violation on any screen with everything unfolded, as it is and at 200 %; a narrow window is enough.

    At 200 % a window of 1280 pixels has room for 640; what does not fit there, or in 320, could not be reached.
    """
    assert violations(served, screens(traced), chromium) == []


def test_no_screen_of_versions_breaks_an_accessibility_rule(served_captures: Server, chromium: Any) -> None:
    """axe finds no violation where captures are listed and compared, and nothing is out of a narrow window."""
    assert violations(served_captures, VERSIONS, chromium) == []


def violations(served: Server, some: Iterable[str], chromium: Any) -> list[Any]:
    """What breaks a rule, or stands out of the window, on some screens."""
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install --group test")
    axe, broken = axe_module.Axe(), []
    for width, scale in ((1280, 1), (640, 2)):
        context = chromium.new_context(
            bypass_csp=True, device_scale_factor=scale, viewport={"width": width, "height": 800 // scale}
        )
        page = context.new_page()
        for screen in some:
            page.goto(served.address + screen)
            unfold(page)
            whole = scale == 1 or screen.split("?")[0].count("/") != 1 or screen in _SHAPES
            found = axe.run(page).response["violations"] if whole else []
            broken += [(screen, width, one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
            broken += [(screen, width, "out of the window", [one]) for one in too_wide(page)]
            narrower = 320 if scale == 2 else 768  # a telephone, a tablet
            page.set_viewport_size({"width": narrower, "height": 800})
            broken += [(screen, narrower, "out of the window", [one]) for one in too_wide(page)]
            page.set_viewport_size({"width": width, "height": 800 // scale})
        context.close()
    return broken


# Where the focus is: its place among all that can have it, whether it is seen, and how many such places there are.
_FOCUS = """() => {
    const can = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, "
        + "[tabindex='0']")].filter((one) => one.checkVisibility() && !one.disabled
            && !(one.type === "radio" && !one.checked && one.form.querySelector(`[name="${one.name}"]:checked`)));
    const style = getComputedStyle(document.activeElement);
    const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return [can.indexOf(document.activeElement), seen, can.length];
}"""
_STOPS = 45  # of the Tab key on one screen: each sort of control is among them


def test_every_screen_is_gone_through_by_the_keyboard_alone(served: Server, traced: Path, chromium: Any) -> None:
    """Tab leads from the skip link to all that can be used, in the order of the page, and one sees where it is."""
    assert out_of_order(served, screens(traced), chromium) == []


def test_versions_are_gone_through_by_the_keyboard_alone(served_captures: Server, chromium: Any) -> None:
    """Tab leads through the captures, the form that compares two of them, and what changed."""
    assert out_of_order(served_captures, VERSIONS, chromium) == []


def out_of_order(served: Server, some: Iterable[str], chromium: Any) -> list[Any]:
    """Where Tab does not lead in the order of the page, or one does not see where it is, on some screens."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    broken = []
    for screen in some:
        page.goto(served.address + screen)
        unfold(page)
        (_, _, number) = page.evaluate(_FOCUS)
        for stop in range(min(number, _STOPS)):
            page.keyboard.press("Tab")
            place, is_seen, _ = page.evaluate(_FOCUS)
            if place != stop or not is_seen:
                broken.append((screen, stop, place, is_seen, page.evaluate("document.activeElement.outerHTML")[:120]))
                break
    page.close()
    return broken


def test_two_versions_are_compared_by_keys_alone(served_captures: Server, page: Any) -> None:
    """From an article, keys lead to its versions and compare the first with the last; the words say what came."""
    page.goto(f"{served_captures.address}/articles/id-b3")
    page.get_by_role("link", name="What changed between its versions").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/versions/id-b3")
    page.get_by_label("Version", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**after=3")
    assert page.locator("section.compared").count() == 1
    said = page.locator(".redline").all_inner_texts()
    assert "removed: June" in " ".join(" ".join(said).split())
    assert "added: July" in " ".join(" ".join(said).split())


def test_nothing_is_said_by_hue_alone(served: Server, traced: Path, chromium: Any) -> None:
    """What has a hue says in words what the hue means, and each form of a statement has a line of its own."""
    page = chromium.new_page()
    with Case(traced) as opened:
        articles = [row.place.id for row in browse.articles(opened).items]
    lines: dict[str, set[str]] = {}
    for article in articles:
        page.goto(f"{served.address}/articles/{article}")
        kinds = page.evaluate("[...document.querySelectorAll('.kind')].map((one) => one.textContent.trim())")
        assert kinds
        assert all(kinds)
        unnumbered = (
            "[...document.querySelectorAll('.card')].filter((one) => !/^\\D*\\d+/.test(one.textContent)).length"
        )
        assert page.evaluate(unnumbered) == 0
        for form, line in page.evaluate(
            """[...document.querySelectorAll(".reading .s")].map((one) => {
                const style = getComputedStyle(one);
                return [one.className.match(/f-(\\w+)/)[1], style.textDecorationStyle + style.borderBottomStyle];
            })"""
        ):
            lines.setdefault(form, set()).add(line)
    page.close()
    assert all(len(some) == 1 for some in lines.values()), lines
    assert len({line for some in lines.values() for line in some}) == len(lines) >= 3


_MARKED = """() => {
    const ground = (one) => getComputedStyle(one).backgroundColor;
    const box = document.querySelector("sup:target").getBoundingClientRect();
    const marked = [...document.querySelectorAll(".s")].filter((one) => ground(one) !== "rgba(0, 0, 0, 0)");
    const first = marked[0].getBoundingClientRect();
    return [marked.map((one) => one.dataset.mark), first.top >= 0 && box.bottom <= innerHeight];
}"""


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("file", [False, True], ids=["page", "dossier"])
def test_a_finding_opens_to_its_words(
    served: Server, traced: Path, chromium: Any, tmp_path: Path, *, file: bool, script: bool
) -> None:
    """One click leads from a version to its words in the article: marked, in a telephone's window; and back again."""
    with Case(traced) as opened:
        claim = next(row.id for row in browse.claims(opened).items if row.wording.startswith("The ship may have left"))
    start = f"{served.address}/claims/{claim}"
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=script)
    page = context.new_page()
    if file:
        (tmp_path / "dossier.html").write_bytes(page.request.get(f"{served.address}/dossier.html?claim={claim}").body())
        start = (tmp_path / "dossier.html").as_uri()
    page.goto(start)
    links = page.locator("table.versions").get_by_role("link", name=re.compile("^article"))
    assert links.count() == 6
    for n in range(6):
        mark = (links.nth(n).get_attribute("href") or "").rpartition("s")[2]
        links.nth(n).click()
        page.wait_for_url("**#*")
        marks, is_seen = page.evaluate(_MARKED)
        assert (set(marks), is_seen) == ({mark}, True), n
        page.go_back()
        assert page.locator("table.versions").is_visible()
    context.close()


def test_all_pieces_of_a_statement_are_marked(served: Server, traced: Path, page: Any) -> None:
    """Where a statement stands in pieces, the script marks each; another address, of the same page, marks others."""
    with Case(traced) as opened:
        articles = [row.place.id for row in browse.articles(opened).items]
    several = 0
    for article in articles:
        page.goto(f"{served.address}/articles/{article}")
        held: dict[str, int] = page.evaluate(
            """[...document.querySelectorAll(".reading .s")].reduce(
                (all, one) => ({ ...all, [one.dataset.mark]: (all[one.dataset.mark] || 0) + 1 }), {})"""
        )
        for mark in (mark for mark, pieces in held.items() if pieces > 1):
            page.evaluate(f"location.hash = 's{mark}'")
            page.wait_for_selector(".s.here")
            assert page.locator(".s.here").count() == held[mark]
            assert page.evaluate(_MARKED)[1]
            several += 1
    assert several


def test_every_screen_can_be_put_on_paper(served: Server, traced: Path, chromium: Any) -> None:
    """On paper stand the words, and nothing to press; no table runs over the edge of the sheet."""
    page = chromium.new_page(viewport={"width": 718, "height": 1000})  # A4 at 96 dots an inch, less its margins
    broken = []
    for screen in screens(traced):
        page.goto(served.address + screen)
        page.emulate_media(media="print")
        left = page.evaluate(
            """[...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, header nav")]
                .filter((one) => one.checkVisibility()).length"""
        )
        wide = page.evaluate(
            """[...document.querySelectorAll("main *")].filter((one) => one.checkVisibility()
                && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map((one) => one.outerHTML.slice(0, 80)).slice(0, 3)"""
        )
        heading = page.locator("h1").first.is_visible()
        broken += [(screen, left, wide, heading)] if left or wide or not heading else []
    page.close()
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


def test_a_chain_is_corrected_by_keys_alone_without_script(traced: Path, tmp_path: Path, chromium: Any) -> None:
    """Where no script runs, keys alone open a statement's form, put a station before who says so, and save it."""
    case = Path(shutil.copy(traced, tmp_path / "own.case"))
    with Case(case) as held:
        article = browse.articles(held).items[0].place.id
    server = Server(case)
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{server.address}/articles/{article}")
        card = page.locator(".card").first
        card.locator("summary").focus()
        page.keyboard.press("Enter")
        card.get_by_label("Your name").focus()
        page.keyboard.type("Ada Brandt")
        card.locator("[name=station_name]").first.focus()
        page.keyboard.type("The Outer Wire")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("citing")
        card.locator("[name=note]").focus()
        page.keyboard.type("The byline says so.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**decided=*")
        assert "corrected" in page.get_by_role("status").inner_text()
        assert "The Outer Wire" in card.locator(".decided").inner_text()
        page.goto(f"{server.address}/decisions")
        page.get_by_role("button", name="Take back").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("taken back", exact=True).first.wait_for()
    finally:
        context.close()
        server.stop()
    with Case(case) as held:
        made, _ = held.decisions()
    assert made.by == "Ada Brandt"
    assert '"link":"citing"' in made.value


def test_words_that_are_marked_are_taken(traced: Path, tmp_path: Path, page: Any) -> None:
    """Words marked in the article's text become those of a statement that was missed, without the numbers in them."""
    case = Path(shutil.copy(traced, tmp_path / "own.case"))
    with Case(case) as held:
        article = browse.articles(held).items[0].place.id
    server = Server(case)
    try:
        page.goto(f"{server.address}/articles/{article}")
        page.locator("#missed > summary").click()
        page.evaluate(
            "document.getSelection().selectAllChildren([...document.querySelectorAll('.r-paragraph > p')]"
            ".find((one) => one.querySelector('sup')))"
        )
        page.locator("#missed .takes").first.click()
        page.locator("#missed").get_by_label("Your name").fill("Ada Brandt")
        page.locator("#missed").get_by_label("Name", exact=True).fill("Noor Selwyn")
        page.get_by_role("button", name="Add this statement").click()
        page.wait_for_url("**decided=*")
        assert "added" in page.get_by_role("status").inner_text()
    finally:
        server.stop()
    with Case(case) as held:
        (made,) = held.decisions()
    assert made.action == "add"
