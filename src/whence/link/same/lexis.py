"""The words of a stretch of text as the comparison sees them: stems, names, numbers, days, and words that negate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from whence.link.common_words import IN_MANY, IN_MOST
from whence.records import Figure, Span

__all__ = ["FUNCTION", "OPPOSITES", "Kind", "Word", "capitals", "common_share", "negations", "stem", "words_of"]


class Kind(IntEnum):
    """What sort of word it is: each sort is compared by a rule of its own."""

    PLAIN = 0
    NAME = 1
    CODE = 2
    FIGURE = 3
    WHEN = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries content. `stem` is a figure's value after `#`, whatever words or digits it is written in."""

    stem: str
    kind: Kind
    start: int
    end: int


FUNCTION = frozenset(
    "a about above after again against all also am an and any are as at be because been before being between both but by"
    " can could did do does doing down during each else ever few for from further get gets getting go goes got had has"
    " have having he her here hers herself him himself his how i if in into is it its itself just let like made make makes"
    " may me might more most much must my myself no nor not now of off on once one only onto or other our ours out over"
    " own per put quite rather really said same say says saying shall she should so some still such t than that the their"
    " theirs them themselves then there these they this those though through to too told under until up upon us very was"
    " we were what when where whether which while who whom whose why will with within without would yes yet you your"
    " yours s ll re ve d m don didn doesn isn wasn weren won wouldn couldn shouldn hadn hasn haven aren mr mrs ms dr"
    " according adding added asked thing things way ago around well even back came come comes went gone take took taken"
    " taking know known knew think thought nothing none nobody never neither cannot everything everyone anyone anything"
    " something someone".split()
)
"""Words that say too little to be matched with others; negations among them are counted apart."""

_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december today yesterday tomorrow tonight morning afternoon evening night noon midnight dawn"
    " spring summer autumn winter".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|unable|nil|zero)\b|n['’]t\b"
    r"|\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|fail(?:s|ed|ing)? to|contrary to"
    r"|refus(?:e|es|ed|ing)|lack(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|rul(?:e|es|ed|ing) out|false(?:ly)?|wrong(?:ly)?"
    r"|far from|free of|un(?:founded|true|likely)|untouched)\b",
    re.IGNORECASE,
)
_OPPOSITES = """
rise fall, rise drop, rise decline, increase decrease, increase reduce, increase fall, increase drop, increase cut,
raise cut, raise lower, grow shrink, gain lose, gain loss, win lose, win loss, victory defeat, up down, high low, higher lower,
more fewer, more less, most least, above below, over under, before after, early late, earlier later, first last, begin end,
start end, start stop, begin stop, start finish, open close, open shut, opened closed, enter leave, arrive leave, arrive depart,
come go, join leave, accept reject, accept refuse, approve reject, approve block, approve veto, allow ban, allow forbid,
allow prohibit, permit ban, permit forbid, support oppose, back oppose, agree disagree, agree refuse, confirm deny, admit deny,
acknowledge deny, affirm deny, pass fail, succeed fail, success failure, guilty innocent, convict acquit, guilty acquit,
arrest release, detain release, jail free, charge clear, alive dead, live die, survive die, survive killed, safe dangerous, safe unsafe,
healthy sick, healthy ill, injured unhurt, hurt unhurt, peace war, peaceful violent, friend enemy, ally enemy, buy sell, lend borrow,
give take, send receive, import export, build destroy, create destroy, strengthen weaken, strong weak, stronger weaker, better worse,
best worst, good bad, positive negative, optimistic pessimistic, hot cold, warm cold, cool warm, heat cool, wet dry, light dark, day night,
big small, large small, great small, long short, old new, old young, rich poor, full empty, heavy light, fast slow, quick slow,
near far, inside outside, north south, east west, northern southern, eastern western, left right, male female, man woman,
men women, boy girl, father mother, son daughter, brother sister, husband wife, public private, public secret, local foreign,
domestic foreign, legal illegal, lawful unlawful, legitimate illegitimate, possible impossible, likely unlikely, able unable,
true false, right wrong, correct incorrect, real fake, accurate inaccurate, known unknown, voluntary forced, voluntarily forced,
voluntarily order, deliberate accidental, accident attack, intentional accidental, natural artificial, same different, together apart,
remember forget, love hate, like dislike, laugh cry, push pull, hire fire, appoint dismiss, promote demote, expand contract,
advance retreat, attack defend, lift impose, remove impose, add remove, include exclude, connect disconnect, lock unlock,
shut reopen, closed reopen, suspend resume, halt resume, stop continue, stop resume, end continue, cancel confirm, cancel keep, keep drop,
withdraw submit, withdraw deploy, present absent, attend miss, find lose, hide reveal, hide show, conceal reveal, conceal disclose,
majority minority, maximum minimum, profit loss, surplus deficit, cheap expensive, cheaper dearer, fresh rotten, clean dirty, clean contaminated,
solvent insolvent, stable unstable, calm panic, sober drunk, asleep awake, sleep wake, working broken, on off, switch unplug,
comply breach, obey disobey, respect violate, honour breach, protect endanger, save waste, sink float, land take-off, vertical horizontal
"""

