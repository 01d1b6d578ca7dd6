"""Every line of a capture gets its role: by its form, and where that does not say, by its place on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.ingest.capture_envelope import body_end, climbed, core_of, envelope_of, headline_of, is_bare_page
from whence.ingest.capture_lines import Line
from whence.ingest.capture_rules import FORM_RULES, Decision, decide_by_form, has_caption_cue, with_marked_notes
from whence.ingest.capture_words import is_name_like, known_agency
from whence.ingest.lines import is_in_place, is_outlet_name, is_signoff
from whence.records import Role

__all__ = ["RULE_NAMES", "Layout", "lay_out"]

_PLACE_RULES = (
    "headline", "masthead", "teaser", "section", "name_under_headline", "standfirst", "credit_pairs_up", "caption_cue",
    "inline_promo", "under_promo_label", "tags_under_label", "linked_line", "subhead", "block_quote", "pull_quote",
    "body", "after_body", "rights_line", "reader_address",
)  # fmt: skip
RULE_NAMES = (*(rule.name for rule in FORM_RULES), *_PLACE_RULES)
"""The names of all rules by which a line can get its role."""

_BODY_KEEPS = frozenset({"correction", "sign_off", "footnote", "advertisement", "caption_label", "tags_line", "clock"})
"""Forms that hold inside the report whatever the length of the line."""
_LINK_MARK = re.compile(r"^(?:>>?|»|→|▶|►|☛|➤)\s*\S")
_QUOTED = re.compile(r"^[\"“„«‘'][^\"“”„«»]{20,}[\"”“»’'][.,]?$")
_CREDIT_OF_QUOTE = re.compile(r"^[–—-]{1,2}\s?[^\W\d_]")
_READER = re.compile(
    r"(?i)^(?:have|do|did|are|were|was|seen|got|can|know|want|think|send|call|text|write|tell|join|share)\b.{0,80}"
    r"\b(?:you(?:rs?)?|us)\b"
)
_REACH = 4
"""A credit at the head of the page belongs to a caption at most so many lines above it."""


@dataclass(slots=True)
class Layout:
    """The page's lines with their decisions, and the lines that matter to later steps.

    `pairs` holds (caption, credit) as indexes of lines, either of them None where a picture has only the other.
    """

    lines: Sequence[Line]
    decisions: list[Decision]
    headline: int | None
    core: int
    last: int
    pairs: list[tuple[int | None, int | None]] = field(default_factory=list)


def lay_out(lines: Sequence[Line], *, title: str | None = None) -> Layout:
    """Give each line its role. `title` is the headline where it is known; no other line is taken for it then."""
    page = _Page(lines, title)
    page.decide()
    decisions = [d or Decision(Role.other, "after_body") for d in page.roles]
    return Layout(lines, decisions, page.headline, page.core, page.last, page.pairs)


class _Page:
    """The working state of one page: `roles` fills up as the passes over the lines go on."""

    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.forms = with_marked_notes(lines, [decide_by_form(line) for line in lines])
        first, last = envelope_of(lines, self.forms)
        self.core = core_of(lines, self.forms, first, last)
        sure = self.core
        self.last = body_end(lines, self.forms, self.core, last)
        self.headline = headline_of(lines, self.forms, self.core, self.last, title=title)
        if self.headline is not None and self.headline >= self.core:
            self.core = self.headline + 1
        elif self.headline is not None:
            self.core = climbed(lines, self.forms, self.core, self.headline)
        self.bare = is_bare_page(self.forms, self.core, sure)
        self.last = len(lines) - 1 if self.bare else self.last
        self.roles: list[Decision | None] = [None] * len(lines)
        self.pairs: list[tuple[int | None, int | None]] = []
        self.spaced = sum(x.blank_below for x in lines[self.core : self.last + 1]) * 2 > self.last - self.core

    def decide(self) -> None:
        """Run the passes in their order."""
        if self.headline is not None:
            self.roles[self.headline] = Decision(Role.headline, "headline")
        self._keep_forms()
        self._pair_credits()
        self._follow_labels()
        for i, role in enumerate(self.roles):
            if role is None:
                self.roles[i] = self._by_place(i)
        credited = {caption for caption, credit in self.pairs if credit is not None}
        self.pairs = [p for p in self.pairs if p[1] is not None or p[0] not in credited]

    def _keep_forms(self) -> None:
        for i, form in enumerate(self.forms):
            if form is None or self.roles[i] is not None:
                continue
            if not self.core <= i <= self.last or self._holds_in_body(i, form):
                self.roles[i] = form

    def _holds_in_body(self, i: int, form: Decision) -> bool:
        """Whether a form is believed inside the report: long prose there is body, whatever one of its words recalls."""
        line = self.lines[i]
        if form.rule in _BODY_KEEPS:
            return form.rule != "footnote" or i > self.core
        if form.rule == "caption_with_credit":
            return line.words <= 60
        if line.stops and line.words > 25:
            return False
        return (
            not self.bare
            or form.role in (Role.credit, Role.promo, Role.tag)
            or (form.role is Role.byline and not line.stops)
        )

    def _pair_credits(self) -> None:
        for i, form in enumerate(self.forms):
            if self.roles[i] is None or form is None or is_signoff(self.lines[i].text):
                continue
            if form.role is Role.caption:
                self.pairs.append((i, i if form.rule == "caption_with_credit" else None))
            elif form.rule == "photo_credit":
                self._pair_credit(i)

    def _is_rights_line(self, i: int) -> bool:
        """Return a bare copyright sign and name at the end of the page is the page's, not a picture's."""
        text = self.lines[i].text
        if text[0] not in "©(" or "/" in text or i <= self.core or self.headline is None:
            return False
        return all(f is not None or not self.lines[j].prose for j, f in enumerate(self.forms[i + 1 : i + 30], i + 1))

    def _pair_credit(self, i: int) -> None:
        if self._is_rights_line(i):
            self.roles[i] = Decision(Role.notice, "rights_line")
            return
        caption = self._caption_above(i)
        if caption is None and i > self.last:
            self.roles[i] = Decision(Role.notice, "rights_line")
            return
        if caption is None and i < self.core and known_agency(self.lines[i].text):
            self.roles[i] = Decision(Role.byline, "name_under_headline")
            return
        if caption is None and i + 1 < len(self.lines) and self._is_label_caption(i + 1):
            caption = i + 1
        self.pairs.append((caption, i))
        if caption is None or caption > i:
            return
        if self.roles[caption] is None:
            self.roles[caption] = Decision(Role.caption, "credit_pairs_up")
        self._inline_promo(caption, i)

    def _caption_above(self, i: int) -> int | None:
        if i <= self.core:
            return self._caption_in_head(i)
        above, line = i - 1, self.lines[i - 1]
        if self._is_label_caption(above):
            return above
        if self.roles[above] is not None or line.words > 90:
            return None
        beside = not line.blank_below and self.spaced
        return above if beside or has_caption_cue(line) or (not line.stops and line.words >= 4) else None

    def _is_label_caption(self, i: int) -> bool:
        role = self.roles[i]
        return role is not None and role.rule == "caption_label"

    def _caption_in_head(self, i: int) -> int | None:
        """Return the nearest line above that can be a caption, passing over the headline and short furniture."""
        for above in range(i - 1, max(-1, i - 1 - _REACH), -1):
            line, role = self.lines[above], self.roles[above]
            if self._is_label_caption(above):
                return above
            if (
                role is None
                and line.words >= 5
                and (line.stops or has_caption_cue(line) or above > (self.headline or 0))
            ):
                return above
            if role is not None and role.role not in (Role.headline, Role.time, Role.counter, Role.byline):
                return None
        return None

    def _inline_promo(self, caption: int, credit: int) -> None:
        """Caption, credit and a title without an empty line between them are one block about another story."""
        after = credit + 1
        if not self.core < credit < self.last or credit != caption + 1 or self.lines[credit].blank_below:
            return
        line = self.lines[after]
        if self.roles[after] is None and line.title_like:
            self.roles[after] = Decision(Role.promo, "inline_promo")

    def _follow_labels(self) -> None:
        for i, role in enumerate(self.roles):
            if role is None or role.rule not in ("tags_label", "promo_label"):
                continue
            if role.rule == "tags_label":
                self._take_below(i, Decision(Role.tag, "tags_under_label"), most=1 if self.lines[i].blank_below else 12)
            elif self._is_bare_label(i):
                self._take_below(i, Decision(Role.promo, "under_promo_label"), most=20)

    def _is_bare_label(self, i: int) -> bool:
        text = self.lines[i].text
        return len(text) <= 45 and (text.endswith(":") or self.lines[i].words <= 6)

    def _take_below(self, i: int, decision: Decision, *, most: int) -> None:
        for j in range(i + 1, min(len(self.lines), i + 1 + most)):
            line, role = self.lines[j], self.roles[j]
            if (
                role is not None
                and role.role in (Role.nav, Role.promo, Role.counter)
                and decision.role is Role.promo
                and j > self.last
            ):
                continue
            prose = line.prose and line.words > 8 and not line.bullet
            if role is not None or prose or line.words > 25 or (j <= self.last and line.blank_above and j > i + 1):
                return
            self.roles[j] = decision

    def _by_place(self, i: int) -> Decision:
        if i > self.last:
            return self._in_tail(i)
        if i >= self.core:
            return self._in_body(i)
        if self.headline is not None and i > self.headline:
            return self._under_headline(i)
        return self._above_headline(i)

    def _above_headline(self, i: int) -> Decision:
        line = self.lines[i]
        if has_caption_cue(line):
            self.pairs.append((i, None))
            return Decision(Role.caption, "caption_cue")
        if self.bare or (self.headline is None and line.prose and line.words > 8):
            return Decision(Role.paragraph, "body")
        if i + 1 == self.headline and not line.blank_below and line.text[-1] in ";:," and line.words > 3:
            return Decision(Role.headline, "headline")
        if self._is_masthead(i):
            return Decision(Role.other, "masthead")
        furniture = any(
            f is not None and f.role in (Role.nav, Role.time, Role.promo) for f in self.forms[max(0, i - 8) : i]
        )
        if furniture and line.title_like and line.words >= 4:
            return Decision(Role.promo, "teaser")
        return Decision(Role.nav if line.words <= 4 and not line.stops else Role.other, "section")

    def _is_masthead(self, i: int) -> bool:
        """Whether the line names the outlet: the first lines do, and below a menu one of that form."""
        before = {d.rule if d else None for d in self.roles[:i]}
        if i < 3 and before <= {None, "masthead"}:
            return True
        return i < 4 and before <= {None, "menu"} and is_outlet_name(self.lines[i].text)

    def _under_headline(self, i: int) -> Decision:
        line = self.lines[i]
        if has_caption_cue(line):
            self.pairs.append((i, None))
            return Decision(Role.caption, "caption_cue")
        if (
            not self.bare
            and not line.stops
            and (is_in_place(line.text) or (line.words <= 6 and is_name_like(line.text, most=6) and not line.upper))
        ):
            return Decision(Role.byline, "name_under_headline")
        if self.bare and self._is_lone_name(i):
            return Decision(Role.byline, "name_under_headline")
        if line.words <= 3 and not line.stops:
            below = self.lines[i + 1]
            heads = self.bare or (
                (line.blank_below or below.bullet) and (self.forms[i + 1] is None and (below.bullet or below.prose))
            )
            return Decision(Role.subhead, "subhead") if heads else Decision(Role.nav, "section")
        return Decision(Role.subhead, "standfirst")

    def _is_lone_name(self, i: int) -> bool:
        """Whether a name stands alone between the headline and the first paragraph of an article without furniture."""
        line = self.lines[i]
        between = i == (self.headline or 0) + 1 and i + 1 == self.core and line.blank_above and line.blank_below
        return between and line.words <= 3 and not line.stops and is_name_like(line.text.replace("/", " "), most=3)

    def _in_body(self, i: int) -> Decision:
        line = self.lines[i]
        if self._is_reader_address(i):
            return Decision(Role.notice, "reader_address")
        apart = (self.spaced and line.blank_above) or not line.stops
        if line.words <= 60 and apart and not line.bullet and not self.bare and has_caption_cue(line):
            self.pairs.append((i, None))
            return Decision(Role.caption, "caption_cue")
        if _LINK_MARK.match(line.text) and line.title_like:
            return Decision(Role.promo, "linked_line")
        if self._is_block_quote(i):
            return Decision(Role.quote, "block_quote")
        if self._is_pull_quote(i):
            return Decision(Role.quote, "pull_quote")
        return Decision(Role.subhead, "subhead") if self._is_subhead(i) else Decision(Role.paragraph, "body")

    def _is_reader_address(self, i: int) -> bool:
        """Whether the outlet asks its readers for something in a short line at the end of the report."""
        line = self.lines[i]
        if self.bare or i < max(self.last - 1, self.core + 4) or line.words > 25:
            return False
        return bool(_READER.search(line.text)) and not any(c in line.text for c in '"“”„«»')

    def _is_block_quote(self, i: int) -> bool:
        """Whether a quotation stands alone above its speaker, whom a dash leads in, or the line is that speaker."""
        line = self.lines[i]
        if _CREDIT_OF_QUOTE.match(line.text) and line.words <= 14 and i > 0 and not line.stops:
            return bool(_QUOTED.match(self.lines[i - 1].text)) and not line.blank_above
        if line.text[0] == ">" and line.words > 8:
            return True
        below = self.lines[i + 1] if i < self.last else None
        return (
            below is not None
            and not line.blank_below
            and bool(_QUOTED.match(line.text))
            and bool(_CREDIT_OF_QUOTE.match(below.text))
        )

    def _is_pull_quote(self, i: int) -> bool:
        """Whether the words of a quoted line stand in a paragraph near it too."""
        line = self.lines[i]
        if line.words > 40 or not _QUOTED.match(line.text):
            return False
        wanted = line.text.strip("\"“”‘’«»'.,").casefold()
        near = range(max(self.core, i - 6), min(self.last + 1, i + 7))
        return any(j != i and wanted in self.lines[j].text[:3000].casefold() for j in near)

    def _is_subhead(self, i: int) -> bool:
        line = self.lines[i]
        if (
            line.told
            or line.text[-1] in ",;:"
            or line.words > 12
            or (line.bullet and not line.upper)
            or i >= self.last
            or not (line.blank_above or self._is_opening(i))
        ):
            return False
        below = self.lines[i + 1]
        return not line.text[0].islower() and (below.words >= 12 or below.stops or below.bullet)

    def _is_opening(self, i: int) -> bool:
        role = self.roles[i - 1]
        return role is not None and role.role in (Role.time, Role.promo)

    def _in_tail(self, i: int) -> Decision:
        line = self.lines[i]
        if line.prose and line.words > 8:
            return Decision(Role.notice, "after_body")
        return Decision(Role.promo if line.words >= 2 else Role.nav, "after_body")
