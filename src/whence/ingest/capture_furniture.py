"""The grammar of page furniture: menus, counters, tags, notices, promotions of other stories, correction notices."""

from __future__ import annotations

import re

from whence.ingest.capture_words import MAX_SHORT, TIME_WORDS, word_set, words_of
from whence.ingest.date_words import MONTHS

__all__ = [
    "correction_kind",
    "is_advertisement",
    "is_counter",
    "is_nav",
    "is_notice",
    "is_promo_label",
    "is_tag_label",
    "is_time_of_change",
    "tags_after_label",
]

_COUNTED = (
    r"(?:comments?|shares?|views?|likes?|dislikes?|reactions?|readers?|repl(?:y|ies)|retweets?|reposts?|votes?|"
    r"claps?|messages?|responses?|"
    r"min(?:ute)?s?(?: read| listen)?|times|people|hits|reads|followers?|bookmarks?|words?|(?:people )?(?:watching|"
    r"reading|online)(?: now)?)"
)
_COUNTER = re.compile(
    rf"(?i)^(?:[\d.,kKmM]+|(?:{_COUNTED}|shared|read(?:ing)? time|viewed|liked|read|total|"
    rf"estimated read(?:ing)? time|listen)\s*[:(]?\s*[\d.,]+ ?[kKmM]?\)?\+?"
    rf"(?:\s*{_COUNTED})?|[\d.,]+ ?[kKmM]?\+?\s*[-–]?\s*{_COUNTED})$"
)
_DIGITS = re.compile(r"^[\d\s.,|/+kKmM]*[\d+kKmM]$")
_LEADING_COUNT = re.compile(r"(?i)^[\d.,]+ ?[kKmM]? (?:comments?|shares?|views?|likes?|replies|reactions?)\b(?=\W|$)")
_USEFUL = re.compile(r"(?i)^(?:was|did you find) this\b.{0,40}\b(?:useful|helpful|interesting)\?")
_PARTS = re.compile(r"\s*[|•·‧/>»→›]+\s*|\s{2,}|\t+|\s+[-–—]\s+|\s*\]\s*\[\s*|\s+\.\s+")
_PATH = re.compile(r"^(?:[^\s<>»›=]+ ){0,2}[^\s<>»›=]+ ?(?:[>»›]{1,2} ?(?:[^\s<>»›=]+ ){0,2}[^\s<>»›=]+ ?){1,5}$")
_STRONG_PARTS = re.compile(r"\s*[|•·‧>»›]+\s*|\s\*\s|\s{2,}|\t+|\s*\]\s*\[\s*")
_PARTING, _STRONGLY_PARTING = frozenset("|•·‧/>»→›-–—[."), frozenset("|•·‧>»›*[")
"""One of these, or a wide space, stands in every line that `_PARTS` and `_STRONG_PARTS` part."""
_NAV_WORD = re.compile(
    r"(?i)^\W*(?:home(?:page)?|menu|search|sections?|subscribe|subscriptions?|sign[ -]?(?:in|up|out)|log[ -]?(?:in|"
    r"out)|register|account|my account|"
    r"skip to (?:main )?(?:content|navigation)|share(?: this)?(?: article| story| via| on)?|tweet|facebook|twitter|"
    r"x|whatsapp|telegram|linkedin|reddit|"
    r"pinterest|instagram|youtube|email|e-mail|e-?paper|print|save|bookmark|copy(?: link)?|link copied|"
    r"listen(?: now| live)?|watch(?: live)?|live|play|pause|mute|"
    r"news|world|uk|us|politics|showbiz|stars|celebs?|royals|bingo|puzzles|games|football|footie|tv|radio|regions|pictures|text|fashion|recipes|food|gardening|education|environment|metals|markets|companies|notices|motors|property|cars|deaths|what['’]?s|business|sports?|opinion|culture|"
    r"lifestyle|travel|weather|tech|technology|science|health|money|arts|video|"
    r"podcasts?|newsletters?|contact(?: us)?|about(?: us)?|help|faq|jobs|shop|donate|advertise|archive|rss|feed|"
    r"next|previous|prev|back(?: to top)?|"
    r"older|newer|close|edition|dark mode|reuse this content|republish|report (?:an )?error|impressum|datenschutz|"
    r"terms|privacy|cookies|"
    r"follow|comment|comments|reply|gift|obituaries|crossword|local|national|regional|letters|photos|gallery|"
    r"read aloud|text size|a[+-]|font size|"
    r"accueil|inicio|startseite|menü|suche|partager|compartir|teilen|поделиться|главная)\b"
)
_NAV_ONLY = re.compile(
    r"(?i)^\W*(?:menu|search(?: (?:the|this|our) [\w ]{1,30})?|subscribe(?: now)?|sign[ -]?in|log[ -]?in|register|"
    r"skip to (?:main )?(?:content|navigation|article)|"
    r"share(?: this)?(?: (?:article|story|page|post))?(?: (?:via|on|with friends))?|tweet|facebook|twitter|whatsapp|"
    r"linkedin|email|print|save|copy link|"
    r"comments|back to top|top|home|close|listen(?: to (?:this )?(?:article|story))?|watch(?: live)?|share via:.*|"
    r"listen again.*|follow|reply|edit|"
    r"rate this(?: \w+)?\W*|view (?:in browser|comments|gallery|all)|show (?:more|comments)|load more|next|previous|"
    r"read aloud|gift this article|reuse this content)\W*$"
)
_TAG_LABEL = re.compile(
    r"(?i)^(?:tags?|topics?|filed under|more on|keywords?|categor(?:y|ies)|labels?|related topics|in this story|"
    r"subjects?|schlagw[öo]rter|themen|"
    r"etiquetas|mots[- ]cl[ée]s|теги|theme[s]?|read more (?:on|about))\s*:?$"
)
_TAG_LINE = re.compile(
    r"(?i)^\W*(?:tags?|topics?|filed under|keywords?|categor(?:y|ies)|posted in|labels?|"
    r"related topics|теги|themen|etiquetas)\s*[:–-]\s*(\S.*)$"
)
_PROMO_LABEL = re.compile(
    r"(?i)^\W*(?:(?:also )?read(?: more| also| next| on| this)?\b(?=\s*[:|>–-]|\W*$)|also read\b|see also\b|"
    r"also (?:in|on|see)\b|more (?:from|in|on|to read|stories|news|like this)\b|related\b(?:(?= (?:stories|articles|"
    r"news|"
    r"content|coverage|reading|links|posts|topics|jobs|items))|(?=\s*[:|]|\W*$))|most (?:read|viewed|popular|shared|"
    r"commented|watched)\b|trending\b(?: now)?(?=\s*[:|]|\W*$)|"
    r"recommended\b(?: for you)?(?=\s*[:|]|\W*$)|you (?:may|might) (?:also )?(?:like|be interested)\b|"
    r"people also (?:read|like)\b|don'?t miss\b(?=\s*[:|]|\W*$)|up next\b|next story\b|"
    r"editors?['’]? ?s?['’]? (?:picks?|choice)\b|what to read next\b|further reading\b|elsewhere (?:on|in)\b|"
    r"latest (?:news|stories|headlines|from)\b|top stories\b|popular (?:now|stories|posts)\b|in this (?:number|"
    r"issue|section)\b|"
    r"previously\s*:|(?:older|newer|previous|next)(?: (?:posts?|entry|entries|story|stories|article))\b|(?:older|"
    r"newer|previous|next)\s*[:»›>]|recent posts\b|in (?:pictures|case you missed it)\b(?=\s*[:|]|\W*$)|icymi\b|"
    r"watch\s*:|listen\s*:|video\s*:|gallery\s*:|now playing\b|follow us\b|"
    r"around the web\b|from (?:our|the) (?:partners|archives?)\b|sponsored\b|promoted\b|partner content\b|"
    r"lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leia também|leggi anche|читайте также)"
)
_ADVERT = re.compile(
    r"(?i)^\W*(?:advert(?:isement|isements|ising|orial)?|ads?|sponsored(?: content)?|paid (?:content|post)|"
    r"promotion|promoted|anzeige|werbung|publicit[ée]|publicidad|"
    r"реклама)\b(?=\s*[:|–—-]|\W*$| by\b| - )"
)
_ADVERT_CAPITALS = re.compile(r"^\W*(?:ADVERT(?:ISEMENT|ORIAL)?|SPONSORED|PROMOTED|AD)\b")
_ASK = re.compile(
    r"(?i)^\W*(?:sign[ -]?up (?:to|for|now|here)|subscribe (?:to|now|for|today)|join (?:our|us|"
    r"the \w+ (?:newsletter|channel))|get (?:the|our|more|unlimited|all)\b.{0,40}\b(?:newsletter|e-?mail|app|"
    r"alerts?|inbox|access|stories|headlines)|support (?:us|our|the|independent)\b|download (?:the|our)|"
    r"follow (?:us|@|the \w+ on)|like us on|"
    r"enjoying\b|become a (?:member|subscriber|supporter|patron)|donate\b|try \w+ (?:free|for)|"
    r"start your (?:free )?trial|"
    r"this content is (?:for subscribers|not available)|to continue reading|read the full (?:story|article|edition)|"
    r"click here|tap here|"
    r"stay (?:up to date|informed|connected)|never miss|want more\b|receive our|enter your e-?mail|have your say|"
    r"tell us what)\b"
)
_OFFER = re.compile(
    r"(?i)\b(?:offer ends|click here|per cent off|% off|for the price of one|free trial|newsletter|"
    r"cancel any ?time)\b"
)
_BUTTONS = re.compile(r"\]\s*\[")
_END_OF_COPY = re.compile(
    r"^\W*(?:END|ENDS|MORE|30)\b[^a-z]*(?:words? \d+)?\W*$|^#{2,4}$|"
    r"^[-–—*]{1,3} ?ends? ?[-–—*]{1,3}|^[-–—_*=~+•·#. ]{2,}$"
)
_STARS = re.compile(r"^\W*[★☆⭐]{2,}|^\W*rate this\b", re.IGNORECASE)
_BOXED = re.compile(r"^(?:[-–—*=~+><]{1,3}|\[)\s+\S.*\s+(?:[-–—*=~+<>]{1,3}|\])$")
_OF_ITSELF = (
    r"(?:^\W*|[.!?:–—(\[][\"”’)]*\s*)(?:(?:on|after|since|following|because of|due to|owing to|in)\b[^.!?:]{0,60},?\s)?"
    r"(?:the \w+(?: \w+)? (?:of|to|in|on|above) )?"
)
"""Where the outlet's word about its own text begins: with the sentence. Further on, somebody tells of a text."""
_NOTICE = re.compile(
    r"(?i)(?:©.{0,60}(?:19|20)\d\d|under licen[cs]e\b|\bredistribution\b|\bcorrections policy\b|^\W*our standards\b|"
    r"\b(?:call|ring|text|e-?mail|write to|send it to|message) (?:the|our|us)\b.{0,40}(?:newsroom|"
    r"news ?desk|reporters?|tips?|\d{3})|"
    r"^\W*(?:©|\(c\)|copyright)|all rights reserved|\bprivacy\b.{0,30}\b(?:policy|cookies|terms|subscribe)|"
    r"do not sell|\bterms (?:of (?:use|service|sale)|and (?:conditions|privacy)|& (?:conditions|privacy))|"
    r"\bcookie (?:policy|settings|notice)|\bunsubscribe\b|"
    r"comments are (?:moderated|closed|open)|leave a (?:reply|comment)|powered by|^theme\b.{0,30} by\b|"
    r"without (?:prior |written |express )*permission|"
    rf"{_OF_ITSELF}this (?:article|story|piece|post|report|interview|item) (?:was|is|has been) (?:first |"
    r"originally )?(?:published|produced|translated|edited|generated|part of|available|republished|supported|"
    r"amended|corrected|updated)|"
    r"^\W*(?:summary|digest|translation) (?:made|compiled|written|generated|produced) (?:from|by|with)\b|"
    r"views expressed|opinions expressed|not responsible for|responsible for the content|terms apply|rates apply|"
    r"you(?:'|’)?(?:re| are) (?:getting|receiving|reading) (?:this|the)\b|"
    r"registered (?:charity|company|office|in england)|is (?:published|owned|printed|regulated) by|printed by|"
    r"published by|translated from|^\W*original text\b|"
    r"regulated by|press complaints|code of (?:practice|conduct)|follow our standards|our standards\b|"
    r"trust principles|enable javascript|javascript is (?:disabled|required)|(?:your|this|supported|old) browser|"
    r"^\W*editors?\s*:|\bEds\s*:|^\W*editor(?:['’]?s|s['’])? note\b|^\W*note to (?:editors|readers)|"
    r"join the conversation|^\W*disclaimer\b|^\W*corrections? (?:to|policy)\b|report a problem|"
    r"^\W*subscribers\b|for (?:more information|inquiries|enquiries)|got a (?:story|tip)|contact (?:us|"
    r"the (?:newsroom|reporter))|send (?:us )?(?:your )?tips)"
)
_LABEL = re.compile(
    r"(?i)^\W*(?:(?P<c>corrections?\b(?!\s+to\b)(?: and clarifications?)?|erratum)|(?P<l>clarifications?)|"
    r"(?P<r>retractions?|withdrawn|retracted)|(?P<u>update[sd]?)|(?P<d>corrected))\b"
    r"(?:\s+(?:notices?|notes?|appended|made|added|issued)\b)?"
)
_COLON = re.compile(r"(?<!\d):\s*(?=\S)|:\s*(?=[^\s\d])")
"""One that is not within a clock's time."""
_DASH = re.compile(r"(?:\s*(?:[–—]|--)|\s+-|-(?=\s))\s*(?=\S)(?!.*\s[–—-]{1,2}\s[a-z])")
"""A dash with a second one behind it sets words apart within a sentence."""
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*")
_HOUSE = TIME_WORDS | word_set("from by our editor editors desk newsroom staff publisher author january july")
_BEHIND_TIME = re.compile(r"(?i)\s+(?:[|·•–—]|by\s)")
_FARTHEST_COLON = 60
_CORRECTED = (
    ("retraction", re.compile(rf"(?i){_OF_ITSELF}(?:(?:this|our|an earlier) (?:article|story|report|piece|post|item|"
        r"version)|the (?:article|story|piece|post))\b.{0,80}\b(?:retracted|withdrawn"
        r"(?! from (?!this\b|our\b|publication|circulation))|removed from (?:this|our) (?:site|website))\b|"
        r"\bwe (?:retract|withdraw)\b")),
    ("clarification", re.compile(rf"(?i){_OF_ITSELF}this (?:article|story|report|piece|headline)\b.{{0,60}}\b"
        r"(?:clarified|amended to (?:clarify|make clear))\b")),
    ("correction", re.compile(
        rf"(?i){_OF_ITSELF}this (?:article|story|report|piece|post|page|item|headline|caption)\b.{{0,60}}\b"
        r"(?:corrected|amended)\b|"
        r"\b(?:an earlier|a previous|the original|earlier) versions? of this (?:\w+ )?(?:article|story|"
        r"piece|post|page|item|headline|caption|check|review|transcript|newsletter|column|graphic|map|chart)\b|"
        rf"{_OF_ITSELF}(?:an earlier|a previous|the original|earlier) versions? of this report\b|"
        r"\bwe (?:regret|apologi[sz]e for) the error\b|\bwe are happy to (?:correct|clarify)\b|(?:^|"
        r"\()corrects (?:the )?(?:spelling|name|title|date|figure|number|day|attribution|paragraph|headline|to)\b")),
    ("update", re.compile(r"(?i)^\W*(?:editor'?’?s note:?.{0,60})?\bthis (?:article|story|report|piece|post|page|"
        r"item)\b.{0,60}\bupdated\b")),
)  # fmt: skip


