"""Whom a person speaks for, as the article puts it: "a spokeswoman for Moor Mining", "the ministry's spokesman"."""

from __future__ import annotations

import re

from whence.read.names import name_words
from whence.records import Article, Source, SourceKind

__all__ = ["spokesman_of"]

_ROLE = (
    r"(?:(?:chief|official|deputy|press|lead|senior|company|police|government|military|army|hospital) )*"
    r"(?:spokes(?:man|woman|person|people|men)|press (?:secretary|officer|attach[eé]|chief)|official representative"
    r"|head of (?:press|communications?|media)(?: relations)?|communications? (?:director|chief|manager))"
)
_WORD = r"(?:[A-Z][\w&’'.-]*|\d+)"
_NAME = (
    rf"(?:(?:the|its|an?) )?(?:[a-z][\w’'-]* ){{0,3}}{_WORD}(?: (?:(?:of|and|for|the|&|de|la) ){{0,2}}{_WORD}){{0,6}}"
)
_BODY = r"(?:the )(?:[a-z][\w’'-]* ){0,3}[a-z][\w-]+(?: of [a-z]+(?: and [a-z]+)?)?"
_FOR = re.compile(rf"\b{_ROLE} (?:for|of|at|from|with) (?P<body>{_NAME}|{_BODY})")
_OWN = re.compile(rf"(?P<body>{_NAME}|{_BODY})['’]s? {_ROLE}\b")
_NOUN_BEFORE = re.compile(rf"(?P<body>{_NAME}) {_ROLE}\b")
_AROUND = 140  # code points beside a mention in which its role stands
_LONGEST = 120
_NOBODY = frozenset("he she it they his her its their who a an the".split())


def spokesman_of(source: Source, article: Article) -> str | None:
    """Return the body for which the article says that a person speaks, as printed without its article; else None.

    The name, the description and the words beside each mention are read; "its spokeswoman" names nobody.
    """
    if source.kind not in {SourceKind.named_person, SourceKind.unnamed}:
        return None
    for words in (source.name, *source.aliases, *(source.description or "").split("; ")):
        if body := _body(words[:_LONGEST]):
            return body
    for place in source.mentions:
        start = article.text.rfind("\n", max(0, place.start - _AROUND), place.start) + 1
        before = article.text[max(start, place.start - _AROUND) : place.start]
        after = article.text[place.start : min(place.end + _AROUND, _line_end(article.text, place.end))]
        if body := _beside(before, after, place.end - place.start):
            return body
    return None


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _beside(before: str, after: str, length: int) -> str | None:
    """Read a mention's neighbourhood: the role must touch the name, with a comma at most between."""
    own = after[:length]
    if body := _body(own):
        return body
    behind = re.match(rf",? (?:an?|the|its|who is an?|who is the)? ?(?=.{{0,80}}{_ROLE})", after[length:])
    if behind:
        return _body(re.split(r"[.;]|, (?:said|told|who)", after[length:])[0][:_LONGEST].lstrip(", "))
    ahead = re.search(rf"(?:^|[.,;:“\"] ?)([^.,;:“\"]*{_ROLE}(?: (?:for|of) [^.,;:“\"]*)?),? $", before)
    return _body(ahead[1]) if ahead else None


def _body(words: str) -> str | None:
    for shape in (_FOR, _OWN, _NOUN_BEFORE):
        if (found := shape.search(words)) and (name := _tidy(found["body"])):
            return name
    return None


def _tidy(name: str) -> str | None:
    bare = re.sub(r"^(?:the|an?|its)\s+", "", " ".join(name.split()), flags=re.IGNORECASE).strip(" ,.")
    words = name_words(bare)
    return bare if words and not set(words) <= _NOBODY else None
