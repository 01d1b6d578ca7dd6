"""The pictures of a page with their captions and credits, kept apart from each other and from the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from whence.ingest import lines as grammar
from whence.ingest.capture_words import is_name_like
from whence.ingest.dates import contains_date
from whence.ingest.page_credits import LONGEST_CREDIT, split_label
from whence.ingest.page_lines import Line, Picture
from whence.ingest.page_marks import Mark
from whence.ingest.page_parts import Page
from whence.records import Image, Role, Span

__all__ = ["placed_images", "read_images", "sources_of"]

_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "data-img-url")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MOST_LINES = 3  # of a picture's words
_LONGEST_NAME = 60  # characters of a line that only names who made a picture
_LONGEST_LABEL = 20  # characters of a line that only opens a credit
_MOST_NAMES = 8  # words of a credit with a divider
_SMALL = frozenset({"cite", "small"})  # the elements that HTML has for a source and for a side remark
_UPWARDS = 6  # how far above a picture its caption's element may stand


@dataclass(slots=True)
class _Words:
    caption: Span | None = None
    credit: Span | None = None


def read_images(
    page: Page, roles: Sequence[Role], starts: Sequence[int], pictures: Sequence[Picture], *, base: str | None
) -> tuple[Image, ...]:
    """Return the article's pictures in reading order. `starts` gives each line's place in the article's text."""
    return tuple(image for _, image in placed_images(page, roles, starts, pictures, base=base))


def placed_images(
    page: Page,
    roles: Sequence[Role],
    starts: Sequence[int],
    pictures: Sequence[Picture],
    *,
    base: str | None,
    inside: bool = False,
) -> list[tuple[HtmlElement | None, Image]]:
    """Return the article's pictures with their elements, None for words without one.

    With `inside`, those that the page holds itself (`data:`) are among them also where they have no words.
    """
    shown = [
        n for n, role in enumerate(roles) if role is Role.caption or (role is Role.credit and _of_picture(page, n))
    ]
    free = dict.fromkeys(shown)
    out: list[tuple[int, HtmlElement | None, Image]] = []
    for picture in pictures:
        mine = _lines_of(picture, page, roles, free)
        if not mine and not _is_content(page, picture):
            continue
        url = _address(picture.element, base)
        words = _words(page, roles, starts, mine)
        for number in mine:
            free.pop(number, None)
        if url or mine or (inside and sources_of(picture.element)):
            alt = " ".join((picture.element.get("alt") or "").split()) or None
            image = Image(url=url, alt=alt, caption=words.caption, credit=words.credit)
            out.append((picture.number, picture.element, image))
    for mine in _groups(list(free), roles):
        words = _words(page, roles, starts, mine)
        out.append((mine[0], None, Image(caption=words.caption, credit=words.credit)))
    out.sort(key=lambda item: item[0])
    return [(element, image) for _, element, image in out]


def _of_picture(page: Page, number: int) -> bool:
    """Whether a credit is a picture's: one that says who reported and edited is the article's own."""
    return not grammar.is_signoff(page.lines[number].text)


def _lines_of(picture: Picture, page: Page, roles: Sequence[Role], free: dict[int, None]) -> list[int]:
    """Return the caption's and credit's lines that stand in the picture's own figure, or else right below it."""
    figure = _figure(picture.element)
    near = [n for n in range(picture.number - 4, picture.number + 12) if n in free]
    if figure is not None:
        inside = [n for n in near if figure in page.lines[n].element.iterancestors() or page.lines[n].element is figure]
        if inside:
            said = [n for n in inside if _is_said(page, n)][:_MOST_LINES]
            return sorted(said + [n for n in inside if n not in said][:_MOST_LINES]) if said else inside[:_MOST_LINES]
    if picture.number in free and _share_box(picture.element, page.lines[picture.number].element):
        both = (picture.number, picture.number + 1)
        return list(both) if both[1] in free and any(roles[n] is Role.credit for n in both) else [picture.number]
    return []


