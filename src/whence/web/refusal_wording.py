"""What a page says that was refused, or could not be made."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CASE_GONE",
    "FROM_ELSEWHERE",
    "GO_ON",
    "NOTHING_HERE",
    "OLD_FORM",
    "REASONS",
    "STATUSES",
    "TOKEN_NEEDED",
    "TOO_MUCH",
    "WENT_WRONG",
    "WHAT_TO_DO",
    "WRONG_HOST",
]

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
CASE_GONE = "The case file is not where it was."
WENT_WRONG = "The page could not be made. What was stored before stays as it is."
REASONS: Mapping[int, str] = {
    400: "What was sent cannot be read.",
    404: NOTHING_HERE,
    405: "This address is not asked in this way.",
    422: "The address, or the form, asks for something that there is not.",
}
GO_ON = "Go back, or go on from one of these:"
WHAT_TO_DO: Mapping[int, str] = {
    403: "Go back and load the page again, or go on from one of these:",
    404: (
        "A claim gets another address when an earlier article is found to carry it, or when it is corrected. Its "
        "former address leads on for as long as its statements are in a claim here; if not, look for its words among "
        "the claims. Go back, or go on from one of these:"
    ),
    500: "Load the page again. Where that does not help, whence check CASE says whether the case file is whole.",
    503: (
        "Put the case file back where whence serve found it, and load this page again; or end the server, and start it "
        "with the file's new place."
    ),
}
"""What a reader can do then; the pages to go on from stand behind it."""
