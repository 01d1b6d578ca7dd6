"""Delayed identification: whom the lead of a story leaves unnamed, and its next sentences name.

"A ferryman has seen the swan again. “She was on the weir,” Otto Reiss said." It is how news is written: what somebody
is stands in the first paragraph, who it is in the second.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from whence.read.lexicon_bodies import OUTLET_NOUNS, plain
from whence.read.lexicon_people import HONORIFICS, PERSON_NOUNS
from whence.read.mentions import block_at
from whence.read.names import name_words
from whence.read.source_entities import Entity, Register, heads_match
from whence.read.source_phrases import Phrase
from whence.read.wording import meets
from whence.records import Article, Role, SourceKind, Span

__all__ = ["STORY", "Delayed"]

STORY = frozenset((Role.paragraph, Role.quote))
"""The roles of the paragraphs that tell the story."""

_NEXT = 2  # paragraphs behind the lead
_LONG_LIST = 300  # a bound that only a text of megabytes meets
# Nouns by which news keeps a source unnamed.
_STAYS_UNNAMED = frozenset(
    """official source aide diplomat insider person whistleblower whistle-blower adviser analyst reader viewer listener
    caller""".split()
)
_INSTITUTIONS = frozenset(
    """ministry department court tribunal police government council parliament university college hospital bank union
    commission agency committee office army party church school authority inspectorate federation""".split()
)
_CAPITALISED = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w’'-]+")
_STOPPED = re.compile(r"[.?!…][”\"’'»)\]\s]*\Z")
_TAIL = 12  # code points


class Delayed:
    """Who is named behind the lead of an article; `taken` are the spans of sources, `order` numbers its blocks."""

    def __init__(self, article: Article, register: Register, taken: Sequence[Span], order: Sequence[int]) -> None:
        self._blocks = article.blocks
        self._starts = tuple(block.span.start for block in article.blocks)
        self._register = register
        self._taken = taken
        self._order = order
        self._lead = _lead(article)

    def named(self, phrase: Phrase, end: int, block: int, own: Collection[int]) -> Entity | None:
        """Return whom a phrase of the lead means that ends at `end`, or None.

        Only a source that is new behind it is meant, and none whose own role gainsays the phrase. `own` are the
        numbers (`id`) of what stands for the article's outlet.
        """
        if phrase.plural or block != self._lead or phrase.head in _STAYS_UNNAMED:
            return None
        if phrase.kind == "outlet":
            return self._outlet(phrase, end, own)
        return self._next(phrase, end, block) if phrase.kind in ("person", "body") else None

    def _next(self, phrase: Phrase, end: int, block: int) -> Entity | None:
        """The person or body that opens a sentence behind the phrase, or speaks in the next paragraphs."""
        for at, entity, naming in self._register.namings:
            home = block_at(self._starts, at)
            if at < end or home == block or naming.captioned:
                continue
            if self._order[home] - self._order[block] > _NEXT:
                return None
            leads = naming.whole.start == self._starts[home]
            new = entity.first > self._blocks[block].span.end or leads or naming.opens
            if entity.first > end and new and (leads or (entity.spoke and meets(self._taken, naming.whole))):
                return entity if _could_be(entity, phrase) else None
        return None

    def _outlet(self, phrase: Phrase, end: int, own: Collection[int]) -> Entity | None:
        """The one other outlet that the story names later, where its lead says "a newspaper reported"."""
        outlets = [e for e in self._register.entities[:_LONG_LIST] if e.kind is SourceKind.outlet]
        named = [e for e in outlets if e.first > end and id(e) not in own]
        if phrase.det != "indefinite" or phrase.complement or len(phrase.words) > 2 or len(named) != 1:
            return None
        sorts = {plain(word, OUTLET_NOUNS) for name in named[0].names for word in name_words(name)} - {None}
        return named[0] if not sorts or plain(phrase.head, OUTLET_NOUNS) in sorts else None


def _lead(article: Article) -> int:
    """The first paragraph of the story that is a sentence: a line of its time or place may stand before it."""
    story = [(i, b.span) for i, b in enumerate(article.blocks) if b.role in STORY]
    whole = (i for i, span in story if _STOPPED.search(article.text, max(span.start, span.end - _TAIL), span.end))
    return next(whole, story[0][0] if story else -1)


def _could_be(entity: Entity, phrase: Phrase) -> bool:
    told = [h for h in entity.heads if h not in HONORIFICS and h != "person"]
    if told and not any(heads_match(phrase.head, h) for h in told):
        return False
    place = "" if phrase.complement.startswith(("who ", "that ")) else f" {phrase.complement}"
    mine, theirs = _names_in(place), _names_in(*entity.described)
    if mine and theirs and mine.isdisjoint(theirs):
        return False  # "Ivo Tamm, who runs Nordkai" is no engineer at Westkai
    gender = PERSON_NOUNS.get(phrase.head, "")
    if phrase.kind == "person":
        agree = not (gender and entity.gender and gender != entity.gender)
        return agree and entity.kind is SourceKind.named_person
    words = {w for n in entity.names for w in name_words(n)}
    return entity.kind is SourceKind.named_organisation and not words & _INSTITUTIONS


def _names_in(*texts: str) -> set[str]:
    """The words with a capital, but for one that opens a text."""
    return {word for text in texts for word in _CAPITALISED.findall(text)}
