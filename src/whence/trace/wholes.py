"""Parts of one statement that have come into one claim are that statement again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whence.link.linked import Linked, Pair
from whence.link.units import Unit, unit_of
from whence.records import Reading, Statement

__all__ = ["put_together"]


def put_together(
    readings: Sequence[Reading], linked: Linked, groups: Sequence[Sequence[int]]
) -> tuple[list[Unit], list[list[int]], list[Pair]]:
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
    return units, kept, _pairs(linked.pairs, first)


def _statements(readings: Sequence[Reading], ids: Iterable[str]) -> dict[str, Statement]:
    wanted = set(ids)
    return {s.id: s for r in readings for s in r.statements if s.id in wanted}


def _pairs(pairs: Sequence[Pair], first: Sequence[int]) -> list[Pair]:
    found: dict[tuple[int, int], Pair] = {}
    for pair in pairs:
        a, b = first[pair.a], first[pair.b]
        if a == b:
            continue
        key = (min(a, b), max(a, b))
        known = found.get(key)
        found[key] = _best(known, pair, key) if known else replace(pair, a=key[0], b=key[1])
    return [found[key] for key in sorted(found)]


def _best(one: Pair, other: Pair, key: tuple[int, int]) -> Pair:
    return Pair(
        a=key[0],
        b=key[1],
        same=max(one.same, other.same),
        opposed=max(one.opposed, other.opposed),
        copied=max(one.copied, other.copied),
        quoted=max(one.quoted, other.quoted),
        passages=tuple(dict.fromkeys((*one.passages, *other.passages))),
    )
