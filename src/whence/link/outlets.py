"""The outlets of a collection, learnt from its articles and from what they credit, never from a list.

An outlet has one name in its masthead and many elsewhere: its initials, its last word ("the Herald"), its name with a
common noun ("Herald newspaper"), its host, its handle. A name means an outlet here when exactly one outlet of the
collection bears it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from whence.read.lexicon_bodies import OUTLET_NOUNS, OUTLET_WORDS
from whence.read.names import fold, name_words
from whence.read.source_kinds import outlet_of
from whence.records import Article, Reading, SourceKind

__all__ = ["Key", "OutletFacts", "Outlets", "heads", "host_of", "key_of", "masthead_names", "mastheads", "outlet_facts"]

Key = tuple[str, ...]
"""A name's folded words, without articles, possessive endings and the common nouns around them."""

_HOUSE = OUTLET_NOUNS | frozenset("news agency newswire wire service site website online com tv newsroom staff".split())
_LEAD = frozenset("state local national regional daily weekly state-run rival trade online official".split())
_AGENCY = frozenset("press news agency wire newswire service bureau".split())
_SMALL = frozenset("of the and for in on at de la le des di".split())
_NOT_NAMES = frozenset("agencies agency staff newsroom wires".split())
_EDITION = re.compile(
    r"\s+in English$|\s+\d+(?:\.\d+)?\s*(?:FM|AM|MHz)?$|\s+\w+ (?:Edition|Pages)$|\s+Online$|\.\w{2,4}$"
)
_PARTS = re.compile(r"\s+[—–|/-]\s+|\s*[()]\s*|:\s+")
_CALL_SIGN = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_MOST_LETTERS = 6  # of an agency that goes by letters
_SHORTEST = 4  # letters from which the end of a name, or a name without its spaces, tells an outlet
_HEAD = 120  # code points of an article's first line in which its outlet's name may stand


class Outlets:
    """The outlets of a collection with the names that mean them.

    An outlet is one that some article is *of*; an agency that is only credited has a name (`known`) and no articles.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        named = mastheads(masthead_names(readings))
        articles = [r.article for r in readings]
        self._from(named, outlet_facts(articles, named))
        self._of: dict[str, str | None] | None = {a.id: self._home(a, _stated(a, named)) for a in articles}

    @classmethod
    def of_facts(cls, names: Iterable[str], facts: OutletFacts) -> Outlets:
        """Return the outlets of a collection by the names that its readings took for outlets', and by its facts."""
        outlets = cls.__new__(cls)
        outlets._from(mastheads(names), facts)
        outlets._of = None
        return outlets

    def _from(self, named: Mapping[Key, str], facts: OutletFacts) -> None:
        self._mastheads = named
        self._spelt = _spellings(facts.stated)
        self._names: dict[Key, dict[str, None]] = defaultdict(dict)  # what a name may mean, the surest names first
        self._squeezed: dict[str, dict[str, None]] = defaultdict(dict)
        self._hosts: dict[str, dict[str, None]] = defaultdict(dict)
        self._heads: dict[Key, dict[str, None]] = defaultdict(dict)  # first words of agencies' names
        self._whole: set[Key] = set(self._spelt)
        self._absent: dict[Key, str] = {}
        self._learn(facts)
        self._first = _by_first([*self._names, *self._absent, *self._heads])

    def named(self, name: str) -> str | None:
        """Return the collection's outlet that a name means, as its articles spell it; None where none or several do.

        `name` may be a host or an address, a handle, initials, or the end of the name.
        """
        found = self.among(name)
        return found[0] if len(found) == 1 else None

    def among(self, name: str) -> tuple[str, ...]:
        """Return every outlet of the collection that a name may mean: several where it is ambiguous."""
        key = key_of(name)
        if not key or (len(key) == 1 and key[0] in _NOT_NAMES):
            return ()
        exact = self._spelt.get(key)
        if exact is not None:
            return (exact,)
        found = self._names.get(key) or self._squeezed.get(_squeeze(name)) or self._hosts.get(host_of(name))
        found = found or self._heads.get(key)
        if not found and (parts := list(_printed(name))):
            found = {outlet: None for part in parts for outlet in self.among(part)}
        return tuple(found or ())

    def known(self, name: str) -> str | None:
        """Return the name of the outlet or of the agency without articles here that a name means, else None."""
        return self.named(name) or self._absent.get(key_of(name))

    def at(self, address: str) -> tuple[str, ...]:
        """Return the outlets whose pages stand at the host of an address."""
        return tuple(self._hosts.get(host_of(address), ()))

    def of(self, article: Article) -> str | None:
        """Return the outlet of one of the collection's articles, as the collection spells it."""
        if self._of is None:
            return self._home(article, _stated(article, self._mastheads))
        return self._of.get(article.id)

    def is_whole(self, key: Key) -> bool:
        """Whether a name stands as it is in some masthead, byline or credit, and is no part of one."""
        return key in self._whole

    def is_head(self, key: Key) -> bool:
        """Whether a name is only the first word of an agency's: "Moor" of "Moor Press"."""
        return key in self._heads and key not in self._names

    def keys_from(self, word: str) -> tuple[Key, ...]:
        """Return the names that begin with a folded word, the longest first: what a text is searched for."""
        return self._first.get(word, ())

    def _learn(self, facts: OutletFacts) -> None:
        credited = {key: agency for key, (_, agency) in sorted(facts.agencies.items())}
        self._whole.update(credited)
        for key, outlet in self._spelt.items():
            for form in (key, *_forms(outlet, credited)):
                self._names[form][outlet] = None
            for printed in (outlet, *_printed(outlet)):
                words = name_words(printed)
                if len(words) > 1 and words[-1] in _AGENCY:
                    self._heads[words[:1]][outlet] = None
                if len(_squeeze(printed)) >= _SHORTEST:
                    self._squeezed[_squeeze(printed)][outlet] = None
        for letters, key in sorted(facts.lettered):
            if home := self._spelt.get(key):
                self._names[letters][home] = None
        for host, key in sorted(facts.hosts):
            if home := self._spelt.get(key):
                self._hosts[host][home] = None
        for key, agency in sorted(credited.items()):
            if key and key[0] not in _NOT_NAMES and not self.among(agency):
                self._absent[key] = agency

    def _home(self, article: Article, stated: str | None) -> str | None:
        if stated:
            return self._spelt.get(key_of(stated), stated)
        return _head_of(article, self._spelt)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFacts:
    """What articles tell of outlets together; the facts of parts of a collection add up.

    `stated` counts the names that articles are printed under, as they stand, `hosts` are hosts of their addresses with
    the key of that name, and `agencies` those that they credit, by key, with the number of the last article that does.
    `lettered` are the letters by which an agency credits itself, with the key of its masthead.
    """

    stated: Counter[str] = field(default_factory=Counter)
    hosts: frozenset[tuple[str, Key]] = frozenset()
    agencies: Mapping[Key, tuple[int, str]] = field(default_factory=dict)
    lettered: frozenset[tuple[Key, Key]] = frozenset()

    def __add__(self, other: OutletFacts) -> OutletFacts:
        agencies = {
            key: max(some[key] for some in (self.agencies, other.agencies) if key in some)
            for key in {*self.agencies, *other.agencies}
        }
        return OutletFacts(
            stated=self.stated + other.stated,
            hosts=self.hosts | other.hosts,
            agencies=agencies,
            lettered=self.lettered | other.lettered,
        )


