"""Offices that one person holds: "the laboratory's director" of one article, who has a name in another.

Words alone do not show that two offices are one: "the minister" is somebody else in the next story. So the two articles
must tell one story, only one person may be described so in it, and no other owner may stand beside the office.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from whence.link.person_names import Words, agree, person_words
from whence.link.same_story import Stories
from whence.read.lexicon_people import ROLE_GROUPS
from whence.read.names import name_words
from whence.records import Article, Source

__all__ = ["Office", "holds", "office_asked", "offices", "offices_held"]

Naming = tuple[Source, Article]
Office = tuple[frozenset[str], frozenset[str]]
"""The folded words of a phrase without small ones, and those of them that are written as names: its owner's."""

_OFFICES = frozenset(
    """
    director chief head boss minister president premier chancellor mayor governor chair chairman chairwoman chairperson
    secretary commissioner captain coach manager editor superintendent ambassador bishop archbishop rector dean
    principal coroner ombudsman agent lawyer leader founder owner commander treasurer spokesman spokeswoman spokesperson
    """.split()
)
"""Nouns of which a body has one, or lets one speak."""
_SMALL = frozenset("of for the and in on at to a an its his her their our".split())
_RANKS = frozenset("deputy vice assistant associate acting interim former ex outgoing retired junior shadow".split())
_INDEFINITE = re.compile(r"(?:an?|one|another|some|any|two|several|many|former|ex|then)\b", re.IGNORECASE)
_PARTS = re.compile(r"[;,]\s*")


def offices(people: Sequence[Naming], nameless: Sequence[Naming]) -> Iterator[tuple[str, str]]:
    """Yield the ids of a nameless source that is named by an office, and of the one person who holds it in its story.

    Two words of the office at least must describe the person. A name beside it ("Vesta's chief vet") must be in the
    description too, unless that names no owner at all.
    """
    described: defaultdict[str, list[tuple[Words, Naming, Office]]] = defaultdict(list)  # by the office's noun
    for source, article in people:
        for noun, office in offices_held(source):
            described[noun].append((person_words(source), (source, article), office))
    stories = Stories()
    for source, article in nameless:
        asked = office_asked(source, article)
        if asked is None:
            continue
        noun, office = asked
        held = [(w, n) for w, n, has in described[noun] if holds(has, office) and stories.are_same(article, n[1])]
        fullest = max((w for w, _ in held), key=lambda w: (len(w), w), default=())
        if held and all(agree(fullest, w) for w, _ in held):
            yield source.id, next(n[0].id for w, n in held if w == fullest)


def offices_held(source: Source) -> Iterator[tuple[str, Office]]:
    """Yield the offices by which a person is described, each by each of its nouns."""
    if person_words(source):
        for part in _PARTS.split(source.description or ""):
            words, owners = _office(part)
            yield from ((noun, (words, owners)) for noun in sorted(words & _OFFICES))


def office_asked(source: Source, article: Article) -> tuple[str, Office] | None:
    """Return the office by which a nameless source is called, with its noun; None where that tells nobody."""
    office = _office(source.name.partition(",")[0])
    nouns = sorted(office[0] & _OFFICES)
    if len(office[0]) < 2 or not nouns or _is_indefinite(source, article):
        return None
    return nouns[0], office


def _is_indefinite(source: Source, article: Article) -> bool:
    """Whether an article says "a director", or "the former director", when it first names a source."""
    place = source.mentions[0] if source.mentions else None
    return place is not None and _INDEFINITE.match(article.text, place.start, place.end) is not None


def holds(described: Office, office: Office) -> bool:
    """Whether a person's description has an office's words, in no other rank and of no other owner."""
    words, owners = office
    said, others = described
    plain = words - owners
    same_owner = owners <= said or (not others and len(plain) >= 2)
    return plain <= said and said & _RANKS == words & _RANKS and same_owner


def _office(text: str) -> Office:
    printed = re.findall(r"[^\W_][\w’'&-]*", text)
    names = {word for p in printed if p[0].isupper() for word in name_words(p)}
    words = frozenset(word for word in name_words(text) if word not in _SMALL)
    return words, frozenset(word for word in names & words if word not in ROLE_GROUPS and word not in _OFFICES)
