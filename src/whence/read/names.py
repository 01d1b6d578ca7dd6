"""Names: whether two of them name the same body or person, their initials, titles and the gender that they tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from whence.read.lexicon_bodies import ORGANISATION_NOUNS, OUTLET_WORDS, plain
from whence.read.lexicon_people import FEMALE_NAMES, GIVEN_NAMES, HONORIFICS, MALE_NAMES

__all__ = [
    "DAYS",
    "bare_name",
    "ends_with_person",
    "fold",
    "gender_of_name",
    "initials",
    "is_date",
    "is_headline",
    "name_words",
    "opens_with_person",
    "part_of",
    "same_name",
    "same_person",
    "split_title",
    "without_day",
]

_WORD = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?!\w)")
_ARTICLES = frozenset(("the", "a", "an"))
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "at", "de", "la", "le", "et", "du", "des", "y"))
_PARTICLES = frozenset(
    "de da do dos das del della di van von der den ten ter la le el al bin ibn bint zu af av of and for the &".split()
)
_AGENCY_WORDS = frozenset("press news wire newswire agency media broadcasting television radio".split())
_LONGEST_NAME = 200
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
"""The days of the week, folded."""
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
""".split()
)
# Words that no name has in capitals within it, and headlines do; "Will" and "May" are names.
_NEVER_NAMES = frozenset(
    """
    about after are as at because but by can could from had has have her his how if in into is its not on our out over
    should than that their they this to up was were what when where which while who why with within would you your
""".split()
)
_HEADLINE, _LONG = 4, 5  # words from which a run may be a headline, and is too long for most people's names
_FEASTS = frozenset("ash black bloody cyber easter fat first good holy maundy palm shrove super whit".split())


def fold(text: str) -> str:
    """Lower-case `text`, without accents and with straight apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=4096)
def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, without articles, possessive endings and the dots of abbreviations."""
    bare = _POSSESSIVE.sub("", text[:_LONGEST_NAME])
    words = (fold(w).replace(".", "") for w in _WORD.findall(bare))
    return tuple(w for w in words if w not in _ARTICLES)


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """Return the capitalised part of `text` ("the charity Lantern Relief" gives "Lantern Relief"), or all of it.

    Particles between capitalised words stay; the article and common nouns before or behind them go.
    """
    words = _WORD.findall(_POSSESSIVE.sub("", text[:_LONGEST_NAME]))
    if words and words[0].lower() in _ARTICLES:
        words = words[1:]
    capital = [i for i, w in enumerate(words) if not w[0].islower()]
    if not capital:
        return " ".join(words)
    kept = words[capital[0] : capital[-1] + 1]
    return " ".join(w for w in kept if not w[0].islower() or w in _PARTICLES)


