"""Whether a version credits its words to more people, or to a higher authority, than the one that it follows.

One unnamed person can become "insiders", insiders "officials", officials "the government"; a spokeswoman can become
"specialists". To name the body for which somebody speaks raises nothing, nor does a pronoun, a surname or a role for
the same person, nor an outlet that is credited in the speaker's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from whence.link.units import Unit
from whence.read.act_words import PLAIN
from whence.read.source_phrases import Phrase, parse_phrase
from whence.read.wording import sentence_of
from whence.records import Change, ChangeKind, SourceKind, Span, Spans
from whence.trace.change_words import COMMON, stem

__all__ = ["Weight", "source_changes", "still_names", "weight_of"]


class Weight(IntEnum):
    """How much a source weighs in a reader's eyes: each step up is more people, or a higher authority."""

    nobody = 0
    one = 1
    named = 2
    several = 3
    office = 4
    body = 5
    state = 6


_OFFICES = frozenset(
    """
    official officials authority authorities expert experts specialist specialists scientist scientists investigator
    investigators inspector inspectors regulator regulators minister ministers prosecutor prosecutors
    seismologist seismologists doctor doctors engineer engineers researcher researchers professor professors
    academic academics diplomat diplomats
""".split()
)
_STATE = frozenset("government governments state states administration kremlin cabinet presidency".split())
_VOICES = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b|\brepresentatives?\b|\bpress (?:office|service)")
_LABEL = re.compile(r"\s*([^.!?:\n]{2,70}):\s*[\"“‘']?$")
_INTRODUCED = re.compile(
    r"\b(?:sa(?:y|ys|id)|t(?:ell|ells|old)|writes?|wrote|claim(?:s|ed)?|swears?|swore|found|finds?|report(?:s|ed)|states?"
    r"|stated|show(?:s|ed)|reveal(?:s|ed)?|conclude[sd]?|establish(?:ed|es)?)(?:\s+\w+){0,2}\s*[\"“‘']?$"
)
_SUFFIX = re.compile(r"\s*[-–—|]\s*[A-Z][\w’']*(?: \w+)?\s*")
_CITING = re.compile(r"\b(?:citing|quoting|with reference to)\s+([^,.;:\n“”\"]{3,90})")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    weight: Weight
    phrase: Phrase
    kind: SourceKind
    said: str
    spans: Spans

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words by which the source is named or described."""
        return frozenset(stem(w.lower()) for w in _WORD.findall(self.said) if w.lower() not in COMMON)


def source_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield a source that weighs more than the earlier one and is not the body for which that one speaks."""
    one, two = _named(earlier), _named(later)
    if later.own_voice or one is None or two is None or not two.spans:
        return
    if _is_raised(one, two) and not _credits(two, earlier):
        yield Change(kind=ChangeKind.source_inflated, before=one.spans, after=two.spans)


def still_names(earlier: Unit, later: Unit) -> bool:
    """Whether the later's sentence, beside its content, names the earlier's source or introduces the content as told.

    It catches what reading has missed, so that no lost attribution is claimed where the words still have one.
    """
    if not later.statement.content:
        return False
    sentence = sentence_of(later.article, later.statement.content[0].start)
    before = later.article.text[sentence.start : later.statement.content[0].start]
    after = later.article.text[later.statement.content[-1].end : sentence.end]
    if _is_label(before) or _INTRODUCED.search(before) or _SUFFIX.fullmatch(after):
        return True
    return _names_again(earlier, f"{before} {after}")


def _names_again(earlier: Unit, beside: str) -> bool:
    """Whether some words have a name of the earlier's source, or two of the words that describe it."""
    speaker = earlier.speaker
    said = _WORD.findall(f"{_text(earlier, earlier.statement.source)} {speaker.name if speaker else ''}")
    stems = {stem(w.lower()) for w in _WORD.findall(beside)}
    if len({stem(w.lower()) for w in said if w.lower() not in COMMON} & stems) > 1:
        return True
    if speaker is None or speaker.kind in (SourceKind.unnamed, SourceKind.collective, SourceKind.document):
        return False
    return bool({stem(w.lower()) for w in _WORD.findall(speaker.name) if w[0].isupper()} & stems)


