"""Who is behind each statement: every source phrase resolved, inside the article, to one `Source` with all its names.

The story is read in its order. Names are known beforehand (a lead may say "the director of the hospital" and name her a
paragraph later); unnamed sources, groups and documents enter as they are met. Headlines and captions are read last,
because they shorten what the story says in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, pairwise

from whence.read.lexicon_bodies import MOUTHPIECES
from whence.read.lexicon_people import GIVEN_NAMES, HONORIFICS, PERSON_NOUNS
from whence.read.mentions import Naming, Survey, block_at, survey
from whence.read.names import bare_name, ends_with_person, fold, name_words, same_name, without_day
from whence.read.relation import Relation
from whence.read.source_delayed import STORY, Delayed
from whence.read.source_discourse import OPENS, Discourse
from whence.read.source_entities import Entity, Register, entity_of_phrase
from whence.read.source_kinds import OUR_OUTLET, by_role, outlet_of
from whence.read.source_leads import led_in, said_to_be
from whence.read.source_phrases import PRONOUNS, Phrase, parse_phrase
from whence.read.source_records import source_of
from whence.read.source_relatives import antecedent
from whence.read.wording import meets, merged
from whence.records import Article, Role, Source, SourceKind, Span, Spans

__all__ = ["Resolution", "resolve", "resolve_name"]

_NAMED_AS = re.compile(
    r"\b(?:(?:gave|giving) (?:his|her|their) name (?:only |simply )?as|(?:named|identified) (?:only |simply )?as"
    r"|identified (?:him|her|them)sel(?:f|ves) (?:only |simply )?as) ([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
_BY = re.compile(r"(?:^|\b(?:[Bb]y|BY|[Ww]ith|[Ff]rom|[Pp]osted by)[ :]+)([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){1,3})")
_ISSUED = re.compile(r"\b(?:from|by|of|to) (?:the )?([A-ZÀ-Þ][\w’'-]+(?: (?:of |and |the )*[A-ZÀ-Þ][\w’'-]+)*)")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SINGLE_CLOSED = re.compile(r"’(?!\w)")
# The end of a sentence (not of an abbreviated title), of a quotation before its cue, or of a paragraph.
_BREAK = re.compile(
    r"(?<![A-Z][a-z])(?<![A-Z])(?<![A-Z][a-z]{2})(?<!\bSept)[.?!…]+[\"”’)]*\s+|,[\"”’]\s*|\s*\n\s*|[\"”]\s+(?=[\"“«]?\w)"
)
# Bounds that only a text of megabytes meets.
_AROUND = 60
_FAR_END = 1 << 60
_LONG_LIST = 300
_FAR_APART = 3  # paragraphs
_LONG_PARAGRAPH = 20_000
_WORD = re.compile(r"\w+")
_SENTENCE = 600  # code points: further back no sentence is looked for
_SENTENCE_END = re.compile(r"(?<![A-Z][a-z])(?<![A-Z])[.?!][”\"’)]*\s+(?=[“\"‘(]?[A-ZÀ-Þ])|\n")
_COORDINATED = re.compile(r"(?:\b(?:and|but|then|or)|,)\s+(?:\w+ly\s+)?$")
_OURSELVES = re.compile(OUR_OUTLET, re.IGNORECASE)
# First words of cues that have no subject to go on about: "is feared", "Asked whether", "according to".
_IMPERSONAL = frozenset("is are was were be been being it there asked according reportedly allegedly per".split())
# Descriptions that tell of anybody, and of nobody by themselves: an age, or whose parent somebody is.
_OF_ANYBODY = re.compile(
    r"the (?:\d{1,3}-year-old(?: \w+)?|(?:[\w-]+ ){0,2}?(?P<kin>mum|mom|mother|dad|father|grandmother|grandfather|gran"
    r"|granddad)[ -]of[ -]\w+)(?:, \d{1,3})?",
    re.IGNORECASE,
)
_ANSWERS = frozenset("answer answers answered answering reply replies replied replying responded retorted".split())
_ASKS = frozenset("ask asks asked asking inquired enquired wondered".split())
_OWNS = frozenset(("his", "her", "its", "their"))
_TO_ONE = re.compile(r" (?:him|her)\b")  # "reminded him of it"
_DESKS = frozenset(("our correspondent", "our foreign staff", "staff", "our reporter"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The sources of an article and, for each relation in order, the `Source.id` of its speaker or None."""

    sources: tuple[Source, ...]
    speakers: tuple[str | None, ...]


