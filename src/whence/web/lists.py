"""The lists of the collection: claims, articles, statements, sources, outlets, steps, and what gave no article."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter

from whence import browse, words
from whence.browse import ArticleRow, ClaimRow, Follow, Listing, OutletRow, SourceRow, StatementRow, StepRow
from whence.browse.article_list import LATEST
from whence.case import Case
from whence.records import Skipped
from whence.report import wording as report_wording
from whence.report.plain import harmless
from whence.report.records import Place, When
from whence.versions import wording as of_versions
from whence.web import wording
from whence.web.addresses import Pages, address
from whence.web.api import sheets
from whence.web.tables import Cell, Column, Table, add_routes

__all__ = ["CLAIMS", "FOLLOWS", "clock", "named", "number", "outlet_cell", "router"]

router = APIRouter(include_in_schema=False)
_to = Pages()


def number(value: int, path: str, **asked: object) -> Cell:
    """Return a count that leads to what it counts."""
    return Cell(text=f"{value:,}", value=value, to=address(path, **asked) if value else "")


def articles_cell(articles: int, captures: int, **asked: object) -> Cell:
    """Return a count of articles, each once, that leads to them; below it that of their versions, where it differs."""
    if articles == captures:
        return number(articles, "/articles", **asked)
    once = number(articles, "/articles", **asked, versions=LATEST)
    return replace(once, more=words.count(captures, wording.CAPTURE_COUNT), more_to=address("/articles", **asked))


def day(when: When) -> str:
    """Return a day in short."""
    return report_wording.short(when.day) if when.day else words.NO_TIME_SHORT


def clock(when: When) -> str:
    """Return a day with its time, as they are stated."""
    return report_wording.stated(when) if when.day else words.NO_TIME_SHORT


def article_cell(place: Place) -> Cell:
    """Return an article's headline, with where and when it stood."""
    return Cell(text=place.title, to=address("/articles", place.id), more=f"{place.outlet} · {clock(place.when)}")


def outlet_cell(place: Place) -> Cell:
    """Return an article's outlet."""
    return Cell(text=place.outlet, to=_to.outlet(place))


# --- claims ---------------------------------------------------------------------------------------------------------


def _claim_note(row: ClaimRow) -> str:
    return "; ".join([*row.origins, *(words.CHANGES[kind].lower() for kind in row.change_kinds)])


def _first_to_last(row: ClaimRow) -> Cell:
    return Cell(text=report_wording.days(row.first, row.last), value=row.first.key)


def named(case: Case, name: str, value: str) -> str:
    """Return what a filter's value is called."""
    queries = {
        "claim": "SELECT wording FROM claim WHERE id = ?",
        "article": "SELECT coalesce(title, file) FROM article WHERE id = ?",
        "source": "SELECT name FROM source WHERE id = ?",
        "version_of": "SELECT coalesce(title, file) FROM article WHERE id = ?",
    }
    sql = queries.get({"denies": "claim", "denied_by": "claim", "origin": "source"}.get(name, name))
    found = case.rows(sql, (value,)) if sql else []
    return harmless(found[0][0]) if found else wording.value(name, harmless(value))


CLAIMS = Table(
    path="/claims",
    title=wording.CLAIMS,
    lede=wording.CLAIMS_LEDE,
    counted=words.CLAIM_COUNT,
    ask=browse.claims,
    sheet=sheets.CLAIMS,
    words=wording.IN_CLAIMS,
    times=True,
    sort="articles",
    named=named,
    filters={
        "side": wording.SIDE,
        "change": wording.CHANGE,
        "kind": wording.ORIGIN_KIND,
        "outlet": wording.OUTLET,
        "source": wording.SAID_BY,
        "article": wording.ARTICLE,
        "first_in": wording.FIRST_IN,
        "origin": wording.ORIGIN,
        "denies": wording.DENIES,
        "denied_by": wording.DENIED_BY,
    },
    columns=(
        Column(
            key="wording",
            head=wording.CLAIM,
            cell=lambda r: Cell(text=r.wording, to=_to.claim(r.number, r.id), more=_claim_note(r)),
            sort="wording",
            first=False,
        ),
        Column(
            key="articles",
            head=wording.ARTICLES,
            cell=lambda r: number(r.articles, "/articles", claim=r.id),
            sort="articles",
            number=True,
        ),
        Column(key="outlets", head=wording.OUTLETS, cell=lambda r: number(r.outlets, "/outlets", claim=r.id),
               sort="outlets", number=True),
        Column(key="origins", head=wording.ORIGINS,
               cell=lambda r: Cell(text=report_wording.compared(r.independent),
                                   to=f"{_to.claim(r.number, r.id)}#c{r.number}origins"),
               sort="origins", number=True),
        Column(key="changes", head=wording.CHANGES,
               cell=lambda r: Cell(text=str(r.changes), value=r.changes,
                                   to=f"{_to.claim(r.number, r.id)}#c{r.number}words" if r.changes else ""),
               sort="changes", number=True),
        Column(key="denied", head=wording.DENIED,
               cell=lambda r: number(r.denied_by, "/claims", denies=r.id), number=True),
        Column(key="first", head=wording.FIRST_TO_LAST, cell=_first_to_last, sort="first", first=False),
        Column(key="id", head=wording.ID, cell=lambda r: Cell(text=r.id)),
    ),
)  # fmt: skip

