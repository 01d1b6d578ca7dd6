"""Sources that the network left out: the subject that stands straight before a cue, or that two cues share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from whence.read.act_words import says_or_thinks
from whence.read.relation import Relation
from whence.read.wording import block_of, sentence_of
from whence.records import Article, Span, Spans

__all__ = ["with_subjects"]

_SUBJECT = re.compile(
    r"(?:^|[,;:.?!”\"’)]\s+|\b(?:and|but|that|what|as)\s+)"
    r"(?P<who>(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.? )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}|[Hh]e|[Ss]he"
    r"|[Tt]hey|[Ww]e|I|[Ii]t)$"
)
_JOINED = re.compile(r"\b(?:and|but|or)(?:\s+(?:then|also|later|has|have|had))?$|,\s+and\s+\w+ly$")
_PASSIVE = re.compile(
    r"(?:(?:is|are|was|were|be|been|being)\b|(?:has|have|had|will|would|can|could|may"
    r"|might)(?: \w+)? be(?:en)?\b|to\b|\w+ing\b)",
    re.IGNORECASE,
)
_OPENER = frozenset(
    "the a an this that these those in on at when while if after before but and so as for no not".split()
)
_BACK = 90  # code points before a cue in which its subject is sought


def with_subjects(article: Article, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations, with a source for each active cue whose subject is plain to see."""
    out = list(relations)
    order = sorted((r.cue[0].start, i) for i, r in enumerate(out) if r.cue)
    for place, (start, i) in enumerate(order):
        if out[i].source or not _is_active(article, out[i]):
            continue
        source = _before(article, out[i])
        if not source and place:
            source = _shared(article, out[order[place - 1][1]], start)
        out[i] = replace(out[i], source=source)
    return out


def _is_active(article: Article, relation: Relation) -> bool:
    cue = article.text[slice(*relation.cue[0])]
    return cue[:1].islower() and says_or_thinks(cue) and _PASSIVE.match(cue) is None


def _before(article: Article, relation: Relation) -> Spans:
    """The name or the pronoun straight before the cue."""
    cue = relation.cue[0]
    start = max(sentence_of(article, cue.start).start, cue.start - _BACK)
    match = _SUBJECT.search(article.text[start : cue.start].rstrip())
    if match is None or match["who"].split()[0].lower() in _OPENER:
        return ()
    span = Span(start + match.start("who"), start + match.end("who"))
    taken = any(s.start < span.end and span.start < s.end for s in (*relation.content, *relation.addressee))
    return () if taken else (span,)


def _shared(article: Article, earlier: Relation, start: int) -> Spans:
    """The source of the cue before, where "and" joins this one to it: "denied it, and added that …"."""
    cue = earlier.cue[0]
    if block_of(article, cue.start) != block_of(article, start) or sentence_of(article, start).start > cue.start:
        return ()
    joined = _JOINED.search(article.text[cue.end : start].rstrip())
    before = all(s.end <= cue.start for s in earlier.source)
    return earlier.source if joined and before and _is_active(article, earlier) else ()
