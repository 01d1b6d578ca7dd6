"""What a page says about itself, from what it declares and, where it declares nothing, from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.ingest import lines as grammar
from whence.ingest.agencies import Clues, find_agency, is_own_name
from whence.ingest.dates import printed_moments
from whence.ingest.metadata import Declared
from whence.ingest.page_lines import Line
from whence.ingest.page_marks import Mark
from whence.ingest.page_parts import Page
from whence.ingest.page_title import choose_title, outlet_in_title
from whence.records import Basis, Moment, Precision, ReadFrom, Role

__all__ = ["Facts", "read_facts"]

_LABELS = re.compile(r"\s*[,;|·•/]\s*")
_AND = re.compile(r"\s*[,;|/]\s*|\s+(?:and|und|og|och|et|&)\s+")
_ABOUT = re.compile(r"\s*\([^()]{0,60}\)\s*\Z|\A(?:by|von|par|por)\s+", re.IGNORECASE)
_DIVIDED = re.compile(r"\s+[|·•—–]\s+")
_ENDS = 3  # a report's sign-off stands in its last lines
_NEAR = 2  # lines of the body's start that may be a byline that extraction took for text
_SHORT = 14  # words; a stamp or a byline has no more
_BESIDE = frozenset({Role.byline, Role.time, Role.dateline, Role.credit, Role.other, Role.paragraph, Role.subhead})
_AFTER = frozenset({Role.byline, Role.credit, Role.other, Role.footnote, Role.notice})
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
    clues = _clues(page, roles, declared, outlet)
    agency = find_agency(clues)
    return Facts(
        title=choose_title(headline, declared),
        outlet=outlet,
        outlet_basis=basis,
        authors=_authors(page, roles, declared, clues, agency),
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
    """Return the page's first short line above the headline that is no menu, or the name that opens it."""
    end = page.headline if page.headline is not None else 0
    for line in page.lines[: min(end, 6)]:
        named = roles[line.number] is Role.other or page.mark(line) & (Mark.mast | Mark.header)
        head = _DIVIDED.split(line.text)[0].strip()
        divided = head != line.text and grammar.is_outlet_name(head)
        name = head if divided else line.text
        if (named or divided) and 0 < len(name.split()) <= 6 and not any(c.isdigit() for c in name):
            return name if not grammar.is_nav(name) else None
    return None


def _with_role(page: Page, roles: Sequence[Role], role: Role) -> Iterator[Line]:
    return (line for line in page.lines if roles[line.number] is role)


def _authors(
    page: Page, roles: Sequence[Role], declared: Declared, clues: Clues, agency: str | None
) -> tuple[str, ...]:
    names = [name for value in declared.authors for name in _people(value)]
    known = {(name or "").casefold() for name in ("", clues.outlet, agency)}
    offered = [
        n for n in names if n.casefold() not in known and grammar.agency_of(n) is None and not _is_body(n, clues)
    ]
    bodies = {name.casefold() for name in declared.bodies}
    people = [n for n in offered if n.casefold() not in bodies and not _is_outlet(n, clues)]
    if not any(" " in name for name in people):
        for line in _with_role(page, roles, Role.byline):
            text = line.text[:1].upper() + line.text[1:]
            names = list(grammar.authors_of(text) or grammar.names_in_stamp(text))
            people += [n for n in names if n not in people and n.casefold() not in known]
    # An organisation that a page declares to be its author stands for the people whom neither head nor byline names.
    return tuple(dict.fromkeys(people or offered))


def _is_outlet(name: str, clues: Clues) -> bool:
    """Whether an author of one word is a form of the outlet's own name."""
    return " " not in name and clues.outlet is not None and is_own_name(clues.outlet, name)


def _is_body(name: str, clues: Clues) -> bool:
    """Whether a declared author is a desk, or a name that the report uses as an agency's."""
    return grammar.is_desk(name) or (" " not in name and clues.shows(name))


def _people(value: str) -> list[str]:
    """Return the names in a declared author's value; addresses, numbers and whole sentences are none."""
    if len(value) > 300 or "@" in value or "www." in value:
        return []
    parts = [_ABOUT.sub("", part).strip() for part in _AND.split(value)]
    return [p for p in parts if p and not any(c.isdigit() for c in p) and len(p) <= 80]


def _clues(page: Page, roles: Sequence[Role], declared: Declared, outlet: str | None) -> Clues:
    """Return the lines in which the page can name its agency; pictures' credits are none of them."""
    middle = page.headline if page.headline is not None else page.first
    paragraphs = [line.text for line in _with_role(page, roles, Role.paragraph)]
    near = [
        line.text
        for line in page.lines[max(0, middle - 2) : page.first + _NEAR]
        if roles[line.number] in _BESIDE and line.number != page.headline and len(line.text.split()) <= _SHORT
    ]
    marked = [line.text for line in _with_role(page, roles, Role.credit) if not _of_picture(page, line)]
    tail = [line.text for line in page.lines[page.last + 1 : page.last + 8] if roles[line.number] in _AFTER]
    return Clues(
        outlet=outlet,
        bylines=tuple(line.text for line in _with_role(page, roles, Role.byline)),
        near=tuple(near),
        opening=tuple(paragraphs[:3]),
        closing=tuple(dict.fromkeys((*marked[-_ENDS:], *tail, *paragraphs[-_ENDS:][::-1]))),
        notices=tuple(line.text for line in _with_role(page, roles, Role.notice)),
        declared=tuple(declared.sources),
        body="\n".join(paragraphs),
    )


def _of_picture(page: Page, line: Line) -> bool:
    figure = page.mark(line) & (Mark.figure | Mark.caption)
    return bool(figure) or (grammar.is_credit(line.text) and line.number <= page.last)


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
