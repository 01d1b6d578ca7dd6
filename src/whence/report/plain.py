"""Records to short plain words: texts made harmless for a terminal, times, figures, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from whence import words
from whence.records import Article, Figure, Form, Moment, Precision, Role, Source, SourceKind, Statement
from whence.text.shown import harmless, visible, words_at
from whence.versions.wording import archived

__all__ = ["figure", "harmless", "moment", "origin", "sourcing", "statements_of", "structure", "visible", "words_at"]

_MONTHS = words.MONTHS
_PREFIXED = frozenset("$€£¥₹₽₪₩")


def moment(at: Moment) -> str:
    """Return a time as people write it: `20 July 2018, 13:24 +03:00`. No more is shown than was stated."""
    try:
        day, _, clock = at.at.partition("T")
        year, month, *rest = day.split("-")
        name = f"{_MONTHS[int(month) - 1]} {year}"
        if at.precision is Precision.month or not rest:
            return name
        return f"{int(rest[0])} {name}" + (f", {_clock(clock)}" if clock else "")
    except (ValueError, IndexError):
        return harmless(at.at)


def _clock(clock: str) -> str:
    zone = next((clock[at:] for at in range(len(clock)) if clock[at] in "+-Z"), "")
    time = clock.removesuffix(zone)
    hour, minute, *second = time.split(":")
    shown = ":".join([hour, minute] if second in ([], ["00"]) else [hour, minute, *second])
    return f"{shown} {'UTC' if zone in ('Z', '+00:00') else zone}".rstrip()


def figure(found: Figure) -> str:
    """Return a figure with its unit: `about 50,000 (people)`, `$6,600,000`, `12%`."""
    number = f"{found.value:,.15g}"
    unit = harmless(found.unit or "")
    if unit in _PREFIXED:
        number = f"{unit}{number}"
    elif unit:
        number = f"{number}{unit}" if unit == "%" else f"{number} ({unit})"
    return f"{words.ABOUT} {number}" if found.approx else number


def origin(article: Article) -> list[str]:
    """Return who brought an article, and when: outlet, authors, agency, times."""
    parts = [_outlet(article)]
    if article.authors:
        parts.append(f"{words.BY} {', '.join(map(harmless, article.authors))}")
    if article.agency:
        parts.append(f"{words.AGENCY} {harmless(article.agency)}")
    parts.append(_dated(words.PUBLISHED, article.published) if article.published else words.NO_TIME)
    if article.updated:
        parts.append(_dated(words.UPDATED, article.updated))
    if article.captured:
        parts.append(_dated(words.CAPTURED, article.captured))
    if article.record:
        parts.append(harmless(archived(article.record)))
    return parts


def _outlet(article: Article) -> str:
    if not article.outlet:
        return words.NO_OUTLET
    inferred = article.outlet_basis.value == "inferred"
    return harmless(article.outlet) + (f" ({words.OUTLET_INFERRED})" if inferred else "")


def _dated(label: str, at: Moment) -> str:
    return f"{label} {moment(at)} ({words.READ_FROM[at.read_from]})"


def structure(article: Article) -> list[str]:
    """Count the lines of a page by their role, in the order of the roles."""
    counts = Counter(block.role for block in article.blocks)
    return [words.count(counts[role], words.ROLES[role]) for role in Role if counts[role] and role is not Role.headline]


def sourcing(statements: Sequence[Statement], sources: Iterable[Source]) -> list[str]:
    """Count the statements by the kind of their source, in the order of the kinds."""
    kinds = {source.id: source.kind for source in sources}
    attributed = [s for s in statements if s.form is not Form.own_voice]
    counts = Counter(_kind(statement, kinds) for statement in attributed)
    parts = [words.count(counts[kind], words.KIND_COUNTS[kind]) for kind in words.KIND_COUNTS if counts[kind]]
    own = len(statements) - len(attributed)
    return [*parts, words.count(own, words.OWN_VOICE_COUNT)] if own else parts


def _kind(statement: Statement, kinds: dict[str, SourceKind]) -> SourceKind:
    return kinds.get(statement.speaker or "", SourceKind.none)


def statements_of(source: Source, statements: Iterable[Statement]) -> int:
    """Count the statements whose speaker is this source."""
    return sum(statement.speaker == source.id for statement in statements)
