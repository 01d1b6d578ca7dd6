"""When two names, in two articles, are one person's.

Within an article `whence.read.names` has already joined the short names to the full ones. Across articles less is
certain: what a short name means depends on which full names the collection has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from whence.read.lexicon_people import HONORIFICS
from whence.read.names import gender_of_name, name_words, part_of, same_person, split_title
from whence.records import Source

__all__ = [
    "LETTERS",
    "FullName",
    "Words",
    "agree",
    "clash",
    "described_by",
    "meant_by",
    "people",
    "person_words",
    "role_words",
    "roles",
    "sexes_of",
]

Words = tuple[str, ...]
FullName = tuple[Words, frozenset[str]]
"""The words of a full name, and what its titles tell of its bearer's sex (`sexes_of`)."""
Pairs = Iterator[tuple[str, str]]

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "ə": "a"}
)
"""Letters that are no plain ones with an accent, as English pages write them."""

_VOWELS = re.compile("(?<=[aou])e")  # "Mueller" is Müller
_SMALL = frozenset("of for the and in on at to a an de la du des".split())
_TITLES = frozenset(("doc", "gran", "sister", "brother", "elder", "comrade"))


def person_words(source: Source) -> Words:
    """The folded words of a person's fullest name, without titles and accents; letters that spell umlauts are one."""
    names = [_own_name(n) for n in (source.name, *source.aliases)]
    best = max(names, key=len, default=())
    return tuple(_VOWELS.sub("", w.translate(LETTERS)) for w in best)


def _own_name(name: str) -> Words:
    """The words of a name up to its first comma, from the first capital on; none of two people, or of whose role."""
    head = name.partition(",")[0]
    found = re.findall(r"[^\W_][\w’'.-]*", head)
    if not found or not found[-1][0].isupper() or any(w == "and" or re.search(r"['’]s?$", w) for w in found):
        return ()
    capital = next(i for i, w in enumerate(found) if w[0].isupper())
    words = split_title(name_words(" ".join(found[capital:])))[1]
    return words[1:] if len(words) > 1 and words[0] in _TITLES else words


def people(sources: Iterable[Source]) -> Pairs:
    """Yield pairs of persons' ids that are the same: full names agree, or a surname is only one person's.

    Two full names agree when given names are equal, or one is the other's initial, or one has words that the other
    leaves out; a lone surname joins the only full name with it, or the one of several whose description it shares.
    """
    by_surname: dict[str, list[tuple[Words, Source]]] = defaultdict(list)
    for source in sources:
        if words := person_words(source):
            by_surname[words[-1]].append((words, source))
    for some in by_surname.values():
        yield from _one_surname(some)
    yield from _by_given_name({s.id: w for found in by_surname.values() for w, s in found})


def _one_surname(some: Sequence[tuple[Words, Source]]) -> Pairs:
    full: defaultdict[FullName, list[Source]] = defaultdict(list)
    for words, source in some:
        if len(words) > 1:
            full[words, sexes_of(source)].append(source)
    first = {name: min(own, key=lambda s: s.id) for name, own in full.items()}
    means = meant_by({name: len(own) for name, own in full.items()})
    for name, own in full.items():
        yield from ((source.id, first[means[name] or name].id) for source in own)
    kept = [first[name] for name in full if means[name] == name]
    lone = [s for w, s in some if len(w) == 1]
    for source in lone:
        fit = [k for k in kept if not _sexes_differ(source, k)]
        if len(fit) > 1:
            fit = [k for k in fit if described_by(source) & described_by(k)]
        if len(fit) == 1:
            yield source.id, fit[0].id
    if not full:
        for one, two in pairwise(lone):
            if not _sexes_differ(one, two) and not clash(described_by(one), described_by(two)):
                yield one.id, two.id


