"""The articles' page: each article's text with its statements marked, paragraph by paragraph, and what each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from whence import words
from whence.records import Act, Article, Form, Range, Reading, Role, SourceKind, Statement
from whence.report import wording
from whence.report.collected import Collected
from whence.report.plain import harmless, moment, origin, sourcing, visible
from whence.report.records import ClaimView, Place
from whence.times import of_entry

__all__ = ["FURNITURE", "Carried", "Lines", "Note", "Page", "Stretch", "kind_of", "page_of", "pages_of"]

FURNITURE = frozenset({Role.nav, Role.counter, Role.tag, Role.promo, Role.other})
"""Roles of lines that are left out unless a statement stands in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of an article's words: in no statement (`mark` is 0), or in the one of this number.

    `ends` are the numbers of the statements whose last words these are.
    """

    text: str
    mark: int = 0
    form: str = ""
    kind: str = ""
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands beside a paragraph about statements of it: mostly one, or several that have the same said of them.

    `claim` is the claim's number, 0 where no other article has it; `carried` says by how many it is carried.
    """

    marks: tuple[int, ...]
    who: str
    kind: str
    how: str
    claim: int = 0
    carried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A line of the page: its role in words (`role` is "" for a plain paragraph), its words, and the notes on them.

    `entry` is when the entry of a live page was published that begins with it, "" for all other lines.
    """

    role: str
    name: str
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article with its statements marked. `hidden` counts the lines of page furniture that are left out."""

    place: Place
    about: tuple[str, ...]
    language: str
    digest: str
    statements: int
    sourcing: tuple[str, ...]
    not_read: str
    lines: tuple[Lines, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a page says of a claim: its number, how many articles carry it, its origins, if there is more to show."""

    number: int
    articles: int
    independent: Range
    several: bool


def pages_of(collected: Collected, views: Sequence[ClaimView], articles: Iterable[str]) -> tuple[Page, ...]:
    """Return the pages of some articles, by their ids, in the order of time."""
    claims = {version.id: carried for view in views for carried in (_carried(view),) for version in view.versions}
    wanted = set(articles)
    return tuple(page_of(reading, collected, claims) for reading in collected.readings if reading.article.id in wanted)


def _carried(view: ClaimView) -> Carried:
    return Carried(number=view.number, articles=len(view.articles), independent=view.independent, several=view.several)


def page_of(reading: Reading, collected: Collected, claims: Mapping[str, Carried]) -> Page:
    """Return the page of an article; `claims` has what there is to say of its statements' claims, by their ids."""
    article = reading.article
    units = collected.units.get(article.id, [])
    by_block: defaultdict[int, list[Statement]] = defaultdict(list)
    for unit in units:
        by_block[unit.block].append(unit)
    shown = [n for n, block in enumerate(article.blocks) if block.role not in FURNITURE or by_block[n]]
    return Page(
        place=collected.places[article.id],
        about=tuple(origin(article)),
        language=article.language or "",
        digest=article.digest,
        statements=len(units),
        sourcing=tuple(sourcing(units, reading.sources)),
        not_read=words.not_read(reading.not_read) if reading.not_read is not None else "",
        lines=tuple(
            _lines(article, n, by_block[n], collected, claims, entry=_begins(article, before, n))
            for before, n in pairwise((None, *shown))
            if n is not None
        ),
        hidden=len(article.blocks) - len(shown),
    )


def _begins(article: Article, before: int | None, number: int) -> str:
    """When the entry was published that begins with a line, which stands below another; "" where none begins."""
    at = of_entry(article, number)
    begins = at is not None and (before is None or of_entry(article, before) != at)
    return moment(at) if at is not None and begins else ""


def _lines(
    article: Article,
    number: int,
    units: Sequence[Statement],
    collected: Collected,
    claims: Mapping[str, Carried],
    *,
    entry: str,
) -> Lines:
    block = article.blocks[number]
    return Lines(
        role="" if block.role is Role.paragraph else words.ROLES[block.role][0],
        name=block.role.value,
        stretches=tuple(_stretches(article, number, units, collected)),
        notes=tuple(_notes(units, collected, claims)),
        entry=entry,
    )


# --- marked words ---------------------------------------------------------------------------------------------------


def _stretches(article: Article, number: int, units: Sequence[Statement], collected: Collected) -> Iterable[Stretch]:
    """Cut a line where a statement begins or ends; words in several statements are marked as the shortest one's."""
    start, end = article.blocks[number].span
    spans = [(max(s.start, start), min(s.end, end), unit) for unit in units for s in unit.content]
    spans = [(s, e, unit) for s, e, unit in spans if s < e]
    cuts = sorted({start, end, *(at for s, e, _ in spans for at in (s, e))})
    last = {unit.id: max((e for _, e, u in spans if u is unit), default=end) for unit in units}
    for a, b in pairwise(cuts):
        over = [(e - s, unit) for s, e, unit in spans if s <= a and b <= e]
        ends = tuple(sorted(collected.marks[u.id] for u in units if last[u.id] == b))
        text = visible(article.text[a:b])
        if not over:
            yield Stretch(text=text, ends=ends)
            continue
        unit = min(over, key=lambda pair: pair[0])[1]
        yield Stretch(
            text=text,
            mark=collected.marks[unit.id],
            form=unit.form.value,
            kind=kind_of(unit, collected),
            ends=ends,
        )


def kind_of(statement: Statement, collected: Collected) -> str:
    """The kind of source behind a statement, as the style sheet names it."""
    speaker = collected.source(statement)
    if statement.form is Form.own_voice or speaker is None:
        return SourceKind.none.value
    return speaker.kind.value


# --- notes ----------------------------------------------------------------------------------------------------------


def _notes(units: Sequence[Statement], collected: Collected, claims: Mapping[str, Carried]) -> list[Note]:
    """What is known of a line's statements; those of which the same is to be said share a note."""
    found: defaultdict[Note, list[int]] = defaultdict(list)
    for unit in units:
        found[_note(unit, collected, claims.get(unit.id))].append(collected.marks[unit.id])
    return [replace(note, marks=tuple(marks)) for note, marks in found.items()]


def _note(unit: Statement, collected: Collected, view: Carried | None) -> Note:
    several = view is not None and view.several
    alone = "" if unit.act is Act.refusal else wording.ELSEWHERE if view else wording.NOT_TRACED
    return Note(
        marks=(),
        who=_who(unit, collected),
        kind=kind_of(unit, collected),
        how=_how(unit, collected),
        claim=view.number if view and several else 0,
        carried=words.carried(view.articles, view.independent) if view and several else alone,
    )


def _who(statement: Statement, collected: Collected) -> str:
    if statement.form is Form.own_voice:
        return words.OWN_VOICE
    speaker = collected.source(statement)
    if speaker is None:
        return words.KINDS[SourceKind.none]
    return f"{harmless(speaker.name)} ({words.KINDS[speaker.kind]})"


def _how(statement: Statement, collected: Collected) -> str:
    """Act, hedge, negation, addressee and stations of a statement, as far as there is something to say."""
    parts = [words.ACTS[statement.act]] if statement.act.value != "assertion" else []
    parts += [words.HEDGED] if statement.hedged else []
    parts += [words.NEGATED] if statement.negated else []
    if statement.addressee:
        parts.append(f"{words.SAID_TO} {collected.words(statement.article, statement.addressee)}")
    if len(statement.chain) > 1:
        stations = " ← ".join(harmless(station.name) for station in statement.chain)
        parts.append(f"{words.THROUGH} {stations}")
    return " · ".join(parts)
