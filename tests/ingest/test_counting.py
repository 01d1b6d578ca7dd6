"""How many articles sources hold, told without reading them, or guessed while archives are read."""

from __future__ import annotations

import gzip
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from whence.ingest import ingest
from whence.ingest.counting import Expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two pages, a document, rows, and what is no article."""
    for name in ("a.html", "b/c.txt", "b/d.pdf", "d.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "rows.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n{"text": "c"}')
    return tmp_path


def _expected(*sources: str) -> Expected:
    expected = Expected(sources)
    expected.count()
    return expected


def test_files_and_rows_are_counted(folder: Path) -> None:
    """A page is one article, a document is one, a line of JSON Lines is one, a style sheet is none."""
    assert _expected(str(folder)).total == 6
    assert _expected(str(folder / "a.html"), str(folder / "rows.jsonl")).total == 4
    assert not _expected(str(folder)).is_guess


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("url\nhttps://a.example/\nhttps://b.example/\n", 2),
        ("url\nhttps://a.example/", 1),  # the last line has no end
        ('title,text\nOne,"First line.\n\nSecond ""line"".\n"\nTwo,"Third, line."\n', 2),
        ("url\n", 0),
        ("", 0),
    ],
)
def test_rows_of_a_sheet_are_counted(tmp_path: Path, sheet: str, rows: int) -> None:
    """A row is one article, however many lines a quoted cell of it has; the names are none."""
    (tmp_path / "sheet.csv").write_text(sheet)
    assert _expected(str(tmp_path / "sheet.csv")).total == rows


def test_quotations_of_a_sheet_go_on_where_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large sheet is counted a piece at a time, and a cell may begin in one and end in another."""
    monkeypatch.setattr("whence.ingest.counting._CHUNK", 5)
    (tmp_path / "sheet.csv").write_text('text\n"one\ntwo\n"\n"three ""four""\nfive"\nsix\n')
    assert _expected(str(tmp_path / "sheet.csv")).total == 3


def test_rows_of_parquet_are_those_of_its_footer(tmp_path: Path) -> None:
    """A table states how many rows it has; one that is broken does not tell."""
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"text": ["One.", "Two.", "Three."]}), tmp_path / "a.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    assert _expected(str(tmp_path / "a.parquet")).total == 3
    assert _expected(str(tmp_path / "broken.parquet")).total is None


@pytest.mark.parametrize("source", ["-", "https://news.example.org/story", "{}/sheet.csv.gz", "{}/feed.xml"])
def test_what_does_not_tell_is_not_counted(folder: Path, source: str) -> None:
    """Addresses, standard input, packed sheets and feeds do not tell how many articles they hold."""
    for name in ("sheet.csv.gz", "feed.xml"):
        (folder / name).write_text("url\n")
    assert _expected(source.format(folder)).total is None


# --- what is packed -----------------------------------------------------------------------------------------------

_MANY = 200


def _texts() -> list[str]:
    """Texts that pack badly, so that an archive of them is large enough to tell."""
    chance = random.Random(1)
    return [f"Row {n}.\n\n{chance.randbytes(12_000).hex()} said so." for n in range(_MANY)]


def _gzipped(path: Path) -> Path:
    rows = "".join(f'{{"text": "{text}"}}\n'.replace("\n\n", "\\n\\n") for text in _texts())
    path.write_bytes(gzip.compress(rows.encode()))
    return path


def _zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, text in enumerate(_texts()):
            archive.writestr(f"{n}.txt", text)
    return path


def _tarred(path: Path) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for n, text in enumerate(_texts()):
            file = path.with_name("member.txt")
            file.write_text(text)
            archive.add(file, f"{n:05d}.txt")
    file.unlink()
    return path


def _recorded(path: Path) -> Path:
    with gzip.open(path, "wb") as archive:
        for n, text in enumerate(_texts()):
            archive.write(
                f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/{n}\r\nContent-Type: text/plain"
                f"\r\nWARC-Date: 2031-05-14T05:50:00Z\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n".encode()
            )
    return path


@pytest.mark.parametrize(
    ("make", "name"),
    [(_gzipped, "rows.jsonl.gz"), (_zipped, "pages.zip"), (_tarred, "pages.tar.gz"), (_recorded, "crawl.warc.gz")],
)
def test_what_is_packed_is_guessed_by_the_bytes_that_are_read(tmp_path: Path, make: object, name: str) -> None:
    """On the way, the guess is near what an archive and the pages beside it hold; before a mebibyte, there is none."""
    if name.endswith(".warc.gz"):
        pytest.importorskip("fastwarc")
    assert callable(make)
    sources = [str(make(tmp_path / name)), str(tmp_path / "one.txt")]
    (tmp_path / "one.txt").write_text("One page.")
    expected = _expected(*sources)
    assert expected.is_guess
    guesses = []
    for _ in ingest(sources, expected=expected):
        expected.came()
        guesses.append(expected.total)
    assert len(guesses) == _MANY + 1
    assert guesses[0] is None
    assert guesses[_MANY * 3 // 4] == pytest.approx(_MANY + 1, rel=0.1)
    assert guesses[-1] == pytest.approx(_MANY + 1, rel=0.05)


def test_an_archive_that_is_gone_through_again_does_not_tell(tmp_path: Path) -> None:
    """What is read twice, as for revisits, says nothing of how long the rest takes."""
    expected = _expected(str(_gzipped(tmp_path / "rows.jsonl.gz")))
    with expected.open(tmp_path / "rows.jsonl.gz", "rows.jsonl.gz") as stream:
        expected.came()
        stream.read()
        assert expected.total == 1
        stream.seek(0)
        stream.read()
        assert expected.total is None
