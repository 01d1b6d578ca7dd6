"""What a PDF's pages hold before it is a text: letters with their places, in points from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Document", "Line", "Page", "Paragraph", "Run"]


class Run(NamedTuple):
    """Letters beside one another on one line, of one size. `size` is in points, measured on the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    turned: bool

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `pictures` counts its pictures where it has no letters."""

    size: tuple[float, float]
    runs: list[Run]
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A PDF: its pages, what it says about itself (Title, Author, CreationDate …), or why it could not be read."""

    pages: list[Page] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a column."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together. `page` counts from 0, `block` tells columns apart; `furniture` is no article's text.

    `indented` tells that its first line is, `full` that its last line reaches the column's edge, `low` that it stands
    in the lower part of its page. `text` is there once its lines are joined.
    """

    lines: list[Line]
    page: int
    block: int
    indented: bool = False
    full: bool = False
    furniture: bool = False
    low: bool = False
    text: str = ""

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all its lines are bold."""
        return all(line.bold for line in self.lines)
