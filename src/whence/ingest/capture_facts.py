"""What the lines of a capture say about the article: outlet, agency, authors, times, pictures, tags, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from whence.ingest.agencies import Clues, find_agency
from whence.ingest.capture_layout import Layout
from whence.ingest.capture_lines import Line
from whence.ingest.capture_rules import is_clock, is_dated
from whence.ingest.capture_words import is_name_like, known_agency, words_of
from whence.ingest.dates import Printed, printed_moments
from whence.ingest.lines import (
    authors_of,
    correction_kind,
    credit_outlet,
    is_byline,
    is_nav,
    is_outlet_name,
    names_in_stamp,
    split_credit,
    tags_after_label,
)
from whence.records import Basis, Correction, Image, Moment, Precision, ReadFrom, Role, Span

__all__ = [
    "Times",
    "agency_in",
    "authors_in",
    "corrections_in",
    "images_in",
    "outlet_in",
    "tags_in",
    "times_in",
    "title_in",
]

_WHOLESALE = frozenset((
    "AP", "AFP", "Reuters", "EPA", "UPI", "PA", "dpa", "EPA-EFE", "Getty", "Getty Images", "Alamy", "Shutterstock",
    "AP Photo", "Associated Press", "Agence France-Presse", "PA Media", "PA Wire", "PA Images", "Press Association",
    "iStock", "Imago", "Wikimedia Commons", "NurPhoto", "Zuma", "Flickr", "Unsplash", "Pexels", "Image", "Photo",
))  # fmt: skip
"""Suppliers of pictures to many outlets: their name on a picture says nothing about whose page it is."""
_RIGHTS = re.compile(
    r"(?i)(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d)?(?:\s*[-–]\s*(?:19|"
    r"20)\d\d)?\s*(?:by\s+)?(?:the )?([^.,;:|©()\d]{2,60})"
)
_LEGAL = re.compile(
    r"(?i)\s+(?:ltd|limited|inc|llc|gmbh|plc|bv|ag|sa|s\.a|co|corp|corporation|group|publishing|"
    r"publications|media group|all rights.*|privacy.*)\.?$"
)
_BESIDE = (Role.byline, Role.time, Role.dateline, Role.credit, Role.other, Role.nav, Role.paragraph, Role.subhead)
_SHORT = 14  # words; a stamp or a byline has no more
_ENDS = 3  # a report's sign-off stands in its last lines
_DIVIDERS = re.compile(r"\s+[|/·•—–-]\s+|\s{3,}|\s\|\s")
_UPDATED = re.compile(r"(?i)\b(?:updated?|modified|amended|changed|edited|corrected|last)\b")
_STATED = re.compile(r"(?i)\b(?:published|posted|first published|created|filed)\b")
_BY_IN_STAMP = re.compile(r"\b[Bb]y ([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})")
_ITEM = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")
_TAG_SPLIT = re.compile(r"\s*[,;|#•·/]\s*|\s{2,}|\t")


class Times(NamedTuple):
    """The times of an article: `captured` is the page's own clock, which is no time of publication."""

    published: Moment | None
    updated: Moment | None
    captured: Moment | None


def _with(layout: Layout, *roles: Role) -> Iterator[tuple[int, Line]]:
    return ((i, x) for i, (x, d) in enumerate(zip(layout.lines, layout.decisions, strict=True)) if d.role in roles)


def times_in(layout: Layout) -> Times:
    """Publication, change and capture as the page prints them.

    A clock in the page's first line, above everything else, is the page's own clock at the moment of capture. The same
    holds for a first line with a date where a line nearer to the report states its publication.
    """
    published: Moment | None = None
    updated: Moment | None = None
    captured: Moment | None = None
    for i, line in _with(layout, Role.time, Role.byline):
        if i > layout.last and published is not None:
            break
        above = layout.headline is not None and i < layout.headline
        for item in printed_moments(line.raw, read_from=ReadFrom.mast if above else ReadFrom.text):
            if item.updated or (published is not None and _UPDATED.search(line.text)):
                updated = item.moment
            elif i == 0 and above and _is_page_clock(line, item):
                captured = item.moment
            elif published is None or (published.read_from is ReadFrom.mast and not above):
                published = item.moment
    return Times(published, _day_of(updated, published), captured)