def resolve(article: Article, relations: Sequence[Relation]) -> Resolution:
    """Find who is behind each relation of `article`; any relations are accepted and nothing is raised.

    Spans that lie outside the text are cut to it. A relation without a source phrase continues the quotation before it
    if it has no cue either; otherwise its speaker is None, as it is where a pronoun refers to nobody ("nobody said").
    """
    return _Reader(article, relations).read()


def resolve_name(article: Article, resolution: Resolution, name: Span | str) -> Source | None:
    """Return the source that `name` (its words, or their span in the article) names, or None.

    A span that touches a known mention is that source; otherwise the names are compared (see `same_name`).
    """
    if isinstance(name, Span):
        for source in resolution.sources:
            if any(m.start < name.end and name.start < m.end for m in source.mentions):
                return source
        name = article.text[name.start : name.end]
    phrase = parse_phrase(name)
    wanted = phrase.name or _ARTICLE.sub("", name.strip())
    for source in resolution.sources:
        if any(same_name(wanted, known) for known in (source.name, *source.aliases)):
            return source
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    """A relation's source phrase and where it stands. `rank` orders the reading: the story first, headlines last."""

    index: int
    rank: int
    at: int
    end: int
    block: int
    text: str


class _Reader:
    def __init__(self, article: Article, relations: Sequence[Relation]) -> None:
        self.article = article
        self.text = article.text
        self.relations = relations
        self.starts = tuple(b.span.start for b in article.blocks)
        self.order = _order(article)
        self.survey: Survey = survey(article)
        self.register = Register(article, self.survey)
        self.discourse = Discourse(article, self.register)
        self.found: dict[int, Entity | None] = {}
        self.places = [self._place(i, r) for i, r in enumerate(relations)]
        self.contents = sorted((s.start, s.end, i) for i, r in enumerate(relations) for s in r.content)
        self.by_start: dict[int, Entity] = {}
        self.joint: dict[tuple[str, ...], Entity] = {}
        self._mark_speakers()
        self.taken = merged(s for r in relations for s in r.source)
        self.delayed = Delayed(article, self.register, self.taken, self.order)

    def read(self) -> Resolution:
        order = sorted(self.places, key=lambda p: (p.rank, p.at, p.index))
        story = [p for p in order if p.rank == 0]
        self._read_story(story)
        for place in order[len(story) :]:
            self._speaker(place)
        return self._resolution()

    def _mark_speakers(self) -> None:
        """Note which named entities are a source of any statement: such are likelier to be meant."""
        for place in self.places:
            phrase = parse_phrase(place.text)
            if phrase.kind == "name" and (entity := self.register.find(phrase.name, place.at)):
                entity.spoke = True
                if " " not in entity.label():
                    self.register.settle(entity)

    # -- the story, in order of its words ------------------------------------------------------------------------

    def _read_story(self, story: list[_Place]) -> None:
        steps: list[tuple[int, int, Callable[[], object]]] = [(p.at, 1, partial(self._speaker, p)) for p in story]
        for _, entity, naming in self.register.namings:
            if not naming.captioned:
                steps.append((naming.whole.start, 0, partial(self._name, entity, naming)))
        for nominal in self.survey.nominals:
            if self._free(nominal.span):
                steps.append((nominal.span.start, 0, partial(self._nominal, nominal.phrase, nominal.span)))
        for _, _, step in sorted(steps, key=lambda s: (s[0], s[1])):
            step()

    def _name(self, entity: Entity, naming: Naming) -> None:
        leads = naming.opens or led_in(self.text, naming.whole.start)
        self._meet(entity, naming.whole.start, OPENS if leads else -0.5 if self._owned(naming.whole.end) else 0.0)

    def _free(self, span: Span) -> bool:
        """Whether a common-noun mention is nobody's source phrase, apposition or title."""
        if meets(self.taken, span):
            return False
        after = self.text[span.end : span.end + 3]
        apposed = after.startswith(", ") and after[2:3].isupper() and self.text[span.end + 2 : span.end + 6] != "The "
        return not (after[:1] == " " and after[1:2].isupper()) and not apposed and not self._follows_name(span.start)

    def _follows_name(self, start: int) -> bool:
        before = self.text[max(0, start - 30) : start]
        return before.endswith(", ") and before[:-2].rpartition(" ")[2][:1].isupper()

    def _owned(self, end: int) -> bool:
        return self.text[end : end + 2] in ("’s", "'s", "s'", "s’")

    def _nominal(self, phrase: Phrase, span: Span) -> None:
        block = block_at(self.starts, span.start)
        entity = self._said_to_be(phrase, span)
        if entity is None and phrase.det not in ("indefinite", "number", "quantity", "single"):
            entity = self.discourse.by_role(phrase, span.start, self.order[block])
        if entity is None:
            entity = self.register.add(entity_of_phrase(phrase, span.start, span, self.article))
        else:
            entity.places.append(span.start)
        weight = (1.0 if self._opening(span.start) else 0.0) - (0.5 if self._owned(span.end) else 0.0)
        self._meet(entity, span.start, weight)

    def _said_to_be(self, phrase: Phrase, span: Span) -> Entity | None:
        """Find the person that a noun group is said to be."""
        at = said_to_be(self.text, span.end) if phrase.kind == "person" and not phrase.plural else None
        entity, naming = self.register.named_at(at) if at is not None else (None, None)
        if entity is None or naming is None or self._owned(naming.whole.end):
            return None
        return entity if entity.kind is SourceKind.named_person else None

    def _opening(self, at: int) -> bool:
        """Whether a sentence opens here, or reported speech gives way to its cue."""
        return self.text[max(0, at - 2) : at] in ("", ". ", "? ", "! ", "\n\n", "” ", '" ', ', "', "’ ")

    def _meet(self, entity: Entity, at: int, weight: float) -> None:
        block = block_at(self.starts, at)
        self.discourse.meet(entity, at, self.order[block], weight=weight, quoted=self._quoted(at, block))

    def _quoted(self, at: int, block: int) -> bool:
        """Whether `at` lies in a direct quotation of its paragraph, by the marks before it."""
        start = max(self.starts[block] if self.starts else 0, at - _LONG_PARAGRAPH)
        text = self.text
        single = text.rfind("‘", start, at)
        opened = text.count("“", start, at) > text.count("”", start, at)
        opened = opened or (single >= 0 and _SINGLE_CLOSED.search(text, single + 1, at) is None)
        opened = (
            opened or text.count('"', start, at) % 2 == 1 or text.count("«", start, at) > text.count("»", start, at)
        )
        return opened or _in_typed_marks(text, start, at)

    # -- one relation ----------------------------------------------------------------------------------------------

    def _place(self, index: int, relation: Relation) -> _Place:
        size = len(self.text)
        spans = [Span(max(0, min(s.start, size)), max(0, min(s.end, size))) for s in relation.source]
        spans = [s for s in spans if s.start < s.end]
        spans = [antecedent(self.text, s) or _trim(self.text, s) for s in spans]
        text = " ".join(self.text[s.start : s.end] for s in relation.named or spans)
        anchor = (spans or [*relation.cue, *relation.content] or [Span(0, 0)])[0]
        at = max(0, min(anchor.start, size))
        block = block_at(self.starts, at)
        role = self.article.blocks[block].role if self.article.blocks else Role.paragraph
        end = spans[-1].end if spans else at
        return _Place(index, 0 if role in STORY else 1, at, end, block, text)

    def _speaker(self, place: _Place) -> Entity | None:
        if place.index in self.found:
            return self.found[place.index]
        self.found[place.index] = None  # a circle of parents ends here
        relation = self.relations[place.index]
        entity = self._of_phrase(place) if place.text.strip() else self._of_nothing(place)
        self.found[place.index] = entity
        if entity is not None and entity.phrases:
            self.by_start.setdefault(place.at, entity)
        if entity is not None:
            self._note(entity, place, relation)
        return entity

    def _note(self, entity: Entity, place: _Place, relation: Relation) -> None:
        if place.text.strip() and Span(place.at, place.end) not in entity.spans and place.end - place.at < 400:
            entity.spans.append(Span(place.at, place.end))
        if place.rank == 0:
            entity.places.append(place.at)
            inverted = any(0 <= place.at - c.end <= 2 for c in relation.cue)
            leads = bool(entity.names) or inverted or self._opening(place.at)
            self._meet(entity, place.at, 2.0 if leads else 1.0)
            if self._enclosing(place) is None:
                self.discourse.speak(entity, self.order[place.block], 2.5 if leads else 0.5)

    def _enclosing(self, place: _Place) -> int | None:
        """Find the relation in whose content the source phrase stands: its parent, or the closest around it."""
        parent = self.relations[place.index].parent
        if parent is not None and 0 <= parent < len(self.relations) and parent != place.index:
            return parent
        if not place.text:
            return None
        at = bisect_right(self.contents, (place.at, _FAR_END, 0))
        around = [c for c in self.contents[max(0, at - _AROUND) : at] if c[1] >= place.end and c[2] != place.index]
        return min(around, key=lambda c: (c[1] - c[0], c[2]))[2] if around else None

    def _of_nothing(self, place: _Place) -> Entity | None:
        relation = self.relations[place.index]
        if relation.cue:
            return self._subject_before(relation, place)
        if not relation.content:
            return None
        if place.rank:
            return self._same_words(relation)
        if not self._starts_quotation(relation.content[0].start, place.block):
            return None
        return self._last_speaker(place, 1)

    def _subject_before(self, relation: Relation, place: _Place) -> Entity | None:
        """Find whom a cue without a subject of its own goes on about: "said it held, adding …", "and recalled …"."""
        cue = relation.cue[0]
        before = self.text[max(0, cue.start - _SENTENCE) : cue.start]
        words = self.text[cue.start : cue.end].split()
        joined = words and words[0].lower() not in _IMPERSONAL and _COORDINATED.search(before)
        if not (joined or _goes_on(words)):
            return None
        ends = [m.end() for m in _SENTENCE_END.finditer(before)]
        floor = cue.start - len(before) + (ends[-1] if ends else 0)
        near = [p for p in self.places if p.text and floor <= p.at and p.end <= cue.start and p.index != place.index]
        return self._speaker(max(near, key=lambda p: (p.at, p.index))) if near else None

    def _last_speaker(self, place: _Place, blocks: int) -> Entity | None:
        """Find the speaker of the statement before, if it stands at most `blocks` paragraphs back."""
        gap = self.order[place.block] - self.discourse.speaker_block
        return self.discourse.speaker if 0 <= gap <= blocks else None

    def _next_speaker(self, place: _Place) -> Entity | None:
        """Find the named speaker whose cue follows the quotation, in the same paragraph."""
        after = [p for p in self.places if p.block == place.block and p.at > place.at and p.index not in self.found]
        for other in sorted(after, key=lambda p: p.at):
            phrase = parse_phrase(other.text)
            if phrase.kind != "pronoun":
                return self._speaker(other) if phrase.kind == "name" else None
        return None

    def _starts_quotation(self, at: int, block: int) -> bool:
        marks = tuple("“\"«‘'")  # a content holds its marks or stands just behind them
        opened = self.text[at : at + 1] in marks or self.text[max(0, at - 1) : at] in marks
        return opened or self._quoted(at, block)

    def _same_words(self, relation: Relation) -> Entity | None:
        """Find the speaker of the statement in the story whose words a headline's quotation repeats."""
        wanted = self._words(relation.content)
        best: Entity | None = None
        highest = 0.6
        for i, other in enumerate(self.relations):
            entity = self.found.get(i)
            if entity is None or other is relation or len(wanted) < 2:
                continue
            theirs = self._words(other.content)
            share = len(wanted & theirs) / len(wanted) + 0.2 / (1 + len(theirs))
            if share > highest:
                best, highest = entity, share
        return best

    def _words(self, spans: Spans) -> set[str]:
        return {w for s in spans for w in _WORD.findall(self.text[s.start : min(s.end, s.start + 2000)].lower())}

    def _of_phrase(self, place: _Place) -> Entity | None:
        phrase = parse_phrase(place.text)
        if place.rank and phrase.kind == "name" and self.register.find(phrase.name, place.at) is None:
            phrase = parse_phrase(self._uncapitalised(place.text))
        if phrase.kind == "pronoun":
            return self._of_pronoun(phrase, place)
        if phrase.joint:
            return self._joint(phrase, place)
        if phrase.kind == "name":
            return self._of_name(phrase, place)
        return self._of_noun(phrase, place)

    def _joint(self, phrase: Phrase, place: _Place) -> Entity:
        """Several who speak together, who are the same when they are called by the same words again."""
        key = name_words(self._owned_text(phrase, place))
        if key not in self.joint:
            self.joint[key] = self._new(phrase, place)
        return self.joint[key]

    def _uncapitalised(self, text: str) -> str:
        """A headline's phrase with small letters where the story writes its words so: "Diver" is a diver."""
        words = text.split(" ")
        small = [w.lower() for w in words]
        story = self.text[:_LONG_PARAGRAPH]
        known = [re.search(rf"(?<![\w’'-]){re.escape(low)}(?![\w’'-])", story) for low in small]
        return " ".join(low if found else word for word, low, found in zip(words, small, known, strict=True))

    def _of_name(self, phrase: Phrase, place: _Place) -> Entity:
        titles = phrase.role.split()
        gender = _title_gender(titles[0] if titles else "")
        phrase = replace(phrase, name=" ".join(without_day(phrase.name.split(" "))))
        entity = self.register.find(phrase.name, place.at, gender=gender)
        if entity is None:
            return self._new(phrase, place)
        kind = by_role(phrase.head, name_words(phrase.name)) if phrase.head and not entity.heads else None
        entity.kind = kind or entity.kind
        if phrase.head and phrase.head not in entity.heads:
            entity.heads.append(phrase.head)
        known = {fold(name) for name in entity.names}
        person = fold(" ".join(ends_with_person(phrase.name.split())))
        if known.isdisjoint((fold(phrase.name), person)):
            entity.names.append(phrase.name)
        return entity

    def _of_noun(self, phrase: Phrase, place: _Place) -> Entity | None:
        words = place.text.split()
        if phrase.det == "definite" and len(words) == 2 and words[1][:1].isupper() and phrase.kind != "person":
            short = self.register.find(words[1], place.at)  # "the Guard": the end of a name that the article gives
            if short is not None and short.is_thing():
                return short
        if phrase.det == "none" and (person := self._by_surname(place)):
            return person
        if _OURSELVES.fullmatch(place.text) and not self._quoted(place.at, place.block):
            return self._author("w", phrase, place)
        mouth = self._owner_of_mouthpiece(phrase, place)
        if mouth is not None:
            return mouth
        if place.at in self.by_start:  # the source of a relation nested in this one's phrase, or around it
            return self.by_start[place.at]
        shown = phrase.kind == "document" and words[0].lower() == "this" and bool(phrase.complement)
        fresh = shown or phrase.det in ("number", "quantity", "single")  # "this photo taken on Friday" is another
        if not fresh:
            whose = phrase.kind != "person" and words[0].lower() in _OWNS  # "his campaign" is whose he is
            asked = parse_phrase(self._owned_text(phrase, place)) if whose else phrase
            entity = self.discourse.by_role(asked, place.at, self.order[place.block], late=place.rank > 0)
            if entity is not None:
                if not entity.names:
                    entity.phrases.append(place.text)
                    body = entity.sort == "body" and not entity.is_person()
                    if entity.kind is SourceKind.unnamed and body and phrase.det == "definite":
                        entity.kind = SourceKind.named_organisation  # "a trust" is any, "the trust" a known one
                entity.describe(phrase)
                return entity
            if entity := self._named_later(phrase, place) or self._told_of(phrase, place):
                entity.describe(phrase)
                return entity
        return self._new(phrase, place)

    def _by_surname(self, place: _Place) -> Entity | None:
        """Find the person whose surname is also a trade's or a thing's noun: "Baker said", of James Baker."""
        word, *rest = place.text.partition(",")[0].split(" ")
        name = bare_name(word)
        stands = name[:1].isupper() and rest in ([], ["himself"], ["herself"], ["who"])
        known = self.register.find(name, place.at) if stands else None
        full = (name_words(n) for n in known.names) if known else ()
        named = any(len(n) > 1 and n[0] in GIVEN_NAMES and n[-1] == fold(name) for n in full)
        return known if named else None

    def _named_later(self, phrase: Phrase, place: _Place) -> Entity | None:
        return None if place.rank else self.delayed.named(phrase, place.end, place.block, self.discourse.own)

    def _told_of(self, phrase: Phrase, place: _Place) -> Entity | None:
        """Find the person of whom a description tells more, as "the mum-of-one, 33" does of whoever was just named."""
        found = _OF_ANYBODY.fullmatch(place.text)
        if place.rank or phrase.det != "definite" or found is None:
            return None
        gender = PERSON_NOUNS.get((found["kin"] or "").lower(), "") or "s"
        return self.discourse.antecedent(gender, place.at, self.order[place.block], quoted=False)

    def _owner_of_mouthpiece(self, phrase: Phrase, place: _Place) -> Entity | None:
        if phrase.head not in MOUTHPIECES:
            return None
        owner = phrase.owner or phrase.complement.partition("of ")[2]
        words = owner.split()
        if not words:
            return None
        inner = parse_phrase(owner if owner[:1].islower() else "the " + owner)
        return self._of_phrase(replace(place, text=inner.text)) if inner.kind in ("name", "body") else None

    def _new(self, phrase: Phrase, place: _Place) -> Entity:
        text = self._owned_text(phrase, place)
        span = Span(place.at, place.end)
        entity = entity_of_phrase(phrase, place.at, span, self.article)
        if phrase.kind != "name":
            entity.phrases[:] = [text]
            entity.words.update(name_words(text))
        named = _NAMED_AS.search(place.text)
        if named:
            entity.names.append(named[1])
            entity.kind = SourceKind.named_person
        return self.register.add(entity)

    def _owned_text(self, phrase: Phrase, place: _Place) -> str:
        """Find the phrase with its owner's name in place of "its", "our" or "she and": "her office" says whose."""
        first, _, rest = phrase.text.partition(" ")
        inner = parse_phrase(first)
        pointing = first.lower() in ("this", "that", "these", "those")
        if inner.kind != "pronoun" or not rest or inner.pronoun not in "mfityw" or pointing:
            return phrase.text
        owner = self._of_pronoun(inner, place)
        if owner is None or not owner.label() or owner.label().lower() in PRONOUNS:
            return phrase.text
        label = _ARTICLE.sub("", owner.label())
        return f"{label} {rest}" if phrase.joint else f"{label}’s {rest}"

    def _of_pronoun(self, phrase: Phrase, place: _Place) -> Entity | None:
        kind = phrase.pronoun
        if phrase.joint:
            return self._new(phrase, place)
        if kind == "n":
            return None
        if kind in "poc":
            return self._new(phrase, place)
        if kind in "yw":
            return self._of_first_person(kind, phrase, place)
        if place.rank:
            return self._late_pronoun(kind, place)
        enclosing = self._enclosing(place)
        quoted = self._quoted(place.at, place.block)
        outer = self._speaker(self.places[enclosing]) if enclosing is not None else None
        barred = (outer if quoted else None, self._asker(place))
        entity = self.discourse.antecedent(
            kind,
            place.at,
            self.order[place.block],
            quoted=quoted,
            bar=tuple(e for e in barred if e is not None),
            teller=None if quoted else outer,
        )
        if entity is not None and kind in "mf" and not entity.gender:
            entity.gender = kind
        return entity or self._new(phrase, place)

    def _asker(self, place: _Place) -> Entity | None:
        """Find who put the question that is answered here: "he replied" is somebody else."""
        relation = self.relations[place.index]
        if _ANSWERS.isdisjoint(self._words(relation.cue)):
            return None
        start = min((place.at, *(s.start for s in relation.content)))
        before = [p for p in self.places if p.rank == 0 and p.block >= place.block - 1 and p.at < start]
        asked = max(before, key=lambda p: (p.at, p.index), default=None)
        if asked is None:
            return None
        cue = self.relations[asked.index].cue
        put = not _ASKS.isdisjoint(self._words(cue)) or (cue and _TO_ONE.match(self.text, cue[-1].end))
        return self._speaker(asked) if put else None

    def _late_pronoun(self, kind: str, place: _Place) -> Entity | None:
        """Find a headline's pronoun: the first source of the story that agrees with it."""
        return self.discourse.antecedent(kind, 1 << 60, self.order[place.block], quoted=False)

    def _of_first_person(self, kind: str, phrase: Phrase, place: _Place) -> Entity | None:
        enclosing = self._enclosing(place)
        answering = enclosing is not None and bool(self.relations[enclosing].named)
        if not (answering or self._quoted(place.at, place.block) or self._block_quote(place.block)):
            return self._author(kind, phrase, place)
        speaker = self._speaker(self.places[enclosing]) if enclosing is not None else None
        if speaker is None:
            speaker = self._next_speaker(place) or self._last_speaker(place, 2)
        if speaker is None:
            return self._author(kind, phrase, place)
        return speaker if kind == "y" else self._speakers_group(speaker, phrase, place)

    def _block_quote(self, block: int) -> bool:
        return bool(self.article.blocks) and self.article.blocks[block].role is Role.quote

    def _speakers_group(self, speaker: Entity, phrase: Phrase, place: _Place) -> Entity:
        """Whom "we" means in somebody's mouth: the body they speak for, or they and others."""
        if not speaker.is_person():
            return self._issuer(speaker, place.at) or speaker
        body = self._affiliation(speaker)
        if body is not None:
            return body
        entity = self._new(phrase, place)
        entity.phrases[:] = [f"{_ARTICLE.sub('', speaker.label())} and others"]
        entity.kind, entity.plural = SourceKind.collective, True
        return entity

    def _issuer(self, paper: Entity, at: int) -> Entity | None:
        """Find the body from which a document comes: "a letter from the State Inspectorate"."""
        if paper.kind is SourceKind.document:
            for text in paper.phrases:
                found = _ISSUED.search(text)
                if found and (body := self.register.find(found[1], at)) and body.is_thing():
                    return body
        return None

    def _affiliation(self, speaker: Entity) -> Entity | None:
        for description in speaker.described:
            for entity in self.register.entities[:_LONG_LIST]:
                if entity.kind is SourceKind.named_organisation and any(n in description for n in entity.names):
                    return entity
        return None

    def _author(self, kind: str, phrase: Phrase, place: _Place) -> Entity:
        """Find the writer of "I", the outlet of "we"; where neither is known, a source called by the pronoun."""
        name = self._byline() if kind == "y" else None
        chosen = SourceKind.named_person
        if name is None:
            name, chosen = outlet_of(self.article), SourceKind.outlet
        if name is None:
            entity = self._new(phrase, place)
            entity.kind = SourceKind.outlet if kind == "w" else SourceKind.unnamed
            return entity
        known = self.register.find(name, place.at)
        if known is not None:
            self.discourse.own.add(id(known))
            return known
        entity = Entity(first=place.at, names=[name], places=[place.at], kind=chosen)
        self.discourse.own.add(id(entity))
        return self.register.add(entity)

    def _byline(self) -> str | None:
        if self.article.authors:
            return self.article.authors[0]
        for block in self.article.blocks:
            if block.role is Role.byline:
                found = _BY.search(self.text, block.span.start, min(block.span.end, block.span.start + 300))
                if found and found[1].lower() not in _DESKS and "desk" not in found[1].lower():
                    return found[1].title() if found[1].isupper() else found[1]
        return None

    # -- the records -----------------------------------------------------------------------------------------------

    def _resolution(self) -> Resolution:
        ids: dict[int, str] = {}
        sources: list[Source] = []
        used: dict[str, int] = {}
        for index in range(len(self.relations)):
            entity = self.found.get(index)
            if entity is None or id(entity) in ids:
                continue
            source = source_of(entity, self.article, used)
            ids[id(entity)] = source.id
            sources.append(source)
        speakers = [self.found.get(i) for i in range(len(self.relations))]
        return Resolution(
            sources=tuple(sources), speakers=tuple(ids[id(e)] if e is not None else None for e in speakers)
        )


