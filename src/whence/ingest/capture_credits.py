"""The grammar of photo credits: who made a picture, as captions and lines of their own state it."""

from __future__ import annotations

import re

from whence.ingest.capture_words import is_name_like, known_agency, word_set
from whence.records import Span

__all__ = ["credit_outlet", "is_credit", "is_outlet_name", "is_source_line", "split_credit"]

_TAIL = 180
"""A credit is looked for in the last characters of a caption only; the longest met in news pages have about 120."""

_LONGEST_CAPTION = 4000
_LABEL = (
    r"(?:(?:photo|photograph|picture|image|video|illustration|graphic|pic|map|chart|"
    r"cover)s?(?: ?graphy)?(?: ?(?:credit|source|courtesy|by))?s?|"
    r"credits?|photo(?:grapher)?|fotos?|foto's|fotograf[íi]a|fotografie|bild(?:er)?|bildquelle|quelle|"
    r"cr[ée]dits?(?: photo)?|"
    r"kuva|zdj[ęe]cie|fot\.|imagen|imagem|immagine|beeld|bilde|фото|изображение|ảnh|写真|사진(?: ?출처)?|图片|图源)"
)
_LABELLED = re.compile(rf"(?i)^{_LABEL} ?(?:[:=：,/|–—]|- )[ =]*(\S.*)$")
_BY = re.compile(
    r"(?i)^(?:photo(?:graph)?s?|pictures?|images?|video|illustration|graphics?)(?: taken)? (?:by|from|via|"
    r"courtesy(?: of)?) (\S.*)$"
    r"|^(?:courtesy(?: of)?|supplied by|provided by|photographed by|illustrated by|handout (?:by|from|via)) (\S.*)$"
)
_STOCK = re.compile(
    r"(?i)^(?:(?:stock|file|library|archive|courtesy|handout|contributed|submitted|undated|agency|family|police|staff) "
    r"(?:photo|image|picture|photograph|pic|footage|graphic)s?|(?:photo|image|picture)s? (?:supplied|handout|"
    r"from (?:the )?archives?)|"
    r"handout|supplied|social media|video still|screen ?(?:grab|shot)|public domain|cc0|cc[- ]by(?:[- ](?:sa|nd|"
    r"nc))*(?: \d\.\d)?|creative commons)$"
)
_COPYRIGHT = re.compile(r"(?i)^(?:©|\(c\)|copyright(?: ©| \(c\))?|℗) ?(\S.*)$")
_RIGHTS = re.compile(
    r"(?i)\b(?:19|20)\d\d\b|all rights reserved|reserved|permission|privacy|terms|cookies|\b(?:ltd|limited|inc|llc|"
    r"gmbh|plc)\b"
)
_PHOTO_OF = re.compile(r"(?i)^[^/.:;]{1,40}? (?:photo|images?|pictures?|pool)(?: ?/ ?\S.*| via \S.*)?$")
_OUTLET_WORD = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Gazette|Courier|Ledger|Globe|Star|Sun|Mirror|Guardian|Observer|Standard|"
    r"Telegraph|Chronicle|"
    r"Journal|Express|Dispatch|Record|Register|Examiner|Independent|News|Press|Mail|Echo|Argus|Bee|Sentinel|"
    r"Inquirer|Review|Magazine|Daily|Weekly|Pictures|Images|Photos|Media|Agency)\b"
)
_SOURCES = re.compile(r"(?i)^(?:→|(?:sources?|via|quelle|fuente|fonte)\s*:)\s*(\S.{0,120})$")
_EAST_ASIAN = re.compile(r"^[（(＝=].{1,30}(?:撮影|提供)[）)]?$|^＝.{1,12}$|撮影$")
_VIA = re.compile(r"(?i) (?:via|through|for) ")
_SEPARATOR = re.compile(r" ?[/|] ?| via ")
_OPENERS = re.compile(
    r"(?<=[.!?…\"”’')\]])\s+|\s[|/–—•·-]\s?(?=\S)|\s{2,}|\s?(?=[(\[（＝])|\s(?=©)|\s(?=\([cC]\) )|"
    r"\n|,\s(?=(?i:photo|picture|image|foto|bild)\w*:)"
)
_BEFORE_STOP = re.compile(r"(\w+)[.]$")
_ABBREVIATED = word_set(
    """
    st dr mr mrs ms prof gen col sgt lt maj capt gov sen rep rev hon jan feb mar apr jun jul aug sep sept oct
    nov dec no vs jr sr mt ft co inc ltd u s m p a
    """
)
_PLATFORMS = frozenset(
    ("Facebook", "Twitter", "Instagram", "LinkedIn", "YouTube", "TikTok", "Telegram", "Vimeo", "Snapchat", "Weibo")
)
_PLAIN_PAREN = word_set(
    """
    left right centre center above below pictured file l r c top bottom front back middle rear
    """
)


