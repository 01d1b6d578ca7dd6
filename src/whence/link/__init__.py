"""Evidence between two articles: the passages that they share, and what kind of words these are.

The way of the data: `Article` → `Tokens` → `Collection` → `Candidates` → `Chains` → `Segments` → `Passage`.
"""

from __future__ import annotations

from whence.link.passages import attributed_words, copied_passages
from whence.records import Passage, PassageKind

__all__ = ["Passage", "PassageKind", "attributed_words", "copied_passages"]
