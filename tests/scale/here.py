"""An engine in one process: the plan's tables as lists, in several parts and in a changing order."""

from __future__ import annotations

import pickle
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass
class Held:
    value: Any


class Rows:
    """Rows in parts. They are pickled on the way between parts, as an engine does, and come in no order."""

    def __init__(self, engine: Here, parts: list[list[Any]]) -> None:
        self.engine = engine
        self.parts = parts

    def over(self, function: Callable[[Iterator[Any]], Iterable[Any]]) -> Rows:
        return Rows(self.engine, [list(function(iter(part))) for part in self.parts])

    def and_(self, *others: Rows) -> Rows:
        return Rows(self.engine, [*self.parts, *(part for other in others for part in other.parts)])

    def grouped(self) -> Rows:
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for part in self.parts:
            for key, item in pickle.loads(pickle.dumps(part)):
                found[key].append(item)
        keys = list(found)
        self.engine.chance.shuffle(keys)
        for key in keys:
            self.engine.chance.shuffle(found[key])
        return Rows(
            self.engine,
            [[(key, found[key]) for key in keys[n :: self.engine.blocks]] for n in range(self.engine.blocks)],
        )

    def numbered(self) -> Rows:
        rows = sorted(row for part in self.parts for row in part)
        return self.engine.table(list(enumerate(rows)))

    def summed(self, nothing: Any) -> Any:
        for row in self.rows():
            nothing = nothing + row
        return nothing

    def kept(self, name: str) -> Rows:
        self.engine.names.append(name)
        return self

    def rows(self) -> list[Any]:
        return [row for part in self.parts for row in part]


class Here:
    """Answers the plan in this process."""

    def __init__(self, blocks: int = 4, seed: int = 1) -> None:
        self.blocks = blocks
        self.chance = random.Random(seed)
        self.names: list[str] = []

    def table(self, rows: Sequence[Any]) -> Rows:
        return Rows(self, [list(rows[n :: self.blocks]) for n in range(self.blocks)])

    def once(self, name: str, make: Callable[[], Rows]) -> Rows:
        return make().kept(name)

    def shared(self, value: Any) -> Held:
        return Held(pickle.loads(pickle.dumps(value)))
