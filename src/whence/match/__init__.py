"""Published fact-checks that speak of a collection's claims: read from feeds, found by words, quoted as theirs.

The way of the data: feeds → `PublishedCheck` → `Index` → `Matched`.
"""

from __future__ import annotations

from whence.match.records import Matched, PublishedCheck

__all__ = ["Matched", "PublishedCheck"]
