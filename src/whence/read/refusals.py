"""Refusals that nobody introduces: "The ministry did not reply." A content is often missing, and so the network's hold.

News says a refusal in few ways, and PolNeAR, from which the network learnt most, labels only those with a topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.read.relation import Relation
from whence.read.source_relatives import antecedent
from whence.read.wording import by_block, sentences_in
from whence.records import Act, Article, Role, Span, Spans
from whence.text.signs import holds

__all__ = ["missed_refusals"]

_ROLES = frozenset({Role.paragraph, Role.caption, Role.subhead, Role.headline})
_LATER = r"(?:\s+(?:immediately|yet|publicly|further|directly|ever|even|\w+ly))?"
_NOT = r"(?:(?:did|does|has|have|had|do|would|will|could)(?:\s+not|n[’']t|\s+never)|(?:has|have|had)\s+never|won[’']t)"
_WILL_NOT = r"(?:would|will)(?:\s+not|n[’']t)|won[’']t"
_ASKED = r"(?:why|when|where|who|whom|whose|what|which|how|whether|if|more\b|anything)\b"
_SILENT = (
    r"(?:comment|speak|talk|answer|elaborate|reply|respond|discuss|disclose|reveal|name|identify|specify"
    r"|say|give|provide|release|share|publish|hand\s+over|explain|confirm\s+or\s+deny|be\s+(?:drawn"
    r"|interviewed|quoted))"
)
_NAMELESS = (
    r"(?:(?:his|her|its|their|any|a|an|the|further|more|other)\s+)?(?:names?|reasons?|details?|figures?"
    r"|numbers?|explanations?|interviews?|comment)\b"
)
_REFUSAL = re.compile(
    rf"\b(?:(?:has|have|had)\s+)?(?:repeatedly\s+)?(?:declined|refused|declines|refuses|is\s+declining|are\s+refusing)\s+(?:to\s+{_SILENT}|comment)\b"
    rf"|\b{_NOT}{_LATER}\s+(?:respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?|answer(?:ed)?(?:\s+(?:calls|questions|messages|emails|requests)(?:\s+(?:for|seeking)\s+comment)?)?"
    rf"|return(?:ed)?\s+(?:calls|messages|a\s+call|requests)|elaborate|disclose[ds]?|specif(?:y|ied))\b"
    rf"|\b{_NOT}{_LATER}\s+(?:say|said|saying|tell|told|explain(?:ed)?)(?=\s+{_ASKED})"
    rf"|\b{_NOT}{_LATER}\s+(?:give|gave|given|offer|provide)(?=\s+{_NAMELESS})"
    rf"|\b(?:did|does|do|has|have)(?:\s+not|n[’']t){_LATER}\s+(?:name|named|identify|identified|print|publish)(?=\s+(?:the|his|her|their|its|him|them|any|an?|guesses)\b)"
    rf"|\b(?:did|does|do)(?:\s+not|n[’']t)\s+(?:wish|want|care)\s+to\s+(?:speak|talk|comment|discuss|answer|elaborate)\b"
    rf"|\b(?:{_WILL_NOT})\s+(?:comment|speak|talk|elaborate|more|discuss|disclose|name|identify|specify|answer|respond|reply|release|provide|hand\s+over|say|be\s+drawn|confirm\s+or\s+deny|guess|speculate|prejudge)\b"
    rf"|\bwould\s+say\s+(?:no\s+more|nothing|little)\b"
    rf"|\b(?:is|are)\s+not\s+(?:naming|identifying|printing|publishing|disclosing|commenting|discussing)\b"
    rf"|\bcould\s+not\s+(?:immediately\s+)?be\s+(?:immediately\s+)?(?:reached|contacted)\b"
    rf"|\b(?:was|were|is|are)\s+(?:not\s+(?:immediately\s+)?available|unavailable)\s+(?:for\s+comment|to\s+comment)\b"
    rf"|\b(?:had|have|has|made|offered|gave)\s+no\s+(?:immediate\s+|further\s+|public\s+)?(?:comment|reply|response|answer)\b"
    rf"|\bgave\s+no\s+(?:reasons?|details?|explanation|figures?)\b"
    rf"|\bhad\s+no\s+time\s+for\s+(?:questions|comment)\b"
    rf"|\brefrain(?:s|ed)?\s+from\s+(?:comment(?:s|ing)?|speaking|discussing)\b"
    rf"|\b(?:remain(?:s|ed)|stay(?:s|ed)|kept|keeps|(?:is|was|are|were)\s+keeping)\s+(?:silent|tight-lipped|mum"
    rf"|sc?htum)\b"
    rf"|\b(?:is|was|are|were)\s+tight-lipped\b"
    rf"|(?<!was\s)(?<!were\s)(?<!been\s)(?<!be\s)\bhung\s+up(?=[.,;])"
    rf"|\bput\s+down\s+the\s+(?:receiver|phone|telephone)\b"
    rf"|\bstop(?:s|ped)\s+(?:giving(?:\s+out)?|answering|publishing|releasing|taking)(?=\s+(?:figures?|numbers?|questions?|calls|interviews?|details|information|updates?))"
    rf"|\b(?:ignored|dodged|ducked|sidestepped)\s+(?:\w+\s+)?(?:questions?|requests?\s+for\s+comment)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?P<who>(?:nobody|no[ -]one|neither|none|no\s+(?:official|spokesman|spokeswoman"
    r"|spokesperson))\b[^,;:.–—“”\"\n]{0,60}?)\s+"
    rf"(?P<cue>would\s+(?:speak|talk|comment|answer|say)|picked\s+up|(?:has\s+|have\s+)?(?:answered|replied|responded|commented)"
    rf"|was\s+available|(?:has\s+|have\s+)?said(?=\s+(?:on\s+\w+\s+)?{_ASKED}))\b",
    re.IGNORECASE,
)
# Every match of one of the two holds one of these, in lower case.
_SIGNS = (
    "not", "n't", "n’t", "no ", "no\n", "no\t", "no-", "no\u00a0", "no\u202f", "no\u2009", "never", "nobody", "none",
    "neither", "declin", "refus", "unavailable", "little", "refrain", "silent", "tight-lipped", "mum",
    "schtum", "shtum", "hung", "put", "stops",
    "stopped", "ignored", "dodged", "ducked", "sidestepped",
)  # fmt: skip
_TOPIC = re.compile(r"\s+(?:about|on|to)\s+(?P<topic>[^.;,!?\n]{3,160})")
_OBJECT = re.compile(
    rf"\s+(?P<topic>(?:{_ASKED}|(?:the|his|her|its|their|any|an?|this|that|it|them|him|figures|details|questions|copies|guesses)\b)[^.;,!?\n”\"]{{0,160}})"
)
_TO_WHOM = re.compile(
    r"\s+(?:to|with)\s+(?:us|me|him|her|them|the\s+[A-Z]|[A-Z]|(?:the\s+)?(?:reporters?|journalists?|press|media)\b)"
)
_SUBJECT = re.compile(
    r"(?:^|[,;:–—]\s+|\b(?:and|but|while|though|because)\s+)(?P<who>(?!(?:and|but|because|while|though|as|since|that)\b)[^,;:–—“”\"]{2,90})$"
)
_APPOSED = re.compile(
    r"(?:^|[.;:]\s+|\b(?:and|but|while|though|because)\s+)(?P<who>[A-Z][^,;:–—“”\"\n]{1,60},\s+[^,;:–—“”\"\n]{2,90}),$"
)
_WHOSE = re.compile(r"(?P<topic>whose\s+\w+|whom)\s+(?P<who>.+)$")
_WHEN = re.compile(
    r"\s+(?:(?:on|late|early|by|until)\s+){0,2}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight|last\s+night)"
    r"(?:\s+(?:morning|afternoon|evening|night))?$"
)
_CONJUNCTION = re.compile(r"\b(?:because|while|though|although)\s+")
_RELATIVE = re.compile(r"(?:who|which)(?=\s|$)")
_LONGEST = 12  # words of a subject
_ACTS = tuple(float(act is Act.refusal) for act in Act)


def missed_refusals(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each plain refusal of the story that touches no cue.

    One in somebody's content is nested there, and needs a subject that can be seen.
    """
    held = by_block(article, (span for r in relations for span in r.cue))
    told = by_block(article, (span for r in relations for span in r.content))
    made: list[Relation] = []
    for number, block in enumerate(article.blocks):
        if block.role not in _ROLES or not _may_refuse(article.text, block.span):
            continue
        for sentence in sentences_in(article.text, *block.span):
            match = _found(article.text, sentence)
            if match is None:
                continue
            cue = Span(*match.span("cue" if match.re is _NOBODY else 0))
            if _touches(cue, held.get(number, ())):
                continue
            found = _refusal(article.text, sentence, match, cue, number)
            if found.source or not _touches(cue, told.get(number, ())):
                made.append(found)
    return made


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(s.start < span.end and span.start < s.end for s in others)


