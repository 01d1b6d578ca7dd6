"""The plan's engine on one machine: tables in files, functions over their parts by several processes.

What is in memory is what the processes have at hand, a part each, however large a collection is. What is `kept` stays
in the folder under its name: a run that was broken off goes on from there.
"""

from __future__ import annotations

import heapq
import pickle
import shutil
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import cloudpickle

from whence.errors import WhenceError
from whence.processes import parts as made
from whence.processes import wording
from whence.processes.line import Crew
from whence.processes.parts import Function, Part
from whence.scale.engine import Keeping

__all__ = ["Held", "Local", "Ordered", "Rows"]

_S = TypeVar("_S")
_VALUES = 6  # shared values that a process holds at once: those of a stage
_NUMBERED = 4096  # rows of a part where rows are given their places
_Made = tuple[list[Part], Path | None]


class Rows:
    """Rows in parts; nothing is computed before it is asked for, and then once.

    Their files lie as long as a table does that reads them: `sources` are the tables whose files this one reads.
    """

    def __init__(self, engine: Local, make: Callable[[], _Made], sources: Sequence[Rows] = ()) -> None:
        self._engine = engine
        self._make: Callable[[], _Made] | None = make
        self._sources = sources
        self._parts: list[Part] = []

    @property
    def parts(self) -> list[Part]:
        """The parts."""
        if self._make is not None:
            self._parts, folder = self._make()
            self._make = None  # and with it the tables that were needed only to make this one
            if folder is not None:
                weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return self._parts

    def over(self, function: Function) -> Rows:
        """Return what a function makes of each part's rows."""
        return Rows(self._engine, lambda: ([p.then(function) for p in self.parts], None), (self,))

    def and_(self, *others: Rows) -> Rows:
        """Return the rows of all the tables."""
        tables = (self, *others)
        return Rows(self._engine, lambda: ([p for table in tables for p in table.parts], None), tables)

    def grouped(self) -> Rows:
        """Return each number once with all its items."""
        return Rows(self._engine, lambda: self._engine.deal(self.parts))

    def numbered(self) -> Rows:
        """Return the rows with their places in their order."""
        return Rows(self._engine, lambda: self._engine.cut(enumerate(self._engine.ordered(self))))

    def summed(self, nothing: Any) -> Any:
        """Return the sum of all rows."""
        for total in _sums(self._engine.run(made.summed, self.parts)):
            nothing = nothing + total
        return nothing

    def kept(self, name: str) -> Rows:
        """Compute the rows and put them aside under a name."""
        found = Rows(self._engine, lambda: (self._engine.keep(name, lambda: self.parts), None))
        _ = found.parts  # so that a stage's work is done within the stage
        self._engine.within.append(name)
        return found

    def in_order(self, key: Callable[[Any], Any] | None) -> Rows:
        """Return the rows with each part in the order of what `key` makes of them, or their own."""
        return Rows(self._engine, lambda: self._engine.write(made.sorted_into, self.parts, key=key))

    def rows(self) -> list[Any]:
        """Return all rows."""
        return list(self)

    def __iter__(self) -> Iterator[Any]:
        whole = Rows(self._engine, lambda: self._engine.write(made.written, self.parts))
        for part in whole.parts:
            yield from made.read(part)


class Ordered:
    """Rows in the order of what they begin with, of which the rest is given out: as often as it is asked for."""

    def __init__(self, table: Rows) -> None:
        self._rows = table.in_order(itemgetter(0))

    def __iter__(self) -> Iterator[Any]:
        return (row[1] for row in heapq.merge(*map(made.read, self._rows.parts), key=itemgetter(0)))


