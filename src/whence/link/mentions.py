"""Places of an article's body that name an outlet, and whether the words around them credit it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.link.credit_cues import SAME_OUTLET, is_credited, tells
from whence.link.outlets import Key, Outlets
from whence.link.tokens import BODY
from whence.read.names import fold, name_words
from whence.records import Article, Span

__all__ = ["Mention", "mentions_of"]

_WORD = re.compile(r"@?[^\W_](?:[\w&’'.-]*\w)?")
_GAP = re.compile(r"[\s\u00a0]{1,2}|[\s\u00a0]+&[\s\u00a0]+|[-–]")
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL = frozenset("of the and for in on de la le des".split())
_REACH = 90  # code points beside a name in which its cue stands
_BESIDE = 30  # and within which a name behind "the newspaper" says which one is meant
_PROPER = r"[A-Z][\w&’'-]*(?: (?:(?:of|de|la|le) )?[A-Z0-9][\w&-]*){0,3}"
_KIND = (
    r"(?:newspaper|news agency|newswire|news site|news website|magazine|daily|weekly|broadcaster|tabloid|TV channel"
    r"|television channel|television station|radio station)"
)
_POINTING = frozenset("this that these those his her its their our my your one another each every no some any".split())
_STRANGER = re.compile(rf"\b(?P<behind>{_PROPER}) {_KIND}\b|\b{_KIND} (?P<before>{_PROPER})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of an outlet in the body, as printed, without its article.

    `outlets` are those of the collection that it may mean, none for an agency without articles here; `cued` says that
    words beside it credit it, or that the name is so full that it needs none.
    """

    name: str
    span: Span
    outlets: tuple[str, ...]
    cued: bool


def mentions_of(article: Article, outlets: Outlets) -> list[Mention]:
    """Return the places of the article's own text that name outlets, its own among them, in their order.

    "The newspaper" and the like count where they stand in a credit's place; they mean the outlet named last before.
    Linear in the text's length.
    """
    found: list[Mention] = []
    for block in article.blocks:
        if block.role in BODY:
            found.extend(_in_line(article.text, block.span, outlets))
    found = _settled(sorted(found, key=lambda m: m.span))
    found = sorted([*found, *_strangers(article, found, outlets)], key=lambda m: m.span)
    return sorted([*found, *_anaphors(article, found)], key=lambda m: m.span)


def _in_line(text: str, line: Span, outlets: Outlets) -> Iterator[Mention]:
    words = list(_WORD.finditer(text, line.start, line.end))
    folded = [_bare(w.group()) for w in words]
    at = 0
    while at < len(words):
        size, key = _longest(text, words, folded, at, outlets)
        if size:
            span = Span(words[at].start(), words[at + size - 1].end())
            span = Span(span.start, span.end - _tail(text[span.start : span.end]))
            if mention := _mention(text, line, span, key, outlets):
                yield mention
        at += max(1, size)


def _bare(word: str) -> str:
    found = name_words(word.removeprefix("@"))
    return found[0] if len(found) == 1 else fold(word)


def _tail(name: str) -> int:
    found = _POSSESSIVE.search(name)
    return len(found.group()) if found else 0


def _longest(
    text: str, words: Sequence[re.Match[str]], folded: Sequence[str], at: int, outlets: Outlets
) -> tuple[int, Key]:
    """Return how many words from `at` on make the longest name, and its key."""
    if not words[at].group().lstrip("@")[:1].isupper() and "." not in words[at].group()[1:-1]:
        return 0, ()
    for key in outlets.keys_from(folded[at]):
        size = _matches(text, words, folded, at, key)
        if size:
            return size, key
    if "." in words[at].group()[1:-1] or words[at].group().startswith("@"):
        return (1, (folded[at],)) if outlets.among(words[at].group()) else (0, ())
    return 0, ()


def _matches(text: str, words: Sequence[re.Match[str]], folded: Sequence[str], at: int, key: Key) -> int:
    """Return the number of printed words that give the key's words in order, articles left out; 0 where they do not."""
    place, given = at, 0
    while given < len(key) and place < len(words):
        if place > at and not _GAP.fullmatch(text, words[place - 1].end(), words[place].start()):
            return 0
        if folded[place] == key[given]:
            given += 1
        elif folded[place] not in {"the", "a", "an"}:
            return 0
        place += 1
    return place - at if given == len(key) else 0


