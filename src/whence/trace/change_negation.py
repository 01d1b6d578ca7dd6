"""Whether a version says that something is so where the one that it follows says that it is not, or the reverse.

Only plain cases count: one version negates, the other does not at all, and the other still says the words that the
negation bears on. A lexical opposite ("passed", "failed") is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whence.link.units import Unit
from whence.read.act_words import DENIAL
from whence.records import Act, Change, ChangeKind, Span
from whence.trace.change_words import COMMON, Word, content_stems, plain, words_in

__all__ = ["negation_changes"]

_NEGATORS = frozenset("not no never none nobody nothing neither nor without cannot hardly".split())
_AFTER, _BEFORE = 4, 1  # words that say something, on either side of a negation, that it bears on
_KEPT = 0.4  # of them, that the other version must still say
_SHARED = 0.3  # of the words of the shorter version, that the other must have
_EMPHASIS = re.compile(
    r"\b(?:not only|not just|not merely|no doubt|no less than|no fewer than|no more than|no longer)\b"
)
_ANSWER = re.compile(r"[.,;:!]")
_NUMBER = re.compile(r"\s+[^\W\d]{0,3}-?\d")
_FAILED = re.compile(r"\b(?:fail(?:s|ed|ing)? to|den(?:y|ies|ied|ying))\b")


class _Negation(NamedTuple):
    """A negating word, the word that it negates, and all that it bears on; as stems."""

    span: Span
    first: str | None
    bears_on: frozenset[str]


def negation_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield the turning of a statement into its opposite."""
    before, after = _words(earlier), _words(later)
    one, two = _negations(earlier, before), _negations(later, after)
    if bool(one) == bool(two) or not _overlap(content_stems(before), content_stems(after)):
        return
    negated, other = (one, content_stems(after)) if one else (two, content_stems(before))
    turned = [negation for negation in negated if _still_said(negation, other)]
    if len(turned) != 1:
        return
    span = turned[0].span
    yield Change(
        kind=ChangeKind.negation_flipped,
        before=(span,) if one else earlier.statement.content,
        after=later.statement.content if one else (span,),
    )


def _words(unit: Unit) -> list[Word]:
    return words_in(unit.article, unit.statement.content)


def _negations(unit: Unit, words: Sequence[Word]) -> list[_Negation]:
    """The negations of a version; a cue that denies bears on the whole content."""
    text = plain(unit.article.text[words[0].span.start : words[-1].span.end]) if words else ""
    skipped = [m.span() for m in _EMPHASIS.finditer(text)]
    found = []
    for place, word in enumerate(words):
        at = word.span.start - words[0].span.start
        if any(a <= at < b for a, b in skipped):
            continue
        negates = word.text in _NEGATORS or word.text.endswith("n't")
        if negates and not _is_aside(unit.article.text, word):
            found.append(_negation(words, place))
    found += [
        _Negation(Span(words[0].span.start + m.start(), words[0].span.start + m.end()), None, content_stems(words))
        for m in _FAILED.finditer(text)
    ]
    cue = plain(" ".join(unit.article.text[s:e] for s, e in unit.statement.cue))
    if unit.statement.act is Act.denial and unit.statement.cue and DENIAL.search(cue):
        found.append(_Negation(unit.statement.cue[0], None, content_stems(words)))
    return found


def _is_aside(text: str, word: Word) -> bool:
    """Whether a negating word is an answer ("No. About sixty …"), or turns a number down for another."""
    answers = word.text == "no" and _ANSWER.match(text, word.span.end)
    return bool(answers or _NUMBER.match(text, word.span.end))


def _negation(words: Sequence[Word], place: int) -> _Negation:
    before = [w.stem for w in words[:place] if w.text not in COMMON][-_BEFORE:]
    after = [w.stem for w in words[place + 1 :] if w.text not in COMMON][:_AFTER]
    return _Negation(words[place].span, next(iter((*after, *before)), None), frozenset((*before, *after)))


def _still_said(negation: _Negation, other: frozenset[str]) -> bool:
    if not negation.bears_on or (negation.first is not None and negation.first not in other):
        return False
    return len(negation.bears_on & other) >= _KEPT * len(negation.bears_on)


def _overlap(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two) and len(one & two) >= _SHARED * min(len(one), len(two))