def is_counter(text: str) -> bool:
    """Whether the line only counts or parts: "404", "Comments (64)", "2 min read | 14 comments", "###", "___"."""
    line = text.strip()
    if not line or len(line) > 120:
        return False
    if not any(map(str.isdigit, line)):
        return bool(_STARS.match(line) or _END_OF_COPY.match(line))
    if _DIGITS.match(line) or _END_OF_COPY.match(line) or _USEFUL.match(line):
        return True
    if _STARS.match(line) or (_LEADING_COUNT.match(line) and len(words_of(line)) <= 20):
        return True
    parts = [p for p in _parted(line, _PARTS, _PARTING) if p]
    counted = [bool(_COUNTER.match(p.strip())) for p in parts]
    worded = any(c and any(x.isalpha() for x in p) for c, p in zip(counted, parts, strict=True))
    return all(counted) or (worded and all(c or _NAV_WORD.match(p) for c, p in zip(counted, parts, strict=True)))


def is_nav(text: str) -> bool:
    """Whether the line is a menu, a path of sections, or buttons for sharing."""
    line = text.strip()
    if not line or len(line) > MAX_SHORT or (line[0] == "<" and "=" in line):
        return False
    if _NAV_ONLY.match(line):
        return True
    parts = [p for p in _parted(line.strip("[]"), _STRONG_PARTS, _STRONGLY_PARTING) if p.strip()]
    if len(parts) >= 3 and all(len(words_of(p)) <= 4 for p in parts) and not line.endswith("."):
        return True
    if _PATH.match(line):
        return True
    parts = [p for p in _parted(line.strip("[]"), _PARTS, _PARTING) if p.strip()]
    known = sum(bool(_NAV_WORD.match(p)) for p in parts)
    short = all(len(words_of(p)) <= 5 and not p.strip().isdigit() for p in parts)
    if len(parts) == 1:
        return not line.endswith((".", "!", "?")) and _all_nav_words(line)
    return short and 2 * known >= len(parts)


