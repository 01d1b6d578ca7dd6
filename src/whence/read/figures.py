"""The numbers of a stretch of text: how many of what, and whether the words leave room.

Dates, years, times of day, ordinals and numbers that are names ("No. 4", "Flight 815", "A380") are no figures. A vague
plural has the least value that it can mean: "dozens" is 24, "hundreds" 200, each marked as approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from whence.read.number_words import FIRST_WORDS, NUMBER_WORDS, VAGUE, number_of
from whence.read.units import OF, SYMBOLS, counted, measure
from whence.read.wording import spaced
from whence.records import Figure, Span

__all__ = ["figures"]

_SCALES = {
    "hundred": 100.0, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WORD_NUMBER = rf"(?:{NUMBER_WORDS})(?:(?:[ \u00a0-]|[ ]and[ ])(?:{NUMBER_WORDS})){{0,7}}"
_ENTRY = re.compile(
    rf"""
      (?P<vague>\b(?:{VAGUE})\b)
    | (?P<none>\b(?:nobody|no[ -]one|no(?=\ [a-z])|none|zero)\b)
    | (?P<part>\b(?:half(?:\ an?\ (?:million|billion|dozen))?|an?\ (?:third|quarter)\ of|(?:one|two
      |three)[- ](?:thirds?|quarters?|fifths?))\b)
    | (?P<digits>(?<![\w.,:/$£€¥#'’])(?:(?P<sign>(?:US|A|C|NZ|HK|S)?\$|[£€¥₹₽₩₺₪₴₦])\ ?)?
        (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,15}}(?:\.\d+)?)
        (?:[\ \u00a0-]?(?P<scale>hundred|thousand|million|mln|billion|trillion|lakh|crore|bn|mn|tn|trn
          |m(?!\w)|b(?!\w)|k(?!\w))(?!\w))?
        (?![\d]|[.,:/]\d))
    | (?P<words>\b(?:an?[ ](?=(?:dozen|hundred|thousand|million|billion)\b))?{_WORD_NUMBER}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a match of `_ENTRY` can begin: a digit, a currency's sign, or a word that begins with one of these letters; of
# words those below, or what a "$" follows. A search with `_ENTRY` would try its five shapes at every code point.
_START = re.compile(r"[\d$£€¥₹₽₩₺₪₴₦abcdefhmnostuzABCDEFHMNOSTUZ](?<!\w.)\w*")
_OPENING = FIRST_WORDS | {"nobody", "no", "none", "zero", "half"}
_BEHIND_ARTICLE = frozenset("bcdfhmqtBCDFHMQT")  # first letters of what an article opens: "a third of", "a dozen"
_LOOSE = re.compile(
    r"(?:\b(?:about|around|nearly|almost|some|at\ least|at\ most|more\ than|less\ than|fewer\ than|over|under"
    r"|up\ to|roughly"
    r"|approximately|(?:an?\ )?estimated|as\ (?:many|much|few|little)\ as|close\ to|upwards?\ of|in\ excess\ of"
    r"|above|below|circa"
    r"|no\ (?:more|fewer|less)\ than|a\ (?:minimum|maximum)\ of|perhaps|maybe|possibly|probably|something\ like"
    r"|in\ the\ region\ of"
    r"|better\ than|as\ high\ as|as\ low\ as|anything\ up\ to|short\ of|approaching|north\ of|well\ over"
    r"|just\ (?:over|under))"
    r"\ (?:the\ |a\ |another\ )?|\bc\.\ ?|[~≈<>±]\ ?)$".replace("\\ ", "[ \u00a0]"),
    re.IGNORECASE,
)
_LOOSE_AFTER = re.compile(
    r"\+|[ \u00a0]?-odd\b|[ \u00a0]or[ ](?:so|more|fewer|less|thereabouts)\b|[ ]at[ ](?:least|most)\b|[ ]plus\b"
)
_RANGE = re.compile(r"[ \u00a0]?[-–—][ \u00a0]?|[ \u00a0](?:to|and|or)[ \u00a0]", re.IGNORECASE)
_TIME_BEFORE = re.compile(r"(?:\b\d{1,2}[:.]|\d[:/])$")
_TIME_AFTER = re.compile(
    r"(?:[ ](?:and|to|or)[ ]|[-–])\d{1,2}(?:[:.]\d\d)?(?:[ ]?[ap]\.?m\b|[ ]o['’]clock|[ ]?GMT\b)|"
    r"[:.]\d\d(?!\d)(?![ \u00a0]?(?:%|per|m|b|km|tonnes))|[ \u00a0]?[ap]\.?m\b|[ \u00a0]o['’]clock"
    r"|[ \u00a0]?(?:GMT|UTC|BST|CET|EST|EDT|PST|hrs|hours GMT)\b"
    r"|[ \u00a0](?:this|that|in the|tomorrow|yesterday) (?:morning|afternoon|evening)|[ \u00a0](?:on|last) (?:Mon"
    r"|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:morning|night|evening)"
)  # fmt: skip
_CLOCK_TIME = re.compile(r"\d{1,2}[.:]\d\d")
_DATE_BEFORE = re.compile(
    rf"\b{_MONTH}[ \u00a0]$|\b{_MONTH}[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?(?:,[ ]|[-–]| and | to )$"
)
_DATE_AFTER = re.compile(
    rf"(?:[-–]\d{{1,2}}|[ ](?:and|to|or)[ ]\d{{1,2}})?(?:st|nd|rd|th)?[ \u00a0](?:of[ ])?{_MONTH}(?![a-z])"
)
_SCORE = re.compile(r"[-–](\d{1,9})(?![\d,.:/]|-)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|s\b|['’]s\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"(?:nos?\.?|numbers?|nr\.?|tanks?|lines?|levels?|gates?|rooms?|flights?|articles?|sections?|chapters?"
    r"|pages?|paragraphs?|routes?"
    r"|highways?|roads?|units?|batch(?:es)?|blocks?|phases?|tiers?|types?|class|groups?|platforms?|tracks?"
    r"|terminals?|wards?|zones?"
    r"|districts?|sectors?|reactors?|wells?|shafts?|bays?|docks?|piers?|halls?|rules?|clauses?|resolutions?"
    r"|schedules?|titles?|category"
    r"|categories|grades?|years?|windows|cross-cuts?|exhibits?|items?|steps?|rounds?|week|day|game|version|model"
    r"|mark|channel|radio"
    r"|room|floor|apartment|flat|suite|box)",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"(?<![.!?:\"“‘'(\n][ \u00a0])(?<![\n\"“‘'(])\b([A-Z][a-z]+)[ \u00a0]$")
_NOT_A_NAME = frozenset(
    "about around nearly almost some at over under up to roughly approximately the a an and or but of in on by"
    " for from with as than"
    " between only just another other all these those its their his her our my killed injured leaving left when"
    " while after before"
    " police officials least more fewer less that which monday tuesday wednesday thursday friday saturday sunday"
    " i we he she they it".split()
)  # fmt: skip
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|before|after|during|early|late|mid|the|and|to|between|back in|year"
    r"|summer|winter|spring|autumn"
    r"|fall|circa|for|through|around|class of)[ \u00a0-]$|\(|[-–/]$",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|some|the|this|that|which|another|first|last|next|not|with)[ \u00a0-]$", re.IGNORECASE
)
_ONE_NOT_AFTER = re.compile(
    r"[ ](?:of|another|day|may|might|can|could|would|should|must|is|was|has|had|by|thing|side|hand|who|that|which"
    r"|in|and|or|to|point|way|cannot)\b|[^ ]|$"
)
_HARM = re.compile(
    r"[ ](?:was|were|is|are|has been|have been|had been|of the \w+ (?:was|were))[ ](?:seriously |badly )?(?:hurt"
    r"|killed|injured|wounded|dead|missing|arrested|infected|detained|harmed|trapped|affected)\b"
    r"|[ ](?:had )?died\b"
)
_OLD = re.compile(r"[- ](?:year|month|week|day)s?[- ]old\b")
_REACH = 48
_LOOSE_REACH = 24  # "in the region of another" is the longest


