"""The role of every line of a page: what the markup says, then what the line's own form says, then where it stands."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from whence.ingest import lines as grammar
from whence.ingest.dates import contains_date
from whence.ingest.page_credits import split_label
from whence.ingest.page_lines import Line
from whence.ingest.page_marks import Mark
from whence.ingest.page_parts import Page
from whence.records import Role
from whence.text.signatures import signature_in

__all__ = ["assign_roles"]

_PRESSED = "boolean(.//a[@href] or .//button or ancestor::a)"  # boxes that lead elsewhere
_LEAST_WORDS, _MOST_WORDS = 4, 60  # of a caption that no element names
_LARGEST_TABLE = 600  # characters of a box of facts; larger tables can be the article
_STOP = re.compile(r"[.!?…。！？]['\"”’»)\]*]*\s*\Z")
_CLOCK = re.compile(r"(?:\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]m)(?:\s[A-Z]{2,4})?\Z", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)\s|\bcopyright\b|\bcookies?\b|\ball rights\b", re.IGNORECASE)
_OF_RIGHTS = ("©", "(c)", "copyright", "cookie", "all rights")
_TAIL = re.compile(
    r"(?:this (?:page|story|article|report)|we) (?:will|is|was|has been|are)\b.{0,40}\b(?:updat|back|be "
    r"updated)|\bhave you\b|"
    r"\bdo you\b|\bcall the\b|\bcontact\b|\be-?mail\b|\bwrite to\b|\btell us\b|\bget in touch\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_TIME_OF_DAY = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m")
_PARTS = re.compile(r"\s+[|•·—–-]\s+|\.\s+|,\s+(?=\d)")
_JOBS = frozenset(
    "and with in for of the at reporter reporters correspondent correspondents staff writer writers editor editors "
    "agencies agency "
    "desk bureau chief foreign political special our newsroom team from".split()
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?|yesterday|today)\b", re.IGNORECASE
)
_ISSUED = re.compile(
    r"\W*(?:first |last )?(?:published|posted|updated|modified|issued|filed|page opened)\b", re.IGNORECASE
)
_PERSON = re.compile(r"[A-Z][a-zà-ÿ]+(?:[ -][A-Z][\w'’.-]*){1,2}")
_HOUSE = re.compile(r"(?:we (?:will|shall|are going to)|our standards|if we)\b", re.IGNORECASE)
_PIECES = re.compile(r"\s+[|•·—–]\s+|(?<=\d)[.,]?\s+(?=[Bb]y\s)")
_CREDITED = re.compile(r"(?:With|Checked by|Reported by|Written by|Compiled by|Edited by|Text by|Words by)\s[A-Z]")
_PLAYED = re.compile(r"(?:▶|►|⏵|\U0001f3a5)\s?\S|(?:video|audio|watch)\s?[:|]?\s?\d{1,2}:\d\d\s\S", re.IGNORECASE)
_BREAKING = re.compile(r"(?:BREAKING|JUST IN|LIVE|WIN|EXCLUSIVE OFFER)\b[:!]?\s\S")
_SMALL_BY = re.compile(r"(?:von|por|par|di|door|av|af|by)\s+")
_MARKED = re.compile(r"(?:\*{1,3}|†|‡|§|\[\d{1,2}\]|[¹²³])\s?\S")


def assign_roles(page: Page) -> list[Role]:
    """Return the role of each line. A block that announces other stories makes promos of the links below it."""
    roles: list[Role] = []
    boxed: HtmlElement | None = None  # what holds the links under "Most read"
    for line in page.lines:
        role = _role(page, line)
        if boxed is not None:
            if _ends_box(page, line, boxed):
                boxed = None
            elif role in {Role.paragraph, Role.other, Role.nav, Role.subhead, Role.time, Role.byline}:
                role = Role.promo
        if boxed is None and role is Role.promo and _opens_box(line):
            boxed = line.element.getparent()
        roles.append(role)
    return _with_posts(page, roles)


def _with_posts(page: Page, roles: list[Role]) -> list[Role]:
    """Make quotes of a quoted post's signature and of the words above it, also where markup has lost their box."""
    start = page.headline if page.headline is not None else page.first
    for line in page.lines[start + 1 : page.last + 2]:
        signature = signature_in(line.text) if "(@" in line.text else None
        if signature is None or not signature.of_post or page.mark(line) & (Mark.comments | Mark.nav):
            continue
        roles[line.number] = Role.quote
        above = line.number - 1
        bare = signature.start == 0 and above > start and roles[above] in {Role.paragraph, Role.promo, Role.other}
        if bare and page.lines[above].linked < 0.5:
            roles[above] = Role.quote
    return roles


