from __future__ import annotations
from collections.abc import Iterator
from whence.link.units import Unit
from whence.records import Change
def negation_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    return iter(())
