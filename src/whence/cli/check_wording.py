"""The words of `whence check`: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from whence.words import count

__all__ = ["HELP", "HELP_SHORT"]

HELP = """Check that whence works here, and that case files are whole. Nothing is changed.

Without CASE, prints the versions in use, whether the network reads, and which optional parts are installed. With CASE,
looks at the file itself, at what refers to what, and at every finding's words: that they stand in the article where
the finding says they do.

\b
Examples:
  whence check
  whence check harbour.case
  whence check *.case --json

Exit status: 0 all holds, 1 something does not, 2 wrong usage.
"""
HELP_SHORT = "Check the installation and case files."
HELP_JSON = "Print one JSON object a line."

CHECKS = {
    "file": "the file",
    "references": "references",
    "words": "words searched",
    "spans": "places of words",
    "findings": "findings",
}
WHOLE = "whole"
READS = "reads"
SILENT = "does not read: install whence again"
HAS_WORDS = "with full-text search"
NO_WORDS = "without full-text search: whence search needs an SQLite with FTS5"
HERE = "installed"
UNTRACED = "not traced yet: whence trace CASE"
CURRENT = "of all its articles"
OUTDATED = "articles or decisions have come since: whence trace CASE"
_SHOWN = 3


def lacking(extra: str) -> str:
    """Say how an optional part is installed."""
    return f"not installed: pip install '.[{extra}]' in whence's folder"


def found(where: list[str]) -> str:
    """Say what does not hold, and where first."""
    more = f" and {count(len(where) - _SHOWN, ('more', 'more'))}" if len(where) > _SHOWN else ""
    return "; ".join(where[:_SHOWN]) + more
