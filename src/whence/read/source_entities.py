"""The people, bodies, papers and groups of one article, each with every name and role that the article gives it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from whence.read.lexicon_bodies import FIRM_WORDS, NAMED_AFTER, plain
from whence.read.lexicon_people import GIVEN_NAMES, HONORIFICS, PERSON_NOUNS, ROLE_GROUPS, person_noun
from whence.read.mentions import Naming, Survey
from whence.read.names import ends_with_person, gender_of_name, initials, name_words, part_of, same_person, split_title
from whence.read.source_kinds import EITHER, by_form, by_role, kind_of_name, kind_of_phrase
from whence.read.source_phrases import Phrase
from whence.records import Article, SourceKind, Span

__all__ = ["Entity", "Register", "entity_of_phrase", "heads_match"]

_SMALL = frozenset("of the and for a an in on at to by from with who whose that its his her their as is was s".split())
_NEAREST = 1 << 60
# Bounds that only a text of megabytes meets: names that share a word, and places of one entity that are looked at.
_CROWD = 100
_RECENT = 50
_NEAR_PRONOUN = 300
_NEAR_NAME = 300  # about a sentence and a half
_LEANS = {"a": "f", "o": "m"}  # what the ending of an uncommon given name hints at


@dataclass(slots=True, eq=False)
class Entity:
    """One candidate for a source, gathered while the article is read (internal, and so not frozen).

    `names` holds proper names, `phrases` the common-noun descriptions, in order of place; `heads` the head nouns of
    its roles; `words` all words of names and descriptions; `gender` is m, f or empty, `lean` the one that the name's
    ending hints at; `first` is the place of its first mention, `opened` those where its full name opens a sentence,
    `spoke` whether it is named as a source anywhere, and
    `sort` the class of the phrase that made it (see `Phrase.kind`).
    """

    first: int
    names: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    described: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    definite: bool = False
    kind: SourceKind | None = None
    spoke: bool = False
    lean: str = ""
    sort: str = "name"

    def is_person(self) -> bool:
        """Whether "he" or "she" can refer to it."""
        human = self.kind is SourceKind.unnamed and (self.sort != "body" or not EITHER.isdisjoint(self.heads))
        return (human or self.kind is SourceKind.named_person) and not self.plural

    def is_thing(self) -> bool:
        """Whether "it" can refer to it."""
        nameless = self.kind is SourceKind.unnamed and self.sort == "body"
        return nameless or self.kind in (SourceKind.named_organisation, SourceKind.outlet, SourceKind.document)

    def last_before(self, place: int) -> int | None:
        """Return the last place at or before `place` where it is mentioned, or None."""
        recent = self.places[-_RECENT:]
        last = max(recent, default=None)
        return last if last is None or last <= place else max((p for p in recent if p <= place), default=None)

    def opened_before(self, place: int) -> int:
        """Return the last place before `place` where its full name opens a sentence; one far away if there is none."""
        at = bisect_left(self.opened, place)
        return self.opened[at - 1] if at else -_NEAREST

    def label(self) -> str:
        """Return the fullest name, or the fullest description without its article."""
        if self.names:
            return max(self.names, key=lambda n: (len(name_words(n)), len(n)))
        return max(self.phrases, key=len, default="")

    def describe(self, phrase: Phrase) -> None:
        """Take over a common-noun phrase that refers to this entity."""
        if phrase.head and phrase.head not in self.heads:
            self.heads.append(phrase.head)
        self.words.update(w for w in phrase.words if w not in _SMALL)


def heads_match(a: str, b: str) -> int:
    """Say how well two head nouns agree: 3 the same, 2 two words for one role, 0 not at all."""
    if a == b:
        return 3
    return 2 if b in ROLE_GROUPS.get(a, ()) else 0


class Register:
    """All entities of an article, found by name."""

    def __init__(self, article: Article, found: Survey) -> None:
        self.article = article
        self.entities: list[Entity] = []
        self._exact: dict[tuple[str, ...], list[Entity]] = {}
        self._edge: dict[str, list[Entity]] = {}
        self._initials: dict[str, Entity] = {}
        self.namings: list[tuple[int, Entity, Naming]] = []
        self._placed = {n.text for n in found.names if n.placed and " " not in n.text}
        self._inside = {n.text for n in found.names if not n.doubtful}
        self._named = {word for text in self._inside for word in name_words(text)}
        for naming in sorted(found.names, key=lambda n: (-len(name_words(n.text)), not n.gendered, n.span)):
            self._enter(naming)
        self.namings.sort(key=lambda n: n[2].span)
        self.entities.sort(key=lambda e: e.first)
        for entity in self.entities:
            self.settle(entity)
        self._guess_genders(found)

    def find(self, name: str, place: int, *, gender: str = "") -> Entity | None:
        """Return the entity that `name` names: the one mentioned last before `place`, else the nearest after it."""
        _, key = split_title(name_words(name))
        if not key:
            return None
        known = self._exact.get(key, [])
        if known and len(key) > 1:
            return _nearest(known, place, gender)
        short = name.replace(".", "")
        if len(key) == 1 and short.isupper() and (other := self._initials.get(short)):
            return other
        near = dict.fromkeys((*self._edge.get(key[-1], ()), *self._edge.get(key[0], ())))
        partial = [e for e in near if self._is_part(key, e, name)]
        bodies = [e for e in partial if e not in known and _is_named_after(key, e)]
        if bodies and (gender or known or len(bodies) < len(partial) or _is_full(key)):  # it is somebody's name too
            partial = [e for e in partial if e not in bodies]
        if len(key) == 1 and not gender and (bearer := self._bearer(key, partial, place)):
            partial = [bearer]
        person = tuple(ends_with_person(key))
        return (
            _nearest(partial, place, gender)
            or _nearest(known, place, gender)
            or _nearest(self._exact.get(person, []), place, gender)
        )

    def _bearer(self, key: tuple[str, ...], partial: list[Entity], place: int) -> Entity | None:
        """Find whom a surname without a title means that several have: news gives the others their given names.

        That is whoever was named in full at the beginning of a sentence just before, else who is named first of all.
        """
        family = [e for e in partial if any(len(w := name_words(n)) > 1 and w[-1:] == key for n in e.names)]
        if len(family) < 2:
            return None
        latest = max(family, key=lambda e: e.opened_before(place))
        if place - latest.opened_before(place) < _NEAR_NAME:
            return latest
        return min(family, key=lambda e: (_is_chance(e), e.first))

    def is_name(self, word: str) -> bool:
        """Whether a folded word stands in a name where no sentence opens."""
        return word in self._named

    def named_at(self, place: int) -> tuple[Entity, Naming] | tuple[None, None]:
        """Return whom the name at `place`, or the title before it, names, and how."""
        at = bisect_left(self.namings, place, key=lambda known: known[2].whole.start)
        if at < len(self.namings) and self.namings[at][2].whole.start == place:
            return self.namings[at][1:]
        return None, None

    def add(self, entity: Entity) -> Entity:
        """Enter a new entity under its names."""
        self.entities.append(entity)
        for name in entity.names:
            self._index(name, entity)
        return entity

    def settle(self, entity: Entity) -> None:
        """Decide what sort of source a named entity is, from its roles, its form and its use."""
        name = entity.label()
        words = name_words(name)
        if not words:
            return
        form = by_form(words, name, entity.definite)
        for head in entity.heads:
            if head == "person" and form in (SourceKind.named_organisation, SourceKind.outlet):
                continue  # a clause with "who" may well belong to a person named before it
            kind = by_role(head, words)
            if kind and not (kind is SourceKind.named_organisation and form is SourceKind.outlet):
                entity.kind = kind
                break
        else:
            # A word in capitals that is no source is rather a place than a person.
            lone = SourceKind.named_person if entity.spoke else SourceKind.named_organisation
            entity.kind = kind_of_name(name, self.article, definite=entity.definite, near=entity.first, lone=lone)
        entity.gender = entity.gender or (gender_of_name(name) if entity.kind is SourceKind.named_person else "")
        if entity.kind is SourceKind.named_person and not entity.gender and len(words) > 1:
            entity.lean = _LEANS.get(words[0][-1], "")
        for head in entity.heads:
            noun = person_noun(head)
            entity.gender = entity.gender or (HONORIFICS.get(head) or PERSON_NOUNS.get(noun[0] if noun else "", ""))

    def _enter(self, naming: Naming) -> None:
        _, key = split_title(name_words(naming.text))
        if not key:
            return
        entity = self.find(naming.text, naming.span.start, gender=naming.gendered)
        if entity is None:
            sure = naming.roles or naming.aliases or naming.text in self._inside or naming.text.isupper()
            if naming.doubtful and len(key) == 1 and not sure:
                return  # a common word may well open a sentence
            entity = Entity(first=naming.span.start, names=[naming.text])
            self.add(entity)
        elif naming.text not in entity.names:
            entity.names.append(naming.text)
            self._index(naming.text, entity)
        entity.first = min(entity.first, naming.span.start)
        self._take(entity, naming)
        self.namings.append((naming.span.start, entity, naming))

    def _take(self, entity: Entity, naming: Naming) -> None:
        entity.spans.append(naming.whole)
        entity.places.append(naming.span.start)
        if naming.opens and self._is_turned_to(naming):
            insort(entity.opened, naming.span.start)
        entity.words.update(name_words(naming.text))
        entity.definite = entity.definite or naming.definite
        entity.gender = entity.gender or naming.gendered
        entity.heads.extend(r for r in naming.roles if r not in entity.heads)
        if naming.description and naming.description not in entity.described:
            entity.described.append(naming.description)
            entity.words.update(w for w in name_words(naming.description) if w not in _SMALL)
        for alias in naming.aliases:
            if alias not in entity.names:
                entity.names.append(alias)
                self._index(alias, entity)

    def _is_turned_to(self, naming: Naming) -> bool:
        """Whether a name that opens a sentence is somebody's in full, and no owner of what follows."""
        owns = self.article.text[naming.whole.end : naming.whole.end + 1] in ("'", "’")
        return not owns and (_is_full(name_words(naming.text)) or (bool(naming.roles) and " " in naming.text))

    def _index(self, name: str, entity: Entity) -> None:
        _, key = split_title(name_words(name))
        if not key:
            return
        for bucket in (
            self._exact.setdefault(key, []),
            self._edge.setdefault(key[-1], []),
            self._edge.setdefault(key[0], []),
        ):
            if len(bucket) < _CROWD and entity not in bucket:
                bucket.append(entity)
        if len(key) > 1:
            for letters in (initials(name), initials(name, small=True)):
                if len(letters) > 1:
                    self._initials.setdefault(letters, entity)

    def _is_part(self, key: tuple[str, ...], entity: Entity, name: str) -> bool:
        """Whether the words are the end or the beginning of one of the entity's names."""
        for other in entity.names:
            _, words = split_title(name_words(other))
            placed = len(key) == 1 and name in self._placed and words[-1:] != key
            if part_of(key, words) and not placed:
                return True
            if same_person(key, words):
                return True
        return False

    def _guess_genders(self, found: Survey) -> None:
        """Learn a person's gender from the first "he" or "she" behind the name, with no other person between."""
        people = [(p, e) for p, e, _ in self.namings if e.kind is SourceKind.named_person]
        places = [p for p, _ in people]
        for place, gender in found.pronouns:
            at = bisect_left(places, place) - 1
            if at < 0 or people[at][1].gender or place - places[at] > _NEAR_PRONOUN:
                continue
            entity = people[at][1]
            rivals = (e for p, e in people[max(0, at - 4) : at] if place - p < _NEAR_PRONOUN and e is not entity)
            if all(e.gender not in ("", gender) for e in rivals):
                entity.gender = gender


