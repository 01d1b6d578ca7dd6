"""The case file: one SQLite file that keeps a collection's articles and statements and its trace, and finds words.

records ⇄ rows ⇄ SQLite. `Case` is the only writer of the file; `docs/case-file.md` says what every table and view of it
holds, for any other program that opens it.
"""

from __future__ import annotations

from whence.case.manifest import ReadBy
from whence.case.search import Hit, Snippet
from whence.case.store import Added, Case
from whence.case.traces import TracedBy, Tracing

__all__ = ["Added", "Case", "Hit", "ReadBy", "Snippet", "TracedBy", "Tracing"]
