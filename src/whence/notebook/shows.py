"""What a record inherits in order to show itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["Shows"]


class Shows:
    """Something that `str`, a notebook and rich show in short; `repr` still has every field."""

    __slots__ = ()

    def __str__(self) -> str:
        from whence.notebook.lines import line_of  # noqa: PLC0415  -- records are light

        return line_of(self)

    def _repr_html_(self) -> str:
        """Return HTML for a notebook: no script, and every word escaped."""
        from whence.notebook.pages import page_of  # noqa: PLC0415  -- as above

        return page_of(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the short line in IPython, also where the record stands in a list."""
        printer.text("…" if cycle else str(self))

    def __rich__(self) -> Text:
        from rich.text import Text  # noqa: PLC0415  -- as above

        return Text(str(self))
