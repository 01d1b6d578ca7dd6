"""What of a collection was in print by a time: articles, and of a live page the entries that were there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.records import Article, Block, Reading, Role, Source, Spans, Statement
from whence.times import Between, asked, between, of_line, stated
from whence.versions.grouping import Versions, printed

__all__ = ["InPrint"]


class InPrint:
    """What of a collection's articles was in print by the end of a time: a year, a month, a day or a clock's time.

    An article was since it was published, and a later version of it since the one before it had been captured, as far
    as is known; one without a time is left out. A live page was also since its first entry. Each line of it was since
    its entry; one between two entries that states no time, since the later of them; and what stands above or below all
    entries, since the last of them, for outlets write it anew as long as they add to the page.

    `ids` are those of the articles that were in print; `undated` is the number of articles that have no time at all.

    Raises `WrongUse` for a time that is none.
    """

    def __init__(self, articles: Iterable[Article], as_of: str) -> None:
        until = asked(as_of).latest
        lines: dict[str, list[Between | None]] = {}
        bare = [_bare(article, lines) for article in articles]
        versions = Versions(bare)
        times = {one.id: printed(one, versions, between(stated(one))) for one in bare}
        begun = {name: min(time.earliest for time in of if time) for name, of in lines.items()}
        self.ids = [
            name
            for name, time in times.items()
            if (time is not None and time.earliest <= until) or begun.get(name, _NEVER) <= until
        ]
        self.undated = sum(time is None and name not in lines for name, time in times.items())
        found = ((name, _later(lines[name], times[name], until)) for name in self.ids if name in lines)
        self._later: Mapping[str, frozenset[int]] = {name: later for name, later in found if later}

    @property
    def cut(self) -> Sequence[str]:
        """The live pages that were in print in part, by their ids."""
        return list(self._later)

    def kept(self, readings: Iterable[Reading]) -> list[Reading]:
        """Return the readings of articles that were in print; those of live pages have what was said in print."""
        ids = set(self.ids)
        return [self.said(reading) for reading in readings if reading.article.id in ids]

    def said(self, reading: Reading) -> Reading:
        """Return the reading of an article that was in print without statements, and sources, of later entries.

        The article stays as it is, with all its text: what is known of it by its id and its digest holds.
        """
        later = self._later.get(reading.article.id)
        if later is None:
            return reading
        statements = [one for one in reading.statements if one.block not in later]
        ids = {one.id for one in statements}
        speakers = {one.speaker for one in statements}
        inside = _spans(reading.article, later)
        return replace(
            reading,
            statements=tuple(one if one.parent in ids else _alone(one) for one in statements),
            sources=tuple(one for one in reading.sources if one.id in speakers or _is_named(one, inside)),
        )

    def traced(self, reading: Reading) -> Reading:
        """Return what is to be traced of an article that was in print: the same with blanks for the later words.

        Nothing moves, so places mean what they meant; and no copied word or credit of a later entry is evidence.
        """
        later = self._later.get(reading.article.id)
        if later is None:
            return reading
        said, article = self.said(reading), reading.article
        inside = _spans(article, later)
        letters = list(article.text)
        for start, end in inside:
            letters[start:end] = " " * (end - start)
        return replace(
            said,
            article=replace(
                article,
                text="".join(letters),
                blocks=tuple(_hidden(b) if n in later else b for n, b in enumerate(article.blocks)),
                links=tuple(link for link in article.links if not _is_in((link.anchor,), inside)),
            ),
            sources=tuple(replace(one, mentions=_outside(one.mentions, inside)) for one in said.sources),
        )

    def left_out(self, readings: Iterable[Reading]) -> int:
        """Return how many statements of readings stand in later entries."""
        return sum(len(one.statements) - len(self.said(one).statements) for one in readings)


_NEVER = "9999"


def _bare(article: Article, lines: dict[str, list[Between | None]]) -> Article:
    """No more of an article than tells its time; the times of a live page's lines are put among `lines`."""
    times = [of_line(article, number) for number in range(len(article.blocks))]
    if any(times):
        lines[article.id] = times
    return replace(article, text="", blocks=(), links=(), images=())


def _later(lines: Sequence[Between | None], page: Between | None, until: str) -> frozenset[int]:
    """The numbers of a live page's lines that were not in print by then."""
    last = max(time.earliest for time in (*lines, page) if time)
    before = _nearest(lines)
    after = _nearest(lines[::-1])[::-1]
    since = [max(one, other) if one and other else last for one, other in zip(before, after, strict=True)]
    return frozenset(number for number, time in enumerate(since) if time > until)


def _nearest(lines: Sequence[Between | None]) -> list[str]:
    """The time of each line, or of the nearest before it that has one; "" where none has."""
    found, now = [], ""
    for time in lines:
        now = time.earliest if time else now
        found.append(now)
    return found


def _spans(article: Article, later: frozenset[int]) -> Spans:
    return tuple(block.span for number, block in enumerate(article.blocks) if number in later)


def _is_in(spans: Spans, lines: Spans) -> bool:
    return any(line.start <= span.start < line.end for span in spans for line in lines)


def _outside(spans: Spans, lines: Spans) -> Spans:
    return tuple(span for span in spans if not _is_in((span,), lines))


def _is_named(source: Source, lines: Spans) -> bool:
    """Whether a source is named elsewhere than in some lines."""
    return not source.mentions or bool(_outside(source.mentions, lines))


def _alone(statement: Statement) -> Statement:
    return statement if statement.parent is None else replace(statement, parent=None)


def _hidden(block: Block) -> Block:
    """A line without words: of no role that is looked at."""
    return replace(block, role=Role.other)
