"""The versions of an article as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whence.export.contract import Json, article_json
from whence.records import Article, Change, Reading, Span
from whence.versions.differences import Difference, differences
from whence.versions.grouping import History

__all__ = ["difference_json", "head_json", "history_json"]

_HEAD = ("id", "file", "url", "outlet", "title", "published", "updated", "captured", "digest", "record")


def history_json(history: History, readings: Sequence[Reading]) -> Json:
    """Return an address with its versions, in the order of capture, and what changed from each to the next."""
    return {
        "address": history.address,
        "versions": [head_json(article) for article in history.articles],
        "changes": [difference_json(one, other) for one, other in pairwise(readings)],
    }


def head_json(article: Article) -> Json:
    """Return what a version's head says, without its text."""
    head = article_json(article)
    return {name: head[name] for name in _HEAD}


def difference_json(before: Reading, after: Reading) -> Json:
    """Return what changed from one version to another, with its words and where they stand."""
    found: Difference = differences(before, after)
    a, b = before.article.text, after.article.text
    return {
        "before": found.before,
        "after": found.after,
        "edits": [
            {
                "section": edit.section.value,
                "before": _words(a, edit.before),
                "after": _words(b, edit.after),
                "before_span": list(edit.before) if edit.before else None,
                "after_span": list(edit.after) if edit.after else None,
            }
            for edit in found.edits
        ],
        "statements": {
            "added": list(found.added),
            "removed": list(found.removed),
            "changed": [
                {"before": one.before, "after": one.after, "changes": [_change(change) for change in one.changes]}
                for one in found.changed
            ],
        },
    }


def _words(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "before_spans": [list(span) for span in change.before],
        "after_spans": [list(span) for span in change.after],
    }
