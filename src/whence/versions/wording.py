"""The words of this folder that a user sees: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping

from whence import words
from whence.records import ArchiveRecord, DigestCheck
from whence.versions.sections import Section

__all__ = ["SECTIONS", "archived", "changed", "no_versions", "place"]

HELP = """Print the versions of articles in the case file CASE, and what changed from one to the next.

Articles of one address are versions of one article: captures of a web archive, or pages that were saved several times.
They stand in the order of their capture. What changed is shown word by word for the headline, the body, the captions
and the outlet's notices, and by statement: added, removed, changed.

ARTICLE is an address, or an article's id or file. Without it, all articles that have several versions are listed.

\b
Examples:
  whence versions harbour.case
  whence versions harbour.case https://news.example.org/story
  whence versions harbour.case 0f8fad5bd9cb469f --json

Exit status: 0 done, 1 no article has several versions, 2 wrong usage.
"""
HELP_SHORT = "Print what changed between captures of one article."
HELP_JSON = "Print one JSON object a line: an address, its versions, and what changed between them."
NONE = "no article in this collection has several versions"
SECTIONS: Mapping[Section, str] = {
    Section.headline: "Headline",
    Section.body: "Body",
    Section.caption: "Captions",
    Section.notice: "Notices",
}
STATEMENTS = "Statements"
SAME = "No word changed."
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
WORDS_CHANGED = ("change of words", "changes of words")
CHECKS: Mapping[DigestCheck, str] = {
    DigestCheck.matches: "digest matches",
    DigestCheck.differs: "digest does not match",
    DigestCheck.not_stated: "no digest stated",
    DigestCheck.not_computed: "digest of an unknown kind",
}
TRUNCATED = "only a part of the answer was kept"


def no_versions(name: str) -> str:
    """Say that nothing of this name has several versions."""
    return f"no article {name[:200]!r} has several versions; list those that have with: whence versions CASE"


def place(number: int, of: int) -> str:
    """Say which of an article's versions one is, in this collection."""
    return f"version {number} of {of} in this collection"


def changed(edits: int, added: int, removed: int, restated: int) -> str:
    """Say in one line how much changed between two versions."""
    if not (edits or added or removed or restated):
        return SAME
    said = (
        f"{words.count(edits, WORDS_CHANGED)}; statements: {added} {ADDED}, {removed} {REMOVED}, {restated} {CHANGED}"
    )
    return f"{said}."


def archived(record: ArchiveRecord) -> str:
    """Say what a web archive's record is worth as evidence."""
    parts = [f"archive record {record.id}", CHECKS[record.check], *([TRUNCATED] if record.truncated else [])]
    parts += [f"unchanged since record {record.refers_to}"] if record.refers_to else []
    return ", ".join(parts)
