"""Which agency brought a report: what its byline, dateline, sign-off, notices and declared sources say together.

One line alone (`capture_bylines.agency_of`) knows an agency by a table or by its form. Here the lines of one page are
read beside one another, so that a name that no table holds ("Quillon", "LNP") is believed where its place or the
report's own words show what it is. The outlet's own name is no agency, save where the page names nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from whence.ingest.capture_bylines import agency_of, is_byline, is_desk, starts_with_dateline
from whence.ingest.capture_words import is_name_like, known_agency, word_set, words_of

__all__ = ["Clues", "find_agency", "is_own_name"]

_PICTURES = frozenset((
    "Getty", "Getty Images", "Alamy", "Shutterstock", "iStock", "Imago", "Picture Alliance", "picture-alliance",
    "Magnum", "Magnum Photos", "Corbis", "Bettmann", "Hulton Archive", "Wikimedia Commons", "Unsplash", "Pexels",
    "Flickr", "Rex", "Rex Features", "NurPhoto", "SOPA Images", "Zuma", "Sipa", "SIPA USA", "PA Images", "Polaris",
    "Redux", "Backgrid", "Splash News",
))  # fmt: skip
"""Suppliers of pictures only: no report comes through them."""
GENERIC = "agencies"
"""What a line gives that credits agencies without naming them."""

_LONGEST = 160
_BODY = 200_000  # characters of the body in which a name's use is looked up
_MOST_USES = 200
_CUE = re.compile(
    r"(?i)^(?:(?:posted |written |reported |compiled |filed |story |words |text |report )?by|from|via|source|agency|"
    r"author|courtesy of|(?:republished|reprinted|taken) from)\b\s*:?\s+|"
    r"^(?:words|text|copy|story|report|reporting)\s*:\s*"
)
_PIECES = re.compile(r"\s*(?:[/|·•,;()\[\]]|\s[-–—]{1,2}\s|\b(?:and|with|via|for|of|from|by)\b|&|\bin\s+(?=[A-Z]))\s*")
_JOBS = re.compile(
    r"(?i)^(?:(?:special|staff|foreign|senior|chief|our)\s+)*(?:correspondents?|reporters?|writers?|photographers?)\s+|"
    r"[\s,]+(?:(?:special|staff|foreign|senior|chief)\s+)*(?:correspondents?|reporters?|writers?|staff|bureau|"
    r"photographers?|editors?|teams?|desk)$"
)
_FORMED = re.compile(
    r"(?i)\b(?:news ?agency|agency|newswires?|wire|press (?:service|association|trust|bureau|pool)|"
    r"(?:news|information|reporting) service|news (?:network|bureau))$"
)
_FORMED_BEFORE = re.compile(
    r"^(?:Agence|Ag[eê]ncia|Agenzia|Agentur|Agentschap|Associated|United Press|Press (?:Trust|Association)) \w"
)
_OUTLET = re.compile(
    r"\b(?:Times|Herald|Tribune|Gazette|Courier|Ledger|Guardian|Observer|Telegraph|Chronicle|Journal|Dispatch|Examiner|"
    r"Sentinel|Inquirer|Daily|Weekly|Broadcasting|Television|TV|Radio|Online)$"
)
"""What ends the name of an outlet and is hardly a person's: another outlet in a byline brought the report."""
_FORMED_LOOSELY = re.compile(r"\b(?:News|Press|Service|Media|Newsroom|Reports|Dispatch|Features)$")
_SECTION = word_set(
    """
    world local national regional international business sports sport politics breaking latest top health science
    science technology entertainment us uk eu home foreign daily all good fake more live video crime city county
    general community education weather money money's culture arts evening morning social mass public customer civil
    secret postal ambulance armed free external overseas english
    """
)
_NO_CODE = word_set(
    """
    GMT UTC BST CET CEST EST EDT PST PDT CST CDT MST MDT EET EEST MSK JST IST HKT SGT AEST AEDT WAT CAT EAT NEWS LIVE
    USA UK EU UN NATO NGO CEO MP MPS PM AM TV FM FAQ PDF RSS WEB WORLD LOCAL STAFF DESK EDIT WRAP LEAD ADD UPDATE VIDEO
    PHOTO PHOTOS FILE TOP HOME MENU MORE READ SHARE TEXT ENDS END COVID WIN JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT
    NOV DEC AGB MON TUE WED THU FRI SAT SUN
    """
)
_NO_LONE = word_set(
    """
    staff admin administrator editor editors editorial editorials newsroom desk team guest anonymous contributor
    contributors opinion exclusive analysis comment review interview video advertisement sponsored news press agency
    agencies reporter reporters correspondent correspondents writer unknown webmaster moderator user author byline
    publisher media online web info contact subscribe updated published posted today yesterday report reports feature
    features explainer comments comment reply share letters small medium large obituary transcript live
    world politics business health science sport sports culture wordpress drupal rss feed site website
    """
)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|speaking to|spoke to|spoken to|statement to|statements to|interview with|interviewed by|"
    r"seen by|obtained by|reached by|reviewed by|confirmed to|agency|newswire|wire service) (?:the )?$"
)
_BESIDE = re.compile(
    r"(?:'s|’s)? (?:(?:news )?(?:agency|wire|newswire)|correspondents?|reporters?|photographers?)\b", re.IGNORECASE
)
_REPORTED = re.compile(r" (?:has |had )?(?:reported|reports|quoted|understands)\b")
_HEAD_BRACKET = re.compile(
    r"(?P<head>[^()\[\]\n.!?]{2,60}(?:\.[^()\[\]\n.!?]{0,30})?)[(\[](?P<name>[^()\[\]\n]{2,40})[)\]]\s*(?:[-–—:]|$|"
    r"(?=[A-Z\"“‘']))"
)
_FIRST_BRACKET = re.compile(r"(?:[-–—]\s*)?[(\[](?P<name>[^()\[\]\n]{2,40})[)\]]\s*[-–—:]")
_MARK_AT_END = re.compile(
    r"[.!?…\"”’)]\s*(?:[-–—]{1,2}\s*(?P<dash>[^-–—/.!?()\[\]\n]{2,40})|[/]\s*(?P<slash>[^/\n.!?]{2,40})/?|"
    r"[(\[](?P<bracket>[^()\[\]\n]{2,50})[)\]])[.\s]*$"
)
_SUPPLIED = re.compile(
    r"(?i)\b(?:this|the|our)?\s*(?:story|article|report|item|copy|text|content|material|dispatch|piece|news|feed)s?\b"
    r"[^.;:()]{0,40}?\b(?:supplied|provided|distributed|syndicated|filed|furnished|issued|republished|reprinted|"
    r"taken|licen[cs]ed|delivered)(?: to (?:us|this \w+|the \w+))?(?: with permission)? (?:by|from|through|via)\s+"
    r"(?P<name>[^.;:,\n]{2,70})"
)
_CONTRIBUTED = re.compile(
    r"(?:[Rr]eporting|[Rr]eports?|[Ff]iles|[Ii]nputs?|[Cc]ontributions?|[Mm]aterial|[Ii]nformation|[Cc]opy)"
    r"(?: (?:by|from) |: )(?P<name>[^();.\n]{2,80})"
)
_WHO_CONTRIBUTED = re.compile(
    r"^\W*(?P<name>[^();.\n]{2,80}?) (?:also )?contributed (?:to (?:this|the) (?:report|story|article|piece)"
    r"|reporting)\b"
)
_WHERE = re.compile(r"\bin\s+[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,3}")
_JOINED = re.compile(r"\s*(?:,\s*with|,\s*and|\bwith|\band|&|\+)\s+")
_SOURCED = re.compile(r"(?i)^\W*(?:sources?|agency|via|credit|courtesy(?: of)?)\s*:\s*(?P<name>[^.;:|\n]{2,60})\.?$")
_RIGHTS = re.compile(
    r"(?i)(?:©|\(c\)|\bcopyright\b)\s*(?:©|\(c\))?\s*(?:(?:19|20|21)\d\d)?\s*(?:by )?(?:the )?"
    r"(?P<name>[^.,;:|/©()\n]{2,60}?)\s*(?:(?:19|20|21)\d\d|[.,;:|/()]|all rights|$)"
)
_SMALL = word_set("the of and for a an de la le du des von der die das in on at")
_HOUSE = word_set(
    """
    news agency press service wire newswire media group online com www org net tv radio newspaper newspapers staff desk
    team reporter reporters correspondent correspondents newsroom bureau publishing ltd limited digital editors writers
    own our foreign web company co inc website
    """
)
_AGENCY_WORDS = word_set("agency wire newswire newswires service association")
_EDGE = " \t.,:;–—-|/*\"“”'‘’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """The parts of a page that can name its agency, each in the page's order.

    `bylines` are the lines that say who wrote; `near` other short lines beside the headline; `opening` the first
    paragraphs; `closing` the last ones and the sign-offs; `notices` the outlet's words about its page; `declared` the
    sources that the page's metadata names; `body` the report's words.
    """

    outlet: str | None
    bylines: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    body: str = ""

    def shows(self, name: str) -> bool:
        """Whether the report uses `name` as that of an agency: in its dateline, beside "agency", or as told something.

        What is told something may be a person, so that this counts for names of one word only.
        """
        if name.casefold() in {n.casefold() for n in _dateline_names(self.opening)}:
            return True
        lone = len(words_of(name)) == 1
        return any(
            _BESIDE.match(after) or (lone and (_TOLD.search(before) or _REPORTED.match(after)))
            for before, after in _uses(self.body[:_BODY], name)
        )


class _Piece(NamedTuple):
    """A part of a line between its dividers. `whole`: the line has no other; `cued`: "by" leads the line in."""

    text: str
    whole: bool
    cued: bool
    first: bool


def find_agency(clues: Clues) -> str | None:
    """Return the agency that the article came through, as printed; None where none is named.

    "agencies" stands for those that a line credits without their names. Where only the outlet's own name stands in an
    agency's places, as on an agency's own page, that name is given.
    """
    own = generic = None
    for name in _candidates(clues):
        if name == GENERIC:
            generic = name
        elif name in _PICTURES:
            continue
        elif clues.outlet is not None and is_own_name(clues.outlet, name):
            own = own or (name if _is_wire(name, clues) else None)
        else:
            return name
    return generic or own


def _is_wire(name: str, clues: Clues) -> bool:
    """Whether an outlet's own name is an agency's by its form, or stands in its dateline."""
    formed = _formed(name) is not None and not _OUTLET.search(name)
    return bool(known_agency(name) or formed or _is_a_code(name)) or name in set(_dateline_names(clues.opening))


def is_own_name(outlet: str, name: str) -> bool:
    """Whether `name` is the outlet's: the same words, a part of them without an agency's words, or its short form."""
    ours, theirs = _telling(outlet), _telling(name)
    if not ours or not theirs:
        return not theirs or outlet.casefold() == name.casefold()
    if ours == theirs:
        return True
    agency = any(w.casefold() in _AGENCY_WORDS for w in words_of(name))
    if _letters(outlet).startswith(_letters(name)) and len(_letters(name)) >= 3:
        return True
    stems = [w for w in words_of(name) if w.casefold() in theirs] if len(theirs) == 1 else []  # "NBS" of "NBS News"
    return (theirs <= ours and not agency) or any(_is_code(p, outlet) for p in (name, *stems, *_in_brackets(name)))


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _telling(name: str) -> frozenset[str]:
    found = [w.casefold().strip(".") for w in words_of(_BRACKETED.sub(" ", name))]
    return frozenset(w for w in found if w not in _HOUSE and w not in _SMALL and not w.isdigit())


_BRACKETED = re.compile(r"\([^()]{0,60}\)")


def _in_brackets(name: str) -> list[str]:
    return [found.group()[1:-1].strip() for found in _BRACKETED.finditer(name)]


def _is_code(code: str, outlet: str) -> bool:
    """Whether `code` is a short form of the outlet's name: its initials, or capitals that follow its letters' order."""
    if not (2 <= len(code) <= 5 and code.isupper() and code.isalpha()):
        return False
    initials = "".join(w[0] for w in words_of(outlet) if w.casefold() not in _SMALL).upper()
    if code == initials:
        return True
    letters = iter(outlet.upper())
    return len(code) >= 3 and code[0] == outlet[:1].upper() and all(letter in letters for letter in code)


def _candidates(clues: Clues) -> Iterator[str]:
    """Yield the names that stand in an agency's places, the surest places first."""
    for line in clues.bylines:
        yield from _in_byline(line, clues)
    for name in clues.declared:
        yield from _in_declared(name, clues)
    yield from _dateline_names(clues.opening)
    for line in clues.opening:
        if (end := starts_with_dateline(line)) and (dated := agency_of(line[:end])):
            yield dated
    for line in clues.closing:
        yield from _at_end(line, clues)
    for line in clues.near:
        yield from _beside_headline(line, clues)
    for line in clues.notices:
        yield from _in_notice(line, clues)


