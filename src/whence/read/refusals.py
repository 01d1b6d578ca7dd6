"""Refusals that nobody introduces: "The ministry did not reply." A content is often missing, and so the network's hold.

News says a refusal in few ways, and PolNeAR, from which the network learnt most, labels only those with a topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.read.relation import Relation
from whence.read.wording import by_block
from whence.records import Article, Role, Span
from whence.text.sentences import sentences

__all__ = ["missed_refusals"]

_ROLES = frozenset({Role.paragraph, Role.caption, Role.subhead, Role.headline})
_LATER = r"(?:\s+(?:immediately|yet|publicly|further|directly))?"
_NOT = r"(?:did|does|has|have|had|do|would|will|could)(?:\s+not|n[’']t)"
_REFUSAL = re.compile(
    rf"\b(?:(?:has|have|had)\s+)?(?:declined|refused|declines|refuses)\s+(?:to\s+(?:comment|speak|answer|elaborate|reply)|comment)\b"
    rf"|\b{_NOT}{_LATER}\s+(?:respond|reply|responded|replied|comment|answered|answer\s+(?:calls|questions|messages|emails)"
    rf"|return(?:ed)?\s+(?:calls|messages|a\s+call))\b"
    r"|\bcould\s+not\s+(?:immediately\s+)?be\s+(?:reached|contacted)\b"
    r"|\bwould\s+(?:not|say\s+no)\s+(?:comment|speak|elaborate|more)\b"
    r"|\bhad\s+no\s+(?:immediate\s+|further\s+)?comment\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\s+(?:about|on|to)\s+(?P<topic>[^.;,!?\n]{3,160})")
_SUBJECT = re.compile(
    r"(?:^|[,;:–—]\s+|\b(?:and|but|while|though|because)\s+)(?P<who>(?!(?:and|but)\b)[^,;:–—“”\"]{2,90})$"
)
_LONGEST = 12  # words of a subject


def missed_refusals(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each plain refusal of the story that touches no cue and stands in nobody's content."""
    held = by_block(article, (span for r in relations for span in (*r.cue, *r.content)))
    made: list[Relation] = []
    for number, block in enumerate(article.blocks):
        if block.role not in _ROLES or not _REFUSAL.search(article.text, *block.span):
            continue
        for sentence in sentences(article.text, *block.span):
            match = _REFUSAL.search(article.text, *sentence)
            if match and not any(s.start < match.end() and match.start() < s.end for s in held.get(number, ())):
                made.append(_refusal(article.text, sentence, Span(*match.span()), number))
    return made


def _refusal(text: str, sentence: Span, cue: Span, block: int) -> Relation:
    before = text[sentence.start : cue.start].rstrip()
    subject = _SUBJECT.search(before[-200:])
    source: tuple[Span, ...] = ()
    if subject and len(subject["who"].split()) <= _LONGEST:
        end = sentence.start + len(before)
        source = (Span(end - len(subject["who"]), end),)
    topic = _TOPIC.match(text, cue.end, sentence.end)
    content = (Span(*topic.span("topic")),) if topic else ()
    return Relation(content=content, source=source, cue=(cue,), block=block, confidence=0.7)
