"""The words of this folder that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

from collections.abc import Mapping

from whence import words
from whence.ingest import wording as ingest_wording

__all__ = [
    "BROKEN_CODING",
    "BROKEN_DESCRIPTION",
    "BROKEN_MEMBER",
    "BROKEN_RECORD",
    "BROKEN_TABLE",
    "CUT_OFF",
    "DAMAGED",
    "ENCRYPTED",
    "NOTHING_IN_IT",
    "NOT_IN_COLLECTION",
    "NO_PAGES",
    "OFFICE",
    "OTHER_BYTES",
    "OTHER_DESCRIPTION",
    "PIPED_REVISIT",
    "REPEATED",
    "REVISIT_OF_BROKEN",
    "SEGMENTED",
    "SHEET_INSIDE",
    "needs_extra",
    "no_pages",
    "no_text_column",
    "of_records",
    "revisit",
    "too_deep",
    "too_many",
    "too_much",
    "too_packed",
    "unknown_coding",
    "unknown_compression",
]

SHEET_INSIDE = "a sheet inside an archive names it; unpack the archive and name the sheet itself"

# --- web archives ---------------------------------------------------------------------------------------------------

BROKEN_CODING = "the compression of the server's answer is broken in the archive"
BROKEN_RECORD = "the record is damaged; fetch or copy the archive again"
DAMAGED = "the archive is damaged behind this record, up to its next whole one; fetch or copy it again"
CUT_OFF = "the archive ends within this record; fetch or copy it again"
PIPED_REVISIT = "the record refers to an earlier one, and a pipe cannot be wound back; name the archive's file"
REVISIT_OF_BROKEN = "the record refers to one that cannot be read; fetch or copy the archive again"
REPEATED = "it repeats, byte for byte, an earlier capture of the same address"
SEGMENTED = "the record is cut into segments; join them with the archive's own tools first"
OTHER_BYTES = (
    "its bytes are not those whose digest the collection's description states (datapackage.json): it was changed or "
    "damaged since; its pages were read all the same"
)
OTHER_DESCRIPTION = (
    "the collection's description is not the one whose digest stands in datapackage-digest.json: it was changed since"
)
BROKEN_DESCRIPTION = "the collection's description cannot be read, so that its files' digests were not compared"
NOT_IN_COLLECTION = "the collection's description names it, and it is not there; fetch or copy the collection again"
NO_PAGES: Mapping[str, tuple[str, str]] = {  # what records are that are no pages, for one and for several
    "warcinfo": ("record about the archive", "records about the archive"),
    "request": ("request", "requests"),
    "metadata": ("metadata record", "metadata records"),
    "continuation": ("segment of a record", "segments of records"),
    "unknown": ("record of an unknown type", "records of unknown types"),
    "dns": ("name server's answer", "name servers' answers"),
    "robots": ("robots.txt", "robots.txt"),
    "image": ("picture", "pictures"),
    "audio": ("sound", "sounds"),
    "video": ("video", "videos"),
    "font": ("font", "fonts"),
    "script": ("script or style sheet", "scripts or style sheets"),
    "other": ("other file", "other files"),
    "broken": ("answer without a status", "answers without a status"),
}


def of_records(archive: str, some: int, of: int) -> str:
    """Name some of an archive's records."""
    return f"{archive} ({some} of {words.count(of, ('record', 'records'))})"


def no_pages(counts: Mapping[str, int]) -> str:
    """Say what records hold that are no pages; a key of three digits is the status of a server's answer."""
    parts = []
    for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        forms = NO_PAGES.get(key) or (f"answer {key}", f"answers {key}")
        parts.append(words.count(number, forms))
    return f"no page is in {', '.join(parts)}"


def revisit(date: str | None) -> str:
    """Say that a record only tells that a page was the same as when it was captured before, elsewhere."""
    when = f" captured {date}" if date else " captured before"
    return (
        f"the record tells that the page was unchanged since it was{when}, and this archive does not hold that capture"
    )


def unknown_coding(name: str) -> str:
    """Say that a server compressed its answer in a way that is not known."""
    return f"the server's answer is in the compression {name[:40]!r}, which is not read"


# --- archives of files ----------------------------------------------------------------------------------------------

NOTHING_IN_IT = "the archive holds no file that could be read"
BROKEN_MEMBER = "the archive is damaged here; fetch or copy it again"
ENCRYPTED = "it is encrypted; unpack it with its password first"
OFFICE = ingest_wording.not_read_yet("an office document or an e-book")
_UNPACK = "unpack it yourself, if you trust where it comes from"


def too_deep(limit: int) -> str:
    """Say that archives lie in one another more deeply than is read."""
    return f"more than {limit} archives hold it, one within another; unpack them first"


def too_many(limit: int) -> str:
    """Say that an archive has more members than are read."""
    return f"the archive has more than {limit:,} members; {_UNPACK}"


def too_much(limit: int) -> str:
    """Say that an archive unpacks to more than is read."""
    return f"the archive unpacks to more than {words.size(limit)}; {_UNPACK}"


def too_packed(ratio: int) -> str:
    """Say that an archive unpacks to so many times its size that it may be meant to fill the machine."""
    return f"it unpacks to more than {ratio} times its size, as files made to fill a machine do; {_UNPACK}"


def unknown_compression(what: str) -> str:
    """Say that a member is compressed in a way that this Python does not know."""
    return f"it is compressed in a way that is not read ({what[:60]}); unpack it first"


# --- tables ---------------------------------------------------------------------------------------------------------

BROKEN_TABLE = "the table is damaged, or of a newer format than the installed pyarrow reads"


def no_text_column(names: str) -> str:
    """Say that a table has no column of texts or pages; `names` lists those that it has."""
    return f"the table has no column text or html (it has: {names}); name one with --map text=COLUMN"


# --- all ------------------------------------------------------------------------------------------------------------


def needs_extra(what: str, extra: str) -> str:
    """Say that a format is read by a library that is not installed, and how to install it."""
    return f"it is {what}, for which a library is missing; run: pip install '.[{extra}]' in whence's folder"
