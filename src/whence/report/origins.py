"""Which other origins of its claim an origin could be, for whatever lists them."""

from __future__ import annotations

from whence.records import Claim, CouldBe

__all__ = ["others_of"]


def others_of(claim: Claim, place: int) -> tuple[int, ...]:
    """Return the places of the origins that the origin at a place could be, in the claim's order.

    Unnamed people could be the other unnamed people; an outlet's own words could have come from any other origin. None
    are given for an origin whose statements may belong to another claim: it is left out for that, and not for another.
    """
    code = claim.origins[place].could_be
    if code == CouldBe.doubtful:
        return ()
    return tuple(
        n for n, other in enumerate(claim.origins) if n != place and code in (CouldBe.own_voice, other.could_be)
    )