def _is_page_clock(line: Line, item: Printed) -> bool:
    """Whether the first line holds a clock with a date and nothing that says whose time it is."""
    return item.moment.precision in (Precision.minute, Precision.second) and not _STATED.search(line.text)


def _day_of(updated: Moment | None, published: Moment | None) -> Moment | None:
    return None if updated is not None and updated == published else updated


def title_in(layout: Layout) -> str | None:
    """Return the headline's words, without the number of an item where the page counts on ("1. …", "2. …")."""
    if layout.headline is None:
        return None
    title = layout.lines[layout.headline].text
    found = _ITEM.match(title)
    if found is None:
        return title
    beside = {str(int(found["number"]) + 1), str(int(found["number"]) - 1)}
    listed = any((other := _ITEM.match(x.text)) and other["number"] in beside for x in layout.lines)
    return title[found.end() :] if listed else title


def authors_in(layout: Layout) -> tuple[str, ...]:
    """Return the names of all byline lines, in order, without repeats."""
    house = _signed_for(layout)
    lines = [x for i, x in _with(layout, Role.byline) if i <= layout.last and x.text != house]
    names = [n for x in lines for n in _names_in(x)]
    stamps = (found for i, x in _with(layout, Role.time) if i <= layout.core and (found := _BY_IN_STAMP.search(x.text)))
    names += [n for found in stamps for n in authors_of("By " + found.group(1))]
    return tuple(dict.fromkeys(names))


def _names_in(line: Line) -> tuple[str, ...]:
    stamped = is_dated(line) and not is_byline(line.text)
    return names_in_stamp(line.raw) if stamped else authors_of(line.text)


def agency_in(layout: Layout) -> str | None:
    """Return the agency that the byline, dateline, end or sign-off names; credits of pictures do not count."""
    return find_agency(_clues(layout, _own_outlet(layout)[0]))


def _clues(layout: Layout, outlet: str | None) -> Clues:
    """Return the lines in which the page can name its agency."""
    body = [x.text for _, x in _with(layout, Role.paragraph)]
    paired = {credit for _, credit in layout.pairs}
    marks = [x.text for i, x in _with(layout, Role.credit) if i not in paired]
    top = max(0, (layout.headline or 0) - 2)
    lines = ((i, x) for i, x in _with(layout, *_BESIDE) if top <= i <= layout.core + 1 and i not in paired)
    near = [x.text for _, x in lines if x.words <= _SHORT]
    tail = [x.text for i, x in _with(layout, Role.other, Role.footnote, Role.subhead) if i >= layout.last - 1]
    closing = (*marks[-_ENDS:], *tail, *body[-_ENDS:][::-1])
    return Clues(
        outlet=outlet,
        bylines=tuple(x.text for _, x in _with(layout, Role.byline, Role.dateline)),
        near=tuple(near),
        opening=tuple(body[:3]),
        closing=tuple(dict.fromkeys(closing)),
        notices=tuple(x.text for _, x in _with(layout, Role.notice)),
        body="\n".join(body),
    )


def images_in(layout: Layout) -> tuple[Image, ...]:
    """Return the pictures that captions and credits of the page speak of, in the page's order."""
    out = []
    for caption, credit in sorted(layout.pairs, key=lambda pair: min(i for i in pair if i is not None)):
        if caption is not None and (credit is None or credit == caption):
            out.append(_image_of(layout.lines[caption]))
        else:
            spans = [None if i is None else layout.lines[i].span for i in (caption, credit)]
            out.append(Image(caption=spans[0], credit=spans[1]))
    return tuple(out)


def _image_of(line: Line) -> Image:
    parts = split_credit(line.raw) if len(line.raw) == line.span.end - line.span.start else None
    if parts is None:
        return Image(caption=line.span)
    start = line.span.start
    return Image(caption=Span(*(start + n for n in parts[0])), credit=Span(*(start + n for n in parts[1])))


