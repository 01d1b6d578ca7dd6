"""What is said where a process fails."""

from __future__ import annotations

__all__ = ["ENDED"]

ENDED = "a process that traced a part of the collection ended, twice: is there memory enough?"
