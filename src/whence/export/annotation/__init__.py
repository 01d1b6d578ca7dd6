"""A case file as W3C Web Annotations, and their selectors found again in a text that has changed.

case ──pages──▶ annotations with text-quote and text-position selectors ──anchor──▶ Span
"""

from __future__ import annotations

from whence.export.annotation.selectors import anchor, selectors

__all__ = ["anchor", "selectors"]
