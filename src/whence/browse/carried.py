"""Which outlets carry a collection's claims, of one that is too large to be held in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence

from whence.case import Case

__all__ = ["carried_by_several", "carrying_outlets"]

_CARRYING = "SELECT name FROM browse_outlet WHERE claims > 0 ORDER BY name"
_SEVERAL = """
    SELECT count(*) FROM (
        SELECT 1 FROM browse_claim_outlet WHERE outlet IN (
            SELECT n FROM browse_outlet WHERE name IN (SELECT value FROM json_each(?))
        )
        GROUP BY claim HAVING count(*) > 1
    )
"""


def carrying_outlets(case: Case) -> list[str]:
    """Return the names of the outlets that carry a claim, in their order."""
    return [row["name"] for row in case.rows(_CARRYING, ())]


def carried_by_several(case: Case, outlets: Sequence[str]) -> int:
    """Return how many claims more than one of some outlets carries, by their names."""
    ((count,),) = case.rows(_SEVERAL, (json.dumps(list(outlets)),))
    return int(count)