def _opens_box(line: Line) -> bool:
    label = len(line.text) <= 60 and (line.level > 0 or not _STOP.search(line.text))
    return label and grammar.is_promo_label(line.text) and line.linked < 0.9


def _ends_box(page: Page, line: Line, box: HtmlElement) -> bool:
    """A paragraph of prose ends a box of links, and so does the end of the element that holds the box's label.

    Where that element holds the article as well, the box is only the list of links right below the label.
    """
    if page.marks.holds(box) and line.tag != "li" and line.linked < 0.5:
        return True
    if _is_prose(line) and line.tag != "li" and line.linked < 0.5:
        return True
    return box not in set(line.element.iterancestors()) and line.element is not box


def _is_prose(line: Line) -> bool:
    return len(line.text) >= 60 and _STOP.search(line.text[-6:]) is not None


def _role(page: Page, line: Line) -> Role:
    if line.number == page.headline:
        return Role.headline
    marks = page.mark(line)
    kept = line.number in page.body and not (page.headline is not None and line.number < page.headline)
    for rule in (_by_figure, _by_deck, _by_notice, _by_menu, _by_box, _by_head, _by_form):
        role = rule(page, line, marks, kept)
        if role is not None:
            return role
    if kept:
        return _tail_role(page, line) or _body_role(page, line, marks)
    return _by_place(page, line, marks)


def _by_figure(page: Page, line: Line, marks: int, kept: bool) -> Role | None:
    """Captions and credits; a picture's words in a box of other stories belong to the box."""
    if not kept and (role := _by_label(page, line, marks)):
        return role
    if not marks & (Mark.figure | Mark.caption | Mark.credit) or len(line.text) > 900:
        return None
    if marks & Mark.nav or (marks & Mark.footer and not _in_tag(line, "figure")):
        return None
    if marks & Mark.promo and (line.linked > 0.5 or not (_in_tag(line, "figure") or _is_placed(page, line, marks))):
        return None
    if _is_control(line):
        return Role.nav
    if line.linked > 0.9 and line.number > page.last and not kept:
        return None
    if grammar.is_counter(line.text):
        return Role.counter
    if grammar.is_credit(line.text) or (marks & Mark.credit and len(line.text) <= 160 and not _has_credit(page, line)):
        return Role.credit if marks & (Mark.figure | Mark.caption) or not kept else None
    if marks & Mark.caption:
        return Role.caption
    if _in_figure(page, line) and not (kept and len(line.text) > 300):
        return None if line.level else Role.caption
    return None


def _is_placed(page: Page, line: Line, marks: int) -> bool:
    """Whether a caption's line stands with a picture inside the article, whatever name the box around them bears."""
    start = page.headline if page.headline is not None else page.first
    if not start < line.number <= page.last or line.linked > 0.5:
        return False
    if marks & Mark.caption:
        return _beside_one_picture(page, line)
    return len(line.text) <= 600 and split_label(line.text) is not None and _in_figure(page, line)


def _beside_one_picture(page: Page, line: Line) -> bool:
    """Whether the smallest element around the line that holds a picture holds one only."""
    for element in (line.element, *islice(line.element.iterancestors(), 3)):
        pictures, _, plain = page.box(element)
        if pictures:
            return pictures == 1 and plain and not page.marks.holds(element)
    return False


def _is_control(line: Line) -> bool:
    """Whether a picture's line is what a reader presses: to enlarge it, to open what is written below it."""
    return line.tag == "button" or any(
        run.tag == "button" and end - start == len(line.text) for start, end, run in line.runs
    )