def outlet_facts(
    articles: Iterable[Article], named: Mapping[Key, str], numbers: Sequence[int] | None = None
) -> OutletFacts:
    """Return what some articles tell; `numbers` are their places in the collection, in its order, from 0 by default."""
    stated: Counter[str] = Counter()
    hosts: set[tuple[str, Key]] = set()
    agencies: dict[Key, tuple[int, str]] = {}
    lettered: set[tuple[Key, Key]] = set()
    for place, article in enumerate(articles):
        if name := _stated(article, named):
            stated[name] += 1
            if article.url:
                hosts.add((host_of(article.url), key_of(name)))
        if article.agency:
            agencies[key_of(article.agency)] = (numbers[place] if numbers else place, article.agency)
            if name and _are_letters_of(article.agency, name):
                lettered.add((key_of(article.agency), key_of(name)))
    return OutletFacts(stated=stated, hosts=frozenset(hosts), agencies=agencies, lettered=frozenset(lettered))


def _stated(article: Article, named: Mapping[Key, str]) -> str | None:
    return article.outlet or outlet_of(article) or _head_of(article, named)


def masthead_names(readings: Iterable[Reading]) -> set[str]:
    """The names that readings took for outlets'."""
    names: set[str] = set()
    for reading in readings:
        names.update(c.name for s in reading.statements for c in s.chain if c.kind is SourceKind.outlet)
        names.update(s.name for s in reading.sources if s.kind is SourceKind.outlet)
    return names


def mastheads(names: Iterable[str]) -> dict[Key, str]:
    """Names of several words that readings took for outlets': one may head a page without a stated outlet."""
    return {key_of(name): name for name in sorted(names) if len(key_of(name)) > 1}


def heads(article: Article, name: str) -> bool:
    """Whether the article's first line begins with a name, as with that of its own outlet."""
    key = name_words(name)
    return bool(key) and name_words(_first_line(article))[: len(key)] == key


def _first_line(article: Article) -> str:
    return article.text[:_HEAD].lstrip().partition("\n")[0]


