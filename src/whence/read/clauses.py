"""Main and coordinated clauses of a sentence, found by closed-class words and the forms of verbs.

No parser stands behind this: a word is finite by its form and its neighbours; a subordinating word takes the next
finite verb for itself; a coordinating word starts a new clause where a subject of its own and a finite verb follow it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from whence.read.verbs import INTRANSITIVE_PAST, VerbForm, verb_forms
from whence.records import Span

__all__ = ["clauses", "main_verbs"]

_TOKEN = re.compile(r"\d[\d.,:]*\d|[^\W_](?:[\w’'&./-]*[^\W_])?(?:[’'](?=\s))?|[,;:()]|--|[–—]|(?<=\s)-(?=\s)|[\"“”]")
# A sentence longer than this many tokens is read as one clause, so that odd input costs no more than its length.
_LONGEST = 160
_ADVERBS_IN_A_ROW = 4
_PARENTHESIS = 40  # how many tokens back the first comma of a parenthesis is sought

_DETERMINERS = frozenset(
    "the a an this these those my your his her its our their every each no some any all both either neither"
    " another several many most few more half dozens hundreds thousands one two three four five six seven eight"
    " nine ten eleven twelve".split()
)
_ARTICLES = frozenset("the a an this that these those my your his her its our their every each no".split())
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
_PRONOUNS = frozenset(
    "i he she it they we you there nobody everyone everybody someone somebody nothing everything none".split()
)
_OBJECTS = frozenset(
    "me him her it them us you himself herself itself themselves nothing anything something everything nobody".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by for from with without into onto over under about against among between across along around"
    " behind beside beyond below above despite during inside outside near through throughout toward towards upon"
    " via within per than after before since until till as like off out up down past amid besides except".split()
)
_RELATIVES = frozenset("who whom whose which".split())
_SUBORDINATORS = frozenset(
    "because if although though unless while whereas when whenever where wherever what how why whether that lest"
    " once".split()
)
_EITHER = frozenset("after before since until till as".split())
# "as many as", "such as", "as well as": here "as" opens no clause.
_BESIDE_AS = frozenset("many much few little such well far long soon known same described".split())
_COORDINATORS = frozenset("and but or so yet nor".split())
_ADVERBS = frozenset(
    "not never also still now then already just only even again later soon often always yet almost nearly about"
    " again once twice since ever seldom sometimes perhaps maybe far well first instead however meanwhile today"
    " yesterday tomorrow tonight here long".split()
)
_PLURALS = frozenset(
    "people police men women children staff crew crews officials media data families cattle troops".split()
)
_NOT_NOUNS = _DETERMINERS | _PREPOSITIONS | _RELATIVES | _SUBORDINATORS | _COORDINATORS | _ADVERBS
_BE_HAVE = frozenset("am is are was were be been being has have had having get gets got gotten getting".split())
_MODAL_NOUNS = frozenset("can will may might must".split())
# Words and marks that no finite verb follows without a subject of its own.
_CUTTING = frozenset({"to", "and", "or", "but", ";", ":", "(", "“", "--"})
_MARKS = frozenset(',;:()–—-"“”') | {"--"}
# Determiners that stand for no noun of their own, so that what follows is the noun or its adjective, and no verb.
_BEFORE_NOUN = _DETERMINERS - {"all", "both", "most", "many", "some", "several", "none", "this", "one", "few"}
_OPENS_OBJECT = _DETERMINERS | _OBJECTS | {"to", "that"}
_NO_RELATIVE = _PREPOSITIONS | (_MARKS - {","})  # after these "that" points, and opens no clause
_BEFORE_PHRASE = _ARTICLES | _PREPOSITIONS | _MARKS


class _Token(NamedTuple):
    word: str  # lower case, straight apostrophes
    span: Span
    capital: bool
    forms: frozenset[VerbForm]


def clauses(text: str, start: int, end: int, *, headline: bool = False) -> list[Span]:
    """Return the main and coordinated clauses of `text[start:end]`, a sentence or what is left of one.

    Each has a subject and a finite verb of its own, and stands without the word that joins it to the one before and
    without its final stop. With `headline`, a participle or an infinitive also serves as the verb ("Two held after
    raid", "Ferry to sail again"). What has no such verb is left out.
    """
    tokens = _tokens(text, start, end)
    if len(tokens) > _LONGEST:
        return [span] if main_verbs(text, start, end) and (span := _trim(text, Span(start, end))) else []
    found: list[Span] = []
    for first, last in _segments(tokens):
        part = tokens[first:last]
        whole = first == 0 and last == len(tokens)
        if part and (_finite(part, lenient=whole) or (headline and _headline_verb(part))):
            opens = part[0].span.start if first else start
            closes = part[-1].span.end if last < len(tokens) else end
            span = _trim(text, Span(opens, closes))
            if span is not None:
                found.append(span)
    return found


def main_verbs(text: str, start: int, end: int) -> list[Span]:
    """Return the finite verbs of `text[start:end]` that stand outside its relative and subordinate clauses."""
    tokens = _tokens(text, start, end)
    return [tokens[i].span for i in _finite(tokens, lenient=True)]


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word, capital, forms = _known(match[0])
        found.append(_Token(word, Span(*match.span()), capital, forms))
    return found


@lru_cache(maxsize=1 << 14)
def _known(printed: str) -> tuple[str, bool, frozenset[VerbForm]]:
    """A token's word, whether it has a capital, and what it can be as a verb."""
    word = printed.lower().replace("’", "'")
    return word, printed[0].isupper(), verb_forms(word) or verb_forms(word.rstrip("."))


def _segments(tokens: list[_Token]) -> list[tuple[int, int]]:
    """Cut the tokens at semicolons and before each coordinated clause with a subject and verb of its own."""
    cuts: list[tuple[int, int]] = []
    begin = 0
    for index, token in enumerate(tokens):
        if token.word == ";" or (token.word == ":" and _is_label(tokens[begin:index])):
            cuts.append((begin, index))
            begin = index + 1
        elif token.word in _COORDINATORS and index > begin and _joins(tokens, begin, index):
            cuts.append((begin, index - (tokens[index - 1].word in _MARKS)))
            begin = index + 1
    cuts.append((begin, len(tokens)))
    return cuts


def _is_label(left: list[_Token]) -> bool:
    """Tell whether what stands before a colon is only a label: "Harbour inquiry: the pilot slept"."""
    return not _finite(left, lenient=False) and not any(token.word in _MARKS for token in left)


def _joins(tokens: list[_Token], begin: int, index: int) -> bool:
    """Tell whether the coordinator at `index` joins two whole clauses."""
    left = tokens[begin:index]
    comma = tokens[index - 1].word in {",", "–", "—", "-", "--", ")"}
    stop = next((i for i in range(index + 1, len(tokens)) if tokens[i].word == ";"), len(tokens))
    right = tokens[index + 1 : stop]
    # A weak verb on the left is trusted only where no relative clause may have swallowed the real one.
    relative = any(token.word in _RELATIVES for token in left)
    if not _finite(left, lenient=False, strong_only=relative or not comma) or not _own_subject(right, comma=comma):
        return False
    return comma or not _open_subordinate(left)


def _own_subject(right: list[_Token], *, comma: bool) -> bool:
    """Tell whether `right` opens with a subject, outside any prepositional phrase, and its finite verb."""
    verbs = _finite(right, lenient=False, strong_only=not comma)
    if not verbs:
        return False
    first = next((i for i in range(len(right)) if _strength(right, i) > 1), verbs[0])
    if first < verbs[0] and not any(_opens_subordinate(right, i) for i in range(first)):
        return False  # a verb without a subject comes first: "but can be fatal to those who are ill"
    before = right[: verbs[0]]
    subject = _subjects(right, strict=True)[verbs[0]]
    if not comma and any(token.word in {",", ":"} for token in before):
        return False
    if any(token.word in _COORDINATORS and i and before[i - 1].word == "," for i, token in enumerate(before)):
        return False
    return subject


def _open_subordinate(left: list[_Token]) -> bool:
    """Tell whether the last finite verb of `left` belongs to a subordinate clause that may run on."""
    finite = _finite_all(left)
    return bool(finite) and finite[-1] not in _finite(left, lenient=False)


def _finite_all(tokens: list[_Token]) -> list[int]:
    return [i for i in range(len(tokens)) if _strength(tokens, i) > 1]


def _finite(tokens: list[_Token], *, lenient: bool, strong_only: bool = False) -> list[int]:
    """Return the places of the main finite verbs.

    A weak form (one that may be a participle or a noun) counts only where no strong one stands. With `lenient`, a verb
    after "before", "after" or "as" counts where the sentence has no other.
    """
    strengths = [_strength(tokens, i) for i in range(len(tokens))]
    strong = _outside_subordinates(tokens, [s > 1 for s in strengths])
    if strong or strong_only:
        return strong
    subject = _subjects(tokens, strict=True)
    weak = [i for i in _outside_subordinates(tokens, [s > 0 for s in strengths]) if subject[i]]
    if weak or not lenient or not tokens or tokens[0].word not in _PREPOSITIONS:
        return weak
    return [i for i, s in enumerate(strengths) if s > 1 and subject[i]]


def _outside_subordinates(tokens: list[_Token], finite: list[bool]) -> list[int]:
    """Drop the verb that each subordinating word takes, and verbs without a subject before them."""
    found: list[int] = []
    subject = _subjects(tokens, strict=False)
    opener = ""
    taken = False
    for index, token in enumerate(tokens):
        if _opens_subordinate(tokens, index):
            opener = token.word
        elif token.word == "," and opener in _EITHER:
            opener = ""  # it was a mere preposition: "After the blast, ..."
        if not finite[index]:
            continue
        if opener:
            opener, taken = "", True
        elif subject[index] or taken:  # a clause may be the subject: "What happened is unclear"
            found.append(index)
    return found


def _opens_subordinate(tokens: list[_Token], index: int) -> bool:
    word = tokens[index].word
    if word == "that":
        return index > 0 and tokens[index - 1].word not in _NO_RELATIVE
    if word == "once":
        return index == 0 or tokens[index - 1].word == ","
    if word == "as":
        around = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
        return not any(token.word in _BESIDE_AS for token in around)
    return word in _RELATIVES or word in _SUBORDINATORS or word in _EITHER


def _subjects(tokens: list[_Token], *, strict: bool) -> list[bool]:
    """Tell for each place whether a noun, pronoun or number stands before it.

    With `strict`, one inside a prepositional phrase does not count.
    """
    found: list[bool] = []
    seen = in_phrase = False
    for index, token in enumerate(tokens):
        found.append(seen)
        if seen:
            continue
        if token.word in _MARKS:
            in_phrase = in_phrase and token.word != ","
        elif token.word in _PREPOSITIONS:
            in_phrase = strict
        elif token.word in _PRONOUNS:
            seen = True
        elif token.word in _DETERMINERS or token.word[0].isdigit():
            # A determiner after the phrase's own noun opens a new noun phrase: "On Monday the council".
            in_phrase = in_phrase and (index == 0 or tokens[index - 1].word in _PREPOSITIONS)
            seen = not in_phrase and token.word not in {"the", "a", "an", "no"}
        else:
            seen = not in_phrase and _is_noun(token)
    return found


def _is_noun(token: _Token) -> bool:
    if token.word in _NOT_NOUNS or token.word in _MARKS or token.word.endswith("ly"):
        return False
    return not token.forms or token.capital or bool(token.forms & {VerbForm.base, VerbForm.third, VerbForm.gerund})


def _strength(tokens: list[_Token], index: int) -> int:
    """Return 2 where the token is a finite verb, 1 where it may be, 0 where it is not."""
    token = tokens[index]
    if not token.forms:
        return 0
    back = _previous(tokens, index)
    before = tokens[back] if back >= 0 else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if VerbForm.auxiliary in token.forms:
        return _auxiliary_strength(token, before, after)
    if before is None or before.word in _CUTTING:
        return 0
    if before.word in _BE_HAVE or VerbForm.auxiliary in before.forms:
        return 0
    if before.word in _BEFORE_NOUN:
        return 1 if before.word[0].isdigit() else 0
    if before.word in _PREPOSITIONS or before.word.endswith(("'s", "s'")):
        return 0
    if before.word == "," and sum(t.word == "," for t in tokens[max(0, index - _PARENTHESIS) : index]) < 2:
        return 0  # no parenthesis has closed: "The ferry, moored at the quay"
    return max(_past_strength(token, before, after), _present_strength(token, before, after))


def _auxiliary_strength(token: _Token, before: _Token | None, after: _Token | None) -> int:
    if before is not None and before.word in {"to", "the", "a", "an", "his", "her", "their", "its"}:
        return 0
    if token.word in _MODAL_NOUNS and token.capital and before is not None:
        return 0
    if token.word in {"have", "do"} and before is not None and VerbForm.auxiliary in before.forms:
        return 0
    return 2 if after is not None or before is not None else 0


def _previous(tokens: list[_Token], index: int) -> int:
    """Return the place of the token before `index`, past adverbs; -1 where there is none."""
    back = index - 1
    while (
        back >= 0
        and index - back <= _ADVERBS_IN_A_ROW
        and (tokens[back].word in _ADVERBS or tokens[back].word.endswith("ly"))
    ):
        back -= 1
    return back


def _opens_object(after: _Token | None) -> bool:
    """Tell whether `after` can open the object of an active verb."""
    if after is None:
        return False
    word = after.word
    return word in _OPENS_OBJECT or word[0].isdigit() or (after.capital and word not in _CALENDAR)


def _past_strength(token: _Token, before: _Token, after: _Token | None) -> int:
    if VerbForm.past in token.forms or token.word in INTRANSITIVE_PAST:
        return 2
    if VerbForm.past_or_participle not in token.forms or (after is not None and after.word == "by"):
        return 0
    if before.word in _PRONOUNS or before.word in _RELATIVES:
        return 2
    if before.word[0].isdigit() and after is not None and _is_noun(after):
        return 0
    if before.word == ",":
        return 1
    return 2 if after is None or _opens_object(after) or _is_plural(after.word) else 1


def _present_strength(token: _Token, before: _Token, after: _Token | None) -> int:
    if after is not None and VerbForm.auxiliary in after.forms:
        return 0
    follows = _opens_object(after) or (after is not None and (after.word in _ADVERBS or after.word.endswith("ly")))
    if VerbForm.third in token.forms:
        if before.word in {"he", "she", "it", "who", "which", "that", "this", "everyone", "nobody"}:
            return 2
        if not _is_noun(before) and before.word not in {",", ")", "”", '"'}:
            return 0
        return 2 if follows else 1
    if VerbForm.base in token.forms:
        if before.word in {"i", "we", "you", "they", "who"}:
            return 2
        if _is_plural(before.word) or before.word in {"all", "both", "most", "many", "some", "few", "several"}:
            return 2 if follows else 1
    return 0


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")))


def _headline_verb(tokens: list[_Token]) -> bool:
    """Tell whether a headline without a finite verb asserts something: "Two held after raid", "Ferry to sail"."""
    for index, token in enumerate(tokens[1:], start=1):
        if token.word in _RELATIVES or token.word in _SUBORDINATORS:
            return False
        if not token.forms or tokens[index - 1].word in _BEFORE_PHRASE:
            continue
        if token.forms & {VerbForm.past_or_participle, VerbForm.participle, VerbForm.past}:
            return True
        if VerbForm.base in token.forms and tokens[index - 1].word in {"to", "not"}:
            return True
        if VerbForm.third in token.forms and index + 1 < len(tokens):
            return True
    return False


_EDGE = " \t\n\r\u00a0,;:–—-"
_JOINT = re.compile(r"(?:and|but|or|so|yet|nor)\b[\s,]*", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.){2}$")


def _trim(text: str, span: Span) -> Span | None:
    """Take the joint before a clause and the stop after it away; None where nothing is left."""
    start, end = span
    while start < end and text[start] in _EDGE + "(":
        start += 1
    joint = _JOINT.match(text, start, end)
    if joint:
        start = joint.end()
    while end > start and (
        text[end - 1] in _EDGE + ".!…" or (text[end - 1] == ")" and "(" not in text[max(start, end - 400) : end])
    ):
        if text[end - 1] == "." and _ABBREVIATED.search(text, max(start, end - 4), end):
            break
        end -= 1
    return Span(start, end) if start < end else None