def tags_in(layout: Layout) -> tuple[str, ...]:
    """Return the page's own labels, split at commas and other dividers."""
    out: list[str] = []
    for i, line in _with(layout, Role.tag):
        rule = layout.decisions[i].rule
        listed = tags_after_label(line.raw) if rule == "tags_line" else line.raw if rule == "tags_under_label" else None
        out.extend(t.strip(" .#") for t in _TAG_SPLIT.split(listed or "") if t.strip(" .#"))
    return tuple(dict.fromkeys(out))


def corrections_in(layout: Layout) -> tuple[Correction, ...]:
    """Return the outlet's notices about its own text, wherever they stand."""
    found = ((correction_kind(x.text), x.span) for _, x in _with(layout, Role.notice))
    return tuple(Correction(kind=kind, span=span) for kind, span in found if kind is not None)


def outlet_in(layout: Layout) -> tuple[str | None, Basis]:
    """Return the outlet's name and how it is known: head and rights notice state it, pictures let infer it."""
    name, basis = _own_outlet(layout)
    if name is not None:
        return name, basis
    name = find_agency(_clues(layout, None))
    return (name, Basis.inferred) if name and name != "agencies" else (None, Basis.none)


def _own_outlet(layout: Layout) -> tuple[str | None, Basis]:
    if name := _masthead(layout):
        return name, Basis.stated
    if name := _rights_holder(layout):
        return name, Basis.stated
    if name := _signed_for(layout):
        return name, Basis.stated
    if name := _owner_of_pictures(layout):
        return name, Basis.inferred
    return None, Basis.none


def _signed_for(layout: Layout) -> str | None:
    """Return the outlet whose name stands alone below the byline, as the writer's paper."""
    signed = False
    for i, line in _with(layout, Role.byline):
        if signed and layout.decisions[i].rule == "name_under_headline" and is_outlet_name(line.text):
            return line.text
        signed = signed or is_byline(line.text)
    return None


def _masthead(layout: Layout) -> str | None:
    if name := _named_in_title(layout):
        return name
    for i, line in _with(layout, Role.other, Role.nav):
        if i > 1 or i >= (layout.headline if layout.headline is not None else 0):
            break
        head = _DIVIDERS.split(line.raw)[0].strip(" .|")
        if not 1 <= len(words_of(head)) <= 6 or is_clock(line) or is_nav(head):
            continue
        if (
            layout.decisions[i].rule == "masthead"
            or _is_owner(layout, head)
            or (i == 0 and head != line.text and is_name_like(head))
        ):
            return head
    return None


def _named_in_title(layout: Layout) -> str | None:
    """Return the outlet in "Herald | Live | Title" or "Title | The Herald"."""
    parts = layout.lines[layout.headline].text.split(" | ") if layout.headline is not None else []
    ends = (parts[0], parts[-1]) if len(parts) > 1 else ()
    return next(
        (p.strip() for p in ends if is_name_like(p, most=4) and not is_nav(p) and p != max(ends, key=len)), None
    )


def _is_owner(layout: Layout, name: str) -> bool:
    holder = _rights_holder(layout)
    return holder is not None and name.casefold() in holder.casefold()


def _rights_holder(layout: Layout) -> str | None:
    for _, line in _with(layout, Role.notice):
        if found := _RIGHTS.search(line.text[:300]):
            name = _LEGAL.sub("", found.group(1).strip())
            if name and is_name_like(name, most=6) and not known_agency(name):
                return name
    return None


def _owner_of_pictures(layout: Layout) -> str | None:
    for _, credit in layout.pairs:
        if credit is None:
            continue
        line = layout.lines[credit]
        name = credit_outlet(line.text) if line.words <= 14 and line.text[0] in "©(" else None
        if name and name not in _WHOLESALE and not (name.split() and name.split()[0] in _WHOLESALE):
            return name
    return None
