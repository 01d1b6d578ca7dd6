"""Formats with a reader of their own: how they are told, and that whatever their readers do stops no run."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pytest

from whence.ingest import formats, ingest, ingest_bytes
from whence.ingest.feeds.wording import unknown_xml
from whence.ingest.formats import Format
from whence.ingest.piece import Piece, Run
from whence.records import Article, Skipped

STORY = b"Ferry line to Tolm closes\n\nThe ferry to Tolm stops on Friday, the line's owner said in a letter.\n"


def _two(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Article | Skipped]:
    """A format of two members behind a line: a text, and something that is gone."""
    stream.readline()
    inner = Piece(file=f"{piece.file}/a.txt", name=f"{piece.name}/a.txt", depth=1)
    yield from run.held(inner, io.BytesIO(stream.read()))
    raise RuntimeError


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a format into the table for a test."""
    module = ModuleType("of_two")
    module.two = _two  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "of_two", module)
    line = Format(reader="of_two:two", suffixes=(".two",), magic=(b"TWO\n",))
    monkeypatch.setattr(formats, "FORMATS", (line, *formats.FORMATS))


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_of_the_table_is_a_format(tmp_path: Path, packed: bool) -> None:
    """A format is told by its first bytes, packed too; a reader that breaks costs what it had not read yet."""
    path = tmp_path / "x.two"
    path.write_bytes(gzip.compress(b"TWO\n" + STORY) if packed else b"TWO\n" + STORY)
    article, skipped = ingest([str(path)])
    assert isinstance(article, Article)
    assert (article.file, article.language) == (f"{path}/a.txt", "en")
    assert isinstance(skipped, Skipped)
    assert (skipped.source, "RuntimeError" in skipped.reason) == (str(path), True)


def test_a_format_is_told_in_bytes_and_pipes_too() -> None:
    """Bytes at hand and standard input are read by the same table, from where they begin."""
    assert [type(item) for item in ingest_bytes(b"TWO\n" + STORY, name="x")] == [Article, Skipped]

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    found = list(ingest(["-"], stdin=Pipe(gzip.compress(b"TWO\n" + STORY))))
    assert [type(item) for item in found] == [Article, Skipped]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ('<?xml version="1.0"?><catalog><book>The mill is old.</book></catalog>', "catalog"),
        ('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>The mill.</text></svg>', "svg"),
        ('<?xml version="1.0"?><html><body><article><p>The mill is old.</p></article></body></html>', ""),
    ],
)
def test_xml_that_is_no_page_is_not_read_as_text(text: str, root: str) -> None:
    """A document in XML of a kind that is not known says so by its outermost element; a page in XML is read."""
    (found,) = ingest_bytes(text.encode(), name="a.xml")
    if root:
        assert found == Skipped(source="a.xml", reason=unknown_xml(root))
    else:
        assert isinstance(found, Article)
        assert "The mill is old." in found.text
