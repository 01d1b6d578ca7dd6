"""What a correction sets: from JSON, checked against the article, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from whence.errors import WrongUse
from whence.records import Act, Article, SourceKind, Span, Spans, Station
from whence.review import wording

__all__ = ["FIELDS", "checked", "of_value", "placed", "spans_in", "value_of"]

Json = dict[str, Any]
_LONG = 500


def of_value(value: Mapping[str, object]) -> str:
    """Return what is set as JSON, always the same for the same; "" for nothing."""
    return msgspec.json.encode(value, order="sorted").decode() if value else ""


def value_of(text: str) -> Json:
    """Return what a decision's `value` sets; nothing where it is empty, or is no such JSON."""
    try:
        found = msgspec.json.decode(text) if text else {}
    except msgspec.MsgspecError:
        return {}
    return found if isinstance(found, dict) else {}


def checked(value: Mapping[str, object], article: Article) -> Json:
    """Return what is to be set, in the one form in which it is stored; spans get their words beside them.

    Raises `WrongUse` for a name that no correction sets, a value that means nothing, or spans outside the text.
    """
    if not value:
        raise WrongUse(wording.NO_VALUE)
    return {name: _checked(name, one, article) for name, one in sorted(value.items())}


def _checked(name: str, value: object, article: Article) -> object:
    check = FIELDS.get(name)
    if check is None:
        raise WrongUse(wording.wrong_value(name))
    try:
        return check(name, value, article)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, WrongUse):
            raise
        raise WrongUse(wording.wrong_value(name)) from error


def _source(name: str, value: object, article: Article) -> object:
    """`null` for no source, `{"own_voice": true}`, or a name with its kind and, where it is written, its spans."""
    if value is None:
        return None
    found = msgspec.convert(value, Json)
    if found.get("own_voice") is True:
        return {"own_voice": True}
    kind = SourceKind(found["kind"])
    said = " ".join(msgspec.convert(found["name"], str).split())
    if not said or len(said) > _LONG or kind is SourceKind.none or found.keys() - {"name", "kind", "spans", "words"}:
        raise WrongUse(wording.wrong_value(name))
    whole: Json = {"name": said, "kind": kind.value}
    return whole | (_spans("source", found["spans"], article) if found.get("spans") else {})


def _spans(name: str, value: object, article: Article) -> Json:
    given = value.get("spans") if isinstance(value, dict) else value
    spans = msgspec.convert(given, tuple[tuple[int, int], ...])
    inside = all(0 <= start < end <= len(article.text) for start, end in spans)
    if (
        not inside
        or any(spans[n][1] > spans[n + 1][0] for n in range(len(spans) - 1))
        or (name == "content" and not spans)
    ):
        raise WrongUse(wording.outside(name))
    return {"spans": [list(span) for span in spans], "words": [article.text[start:end] for start, end in spans]}


def _act(name: str, value: object, article: Article) -> str:
    del name, article
    return Act(msgspec.convert(value, str)).value


def _flag(name: str, value: object, article: Article) -> bool:
    del name, article
    return msgspec.convert(value, bool)


def _chain(name: str, value: object, article: Article) -> list[Json]:
    del name, article
    stations = msgspec.convert(value, tuple[Station, ...])
    return [{"name": s.name, "kind": s.kind.value, "link": s.link.value} for s in stations]


_Check = Callable[[str, object, Article], object]
FIELDS: Mapping[str, _Check] = {
    "source": _source,
    "act": _act,
    "content": _spans,
    "cue": _spans,
    "chain": _chain,
    "hedged": _flag,
    "negated": _flag,
}
"""What a correction can set, and what checks it."""


def placed(spans: Spans, text: str) -> Json:
    """Return spans with their words, as they are stored."""
    return {"spans": [list(span) for span in spans], "words": [text[start:end] for start, end in spans]}


def spans_in(value: Mapping[str, Any]) -> tuple[Spans, tuple[str, ...]]:
    """Return the spans and the words that are stored."""
    spans: Sequence[Sequence[int]] = value.get("spans", ())
    return tuple(Span(start, end) for start, end in spans), tuple(value.get("words", ()))
