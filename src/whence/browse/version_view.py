"""One article that was captured several times: its versions, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from whence.browse.part import of_articles
from whence.browse.records import Capture, Compared, HistoryPage, Restated, Run
from whence.browse.wording import no_version
from whence.case import Case
from whence.errors import WrongUse
from whence.records import ChangeKind, Reading
from whence.report.collected import Collected, when
from whence.report.plain import harmless, origin
from whence.versions.grouping import seen
from whence.versions.lines import Line
from whence.words import NO_HEADLINE

if TYPE_CHECKING:
    from whence.versions.differences import Restated as Matched

__all__ = ["Choice", "choice", "history"]

_PAIRS = 12  # of versions that one page compares: a page that is captured every hour has hundreds
_LINE = """
    SELECT id, line, title FROM browse_article
    WHERE line = (SELECT line FROM browse_article WHERE id = ?) ORDER BY version
"""


def history(case: Case, id: str, *, before: int = 0, after: int = 0, page: int = 1) -> HistoryPage | None:
    """Return the versions of an article, by the id of any of them; None where it has no other, or none has this id.

    Each is compared with the one before it, `page` by page. With `before` and `after`, numbers of versions from 1,
    these two are compared instead; one of them alone is compared with the first, or the last.

    Raises `WrongUse` for a number that no version has, or where both are one.
    """
    chosen = choice(case, id, before=before, after=after, page=page)
    if chosen is None:
        return None
    collected = of_articles(case, chosen.ids.values())
    readings = {reading.article.id: reading for reading in collected.readings}
    captures = {n: _capture(n, readings[one], collected) for n, one in chosen.ids.items()}
    return HistoryPage(
        address=harmless(chosen.address),
        title=chosen.title or NO_HEADLINE,
        of=chosen.of,
        captures=tuple(captures.values()),
        compared=tuple(
            _compared(captures[a], captures[b], readings[chosen.ids[a]], readings[chosen.ids[b]], collected)
            for a, b in chosen.pairs
        ),
        page=page,
        pages=chosen.pages,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of an article's versions a page compares: pairs of their numbers, and their ids by these.

    `address` is that of all versions, `title` the latest one's, `of` how many there are, `pages` how many pages.
    """

    address: str
    title: str
    of: int
    ids: Mapping[int, str]
    pairs: tuple[tuple[int, int], ...]
    pages: int


def choice(case: Case, id: str, *, before: int = 0, after: int = 0, page: int = 1) -> Choice | None:
    """Return which versions are compared, as `history` says."""
    rows = case.rows(_LINE, (id,))
    if len(rows) < 2:
        return None
    pairs = list(pairwise(range(1, len(rows) + 1)))
    if before or after:
        pairs = [_asked(before or 1, after or len(rows), len(rows))]
    shown = pairs[(page - 1) * _PAIRS : page * _PAIRS]
    return Choice(
        address=rows[0]["line"],
        title=rows[-1]["title"],
        of=len(rows),
        ids={number: rows[number - 1]["id"] for number in sorted({number for pair in shown for number in pair})},
        pairs=tuple(shown),
        pages=-(-len(pairs) // _PAIRS),
    )


def _asked(before: int, after: int, of: int) -> tuple[int, int]:
    for number in (before, after):
        if not 1 <= number <= of:
            raise WrongUse(no_version(number, of))
    if before == after:
        raise WrongUse(no_version(after, of))
    return before, after


def _capture(number: int, reading: Reading, collected: Collected) -> Capture:
    article = reading.article
    return Capture(
        number=number,
        place=collected.places[article.id],
        seen=when(seen(article)),
        about=tuple(origin(article)[1:]),
        digest=article.digest,
        statements=len(collected.units.get(article.id, ())),
    )


def _compared(before: Capture, after: Capture, old: Reading, new: Reading, collected: Collected) -> Compared:
    # comparing loads what links statements, and a program that asks for anything else need not wait for that
    from whence.versions.differences import Restated as Matched  # noqa: PLC0415  -- as said
    from whence.versions.differences import differences  # noqa: PLC0415  -- as said
    from whence.versions.redline import redline  # noqa: PLC0415  -- as said

    found = differences(old, new)
    lines = redline(found, old.article, new.article)
    restated = [*(Matched(before="", after=id) for id in found.added), *found.changed]
    restated += [Matched(before=id, after="") for id in found.removed]
    shown = [_restated(one, old, new, collected) for one in restated]
    return Compared(
        before=before,
        after=after,
        edits=len(found.edits),
        sections=tuple((section, tuple(_runs(some))) for section, some in lines.items()),
        added=tuple(one for one in shown if not one.before),
        removed=tuple(one for one in shown if not one.after),
        changed=tuple(one for one in shown if one.before and one.after),
    )


def _runs(lines: Sequence[Line]) -> Iterable[Run]:
    for changed, some in groupby(lines, key=lambda line: line.changed):
        yield Run(changed=changed, lines=tuple(some))


def _restated(one: Matched, old: Reading, new: Reading, collected: Collected) -> Restated:
    a, b = old.article, new.article
    words = {
        statement.id: collected.words(article.id, statement.content)
        for article, reading in ((a, old), (b, new))
        for statement in reading.statements
        if statement.id in (one.before, one.after)
    }
    return Restated(
        before=one.before,
        after=one.after,
        words_before=words.get(one.before, ""),
        words=words.get(one.after, ""),
        mark_before=_mark(one.before, a.id, collected),
        mark=_mark(one.after, b.id, collected),
        changes=tuple(dict.fromkeys(c.kind for c in one.changes if c.kind is not ChangeKind.reworded)),
    )


def _mark(statement: str, article: str, collected: Collected) -> int:
    """The number that a statement has in its article's page, or the first of its parts; 0 for none."""
    marks: Mapping[str, int] = collected.marks
    units = [unit.id for unit in collected.units.get(article, ()) if statement in (unit.id, unit.part_of)]
    return min((marks[unit] for unit in units if unit in marks), default=0)
