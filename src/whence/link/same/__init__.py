"""Whether two statements express one proposition, the opposite one, or another: what a cosine cannot tell.

The way of the data: `Unit` → `Prepared` → `candidates` → `features` → `Decisions`.
"""

from __future__ import annotations

from whence.link.same.candidates import candidates
from whence.link.same.decision import Decisions, decide
from whence.link.same.prepared import Prepared, prepare

__all__ = ["Decisions", "Prepared", "candidates", "decide", "prepare"]
