"""One screen's worth of a case file: lists a page at a time, and single records with what belongs to them.

    Case ──browse──▶ Listing of rows, ClaimView, ArticlePage, SourcePage, OutletPage, Beside ──▶ pages, REST

Lists are narrowed, ordered and cut by SQL, from rows that `case/summary.py` counts beforehand; a single record is made
as a report makes it, from the articles that it touches only. Whoever asks for several at once takes `Case.snapshot`.
"""

from __future__ import annotations

from whence.browse.article_list import articles
from whence.browse.article_view import article
from whence.browse.asking import MOST
from whence.browse.beside import beside
from whence.browse.claim_list import claims
from whence.browse.claim_view import claim
from whence.browse.dossier_view import chosen_claims
from whence.browse.overview import late, overview, timeline
from whence.browse.records import (
    ArticlePage,
    ArticleRow,
    Beside,
    BesideLine,
    BesideStretch,
    Capture,
    Card,
    ClaimRow,
    Compared,
    CreditRow,
    Facet,
    Follow,
    HistoryPage,
    HistoryRow,
    Language,
    Listing,
    Naming,
    OutletPage,
    OutletRow,
    Overview,
    Restated,
    Run,
    Shared,
    Side,
    Slot,
    SourcePage,
    SourceRow,
    StatementRow,
    StepRow,
)
from whence.browse.source_list import outlets, sources
from whence.browse.source_view import outlet, source
from whence.browse.statement_list import statements
from whence.browse.step_list import follows, steps
from whence.browse.version_list import histories
from whence.browse.version_view import history

__all__ = [
    "MOST",
    "ArticlePage",
    "ArticleRow",
    "Beside",
    "BesideLine",
    "BesideStretch",
    "Capture",
    "Card",
    "ClaimRow",
    "Compared",
    "CreditRow",
    "Facet",
    "Follow",
    "HistoryPage",
    "HistoryRow",
    "Language",
    "Listing",
    "Naming",
    "OutletPage",
    "OutletRow",
    "Overview",
    "Restated",
    "Run",
    "Shared",
    "Side",
    "Slot",
    "SourcePage",
    "SourceRow",
    "StatementRow",
    "StepRow",
    "article",
    "articles",
    "beside",
    "chosen_claims",
    "claim",
    "claims",
    "follows",
    "histories",
    "history",
    "late",
    "outlet",
    "outlets",
    "overview",
    "source",
    "sources",
    "statements",
    "steps",
    "timeline",
]
