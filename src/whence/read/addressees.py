"""To whom a statement is said to have been made."""

from __future__ import annotations

import re
from itertools import pairwise

from whence.read.act_words import says_or_thinks
from whence.read.relation import Relation
from whence.read.wording import found_words, overlaps, plain, plain_at, sentence_of, spaced
from whence.records import Article, Span, Spans

__all__ = ["NAME_PART", "TOLD", "addressee_of"]

_TAKES_ONE = re.compile(
    r"\b(?:tell|tells|told|telling|asks?|asked|asking|urg(?:e|es|ed|ing)|order(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|remind(?:s|ed|ing)?|assur(?:e|es|ed|ing)"
    r"|inform(?:s|ed|ing)?|advis(?:e|es|ed|ing)|instruct(?:s|ed|ing)?|beg(?:s|ged|ging)?|implor(?:e|es|ed|ing)"
    r"|command(?:s|ed|ing)?|brief(?:s|ed|ing)|notif(?:y|ies|ied)"
    r"|call(?:s|ed|ing)? (?:on|upon)|appeal(?:s|ed|ing)? to|spoke to|speaking to|wrote to|writing to|said to"
    r"|saying to|explain(?:s|ed) to|thank(?:s|ed)|invit(?:e|es|ed)"
    r"|request(?:s|ed)|direct(?:s|ed)|forb(?:ids|ade)|encourag(?:e|es|ed)|taught|confirmed to|admitted to"
    r"|complained to|e-?mailed|texted|addressed)$"
)
TOLD = frozenset(
    "told asked informed ordered advised urged forbidden warned reminded assured instructed notified invited"
    " briefed".split()
)
"""Participles of a passive whose subject is who was told."""
_PASSIVE = re.compile(rf"\b(?:is|are|was|were|be|been|being|'re) (?:requested|{'|'.join(sorted(TOLD))})\b")
_SUBJECT = re.compile(
    r"(?:^|[,;:—–\"“'‘(] ?|\b(?:that|and|but|when|after|before|because|while|as|where|which"
    r"|if) )([^,;:—–\"“”()]{1,90}?)\s*$"
)
_TO = re.compile(
    r" to (?=(?:me|us|you|him|her|them|the|an?|his|our|my|its|their|this|that|all|reporters|journalists|staff"
    r"|residents|families|voters|customers)\b|[A-Z])"
)
_NEEDS_CLAUSE = re.compile(
    r"\b(?:asks?|asked|asking|warn(?:s|ed|ing)?|order(?:s|ed|ing)?|request(?:s|ed)|direct(?:s|ed)|addressed)$"
)
_BESIDE = re.compile(
    r"\b(?:in (?:an?|the|his|her|their|its|another|a recent|a brief)(?: \w+){0,3} (?:interview|statement|letter"
    r"|e-?mail|message|note|speech|address|memo|reply|written answer|phone call|telephone call|call)"
    r" (?:with|to|on|for|by)|speaking (?:to|with)|talking to|in (?:remarks|comments|testimony|evidence|a reply"
    r"|an address) to|in conversation with|addressing|when he spoke to|when she spoke to) "
)
# Every match of it holds one of these words.
_BESIDE_WORDS = frozenset(
    "interview statement letter email mail message note speech address memo reply answer call speaking talking remarks"
    " comments testimony evidence conversation addressing spoke".split()
)
_OBJECT = re.compile(
    r"(?P<np>(?:(?!(?:that|to|if|whether|how|what|why|when|where|who|on|after|before|during|at|about|by|via|over"
    r"|as|yesterday|today|tomorrow|not|against|earlier|later|last|late|early|while|because)\b)"
    r"[\w&'’.-]+(?:, (?=(?:the|an?|his|her)\b)|[ ])?){1,12})"
)
NAME_PART = r"(?:[\w&’'-]|\.(?=\w))*"
"""What a word of a name has behind its first letter, as a pattern: a stop inside ("J.K"), and none at its end."""
_NAME = re.compile(rf" [A-ZÀ-Þ]{NAME_PART}(?: (?:of |the )*[A-ZÀ-Þ0-9]{NAME_PART}){{0,4}}")
# "BBC | Radio 4": what goes on behind a broadcaster's name.
_STATION = re.compile(
    r" (?:(?:Radio|TV|World|News|Channel) )*(?:\d{1,2}\b(?: Live)?|Radio\b|TV\b|News\b|World Service\b)"
)
_AIRED = frozenset("bbc radio channel tv itv rte nrk svt france kanal sky".split())
_NEWS = frozenset("agency newspaper paper daily weekly magazine site website broadcaster station channel".split())
_TRAIL = re.compile(r"[\s,:;.\"'“”‘’—–-]+$|\s(?:that|in an?|in the|in|and|for)$")
_WORD = re.compile(r"[\w’'-]+")
_TELLS = re.compile(r"[a-z]+ed|said|says|told|tells|wrote|writes|thought|thinks|knew|felt")
_DETERMINERS = frozenset("the a an his her its their our my your who which that and or most more".split())
_NOBODY = re.compile(r"^(?:have|has|had|it|that|this|so|for|of|into|lies?|the truth|stories|nothing|more|\w+ly)\b")
_CLAUSE = re.compile(
    r"[\s,:]*(?:[\"'“‘]|that\b|to\b|if\b|whether\b|how\b|what\b|why\b|when\b|where\b|who\b|not\b|about\b|for\b"
    r"|against\b)"
)


