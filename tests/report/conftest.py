"""A small invented collection with its trace: a cracked weir, told by one engineer, carried by four outlets, denied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from whence.records import (
    Act,
    Article,
    Block,
    Change,
    ChangeKind,
    Claim,
    Credit,
    Form,
    LinkBasis,
    Moment,
    Order,
    Origin,
    Passage,
    PassageKind,
    Precision,
    Range,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Step,
    Trace,
)


@dataclass
class Newsroom:
    """Makes readings and what was traced from them, by the words that stand in the articles."""

    articles: dict[str, Article] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    sources: dict[str, tuple[str, Source]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)

    def article(self, name: str, outlet: str | None, at: str | None, *lines: str, **known: Any) -> None:
        """An article whose first line is its headline."""
        blocks, start = [], 0
        for number, line in enumerate(lines):
            role = Role.paragraph if number else Role.headline
            blocks.append(Block(role=role, span=Span(start, start + len(line))))
            start += len(line) + 1
        precision = Precision.minute if at and "T" in at else Precision.day
        known = {"title": lines[0], "language": "en", "file": f"{name}.html", **known}
        self.articles[name] = Article(
            id=name,
            text="\n".join(lines),
            blocks=tuple(blocks),
            digest=name * 8,
            outlet=outlet,
            published=Moment(at=at, precision=precision, read_from=ReadFrom.meta) if at else None,
            **known,
        )

    def at(self, article: str, words: str) -> Span:
        """Where some words first stand in an article."""
        start = self.articles[article].text.index(words)
        return Span(start, start + len(words))

    def source(self, name: str, article: str, called: str, kind: SourceKind, *, same: str = "", **known: Any) -> None:
        """A source as one article names it; `same` is its fullest naming elsewhere."""
        self.sources[name] = (article, Source(id=name, name=called, kind=kind, **known))
        if same:
            self.same.append((name, same))

    def say(self, name: str, article: str, words: str, speaker: str | None = None, **known: Any) -> None:
        """A statement; without a speaker it is in the outlet's own voice."""
        span = self.at(article, words)
        blocks = self.articles[article].blocks
        known = {"form": Form.indirect if speaker else Form.own_voice, "act": Act.assertion, **known}
        self.statements[name] = Statement(
            id=name,
            article=article,
            content=(span,),
            speaker=speaker,
            block=next(n for n, block in enumerate(blocks) if block.span.start <= span.start < block.span.end),
            **known,
        )

    def step(self, later: str, earlier: str, basis: LinkBasis, order: Order = Order.clock, **known: Any) -> None:
        """One statement follows another."""
        known = {"score": 0.9, **known}
        self.steps.append(Step(later=later, earlier=earlier, basis=basis, order=order, **known))

    def changed(self, later: str, earlier: str, kind: ChangeKind, before: str = "", after: str = "") -> Change:
        """A change by its words in the two statements' articles."""
        a, b = self.statements[earlier].article, self.statements[later].article
        return Change(
            kind=kind,
            before=(self.at(a, before),) if before else (),
            after=(self.at(b, after),) if after else (),
        )

    def passage(self, later: str, earlier: str) -> Passage:
        """The whole words of two statements as a copied passage."""
        a, b = self.statements[earlier], self.statements[later]
        spans = {"a_span": a.content[0], "b_span": b.content[0]}
        return Passage(a=a.article, b=b.article, kind=PassageKind.narrative, score=1.0, **spans)

    def claim(self, name: str, statements: Sequence[str], origins: Sequence[Origin], **known: Any) -> None:
        """A claim, worded as its first statement."""
        first = self.statements[statements[0]]
        span = first.content[0]
        known = {"independent": Range(len({o.could_be for o in origins}), len(origins)), **known}
        self.claims.append(
            Claim(
                id=name,
                wording=self.articles[first.article].text[span.start : span.end],
                statements=tuple(statements),
                origins=tuple(origins),
                **known,
            )
        )

    def readings(self) -> list[Reading]:
        """The articles with their statements and sources."""
        return [
            Reading(
                article=article,
                statements=tuple(s for s in self.statements.values() if s.article == name),
                sources=tuple(source for of, source in self.sources.values() if of == name),
            )
            for name, article in self.articles.items()
        ]

    def trace(self) -> Trace:
        """What was traced."""
        return Trace(
            claims=tuple(self.claims), steps=tuple(self.steps), credits=tuple(self.credits), same=tuple(self.same)
        )


