"""Stated credits: where an article says through which outlet it has its words, and which article that is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whence.link.credit_places import Page, assigned
from whence.link.credit_targets import Meaning, Targets
from whence.link.hyperlinks import Addresses
from whence.link.mentions import Mention, mentions_of
from whence.link.outlets import Outlets, heads
from whence.link.unnamed import words_in
from whence.read.names import name_words
from whence.records import Credit, Form, LinkBasis, Reading, Role, SourceKind, Span, Spans, Statement

__all__ = ["credits_of"]

_GENERIC = frozenset(("agencies", "agency", "wire services", "wires"))
_CARRY = 1  # blocks over which a speaker's outlet carries on
_WITHIN = 40  # statements before one among which its speaker's last is sought


def credits_of(
    readings: Sequence[Reading],
    outlets: Outlets,
    *,
    targets: Meaning | None = None,
    pages: Mapping[str, tuple[str | None, str]] | None = None,
) -> tuple[Credit, ...]:
    """Return every stated credit of the collection, in the order of the readings and of the words in each.

    A credit is for the whole article (a byline's or credit line's agency) or for the statement that stands in its
    sentence, or that goes on with the same speaker. An article's credits of its own outlet are none. Where the readings
    are only some of a collection, `targets` tells which article is meant, and `pages` the outlets and articles of those
    plain addresses that are in the collection.
    """
    targets = targets or Targets(readings, outlets)
    addresses = Addresses(readings, outlets, pages)
    found: list[Credit] = []
    for reading in readings:
        found.extend(_Crediting(reading, outlets, targets, addresses).credits())
    return tuple(found)


class _Crediting:
    """The credits of one article."""

    def __init__(self, reading: Reading, outlets: Outlets, targets: Meaning, addresses: Addresses) -> None:
        self.article = reading.article
        self.statements = sorted(reading.statements, key=_start)
        self.outlets = outlets
        self.targets = targets
        self.addresses = addresses
        self.own = outlets.of(reading.article)
        self.names = {s.id: name_words(s.name) for s in reading.sources if s.kind is SourceKind.named_person}
        self.page = Page(reading.article, self.statements)
        self.mentions = [m for m in mentions_of(reading.article, outlets) if len(m.outlets) < 2]
        self.places: dict[str, list[Span]] = defaultdict(list)  # where each outlet is named
        for mention in self.mentions:
            for outlet in mention.outlets:
                self.places[outlet].append(mention.span)
        foreign = [m for m in self.mentions if m.cued and not self._is_own(m)]
        self.beside = assigned(foreign, self.statements, self.page)

    def credits(self) -> Iterator[Credit]:
        """Yield the article's credits: its agency's, its statements', its hyperlinks'."""
        yield from self._agency()
        named: dict[str, list[Credit]] = {}
        for at, statement in enumerate(self.statements):
            own = list(self._of_statement(statement))
            named[statement.id] = own or self._carried(at, named)
            yield from named[statement.id]
        yield from self._linked()

    def _is_own(self, mention: Mention) -> bool:
        return self.own is not None and mention.outlets == (self.own,)

    def _agency(self) -> Iterator[Credit]:
        agency = self.article.agency
        if not agency or agency.casefold() in _GENERIC:
            return
        outlet = self.outlets.named(agency)
        if outlet is None or outlet != self.own:
            yield self._credit(agency, outlet, self._agency_words(agency), None)

    def _agency_words(self, agency: str) -> Spans:
        """Where the page credits its agency: a byline, a credit line, a dateline, else the first place."""
        text, shape = self.article.text, re.compile(re.escape(agency), re.IGNORECASE)
        lines = [b.span for b in self.article.blocks if b.role in {Role.byline, Role.credit, Role.notice}]
        for line in [*lines, Span(0, len(text))]:
            if found := shape.search(text, *line):
                return (Span(*found.span()),)
        return ()

    def _of_statement(self, statement: Statement) -> Iterator[Credit]:
        given: dict[str, None] = {}
        beside = [(m.name, next(iter(m.outlets), None), (m.span,)) for m in self.beside.get(statement.id, ())]
        for name, outlet, words in [*self._stations(statement, bool(beside)), *beside]:
            key = outlet or name.casefold()
            if key in given or (outlet is not None and outlet == self.own):
                continue
            given[key] = None
            yield self._credit(name, outlet, words, statement)

    def _stations(self, statement: Statement, beside: bool) -> Iterator[tuple[str, str | None, Spans]]:
        """Yield the outlets of the statement's chain, but for the page's agency, which is credited as a whole.

        One that is no outlet of the collection gives way to one that is named `beside` the statement.
        """
        for station in statement.chain:
            if station.kind is not SourceKind.outlet or station.name == self.article.agency:
                continue
            outlet = self._resolve(station.name)
            if outlet is None and self.own is None and heads(self.article, station.name):
                continue
            if outlet is None and (beside or self.outlets.among(station.name)):
                continue
            yield station.name, outlet, self._place(station.name, outlet, statement)

    def _resolve(self, name: str) -> str | None:
        found = self.outlets.among(name)
        if len(found) > 1:
            found = tuple(o for o in found if o in self.places)
        return found[0] if len(found) == 1 else None

    def _place(self, name: str, outlet: str | None, statement: Statement) -> Spans:
        """The words that credit a station: the mention of it in or last before the statement, else its name there."""
        end = max((s.end for s in (*statement.content, *statement.cue)), default=0)
        same = self.places.get(outlet or "", [])
        if same:
            return (same[max(0, bisect_left(same, Span(end, end)) - 1)],)
        at = self.article.text.rfind(name, 0, end)
        at = self.article.text.find(name) if at < 0 else at
        return (Span(at, at + len(name)),) if at >= 0 else ()

    def _carried(self, at: int, named: dict[str, list[Credit]]) -> list[Credit]:
        """The credits of the same speaker's last statement, if no other outlet is credited in between."""
        statement = self.statements[at]
        if statement.speaker is None or statement.form is Form.own_voice or self._told_own(statement):
            return []
        between: set[str] = set()
        for other in reversed(self.statements[max(0, at - _WITHIN) : at]):
            if statement.block - other.block > _CARRY:
                return []
            given = named[other.id]
            if given and (other.speaker == statement.speaker or self._introduced(statement, other)):
                same = between <= {c.outlet or c.name for c in given}
                return [self._credit(c.name, c.outlet, c.words, statement) for c in given] if same else []
            between.update(c.outlet or c.name for c in given)
        return []

    def _introduced(self, statement: Statement, other: Statement) -> bool:
        """Whether the other's sentence, in the same line, names the speaker: "Vesta quotes Ada Roe … She says"."""
        name = self.names.get(statement.speaker or "", ())
        if not name or other.block != statement.block:
            return False
        return any(name[-1] in words_in(self.article.text[slice(*s)]) for s in self.page.said(other))

    def _told_own(self, statement: Statement) -> bool:
        own = self.places.get(self.own or "", [])
        return any(bisect_left(own, Span(s.start, 0)) < bisect_left(own, Span(s.end, 0)) for s in statement.addressee)

    def _linked(self) -> Iterator[Credit]:
        """Yield the hyperlinks to other outlets' pages, for the statements in whose sentence they stand."""
        for link in self.article.links:
            outlet, target = self.addresses.meant(link.url)
            if outlet is None or outlet == self.own or target == self.article.id:
                continue
            name = self.article.text[link.anchor.start : link.anchor.end]
            for statement in self.page.at(link.anchor) or (None,):
                yield self._credit(name, outlet, (link.anchor,), statement, target=target, basis=LinkBasis.hyperlink)

    def _credit(
        self,
        name: str,
        outlet: str | None,
        words: Spans,
        statement: Statement | None,
        *,
        target: str | None = None,
        basis: LinkBasis = LinkBasis.credit,
    ) -> Credit:
        if target is None and outlet is not None:
            target = self.targets.meant(self.article, outlet, statement, self.page.said(statement))
        return Credit(
            article=self.article.id,
            name=name,
            words=words,
            basis=basis,
            statement=statement.id if statement else None,
            outlet=outlet,
            target=target,
        )


def _start(statement: Statement) -> tuple[int, str]:
    return min((s.start for s in (*statement.content, *statement.cue, *statement.source)), default=0), statement.id