def _parted(line: str, pattern: re.Pattern[str], marks: frozenset[str]) -> list[str]:
    """Split a line; most hold none of the pattern's marks and no wide space, which is told sooner."""
    if marks.isdisjoint(line) and " ".join(line.split()) == line:
        return [line]
    return pattern.split(line)


def _all_nav_words(line: str) -> bool:
    found = words_of(line)
    known = sum(bool(_NAV_WORD.match(w)) for w in found)
    return 2 <= len(found) <= 12 and (
        known == len(found)
        or (
            known >= max(3, 0.6 * len(found))
            and all(w[0].isupper() or len(w) <= 3 or _NAV_WORD.match(w) for w in found)
        )
    )


def is_tag_label(text: str) -> bool:
    """Whether the line only announces the page's labels: "Tags:", "Topics", "Filed under"."""
    return len(text) <= 40 and bool(_TAG_LABEL.match(text.strip()))


def tags_after_label(text: str) -> str | None:
    """Return the labels that follow their announcement ("Tags: mines, rescue" gives "mines, rescue"), else None."""
    found = _TAG_LINE.match(text.strip()) if len(text) <= MAX_SHORT else None
    return found.group(1) if found else None


def is_promo_label(text: str) -> bool:
    """Whether the line opens with words that announce other stories: "READ MORE:", "Most viewed", "More from …"."""
    line = text.strip()
    return 0 < len(line) <= MAX_SHORT and bool(_PROMO_LABEL.match(line))