def _head_of(article: Article, names: Mapping[Key, str]) -> str | None:
    """Return the longest of the names with which the article's first line begins."""
    line = name_words(_first_line(article))
    return max((name for key, name in names.items() if line[: len(key)] == key), key=len, default=None)


def key_of(name: str) -> Key:
    """Return the words by which names are compared: "state broadcaster Vesta TV's" and "Vesta TV" have the same."""
    words = name_words(name.strip().removeprefix("@"))
    printed = [w for w in re.findall(r"[^\W_][^\s]*", name) if fold(w) not in {"the", "a", "an"}]
    small = {fold(w).rstrip(".,") for w in printed if w[:1].islower()}
    while len(words) > 1 and words[0] in small and words[0] in _HOUSE | _LEAD:
        words = words[1:]
    while len(words) > 1 and words[-1] in small and words[-1] in _HOUSE:
        words = words[:-1]
    return words


def host_of(address: str) -> str:
    """Return the host of an address in small letters without "www."; an empty string where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    bare = host.removeprefix("www.").removeprefix("m.")
    return next((h for h in (bare, host) if "." in h), "")  # "www.com" and "M.D" are hosts as they stand


def _spellings(names: Mapping[str, int]) -> dict[Key, str]:
    """Map each name's key to its best spelling: not in one case throughout, then the commonest, then by alphabet."""
    counted: dict[Key, Counter[str]] = defaultdict(Counter)
    for name, times in names.items():
        counted[key_of(name)][" ".join(name.split())] += times
    best = {}
    for key, spellings in sorted(counted.items()):
        if key:
            best[key] = min(spellings, key=lambda s: (s.isupper() or s.islower(), -spellings[s], s))
    return best


def _printed(outlet: str) -> Iterator[str]:
    """Yield the parts of a masthead that are names of their own: "KTV — Kelm Television", "Moor News Agency (MNA)"."""
    bare = _EDITION.sub("", outlet)
    if bare != outlet:
        yield bare
    parts = [p for p in _PARTS.split(outlet) if p.strip()]
    if len(parts) > 1:
        yield from parts


def _forms(outlet: str, credited: Mapping[Key, str]) -> Iterator[Key]:
    """Yield the keys of the shorter names of an outlet."""
    for printed in (outlet, *_printed(outlet)):
        words = name_words(printed)
        yield words
        if len(words) < 2:
            continue
        yield from _initials(printed)
        for size in range(len(words) - 1, 1, -1):
            yield words[:size]
            yield words[-size:]
        last, aired = words[-1], words[0] in {"radio", "tv", "television"}  # nobody calls Radio Moor "the Moor"
        if len(last) >= _SHORTEST and not aired and last not in _AGENCY | OUTLET_NOUNS - OUTLET_WORDS:
            yield (last,)
        if words[:1] in credited or _is_call_sign(printed):
            yield words[:1]


def _initials(name: str) -> Iterator[Key]:
    words = [w for w in name_words(name) if w not in _SMALL]
    pieces = [p for w in words for p in w.split("-") if p]
    # Agencies take two letters of the country too, as KUNA and SANA do.
    country = words[0][:2] + "".join(w[0] for w in words[1:]) if len(words) > 2 and words[-1] in _AGENCY else ""
    for letters in {"".join(w[0] for w in words), "".join(p[0] for p in pieces), country}:
        if len(letters) > 2 or (len(letters) == 2 and words[-1] in _AGENCY):
            yield (letters,)


def _are_letters_of(agency: str, outlet: str) -> bool:
    """Whether an agency is letters of a masthead in their order, each word's first among them: Vale Newswire's VNW."""
    letters, words = agency.strip(), [w for w in name_words(outlet) if w not in _SMALL]
    if not (letters.isalpha() and letters.isupper() and 1 < len(letters) <= _MOST_LETTERS and len(words) > 1):
        return False
    return _run_through(letters.lower(), "".join(words)) and _run_through("".join(w[0] for w in words), letters.lower())


def _run_through(letters: str, word: str) -> bool:
    """Whether letters stand in a word in their order, beginning with its first."""
    rest = iter(word)
    return word[:1] == letters[:1] and all(letter in rest for letter in letters)


def _is_call_sign(name: str) -> bool:
    first = name.split(maxsplit=1)[0]
    return bool(_CALL_SIGN.fullmatch(first)) and not name.isupper()


def _squeeze(name: str) -> str:
    """Return the letters of a name, or of a host's or handle's telling part, without spaces and "the"."""
    host = host_of(name)
    if host and " " not in name.strip():
        name = max(host.split(".")[:-1], key=len)
    return "".join(c for c in fold(name) if c.isalnum()).removeprefix("the")


def _by_first(keys: Iterable[Key]) -> dict[str, tuple[Key, ...]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key:
            found[key[0]].append(key)
    return {word: tuple(sorted(set(some), key=lambda k: (-len(k), k))) for word, some in sorted(found.items())}
