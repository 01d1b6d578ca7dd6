"""Why a source was skipped, and why an address was not fetched: a part of `whence.words`, under the same rule.

Each goes on from "skipped SOURCE, because …".
"""

from __future__ import annotations

from whence.words import count, size

__all__ = [
    "BAD_ADDRESS",
    "BROKEN_ANSWER",
    "BROKEN_GZIP",
    "CERTIFICATE",
    "CUT_SHORT",
    "EMPTY",
    "EMPTY_FOLDER",
    "FILE_IN_SHEET",
    "JSON_FILE",
    "MISSING",
    "MISSING_ADDRESS",
    "NOT_AN_ARTICLE",
    "NOT_A_FILE",
    "NOT_PERMITTED",
    "NOT_TEXT",
    "NO_HOST",
    "NO_MATCH",
    "NO_STDIN",
    "PRIVATE",
    "READING_ENDED",
    "REDIRECTED_NOWHERE",
    "REDIRECTS",
    "ROW_BROKEN",
    "ROW_NOT_JSON",
    "ROW_NO_ADDRESS",
    "ROW_NO_TEXT",
    "ROW_REPEATED",
    "ROW_TOO_LONG",
    "SAVE_AS",
    "SCHEME",
    "SHEET_EMPTY",
    "SLOW",
    "SURROGATE",
    "UNDECODABLE",
    "UNRESOLVED",
    "WITH_PASSWORD",
    "content_encoding",
    "content_type",
    "failed",
    "no_column",
    "no_time",
    "not_read_yet",
    "not_readable",
    "replaced",
    "status",
    "too_large",
    "unreachable",
]


# --- why a source was skipped: each goes on from "skipped SOURCE, because …" ----------------------------------------

FILE_IN_SHEET = "a sheet that is sent cannot name files of this machine; send the files themselves"
MISSING = "there is no such file or folder"
MISSING_ADDRESS = "there is no such file or folder; for a page on the web write the whole address, https:// included"
NO_MATCH = "no file matches the pattern"
EMPTY_FOLDER = "the folder holds no file that could be read"
EMPTY = "it is empty"
NOT_PERMITTED = "this user may not read it"
NOT_A_FILE = "it is no regular file"
NO_STDIN = "there is no standard input to read"
BROKEN_GZIP = "its gzip compression is broken; fetch or copy it again"
SAVE_AS = "save the page as HTML or text"
NOT_TEXT = f"it is binary data, not text; {SAVE_AS}"
UNDECODABLE = "its character encoding could not be found; save it as UTF-8"
SURROGATE = "its text holds half of a surrogate pair, which is no character"
NOT_AN_ARTICLE = "a script, style sheet or settings file is no article"
JSON_FILE = "it holds no news items (ninjs); for rows put one object on each line and name the file .jsonl"
ROW_NOT_JSON = "the row is not a JSON object"
ROW_NO_TEXT = "the row has neither text nor html; name the field with --map text=FIELD"
ROW_REPEATED = "the collection holds this row, with the same id and text, already"
ROW_BROKEN = (
    "the row's quotation marks are broken; put a cell that holds one in quotation marks, and double the inner ones"
)
ROW_TOO_LONG = "the row has more cells than the sheet's first row has names"
ROW_NO_ADDRESS = "the row names no address, no file and no text"
SHEET_EMPTY = "the sheet has no row with names of columns"
READING_ENDED = "the program that read it ended, twice; please report it with the file"


def failed(error: str) -> str:
    """Say that reading one article ended in an error that nobody foresaw; `error` is its class."""
    return f"reading it failed ({error}); please report it with the file"


def too_large(limit: int) -> str:
    """Say that a source passes the limit, in bytes."""
    return f"it is larger than {size(limit)}; raise the limit with --max-size"


def not_read_yet(what: str, do: str = SAVE_AS) -> str:
    """Say that a format is not read, and what to do instead: "a PDF: it is not read yet; …"."""
    return f"it is {what}, which is not read yet; {do}"


def not_readable(what: str, do: str = SAVE_AS) -> str:
    """Say that a format holds no text that could be read."""
    return f"it is {what}; {do}"


def no_column(names: str) -> str:
    """Say that a sheet has no column of addresses, files or texts; `names` lists the columns that it has."""
    wanted = "url, address, link, file, path, text or html"
    return f"the sheet has no column {wanted} (it has: {names}); name one with --map url=COLUMN"


def replaced(source: str, number: int) -> str:
    """Say that some bytes fitted no encoding and stand as U+FFFD in the text."""
    places = count(number, ("place", "places"))
    return f"{source}: {places} could not be decoded, and show \N{REPLACEMENT CHARACTER} in the text"


def no_time(source: str, given: str) -> str:
    """Say that the publication time that a row gives cannot be read as one."""
    return f"{source}: the time {given[:60]!r} that its row gives cannot be read, and is left out"


# --- why an address was not fetched ---------------------------------------------------------------------------------

SCHEME = "only http and https addresses are fetched"
WITH_PASSWORD = "an address that holds a user name or password is not fetched"  # noqa: S105  -- a message, no password
NO_HOST = "the address names no host"
PRIVATE = "it leads to a private network; allow that with --allow-private"
UNRESOLVED = "the host's name was not found; is the address right, is the network up?"
SLOW = "the server took too long"
REDIRECTS = "it is redirected too often"
REDIRECTED_NOWHERE = "the server redirects it without saying where to"
CERTIFICATE = "the server's certificate could not be checked"
BROKEN_ANSWER = "the server's answer is broken"
BAD_ADDRESS = "the address is malformed"
CUT_SHORT = "the server's answer was cut short"


def status(code: int, phrase: str) -> str:
    """Say which status a server answered with."""
    return f"the server answered {code} {phrase}".rstrip()


def content_type(name: str) -> str:
    """Say that what an address gives is no page."""
    return f"the address gives {name}, not a page; {SAVE_AS}"


def content_encoding(name: str) -> str:
    """Say that a server compresses in a way that was not asked for."""
    return f"the server sends the compression {name}, which was not asked for"


def unreachable(text: str) -> str:
    """Say why no connection came about."""
    return f"no connection: {text}"