class _Found(NamedTuple):
    span: Span
    value: float
    approx: bool
    sign: str | None
    words: bool


def figures(text: str, span: Span) -> tuple[Figure, ...]:
    """Return the figures in `text[span]`, in order; each span covers the number with its currency, scale and measure.

    What surrounds the span is read too, so that a number cut off from its "a.m." is still a time. Linear in the length
    of the span.
    """
    text = spaced(text)
    start, end = max(0, span.start), min(len(text), span.end)
    found = list(_candidates(text, start, end))
    return tuple(_finish(text, found, i, end) for i in range(len(found)))


def _candidates(text: str, start: int, end: int) -> Iterator[_Found]:
    for match in _entries(text, start, end):
        kind = match.lastgroup if match.lastgroup in {"vague", "none", "part", "words"} else "digits"
        one = _READERS[kind](text, match)
        if one is not None:
            yield one


def _entries(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what `_ENTRY.finditer` would."""
    for opening in _START.finditer(text, start, end):
        at, stop = opening.span()
        word = opening[0].lower()
        if at < start or (word[0].isalpha() and text[stop : stop + 1] != "$" and word not in _OPENING):
            continue
        if word in {"a", "an"} and text[stop + 1 : stop + 2] not in _BEHIND_ARTICLE:
            continue
        match = _ENTRY.match(text, at, end)
        if match is not None:
            start = match.end()
            yield match


def _vague(_text: str, match: re.Match[str]) -> _Found | None:
    value = number_of(match.group())
    return None if value is None else _Found(Span(*match.span()), value, True, None, True)


def _none(text: str, match: re.Match[str]) -> _Found | None:
    """Read a nought where it counts something: "no injuries", "nobody was hurt"; not "no matter"."""
    rest = _ahead(text, match.end())
    if match.group().lower() in {"no", "zero"}:
        noun = counted(rest, 0.0)
        if noun is None or not noun.plural:
            return None
        return _Found(Span(*match.span()), 0.0, False, None, True)
    return _Found(Span(*match.span()), 0.0, False, None, True) if _HARM.match(rest) else None


def _part(text: str, match: re.Match[str]) -> _Found | None:
    value = number_of(match.group())
    whole = match.group().lower()
    if value is None or (
        whole == "half" and not re.match(r"[ ](?:of|the|its|their|his|her|our)\b", _ahead(text, match.end()))
    ):
        return None
    end = match.end() - 3 if whole.endswith(" of") else match.end()
    return _Found(Span(match.start(), end), value, False, None, True)


def _spelled(text: str, match: re.Match[str]) -> _Found | None:
    value = number_of(match.group())
    ahead, behind = _ahead(text, match.end()), _behind(text, match.start())
    if value is None or (ahead[:1] == "-" and not re.match(r"-(?!\w*(?:th|st|nd|rd)s?\b)\w", ahead)):
        return None
    if value == 1 and match.group().lower() == "one" and (_ONE_BEFORE.search(behind) or _ONE_NOT_AFTER.match(ahead)):
        return None
    if _TIME_AFTER.match(ahead) or _is_name(behind, ahead) or behind.endswith("-"):
        return None
    return _Found(Span(*match.span()), value, False, None, True)


def _digits(text: str, match: re.Match[str]) -> _Found | None:
    number, sign, scale = match.group("number"), match.group("sign"), match.group("scale")
    value = float(number.replace(",", ""))
    ahead, behind = _ahead(text, match.end()), _behind(text, match.start())
    if scale == "m" and sign is None and value < 1000 and counted(ahead, value) is None:  # "40m deep" is a length
        scale, ahead = None, text[match.start("scale") : match.start("scale") + _REACH]
    if behind.endswith(("-", "–", "/")) and not _continues_range(behind, value):
        return None
    score = _SCORE.match(ahead)
    if score and float(score.group(1)) <= value:
        return None
    if sign is None and scale is None and _is_date_or_name(number, value, behind, ahead):
        return None
    stop = match.end() if scale else match.end("number")
    return _Found(Span(match.start(), stop), value * _SCALES.get((scale or "").lower(), 1.0), False, sign, False)


_READERS = {"vague": _vague, "none": _none, "part": _part, "words": _spelled, "digits": _digits}


def _continues_range(behind: str, value: float) -> bool:
    """Whether a number after a hyphen is the upper end of a range: not "3-1", "COVID-19", "F-16"."""
    lower = re.search(r"(?:^|[ \u00a0($£€])(\d[\d,]*(?:\.\d+)?)[-–]$", behind)
    return lower is not None and float(lower.group(1).replace(",", "")) < value


def _is_date_or_name(number: str, value: float, behind: str, ahead: str) -> bool:
    if _ORDINAL.match(ahead) or (ahead[:1].isalpha() and measure(ahead) is None and not _TIME_AFTER.match(ahead)):
        return True
    if _TIME_AFTER.match(ahead) or _TIME_BEFORE.search(behind):
        return True
    if _CLOCK_TIME.fullmatch(number) and re.match(r"[ ]?(?:[ap]\.?m\b|GMT|UTC)", ahead):
        return True
    if value <= 31 and (_DATE_BEFORE.search(behind) or _DATE_AFTER.match(ahead)):
        return True
    return _is_year(number, behind, ahead) or _is_name(behind, ahead)


def _is_year(number: str, behind: str, ahead: str) -> bool:
    if len(number) != 4 or not number.isdigit() or not 1500 <= int(number) <= 2099:
        return False
    if _YEAR_BEFORE.search(behind) or _DATE_BEFORE.search(behind) or re.search(rf"{_MONTH},?[ ]$", behind):
        return True
    noun = counted(ahead, float(number))
    return (noun is None or not noun.plural) and measure(ahead) is None


def _is_name(behind: str, ahead: str) -> bool:
    if measure(ahead) is not None:
        return False
    word = behind[:-1].rpartition(" ")[2] if behind[-1:] in {" ", "\u00a0"} else ""
    if _NAME_BEFORE.fullmatch(word.lstrip("([\"“‘'")):
        return True
    if not word[:1].isupper():
        return False
    name = _NAME_WORD.search(behind)
    if name is None or name.group(1).lower() in _NOT_A_NAME:
        return False
    noun = counted(ahead, 2.0)
    return noun is None


def _ahead(text: str, at: int) -> str:
    return text[at : at + _REACH]


def _behind(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]


def _finish(text: str, found: list[_Found], i: int, end: int) -> Figure:
    one = found[i]
    unit, stop = _unit(text, one)
    ranged = _partner(text, found, i)
    if unit is None and ranged is not None and ranged > i:
        unit = _unit(text, found[ranged])[0]
    loose = one.approx or ranged is not None or _is_loose(text, one, stop)
    return Figure(
        value=one.value, unit=unit, approx=loose, span=Span(one.span.start, min(stop, max(end, one.span.end)))
    )


def _is_loose(text: str, one: _Found, stop: int) -> bool:
    return bool(
        _LOOSE.search(text[max(0, one.span.start - _LOOSE_REACH) : one.span.start])
        or _LOOSE_AFTER.match(text, one.span.end)
        or _LOOSE_AFTER.match(text, stop)
    )


def _unit(text: str, one: _Found) -> tuple[str | None, int]:
    """Return the unit, and where the figure ends with it: a measure belongs to the figure, a counted noun does not."""
    stop = one.span.end
    ahead = _ahead(text, stop).removeprefix("+")
    if one.sign is not None:
        return SYMBOLS.get(one.sign, one.sign), stop
    if ahead.startswith("-strong"):
        return "people", stop
    old = _OLD.match(ahead)
    if old:
        return "year" if "year" in old.group() else ahead[1:].split("-")[0], stop
    of = OF.match(ahead) if one.approx and one.words else None
    found = measure(ahead[of.end() :] if of else ahead)
    if found is not None:
        return found.unit, stop + found.length + (of.end() if of else 0)
    noun = counted(ahead[of.end() :] if of else ahead, one.value)
    if noun is not None:
        return noun.unit, stop
    behind = _behind(text, one.span.start)
    if not one.words and re.search(r"[A-Z][\w'’-]*, $", behind) and one.value < 120 and ahead[:1] in {",", ")"}:
        return "year", stop
    return None, stop


def _partner(text: str, found: list[_Found], i: int) -> int | None:
    """Return the other end of a range: "between 40 and 50", "40-50"; "from 40 to 50" is a change, no range."""
    for first, second in ((i, i + 1), (i - 1, i)):
        if first < 0 or second >= len(found):
            continue
        a, b = found[first], found[second]
        joint = text[a.span.end : b.span.start]
        if a.value >= b.value or not _RANGE.fullmatch(joint):
            continue
        behind = _behind(text, a.span.start).lower()
        word = joint.strip().lower()
        if (
            (word == "and" and behind.endswith("between "))
            or (word in {"to", "or"} and not behind.endswith("from "))
            or word in {"-", "–", "—"}
        ):
            return second if first == i else first
    return None
