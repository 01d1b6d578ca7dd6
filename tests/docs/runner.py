"""Runs what a page of the documentation shows: its commands, its Python, its requests, and compares what they give.

A fence ```console holds commands behind `$ ` and what they print; ```python holds code, and ```text directly behind it
what that prints; ```http holds a request, and ```json or ```csv directly behind it the answer's body. An ellipsis
stands for anything. No other fence is run. A page's fences run in their order, in one folder, in one namespace.

    python tests/docs/runner.py docs/tutorial.md    # writes what is given now into a page that says otherwise
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

import whence.spacy_pipe  # noqa: F401  -- spaCy finds it by itself only where the package was installed with it
from whence.cli import main
from whence.web.app import create_app

__all__ = ["CASE", "Shown", "filled", "matches", "run_page", "shown"]

CASE = "ferry/example.case"
SOURCES = Path(__file__).parents[2] / "src"
HERE = "http://127.0.0.1:8765"
OUTPUTS = {"python": ("text",), "http": ("json", "csv")}
_FENCE = re.compile(r"^```(?P<kind>[\w{}-]*)[^\n]*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n?(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_ONE_VERB = re.compile(r"whence( [^|<>;&$`*]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something that is run, and what the page says that it gives: `said`, at `text[start:end]`.

    `form` is the language of what it gives, "" where nothing is said.
    """

    kind: str
    form: str
    what: str
    said: str
    start: int
    end: int
    line: int


def shown(text: str) -> Iterator[Shown]:
    """Yield what a page shows, in its order."""
    found = list(_FENCE.finditer(text))
    for number, one in enumerate(found):
        kind, after = one["kind"], next(iter(found[number + 1 : number + 2]), None)
        if kind == "console":
            for each in _COMMAND.finditer(one["body"]):
                start, end = (one.start("body") + at for at in each.span("printed"))
                yield _shown(text, kind, "", each["command"].replace("\n> ", "\n"), start, end)
        elif kind in OUTPUTS:
            follows = (
                after is not None and after["kind"] in OUTPUTS[kind] and not text[one.end() : after.start()].strip()
            )
            form = after["kind"] if after and follows else ""
            yield _shown(text, kind, form, one["body"], *(after.span("body") if after and form else (one.end(),) * 2))


def _shown(text: str, kind: str, form: str, what: str, start: int, end: int) -> Shown:
    line = text.count("\n", 0, start) + 1
    return Shown(kind=kind, form=form, what=what, said=text[start:end], start=start, end=end, line=line)


def matches(said: str, given: str) -> bool:
    """Whether a page's words are what was given; `…` stands for anything, and ends of lines are of no account."""
    said, given = ("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (said, given))
    return re.fullmatch(".*".join(map(re.escape, said.split("…"))), given, re.DOTALL) is not None


def run_page(text: str, folder: Path) -> None:
    """Run a page in a folder; `AssertionError` says at which line what was given is not what the page says."""
    for one, given in _run(text, folder):
        assert _agree(one, given), f"line {one.line}: {one.what}\n--- gave ---\n{given}"


def filled(text: str, folder: Path) -> str:
    """Return a page with what is given now, where that is not what it says."""
    pieces, at, run = [], 0, _run(text, folder)
    while True:
        try:
            one, given = next(run)
        except StopIteration:
            break
        except Exception as error:  # what stands behind it cannot be run
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            break
        if _agree(one, given):
            continue
        if one.kind == "http" and one.form != "csv":
            given = json.dumps(json.loads(given), ensure_ascii=False, indent=2) + "\n"
        if text.endswith("```", 0, one.start):  # nothing is said yet
            given = f"\n\n```{OUTPUTS[one.kind][0]}\n{given}```"
        pieces += [text[at : one.start], given]
        at = one.end
    return "".join([*pieces, text[at:]])


def _agree(one: Shown, given: str) -> bool:
    if one.kind != "http" or one.form == "csv":
        return matches(one.said, given)
    return matches(*(re.sub(r"\s+", "", words) for words in (one.said, given)))


def _run(text: str, folder: Path) -> Iterator[tuple[Shown, str]]:
    names: dict[str, Any] = {"__name__": "__main__"}
    with chdir(folder):
        for one in shown(text):
            if one.kind == "console":
                yield one, _shell(one.what, folder)
            else:
                yield one, _python(one.what, names) if one.kind == "python" else _request(one.what, folder)


# --- commands -------------------------------------------------------------------------------------------------------


def _shell(command: str, folder: Path) -> str:
    """Return what a command prints, on standard error and then on standard output."""
    if _ONE_VERB.fullmatch(command):
        return _whence(shlex.split(command)[1:])
    script = folder / "bin" / "whence"
    if not script.exists():
        script.parent.mkdir()
        script.write_text(f'#!/bin/sh\nexec {sys.executable} -m whence "$@"\n')
        script.chmod(0o755)
    places = {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(SOURCES)}
    ran = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, encoding="utf-8", env=os.environ | places
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stderr + ran.stdout


def _whence(arguments: list[str]) -> str:
    """Run a verb of whence in this process: one of its own would take half a second to begin."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as ended:
            status = ended.code
    told, printed = (stream.buffer.getvalue().decode() for stream in (err, out))  # type: ignore[attr-defined]
    assert not status, f"whence {' '.join(arguments)}: {told}"
    return f"{told}{printed}"


# --- code, requests -------------------------------------------------------------------------------------------------


def _python(code: str, names: dict[str, Any]) -> str:
    with redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "<page>", "exec"), names)
    return out.getvalue()


def _request(body: str, folder: Path) -> str:
    """Return the body of the answer to a request: `GET /api/…`, headers, and behind an empty line a body."""
    head, _, content = body.partition("\n\n")
    request, *rest = head.strip().splitlines()
    method, address = request.split()[:2]
    headers = dict(line.split(": ", 1) for line in rest)
    with TestClient(create_app(folder / CASE, work=False), base_url=HERE) as client:
        answer = client.request(method, address, headers=headers, content=content.strip() or None)
    assert answer.is_success, answer.text
    return answer.text


def _fill(pages: list[Path]) -> None:
    os.environ["COLUMNS"] = "80"
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        made.mkdir()
        with chdir(made):
            _whence(["demo", "ferry"])
        for number, page in enumerate(pages):
            folder, text = Path(name) / str(number), page.read_text(encoding="utf-8")
            folder.mkdir()
            if "whence demo ferry" not in text:  # the tutorial makes it
                shutil.copytree(made, folder, dirs_exist_ok=True)
            page.write_text(filled(text, folder), encoding="utf-8")


if __name__ == "__main__":
    _fill([Path(given).absolute() for given in sys.argv[1:]])
