"""The visible lines of a page in reading order: a walk over the tree that keeps where each line stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

__all__ = ["Line", "Picture", "read_lines"]

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
    r"(?<![\w-])(?:visually-?hidden|sr-only|screen-reader(?:-text|-only)?|u-visuallyhidden|show-for-sr|a11y-hidden)(?![\w-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_STOP = re.compile(r"[.!?…:;\"”»]\s*\Z")
_SHORT = 60  # a piece before a line break that is shorter than this is a line of its own


@dataclass(slots=True)
class Line:
    """One visible line. `runs` are the inline elements inside it and `links` its anchors, as ranges of `text`."""

    text: str
    element: HtmlElement
    number: int
    runs: list[tuple[int, int, HtmlElement]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

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


class _Walk:
    """Collects text into lines. White space folds to one space; a block's edge or a line break ends a line."""

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
        self._blocks: list[HtmlElement] = [tree]

    def start(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK:
            self._flush()
            self._blocks.append(element)
        elif tag == "br":
            self._break()
        elif tag in _PICTURE:
            self.pictures.append(Picture(element, len(self.lines) + (1 if self._parts else 0)))
        else:
            if self._touches(element):
                self._space = True
            self._open.append((self._length + (1 if self._space and self._length else 0), element))

    def end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK:
            self._flush()
            if self._blocks:
                self._blocks.pop()
        elif tag != "br" and tag not in _PICTURE and self._open:
            start, opened = self._open.pop()
            if start < self._length:
                self._runs.append((start, self._length, opened))
            if tag in {"td", "th"}:
                self._space = True
            self._last = element

    def text(self, text: str | None) -> None:
        if not text:
            return
        folded = _SPACE.sub(" ", text)
        if folded[0] == " ":
            self._space = True
            folded = folded[1:]
        if not folded:
            return
        trailing = folded[-1] == " "
        folded = folded[:-1] if trailing else folded
        self._breaks, self._last = 0, None
        if self._space and self._length:
            self._parts.append(" ")
            self._length += 1
        self._parts.append(folded)
        self._length += len(folded)
        self._space = trailing

    def _touches(self, element: HtmlElement) -> bool:
        """Say whether two elements that a page shows apart stand side by side without a space in the markup."""
        last = self._last
        if last is None or not self._length or self._space:
            return False
        apart = element.tag in _APART or last.tag in _APART
        return bool(apart or (element.tag == last.tag == "span" and element.get("class") and last.get("class")))

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks > 1 or self._length < _SHORT or _STOP.search(self._parts[-1][-4:]):
            self._flush()
        else:
            self._space = True

    def _flush(self) -> None:
        self._last, self._space = None, False
        if self._length:
            text = "".join(self._parts)
            block = self._blocks[-1]
            runs = self._runs + [(start, self._length, opened) for start, opened in self._open if start < self._length]
            line = Line(text, block, len(self.lines), runs)
            line.links = [(s, e, href) for s, e, run in runs if run.tag == "a" and (href := run.get("href"))]
            self.lines.append(line)
        self._parts, self._length, self._runs = [], 0, []
        self._open = [(0, opened) for _, opened in self._open]

    def finish(self) -> None:
        self._flush()


def read_lines(tree: HtmlElement) -> tuple[list[Line], list[Picture]]:
    """Return the visible lines and the pictures of a page in reading order."""
    walk = _Walk(tree)
    events = etree.iterwalk(tree, events=("start", "end"))
    skipped = None
    for event, element in events:
        if event == "start":
            if not isinstance(element.tag, str) or _unseen(element):
                skipped = element
                events.skip_subtree()
                continue
            walk.start(element)
            walk.text(element.text)
            continue
        if element is skipped:
            skipped = None
        else:
            walk.end(element)
        if element is not tree:
            walk.text(element.tail)
    walk.finish()
    return walk.lines, walk.pictures


def _unseen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN:
        return True
    if not element.attrib:
        return False
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN_STYLE.search(style)):
        # A page that shows itself only once its scripts have run hides the article as well: that is its text.
        return not (element.tag in {"html", "body"} or element.xpath("boolean(.//h1 and .//p)"))
    name = element.get("class")
    return bool(name and element.tag != "h1" and _FOR_READERS.search(name) and not element.xpath(".//h1"))
