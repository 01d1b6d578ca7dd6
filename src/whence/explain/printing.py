"""An explanation on a console: a line a fact, those below it further in."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from whence.explain.facts import Fact
from whence.explain.wording import LABELS

__all__ = ["print_fact"]

_WIDEST = 100  # columns
_NARROWEST = 24
_IN = 2
_MOST = 40  # facts of one sort below another that are printed; JSON has all


def print_fact(fact: Fact, console: Console, *, more: str) -> None:
    """Print a fact and all below it; `more` says, with `{}` for the number, that further ones are left out."""
    _print(fact, console, 0, more)


def _print(fact: Fact, console: Console, depth: int, more: str) -> None:
    before = " " * (_IN * depth)
    label = LABELS.get(fact.key, fact.key)
    known = f"  {fact.id}" if fact.id else ""
    _lines(Text.assemble((f"{label} " if label else "", "dim"), fact.text, (known, "dim")), console, before)
    counts: dict[str, int] = {}
    for inner in fact.facts:
        counts[inner.key] = counts.get(inner.key, 0) + 1
        if counts[inner.key] <= _MOST:
            _print(inner, console, depth + 1, more)
    for key, number in counts.items():
        if number > _MOST:
            _lines(Text(f"{LABELS.get(key, key)} {more.format(number - _MOST)}", "dim"), console, before + " " * _IN)


def _lines(text: Text, console: Console, before: str) -> None:
    room = max(min(console.width, _WIDEST) - len(before) - _IN, _NARROWEST)
    for number, line in enumerate(text.wrap(console, room, overflow="fold")):
        line.rstrip()
        console.print(Text.assemble(before if number == 0 else before + " " * _IN, line))