def _nearest(entities: Iterable[Entity], place: int, gender: str) -> Entity | None:
    """Return the entity first mentioned before `place` that was mentioned last, else the one that comes soonest."""
    best: Entity | None = None
    distance = _NEAREST
    for entity in entities:
        if gender and entity.gender and gender != entity.gender:
            continue
        before = entity.last_before(place)
        gap = place - before if before is not None else (_NEAREST >> 1) + abs(entity.first - place)
        if gap < distance:
            best, distance = entity, gap
    return best


def _is_chance(entity: Entity) -> bool:
    """Whether words that stand before a surname once may be no given name: "Absent Holm, the meeting was short"."""
    return len(entity.places) == 1 and not any(_is_full(name_words(name)) for name in entity.names)


def _is_named_after(key: tuple[str, ...], entity: Entity) -> bool:
    """Whether the words only open names of bodies or places: "Holm" in "Holm Tower", "Eric Holm" in his foundation."""
    found = [split_title(name_words(name))[1] for name in entity.names]
    longer = [words for words in found if part_of(key, words) or same_person(key, words)]
    return bool(longer) and all(_is_body_of(key, words) for words in longer)


def _is_body_of(key: tuple[str, ...], words: tuple[str, ...]) -> bool:
    rest = words[len(key) :]
    opened = words[: len(key)] == key and rest[-len(key) :] != key
    return opened and not FIRM_WORDS.intersection(rest) and any(plain(word, NAMED_AFTER) for word in rest)


def _is_full(key: tuple[str, ...]) -> bool:
    """Whether the words are a given name and a surname."""
    return len(key) > 1 and key[0] in GIVEN_NAMES


def entity_of_phrase(phrase: Phrase, place: int, span: Span, article: Article) -> Entity:
    """Make an entity of a phrase that names nobody known: an unnamed person, a group, a document, or a new name."""
    entity = Entity(first=place, places=[place], spans=[span], plural=phrase.plural, sort=phrase.kind)
    if phrase.kind == "name":
        entity.names.append(phrase.name)
    else:
        entity.phrases.append(phrase.text)
    entity.describe(phrase)
    entity.kind = kind_of_phrase(phrase, article)
    if phrase.kind == "person" and not phrase.plural:
        entity.gender = PERSON_NOUNS.get(phrase.head, "")
    return entity
