"""What a number counts or measures: currencies, measures, and the counted noun in its singular."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["OF", "SYMBOLS", "Noun", "Unit", "counted", "measure", "singular"]

SYMBOLS = {
    "$": "$", "US$": "$", "A$": "A$", "C$": "C$", "NZ$": "NZ$", "HK$": "HK$", "S$": "S$", "£": "£", "€": "€",
    "¥": "¥",
    "₹": "₹", "₽": "₽", "₩": "₩", "₺": "₺", "₪": "₪", "₴": "₴", "₦": "₦",
}  # fmt: skip

_MEASURES = {
    "%": r"%|per[ -]?cents?\b|percent\b|pct\b|pc\b",
    "percentage point": r"percentage[ -]points?\b",
    "$": r"(?:US )?dollars?\b", "€": r"euros?\b", "£": r"pounds? sterling\b",
    "kilometre": r"km\b|kms\b|kilomet(?:re|er)s?\b", "metre": r"m\b(?!\.)|met(?:re|er)s?\b",
    "centimetre": r"cm\b|centimet(?:re|er)s?\b",
    "millimetre": r"mm\b|millimet(?:re|er)s?\b", "mile": r"miles?\b|mi\b", "foot": r"ft\b|feet\b|foot\b",
    "inch": r"inch(?:es)?\b",
    "yard": r"yards?\b|yd\b", "kilogram": r"kg\b|kilos?\b|kilogram(?:me)?s?\b", "gram": r"gram(?:me)?s?\b|g\b(?!\.)",
    "milligram": r"mg\b|milligram(?:me)?s?\b", "tonne": r"tonnes?\b|metric tons?\b", "ton": r"tons?\b",
    "litre": r"lit(?:re|er)s?\b", "millilitre": r"ml\b|millilit(?:re|er)s?\b", "gallon": r"gallons?\b",
    "barrel": r"barrels?\b|bpd\b",
    "hectare": r"hectares?\b|ha\b", "acre": r"acres?\b",
    "square kilometre": r"(?:sq|square) (?:km|kilomet(?:re|er)s?)\b",
    "square mile": r"(?:sq|square) miles?\b", "square metre": r"(?:sq|square) (?:m|met(?:re|er)s?)\b|sqm\b",
    "kilometre an hour": r"km/h\b|kph\b|kmh\b", "mile an hour": r"mph\b",
    "degree": r"degrees?(?: (?:Celsius|Fahrenheit|C|F))?\b|° ?[CF]?|C\b(?!\.)|[ ]?F\b(?!\.)",
    "watt": r"watts?\b", "kilowatt": r"kw\b|kilowatts?\b",
    "megawatt": r"mw\b|megawatts?\b", "gigawatt": r"gw\b|gigawatts?\b", "basis point": r"basis points?\b|bps\b",
    "second": r"seconds?\b|secs?\b", "minute": r"minutes?\b|mins?\b", "hour": r"hours?\b|hrs?\b(?! GMT)",
    "day": r"days?\b", "week": r"weeks?\b",
    "month": r"months?\b", "year": r"years?\b", "decade": r"decades?\b",
}  # fmt: skip
_LONG = sorted(_MEASURES.items(), key=lambda item: -max(len(p) for p in item[1].split("|")))
_NAMES = [unit for unit, _ in _LONG]
_MEASURE = re.compile(
    r"[ \u00a0-]?(?:" + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_LONG)) + ")", re.IGNORECASE
)
_CASED = re.compile(r"[ \u00a0-]?(?:C|F|M|G)\b")  # "40 C" is a temperature, but "2 G" or "5 M" is none

_IRREGULAR = {
    "people": "people", "persons": "people", "person": "people", "men": "man", "women": "woman",
    "children": "child", "lives": "life", "wives": "wife",
    "knives": "knife", "feet": "foot", "teeth": "tooth", "mice": "mouse", "police": "police",
    "policemen": "policeman",
    "policewomen": "policewoman", "fishermen": "fisherman", "servicemen": "serviceman", "gunmen": "gunman",
    "firemen": "fireman",
    "aircraft": "aircraft", "troops": "troops", "cattle": "cattle", "sheep": "sheep",
    "police officers": "police officer",
    "crises": "crisis", "vaccine": "vaccine", "buses": "bus", "gases": "gas", "viruses": "virus",
    "houses": "house", "personnel": "personnel",
    "spacecraft": "spacecraft", "crew": "crew", "staff": "staff", "livestock": "livestock", "youth": "youth",
}  # fmt: skip
_PLURAL_WORDS = frozenset(k for k in _IRREGULAR if k not in {"person", "vaccine"})
_STATES = frozenset(
    "dead injured wounded hurt missing killed infected arrested detained hospitalised hospitalized homeless"
    " displaced deceased trapped"
    " unaccounted sick ill positive critical".split()
)
_STOPS = frozenset(
    "of in on at to for from with by as that who which and or but if when while after before since than were was"
    " is are be been being"
    " had has have will would could can may might should must did does do not no it he she they we you i this"
    " these those the a an"
    " his her its their our my so up down out off over under into through during about around last next every per"
    " each into across"
    " against between among near because although though until without within whose where there then more said"
    " told".split()
)
_NOT_PLURAL = frozenset(
    "is was has does this its his us as yes plus less across perhaps always towards says always thus gas bus"
    " virus crisis news series status"
    " campus basis analysis politics always besides sometimes afterwards thursdays".split()
)
_WORD = re.compile(r"[ \u00a0-]([A-Za-z][A-Za-z'’]*)")
OF = re.compile(r"[ \u00a0]of(?:[ \u00a0](?:the|these|those|its|his|her|their|our))?(?=[ \u00a0])")
"""What stands between a number that names no exact value and what it counts: "hundreds | of the | houses"."""
_LOOK = 5  # words after the number among which its noun is sought


class Unit(NamedTuple):
    """A measure, and how many code points after the number it takes."""

    unit: str
    length: int


class Noun(NamedTuple):
    """The counted noun in its singular, and whether it stood in the plural."""

    unit: str
    plural: bool


def measure(ahead: str) -> Unit | None:
    """Return the measure with which `ahead`, the text straight after a number, begins."""
    found = _MEASURE.match(ahead)
    if found is None or found.lastgroup is None:
        return None
    if len(found.group().strip(" -\u00a0")) == 1 and found.group().strip().isalpha():
        letter = found.group().strip()
        if letter in "MG" or (letter in "mgcf" and ((found.group()[0].isspace() and letter != "m") or letter in "cf")):
            return None
    return Unit(_NAMES[int(found.lastgroup[1:])], found.end())


def counted(ahead: str, value: float) -> Noun | None:
    """Return the noun counted by the number before `ahead`: a plural among the next words, or what follows "one".

    Adjectives in between are passed over; a preposition, a verb or a mark ends the search. "31 dead" counts the dead.
    """
    at = 0
    first: str | None = None
    for _ in range(_LOOK):
        found = _WORD.match(ahead, at)
        if found is None or (found.end() == len(ahead) and len(ahead) >= 48):
            break
        word = found.group(1).lower().replace("’", "'")
        if word in _STOPS:
            break
        if word in _STATES and not _WORD.match(ahead, found.end()):
            return Noun(word, True)
        if _is_plural(word):
            return Noun(singular(word), True)
        if word in _STATES and _next_stops(ahead, found.end()):
            return Noun(word, True)
        first = first or word
        at = found.end()
    if first is not None and value == 1 and found is not None:
        return Noun(singular(first), False)
    return Noun(singular(first), False) if first is not None and value == 1 else None


def _next_stops(ahead: str, at: int) -> bool:
    following = _WORD.match(ahead, at)
    return following is None or following.group(1).lower() in _STOPS


def _is_plural(word: str) -> bool:
    if word in _PLURAL_WORDS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and word not in _NOT_PLURAL
    )


def singular(noun: str) -> str:
    """Return the singular of an English noun by the common rules; "people" stays, as the records write it."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun
