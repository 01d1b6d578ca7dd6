"""Published checks in a terminal, and as JSON: each a link with its publisher and date, its rating quoted as theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from whence.match import wording
from whence.match.records import Matched
from whence.records import Moment
from whence.text.shown import harmless

__all__ = ["check_json", "claim_json", "print_checks"]

_WIDEST = 100


def print_checks(found: Sequence[Matched], claims: Mapping[str, str], console: Console, *, limit: int) -> None:
    """Print each claim that checks speak of, with at most `limit` of them, and how many claims there are without one.

    `claims` are the wordings of all claims by their ids.
    """
    shown = list(dict.fromkeys(one.claim for one in found))
    for claim in shown:
        own = [one for one in found if one.claim == claim]
        _lines(console, Text(harmless(claims[claim]), "bold"), 0)
        _lines(console, Text(f"{wording.counted(len(own))} · {wording.CLAIM_ID} {claim}", "dim"), 2)
        for one in own[:limit]:
            _check(one, console)
        if len(own) > limit:
            _lines(console, Text(wording.more(len(own) - limit), "dim"), 2)
        console.print()
    _lines(console, Text(wording.of_claims(len(shown), len(claims))), 0)


def _check(one: Matched, console: Console) -> None:
    check = one.check
    _lines(console, Text(f"“{harmless(check.claim)}”"), 2)
    _lines(console, Text(" · ".join(map(harmless, wording.shown(check)))), 4)
    if check.title:
        _lines(console, Text(harmless(check.title)), 4)
    _lines(console, Text(harmless(check.address)), 4, whole=True)
    _lines(console, Text(wording.sure(one.score), "dim"), 4)


def _lines(console: Console, text: Text, indent: int, *, whole: bool = False) -> None:
    """Print words in lines; `whole` leaves an address in one, so that it can be opened."""
    start = " " * indent
    if whole:
        console.print(Text.assemble(start, text), soft_wrap=True)
        return
    for line in text.wrap(console, min(console.width, _WIDEST) - indent, overflow="fold"):
        line.rstrip()
        console.print(Text.assemble(start, line))


def claim_json(claim: str, words: str, found: Sequence[Matched]) -> dict[str, object]:
    """Return a claim with the checks that speak of it."""
    return {"claim": claim, "wording": words, "checks": [check_json(one) for one in found]}


def check_json(one: Matched) -> dict[str, object]:
    """Return a check with how sure it is that it speaks of the claim; `rating` is its publisher's own."""
    check = one.check
    return {
        "id": check.id,
        "publisher": check.publisher,
        "publisher_stated": check.publisher_stated,
        "published": _moment(check.published),
        "claim_reviewed": check.claim,
        "title": check.title,
        "rating": check.rating,
        "address": check.address,
        "claimant": check.claimant,
        "claimed": _moment(check.claimed),
        "appearances": list(check.appearances),
        "language": check.language,
        "feed": check.feed,
        "score": round(one.score, 3),
        "statement": one.statement,
    }


def _moment(at: Moment | None) -> dict[str, str] | None:
    return {"at": at.at, "precision": at.precision.value} if at else None