def is_advertisement(text: str) -> bool:
    """Whether the line is an advertisement or asks the reader to sign up, subscribe or give."""
    line = text.strip()
    if not line or len(line) > MAX_SHORT or _BUTTONS.search(line):
        return False
    return bool(
        _ADVERT.match(line)
        or _is_shouted(line)
        or _ASK.match(line)
        or (len(line) <= 160 and _OFFER.search(line))
        or _is_boxed(line)
    )


def _is_shouted(line: str) -> bool:
    return bool(_ADVERT_CAPITALS.match(line)) and len(words_of(line)) <= 25


def _is_boxed(line: str) -> bool:
    return len(line) <= 160 and bool(_BOXED.match(line)) and not line.startswith("[")


def is_notice(text: str) -> bool:
    """Whether the line is the outlet's word about its own page: rights, terms, editor's note, correction."""
    line = text.strip()
    return 0 < len(line) <= 2 * MAX_SHORT and (
        bool(_NOTICE.search(line[:MAX_SHORT])) or correction_kind(line) is not None
    )


def correction_kind(text: str) -> str | None:
    """Return the kind of a notice about the outlet's own text: correction, clarification, retraction or update.

    A label counts with a colon, before which a date, a number or whose word it is may stand, or with a dash right
    behind it; a label with nothing but a time behind it says when the text was changed, and is no notice.
    """
    line = " ".join(text[: 2 * MAX_SHORT].split())
    low = line.lower()
    if not any(map(low.__contains__, _STEMS)):  # most lines, at a tenth of the patterns' time
        return None
    if (label := _LABEL.match(line)) and (told := _told(line[label.end() :])) is not None:
        changed = label["u"] or label["d"]
        return None if changed and _is_time(told) else next(kind for key, kind in _KINDS if label[key])
    return next((kind for kind, pattern in _CORRECTED if pattern.search(line[:MAX_SHORT])), None)


