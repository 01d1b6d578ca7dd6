"""Ids of claims that former traces gave out: programs are led on to where the statements are now."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from whence.case import Case
from whence.web.addresses import address
from whence.web.api import models
from whence.web.api.answers import several
from whence.web.api.problems import nothing

__all__ = ["CHANGED", "SEVERAL", "changed"]

SEVERAL: dict[int | str, dict[str, Any]] = {
    300: {
        "description": "A former trace gave a claim this id; its statements are in several claims now.",
        "model": models.FormerClaim,
    },
}
"""What a list that is narrowed by a claim may answer beside its items, for OpenAPI."""
CHANGED: dict[int | str, dict[str, Any]] = SEVERAL | {
    307: {"description": "A former trace gave a claim this id; its statements are in the claim at `Location` now."},
}
"""What an address of a claim may answer beside the claim, for OpenAPI."""


def changed(case: Case, id: str, *tail: str) -> Response:
    """Return where the statements are now of a claim that had this id; `tail` is what stands behind the id.

    Raises as `nothing` says where no former claim had it.
    """
    former = case.former(id)
    if former is None or former.id != id:
        raise nothing()
    if len(former.now) == 1:
        return RedirectResponse(address("/api/claims", former.now[0].claim, *tail), status_code=307)
    return several(former)
