"""Tests for rows in files."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.processes.local import Local, Rows
from whence.processes.parts import Part, dealt, read, written
from whence.records import LinkBasis, Passage, PassageKind, Source, SourceKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A record that has a default and another record inside."""

    span: Span
    source: Source | None = None


@dataclass
class Open:
    """One without slots, which goes its own way."""

    name: str


SPAN = st.builds(Span, st.integers(0, 9), st.integers(9, 99))
SOURCE = st.builds(Source, id=st.text(), name=st.text(), kind=st.sampled_from(SourceKind), mentions=st.tuples(SPAN))
PASSAGE = st.builds(
    Passage,
    a=st.text(),
    b=st.text(),
    a_span=SPAN,
    b_span=SPAN,
    kind=st.sampled_from(PassageKind),
    score=st.floats(0, 1),
)
PAIR = st.builds(Pair, a=st.integers(0), b=st.integers(0), same=st.floats(0, 1), opposed=st.floats(0, 1))
ROW = st.one_of(
    SOURCE, PASSAGE, PAIR, st.builds(Own, span=SPAN, source=st.none() | SOURCE), st.builds(Open, st.text()),
    st.sampled_from(LinkBasis), st.tuples(st.integers(), PASSAGE), st.frozensets(st.text()),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, max_size=20))
def test_rows_come_back_from_a_file_as_they_were(tmp_path: Path, rows: list[object]) -> None:
    """Records of any kind, alone or inside others, and of their own class."""
    written(Part(held=rows), tmp_path / "rows")
    found = list(read(Part(files=(tmp_path / "rows",))))
    assert found == rows
    assert list(map(type, found)) == list(map(type, rows))


def test_columns_come_back_from_a_file(tmp_path: Path) -> None:
    """Arrays inside rows are the same arrays."""
    written(Part(held=[(1, np.arange(5))]), tmp_path / "rows")
    ((number, column),) = read(Part(files=(tmp_path / "rows",)))
    assert (number, column.tolist()) == (1, [0, 1, 2, 3, 4])


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 40), st.text(max_size=3)), max_size=30), max_size=4), st.integers(1, 9)
)
def test_rows_that_are_dealt_come_together_by_their_numbers(parts: list[list[tuple[int, str]]], blocks: int) -> None:
    """Each number lies in one block, once, with all its items in the order of the parts; empty blocks are not named."""
    expected: defaultdict[int, list[str]] = defaultdict(list)
    for number, item in (row for part in parts for row in part):
        expected[number].append(item)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        named = [dealt(Part(held=rows), folder / f"{n:06d}", blocks) for n, rows in enumerate(parts)]
        found = {block: dict(read(Part(dealt=(folder, block)))) for block in set().union(*named)}
    assert {number: items for own in found.values() for number, items in own.items()} == expected
    assert all(own and all(number % blocks == block for number in own) for block, own in found.items())


def test_many_rows_are_dealt_in_several_lists(tmp_path: Path) -> None:
    """More rows than are held at once lie in one file and come back whole, in their order."""
    rows = [(n % 3, n) for n in range(10_000)]
    assert dealt(Part(held=rows), tmp_path / "rows", 2) == {0, 1}
    found = dict(list(read(Part(dealt=(tmp_path, 0)))) + list(read(Part(dealt=(tmp_path, 1)))))
    assert found == {n: list(range(n, 10_000, 3)) for n in range(3)}
    assert [file.name for file in tmp_path.iterdir()] == ["rows"]


@given(st.lists(st.lists(st.integers(-9, 9), max_size=3), max_size=20))
def test_a_sum_is_that_of_all_rows(parts: list[list[int]]) -> None:
    """However many parts there are, empty ones among them, each row is added once."""
    with tempfile.TemporaryDirectory() as name:
        engine = Local(Path(name), blocks=2)
        tables = [engine.table(rows) for rows in parts]
        table = tables[0].and_(*tables[1:]) if tables else engine.table([])
        assert table.summed(100) == 100 + sum(map(sum, parts))
        engine.close()


def test_what_is_kept_on_the_way_to_a_table_is_taken_away_with_it(tmp_path: Path) -> None:
    """A table that is made once is made from what an ended run has kept, leaves nothing else, and is not made again."""
    made: list[str] = []

    def doubled(engine: Local) -> Rows:
        made.append("doubled")
        return engine.table([1, 2, 3]).kept("raw").over(lambda rows: (2 * row for row in rows))

    def both(engine: Local) -> Rows:
        first = engine.once("doubled", lambda: doubled(engine))
        return first.over(lambda rows: (row + 1 for row in rows)).kept("more").and_(first)

    for _ in range(2):
        engine = Local(tmp_path, blocks=2)
        rows = engine.table([7]).kept("other")
        found = engine.once("all", lambda engine=engine: both(engine))
        assert sorted(found.rows()) == [2, 3, 4, 5, 6, 7]
        assert rows.rows() == [7]
        engine.close()
        assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith("~")) == ["all", "other"]
    assert made == ["doubled"]


def test_a_table_outside_is_not_taken_away(tmp_path: Path) -> None:
    """What was kept before `once`, and only read within it, stays."""
    engine = Local(tmp_path, blocks=2)
    before = engine.once("before", lambda: engine.table([1, 2]))
    assert sorted(engine.once("after", lambda: before.over(lambda rows: (-row for row in rows))).rows()) == [-2, -1]
    assert sorted(before.rows()) == [1, 2]
    engine.close()
