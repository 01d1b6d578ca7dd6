"""Whether a case file is whole: the file itself, its references, and every finding's words at their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from whence.case.rows import GAP
from whence.errors import CaseError
from whence.records import Span

if TYPE_CHECKING:
    from whence.case.store import Case

__all__ = ["CHECKS", "Trouble", "troubles"]

CHECKS = ("file", "references", "words", "spans", "findings")
"""What is looked at, in this order; `troubles` says what each means."""

_spans = msgspec.json.Decoder(list[Span])
_SPAN_COLUMNS = ("content", "source", "cue", "addressee", "evidence", "scare")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something in a case file that does not hold: the check (one of `CHECKS`), and where."""

    check: str
    where: str


def troubles(case: Case, check: str) -> Iterator[Trouble]:
    """Yield what does not hold of one of `CHECKS`; nothing is changed. Memory is bounded by the longest article.

    `file`: the pages of the file and its indexes (SQLite, `PRAGMA integrity_check`). `references`: rows that name rows
    which are not there. `words`: a statement's stored words, which are searched, are those at its spans. `spans`: every
    span lies in its article's text. `findings`: a claim, a step or an origin is of statements that are stored.
    """
    try:
        for where in _LOOKS[check](case):
            yield Trouble(check=check, where=where)
    except CaseError as error:  # so broken that it cannot even be asked
        yield Trouble(check=check, where=str(error))


def _file(case: Case) -> Iterator[str]:
    for row in case.rows("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield row[0]


def _references(case: Case) -> Iterator[str]:
    for table, number, other, _ in map(tuple, case.rows("PRAGMA foreign_key_check")):
        yield f"{table} {number} → {other}"


def _words(case: Case) -> Iterator[str]:
    for article, text, rows in _by_article(case):
        for row in rows:
            if row["words"] != GAP.join(text[slice(*span)] for span in _spans.decode(row["content"])):
                yield f"{article}: {row['id']}"


def _outside(case: Case) -> Iterator[str]:
    for article, text, rows in _by_article(case):
        for row in rows:
            found = [span for column in _SPAN_COLUMNS for span in _spans.decode(row[column])]
            if any(not 0 <= start <= end <= len(text) for start, end in found):
                yield f"{article}: {row['id']}"


def _by_article(case: Case) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """Yield each article's file and text with the rows of its statements and of their parts."""
    for article, file in map(tuple, case.rows("SELECT id, file FROM article ORDER BY file, id")):
        text = case.text(article) or ""
        rows = [
            dict(row)
            for table in ("statement", "part")
            for row in case.rows(f"SELECT * FROM {table} WHERE article = ? ORDER BY position", (article,))  # noqa: S608
        ]
        yield file, text, rows


def _findings(case: Case) -> Iterator[str]:
    for what, sql in _STRAY.items():
        for row in case.rows(sql):
            yield f"{what} {row[0]} → {row[1]}"


_KNOWN = "(SELECT id FROM statement UNION ALL SELECT id FROM part)"
_STRAY = {
    "claim": f"SELECT claim, statement FROM claim_statement WHERE statement NOT IN {_KNOWN}",  # noqa: S608
    "step": f"SELECT later, earlier FROM step WHERE later NOT IN {_KNOWN} OR earlier NOT IN {_KNOWN}",  # noqa: S608
    "origin": f"SELECT origin, statement FROM origin_statement WHERE statement NOT IN {_KNOWN}",  # noqa: S608
    "source": "SELECT source, canonical FROM same WHERE canonical NOT IN (SELECT id FROM source)",
    "denial": """
        SELECT c.id, d.value FROM claim AS c, json_each(c.denied_by) AS d
        WHERE d.value NOT IN (SELECT id FROM claim)
    """,
}
_LOOKS = {"file": _file, "references": _references, "words": _words, "spans": _outside, "findings": _findings}