def _in_byline(line: str, clues: Clues) -> Iterator[str]:
    yield from _of_line(line)
    for piece in _pieces(line):
        if name := _as_agency(piece, clues):
            yield name
    yield from _beside_own(line, clues)


def _beside_own(line: str, clues: Clues) -> Iterator[str]:
    """Yield the lone name that a line joins with the outlet's own or its staff: "Quillon, with The Vesk Courier"."""
    parts = [p.strip(_EDGE) for p in _JOINED.split(_CUE.sub("", line[:_LONGEST]))]
    if len(parts) != 2 or clues.outlet is None or _is_joint_desk(line):
        return
    for name, other in (parts, parts[::-1]):
        if _stands_alone(name) and (is_desk(other) or is_own_name(clues.outlet, other)):
            yield name


def _of_line(line: str) -> Iterator[str]:
    """Yield what the line alone gives, without what only sounds like an agency: a post, a section, a publisher."""
    name = _behind_a_person((agency_of(line) or "").removeprefix("the "))
    found = words_of(name)
    if not found or " - " in name or is_desk(name) or _JOBS.search(name) is not None:
        return
    section = len(found) > 1 and found[0].casefold() in _SECTION
    if name == GENERIC or known_agency(name) or not (section or found[-1] in {"Group", "Media", "Newsroom"}):
        yield name


