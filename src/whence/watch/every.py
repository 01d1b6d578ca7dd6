"""How often to look, and when next."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from whence.errors import WrongUse
from whence.watch.wording import BAD_EVERY, TOO_OFTEN

__all__ = ["OFTENEST", "backed_off", "interval", "moment", "stamp"]

OFTENEST = timedelta(minutes=1)
_WRITTEN = re.compile(r"(\d{1,6})\s*([smhd])", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=1)


def interval(text: str) -> timedelta:
    """Return the time that `15m`, `1h` or `1d` means. Raises `WrongUse` where it is none, or less than a minute."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise WrongUse(BAD_EVERY)
    every = timedelta(**{_UNITS[found[2].lower()]: int(found[1])})
    if every < OFTENEST:
        raise WrongUse(TOO_OFTEN)
    return every


def backed_off(failures: int, asked: float | None = None) -> timedelta:
    """Return how long to leave alone what has failed so often in a row: a minute, then twice as long each time.

    `asked` are the seconds for which a server asked to be left alone: it is never less. It is a day at most.
    """
    own: timedelta = OFTENEST * 2 ** min(failures, 11)
    wished = timedelta(seconds=min(asked or 0.0, _LONGEST.total_seconds()))
    return min(max(own, wished), _LONGEST)


def stamp(at: datetime) -> str:
    """Return a time as the case file keeps it: ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """Return the time that `stamp` has written."""
    return datetime.fromisoformat(text)
