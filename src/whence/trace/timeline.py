"""Which of two statements was printed first, as far as the times of their articles tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from whence.link.units import Unit
from whence.records import Article, Moment
from whence.times import Between, between, offset_of, stated
from whence.versions.grouping import NO_VERSIONS, Versions, printed

__all__ = ["Offsets", "Timeline", "offsets_stated"]

_NEVER = "9999"
_Entry = tuple[str, int]  # an article's id, and the number of a line
_MOST = 0.5
_ZONES = 14 * 3600  # seconds that a clock may be from what it is taken for


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """The offsets from UTC that a collection's articles state: `own` those of an outlet, `usual` that of most."""

    own: Mapping[str | None, Counter[str]]
    usual: str | None

    @classmethod
    def of(cls, stated: Counter[tuple[str | None, str]]) -> Offsets:
        """Put together how often each outlet states each offset."""
        own: dict[str | None, Counter[str]] = {}
        everywhere: Counter[str] = Counter()
        for (outlet, offset), times in stated.items():
            own.setdefault(outlet, Counter())[offset] += times
            everywhere[offset] += times
        return cls(own=own, usual=_usual(everywhere))


def offsets_stated(articles: Iterable[Article]) -> Counter[tuple[str | None, str]]:
    """Count how often each outlet states each offset; the counts of parts of a collection add up."""
    found = ((article.outlet, offset_of(article.published)) for article in articles)
    return Counter((outlet, offset) for outlet, offset in found if offset is not None)


class Timeline:
    """The statements of a collection's articles, as units, in time.

    A time that states no offset is taken for one of its outlet's own offset, where its other articles agree on one, and
    else of the offset that most of the collection states; without that, for UTC. Reports of one event come mostly from
    one place, and hours of error would order routes wrongly. `offsets` are those of the collection where `articles` are
    only some of it.

    An article's time is its publication's, or where that is no clock, that of a change of the same day (`stated`).

    A later version of an article was printed between the capture before it and its own. A statement in an entry of a
    live page was printed when its entry was; every other one, with its article.
    """

    def __init__(
        self, articles: Iterable[Article], versions: Versions = NO_VERSIONS, offsets: Offsets | None = None
    ) -> None:
        articles = list(articles)
        offsets = offsets or Offsets.of(offsets_stated(articles))
        self._of_outlet, self._usual = offsets.own, offsets.usual
        self._times = {
            article.id: printed(article, versions, between(self._placed(article, stated(article))))
            for article in articles
        }
        self._loose = frozenset(article.id for article in articles if self._may_be_another(article, stated(article)))
        self._entries: dict[_Entry, Between] = {}
        self._loose_entries: set[_Entry] = set()
        for article in articles:
            self._take_entries(article)

    def is_later(self, one: Unit, other: Unit) -> bool | None:
        """Whether `one` was printed after `other`; None where their times overlap, or one has none.

        A time may mean all the seconds of its minute or day; only where none of them is shared is there an order.
        """
        mine, theirs = self._time(one), self._time(other)
        if mine is None or theirs is None:
            return None
        if mine.earliest > theirs.latest:
            return True
        return False if mine.latest < theirs.earliest else None

    def may_err(self, one: Unit, other: Unit) -> bool:
        """Whether the order of two hangs on the offset that one is taken to have, or on a day without an hour."""
        mine, theirs = self._time(one), self._time(other)
        if mine is None or theirs is None or not (self._is_loose(one) or self._is_loose(other)):
            return False
        first, last = sorted((mine, theirs))
        return _instant(last.earliest) - _instant(first.latest) < _ZONES

    def firsts(self, some: Sequence[Unit]) -> frozenset[str]:
        """The ids of those that were not printed after any other of them, those without a time among them."""
        times = {one.id: self._time(one) for one in some}
        bound = min((time.latest for time in times.values() if time), default=_NEVER)
        return frozenset(name for name, time in times.items() if time is None or time.earliest <= bound)

    def hours(self, one: Unit, other: Unit) -> float | None:
        """Hours from `other` to `one` between the middles of what their times may mean; None where one has none."""
        mine, theirs = self._time(one), self._time(other)
        if mine is None or theirs is None:
            return None
        return (_middle(mine) - _middle(theirs)) / 3600

    def place(self, one: Unit) -> tuple[str, str, str]:
        """A key that sorts by time, what has none last, and by the article's file and id where times are equal."""
        times = self._time(one)
        return (times.earliest if times else _NEVER, one.article.file, one.article.id)

    def _take_entries(self, article: Article) -> None:
        for number, block in enumerate(article.blocks):
            if block.at is None or (times := between(self._placed(article, block.at))) is None:
                continue
            self._entries[article.id, number] = times
            if self._may_be_another(article, block.at):
                self._loose_entries.add((article.id, number))

    def _time(self, one: Unit) -> Between | None:
        return self._entries.get(_entry(one)) or self._times[one.article.id]

    def _is_loose(self, one: Unit) -> bool:
        return _entry(one) in self._loose_entries if _entry(one) in self._entries else one.article.id in self._loose

    def _placed(self, article: Article, moment: Moment | None) -> Moment | None:
        if moment is None or "T" not in moment.at or offset_of(moment) is not None:
            return moment
        offset = self._own_offset(article) or self._usual
        return replace(moment, at=moment.at + offset) if offset else moment

    def _own_offset(self, article: Article) -> str | None:
        """The one offset that an outlet's other articles state."""
        own = self._of_outlet.get(article.outlet) if article.outlet else None
        return next(iter(own)) if own and len(own) == 1 else None

    def _may_be_another(self, article: Article, moment: Moment | None) -> bool:
        """Whether a time of an article has no hour, or a clock without an offset of its own, nor of its outlet.

        A day is that of some place, and often of the paper in print.
        """
        if moment is None:
            return False
        return "T" not in moment.at or (offset_of(moment) is None and self._own_offset(article) is None)


def _entry(unit: Unit) -> _Entry:
    return unit.article.id, unit.statement.block


def _usual(offsets: Counter[str]) -> str | None:
    """The offset that more than half of those that are stated have."""
    most = sorted(offsets.items(), key=lambda item: (-item[1], item[0]))[:1]
    return most[0][0] if most and most[0][1] > _MOST * offsets.total() else None


def _middle(times: Between) -> float:
    return (_instant(times.earliest) + _instant(times.latest)) / 2


def _instant(second: str) -> float:
    return datetime.fromisoformat(second + "+00:00").timestamp()
