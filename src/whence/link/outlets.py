"""The outlets of a collection, learnt from its articles and from what they credit, never from a list.

An outlet has one name in its masthead and many elsewhere: its initials, its last word ("the Herald"), its name with a
common noun ("Herald newspaper"), its host, its handle. A name means an outlet here when exactly one outlet of the
collection bears it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from whence.read.lexicon_bodies import OUTLET_NOUNS, OUTLET_WORDS
from whence.read.names import fold, name_words
from whence.read.source_kinds import outlet_of
from whence.records import Article, Reading, SourceKind

__all__ = ["Key", "Outlets", "heads", "host_of", "key_of"]

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
_SHORTEST = 4  # letters from which the end of a name, or a name without its spaces, tells an outlet
_HEAD = 120  # code points of an article's first line in which its outlet's name may stand


class Outlets:
    """The outlets of a collection with the names that mean them.

    An outlet is one that some article is *of*; an agency that is only credited has a name (`known`) and no articles.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        articles = [r.article for r in readings]
        named = _mastheads(readings)
        stated = {a.id: a.outlet or outlet_of(a) or _head_of(a, named) for a in articles}
        self._spelt = _spellings(name for name in stated.values() if name)
        self._names: dict[Key, dict[str, None]] = defaultdict(dict)  # what a name may mean, the surest names first
        self._squeezed: dict[str, dict[str, None]] = defaultdict(dict)
        self._hosts: dict[str, dict[str, None]] = defaultdict(dict)
        self._heads: dict[Key, dict[str, None]] = defaultdict(dict)  # first words of agencies' names
        self._whole: set[Key] = set(self._spelt)
        self._absent: dict[Key, str] = {}
        self._learn(articles, stated)
        self._of = {a.id: self._home(a, stated[a.id]) for a in articles}
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

    def _learn(self, articles: Sequence[Article], stated: Mapping[str, str | None]) -> None:
        credited = {key_of(a.agency): a.agency for a in articles if a.agency}
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
        for article in articles:
            home = self._spelt.get(key_of(stated[article.id] or ""))
            if article.url and home:
                self._hosts[host_of(article.url)][home] = None
        for key, agency in sorted(credited.items()):
            if key and key[0] not in _NOT_NAMES and not self.among(agency):
                self._absent[key] = agency

    def _home(self, article: Article, stated: str | None) -> str | None:
        if stated:
            return self._spelt.get(key_of(stated), stated)
        return _head_of(article, self._spelt)


def _mastheads(readings: Sequence[Reading]) -> dict[Key, str]:
    """Names of several words that readings took for outlets': one may head a page without a stated outlet."""
    names = {c.name for r in readings for s in r.statements for c in s.chain if c.kind is SourceKind.outlet}
    names |= {s.name for r in readings for s in r.sources if s.kind is SourceKind.outlet}
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
    return host.removeprefix("www.").removeprefix("m.") if "." in host else ""


def _spellings(names: Iterable[str]) -> dict[Key, str]:
    """Map each name's key to its best spelling: not in one case throughout, then the commonest, then by alphabet."""
    counted: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in names:
        counted[key_of(name)][" ".join(name.split())] += 1
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
    for letters in {"".join(w[0] for w in words), "".join(p[0] for p in pieces)}:
        if len(letters) > 2 or (len(letters) == 2 and words[-1] in _AGENCY):
            yield (letters,)


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
