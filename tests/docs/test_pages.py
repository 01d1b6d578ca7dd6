"""The documentation shows what happens: every command, call and request of its pages is run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .runner import filled, matches, run_page, shown

DOCS = Path(__file__).parents[2] / "docs"
ALL_THREE = {"console", "python", "http"}
# Pages of which the thing itself does not exist in all three ways, each with the reason.
NOT_ALL = {
    "index.md": "it leads to the others",
    "how-to/index.md": "it leads to the others",
    "reference/index.md": "it leads to the others",
    "explanation/index.md": "it leads to the others",
    "reference/cli.md": "it is made from the commands",
    "reference/addresses.md": "it is made from the server's own description",
    "reference/records.md": "it is made from the records",
    "reference/python.md": "it is made from the calls",
    "explanation/limits.md": "there is nothing to be asked",
    "explanation/uses.md": "there is nothing to be asked",
    "case-file.md": "it is asked in SQL",
    "accuracy.md": "its figures are made by benchmarks",
    "performance.md": "its figures are made by benchmarks",
    "scale.md": "many machines are started by a command",
    "watch.md": "feeds are followed by a command",
    "web.md": "it is used in a browser",
}
PAGES = sorted(
    path.relative_to(DOCS).as_posix()
    for path in DOCS.rglob("*.md")
    if "_build" not in path.parts and any(shown(path.read_text(encoding="utf-8")))
)
NOT_RUN = re.compile(r"(?:python -m )?pip install |whence serve |whence mcp |whence demo |make ")


def text_of(page: str) -> str:
    """Return the text of a page."""
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_is_printed(page: str, ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command, call and request of the page gives what the page says."""
    text = text_of(page)
    if "whence demo ferry" not in text:  # the tutorial makes it
        shutil.copytree(ferry, tmp_path / ferry.name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    run_page(text, tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_run_is_what_cannot_be(page: str) -> None:
    """A fence of shell commands that is not run holds only what installs, or what does not end by itself."""
    for body in re.findall(r"^ *```sh\n(.*?)^ *```", text_of(page), re.DOTALL | re.MULTILINE):
        assert [line for line in body.splitlines() if line.strip() and not NOT_RUN.match(line.strip())] == []


EVERY = [
    page
    for path in sorted(DOCS.rglob("*.md"))
    if not (page := path.relative_to(DOCS).as_posix()).startswith(("_build/", "decisions/"))
]


@pytest.mark.parametrize("page", EVERY)
def test_each_page_shows_all_three_ways(page: str) -> None:
    """Every page shows a command, a call and a request, but those of which it is said why they do not."""
    kinds = {one.kind for one in shown(text_of(page))}
    assert (kinds != ALL_THREE) if page in NOT_ALL else (kinds == ALL_THREE)


@pytest.mark.parametrize(
    ("said", "printed", "same"),
    [
        ("a\nb", "a  \nb\n", True),
        ("a … c", "a b\nb c", True),
        ("a … c", "a b d", False),
        ("a", "a\nb", False),
        ("", "a", False),
        ("(1 + 1)", "(1 + 1)", True),
    ],
)
def test_the_comparison_bites(said: str, printed: str, same: bool) -> None:
    """An ellipsis stands for anything, and everything else for itself."""
    assert matches(said, printed) is same


PAGE = """\
```console
$ a \\
> b
out
$ c
```

```python
x
```

```text
1
```
```python
y
```
words
```text
2
```
"""


def test_what_is_run_is_found_with_what_it_gives() -> None:
    """What stands directly behind a fence is what it gives; another kind, or words between, belong to nothing."""
    assert [(one.kind, one.what, one.said) for one in shown(PAGE)] == [
        ("console", "a \\\nb", "out\n"),
        ("console", "c", ""),
        ("python", "x\n", "1\n"),
        ("python", "y\n", ""),
    ]
    assert all(PAGE[one.start : one.end] == one.said for one in shown(PAGE))


@pytest.mark.parametrize("said", ["2\n", "", "1 2\n"])
def test_a_page_that_says_otherwise_fails(tmp_path: Path, said: str) -> None:
    """Where a page does not say what is given, the test fails and names the line; a filled page says it."""
    page = f"Words\n\n```python\nprint(1)\n```\n\n```text\n{said}```\n"
    with pytest.raises(AssertionError, match="line 8"):
        run_page(page, tmp_path)
    run_page(filled(page, tmp_path), tmp_path)
