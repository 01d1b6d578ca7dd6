"""The records that the stages hand to one another.

Each is frozen: a stage takes the records of the stage before it and makes new ones. Every `Span` is a half-open range
of code points into `Article.text`, so that a finding always opens to the words that produced it.

    bytes ──ingest──▶ Article ──read──▶ Statement, Source ──link──▶ Link, Passage, Credit ──trace──▶ Claim, Step
"""

from whence.records.articles import (
    ArchiveRecord,
    Article,
    Basis,
    Block,
    Correction,
    DigestCheck,
    Hyperlink,
    Image,
    Moment,
    NewsItem,
    Note,
    Precision,
    ReadFrom,
    Role,
    Skipped,
    Span,
)
from whence.records.articles import Spans as Spans
from whence.records.decisions import Decision
from whence.records.decisions import decision_id as decision_id
from whence.records.links import Credit, Link, LinkBasis, LinkKind, Passage, PassageKind
from whence.records.statements import Act, Figure, Form, Reading, Source, SourceKind, Statement, Station, StationLink
from whence.records.traces import Change, ChangeKind, Claim, CouldBe, Denial, Near, Order, Origin, Range, Step, Trace
from whence.records.traces import claim_id as claim_id

__all__ = [
    "Act",
    "ArchiveRecord",
    "Article",
    "Basis",
    "Block",
    "Change",
    "ChangeKind",
    "Claim",
    "Correction",
    "CouldBe",
    "Credit",
    "Decision",
    "Denial",
    "DigestCheck",
    "Figure",
    "Form",
    "Hyperlink",
    "Image",
    "Link",
    "LinkBasis",
    "LinkKind",
    "Moment",
    "Near",
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
]
