"""The words of a relation as rules look at them: lower case, plain marks, and a little of the text around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from whence.read.relation import Relation
from whence.records import Article, Role, Span, Spans
from whence.text.quotes import Quotation, quotations
from whence.text.sentences import sentences

__all__ = [
    "after",
    "before",
    "block_of",
    "by_block",
    "found_words",
    "home",
    "hull",
    "meets",
    "merged",
    "overlaps",
    "plain",
    "plain_at",
    "quotations_near",
    "sentence_of",
    "sentences_in",
    "spaced",
    "words",
]

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\n": " ", "\t": " "}
_LONG = 20_000  # code points of a paragraph beyond which only the neighbourhood of a relation is looked at
_NEAR = 5_000
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Sen|Rep|Gov|Rev|Hon|St|Mt|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec|Inc|Ltd|Corp|Co|approx|est|Ave|Rd)|\b[A-Z]|\b[ap]\.m|\b(?:[A-Z]\.)+[A-Z])\.$"
)


def plain(text: str) -> str:
    """Lower-case text with typewriter marks; as long as the text where lower-casing keeps its length."""
    return _typed(text).lower()


def _typed(text: str) -> str:
    """Text with typewriter marks. A replacement costs a tenth of `str.translate`, which looks up each code point."""
    for printed, typed in _PLAIN.items():
        text = text.replace(printed, typed)
    return text


def plain_at(article: Article, start: int, end: int) -> str:
    """`plain` of a stretch of the text, with plain spaces for those that do not break."""
    return _typed_once(spaced(article.text))[start:end].lower()


_typed_once = lru_cache(maxsize=4)(_typed)  # for texts of articles, of which rules ask for many stretches


def words(article: Article, spans: Spans) -> str:
    """Return the plain words of the spans, joined by spaces."""
    if not spans:
        return ""
    known = _looked_up(article).words
    found = known.get(spans)
    if found is None:
        text = _typed_once(article.text)
        found = known[spans] = " ".join([text[start:end].lower() for start, end in spans]).strip()
    return found


@lru_cache(maxsize=4)
def spaced(text: str) -> str:
    """Return the text with plain spaces for those that do not break; as long as the text."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def before(article: Article, place: int, length: int = 60) -> str:
    """Up to `length` code points of the same line before `place`, as printed but with typewriter marks."""
    start = max(0, place - length)
    return _typed_once(article.text)[max(start, article.text.rfind("\n", start, place) + 1) : place]


def after(article: Article, place: int, length: int = 60) -> str:
    """Up to `length` code points of the same line after `place`, as printed but with typewriter marks."""
    end = article.text.find("\n", place, place + length)
    return _typed_once(article.text)[place : place + length if end < 0 else end]


def home(relation: Relation) -> Span:
    """Return the span that stands for the relation's place: its cue, else its content, else its source."""
    spans = relation.cue or relation.content or relation.source
    return spans[0] if spans else Span(0, 0)


def hull(spans: Spans) -> Span:
    """Return the smallest span that holds all of the spans; empty for none."""
    if not spans:
        return Span(0, 0)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def overlaps(a: Spans, b: Spans) -> bool:
    """Whether any span of one shares a code point with any of the other."""
    for start, end in a:
        for other in b:
            if start < other[1] and other[0] < end:
                return True
    return False


def block_of(article: Article, place: int) -> int:
    """Index of the block in which `place` lies, or of the last block that begins before it; -1 where there is none."""
    return bisect_right(_looked_up(article).starts, place) - 1


class _Lookups:
    """Where an article's blocks begin, and what was looked up in it."""

    __slots__ = ("article", "quotations", "sentences", "starts", "vocabularies", "words")

    def __init__(self, article: Article) -> None:
        self.article = article
        self.starts = [block.span.start for block in article.blocks]
        self.sentences: dict[int, Span] = {}
        self.quotations: dict[Span, tuple[Quotation, ...]] = {}
        self.words: dict[Spans, str] = {}
        self.vocabularies: dict[Span, frozenset[str]] = {}


# What was looked up in the last article: a dozen rules ask for the same, and an article's hash would cost more.
_last: list[_Lookups] = []


def _looked_up(article: Article) -> _Lookups:
    kept = _last[-1] if _last else None
    if kept is None or kept.article is not article:
        kept = _Lookups(article)
        _last[:] = [kept]
    return kept


def by_block(article: Article, spans: Iterable[Span]) -> dict[int, list[Span]]:
    """The spans by the index of their block, so that what can touch is found without looking at all of an article."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(block_of(article, span.start), []).append(span)
    return found


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches that the spans cover, in order and without overlap; those that touch are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def meets(covered: Sequence[Span], span: Span) -> bool:
    """Whether a span shares a code point with any of `covered`, which is as `merged` returns it; by bisection."""
    place = bisect_left(covered, span.end, key=attrgetter("start"))
    return place > 0 and covered[place - 1].end > span.start


def line_at(article: Article, place: int) -> Span:
    """Return the block at `place`, or the line of the text where there is none; a very long one is cut short."""
    index = block_of(article, place)
    if index >= 0 and place <= article.blocks[index].span.end:
        line = article.blocks[index].span
    else:
        start = article.text.rfind("\n", 0, place) + 1
        end = article.text.find("\n", place)
        line = Span(start, len(article.text) if end < 0 else end)
    if line.end - line.start <= _LONG:
        return line
    return Span(max(line.start, place - _NEAR), min(line.end, place + _NEAR))


def role_at(article: Article, place: int) -> Role | None:
    """Return the role of the block at `place`."""
    index = block_of(article, place)
    return article.blocks[index].role if index >= 0 and place <= article.blocks[index].span.end else None


def sentence_of(article: Article, place: int) -> Span:
    """Return the sentence in which `place` lies, within its line; abbreviations and initials do not end one."""
    known = _looked_up(article).sentences
    found = known.get(place)
    if found is None:
        found = known[place] = _sentence(article, place)
    return found


def _sentence(article: Article, place: int) -> Span:
    line = line_at(article, place)
    starts = _sentence_starts(article.text[line.start : line.end])
    i = bisect_right(starts, place - line.start) - 1
    end = starts[i + 1] if i + 1 < len(starts) else line.end - line.start
    return Span(line.start + starts[max(i, 0)], line.start + end)


def found_words(article: Article, span: Span) -> frozenset[str]:
    """Return the words of a sentence in lower case, in which the first of a pattern's are sought before the pattern."""
    known = _looked_up(article).vocabularies
    found = known.get(span)
    if found is None:
        found = known[span] = frozenset(_WORD.findall(article.text[span.start : span.end].lower()))
    return found


@lru_cache(maxsize=256)
def sentences_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """`sentences` of a stretch of an article, found once for all rules that go through them."""
    return tuple(sentences(text, start, end))


@lru_cache(maxsize=64)
def _sentence_starts(line: str) -> tuple[int, ...]:
    starts = [0]
    for stop in _STOP.finditer(line):
        if line[stop.start()] == "." and _ABBREVIATION.search(line, max(0, stop.start() - 12), stop.start() + 1):
            continue
        starts.append(stop.end())
    return tuple(starts)


def quotations_near(article: Article, place: int) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the line at `place`."""
    line = line_at(article, place)
    known = _looked_up(article).quotations
    found = known.get(line)
    if found is None:
        found = known[line] = tuple(quotations(article.text, *line))
    return found
