"""The words of `whence review`: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.words import count

__all__ = ["HELP", "HELP_SHORT"]

HELP = """Decide about the findings of the traced case file CASE, the least certain first.

Each question is answered by one key: y or n, c to correct what was read, m to write a note, s to skip, u to take the
last answer back, q to stop. Answers are read from standard input, a line each, where that is no terminal. Each is
stored at once, and heeded when the collection is traced again: whence trace CASE. None is ever lost: not by a re-run,
nor by a change of the network.

With --decide, one decision is made: ACTION is add, confirm, correct, drop, same, different, merge, split, follows,
follows_not, denies, denies_not or note, and TARGET an id (of an article, for add), or two with .. between them (several
of one side with commas). What add and correct set is named with --set: source (a name, none or own_voice) and kind;
named, content and cue, in words of the article; through, whom the article has it from, the nearest first, with ;
between them; act; hedged and negated, yes or no.

\b
Examples:
  whence review harbour.case
  whence review harbour.case --log
  whence review harbour.case --decide same 4f2a..91c0 --note "Both speak of the second boat."
  whence review harbour.case --decide denies_not 9d1f..4f2a --note "She speaks of another day."
  whence review harbour.case --decide correct 4f2a --set source="Noor Selwyn" --set kind=named_person
  whence review harbour.case --decide correct 4f2a --set "through=Orrany Newswire; The Outer Wire (outlet, citing)"
  whence review harbour.case --export mine.jsonl
  whence review harbour.case --import theirs.jsonl
  whence review harbour.case --corrected marked-in-brat --as Ada
"""
HELP_SHORT = "Decide about what is least certain."
HELP_NAME = "Who decides: a name, by default that of the login."
HELP_LIST = "Print the questions, the least certain first, and ask none."
HELP_LOG = "Print what was decided, by whom and when."
HELP_CONFLICTS = "Print the decisions that cannot be heeded, and why."
HELP_UNDO = "Take back the decision with this id, or one that begins so."
HELP_DECIDE = "Make one decision; see above."
HELP_SET = "What --decide add or correct sets; may be given several times."
HELP_NOTE = "With --decide: why, or the words of a note."
HELP_EXPORT = "Write the log of decisions to FILE, a JSON object a line."
HELP_IMPORT = "Add the decisions of a log that another has written; - is standard input."
HELP_CORRECTED = (
    "Take in what was corrected in brat (.ann) or as UIMA CAS (.xmi, .json): a file or a folder of an export."
)
HELP_JSON = "With --list, --log or --conflicts: print a JSON object a line."

SKIP = "skip"
UNDO = "take the last answer back"
QUIT = "stop"
CORRECT = "correct"
WRITE_NOTE = "note"
NOTE_ASKED = "note: "
AS_IT_IS = "Enter leaves it as it is"
ASKED = {
    "source": "who says so (a name, none or own_voice): ",
    "kind": "what it is (named_person, named_organisation, unnamed, collective, document, outlet): ",
    "named": "the article's words for who says so: ",
    "content": "its words, as they stand in the article: ",
    "cue": "the words that say that it was said: ",
    "through": "through whom, the nearest first, with ; between them: ",
    "act": "what sort (assertion, denial, accusation, belief, intention, order, question, refusal): ",
    "hedged": "hedged (yes, no): ",
    "negated": "negated (yes, no): ",
}
SET_OF_WHAT = "--set goes with --decide add and --decide correct"
DECIDE_OF_WHAT = "--set and --note go with --decide"
ONE_THING = "give one of --list, --log, --conflicts, --undo, --decide, --export, --import and --corrected"
JSON_OF_WHAT = "--json goes with --list, --log or --conflicts"
NO_NAME = "say who decides, with --as NAME: the login has no name here"
NOTHING_LEFT = "nothing is left to ask"
NOTHING_TO_UNDO = "nothing was answered yet; whence review CASE --log names earlier decisions, --undo ID takes one back"
TAKEN_BACK = "taken back"
NO_DECISIONS = "nothing was decided yet"
NO_CONFLICTS = "every decision is heeded"

_QUESTIONS = ("question", "questions")
_DECISIONS = ("decision", "decisions")


def left(number: int) -> str:
    """Say how many questions there are."""
    return f"— {count(number, _QUESTIONS)} left —"


def keys(known: Sequence[str]) -> str:
    """Say which keys mean something."""
    return f"one of the keys {', '.join(known)}, please"


def made(number: int) -> str:
    """Say how many decisions were stored."""
    return f"{count(number, _DECISIONS)} stored; to heed them: whence trace CASE"


def decided(said: str) -> str:
    """Say what was decided."""
    return f"{said}; to heed it: whence trace CASE"


def no_field(given: str, known: Sequence[str]) -> str:
    """Say what --set sets."""
    return f"--set takes NAME=VALUE, with a name of {', '.join(known)}: not {given[:60]!r}"


def no_station(given: str, kinds: Iterable[str], links: Iterable[str]) -> str:
    """Say how a station is written."""
    shape = "NAME (KIND, LINK)"
    return f"{given[:60]!r} is not {shape}, of which KIND is one of {', '.join(kinds)}, and LINK of {', '.join(links)}"


def no_act(given: str, known: Iterable[str]) -> str:
    """Say what acts there are."""
    return f"there is no act {given[:60]!r}; there are {', '.join(known)}"


def no_flag(name: str, given: str) -> str:
    """Say what a flag can be."""
    return f"{name} is yes or no, not {given[:60]!r}"


def undone(said: str) -> str:
    """Say which decision was taken back."""
    return f"taken back: {said}"


def sure(score: float) -> str:
    """Say how sure a finding is."""
    return f"sure to {score:g}"


def written(name: str, number: int) -> str:
    """Say how many decisions were written where."""
    return f"{name}: {count(number, _DECISIONS)}"


def not_read(name: str, why: str) -> str:
    """Say why a log cannot be read."""
    return f"{name} cannot be read: {why}"


def imported(added: int, before: int) -> str:
    """Say how many decisions were added to how many."""
    return f"{count(added, _DECISIONS)} added to {before}; to heed them: whence trace CASE"


def conflicts(number: int) -> str:
    """Say how many decisions cannot be heeded."""
    return f"{count(number, _DECISIONS)} cannot be heeded, or not wholly:"