def is_time_of_change(text: str) -> bool:
    """Whether the line says when the text was changed and no more: "Updated at 1:23 p.m.", "Update: 4 May 2031"."""
    line = " ".join(text.split()) if len(text) <= MAX_SHORT else ""
    label = _LABEL.match(line)
    return label is not None and bool(label["u"] or label["d"]) and _is_time(line[label.end() :].lstrip(" :–—-"))


def _told(rest: str) -> str | None:
    """Return what a notice says behind its label; None where the words are no label."""
    if dash := _DASH.match(rest):
        return rest[dash.end() :]
    at = _IN_BRACKETS.match(rest)
    colon = _COLON.search(rest, at.end() if at else 0, _FARTHEST_COLON)
    if colon is None or rest.startswith("none", colon.end()):
        return None
    between = rest[at.end() if at else 0 : colon.start()]
    stated = all(w.casefold() in _HOUSE or w[0].isdigit() for w in words_of(between))
    return rest[colon.end() :] if stated and between[:1] in {"", " ", ",", "("} else None


def _is_time(told: str) -> bool:
    """Whether the words are a time, perhaps with who wrote behind it: "4 May 2031, 09:30 | By Ada Roe"."""
    found = [w.casefold() for w in words_of(_BEHIND_TIME.split(told, maxsplit=1)[0])]
    return (
        any(map(str.isdigit, told))
        and (len(found) > 1 or not told.isdigit())
        and all(
            w[0].isdigit() or w in TIME_WORDS or w.rstrip(".") in TIME_WORDS or w.rstrip(".") in MONTHS for w in found
        )
    )


_STEMS = ("correct", "updat", "clarif", "retract", "withdr", "amended", "regret", "apologi", "removed", "erratum",
          "version")  # fmt: skip
"""One of these stands in every line that `_LABEL` or a pattern of `_CORRECTED` fits."""
_KINDS = (("c", "correction"), ("d", "correction"), ("l", "clarification"), ("r", "retraction"), ("u", "update"))
