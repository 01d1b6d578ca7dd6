"""What the README shows can be done: its commands and options exist, and its Python runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from whence.cli.app import cli

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (whence .+?)(?: {2,}#.*| >.*)?$", README, re.MULTILINE)
NAMED = re.findall(r"`(whence [a-z][^`]*)`", README)
MAP = re.findall(r"^\| (`src/.*?) \|", README, re.MULTILINE)


@pytest.mark.parametrize("command", [*COMMANDS, *NAMED])
def test_every_command_and_option_exists(command: str) -> None:
    """Each command is a verb of whence, and each option one of the verb's own."""
    words = shlex.split(command)[1:]
    if words[0].startswith("-"):
        assert words == ["--help"]
        return
    verb = cli.commands[words[0]]
    known = {name for option in verb.params for name in (*option.opts, *option.secondary_opts)}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known


def test_the_commands_are_found() -> None:
    """The list of uses is read, and with it the options that it names."""
    assert len(COMMANDS) > 12
    assert any("--claim" in command for command in COMMANDS)


@pytest.mark.parametrize("row", MAP)
def test_every_folder_of_the_map_is_there(row: str) -> None:
    """Each folder that the map names exists."""
    first, *others = re.findall(r"`([^`]+)`", row)
    root = Path(__file__).parents[2]
    assert (root / first).is_dir()
    assert all((root / "src" / "whence" / other).is_dir() for other in others if not other.startswith("src/"))


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The calls that it shows print statements and claims."""
    (tmp_path / "saved-pages").mkdir()
    for name in ("page.html", "saved-pages/one.html", "saved-pages/two.html"):
        (tmp_path / name).write_text(
            "<h1>Ferry stops</h1><p>The ferry to Tolm stops on Friday, its owner Pia Lund said on Monday.</p>"
            f"<!-- {name} -->",
            encoding="utf-8",
        )
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "indirect ['The ferry to Tolm stops on Friday']" in printed
    assert "2 articles" in printed
