"""The same source across articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.link.outlets import Outlets
from whence.records import Reading

__all__ = ["same_sources"]


def same_sources(
    readings: Sequence[Reading], outlets: Outlets, evidence: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    return {s.id: s.id for r in readings for s in r.sources}
