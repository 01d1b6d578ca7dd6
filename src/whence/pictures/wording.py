"""The words of pictures: a part of `whence.words`, under the same rule. A file's own words are shown as the file's."""

from __future__ import annotations

from collections.abc import Sequence

from whence.ingest.wording import failed, too_large
from whence.pictures.records import Credentials, DifferenceKind, Relation
from whence.words import ARTICLE_COUNT, count

__all__ = [
    "HELP",
    "HELP_SHORT",
    "at_seconds",
    "between",
    "comparing",
    "failed",
    "film",
    "found",
    "not_checked",
    "of_page",
    "place",
    "signed",
    "standing",
    "too_large",
    "too_many_pixels",
]

NO_PILLOW = "reading pictures needs Pillow; install it: pip install '.[pictures]' in whence's folder"
NO_AV = "opening films needs PyAV; install it: pip install '.[films]' in whence's folder"
BROKEN_FILM = "it is no film that is opened (MP4, MOV, WebM, MKV, OGG, AVI, MPEG), or it is broken"
FILM_NOT_HERE = "it stands at an address; films are not fetched: save it, and name it with --films"
LONG_FILM = "it takes too long, or too much memory, to be looked through"
NO_FILMS = "no film was found there; films end in .mp4, .mov, .webm, .mkv, .avi and the like"
NO_PICTURE = "it is no picture in a format that is read (JPEG, PNG, GIF, WebP, TIFF, BMP, AVIF)"
BROKEN = "the picture is broken; save it again"
NOT_BESIDE = "the file that its page names is not beside the page; save the page with its pictures (page_files)"
PAGE_GONE = "its page is not at hand; name the folder that holds it with --pages, or give --fetch"
NOT_ARCHIVED = "the web archive that holds its page does not hold it"
NOT_FETCHED = "it stands at an address, and nothing is fetched unless you give --fetch"
NO_C2PA = "c2pa-python is not installed: pip install c2pa-python"
TRUSTED = "the signer stands in the library's list"
NOT_IN_LIST = "the signature was checked; whether the signer is who the certificate names was not"
BOMB = "it unpacks to more than could be shown"


def too_many_pixels(size: tuple[int, int], limit: int) -> str:
    """Say that a picture has more pixels than are opened."""
    return f"it has {size[0]:,} x {size[1]:,} pixels, and at most {limit // 1_000_000} million are opened"


def place(file: str, number: int) -> str:
    """Name a picture by the article that shows it."""
    return f"{file}, picture {number + 1}"


def at_seconds(seconds: Sequence[float]) -> str:
    """Say at which moments of a film frames stand: hours, minutes and seconds as far as they are needed."""
    told = [_clock(second) for second in seconds[:_MOMENTS]]
    if more := len(seconds) - len(told):
        told.append(count(more, _MORE))
    return f"at {', '.join(told[:-1])}{' and ' if told[1:] else ''}{told[-1]} of the film"


def _clock(second: float) -> str:
    minutes, seconds = divmod(round(second, 1), 60)
    hours, minutes = divmod(int(minutes), 60)
    if not hours and not minutes:
        return f"{seconds:.1f} s"
    return f"{minutes}:{seconds:04.1f}" if not hours else f"{hours}:{minutes:02}:{seconds:04.1f}"


def film(file: str, number: int) -> str:
    """Name a film by the article that shows it."""
    return f"{file}, film {number + 1}"


def of_page(file: str, page: int) -> str:
    """Name a page of a file."""
    return f"{file}, page {page}"


def not_checked(error: str) -> str:
    """Say that the library could not check a signature."""
    return f"the library could not read them ({error})"


# --- on screen ------------------------------------------------------------------------------------------------------

