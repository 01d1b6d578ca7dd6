"""Rows of JSON Lines and sheets to articles, with what they give in place of what a page says."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest import ingest, wording
from whence.ingest.tables import Row, json_row, sheet_rows
from whence.records import Article, Basis, Moment, Precision, ReadFrom, Skipped

TEXT = (
    "Old mill burns\r\n\r\n"
    "The old mill at Sarn burned down on Sunday night, firefighters said.\u00a0 \tNobody was hurt.\r\n"
)
PAGE = (
    "<html><body><article><h1>Old mill burns</h1><p>By Ann Roe</p>"
    "<p>The old mill at Sarn burned down, firefighters said.</p></article>"
)


def rows(*found: object, **options: object) -> list[Article | Skipped]:
    """Ingest rows as JSON Lines on standard input."""
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in found)
    return list(ingest(["-"], stdin=io.BytesIO(lines.encode()), **options))  # type: ignore[arg-type]


def sheet(tmp_path: Path, content: str | bytes, **options: object) -> list[Article | Skipped]:
    """Ingest a sheet that lies beside the files a.txt and b.txt."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Mill {name} burns\n\nThe mill burned down on Sunday, firefighters said.\n"
        )
    path = tmp_path / "sheet.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(ingest([str(path)], **options))  # type: ignore[arg-type]


def test_a_row_gives_an_article_with_its_text_unchanged() -> None:
    """The text of a row stays as it is to the code point, and its id is the article's file."""
    (article,) = rows({"id": "m-17", "text": TEXT})
    assert isinstance(article, Article)
    assert (article.file, article.text) == ("m-17", TEXT)


def test_what_a_row_gives_goes_before_what_the_page_says() -> None:
    """Outlet, time, title and authors of a row replace those of its page, and the time says that it was given."""
    (article,) = rows(
        {"html": PAGE, "url": "https://sarn.example/mill", "outlet": "Sarn Post", "published": "2026-03-01T08:15:00Z"}
        | {"title": "Mill fire", "authors": ["Bo Li", "Cy Dunn"]}
    )
    assert isinstance(article, Article)
    assert (article.outlet, article.outlet_basis) == ("Sarn Post", Basis.stated)
    assert article.published is not None
    assert (article.published.at[:16], article.published.read_from) == ("2026-03-01T08:15", ReadFrom.given)
    assert (article.title, article.authors, article.url) == (
        "Mill fire",
        ("Bo Li", "Cy Dunn"),
        "https://sarn.example/mill",
    )
    assert article.file == "-#1"


def test_other_names_are_mapped_and_other_fields_ignored() -> None:
    """A mapping reads a field from another name, and nothing else of a row matters."""
    (article,) = rows(
        {"body": TEXT, "series": "Sarn Post", "nr": 12, "mood": {"x": [1]}},
        mapping={"outlet": "series", "text": "body", "id": "nr"},
    )
    assert isinstance(article, Article)
    assert (article.outlet, article.text, article.file) == ("Sarn Post", TEXT, "12")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{not json", wording.ROW_NOT_JSON),
        ("[1, 2]", wording.ROW_NOT_JSON),
        ('"text"', wording.ROW_NOT_JSON),
        ("[" * 100_000, wording.ROW_NOT_JSON),
        ('{"n": ' + "9" * 9000 + "}", wording.ROW_NOT_JSON),
        ('{"id": "x"}', wording.ROW_NO_TEXT),
        ('{"text": "  "}', wording.ROW_NO_TEXT),
        ('{"text": 7}', wording.ROW_NO_TEXT),
        (r'{"text": "half \ud83d"}', wording.SURROGATE),
    ],
)
def test_a_broken_row_is_skipped_and_the_next_one_read(row: str, reason: str) -> None:
    """A row that gives no text is skipped with its line's number, and the run goes on."""
    before, broken, after = rows({"text": TEXT}, row, {"text": TEXT + "More."})
    assert broken == Skipped(source="-#2", reason=reason)
    assert isinstance(before, Article)
    assert isinstance(after, Article)


def test_a_row_that_is_repeated_is_named() -> None:
    """The same id with the same text is one article; the second is skipped with the reason."""
    first, again, other = rows({"id": "a", "text": TEXT}, {"id": "a", "text": TEXT}, {"id": "b", "text": TEXT})
    assert again == Skipped(source="-#2", reason=wording.ROW_REPEATED)
    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert first.id != other.id


def test_a_row_over_the_limit_costs_that_row_only() -> None:
    """The limit is that of a row, so that a table of any size is read."""
    found = rows({"text": TEXT}, {"text": "x " * 900}, {"text": TEXT + "More."}, max_bytes=300)
    assert [isinstance(item, Article) for item in found] == [True, False, True]
    assert found[1] == Skipped(source="-#2", reason=wording.too_large(300))


