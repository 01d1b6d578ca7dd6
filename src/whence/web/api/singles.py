"""Single records for programs, and what they rest on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from whence import browse
from whence.case import Case
from whence.errors import CaseError, WhenceError
from whence.explain import explain, fact_json
from whence.export.contract import Json
from whence.web.api import models
from whence.web.api.answers import Opened, answer
from whence.web.api.asking import BesideAsked, ExplainAsked
from whence.web.api.former import CHANGED, changed
from whence.web.api.problems import nothing, problem
from whence.web.api.records import claims_json, namings_json, reading_json, statements_json, steps_between

__all__ = ["add_singles"]

_Id = Annotated[str, Path(max_length=200)]
_Name = Annotated[str, Path(max_length=1000)]


def add_singles(router: APIRouter, opened: Opened) -> None:
    """Add the addresses of single records."""
    _add_articles(router, opened)
    _add_claims(router, opened)
    _add_names(router, opened)
    _add_beside(router, opened)


def _add_articles(router: APIRouter, opened: Opened) -> None:
    @router.get("/articles/{id}", response_model=models.Reading, response_model_exclude_unset=True)
    def article(id: _Id) -> Response:
        """An article with its statements, parts and sources."""
        with opened() as case:
            return answer(_there(reading_json(case, id)))

    @router.get("/statements/{id}", response_model=models.Statement)
    def statement(id: _Id) -> Response:
        """A statement, or a part of one."""
        with opened() as case:
            return answer(_there(next(iter(statements_json(case, [id])), None)))


def _add_claims(router: APIRouter, opened: Opened) -> None:
    @router.get("/claims/{id}", response_model=models.Claim, responses=CHANGED)
    def claim(id: _Id) -> Response:
        """A claim: its statements in the order of time, and its origins; an id that it had before leads on."""
        with opened() as case:
            found = next(iter(claims_json(case, [id])), None)
            return answer(found) if found is not None else changed(case, id)

    @router.get("/explain", response_model=models.Fact)
    def why(asked: Annotated[ExplainAsked, Query()]) -> Response:
        """Why a finding is what it is, down to the articles' words."""
        with opened() as case:
            try:
                return answer(fact_json(explain(case, asked.id)))
            except CaseError:
                raise
            except WhenceError as error:  # nothing has this id, or several begin so
                return problem(404, str(error))


def _add_names(router: APIRouter, opened: Opened) -> None:
    @router.get("/sources/{id}", response_model=models.SourcePage)
    def source(id: _Id) -> Response:
        """A source with all its namings, by the id of any of them."""
        with opened() as case:
            page = browse.source(case, id)
            return answer(
                _there(None if page is None else _source(page, namings_json(case, _pairs(page), page.row.id)))
            )

    @router.get("/outlets/{name:path}", response_model=models.OutletPage)
    def outlet(name: _Name) -> Response:
        """An outlet, whom it credits, and who credits it."""
        with opened() as case:
            page = browse.outlet(case, name)
            return answer(_there(None if page is None else _outlet(page)))


def _outlet(page: browse.OutletPage) -> Json:
    return {"outlet": page.row, "credits": page.credits, "credited_by": page.credited_by}


def _pairs(page: browse.SourcePage) -> list[tuple[str, str]]:
    return [(naming.id, naming.place.id) for naming in page.namings]


def _source(page: browse.SourcePage, namings: list[Json]) -> Json:
    row = page.row
    counted = ("statements", "articles", "captures", "outlets", "claims", "origin_of")
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind.value,
        "also": list(row.also),
        "counts": {name: getattr(row, name) for name in counted} | {"says": page.says, "said_to": page.said_to},
        "namings": namings,
    }


def _add_beside(router: APIRouter, opened: Opened) -> None:
    @router.get("/beside", response_model=models.Beside)
    def beside(asked: Annotated[BesideAsked, Query()]) -> Response:
        """Two statements beside one another, with the words that their articles share."""
        with opened() as case:
            return answer(_there(_beside(case, asked)))


def _beside(case: Case, asked: BesideAsked) -> Json | None:
    pair = browse.beside(case, asked.later, asked.earlier)
    if pair is None:
        return None
    later, earlier = statements_json(case, [asked.later]), statements_json(case, [asked.earlier])
    return {
        "later": later[0],
        "earlier": earlier[0],
        "step": next(iter(steps_between(case, [(asked.later, asked.earlier)])), None),
        "pieces": pair.pieces,
        "shared": pair.passages,
    }


def _there(found: Json | None) -> Json:
    """Return what was found, or say that there is nothing."""
    if found is None:
        raise nothing()
    return found
