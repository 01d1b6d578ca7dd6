"""Reading by several processes gives what reading by one gives, and articles are made there too."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

import whence
from whence.ingest import ingest_raw, ingest_text, wording
from whence.ingest.raw import Item, Raw, then
from whence.pipeline import read_articles
from whence.records import Article, Reading, Skipped

FIRST = 31  # articles that are made and read by the program itself
PAGE = """<html lang=en><head><title>Dam {0} holds</title></head><body><article><h1>Dam {0} holds</h1>
<p>Dam {0} will hold, the mayor, Ana Torvik, said on Monday.</p></article></body></html>"""
HERE = """
import logging, os
from pathlib import Path

def noted(folder, article):
    Path(folder, Path(article.file).stem).write_text(str(os.getpid()))
    return article

def ended(mark, article):
    '''End the process, once where there is a mark.'''
    if mark is None or not os.path.exists(mark):
        if mark is not None:
            open(mark, "w").close()
        os.kill(os.getpid(), 9)
    return article

def warned(article):
    logging.getLogger("whence").warning("%s has a crack", article.file)
    return article
"""
Change = Callable[..., Article]


def found(count: int) -> list[Item]:
    """Return short articles, and here and there what was skipped."""
    items: list[Item] = []
    for number in range(count):
        text = f"Dam {number} holds\n\nDam {number} will hold, the mayor, Ana Torvik, said on Monday."
        items.append(ingest_text(text, name=f"dam-{number}"))
        if number % 9 == 4:
            items.append(Skipped(source=f"picture-{number}", reason="a picture"))
    return items


def pages(folder: Path, count: int) -> Path:
    """Write so many pages to a folder, in the order of their names."""
    folder.mkdir()
    for number in range(count):
        (folder / f"dam-{number:02d}.html").write_text(PAGE.format(number), encoding="utf-8")
    return folder


def told(items: list[Item], jobs: int) -> list[Reading | Skipped]:
    """Return readings, and between them what was skipped, as they come."""
    waiting: list[Skipped] = []
    seen: list[Reading | Skipped] = []
    for reading in read_articles(items, on_skip=waiting.append, jobs=jobs):
        seen += [*waiting, reading]
        waiting.clear()
    return [*seen, *waiting]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Change]]:
    """Return what finds changes of an article that a fresh process can import."""
    folder = tmp_path / "importable"
    folder.mkdir()
    (folder / "changes_here.py").write_text(HERE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    module = importlib.import_module("changes_here")
    yield lambda name: getattr(module, name)  # type: ignore[no-any-return]  # a change
    del sys.modules["changes_here"]


def test_several_processes_read_the_same_in_the_same_order() -> None:
    """Readings, and between them what was skipped, come as by one process."""
    assert len(told(found(80), 1)) == len(found(80))
    assert told(found(80), 2) == told(found(80), 1)


def record(page: bytes, *, at: str, kind: str = "response", more: str = "") -> bytes:
    """Return a record of a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:dam:{kind}:{at}>\r\nWARC-Date: {at}\r\n"
        f"WARC-Target-URI: https://dam.example/news\r\nContent-Type: application/http; msgtype=response\r\n{more}"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def pdf() -> bytes:
    """Return a PDF of two pages; the second is a picture alone, of which the user is warned."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, "The dam will hold, the mayor, Ana Torvik, said on Monday.")
    canvas.showPage()
    canvas.drawInlineImage(Image.new("L", (4, 4), 128), 72, 500, 100, 100)
    canvas.save()
    return out.getvalue()


def test_the_same_bytes_come_out_by_one_process_and_by_two(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Pages, a web archive with a repeat and a revisit, a PDF and a broken page: exports and warnings are the same."""
    sources = pages(tmp_path / "sources", FIRST + 9)
    (sources / "e-broken.html").write_text("<html><body><script>dam()</script></body></html>", encoding="utf-8")
    (sources / "e-empty.html").write_bytes(b"")
    (sources / "f.pdf").write_bytes(pdf())
    first = record(PAGE.format("one").encode(), at="2031-05-14T06:50:00Z")
    revisit = "WARC-Refers-To-Date: 2031-05-14T06:50:00Z\r\n"
    (sources / "g.warc").write_bytes(
        first
        + record(PAGE.format("two").encode(), at="2031-05-15T06:50:00Z")
        + first
        + record(b"", at="2031-05-16T06:50:00Z", kind="revisit", more=revisit)
    )

    def added(jobs: int) -> tuple[bytes, list[Skipped], list[str]]:
        caplog.clear()
        skipped: list[Skipped] = []
        with whence.Case(tmp_path / f"{jobs}.case") as case:
            case.add(sources, jobs=jobs, on_skip=skipped.append)
            again = case.add(sources, jobs=jobs)
            assert (again.articles, again.known_articles) == (0, FIRST + 9 + 4)
            return case.export(), skipped, [logged.getMessage() for logged in caplog.records]

    one, two = added(1), added(2)
    assert two == one
    assert [Path(skipped.source).name for skipped in one[1][:2]] == ["e-broken.html", "e-empty.html"]
    assert len(one[1]) == 3  # and the record that comes twice
    assert "f.pdf" in " ".join(one[2])


def test_articles_are_made_in_the_processes_that_read_them(tmp_path: Path, here: Callable[[str], Change]) -> None:
    """All but the first pages are taken apart by others than the program."""
    folder = tmp_path / "notes"
    folder.mkdir()
    noted = partial(here("noted"), str(folder))
    items = [then(item, noted) for item in ingest_raw([str(pages(tmp_path / "pages", FIRST + 12))])]
    assert all(isinstance(item, Raw) for item in items)
    assert len(told(items, 2)) == FIRST + 12
    made_by = [int(note.read_text()) for note in sorted(folder.iterdir())]
    assert set(made_by[:FIRST]) == {os.getpid()}
    assert os.getpid() not in made_by[FIRST:]
    assert len(made_by) == FIRST + 12


def test_a_process_that_ends_while_it_makes_an_article_takes_that_one_only(
    tmp_path: Path, here: Callable[[str], Change]
) -> None:
    """It is tried once more by itself: one that ends the process again is skipped, and all others are read."""
    items = list(ingest_raw([str(pages(tmp_path / "pages", FIRST + 12))]))
    items[FIRST + 2] = then(items[FIRST + 2], partial(here("ended"), None))
    items[FIRST + 5] = then(items[FIRST + 5], partial(here("ended"), str(tmp_path / "mark")))
    seen = told(items, 2)
    lost = seen.pop(FIRST + 2)
    assert isinstance(lost, Skipped)
    assert (Path(lost.source).name, lost.reason) == ("dam-33.html", wording.READING_ENDED)
    assert (tmp_path / "mark").exists()
    del items[FIRST + 2]
    assert seen == told(items, 1)


def test_what_another_process_would_warn_of_is_told_here(
    tmp_path: Path, here: Callable[[str], Change], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A warning about an article comes from the program, which knows where it is to be shown, and from nowhere else."""
    items = list(ingest_raw([str(pages(tmp_path / "pages", FIRST + 3))]))
    items[-2] = then(items[-2], here("warned"))
    assert len(told(items, 2)) == FIRST + 3
    assert [Path(logged.getMessage().split()[0]).name for logged in caplog.records] == ["dam-32.html"]
    assert "crack" not in capfd.readouterr().err