def _is_label(before: str) -> bool:
    """Whether a sentence opens with a source and a colon: "Ministry: …", "She tells them the same: …"."""
    label = _LABEL.match(before)
    if not label:
        return False
    phrase = parse_phrase(label[1])
    return bool(PLAIN.search(label[1].lower())) or phrase.kind in ("pronoun", "name", "person", "body", "outlet")


def weight_of(phrase: Phrase, kind: SourceKind) -> Weight | None:
    """The weight of a source by its wording and kind; None for outlets and documents, which are no speakers."""
    if kind in (SourceKind.outlet, SourceKind.document) or phrase.kind in ("outlet", "document"):
        return None
    if phrase.head in _STATE:
        return Weight.state
    if phrase.joint and not any(word.endswith("s") for word in phrase.words & _OFFICES):
        return Weight.named  # "the doctor and the agent": each of them is told apart
    body = phrase.kind == "body" and not phrase.plural  # "police" is a body, whoever speaks for it
    if (phrase.plural or kind is SourceKind.collective) and not body:
        return Weight.office if phrase.head in _OFFICES or phrase.words & _OFFICES else Weight.several
    if kind is SourceKind.named_organisation or body:
        return Weight.body
    if kind is SourceKind.named_person or phrase.kind == "name":
        return Weight.named
    return Weight.one


def _named(unit: Unit) -> _Named | None:
    """How the version names its source; a pronoun is read as what it stands for, own voice as nobody."""
    if unit.own_voice:
        return _Named(weight=Weight.nobody, phrase=parse_phrase(""), kind=SourceKind.none, said="", spans=())
    spans = unit.statement.source
    speaker = unit.speaker
    if not spans and speaker is None:
        return None
    kind = speaker.kind if speaker else SourceKind.none
    phrase = parse_phrase(_text(unit, spans))
    if phrase.kind in ("pronoun", "unknown") and speaker:
        phrase = parse_phrase(speaker.name)
    weight = weight_of(phrase, kind)
    if weight is None and (cited := _cited(unit)):
        spans, speaker, kind = (cited,), None, SourceKind.none
        phrase = parse_phrase(_text(unit, spans))
        weight = weight_of(phrase, kind)
    described = f" {speaker.name} {speaker.description or ''}" if speaker else ""
    said = _text(unit, spans) + described
    spans = spans or unit.statement.cue
    return None if weight is None else _Named(weight=weight, phrase=phrase, kind=kind, said=said, spans=spans)


def _cited(unit: Unit) -> Span | None:
    """Whom an outlet is said to cite in the sentence in which its report is told."""
    if not unit.statement.cue:
        return None
    sentence = sentence_of(unit.article, unit.statement.cue[0].start)
    match = _CITING.search(unit.article.text, *sentence)
    return Span(*match.span(1)) if match else None


def _text(unit: Unit, spans: Spans) -> str:
    return " ".join(unit.article.text[start:end] for start, end in spans)


def _is_raised(one: _Named, two: _Named) -> bool:
    if two.weight <= max(one.weight, Weight.named) or _is_same_person(one, two):
        return False
    speaker = one.weight is Weight.named or _VOICES.search(one.said.lower()) is not None
    return not (speaker and two.weight is Weight.body)


def _is_same_person(one: _Named, two: _Named) -> bool:
    """Whether the later source, or one of several, bears the name of the earlier."""
    name = frozenset(stem(word.lower()) for word in _WORD.findall(one.phrase.name))
    return one.weight is Weight.named and bool(name) and name <= two.stems


def _credits(two: _Named, earlier: Unit) -> bool:
    """Whether the later source is the outlet of the earlier article, by another name of its kind or a pronoun."""
    outlet = earlier.article.outlet or (earlier.speaker.name if earlier.own_voice and earlier.speaker else "")
    name = frozenset(stem(w.lower()) for w in _WORD.findall(outlet) if w.lower() not in COMMON)
    return bool(name) and name <= two.stems
