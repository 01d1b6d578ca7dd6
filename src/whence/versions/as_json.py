"""The versions of an article as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whence.export.contract import Json, article_json
from whence.records import Change, Reading, Span
from whence.versions.differences import Difference, differences
from whence.versions.grouping import History

__all__ = ["history_json"]

_HEAD = ("id", "file", "url", "outlet", "title", "published", "updated", "captured", "digest", "record")


def history_json(history: History, readings: Sequence[Reading]) -> Json:
    """Return an address with its versions, in the order of capture, and what changed from each to the next."""
    heads = [article_json(article) for article in history.articles]
    steps = [_difference(one, other) for one, other in pairwise(readings)]
    return {
        "address": history.address,
        "versions": [{name: head[name] for name in _HEAD} for head in heads],
        "changes": steps,
    }


def _difference(before: Reading, after: Reading) -> Json:
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
