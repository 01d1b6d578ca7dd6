"""When two bodies or papers of one kind are two: "the Tolland campaign" and "Orr's campaign", polls of two firms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from whence.read.lexicon_bodies import PLACES
from whence.read.names import fold, name_words
from whence.read.source_entities import Entity
from whence.read.source_phrases import ADJECTIVE, Phrase

__all__ = ["are_two"]

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
