"""Says that a stored trace is not of all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whence import words

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["tell_if_stale"]


def tell_if_stale(case: Case) -> None:
    """Say on standard error that articles were added since the collection was traced, where there are any."""
    tracing = case.tracing()
    if tracing is not None and not tracing.current:
        click.echo(f"whence: {words.stale(tracing.articles, len(case.files()))}", err=True)
