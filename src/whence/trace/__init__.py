"""Meaning: which statements are one claim, who follows whom, what changed, and how many origins stand behind it."""

from __future__ import annotations

from whence.trace.tracing import TRACE_STAGES, trace

__all__ = ["TRACE_STAGES", "trace"]
