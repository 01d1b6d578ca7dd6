"""A PDF as a source: its text layer to one article."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.pdf.article import article_of_document
from whence.ingest.pdf.process import letters_of
from whence.ingest.pdf.records import Document
from whence.ingest.pdf.wording import pictures_only
from whence.ingest.piece import Known, Piece, Run
from whence.ingest.raw import Item
from whence.records import Article

__all__ = ["read"]

_log = logging.getLogger("whence")


def read(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the article of a PDF."""
    data = stream.read(run.max_bytes + 1)
    if len(data) > run.max_bytes:
        raise Unreadable(wording.too_large(run.max_bytes))
    yield run.article(piece, data, partial(_made, data))


def _made(data: bytes, known: Known) -> Article:
    document = letters_of(data)
    article = article_of_document(document, known)
    if empty := _without_text(document):
        _log.warning("%s", pictures_only(known.file, empty))
    return article


def _without_text(document: Document) -> list[int]:
    return [number for number, page in enumerate(document.pages, 1) if page.pictures and not page.runs]
