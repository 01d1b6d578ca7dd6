"""pyarrow, where it is installed: it is an extra, and nothing else needs it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from whence.errors import WhenceError

__all__ = ["NEEDS_ARROW", "pyarrow"]

NEEDS_ARROW = "Arrow and Parquet need a further package: pip install '.[arrow]' in whence's folder"


@lru_cache(maxsize=1)
def pyarrow() -> Any:
    """Return the library; `WhenceError` says what to install where it is not there."""
    try:
        import pyarrow as found  # noqa: PLC0415  -- an extra
    except ImportError as error:
        raise WhenceError(NEEDS_ARROW) from error
    return found