HELP = """Show which pictures several articles of the case file CASE have, with what is said of them in each.

A picture is the same where its bytes are, or where it looks the same: re-encoded, scaled, without colour, cut at the
edges, in a frame, or written on; one that is turned left to right is told apart. Its captions, credits and dates stand
side by side with what they say differently, and with what its file says of itself (IPTC, XMP, EXIF) and who signed its
content credentials (C2PA).

Pictures are read from the files beside a saved page (page_files), from the page itself, from the archive (WARC, WACZ,
zip, tar) that holds the page, and from PDFs. Nothing is fetched unless you give --fetch. What is found is kept in
CASE, in the place of what was found before. Exit status 1: none is shown twice.

\b
Examples:
  whence pictures harbour.case
  whence pictures harbour.case --pages saved-pages/
  whence pictures harbour.case --fetch
  whence pictures harbour.case --films footage/
  whence pictures harbour.case --stored --json
"""
HELP_SHORT = "Show which pictures several articles have."
HELP_PAGES = "Look for the pages, and the pictures beside them, in FOLDER."
HELP_FETCH = "Fetch the pictures that are not at hand from their addresses."
HELP_FILMS = "Look through this film, or the films in this folder, too; may be given several times."
HELP_STORED = "Read no pictures; print what was found before."
HELP_SIZE = "Skip a picture that is larger: bytes, or a number with kB, MB or GB (40 MB)."
HELP_JSON = "Print one JSON object a line, a picture with its places."

RELATIONS = {
    Relation.same_bytes: "the same file",
    Relation.same: "looks the same",
    Relation.cropped: "looks the same, cut",
    Relation.mirrored: "looks the same, turned left to right",
}
DIFFERENCES = {
    DifferenceKind.words: "Words that the other caption lacks",
    DifferenceKind.place: "Another place",
    DifferenceKind.date: "Another date",
    DifferenceKind.credit: "Another credit",
}
EMBEDDED = {
    "creator": "creator",
    "credit": "credit",
    "headline": "headline",
    "caption": "caption",
    "place": "place",
    "taken": "taken",
    "rights": "rights",
}
"""The fields of `Embedded`, in the order in which they are shown."""
PICTURES = "Pictures"
INFERRED = "That two look the same is inferred from their looks; open each to see its article."
HOW = "They are read with: whence pictures CASE."
NO_ALT = "a picture without a description"
NO_CAPTION = "no caption"
NO_ARTICLE = "shown by no article in this collection"
CREDIT = "Credit:"
FILE_SAYS = "The file says"
NOTHING = "none"
WHAT = "What differs"
_FILMS = ("film", "films")
_MORE = ("further moment", "further moments")
_MOMENTS = 3  # of a film that are told
_PLACES = ("place", "places")
_PICTURES = ("picture", "pictures")


def comparing(number: int) -> str:
    """Say how many pictures were read."""
    return f"{count(number, _PICTURES)} read; finding those that are one …"


def standing(number: int, places: int, articles: int, films: int) -> str:
    """Head a picture: in how many places of articles it stands, and in how many films that no article shows."""
    shown = f"in {count(places, _PLACES)} of {count(articles, ARTICLE_COUNT)} in this collection" if articles else ""
    alone = f"in {count(films, _FILMS)} that no article shows" if films else ""
    return f"Picture {number}: {', and '.join(filter(None, (shown, alone)))}"


def between(a: str, b: str) -> str:
    """Head what two places say differently."""
    return f"{a} beside {b}"


def found(number: int) -> str:
    """Say how many pictures stand in several places."""
    if not number:
        return "No picture stands in two places in this collection, as far as pictures were at hand."
    return f"{count(number, _PICTURES)} {'stands' if number == 1 else 'stand'} in several places in this collection."


def signed(credentials: Credentials) -> str:
    """Say who signed a picture's credentials, as they say, and whether that was checked."""
    who = f"signed by {credentials.signed_by}" if credentials.signed_by else "does not name who signed them"
    made = f", made with {credentials.made_with}" if credentials.made_with else ""
    if credentials.checked is None:
        return f"Carries content credentials, {who}{made}; not checked, because {credentials.why}"
    held = "holds" if credentials.checked else "does not hold"
    return f"Carries content credentials, {who}{made}; the signature {held}: {credentials.why}"
