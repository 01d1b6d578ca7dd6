"""Tests for readings as bytes."""

from __future__ import annotations

from whence.link.linking import units_of
from whence.pipeline import read
from whence.scale.packing import pack, unpack, unpack_with_units

TEXT = """Dam holds

The dam will hold and the road will open on Monday, the mayor, Orla Finn, said. "Nine boats were lost. The harbour wall
is gone," she told reporters. It rained.
"""


def test_a_reading_comes_back_with_what_is_compared_of_it() -> None:
    """Its units are those that are found in it, though their parts are not looked for again."""
    (reading,) = read(text=TEXT)
    packed = pack(reading)
    assert unpack(packed) == reading
    again, units = unpack_with_units(packed)
    assert again == reading
    assert units == tuple(units_of([reading]))
    assert any(unit.statement.part_of for unit in units)
