"""Pictures that show something: the video itself is what is said to show it, whoever posted or checked it.

"A video posted on Telegram and verified by the Herald showed a fire" is no word of the Herald's. A picture that only
"appears to show" something is looked at by the article itself, which speaks in its outlet's own voice then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from whence.read.clauses import main_verbs
from whence.read.relation import Relation
from whence.read.wording import plain, sentence_of, spaced
from whence.records import Article, Span

__all__ = ["shown_in", "with_pictures"]

_PICTURE = (
    r"(?:videos?|footage|clips?|photographs?|photos?|pictures?|images?|imagery|recordings?|screenshots?|livestreams?"
    r"|film)"
)
_NOUN = re.compile(
    rf"(?:(?:the|an?|this|these|one|another|two|three|some|several|other|unverified|verified|new) )*"
    rf"(?:[\w’'-]+ ){{0,4}}?{_PICTURE}\b",
    re.IGNORECASE,
)
_LINK = (
    r"(?:of|from|on|in|at|by|inside|outside|near|around|above|to|for|with|via|online|earlier|late|last|this|over|during|after"
    r"|before|and|as|\w+ly|\w+day|anonymously|\d)\b"
)
# What stands behind a picture's noun and belongs to it: "of the square", "taken on Monday", ", checked by the Herald,".
_REST = re.compile(
    rf",? (?:(?:of|from|on|in|at|inside|outside|near|by|with)\b|(?:which|that)\b[^,]*(?:,|\Z)"
    rf"|(?:\w+ly |then |later |first )?(?:\w+(?:ed|ing|wn)|taken|shot|seen|sent|given|made|put|found|broadcast)\b"
    rf"(?:,| {_LINK}|\Z))",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|can|could|said|says|told)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:which|that|who)\Z")
_CLAUSE_IN = re.compile(r",? (?:which|that)\b[^,]*(?:,|\Z)")
_LEADS_IN = re.compile(r"(?:On|In|At|Meanwhile|Earlier|Late|Later|But|And|Also)\b[^,;:]{0,40}, ")
_SHOW = r"(?:show|shows|showed|showing|shown|capture|captures|captured|depict|depicts|depicted|reveal|reveals|revealed)"
_SHOWS = re.compile(rf"(?:(?:also|clearly|later|reportedly|purportedly|allegedly)\s)?{_SHOW}\Z", re.IGNORECASE)
_APPEARS = re.compile(r"(?:appear|seem|purport)(?:s|ed)?(?: to(?: show| be)?)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"\b(?:(?:appear|seem|purport)(?:s|ed)? to {_SHOW}|(?:can|could) be seen|{_SHOW})\b", re.IGNORECASE
)
_NO_ARTICLE = frozenset("of in on at from with by to and or but when while as if that which who".split())
_FAR = 320


def with_pictures(article: Article, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations, with the picture as the source of what it shows; none of what it only appears to show."""
    return [r for relation in relations if (r := _with_picture(article, relation)) is not None]


def _with_picture(article: Article, relation: Relation) -> Relation | None:
    if len(relation.cue) != 1:
        return relation
    cue = plain(spaced(article.text)[slice(*relation.cue[0])])
    appears = _APPEARS.match(cue) is not None
    if not appears and _SHOWS.match(cue) is None:
        return relation
    picture = _before(article, sentence_of(article, relation.cue[0].start).start, relation.cue[0].start)
    if picture is None:
        return relation
    if appears:
        return None
    content = tuple(s for s in relation.content if s.start >= relation.cue[0].end)
    return replace(relation, source=(picture,), content=content, kinds=()) if content else relation


def shown_in(article: Article, content: Span) -> Span | None:
    """The picture that opens a clause which says what it shows, or appears to: its evidence. None where none does."""
    shows = _CLAUSE.search(spaced(article.text), content.start, min(content.end, content.start + _FAR))
    return _before(article, content.start, shows.start()) if shows else None


def _before(article: Article, start: int, place: int) -> Span | None:
    """The noun group of a picture that fills the text from `start`, a sentence's or a clause's, up to a verb."""
    start = max(start, place - _FAR)
    text = spaced(article.text)
    lead = _LEADS_IN.match(text, start, place)
    start = lead.end() if lead else start
    noun = _NOUN.match(text, start, place)
    if noun is None or not _NO_ARTICLE.isdisjoint(noun[0].lower().split()) or main_verbs(text, *noun.span()):
        return None
    end = start + len(text[start:place].rstrip(" ,"))
    rest = text[noun.end() : end]
    fills = not rest or (_REST.match(rest) and not _OPEN.search(rest))
    return Span(start, end) if fills and not _FINITE.search(_CLAUSE_IN.sub("", rest)) else None
