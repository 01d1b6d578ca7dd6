"""The text of an article to the article, with what is known of it from beside its text."""

from __future__ import annotations

from dataclasses import replace

from whence.ingest.capture import Given, read_capture
from whence.ingest.dates import parse_declared
from whence.ingest.html import read_page
from whence.ingest.kinds import Kind, kind_of_text
from whence.ingest.language import language_of
from whence.ingest.piece import Known, Make
from whence.records import ArchiveRecord, Article, Basis, ReadFrom

__all__ = ["finished", "of_file", "of_text", "with_record"]


def of_file(text: str, promised: Kind | None, given: Given | None, known: Known) -> Article:
    """Return the article of a file's text. Raises `Unreadable` where that is none, whatever its name promised."""
    return of_text(text, kind_of_text(text, promised), given, known)


def of_text(text: str, kind: Kind | None, given: Given | None, known: Known) -> Article:
    """Return the article of a page, or of plain text. Raises `Unreadable` where it shows none."""
    names = {"file": known.file, "article_id": known.article_id, "digest": known.digest}
    if kind is Kind.page:
        article = read_page(text, url=known.url, **names)
    else:
        article = read_capture(text, url=known.url, given=given, **names)
    return replace(article, language=language_of(article))


def finished(make: Make, given: Given | None, record: ArchiveRecord | None, known: Known) -> Article:
    """Return the article that is made, with what a row gives, the record of a web archive, and its language."""
    article = with_record(_with_given(make(known), given), record)
    return replace(article, language=article.language or language_of(article))


def with_record(article: Article, record: ArchiveRecord | None) -> Article:
    """Keep the record of a web archive; when it was captured goes before the clock that a page shows."""
    if record is None:
        return article
    at = parse_declared(record.at, read_from=ReadFrom.archive)
    return replace(article, record=record, captured=at or article.captured)


def _with_given(article: Article, given: Given | None) -> Article:
    """Put what the row gives in place of what was read from the page."""
    if given is None:
        return article
    return replace(
        article,
        title=given.title or article.title,
        outlet=given.outlet or article.outlet,
        outlet_basis=Basis.stated if given.outlet else article.outlet_basis,
        published=given.published or article.published,
        authors=given.authors or article.authors,
    )
