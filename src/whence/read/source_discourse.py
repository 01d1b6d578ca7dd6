"""Whom a pronoun or a role refers to: the candidates before it in the text, weighed by agreement, nearness and part.

The weights follow what is long known of English: agreement in gender and number excludes; among the rest the latest
subject wins, and above all the speaker of the statement before. Notes: Lappin and Leass (1994), "An algorithm for
pronominal anaphora resolution", Computational Linguistics 20(4), whose salience factors these are in small.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from whence.read.lexicon_bodies import ORGANISATION_NOUNS
from whence.read.lexicon_people import PERSON_NOUNS, ROLE_GROUPS
from whence.read.names import name_words, same_name
from whence.read.source_entities import Entity, Register, heads_match
from whence.read.source_kin import are_two, owned_by_another, says_where, tells_another
from whence.read.source_kinds import outlet_of
from whence.read.source_phrases import Phrase
from whence.records import Article, SourceKind

__all__ = ["OPENS", "Discourse", "Event"]

OPENS = 1.5
"""The weight of a name that opens a sentence."""

_LOOK_BACK = 60
_FAR = 8
_LOOK_AHEAD = 60
_POOL = 160
_TELLER = 1.5
_TURNED = 3.0
_SOON = 1500  # code points ahead of a role within which the one who is meant is named
_STOP = re.compile(r"[.?!][”\"’')]*\s|\n")
_SENTENCE = 600  # code points: longer no sentence is looked for
_LATELY = 2.5  # what was named last counts for more of a body than of a person, who is told by a rarer role
# Common words for a business, whatever it is called by name.
_BUSINESS = frozenset(
    """
    company firm business corporation enterprise manufacturer maker producer developer operator owner employer
    contractor supplier retailer provider giant brand airline carrier bank lender insurer utility conglomerate
    startup house haulier shipper outfit auctioneer brewery
""".split()
)
_ANY_BUSINESS = frozenset("company firm business corporation enterprise outfit giant".split())
_BUSINESS_WORDS = frozenset(
    """
    ltd limited inc plc llc corp co gmbh ag sa laboratories laboratory pharmaceuticals holdings industries systems
    technologies metals fertilisers fertilizers chemicals motors airlines airways energy petroleum oil gas power
    steel mines mining foods stores bank group works engineering construction shipping
""".split()
)
_GROUP = frozenset("group organisation organization charity movement militia faction association body".split())
# Last words of names by which groups go.
_GROUP_NAMES = frozenset("front alliance coalition network brigade brigades collective forum initiative watch".split())
_PAPER = frozenset(
    """
    newspaper paper daily weekly outlet broadcaster station channel agency newswire site website magazine tabloid
