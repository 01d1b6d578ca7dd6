"""Reading by several processes at once: the same readings in the same order as by one.

    Raw ──line──▶ worker (makes the Article, reads it by a network of its own) ──line──▶ Reading, in the articles' order

`in_order` keeps the articles' order and bounds what waits; `Worker` is one process, watched and replaced where it ends.
"""

from __future__ import annotations

from whence.processes.cores import cores
from whence.processes.line import in_order

__all__ = ["cores", "in_order"]
