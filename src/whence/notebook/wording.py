"""The words of records that show themselves: a part of `whence.words`, under the same rule."""

from __future__ import annotations

__all__ = ["FOLLOWS", "HERE", "LISTS", "NOTHING_TRACED", "OPEN_CLAIM", "and_more", "lines_left", "listed"]

HERE = "in this collection"
FOLLOWS = "follows"
NOTHING_TRACED = "not traced yet: call trace()"
OPEN_CLAIM = "A claim by itself has no words of its versions; Case.claim(id) shows how it travelled."
LISTS = {
    "ClaimRow": ("claim", "claims"),
    "ArticleRow": ("article", "articles"),
    "StatementRow": ("statement", "statements"),
    "SourceRow": ("source", "sources"),
    "OutletRow": ("outlet", "outlets"),
    "StepRow": ("step", "steps"),
}


def listed(number: int, kind: str) -> str:
    """Say how long a list is: `94 claims in this collection`."""
    one, several = LISTS.get(kind, ("record", "records"))
    return f"{number:,} {one if number == 1 else several} {HERE}"


def and_more(number: int) -> str:
    """Say that a list goes on."""
    return f"and {number:,} more"


def lines_left(number: int) -> str:
    """Say that an article goes on."""
    return f"and {number:,} more {'line' if number == 1 else 'lines'}; all of it is in article.text"
