"""Quoted words of two versions laid side by side: what was cut off, and what was changed inside the marks."""

from __future__ import annotations

from collections.abc import Iterator

from whence.link.units import Unit
from whence.records import Change

def quote_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    return iter(())
