"""When two sources called by one noun are two: "the Tolland campaign" and "Orr's campaign", governors of two states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from whence.read.lexicon_bodies import PLACES
from whence.read.names import fold, name_words
from whence.read.source_entities import Entity
from whence.read.source_phrases import ADJECTIVE, Phrase

__all__ = ["are_two", "owned_by_another", "says_where", "tells_another"]

_KINDS = frozenset(("body", "outlet", "document"))
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_OWNS = re.compile(r"['’]s?$")
_RELATED = frozenset("parent sister rival fellow own".split())  # "Tolland's parent company" is called otherwise


def are_two(entity: Entity, phrase: Phrase, is_name: Callable[[str], bool]) -> bool:
    """Whether a phrase tells a body or a paper of an entity's kind, but of another name or owner.

    Both must be called by the same noun with names beside it, and share none. `is_name` says of a folded word whether
    it is a name though it opens a sentence.
    """
    if phrase.kind not in _KINDS or not phrase.head or phrase.words & _RELATED:
        return False
    mine = {word for word, opens in _beside(phrase.text, phrase.head) if not opens or is_name(word)}
    if not mine or not mine.isdisjoint(entity.words):
        return False
    told = (*entity.names, *entity.phrases)
    return any(not opens or is_name(word) for text in told for word, opens in _beside(text, phrase.head))


# Words that make another office of one; parties, of which a person has one; titles cut short; the letters by which
# names are compared.
_UNDER = frozenset("vice vice-presidential deputy assistant".split())
_VICE = frozenset(("vice", "vice-presidential"))
_PARTIES = {"gop": "republican", "republican": "republican", "democrat": "democratic", "democratic": "democratic"}
_NO_NAMES = _PARTIES.keys() | {"the", "a", "an", "its", "his", "her", "their"}
_SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general"}
_OVER = frozenset("owner parent operator maker manufacturer supplier employer landlord insurer".split())
_STEM = 4  # "Israel's" and "Israeli" are one


def tells_another(entity: Entity, phrase: Phrase) -> bool:
    """Whether a phrase tells a person of an entity's role, but another: "the GOP nominee", of a Democratic one.

    What stands with a capital before the noun must agree with what the entity's descriptions have before it, parties
    with parties, acronyms with acronyms and names with names; "vice" and "deputy" must stand there too.
    """
    rank = _UNDER & phrase.words.difference(name_words(phrase.owner))  # "the vice president's aide" has none
    if not rank <= entity.words or (_VICE & entity.words and not _VICE & phrase.words):
        return True  # the deputy minister may be called the minister, the vice president not the president
    one, other = _parties(phrase.words), _parties(entity.words)
    if one and other and one.isdisjoint(other):
        return True
    mine = _named_before(phrase.text, phrase.head, first=False)
    theirs = {word for text in entity.described for word in _named_before(text, phrase.head, first=True)}
    alike = any(word.isupper() for word in mine) == any(word.isupper() for word in theirs)
    return bool(mine and theirs) and alike and mine.isdisjoint(theirs)


def says_where(entity: Entity, phrase: Phrase) -> bool | None:
    """Whether the article tells of a person what a role says of state or body: "the Nordland senator", of a Nordlander.

    None where the role says nothing of it.
    """
    before = _named_before(phrase.text, phrase.head, first=False)
    behind = {w for part in phrase.complement.split() if part[0].isupper() for w in name_words(part)}
    mine = {word.lower()[:_STEM] for word in before | behind}
    return not mine.isdisjoint(word[:_STEM] for word in entity.words) if mine else None


def owned_by_another(entity: Entity, phrase: Phrase) -> bool:
    """Whether a phrase says whose or where a source is, and nothing tells so of the entity.

    "Norway's coach" is no person whose description tells of no Norway, "the government of Nordland" or "Tamm's firm" no
    body whose names and descriptions tell of no Nordland or Tamm, unless an owner stands above: "Tamm's parent firm".
    """
    if phrase.kind == "person":
        told = phrase.owner.split() if entity.described and phrase.owner[:1].isupper() else []
    elif phrase.kind == "body":
        over = phrase.head in _OVER or not _RELATED.isdisjoint(phrase.words)
        around = [*phrase.complement.split(), *([] if over else phrase.owner.split())]
        told = [part for part in around if part[0].isupper()]
    else:
        told = []
    named = {w[:_STEM] for part in told for w in name_words(part)}
    return bool(named) and named.isdisjoint(word[:_STEM] for word in entity.words)


def _parties(words: Iterable[str]) -> set[str]:
    return {_PARTIES[word] for word in words if word in _PARTIES}


@lru_cache(maxsize=16384)
def _named_before(text: str, head: str, *, first: bool) -> frozenset[str]:
    """The words with a capital before a noun, their first letters or all of an acronym; a bare `first` word may be one.

    Parties are left out.
    """
    every = list(_WORD.finditer(text))
    nouns = (fold(found[0]).rstrip(".") for found in every)
    at = next((n for n, noun in enumerate(nouns) if head in (noun, _SHORT.get(noun))), 0)
    own = (f for f in every[:at] if f[0][0].isupper() and (first or f.start() or _OWNS.search(f[0])))
    words = (_OWNS.sub("", found[0]) for found in own)
    return frozenset(w if w.isupper() else fold(w)[:_STEM] for w in words if fold(w) not in _NO_NAMES)


@lru_cache(maxsize=16384)
def _beside(text: str, head: str) -> tuple[tuple[str, bool], ...]:
    """The names beside a noun in a phrase that has it, folded, with whether each may only open a sentence."""
    if head not in name_words(text) and f"{head}s" not in name_words(text):
        return ()
    found = []
    for at, word in enumerate(_WORD.findall(text)):
        plain = fold(_OWNS.sub("", word))
        owns = plain != fold(word)
        is_own = plain not in (head, f"{head}s", "the", "a", "an") and plain not in PLACES
        if word[0].isupper() and is_own and (owns or not ADJECTIVE.search(plain)):
            found.append((plain, at == 0 and not owns))
    return tuple(found)
