"""Statements in the outlet's own voice: what an article asserts outside every attribution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from whence.read.clauses import clauses, main_verbs
from whence.read.relation import Relation
from whence.read.verbs import VerbForm, verb_forms
from whence.read.wording import merged, sentences_in
from whence.records import Article, Block, Role, Span
from whence.text.quotes import quotations

__all__ = ["dateline_end", "own_voice"]

_ROLES = frozenset({Role.headline, Role.subhead, Role.paragraph, Role.caption})
_TITLES = frozenset({Role.headline, Role.subhead})

_DATELINE = re.compile(r"\s*(?P<place>[^\n()]{0,90}?)\s*(?P<agency>\([^()\n]{2,60}\))?\s*(?:--|[-–—])\s+")
_DASH = re.compile(r"[-–—]\s")  # what every dateline ends with
_DATELINE_WORD = re.compile(r"[\w’'.]+")
_SMALL = frozenset("of de la le du del da di den der the and on in near al el upon sur".split())
_ASKING = re.compile(r"(?:[^:]{0,60}:\s+)?(?:how|why|what|who|where|when|which)\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could|should|must|might|may)\s[^?\n]{4,200}\?",
    re.IGNORECASE,
)
# What a headline without a verb says of its subject: "31 dead in market blast", "Ferry captain out for a year".
_STATE = re.compile(
    r"\S\s+(?:dead|missing|injured|hurt|wounded|trapped|feared|ill|sick|positive|negative|safe|alive|unhurt|guilty|innocent"
    r"|homeless|stranded|shut|open|empty|free|back|out|up|down|off|on hold|at risk|in (?:hospital|custody"
    r"|court|prison|jail))\b",
    re.IGNORECASE,
)
# A sentence of which more than this stands in quotation marks is somebody's words, whether or not a source was found.
_QUOTED = 0.5
# The fewest words of a statement that stands beside an attribution: "he said" is what a missed one leaves.
_FEWEST = 3
# "the harbour, where two boats sank on Friday, may ..."
_GAP = re.compile(r"\s*,\s+where\s+", re.IGNORECASE)
_PAUSES = frozenset(",;:.!?…–—-\"'”’»)]")
# Words that are left hanging where the clause that they open lies in an attribution, and the nouns that measure them.
_HANGING = frozenset(
    "after before since until as when while because if that than to of in on at by for with from about into over"
    " and but or so though although which who whom whose whether where the a an".split()
)
_MEASURES = frozenset(
    "hours minutes days weeks months years hour day week month year shortly soon long just even moments".split()
)
_MEASURED = frozenset("after before since as".split())
_NUMBER = re.compile(r"\d+|two|three|four|five|six|seven|eight|nine|ten|several|few")
_LAST_WORD = re.compile(r"(?:^|[\s,;:–—-])([\w’']+)[\s,;:–—\"“‘-]*$")
_FIRST = re.compile(r"[\w’']+")
_LEADING_ADVERB = frozenset("please do don't just never always also and but so".split())


def own_voice(article: Article, relations: Sequence[Relation]) -> list[tuple[Span, ...]]:
    """Return the contents of the statements that `article` makes in its outlet's own voice, in order of the text.

    Each is one main or coordinated clause of a headline, subhead, paragraph or caption, without its final stop. None
    holds a character of a source, cue or content of `relations`, nor of the dateline that opens a paragraph. Questions,
    commands and stretches without a finite verb (in headlines, without any predicate) are no statements; but a headline
    or a subhead that asks whether something is so ("Did the dam hold?") is, with its mark: it puts a claim to the test.
    """
    taken = _taken(relations)
    found: list[tuple[Span, ...]] = []
    for block in article.blocks:
        if block.role in _ROLES:
            found += [(span,) for span in _block(article.text, block, taken)]
    return found


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where a paragraph begins after its dateline ("OSTREL, Nov 17 (Dovrin) - "); `start` if it has none."""
    stop = min(end, start + 160)
    match = _DATELINE.match(text, start, stop) if _DASH.search(text, start, stop) else None
    if match is None or (not match["place"] and not match["agency"]):
        return start
    words = _DATELINE_WORD.findall(match["place"])
    if len(words) > 12 or any(w[0].islower() and w not in _SMALL for w in words):
        return start
    capitals = bool(words) and words[0].isupper() and len(words[0]) > 1 and not words[0].isdigit()
    return match.end() if capitals or match["agency"] else start


def _taken(relations: Sequence[Relation]) -> list[Span]:
    """Return the stretches that lie in attributions, in order and without overlap."""
    return merged(s for r in relations for s in (*r.content, *r.source, *r.cue, *r.addressee) if s.start < s.end)


