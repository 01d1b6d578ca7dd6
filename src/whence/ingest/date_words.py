"""The words of dates: month names of European languages, zones with one meaning, words that announce a change."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["AMERICAN_ZONES", "EUROPEAN_ZONES", "MONTHS", "UPDATE_WORDS", "us_offset", "zone_offset"]

# One row a language: its twelve months; the forms of one month (full, short, nominative, genitive) are joined by "/".
_NAMES = (
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct "
    "november/nov december/dec",
    "januar/jänner/jän februar/feber märz/mär/maerz april mai juni juli august september oktober/okt november "
    "dezember/dez",
    "janvier/janv février/févr/fév/fevrier mars/mar avril/avr mai juin juillet/juil août/aout septembre octobre "
    "novembre "
    "décembre/déc/decembre",
    "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre "
    "diciembre/dic",
    "gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/sett/set ottobre/ott "
    "novembre "
    "dicembre",
    "janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out novembro dezembro",
    "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december/des",
    "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja czerwca/czerwiec lipca/lipiec sierpnia/sierpień "
    "września/wrzesień października/październik listopada grudnia/grudzień",
    "ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září "
    "října/říjen listopadu prosince/prosinec",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta "
    "joulukuuta",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "január február március április május június július augusztus szeptember október november december",
    "января/янв февраля/фев марта/мар апреля/апр мая июня/июн июля/июл августа/авг сентября/сен октября/окт ноября/ноя "
    "декабря/дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    "januari februari maret april mei juni juli agustus/agu september oktober november desember",
)

MONTHS: dict[str, int] = {
    form: number for row in _NAMES for number, forms in enumerate(row.split(), 1) for form in forms.split("/")
}

UPDATE_WORDS = (
    "updated", "update", "last updated", "modified", "last modified", "edited", "revised", "corrected", "amended",
    "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "modificado", "aggiornat", "atualizad",
    "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "aktualizacja", "aktualizov", "päivitetty",
    "güncelle", "actualizat", "обновлено", "оновлено",
)  # fmt: skip

# Abbreviations that news uses with one meaning. IST, CST and AST have several and are left without an offset.
_ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "WAT": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3, "IDT": 3, "PKT": 5, "WIB": 7, "ICT": 7,
    "SGT": 8, "HKT": 8, "AWST": 8, "PHT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3,
}  # fmt: skip
EUROPEAN_ZONES = frozenset(("WET", "WEST", "BST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "TRT"))
"""Zones of countries that write the day before the month."""
AMERICAN_ZONES = frozenset(
    ("ET", "EST", "EDT", "CT", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT", "HST")
)
"""Zones of the United States, where the month stands before the day."""
_US_STANDARD = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}


def zone_offset(name: str | None) -> timedelta | None:
    """Return the offset of a zone's abbreviation, or None where it has no single meaning."""
    hours = _ZONES.get(name or "")
    return None if hours is None else timedelta(hours=hours)


def us_offset(name: str, day: date, hour: int) -> timedelta:
    """Return the offset of "ET", "CT", "MT" or "PT" on a day: the United States' rule since 2007 for summer time."""
    start = _sunday(day.year, 3, 2)
    end = _sunday(day.year, 11, 1)
    after = day > start or (day == start and hour >= 2)
    before = day < end or (day == end and hour < 2)
    return timedelta(hours=_US_STANDARD[name] + (1 if after and before else 0))


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))
