"""The words of reviewing: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from whence.records import Decision
from whence.review.action import Action
from whence.review.anchors import Anchor, StatementAnchor, sides_of
from whence.text.shown import harmless

__all__ = ["ACTIONS", "said"]

ACTIONS: Mapping[Action, str] = {
    Action.add: "added: a statement",
    Action.confirm: "confirmed",
    Action.correct: "corrected",
    Action.drop: "taken out: not a statement",
    Action.same: "one claim",
    Action.different: "two claims",
    Action.merge: "one source",
    Action.split_: "two sources",
    Action.follows: "follows it",
    Action.follows_not: "does not follow it",
    Action.denies: "denies it",
    Action.denies_not: "neither denies the other",
    Action.note: "note",
    Action.undo: "taken back",
}
"""What was decided, as one word or two say it."""


def said(decision: Decision) -> str:
    """Say in one line what was decided, about which words, by whom and why."""
    known = {action.value: text for action, text in ACTIONS.items()}
    sides = [" · ".join(map(_short, side)) for side in sides_of(decision.anchor)]
    if decision.action == Action.add:
        sides = [f"“{_cut(harmless(' … '.join(added_words(decision))))}”", *sides]
    about = " | ".join(sides) or decision.target
    why = f" ({' '.join(decision.note.split())})" if decision.note else ""
    return f"{known.get(decision.action, decision.action)}: {about} — {decision.by}{why}"


def added_words(decision: Decision) -> tuple[str, ...]:
    """Return the words of the statement that a decision adds."""
    try:
        return msgspec.json.decode(decision.value, type=_Added).content.words
    except msgspec.MsgspecError:
        return ()


class _Content(msgspec.Struct):
    words: tuple[str, ...] = ()


class _Added(msgspec.Struct):
    content: _Content = msgspec.field(default_factory=_Content)


def _short(anchor: Anchor) -> str:
    if isinstance(anchor, StatementAnchor):
        return f"“{_cut(' '.join(' … '.join(anchor.words).strip(_MARKS).split()))}”"
    return _cut(anchor.name)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


_MARKS = '“”"«»'
_LONG = 80
"""Characters of a statement's words that are enough to know it by."""

# --- what cannot be decided -----------------------------------------------------------------------------------------

NO_NAME = "say who decides: a name of at most 200 characters"
NO_NOTE = "a note needs words"
NO_VALUE = "say what is to be corrected"
WRONG_TIME = "a decision's time is ISO 8601, such as 2027-03-05T10:30:00Z"
LONG_NOTE = "a note has at most 10,000 characters"
ONE_STATEMENT = "name one statement"
TWO_SIDES = "name two, with .. between them"
TWICE = "the same stands on both sides"
ONE_ARTICLE = "both stand in one article: a statement follows one of another article"
WHOLE_ONLY = "this is a part of a statement: what is said can be corrected for the whole statement only"
NO_SUCH_STEP = "there is no step between these two to confirm; say that one follows the other"
UNDONE_ALREADY = "this is taken back already"
NO_SPEAKER = "write the name of who says so, or choose that no source is given"
NO_WORDS = "say which words of the article are the statement"
NOBODY_NAMED = "nobody is said to say so yet: name who does, and then the words of the article that name them"


def nothing(given: str, kinds: str) -> str:
    """Say that nothing of these kinds has this id."""
    return f"nothing in the case file that could be decided so has the id {given[:60]!r} (expected: {kinds})"


def several(given: str, found: str) -> str:
    """Say which records an id's beginning fits."""
    return f"{given[:60]!r} begins several ids: {found}; give more of one"


def no_decision(given: str) -> str:
    """Say that the log holds no such decision."""
    return f"the log holds no decision {given[:60]!r}; whence review CASE --log names them"


def no_action(given: str) -> str:
    """Say what can be done."""
    return f"{given[:60]!r} is nothing to decide; there are {', '.join(Action)}"


def wrong_value(name: str) -> str:
    """Say that what is set cannot mean anything."""
    return f"what {name[:60]!r} is set to means nothing; docs/review.md says what it can be"


def words_not_there(piece: str) -> str:
    """Say that words do not stand in an article so."""
    return f"“{harmless(piece)[:80]}” does not stand in the article in these words"


def outside(name: str) -> str:
    """Say that spans do not lie in the article's text."""
    return f"the spans of {name!r} do not stand in the article's text, in order and apart from each other"


# --- why a decision is not heeded -----------------------------------------------------------------------------------

NO_ARTICLE = "its article is not in this collection"
WORDS_GONE = "its words no longer stand in the article"
NOT_FOUND = "no statement of its article has at least half of its words now"
DROPPED = "its statement was taken out by a person"
NO_SOURCE_THERE = "no source of its article has its name now"
NOTHING_SAID = "its statement says nothing that could be a claim: a refusal to comment"
NOW_ONE = "what it tells apart or puts together is one and the same now"
NOT_UNDERSTOOD = "this whence does not understand it"
NOTHING_TO_UNDO = "the decision that it takes back is not in this log"
PLACES_GONE = "the words that it sets no longer stand in the article"


def overruled(action: str, by: str, at: str) -> str:
    """Say that a later decision says otherwise."""
    return f"a later decision says otherwise: {action} by {by}, {at}"


def overruled_in_claims(action: str, by: str, at: str) -> str:
    """Say that a later decision says otherwise of the same two claims, by other statements of them."""
    return f"a later decision says otherwise, by other statements of the same two claims: {action} by {by}, {at}"


# --- logs -----------------------------------------------------------------------------------------------------------


def no_decision_line(number: int) -> str:
    """Say that a line of a log is no decision."""
    return f"line {number} is no decision: a log is what whence review CASE --export FILE writes"


def changed_line(number: int) -> str:
    """Say that a decision of a log was changed."""
    return f"the decision of line {number} does not fit its id: it was changed"


def nothing_added(why: str) -> str:
    """Say that a log was not taken in, and why."""
    return f"{why}; nothing was added"


# --- questions ------------------------------------------------------------------------------------------------------

QUESTIONS: Mapping[str, str] = {
    "step": "Does the first follow the second, as whence has inferred from wording and time?",
    "claim": "Do both say the same thing?",
    "near": "Do both say the same thing? They are two claims here, and nearly were one.",
    "denial": "Does the claim of the first deny that of the second, as whence has inferred from wording?",
    "source": "Are these the same people? Neither article names them.",
    "statement": "Is this a statement, and is it rightly read who says so?",
}
ANSWERS: Mapping[tuple[str, str], str] = {
    ("step", "y"): "yes, it follows it",
    ("step", "n"): "no, it does not",
    ("claim", "y"): "yes, one claim",
    ("claim", "n"): "no, two claims",
    ("near", "y"): "yes, one claim",
    ("near", "n"): "no, two claims",
    ("denial", "y"): "yes, it denies it",
    ("denial", "n"): "no, neither denies the other",
    ("source", "y"): "yes, one source",
    ("source", "n"): "no, two sources",
    ("statement", "y"): "yes, rightly read",
    ("statement", "n"): "no, not a statement",
}