def _has_credit(page: Page, line: Line) -> bool:
    """Whether a part of the line bears a credit's name, so that the rest is a caption."""
    return any(
        start > 0 and end - start < len(line.text) and page.marks.own(run) & Mark.credit
        for start, end, run in line.runs
    )


def _by_label(page: Page, line: Line, marks: int) -> Role | None:
    """Return the role of a line inside the article that a credit ends or fills, where no element says what it is."""
    start = page.headline if page.headline is not None else page.first
    apart = marks & (Mark.nav | Mark.promo | Mark.comments | Mark.byline | Mark.time | Mark.tags)
    if not start < line.number <= page.last or apart or line.linked > 0.5 or len(line.text) > 600:
        return None
    if _YEAR_OF_RIGHTS.search(line.text):
        return None
    if grammar.is_credit(line.text):
        return Role.credit
    parted = split_label(line.text)
    if parted is None:
        return None
    return Role.credit if parted[0] is None else Role.caption


_YEAR_OF_RIGHTS = re.compile(r"(?:©|copyright)\s{0,2}\d{4}|\brights\b|\bcookies?\b", re.IGNORECASE)


def _in_tag(line: Line, tag: str) -> bool:
    return line.tag == tag or any(element.tag == tag for element in line.element.iterancestors())


def _in_figure(page: Page, line: Line) -> bool:
    """Say whether the line stands with a picture in a small element of their own."""
    element: HtmlElement | None = line.element
    for _ in range(4):
        if element is None:
            return False
        pictures, words, plain = page.box(element)
        if element.tag == "figure":
            return plain
        if pictures:
            return pictures == 1 and plain and words <= 2 * len(line.text) + 200
        element = element.getparent()
    return False


def _by_deck(page: Page, line: Line, marks: int, kept: bool) -> Role | None:  # noqa: ARG001
    """A heading right below the headline, in no menu and no box, is the article's deck whatever holds it."""
    if page.headline is None or not page.headline < line.number < min(page.first, page.headline + 6):
        return None
    plain = line.level > 1 and not marks & (Mark.nav | Mark.promo | Mark.comments | Mark.byline)
    deck = plain and line.linked < 0.5 and len(line.text) > 20 and not _repeats(page, line)
    return Role.subhead if deck and not grammar.is_byline(line.text) and not contains_date(line.text) else None


def _repeats(page: Page, line: Line) -> bool:
    """Say whether the line stands above already, as pages do that lay out one text for two widths of screen."""
    start = page.headline or 0
    return any(page.lines[n].text == line.text for n in range(max(start, line.number - 60), line.number))


def _by_notice(page: Page, line: Line, marks: int, kept: bool) -> Role | None:
    if grammar.correction_kind(line.text) and len(line.text) <= 600 and (kept or not marks & Mark.promo):
        return Role.notice
    if grammar.is_time_of_change(line.text) and not marks & (Mark.nav | Mark.promo | Mark.comments):
        return Role.byline if grammar.is_byline(line.text) else Role.time
    if marks & Mark.footer:
        return _footer_role(line, marks)
    if marks & Mark.notice and not (kept and len(line.text) > 120):
        return Role.nav if marks & Mark.nav else Role.notice
    if _has_rights(line.text[:200]) and (line.number > page.last or not kept) and not marks & Mark.figure:
        return Role.notice
    return None


def _has_rights(text: str) -> bool:
    """Whether `_RIGHTS` is found; most lines hold none of its words, which is told sooner."""
    low = text.lower()
    return any(map(low.__contains__, _OF_RIGHTS)) and _RIGHTS.search(text) is not None


def _footer_role(line: Line, marks: int) -> Role:
    if marks & Mark.tags or grammar.tags_after_label(line.text) or grammar.is_tag_label(line.text):
        return Role.tag
    if marks & Mark.promo or grammar.is_promo_label(line.text):
        return Role.promo
    return Role.notice


