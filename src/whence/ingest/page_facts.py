"""What a page says about itself, from what it declares and, where it declares nothing, from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.ingest import lines as grammar
from whence.ingest.dates import printed_moments
from whence.ingest.metadata import Declared
from whence.ingest.page_lines import Line
from whence.ingest.page_marks import Mark
from whence.ingest.page_roles import Page
from whence.ingest.page_title import choose_title, outlet_in_title
from whence.records import Basis, Moment, Precision, ReadFrom, Role

__all__ = ["Facts", "read_facts"]

_LABELS = re.compile(r"\s*[,;|·•/]\s*")
_AND = re.compile(r"\s*[,;|/]\s*|\s+(?:and|und|og|och|et|&)\s+")
_ABOUT = re.compile(r"\s*\([^()]{0,60}\)\s*\Z|\A(?:by|von|par|por)\s+", re.IGNORECASE)
_ENDS = 3  # a report's sign-off stands in its last lines
_HEAD = 8  # the dates of an article stand this near to its headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The article's title, outlet, people and times."""

    title: str | None
    outlet: str | None
    outlet_basis: Basis
    authors: tuple[str, ...]
    agency: str | None
    published: Moment | None
    updated: Moment | None
    captured: Moment | None
    tags: tuple[str, ...]


def read_facts(page: Page, roles: Sequence[Role], declared: Declared) -> Facts:
    """Return what is known about the article; declared values stand above printed ones."""
    headline = page.lines[page.headline].text if page.headline is not None else None
    outlet, basis = _outlet(page, roles, declared, headline)
    published, updated, captured = _times(page, roles)
    agency = _agency(page, roles, declared)
    return Facts(
        title=choose_title(headline, declared),
        outlet=outlet,
        outlet_basis=basis,
        authors=_authors(page, roles, declared, outlet),
        agency=agency,
        published=declared.published or published,
        updated=declared.updated or updated,
        captured=captured,
        tags=_tags(page, roles, declared),
    )


def _outlet(page: Page, roles: Sequence[Role], declared: Declared, headline: str | None) -> tuple[str | None, Basis]:
    if declared.outlet:
        return declared.outlet, Basis.stated
    mast = _mast(page, roles)
    found = outlet_in_title(declared, headline) or mast
    return (found, Basis.inferred) if found else (None, Basis.none)


def _mast(page: Page, roles: Sequence[Role]) -> str | None:
    """Return the page's first line where it is short, stands above the headline and is no menu."""
    end = page.headline if page.headline is not None else 0
    for line in page.lines[: min(end, 6)]:
        named = roles[line.number] is Role.other or page.mark(line) & Mark.mast
        if named and 0 < len(line.text.split()) <= 6 and not any(c.isdigit() for c in line.text):
            return line.text
    return None


def _with_role(page: Page, roles: Sequence[Role], role: Role) -> Iterator[Line]:
    return (line for line in page.lines if roles[line.number] is role)


def _authors(page: Page, roles: Sequence[Role], declared: Declared, outlet: str | None) -> tuple[str, ...]:
    names = [name for value in declared.authors for name in _people(value)]
    people = [n for n in names if n.casefold() not in {(outlet or "").casefold(), ""} and grammar.agency_of(n) is None]
    if not any(" " in name for name in people):
        for line in _with_role(page, roles, Role.byline):
            people += [n for n in grammar.authors_of(line.text) if n not in people]
    return tuple(dict.fromkeys(people))


def _people(value: str) -> list[str]:
    """Return the names in a declared author's value; addresses, numbers and whole sentences are none."""
    if len(value) > 300 or "@" in value or "www." in value:
        return []
    parts = [_ABOUT.sub("", part).strip() for part in _AND.split(value)]
    return [p for p in parts if p and not any(c.isdigit() for c in p) and len(p) <= 80]


def _agency(page: Page, roles: Sequence[Role], declared: Declared) -> str | None:
    """Return the agency that a byline, the opening paragraph's dateline, or the closing credit names."""
    for line in _with_role(page, roles, Role.byline):
        if found := grammar.agency_of(line.text):
            return found
    opening = next((line.text for line in _with_role(page, roles, Role.paragraph)), "")
    end = grammar.starts_with_dateline(opening)
    if end and (found := grammar.agency_of(opening[:end])):
        return found
    closing = [line for line in _with_role(page, roles, Role.credit) if grammar.is_signoff(line.text)]
    for text in (*(line.text for line in closing[-_ENDS:]), *declared.authors):
        if found := grammar.agency_of(text):
            return found
    return None


def _times(page: Page, roles: Sequence[Role]) -> tuple[Moment | None, Moment | None, Moment | None]:
    """Return the printed times: of publication, of change, and of a page's clock above the headline."""
    published = updated = captured = None
    middle = page.headline if page.headline is not None else page.first
    for line in page.lines[max(0, middle - _HEAD) : max(middle, min(page.first, middle + 30)) + _HEAD]:
        if roles[line.number] not in {Role.time, Role.byline, Role.dateline}:
            continue
        clock = line.number < middle and bool(page.mark(line) & (Mark.header | Mark.mast | Mark.nav))
        for found in printed_moments(line.text, read_from=ReadFrom.mast if clock else ReadFrom.text):
            if clock:
                captured = captured or (found.moment if found.moment.precision is not Precision.day else None)
            elif found.updated:
                updated = updated or found.moment
            else:
                published = published or found.moment
    return published, updated, captured


def _tags(page: Page, roles: Sequence[Role], declared: Declared) -> tuple[str, ...]:
    """Return the labels that the page shows below its text, or else those that it declares."""
    shown: list[str] = []
    for line in _with_role(page, roles, Role.tag):
        if line.number > page.first and len(line.text) <= 600:
            shown += _labels(line)
    return tuple(dict.fromkeys(shown or declared.tags))


def _labels(line: Line) -> list[str]:
    if line.links:
        return [line.text[start:end].strip() for start, end, _ in sorted(line.links) if line.text[start:end].strip()]
    if grammar.is_tag_label(line.text):
        return []
    text = grammar.tags_after_label(line.text) or line.text
    return [part for piece in _LABELS.split(text) if (part := piece.strip(" .#"))]