def _order(article: Article) -> tuple[int, ...]:
    """The number of each block among the story's paragraphs; entries of a live page stand far from one another."""
    entries = (block.at for block in article.blocks)
    begins = (one is not None and one != before for before, one in pairwise(chain((None,), entries)))
    steps = (int(b.role in STORY) + _FAR_APART * new for b, new in zip(article.blocks, begins, strict=True))
    return tuple(accumulate(steps)) or (0,)


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a cue is a participle that hangs on the sentence's subject: "adding", "without naming"."""
    first = words[0].lower() if words else ""
    return first.endswith("ing") and first not in _IMPERSONAL


def _trim(text: str, span: Span) -> Span:
    """Cut off what a span that is a word too wide takes from the sentence or the quotation beside it."""
    pieces: list[Span] = []
    start = span.start
    for found in _BREAK.finditer(text, span.start, min(span.end, span.start + 400)):
        pieces.append(Span(start, found.start()))
        start = found.end()
    pieces.append(Span(start, span.end))
    kept = [p for p in pieces if any(c.isalnum() for c in text[p.start : p.end])]
    if len(kept) < 2:
        return span if not kept else kept[0] if len(pieces) > 1 else span
    return max(kept, key=lambda p: (_is_known(text[p.start : p.end]), len(text[p.start : p.end].split()), p.start))


def _is_known(text: str) -> bool:
    """Whether the phrase is a name, a pronoun, or has a noun that a source may have."""
    return parse_phrase(text).kind != "unknown"


def _title_gender(title: str) -> str:
    return HONORIFICS.get(title.rstrip(".").lower(), "")


def _in_typed_marks(text: str, start: int, at: int) -> bool:
    """Whether `at` lies within marks of two characters, as wires and archives send them: ``so'' or ''so''."""
    opens, closes = text.count("``", start, at), text.count("''", start, at)
    return opens > closes if opens else closes % 2 == 1
