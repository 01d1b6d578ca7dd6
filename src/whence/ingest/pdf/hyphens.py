"""Lines of a paragraph to its text: a word that was broken at the end of a line is put together again.

Whether a hyphen at a line's end is the word's own, the document itself says where it can: by the same word elsewhere in
the middle of a line, with the hyphen or without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["Hyphens"]

_AT_END = re.compile(r"(?P<head>[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+)[-\u2010\u00ad]$")
_AT_START = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_OWN = frozenset(
    """
    self non well co ex anti vice half cross semi pro post pre mid all ill long short high low full part much once so
    twenty thirty forty fifty sixty seventy eighty ninety two three four five six seven eight nine ten one north south
    east west anglo quasi multi counter first second third state record
    """.split()
)
"""First parts of words that keep their hyphen, where the document does not say otherwise."""


class Hyphens:
    """Joins the lines of one document, whose words it knows."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        broken = False
        for line in lines:
            words = [found.group().casefold().replace("\u2010", "-") for found in _WORD.finditer(line)]
            last = -1 if _AT_END.search(line) else None
            self._words.update(words[broken:last])  # the parts of a broken word are no words
            broken = last is not None

    def joined(self, lines: Sequence[str]) -> str:
        """Return the text of lines that belong together."""
        text = ""
        for line in lines:
            text = self._join(text, line) if text else line
        return text.replace("\u00ad", "")

    def _join(self, text: str, line: str) -> str:
        head, tail = _AT_END.search(text[-80:]), _AT_START.match(line)
        if head is None or tail is None:
            return f"{text}{'' if text.endswith(('—', '/')) else ' '}{line}"
        if text[-1] != "\u00ad" and self._own(head["head"], tail.group(), line):
            return f"{text[:-1]}-{line}"
        return f"{text[:-1]}{line}"

    def _own(self, head: str, tail: str, line: str) -> bool:
        """Whether the hyphen between two parts is the word's own."""
        if head[-1].isdigit() or tail[0].isdigit() or tail[0].isupper() or head.isupper():
            return True
        apart, together = self._words[f"{head}-{_whole(line)}".casefold()], self._words[f"{head}{tail}".casefold()]
        if apart or together:
            return apart > together
        known = self._words[tail.casefold()] > 1 and self._words[head.casefold()] > 0
        return head.casefold() in _OWN or "-" in head or known


def _whole(line: str) -> str:
    found = _WORD.match(line)
    return found.group() if found else ""
