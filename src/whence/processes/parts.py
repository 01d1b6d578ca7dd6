"""Rows in files: a table's parts, how they are written, read, grouped and sorted. All of it runs in any process.

A file is a row of pickled lists, some rows each, so that it is read and written with little in memory. Rows that are
dealt to blocks lie in one file for each part that they come from, with an index: as many files as parts, not as parts
times blocks. Files are whence's own and of one run; nobody else's are ever read.
"""

from __future__ import annotations

import io
import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np

__all__ = ["Part", "cut", "dealt", "read", "sorted_into", "summed", "written"]

_TOGETHER = 256  # rows of one list
_IN_ORDER = 16  # the same of rows in order, of which a list of every part is at hand at once
_DEALT = 2048  # rows that are held while they are dealt to their blocks
_NUMBER = 8  # bytes of a number in an index
Function = Callable[[Iterator[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of `files`, one after the other, or those at hand; then what `functions` make of them, in their order.

    Rows that were `dealt` are a folder's and a block's: they are numbers with items, and each number comes once with
    all its items.
    """

    files: tuple[Path, ...] = ()
    held: Sequence[Any] = ()
    dealt: tuple[Path, int] | None = None
    functions: tuple[Function, ...] = ()

    def then(self, function: Function) -> Part:
        """Return what a function makes of the part's rows."""
        return replace(self, functions=(*self.functions, function))


def read(part: Part) -> Iterator[Any]:
    """Yield the rows of a part."""
    if part.dealt is not None:
        rows: Iterator[Any] = _grouped(_read_dealt(*part.dealt))
    else:
        rows = (row for file in part.files for row in _read(file)) if part.files else iter(part.held)
    for function in part.functions:
        rows = iter(function(rows))
    return rows


def _read(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while True:
            try:
                yield from pickle.load(file)  # noqa: S301  -- a file of this run's own
            except EOFError:
                return


def _read_dealt(folder: Path, block: int) -> Iterator[Any]:
    """Yield the rows of a block, in the order of the parts that they come from."""
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            for place in _places(file, block):
                file.seek(place)
                yield from pickle.load(file)  # noqa: S301  -- as above


def _places(file: io.BufferedReader, block: int) -> list[int]:
    """Where in a file a block's lists lie, as its index tells (`_index`)."""
    file.seek(-_NUMBER, os.SEEK_END)
    index = int.from_bytes(file.read(_NUMBER), "little")
    file.seek(index + block * _NUMBER)
    first, last = np.frombuffer(file.read(2 * _NUMBER), dtype="<i8").tolist()
    file.seek(first)
    places: list[int] = np.frombuffer(file.read(last - first), dtype="<i8").tolist()
    return places


def _grouped(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, list[Any]]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for number, item in rows:
        found[number].append(item)
    while found:  # what was given out need not be held
        number = next(iter(found))
        yield number, found.pop(number)


def written(part: Part, path: Path) -> int:
    """Write a part's rows into a file, and return how many there are."""
    return _write(read(part), path)


def sorted_into(part: Part, path: Path, key: Callable[[Any], Any] | None = None) -> int:
    """Write a part's rows into a file in their order, or in that of what `key` makes of each."""
    return _write(iter(sorted(read(part), key=key)), path, _IN_ORDER)


def cut(rows: Iterator[Any], folder: Path, size: int) -> list[Part]:
    """Write rows into files of so many rows each, and return them as parts."""
    found: list[Part] = []
    while some := list(islice(rows, size)):
        file = folder / f"{len(found):06d}"
        _write(iter(some), file)
        found.append(Part(files=(file,)))
    return found


def _write(rows: Iterator[Any], path: Path, together: int = _TOGETHER) -> int:
    count = 0
    with path.open("wb") as file:
        while some := list(islice(rows, together)):
            _dump(some, file)
            count += len(some)
    return count


def dealt(part: Part, path: Path, blocks: int) -> set[int]:
    """Write a part's rows, which are numbers with items, by the blocks of these; return what blocks there are."""
    lists: list[tuple[int, int]] = []  # the block of each, and where it begins
    rows = read(part)
    with path.open("wb") as file:
        while some := list(islice(rows, _DEALT)):
            by_block: defaultdict[int, list[Any]] = defaultdict(list)
            for row in some:
                by_block[row[0] % blocks].append(row)
            for block, own in by_block.items():
                lists.append((block, file.tell()))
                _dump(own, file)
        file.write(_index(lists, blocks, file.tell()))
    return {block for block, _ in lists}


def _index(lists: Sequence[tuple[int, int]], blocks: int, here: int) -> bytes:
    """What stands at the end of a file, from `here` on.

    The places of all lists by their blocks; where the places of each block begin, and where the last ones end; and
    where these begin. All are numbers of eight bytes.
    """
    of, places = np.array(sorted(lists), dtype="<i8").reshape(-1, 2).T
    begins = here + _NUMBER * np.searchsorted(of, np.arange(blocks + 1))
    last = [here + _NUMBER * len(places)]
    return b"".join(column.astype("<i8").tobytes() for column in (places, begins, np.array(last)))


def _dump(rows: list[Any], file: io.BufferedIOBase) -> None:
    _Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(rows)


class _Pickler(pickle.Pickler):
    """Writes records of slots as their plain values: by way of their fields, each takes several times as long."""

    def reducer_override(self, thing: Any) -> Any:
        """Return how a thing is made again, or that it goes its own way."""
        names = _slots(type(thing))  # type: ignore[arg-type]  # a class can be hashed
        if names is None:
            return NotImplemented
        return _made, (type(thing), *[getattr(thing, name) for name in names])


@cache
def _slots(kind: Hashable) -> tuple[str, ...] | None:
    """The fields of a record of slots; None for all else, and for one that has its own way of being written."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        return None
    if "__slots__" not in vars(kind) or kind.__reduce__ is not object.__reduce__:
        return None
    return tuple(field.name for field in fields(kind))


def _made(kind: type[Any], *values: Any) -> Any:
    found = object.__new__(kind)
    names = cast(tuple[str, ...], _slots(kind))  # type: ignore[arg-type]  # as above
    for name, value in zip(names, values, strict=True):
        object.__setattr__(found, name, value)
    return found


def summed(part: Part) -> Any:
    """Return the sum of a part's rows, None where there are none."""
    rows = read(part)
    total = next(rows, None)
    for row in rows:
        total = total + row
    return total
