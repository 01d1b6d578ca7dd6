"""The document's transcript is what the commands print, and its tables name what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from whence import review
from whence.records import Act
from whence.review import Action
from whence.review.values import FIELDS

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, str]]:
    """Return the commands of the transcript, each with what it prints."""
    (transcript,) = re.findall(r"```console\n(.*?)```", DOCUMENT, re.DOTALL)
    pieces = re.split(r"^\$ (.*)\n", transcript, flags=re.MULTILINE)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def test_the_transcript_is_what_is_printed(example: Path, tmp_path: Path) -> None:
    """Each command prints what the document says, where … stands for any words."""
    for name in ("ferry.case", "other.case"):
        shutil.copy(example, tmp_path / name)
    whence = tmp_path / "bin" / "whence"
    whence.parent.mkdir()
    whence.write_text(f'#!/bin/sh\nexec {sys.executable} -m whence "$@"\n')
    whence.chmod(0o755)
    places = {"PATH": f"{whence.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    assert len(commands()) >= 8
    for command, printed in commands():
        ran = subprocess.run(
            ["sh", "-c", f"{command} 2>&1" if "2>" not in command and " > " not in command else command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=os.environ | places,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        pattern = ".*".join(re.escape(piece) for piece in printed.split("…"))
        assert re.fullmatch(pattern, ran.stdout + ran.stderr, re.DOTALL), (command, ran.stdout + ran.stderr)
    assert (tmp_path / "decided.jsonl").read_text(encoding="utf-8").count("\n") == 2


def test_every_action_and_field_is_described() -> None:
    """The tables name every action with its function, every field of a correction, and every act."""
    rows = dict(re.findall(r"^\| `(\w+)\(case.* \| `(\w+)` \|$", DOCUMENT, re.MULTILINE))
    assert set(rows.values()) == set(Action)
    assert all(callable(getattr(review, name)) for name in rows)
    section = DOCUMENT.split("A correction's value sets some of:")[1].split("\n\n", 2)[1]
    assert {name for line in section.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])} == set(
        FIELDS
    )
    assert all(f"`{act}`" in section for act in Act)
