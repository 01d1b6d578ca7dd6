"""Where verbs write to: a target that cannot be written, a full disk, and a case file that would be lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from whence import words
from whence.case import Case
from whence.cli import main
from whence.errors import WrongUse
from whence.export import wording
from whence.export.packed import into_file

WRITERS = (
    ("export", "--as", "csv", "-o"),
    ("export", "--as", "parquet", "-o"),
    ("export", "-o"),
    ("review", "--export"),
)


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "pell.case"
    Case(path).close()
    return path


def told(verb: tuple[str, ...], case: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a verb that writes, and return its status with what it says."""
    with pytest.raises(SystemExit) as left:
        main([verb[0], str(case), *verb[1:], str(target)])
    return int(left.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize("verb", WRITERS)
@pytest.mark.parametrize("target", ["no-folder-file/x", "folder"])
def test_a_target_that_cannot_be_written_is_one_line_with_its_name(
    verb: tuple[str, ...], target: str, case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A target below a file, and one that is a folder with something in it, are named with what stands in the way."""
    (case_file.parent / "no-folder-file").touch()
    (case_file.parent / "folder" / "held").mkdir(parents=True)
    status, said = told(verb, case_file, case_file.parent / target, capsys)
    assert status in (1, 2)
    assert str(case_file.parent / target) in said
    assert said.count("\n") == 1
    assert words.unforeseen("")[:14] not in said


@pytest.mark.parametrize("verb", [verb for verb in WRITERS if "parquet" not in verb])
@pytest.mark.parametrize("other", [True, False])
def test_no_verb_writes_over_a_case_file(
    verb: tuple[str, ...], other: bool, case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A target that is a case file, its own or another, is refused, and stays as it was."""
    target = case_file
    if other:
        target = case_file.with_name("other.case")
        Case(target).close()
    before = target.read_bytes()
    assert told(verb, case_file, target, capsys) == (2, f"whence: {wording.is_case_file(str(target))}\n")
    assert target.read_bytes() == before


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """What is no regular file, such as a pipe, stays what it is, and gets the bytes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    into_file(lambda out: out.write(b"words"), pipe)
    assert os.read(reader, 10) == b"words"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_write_that_breaks_off_leaves_what_stood_there(tmp_path: Path) -> None:
    """A file is there whole or not at all, and nothing is left beside it."""

    def broken(_: object) -> None:
        raise WrongUse("x")

    target = tmp_path / "sheet.csv"
    target.write_text("before")
    with pytest.raises(WrongUse):
        into_file(broken, target)
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]
    assert target.read_text() == "before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it takes a device that is always full")
def test_a_full_disk_is_told_in_the_system_s_words(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A target on a full disk is named, with what the system says of it."""
    status, said = told(("export", "-o"), case_file, Path("/dev/full"), capsys)
    assert (status, said) == (1, f"whence: {words.not_written('/dev/full', os.strerror(28))}\n")


def test_a_system_s_error_behind_standard_output_is_one_line(
    case_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where standard output cannot be written, the system's reason is told rather than the name of an error."""

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.delenv("WHENCE_DEBUG", raising=False)
    monkeypatch.setattr("whence.cli.export._print", full)
    with pytest.raises(SystemExit) as left:
        main(["export", str(case_file)])
    assert left.value.code == 1
    assert capsys.readouterr().err == f"whence: {words.system_error(os.strerror(28))}\n"
