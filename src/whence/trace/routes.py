"""What the routes of a claim show as a whole: rings of outlets that cite one another, and credits that lead outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence.link.units import Unit
from whence.records import LinkBasis, Step
from whence.trace.setting import Setting

__all__ = ["circular_of", "missing_of"]


def circular_of(
    group: Sequence[int], units: Sequence[Unit], steps: Mapping[int, Step], setting: Setting
) -> tuple[tuple[str, ...], ...]:
    """Rings: an outlet that follows, by stated steps, another that had followed it; each in the order of printing."""
    number = {units[n].id: n for n in group}
    found: list[tuple[str, ...]] = []
    for n in group:
        route = _route(n, steps, number)
        outlet = setting.outlet(units[n].article)
        back = next((i for i, m in enumerate(route) if i > 1 and setting.outlet(units[m].article) == outlet), None)
        between = route[1:back] if back else []
        if back and outlet and any(setting.outlet(units[m].article) != outlet for m in between):
            found.append(tuple(units[m].id for m in reversed(route[: back + 1])))
    return tuple(found)


def _route(n: int, steps: Mapping[int, Step], number: Mapping[str, int]) -> list[int]:
    """A unit and what it follows by stated steps, the nearest first."""
    route = [n]
    while (step := steps.get(route[-1])) and step.basis is not LinkBasis.inferred:
        before = number[step.earlier]
        if before in route:
            break
        route.append(before)
    return route


def missing_of(group: Sequence[int], units: Sequence[Unit], setting: Setting) -> tuple[str, ...]:
    """The names of outlets that a claim's statements credit and that the collection does not hold."""
    names = {c.name for n in group for c in setting.credits_of(units[n]) if c.outlet is None}
    return tuple(sorted(names))
