"""What a source is presented as doing with the content, and whether the cue is negated.

Rules read the cue with its auxiliaries, its object, and the first words of the content. Where they are certain they
win; where the cue is a plain "said", the network's probabilities decide if there are any.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from whence.read.act_words import (
    ACCUSATION,
    BELIEF,
    DENIAL,
    DENIAL_NOUNS,
    DISCLOSE,
    INTENTION,
    NEGATION,
    NO_ANSWER,
    ORDER,
    PLAIN,
    QUESTION,
    UNKNOWN,
    CuePattern,
)
from whence.read.relation import Relation
from whence.read.wording import after, before, hull, plain, words
from whence.records import Act, Article
from whence.text.signs import holds

__all__ = ["act_of"]

_AUXILIARIES = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|would|will|could|can|is|are|was|were|be|been|should|must|might|may|ca"
    r"|wo)(?:n't| not)?"
    r"|\bn't|\bnot|\bnever|\bno longer|\bneither|\b(?:declin|refus)(?:ed|es|ing|e)(?: to)?|\b(?:repeatedly"
    r"|immediately|also|again|still|yet|ever)) *$"
)
_BUT_NOT = re.compile(r",? (?:but|though|if|while) (?:\w+ )?not\b.*$")
_NOBODY = re.compile(r"^(?:nobody|no[ -]one|none|neither|no (?!doubt)\w+)\b")
_QUESTION_WORD = re.compile(
    r"(?:about |on |for |of |as to |regarding )?(?:whether|if|who|whom|whose|what|when|where|why|how|which"
    r"|anything|more|any further|further)\b"
)
_TO_DO = re.compile(r"(?:not |never )?to (?!be\b|have\b|the\b|a\b|an\b|his\b|her\b|their\b|its\b)[a-z]+")
_CHARGE = re.compile(r"(?:of|for|with|as) \w+ing\b")
_BY_WILL = re.compile(
    r"^(?:that )?[^,.;:]{1,70}?(?:'ll| will| would| shall| is to| are to|'d like to| would like to"
    r"| (?:is|are|was|were)(?: not)? going to)(?: now| also| soon| then| still)?"
    r"(?!n't| now\b| also\b| soon\b| then\b| still\b| be\b| have\b| not\b| never\b| rise\b| fall\b| stay\b"
    r"| remain\b| take\b| cost\b| become\b| need\b| happen\b| continue\b)"
)
_PLANS = re.compile(
    r"^(?:that )?(?:he|she|it|they|we|i|the \w+) (?:plan|plans|planned|intends?|intended|wants?|hopes?) to\b"
)
_WILL_BE_DONE = re.compile(
    r"\b(?:will|would|shall|is to|are to) (?:be (?:paid|provided|published|held|punished|compensated|prosecuted"
    r"|treated|released|given"
    r"|investigated|restored|rebuilt|repaired|reopened|answered|brought)|receive|resume|reopen|publish|pay|provide)\b"
)
# Every match of `_BY_WILL` and of `_WILL_BE_DONE` holds one of these.
_WILL_SIGNS = ("will", "would", "shall", "'ll", "is to", "are to", "'d like to", " going to")
_DENIED = re.compile(
    r"\b(?:(?:is|was|are|were|be)(?:n't| not) (?:true|correct|accurate|the case|so)|untrue|unfounded|baseless"
    r"|groundless|without (?:any )?foundation"
    r"|no truth (?:in|to)|fabricat\w+|nonsense|a (?:pack of )?lies?\b|false(?! alarm)|not responsible"
    r"|had nothing to do with|innocent"
    r"|not involved|no knowledge of|did not (?:recogni[sz]e|know of)|had not been (?:told|informed|warned))\b"
)
# Every match of it holds one of these.
_DENIED_SIGNS = (
    "true", "correct", "accurate", "not the case", "n't the case", "not so", "n't so", "unfounded", "baseless",
    "groundless", "without ", "truth", "fabricat", "nonsense", "lie", "false", "not responsible",
    "had nothing to do with", "innocent", "not involved", "no knowledge of", "did not ", "had not been ",
)  # fmt: skip
_NOTHING = re.compile(
    r"^(?:that )?(?:no (?!doubt|later|more than|fewer|less|longer|matter|time)\w+|none\b|nothing\b|not (?:one"
    r"|a single)\b|never\b|neither\b|there (?:is|was|are|were|had been|has been|have been) "
    r"(?:no|not|never)\b|(?:its|his|her|their|our|my) [\w' -]{2,40} (?:had|has|have|did|does|do|was|were|is"
    r"|are)(?:n't| not| never)\b"
    r"|(?:he|she|it|they|we|i) (?:had|has|have|did|does|do|was|were|is|are|'d|'ve)?(?:n't| not| never)\b(?! (?:see"
    r"|know|hear|remember|want|expect|sure|certain|clear|believe|think)))"
)
_NO_OBJECT = re.compile(
    r"^[^,;]{3,80}?\b(?:none|nothing|no (?!one\b|longer|doubt|matter|time|more|later|idea|means)\w+)\b"
)
_WILL_NOT_TELL = re.compile(
    r"^(?:that )?(?:we|i|he|she|it|they|the \w+) (?:do|does|did|will|would|can|could|wo|ca)(?:n't| not|not) (?:be )?"
    r"(?:answer|comment|discuss|respond|speculat|talk about|giv(?:e|ing) interviews)"
)
_NOTHING_ABOUT = re.compile(r"(?:nothing|not a word|little) (?:about|on|more)\b")
_TO_SPEAK = re.compile(r"to (?:speak|talk|comment|answer|reply)(?: (?:to|with) [\w' ]{1,30})?")
_IMPERATIVE = re.compile(
    r"^(?:please |just |now )?(?:stop|go|stay|leave|get|finish|come|wait|keep|put|take|look|listen|let|call"
    r"|evacuate|run|move|hold|bring|give"
    r"|tell|shut|close|open|return|avoid|remain|help|send|stand|be|do not|don't|never)\b(?! (?:was|is|were|are|has"
    r"|had)\b)"
)
_PLANNED = re.compile(
    r"^(?:an? |the (?:creation|constitution|formation|launch|construction|opening|closure|introduction|start"
    r"|end)\b)(?!.{0,40}\b(?:has|have|had|was|were|is|are|did)\b)"
)
_FIRM = CuePattern(
    r"\b(?:insist|maintain|stress|emphasi[sz]|underlin|repeat|reiterat|counter|retort|hit back|swore|swear)"
)
_BLAME = re.compile(
    r"\b(?:to blame|(?:was|were|is|are|being) (?:responsible for|behind|guilty of)|at fault|at the hands of"
    r"|deliberately|covered up|cover-up|on purpose"
    r"|lied|lying|misled|stole|bombed|war crimes?|massacre[ds]?|murdered|atrocit(?:y|ies))\b"
)
# Every match of it holds one of these.
_BLAME_SIGNS = (
    "blame", "responsible", "behind", "guilty", "fault", "hands of", "deliberately", "cover", "purpose", "lied",
    "lying", "misled", "stole", "bombed", "war crime", "massacre", "murdered", "atrocit",
)  # fmt: skip
_VIEW = re.compile(
    r"^(?:that )?(?:i|we) (?:think|believe|suspect|expect|fear|feel|hope|guess|reckon|suppose|doubt|assume)\b"
    r"|\bin (?:my|our|his|her) (?:view|opinion)\b"
)
_GUESS = re.compile(
    r"\b(?:may|might|could|must) (?:well )?have (?:been )?(?!to\b)\w+(?:ed|en|un|wn|ck)\b|\bplausible\b"
)
_UNABLE = CuePattern(
    r"\b(?:ca(?:n|nnot|n't)|could|cannot|am|'m|is|are|was|were)\b(?! not going)(?!(?: not|n't) (?:printing"
    r"|publishing|naming|releasing|disclosing|commenting|discussing|answering))"
)
_SAYS_LAST = CuePattern(r"\bsa(?:y|ys|id|ying)$")
_WISHES_NOT = CuePattern(r"\b(?:not|n't) (?:wish|want|care)$")
_REFUSES = CuePattern(r"\b(?:declin|refus)(?:e[sd]?|ing)\b")
_WILL_NOT = CuePattern(r"\b(?:would|will|wo)(?: not|n't|n not)$")
_NEVER = CuePattern(r"\bnever\b")
_ACCEPTS = CuePattern(r"\b(?:accept|acknowledg|admit|recogni[sz]e)")
_CHARGES = CuePattern(r"\bcharg(?:e|es|ed|ing)\b")
_ASKS = CuePattern(r"\bask(?:s|ed|ing)?\b")
_WANTS_TO_KNOW = CuePattern(r"\bwant(?:s|ed)?\b.* to know\b")
_ABOUT = CuePattern(r"\b(?:whether|if|about)\b")
_REQUESTS = CuePattern(r"\b(?:for|to|that|not to)$")
_WAS_ASKED = CuePattern(r"\b(?:was|were|been|is|are|when|if)? ?asked$")
_WARNS = CuePattern(r"\bwarn(?:s|ed|ing)?\b")
_TELLS = CuePattern(r"\b(?:tells?|told|telling|taught|reminded)\b")
_CALLS = CuePattern(r"\bcall(?:s|ed|ing)?\b")
_CALLS_FOR = CuePattern(r"\b(?:for|on|upon)\b")
_ASSURES = CuePattern(r"\bassur|guarantee")
_ANNOUNCES = CuePattern(r"\bannounc")
_CERTAIN = 0.9  # of the network's probability, to overrule a rule's guess


class _Reading(NamedTuple):
    act: Act
    certain: bool


class _View(NamedTuple):
    """The words that rules look at, all plain: the cue with what belongs to it, and what stands round it."""

    cue: str
    source: str
    addressee: str
    content: str
    rest: str
    runs: str
    asks: bool
    negated: bool


def act_of(article: Article, relation: Relation) -> tuple[Act, bool]:
    """Return the act, and whether the cue is negated ("did not say", "nobody has claimed")."""
    view = _view(article, relation)
    reading = _read(view)
    if not reading.certain and relation.acts:
        best = max(range(len(relation.acts)), key=lambda i: relation.acts[i])
        if best < len(Act) and relation.acts[best] >= _CERTAIN:
            reading = _Reading(list(Act)[best], False)
    return reading.act, view.negated


def _view(article: Article, relation: Relation) -> _View:
    content = words(article, relation.content).strip("\"' ")
    cue = words(article, relation.cue)
    source = words(article, relation.source)
    cue = _BUT_NOT.sub("", cue) if " not" in cue else cue
    end = hull(relation.content).end
    tail = after(article, end, 3).lstrip("\"'")
    rest = ""
    if relation.cue:
        cue = _with_auxiliaries(article, relation, cue)
        rest = plain(after(article, relation.cue[-1].end, 60)).strip(" ,:\"'")
    asks = content.endswith("?") or tail.startswith("?")
    negated = (
        bool(NEGATION.search(cue))
        or bool(_NOBODY.match(source))
        or content in {"nobody", "no one", "no-one", "no side"}
    )
    return _View(
        cue,
        source,
        words(article, relation.addressee),
        content,
        rest,
        "|".join(["", *(words(article, (s,)) for s in relation.content)]),
        asks,
        negated,
    )


def _with_auxiliaries(article: Article, relation: Relation, cue: str) -> str:
    """Return the cue with the auxiliaries and negation that stand straight before it, where its span left them out."""
    place = relation.cue[0].start
    taken = [
        s.end for spans in (relation.source, relation.content, relation.addressee) for s in spans if s.end <= place
    ]
    room = min(40, place - max(taken, default=0))
    left = plain(before(article, place, room)).rstrip()
    found = ""
    for _ in range(4):
        match = _AUXILIARIES.search(left)
        if match is None:
            break
        found = left[match.start() :].strip() + " " + found
        left = left[: match.start()].rstrip()
    return (found + cue).strip()


def _read(view: _View) -> _Reading:
    for rule in (_refusal, _denial, _accusation, _question, _order, _intention, _belief):
        reading = rule(view)
        if reading is not None:
            return reading
    return _by_content(view)


def _refusal(view: _View) -> _Reading | None:
    if _WILL_NOT_TELL.match(view.content) and (PLAIN.search(view.cue) or not view.cue):
        return _Reading(Act.refusal, True)
    if _NOTHING_ABOUT.match(view.content) and _SAYS_LAST.search(view.cue):
        return _Reading(Act.refusal, True)
    if _TO_SPEAK.fullmatch(view.content) and _WISHES_NOT.search(view.cue):
        return _Reading(Act.refusal, True)
    if NO_ANSWER.search(view.cue) or (not view.cue and NO_ANSWER.match(view.content)):
        return _Reading(Act.refusal, True)
    found = DISCLOSE.search(view.cue)
    if _REFUSES.search(view.cue):
        return _Reading(Act.refusal, True)
    if not view.negated:
        return None
    if _WILL_NOT.search(view.cue):
        return _Reading(Act.refusal, True)
    if found is None or _UNABLE.search(view.cue):
        return None
    return _silence(view, found.group())


def _silence(view: _View, verb: str) -> _Reading | None:
    """Read a negated verb of telling: silence about a question ("did not say why"), else a report."""
    if not re.match(r"(?:sa(?:y|ys|id)|tell|told|swear)", verb):
        return _Reading(Act.refusal, True)
    unsaid = _QUESTION_WORD.match(view.content) or (not view.content and not _NOBODY.match(view.source))
    if unsaid or (_QUESTION_WORD.match(view.rest) and not view.content):
        return _Reading(Act.refusal, True)
    if _NEVER.search(view.cue) and re.match(r"(?:i|we|he|she|they|it)\b", view.source):
        return _Reading(Act.denial, False)
    return _Reading(Act.assertion, False)


def _denial(view: _View) -> _Reading | None:
    if DENIAL.search(view.cue):
        return _Reading(Act.denial, True)
    if DENIAL_NOUNS.search(view.cue) and re.search(
        r"\b(?:account|claim|allegation|accusation|report|charge|suggestion|version|rumou?r|count|idea|notion|it"
        r"|that|this)s?\b",
        view.content + " " + view.rest,
    ):
        return _Reading(Act.denial, True)
    if view.negated and _ACCEPTS.search(view.cue):
        return _Reading(Act.denial, True)
    return None


def _accusation(view: _View) -> _Reading | None:
    if ACCUSATION.search(view.cue):
        return _Reading(Act.accusation, True)
    if _CHARGES.search(view.cue) and (" with" in view.cue or _CHARGE.match(view.content)):
        return _Reading(Act.accusation, True)
    if view.content in {"blame", "the blame"}:
        return _Reading(Act.accusation, True)
    return None


def _question(view: _View) -> _Reading | None:
    if _ASKS.search(view.cue):
        return _asked(view)
    if QUESTION.search(view.cue) or (_WANTS_TO_KNOW.search(view.cue) and "people" not in view.addressee):
        return _Reading(Act.question, True)
    if view.asks and PLAIN.search(view.cue) and view.content.count(".") == 0:
        return _Reading(Act.question, True)
    return None


def _asked(view: _View) -> _Reading | None:
    """Read "Asked" with a question is a question, with "to", "for" or "not to" a request."""
    if re.search(r"\|(?:not )?to \w", view.runs):
        return _Reading(Act.order, True)
    if view.asks or _QUESTION_WORD.match(view.content) or _ABOUT.search(view.cue) or re.match(r"about\b", view.content):
        return _Reading(Act.question, True)
    if re.match(r"(?:for\b|that\b|not\b|to\b|of\b)", view.content) or _REQUESTS.search(view.cue):
        return _Reading(Act.order, True)
    passive = _WAS_ASKED.search(view.cue) and not view.source
    return _Reading(Act.question if passive else Act.order, False)


def _order(view: _View) -> _Reading | None:
    if ORDER.search(view.cue):
        return _Reading(Act.order, True)
    if _WARNS.search(view.cue):
        against = re.match(r"(?:against|not to|to)\b", view.content) or view.cue.endswith(("against", "not to"))
        return _Reading(Act.order, True) if against else None
    if _TELLS.search(view.cue):
        if _TO_DO.match(view.content):
            return _Reading(Act.order, True)
        if _IMPERATIVE.match(view.content) and view.addressee:
            return _Reading(Act.order, True)
        if re.search(r"^(?:that )?\w+(?: \w+)? (?:should|must|had to|have to|ought to|needed to)\b", view.content):
            return _Reading(Act.order, True)
    if _CALLS.search(view.cue):
        wanted = _CALLS_FOR.search(view.cue) or re.match(r"(?:for|on|upon|to)\b", view.content)
        return _Reading(Act.order, True) if wanted else None
    return None


def _intention(view: _View) -> _Reading | None:
    if INTENTION.search(view.cue):
        return _Reading(Act.intention, True)
    if _ASSURES.search(view.cue) and re.search(r"\b(?:will|would|shall)\b", view.content):
        return _Reading(Act.intention, True)
    return None


def _belief(view: _View) -> _Reading | None:
    if BELIEF.search(view.cue) or (view.negated and UNKNOWN.search(view.cue)):
        return _Reading(Act.belief, True)
    return _Reading(Act.belief, False) if re.fullmatch(r"sees?", view.cue) else None


def _by_content(view: _View) -> _Reading:
    """Read what the content of a plain cue makes of it; always a guess."""
    content = view.content
    if view.asks and content.count(".") == 0 and not view.cue:
        return _Reading(Act.question, False)
    if _denies(view):
        return _Reading(Act.denial, False)
    if holds(content, _BLAME_SIGNS) and _BLAME.search(content[:120]):
        return _Reading(Act.accusation, False)
    if _IMPERATIVE.match(content) and not view.negated:
        return _Reading(Act.order, False)
    if _ANNOUNCES.search(view.cue) and _PLANNED.match(content):
        return _Reading(Act.intention, False)
    if holds(content, _WILL_SIGNS) and (_BY_WILL.match(content) or _WILL_BE_DONE.search(content[:120])):
        return _Reading(Act.intention, False)
    if _PLANS.match(content):
        return _Reading(Act.intention, False)
    guess = ("have " in content or "plausible" in content) and _GUESS.search(content[:160])
    if _VIEW.search(content[:80]) or (guess and PLAIN.search(view.cue)):
        return _Reading(Act.belief, False)
    return _Reading(Act.assertion, False)


def _denies(view: _View) -> bool:
    """Whether plain words of a source deny: they call something untrue, or begin with a nought."""
    if view.cue and not PLAIN.search(view.cue) and not _FIRM.search(view.cue):
        return False
    content = view.content
    if (
        (holds(content, _DENIED_SIGNS) and _DENIED.search(content[:200]))
        or _NOTHING.match(content)
        or _NO_OBJECT.match(content[:120])
    ):
        return True
    return bool(_FIRM.search(view.cue) and re.search(r"\b(?:no|not|nothing|none|never|only)\b|n't\b", content[:80]))
