"""Stated credits: where an article says through which outlet it has its words, and which article that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from whence.link.credit_targets import Targets, body
from whence.link.hyperlinks import Addresses
from whence.link.mentions import Mention, mentions_of
from whence.link.outlets import Outlets
from whence.link.tokens import BODY
from whence.records import (
    Act,
    Article,
    Credit,
    Form,
    LinkBasis,
    Reading,
    Role,
    SourceKind,
    Span,
    Spans,
    Statement,
)
from whence.text.sentences import sentences

__all__ = ["credits_of"]

_GENERIC = frozenset(("agencies", "agency", "wire services", "wires"))
_CARRY = 1  # blocks over which a speaker's outlet carries on


def credits_of(readings: Sequence[Reading], outlets: Outlets) -> tuple[Credit, ...]:
    """Return every stated credit of the collection, in the order of the readings and of the words in each.

    A credit is for the whole article (a byline's or credit line's agency) or for the statement that stands in its
    sentence, or that goes on with the same speaker. An article's credits of its own outlet are none.
    """
    targets = Targets(readings, outlets)
    addresses = Addresses(readings, outlets)
    found: list[Credit] = []
    for reading in readings:
        found.extend(_Crediting(reading, outlets, targets, addresses).credits())
    return tuple(found)


class _Crediting:
    """The credits of one article."""

    def __init__(self, reading: Reading, outlets: Outlets, targets: Targets, addresses: Addresses) -> None:
        self.article = reading.article
        self.statements = sorted(reading.statements, key=_start)
        self.outlets = outlets
        self.targets = targets
        self.addresses = addresses
        self.own = outlets.of(reading.article)
        self.mentions = mentions_of(reading.article, outlets)
        self.sentences = [s for b in self.article.blocks if b.role in BODY for s in sentences(self.article.text, *b.span)]
        self.starts = [s.start for s in self.sentences]

    def credits(self) -> Iterator[Credit]:
        """Yield the article's credits: its agency's, its statements', its hyperlinks'."""
        yield from self._agency()
        named: dict[str, list[Credit]] = {}
        for statement in self.statements:
            own = list(self._of_statement(statement))
            named[statement.id] = own or self._carried(statement, named)
            yield from named[statement.id]
        yield from self._linked()

    def _agency(self) -> Iterator[Credit]:
        agency = self.article.agency
        if not agency or agency.casefold() in _GENERIC:
            return
        outlet = self.outlets.named(agency)
        if outlet is None or outlet != self.own:
            yield self._credit(agency, outlet, self._agency_words(agency), None, body(self.article))

    def _agency_words(self, agency: str) -> Spans:
        """Where the page credits its agency: a byline, a credit line, a dateline, else the first place."""
        text = self.article.text
        lines = [b.span for b in self.article.blocks if b.role in {Role.byline, Role.credit, Role.notice}]
        for line in [*lines, Span(0, len(text))]:
            at = text.casefold().find(agency.casefold(), *line)
            if at >= 0:
                return (Span(at, at + len(agency)),)
        return ()

    def _of_statement(self, statement: Statement) -> Iterator[Credit]:
        near = self._near(statement)
        given: dict[str, None] = {}
        for name, outlet, words in [*self._stations(statement), *self._beside(statement, near)]:
            key = outlet or name.casefold()
            if key in given or outlet == self.own and outlet is not None:
                continue
            given[key] = None
            yield self._credit(name, outlet, words, statement, self._words_around(statement))

    def _stations(self, statement: Statement) -> Iterator[tuple[str, str | None, Spans]]:
        """Yield the outlets of the statement's chain, but for the page's agency, which is credited as a whole."""
        for station in statement.chain:
            if station.kind is not SourceKind.outlet or station.name == self.article.agency:
                continue
            outlet = self._resolve(station.name)
            if outlet is None and self.outlets.among(station.name):
                continue
            yield station.name, outlet, self._place(station.name, outlet, statement)

    def _resolve(self, name: str) -> str | None:
        found = self.outlets.among(name)
        if len(found) > 1:
            found = tuple(o for o in found if any(m.outlets == (o,) for m in self.mentions))
        return found[0] if len(found) == 1 else None

    def _place(self, name: str, outlet: str | None, statement: Statement) -> Spans:
        """The words that credit a station: the mention of it in or last before the statement, else its name there."""
        end = max((s.end for s in (*statement.content, *statement.cue)), default=0)
        same = [m for m in self.mentions if outlet is not None and outlet in m.outlets]
        before = [m for m in same if m.span.start < end] or same
        if before:
            return (before[-1].span,)
        at = self.article.text.rfind(name, 0, end)
        at = self.article.text.find(name) if at < 0 else at
        return (Span(at, at + len(name)),) if at >= 0 else ()

    def _near(self, statement: Statement) -> list[Mention]:
        """The mentions in the statement's sentences that do not stand within what somebody else says."""
        places = {i for s in (*statement.content, *statement.cue, *statement.source) for i in self._sentences_of(s)}
        return [m for m in self.mentions if self._sentence(m.span.start) in places and not _says(statement, m.span)]

    def _beside(self, statement: Statement, near: Sequence[Mention]) -> Iterator[tuple[str, str | None, Spans]]:
        """Yield the outlets named in the statement's sentence; of several, the nearest that credits."""
        if statement.act is Act.refusal:
            return
        told = [m for m in near if any(s.start <= m.span.start < s.end for s in statement.addressee)]
        clear = [m for m in told or near if m.cued and len(m.outlets) < 2]
        if not clear:
            return
        best = min(clear, key=lambda m: (_gap(statement, m.span), m.span))
        yield best.name, best.outlets[0] if best.outlets else None, (best.span,)

    def _carried(self, statement: Statement, named: dict[str, list[Credit]]) -> list[Credit]:
        """The credits of the same speaker's last statement, if nobody else is credited in between."""
        if statement.speaker is None or statement.form is Form.own_voice:
            return []
        at = self.statements.index(statement)
        for other in reversed(self.statements[:at]):
            if statement.block - other.block > _CARRY:
                return []
            if other.speaker == statement.speaker and named[other.id]:
                return [self._credit(c.name, c.outlet, c.words, statement, self._words_around(statement)) for c in named[other.id]]
            if named[other.id]:
                return []
        return []

    def _linked(self) -> Iterator[Credit]:
        for link in self.article.links:
            outlet, target = self.addresses.meant(link.url)
            if outlet is None or outlet == self.own or target == self.article.id:
                continue
            near = self._sentences_of(link.anchor)
            said = [s for s in self.statements if any(i in near for c in s.content for i in self._sentences_of(c))]
            name = self.article.text[link.anchor.start : link.anchor.end]
            for statement in said or [None]:
                words = self._words_around(statement) if statement else body(self.article)
                yield Credit(
                    article=self.article.id,
                    name=name,
                    words=(link.anchor,),
                    basis=LinkBasis.hyperlink,
                    statement=statement.id if statement else None,
                    outlet=outlet,
                    target=target or self.targets.meant(self.article, outlet, words),
                )

    def _credit(self, name: str, outlet: str | None, words: Spans, statement: Statement | None, said: str) -> Credit:
        return Credit(
            article=self.article.id,
            name=name,
            words=words,
            basis=LinkBasis.credit,
            statement=statement.id if statement else None,
            outlet=outlet,
            target=self.targets.meant(self.article, outlet, said) if outlet else None,
        )

    def _words_around(self, statement: Statement) -> str:
        """The statement's sentences, by which the article that it rests on is told."""
        places = sorted({i for s in statement.content for i in self._sentences_of(s)})
        return " ".join(self.article.text[slice(*self.sentences[i])] for i in places)

    def _sentences_of(self, span: Span) -> range:
        first, last = self._sentence(span.start), self._sentence(max(span.start, span.end - 1))
        return range(max(0, first), last + 1)

    def _sentence(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def _start(statement: Statement) -> tuple[int, str]:
    return min((s.start for s in (*statement.content, *statement.cue, *statement.source)), default=0), statement.id


def _says(statement: Statement, place: Span) -> bool:
    """Whether a place lies within what the statement's source says."""
    spoken = statement.form is not Form.own_voice
    return spoken and any(s.start <= place.start and place.end <= s.end for s in statement.content)


def _gap(statement: Statement, place: Span) -> int:
    spans = (*statement.content, *statement.cue, *statement.source)
    return min((max(0, place.start - s.end, s.start - place.end) for s in spans), default=0)
