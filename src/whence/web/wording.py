"""The words of the pages: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping

from whence import words

__all__ = ["STATUSES", "too_deep", "too_large_file", "too_many_files"]

# --- refusals -------------------------------------------------------------------------------------------------------

STATUSES: Mapping[int, str] = {
    400: "This cannot be understood",
    401: "A token is needed",
    403: "Not from here",
    404: "Nothing here",
    405: "Not this way",
    409: "Not just now",
    413: "Too much at once",
    421: "Not this server",
    422: "This cannot be meant",
    500: "Something went wrong",
    503: "The case file cannot be read",
}
WRONG_HOST = (
    "This server is asked under a name that it does not know. Open the address that whence serve printed, or name the "
    "host with --name."
)
FROM_ELSEWHERE = "The request comes from a page of another site. Only the pages of this server can change anything."
OLD_FORM = "This form was made for another visit. Go back, load the page again, and send it once more."
TOO_MUCH = "This is more than one request may hold. Send fewer files at once, or add them with whence add."
TOKEN_NEEDED = "Open the address with ?token= and the token that whence serve printed."  # noqa: S105  -- words
NOTHING_HERE = "There is nothing at this address in the collection."
WENT_WRONG = "The page could not be made. What was stored before stays as it is."
REASONS: Mapping[int, str] = {
    400: "What was sent cannot be read.",
    404: NOTHING_HERE,
    405: "This address is not asked in this way.",
}

# --- every page -----------------------------------------------------------------------------------------------------

SKIP = "Skip to the content"
MAIN = "Main"
LOCAL = "Nothing leaves this machine."
COLLECTION = "Collection"
NAVIGATION = (
    ("/", "Start"),
    ("/overview", "Overview"),
    ("/claims", "Claims"),
    ("/articles", "Articles"),
    ("/sources", "Sources"),
    ("/outlets", "Outlets"),
    ("/review", "Review"),
    ("/decisions", "Decisions"),
)
AS_DATA = "This page as"

# --- start ----------------------------------------------------------------------------------------------------------

START = "Where does it come from?"
START_LEDE = (
    "Put in the articles that you have. whence shows who is said to have said what, which statements are one claim, "
    "and where each comes from. It does not judge whether a statement is right."
)
ADD = "Add articles"
FILES = "Files"
FILES_HINT = (
    "Saved pages (.html), plain text (.txt, .md), rows (.jsonl), a sheet of addresses (.csv); each also as .gz."
)
DROP = "Drop files here, or choose them"
ADDRESSES = "Addresses"
ADDRESSES_HINT = "One a line. Only these are asked for, from this machine; nothing is sent to them but the request."
TEXT = "Text"
TEXT_HINT = "The words of one article, with its headline in the first line."
TEXT_OUTLET = "Its outlet"
TEXT_URL = "Its address"
ADD_BUTTON = "Add and trace"
EXAMPLE = "No articles at hand?"
EXAMPLE_HINT = "Eleven short articles about one invented event, by eight invented outlets and an agency."
EXAMPLE_BUTTON = "Put the example in"
NOTHING_GIVEN = "Nothing was given: choose a file, or paste an address or a text."
NOT_AN_ADDRESS = "is no address that begins with http:// or https://"

# --- jobs -----------------------------------------------------------------------------------------------------------

PASTED = "pasted text"
ENDED_TWICE = "reading it ended the program more than once; it is passed over"
TRACING_ENDED = "tracing ended the program more than once; whence trace CASE says why"
WORKER_ENDED = "the program that reads ended again and again; start the server again to go on"
JOB = "Adding and tracing"
JOBS = "Adding and tracing: all runs"
JOB_STATES: Mapping[str, str] = {
    "waiting": "Waiting for its turn",
    "reading": "Reading",
    "tracing": "Tracing",
    "done": "Done",
    "failed": "Stopped",
}

# --- serving --------------------------------------------------------------------------------------------------------

HELP_SERVE = """Open a collection in the browser.

CASE is the case file; it is made where there is none. The pages are made on this machine and ask no other for
anything. The server listens on this machine only, unless --host names another address: then a token is needed, which
is made up and printed where --token gives none.

\b
Examples:
  whence serve harbour.case
  whence serve harbour.case --port 0                 # any free port
  whence serve harbour.case --host 192.0.2.7 --token "$TOKEN"
"""
HELP_SERVE_SHORT = "Open a collection in the browser."
HELP_HOST = "Address to listen on; this machine only by default."
HELP_PORT = "Port to listen on, 0 for any that is free; 8765, or a free one where that is taken, by default."
HELP_TOKEN = "What visitors must show; needed with another address than this machine's."  # noqa: S105  -- words
HELP_NAME = "A further host name under which the server is asked; may be given several times."
NEEDS_WEB = "whence serve needs further packages: pip install 'whence[web]'"
NO_PORT = "cannot listen on {host}:{port}: {why}"
TOKEN_FOR_HOST = "a server that others can reach needs a token"  # noqa: S105  -- words
SHORT_TOKEN = "a token has at least 12 characters"  # noqa: S105  -- words
SERVING = "whence: {case} is open at {address} (Ctrl+C ends it)"


# --- sentences ------------------------------------------------------------------------------------------------------


def too_many_files(most: int) -> str:
    """Say how many files one job takes."""
    return f"These are more than {most} files: send fewer at once, or add them with whence add."


def too_large_file(name: str, most: int) -> str:
    """Say how large a file may be."""
    return f"“{name}” is larger than {words.size(most)}."


def too_deep(most: int) -> str:
    """Say how deep folders may lie in one another."""
    return f"A file stands more than {most} folders deep."
