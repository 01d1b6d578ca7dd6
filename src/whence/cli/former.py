"""Ids of claims that former traces gave out, as a user may still name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whence.errors import WhenceError

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["claim_now"]


def claim_now(case: Case, given: str) -> str:
    """Return the id of the claim that a former one's statements are in now, saying so; what is given for any other.

    Raises `WhenceError` where they are in several.
    """
    from whence.explain import wording  # noqa: PLC0415  -- so that help and usage are quick

    former = None if any(named.kind == "claim" for named in case.named(given)) else case.former(given)
    if former is None:
        return given
    if len(former.now) > 1:
        raise WhenceError(wording.several_now(former))
    click.echo(f"whence: {former.id} → {former.now[0].claim}: {wording.changed(former)}", err=True)
    return former.now[0].claim
