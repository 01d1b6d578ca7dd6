"""Sentences of news text.

A stop ends a sentence unless it belongs to an abbreviation, an initial or a number, or stands inside a quotation whose
cue follows. One pass over the stops, each with a bounded look to both sides: linear time, whatever the input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.records import Span

__all__ = ["sentences"]

# How far a decision may look to either side of a stop, in code points.
_LOOK = 96

_CLOSERS = "\"'”’»›)]"
_QUOTES = tuple("\"'“‘«‹„")
_OPENERS = "\"'“‘«‹([„"

_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[{re.escape(_CLOSERS)}]*+(?:\[\w{{1,3}}\]|[*†‡¹²³⁴⁵⁶⁷⁸⁹])*+)(?=\s|$)"
    r"|(?P<gap>\n[^\S\n]*\n)"
    r"|(?:(?<=\s)|^)(?P<bullet>[•▪●◦‣■►▶])(?=\s)"
    r"|\n[^\S\n]*(?P<item>[-*–—]|\d{1,3}[.)])[^\S\n]+(?=\S)",
)
_MARK = re.compile(r"[.!?…\n•▪●◦‣■►▶]")  # what a match of it begins with

# Abbreviations that a name or a noun follows: they never end a sentence before a capital.
_TITLES = frozenset(
    "mr mrs ms mx dr drs prof gov sen sens rep reps gen lt col capt cpt sgt cpl maj adm vadm radm rev revd hon"
    " pres ste mt msgr fr supt insp det cmdr cdr brig amb atty messrs mme mlle pvt pfc ens ald asst assoc dep"
    " sec-gen cllr cde sr-col vs v viz cf eg ie approx ca tel est".split()
)
# Abbreviations that end a sentence only before a word that opens one.
_ENDINGS = frozenset(
    "inc corp ltd co cos plc llc bros jr sr esq dept univ assn govt intl natl ave blvd rd hwy sq mfg jan feb mar"
    " apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo"
    " conn del fla ga ill ind kan ky mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis"
    " wyo ont que alta phd st ft in oz lb lbs min hr".split()
)
# Abbreviations that a number follows.
_NUMBERED = frozenset("no nos art sec sect fig figs vol vols p pp par para ch chap ex reg sched op".split())
# Abbreviations that are also plain words: in lower case only the word is meant ("the men sat.").
_WORDS_TOO = frozenset("in mar sat sun ill miss mass mo pa va wash del min fri wed co".split())

_FIRMS = frozenset("inc corp ltd cos plc llc bros phd".split())

# Closed-class words, capitalised only because they open a sentence.
_OPENING = frozenset(
    "a an the this that these those he she it they we i you his her its their our my your who what when where why"
    " how which there here in on at by for from with without after before during since until under over about as"
    " if but and or so yet while although though because however still now then also both all some many most"
    " several few each every no none not nobody nothing one two three another other others more less such only"
    " even just once meanwhile later earlier last next according asked between among against despite instead it's"
    " he's she's they're there's that's we're i'm".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec gmt utc est edt cst cdt"
    " mst mdt pst pdt bst cet cest eet eest msk ist jst local mon tue tues wed thu thurs fri sat sun".split()
)
_CUES = frozenset(
    "said says asked asks told tells wrote writes added adds cried cries replied replies shouted wondered"
    " continued joked exclaimed demanded recalled insisted warned pleaded posted answered yelled".split()
)
_ALWAYS_CUES = frozenset("asked asks wondered cried shouted exclaimed demanded replied".split())
# A word after "Adeyo said" that shows a sentence with its own content, so that the quotation before it stands alone.
_CONTENT_OPENERS = frozenset(
    "that he she it they we there the a an this these his her its their no if not nobody nothing one".split()
)

_BEFORE = re.compile(r"[^\s\"'“”‘’(\[—–/]*$")
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of `text[start:end]`, in order, as spans of `text` without the white space around them.

    A closing quotation mark, bracket or note mark after the stop belongs to its sentence; bullets and list numbers at
    the head of a line belong to none. A quotation that ends in a stop and is followed by its cue is one sentence with
    it. Line breaks inside a stretch do not end a sentence, an empty line does. Runs in linear time.
    """
    last = len(text) if end is None else min(end, len(text))
    start = max(0, start)
    found: list[Span] = []
    begin = start
    for stop in _stops(text, start, last):
        if stop["stop"] is None:
            _push(found, text, begin, stop.start())
            begin = stop.end()
        elif not _is_list_number(text, begin, stop) and _ends(text, stop, begin, last):
            _push(found, text, begin, stop.end())
            begin = stop.end()
    _push(found, text, begin, last)
    return found


