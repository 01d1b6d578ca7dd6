"""What is answered: JSON as the contract makes it, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec
from starlette.responses import Response

from whence.browse import Listing
from whence.case import Case
from whence.case.former import Former
from whence.export.contract import Json

__all__ = ["Opened", "answer", "paged", "several"]

Opened = Callable[[], AbstractContextManager[Case]]
_encoder = msgspec.json.Encoder()


def answer(value: object, *, status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(_encoder.encode(value), status_code=status, media_type="application/json")


def several(former: Former) -> Response:
    """Return the claims that the statements of a former one are in now, where one claim was asked for."""
    return answer({"id": former.id, "now": [held._asdict() for held in former.now]}, status=300)


def paged(listing: Listing[Any], items: Sequence[Json]) -> Response:
    """Return a page of a list; `items` are the records of its rows."""
    return answer(
        {
            "items": items,
            "total": listing.total,
            "page": listing.page,
            "size": listing.size,
            "pages": listing.pages,
            "facets": listing.facets,
        }
    )
