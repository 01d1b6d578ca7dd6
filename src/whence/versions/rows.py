"""What changed between two versions, a row a change: for a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.records import Article, Change, Reading, Span, Statement
from whence.text.shown import harmless, words_at
from whence.versions.differences import differences

__all__ = ["ChangeRow", "change_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change: `what` is `words`, or `added`, `removed` or `changed` for a statement; what does not apply is blank.

    `before` and `after` are the versions' ids, `statement_before` and `statement_after` those of a statement, `changes`
    the kinds of what changed in it.
    """

    before: str
    after: str
    what: str
    section: str = ""
    words_before: str = ""
    words_after: str = ""
    statement_before: str = ""
    statement_after: str = ""
    changes: tuple[str, ...] = ()


def change_rows(before: Reading, after: Reading) -> Iterator[ChangeRow]:
    """Yield what changed from one version to another: words by section, then statements."""
    found = differences(before, after)
    a, b = before.article, after.article
    for edit in found.edits:
        yield ChangeRow(
            before=a.id,
            after=b.id,
            what="words",
            section=edit.section.value,
            words_before=_words(a, edit.before),
            words_after=_words(b, edit.after),
        )
    old, new = ({s.id: s for s in reading.statements} for reading in (before, after))
    pairs: list[tuple[str, str, str, tuple[Change, ...]]] = [("added", "", id, ()) for id in found.added]
    pairs += [("removed", id, "", ()) for id in found.removed]
    pairs += [("changed", one.before, one.after, one.changes) for one in found.changed]
    for what, one, other, changes in pairs:
        yield ChangeRow(
            before=a.id,
            after=b.id,
            what=what,
            words_before=_said(a, old.get(one)),
            words_after=_said(b, new.get(other)),
            statement_before=one,
            statement_after=other,
            changes=tuple(dict.fromkeys(change.kind.value for change in changes)),
        )


def _words(article: Article, span: Span | None) -> str:
    return harmless(article.text[slice(*span)]) if span else ""


def _said(article: Article, statement: Statement | None) -> str:
    return words_at(article.text, statement.content) if statement else ""
