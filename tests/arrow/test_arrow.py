"""Records as Arrow, and back."""

from __future__ import annotations

import builtins
import dataclasses
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from whence import arrow, records
from whence.arrow import library
from whence.arrow.shapes import Many, Maybe, Shape, Struct, struct_of
from whence.case import Case
from whence.errors import WhenceError
from whence.records import (
    Article,
    Claim,
    Credit,
    Decision,
    Link,
    Moment,
    Passage,
    Reading,
    Skipped,
    Source,
    Span,
    Spans,
    Statement,
    Step,
    Trace,
)

RECORDS = [one for name in records.__all__ if dataclasses.is_dataclass(one := getattr(records, name))]
TEXTS = ("", "ja", "Zoë\n", "🙂 e\u0301\u200d\0", "=1+1")
NUMBERS = (0, 1, -3, 2**63 - 1, -(2**63))
FLOATS = (0.0, -0.5, 1e300, float("inf"), 0.1 + 0.2)


def made(shape: Shape, by: random.Random) -> Any:
    """Return a value of a shape, drawn at random."""
    if isinstance(shape, Maybe):
        return by.choice([None, made(shape.item, by)])
    if isinstance(shape, Many):
        return tuple(made(shape.item, by) for _ in range(by.randrange(3)))
    if isinstance(shape, Struct):
        values = {name: made(part, by) for name, part in shape.parts}
        return tuple(values.values()) if shape.cls is tuple else shape.cls(**values)
    values_of = {str: TEXTS, int: NUMBERS, float: FLOATS, bool: (True, False)}
    return by.choice(list(shape.enum) if shape.enum else values_of[shape.kind])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_has_a_schema_of_its_own_fields(record: type) -> None:
    """A schema has the record's fields, by name and in order, and only what may be nothing may be null."""
    schema = arrow.schema(record)
    assert schema.names == [field.name for field in dataclasses.fields(record)]
    nullable = {field.name for field in schema if field.nullable}
    assert nullable == {field.name for field in dataclasses.fields(record) if "None" in str(field.type)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_comes_back_equal(record: type, tmp_path: Path) -> None:
    """Records of each class, drawn at random, come back equal from a row, a table, and a Parquet file."""
    by = random.Random(record.__name__)
    some = [made(struct_of(record), by) for _ in range(20)]
    assert [arrow.from_row(record, arrow.to_row(one)) for one in some] == some
    table = arrow.to_table(record, some)
    assert table.schema.equals(arrow.schema(record))
    assert arrow.from_table(record, table) == some
    pq.write_table(table, tmp_path / "records.parquet")
    assert arrow.from_table(record, pq.read_table(tmp_path / "records.parquet")) == some


def test_a_traced_collection_comes_back_equal(traced_example: Path) -> None:
    """Readings and the trace of the bundled example come back equal, whole and class by class."""
    with Case(traced_example) as case:
        readings, trace = list(case.readings()), case.trace()
    assert trace is not None
    assert arrow.from_table(Reading, arrow.to_table(Reading, readings)) == readings
    assert arrow.from_table(Trace, arrow.to_table(Trace, [trace])) == [trace]
    lists: dict[type[Any], list[Any]] = {
        Article: [reading.article for reading in readings],
        Statement: [*(s for reading in readings for s in reading.statements), *trace.parts],
        Source: [source for reading in readings for source in reading.sources],
        Claim: list(trace.claims),
        Step: list(trace.steps),
        Link: list(trace.links),
        Credit: list(trace.credits),
        Passage: list(trace.passages),
    }
    for record, some in lists.items():
        assert some
        assert arrow.from_table(record, arrow.to_table(record, some)) == some


def test_spans_and_moments_are_structs() -> None:
    """A span is a struct of start and end, and a field's type can be asked for by itself."""
    span = pa.struct([pa.field("start", pa.int64(), nullable=False), pa.field("end", pa.int64(), nullable=False)])
    assert arrow.field_type(Spans) == pa.list_(pa.field("item", span, nullable=False))
    assert arrow.schema(Article).field("published").type == arrow.field_type(Moment | None)
    assert arrow.to_row(records.Block(role=records.Role.time, span=Span(1, 2))) == {
        "role": "time",
        "span": {"start": 1, "end": 2},
        "at": None,
    }


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    """What no UTF-8 can hold is replaced in its place, so that offsets stay right."""
    table = arrow.to_table(Skipped, [Skipped(source="a\ud83db", reason="c")])
    assert arrow.from_table(Skipped, table) == [Skipped(source="a\ufffdb", reason="c")]


def test_columns_beyond_the_record_are_left_out() -> None:
    """A table with further columns, in another order, gives the same records."""
    made = Decision(target="a", action="confirm", by="Ada", at="2027-01-01")
    table = arrow.to_table(Decision, [made]).append_column("words", pa.array(["x"]))
    assert arrow.from_table(Decision, table.select(table.schema.names[::-1])) == [made]
    assert arrow.from_row(Decision, arrow.to_row(made) | {"words": "x"}) == made


def test_no_records_are_a_table_of_the_schema() -> None:
    """An empty list gives an empty table with all columns."""
    table = arrow.to_table(Step, [])
    assert (table.num_rows, table.schema) == (0, arrow.schema(Step))
    assert arrow.from_table(Step, table) == []


@pytest.mark.parametrize("hint", [object, int | str, dict[str, str], tuple[int, int, int], bytes])
def test_what_has_no_shape_is_refused(hint: Any) -> None:
    """A type that no record has is a TypeError that names it."""
    with pytest.raises(TypeError, match="shape"):
        arrow.field_type(hint)
    with pytest.raises(TypeError, match="no record"):
        arrow.schema(str)


def test_without_pyarrow_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, the error names the extra."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pyarrow":
            raise ImportError(name)
        return real(name, *rest)

    library.pyarrow.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(WhenceError, match=r"pip install '\.\[arrow\]'"):
        library.pyarrow()
    library.pyarrow.cache_clear()