""".split()
)
_WIRES = frozenset("agency press wire newswire news service reuters".split())
# Nouns that tell no role: a definite one refers to whoever fits.
_ANYBODY = frozenset("man woman person source individual boy girl".split())
_DOCUMENT = frozenset("document paper text report".split())


class Event(NamedTuple):
    """A mention as the reader meets it: `weight` is greater for subjects and speakers."""

    place: int
    entity: Entity
    block: int
    weight: float
    quoted: bool


class Discourse:
    """What a reader of the article has met so far, in order."""

    def __init__(self, article: Article, register: Register) -> None:
        self.article = article
        self.register = register
        self.events: list[Event] = []
        self._met: list[Entity] = []  # of the events, one each
        self._named = [entity for _, entity, _ in register.namings]
        self.speaker: Entity | None = None
        self.speaker_block = -_FAR
        self.weight = 0.0
        self.heard_body = False  # whether anything but people and papers has spoken
        own = outlet_of(article)
        self.own = {id(e) for e in register.entities if own and any(same_name(own, n) for n in e.names)}

    def meet(self, entity: Entity, place: int, block: int, *, weight: float, quoted: bool) -> None:
        """Note a mention; places must not decrease."""
        self.events.append(Event(place, entity, block, weight, quoted))
        self._met.append(entity)

    def speak(self, entity: Entity, block: int, weight: float) -> None:
        """Note that `entity` is the source of a statement of the story's own level; `weight` is its prominence."""
        self.speaker, self.speaker_block, self.weight = entity, block, weight
        entity.spoke = True
        self.heard_body = self.heard_body or (entity.is_thing() and entity.kind is not SourceKind.document)

    def antecedent(
        self,
        pronoun: str,
        place: int,
        block: int,
        *,
        quoted: bool,
        bar: tuple[Entity, ...] = (),
        teller: Entity | None = None,
    ) -> Entity | None:
        """Return what a pronoun of class `pronoun` (see PRONOUNS) at `place` refers to, or None.

        Those in `bar` are not meant; `teller` is whoever says the sentence in which it stands, in indirect speech.
        """
        scores: dict[int, tuple[float, Entity]] = {}
        turned = self._turned_to(place, block) if pronoun in "mfs" and not quoted else None
        for event in self.events[-_LOOK_BACK:]:
            if event.entity in bar or event.place >= place:
                continue
            fit = _fit(event.entity, pronoun)
            if fit is None:
                continue
            value = fit + event.weight + _near(block - event.block, place - event.place)
            value += 1.0 if event.quoted == quoted else -2.0
            if event.entity is turned:
                value += _TURNED
            elif event.entity is self.speaker and turned is None and 0 <= block - self.speaker_block <= 1:
                value += self.weight if block == self.speaker_block else 0.4 * self.weight
            value -= 4.0 if id(event.entity) in self.own else 0.0
            value += _TELLER if event.entity is teller else 0.0
            value += 0.7 if event.entity.spoke else 0.0 if event.entity.names else -0.8
            old = scores.get(id(event.entity))
            if old is None or value >= old[0]:
                scores[id(event.entity)] = (value, event.entity)
        if scores:
            return max(scores.values(), key=lambda s: s[0])[1]
        return self._ahead(pronoun, place, bar)

    def _turned_to(self, place: int, block: int) -> Entity | None:
        """The person whose name opens a sentence of the paragraph behind the last speaker's: of whom is told now."""
        for event in reversed(self.events[-_LOOK_BACK:]):
            if event.place >= place:
                continue
            if event.block != block or event.entity is self.speaker:
                return None
            if event.weight == OPENS and not event.quoted and event.entity.kind is SourceKind.named_person:
                return event.entity
        return None

    def _ahead(self, pronoun: str, place: int, bar: tuple[Entity, ...]) -> Entity | None:
        """The first fitting name behind the pronoun, for one that comes before its name: a body's in its sentence."""
        end = _sentence_end(self.article.text, place) if pronoun == "i" else None
        for entity in self._coming(place):
            if end is not None and entity.first >= end:
                return None
            if entity not in bar and (_fit(entity, pronoun) or 0) > 0:
                return entity
        return None

    def _coming(self, place: int) -> list[Entity]:
        """Those whom the next names behind `place` name."""
        at = bisect_left(self.register.namings, place, key=itemgetter(0))
        return self._named[at : at + _LOOK_AHEAD]

    def _pool(self, place: int, *, late: bool) -> list[Entity]:
        """The entities that a role may refer to: those met of late and those named next, each once."""
        if late:
            known = self.register.entities
            return known if len(known) < _POOL else known[: _POOL // 2] + known[-_POOL // 2 :]
        return list(dict.fromkeys(self._met[-_POOL:] + self._coming(place)))

    def by_role(self, phrase: Phrase, place: int, block: int, *, late: bool = False) -> Entity | None:
        """Return the entity to which "the minister", "the company" or a headline's "Aid group" refers, or None.

        Of several who have the office, "the Nordland senator" is none of whom the article tells no Nordland. A body
        that is named only later is meant by its very noun, or where nothing but people has spoken, and not where one
        fits that has spoken or has the noun.
        """
        best: Entity | None = None
        highest = 0.0
        unplaced: list[Entity] = []
        body = phrase.kind in ("body", "outlet") and not late
        known = False
        for entity in self._pool(place, late=late):
            match = _role_match(entity, phrase)
            if match <= 0 or are_two(entity, phrase, self.register.is_name):
                continue
            if phrase.kind == "person" and not late and tells_another(entity, phrase):
                continue
            placed = says_where(entity, phrase) if phrase.kind == "person" else None
            if placed is False:
                unplaced.append(entity)
            last = entity.last_before(place - 1)
            fresh = phrase.det in ("indefinite", "quantity", "number", "single")
            fresh = fresh or (phrase.det == "none" and last is None)
            if fresh and not late and not _delayed(entity, phrase, last):
                continue
            value = match + (0.0 if last is None and not late else 1.0) + (1.0 if placed else 0.0)
            if last is None and not late:
                coming = entity.first - place
                if (match < 3 and (coming > _SOON or (body and self.heard_body))) or known:
                    continue
                value += 1.0 / (1 + coming / 400)
            if last is not None:
                value += (_LATELY if phrase.kind in ("body", "outlet") else 1.0) / (1 + (place - last) / 400)
            value -= 0.8 if id(entity) in self.own and phrase.kind == "outlet" else 0.0
            if entity is self.speaker and block - self.speaker_block <= 2:
                value += 1.0
            if body and last is not None and not known and (match >= 3 or (entity.names and entity.spoke)):
                known, highest = True, 0.0  # whoever is named only later is meant no more
            if value > highest:
                best, highest = entity, value
        return None if len(unplaced) > 1 and best in unplaced else best


def _sentence_end(text: str, place: int) -> int:
    found = _STOP.search(text, place, place + _SENTENCE)
    return found.start() if found else place + _SENTENCE


def _delayed(entity: Entity, phrase: Phrase, last: int | None) -> bool:
    """Whether a new mention ("a medical charity") may be somebody whom the story names only later."""
    return last is None and bool(entity.names) and len(phrase.words) > 1 and phrase.words <= entity.words


def _near(blocks: int, distance: int) -> float:
    base = 3.0 if blocks == 0 else 0.8 if blocks == 1 else 0.0 if blocks == 2 else -1.0 - 0.3 * min(blocks, _FAR)
    return base - min(distance, 1200) / 500


def _fit(entity: Entity, pronoun: str) -> float | None:
    """How well an entity agrees with a pronoun; None where it cannot be meant."""
    if pronoun in "mf":
        if not entity.is_person() or (entity.gender and entity.gender != pronoun):
            return None
        return 1.5 if entity.gender else 0.5 if not entity.lean else 1.2 if entity.lean == pronoun else -0.5
    if pronoun == "s":
        return 1.0 if entity.kind is SourceKind.named_person else None
    if pronoun == "i":
        return 1.0 if entity.is_thing() and not entity.plural else None
    if pronoun == "t":
        if entity.plural:
            return 2.0
        if entity.kind in (SourceKind.named_organisation, SourceKind.outlet):
            return 0.5
        return -1.5 if entity.kind is SourceKind.unnamed and not entity.gender else None
    return None


def _role_match(entity: Entity, phrase: Phrase) -> float:
    """How well an entity fits a role phrase: by the head nouns, then by shared words."""
    head = phrase.head
    if not head or (entity.plural != phrase.plural and not (entity.names and not phrase.plural)):
        return 0.0
    if head == "person" and entity.names:
        return 0.0  # by it news keeps a source unnamed
    match = 3 if head in entity.heads else 2 if not _group(head).isdisjoint(entity.heads) else 0
    if match < 3 and phrase.kind in ("body", "outlet") and entity.is_thing():
        match = max(match, _body_match(entity, head))
    if not match and head in _ANYBODY and phrase.det == "definite" and entity.is_person():
        gender = PERSON_NOUNS[head]
        if not (gender and entity.gender and gender != entity.gender) and entity.kind is SourceKind.unnamed:
            match = 1
    if match < 3 and phrase.kind == "document" and entity.kind is SourceKind.document and head in _DOCUMENT:
        match = max(match, 2)
    if not match or not _same_class(entity, phrase) or owned_by_another(entity, phrase):
        return 0.0
    if match < 3 and _of_something_else(entity, phrase):
        return 0.0
    told = phrase.words - {head, "the", "own"}
    if match < 3 and entity.kind is SourceKind.outlet and phrase.kind == "body" and not told <= entity.words:
        return 0.0  # "the valley fire service" is no agency of news
    extra = told & entity.words
    missing = len(phrase.words) - len(extra) - 1
    return match + 0.6 * len(extra) - 0.25 * max(0, min(missing, 4))


@lru_cache(maxsize=4096)
def _group(head: str) -> frozenset[str]:
    """The other words for a role (see `heads_match`)."""
    return frozenset(ROLE_GROUPS.get(head, ()))


def _of_something_else(entity: Entity, phrase: Phrase) -> bool:
    """Whether "the director of operations" meets a person of another title who is described, and of no operations."""
    if phrase.kind != "person" or not phrase.complement.startswith("of "):
        return False
    told = {word for text in entity.described for word in name_words(text)}
    known = entity.words | told
    return bool(known - {*entity.heads}) and known.isdisjoint(name_words(phrase.complement)[1:])


def _same_class(entity: Entity, phrase: Phrase) -> bool:
    if phrase.kind == "person":
        return entity.kind in (SourceKind.named_person, SourceKind.unnamed, SourceKind.collective)
    if phrase.kind == "document":
        return entity.kind is SourceKind.document
    return entity.is_thing() or entity.kind is SourceKind.unnamed


def _body_match(entity: Entity, head: str) -> int:
    named = {w for n in entity.names for w in n.lower().split()}
    if entity.kind is SourceKind.outlet and head in _PAPER:
        wire = named & _WIRES or any(n.isupper() for n in entity.names)
        return 2 if wire or head != "agency" else 0
    if head in named or (head + "s" in named and head != "state"):
        return 3
    if any(heads_match(head, w) for w in named):
        return 2
    if head in _BUSINESS:
        alike = [h for h in entity.heads if h in _BUSINESS]
        if named & _BUSINESS_WORDS or any(named or {head, h} & _ANY_BUSINESS for h in alike):
            return 2
        bare = bool(named) and entity.kind is SourceKind.named_organisation and not named & ORGANISATION_NOUNS
        return 1 if bare and entity.spoke else 0
    grouped = any(h in _GROUP for h in entity.heads) or any(n.lower().split()[-1] in _GROUP_NAMES for n in entity.names)
    return 2 if head in _GROUP and grouped else 0
