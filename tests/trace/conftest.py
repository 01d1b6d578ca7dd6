"""Small invented collections for the tests of tracing: articles of one line a statement, and links by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from whence.link.linked import Linked, Pair
from whence.link.units import Unit, unit_of
from whence.records import (
    Act,
    Article,
    Block,
    Credit,
    Form,
    LinkBasis,
    Moment,
    Passage,
    PassageKind,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Trace,
)
from whence.trace import trace


@dataclass
class Collection:
    """Readings made line by line, and the links between their statements, which are told by their ids."""

    readings: dict[str, Reading] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    pairs: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def article(self, name: str, outlet: str | None, at: str | None, *lines: tuple[str, str, dict[str, Any]]) -> None:
        """An article of lines: the statement's id, its words, and what else is known of it (`by`: name and kind)."""
        text, blocks, statements, speakers = "", [], [], {}
        for number, (key, words, known) in enumerate(lines):
            span = Span(len(text), len(text) + len(words))
            text += words + "\n"
            blocks.append(Block(role=Role.paragraph, span=span))
            speaker = self._source(name, known)
            if speaker is not None:
                speakers[speaker.id] = speaker
            statements.append(
                Statement(
                    id=key,
                    article=name,
                    form=known.get("form", Form.indirect if "by" in known else Form.own_voice),
                    act=known.get("act", Act.assertion),
                    content=(span,),
                    speaker=speaker.id if speaker else None,
                    part_of=known.get("part_of"),
                    block=number,
                )
            )
        article = Article(
            id=name,
            text=text,
            blocks=tuple(blocks),
            digest="",
            file=f"{name}.txt",
            outlet=outlet,
            published=_moment(at),
        )
        self.readings[name] = Reading(article=article, statements=tuple(statements), sources=tuple(speakers.values()))

    def _source(self, article: str, known: dict[str, Any]) -> Source | None:
        if "by" not in known:
            return None
        name, kind = known["by"]
        key = f"{name}" if kind.startswith("named") else f"{article}:{name}"
        return self.sources.setdefault(
            key, Source(id=key, name=name, kind=SourceKind(kind), description=known.get("as"))
        )

    def alike(self, a: str, b: str, **known: Any) -> None:
        """Two statements that were compared: `same`, `opposed`, `copied`, `quoted`, `related`."""
        self.pairs.append((a, b, {"same": 0.9, "opposed": 0.0, "related": 1.0, **known}))

    def credit(self, statement: str, outlet: str | None, *, name: str | None = None, to: str | None = None) -> None:
        """A statement credits an outlet of the collection, or, where that is None, one that is not in it."""
        article = next(r.article.id for r in self.readings.values() if any(s.id == statement for s in r.statements))
        self.credits.append(
            Credit(
                article=article,
                name=name or outlet or "",
                words=(Span(0, 4),),
                basis=LinkBasis.credit,
                statement=statement,
                outlet=outlet,
                target=to,
            )
        )

    def copy(self, a: str, b: str, letters: int) -> None:
        """Two articles share a passage of their own words."""
        span = Span(0, letters)
        self.passages.append(Passage(a=a, b=b, a_span=span, b_span=span, kind=PassageKind.narrative, score=1.0))

    @property
    def linked(self) -> Linked:
        """What linking would hand over."""
        units = self.units
        number = {unit.id: n for n, unit in enumerate(units)}
        pairs = []
        for one, other, known in self.pairs:
            a, b = sorted((number[one], number[other]))
            pairs.append(Pair(a=a, b=b, **known))
        pairs.sort(key=lambda p: (p.a, p.b))
        return Linked(
            units=units,
            pairs=tuple(pairs),
            passages=tuple(self.passages),
            credits=tuple(self.credits),
            same={s.id: s.id for r in self.readings.values() for s in r.sources},
            outlets={},
            published_by={},
        )

    @property
    def units(self) -> tuple[Unit, ...]:
        """The statements as units, in the order of their articles' names."""
        return tuple(
            unit_of(s, r.article, self.sources.get(s.speaker or "")) for r in self.ordered for s in r.statements
        )

    @property
    def ordered(self) -> Sequence[Reading]:
        """The readings by name."""
        return [self.readings[name] for name in sorted(self.readings)]

    def trace(self) -> Trace:
        """What tracing makes of it."""
        return trace(self.ordered, self.linked)


def _moment(at: str | None) -> Moment | None:
    if at is None:
        return None
    precision = Precision.minute if "T" in at else Precision.day
    return Moment(at=at, precision=precision, read_from=ReadFrom.meta)


@pytest.fixture
def collection() -> Collection:
    """An empty collection."""
    return Collection()
