"""The evidence that a statement is said to lean on: a report, data, a video, a photograph, a document, a link."""

from __future__ import annotations

import re

from whence.read.pictures import shown_in
from whence.read.relation import Relation
from whence.read.wording import found_words, overlaps, plain, sentence_of, spaced, words
from whence.records import Article, Span, Spans

__all__ = ["evidence_of"]

_NOUN = (
    r"(?:documents?|records?|data|figures|statistics|videos?|footage|clips?|photographs?|photos?|pictures?|images?"
    r"|imagery|recordings?|audio|tapes?|transcripts?|e-?mails?|memos?|memorandum"
    r"|letters?|logs?|log ?books?|files?|reports?|stud(?:y|ies)|surveys?|polls?|analysis|audits?|readings"
    r"|measurements?|instruments?|samples?|tests?|screenshots?|filings?|court papers|minutes|papers?"
    r"|invoices|receipts|radar|satellite|messages|notes?|notice|contracts?|accounts|registers?|maps?|results"
    r"|autops(?:y|ies)|post-mortem|x-rays?|evidence|testimony|intelligence|database|dossier|census|inspection)"
)
_NP = (
    rf"(?P<np>(?:(?:an?|the|its|his|her|their|this|these|those|some|new|several|two"
    rf"|three)[ ])?(?:[\w'’-]+[ ]){{0,5}}?{_NOUN}\b(?:[ ]{_NOUN}\b){{0,3}}(?:[ ](?:of|from|by|in|on"
    rf"|dated)[ ](?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)(?:(?:the|an?|its|his|her"
    rf"|their)[ ])?[\w'’-]+){{0,2}})"
)
_LEANS = re.compile(
    rf"""\b(?:citing|cit(?:es|ed)|quoting|based[ ]on|based[ ](?:its|his|her|their)[ ]\w+[ ]on|bas(?:es
      |ing)[ ]\w+[ ]on|drawing[ ]on|on[ ]the[ ](?:basis|strength|evidence)[ ]of|backed[ ](?:up[ ])?by|supported[ ]by
      |point(?:s|ed|ing)[ ]to
        |referr(?:ed|ing)[ ]to|with[ ]reference[ ]to|produc(?:ed|ing)|show(?:ed|ing)[ ](?:us|reporters
          |the[ ]\w+)|(?:has|have|had|having|who)[ ](?:seen|read|reviewed|examined|studied|analy[sz]ed|obtained
          |inspected|viewed)
        |(?:examined|reviewed|analy[sz]ed|studied)|according[ ]to|shared|leaked|holding[ ]up|brandishing)[ ]{_NP}""",
    re.VERBOSE | re.IGNORECASE,
)
# Every match of it holds one of these words.
_LEANING = frozenset(
    "citing cites cited quoting based bases basing drawing basis strength evidence backed supported points pointed"
    " pointing referred referring reference produced producing showed showing seen read reviewed examined studied"
    " analyzed analysed obtained inspected viewed according shared leaked holding brandishing".split()
)
_SHOWS = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?|captur(?:es|ed)|depict(?:s|ed)|record(?:s|ed)|indicat(?:es|ed)|suggest(?:s|ed)"
    r"|register(?:s|ed)|confirm(?:s|ed)|reveal(?:s|ed))\b"
)
_SHOWER = re.compile(rf"\b{_NOUN}\b")
_PICTURED = re.compile(
    r"\b(?:videos?|footage|clips?|photographs?|photos?|pictures?|images?|imagery|recordings?|data|figures|records"
    r"|readings|measurements?|instruments?|radar|satellite|samples?|tests?|results)\b"
)


def evidence_of(article: Article, relation: Relation) -> Spans:
    """Return the spans of the evidence: the network's if it found some, else what rules find in the cue's sentence.

    A source that shows something by itself ("video showed", "the readings indicated") is its own evidence, so is a
    picture of which the outlet itself says what it shows, and
    the anchor of a hyperlink that lies in the statement's content or attributing words.
    """
    if relation.evidence:
        return relation.evidence
    if not relation.cue and len(relation.content) == 1 and (picture := shown_in(article, relation.content[0])):
        return (picture,)
    found = dict.fromkeys([*_leans_on(article, relation), *_shows(article, relation), *_links(article, relation)])
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not overlaps((span,), tuple(kept)):
            kept.append(span)
    return tuple(kept)


def _leans_on(article: Article, relation: Relation) -> list[Span]:
    if not relation.cue:
        return []
    sentence = sentence_of(article, relation.cue[0].start)
    if _LEANING.isdisjoint(found_words(article, sentence)):
        return []
    end = min(sentence.end, sentence.start + 1500)
    found = [Span(*m.span("np")) for m in _LEANS.finditer(spaced(article.text), sentence.start, end)]
    return [s for s in found if not any(x.start <= s.start and s.end == x.end for x in relation.source)]


def _shows(article: Article, relation: Relation) -> list[Span]:
    source = words(article, relation.source)
    if not _SHOWS.search(words(article, relation.cue)) or not _PICTURED.search(source):
        return []
    return [s for s in relation.source if _SHOWER.search(plain(spaced(article.text)[s.start : s.end]))]


def _links(article: Article, relation: Relation) -> list[Span]:
    runs = relation.content + relation.cue + relation.source
    return [
        link.anchor for link in article.links if link.anchor.end > link.anchor.start and overlaps((link.anchor,), runs)
    ]
