"""The grammar of bylines, sign-offs and agency marks: who wrote a report, and which agency it came through."""

from __future__ import annotations

import re

from whence.ingest.capture_words import MAX_SHORT, is_name_like, is_organisation, known_agency, word_set, words_of

__all__ = ["agency_of", "authors_of", "is_byline", "is_desk", "is_signoff", "names_in_stamp", "starts_with_dateline"]

_BY = re.compile(
    r"(?i)^(?:(?:posted|written|words|reported|report|reporting|story|text|by|compiled|edited|presented|published|"
    r"analysis|review|opinion|"
    r"interview|additional reporting|with reporting|exclusive|video)\s*[:,]?\s+(?:and\s+\w+\s+)?by|by|author|authors|"
    r"words|"
    r"reporter|posted by)(?:\s*:\s*|\s+)(?=\S)"
)
_BY_FOREIGN = re.compile(
    r"^(?:Von|VON|Por|POR|Par|PAR|Di|Door|Av|Af|Text|Texte|Texto|Автор|Tekst)(?:\s*:\s*|"
    r"\s+)(?=[^\W\d_])"
)
_POSTED = re.compile(r"(?i)^(?:posted|published|written|filed|updated)\b[^.!?]{0,120}?,?\s+by\s+(\S[^.!?]{0,80})$")
_FROM_OUR = re.compile(
    r"(?i)^(?:from|by)?\s*our\s+(?:own\s+)?(?:\w+\s+){0,3}(?:correspondents?|reporters?|staff|"
    r"desk|team|editors?|writers?)\b"
)
_DESK = re.compile(
    r"(?i)^(?:by\s+)?(?:[^\W\d_][\w'’&.-]*\s+){0,5}(?:staff|desk|newsdesk|newsroom|reporters?|correspondents?|"
    r"bureau|editors|"
    r"editorial (?:team|board)|live team|team|staff writers?|web desk|staff and agencies|agencies|and agencies|"
    r"news agencies)(?:, [^\W\d_][\w'’-]*)?$"
)
_TEAM = re.compile(r"(?i)^(?:[^:.!?]{1,40}\b)?(?:team|desk|staff|reporters?|editors?|writers?)\s*:\s*(\S.*)$")
_IN_PLACE = re.compile(
    r"^([^\W\d_][\w'’.&-]*(?:,? [^\W\d_][\w'’.&-]*){0,6}),? in "
    r"([^\W\d_][\w'’.-]*(?:,? (?:and )?[^\W\d_][\w'’.-]*){0,4})$"
)
_SIGN_OFF = re.compile(
    r"(?i)^[\[(–—-]*\s*(?:(?:additional |further |with |original )?(?:reporting(?: and \w+)?\s+(?:by|from|in)|"
    r"(?:writing|compiled|editing|edited|translated|"
    r"translation|research)(?: and \w+)?\s+by)\b|with (?:files|inputs?|reports?|agency reports|additional reporting|"
    r"contributions?) (?:from|by|in)\b|"
    r"with agency reports|with reports from|[A-Z][^.;]{0,80}? (?:also )?contributed (?:to this (?:report|story|"
    r"article|piece|post)|reporting|from [A-Z])\b|staff and agencies$|agencies$)"
)
_INITIALS = re.compile(r"^(?:\(?[A-Z][A-Za-z]{1,9}\)?\s+)?[a-z]{2,3}(?:/[a-z]{2,3}){1,4}$")
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÖØ-Þ][\w'’.\- ]{1,40}(?:, ?[A-ZÀ-ÖØ-Þ][\w'’.\- ]{1,30}){0,2})"
    r"(?:,? (?P<date>(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? ?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?))?"
    r" ?(?:[(/](?P<agency>[^()/\n]{2,40})[)/])? ?(?P<dash>[-–—:]{1,2})(?=\s|\S)"
)
_END_PAREN = re.compile(r"[(\[]([^()\[\]]{2,50})[)\]][.\s]*$")
_END_DASH = re.compile(r"[.!?\"”’]\s*(?:[-–—/]{1,2})\s*([^-–—/.!?]{2,40})$")
_SOURCE = re.compile(
    r"(?i)^(?:source|agency|via|courtesy(?: of)?|provided by|credit|quelle|fuente|"
    r"fonte)\s*:?\s+(\S.{1,60})$"
)
_COPYRIGHT = re.compile(
    r"(?i)^(?:©|\(c\)|copyright(?: ©| \(c\))?)\s*(?:(?:19|20)\d\d)?\s*(?:by )?(?:the )?([^.,;:|"
    r"/]{2,50})"
)
_YEAR_BEHIND = re.compile(r",?\s+(?:19|20|21)\d\d$")
_GENERIC = re.compile(
    r"(?i)\b(?:staff(?: reporters?| writers?)?,? and (?:news )?(?:wire )?agenc(?:y|ies)|agenc(?:y|"
    r"ies) (?:reports?|inputs?|staff)|(?:news |wire )agencies|"
    r"^agencies$|and agencies\b|(?:wire|news) (?:reports|services)|^agency (?:report|copy)$|inputs? from agencies|"
    r"reports from agencies)"
)
_CONTRIBUTED = re.compile(
    r"(?i)(?:reporting|reports?|files|inputs?|contributed|contributions?|material|"
    r"additional reporting)\s+(?:by|from)\s+([^();.]{2,80})"
)
_CUT = re.compile(
    r"(?i)\s*(?:[|•·–—]|\bpublished\b|\bupdated\b|\bposted\b|\bon\s+(?=[A-Z])|\bin\s+(?=[A-Z])|"
    r"\bfor\s+(?=(?:the )?[A-Z])|\d|\s{3,}|\t).*$"
)
_ROLE_WORD = re.compile(
    r"(?i)\b(?:reporters?|correspondents?|editors?|writers?|staff|desk|newsroom|bureau|columnist|producer|agenc(?:y|"
    r"ies)|team|admin|"
    r"journalist|contributor|analyst|chief|photographer|our|foreign|news)\b"
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|/|\bwith\b)\s*")
_STAMP_PARTS = re.compile(r"\s+[|·•—–-]\s+|\s{2,}|//|(?<=[a-z])\. ")
_STAMP_BY = re.compile(r"(?i)^(?:(?:checked|posted|written|reported|edited) )?by\s+")
_DATE_WORDS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc edition updated published posted
    live world europe africa asia america north south east west new united states kingdom time last first late
    """
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def is_byline(text: str) -> bool:
    """Whether the line names who wrote the report, by its own form ("By …", "Staff and agencies", "Posted … by …")."""
    line = " ".join(text[:MAX_SHORT].split())
    if not line or len(line) > 200 or line.endswith(("?", "!")):
        return False
    if _POSTED.match(line) or _FROM_OUR.match(line) or is_desk(line):
        return True
    if (found := _TEAM.match(line)) and is_name_like(_BRACKETS.sub("", found.group(1))):
        return True
    found = _BY.match(line) or _BY_FOREIGN.match(line)
    if not found:
        return False
    rest = _CUT.sub("", _BRACKETS.sub("", line[found.end() :]))
    head = _SPLIT.split(rest, maxsplit=1)[0].strip(" .")
    return bool(head) and is_name_like(head, most=6) and not _is_sentence(line)


def _is_sentence(line: str) -> bool:
    small = sum(w[0].islower() for w in words_of(line))
    return line.endswith(".") and small >= 5


def is_desk(text: str) -> bool:
    """Whether the whole line is a collective byline: "Our foreign staff", "Herald health desk"."""
    line = " ".join(text[:MAX_SHORT].split())
    found = words_of(line)
    if not 1 <= len(found) <= 7 or not _DESK.match(line):
        return False
    return found[0][0].isupper() and (len(found) > 1 or line.casefold() == "agencies")


def is_signoff(text: str) -> bool:
    """Whether the line says at the end of a report who reported, wrote or edited it."""
    line = text.strip()
    return len(line) <= 2 * MAX_SHORT and bool(_SIGN_OFF.match(line) or _INITIALS.match(line))


def is_in_place(text: str) -> bool:
    """Whether a line at the head of the page is a byline with a place: "Jane Roe in Harbour City"."""
    found = _IN_PLACE.match(" ".join(text[:MAX_SHORT].split()))
    return (
        bool(found)
        and all(w[0].isupper() or w == "and" for w in words_of(found.group(1)))
        and found.group(2)[0].isupper()
        if found
        else False
    )


def starts_with_dateline(text: str) -> int:
    """Where the dateline that opens a paragraph ends ("GRAVIN, Nov 17 (Talvek) - "); 0 where none opens it."""
    found = _DATELINE.match(text[:140])
    if not found or not _is_dateline(found):
        return 0
    return found.end() + (len(text[found.end() :]) - len(text[found.end() :].lstrip()) if found.end() < 140 else 0)


def _is_dateline(found: re.Match[str]) -> bool:
    place = found["place"].split(",")[0].strip()
    spaced = found["dash"] in ("-", "–", "—", "--")
    if found["dash"][0] == ":":
        after = found.string[found.end() :].split(maxsplit=1)
        return place.isupper() and len(place.split()) <= 2 and bool(after) and not after[0].isupper()
    return (
        place.isupper()
        or bool(found["agency"] and spaced and len(place.split()) <= 3)
        or bool(found["date"] and spaced)
    )


def authors_of(byline: str) -> tuple[str, ...]:
    """Names of the people that a byline gives, in order; agencies, desks and job titles are left out."""
    line = " ".join(byline[:MAX_SHORT].split())
    if (found := _POSTED.match(line)) or (found := _TEAM.match(line)):
        rest = found.group(1)
    elif found := _FROM_OUR.match(line):
        rest = line[found.end() :].rpartition(",")[2]
    else:
        found = _BY.match(line) or _BY_FOREIGN.match(line)
        rest = line[found.end() :] if found else line
    if found is None and (is_desk(line) or known_agency(line)):
        return ()
    pieces = _SPLIT.split(_CUT.sub("", _BRACKETS.sub("", rest)))
    return tuple(dict.fromkeys(p.strip(" .:") for p in pieces if _is_person(p.strip(" .:"), cued=found is not None)))


def names_in_stamp(text: str) -> tuple[str, ...]:
    """Return the people whom a dated line names between its dividers: "Ada Roe — Monday, 7 May 2031 — Health"."""
    names = []
    for part in _STAMP_PARTS.split(text[:MAX_SHORT]):
        piece = " ".join(part.split())
        cued = _STAMP_BY.match(piece) or _BY_FOREIGN.match(piece)
        head = _SPLIT.split(piece[cued.end() :] if cued else piece, maxsplit=1)[0].strip(" .")
        person = 2 <= len(words_of(head)) <= 4 and not head.isupper() and _is_person(head, cued=True)
        if person and all(w[0].isupper() and w.casefold() not in _DATE_WORDS for w in words_of(head)):
            names.append(head)
    return tuple(dict.fromkeys(names))


def _is_person(name: str, *, cued: bool) -> bool:
    if not name or known_agency(name) or _ROLE_WORD.search(name) or is_organisation(name):
        return False
    if name[:4].casefold() == "the ":  # a paper's or a firm's
        return False
    count = len(words_of(name))
    return name[0].isupper() and is_name_like(name, most=5) and (count > 1 or cued)


def agency_of(text: str) -> str | None:
    """Return the agency that a byline, credit, dateline or sign-off names; "agencies" where it says so without a name.

    Agencies outside the table are known by their form: a dateline's brackets, "X News Agency", "Source: X", "© X".
    Running prose without such a form gives None.
    """
    line = " ".join(text[: 2 * MAX_SHORT].split()) if len(text) <= 2 * MAX_SHORT else " ".join(text[:200].split())
    return _dateline_agency(line) or _ending_agency(text) or (_short_agency(line) if len(line) <= 200 else None)


def _dateline_agency(line: str) -> str | None:
    found = _DATELINE.match(line[:140])
    if not found or not _is_dateline(found) or not found["agency"]:
        return None
    name = found["agency"].strip()
    return known_agency(name) or (name if is_name_like(name, most=5) else None)


def _ending_agency(text: str) -> str | None:
    tail = text[-120:].rstrip()
    for pattern in (_END_PAREN, _END_DASH):
        if found := pattern.search(tail):
            name = found.group(1).strip()
            if agency := known_agency(name):
                return agency
            if is_name_like(name, most=5) and re.search(r"(?i)\b(?:agency|wire|press service|news service)\b", name):
                return name
    return None


def _short_agency(line: str) -> str | None:
    bare = line.strip("()[] –—-")
    if _GENERIC.search(bare):
        return "agencies"
    if agency := known_agency(bare):
        return agency
    if (found := _SOURCE.match(bare)) and is_name_like(found.group(1).strip(" ."), most=5):
        return known_agency(found.group(1)) or found.group(1).strip(" .")
    if found := _COPYRIGHT.match(line):
        return _copyright_agency(found.group(1))
    if found := _CONTRIBUTED.search(bare):
        return _named_agency(found.group(1))
    return _byline_agency(line)


def _copyright_agency(name: str) -> str | None:
    head = _YEAR_BEHIND.sub("", name.strip())
    if agency := known_agency(head) or known_agency(head.removesuffix(" Photo").strip()):
        return agency
    return head if is_organisation(head) and re.search(r"(?i)\bagency|wire|press service|news service", head) else None


def _named_agency(text: str) -> str | None:
    for piece in _SPLIT.split(text):
        name = piece.strip(" .:")
        if agency := known_agency(name):
            return agency
        if (
            name
            and is_name_like(name, most=6)
            and is_organisation(name)
            and not re.search(
                r"(?i)^our|^staff|\bdesk|"
                r"\bnewsroom",
                name,
            )
        ):
            return name.removeprefix("the ").removeprefix("The ")
    return None


def _byline_agency(line: str) -> str | None:
    if (found := _IN_PLACE.match(line)) and found.group(1).count(" ") == 0 and is_in_place(line):
        return known_agency(found.group(1)) or found.group(1)
    cue = _BY.match(line)
    if not cue and len(words_of(line)) > 10:
        return None
    rest = line[cue.end() :] if cue else line
    return _named_agency(re.sub(r"\s+in\s+[A-Z].*$", "", rest)) or _named_agency(_BRACKETS.sub("", rest))