def is_credit(text: str) -> bool:
    """Whether the whole line is a photo credit: "© Wire / A. Lens", "Photo: A. Lens", "A. Lens/Reuters"."""
    line = " ".join(text[: 2 * _TAIL].split())
    if not line or len(line) > _TAIL:
        return False
    if line[0] in "([（" and line[-1] in ")]）" and not _COPYRIGHT.match(line):
        inner = line[1:-1].strip()
        return _is_bare_credit(inner) or _is_slashed_pair(inner) or bool(_EAST_ASIAN.search(line))
    return _is_bare_credit(line) or bool(_EAST_ASIAN.search(line))


def _is_bare_credit(line: str) -> bool:
    if not line:
        return False
    if _STOCK.match(line.rstrip(".")) or known_agency(line):
        return True
    for pattern in (_LABELLED, _BY):
        if found := pattern.match(line):
            return _is_maker(next(g for g in found.groups() if g))
    if found := _COPYRIGHT.match(line):
        return not _RIGHTS.search(line) and _is_maker(found.group(1))
    return _is_slashed(line)


def is_source_line(text: str) -> bool:
    """Whether the line names where the words above it come from: "Source: Meridian", "→ Meridian → Radio Nord"."""
    line = " ".join(text[:_TAIL].split())
    found = _SOURCES.match(line) if len(text) < _TAIL else None
    return found is not None and is_name_like(found.group(1).replace("→", " "), most=12)


def _is_maker(text: str) -> bool:
    bare = text.strip(" .)]")
    return bool(_STOCK.match(bare)) or known_agency(bare) is not None or is_name_like(bare, most=12)


def _is_slashed(line: str) -> bool:
    """Whether names and agencies are divided as in "REUTERS/Jane Roe", "Jane Roe via Getty Images"."""
    if _PHOTO_OF.match(line) and is_name_like(line, most=12) and any(known_agency(w) for w in _heads(line)):
        return True
    if _is_outlet_pair(line):
        return True
    parts = _SEPARATOR.split(line)
    if not 2 <= len(parts) <= 4 or not all(p and is_name_like(p, most=6) for p in parts):
        return False
    return any(
        known_agency(p) or p in _PLATFORMS or _STOCK.match(p) or any(known_agency(h) for h in _heads(p)) for p in parts
    )


def is_outlet_name(text: str) -> bool:
    """Whether a short line is a name with a word that outlets bear ("The Alden Examiner")."""
    return is_name_like(text, most=6) and bool(_OUTLET_WORD.search(text))


def _is_outlet_pair(line: str) -> bool:
    return _is_slashed_pair(line) and bool(_OUTLET_WORD.search(line.rpartition("/")[2]))


def _is_slashed_pair(line: str) -> bool:
    """Whether a slash divides two names ("Jane Roe/The Ledger"): inside brackets that is enough."""
    parts = _SEPARATOR.split(line)
    return len(parts) == 2 and "/" in line and all(p and is_name_like(p, most=5) for p in parts)


def _heads(line: str) -> tuple[str, ...]:
    words = line.replace("/", " ").split()
    return (*words[:1], " ".join(words[:2]), *words[-1:], " ".join(words[-2:]))


def split_credit(text: str) -> tuple[Span, Span] | None:
    """Return the spans of a caption and of the credit that ends it, within `text`; None where no credit ends it.

    The credit's span keeps its label and brackets ("Photo: A. Lens", "(Reuters)"), the caption's its final stop.
    """
    if len(text) > _LONGEST_CAPTION:
        return None
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    bracketed = end - start > 2 and text[start] == "[" and text[end - 1] == "]" and "]" not in text[start : end - 1]
    if bracketed:
        start, end = start + 1, end - 1
    for opening in _OPENERS.finditer(text, max(start + 1, end - _TAIL), end):
        at = opening.end()
        before = text[start : opening.start()].rstrip(" |/–—•·-")
        if at < end and before and _ends_caption(text, at, end, before):
            return Span(start, start + len(before)), Span(at, end)
    return None


def _ends_caption(text: str, at: int, end: int, before: str) -> bool:
    piece = text[at:end]
    after_stop = before[-1] in '.!?"”’)…' and not _is_abbreviation(before)
    if is_credit(piece):
        return True
    bare = piece.strip(" ([)]")
    if piece[0] in "([":
        named = is_name_like(bare, most=6) and bare.casefold().split()[0] not in _PLAIN_PAREN
        return piece[-1] in ")]" and named and (after_stop or "/" in bare)
    return after_stop and piece[-1] not in ".?!" and len(piece) <= 60 and is_name_like(bare, most=5)


def _is_abbreviation(before: str) -> bool:
    found = _BEFORE_STOP.search(before)
    return bool(found) and (len(found.group(1)) == 1 or found.group(1).casefold() in _ABBREVIATED) if found else False


def credit_outlet(credit: str) -> str | None:
    """Return the agency or outlet that a credit names first, as printed: "© Meridian / A. Lens" gives "Meridian"."""
    line = " ".join(credit[: 2 * _TAIL].split()).strip("()[] ")
    found = _COPYRIGHT.match(line)
    body = found.group(1) if found else line
    parts = [p.strip() for p in _SEPARATOR.split(body) if p.strip()]
    if found and parts and is_name_like(parts[0]):
        return parts[0]
    for part in parts:
        if name := known_agency(part):
            return name
    return None