def test_a_row_in_another_encoding_is_skipped(tmp_path: Path) -> None:
    """A row that is no UTF-8 is skipped; a mark before the first is not part of it."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode() + b'\n{"text": "caf\xe9"}\n\n')
    found = list(ingest([str(path)]))
    assert isinstance(found[0], Article)
    assert found[1:] == [Skipped(source=f"{path}#2", reason=wording.UNDECODABLE)]


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ann Roe", ("Ann Roe",)),
        ("Ann Roe and Bo Li", ("Ann Roe", "Bo Li")),
        ("Ann Roe; Bo Li", ("Ann Roe", "Bo Li")),
        ("Ann Roe, Bo Li & Cy Dunn", ("Ann Roe", "Bo Li", "Cy Dunn")),
        ("Roe, Ann", ("Roe, Ann",)),
        ("Ann Roe, Jr.", ("Ann Roe, Jr.",)),
        (["Ann Roe", None, "  ", "Bo  Li"], ("Ann Roe", "Bo Li")),
        (None, ()),
    ],
)
def test_authors_are_told_apart(value: object, authors: tuple[str, ...]) -> None:
    """Authors come as a list, or as a line that joins them in one of the usual ways."""
    assert json_row(json.dumps({"text": "x", "authors": value}), {}).authors == authors


@pytest.mark.parametrize(
    "content",
    [
        "file,outlet\na.txt,Sarn Post\nb.txt,Vale Echo\n",
        "\ufefffile;outlet\r\na.txt;Sarn Post\r\nb.txt;Vale Echo\r\n",
        "outlet\tPath\nSarn Post\ta.txt\n\nVale Echo\tb.txt\n",
        '"outlet","link"\n"Sarn Post","a.txt"\n"Vale Echo","b.txt"\n',
    ],
)
def test_a_sheet_names_files_beside_it(tmp_path: Path, content: str) -> None:
    """A sheet in any common dialect gives the files beside it, with what its other columns say."""
    found = sheet(tmp_path, content)
    assert [(item.file, item.outlet) for item in found if isinstance(item, Article)] == [
        (str(tmp_path / "a.txt"), "Sarn Post"),
        (str(tmp_path / "b.txt"), "Vale Echo"),
    ]


def test_a_sheet_may_hold_the_texts_themselves(tmp_path: Path) -> None:
    """A cell may hold a whole text, with line ends, separators and doubled quotation marks."""
    (article,) = sheet(tmp_path, 'id,text\nr9,"Mill burns\n\nThe mill, ""all of it"", burned down, she said."\n')
    assert isinstance(article, Article)
    assert (article.file, article.text) == ("r9", 'Mill burns\n\nThe mill, "all of it", burned down, she said.')


def test_a_large_cell_is_read(tmp_path: Path) -> None:
    """A cell may be larger than the standard library's own limit."""
    (article,) = sheet(tmp_path, "text\n" + "The mill burned down. " * 10_000)
    assert isinstance(article, Article)
    assert len(article.text) > 200_000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"a.txt"x,Sarn Post', wording.ROW_BROKEN),
        ("a.txt,Sarn Post,more,and more", wording.ROW_TOO_LONG),
        (",Sarn Post", wording.ROW_NO_ADDRESS),
        ("nowhere.txt,Sarn Post", wording.MISSING),
        ("ftp://sarn.example/a,Sarn Post", wording.SCHEME),
        ("http://127.0.0.1:9/a,Sarn Post", wording.PRIVATE),
    ],
)
def test_a_broken_row_of_a_sheet_is_skipped(tmp_path: Path, line: str, reason: str) -> None:
    """A row of a sheet that leads to nothing is skipped, and the next one read."""
    broken, article = sheet(tmp_path, f"file,outlet\n{line}\nb.txt,Vale Echo\n")
    assert isinstance(broken, Skipped)
    assert broken.reason == reason
    assert isinstance(article, Article)


def test_a_quotation_mark_that_never_closes_is_named(tmp_path: Path) -> None:
    """A sheet whose last quotation mark never closes gives the rows before it and a reason for the rest."""
    article, broken = sheet(tmp_path, 'file,outlet\na.txt,Sarn Post\n"b.txt,Vale Echo\n')
    assert isinstance(article, Article)
    assert isinstance(broken, Skipped)
    assert broken.reason == wording.ROW_BROKEN


def test_a_time_that_a_row_gives_is_kept_as_precise_as_it_is(tmp_path: Path) -> None:
    """A day in a sheet is a day, marked as given."""
    (article,) = sheet(tmp_path, "file,published\na.txt,2026-03-01\n")
    assert isinstance(article, Article)
    assert article.published == Moment(at="2026-03-01", precision=Precision.day, read_from=ReadFrom.given)


def test_a_time_that_cannot_be_read_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A time that makes no sense is left out, and a warning says so."""
    (article,) = sheet(tmp_path, "file,published\na.txt,soonish\n")
    assert isinstance(article, Article)
    assert article.published is None
    assert "'soonish'" in caplog.text


@given(st.text(max_size=200))
def test_any_line_is_a_row_or_an_error_of_ours(line: str) -> None:
    """Whatever a line is, it gives a row or `Unreadable`."""
    try:
        assert isinstance(json_row(line, {}), Row)
    except Unreadable as error:
        assert str(error)


@given(st.text(alphabet='url,;"\n\r\t|x ', max_size=80))
def test_any_sheet_is_rows_or_an_error_of_ours(text: str) -> None:
    """Whatever a sheet is, each of its rows is one, or says why not."""
    try:
        for number, row in sheet_rows(text, {}):
            assert number > 0
            assert isinstance(row, Row | Unreadable)
    except Unreadable as error:
        assert str(error)