def _behind_a_person(name: str) -> str:
    """Cut the person from "Ada Roe The Associated Press", which pages print over two lines."""
    found = name.split()
    for size in (4, 3, 2, 1):
        tail = " ".join(found[-size:])
        agency = known_agency(tail) if len(found) > size + 1 else None
        if agency and (size > 1 or tail.isupper() or tail == "Reuters"):
            return agency
    return name


def _is_joint_desk(line: str) -> bool:
    """Whether the outlet's own staff stands first, with another beside it: whose words are whose nobody can tell."""
    head, joined, _ = line[:_LONGEST].partition(" and ")
    return bool(joined) and is_desk(_CUE.sub("", head))


def _pieces(line: str) -> list[_Piece]:
    text = _WHERE.sub("", " ".join(line[:_LONGEST].split())).strip()
    if _is_joint_desk(text):
        return []
    cue = _CUE.match(text)
    cued = cue is not None and cue.group().casefold().strip(" :").endswith("by")
    parts = [p.strip(_EDGE) for p in _PIECES.split(text[cue.end() :] if cue else text)]
    parts = [p for p in (_CUE.sub("", p) for p in parts) if p]
    return [_Piece(p, len(parts) == 1, cued, i == 0) for i, p in enumerate(parts)]


def _as_agency(piece: _Piece, clues: Clues) -> str | None:
    """Return the agency that a piece of a byline names, by its form, its place, or its use in the report."""
    name = _JOBS.sub("", piece.text).strip(_EDGE)
    if not name or len(name) > 60 or not is_name_like(name, most=6) or _is_desk(piece.text, clues):
        return None
    if found := known_agency(name) or _formed(name):
        return found
    if _is_a_code(name) and (piece.whole or not piece.first):
        return name
    if not (piece.cued and piece.first and len(words_of(name)) > 1) and clues.shows(name):
        return name
    alone = piece.whole and not piece.cued and piece.text == name and _stands_alone(name)
    return name if alone and next(_uses(clues.body[:_BODY], name), None) is None else None


