"""The rules that know a line by its own form, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from whence.ingest.capture_lines import Line
from whence.ingest.capture_words import TIME_WORDS, words_of
from whence.ingest.dates import contains_date, parse_printed
from whence.ingest.footnotes import footnote_mark
from whence.ingest.lines import (
    correction_kind,
    is_advertisement,
    is_byline,
    is_counter,
    is_credit,
    is_nav,
    is_notice,
    is_promo_label,
    is_signoff,
    is_source_line,
    is_tag_label,
    is_time_of_change,
    names_in_stamp,
    split_credit,
    tags_after_label,
)
from whence.records import ReadFrom, Role

__all__ = [
    "FORM_RULES",
    "Decision",
    "Rule",
    "decide_by_form",
    "has_caption_cue",
    "has_photo_credit",
    "is_clock",
    "is_dated",
    "with_marked_notes",
]


class Rule(NamedTuple):
    """A named rule: the role it gives, and whether it knows a line."""

    name: str
    role: Role
    knows: Callable[[Line], bool]


class Decision(NamedTuple):
    """The role of a line and the name of the rule that gave it."""

    role: Role
    rule: str


_LONGEST_FORM = 60
"""Words; a longer line is prose unless it is a correction, a sign-off or a footnote."""

_CLOCK = re.compile(
    r"(?i)^\W*(?:at\s+)?\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?(?:\s*[+-]\d{1,2}(?::?\d\d)?)?\W*$|^\W*\d{1,2}\s?[ap]\.?m\.?\W*$"
)
_AGO = re.compile(
    r"(?i)^(?:(?:published|updated|posted|last updated)\W+)?(?:\d{1,3}|an?|one|two|three)\s?(?:s|sec|"
    r"m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?) ago\W*$"
)
_YEAR_OR_CLOCK = re.compile(r"\b(?:19|20)\d\d\b|\d[:.h]\d\d\b")
_STAMP = re.compile(
    r"(?i)^(?:first |last )?(?:posted|published|updated|modified)\b(?: on| at|"
    r":)?\s+(?:\w+,?\s+){0,2}\d{1,2}[-/.:h ]"
)
_WRITTEN = re.compile(r"(?i)(?:first )?(?:written|posted|published|filed|typed|released|issued|uploaded|put up|sent)\b")
"""How a line begins that says when, and perhaps where and how, a report was written."""
_CAPTION_LABEL = re.compile(
    r"(?i)^(?:[\[(]\s*(?:photo(?:graph)?|picture|image|video|illustration|graphic|map|caption)s?\s*[:–—-]\s*\S|"
    r"(?:image |photo |picture )?caption\s*[:,–—-]\s*\S|"
    r"(?:figure|fig\.|pictured|above|below|left|right|main image|main photo|top photo|cover photo|in this photo|"
    r"graphic|map|chart)\s?\d{0,2}[A-Z]?\s*[:.–—]\s*\S)"
)
_CAPTION_CUE = re.compile(
    r"(?i)^(?:(?:in )?(?:this|these|an?|the)(?: \w+){0,3}? (?:photo(?:graph)?|image|picture|still|frame|screengrab|"
    r"screenshot|handout|grab)s?\b.{0,200}?\b"
    r"(?:shows?|showing|taken|provided|released|made available|obtained|from video|depicts?|dated)\b|(?:file|"
    r"undated|handout|archive) (?:photo|image|picture)\b)"
    r"|[(\[](?:file(?: photo| image| picture)?|pictured|left|right|centre|center|l|r|l-r|c|above|below|"
    r"seen here)[)\]]|, (?:pictured|seen here|left|right|centre|center),|\bpictured (?:in|at|on|with|here|above|"
    r"below|last|this)\b"
    r"|\bfile (?:photo|image|picture)\b|\bposes? for a (?:photo|portrait|picture|selfie)"
)


_BORNE_STAR = re.compile(r"(?<![*\w])[^\W\d_][\w'’.-]*[\"”’»),.]{0,2}\*(?![\w*])")
"""A word that bears a star behind it and, unlike one that is set off by stars, none before it."""
_CLIP = re.compile(r"^[▶►] ?\d{1,2}:\d\d\s+\S")
_PICTURE_OF = re.compile(r"(?i)^(?:photo(?:graph)?|picture|image|illustration)s?\s?:\s+\S")


def decide_by_form(line: Line) -> Decision | None:
    """Return the first rule of the table that knows the line; None where none does."""
    for rule in _LONG_RULES if line.words > _LONGEST_FORM else FORM_RULES:
        if rule.knows(line):
            return Decision(rule.role, rule.name)
    return None


def with_marked_notes(lines: Sequence[Line], forms: Sequence[Decision | None]) -> list[Decision | None]:
    """Return the forms with the footnotes that only the page tells from a list's items ("* Banned in Kesh").

    Below the last line of the report a star with a space opens a note where words above bear a star, one for each.
    """
    starred = [i for i, x in enumerate(lines) if forms[i] is None and footnote_mark(x.text) == "*"]
    last = max((i for i, x in enumerate(lines) if forms[i] is None and i not in starred and x.prose), default=-1)
    notes = [i for i in starred if i > last and lines[i].words > 1]
    borne = sum(len(_BORNE_STAR.findall(x.text)) for x in lines[: last + 1]) if notes else 0
    note = Decision(Role.footnote, "footnote")
    return [note if i in notes and len(notes) <= borne else form for i, form in enumerate(forms)]


def is_clock(line: Line) -> bool:
    """Whether the line is a time of day alone, or how long ago something was ("18:05", "3 hours ago")."""
    return len(line.text) <= 40 and bool(_CLOCK.match(line.text) or _AGO.match(line.text))


def is_dated(line: Line) -> bool:
    """Whether the line states a date and little else."""
    text = line.text
    if len(text) > 160 or not any(c.isdigit() for c in text):
        return False
    if not contains_date(text):
        month_alone = line.words <= 3 and parse_printed(text, read_from=ReadFrom.text) is not None
        return month_alone or (bool(_STAMP.match(text)) and not line.stops)
    if _WRITTEN.match(text) and not line.stops and parse_printed(text, read_from=ReadFrom.text) is not None:
        return True
    other = [w for w in words_of(text) if w.casefold().rstrip(".") not in TIME_WORDS and not w[0].isdigit()]
    divided = sum(text.count(c) for c in "|·•/")
    if line.stops and line.words > 9 and len(other) > 3:
        return False
    if len(other) > 2 and divided < 2 and not _YEAR_OR_CLOCK.search(text):
        return False
    return len(other) <= 4 or (divided >= 2 and len(other) <= 9)


def has_caption_cue(line: Line) -> bool:
    """Whether words of the line say that it describes a picture."""
    return line.words <= 80 and bool(_CAPTION_LABEL.match(line.text) or _CAPTION_CUE.search(line.text))


def has_photo_credit(line: Line) -> bool:
    """Whether the line is a caption that ends with the credit of a photograph."""
    if line.words > 75:
        return False
    parts = split_credit(line.text)
    if parts is None or parts[0].end - parts[0].start < 8:
        return False
    credit = line.text[slice(*parts[1])]
    return is_credit(credit) and bool(_PHOTOGRAPHIC.search(credit))


_PHOTOGRAPHIC = re.compile(
    r"(?i)photo|picture|image|foto|bild|pic\b|graphic|illustration|video|[©/]|\(c\)| via |"
    r"handout|courtesy|stock|supplied|media|cc[- ]?by|cc0|grab|still|撮影|＝"
)


def _is_caption_label(line: Line) -> bool:
    if _CAPTION_LABEL.match(line.text) or _CLIP.match(line.text):
        return True
    found = _PICTURE_OF.match(line.text)
    return bool(found) and len(words_of(line.text)) >= 5 and line.words <= 60


def _is_footnote(line: Line) -> bool:
    mark = footnote_mark(line.text)
    if mark is None or line.words < 2:
        return False
    return mark[0] != "*" or len(mark) > 1 or not line.raw[1:2].isspace() or (line.stops and line.words > 6)


FORM_RULES: tuple[Rule, ...] = (
    Rule("clock", Role.time, is_clock),
    Rule("counter", Role.counter, lambda x: is_counter(x.text)),
    Rule("correction", Role.notice, lambda x: correction_kind(x.text) is not None),
    Rule("sign_off", Role.credit, lambda x: is_signoff(x.text)),
    Rule("footnote", Role.footnote, _is_footnote),
    Rule("source_line", Role.credit, lambda x: is_source_line(x.text)),
    Rule("photo_credit", Role.credit, lambda x: is_credit(x.raw)),
    Rule("tags_label", Role.tag, lambda x: is_tag_label(x.text)),
    Rule("tags_line", Role.tag, lambda x: tags_after_label(x.text) is not None),
    Rule("byline", Role.byline, lambda x: is_byline(x.text) or (is_dated(x) and bool(names_in_stamp(x.raw)))),
    Rule("dated_line", Role.time, lambda x: is_dated(x) or is_time_of_change(x.text)),
    Rule("promo_label", Role.promo, lambda x: is_promo_label(x.text)),
    Rule("menu", Role.nav, lambda x: is_nav(x.raw)),
    Rule("advertisement", Role.promo, lambda x: is_advertisement(x.text)),
    Rule("caption_label", Role.caption, _is_caption_label),
    Rule("page_notice", Role.notice, lambda x: is_notice(x.text)),
    Rule("caption_with_credit", Role.caption, has_photo_credit),
)
_LONG_RULES = tuple(r for r in FORM_RULES if r.name in {"correction", "sign_off", "footnote", "caption_with_credit"})
