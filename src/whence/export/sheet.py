"""A case file as a sheet: one row a statement, and behind an article's those of the parts that they were split into."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.records import Change, Claim, Reading, Source, Statement, Step
from whence.report.plain import harmless, words_at
from whence.times import of_entry

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_csv", "csv_line"]

_COLUMNS = (
    "words",
    "form",
    "act",
    "source",
    "kind",
    "outlet",
    "published",
    "article",
    "chain",
    "url",
    "claim",
    "claim_wording",
    "origin",
    "changes",
    "id",
    "part_of",
    "of_entry",
)
_TEXTS = 256  # articles whose texts are at hand for the words of changes
_CLAIMS = 4096  # claims that are at hand: one has statements in many articles
_FORMULA = "=+-@＝＋－＠"  # what a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")


def case_csv(case: Case) -> Iterator[bytes]:
    """Yield rows as RFC 4180 has them, all cells in quotation marks; the first character tells Excel of UTF-8."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    yield csv_line(_COLUMNS)
    text, claim = lru_cache(_TEXTS)(case.text), lru_cache(_CLAIMS)(lambda given: next(case.claims(given)))
    for reading in case.readings():
        parts = case.parts(reading.article.id)
        sources = {source.id: source for source in reading.sources}
        traced = _Traced(case, reading, [statement.id for statement in (*reading.statements, *parts)], text, claim)
        for statement in (*reading.statements, *parts):
            said = _cells(reading, statement, sources.get(statement.speaker or ""))
            entry = "yes" if of_entry(reading.article, statement.block) else ""
            yield csv_line([*said, *traced.cells(statement.id), statement.id, statement.part_of or "", entry])


def _cells(reading: Reading, statement: Statement, source: Source | None) -> list[str]:
    article = reading.article
    published = of_entry(article, statement.block) or article.published
    return [
        words_at(article.text, statement.content),
        statement.form.value,
        statement.act.value,
        source.name if source else "",
        source.kind.value if source else "none",
        article.outlet or "",
        published.at if published else "",
        article.file,
        " ← ".join(station.name for station in statement.chain),
        article.url or "",
    ]


class _Traced:
    """What the trace says about one article's statements: their claims, origins and changes."""

    def __init__(
        self,
        case: Case,
        reading: Reading,
        ids: list[str],
        text: Callable[[str], str],
        claim: Callable[[str], Claim],
    ) -> None:
        self._text = text
        self._case = case
        self._own = reading.article.text
        self._claims = case.claims_of(ids)
        self._claim = claim
        self._steps: dict[str, list[Step]] = {}
        for step in case.steps(later=ids) if self._claims else ():
            self._steps.setdefault(step.later, []).append(step)

    def cells(self, statement: str) -> list[str]:
        """Return the claim's id and wording, the names of the origins and the changes, "" where there are none."""
        if statement not in self._claims:
            return [""] * 4
        claim = self._claim(self._claims[statement])
        changes = [self._change(step, change) for step in self._steps.get(statement, ()) for change in step.changes]
        return [claim.id, claim.wording, "; ".join(_origins(claim, statement)), "; ".join(dict.fromkeys(changes))]

    def _change(self, step: Step, change: Change) -> str:
        """Return a change's kind with its words before and after: `figure_changed: “40” → “nearly 50”`."""
        earlier = self._text(self._case.article_of(step.earlier) or "") if change.before else ""
        before, after = words_at(earlier, change.before), words_at(self._own, change.after)
        if not (before or after):
            return change.kind.value
        return f"{change.kind.value}: {f'“{before}”' if before else '–'} → {f'“{after}”' if after else '–'}"


def _origins(claim: Claim, statement: str) -> Iterator[str]:
    for origin in claim.origins:
        if statement in origin.statements:
            yield f"{origin.name} ({origin.through})" if origin.through else origin.name


def csv_line(cells: Iterable[str]) -> bytes:
    """Return a line of a sheet: every cell in quotation marks, and none that a spreadsheet takes for a formula."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(_cell, cells))
    return out.getvalue().encode("utf-8", "replace")


def _cell(text: str) -> str:
    """Return a text as one line that no spreadsheet takes for a formula: an apostrophe before it makes it a text."""
    plain = harmless(text)
    return f"'{plain}" if plain.startswith(tuple(_FORMULA)) else plain
