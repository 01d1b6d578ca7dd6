"""When two sources called by one noun are two: "the Tolland campaign" and "Orr's campaign", governors of two states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from whence.read.lexicon_bodies import PLACES
from whence.read.names import fold, name_words
from whence.read.source_entities import Entity
from whence.read.source_phrases import ADJECTIVE, Phrase

__all__ = ["are_two", "tells_another"]

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
_PARTIES = {"gop": "republican", "republican": "republican", "democrat": "democratic", "democratic": "democratic"}
_SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general"}
_STEM = 4  # "Israel's" and "Israeli" are one


def tells_another(entity: Entity, phrase: Phrase) -> bool:
    """Whether a phrase tells a person of an entity's role, but another: "the GOP nominee", of a Democratic one.

    What stands with a capital before the noun must agree with what the entity's descriptions have before it, parties
    with parties and other names with other names; "vice" and "deputy" must stand there too.
    """
    if not (_UNDER & phrase.words) <= entity.words:
        return True
    one, other = _parties(phrase.words), _parties(entity.words)
    if one and other and one.isdisjoint(other):
        return True
    mine = _named_before(phrase.text, phrase.head, first=False)
    theirs = {word for text in entity.described for word in _named_before(text, phrase.head, first=True)}
    alike = any(word.isupper() for word in mine) == any(word.isupper() for word in theirs)
    return bool(mine and theirs) and alike and mine.isdisjoint(theirs)


def _parties(words: Iterable[str]) -> set[str]:
    return {_PARTIES[word] for word in words if word in _PARTIES}


@lru_cache(maxsize=16384)
def _named_before(text: str, head: str, *, first: bool) -> frozenset[str]:
    """The first letters of the words with a capital before a noun, without parties; a bare `first` word may be one."""
    at = text.lower().find(head)
    words = [f for f in _WORD.finditer(text, 0, max(0, at)) if f[0][0].isupper()]
    found = [fold(f[0]) for f in words if first or f.start() or _OWNS.search(f[0])]
    return frozenset(word[:_STEM] for word in found if word not in _PARTIES)


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
