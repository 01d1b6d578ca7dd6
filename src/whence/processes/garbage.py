"""Garbage is looked for seldom: nearly all that whence makes is freed when the last that holds it lets go.

Records refer to no record that refers to them, so there are few cycles to be found, but millions of things to look
through: with Python's own thresholds that took a ninth of tracing, and a fifth of making claims.
"""

from __future__ import annotations

import gc

__all__ = ["look_seldom"]

_THRESHOLDS = (50_000, 20, 100)  # new things before the youngest are looked through; then how many such turns


def look_seldom() -> None:
    """Let this process look for cycles less often than Python does by itself; a library's process is its user's."""
    gc.set_threshold(*_THRESHOLDS)
