"""When two names, in two articles, are one person's or one body's.

Within an article `whence.read.names` has already joined the short names to the full ones. Across articles less is
certain: what a short name means depends on which full names the collection has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.read.lexicon_bodies import ORGANISATION_NOUNS, plain
from whence.read.names import fold, gender_of_name, name_words, part_of, same_person, split_title
from whence.records import Source

__all__ = ["Words", "bodies", "body_words", "documents", "people", "person_words", "roles"]

Words = tuple[str, ...]
Pairs = Iterator[tuple[str, str]]

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "ə": "a"}
)
_VOWELS = re.compile("(?<=[aou])e")  # "Mueller" is Müller
_SMALL = frozenset("of for the and in on at to a an de la du des".split())
_LONGEST = 6  # words of a description that still counts as a name
_DIGITS = re.compile(r"\d[\d/.-]*\d|\d")
_TITLES = frozenset(("doc", "gran", "sister", "brother", "elder", "comrade"))
_COMMON = frozenset("official local state national main new town city regional country country's leaked internal".split())


def person_words(source: Source) -> Words:
    """The folded words of a person's fullest name, without titles and accents; letters that spell umlauts are one."""
    names = [_own_name(n) for n in (source.name, *source.aliases)]
    best = max(names, key=len, default=())
    return tuple(_VOWELS.sub("", w.translate(_LETTERS)) for w in best)


def _own_name(name: str) -> Words:
    """The words of a name up to its first comma, from the first capital on; none where something owns a role."""
    head = name.partition(",")[0]
    found = re.findall(r"[^\W_][\w’'.-]*", head)
    if not found or not found[-1][0].isupper() or any(re.search(r"['’]s?$", w) for w in found):
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
    full = [(w, s) for w, s in some if len(w) > 1]
    kept: list[tuple[Words, Source]] = []  # the first source of each person
    for words, source in sorted(full, key=lambda p: (-len(p[0]), p[1].id)):
        same = [k for k in kept if agree(words, k[0]) and not _sexes_differ(source, k[1])]
        if len(same) == 1:
            yield source.id, same[0][1].id
        elif not same:
            kept.append((words, source))
    lone = [(w, s) for w, s in some if len(w) == 1]
    for _, source in lone:
        fit = [k for _, k in kept if not _sexes_differ(source, k)]
        if len(fit) > 1:
            fit = [k for k in fit if _described(source) & _described(k)]
        if len(fit) == 1:
            yield source.id, fit[0].id
    if not kept:
        for (_, one), (_, two) in zip(lone, lone[1:], strict=False):
            if not _sexes_differ(one, two):
                yield one.id, two.id


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
    named = [(person_words(s), s) for s in sources]
    held: dict[Words, list[frozenset[str]]] = defaultdict(list)
    first: dict[Words, str] = {}
    for words, source in named:
        if words:
            held[words].append(_described(source))
            first.setdefault(words, source.id)
    seen: dict[Words, str] = {}
    for source in (s for words, s in named if not words):
        role = tuple(w for w in name_words(source.name) if w not in _SMALL)
        if len(role) < 2:
            continue
        owned = any(w[0].isupper() for w in source.name.split())
        if owned and seen.setdefault(role, source.id) != source.id:
            yield source.id, seen[role]
        holders = [w for w, some in held.items() if any(set(role) <= d for d in some)]
        if holders and all(agree(max(holders, key=len), w) for w in holders):
            yield source.id, first[max(holders, key=len)]


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
    found = {g for s in (one, two) for n in (s.name, *s.aliases, s.description or "") if (g := gender_of_name(n))}
    return len(found) > 1


def _described(source: Source) -> frozenset[str]:
    return frozenset(w for w in name_words(source.description or "") if w not in _SMALL and len(w) > 2)


def body_words(name: str) -> Words:
    """The telling words of a body's name in one order: "Ministry of Works", "the works ministry" have the same."""
    return tuple(sorted({w.translate(_LETTERS) for w in name_words(name) if w not in _SMALL}))


