"""The words of published fact-checks beside a collection: a part of `whence.words`, under the same rule.

A publisher's rating is quoted in the publisher's own words, and the rule does not hold for these.
"""

from __future__ import annotations

from collections.abc import Sequence

from whence.match.records import PublishedCheck
from whence.report.plain import moment
from whence.words import count

__all__ = [
    "HELP",
    "HELP_SHORT",
    "bad_field",
    "broken_json",
    "compared",
    "counted",
    "help_threshold",
    "line",
    "more",
    "no_claim",
    "no_columns",
    "of_claims",
    "rated",
    "removed",
    "review",
    "scale",
    "shown",
    "sure",
]

HELP = """Show which published fact-checks speak of the claims of the traced case file CASE.

FEED is a file, a folder, a pattern, an address (fetched only because you name it) or - for standard input: JSON with
ClaimReview in it (lists, @graph, a DataFeed, the Fact Check Tools API's answer, one object a line), a page of a
fact-checker, or a sheet (CSV); each also as .gz. Each check is shown as a link with its publisher and date. A rating is
quoted as its publisher's own; whence adds none. Where no check is surely about a claim, none is shown.

What is found is kept in CASE. The same FEED given again replaces what it gave before; without FEED what is kept is
printed. Exit status 1: none was found.

\b
Examples:
  whence match harbour.case feed.json
  whence match harbour.case checks.csv --map claim=statement --map url=link
  whence match harbour.case https://checks.example/review.html --threshold 0.8
  whence match harbour.case --json
  whence match harbour.case --remove
"""
HELP_SHORT = "Show which published fact-checks speak of the claims."
HELP_CLAIM = "Only the claim with this id, or one that begins so."
HELP_LIMIT = "Print so many checks of a claim at most (5)."
HELP_MAP = "Read a check's FIELD (claim url publisher title rating published claimant claimed language) from a COLUMN."
HELP_SIZE = "Skip a feed that is larger: bytes, or a number with kB, MB or GB (1 GB)."
HELP_REMOVE = "Take all published checks out of CASE."
HELP_JSON = "Print one JSON object a line, a claim with its checks."
REMOVE_ALONE = "--remove takes out all published checks; it goes with neither FEED nor --claim"
NOT_TRACED = "the case file is not traced, so there are no claims to find checks for; trace it first: whence trace CASE"
COMPARING = "compare texts with published checks"


def help_threshold(default: float) -> str:
    """Say what the threshold is."""
    return f"Show a check from this sureness on, between 0 and 1 ({default:g})."


def no_claim(given: str, several: Sequence[str]) -> str:
    """Say that no claim, or more than one, is meant."""
    if several:
        return f"several claims begin with {given[:60]}: {', '.join(several[:5])}"
    return f"no claim of this case file has the id {given[:60]}, or one that begins so"


def compared(number: int) -> str:
    """Say how many checks were read."""
    return f"{count(number, CHECK_COUNT)} read; finding those that speak of the claims …"


def removed(number: int) -> str:
    """Say how many checks were taken out."""
    return f"{count(number, CHECK_COUNT)} taken out"


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
CLAIM_ID = "Claim id"
SPEAK = "Published checks speak of it"
THEIRS = "What fact-checkers have published. Each rating is its publisher's own."
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


def more(number: int) -> str:
    """Say how many checks of a claim are left out."""
    return f"and {number} more; raise --limit to print them"


def of_claims(number: int, of: int) -> str:
    """Say of how many claims published checks were found."""
    without = of - number
    rest = f"; none was found for {'the other' if number else 'the'} {without}" if without else ""
    return f"Published checks speak of {number} of {count(of, CLAIM_COUNT)} in this collection{rest}."


def sure(score: float) -> str:
    """Say how sure it is, by the words alone, that a check speaks of a claim."""
    return f"speaks of it: {score:.2f}, inferred from wording"


def line(publisher: str, stated: bool, when: str | None, rating: str | None, claimant: str | None) -> list[str]:
    """Say who published a check, when, how it is rated there, and who is said there to have claimed it."""
    named = publisher if stated else f"{publisher} ({BY_HOST})"
    parts = [named, when or NO_DATE, rated(rating, publisher)]
    return [*parts, f"claimed by {claimant}"] if claimant else parts


def shown(check: PublishedCheck) -> list[str]:
    """Say who published a check, when, how it is rated there, and who is said there to have claimed it."""
    when = moment(check.published) if check.published else None
    return line(check.publisher, check.publisher_stated, when, check.rating, check.claimant)