def _is_desk(text: str, clues: Clues) -> bool:
    """Whether a piece is a desk of the outlet's own; "Quillon correspondent" is none where the report shows Quillon."""
    return is_desk(text) and not clues.shows(_JOBS.sub("", text).strip(_EDGE))


def _formed(name: str) -> str | None:
    """Return a name that ends as agencies' names do ("Northern Wire", "Quillon Press"), without its article."""
    found = words_of(name)
    bare = name.removeprefix("The ").removeprefix("the ")
    if len(found) < 2 or words_of(bare)[0].casefold() in _SECTION:
        return None
    if _OUTLET.search(name) and len(found) <= 4:
        return name
    formed = _FORMED.search(name) or _FORMED_BEFORE.match(bare)
    return bare if formed or (_FORMED_LOOSELY.search(name) and len(found) <= 4) else None


def _is_a_code(name: str) -> bool:
    return 3 <= len(name) <= 5 and name.isupper() and name.isalpha() and name not in _NO_CODE


def _stands_alone(name: str) -> bool:
    """Whether a line of one name is no person's: people have two names, or "by" before them."""
    lone = name.isalpha() and len(name) >= 4 and name[0].isupper() and not name.isupper()
    return lone and name.casefold() not in _NO_LONE


def _in_declared(name: str, clues: Clues) -> Iterator[str]:
    """Yield a declared source; one that is nobody's name, an address or a desk gives nothing."""
    text = " ".join(name[:_LONGEST].split())
    if "." in text.strip(".") or "@" in text or is_desk(text) or _is_joint_desk(text) or not is_name_like(text, most=6):
        return
    for piece in _pieces(text):
        if found := _as_agency(piece._replace(cued=False), clues):
            yield found


