"""A record as one short line."""

from __future__ import annotations

from functools import singledispatch

from whence import words
from whence.api.rows import Rows
from whence.api.versions import ArticleVersions
from whence.browse import (
    ArticlePage,
    ArticleRow,
    Card,
    ClaimRow,
    OutletPage,
    OutletRow,
    SourcePage,
    SourceRow,
    StatementRow,
    StepRow,
)
from whence.explain.facts import Fact
from whence.explain.wording import LABELS
from whence.notebook import wording
from whence.records import Article, Claim, Reading, Source, Statement, Step
from whence.report.plain import harmless, moment
from whence.report.records import ClaimView, Place
from whence.report.wording import standing, stated

__all__ = ["line_of"]

_LONGEST = 100  # code points of quoted words


@singledispatch
def line_of(record: object) -> str:
    """Return a record as one line of plain words, without control characters."""
    return harmless(repr(record))


@line_of.register
def _(record: Article) -> str:
    time = moment(record.published) if record.published else words.NO_TIME
    return _joined(record.title or words.NO_HEADLINE, record.outlet or words.NO_OUTLET, time)


@line_of.register
def _(record: Reading) -> str:
    if record.not_read is not None:
        return _joined(line_of(record.article), words.not_read(record.not_read))
    return _joined(line_of(record.article), words.count(len(record.statements), words.STATEMENT_COUNT))


@line_of.register
def _(record: Statement) -> str:
    return _joined(words.FORMS[record.form], words.ACTS[record.act], record.id)


@line_of.register
def _(record: Source) -> str:
    return f"{harmless(record.name)} ({words.KINDS[record.kind]})"


@line_of.register
def _(record: Claim) -> str:
    versions = words.count(len(record.statements), words.VERSION_COUNT)
    return f"{_quoted(record.wording)} · {words.origins(record.independent)} · {versions} {wording.HERE}"


@line_of.register
def _(record: Step) -> str:
    return _joined(f"{record.later} {wording.FOLLOWS} {record.earlier}", words.BASES[record.basis])


@line_of.register
def _(record: ClaimView) -> str:
    return _joined(_quoted(record.wording), standing(record))


@line_of.register
def _(record: ArticlePage) -> str:
    return _joined(_place(record.page.place), words.count(record.page.statements, words.STATEMENT_COUNT))


@line_of.register
def _(record: ClaimRow) -> str:
    return f"{_quoted(record.wording)} · {words.carried(record.articles, record.independent)} {wording.HERE}"


@line_of.register
def _(record: ArticleRow) -> str:
    return _joined(_place(record.place), words.count(record.statements, words.STATEMENT_COUNT))


@line_of.register
def _(record: StatementRow) -> str:
    return _joined(_quoted(record.words), record.who, _place(record.place))


@line_of.register
def _(record: SourceRow) -> str:
    said = words.count(record.statements, words.STATEMENT_COUNT)
    return f"{record.name} ({words.KINDS[record.kind]}) · {said} {wording.HERE}"


@line_of.register
def _(record: OutletRow) -> str:
    return f"{record.name} · {words.count(record.articles, words.ARTICLE_COUNT)} {wording.HERE}"


@line_of.register(SourcePage)
@line_of.register(OutletPage)
def _(record: SourcePage | OutletPage) -> str:
    return line_of(record.row)


@line_of.register
def _(record: Card) -> str:
    return _joined(_quoted(record.words), record.who, words.KINDS[record.kind])


@line_of.register
def _(record: ArticleVersions) -> str:
    return f"{harmless(record.address)} · {words.count(len(record.articles), words.VERSION_COUNT)} {wording.HERE}"


@line_of.register
def _(record: StepRow) -> str:
    outlets = f"{record.place.outlet} {wording.FOLLOWS} {record.place_before.outlet}"
    return _joined(outlets, words.BASES[record.basis], _quoted(record.words))


@line_of.register
def _(record: Fact) -> str:
    label = LABELS.get(record.key, record.key)
    return f"{label} {record.text}".strip()


@line_of.register(Rows)
def _(record: Rows[object]) -> str:
    return wording.listed(len(record), record.kind.__name__)


def _place(place: Place) -> str:
    return _joined(place.title, place.outlet, stated(place.when) if place.when.day else words.NO_TIME)


def _quoted(said: str) -> str:
    said = harmless(said)
    return f"“{said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + '…'}”"


def _joined(*parts: str) -> str:
    return " · ".join(harmless(part) for part in parts if part)
