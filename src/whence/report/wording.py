"""The words of the claims' reports, terminal and dossier: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence import words
from whence.records import Range, SourceKind
from whence.report.records import ClaimView, OriginView, When

__all__ = ["came_in", "could_be", "days", "first_to_last", "in_lower", "opening", "short", "standing", "why_one"]

# --- the dossier's frame --------------------------------------------------------------------------------------------

TITLE = "Where the claims come from"
SKIP = "Skip to the claims"
CONTENTS = "Contents"
SUMMARY = "At a glance"
CLAIMS = "Claims"
SINGLE = "Said in one article only"
SOURCES = "Sources"
ARTICLES = "Articles"
SKIPPED = "Skipped"
METHOD = "How to read this"
MANIFEST = "How it was made"
STANDING = (
    "whence shows who is said to have said what, and what changed on the way. "
    "It does not judge whether a statement is right."
)
ONLY_HERE = "Counts are of what stands in this collection. An earlier version or another origin may exist outside it."

ONE_ORIGIN = "Several articles, one origin"
CHANGED = "Changed on the way"
DENIED = "Denied"
RING = "Credit one another in a circle"
ABSENT = "Credited, not in this collection"
UNDECIDED = "Order not known"

# --- the table of claims --------------------------------------------------------------------------------------------

COLUMNS = ("Claim", "Articles", "Outlets", "Origins", "Changes", "Denied", "First to last")
CLAIMS_CAPTION = "The claims of several articles, or with another side, those of most articles first"
SINGLE_NOTE = "No other article in this collection says these, and none denies them."
SINGLE_CAPTION = "Claims of one article, by article"
YES, NO = "yes", "no"
TO = "to"
NONE = "nothing"

SOURCE_KINDS: Mapping[SourceKind, str] = {
    SourceKind.named_person: "named person",
    SourceKind.named_organisation: "named organisation",
    SourceKind.document: "document",
    SourceKind.unnamed: "unnamed people",
    SourceKind.collective: "group",
    SourceKind.outlet: "outlet",
    SourceKind.none: words.KINDS[SourceKind.none],
}
ORIGIN_KINDS = {**SOURCE_KINDS, SourceKind.outlet: words.OWN_VOICE, SourceKind.none: words.OWN_VOICE}

# --- a claim --------------------------------------------------------------------------------------------------------

CLAIM = "Claim"
EARLIEST = "The wording of the earliest version in this collection."
TRAVELLED = "How it travelled"
KEY = (
    "From left to right in time, not to scale, each article right of those that it follows; a band for each outlet, a "
    "line for each article. Filled square: the article gives an origin itself; the letter says which. Circle: the "
    "article follows an earlier one. Solid line: stated, by a credit, a link or copied words. Dashed line: inferred "
    "from wording and time."
)
IN_UTC = "Times are in UTC, since the articles state them in several zones; one without a zone is taken for UTC."
DESCRIBED = "The table “Word by word” holds the same."
WORD_BY_WORD = "Word by word"
VERSION_COLUMNS = ("Where and when", "Wording, beside the version that it follows", "What changed",
                   "Who is said to say so", "Why linked")  # fmt: skip
VERSIONS_CAPTION = "The versions of this claim in the order of time"
WORD_KEY = "Struck out in [– –]: words of the version it follows that are gone. Underlined twice in [+ +]: new words."
REMOVED, ADDED = "removed:", "added:"
SAME_WORDS = "Same words"
WORDING_ONLY = "Wording only"
OTHERWISE = "Said in other words; too little is the same to compare."
START = "origin"
NO_ORIGIN = "leads to no origin: it denies this"
LEADS_TO = "leads to"
EARLIEST_HERE = "Earliest here"
HOW_SURE = "how sure"
STATEMENT = "statement"
ARTICLE = "article"
OWNER_COUNT = ("owner", "owners")
NOT_TRACED = "not among the claims"
ORIGINS = "Origins, and why each counts as one"
ALSO = "Also called"
IN_VERSIONS = "Given in"
CARRIED_IN = "Carried in"
DENIALS = "The other side"
DENIED_BY = "Denied by claim"
DENIES = "This denies claim"
DENIAL_BY_HAND = "said by hand"
CIRCLES = "Circles"
CIRCLE = "These credit one another in a circle, which adds no origin:"
THEN = "then"
UNORDERED = "Which came first is not known"
BOTH = "Same words, no telling which came first:"
AND = "and"
MISSING = "Not in this collection"
CREDITED = "is credited, and no article of it is here."
IN = "in"
VERSION = "version"
ID = "Claim id"
WHY = "Why this?"
BESIDE = "side by side"
TO_TABLE = "Back to the claims"

# --- sources, articles ----------------------------------------------------------------------------------------------

SOURCE_COLUMNS = ("Source", "What it is", "Also called", "Statements", "In these articles, by number")
SOURCES_CAPTION = "Everybody and everything that is said to say something, those of most articles first"
MARKS = (
    ("direct", "solid line", "in quotation marks"),
    ("indirect", "dashed line", "reported in the outlet's words"),
    ("mixed", "wavy line", "partly in quotation marks"),
    ("own_voice", "dotted line", "no source: the outlet says it"),
)
MARKS_ARE = "Each statement is underlined and numbered: a"
HUES = "The hue names the kind of source, as the notes beside the text do in words."
NOTES = "Statements"
OF_ENTRY, ENTRY_OF = "entry", "Entry of"
ELSEWHERE = "in no other article here"
HIDDEN = ("line of page furniture is left out", "lines of page furniture are left out")
DIGEST = "SHA-256 of the page"
SKIPPED_CAPTION = "What was given and is no article here"
SKIPPED_COLUMNS = ("Source", "Why it gave nothing")

# --- method ---------------------------------------------------------------------------------------------------------

METHOD_TEXT = (
    (
        "Claim",
        "The statements of this collection that express one proposition. Its heading is the wording of the earliest "
        "version here; others may differ, and the differences are shown.",
    ),
    (
        "Origin",
        "Where a claim's routes end: a named person, organisation or document; unnamed people through the outlet that "
        "they spoke to; or an outlet's own words where no earlier version is found. Copies, relays and repeats lead to "
        "the origin of what they follow and add none, however many there are.",
    ),
    (
        "Range",
        "The higher number counts each origin. The lower one counts unnamed people who could be the same once, and "
        "leaves out an outlet's own words, which may come from another origin, and what may be another claim.",
    ),
    (
        "Stated or inferred",
        "A link is stated where an article credits the other, links to it, or has its words; all else is inferred from "
        "wording and time, and may be wrong. “How sure” is whence's own measure of a link, from 0 to 1; it says "
        "nothing about the claim.",
    ),
    (
        "Limits",
        "whence reads English. It misses statements, and takes some for one claim that are not. It knows only the "
        "articles put in, and the times that they state. Before you rely on a link, read its passages: each opens to "
        "its words in the article.",
    ),
)


# --- sentences ------------------------------------------------------------------------------------------------------


def standing(view: ClaimView) -> str:
    """Say how many origins stand behind how many articles."""
    articles = words.count(len(view.articles), words.ARTICLE_COUNT)
    outlets = words.count(len(view.outlets), words.OUTLET_COUNT)
    owned = f" of {words.count(len(view.owners), OWNER_COUNT)}" if len(view.owners) < len(view.outlets) else ""
    return f"{words.origins(view.independent)} behind {articles} from {outlets}{owned} in this collection."


def came_in(view: ClaimView) -> list[str]:
    """Say by what ways the articles lead to the origins; the numbers add up to the articles."""
    parts = [
        (len(view.giving), ("article gives an origin itself", "articles give an origin themselves")),
        (len(view.stated), ("leads to one by a stated credit, a link or copied words", "lead to one by stated credits, "
                            "links or copied words")),
        (len(view.inferred), ("by wording and time only", "by wording and time only")),
        (len(view.apart), ("leads to none, for it denies this", "lead to none, for they deny this")),
    ]  # fmt: skip
    return [words.count(number, forms) for number, forms in parts if number]


def first_to_last(view: ClaimView) -> str:
    """Return the days of the first and the last version."""
    return days(view.first, view.last)


def days(first: When, last: When) -> str:
    """Return two days in short, without what the first shares with the last."""
    if not first.day:
        return words.NO_TIME
    if first.day == last.day:
        return short(first.day)
    return f"{_without_shared(short(first.day), short(last.day))} {TO} {short(last.day)}"


def _without_shared(first: str, last: str) -> str:
    """The first day without what it shares with the last: `9`, `30 Apr`, `31 Dec 2030`."""
    day, shared = first.split(), last.split()
    while len(day) > 1 and day[-1] == shared[-1]:
        day, shared = day[:-1], shared[:-1]
    return " ".join(day)


def short(day: str, *, year: bool = True) -> str:
    """Return a day with its month in three letters: `9 Sep 2031`; a month alone keeps its year."""
    parts = [part[:3] if part in words.MONTHS else part for part in day.split()]
    return " ".join(parts if year or len(parts) < 3 else parts[:2])


def stated(when: When) -> str:
    """Return a known day, with its clock and zone where the page states them: `9 Sep 2031, 18:00 +02:00`.

    Behind it stands a word where it is the time of an entry of a live page.
    """
    day = short(when.day)
    said = f"{day}, {when.clock} {when.zone}".strip() if when.clock else day
    return f"{said} ({OF_ENTRY})" if when.of_entry else said


def why_one(origin: OriginView) -> str:
    """Say why everything that leads to an origin counts as one."""
    reason = _reason(origin)
    return f"{reason} {words.count(len(origin.carried), _CARRY)}." if origin.carried else reason


def _reason(origin: OriginView) -> str:
    if origin.kind in (SourceKind.outlet, SourceKind.none):
        return _OWN_WORDS.format(outlet=origin.name)
    if origin.kind.is_nameless:
        return _UNNAMED_THROUGH.format(outlet=origin.through) if origin.through else _UNNAMED
    versions = words.count(len(origin.named), words.VERSION_COUNT)
    return _NAMED[len(origin.named) != 1].format(versions=versions)


_OWN_WORDS = "No source is given and no earlier version is found here, so the words of {outlet} are where it ends."
_UNNAMED_THROUGH = "Unnamed people count as one origin through {outlet}, the outlet that they spoke to."
_UNNAMED = "Unnamed people who are described as one source count as one origin."
_NAMED = (
    "Named in one version; whoever repeats it adds no origin.",
    "Named in {versions}; a named source is one origin in however many articles it speaks.",
)
_CARRY = ("further version leads here by an earlier one", "further versions lead here by earlier ones")


def could_be(origin: OriginView) -> str:
    """Say why the lower number of a range takes this origin for another, or leaves it out; "" where it counts."""
    return in_lower(origin.kind, origin.could_be, doubtful=origin.doubtful)


def in_lower(kind: SourceKind, others: Sequence[str], *, doubtful: bool) -> str:
    """Say the same of an origin of which the kind is known, the letters of those that it could be, and any doubt."""
    if doubtful:
        return "What it says may be another claim; the lower number leaves it out."
    if not others:
        return ""
    several = "origins" if len(others) > 1 else "origin"
    letters = " or ".join(others)
    if kind in (SourceKind.outlet, SourceKind.none):
        return f"These words could have come from {several} {letters}; the lower number leaves them out."
    return f"Could be the same people as {several} {letters}; the lower number counts them once."


def opening(text: str, most: int = 70) -> str:
    """Return a text's opening words where it is long; what it goes on with stands elsewhere on the page."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def not_read(number: int) -> str:
    """Say of how many articles no statements were read, and why."""
    return f"{number} of them not in English: statements not read"


def single(number: int) -> str:
    """Say how many claims stand in one article only."""
    return words.count(number, ("claim stands in one article only", "claims stand in one article only"))


def compared(independent: Range) -> str:
    """Return a range for a narrow column: `1`, `1–2`."""
    return str(independent.max) if independent.min == independent.max else f"{independent.min}–{independent.max}"