class Local(Keeping):
    """Answers the plan on this machine.

    Args:
        folder: where tables lie; what is kept there from a run that was broken off is used.
        blocks: into how many parts rows are brought together: as many as let a part fit in memory.
        jobs: how many processes work; one works in this process.
        on_part: is called with how many parts of a piece of work are done, and how many there are.
    """

    def __init__(
        self, folder: Path, *, blocks: int, jobs: int = 1, on_part: Callable[[int, int], None] | None = None
    ) -> None:
        super().__init__()
        self.blocks = blocks
        self._folder = folder
        self._on_part = on_part
        self._count = 0
        self._crew: Crew[bytes, Any] | None = Crew(_work, jobs, _lost) if jobs > 1 else None
        folder.mkdir(parents=True, exist_ok=True)
        _values.clear()  # a run before this one may have had other values under the same names
        for left in folder.glob("~*"):  # what a run that was broken off had no name for
            shutil.rmtree(left, ignore_errors=True)

    def close(self) -> None:
        """End the processes."""
        if self._crew is not None:
            self._crew.close()

    def table(self, rows: Iterable[Any]) -> Rows:
        """Return rows at hand as a table; they are taken as they come."""
        return Rows(self, lambda: self.cut(iter(rows), 64))

    def shared(self, value: _S) -> Held[_S]:
        """Hand a value to every process."""
        path = self._new() / "value"
        with path.open("wb") as file:
            cloudpickle.dump(value, file)
        return Held(path)

    def is_kept(self, name: str) -> bool:
        """Whether a table of this name was kept whole."""
        return (self._folder / name).exists()

    def clear(self, name: str) -> None:
        """Take away what is kept under a name."""
        shutil.rmtree(self._folder / name)

    def stored(self, name: str) -> Rows:
        """Return the table that is kept under a name."""
        return Rows(self, lambda: (self.keep(name, list), None))

    # --- what tables ask for ------------------------------------------------------------------------------------------

    def run(self, task: Callable[[Part], Any], parts: Sequence[Part]) -> Iterator[Any]:
        """Yield what a task makes of each part, in their order."""
        pieces = (cloudpickle.dumps((task, part)) for part in parts)
        results = map(_work, pieces) if self._crew is None else self._crew.results(pieces)
        for number, result in enumerate(results, start=1):
            if self._on_part is not None:
                self._on_part(number, len(parts))
            if isinstance(result, str):
                raise RuntimeError(result)
            yield result[0]

    def deal(self, parts: Sequence[Part]) -> _Made:
        """Bring the rows of each number together."""
        folder = self._new()
        found = self._each(made.dealt, parts, lambda n: {"path": folder / f"{n:06d}", "blocks": self.blocks})
        return [Part(dealt=(folder, block)) for block in sorted(set().union(*found))], folder

    def write(self, task: Callable[..., int], parts: Sequence[Part], **options: Any) -> _Made:
        """Write the rows of each part."""
        folder = self._new()
        for _ in self._each(task, parts, lambda n: {"path": folder / f"{n:06d}", **options}):
            pass
        return [Part(files=(folder / f"{n:06d}",)) for n in range(len(parts))], folder

    def keep(self, name: str, parts: Callable[[], Sequence[Part]]) -> list[Part]:
        """Compute rows, unless they lie there from another run."""
        place = self._folder / name
        if not self.is_kept(name):
            _, folder = self.write(made.written, parts())
            cast(Path, folder).rename(place)
        return [Part(files=(file,)) for file in sorted(place.glob("*"))]

    def ordered(self, table: Rows) -> Iterator[Any]:
        """Yield all rows in their order, with little in memory."""
        whole = table.in_order(None)
        yield from heapq.merge(*map(made.read, whole.parts))

    def cut(self, rows: Iterator[Any], size: int = _NUMBERED) -> _Made:
        """Write rows into parts of so many."""
        folder = self._new()
        return made.cut(rows, folder, size), folder

    def _each(
        self, task: Callable[..., _S], parts: Sequence[Part], given: Callable[[int], dict[str, Any]]
    ) -> Iterator[_S]:
        """Yield what a task makes of each part with arguments of its own."""
        return self.run(partial(_given, task), [Part(held=((part, given(n)),)) for n, part in enumerate(parts)])

    def _new(self) -> Path:
        """Return a new folder for what has no name."""
        self._count += 1
        folder = self._folder / f"~{self._count}"
        folder.mkdir()
        return folder


class Held(Generic[_S]):
    """A value that lies in a file, and is read once by each process that asks for it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def value(self) -> _S:
        """The value."""
        if self._path not in _values:
            while len(_values) >= _VALUES:  # those of stages that are over
                del _values[next(iter(_values))]
            with self._path.open("rb") as file:
                _values[self._path] = pickle.load(file)  # noqa: S301  -- a file of this run's own
        return cast(_S, _values[self._path])


_values: dict[Path, Any] = {}


def _sums(totals: Iterable[Any]) -> list[Any]:
    """Add up what there is in twos, fours and so on: one by one, the sum of all would be copied for each part."""
    sums: list[tuple[int, Any]] = []  # of how many parts each, the most first
    for total in totals:
        if total is not None:
            sums.append((1, total))
        while len(sums) > 1 and sums[-1][0] == sums[-2][0]:
            (count, one), (_, other) = sums[-2:]
            sums[-2:] = [(2 * count, one + other)]
    return [total for _, total in sums]


def _given(task: Callable[..., _S], part: Part) -> _S:
    ((own, given),) = part.held
    return task(own, **given)


def _work(data: bytes) -> tuple[Any] | str:
    """Do a piece of work, perhaps in a process of its own; a text says why it could not be done."""
    task, part = pickle.loads(data)  # noqa: S301  -- made by the program itself
    try:
        return (task(part),)
    except WhenceError:
        raise
    except Exception as error:  # the program raises it
        return f"{type(error).__name__}: {error}"


def _lost(_: bytes) -> Any:
    raise WhenceError(wording.ENDED)
