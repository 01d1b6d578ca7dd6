"""Wherever a collection is summed up outside the browser, it is said how many articles were not read, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import whence
from whence import in_parts
from whence.case import Case
from whence.cli.app import cli

SAID = "4 articles are not in English, and their statements were not read: French 3, German 1"


@pytest.mark.parametrize("large", [False, True], ids=["at once", "in parts"])
def test_trace_says_what_was_not_read(in_languages: Case, monkeypatch: pytest.MonkeyPatch, *, large: bool) -> None:
    """Behind the table of claims, also of a collection traced in parts, and not where one claim is asked for."""
    monkeypatch.setattr(in_parts, "is_large", lambda _: large)
    shown = CliRunner().invoke(cli, ["trace", str(in_languages.path)], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert SAID in shown.stdout
    one = CliRunner().invoke(cli, ["trace", str(in_languages.path), "--claim", "c1"])
    assert one.exit_code == 0
    assert "not in English" not in one.stdout


def test_where_all_was_read_trace_says_nothing_of_it(case: Case, weir_trace: Any) -> None:
    """The table of a collection in English ends as it did."""
    case.keep_trace(weir_trace)
    shown = CliRunner().invoke(cli, ["trace", str(case.path)])
    assert shown.exit_code == 0
    assert "not in English" not in shown.stdout


def test_a_dossier_and_a_notebook_count_them(in_languages: Case, tmp_path: Path) -> None:
    """The dossier of a whole collection and a case shown in a notebook have the number beside that of the articles."""
    made = CliRunner().invoke(cli, ["report", str(in_languages.path), "-o", str(tmp_path / "dossier.html")])
    assert made.exit_code == 0
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert (
        '<a href="#articles">8 articles</a> · <a href="#articles">5 of them not in English: statements not read' in page
    )
    with whence.Case(in_languages.path, read_only=True) as opened:
        assert "7 articles (4 of them not in English: statements not read)" in opened._repr_html_()
