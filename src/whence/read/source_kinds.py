"""What sort of source a phrase names: a person, a body, an outlet, a document, a group, or nobody that it names."""

from __future__ import annotations

import re

from whence.read.appositions import apposition
from whence.read.lexicon_bodies import (
    BUSINESS_WORDS,
    ORGANISATION_NOUNS,
    OUTLET_NAMES,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PLACE_WORDS,
    PLACES,
    plain,
)
from whence.read.lexicon_people import GIVEN_NAMES, HONORIFICS
from whence.read.names import name_words, same_name
from whence.read.source_phrases import Phrase, noun_class, parse_phrase
from whence.records import Article, Role, SourceKind

__all__ = ["EITHER", "OUR_OUTLET", "kind_of", "kind_of_name", "kind_of_phrase", "outlet_of"]

OUR_OUTLET = (
    r"(?:this|our) (?:newspaper|paper|station|site|website|channel|programme|magazine|broadcaster|blog|outlet|newsroom)"
)
"""A pattern of what an outlet calls itself."""

_FRONT = frozenset((Role.byline, Role.credit, Role.dateline, Role.notice))
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{4}\s*)?((?:(?:[A-ZÀ-Þ][\w’'&-]*|&|of|and|the)[^\S\n]?){1,6})"
)
_NAME_LINE = re.compile(r"[^|•·/\n]{2,60}")
# Bodies of which a country has one: "a Western army" is as well named as "the army".
_ONLY_ONE = frozenset("army navy police government ministry parliament treasury military coastguard presidency".split())
_PRESS_OFFICE = frozenset("service services office officer secretary department centre center conference".split())
# Words that stand beside names of people and of bodies alike, and so tell nothing.
_NEUTRAL = frozenset(
    """owner operator partner rival supplier seller contractor source authority guard regulator tenant landlord lessee
    bidder buyer client customer employer""".split()
)
# What bears its founder's name, given name and all: "the retailer Marta Orr".
_FOUNDED = frozenset(
    """company firm brand retailer chain maker manufacturer brewer bank insurer label store shop restaurant hotel studio
    charity foundation school college university hospital museum gallery orchestra""".split()
)
EITHER = frozenset(("owner",))
"""Nouns of bodies that mean a person as often."""
_BEFORE = re.compile(r"(?:\b([\w’'-]+)[,]? )?(the )?$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<age>, (?:aged )?\d{1,3}\b)|(?P<thing>, which\b)"
    r"| (?P<report>(?:has |had |have |first )?(?:report(?:s|ed)|wrote|printed|published|carried|aired|broadcast))\b"
    r"|['’]s? (?P<owned>\w+)| (?P<noun>[a-z]\w*)"
)
_TELLS = frozenset("told tell tells telling informed citing credited quoting".split())
_PLACING = frozenset("at in near inside outside around".split())
_QUARTERS = frozenset("north south east west northern southern eastern western new great central".split())
# Those whom only people have: "Ivo Tamm's mother", never "Kessan's mother".
_NEAR_ONES = frozenset(
    """mother father parents son daughter children child wife husband widow brother sister family uncle aunt cousin
    grandfather grandmother friend friends neighbour neighbor lawyer lawyers solicitor doctor death""".split()
)
_BY_ITSELF = re.compile(r"\b(?! [A-ZÀ-Þ])")
_STREETS = frozenset("via rue calle rua piazza plaza avenida lake mount port fort camp cape".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten first".split())
_AROUND = 20_000
# The weight of a place that only hints: people are told things too, and anybody may publish.
_HINT = 0.6
_HIDDEN = frozenset("anonymous unnamed unidentified".split())
_PERSONAL = frozenset("he she his her him himself herself".split())
_NEUTER = frozenset("it its itself".split())
_PRONOUN = re.compile(r"\b(he|she|his|her|him|it|its|himself|herself|itself)\b", re.IGNORECASE)


def kind_of(text: str, *, article: Article) -> SourceKind:
    """Return the kind of source that the phrase `text` names, as `article` uses the name.

    A phrase that is empty, or a pronoun that stands for nobody, is `none`. A pronoun or role is read as it stands: what
    it refers to is for `whence.read.sources.resolve` to find.
    """
    return kind_of_phrase(parse_phrase(text), article)


def kind_of_phrase(phrase: Phrase, article: Article) -> SourceKind:
    """Return the kind of a phrase that is already parsed (see `kind_of`)."""
    if phrase.kind == "pronoun":
        return _kind_of_pronoun(phrase)
    if phrase.joint:
        return SourceKind.collective
    if phrase.kind == "name":
        return kind_of_name(phrase.name, article, head=phrase.head, definite=phrase.det == "definite")
    if phrase.kind == "unknown":
        if not phrase.words:
            return SourceKind.collective if phrase.det in ("quantity", "number") else SourceKind.none
        return SourceKind.collective if phrase.plural else SourceKind.unnamed
    if phrase.kind == "document":
        # "An account called …", with no owner, is somebody unseen; "the account" is a story told.
        hidden = phrase.head == "account" and not phrase.plural and phrase.det == "indefinite"
        return SourceKind.unnamed if hidden else SourceKind.document
    if phrase.plural and not (phrase.head == "media" and "state" in phrase.words):
        numbered = phrase.kind == "person" and phrase.det == "number" and _is_small(phrase.text)
        hidden = phrase.kind == "person" and not _HIDDEN.isdisjoint(phrase.words)
        return SourceKind.unnamed if numbered or hidden else SourceKind.collective
    if phrase.kind == "person":
        return SourceKind.unnamed
    if phrase.kind == "outlet" or _is_news_body(phrase):
        return SourceKind.outlet
    bare = phrase.det == "indefinite" and not phrase.owner and phrase.head not in _ONLY_ONE
    return SourceKind.unnamed if bare or phrase.head in EITHER else SourceKind.named_organisation


def _is_news_body(phrase: Phrase) -> bool:
    return phrase.head in ("agency", "service", "organisation", "organization", "group") and bool(
        phrase.words & {"news", "press", "media"} and "press service" not in phrase.text.lower()
    )


def _kind_of_pronoun(phrase: Phrase) -> SourceKind:
    if phrase.joint or phrase.pronoun in "tpcw":
        return SourceKind.collective
    if phrase.pronoun == "n":
        return SourceKind.none
    return SourceKind.unnamed


def _is_small(text: str) -> bool:
    """Whether the number that opens the phrase counts people who could be told apart: ten at most."""
    first = text.split(None, 1)[0].lower()
    return not first[:1].isdigit() or (first.isdigit() and int(first[:4]) <= 10)


def outlet_of(article: Article) -> str | None:
    """Return the article's own outlet: the stated one, else the name in its copyright line or at the page's head."""
    return article.outlet or _front(article)[0]


# What the last article says of itself: a reading asks once for every name, and an article's hash would cost more.
_last: list[tuple[Article, tuple[str | None, str]]] = []


def _front(article: Article) -> tuple[str | None, str]:
    """Return the outlet that an article's frame names, and the text of its bylines, credits and notices."""
    kept = _last[-1] if _last else None
    if kept is None or kept[0] is not article:
        fronts = [b.span for b in article.blocks if b.role in _FRONT][:40]
        text = "\n".join(article.text[s.start : min(s.end, s.start + 400)] for s in fronts)
        kept = (article, (_guess_outlet(article), text))
        _last[:] = [kept]
    return kept[1]


def _guess_outlet(article: Article) -> str | None:
    for block in article.blocks:
        if block.role is Role.notice:
            found = _COPYRIGHT.search(article.text, block.span.start, min(block.span.end, block.span.start + 400))
            if found:
                return found[1].strip(" .,")
    for block in article.blocks[:2]:
        if block.role in (Role.other, Role.nav):
            line = _NAME_LINE.match(article.text, block.span.start, block.span.end)
            name = re.split(r" [-–—] ", line[0], maxsplit=1)[0].strip() if line else ""
            if 1 <= len(name.split()) <= 4 and name[:1].isupper():
                return name
    return None


def kind_of_name(
    name: str,
    article: Article,
    *,
    head: str = "",
    definite: bool = False,
    near: int | None = None,
    lone: SourceKind = SourceKind.named_person,
) -> SourceKind:
    """Return the kind of a proper name; `head` is the role noun beside it, `definite` whether "the" stands before it.

    The name's own form decides where it can, then what stands beside it in the article; a name of two or three words
    that nothing tells about is a person's. `near` is a place where it stands: only the text around is searched then.
    `lone` is the kind of a single word of which nothing at all is known.
    """
    words = name_words(name)
    if not words:
        return SourceKind.none
    own = outlet_of(article)
    if own and same_name(own, name):
        return SourceKind.outlet
    return (
        by_role(head, words)
        or by_form(words, name, definite)
        or _by_use(name, words, article, definite, near or 0)
        or lone
    )


def by_role(head: str, words: tuple[str, ...]) -> SourceKind | None:
    """Return the kind that the role noun beside a name tells, if any."""
    if not head or head in _NEUTRAL:
        return None
    found = noun_class(head)
    if head in HONORIFICS or (found and found[0] == "person" and not found[2]):
        return SourceKind.named_person
    if not found or found[2]:
        return None
    person = bool(words) and by_form(words, " ".join(words), definite=False) is SourceKind.named_person
    if person and head not in _FOUNDED:
        return None  # it belongs to other words: "voters trust Marta Orr", "the campaign Marta Orr ran"
    # In lower case beside a bare name, "agency" is news's word for an agency of news.
    outlet = found[0] == "outlet" or (head == "agency" and len(words) <= 2)
    return SourceKind.outlet if outlet else SourceKind.named_organisation if found[0] == "body" else None


def by_form(words: tuple[str, ...], name: str, definite: bool) -> SourceKind | None:
    """Return the kind that a name's own words tell, if any."""
    last = words[-1]
    if words[0] in HONORIFICS and len(words) > 1 and not (plain(last, ORGANISATION_NOUNS) or last in PLACE_WORDS):
        return SourceKind.named_person
    if "-".join(words) in OUTLET_NAMES or (len(words) > 1 and words[0] in OUTLET_NAMES) or last in OUTLET_NAMES:
        return SourceKind.outlet
    if len(words) > 1 and words[0] in GIVEN_NAMES and "of" not in words and "&" not in name:
        body = plain(last, ORGANISATION_NOUNS) or last in OUTLET_NOUNS or (last in OUTLET_WORDS and len(words) > 2)
        return None if body else SourceKind.named_person
    if _is_outlet(words, definite):
        return SourceKind.outlet
    if any(plain(w, ORGANISATION_NOUNS) for w in words) or "&" in name or "of" in words[1:-1]:
        return SourceKind.named_organisation
    if len(words) > 1 and last in BUSINESS_WORDS:
        return SourceKind.named_organisation
    if len(words) > 1 and words[0] in _STREETS:
        return SourceKind.named_organisation
    if " ".join(words) in PLACES or last in PLACE_WORDS or (last in PLACES and words[0] in _QUARTERS):
        return SourceKind.named_organisation
    parts = [p for p in name.split() if "." not in p.rstrip(".")]
    acronym = any(p.isupper() and 2 <= len(p) <= 6 for p in parts) and not name.isupper()
    if acronym or (len(parts) == 1 and name.isupper()):
        return SourceKind.named_organisation
    return None


def _is_outlet(words: tuple[str, ...], definite: bool) -> bool:
    if "press" in words and _PRESS_OFFICE & set(words) and "of" in words:
        return False
    if len(words) == 1:
        return words[0] in OUTLET_WORDS and (definite or words[0] in OUTLET_NOUNS)
    if "of" in words or any(w in ("service", "office") for w in words[1:2] if words[0] == "press"):
        return words[0] in OUTLET_WORDS
    inner = any(w in OUTLET_NOUNS or w in ("news", "press", "broadcasting") for w in words)
    return words[-1] in OUTLET_WORDS or words[0] in OUTLET_WORDS - {"sun", "star", "globe", "leader"} or inner


def _by_use(name: str, words: tuple[str, ...], article: Article, definite: bool, near: int) -> SourceKind | None:
    """Weigh what stands around the name in the article; the first place that tells decides."""
    votes = dict.fromkeys(SourceKind, 0.0)
    text = article.text
    stop = near + _AROUND if near else len(text)
    at = text.find(name, max(0, near - _AROUND), stop)
    seen = 0
    while at >= 0 and seen < 12:
        seen += 1
        vote = _vote(text, at, at + len(name), len(words))
        if vote:
            votes[vote[0]] += vote[1]
        elif pronoun := _PRONOUN.search(text, at + len(name), at + len(name) + 160):
            human = pronoun[1].lower() in _PERSONAL
            votes[SourceKind.named_person if human else SourceKind.named_organisation] += 0.2
        at = text.find(name, at + len(name), stop)
    votes[SourceKind.named_organisation] += _as_a_thing(name, text, max(0, near - _AROUND), stop)
    if _at_front(name, article):
        votes[SourceKind.outlet] += len(words) == 1 or not votes[SourceKind.named_person]
    personal = 2 <= len(words) <= 4 and not definite and not _is_common(words, text, max(0, near - _AROUND), stop)
    votes[SourceKind.named_person] += 0.5 if personal else 0.0
    best = max(votes, key=lambda k: votes[k])
    if votes[best]:
        return best
    if definite:
        return SourceKind.named_organisation
    if words[0] in GIVEN_NAMES:
        return SourceKind.named_person
    return SourceKind.named_organisation if len(words) > 1 else None


def _as_a_thing(name: str, text: str, start: int, stop: int) -> float:
    """How much the first of two words says, where it stands for both and "it" goes on: people go by the second."""
    first, _, last = name.partition(" ")
    if not last or " " in last or first.lower() in GIVEN_NAMES:
        return 0.0
    found, seen, at = 0, 0, text.find(first, start, stop)
    while at >= 0 and seen < 12:
        end = at + len(first)
        if not text[at - 1 : at].isalnum() and _BY_ITSELF.match(text, end):
            seen += 1
            if pronoun := _PRONOUN.search(text, end, end + 60):
                found += 1 if pronoun[1].lower() in _NEUTER else -1
        at = text.find(first, end, stop)
    return 0.4 * found


def _is_common(words: tuple[str, ...], text: str, start: int, stop: int) -> bool:
    """Whether a word of the name is a number, or a common word of the article: bodies are named so, people seldom."""
    if any(w in _NUMBERS or w.isdigit() for w in words):
        return True
    return any(text.find(f" {w}{end}", start, stop) >= 0 for w in words if len(w) > 3 for end in " ,.")


def _at_front(name: str, article: Article) -> bool:
    """Whether a byline, a credit line, a dateline or a notice of the page holds the name."""
    front = _front(article)[1]
    return name in front and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", front) is not None


def _vote(text: str, start: int, end: int, length: int) -> tuple[SourceKind, float] | None:
    before = _BEFORE.search(text, max(0, start - 30), start)
    word = (before[1] or "").lower() if before else ""
    if word.rstrip(".") in HONORIFICS and word not in _NEUTRAL:
        return SourceKind.named_person, 1.0
    if word in _TELLS:
        return SourceKind.outlet, _HINT
    if word in _PLACING:
        return SourceKind.named_organisation, 1.0
    if word and (found := by_role(word, ())):
        return found, 1.0
    if word in GIVEN_NAMES and text[start - 1 : start] == " " and text[start - len(word) - 1 :][:1].isupper():
        return SourceKind.named_person, 1.0
    appointed, _ = apposition(text, end, len(text))
    if appointed and (found := SourceKind.named_person if appointed == "person" else by_role(appointed, ())):
        return found, 1.0
    after = _AFTER.match(text, end)
    if after is None:
        return None
    if after["age"] or after["thing"]:
        return (SourceKind.named_person if after["age"] else SourceKind.named_organisation), 1.0
    if after["report"]:
        return (SourceKind.outlet, _HINT) if length < 4 else None
    if (after["owned"] or "").lower() in _NEAR_ONES:
        return SourceKind.named_person, 1.0
    noun = noun_class((after["owned"] or after["noun"] or "").lower())
    if noun and noun[0] == "person":
        return (SourceKind.named_organisation, 1.0) if length < 3 else None
    if noun and noun[0] in ("outlet", "body") and not after["owned"]:
        return (SourceKind.outlet if noun[0] == "outlet" else SourceKind.named_organisation), 1.0
    return (SourceKind.named_organisation, 1.0) if before and before[2] else None
