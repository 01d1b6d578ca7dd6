"""Quoted words of two versions laid side by side: what was cut off, and what was changed inside the marks.

What stands in a quotation is the speaker's own wording, so every changed word counts; what an outlet may do to one
without changing it does not: other marks and capitals, another spelling, a number in figures, words in brackets, a cue
in the middle, an ellipsis where something is left out (which cuts, but alters nothing).

Notes: the words are aligned by their longest common blocks, after Ratcliff and Metzener, "Pattern matching: the Gestalt
approach", Dr. Dobb's Journal, July 1988 (`difflib`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from whence.link.units import Unit
from whence.read.number_words import NUMBER_WORDS, number_of
from whence.read.wording import quotations_near, sentence_of
from whence.records import Article, Change, ChangeKind, Form, Span, Spans
from whence.text.quotes import quotations
from whence.trace.change_words import COMMON, plain, stem, words_in

__all__ = ["quote_changes"]

_NUMBER = rf"\b(?:{NUMBER_WORDS})(?:(?:[ -]|[ ]and[ ])(?:{NUMBER_WORDS}))*\b"
_TOKEN = re.compile(
    rf"\[[^\]\n]{{0,80}}\]|…|\.\s?\.\s?\.|(?P<number>{_NUMBER})|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*",
    re.IGNORECASE,
)
_GAP, _BRACKET = "…", "[]"
_SPELLINGS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"(?<=\w\w)is(e|ed|es|ing|ation|ations)$", r"iz\1"),
        (r"(?<=\w{3})our(s|ed|ing|able|ite|hood|ly)?$", r"or\1"),
        (r"(?<=\w\w[tb])re(s)?$", r"er\1"),
        (r"ll(ed|ing|er|ers)$", r"l\1"),
        (r"ence$", "ense"),
        (r"ogue(s)?$", r"og\1"),
        (r"amme(s)?$", r"am\1"),
        (r"(?<=\w)ae(?=\w{3})", "e"),
        (r"^whilst$", "while"),
        (r"^grey", "gray"),
        (r"^tyre(s)?$", r"tire\1"),
    )
)
_SHORT = tuple((re.compile(pattern), put) for pattern, put in (
    (r"^won't$", "will not"), (r"^can't$", "can not"), (r"^cannot$", "can not"), (r"n't$", " not"), (r"'re$", " are"),
    (r"'ve$", " have"), (r"'ll$", " will"), (r"'m$", " am"), (r"^(it|that|there|he|she|what|who)'s$", r"\1 is"),
))  # fmt: skip
_LONGEST = 2_000  # words of a quotation that are compared: alignment takes their square
_SAME_QUOTE = 0.3  # of the later one's words, from which the two are one quotation
_MOSTLY = 0.5  # of the later one's words, up to which what is missing was written anew and not cut
_LEAST_LOST = 2  # words that say something, which a fragment must have lost
_FRAGMENT_CARRIED = 0.6  # of the words around a fragment, that a version must tell in its own words


class _Token(NamedTuple):
    key: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Differences:
    """Runs of token numbers, earlier and later: what was cut at an end or an ellipsis, what was altered."""

    cut: tuple[tuple[int, int], ...]
    altered: tuple[tuple[int, int, int, int], ...]
    matched: int


def quote_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield what a quotation has lost and what is altered in it; nothing where one of the two does not quote."""
    one, two = _quoted(earlier), _quoted(later)
    if not one or not two:
        return
    found = _differences([t.key for t in one], [t.key for t in two])
    words = sum(t.key not in (_GAP, _BRACKET) for t in two)
    if found.matched < max(1, _SAME_QUOTE * words):
        return
    lost = [t for a, b in found.cut for t in one[a:b]]
    rewritten = bool(found.altered) and found.matched <= _MOSTLY * words
    if lost and not rewritten and not _is_told(later, lost):
        yield Change(
            kind=ChangeKind.quote_truncated,
            before=_hulls(one, found.cut),
            after=(Span(two[0].span.start, two[-1].span.end),),
        )
    if found.altered:
        yield Change(
            kind=ChangeKind.quote_altered,
            before=_hulls(one, [(a, b) for a, b, _, _ in found.altered]),
            after=_hulls(two, [(c, d) for _, _, c, d in found.altered]),
        )


