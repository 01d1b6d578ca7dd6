"""Quotations with a tag whose verb the network does not know: "…," bleated the agent; «…», underlines the ministry.

Between a quotation and a name, a verb can hardly be anything but the telling of it. Only quotations of which no
relation has a part are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.read.relation import Relation
from whence.read.wording import by_block, meets, merged
from whence.records import Article, Role, Span
from whence.text.quotes import Quotation, begins_a_sentence, quotations

__all__ = ["tagged"]

_VERB = r"(?:[a-z]{2,}(?:ed|s)|wrote|wept|spat|sang|began|went\son|put\sit)"
_PRONOUN = r"(?:he|she|they|it|we|I)"
_NAME = r"(?:[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,3})"
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Prof|Col|Gen|Capt|Sgt|Rev|Sen|Gov|St)\."
_END = r"(?=\s*[.,;:\n]|\s*\Z|\s+(?:on|in|at|to|after|when|as|during|from|with|who|by)\b)"
_INVERTED = re.compile(rf"\s*,?\s*(?P<cue>{_VERB})\s+(?P<who>(?:{_TITLE}\s)?[\w’'-]+(?:\s[\w’'-]+){{0,6}}?){_END}")
_PLAIN = re.compile(rf"\s*,?\s*(?P<who>{_PRONOUN}|{_NAME})\s+(?P<cue>{_VERB}){_END}")
_NO_VERB = frozenset(
    "is was has does needed as its this his hers ours theirs us thus perhaps always sometimes across yes besides"
    " towards afterwards versus less plus unless".split()
)
_DETERMINER = re.compile(r"(?:the|a|an|his|her|its|their|our|one|another)\s", re.IGNORECASE)
_SHORTEST = 3  # words of a quotation that is somebody's, and no title or scare quotes
_READ = frozenset({Role.paragraph, Role.quote, Role.subhead, Role.caption})


def tagged(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each such quotation."""
    held = by_block(article, (s for r in relations for s in (*r.content, *r.source, *r.cue)))
    found = []
    for number, block in enumerate(article.blocks):
        if block.role in _READ:
            taken = merged(held.get(number, ()))
            for quotation in quotations(article.text, *block.span):
                if not meets(taken, quotation.outer) and (tag := _tag(article.text, quotation, block.span.end)):
                    found.append(_relation(quotation, tag, number))
    return found


def _tag(text: str, quotation: Quotation, end: int) -> re.Match[str] | None:
    words = text[quotation.inner.start : quotation.inner.end].strip()
    behind = text[quotation.outer.end : quotation.outer.end + 2].lstrip()
    if len(words.split()) < _SHORTEST or not begins_a_sentence(words):
        return None
    if words[-1:] not in {".", "!", "?", "…", ","} and behind[:1] != ",":
        return None
    for pattern in (_PLAIN, _INVERTED):
        match = pattern.match(text, quotation.outer.end, end)
        if match and match["cue"] not in _NO_VERB and _is_somebody(match["who"]):
            return match
    return None


def _is_somebody(words: str) -> bool:
    """Whether the words can name a speaker: a pronoun, a noun with its article, or something with a capital."""
    return bool(_DETERMINER.match(words)) or any(c.isupper() for c in words) or bool(re.fullmatch(_PRONOUN, words))


def _relation(quotation: Quotation, tag: re.Match[str], block: int) -> Relation:
    return Relation(
        content=(quotation.outer,),
        source=(Span(*tag.span("who")),),
        cue=(Span(*tag.span("cue")),),
        block=block,
        confidence=0.6,
    )