def _by_menu(page: Page, line: Line, marks: int, kept: bool) -> Role | None:
    prose = kept and len(line.text) > 100 and line.linked < 0.5
    if (
        marks & (Mark.nav | Mark.mast)
        and not marks & Mark.share
        and contains_date(line.text)
        and _is_time(line, marks, page)
    ):
        return Role.time
    if marks & (Mark.nav | Mark.share) and not prose:
        return Role.counter if grammar.is_counter(line.text) else Role.nav
    if marks & Mark.comments and not kept:
        return Role.counter if grammar.is_counter(line.text) else Role.other
    if marks & Mark.mast and not prose and (page.headline is None or line.number < page.headline):
        return Role.other
    return None


def _by_box(page: Page, line: Line, marks: int, kept: bool) -> Role | None:
    """Boxes of other stories, of advertisements and of invitations to sign up; labels of topics."""
    prose = kept and len(line.text) > 100 and line.linked < 0.4
    if marks & Mark.tags and not prose and len(line.text) <= 200 and not _says_who_or_when(page, line):
        return Role.promo if marks & Mark.promo else _head_or_tag(page, line)
    if marks & Mark.promo and not (prose and _is_prose(line)):
        return Role.counter if grammar.is_counter(line.text) else Role.promo
    if grammar.tags_after_label(line.text) or (grammar.is_tag_label(line.text) and line.number > page.last):
        return Role.tag
    if marks & Mark.author_box and not kept:
        return Role.other
    return None


def _says_who_or_when(page: Page, line: Line) -> bool:
    """Whether a line under a label's name is a byline or holds an element of its own for the author or the time."""
    if line.linked > 0.8 or not (grammar.is_byline(line.text) or contains_date(line.text)):
        return False
    named = any(page.marks.own(run) & (Mark.byline | Mark.time) for _, _, run in line.runs)
    return named or grammar.is_byline(line.text)


def _head_or_tag(page: Page, line: Line) -> Role | None:
    return None if line.level and line.number in page.body else Role.tag


def _by_head(page: Page, line: Line, marks: int, kept: bool) -> Role | None:
    """Byline and time: what the markup calls so, or a line near the headline that has their form."""
    text = line.text
    if len(text) > 260 or (page.headline is not None and line.number < page.headline - 8):
        return None
    if grammar.is_counter(text) and not contains_date(text):
        return Role.counter
    if grammar.is_signoff(text):
        return Role.byline if marks & Mark.byline else Role.credit
    if _CLOCK.match(text):
        return Role.time
    near = line.number <= page.first + 2 or not kept
    if not near or (_is_prose(line) and len(text) > 160):
        return None
    early = line.number <= page.first + 3
    if grammar.is_byline(text) or _names_first(text) or (marks & Mark.byline and not marks & Mark.lede and early):
        return Role.byline if early or not kept else None
    if _is_time(line, marks, page) and (early or marks & Mark.time):
        return Role.time
    return Role.byline if _is_author_line(page, line) else None


def _is_time(line: Line, marks: int, page: Page) -> bool:
    """Say whether a short line is about a time: it bears the mark and a digit, or a date and few words more."""
    text = line.text
    if len(text) > 160 or not any(map(str.isdigit, text)):
        return False
    if marks & Mark.time and not _is_sentence(text):
        return True
    timed = _TIME_OF_DAY.search(text) and len(text) <= 80 and (_ISSUED.match(text) or _WEEKDAY.search(text))
    if not contains_date(text) and not timed:
        return False
    words = [w for w in _WORD.findall(text) if not w.isdigit()]
    above = page.headline is not None and line.number < page.headline
    return len(words) <= (12 if above or _TIME_OF_DAY.search(text) else 7)


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and _STOP.search(text[-4:]) is not None


def _names_first(text: str) -> bool:
    """Say whether a dated line names who wrote: "Jane Roe - Monday, 3 May", "National desk. 3 May"."""
    if contains_date(text) and not _ISSUED.match(text):
        after = [piece.strip() for piece in _PIECES.split(text)[1:]]
        if any(
            (p[:3].lower() == "by " and grammar.is_byline(p)) or (_PERSON.fullmatch(p) and not contains_date(p))
            for p in after
        ):
            return True
    parts = _PARTS.split(text, maxsplit=1)
    if len(parts) < 2 or not contains_date(parts[1]) or contains_date(parts[0]):
        return False
    first = parts[0].strip()
    if grammar.is_byline(first) or grammar.is_desk(first) or grammar.is_in_place(first) or _CREDITED.match(first):
        return True
    words = first.split()
    return 2 <= len(words) <= 4 and all(w[:1].isupper() and w.isalpha() and not w.isupper() for w in words)