_SUFFIXES = (
    ("ies", "y", 3), ("sses", "ss", 2), ("xes", "x", 2), ("ches", "ch", 2), ("shes", "sh", 2), ("ing", "", 4), ("edly", "", 4),
    ("ied", "y", 3), ("ed", "", 3), ("ly", "", 4), ("s", "", 3), ("e", "", 4),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut the endings that English inflection adds; words of one stem mostly mean one thing.

    Light on purpose: the encoder's vectors pair words that a cut would only guess at.
    """
    word = _IRREGULAR.get(word, word)
    for suffix, instead, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least and not word.endswith(("ss", "us", "is")):
            cut = word[: len(word) - len(suffix)] + instead
            if suffix in {"ing", "ed"} and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                cut = cut[:-1]
            return cut[:-1] if len(cut) > 4 and cut.endswith("e") else cut
    return word


_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "died": "die", "dies": "die", "dying": "die",
    "dead": "die", "death": "die", "deaths": "die", "killed": "kill", "killing": "kill", "kills": "kill", "found": "find", "held": "hold",
    "left": "leave", "lost": "lose", "gave": "give", "given": "give", "began": "begin", "begun": "begin", "fell": "fall",
    "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow", "saw": "see", "seen": "see",
    "heard": "hear", "won": "win", "bought": "buy", "sold": "sell", "built": "build", "sent": "send", "paid": "pay", "met": "meet",
    "kept": "keep", "brought": "bring", "caught": "catch", "spoke": "speak", "spoken": "speak", "wrote": "write",
    "written": "write", "shot": "shoot", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose", "drove": "drive",
    "driven": "drive", "flew": "fly", "flown": "fly", "stole": "steal", "stolen": "steal", "sank": "sink", "sunk": "sink",
    "lay": "lie", "lain": "lie", "led": "lead", "ran": "run", "stood": "stand", "struck": "strike", "swept": "sweep", "tore": "tear",
    "wore": "wear", "worn": "wear", "hid": "hide", "hidden": "hide", "forbade": "forbid", "forbidden": "forbid", "withdrew": "withdraw",
    "withdrawn": "withdraw", "laid": "lay", "lives": "life",
}  # fmt: skip
OPPOSITES = frozenset(
    pair
    for entry in _OPPOSITES.replace("\n", " ").split(",")
    if len(both := [stem(w) for w in entry.split()]) == 2
    for pair in ((both[0], both[1]), (both[1], both[0]))
)
"""Pairs of stems, each way round, of which one mostly excludes the other."""
_SHARES = {stem(w): share for share, words in ((0.2, IN_MANY), (0.6, IN_MOST)) for w in words.split()}
_SELDOM = 0.002


def common_share(word: str) -> float:
    """The share of news articles at large that hold the stem, roughly: what a few articles cannot tell."""
    return _SHARES.get(word, _SELDOM)


def words_of(text: str, spans: Sequence[Span], figures: Sequence[Figure], names: frozenset[str]) -> list[Word]:
    """The content words of the spans of `text`, in order.

    Args:
        text: the article's text.
        spans: what to look at.
        figures: the figures that lie in the spans; each is one word.
        names: small-letter words that are names wherever a capital opens them.
    """
    found = [Word(f"#{f.value:.6g}", Kind.FIGURE, *f.span) for f in figures]
    taken = sorted(f.span for f in figures)
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            if any(a <= match.start() < b for a, b in taken):
                continue
            word = _word(match, names)
            if word is not None:
                found.append(word)
    return sorted(found, key=lambda w: (w.start, w.end))


def _word(match: re.Match[str], names: frozenset[str]) -> Word | None:
    shown = match.group().replace("’", "'")
    bare = shown[:-2] if shown.endswith("'s") else shown
    small = bare.lower()
    if any(c.isdigit() for c in small):
        return Word(small, Kind.CODE, *match.span())
    if small in _WHEN:
        return Word(small, Kind.WHEN, *match.span())
    if small in FUNCTION or len(small) < 2:
        return None
    named = shown[0].isupper() and small in names
    return Word(small if named else stem(small), Kind.NAME if named else Kind.PLAIN, *match.span())


def negations(text: str) -> int:
    """How many words of `text` negate."""
    return sum(1 for _ in _NEGATION.finditer(text))


def capitals(text: str) -> tuple[list[str], list[str]]:
    """The words, in small letters, that `text` writes with a capital inside a sentence, and those it writes small."""
    large: list[str] = []
    small: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            small.append(word)
        elif word[0].isupper() and text[max(0, match.start() - 2) : match.start()].strip(" ")[-1:].isalnum():
            large.append(word.lower())
    return large, small
