"""Whether the words beside an outlet's name credit it: "told the Herald", "the Herald wrote", "the Herald's story"."""

from __future__ import annotations

import re

__all__ = ["SAME_OUTLET", "is_credited", "tells"]

_TO = "told tell tells telling"  # verbs whose object is the outlet
_SPEAKING = (  # what is done to, with, in, by or from an outlet
    "speaking spoke talking talked said confirmed statement statements comment comments remarks wrote writing"
    " raged complained admitted gave given letter letters interview interviews email emailed e-mail e-mailed"
    " according seen obtained reviewed quoted cited reported published revealed carried interviewed printed"
    " broadcast aired run reached contacted up relayed compiled first report reports story stories article"
    " articles account accounts reporting investigation piece coverage dossier released posted shown heard read"
    " appeared credited attributed out spotted linked it came comes taken copied lifted day tonight today"
    " yesterday"
)
_BARE = (
    "h/t via citing cites cited quoting quotes quoted crediting credits source sources as per and from hat-tip in"
    " on to by with at"
)
_KIND = (  # what may stand between the cue and the name
    "the a an its his her their our your that this last week's rival local state national same domestic trade"
    " fellow online news weekly daily regional campaign sister rag broadcaster channel station newspaper paper"
    " agency newswire wire radio television telly TV network magazine journal site website blog tabloid group"
    " outlet programme morning's evening's yesterday's today's tonight's sunday's monday's tuesday's wednesday's"
    " thursday's friday's saturday's"
)
_WORKS = (  # what an outlet has: "the Herald's report"
    "report reports story stories article articles account accounts interview interviews scoop exclusive dispatch"
    " dispatches coverage investigation reporting correspondent correspondents reporter reporters version versions"
    " figure figures claim claims headline headlines front website broadcast broadcasts bulletin bulletins piece"
    " pieces photo photograph photographs picture pictures letter source sources words quote quotes wording"
    " findings number numbers sentence editor post list count page digest feed blog copy text update updates"
)
_DOES = (  # what an outlet does: "the Herald reported"
    "reported reports reporting said says saying wrote writes quoted quotes quoting cited cites citing published"
    " publishes revealed reveals carried carries ran runs broadcast aired printed prints put puts had has claimed"
    " claims noted notes learned learnt understands obtained seen saw brought leads led gave gives calls called"
    " asked disclosed confirmed named names showed shows posted added adds described describes got spoke told"
    " tells attributed attributes credited credits made makes turned dropped compared wondered hears heard"
)
_HOUSE = (  # a kind of outlet straight before a name
    "broadcaster channel station newspaper paper agency newswire wire radio television telly TV network magazine"
    " journal site website blog tabloid outlet mag portal newsletter podcast broadsheet bulletin"
)
_ADVERBS = "has had have also later first then now only earlier itself already duly since which who"


def _any(words: str) -> str:
    return "(?:" + "|".join(re.escape(w) for w in words.split()) + ")"


_BEFORE = re.compile(
    rf"(?:\b(?:{_any(_TO)}|{_any(_SPEAKING)} (?:to|with|in|for|on|by|from)|hat tip(?: to)?|{_any(_BARE)}):?"
    r"|[(/:–—-])\s*"
    rf"(?:{_any(_KIND)},? )*$",
    re.IGNORECASE,
)
_HOUSED = re.compile(rf"\b{_any(_HOUSE)} $")
_AFTER = re.compile(
    r"(?: (?:newspaper|news agency|agency|website|site|magazine|paper|daily|weekly|blog|tabloid|channel|radio|wire"
    r"|television|broadcaster)\b)?"
    rf"(?:['’]s? (?:[\w’'-]+ ){{0,3}}?{_any(_WORKS)}\b| ?[:(] ?"
    rf"|(?:,[^,.;]{{1,60}},)?,?(?: {_any(_ADVERBS)}){{0,3}} {_any(_DOES)}\b)",
    re.IGNORECASE,
)
_TELLS = re.compile(rf"(?:,[^,.;]{{1,60}},)?(?: {_any(_ADVERBS)}){{0,3}} {_any(_DOES)}\b", re.IGNORECASE)
_TOLD = re.compile(
    rf"\b(?:{_any(_TO)}|(?:speaking|spoke|spoken|talking|talked|said|confirmed) to|according to|citing|quoting|agency"
    r"|(?:reported|published|quoted|cited|revealed|printed|broadcast|carried|obtained) (?:yesterday |first )?by)"
    r" (?:the )?$"
)
SAME_OUTLET = re.compile(
    r"\b(?:told|tells|telling|to|with|by|in) (?P<object>(?:the|that|this)(?: same| state| local| news)?"
    r" (?:newspaper|paper|agency|news agency|broadcaster|station|channel|website|site|magazine|outlet|weekly|daily"
    r"|journal|newswire|wire))\b(?! (?:of|for)\b)"
    r"|\b(?P<subject>[Tt]he(?: same)? (?:newspaper|paper|news agency|broadcaster|website|news site|magazine|weekly"
    rf"|daily|tabloid|newswire))(?=(?: {_any(_ADVERBS)}){{0,3}} {_any(_DOES)}\b)"
)
"""An outlet named again by its kind, in a credit's place: "told the same broadcaster", "the newspaper said"."""


def is_credited(before: str, after: str) -> bool:
    """Whether an outlet's name between `before` and `after`, each of one line, is credited there.

    `before` and `after` need not reach further than some ninety code points.
    """
    before, after = before.replace("\u00a0", " "), after.replace("\u00a0", " ")
    return bool(_BEFORE.search(before) or _HOUSED.search(before) or _AFTER.match(after))


def tells(before: str, after: str) -> bool:
    """Whether a name is told something or tells it: of what may also be a place's name, only that shows an outlet."""
    return bool(_TOLD.search(before.replace("\u00a0", " ")) or _TELLS.match(after.replace("\u00a0", " ")))
