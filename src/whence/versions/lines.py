"""A line of two versions, as a page shows it. It stands by itself, for lists of versions need no comparison."""

from __future__ import annotations

from dataclasses import dataclass

from whence.records import Role
from whence.report.records import Part, Piece

__all__ = ["Line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of one version or of both: its role, and its words, each the same, removed or added."""

    role: Role
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether a word of it was put in or taken out."""
        return any(piece.part is not Part.same for piece in self.pieces)
