"""The headline: the heading that agrees best with what the page declares, and the title that most places give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from whence.ingest.metadata import Declared
from whence.ingest.page_lines import Line, plain_words

__all__ = ["choose_title", "find_headline", "outlet_in_title"]

_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:›]+\s+|\s*[|｜»]\s*")
_AGREES = 0.55  # a heading that shares fewer words with every declared title is another heading
_AGREES_ALONE = 0.85  # of a line that is no heading
_LONGEST = 300


def find_headline(lines: Sequence[Line], declared: Declared, body: frozenset[int]) -> int | None:
    """Return the number of the line that is the headline, or None where the page shows none."""
    titles = [set(_words(title)) for title in _titles(declared)]
    first = min(body, default=len(lines))
    ranked = []
    for line in lines:
        if len(line.text) > _LONGEST or not (words := set(_words(line.text))):
            continue
        level = line.level
        least = 0.0 if level == 1 else _AGREES if level else _AGREES_ALONE
        near = [t for t in titles if 2 * min(len(words), len(t)) >= least * (len(words) + len(t))]
        agreement = max((_overlap(words, title) for title in near), default=0.0)
        if level == 1 or (near and agreement >= least) or (not titles and level == 2):
            late = line.number > first + 3
            ranked.append((-round(agreement, 2) + 0.3 * late - 0.2 * (level == 1), level or 9, line.number))
    best = min(ranked, default=None)
    if best is not None:
        return best[2]
    return next((line.number for line in lines[:first] if line.level), None)


def choose_title(headline: str | None, declared: Declared) -> str | None:
    """Return the title that most places of the page agree on; where none does, the headline as printed."""
    head = strip_outlet(declared.head_title, declared.outlet)
    offered = [text for text in (headline, *declared.titles, head) if text]
    if not offered:
        return None
    folded = [" ".join(_words(text)) for text in offered]
    votes = Counter(folded)
    best = max(range(len(offered)), key=lambda n: (votes[folded[n]] if votes[folded[n]] > 1 else 0, -n))
    return offered[best]


def outlet_in_title(declared: Declared, headline: str | None) -> str | None:
    """Return the part of the `title` element beside the headline, which names the outlet on most pages.

    It stands last as a rule; a short first part counts where the last one is the headline.
    """
    if not declared.head_title or not headline:
        return None
    parts = _SEPARATOR.split(declared.head_title)
    words = set(_words(headline))
    if len(parts) < 2:
        return None
    last = set(_words(parts[-1]))
    if last and not last <= words:
        return parts[-1].strip() if len(parts[-1].split()) <= 6 else None
    first = set(_words(parts[0]))
    beside = last == words and first and not first & words and len(parts[0].split()) <= 4
    return parts[0].strip() if beside else None


def strip_outlet(title: str | None, outlet: str | None) -> str | None:
    """Cut the outlet's name from the end of a `title` element."""
    if not title:
        return None
    for match in reversed(list(_SEPARATOR.finditer(title[:600]))):
        tail = set(_words(title[match.end() :]))
        if outlet and tail and tail <= set(_words(outlet)) | {"com", "www", "news"}:
            return title[: match.start()].strip()
    parts = _SEPARATOR.split(title)
    return parts[0].strip() if len(parts) == 2 and len(parts[1].split()) <= 4 < len(parts[0].split()) else title


def _titles(declared: Declared) -> list[str]:
    head = strip_outlet(declared.head_title, declared.outlet)
    return [title for title in (*declared.titles, head) if title]


def _words(text: str) -> list[str]:
    return plain_words(text) if text.isascii() else _WORD.findall(text.casefold())


def _overlap(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