FLOOD = "some 40 homes may flood"
GAZETTE = f"The weir has cracked, engineer Pia Lund told the Gazette, and {FLOOD}."
WIRE = "Some 40 homes may flood at Ostrel, the Gazette reported, citing the engineer Pia Lund."
POST = "Some 40 homes may flood at Ostrel, it emerged."
OWL = "Nearly 90 homes will flood in the valley."
RADIO = "No home is at risk, the mayor, Otto Brand, said."


def make_weir() -> Newsroom:
    """The collection: a claim of four outlets and one origin, its denial, and two claims of one article."""
    room = Newsroom()
    room.article("a", "Ostrel Gazette", "2031-03-02T08:00:00+01:00", "Weir cracked", GAZETTE)
    room.article("b", "Vale Wire", "2031-03-02T09:30:00+01:00", "Homes at risk in Ostrel", WIRE)
    room.article("c", "Morning Post", "2031-03-02T10:00:00+00:00", "Ostrel in fear", POST)
    room.article("d", "Night Owl", "2031-03-03", "Valley waits", OWL)
    room.article("e", "Radio Tarn", "2031-03-03T12:00:00+01:00", "Mayor calms", RADIO)
    known = {"aliases": ("Lund",), "description": "engineer"}
    room.source("lund", "a", "Pia Lund", SourceKind.named_person, **known)
    room.source("lund-b", "b", "the engineer Pia Lund", SourceKind.named_person, same="lund")
    room.source("brand", "e", "Otto Brand", SourceKind.named_person, description="the mayor")
    room.say("a1", "a", "The weir has cracked", "lund")
    room.say("a2", "a", FLOOD, "lund", hedged=True, addressee=(room.at("a", "the Gazette"),))
    room.say("b1", "b", "Some 40 homes may flood at Ostrel", "lund-b", hedged=True)
    room.say("c1", "c", "Some 40 homes may flood at Ostrel", hedged=True)
    room.say("d1", "d", "Nearly 90 homes will flood in the valley")
    room.say("e1", "e", "No home is at risk", "brand", act=Act.denial, negated=True)
    room.say("e0", "e", "Mayor calms")
    room.step("b1", "a2", LinkBasis.credit, Order.credit, credit=(room.at("b", "the Gazette reported"),))
    dropped = room.changed("c1", "b1", ChangeKind.attribution_dropped, before="the engineer Pia Lund")
    room.step("c1", "b1", LinkBasis.copied, passages=(room.passage("c1", "b1"),), changes=(dropped,))
    figure = room.changed("d1", "c1", ChangeKind.figure_changed, before="40", after="Nearly 90")
    hedge = room.changed("d1", "c1", ChangeKind.hedge_dropped, before="may")
    reworded = room.changed("d1", "c1", ChangeKind.reworded)
    room.step("d1", "c1", LinkBasis.inferred, changes=(figure, hedge, reworded), score=0.61)
    lund = Origin(source="lund", kind=SourceKind.named_person, name="Pia Lund", statements=("a2", "b1", "c1", "d1"))
    brand = Origin(source="brand", kind=SourceKind.named_person, name="Otto Brand", statements=("e1",))
    owl = Origin(source=None, kind=SourceKind.outlet, name="Radio Tarn", statements=("e0",))
    cracked = Origin(source="lund", kind=SourceKind.named_person, name="Pia Lund", statements=("a1",))
    room.claim("flood", ("a2", "b1", "c1", "d1"), (lund,), denied_by=("safe",), missing=("Hydro Monthly",))
    room.claim("safe", ("e1",), (brand,))
    room.claim("cracked", ("a1",), (cracked,))
    room.claim("calm", ("e0",), (owl,))
    room.credits.append(
        Credit(article="b", name="Hydro Monthly", words=(room.at("b", "citing"),), basis=LinkBasis.credit)
    )
    return room


@pytest.fixture
def weir() -> Newsroom:
    """The collection of the cracked weir."""
    return make_weir()


@pytest.fixture
def newsroom() -> Callable[[], Newsroom]:
    """Makes an empty collection."""
    return Newsroom
