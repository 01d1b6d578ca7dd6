"""Parts of one statement that have come into one claim are that statement again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from whence.link.linked import Linked
from whence.link.pairs import Floats, Ints, Pairs
from whence.link.units import Unit, unit_of
from whence.records import Passage, Reading, Statement

__all__ = ["put_together"]


def put_together(
    readings: Sequence[Reading], linked: Linked, groups: Sequence[Sequence[int]]
) -> tuple[list[Unit], list[list[int]], Pairs]:
    """Return the units, groups and pairs with each whole in place of its parts where all of them are in one group.

    Units keep their numbers; the whole takes the place of its first part, and the others' places stand empty of use.
    A pair of wholes has the best of what its parts had.
    """
    units = list(linked.units)
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.statement.part_of is not None:
            parts[unit.statement.part_of].append(number)
    home = {n: place for place, group in enumerate(groups) for n in group}
    first = list(range(len(units)))
    statements = _statements(readings, parts.keys())
    for whole, numbers in parts.items():
        if len({home[n] for n in numbers}) == 1:
            unit = units[numbers[0]]
            units[numbers[0]] = unit_of(statements[whole], unit.article, unit.speaker)
            for n in numbers:
                first[n] = numbers[0]
    kept = [sorted({first[n] for n in group}) for group in groups]
    return units, kept, _pairs(Pairs.of(linked.pairs), np.array(first, dtype=np.int64))


def _statements(readings: Sequence[Reading], ids: Iterable[str]) -> dict[str, Statement]:
    wanted = set(ids)
    return {s.id: s for r in readings for s in r.statements if s.id in wanted}


def _pairs(pairs: Pairs, first: Ints) -> Pairs:
    """The pairs of wholes, each once, in order."""
    a, b = first[pairs.a], first[pairs.b]
    low, high = np.minimum(a, b), np.maximum(a, b)
    rows = np.flatnonzero(low != high)
    rows = rows[np.lexsort((high[rows], low[rows]))]
    low, high = low[rows], high[rows]
    heads = np.flatnonzero(np.concatenate(([True], (low[1:] != low[:-1]) | (high[1:] != high[:-1]))))[: len(low)]
    sizes = np.diff(np.append(heads, len(low)))
    place = np.zeros(len(pairs), dtype=np.int64)
    place[rows] = np.repeat(np.arange(len(heads)), sizes)
    passages: dict[int, tuple[Passage, ...]] = {}
    for row, shared in sorted(pairs.passages.items()):
        if a[row] != b[row]:
            at = int(place[row])
            passages[at] = shared if sizes[at] == 1 else tuple(dict.fromkeys((*passages.get(at, ()), *shared)))

    def best(column: Floats) -> Floats:
        found: Floats = np.maximum.reduceat(column[rows], heads) if len(heads) else column[rows]
        return found

    return Pairs(
        a=low[heads],
        b=high[heads],
        same=best(pairs.same),
        opposed=best(pairs.opposed),
        copied=best(pairs.copied),
        quoted=best(pairs.quoted),
        related=best(pairs.related),
        passages=passages,
    )
