"""The visible lines of a page in reading order: a walk over the tree that keeps where each line stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

__all__ = ["Line", "Picture", "plain_words", "read_lines"]

_BLOCK = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section select summary "
    "table tbody "
    "tfoot thead tr ul caption noframes amp-ad search".split()
)
_UNSEEN = frozenset(
    "script style template noscript svg iframe object canvas math map datalist textarea input audio video title "
    "amp-analytics amp-state".split()
)
_PICTURE = frozenset({"img", "amp-img"})
_APART = frozenset("a button label time td th".split())
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_FOR_READERS = re.compile(
    r"(?<![\w-])(?:(?:u-)?(?:visually-?hidden|a11y-hidden)|sr-only|screen-reader(?:-text|-only)?|show-for-sr)(?![\w-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_REMEMBERED = 300  # characters of a line whose words are kept
_ASCII_WORD = re.compile("[a-z0-9]+")
_STOP = re.compile(r"[.!?…:;\"”»]\s*\Z")
_CELLS = frozenset({"td", "th"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BELOW = 4  # elements from a line up to its heading, both counted
_SHORT = 60  # a piece before a line break that is shorter than this is a line of its own


@dataclass(slots=True)
class Line:
    """One visible line. `runs` are the inline elements inside it and `links` its anchors, as ranges of `text`.

    `level` is 1 to 6 in a heading element, or at most three elements below one; 0 elsewhere.
    """

    text: str
    element: HtmlElement
    number: int
    runs: list[tuple[int, int, HtmlElement]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    level: int = 0

    @property
    def tag(self) -> str:
        """The name of the element that holds the line."""
        return str(self.element.tag)

    @property
    def linked(self) -> float:
        """The share of the line's characters that lie in links."""
        return sum(end - start for start, end, _ in self.links) / max(1, len(self.text))


@dataclass(slots=True)
class Picture:
    """A picture and the number of the line that follows it."""

    element: HtmlElement
    number: int


class _Block(NamedTuple):
    """An open block: its element and depth in the tree, and those of the heading that it is or stands in."""

    element: HtmlElement
    depth: int
    heading: int = 0
    level: int = 0


class _Walk:
    """Collects text into lines. White space folds to one space; a block's edge or a line break ends a line.

    A page has some thousand elements and a hundred lines, so most calls here find nothing to do, and say so first.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.lines: list[Line] = []
        self.pictures: list[Picture] = []
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._breaks = 0
        self._last: HtmlElement | None = None
        self._open: list[tuple[int, HtmlElement]] = []
        self._runs: list[tuple[int, int, HtmlElement]] = []
        self._blocks: list[_Block] = [_Block(tree, -1)]

    def element(self, element: HtmlElement, depth: int = 0) -> None:
        """Take in an element with all that stands in it, but not what follows it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _unseen(element, tag):
            return
        block, apart = tag in _BLOCK, tag == "br" or tag in _PICTURE
        if block:
            self._start_block(element, tag, depth)
        elif apart:
            self._start_apart(element, tag)
        else:
            self._start_inline(element, tag)
        if text := element.text:
            self._text(text)
        for child in element:
            self.element(child, depth + 1)
            if tail := child.tail:
                self._text(tail)
        if block:
            self.flush()
            self._blocks.pop()
        elif not apart:
            self._end_inline(element, tag)

    def _start_block(self, element: HtmlElement, tag: str, depth: int) -> None:
        self.flush()
        level = _LEVELS.get(tag, 0)
        above = self._blocks[-1]
        self._blocks.append(
            _Block(element, depth, depth, level) if level else above._replace(element=element, depth=depth)
        )

    def _start_apart(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            self._break()
        else:
            self.pictures.append(Picture(element, len(self.lines) + (1 if self._parts else 0)))

    def _start_inline(self, element: HtmlElement, tag: str) -> None:
        if self._last is not None and self._touches(element, tag, self._last):
            self._space = True
        self._open.append((self._length + (1 if self._space and self._length else 0), element))

    def _end_inline(self, element: HtmlElement, tag: str) -> None:
        start, opened = self._open.pop()
        if start < self._length:
            self._runs.append((start, self._length, opened))
        if tag in _CELLS:
            self._space = True
        self._last = element

    def _text(self, text: str) -> None:
        if text.isspace():
            self._space = True
            return
        if text.isascii():
            folded, leading, trailing = " ".join(text.split()), text[0].isspace(), text[-1].isspace()
        else:
            folded = _SPACE.sub(" ", text)
            leading, trailing = folded[0] == " ", folded[-1] == " "
            folded = folded.strip(" ")
        self._space = self._space or leading
        if not folded:
            return
        self._breaks, self._last = 0, None
        if self._space and self._length:
            self._parts.append(" ")
            self._length += 1
        self._parts.append(folded)
        self._length += len(folded)
        self._space = trailing

    def _touches(self, element: HtmlElement, tag: str, last: HtmlElement) -> bool:
        """Say whether two elements that a page shows apart stand side by side without a space in the markup."""
        if not self._length or self._space:
            return False
        apart = tag in _APART or last.tag in _APART
        return bool(apart or (tag == last.tag == "span" and element.get("class") and last.get("class")))

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks > 1 or self._length < _SHORT or _STOP.search(self._parts[-1][-4:]):
            self.flush()
        else:
            self._space = True

    def flush(self) -> None:
        """End the line, where there is one."""
        self._last, self._space = None, False
        length = self._length
        if not length:
            return
        block = self._blocks[-1]
        runs = self._runs + [(start, length, opened) for start, opened in self._open if start < length]
        links = [(s, e, href) for s, e, run in runs if run.tag == "a" and (href := run.get("href"))]
        level = block.level if block.depth - block.heading < _BELOW else 0
        self.lines.append(Line("".join(self._parts), block.element, len(self.lines), runs, links, level))
        self._parts, self._length, self._runs = [], 0, []
        self._open = [(0, opened) for _, opened in self._open]


def read_lines(tree: HtmlElement) -> tuple[list[Line], list[Picture]]:
    """Return the visible lines and the pictures of a page in reading order.

    The tree is no deeper than `page_tree` lets it be: it is walked by a function that calls itself.
    """
    walk = _Walk(tree)
    walk.element(tree)
    walk.flush()
    return walk.lines, walk.pictures


def plain_words(text: str) -> list[str]:
    """Return the words of a line of ASCII in lower case, not to be changed: the body and the headline ask for them."""
    return _short_words(text) if len(text) <= _REMEMBERED else _ASCII_WORD.findall(text.lower())


@lru_cache(4096)
def _short_words(text: str) -> list[str]:
    return _ASCII_WORD.findall(text.lower())


def _unseen(element: HtmlElement, tag: str) -> bool:
    style = element.get("style")
    if element.get("hidden") is not None or (style and _hides(style)):
        # A page that shows itself only once its scripts have run hides the article as well: that is its text.
        return not (tag in {"html", "body"} or element.xpath("boolean(.//h1 and .//p)"))
    name = element.get("class")
    return bool(name and tag != "h1" and _for_readers(name) and not element.xpath(".//h1"))


@lru_cache(4096)
def _for_readers(name: str) -> bool:
    """Whether the names of a class say that a line is read out rather than shown; pages repeat their names."""
    return _FOR_READERS.search(name) is not None


@lru_cache(4096)
def _hides(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None
