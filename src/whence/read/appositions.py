"""What an article says of whom it names, beside the name: "the port's chief, X", "X, who heads it", "X of the union".

An apposition is a group of words without a verb; what only looks like one is a clause of its own, or a list.
"""

from __future__ import annotations

import re

from whence.read.lexicon_bodies import OUTLET_WORDS
from whence.read.lexicon_people import GIVEN_NAMES
from whence.read.names import fold
from whence.read.source_phrases import FINITE, noun_class, parse_phrase
from whence.read.verbs import VerbForm, verb_forms

__all__ = ["apposition", "role_before", "tail_group"]

_APPOSED = re.compile(r", (?=[\w“\"])([^,.;:()“”\"\n]{3,90})(?=[,.;:)–—]|$|\n)")
_WHO = re.compile(r",? who\b")
_OF = re.compile(r",? (?:of|from|at|for|with) ((?:the )?[^,.;:()“”\"\n]{3,60})")
_ROLE_BEFORE = re.compile(r"((?:[\w’'-]+ ){0,3})([a-z][\w-]*) $")
_NAME_NEXT = re.compile(
    r", (?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Col|Gen)\.? [A-ZÀ-Þ]|[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ])[\w’'-]+(?:,| (?:said"
    r"|told|says|tells)\b)"
)
_BELONGS = ("for", "of", "to")  # "a lawyer for the watchman, X": it is the lawyer who is named
_CLAUSE_CUT = re.compile(r"[,.;:?!“”\"()\n—–]")
_GROUP_START = re.compile(
    r"(?<![\w’'-])(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Oo]ne|\w[\w-]*['’]s?) (?=\w)"
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_RELATIVES = frozenset("who whose whom which that where".split())
_JOINTS = frozenset("but and or when while as if because though although since before after according".split())
_PREPOSITIONS = frozenset("in on at from with by during under to of".split())
_DETERMINERS = frozenset("the a an his her its their".split())
_AUXILIARIES = frozenset("has have had is are was were be been".split())
# Words before which a noun group begins, read backwards.
_GROUP_END = frozenset().union(
    FINITE,
    _AUXILIARIES,
    _DETERMINERS,
    "by to of that and but or for from in on at with against about into over between than like as".split(),
    "when while who including".split(),
)
_NAMING = frozenset("called named nicknamed dubbed titled entitled".split())
_OBJECTS = _DETERMINERS | frozenset("that it him them us me".split())
_PLAIN = frozenset((VerbForm.past, VerbForm.past_or_participle, VerbForm.third))
_HEADS = re.compile(r"who (?:heads|leads|runs|directs|chairs|manages|commands|oversees|owns) (?:the )?(.*)")


def role_before(before: str, name: str, behind: str) -> tuple[str, str]:
    """The noun that introduces a name: "spokeswoman X", "the ministry's spokeswoman, X"; `behind` follows the name.

    Before a verb an apposition is all of its clause: "when he met the minister, X said" has none, nor has a list.
    """
    if before.endswith(", "):
        listed = behind.startswith((" and ", " or "))
        return ("", "") if listed else _group_before(before[:-2], name, whole=_is_subject(behind))
    last = before[:-1].rpartition(" ")[2]
    if not (last[-1:].isalnum() or last[-1:] in "_-\n "):
        return "", ""
    if last.isalpha() and "a" <= last[0] <= "z" and noun_class(last.lower()) is None:
        return "", ""  # as is found below, at ten times the cost
    found = _ROLE_BEFORE.search(before)
    if not found:
        return "", ""
    kind = noun_class(found[2].lower())
    if not kind or kind[2] or kind[0] == "document":
        return "", ""
    return kind[1], tail_group(found[1]) + found[2]


def _group_before(before: str, name: str, *, whole: bool) -> tuple[str, str]:
    """The noun group that an apposed name explains: "the director of the hospital, X", "a man from the firm, Y & Co".

    Groups nest, and the name may belong to the outer or the inner one; its own form decides between person and body.
    With `whole` the group must be all of its clause.
    """
    clause = _CLAUSE_CUT.split(before)[-1]
    last = fold(name.rpartition(" ")[2])
    first = fold(name.partition(" ")[0])
    body = noun_class(last) is not None or last in OUTLET_WORDS or (first not in GIVEN_NAMES and name.count(" ") > 1)
    chosen = ("", "")
    opening = len(clause) - len(clause.lstrip())  # "Counsel for the trust, X": a role may have no determiner
    starts = {opening} if whole else {opening, *(m.start() for m in _GROUP_START.finditer(clause))}
    for start in sorted(starts, reverse=True):
        group = clause[start:]
        phrase = parse_phrase(group)
        named = phrase.kind in ("person", "body", "outlet") and not phrase.plural and not phrase.joint
        if not named or _is_clause(group) or group.partition(" ")[0].lower() in _PREPOSITIONS:
            continue
        if body and phrase.kind != "person":
            return phrase.head, group
        wider = phrase.kind == "person" and phrase.complement.partition(" ")[0] in _BELONGS
        if not chosen[0] or (wider and not body):
            chosen = (phrase.head, group)
    return chosen


def tail_group(words: str) -> str:
    """The words of a noun group before its head, from its determiner on."""
    parts = words.split()
    kept: list[str] = []
    for word in reversed(parts):
        low = word.lower()
        if not low[:1].isalnum() or low in _GROUP_END:
            break
        kept.append(word)
    return "".join(w + " " for w in reversed(kept))


def apposition(text: str, end: int, stop: int) -> tuple[str, str]:
    """Return the head noun and the words of the apposition behind a name that ends at `end`; empty strings if none."""
    window = min(stop, end + 160)
    found = _APPOSED.match(text, end, window)
    if found and _NAME_NEXT.match(text, found.end(), window) and not found[1].startswith(("a ", "an ", "who ")):
        return (
            "",
            "",
        )  # "the fault in the Norr engine, the firm's spokeswoman, Ms Ana Torvik, told …": it explains what follows
    if found:
        group = found[1]
        if group[:1].isdigit():
            later = _APPOSED.match(text, found.end(), window)
            if later is None:
                return "person", ""
            group = later[1]
        if group.startswith("whose "):
            return "", ""
        if group.startswith("who "):
            return _who(group)
        phrase = parse_phrase(group)
        if phrase.joint and group.startswith(("a ", "an ")):
            phrase = parse_phrase(group.partition(" and ")[0])
        clause = _is_clause(group)  # "At Orvel, a witness told …"
        several = phrase.plural and not (phrase.kind == "body" and phrase.det == "definite")  # "Orvik, the hauliers"
        if phrase.kind in ("person", "body", "outlet") and not (several or phrase.joint or clause):
            return phrase.head, group
        if found[1][:1].isdigit():
            return "person", ""
    if _WHO.match(text, end, window):
        return "person", ""
    found = _OF.match(text, end, window)
    if found is None or not (found[1][:1].isupper() or found[1].startswith("the ")):
        return "", ""
    verb = _verb_in(found[1])  # "of the rescue service | has said"
    return "", (found[0] if verb < 0 else text[end : found.start(1) + verb]).strip(" ,")


def _who(group: str) -> tuple[str, str]:
    found = _HEADS.match(group)
    return ("head" if found else "person"), group


def _is_subject(behind: str) -> bool:
    """Whether a plain verb follows: "X | said", "X | called"."""
    word = behind[1:].partition(" ")[0] if behind[:1] == " " else ""
    return _is_finite(word) or not _PLAIN.isdisjoint(verb_forms(word))


def _is_finite(word: str) -> bool:
    """Whether a word can be nothing but a verb: "said", "has"."""
    return word in FINITE or word in _AUXILIARIES


def _is_clause(group: str) -> bool:
    """Whether what looks like an apposition is a clause: "owns the port", "as his father hoped", "a nurse told us"."""
    first, _, rest = group.strip("'\"“” ").partition(" ")
    verb = not _PLAIN.isdisjoint(verb_forms(first)) and rest.partition(" ")[0] in _DETERMINERS
    return verb or first.lower() in _JOINTS or _verb_in(group) >= 0


def _verb_in(group: str) -> int:
    """Where a noun group turns out to be a clause, by its first plain verb outside a relative clause; -1 if nowhere."""
    before = ""
    words = list(_WORD.finditer(group))
    for at, found in enumerate(words):
        word = found[0]
        if at and word in _RELATIVES:
            return -1
        if at and _is_finite(word):
            return found.start()
        after = words[at + 1][0] if at + 1 < len(words) else ""
        past = word.endswith("ed") and len(word) > 4 and word.islower() and word not in _NAMING
        if past and before and (before[0].isupper() or after in _OBJECTS or (not after and len(words) > 2)):
            return found.start()
        before = word
    return -1
