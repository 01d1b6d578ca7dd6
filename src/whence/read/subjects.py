"""Sources that the network left out or took from an aside: the subject beside a cue, or that two cues share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from whence.read.act_words import says_or_thinks
from whence.read.clauses import main_verbs
from whence.read.relation import Relation
from whence.read.source_phrases import parse_phrase
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
_NO_SUBJECT = frozenset(
    """
    in on at when while if after before but and so as for not since until with by from of to during under over into
    there here now then yesterday today monday tuesday wednesday thursday friday saturday sunday asked what which
    """.split()
)
_HANGING = frozenset("and or but of for with the a an".split())
_MARKS = frozenset('“”"«»')
_BACK = 90  # code points before a cue in which its subject is sought
_BOUNDARY = re.compile(r"[,;:.?!”\"’)(“–—]\s+|\b(?:and|but|that|what|as|while|when|because|if)\s+")
_SPEAKERS = frozenset(("person", "body", "outlet", "document", "name"))
_LONGEST = 7  # words of a subject that is no bare name
_BESIDE_ONE = re.compile(
    r"(?:^|[;:.?!”\")]\s+)(?:[A-Z]\w+ly )?(?P<who>(?:[\w’'.-]+ ){0,6}[\w’'-]+, (?:[\w’'.-]+ ){0,7}[\w’'-]+),$"
)  # "its duty officer, Ana Torvik, | has told"
_ASIDE = re.compile(
    r"\s*(?P<who>[A-ZÀ-Þ][\w’'-]*(?: [\w’'-]+){0,6}), (?:\w+(?:ed|en|wn)|left|sent|kept|seen|made|put|brought|found)\b"
    r"[^.;:!?“”\"\n]{0,120}\bby "
)
_WHO = re.compile(r"\b(?P<who>who)(?: (?:also|then|later|earlier))?$")
_AGENT = re.compile(r"\bby (?:the )?\Z")  # "and verified by the Herald | showed"
_BROUGHT_TO = re.compile(
    r"\b(?:led|leads?|leading|brought|caused|prompted|forced|drove|allowed|enabled|helped)\s+"
    r"(?P<who>them|him|her|us|me|it)\s+(?:to\s+)?\Z"
)
_BEHIND = re.compile(
    r"\s+(?P<who>(?:[\w’'-]+ ){0,4}?[\w’'-]+)(?=[.,;:”\"\n]|$| (?:to|in|on|at|after|of|during|late|early|as|by)\b)"
)
_AHEAD = 60  # code points behind a cue in which its subject is sought where the content stands before it


def with_subjects(article: Article, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations, with a source for each active cue whose subject is plain to see."""
    out = list(relations)
    order = sorted((r.cue[0].start, i) for i, r in enumerate(out) if r.cue)
    for place, (start, i) in enumerate(order):
        if brought := _brought_to(article, out[i]):
            out[i] = replace(out[i], source=brought)
            continue
        if not _is_active(article, out[i]):
            continue
        if out[i].source:
            out[i] = replace(out[i], source=_around_aside(article, out[i]) or out[i].source)
            continue
        source = _before(article, out[i])
        if not source and place:
            source = _shared(article, out[order[place - 1][1]], start)
        out[i] = replace(out[i], source=source or _phrase_before(article, out[i]) or _behind(article, out[i]))
    return out


def _brought_to(article: Article, relation: Relation) -> Spans:
    """Who was brought to think something: "their readings led them | to conclude"."""
    start = relation.cue[0].start
    found = _BROUGHT_TO.search(article.text, max(0, start - _BACK), start)
    return (Span(*found.span("who")),) if found and says_or_thinks(article.text[slice(*relation.cue[0])]) else ()


def _is_active(article: Article, relation: Relation) -> bool:
    cue = article.text[slice(*relation.cue[0])]
    return cue[:1].islower() and says_or_thinks(cue) and _PASSIVE.match(cue) is None


def _around_aside(article: Article, relation: Relation) -> Spans:
    """The subject, where the source did something to it in an aside: "A copy, photographed by a tenant, says"."""
    cue, source = relation.cue[0], relation.source[-1]
    if article.text[source.end : cue.start].strip() != ",":
        return ()
    start = sentence_of(article, cue.start).start
    found = _ASIDE.fullmatch(article.text, start, source.start)
    return _free(relation, Span(*found.span("who")), article.text) if found else ()


def _before(article: Article, relation: Relation) -> Spans:
    """The name or the pronoun straight before the cue."""
    cue = relation.cue[0]
    start = max(sentence_of(article, cue.start).start, cue.start - _BACK)
    match = _SUBJECT.search(article.text[start : cue.start].rstrip())
    if match is None or match["who"].split()[0].lower() in _OPENER:
        return ()
    if _AGENT.search(article.text, start, start + match.start("who")):
        return ()
    span = Span(start + match.start("who"), start + match.end("who"))
    taken = any(s.start < span.end and span.start < s.end for s in (*relation.content, *relation.addressee))
    return () if taken else (span,)


def _phrase_before(article: Article, relation: Relation) -> Spans:
    """Whoever can speak and fills the clause up to the cue: "The harbour board", a name beside its role, "who"."""
    cue = relation.cue[0]
    start = sentence_of(article, cue.start).start
    before = article.text[max(start, cue.start - 2 * _BACK) : cue.start].rstrip()
    start = max(start, cue.start - 2 * _BACK)
    for shape in (_BESIDE_ONE, _WHO):
        if match := shape.search(before):
            return _free(relation, Span(start + match.start("who"), start + match.end("who")), article.text)
    begin = max((m.end() for m in _BOUNDARY.finditer(before)), default=0)
    return _free(relation, Span(start + begin, start + len(before)), article.text)


def _behind(article: Article, relation: Relation) -> Spans:
    """The subject behind a cue whose content stands before it: "…, say two drivers"."""
    cue = relation.cue[-1]
    if not relation.content or not 0 <= cue.start - relation.content[-1].end <= 3:  # a comma and a mark between
        return ()
    match = _BEHIND.match(article.text, cue.end, sentence_of(article, cue.start).end)
    return _free(relation, Span(*match.span("who")), article.text) if match else ()


def _free(relation: Relation, span: Span, text: str) -> Spans:
    """The span, if it names somebody who can speak, holds no verb, and is no other part of the relation."""
    words = text[span.start : span.end]
    if any(s.start < span.end and span.start < s.end for s in (*relation.content, *relation.addressee, *relation.cue)):
        return ()
    if words == "who":
        return (span,)
    some = words.lower().replace(",", " ").split()
    if not some or some[0] in _NO_SUBJECT or some[-1] in _HANGING or len(some) > 2 * _LONGEST or set(words) & _MARKS:
        return ()
    head = words.partition(",")[0]
    known = parse_phrase(words).kind in _SPEAKERS and len(head.split()) <= _LONGEST
    return (span,) if known and not main_verbs(text, *span) else ()


def _shared(article: Article, earlier: Relation, start: int) -> Spans:
    """The source of the cue before, where "and" joins this one to it: "denied it, and added that …"."""
    cue = earlier.cue[0]
    if block_of(article, cue.start) != block_of(article, start) or sentence_of(article, start).start > cue.start:
        return ()
    joined = _JOINED.search(article.text[cue.end : start].rstrip())
    before = all(s.end <= cue.start for s in earlier.source)
    return earlier.source if joined and before and _is_active(article, earlier) else ()
