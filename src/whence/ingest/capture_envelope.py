"""Where the report begins and ends on the page, and which line is its headline."""

from __future__ import annotations

from collections.abc import Sequence

from whence.ingest.capture_lines import Line
from whence.ingest.capture_rules import Decision
from whence.ingest.capture_words import is_name_like, words_of
from whence.ingest.lines import is_in_place, is_outlet_name, starts_with_dateline
from whence.records import Role

__all__ = ["FURNITURE", "body_end", "climbed", "core_of", "envelope_of", "headline_of", "is_bare_page"]

Forms = Sequence[Decision | None]

FURNITURE = frozenset({Role.nav, Role.counter, Role.promo, Role.tag, Role.notice})
"""Roles of lines that belong to the page and not to the report."""

_WORTH_OF_ROLE = {
    Role.footnote: 0.0, Role.caption: -0.4, Role.credit: -0.5, Role.time: -0.4, Role.byline: -0.6, Role.counter: -1.0,
    Role.nav: -1.5, Role.promo: -1.5, Role.tag: -1.5, Role.notice: -1.5,
}  # fmt: skip
_SHORT_LINE = -0.6
_STRONG_WORDS = 20
_LONG_WORDS = 25
_HEAD_LINES = 60
"""The headline is looked for among the first lines only."""
_BODY_SAMPLE = 4000
"""Characters of the body with which the words of a headline are compared."""


def envelope_of(lines: Sequence[Line], forms: Forms) -> tuple[int, int]:
    """Return the first and the last line of the report: the run of greatest worth (Kadane's method)."""
    best, best_at, total, start = 0.0, (0, len(lines) - 1), 0.0, 0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, i
        total += _worth(line, forms[i])
        if total > best:
            best, best_at = total, (start, i)
    return best_at


def _worth(line: Line, form: Decision | None) -> float:
    words = line.words
    prose = line.stops or line.text[-1] in ":,;"
    if form is not None:
        return 0.0 if prose and words >= 40 else _WORTH_OF_ROLE.get(form.role, -0.5)
    if prose:
        return min(3.0, 0.3 + words / 12)
    return 1.5 if words >= 25 else _SHORT_LINE


def is_bare_page(forms: Forms, core: int, sure: int) -> bool:
    """Whether the text is an article alone, without furniture; then no short line of it is taken for a promo.

    `core` is the first line of the report, `sure` the first that is so by its length.
    """
    found = 0
    if core > 3 or any(f is not None and f.role in (Role.time, Role.byline, Role.nav) for f in forms[:sure]):
        return False
    for form in forms:
        found += form is not None and form.role in FURNITURE
        if found >= 2:
            return False
    return True


def body_end(lines: Sequence[Line], forms: Forms, core: int, last: int) -> int:
    """Return the last line of the report: the envelope's, or that of long prose after it, without the page's footer."""
    for i in range(last + 1, min(len(lines), last + 13)):
        form = forms[i]
        if form is not None and form.role in (Role.tag, Role.promo, Role.notice):
            break
        if form is None and lines[i].prose and lines[i].words >= _LONG_WORDS:
            return body_end(lines, forms, core, i)
    return _without_footer(lines, core, last)


def _without_footer(lines: Sequence[Line], core: int, last: int) -> int:
    """Return the last line of the report without the footer inside its envelope.

    Where paragraphs stand apart by empty lines, two or more short lines together at the very end are the page's.
    """
    spaced = sum(x.blank_below for x in lines[core : last + 1]) * 3 > 2 * (last - core + 1)
    if not spaced or last - core < 4:
        return last
    start = len(lines) - 1
    while start > core and not lines[start].blank_above:
        start -= 1
    group = lines[start:]
    short = all(x.words <= 25 and not x.bullet for x in group)
    return start - 1 if len(group) >= 2 and short and core < start <= last else last


def core_of(lines: Sequence[Line], forms: Forms, first: int, last: int) -> int:
    """Return the first line of the envelope that is surely body: a full sentence of some length."""
    for i in range(first, last + 1):
        if (
            forms[i] is None
            and not _is_standfirst(forms, i)
            and lines[i].words >= _STRONG_WORDS
            and (lines[i].stops or lines[i].words >= 2 * _STRONG_WORDS)
        ):
            return i
    return next((i for i in range(first, last + 1) if forms[i] is None and lines[i].stops and i > 0), first)


def climbed(lines: Sequence[Line], forms: Forms, core: int, headline: int) -> int:
    """Return the first line of the short paragraphs right above the core; the core where there are none.

    A single sentence right below the headline is its deck; below byline or time it is the report's.
    """
    first = core
    for i in range(core - 1, headline, -1):
        form = forms[i]
        if form is not None and form.role not in FURNITURE:
            break
        if form is None and lines[i].told:
            first = i
        elif form is None and (forms[i - 1] is not None or not lines[i - 1].told or lines[i].bullet):
            break  # no subhead between two paragraphs
    return core if first == headline + 1 == core - 1 else first