def _quoted(unit: Unit) -> list[_Token]:
    """The words that the version quotes: all of a direct quotation, those between marks of a mixed one."""
    text = unit.article.text
    if unit.statement.form is Form.direct:
        spans: Spans = unit.statement.content
        if unit.statement.part_of is not None:
            spans = tuple(_whole_sentence(unit.article, span) for span in spans)
    elif unit.statement.form is Form.mixed:
        spans = _between_marks(text, unit.statement.content)
    else:
        return []
    return [token for start, end in spans for token in _tokens(text, start, end)][:_LONGEST]


def _whole_sentence(article: Article, part: Span) -> Span:
    """The quoted sentence of which a version has a part: what was said in one breath is cut if half of it is left."""
    sentence = sentence_of(article, part.start)
    for quotation in quotations_near(article, part.start):
        if quotation.outer.start <= part.start and part.end <= quotation.outer.end:
            start, end = max(sentence.start, quotation.inner.start), min(sentence.end, quotation.inner.end)
            return Span(min(start, part.start), max(end, part.end))
    return part


def _between_marks(text: str, content: Spans) -> Spans:
    found = []
    for start, end in content:
        line = text.rfind("\n", 0, start) + 1
        close = text.find("\n", end)
        for quotation in quotations(text, line, len(text) if close < 0 else close):
            a, b = max(start, quotation.inner.start), min(end, quotation.inner.end)
            if a < b:
                found.append(Span(a, b))
    return tuple(found)


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        span = Span(*match.span())
        if match.group()[0] == "[":
            yield _Token(_GAP if "…" in match.group() or ".." in match.group() else _BRACKET, span)
        elif match.group()[0] in "….":
            yield _Token(_GAP, span)
        elif match["number"] and (value := number_of(match["number"])) is not None:
            yield _Token("one" if value == 1 else f"{value:g}", span)
        else:
            for word in _spelt(plain(match.group())).split():
                yield _Token(word, span)


@lru_cache(maxsize=65536)
def _spelt(word: str) -> str:
    """One spelling for a word: American endings, short forms written out, figures without commas."""
    for pattern, put in _SHORT:
        word = pattern.sub(put, word)
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word.replace(",", "")


def _differences(one: Sequence[str], two: Sequence[str]) -> _Differences:
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    cut, altered, matched = [], [], 0
    for number, (tag, a, b, c, d) in enumerate(codes):
        put = [key for key in two[c:d] if key not in (_GAP, _BRACKET)]
        if tag == "equal":
            matched += b - a
        elif tag == "delete" or (not put and _GAP in two[c:d]):
            edge = number in (0, len(codes) - 1)
            (cut.append((a, b)) if edge or _GAP in two[c:d] else altered.append((a, b, c, d)))
        elif put:
            altered.append((a, b, c, d))
    return _Differences(cut=tuple(c for c in cut if c[0] < c[1]), altered=tuple(altered), matched=matched)


def _is_told(later: Unit, lost: Sequence[_Token]) -> bool:
    """Whether the version that quotes a fragment tells the rest in its own words."""
    if later.statement.form is Form.direct:
        return False
    said = {stem(t.key) for t in lost if t.key not in COMMON}
    if len(said) < _LEAST_LOST:
        return True
    told = {w.stem for w in words_in(later.article, later.statement.content)}
    return len(said & told) >= _FRAGMENT_CARRIED * len(said)


def _hulls(tokens: Sequence[_Token], runs: Sequence[tuple[int, int]]) -> Spans:
    return tuple(Span(tokens[a].span.start, tokens[b - 1].span.end) for a, b in runs if a < b)