# --- articles -------------------------------------------------------------------------------------------------------


def _article_title(row: ArticleRow) -> Cell:
    several = row.versions > 1
    notes = [row.not_read, "" if row.traced else wording.NOT_TRACED]
    notes += [of_versions.place(row.version, row.versions)] if several else []
    return Cell(
        text=row.place.title,
        to=address("/articles", row.place.id),
        more=" · ".join(note for note in notes if note),
        more_to=address("/versions", row.place.id) if several else "",
    )


ARTICLES = Table(
    path="/articles",
    title=wording.ARTICLES,
    lede=wording.ARTICLES_LEDE,
    counted=words.ARTICLE_COUNT,
    ask=browse.articles,
    sheet=sheets.ARTICLES,
    words=wording.IN_ARTICLES,
    times=True,
    sort="time",
    down=False,
    named=named,
    filters={
        "outlet": wording.OUTLET,
        "source": wording.SAID_BY,
        "claim": wording.CLAIM,
        "credits": wording.CREDITS,
        "versions": wording.CAPTURES,
        "version_of": wording.VERSION_OF,
        "not_read": wording.NOT_READ,
    },
    once="versions",
    columns=(
        Column(key="published", head=wording.PUBLISHED, sort="time", first=False,
               cell=lambda r: Cell(text=clock(r.place.when), value=r.place.when.key)),
        Column(key="outlet", head=wording.OUTLET, sort="outlet", first=False, cell=lambda r: outlet_cell(r.place)),
        Column(key="title", head=wording.HEADLINE, sort="title", first=False, cell=_article_title),
        Column(key="statements", head=wording.STATEMENTS, sort="statements", number=True,
               cell=lambda r: number(r.statements, "/statements", article=r.place.id)),
        Column(key="claims", head=wording.CLAIMS, sort="claims", number=True,
               cell=lambda r: number(r.claims, "/claims", article=r.place.id)),
        Column(key="sources", head=wording.SOURCES, sort="sources", number=True,
               cell=lambda r: number(r.sources, "/sources", article=r.place.id)),
        Column(key="file", head=wording.FILE, cell=lambda r: Cell(text=r.place.file)),
        Column(key="id", head=wording.ID, cell=lambda r: Cell(text=r.place.id)),
    ),
)  # fmt: skip

# --- statements -----------------------------------------------------------------------------------------------------


def _who(row: StatementRow) -> Cell:
    to = address("/sources", row.source) if row.source else ""
    return Cell(text=row.who, to=to, kind=row.kind.value, more=words.KINDS[row.kind] if row.source else "")


def _how(row: StatementRow) -> Cell:
    parts = [words.FORMS[row.form], words.ACTS[row.act]]
    parts += [words.HEDGED] if row.hedged else []
    parts += [words.NEGATED] if row.negated else []
    return Cell(text=", ".join(parts))


def _claim_of(row: StatementRow) -> Cell:
    if not row.claim:
        return Cell(text="–", value="")
    return Cell(text=str(row.articles), value=row.claim, to=address("/claims", row.claim))