def split_title(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split folded name words into the titles before the name ("dr", "col") and the rest, which is never empty."""
    at = 0
    while at < len(words) - 1 and words[at] in HONORIFICS:
        at += 1
    return words[:at], words[at:]


def gender_of_name(text: str) -> str:
    """Return "m" or "f" where a title or a common given name tells it, else an empty string."""
    titles, rest = split_title(name_words(text))
    for title in titles:
        if HONORIFICS[title]:
            return HONORIFICS[title]
    if not rest or (len(rest) == 1 and not titles and rest[0] not in FEMALE_NAMES):
        return "m" if rest and rest[0] in MALE_NAMES else ""
    first = rest[0].partition("-")[0]
    if len(rest) == 1 and titles:
        return ""
    return "m" if first in MALE_NAMES else "f" if first in FEMALE_NAMES else ""


def without_day(words: Sequence[str]) -> list[str]:
    """Return the words of a name without the day on which something was said: "White House Monday", "Orr Friday"."""
    said = len(words) > 1 and words[-1].lower() in DAYS and (len(words) > 2 or words[0].lower() not in _FEASTS)
    return list(words[:-1] if said else words)


def is_date(words: Sequence[str]) -> bool:
    """Whether words are a date and no name: "Sunday", "Jan. 7", "March 3, 2031"; "April" is somebody's name."""
    folded = [fold(word).rstrip(".") for word in words]
    dated = any(w in DAYS or w[:1].isdigit() for w in folded) or (len(folded) == 1 and folded[0] not in GIVEN_NAMES)
    parts = (w in DAYS or w in _MONTHS or (w[:1].isdigit() and len(w) <= 4) for w in folded)
    return bool(folded) and dated and all(parts) and not folded[0][:1].isdigit()


def ends_with_person(words: Sequence[str]) -> list[str]:
    """Return the given name and the surname that end a run of capitals which opens with no given name, if it does.

    "Democrat Hillary Clinton" may be Hillary Clinton, with what she is before her name.
    """
    if len(words) < 3 or fold(words[0]) in GIVEN_NAMES or len(words[0].rstrip(".")) < 2:
        return []
    return list(words[-2:]) if fold(words[-2]) in GIVEN_NAMES else []


def is_headline(words: Sequence[str]) -> bool:
    """Whether a run of capitals is no name but a line in capitals: "Orr Calls Out Brandt For Backing Down"."""
    return len(words) >= _HEADLINE and any(word.lower() in _NEVER_NAMES for word in words[1:])


def opens_with_person(words: Sequence[str]) -> list[str]:
    """Return the given name and the surname that open a run of capitals which is too long to be a name, if they do."""
    long = len(words) >= _LONG or is_headline(words)
    return list(words[:2]) if long and fold(words[0]) in GIVEN_NAMES else []


def initials(text: str, *, small: bool = False) -> str:
    """Return the first letters of the name's words, upper-case; those of "of", "and" and the like only if `small`."""
    parts = [p for w in name_words(text) for p in re.split(r"[-&]", w) if p]
    return "".join(p[0] for p in parts if small or p not in _SMALL).upper()


def same_name(a: str, b: str) -> bool:
    """Tell whether `a` and `b` can be two forms of one name within one article.

    True for initials ("AP", "Associated Press"), for a name's beginning or end ("the Herald", "The Meravo Herald";
    "Solenne", "Marta Solenne"), and across case, accents, articles, possessives, titles and a common noun beside the
    name ("the Castell agency"). Two people of different sex by their titles are never the same.
    """
    if not a.strip() or not b.strip():
        return False
    long, short = sorted((bare_name(a), bare_name(b)), key=lambda n: len(split_title(name_words(n))[1]), reverse=True)
    if _clash(a, b):
        return False
    (_, left), (_, right) = split_title(name_words(long)), split_title(name_words(short))
    if not left or not right:
        return False
    if left == right or _abbreviates(short, long):
        return True
    if not any(c.isupper() or c.isdigit() for c in short):
        return False
    return part_of(right, left) or same_person(right, left)


def _clash(a: str, b: str) -> bool:
    first, second = gender_of_name(a), gender_of_name(b)
    return bool(first and second and first != second)


def _abbreviates(short: str, long: str) -> bool:
    letters = short.replace(".", "").removesuffix("s") if short.endswith(".") else short.replace(".", "")
    if not 2 <= len(letters) <= 8 or " " in letters or sum(c.isupper() for c in letters) < 2:
        return False
    upper = fold(letters).upper()
    return " " in long and upper in (initials(long), initials(long, small=True))


def part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether `short` is the beginning or the end of the longer name's words.

    One small word alone is no name, and the first word of a newspaper's name is mostly its town's.
    """
    if len(short) >= len(long) or all(w in _SMALL or len(w) < 2 for w in short):
        return False
    if long[-len(short) :] == short:
        return True
    town = len(short) == 1 and long[-1] in OUTLET_WORDS and long[-1] not in _AGENCY_WORDS
    return long[: len(short)] == short and not town


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether first and last of two names' words agree: a middle name left out, or a given name as an initial.

    Middle names that both have must agree too, by their initials at least: George W. is not George P., nor George H.W.
    """
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or plain(a[-1], ORGANISATION_NOUNS) or a[-1] in OUTLET_WORDS:
        return False
    if a[1:-1] and b[1:-1] and not _same_middle(a[1:-1], b[1:-1]):
        return False
    first, second = sorted((a[0], b[0]), key=len)
    return first == second or (len(first) == 1 and second.startswith(first))


def _same_middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names are the same, or those of one are the other's initials."""
    one, two = "".join(w[0] for w in a), "".join(w[0] for w in b)
    lone = all(len(w) == 1 for w in a) or all(len(w) == 1 for w in b)
    return a == b or "".join(a) == "".join(b) or (lone and one == two)