def _is_said(page: Page, number: int) -> bool:
    """Whether a line bears a caption's or a credit's name: beside such, other lines of a figure only serve it."""
    return bool(page.mark(page.lines[number]) & (Mark.caption | Mark.credit))


def _figure(element: HtmlElement) -> HtmlElement | None:
    at = element.getparent()
    for _ in range(_UPWARDS):
        if at is None:
            return None
        if at.tag == "figure":
            return at
        at = at.getparent()
    return None


def _share_box(picture: HtmlElement, line: HtmlElement) -> bool:
    above = set()
    at = picture.getparent()
    for _ in range(_UPWARDS):
        if at is None or at.tag in {"body", "html", "article", "main"}:
            break
        above.add(at)
        at = at.getparent()
    at = line
    for _ in range(_UPWARDS):
        if at in above:
            return True
        if at is None:
            return False
        at = at.getparent()
    return False


def _is_content(page: Page, picture: Picture) -> bool:
    """Say whether a picture without words stands in the article: beside its body and in no menu or box."""
    if not (page.headline if page.headline is not None else page.first) <= picture.number <= page.last:
        return False
    width = picture.element.get("width") or ""
    small = width.isdigit() and int(width[:6]) < 100
    unwanted = (
        Mark.nav | Mark.share | Mark.promo | Mark.footer | Mark.byline | Mark.author_box | Mark.comments | Mark.mast
    )
    return not small and not page.marks.of(picture.element) & unwanted


def sources_of(element: HtmlElement) -> tuple[str, ...]:
    """Return where a picture could be found, as its element names it: what is shown, what is loaded in its place."""
    found = [element.get(name) or "" for name in _SOURCES]
    found += [(element.get(name) or "").strip().split(",")[0].split(" ")[0] for name in _SETS]
    return tuple(dict.fromkeys(a.strip() for a in found if a.strip()))


def _address(element: HtmlElement, base: str | None) -> str | None:
    """Return the picture's address: what is shown, or what is loaded later in its place."""
    address = next((a for a in sources_of(element) if not a.startswith("data:")), None)
    if address is None:
        return None
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _groups(numbers: list[int], roles: Sequence[Role]) -> list[list[int]]:
    """Return runs of neighbouring lines, a new one at each caption after a credit or after another caption."""
    out: list[list[int]] = []
    for number in numbers:
        joins = out and number == out[-1][-1] + 1 and len(out[-1]) < 2
        if joins and Role.credit in {roles[number], roles[number - 1]}:
            out[-1].append(number)
        else:
            out.append([number])
    return out


def _words(page: Page, roles: Sequence[Role], starts: Sequence[int], numbers: Sequence[int]) -> _Words:
    words = _Words()
    said = [n for n in numbers if roles[n] is Role.credit or _is_said(page, n)]
    if not any(roles[n] is Role.caption for n in said):
        said = list(numbers)
    maker = _maker(page, roles, said)
    labelled = False
    for number in said:
        line, at = page.lines[number], starts[number]
        if len(said) > 1 and _is_bare_label(line.text):
            labelled = True
        elif labelled or roles[number] is Role.credit or number == maker:
            words.credit = words.credit or Span(at, at + len(line.text))
            labelled = False
        else:
            caption, credit = part_caption(page, line)
            if words.caption is None and caption is not None:
                words.caption = Span(at + caption.start, at + caption.end)
            if words.credit is None and credit is not None:
                words.credit = Span(at + credit.start, at + credit.end)
    return words


def _maker(page: Page, roles: Sequence[Role], numbers: Sequence[int]) -> int | None:
    """Return the line of a picture's words that only names its maker, where another says what is seen."""
    if len(numbers) != 2 or any(roles[n] is not Role.caption for n in numbers):
        return None
    named = [n for n in numbers if _is_maker_line(page.lines[n].text)]
    if len(named) != 1 or contains_date(page.lines[sum(numbers) - named[0]].text):
        return None
    return named[0]


