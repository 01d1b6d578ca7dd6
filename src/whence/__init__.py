"""Reads news reports and shows where every claim comes from: who said it, to whom, on what evidence.

    import whence

    for reading in whence.read("page.html"):
        for statement in reading.statements:
            print(statement.form, [reading.article.text[start:end] for start, end in statement.content])

It does not judge whether a statement is right.
"""

from __future__ import annotations

import sys
from types import ModuleType

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
    DigestCheck,
    Figure,
    Form,
    Hyperlink,
    Image,
    Link,
    LinkBasis,
    LinkKind,
    Moment,
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

__all__ = [
    "Act",
    "ArchiveRecord",
    "Article",
    "Basis",
    "Block",
    "CaseError",
    "Change",
    "ChangeKind",
    "Claim",
    "Correction",
    "CouldBe",
    "Credit",
    "Decision",
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


class _Package(ModuleType):
    """Keeps `whence.read` the function: importing the folder of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