def meant_by(bearers: Mapping[FullName, int]) -> dict[FullName, FullName | None]:
    """Map each full name of one surname to the one that stands for its person, itself or what more articles say.

    `bearers` counts the sources of each. The commonest name comes first, of two as common the fuller: "Donald Trump" is
    who is meant by "Donald J. Trump" and by "Republican Donald Trump". A name that may be two persons' means nobody
    (None) but whoever bears it.
    """
    common: defaultdict[Words, int] = defaultdict(int)
    for (words, _), count in bearers.items():
        common[words] += count
    order = sorted(bearers, key=lambda n: (-common[n[0]], -len(n[0]), n[0], not n[1], sorted(n[1])))
    found: dict[FullName, FullName | None] = {}
    kept: list[FullName] = []
    for words, sexes in order:
        fit = [name for name in kept if len(name[1] | sexes) < 2 and agree(words, name[0])]
        if not fit:
            kept.append((words, sexes))
        found[words, sexes] = (words, sexes) if not fit else fit[0] if len(fit) == 1 else None
    return found


def _by_given_name(found: Mapping[str, Words]) -> Pairs:
    """Yield a lone given name, which is nobody's surname, with the only full name that begins with it."""
    surnames = {w[-1] for w in found.values() if len(w) > 1}
    given: dict[str, dict[Words, str]] = defaultdict(dict)
    for identity, words in sorted(found.items()):
        if len(words) > 1:
            given[words[0]].setdefault(words, identity)
    for identity, words in sorted(found.items()):
        if len(words) == 1 and words[0] not in surnames and len(given.get(words[0], ())) == 1:
            yield identity, next(iter(given[words[0]].values()))


def roles(sources: Sequence[Source]) -> Pairs:
    """Yield pairs of persons of whom one at least has a role for a name: "Vesta's chief vet", "the general secretary".

    Two are one where the role has the same words, an owner's name among them; a role is a named person's where that
    person's description, and nobody else's, has all its words.
    """
    held: dict[str, set[tuple[Words, frozenset[str]]]] = defaultdict(set)  # by each word of a description
    first: dict[Words, str] = {}
    lone = []
    for source in sources:
        words = person_words(source)
        if not words:
            lone.append(source)
            continue
        first.setdefault(words, source.id)
        for word in described_by(source):
            held[word].add((words, described_by(source)))
    seen: dict[Words, str] = {}
    for source in lone:
        role, owned = role_words(source)
        if len(role) < 2:
            continue
        if owned and seen.setdefault(role, source.id) != source.id:
            yield source.id, seen[role]
        holders = {words for words, described in held.get(role[0], ()) if set(role) <= described}
        fullest = max(holders, key=lambda w: (len(w), w), default=())
        if holders and all(agree(fullest, w) for w in holders):
            yield source.id, first[fullest]


def role_words(source: Source) -> tuple[Words, bool]:
    """The words of a role that stands for a name, and whether an owner's name is among them."""
    role = tuple(w for w in name_words(source.name) if w not in _SMALL)
    return role, any(w[0].isupper() for w in source.name.split())


def agree(one: Words, two: Words) -> bool:
    """Whether two full names of one surname can be one person's."""
    if one == two or part_of(one, two) or part_of(two, one) or same_person(one, two):
        return True
    return len(one) == len(two) == 2 and one[-1] == two[-1] and _shortened(one[0], two[0])


def _shortened(one: str, two: str) -> bool:
    """Whether a given name is the other cut short: "Alex", "Alexander"."""
    short, long = sorted((one, two), key=len)
    return len(short) >= 3 and long.startswith(short)


def _sexes_differ(one: Source, two: Source) -> bool:
    return len(sexes_of(one) | sexes_of(two)) > 1


def sexes_of(source: Source) -> frozenset[str]:
    """What a person's names, and the titles that open descriptions, tell: "m", "f", both or none of them."""
    told = (source.name, *source.aliases, *_title(source))
    return frozenset(g for n in told if (g := gender_of_name(n)))


def _title(source: Source) -> tuple[str, ...]:
    first = (source.description or "").partition(",")[0]
    return (f"{first} X",) if name_words(first) and set(name_words(first)) <= HONORIFICS.keys() else ()


def clash(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two descriptions have words, and none in common."""
    return bool(one and two) and not one & two


def described_by(source: Source) -> frozenset[str]:
    """The folded words of a description that tell something."""
    return frozenset(w for w in name_words(source.description or "") if w not in _SMALL and len(w) > 2)