def bodies(sources: Sequence[tuple[Source, str]]) -> Pairs:
    """Yield pairs of organisations' ids that are the same; each source comes with its article's id.

    Names agree when they have the same telling words, or one is the other's initials, or one leaves out words of the
    only fuller name with its head noun; "the ministry" is that of its own article, else the only one there is.
    """
    named = [(s, article, _body_names(s)) for s, article in sources]
    first: dict[Words, str] = {}
    for source, _, names in named:
        for words in names:
            if _tells(words) and first.setdefault(words, source.id) != source.id:
                yield source.id, first[words]
    initials = _initials_of(named)
    for source, article, names in named:
        for words in names:
            if len(words) == 1 and len(initials.get(words[0], ())) == 1:
                yield source.id, next(iter(initials[words[0]]))
        if (fuller := _only_fuller(source, article, names, named, first)) is not None:
            yield source.id, fuller


def _body_names(source: Source) -> list[Words]:
    found = [body_words(n) for n in (source.name, *source.aliases) if len(n.split()) <= 2 * _LONGEST]
    return [w for w in found if w and len(w) <= _LONGEST]


def _tells(words: Words) -> bool:
    """Whether a name is more than a common noun: "ministry", "company" are no names."""
    return len(words) > 1 or not plain(words[0], ORGANISATION_NOUNS)


def _initials_of(named: Sequence[tuple[Source, str, Sequence[Words]]]) -> Mapping[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    spelt: dict[str, str] = {}
    for source, _, _ in named:
        words = [w for w in name_words(source.name) if w not in _SMALL]
        letters = "".join(w[0] for w in words)
        if 2 < len(letters) <= _LONGEST and spelt.setdefault(letters, fold(source.name)) == fold(source.name):
            found[letters].setdefault(source.id)
            found[letters] = {next(iter(found[letters])): None}
        elif letters in spelt and spelt[letters] != fold(source.name):
            found[letters][source.id] = None  # two names of one set of initials: neither is meant
    return found


def _only_fuller(
    source: Source,
    article: str,
    names: Sequence[Words],
    named: Sequence[tuple[Source, str, Sequence[Words]]],
    first: Mapping[Words, str],
) -> str | None:
    """Return the id of the one body whose name has all words of the source's and more."""
    mine = max(names, key=len, default=())
    if not mine:
        return None
    fuller: dict[str, None] = {}
    here: dict[str, None] = {}
    for other, where, others in named:
        for words in others:
            if set(mine) < set(words) and _one_head(mine, words):
                fuller[first.get(words, other.id)] = None
                if where == article:
                    here[first.get(words, other.id)] = None
    chosen = here if len(here) == 1 else fuller if len(_maximal(fuller, named)) == 1 else {}
    return next(iter(chosen), None)


def _maximal(ids: Iterable[str], named: Sequence[tuple[Source, str, Sequence[Words]]]) -> list[Words]:
    """The names, of those with the ids, that no other of them extends."""
    names = {max(w, key=len) for s, _, w in named if s.id in set(ids) and w}
    return [n for n in sorted(names) if not any(set(n) < set(m) for m in names)]


def _one_head(mine: Words, words: Words) -> bool:
    """Whether the shorter name has the fuller's kind: the same noun of a body, or no noun of a body at all."""
    heads = {w for w in words if plain(w, ORGANISATION_NOUNS)}
    own = {w for w in mine if plain(w, ORGANISATION_NOUNS)}
    return bool(own & heads) or (not own and not set(mine) <= _COMMON)


def documents(sources: Sequence[Source], head_of: Mapping[str, str]) -> Pairs:
    """Yield pairs of documents' ids that are the same: one head noun, a name or number in common, no other number.

    `head_of` maps an id to its head noun ("report"). Documents that only their kind describes stay apart.
    """
    seen: list[tuple[Source, str, frozenset[str], frozenset[str]]] = []
    for source in sorted(sources, key=lambda s: s.id):
        text = " ".join((source.name, *source.aliases, source.description or ""))
        marks = frozenset(fold(w) for w in re.findall(r"\b[A-Z][\w’'-]{2,}", text)) - _SMALL
        numbers = frozenset(_DIGITS.findall(text))
        for other, head, names, figures in seen:
            clash = numbers and figures and not numbers & figures
            if head == head_of.get(source.id) and (names & marks or numbers & figures) and not clash:
                yield source.id, other.id
                break
        seen.append((source, head_of.get(source.id, ""), marks, numbers))
