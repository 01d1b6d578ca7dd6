"""Who a sentence is about: the name that its opening words lead to, and whom somebody is said to be."""

from __future__ import annotations

import re

from whence.read.source_phrases import noun_class

__all__ = ["led_in", "said_to_be"]

_BACK = 60  # code points
_LED_IN = re.compile(r"(?:^|\n|[.?!][”\"’)]* )(?:(?:The|A|An) )?((?:[A-Za-z][\w’'-]* ){1,5})$")
# Words that stand in no group of words before a name.
_LINKS = frozenset(
    """
    of in on at to by with for from as and or but when while after before that which who said says told is are was
    were be been has have had he she it they we i you his her its their our my this not
""".split()
)
_IS = re.compile(r"(?:,? [a-z][\w’'-]*){0,6}? (?:is|was|remains) (?=[A-ZÀ-Þ])")


def led_in(text: str, at: int) -> bool:
    """Whether what somebody is opens a sentence, and the name at `at` follows: "Weary bus driver Tam Orrel lost …"."""
    start = max(0, at - _BACK)
    found = _LED_IN.search(text[start:at] if start else "\n" + text[:at])
    words = found[1].lower().split() if found else []
    noun = noun_class(words[-1]) if words else None
    return noun is not None and noun[0] == "person" and not noun[2] and _LINKS.isdisjoint(words)


def said_to_be(text: str, end: int) -> int | None:
    """Return where the name stands that a group of words which ends at `end` is said to be, or None.

    "The only one with a key | is Tam Orrel".
    """
    found = _IS.match(text, end)
    return found.end() if found else None
