"""Who stands behind a passive: "he was told by two officials to leave", "she is said by aides to be furious".

The network often leaves such a source out, or takes the subject for it. The subject is who was told, where the verb
tells somebody, and else a part of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from whence.read.addressees import TOLD
from whence.read.relation import Relation
from whence.read.wording import overlaps, spaced
from whence.records import Article, Span

__all__ = ["with_agents"]

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+|later\s+|even\s+|widely\s+)?"
    r"(?P<verb>\w+(?:ed|ught|id)|told|known|seen|sworn|shown|heard|understood)(?P<by>\s+by)?\Z",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s+by\s+(?P<who>[^\s,.;:()“”\"\n]+(?:\s[^\s,.;:()“”\"\n]+){0,7}?)"
    r"(?=\s+(?:to|of|as|that|for|over|in|on|at|with|from|during|after|before|when|because|who|which|whether|how|why|what|if)\b"
    r"|\s*[,.;:()“”\"\n]|\s*\Z)"
)
_TELLS = TOLD | {"promised", "persuaded", "begged"}
_NO_SPEAKER = re.compile(
    r"(?:the\s+)?(?:end|time|way|name|law|hand|mistake|accident|phone|telephone|e-?mail|letter|post|radio|\w+ing|\d.*|then|now|noon"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|night|midnight|next|last)\b",
    re.IGNORECASE,
)


def with_agents(article: Article, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations, with the one behind "by" as the source of those whose cue is a passive."""
    return [_with_agent(article, relation) for relation in relations]


def _with_agent(article: Article, relation: Relation) -> Relation:
    text = spaced(article.text)
    if not relation.cue:
        return relation
    cue = relation.cue[-1]
    passive = _PASSIVE.search(text[relation.cue[0].start : cue.end])
    if passive is None:
        return relation
    behind = cue.end - (len(passive["by"]) if passive["by"] else 0)
    match = _BY.match(text, behind)
    if match is None or _NO_SPEAKER.match(match["who"]):
        return relation
    who = (Span(*match.span("who")),)
    if overlaps(who, relation.content) or overlaps(who, relation.cue):
        return relation
    if overlaps(who, relation.source):
        return replace(relation, source=who) if relation.source[0].start >= who[0].start else relation
    subject = tuple(s for s in relation.source if s.end <= relation.cue[0].start)
    if passive["verb"].lower() in _TELLS:
        return replace(relation, source=who, addressee=relation.addressee or subject, kinds=())
    return replace(relation, source=who, content=tuple(sorted((*subject, *relation.content))), kinds=())