def _is_standfirst(forms: Forms, i: int) -> bool:
    """Whether the byline or the date of the report comes right below the line."""
    below = forms[i + 1] if i + 1 < len(forms) else None
    return below is not None and below.rule in ("byline", "dated_line") and i < _HEAD_LINES


def headline_of(lines: Sequence[Line], forms: Forms, core: int, last: int, *, title: str | None) -> int | None:
    """Return the index of the headline among the lines before the core; None where no line can be one.

    A title that is known already is looked for instead, and nothing else is taken for it.
    """
    if title is not None:
        wanted = _letters(title)
        return next(
            (i for i in range(min(len(lines), _HEAD_LINES)) if wanted and _letters(lines[i].text) == wanted), None
        )
    stems = _stems(" ".join(x.text[:600] for x in lines[core : min(last + 1, core + 12)])[:_BODY_SAMPLE])
    scores = [(_headline_score(lines, forms, i, core, stems), i) for i in range(max(0, core - _HEAD_LINES), core)]
    best, found = max(scores, key=lambda s: (s[0], -s[1]), default=(-1.0, 0))
    if best <= -0.5:
        return None
    return found - 1 if found >= 2 and _is_upper_headline(lines, forms, found - 1, stems) else found


def _is_upper_headline(lines: Sequence[Line], forms: Forms, i: int, stems: frozenset[str]) -> bool:
    """Whether the line and the one below it are headline and deck: a block of two titles, both the report's.

    A title that shares no telling word with the report is a teaser of another story.
    """
    line, below = lines[i], lines[i + 1]
    block = line.blank_above and not line.blank_below and below.blank_below
    titles = line.title_like and below.title_like and min(line.words, below.words) >= 4 and line.words <= 16
    own = _stems(line.text)
    about = 4 * len(own & stems) >= max(1, len(own))
    return block and titles and about and forms[i] is None and not line.bullet


def _headline_score(lines: Sequence[Line], forms: Forms, i: int, core: int, stems: frozenset[str]) -> float:
    line, form = lines[i], forms[i]
    words = line.words
    own = _stems(line.text)
    score = 3.0 * len(own & stems) / max(3, len(own))
    score += 1.0 if line.blank_above and line.blank_below else 0.0
    score += _length_score(words) if line.text[-1] not in "!?" or words > 3 else 0.4
    score -= 0.7 if line.text.endswith(".") and i > 0 else 0.0
    score -= 2.0 if line.bullet and not line.text[0].isdigit() else 0.0
    score -= 3.0 if form is not None or starts_with_dateline(line.text) else 0.0
    score -= 2.0 if is_in_place(line.text) else 0.0
    score += 0.6 if i == 0 and words >= 5 and line.text[-1] in ".;" else 0.0
    score += 0.8 if _is_title_case(line.text) else 0.0
    score -= 1.0 if words <= 4 and is_name_like(line.text) and not line.blank_below else 0.0
    score -= 0.6 if i > 1 and forms[i - 1] is None and lines[i - 1].title_like and lines[i - 1].words >= 4 else 0.0
    score -= 0.7 * any(_is_menu(forms[j]) for j in range(i + 1, core))
    after = forms[i + 1] if i + 1 < len(lines) else None
    score += 0.4 if after is not None and after.role in (Role.byline, Role.time, Role.credit) else 0.0
    score -= _told_penalty(lines, forms, i)
    return score - (1.8 if i == 0 and words <= 4 and core > 1 and not _heads_report(lines, forms) else 0.0)


def _heads_report(lines: Sequence[Line], forms: Forms) -> bool:
    """Whether the few words of the first line are a headline and no outlet's name: the report follows at once."""
    line, below = lines[0], forms[1]
    if forms[0] is not None or is_outlet_name(line.text) or line.words < 2 or line.upper:
        return False
    if below is None:
        return not is_name_like(line.text) and lines[1].told
    return below.rule == "byline" or (below.role in (Role.time, Role.byline) and not is_name_like(line.text))


def _told_penalty(lines: Sequence[Line], forms: Forms, i: int) -> float:
    """How much less a sentence is the headline: below a byline with a title above it, or in a run of sentences."""
    if i == 0 or not lines[i].told:
        return 0.0
    above = lines[i - 1]
    run = forms[i - 1] is None and (above.told or (above.words >= 3 and not is_name_like(above.text)))
    signed = any(f is not None and f.rule == "byline" for f in forms[:i])
    titled = any(f is None and x.words >= 2 for f, x in zip(forms[:i], lines, strict=False))
    return 0.8 * run + 1.5 * (signed and titled) + 1.0 * (not lines[i].stops)


def _length_score(words: int) -> float:
    if words <= 2:
        return -1.5
    if words <= 4:
        return -0.3 if words == 3 else 0.4
    return 1.0 if words <= 16 else 0.5 if words <= 22 else -0.5 if words <= 30 else -2.5


def _is_title_case(text: str) -> bool:
    long = [w for w in words_of(text[:300]) if len(w) >= 4]
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def _is_menu(form: Decision | None) -> bool:
    return form is not None and form.role is Role.nav


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.casefold()[:5] for w in words_of(text) if len(w) >= 4)
