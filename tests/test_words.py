"""The words that a user sees: they never pass judgement, and there is one for everything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import whence
from whence import words
from whence.cli.app import cli
from whence.records import Act, Form, ReadFrom, Role, SourceKind

PACKAGE = Path(whence.__file__).parent
BANNED = re.compile(
    r"\b(?:true|false|fakes?|faked|hoax(?:es)?|lies?|lying|liars?|propaganda|disinformation|misinformation|debunk\w*"
    r"|(?:un)?verified|(?:un)?reliable|credible|trustworthy|suspicious|bias(?:ed|es)?|plagiar\w*)\b",
    re.IGNORECASE,
)


def strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the ways to a command and to all below it."""
    yield path
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from commands(below, (*path, name))


def seen_files() -> list[Path]:
    """Return the files whose strings reach a user: words, errors, reports, exports and the command line."""
    names = "arrow browse cli report explain export match pictures review versions watch web"
    folders = [PACKAGE / name for name in names.split()]
    modules = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    wordings = [path for name in ("ingest", "scale") for path in sorted((PACKAGE / name).rglob("wording.py"))]
    for name in ("api", "assistant", "notebook", "spacy_pipe"):
        modules += sorted((PACKAGE / name).rglob("*.py"))
    modules.append(PACKAGE / "case" / "wording.py")
    return [PACKAGE / "words.py", PACKAGE / "errors.py", PACKAGE / "pipeline.py", *wordings, *modules]


@pytest.mark.parametrize("path", seen_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_that_speaks_to_users_judges(path: Path) -> None:
    """No string of the modules that users see holds a word of the banned list."""
    assert [text for text in strings(path) if BANNED.search(text)] == []


def seen(template: str) -> str:
    """Return a template without what its languages mean by yes and no, in attributes and in calls."""
    without = re.sub(r'\b(?:aria-\w+|spellcheck)="(?:true|false)"', "", template)
    return re.sub(
        r"\{[{%].*?[%}]\}", lambda found: re.sub(r"(?<=[(,=\s])(?:true|false)(?=[,)\s])", "", found[0]), without
    )


def test_no_template_judges() -> None:
    """No template holds a word of the banned list."""
    suffixes = (".html", ".jinja", ".j2", ".svg")
    folders = [PACKAGE / name for name in ("report", "export", "web")]  # the bundled example is quoted article text
    templates = [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]
    assert [path.name for path in templates if BANNED.search(seen(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("path", list(commands(cli)), ids=" ".join)
def test_no_help_judges(path: tuple[str, ...]) -> None:
    """The help of every verb is free of the banned words, and says what the verb does."""
    shown = CliRunner().invoke(cli, [*path, "--help"]).output
    assert shown.startswith("Usage: ")
    assert not BANNED.search(shown)


@pytest.mark.parametrize("word", ["fake", "Hoax", "lies", "debunked", "unverified", "plagiarises", "biased", "False"])
def test_the_list_bites(word: str) -> None:
    """The test of the banned words finds them in a sentence."""
    assert BANNED.search(f"This is {word}, they say.")


@pytest.mark.parametrize("word", ["believed", "relies", "families", "verify the address", "trueborn"])
def test_the_list_bites_words_only(word: str) -> None:
    """A word that merely holds the letters of a banned one passes."""
    assert not BANNED.search(word)


@pytest.mark.parametrize(
    ("names", "members"),
    [
        (words.KINDS, SourceKind),
        (words.KIND_COUNTS, SourceKind),
        (words.FORMS, Form),
        (words.ACTS, Act),
        (words.ROLES, Role),
        (words.READ_FROM, ReadFrom),
    ],
)
def test_everything_has_a_word(names: dict[object, object], members: type) -> None:
    """Each kind, form, act, role and origin of a time has its word on screen."""
    assert set(names) == set(members)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", "statements not read: French"),
        ("xx", "statements not read: xx"),
        (None, "statements not read: an unknown language"),
    ],
)
def test_a_language_is_named(code: str | None, said: str) -> None:
    """A language is called by its name where it has one here."""
    assert words.not_read(code) == said


@pytest.mark.parametrize(
    ("number", "said"), [(10, "10 bytes"), (1024, "1 kB"), (64 << 20, "64 MB"), (3 << 29, "1.5 GB")]
)
def test_sizes_are_written_as_people_write_them(number: int, said: str) -> None:
    """A number of bytes has the unit that people use."""
    assert words.size(number) == said
