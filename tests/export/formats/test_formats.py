"""The registry of formats, and what holds for all of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from whence.case import Case
from whence.cli.app import cli, main
from whence.export import wording
from whence.export.formats import FORMATS
from whence.records import Reading, Trace

ALL = pytest.mark.parametrize("name", FORMATS)
Export = Callable[[Case, str], bytes]


def test_each_format_has_its_words() -> None:
    """Whatever is listed says what it holds and what opens it, in the registry's order, and nothing else does."""
    assert list(wording.HOLDS) == list(wording.OPENS) == list(FORMATS)


@ALL
def test_the_same_collection_gives_the_same_bytes(
    name: str, tmp_path: Path, weir: list[Reading], weir_trace: Trace, export: Export
) -> None:
    """The order in which articles were added makes no difference, nor does when they were."""
    written = []
    for number, readings in enumerate((weir, weir[::-1])):
        with Case(tmp_path / f"{number}.case") as case:
            case.add(readings)
            case.keep_trace(weir_trace)
            written.append(export(case, name))
    assert written[0] == written[1]


@ALL
def test_an_empty_and_an_untraced_collection_can_be_written(
    name: str, tmp_path: Path, weir: list[Reading], export: Export
) -> None:
    """Nothing fails where there is no article yet, or no trace."""
    with Case(tmp_path / "new.case") as case:
        export(case, name)
        case.add(weir)
        assert export(case, name) or name in ("passages", "training")  # there are none


@ALL
def test_the_command_and_the_address_give_the_same(
    name: str, traced_example: Path, example: Case, export: Export, client: TestClient
) -> None:
    """Standard output, a file and the address for programs hold the same bytes."""
    whole = export(example, name)
    ran = CliRunner().invoke(cli, ["export", str(traced_example), "--as", name])
    assert (ran.exit_code, ran.stdout_bytes) == (0, whole)
    answer = client.get(f"/api/export/{name}")
    assert (answer.status_code, answer.content) == (200, whole)
    assert answer.headers["content-type"].split(";")[0] == FORMATS[name].media_type
    assert f'filename="whence-{name}{FORMATS[name].extension}"' in answer.headers["content-disposition"]


def test_several_files_are_a_folder_or_a_zip(
    traced_example: Path, example: Case, tmp_path: Path, export: Export
) -> None:
    """With -o, several files go into a new folder, or into a zip where the name ends so, with the same contents."""
    for place in ("tables", "tables.zip"):
        ran = CliRunner().invoke(cli, ["export", str(traced_example), "--as", "parquet", "-o", str(tmp_path / place)])
        assert (ran.exit_code, ran.stdout) == (0, "")
    zipped = (tmp_path / "tables.zip").read_bytes()
    assert zipped == export(example, "parquet")
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()
        }


def test_one_file_is_written_whole(traced_example: Path, example: Case, tmp_path: Path, export: Export) -> None:
    """With -o, one file holds what standard output would, and nothing is left beside it."""
    place = tmp_path / "all.json"
    place.write_text("before")
    CliRunner().invoke(cli, ["export", str(traced_example), "-o", str(place)])
    assert place.read_bytes() == export(example, "json")
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_holds_something_is_refused(
    traced_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands in a folder is never mixed with an export: one line says so, and the status is 2."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(SystemExit, match="2"):
        main(["export", str(traced_example), "--as", "parquet", "-o", str(tmp_path)])
    assert capsys.readouterr().err == f"whence: {wording.not_empty(str(tmp_path))}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_help_and_the_refusal_list_all_formats(traced_example: Path) -> None:
    """Help says what each format holds, and whoever asks for another is told which there are."""
    shown = CliRunner().invoke(cli, ["export", "--help"], terminal_width=160).output
    assert all(f"{name} " in shown and wording.HOLDS[name] in shown for name in FORMATS)
    refused = CliRunner().invoke(cli, ["export", str(traced_example), "--as", "docx"])
    assert refused.exit_code == 2
    assert all(f"'{name}'" in refused.output for name in FORMATS)


def test_the_address_refuses_an_unknown_format(client: TestClient) -> None:
    """An unknown format is refused with the names of those that there are."""
    answer = client.get("/api/export/docx")
    assert answer.status_code == 422
    assert all(f"'{name}'" in answer.json()["detail"] for name in FORMATS)


def test_nothing_ever_rates(example: Case, export: Export) -> None:
    """No format holds a ClaimReview, a rating or an opinion."""
    for name, one in FORMATS.items():
        whole = export(example, name)
        parts = [whole]
        if one.several:
            with zipfile.ZipFile(io.BytesIO(whole)) as archive:
                parts = [archive.read(entry) for entry in archive.namelist()]
        for part in parts:
            assert not any(word in part for word in (b"ClaimReview", b"reviewRating", b"ratingValue", b'"opinion"'))


def test_decisions_do_not_stop_an_export(example_case: Case, export: Export) -> None:
    """A collection that people have decided about can be written in every format."""
    from whence import review

    statement = next(iter(example_case.readings())).statements[0].id
    review.correct(example_case, statement, {"act": "belief"}, by="=Ada", at="2031-06-01")
    assert all(export(example_case, name) for name in FORMATS)
