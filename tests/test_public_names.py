"""What `import whence` offers."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import whence
from whence import errors, records

STORY = "Ferry stops\n\nThe ferry to Tolm stops on Friday, its owner said in a letter to residents.\n"


def test_the_public_names_are_these() -> None:
    """The package offers the records, the errors, `read` and the version, and a change to that is on purpose."""
    errors_of_whence = {"CaseError", "FetchError", "ModelMissing", "NewerCase", "RefusedAddress", "Unreadable"}
    errors_of_whence |= {"WhenceError", "WrongUse"}
    assert set(whence.__all__) == set(records.__all__) | errors_of_whence | {"Case", "__version__", "read"}
    assert set(errors.__all__) == errors_of_whence
    assert all(getattr(whence, name) is not None for name in whence.__all__)


def test_the_version_is_the_package_s() -> None:
    """The version stands in two places, and they agree."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    assert whence.__version__ == tomllib.loads(project.read_text())["project"]["version"]


def test_read_stays_a_function_when_the_folder_of_its_name_is_imported() -> None:
    """`whence.read` is the function before and after the stage `whence.read` is imported."""
    assert importlib.import_module("whence.read").__name__ == "whence.read"
    assert callable(whence.read)


def test_importing_whence_loads_neither_readers_nor_network() -> None:
    """The import is light: what is heavy is loaded when it is used."""
    heavy = ("jinja2", "lxml", "numpy", "onnxruntime", "rich", "sqlite3", "trafilatura", "msgspec")
    code = f"import sys, whence, whence.cli; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_opening_a_case_file_loads_neither_templates_nor_network(tmp_path: Path) -> None:
    """A program that asks a case file waits for what answers it only."""
    heavy = ("jinja2", "lxml", "numpy", "onnxruntime", "PIL", "pyarrow", "rich", "trafilatura")
    code = "import sys, whence; case = whence.Case(sys.argv[1]); len(case.claims()), case.overview();"
    code += f"print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code, tmp_path / "a.case"], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        ("Unreadable", ValueError),
        ("FetchError", OSError),
        ("RefusedAddress", OSError),
        ("ModelMissing", RuntimeError),
        ("CaseError", OSError),
        ("NewerCase", OSError),
        ("WrongUse", ValueError),
    ],
)
def test_each_error_is_one_of_python_s_too(error: str, builtin: type[Exception]) -> None:
    """An error of whence can be caught as whence's own and as the nearest one of Python, and the tree is drawn."""
    assert issubclass(getattr(whence, error), whence.WhenceError)
    assert issubclass(getattr(whence, error), builtin)
    assert error in (errors.__doc__ or "")


def test_read_yields_readings_of_files_and_texts(tmp_path: Path) -> None:
    """A file and a text at hand each give a reading, whose statements lie in its text."""
    path = tmp_path / "ferry.txt"
    path.write_text(STORY)
    for reading in (*whence.read(path), *whence.read(text=STORY)):
        assert isinstance(reading, whence.Reading)
        assert reading.article.text == STORY
        said = [reading.article.text[span.start : span.end] for s in reading.statements for span in s.content]
        assert any("ferry to Tolm stops on Friday" in words for words in said)


def test_what_is_skipped_goes_to_the_caller(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A source that gives nothing goes to `on_skip`, or else as a warning to the logger."""
    missing = str(tmp_path / "no.txt")
    told: list[whence.Skipped] = []
    assert list(whence.read(missing, on_skip=told.append)) == []
    assert [skipped.source for skipped in told] == [missing]
    assert caplog.text == ""
    assert list(whence.read(missing)) == []
    assert f"skipped {missing}, because" in caplog.text


def test_one_article_that_breaks_the_reader_costs_itself_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a batch fails, each of its articles is read alone, and only the one that fails is skipped."""
    stage = importlib.import_module("whence.read")

    def read_all(articles: list[whence.Article], **_: object) -> list[whence.Reading]:
        if any("b.txt" in article.file for article in articles):
            raise IndexError
        return [whence.Reading(article=article) for article in articles]

    monkeypatch.setitem(stage.__dict__, "read_all", read_all)
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(f"Ferry {name}\n{STORY}")
    told: list[whence.Skipped] = []
    readings = list(whence.read(tmp_path, on_skip=told.append))
    assert [Path(reading.article.file).name for reading in readings] == ["a.txt", "c.txt", "d.txt"]
    assert [Path(skipped.source).name for skipped in told] == ["b.txt"]
    assert "IndexError" in told[0].reason