def _is_author_line(page: Page, line: Line) -> bool:
    """A desk, "Name in Place" or names alone between the headline and the first paragraph of prose."""
    if page.headline is None or not page.headline < line.number <= page.headline + 6 or line.level:
        return False
    if any(_is_prose(page.lines[n]) for n in range(page.headline + 1, line.number) if n in page.body):
        return False
    if grammar.is_desk(line.text) or grammar.is_in_place(line.text) or _is_small_byline(line):
        return True
    words = line.text.split()
    named = all(w[:1].isupper() or w.casefold() in _JOBS for w in words) and any(w[:1].isupper() for w in words)
    return line.tag == "p" and 2 <= len(words) <= 9 and named and not _STOP.search(line.text) and _followed(page, line)


def _is_small_byline(line: Line) -> bool:
    """Whether a line says "by" in small letters, and a link or an element of its own holds the name behind it."""
    opened = _SMALL_BY.match(line.text)
    if opened is None or not grammar.is_byline(opened[0].title() + line.text[opened.end() :]):
        return False
    return any(start == opened.end() for start, _, _ in line.runs)


def _followed(page: Page, line: Line) -> bool:
    return any(_is_prose(page.lines[n]) for n in range(line.number + 1, min(line.number + 5, len(page.lines))))


def _by_form(page: Page, line: Line, marks: int, kept: bool) -> Role | None:  # noqa: ARG001
    text = line.text
    if len(text) > 300:
        return None
    if _PLAYED.match(text) and line.linked < 0.5 and len(text) <= 160:
        return Role.caption
    if page.headline is not None and line.number < page.headline and _BREAKING.match(text):
        return Role.promo
    if grammar.is_advertisement(text) and not (kept and _is_prose(line) and len(text) > 120):
        return Role.promo
    if kept and line.linked > 0.9 and not _STOP.search(text[-4:]) and not line.level:
        return Role.promo
    if grammar.is_promo_label(text) and not (kept and len(text) > 160):
        return Role.promo
    if grammar.is_nav(text) and not (kept and _is_prose(line)):
        return Role.nav
    if not kept and grammar.is_notice(text) and (line.number > page.last or line.number < page.first):
        return Role.notice
    if grammar.is_credit(text) and (not kept or len(text) < 80):
        return Role.credit
    return None


def _tail_role(page: Page, line: Line) -> Role | None:
    """Return the role of the outlet's own words to its readers, which end an article and are none of it."""
    if line.number < page.last - 1 or len(line.text) > 260 or line.level or _QUOTED.search(line.text):
        return None
    if _HOUSE.match(line.text) or (_is_italic(line) and _TAIL.search(line.text)):
        return Role.footnote
    return Role.notice if len(line.text) <= 160 and _TAIL.match(line.text) and _OUTLET_VOICE.search(line.text) else None


def _is_italic(line: Line) -> bool:
    return any(run.tag in {"i", "em"} and end - start >= 0.95 * len(line.text) for start, end, run in line.runs)


_QUOTED = re.compile('["“”«»]')
_OUTLET_VOICE = re.compile(r"\b(?:we|us|our|you|your|newsroom|editor)\b", re.IGNORECASE)


def _body_role(page: Page, line: Line, marks: int) -> Role:
    if line.level or _is_deck(page, line, marks):
        return Role.subhead
    if _is_fact(page, line):
        return Role.other
    if marks & Mark.foot or (_MARKED.match(line.text) and line.tag in {"p", "div", "small"} and len(line.text) < 300):
        return Role.footnote
    if marks & (Mark.quote | Mark.embed):
        return Role.quote
    if marks & Mark.lede and len(line.text) <= 200 and not _is_prose(line) and line.tag != "li":
        return Role.subhead
    if len(line.text) <= 100 and not _STOP.search(line.text) and _is_bold(line):
        return Role.subhead
    return Role.paragraph


