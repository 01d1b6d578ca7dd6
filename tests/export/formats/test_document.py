"""The document lists what the registry has, and its pieces are what is written."""

from __future__ import annotations

import doctest
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from whence.case import Case
from whence.export.formats import FORMATS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
WITHOUT = {"training"}  # the example has no decisions; docs/review.md shows a row
Export = Callable[[Case, str], bytes]


def section(name: str) -> str:
    """Return a format's section."""
    (found,) = re.findall(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", DOCUMENT, re.DOTALL | re.MULTILINE)
    return str(found)


def row(name: str) -> str:
    """Return the row that the registry makes for a format."""
    one = FORMATS[name]
    command = f"whence export CASE --as {name} " + ("-o FOLDER" if one.several else f"> FILE{one.extension}")
    return f"| [`{name}`](#{name}) | {one.holds} | {one.opens} | `{command}` | `GET /api/export/{name}` |"


def test_the_table_is_the_registry() -> None:
    """Each format has the row that its entry makes, in the registry's order, and a section of its own."""
    rows = [line for line in DOCUMENT.splitlines() if line.startswith("| [`")]
    assert rows == [row(name) for name in FORMATS]
    assert re.findall(r"^## (\S+)$", DOCUMENT, re.MULTILINE) == list(FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in WITHOUT])
def test_the_pieces_are_what_is_written(name: str, example: Case, export: Export) -> None:
    """Every piece stands in the export of the example, where … stands for any words of a line."""
    whole = export(example, name)
    if FORMATS[name].several:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            whole = b"\n".join(archive.read(entry) for entry in archive.namelist())
    text = whole.decode("utf-8", "replace").replace("\r\n", "\n")
    pieces = [
        piece
        for language, piece in re.findall(r"^```(\w+)\n(.*?)^```$", section(name), re.DOTALL | re.MULTILINE)
        if language != "pycon"
    ]
    assert pieces or ">>>" in section(name)
    for piece in pieces:
        pattern = r"[^\n]*?".join(re.escape(part) for part in piece.strip().split("…"))
        assert re.search(pattern, text), piece


def test_the_calls_give_what_is_shown(example: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document's Python is run as it stands, beside the tables that it names."""
    FORMATS["parquet"].write_to(example, tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    calls = doctest.DocTestParser().get_doctest(DOCUMENT, {}, "exports.md", None, 0)
    told = io.StringIO()
    ran = doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(calls, out=told.write)
    assert ran.attempted >= 5
    assert ran.failed == 0, told.getvalue()
