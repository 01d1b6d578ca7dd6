"""A case file's records as the writers of exports ask for them: an article at a time, and each source once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whence.records import Article, Moment, Reading, Source, Span, Statement, Step
from whence.times import between, of_line

if TYPE_CHECKING:
    from whence.case import Case

__all__ = [
    "DECIMALS",
    "Page",
    "everyone",
    "instant",
    "outlets",
    "pages",
    "rounded",
    "said_at",
    "said_in_entries",
    "steps_of",
]

DECIMALS = 3
"""Of scores: beyond them, one processor computes what another does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article with what the whole collection says of it.

    `parts` are the statements that its contents were split into; `standing` gives the source that stands for one of
    its own, `claims` the claim's id of a statement, both by id.
    """

    reading: Reading
    parts: tuple[Statement, ...] = ()
    standing: Mapping[str, Source]
    claims: Mapping[str, str]

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, and behind them the parts."""
        return (*self.reading.statements, *self.parts)

    def speaker(self, statement: Statement) -> Source | None:
        """Return who is said to say it, as the collection identifies them; None where no source is given."""
        own = next((source for source in self.reading.sources if source.id == statement.speaker), None)
        return None if own is None else self.standing.get(own.id, own)

    def words(self, spans: Iterable[Span], gap: str = " … ") -> str:
        """Return the words of some spans as they stand in the text."""
        return gap.join(self.article.text[start:end] for start, end in spans)


def pages(case: Case) -> Iterator[Page]:
    """Yield the articles, by file and id."""
    for reading in case.readings():
        parts = tuple(case.parts(reading.article.id))
        yield Page(
            reading=reading,
            parts=parts,
            standing=case.standing_for(source.id for source in reading.sources),
            claims=case.claims_of(statement.id for statement in (*reading.statements, *parts)),
        )


def steps_of(case: Case, page: Page) -> dict[str, list[Step]]:
    """Return the steps of an article's statements to earlier ones, by the later statement's id."""
    found: dict[str, list[Step]] = {}
    for step in case.steps(later=[statement.id for statement in page.statements]) if page.claims else ():
        found.setdefault(step.later, []).append(step)
    return found


def everyone(case: Case) -> Iterator[Source]:
    """Yield each source that stands for itself, in the order of the articles, with all its names in the collection."""
    names: dict[str, dict[str, None]] = {}
    for sources, standing in _identified(case):
        for source in sources:
            stands = standing.get(source.id, source)
            names.setdefault(stands.id, {}).update(dict.fromkeys((source.name, *source.aliases)))
    for sources, standing in _identified(case):
        for source in sources:
            if source.id not in standing:
                others = tuple(name for name in names[source.id] if name != source.name)
                yield replace(source, aliases=others)


def _identified(case: Case) -> Iterator[tuple[Sequence[Source], Mapping[str, Source]]]:
    """Each article's sources, and which other source stands for one of them, by its id."""
    for reading in case.readings():
        yield reading.sources, case.standing_for(source.id for source in reading.sources)


def outlets(case: Case) -> list[str]:
    """Return the names of the outlets whose articles are held, by name."""
    return sorted({article.outlet for article in case.articles() if article.outlet})


def instant(moment: Moment | None) -> str | None:
    """Return the first second that a time may mean, in UTC (`2031-05-14T05:50:00Z`); None where it is not known."""
    found = between(moment)
    return None if found is None else f"{found.earliest}Z"


def said_at(article: Article, statement: Statement) -> str | None:
    """Return the same of when a statement was published: with its entry of a live page, or else with its article."""
    found = of_line(article, statement.block)
    return instant(article.published) if found is None else f"{found.earliest}Z"


def said_in_entries(page: Page) -> dict[str, str]:
    """Return the same of the statements that stand in entries of a live page, by their ids."""
    found = ((one.id, of_line(page.article, one.block)) for one in page.statements)
    return {name: f"{time.earliest}Z" for name, time in found if time is not None}


def rounded(score: float) -> float:
    """Return a score as exports have it."""
    return round(float(score), DECIMALS)
