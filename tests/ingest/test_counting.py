"""How many articles sources hold, told without reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.ingest.counting import expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two pages, rows, and what is no article."""
    for name in ("a.html", "b/c.txt", "d.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "rows.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n{"text": "c"}\n')
    return tmp_path


def test_files_and_rows_are_counted(folder: Path) -> None:
    """A page is one article, a line of JSON Lines is one, a style sheet is none."""
    assert expected([str(folder)]) == 5
    assert expected([str(folder / "a.html"), str(folder / "rows.jsonl")]) == 4


@pytest.mark.parametrize("source", ["-", "https://news.example.org/story", "{}/sheet.csv", "{}/rows.jsonl.gz"])
def test_what_must_be_opened_to_be_counted_is_not_counted(folder: Path, source: str) -> None:
    """Addresses, standard input, sheets and packed files do not tell how many articles they hold."""
    for name in ("sheet.csv", "rows.jsonl.gz"):
        (folder / name).write_text("url\n")
    assert expected([source.format(folder)]) is None
