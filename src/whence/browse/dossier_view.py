"""Chosen claims for a dossier, with the articles that carry them: no other article is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whence import words
from whence.browse.article_view import carried_by, units_of
from whence.browse.claim_list import claims_by_key
from whence.browse.claim_view import claim
from whence.browse.part import of_articles
from whence.case import Case
from whence.errors import WrongUse
from whence.report.pages import page_of
from whence.report.records import ClaimView
from whence.report.sources import sources_of

if TYPE_CHECKING:
    from whence.report.dossier import Chosen

__all__ = ["chosen_claims"]


def chosen_claims(case: Case, ids: Iterable[str]) -> Chosen:
    """Return what a dossier of some claims shows, as it would be taken from the whole collection.

    Raises `WrongUse` where no claim has one of the ids.
    """
    from whence.report.dossier import Chosen  # noqa: PLC0415  -- the templates are not needed for the lists

    views = sorted((_view(case, id) for id in dict.fromkeys(ids)), key=lambda view: view.number)
    articles = list(dict.fromkeys(place.id for view in views for place in view.articles))
    collected = of_articles(case, articles, namings=True)
    units = [unit for article in articles for unit in units_of(case, article)]
    claims = claims_by_key(case, (unit["claim"] for unit in units if unit["claim"] is not None))
    carried = carried_by(units, claims)
    return Chosen(
        sections=tuple(views),
        single=(),
        sources=sources_of(collected, articles),
        pages=tuple(page_of(reading, collected, carried) for reading in collected.readings),
    )


def _view(case: Case, id: str) -> ClaimView:
    found = claim(case, id)
    if found is None:
        raise WrongUse(words.no_claim(id))
    return found