def _found(text: str, span: Span) -> re.Match[str] | None:
    if not _may_refuse(text, span):
        return None
    return _NOBODY.search(text, *span) or _REFUSAL.search(text, *span)


def _may_refuse(text: str, span: Span) -> bool:
    return holds(text[slice(*span)].lower(), _SIGNS)


def _refusal(text: str, sentence: Span, match: re.Match[str], cue: Span, block: int) -> Relation:
    source = (Span(*match.span("who")),) if match.re is _NOBODY else _subject(text, sentence, cue)
    content = _topic(text, sentence, cue)
    whose = _WHOSE.match(text, *source[0]) if source else None
    if whose:
        source, content = (Span(*whose.span("who")),), (Span(*whose.span("topic")),)
    return Relation(content=content, source=source, cue=(cue,), block=block, confidence=0.7, acts=_ACTS)


def _topic(text: str, sentence: Span, cue: Span) -> Spans:
    if _TO_WHOM.match(text, cue.end, sentence.end):
        return ()
    topic = _TOPIC.match(text, cue.end, sentence.end) or _OBJECT.match(text, cue.end, sentence.end)
    if topic is None:
        return ()
    start, end = topic.span("topic")
    when = _WHEN.search(text, start, end)
    return (Span(start, when.start() if when else end),)


def _subject(text: str, sentence: Span, cue: Span) -> Spans:
    """The words before the cue that can be its subject; for "who" and "which" the words that they stand for."""
    before = text[sentence.start : cue.start].rstrip()
    subject = _APPOSED.search(before[-200:]) or _SUBJECT.search(before[-200:])
    if subject is None or len(subject["who"].split()) > _LONGEST:
        return ()
    end = sentence.start + len(before) - (len(before[-200:]) - subject.end("who"))
    start = end - len(subject["who"])
    start += max((m.end() for m in _CONJUNCTION.finditer(subject["who"])), default=0)
    relative = _RELATIVE.match(text, start, end)
    span = Span(start, relative.end()) if relative else Span(start, end)
    return (antecedent(text, span) or span,)
