"""Whether a case file is whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from whence.case import Case
from whence.case.integrity import CHECKS, troubles

DAMAGE = [
    ("references", "INSERT INTO claim_statement (claim, statement) SELECT 'gone', id FROM statement LIMIT 1"),
    ("words", "UPDATE statement SET words = words || ' at last' WHERE n = 1"),
    ("words", "UPDATE article SET text = replace(text, 'ferry', 'barge')"),
    ("spans", "UPDATE statement SET source = '[[5, 99999999]]' WHERE n = 1"),
    ("findings", "UPDATE claim_statement SET statement = 'gone' WHERE n = 1"),
    ("findings", "UPDATE step SET earlier = 'gone' WHERE n = 1"),
    ("findings", "UPDATE origin_statement SET statement = 'gone' WHERE n = 1"),
    ("findings", "INSERT INTO same (source, canonical) VALUES ('this', 'gone')"),
    ("findings", """UPDATE claim SET denied_by = '["gone"]' WHERE n = 1"""),
]


def test_a_case_file_that_whence_wrote_is_whole(example_case: Case) -> None:
    """No check finds anything in a traced collection."""
    assert [trouble for check in CHECKS for trouble in troubles(example_case, check)] == []


@pytest.mark.parametrize(("check", "sql"), DAMAGE, ids=[sql[:45] for _, sql in DAMAGE])
def test_what_was_damaged_is_named(example_case: Case, tmp_path: Path, check: str, sql: str) -> None:
    """What another program has changed in the file is found by the check that is for it."""
    with sqlite3.connect(tmp_path / "example.case") as other:
        for name, kind in other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            if "fold(" in kind or "_words" in kind:
                other.execute(f"DROP TRIGGER {name}")
        other.execute(sql)
    assert list(troubles(example_case, check))


def test_a_damaged_file_is_no_traceback(example_case: Case, tmp_path: Path) -> None:
    """Pages that were overwritten are a trouble of the file."""
    example_case.close()
    path = tmp_path / "example.case"
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 4096] = bytes(4096)
    path.write_bytes(whole)
    with Case(path) as case:
        assert list(troubles(case, "file"))
