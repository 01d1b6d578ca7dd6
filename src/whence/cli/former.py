"""Ids of claims that former traces gave out, as a user may still name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["claim_now"]


def claim_now(case: Case, given: str) -> str:
    """Return the id of the claim that a former one's statements are in now, saying so; what is given for any other.

    Raises `WhenceError` where they are in several.
    """
    from whence.case.former import one_now  # noqa: PLC0415  -- so that help and usage are quick
    from whence.explain import wording  # noqa: PLC0415  -- as above

    former = None if any(named.kind == "claim" for named in case.named(given)) else one_now(case.former(given))
    if former is None:
        return given
    click.echo(f"whence: {former.id} → {former.now[0].claim}: {wording.changed(former)}", err=True)
    return former.now[0].claim