def _stops(text: str, at: int, last: int) -> Iterator[re.Match[str]]:
    """Yield what `_STOP.finditer` would; it tries four shapes at every code point, and few can begin one."""
    for mark in _MARK.finditer(text, at, last):
        if mark.start() >= at and (stop := _STOP.match(text, mark.start(), last)):
            at = stop.end()
            yield stop


def _push(found: list[Span], text: str, begin: int, end: int) -> None:
    """Add `text[begin:end]` without the white space around it, if anything is left."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append(Span(begin, end))


def _is_list_number(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Tell whether the stop closes a number that opens the stretch: "1. The pump failed."."""
    at = stop.start()
    if at - begin >= 6:
        return False
    head = text[begin:at].strip()
    return head.isdigit() and len(head) <= 2


def _ends(text: str, stop: re.Match[str], begin: int, last: int) -> bool:
    """Decide whether a stop ends its sentence."""
    after = text[stop.end() : min(last, stop.end() + _LOOK)].lstrip()
    if not after:
        return True
    opening = after.lstrip(_OPENERS + "-–—*• ")
    first = opening[:1]
    if first.islower() and not _is_bulleted(after):
        return False
    if stop["stop"] == "." and (not stop["close"] or stop["close"].strip("*†‡") in {")", ""}):
        word_before = _BEFORE.search(text, max(begin, stop.start() - 24), stop.start())
        return not _abbreviates(word_before[0] if word_before else "", opening, after)
    if stop["stop"][-1] in "?!" and stop["close"]:
        return not _cue_follows(after)
    return True


def _is_bulleted(after: str) -> bool:
    """Tell whether the text after a stop opens with a bullet, which starts a sentence even in lower case."""
    return after[:1] in "•▪●◦‣■►▶"


def _abbreviates(word_before: str, opening: str, after: str) -> bool:
    """Tell whether the full stop after `word_before` marks an abbreviation rather than the end of a sentence."""
    word = _WORD.match(opening)
    follower = word[0].rstrip(".") if word else ""
    lowered = follower.lower()
    opens = lowered.replace("’", "'") in _OPENING or after.startswith(_QUOTES)
    name = word_before.lower().strip("-")
    if name in {"a.m", "p.m"}:
        return after.startswith(("(", "[")) or lowered in _CALENDAR
    if name in _NUMBERED:
        return follower[:1].isdigit()
    if name in _WORDS_TOO and word_before.islower():
        return False
    if name in _TITLES:
        return True
    if name in _ENDINGS:
        return not opens and not (follower[:1].isdigit() and name in _FIRMS)
    if _INITIALS.fullmatch(word_before):
        return not opens
    return len(word_before) == 1 and word_before.isupper() and word_before != "I" and not opens


def _cue_follows(after: str) -> bool:
    """Tell whether a quotation that ended in "?" or "!" is followed by its own cue: "Adeyo asked the council"."""
    words = _WORD.findall(after)
    for index, word in enumerate(words[:6]):
        if word.lower().rstrip(".") in _CUES:
            follower = words[index + 1].lower() if index + 1 < len(words) else ""
            cue = word.lower().rstrip(".")
            if index == 0 and not word[0].islower():
                return False
            return cue in _ALWAYS_CUES or word.endswith(".") or follower not in _CONTENT_OPENERS
        if index and word[:1].islower() and word.lower() not in {"of", "the", "de", "van", "von", "al", "bin", "then"}:
            return False
    return False
