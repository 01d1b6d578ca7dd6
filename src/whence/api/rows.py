"""A list of a case file as a sequence: what is asked of it is read, a page at a time, when it is asked."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from whence.api import wording
from whence.browse import MOST, Facet, Listing
from whence.case import Case as Store
from whence.errors import WhenceError
from whence.notebook.shows import Shows

if TYPE_CHECKING:
    from whence.api.case import Case

__all__ = ["Rows", "listed"]

_T = TypeVar("_T")
_P = ParamSpec("_P")
_PAGING = ("page", "size")
_FIRST = 50  # items of the page that is read to know the length; a short list is then at hand as a whole


class Rows(Shows, Sequence[_T], Generic[_T]):
    """A list of records of a case file, in its order. Nothing is read before it is asked for.

    It has a length, is indexed and sliced as any sequence is, and goes into a data frame by `to_arrow`, `to_pandas` or
    `to_polars`. Each page is read from the file as it is then: what others add meanwhile may move what stands behind.
    """

    def __init__(self, kind: type[_T], ask: Callable[[int, int], Listing[_T]]) -> None:
        self.kind = kind
        self._ask = ask
        self._first: Listing[_T] | None = None
        self._last: Listing[_T] | None = None

    @property
    def facets(self) -> Mapping[str, tuple[Facet, ...]]:
        """What the list could be narrowed to: for each filter its values, with how many items each leaves."""
        return self._head.facets

    def __len__(self) -> int:
        return self._head.total

    def __iter__(self) -> Iterator[_T]:
        if len(self) <= len(self._head.items):
            yield from self._head.items
            return
        page = 1
        while (listing := self._ask(page, MOST)).items:
            yield from listing.items
            page += 1

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, at: int | slice) -> _T | tuple[_T, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        if place < len(self._head.items):
            return self._head.items[place]
        page, place = place // MOST + 1, place % MOST
        if self._last is None or self._last.page != page:
            self._last = self._ask(page, MOST)
        return self._last.items[place]

    def __repr__(self) -> str:
        return f"<{len(self)} × {self.kind.__name__}>"

    def to_arrow(self) -> Any:
        """Return all items as a `pyarrow.Table`: a column a field, what has fields of its own as a struct.

        Raises `WhenceError` where pyarrow is not installed.
        """
        from whence.arrow import to_table  # noqa: PLC0415  -- an extra

        return to_table(self.kind, self)

    def to_pandas(self) -> Any:
        """Return all items as a `pandas.DataFrame`, by way of Arrow; `WhenceError` where pandas is not installed."""
        table = self.to_arrow()
        try:
            import pandas  # noqa: F401, PLC0415  -- an extra
        except ImportError as error:
            raise WhenceError(wording.NEEDS_PANDAS) from error
        return table.to_pandas()

    def to_polars(self) -> Any:
        """Return all items as a `polars.DataFrame`, by way of Arrow; `WhenceError` where Polars is not installed."""
        table = self.to_arrow()
        try:
            import polars  # noqa: PLC0415  -- an extra
        except ImportError as error:
            raise WhenceError(wording.NEEDS_POLARS) from error
        return polars.from_arrow(table)

    @property
    def _head(self) -> Listing[_T]:
        if self._first is None:
            self._first = self._ask(1, _FIRST)
        return self._first


def listed(
    kind: type[_T], ask: Callable[Concatenate[Store, _P], Listing[_T]]
) -> Callable[Concatenate[Case, _P], Rows[_T]]:
    """Return a method of `Case` that gives a list of `browse` as `Rows`: the same filters, without the paging."""
    signature = inspect.signature(ask)
    kept = [given for name, given in signature.parameters.items() if name not in ("case", *_PAGING)]
    this = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    offered = signature.replace(parameters=[this, *kept], return_annotation=f"Rows[{kind.__name__}]")

    paged: Callable[..., Listing[_T]] = ask

    @wraps(ask)
    def method(case: Case, /, *args: _P.args, **kwargs: _P.kwargs) -> Rows[_T]:
        offered.bind(case, *args, **kwargs)  # a filter that there is not is an error now, not when it is used
        return Rows(kind, lambda page, size: paged(case.store, *args, **kwargs, page=page, size=size))

    method.__signature__ = offered  # type: ignore[attr-defined]  # what `inspect.signature` reads
    method.__doc__ = re.sub(r"^ +(?:case|page|size): .*\n", "", ask.__doc__ or "", flags=re.MULTILINE)
    return method