STATEMENTS = Table(
    path="/statements",
    title=wording.STATEMENTS,
    lede=wording.STATEMENTS_LEDE,
    counted=words.STATEMENT_COUNT,
    ask=browse.statements,
    sheet=sheets.STATEMENTS,
    words=wording.IN_STATEMENTS,
    named=named,
    filters={
        "kind": wording.SOURCE_KIND,
        "form": wording.FORM,
        "act": wording.ACT,
        "outlet": wording.OUTLET,
        "source": wording.SAID_BY,
        "article": wording.ARTICLE,
        "claim": wording.CLAIM,
    },
    columns=(
        Column(key="words", head=wording.STATEMENT,
               cell=lambda r: Cell(text=r.words or f"({words.ACTS[r.act]})", value=r.words,
                                   to=_to.statement(r.place, r.mark))),
        Column(key="who", head=wording.WHO, cell=_who),
        Column(key="how", head=wording.HOW, cell=_how),
        Column(key="article", head=wording.ARTICLE, cell=lambda r: article_cell(r.place)),
        Column(key="claim", head=wording.SAME_IN, cell=_claim_of, number=True),
        Column(key="id", head=wording.ID, cell=lambda r: Cell(text=r.id)),
    ),
)  # fmt: skip

# --- sources and outlets --------------------------------------------------------------------------------------------


def _source_name(row: SourceRow) -> Cell:
    more = "; ".join(part for part in (row.described, *row.also[:3]) if part and part != row.name)
    return Cell(text=row.name, to=address("/sources", row.id), more=more)


SOURCES = Table(
    path="/sources",
    title=wording.SOURCES,
    lede=wording.SOURCES_LEDE,
    counted=words.SOURCE_COUNT,
    ask=browse.sources,
    sheet=sheets.SOURCES,
    words=wording.IN_NAMES,
    sort="articles",
    named=named,
    filters={"kind": wording.SOURCE_KIND, "outlet": wording.OUTLET, "article": wording.ARTICLE},
    columns=(
        Column(key="name", head=wording.SOURCE, sort="name", first=False, cell=_source_name),
        Column(key="kind", head=wording.SOURCE_KIND, sort="kind", first=False,
               cell=lambda r: Cell(text=report_wording.SOURCE_KINDS[r.kind], kind=r.kind.value, value=r.kind.value)),
        Column(key="statements", head=wording.STATEMENTS, sort="statements", number=True,
               cell=lambda r: number(r.statements, "/statements", source=r.id)),
        Column(key="articles", head=wording.ARTICLES, sort="articles", number=True,
               cell=lambda r: articles_cell(r.articles, r.captures, source=r.id)),
        Column(key="outlets", head=wording.OUTLETS, sort="outlets", number=True,
               cell=lambda r: number(r.outlets, "/outlets", source=r.id)),
        Column(key="claims", head=wording.CLAIMS, sort="claims", number=True,
               cell=lambda r: number(r.claims, "/claims", source=r.id)),
        Column(key="origin_of", head=wording.ORIGIN_OF, sort="origin_of", number=True,
               cell=lambda r: number(r.origin_of, "/claims", origin=r.id)),
        Column(key="id", head=wording.ID, cell=lambda r: Cell(text=r.id)),
    ),
)  # fmt: skip


def _outlet_count(row: OutletRow, value: int, anchor: str) -> Cell:
    return Cell(text=str(value), value=value, to=f"{address('/outlets', row.name)}#{anchor}" if value else "")


OUTLETS = Table(
    path="/outlets",
    title=wording.OUTLETS,
    lede=wording.OUTLETS_LEDE,
    counted=words.OUTLET_COUNT,
    ask=browse.outlets,
    sheet=sheets.OUTLETS,
    words=wording.IN_NAMES,
    sort="articles",
    named=named,
    filters={"source": wording.SAID_BY, "claim": wording.CLAIM},
    columns=(
        Column(key="name", head=wording.OUTLET, sort="name", first=False,
               cell=lambda r: Cell(text=r.name, to=address("/outlets", r.name), more=r.owner)),
        Column(key="articles", head=wording.ARTICLES, sort="articles", number=True,
               cell=lambda r: articles_cell(r.articles, r.captures, outlet=r.name)),
        Column(key="statements", head=wording.STATEMENTS, sort="statements", number=True,
               cell=lambda r: number(r.statements, "/statements", outlet=r.name)),
        Column(key="claims", head=wording.CLAIMS, sort="claims", number=True,
               cell=lambda r: number(r.claims, "/claims", outlet=r.name)),
        Column(key="first_here", head=wording.FIRST_HERE, sort="first_here", number=True,
               cell=lambda r: number(r.first_here, "/claims", first_in=r.name)),
        Column(key="credits", head=wording.CREDITS, sort="credits", number=True,
               cell=lambda r: _outlet_count(r, r.credits, "credits")),
        Column(key="credited_by", head=wording.CREDITED_BY, sort="credited_by", number=True,
               cell=lambda r: _outlet_count(r, r.credited_by, "credited-by")),
    ),
)  # fmt: skip

