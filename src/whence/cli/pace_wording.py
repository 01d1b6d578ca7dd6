"""What is said of a long run's pace."""

from __future__ import annotations

__all__ = ["HELP_JOBS", "PARTS", "first_of", "left", "of", "of_about", "rate", "stage"]

HELP_JOBS = (
    "Read by so many processes at once; as many as there are cores, unless said otherwise. A collection of more than"
    " 40,000 statements is traced by so many too, a smaller one by a single process."
)
PARTS = "parts"
"""The work that is told by the parts of a collection, rather than by what is done."""
_WORK = {"pairs": "pairs of statements"}


def rate(value: float) -> str:
    """Say how many things a run does a second.

    >>> rate(21_845.3), rate(13.84), rate(0.21)
    ('21,845 a second', '13.8 a second', '13 a minute')
    """
    if value >= 100:
        return f"{value:,.0f} a second"
    return f"{value:.1f} a second" if value >= 1 else f"{60 * value:.0f} a minute"


def left(seconds: float) -> str:
    """Say how long a run will still take.

    >>> left(4), left(50), left(200), left(9000), left(400_000)
    ('a few seconds left', '50 s left', '4 min left', '2 h 30 min left', '4 d 15 h left')
    """
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"{10 * -(-int(seconds) // 10)} s left"
    minutes = -(-int(seconds) // 60)
    if minutes < 90:
        return f"{minutes} min left"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min left" if hours < 48 else f"{hours // 24} d {hours % 24} h left"


def first_of(shown: int, count: int) -> str:
    """Say that a table shows some claims only, and where the others are."""
    return f"{shown} of {count:,} claims in this collection; whence serve shows all, whence search finds some."


def stage(said: str, what: str, done: int, of: int, pace: str) -> str:
    """Say how far a piece of a stage's work is.

    >>> stage("comparing (4 of 8)", "parts", 12, 48, "30 a minute · 2 min left")
    'comparing (4 of 8): part 12 of 48 · 30 a minute · 2 min left'
    >>> stage("comparing (4 of 8)", "pairs", 1200, 100_000, "")
    'comparing (4 of 8): 1,200 of 100,000 pairs of statements'
    """
    far = f"part {done} of {of}" if what == PARTS else f"{done:,} of {of:,} {_WORK.get(what, what)}"
    return f"{said}: {far}" + (f" · {pace}" if pace else "")


def of(done: int, total: int) -> str:
    """Say how many of all there are have been done.

    >>> of(1200, 100_000)
    '1,200 of 100,000'
    """
    return f"{done:,} of {total:,}"


def of_about(done: int, total: int) -> str:
    """Say the same where it is a guess how many there are: two of its digits are worth saying.

    >>> of_about(1200, 98_765), of_about(1200, 1234), of_about(3, 3)
    ('1,200 of about 99,000', '1,200 of about 1,200', '3 of about 3')
    """
    figure = 10 ** max(0, len(str(total)) - 2)
    return f"{done:,} of about {max(done, round(total / figure) * figure):,}"
