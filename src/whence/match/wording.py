"""The words of published fact-checks beside a collection: a part of `whence.words`, under the same rule.

A publisher's rating is quoted in the publisher's own words, and the rule does not hold for these.
"""

from __future__ import annotations

from whence.words import count

__all__ = ["bad_field", "broken_json", "counted", "no_columns", "rated", "review", "scale"]

# --- why a check was skipped: each goes on from "skipped PLACE, because …" -------------------------------------------

NO_CLAIM = "it does not say which claim it reviews; its claimReviewed, or in a sheet its column claim, is empty"
NO_ADDRESS = "it names no http or https address where the review can be read"
NO_CHECKS = "no review of a claim (ClaimReview) stands in it; an archive or a page of a fact-checker holds some"
NOT_JSON = "it is no JSON that could be read; save the feed again"
ROW_NOT_JSON = "the line is not a JSON object"
NO_COLUMNS = "the sheet needs a column for the claim and one for the review's address"


def broken_json(line: int) -> str:
    """Say where a feed breaks off, or is broken, and that the rest was read."""
    return f"its JSON is broken near line {line}; the reviews that stand whole before and after it were read"


def review(number: int) -> str:
    """Name a review by its number in what holds it."""
    return f"review {number}"


def no_columns(names: str) -> str:
    """Say which columns a sheet has where it lacks those that are needed."""
    return f"{NO_COLUMNS} (it has: {names}); name them with --map claim=COLUMN --map url=COLUMN"


def bad_field(field: str, known: str) -> str:
    """Say that `--map` names a field that no check has."""
    return f"there is no field {field[:60]!r} of a published check; there are {known}"


# --- a check on screen ----------------------------------------------------------------------------------------------

CHECKS = "Published checks"
NO_DATE = "no date given"
NO_RATING = "gives no rating"
BY_HOST = "by its address"
CHECK_COUNT = ("published check", "published checks")
CLAIM_COUNT = ("claim", "claims")


def scale(number: str, worst: str, best: str) -> str:
    """Say what a rating without words is: a number, with the ends of its publisher's scale."""
    return f"{number} (from {worst} to {best})"


def rated(rating: str | None, publisher: str) -> str:
    """Quote a rating as its publisher's own: `rated “…” by PUBLISHER`."""
    return f"rated “{rating}” by {publisher}" if rating else f"{publisher} {NO_RATING}"


def counted(number: int) -> str:
    """Count published checks."""
    return count(number, CHECK_COUNT)
