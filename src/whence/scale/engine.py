"""What the plan asks of an engine: tables in many parts, functions over a part, and rows brought together by a number.

The plan (`whence.scale.plan`) is written against this alone; `whence.scale.spark` answers it with PySpark.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

__all__ = ["Engine", "Keeping", "Shared", "Table"]

_R_co = TypeVar("_R_co", covariant=True)
_R = TypeVar("_R")
_S = TypeVar("_S")


class Shared(Protocol[_R_co]):
    """A value that every worker holds once."""

    @property
    def value(self) -> _R_co:
        """The value."""


class Table(Protocol[_R]):
    """Rows in parts, in no order. Nothing is computed before it is asked for; what is used twice is to be `kept`."""

    def over(self, function: Callable[[Iterator[Any]], Iterable[_S]]) -> Table[_S]:
        """Return what a function makes of each part's rows. It may run twice on one part, where a worker was lost."""

    def and_(self, *others: Table[Any]) -> Table[Any]:
        """Return the rows of all the tables."""

    def grouped(self) -> Table[tuple[int, list[Any]]]:
        """Return, for rows that are a number and an item, each number once with all its items, in no order."""

    def numbered(self) -> Table[tuple[int, Any]]:
        """Return the rows with their places in their order, from 0."""

    def summed(self, nothing: _S) -> _S:
        """Return the sum of all rows, `nothing` where there are none."""

    def kept(self, name: str) -> Table[_R]:
        """Compute the rows and put them aside under a name: what is asked for later begins from there."""

    def rows(self) -> list[_R]:
        """Return all rows. For few."""


class Engine(Protocol):
    """Makes tables. `blocks` is the number of parts into which rows are brought together."""

    blocks: int

    def table(self, rows: Sequence[_S]) -> Table[_S]:
        """Return rows at hand as a table."""

    def shared(self, value: _S) -> Shared[_S]:
        """Hand a value to every worker."""

    def once(self, name: str, make: Callable[[], Table[_S]]) -> Table[_S]:
        """Return what `make` computes, kept under a name.

        What `make` keeps on its way is taken away once this is kept; where this is kept already, `make` is not called.
        So no table lies there that nobody will ask for.
        """


class Keeping(ABC):
    """What engines that put tables aside have in common: what was kept on the way to a table goes once that is kept.

    Whatever keeps a table notes its name in `within`.
    """

    def __init__(self) -> None:
        self.within: list[str] = []

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what `make` computes, kept under a name (`Engine.once`)."""
        if not self.is_kept(name):
            around, self.within = self.within, []
            make().kept(name)
            for other in self.within[:-1]:
                self.clear(other)
            self.within = [*around, name]
        return self.stored(name)

    @abstractmethod
    def is_kept(self, name: str) -> bool:
        """Whether a table of this name was kept whole."""

    @abstractmethod
    def clear(self, name: str) -> None:
        """Take away what is kept under a name, whole or half made."""

    @abstractmethod
    def stored(self, name: str) -> Any:
        """Return the table that is kept under a name."""
