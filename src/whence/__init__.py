"""Reads news reports and shows where every claim comes from: who said it, to whom, on what evidence.

    import whence

    for reading in whence.read("page.html"):
        for statement in reading.statements:
            print(statement.form, [reading.article.text[start:end] for start, end in statement.content])

    with whence.Case("harbour.case") as case:
        for claim in case.trace("saved-pages/"):
            print(claim.independent, claim.articles, claim.wording)

It does not judge whether a statement is right.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from whence.errors import (
    CaseError,
    FetchError,
    ModelMissing,
    NewerCase,
    RefusedAddress,
    Unreadable,
    WhenceError,
    WrongUse,
)
from whence.pipeline import read
from whence.records import (
    Act,
    ArchiveRecord,
    Article,
    Basis,
    Block,
    Change,
    ChangeKind,
    Claim,
    Correction,
    CouldBe,
    Credit,
    Decision,
    Denial,
    DigestCheck,
    Figure,
    Form,
    Hyperlink,
    Image,
    Link,
    LinkBasis,
    LinkKind,
    Moment,
    Near,
    NewsItem,
    Note,
    Order,
    Origin,
    Passage,
    PassageKind,
    Precision,
    Range,
    ReadFrom,
    Reading,
    Role,
    Skipped,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
    Step,
    Trace,
)

if TYPE_CHECKING:
    from whence.api import Case

__all__ = [
    "Act",
    "ArchiveRecord",
    "Article",
    "Basis",
    "Block",
    "Case",
    "CaseError",
    "Change",
    "ChangeKind",
    "Claim",
    "Correction",
    "CouldBe",
    "Credit",
    "Decision",
    "Denial",
    "DigestCheck",
    "FetchError",
    "Figure",
    "Form",
    "Hyperlink",
    "Image",
    "Link",
    "LinkBasis",
    "LinkKind",
    "ModelMissing",
    "Moment",
    "Near",
    "NewerCase",
    "NewsItem",
    "Note",
    "Order",
    "Origin",
    "Passage",
    "PassageKind",
    "Precision",
    "Range",
    "ReadFrom",
    "Reading",
    "RefusedAddress",
    "Role",
    "Skipped",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "Station",
    "StationLink",
    "Step",
    "Trace",
    "Unreadable",
    "WhenceError",
    "WrongUse",
    "__version__",
    "read",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load what is asked for seldom: `Case` brings SQLite and the lists."""
    if name != "Case":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from whence.api import Case  # noqa: PLC0415  -- so that the import is quick

    return Case


class _Package(ModuleType):
    """Keeps `whence.read` the function: importing the folder of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