def _block(text: str, block: Block, taken: list[Span]) -> list[Span]:
    start, end = block.span
    if block.role is Role.paragraph:
        start = dateline_end(text, start, end)
    title = block.role in _TITLES
    quoted = [quotation.outer for quotation in quotations(text, start, end)]
    found: list[Span] = []
    for sentence in sentences_in(text, start, end):
        if _share(sentence, quoted) > _QUOTED:
            continue
        for free in _free(sentence, taken):
            found += _statements(text, sentence, free, title)
    return found


def _share(sentence: Span, quoted: list[Span]) -> float:
    """Return which part of `sentence` stands in quotation marks."""
    first = max(0, bisect_left(quoted, (sentence.start, sentence.start)) - 1)
    inside = 0
    for span in islice(quoted, first, None):
        if span.start >= sentence.end:
            break
        inside += max(0, min(span.end, sentence.end) - max(span.start, sentence.start))
    return inside / (sentence.end - sentence.start)


def _free(sentence: Span, taken: list[Span]) -> list[Span]:
    """Return the stretches of `sentence` that no attribution holds."""
    found: list[Span] = []
    at = sentence.start
    for span in islice(taken, max(0, bisect_left(taken, (sentence.start, sentence.start)) - 1), None):
        if span.start >= sentence.end:
            break
        if span.start > at:
            found.append(Span(at, span.start))
        at = max(at, span.end)
    if at < sentence.end:
        found.append(Span(at, sentence.end))
    return found


def _statements(text: str, sentence: Span, free: Span, title: bool) -> list[Span]:
    """Return the statements in `free`, a stretch of `sentence`."""
    inside = free.end < sentence.end
    last = _without_hanging(text, free) if inside else free.end
    if free.start > sentence.start:
        gap = _GAP.match(text, free.start, free.end)
        if gap is not None:
            return clauses(text, gap.end(), last) if inside and gap.end() < last else []
        if not _starts_clause(text, free):
            return []
    elif title and free == sentence and _WHETHER.fullmatch(text, *sentence):
        return [sentence]
    elif _asks(text, sentence, title=title) or (not title and _commands(text, free)):
        return []
    found = clauses(text, free.start, last, headline=title and free == sentence)
    if title and free == sentence and not found and _STATE.search(text, *sentence):
        found = [Span(sentence.start, _before_stop(text, sentence))]
    if free != sentence:
        found = [s for s in found if len(text[s.start : s.end].split(maxsplit=_FEWEST - 1)) >= _FEWEST]
    if inside and found and found[-1].end == free.end - _blank(text, free) and text[found[-1].end - 1] not in _PAUSES:
        # The end of a clause that runs straight into an attribution is not the outlet's alone.
        found.pop()
    return found


def _before_stop(text: str, sentence: Span) -> int:
    return sentence.start + len(text[slice(*sentence)].rstrip(" .!…"))


def _asks(text: str, sentence: Span, *, title: bool) -> bool:
    """Tell whether a sentence is a question, or a headline that promises an answer ("How the ferry ran aground")."""
    tail = text[max(sentence.start, sentence.end - 8) : sentence.end].rstrip("\"'”’»)] ")
    return tail.endswith("?") or (title and _ASKING.match(text, *sentence) is not None)


def _blank(text: str, free: Span) -> int:
    """Count the white space at the end of `free`."""
    end = free.end
    while end > free.start and text[end - 1].isspace():
        end -= 1
    return free.end - end


def _without_hanging(text: str, free: Span) -> int:
    """Return the end of `free` without the words that only open what an attribution then says: "days after"."""
    end = free.end
    after = ""
    while match := _LAST_WORD.search(text, max(free.start, end - 40), end):
        word = match[1].lower()
        measured = (word in _MEASURES and after in _MEASURED) or (after in _MEASURES and _NUMBER.fullmatch(word))
        if word not in _HANGING and not measured:
            break
        end, after = match.start(1), word
    return end


def _starts_clause(text: str, free: Span) -> bool:
    """Tell whether what follows an attribution is a clause beside it rather than the rest of its own phrase."""
    rest = text[free.start : min(free.end, free.start + 40)].lstrip("\"'”’ ")
    return bool(re.match(r"[,;:.–—-]*\s*(?:and|but|so|yet|or|while|though|although)\b|[;:.–—-]", rest))


def _commands(text: str, free: Span) -> bool:
    """Tell whether a sentence without a subject orders the reader: "Call the hotline.", "Read more here"."""
    opening = _FIRST.findall(text, free.start, min(free.end, free.start + 60))[:3]
    words = [word.lower().replace("’", "'") for word in opening]
    while words and words[0] in _LEADING_ADVERB - {"and", "but", "so"} and len(words) > 1:
        if words[0] in {"please", "do", "don't", "never"} and VerbForm.base in verb_forms(words[1]):
            return True
        words = words[1:]
    if not words or VerbForm.base not in verb_forms(words[0]):
        return False
    return not main_verbs(text, free.start, free.end)