def _is_deck(page: Page, line: Line, marks: int) -> bool:
    """Whether the line between headline and body bears a name that only decks bear: a sentence there is one too."""
    above = page.headline is not None and page.headline < line.number <= page.first + 1
    return above and bool(marks & Mark.deck) and len(line.text) <= 500 and line.tag != "li"


def _is_fact(page: Page, line: Line) -> bool:
    """Whether the line is a row of a small table of facts beside the report, or that table's name."""
    if len(line.text) > 80 or _STOP.search(line.text[-4:]):
        return False
    table = next((e for e in (line.element, *line.element.iterancestors()) if e.tag == "table"), None)
    if table is None or page.marks.holds(table):
        return False
    return len(table.xpath("string()")[: _LARGEST_TABLE + 1]) <= _LARGEST_TABLE


def _is_bold(line: Line) -> bool:
    return any(run.tag in {"b", "strong"} and end - start >= 0.95 * len(line.text) for start, end, run in line.runs)


def _by_place(page: Page, line: Line, marks: int) -> Role:
    """Name a line that the body's decision left out: a lede, a lost paragraph, a menu above, other stories below."""
    text = line.text
    below = page.headline is not None and page.headline < line.number < page.first
    if below and (role := _lede_role(page, line, marks)):
        return role
    if page.first <= line.number <= page.last and line.linked < 0.4 and _beside_body(page, line) and _is_prose(line):
        return Role.paragraph
    if _below_picture(page, line, marks):
        return Role.caption
    if page.first < line.number < page.last and _is_inner_heading(page, line, marks):
        return Role.subhead
    if page.headline is not None and line.number < page.headline:
        return Role.nav if line.linked > 0.5 or grammar.is_nav(text) else Role.other
    if line.number > page.last and (line.linked > 0.5 or line.tag in {"li", "h2", "h3", "h4", "h5", "h6"}):
        return Role.promo
    inside = page.first < line.number < page.last and not marks & (Mark.comments | Mark.author_box)
    return Role.promo if inside or (line.linked > 0.8 and len(text) > 25) else Role.other


def _below_picture(page: Page, line: Line, marks: int) -> bool:
    """Whether a line inside the body stands in a small element with a picture alone, which no link makes a teaser."""
    apart = marks & (Mark.nav | Mark.promo | Mark.share | Mark.comments | Mark.byline | Mark.author_box | Mark.embed)
    if apart or line.level or line.links or not page.first < line.number < page.last:
        return False
    if not _LEAST_WORDS <= len(line.text.split()) <= _MOST_WORDS or contains_date(line.text):
        return False
    for element in (line.element, *islice(line.element.iterancestors(), 2)):
        if page.marks.holds(element):
            return False
        pictures, words, plain = page.box(element)
        if pictures:
            return pictures == 1 and plain and words <= 400 and not element.xpath(_PRESSED)
    return False


def _lede_role(page: Page, line: Line, marks: int) -> Role | None:
    """Return the role of a lede or deck between the headline and the body, which extraction loses most often."""
    if line.linked > 0.5 or _repeats(page, line):
        return None
    level = line.level
    if level or marks & (Mark.lede | Mark.deck):
        return Role.subhead
    return Role.paragraph if len(line.text) >= 40 and (_is_prose(line) or line.tag == "p") else None


def _is_inner_heading(page: Page, line: Line, marks: int) -> bool:
    following = range(line.number + 1, min(line.number + 3, len(page.lines)))
    plain = line.level > 1 and line.linked < 0.5 and not marks & (Mark.nav | Mark.promo | Mark.footer)
    return plain and any(n in page.body for n in following) and _beside_body(page, line)


def _beside_body(page: Page, line: Line) -> bool:
    parent = line.element.getparent()
    around = range(max(0, line.number - 6), min(len(page.lines), line.number + 7))
    return any(n in page.body and page.lines[n].element.getparent() is parent for n in around)
