"""Words and small shapes that the line grammars share: names, agencies, months, abbreviations."""

from __future__ import annotations

import re

__all__ = [
    "AGENCIES",
    "TIME_WORDS",
    "is_name_like",
    "is_organisation",
    "known_agency",
    "word_set",
    "words_of",
]

MAX_SHORT = 400
"""Longest line, in characters, that can be furniture; longer lines are body whatever they hold."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


AGENCIES = (
    "AP", "Associated Press", "The Associated Press", "Reuters", "Thomson Reuters", "AFP", "Agence France-Presse",
    "UPI", "United Press International", "PA", "PA Media", "Press Association", "dpa", "Deutsche Presse-Agentur",
    "ANSA", "EFE", "Europa Press", "Lusa", "TASS", "ITAR-TASS", "RIA Novosti", "Interfax", "Ukrinform", "UNIAN",
    "Xinhua", "China News Service", "Kyodo", "Kyodo News", "Jiji", "Jiji Press", "Yonhap", "PTI",
    "Press Trust of India", "ANI", "IANS", "UNI", "Bloomberg", "Bloomberg News", "Dow Jones", "Dow Jones Newswires",
    "AAP", "Australian Associated Press", "CP", "The Canadian Press", "Canadian Press", "APA", "ATS", "Keystone-SDA",
    "Keystone-ATS", "SDA", "Belga", "ANP", "NTB", "TT", "Ritzau", "STT", "Lehtikuva", "PAP", "CTK", "ČTK", "TASR",
    "MTI", "Tanjug", "Hina", "Fena", "Agerpres", "Mediafax", "BTA", "ANA-MPA", "Anadolu", "Anadolu Agency", "DHA",
    "IHA", "SANA", "WAFA", "IRNA", "ISNA", "Fars", "Tasnim", "Mehr", "MENA", "Petra", "SPA", "KUNA", "QNA", "WAM",
    "MAP", "APS", "TAP", "BSS", "UNB", "APP", "Bernama", "Antara", "VNA", "KCNA", "NAN", "GNA", "SAPA", "Telam",
    "Télam", "Notimex", "Agencia Brasil", "Agência Brasil", "Prensa Latina", "Getty", "Getty Images", "Alamy",
    "Shutterstock", "EPA", "EPA-EFE", "Zuma", "ZUMA Press", "Sipa", "SIPA USA", "SOPA Images", "NurPhoto", "Rex",
    "Rex Features", "iStock", "Imago", "Picture Alliance", "picture-alliance", "Magnum", "Magnum Photos", "Polaris",
    "Redux", "Corbis", "Bettmann", "Hulton Archive", "Sputnik", "Scanpix", "Ruptly", "Storyful", "Wikimedia Commons",
    "Unsplash", "Pexels", "Flickr", "WENN", "Splash News", "Backgrid", "Barcroft", "Caters", "SWNS", "PA Wire",
    "PA Images",
)  # fmt: skip
_AGENCY_BY_KEY = {name.casefold(): name for name in AGENCIES}
_LONGEST_NAME = 80
_AMBIGUOUS = frozenset(
    {"map", "tap", "rex", "petra", "mena", "uni", "mehr", "fars", "nan", "ats", "apa", "app", "spa", "tt", "cp", "pa"}
)
"""Agency names that are words of their own too: believed only in capitals or as written in the table."""

_ORGANISATION = re.compile(
    r"(?i)\b(?:news ?agency|press (?:agency|service|association|trust|bureau|wire|pool)|news (?:service|wire|"
    r"network|bureau)|newswires?|"
    r"wire service|wires?|press|agency|agencies|media|newsroom|news|agentur|agence|agencia|agência|agenzia|"
    r"agentschap|nyhetsbyr[åa])\b"
)
_PARTICLES = word_set(
    """
    de da do dos das del della di du la le van von der den ter ten bin ibn al el abu of the and y e et und & for
    at via
    """
)
_PHOTO_WORDS = word_set(
    """
    archive archives handout file photo photos photograph picture pictures image images pool courtesy supplied
    stock collection library agency wire media staff contributed submitted still screengrab screenshot video
    social news archivo archivio archiv arquivo repertorio service press file/handout footage satellite drone
    graphics graphic illustration family submitted
    """
)
TIME_WORDS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur thurs fri sat sun am pm a.m. p.m. gmt utc bst cet cest est edt pst pdt cst cdt mst mdt ist msk jst aest
    aedt et pt eet eest hkt sgt wat cat eat published updated posted last modified at on date time first min
    mins minute minutes read ago hours hour hrs day days local no vol issue edition share save views readers
    comments edited created added changed the of and noon midnight today yesterday uhr heures le den um
    publicado actualizado modified
    """
)
"""What a line that states a time, and little else, is made of."""
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")


def words_of(text: str) -> list[str]:
    """Words of the text, with inner apostrophes, hyphens and the stop of an initial."""
    return _WORD.findall(text)


def known_agency(text: str) -> str | None:
    """Return the table's spelling of an agency whose name is the whole text; None where the table has no such name."""
    if len(text) > _LONGEST_NAME:
        return None
    name = " ".join(text.split()).strip(" .,:;")
    key = name.casefold().removeprefix("the ")
    found = _AGENCY_BY_KEY.get(key) or _AGENCY_BY_KEY.get(name.casefold())
    if found is None or (key in _AMBIGUOUS and not name.isupper()):
        return None
    return found.removeprefix("The ")


def is_organisation(text: str) -> bool:
    """Whether a short name says by its form that it is a news organisation ("Harbour News Agency")."""
    return len(text) <= MAX_SHORT and bool(_ORGANISATION.search(text))


def is_name_like(text: str, *, most: int = 8) -> bool:
    """Whether all words are those of names, photo furniture or the particles between them; at most `most` words."""
    if len(text) > MAX_SHORT or any(c in text for c in "?!;"):
        return False
    found = words_of(text)
    if not 1 <= len(found) <= most or not any(c.isalpha() for c in text):
        return False
    named = sum(_is_capital(word) for word in found)
    allowed = all(_is_capital(w) or w.casefold() in _PARTICLES or w.casefold() in _PHOTO_WORDS for w in found)
    return allowed and (named > 0 or all(w.casefold() in _PHOTO_WORDS for w in found))


def _is_capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or not (first.islower() or first.isdigit())