def _is_maker_line(text: str) -> bool:
    """Whether a short line beside a caption is a name: of who made the picture, or who gave it."""
    named = len(text) <= _LONGEST_NAME and is_name_like(text, most=6) and text[-1] not in ".:"
    return named and not grammar.is_byline(text) and not contains_date(text)


def _is_bare_label(text: str) -> bool:
    """Whether a line is only what opens a credit ("Photo:", "("), while the name stands in the next."""
    if not any(map(str.isalnum, text)):
        return True
    return len(text) <= _LONGEST_LABEL and text[-1] in ":：" and split_label(text) is not None


def part_caption(page: Page, line: Line) -> tuple[Span | None, Span | None]:
    """Return the spans of the caption and of the credit within a line that may hold both."""
    for start, end, element in sorted(line.runs, key=lambda run: run[0] - run[1]):
        if end - start < len(line.text) and _is_credit_run(page, line, start, end, element):
            caption, credit = _beside(line.text, start, end)
            empty = credit is not None and not any(map(str.isalnum, line.text[credit.start : credit.end]))
            return caption, None if empty else credit
    parted = grammar.split_credit(line.text)
    if parted is not None:
        return parted
    return split_label(line.text) or (Span(0, len(line.text)), None)


def _is_credit_run(page: Page, line: Line, start: int, end: int, element: HtmlElement) -> bool:
    """Whether an inline element of a caption holds its credit: it is named so, or stands last and holds a name.

    A caption's author is the picture's. An element without such a name counts where it lies right behind another
    one, or behind the sentence's end, and names somebody.
    """
    marks = page.marks.own(element)
    if marks & Mark.credit:
        return True
    if not start or end < len(line.text):
        return False
    words = line.text[start:end]
    if marks & Mark.byline or element.tag in _SMALL:
        return len(words) <= LONGEST_CREDIT and not _is_sentence(words)
    if element.tag != "span" or not page.mark(line) & Mark.caption or not _lies_apart(line, start, element):
        return False
    divided = words[:1].isupper() and len(words.split()) <= _MOST_NAMES and _DIVIDED.search(words) is not None
    return _is_maker_line(words) or grammar.is_credit(words) or divided


def _lies_apart(line: Line, start: int, element: HtmlElement) -> bool:
    """Whether an element begins right behind another one, without words between them, or behind a sentence."""
    before = element.getprevious()
    beside = before is not None and isinstance(before.tag, str) and not (before.tail or "").strip()
    return beside or line.text[:start].rstrip()[-1:] in {".", "!", "?", "…", "”", '"', "»"}


def _is_sentence(words: str) -> bool:
    return len(words.split()) > 5 and words.rstrip()[-1:] in {".", "!", "?"}


def _beside(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """Return what a marked credit leaves of its line: the words before it, or else those after it.

    Words after it belong to it where others stand before it ("Photo by A. Roe /Wire via Agency").
    """
    opened = split_label(text[start:end])
    label = _LABEL.search(text[:start]) if opened is None or opened[0] is not None else None
    start = label.start() if label else start
    start += len(text[start:end]) - len(text[start:end].lstrip(" |/"))
    before = text[:start].rstrip(" |/–—•·-([")
    if before:
        return Span(0, len(before)), Span(start, len(text) if len(text) - start <= LONGEST_CREDIT else end)
    rest = len(text) - len(text[end:].lstrip(" |/–—•·-:"))
    return (Span(rest, len(text)) if rest < len(text) else None), Span(start, end)


_DIVIDED = re.compile(r"\w\s?/\s?\w|\s(?:via|through)\s")
_LABEL = re.compile(r"(?:photo|foto|picture|image|bild|credit|©)(?:graph)?(?:\sby)?\s?:?\s?\Z", re.IGNORECASE)
