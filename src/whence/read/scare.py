"""Words in quotation marks that quote no source: scare quotes, titles of works, words used as words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.read.act_words import says_or_thinks
from whence.read.relation import Relation
from whence.read.wording import overlaps, quotations_near, words
from whence.records import Article, Span, Spans
from whence.text.quotes import Quotation

__all__ = ["is_own_word", "scare_quotes"]

_WORD = re.compile(r"\w[\w'’-]*")
_LONGEST = 3  # words of a scare quote in the outlet's own voice
_LONGEST_TITLE = 10
_NAMING = re.compile(
    r"(?:\bso[- ]called|\bknown as|\bcalled|\bdubbed|\bnicknamed|\b(?:en)?titled|\bheadlined|\bthe (?:words?"
    r"|terms?|phrase|label|name|slogan|nickname|hashtag)|\btermed|\bcodenamed|\bcode-named|\bbranded"
    r"|\b(?:book|novel|film|movie|song|album|play|opera|series|documentary|essay|poem|painting|exhibition"
    r"|programme|programs?|show|column|article|podcast|single|hit)) ?(?:the |an? )?$",
    re.IGNORECASE,
)
# Cues whose object somebody gives a word to: "called it “absurd”".
_CALLS = re.compile(r"\b(?:call|describ|brand|label|dub|term|characteri[sz]|decri|denounc|dismiss|ridicul|deem)\w*")
_SMALL = frozenset("a an and as at by for from in of on or the to with vs de la".split())


def scare_quotes(article: Article, span: Span, relations: Sequence[Relation]) -> Spans:
    """Return the quoted stretches in `span`, without their marks, that are not the words of a source.

    In the outlet's own voice these are stretches of one to three words; inside what a source is said to have said,
    single words. Everywhere: what follows "so-called", "known as" and the like, and titles of works.
    """
    found: list[Span] = []
    for place in _lines(article, span):
        for quotation in quotations_near(article, place):
            inner = quotation.inner
            inside = span.start <= inner.start and inner.end <= span.end
            if inside and inner not in found and _is_scare(article, quotation, relations):
                found.append(inner)
    return tuple(found)


def _lines(article: Article, span: Span) -> list[int]:
    """Return a place in each line that the span touches."""
    places = [span.start]
    at = article.text.find("\n", span.start, span.end)
    while at >= 0:
        places.append(at + 1)
        at = article.text.find("\n", at + 1, span.end)
    return places


def _is_scare(article: Article, quotation: Quotation, relations: Sequence[Relation]) -> bool:
    inner = quotation.inner
    count = len(_WORD.findall(article.text, inner.start, inner.end))
    if not quotation.closed or count == 0:
        return False
    holders = [r for r in relations if overlaps(r.content, (inner,))]
    if any(_fills(r, quotation) or is_own_word(article, r, quotation) for r in holders):
        return False  # the source's own words
    named = bool(_NAMING.search(article.text[max(0, quotation.outer.start - 40) : quotation.outer.start]))
    if named and count <= _LONGEST_TITLE:
        return True
    if 2 <= count <= _LONGEST_TITLE and _is_title(article.text[inner.start : inner.end]):
        return not holders or named
    return count <= (1 if holders else _LONGEST)


def _fills(relation: Relation, quotation: Quotation) -> bool:
    """Whether one of the content's runs lies wholly in the marks."""
    outer = quotation.outer
    return any(outer.start <= run.start and run.end <= outer.end for run in relation.content)


def is_own_word(article: Article, relation: Relation, quotation: Quotation) -> bool:
    """Whether a lone word in marks is what the source said: the last word behind "said", or what a thing was called."""
    outer = quotation.outer
    if not relation.cue or outer.start < relation.cue[-1].end or not overlaps(relation.content, (outer,)):
        return False
    cue = words(article, relation.cue)
    if _CALLS.search(cue):
        return True
    ends = any(run.start < outer.start and 0 <= run.end - outer.end <= 1 for run in relation.content)
    return ends and says_or_thinks(cue)


def _is_title(words: str) -> bool:
    found = _WORD.findall(words)
    return (
        all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in found) and sum(w[0].isupper() for w in found) >= 2
    )