# --- steps, and what gave nothing -----------------------------------------------------------------------------------


def _why(row: StepRow) -> Cell:
    said = words.link(row.basis, row.place_before.outlet) if row.stated else words.INFERRED
    return Cell(text=said, value=row.basis.value, to=address("/why", f"{row.later}..{row.earlier}"))


STEPS = Table(
    path="/steps",
    title=wording.STEPS,
    lede=wording.STEPS_LEDE,
    none_yet=wording.NO_STEPS,
    of_trace=True,
    none_to=(("/claims", wording.CLAIMS),),
    counted=wording.STEP_COUNT,
    ask=browse.steps,
    sheet=sheets.STEPS,
    named=named,
    filters={
        "basis": wording.BASIS,
        "claim": wording.CLAIM,
        "later_outlet": wording.LATER_OUTLET,
        "earlier_outlet": wording.EARLIER_OUTLET,
    },
    columns=(
        Column(key="words", head=wording.LATER,
               cell=lambda r: Cell(text=r.words, to=address("/beside", r.later, r.earlier),
                                   more=f"{r.place.outlet} · {clock(r.place.when)}")),
        Column(key="words_before", head=wording.EARLIER,
               cell=lambda r: Cell(text=r.words_before,
                                   more=f"{r.place_before.outlet} · {clock(r.place_before.when)}")),
        Column(key="basis", head=wording.BASIS, cell=_why),
        Column(key="score", head=wording.HOW_SURE, number=True,
               cell=lambda r: Cell(text=f"{r.score:.2f}", value=round(r.score, 3))),
        Column(key="changes", head=wording.CHANGED,
               cell=lambda r: Cell(text=", ".join(words.CHANGES[kind] for kind in r.changes) or "–")),
    ),
)  # fmt: skip


def _skipped(case: Case, *, page: int = 1, size: int = 50) -> Listing[Skipped]:
    return Listing.of(case.skipped(), page=page, size=size)


SKIPPED = Table(
    path="/skipped",
    title=report_wording.SKIPPED,
    lede=wording.SKIPPED_LEDE,
    none_yet=wording.NOTHING_SKIPPED,
    none_to=(("/articles", wording.ARTICLES),),
    counted=wording.SKIPPED_COUNT,
    ask=_skipped,
    filters={},
    columns=(
        Column(key="source", head=wording.SOURCE, cell=lambda r: Cell(text=harmless(r.source))),
        Column(key="reason", head=wording.REASON, cell=lambda r: Cell(text=harmless(r.reason))),
    ),
)


def _follows(case: Case, *, page: int = 1, size: int = 50) -> Listing[Follow]:
    return Listing.of(browse.follows(case), page=page, size=size)


def _steps_of(row: Follow, count: int, basis: str) -> Cell:
    return number(count, "/steps", later_outlet=row.later_outlet, earlier_outlet=row.earlier_outlet, basis=basis)


FOLLOWS = Table(
    path="/follows",
    title=wording.MAP,
    lede=wording.FOLLOWS_LEDE,
    none_yet=wording.NO_STEPS,
    of_trace=True,
    none_to=(("/claims", wording.CLAIMS),),
    counted=wording.PAIR_COUNT,
    ask=_follows,
    filters={},
    columns=(
        Column(key="outlet", head=wording.OUTLET,
               cell=lambda r: Cell(text=r.later_outlet, to=address("/outlets", r.later_outlet))),
        Column(key="follows", head=wording.LATER_OUTLET,
               cell=lambda r: Cell(text=r.earlier_outlet, to=address("/outlets", r.earlier_outlet))),
        Column(key="stated", head=wording.STATED, number=True, cell=lambda r: _steps_of(r, r.stated, "stated")),
        Column(key="inferred", head=wording.INFERRED, number=True, cell=lambda r: _steps_of(r, r.inferred, "inferred")),
    ),
)  # fmt: skip

for _table in (CLAIMS, ARTICLES, STATEMENTS, SOURCES, OUTLETS, STEPS, FOLLOWS, SKIPPED):
    add_routes(router, _table)