def _mention(text: str, line: Span, span: Span, key: Key, outlets: Outlets) -> Mention | None:
    name = text[span.start : span.end]
    meant = outlets.among(name)
    if not meant and outlets.known(name) is None:
        return None
    before = text[max(line.start, span.start - _REACH) : span.start]
    after = text[span.end : min(line.end, span.end + _REACH)]
    cued = is_credited(before, after)
    if outlets.is_head(key):
        return Mention(name=name, span=span, outlets=meant, cued=True) if tells(before, after) else None
    if not meant or name.isupper() or outlets.is_whole(key):
        return Mention(name=name, span=span, outlets=meant, cued=cued or len(key) > 1)
    # A part of a name ("the Herald", "Vesta") may be anybody's: it must be credited, and written as a name.
    capitals = all(w[0].isupper() or w in _SMALL for w in re.findall(r"\w+", name))
    lone = len(key) == 1 and name.isalpha() and not name.isupper()
    if not cued or not capitals or (lone and not _definite(before) and not _ends_headline(text, span, line)):
        return None
    return Mention(name=name, span=span, outlets=meant, cued=cued)


def _ends_headline(text: str, span: Span, line: Span) -> bool:
    """Whether a name closes its line behind a dash, as in a headline: "Dam cracked - Herald"."""
    return span.end == line.end and bool(re.search(r"[-–—:] $", text[max(line.start, span.start - 2) : span.start]))


def _definite(before: str) -> bool:
    return bool(re.search(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|\w+['’]s|[Ii]ts|[Oo]ur|[Tt]heir)\s(?:[\w-]+\s)?$", before))


def _settled(found: Sequence[Mention]) -> list[Mention]:
    """Read a name that may mean several outlets as the one of them that the article names unmistakably before."""
    settled: list[Mention] = []
    clear: dict[str, int] = {}
    for mention in found:
        meant = mention.outlets
        if len(meant) > 1:
            latest = max((o for o in meant if o in clear), key=lambda o: clear[o], default=None)
            meant = (latest,) if latest else meant
        if len(meant) == 1:
            clear[meant[0]] = mention.span.start
        settled.append(Mention(name=mention.name, span=mention.span, outlets=meant, cued=mention.cued))
    return settled


def _strangers(article: Article, found: Sequence[Mention], outlets: Outlets) -> Iterator[Mention]:
    """Yield credited names that only a common noun shows to be outlets': "the Quarl newspaper", "news site Hext"."""
    for line in (b.span for b in article.blocks if b.role in BODY):
        for match in _STRANGER.finditer(article.text, *line):
            group = "behind" if match["behind"] else "before"
            span = Span(*match.span(group))
            before = article.text[max(line.start, match.start() - _REACH) : match.start()]
            after = article.text[match.end() : min(line.end, match.end() + _REACH)]
            if (
                tells(before.removesuffix("the "), after)
                and not _touches(found, span)
                and _is_stranger(match[group], outlets)
            ):
                yield Mention(name=match[group], span=span, outlets=(), cued=True)


def _is_stranger(name: str, outlets: Outlets) -> bool:
    """Whether a name has a word of its own, and is no outlet's of the collection."""
    words = name_words(name)
    return bool(words) and not set(words) <= _POINTING and not outlets.among(name)


def _anaphors(article: Article, found: Sequence[Mention]) -> Iterator[Mention]:
    for line in (b.span for b in article.blocks if b.role in BODY):
        for match in SAME_OUTLET.finditer(article.text, *line):
            span = Span(*match.span(match.lastgroup or 0))
            at = bisect_left(found, span.start, key=lambda m: m.span.start)
            if at and not _touches(found, Span(span.start, span.end + _BESIDE)):
                yield Mention(name=found[at - 1].name, span=span, outlets=found[at - 1].outlets, cued=True)


def _touches(found: Sequence[Mention], span: Span) -> bool:
    """Whether a mention, all in their order, overlaps the span."""
    at = bisect_left(found, span.end, key=lambda m: m.span.start)
    return at > 0 and found[at - 1].span.end > span.start
