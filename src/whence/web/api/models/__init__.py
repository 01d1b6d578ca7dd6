"""The records of the contract as types, so that OpenAPI describes them: `export/contract.py` makes them."""

from whence.web.api.models.articles import ArchiveRecord, Article, Moment, Reading, Source, Statement
from whence.web.api.models.base import Problem, Span
from whence.web.api.models.beside import Check, CheckOfClaim, PictureGroup
from whence.web.api.models.counted import Beside, Follow, Outlet, OutletPage, Overview, Page, Slot, SourcePage
from whence.web.api.models.reviewed import Conflict, Decision, Fact, Manifest, Question, Skipped
from whence.web.api.models.traced import Claim, FormerClaim, Link, Passage, Step

__all__ = [
    "ArchiveRecord",
    "Article",
    "Beside",
    "Check",
    "CheckOfClaim",
    "Claim",
    "Conflict",
    "Decision",
    "Fact",
    "Follow",
    "FormerClaim",
    "Link",
    "Manifest",
    "Moment",
    "Outlet",
    "OutletPage",
    "Overview",
    "Page",
    "Passage",
    "PictureGroup",
    "Problem",
    "Question",
    "Reading",
    "Skipped",
    "Slot",
    "Source",
    "SourcePage",
    "Span",
    "Statement",
    "Step",
]