def addressee_of(article: Article, relation: Relation) -> Spans:
    """Return the addressee: the network's if it found one, else what rules find beside the cue.

    A rule takes the object of "told", "asked", "urged" and the like, else the object of "in an interview with",
    "speaking to" in the cue's sentence.
    """
    if relation.addressee or not relation.cue:
        return _with_its_name(article, relation)
    found = _object(article, relation) or _subject(article, relation) or _beside(article, relation)
    return (found,) if found is not None else ()


def _before_cue(article: Article, span: Span) -> Span:
    """The words of an addressee before a verb of saying that is no part of it: "Radio Norvik | warned"."""
    words = list(_WORD.finditer(article.text, *span))
    for before, word in pairwise(words):
        if _TELLS.fullmatch(word[0]) and before[0].lower() not in _DETERMINERS and says_or_thinks(word[0]):
            return Span(span.start, before.end())
    return span


def _with_its_name(article: Article, relation: Relation) -> Spans:
    """Return the network's addressee, which can end before a name or in it ("told the agency Harbourwire that …")."""
    if not relation.addressee:
        return ()
    *before, last = (_before_cue(article, span) for span in relation.addressee)
    noun = article.text[last.start : last.end].rpartition(" ")[2]
    name = _NAME.match(article.text, last.end)
    numbered = _STATION.match(article.text, last.end) if noun.lower() in _AIRED else None
    if numbered and not overlaps((Span(last.start, numbered.end()),), relation.content):
        return (*before, Span(last.start, numbered.end()))
    cut = noun in _NEWS or noun == "&" or (noun[:1].isupper() and last.end - last.start > len(noun))
    if not cut or name is None:
        return (*before, last)
    wider = Span(last.start, name.end())
    taken = relation.content + relation.source + relation.cue
    return (*before, last) if overlaps((wider,), taken) else (*before, wider)


def _object(article: Article, relation: Relation) -> Span | None:
    for cue in relation.cue:
        to = _TO.match(spaced(article.text), cue.end)
        if to and not overlaps((Span(to.end(), to.end() + 1),), relation.content):
            return _phrase(article, relation, to.end() - 1)
        if not _TAKES_ONE.search(plain_at(article, max(cue.start, cue.end - 40), cue.end)):
            continue
        span = _phrase(article, relation, cue.end)
        if (
            span is None
            or _PASSIVE.search(plain_at(article, cue.start, cue.end))
            or _NOBODY.match(plain_at(article, span.start, span.end))
        ):
            continue
        needs = _NEEDS_CLAUSE.search(plain_at(article, cue.start, cue.end))
        if needs and not _CLAUSE.match(plain_at(article, span.end, span.end + 24)):
            continue
        return span
    return None


def _subject(article: Article, relation: Relation) -> Span | None:
    """Read "Residents were told to leave": the subject of the passive, where nobody else is the source."""
    cue = relation.cue[0]
    if relation.source or not _PASSIVE.search(plain(spaced(article.text)[cue.start : relation.cue[-1].end])):
        return None
    start = max(sentence_of(article, cue.start).start, cue.start - 120)
    found = _SUBJECT.search(spaced(article.text)[start : cue.start])
    if found is None:
        return None
    span = Span(start + found.start(1), start + found.end(1))
    return None if plain(found[1]) in {"it", "there", "this", "that"} else span


def _beside(article: Article, relation: Relation) -> Span | None:
    sentence = sentence_of(article, relation.cue[0].start)
    if _BESIDE_WORDS.isdisjoint(found_words(article, sentence)):
        return None
    end = min(sentence.end, sentence.start + 1500)
    for match in _BESIDE.finditer(spaced(article.text), sentence.start, end):
        place = Span(*match.span())
        if not overlaps((place,), relation.content):
            return _phrase(article, relation, match.end() - 1)
    return None


def _phrase(article: Article, relation: Relation, at: int) -> Span | None:
    """Return the noun phrase after `at`, up to the content, a mark, or a word that begins something else."""
    sentence = sentence_of(article, at)
    limits = [s.start for spans in (relation.content, relation.source) for s in spans if s.start > at]
    stop = min([sentence.end, at + 120, *limits])
    start = at
    while start < stop and spaced(article.text)[start].isspace():
        start += 1
    found = _OBJECT.match(spaced(article.text), start, stop)
    if found is None or start == at:
        return None
    end = start + len(found["np"])
    while trail := _TRAIL.search(spaced(article.text)[start:end]):
        end = start + trail.start()
    span = _before_cue(article, Span(start, end))
    return span if end > start and not overlaps((span,), relation.content + relation.source + relation.cue) else None
