"""What a Python program calls: a case file as one object, with its lists as sequences.

    Case ──claims, articles, statements, sources, outlets, steps──▶ Rows ──to_arrow, to_pandas, to_polars──▶ data frames
         ──claim, article, source, outlet, explain──▶ one record with all that belongs to it

`whence.Case` is this folder's; it does nothing that the stages below do not do. Nothing here is loaded by
`import whence` until it is asked for.
"""

from __future__ import annotations

from whence.api.case import Case
from whence.api.rows import Rows

__all__ = ["Case", "Rows"]
