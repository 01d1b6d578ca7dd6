"""A case file's records as Parquet tables, some rows at a time.

Each table has the columns of its record (`whence.arrow.schema`), and before them those that a query would otherwise
have to join for: whose they are, and the words that spans stand for. `whence.arrow.from_table` reads the records back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from whence import arrow
from whence.arrow.library import pyarrow
from whence.export.held import pages, rounded
from whence.export.packed import File
from whence.records import Article, Claim, Credit, Decision, Link, Passage, Skipped, Source, Statement, Step

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["TABLES", "case_parquet"]

_ROWS = 5000  # in memory at once, and in a row group
_Row = tuple[Any, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table: what its rows are, the columns that stand before the record's, and where rows come from."""

    record: type[Any]
    before: tuple[str, ...] = ()
    rows: Callable[[Case], Iterable[_Row]]


def case_parquet(case: Case) -> Iterator[File]:
    """Yield a file a record type; `WhenceError` says what to install where pyarrow is missing."""
    pyarrow()
    for name, table in TABLES.items():
        yield File(name=f"{name}.parquet", write=lambda out, table=table: _write(table, case, out))  # type: ignore[misc]


def _write(table: _Table, case: Case, out: IO[bytes]) -> None:
    from pyarrow import parquet  # noqa: PLC0415  -- an extra

    arrows = pyarrow()
    fields = [arrows.field(name, arrows.string()) for name in table.before]
    schema = arrows.schema([*fields, *arrow.schema(table.record)])
    rows = iter(table.rows(case))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(rows, _ROWS)):
            batch = arrow.to_batch(table.record, [record for record, _ in some])
            before = [_column([more.get(name) for _, more in some]) for name in table.before]
            writer.write_batch(arrows.RecordBatch.from_arrays([*before, *batch.columns], schema=schema))


def _column(texts: Iterable[str | None]) -> Any:
    plain = [None if text is None else text.encode("utf-8", "replace").decode() for text in texts]
    return pyarrow().array(plain, pyarrow().string())


def _alone(records: Callable[[Case], Iterable[Any]]) -> Callable[[Case], Iterable[_Row]]:
    return lambda case: ((record, {}) for record in records(case))


def _statements(case: Case) -> Iterator[_Row]:
    for page in pages(case):
        for statement in page.statements:
            yield (
                replace(statement, confidence=rounded(statement.confidence)),
                {"words": page.words(statement.content), "claim": page.claims.get(statement.id)},
            )


def _sources(case: Case) -> Iterator[_Row]:
    for page in pages(case):
        for source in page.reading.sources:
            stands = page.standing.get(source.id, source)
            yield source, {"article": page.article.id, "same_as": stands.id, "identified_as": stands.name}


def _claims(case: Case) -> Iterator[Claim]:
    return (replace(claim, confidence=rounded(claim.confidence)) for claim in case.claims())


def _steps(case: Case) -> Iterator[_Row]:
    for step in case.steps():
        claim = case.claims_of([step.later]).get(step.later)
        yield replace(step, score=rounded(step.score)), {"claim": claim}


def _links(case: Case) -> Iterator[Link]:
    ids = [statement.id for page in pages(case) for statement in page.statements]
    return (replace(link, score=rounded(link.score)) for link in case.links(ids))


def _credits(case: Case) -> Iterator[Credit]:
    return (credit for article in case.articles() for credit in case.credits(article.id))


TABLES: Mapping[str, _Table] = {
    "articles": _Table(record=Article, rows=_alone(lambda case: case.articles())),
    "sources": _Table(record=Source, before=("article", "same_as", "identified_as"), rows=_sources),
    "statements": _Table(record=Statement, before=("words", "claim"), rows=_statements),
    "claims": _Table(record=Claim, rows=_alone(_claims)),
    "steps": _Table(record=Step, before=("claim",), rows=_steps),
    "links": _Table(record=Link, rows=_alone(_links)),
    "credits": _Table(record=Credit, rows=_alone(_credits)),
    "passages": _Table(record=Passage, rows=_alone(lambda case: case.passages())),
    "decisions": _Table(record=Decision, rows=_alone(lambda case: case.decisions())),
    "skipped": _Table(record=Skipped, rows=_alone(lambda case: case.skipped())),
}
"""The tables, by the names of their files."""
