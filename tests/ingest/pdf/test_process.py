"""Whatever a PDF is, it gives an article or a reason, within its time and memory, and the next one is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest import ingest, ingest_bytes
from whence.ingest.pdf import process, wording
from whence.ingest.pdf.process import Worker, letters_of
from whence.records import Article, Skipped

Write = Callable[..., bytes]
TEXT = b"BT /F1 12 Tf 72 700 Td (The ferry to Tolm stops on Friday, its owner said in a letter.) Tj ET"


def reason(data: bytes) -> str:
    """Return why a PDF gave no article."""
    (skipped,) = ingest_bytes(data, name="page.pdf")
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


def test_a_page_written_by_hand_is_read(write: Write) -> None:
    """A PDF that is told by its first bytes is read, whatever its name."""
    (article,) = ingest_bytes(write(TEXT), name="page")
    assert isinstance(article, Article)
    assert article.text == "The ferry to Tolm stops on Friday, its owner said in a letter."


def test_a_scanned_page_asks_for_ocr(write: Write) -> None:
    """A page of a picture alone says so, and what to do; an empty page is no picture."""
    picture = write(b"q 500 0 0 700 40 40 cm /Im1 Do Q", more="/XObject << /Im1 6 0 R >>")
    assert reason(picture) == wording.SCANNED
    assert reason(write(b"")) == wording.NO_TEXT


def test_an_encrypted_document_says_so() -> None:
    """A document with a password is skipped; one that only forbids printing is read."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    for password, expected in (("secret", wording.ENCRYPTED), ("", None)):
        out = io.BytesIO()
        lock = StandardEncryption(password, ownerPassword="owner", canPrint=0, strength=128)
        canvas = Canvas(out, encrypt=lock)
        canvas.drawString(72, 700, "The ferry to Tolm stops on Friday, its owner said.")
        canvas.save()
        (found,) = ingest_bytes(out.getvalue(), name="locked.pdf")
        assert (found.reason if isinstance(found, Skipped) else None) == expected


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n\x00\x01", b"%PDF-" + b"\xff" * 500])
def test_a_broken_document_says_so(data: bytes) -> None:
    """Bytes that only begin as a PDF are a broken one."""
    assert reason(data) == wording.BROKEN


def test_a_document_that_is_cut_off_gives_what_is_there(write: Write) -> None:
    """A document without its end is repaired where it can be, and else is a broken one."""
    whole = write(TEXT, packed=False)
    (found,) = ingest_bytes(whole[: whole.index(b"xref")], name="cut.pdf")
    assert isinstance(found, Article) or found.reason == wording.BROKEN


def test_a_document_that_passes_its_limits_ends_alone(write: Write) -> None:
    """Letters without end, packed small, cost one document its reading, within the limits; the next one is read."""
    bomb = write(
        b"BT /F1 1 Tf 1 0 0 1 10 10 Tm " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET"
    )
    assert len(bomb) < 200_000
    worker = Worker(seconds=0.5, memory=1 << 30)
    with pytest.raises(Unreadable, match="more time or memory"):
        letters_of(bomb, worker)
    assert letters_of(write(TEXT), worker).pages[0].runs
    slow = Worker(patience=0.0)
    with pytest.raises(Unreadable, match="more time or memory"):
        letters_of(write(TEXT), slow)
    worker.end()


def test_a_packed_stream_is_limited_by_memory(write: Write) -> None:
    """A stream of zeros, two hundred times as large as its document, ends by the limit of memory or is passed over."""
    bomb = write(b"\x00" * 200_000_000)
    worker = Worker(seconds=20.0, memory=300 << 20)
    try:
        assert letters_of(bomb, worker).pages[0].runs == []
    except Unreadable as error:
        assert str(error) == wording.TOO_MUCH
    worker.end()


def test_a_long_document_is_read_to_its_end() -> None:
    """A document of many pages gives all of them; one with more than the limit says so."""
    from reportlab.pdfgen.canvas import Canvas

    def pages(number: int) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out)
        for page in range(number):
            canvas.drawString(72, 700, f"On page {page} the ferry stops, its owner said.")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    (article,) = ingest_bytes(pages(1_000), name="long.pdf")
    assert isinstance(article, Article)
    assert "On page 0 the ferry" in article.text and "On page 999 the ferry" in article.text
    assert "3000 pages" in reason(pages(3_001))


def test_pages_without_text_are_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where only some pages are pictures, the others are read, and a warning names them."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    dot = b"P5 1 1 255\n\x00"
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "The ferry to Tolm stops on Friday, its owner said.")
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(dot)), 0, 0, 400, 400)
    canvas.save()
    path = tmp_path / "mixed.pdf"
    path.write_bytes(out.getvalue())
    (article,) = ingest([str(path)])
    assert isinstance(article, Article)
    assert "pages without text, which may be pictures of it: 2" in caplog.text


def test_a_missing_library_says_what_to_install(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library a PDF is skipped with the command that installs it."""
    monkeypatch.setattr(process.importlib.util, "find_spec", lambda _: None)
    assert "pip install '.[pdf]'" in reason(write(TEXT))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1400), st.integers(0, 200), st.binary(max_size=12))
def test_a_document_with_a_piece_cut_out_gives_an_article_or_a_reason(
    write: Write, at: int, size: int, put: bytes
) -> None:
    """Wherever a document is broken, there is an article or a reason, and never a failure."""
    whole = write(TEXT, packed=False)
    (found,) = ingest_bytes(whole[:at] + put + whole[at + size :], name="page.pdf")
    assert isinstance(found, Article) or "failed" not in found.reason


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.floats(-50, 900), st.floats(-50, 900), st.floats(0.1, 60), st.text("abz 1.-¶", max_size=12)),
        max_size=25,
    )
)
@example(words=[(0.0, 0.0, 5.0, "1"), (0.0, 1.0, 2.0, "a"), (1.0, 0.0, 1.0, "a")])  # beside a page number
def test_letters_anywhere_on_a_page_are_kept(write: Write, words: list[tuple[float, float, float, str]]) -> None:
    """Wherever and in whatever size words stand, each letter of them is in the article's text, or there is a reason."""
    shown = [f"BT /F1 {s:.2f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({t}) Tj ET" for x, y, s, t in words]
    data = write("\n".join(shown).encode("latin-1"))
    document = letters_of(data)
    (found,) = ingest_bytes(data, name="page.pdf")
    if isinstance(found, Skipped):
        assert "failed" not in found.reason
        return
    letters = sorted(char for run in document.pages[0].runs for char in run.text if char.isalpha())
    assert sorted(char for char in found.text if char.isalpha()) == letters
