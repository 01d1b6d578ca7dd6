"""Lists for programs: the same filters, orders and counts as in the browser, with the records of the contract."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import Response

from whence import browse
from whence.browse import Listing
from whence.case import Case
from whence.web.api import models, sheets
from whence.web.api.answers import Opened, paged
from whence.web.api.asking import (
    ArticlesAsked,
    ClaimsAsked,
    LinksAsked,
    OutletsAsked,
    Paged,
    PassagesAsked,
    SourcesAsked,
    StatementsAsked,
    StepsAsked,
)
from whence.web.api.former import SEVERAL
from whence.web.api.records import (
    articles_json,
    claims_json,
    links_json,
    passages_json,
    sources_json,
    statements_json,
    steps_between,
)

__all__ = ["add_lists"]

_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


def add_lists(router: APIRouter, opened: Opened) -> None:
    """Add the addresses of lists, and those of the sheets beside them."""
    _add_claims(router, opened)
    _add_articles(router, opened)
    _add_statements(router, opened)
    _add_sources(router, opened)
    _add_outlets(router, opened)
    _add_steps(router, opened)
    _add_plain(router, opened)


def _add_claims(router: APIRouter, opened: Opened) -> None:
    @router.get("/claims", response_model=models.Page[models.Claim], responses=SEVERAL)
    def claims(asked: Annotated[ClaimsAsked, Query()]) -> Response:
        """Claims of the collection, those of most articles first."""
        with opened() as case:
            found = browse.claims(case, **asked.given())
            return paged(found, claims_json(case, [row.id for row in found.items]))

    @router.get("/claims.csv", response_class=Response, responses=_CSV | SEVERAL)
    def claims_sheet(asked: Annotated[ClaimsAsked, Query()]) -> Response:
        """The same page of claims as a sheet."""
        with opened() as case:
            return sheets.CLAIMS.of(browse.claims(case, **asked.given()))


def _add_articles(router: APIRouter, opened: Opened) -> None:
    @router.get("/articles", response_model=models.Page[models.Article], responses=SEVERAL)
    def articles(asked: Annotated[ArticlesAsked, Query()]) -> Response:
        """Articles of the collection, by time."""
        with opened() as case:
            found = browse.articles(case, **asked.given())
            return paged(found, articles_json(case, [row.place.id for row in found.items]))

    @router.get("/articles.csv", response_class=Response, responses=_CSV | SEVERAL)
    def articles_sheet(asked: Annotated[ArticlesAsked, Query()]) -> Response:
        """The same page of articles as a sheet."""
        with opened() as case:
            return sheets.ARTICLES.of(browse.articles(case, **asked.given()))


def _add_statements(router: APIRouter, opened: Opened) -> None:
    @router.get("/statements", response_model=models.Page[models.Statement], responses=SEVERAL)
    def statements(asked: Annotated[StatementsAsked, Query()]) -> Response:
        """Statements that count: those in claims, and parts in the place of what was split, by time and place."""
        with opened() as case:
            found = browse.statements(case, **asked.given())
            return paged(found, statements_json(case, [row.id for row in found.items]))

    @router.get("/statements.csv", response_class=Response, responses=_CSV | SEVERAL)
    def statements_sheet(asked: Annotated[StatementsAsked, Query()]) -> Response:
        """The same page of statements as a sheet."""
        with opened() as case:
            return sheets.STATEMENTS.of(browse.statements(case, **asked.given()))


def _add_sources(router: APIRouter, opened: Opened) -> None:
    @router.get("/sources", response_model=models.Page[models.Source])
    def sources(asked: Annotated[SourcesAsked, Query()]) -> Response:
        """Who is said to say something, each once whatever articles call it, those of most articles first."""
        with opened() as case:
            found = browse.sources(case, **asked.given())
            return paged(found, sources_json(case, [row.id for row in found.items]))

    @router.get("/sources.csv", response_class=Response, responses=_CSV)
    def sources_sheet(asked: Annotated[SourcesAsked, Query()]) -> Response:
        """The same page of sources as a sheet."""
        with opened() as case:
            return sheets.SOURCES.of(browse.sources(case, **asked.given()))


def _add_outlets(router: APIRouter, opened: Opened) -> None:
    @router.get("/outlets", response_model=models.Page[models.Outlet], responses=SEVERAL)
    def outlets(asked: Annotated[OutletsAsked, Query()]) -> Response:
        """Outlets, those of most articles first."""
        with opened() as case:
            found = browse.outlets(case, **asked.given())
            return paged(found, [msgspec.to_builtins(row) for row in found.items])

    @router.get("/outlets.csv", response_class=Response, responses=_CSV | SEVERAL)
    def outlets_sheet(asked: Annotated[OutletsAsked, Query()]) -> Response:
        """The same page of outlets as a sheet."""
        with opened() as case:
            return sheets.OUTLETS.of(browse.outlets(case, **asked.given()))


def _add_steps(router: APIRouter, opened: Opened) -> None:
    @router.get("/steps", response_model=models.Page[models.Step], responses=SEVERAL)
    def steps(asked: Annotated[StepsAsked, Query()]) -> Response:
        """Which statement follows which, on what basis, and what changed."""
        with opened() as case:
            found = browse.steps(case, **asked.given())
            return paged(found, steps_between(case, [(row.later, row.earlier) for row in found.items]))

    @router.get("/steps.csv", response_class=Response, responses=_CSV | SEVERAL)
    def steps_sheet(asked: Annotated[StepsAsked, Query()]) -> Response:
        """The same page of steps as a sheet."""
        with opened() as case:
            return sheets.STEPS.of(browse.steps(case, **asked.given()))


# --- lists without filters of the browser ---------------------------------------------------------------------------


def _add_plain(router: APIRouter, opened: Opened) -> None:
    @router.get("/links", response_model=models.Page[models.Link], responses=SEVERAL)
    def links(asked: Annotated[LinksAsked, Query()]) -> Response:
        """What holds claims together: pairs of statements with what they have in common."""
        with opened() as case:
            asked = asked.model_copy(update={"claim": case.claim_now(asked.claim)})
            found = _listed(case, f"link WHERE {_links(asked)}", asked)
            return paged(found, links_json(found.items))

    @router.get("/passages", response_model=models.Page[models.Passage])
    def passages(asked: Annotated[PassagesAsked, Query()]) -> Response:
        """Words that two articles share."""
        with opened() as case:
            found = _listed(case, f"passage WHERE {_passages(asked)}", asked)
            return paged(found, passages_json(found.items))

    @router.get("/skipped", response_model=models.Page[models.Skipped])
    def skipped(asked: Annotated[Paged, Query()]) -> Response:
        """What was given and gave no article, each with the reason."""
        with opened() as case:
            found = _listed(case, "skipped", asked, order="source")
            return paged(found, [{"source": row["source"], "reason": row["reason"]} for row in found.items])


def _links(asked: LinksAsked) -> str:
    conditions = ["(a = :statement OR b = :statement)"] if asked.statement else []
    conditions += ["a IN (SELECT statement FROM claim_statement WHERE claim = :claim)"] if asked.claim else []
    return " AND ".join(conditions) or "1"


def _passages(asked: PassagesAsked) -> str:
    conditions = ["(a = :article OR b = :article)"] if asked.article else []
    conditions += ["(a = :other OR b = :other)"] if asked.other else []
    return " AND ".join(conditions) or "1"


def _listed(case: Case, rows: str, asked: Paged, *, order: str = "n") -> Listing[Any]:
    """A page of the rows of a table, in the order in which they were kept; `rows` is what stands behind FROM."""
    values = asked.given() | {"from": (asked.page - 1) * asked.size}
    (total,) = case.rows(f"SELECT count(*) FROM {rows}", values)[0]
    sql = f"SELECT * FROM {rows} ORDER BY {order} LIMIT :size OFFSET :from"
    items = tuple(case.rows(sql, values)) if values["from"] < total else ()
    return Listing(items=items, total=total, page=asked.page, size=asked.size)
