"""When the entries of a live page were published: as the page declares it, as its elements say, or as it prints it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from whence.ingest.dates import parse_declared
from whence.ingest.entries import LEAST, Entries, Line, are_entries, holds_report, printed_entries
from whence.ingest.metadata import LiveUpdate
from whence.ingest.page_parts import Page
from whence.records import Moment, Precision, ReadFrom, Role

__all__ = ["read_entries"]

_WORD = re.compile(r"\w+")
_TELLING = 25  # characters of a line's words that are found again in a declared entry
_TIMED = ".//time[@datetime] | .//*[@itemprop='datePublished' and (@content or @datetime)]"
_ELSEWHERE = "boolean(ancestor::aside or ancestor::nav or ancestor::footer)"
_MOST = 20_000  # elements with a time, and so steps up the tree; no page has as many entries
_STEPS = 60  # up from a time: entries are not nested deeper in their list


def read_entries(
    page: Page,
    roles: Sequence[Role],
    updates: Sequence[LiveUpdate],
    *,
    published: Moment | None,
    updated: Moment | None,
) -> Entries:
    """Return the entries of a live page by the numbers of its lines; none of a page that is no list of entries.

    `updates` are those that the page declares (schema.org, LiveBlogPosting); else each entry's element holds an element
    with its time; else each stands below a printed time.
    """
    lines = [Line(role, line.text) for role, line in zip(roles, page.lines[: page.last + 1], strict=False)]
    times = _declared(lines, updates) if updates else {}
    times = times or _marked(page, lines, published)
    return Entries(times=times) if times else printed_entries(lines, published=published, updated=updated)


def _declared(lines: Sequence[Line], updates: Sequence[LiveUpdate]) -> Mapping[int, Moment]:
    """The times of lines from the first of an entry's declared words to the next entry's."""
    titles: defaultdict[str, set[Moment]] = defaultdict(set)
    for update in updates:
        titles[_words(update.title)].add(update.at)
    bodies = [(f" {_words(update.body)} ", update.at) for update in updates]
    found: dict[int, Moment] = {}
    for number, line in enumerate(lines):
        words = _words(line.text)
        if not words:
            continue
        moments = titles.get(words) or (
            {at for body, at in bodies if f" {words} " in body} if len(words) >= _TELLING else set()
        )
        if len(moments) == 1:
            (found[number],) = moments
    if len(set(found.values())) < 2:
        return {}
    times: dict[int, Moment] = {}
    now: Moment | None = None
    for number in range(len(lines)):
        if number in found and found[number] != now:
            now = found[number]
            above = number - 1
            while above >= 0 and (lines[above].heading or lines[above].role is Role.time) and above not in found:
                times[above] = now
                above -= 1
        if now is not None:
            times[number] = now
    return times


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _marked(page: Page, lines: Sequence[Line], published: Moment | None) -> Mapping[int, Moment]:
    """The times of lines whose entry's element holds an element with a time, of a list of such elements."""
    root = page.lines[0].element.getroottree().getroot() if page.lines else None
    if root is None or not lines:
        return {}
    stated = dict(_stated(root, page))
    if len(stated) < LEAST:
        return {}
    lists: defaultdict[HtmlElement, dict[HtmlElement, Moment]] = defaultdict(dict)
    for element, moment in stated.items():
        child = element
        for above in _above(element):
            lists[above].setdefault(child, moment)
            child = above
    # An element is an entry where it is one of several with a time in one list, and holds no such list itself.
    several = {holder for holder, entries in lists.items() if len(_with_prose(page, lines, entries)) > 1}
    entries = {
        child: moment
        for holder in several
        for child, moment in lists[holder].items()
        if child not in several and not any(inner in several for inner in child.iter())
    }
    times: dict[int, Moment] = {}
    for number, line in enumerate(page.lines[: len(lines)]):
        for element in (line.element, *line.element.iterancestors()):
            if element in entries:
                times[number] = entries[element]
                break
    dated = {times[n]: None for n in sorted(times) if lines[n].prose}
    if len(dated) < LEAST or not holds_report(lines, iter(times)) or not are_entries(list(dated), published):
        return {}
    return times


def _above(element: HtmlElement) -> Iterator[HtmlElement]:
    for step, above in enumerate(element.iterancestors()):
        if step >= _STEPS:
            return
        yield above


def _with_prose(page: Page, lines: Sequence[Line], entries: Mapping[HtmlElement, Moment]) -> set[HtmlElement]:
    """The elements that hold a paragraph of the report."""
    found = set()
    for number, line in enumerate(lines):
        if line.prose:
            element = page.lines[number].element
            found |= {one for one in (element, *element.iterancestors()) if one in entries}
    return found


def _stated(root: HtmlElement, page: Page) -> Iterator[tuple[HtmlElement, Moment]]:
    """The elements that state a time of day beside the report's words; a time inside a sentence is an event's."""
    told = {
        run
        for line in page.lines
        for start, end, run in line.runs
        if run.tag == "time" and end - start < len(line.text) / 2
    }
    for element in root.xpath(_TIMED)[:_MOST]:
        if element in told or element.xpath(_ELSEWHERE):
            continue
        value = element.get("datetime") or element.get("content") or ""
        moment = parse_declared(value, read_from=ReadFrom.meta)
        if moment is not None and moment.precision in (Precision.minute, Precision.second):
            yield element, moment
