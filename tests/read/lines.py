"""Articles made of lines, for tests of what is read from a page's lines and their roles."""

from __future__ import annotations

from collections.abc import Sequence

from whence.records import Article, Block, Role, Span


def article(*lines: tuple[Role, str] | str, authors: Sequence[str] = (), outlet: str | None = None) -> Article:
    """An article of one block a line; a line without a role is a paragraph."""
    given = [(Role.paragraph, line) if isinstance(line, str) else line for line in lines]
    text = "\n".join(words for _, words in given)
    blocks: list[Block] = []
    at = 0
    for role, words in given:
        blocks.append(Block(role=role, span=Span(at, at + len(words))))
        at += len(words) + 1
    return Article(id="a", text=text, blocks=tuple(blocks), digest="", file="a", authors=tuple(authors), outlet=outlet)