def _dateline_names(opening: Iterable[str]) -> Iterator[str]:
    """Yield the names in the brackets of datelines: "BRENNA, 17 Nov (Quillon) - ", "(LNP) - ", "BRENNA (LNP) The …"."""
    for line in opening:
        head = " ".join(line[:_LONGEST].split())
        found = _FIRST_BRACKET.match(head)
        if found is None and (dated := _HEAD_BRACKET.match(head)) and _is_place_and_date(dated["head"]):
            found = dated
        if found is not None:
            yield from _named(found["name"])


def _named(text: str) -> Iterator[str]:
    name = text.strip(_EDGE)
    if any(c.isdigit() for c in name) or not is_name_like(name, most=5):
        return
    head = re.split(r"\s*/\s*", name)[0]
    yield known_agency(head) or head


def _is_place_and_date(head: str) -> bool:
    """Whether the words before a bracket are a place's and a day's: the first in capitals, none in small letters."""
    found = words_of(head)
    first = head.partition(",")[0].strip()
    place = first.isupper() or "," in head or any(c.isdigit() for c in head)
    return bool(found) and len(found) <= 9 and place and all(not w[0].islower() or w in _SMALL for w in found)


def _at_end(line: str, clues: Clues) -> Iterator[str]:
    """Yield the names of a closing line: a mark after the last stop, who contributed, who supplied the story."""
    if len(line) <= 2 * _LONGEST:
        yield from _in_notice(line, clues)
        yield from _of_line(line)
        for found in (*_CONTRIBUTED.finditer(line), *_WHO_CONTRIBUTED.finditer(line)):
            yield from (n for p in _pieces(found["name"]) if (n := _as_agency(p, clues)) and p.text.casefold() != "our")
        yield from _beside_own(line, clues)
        head, more, _ = line.partition(";")
        if more and len(words_of(head[:80])) <= 4:
            yield from _beside_headline(head.strip(" ()[]*–—-"), clues, alone=True)
    if len(words_of(line[:80])) <= 6 and len(line) <= 80:
        yield from _beside_headline(line.strip(" ()[]*–—-"), clues, alone=True)
    if mark := _MARK_AT_END.search(line[-_LONGEST:]):
        name = (mark["dash"] or mark["slash"] or mark["bracket"]).strip(_EDGE)
        yield from _believed(name, clues, code=True)


def _beside_headline(line: str, clues: Clues, *, alone: bool = False) -> Iterator[str]:
    """Yield the agencies in a stamp ("Monday, 12.41 · Herald / LNP"): known, formed as such, or used as one."""
    for piece in _pieces(line):
        if not _is_desk(piece.text, clues):
            yield from _believed(_JOBS.sub("", piece.text).strip(_EDGE), clues, code=alone and piece.whole)


def _believed(name: str, clues: Clues, *, code: bool) -> Iterator[str]:
    if not name or len(name) > 60 or not is_name_like(name, most=6) or is_desk(name):
        return
    if name in _NO_CODE or name.casefold() in _NO_LONE:
        return
    formed = name if _FORMED.search(name) and len(words_of(name)) > 1 else None
    if found := known_agency(name) or formed or ((code and _is_a_code(name)) and name) or None:
        yield found
    elif clues.shows(name):
        yield name


def _in_notice(line: str, clues: Clues) -> Iterator[str]:
    """Yield who supplied the story, or who holds its rights where that is an agency."""
    if len(line) > 4 * _LONGEST:
        return
    for found in _SUPPLIED.finditer(line):
        for piece in _pieces(found["name"])[:1]:
            name = piece.text.removeprefix("the ").removeprefix("The ").strip(_EDGE)
            if name and is_name_like(name, most=6) and not is_byline(name):
                yield known_agency(name) or name
    if sourced := _SOURCED.match(line.strip()):
        name = sourced["name"].strip(_EDGE)
        if known_agency(name) or _formed(name) or _is_a_code(name) or clues.shows(name):
            yield known_agency(name) or name
    for found in _RIGHTS.finditer(line):
        yield from _believed(found["name"].strip(_EDGE), clues, code=False)


def _uses(body: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the words before and after each use of a name as whole words."""
    at, size = body.find(name), len(name)
    for _ in range(_MOST_USES):
        if at < 0:
            return
        end = at + size
        if not (body[at - 1 : at].isalnum() or body[end : end + 1].isalnum()):
            yield body[max(0, at - 40) : at], body[end : end + 40]
        at = body.find(name, end)
