"""Interviews printed as questions and answers: who each label is ("PH:", "MARLOW:", "A:"), and who only asks.

A label is known by the article's own words: initials and surnames by the full names in its headline, introduction and
captions, the interviewer by the byline or by the word. Nobody is guessed: of two names that fit, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.read.lexicon_bodies import ORGANISATION_NOUNS, plain
from whence.read.lexicon_people import HONORIFICS
from whence.read.names import fold, initials, name_words, split_title
from whence.records import Article, Block, Role, Span

__all__ = ["Label", "Said", "labels_of", "said"]

_LINES = frozenset({Role.paragraph, Role.quote})
_TOLD_BY = frozenset({Role.headline, Role.subhead, Role.caption, Role.paragraph, Role.quote})
_LABEL = re.compile(
    r"(?P<who>[A-ZÀ-Þ](?:\.?[A-ZÀ-Þ]){0,4}\.?"
    r"|(?:(?:Dr|Prof|Mr|Ms|Mrs|Miss|Sir|Lady|Gen|Col)\.? )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,2}):\s+(?=\S)"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*\.?(?: (?:(?:de|da|van|von|der|den|di|del|la|bin|al) )*[A-ZÀ-Þ][\w’'-]*\.?){1,4}")
_POSSESSIVE = re.compile(r"[’']s$")
_INSIDE = re.compile(r"[.?!…”\"’)]\s(?P<who>A|Answer|ANSWER):\s+(?=\S)")  # behind its question, in one line
_ASKS = frozenset({"Q", "Question", "Interviewer", "QUESTION", "INTERVIEWER"})
_ANSWERS = frozenset({"A", "Answer", "ANSWER"})
_LEAST = 3  # labelled lines that make an interview
_LONGEST = 20_000  # characters of headline, introduction and captions in which names are sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Whose words stand behind a label. `asks`: the outlet's own; else `name` is where the article names the person."""

    asks: bool = False
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The words behind a label, up to the next one: where the label stands, and where the words do."""

    label: Span
    content: Span


def labels_of(article: Article) -> dict[str, Label]:
    """Return the labels of an interview: initials, names, or the words for question and answer; none elsewhere."""
    found = [
        (number, match["who"])
        for number, block in enumerate(article.blocks)
        if block.role in _LINES and (match := _LABEL.match(article.text, *block.span))
    ]
    if len(found) < _LEAST:
        return {}
    lines = {number for number, _ in found}
    inside = (_INSIDE.finditer(article.text, *article.blocks[number].span) for number in sorted(lines))
    found += [(found[0][0], match["who"]) for some in inside for match in some]
    people = _people(article, lines, found[0][0])
    known: dict[str, Label] = {}
    for _, who in found:
        label = None if who in known else _label(article, who, people)
        if label is not None:
            known[who] = label
    asked = any(label.asks for label in known.values())
    known = {who: label for who, label in known.items() if asked or who not in _ANSWERS}
    count = sum(who in known for _, who in found)
    return known if count >= _LEAST and any(not label.asks for label in known.values()) else {}


def said(text: str, block: Block, labels: Sequence[str]) -> Iterator[Said]:
    """Yield what stands behind each of some labels in a line, which may hold a question with its answer."""
    either = "|".join(re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label)))
    opened = re.compile(rf"(?:(?<=[.?!…”\"’)]\s)|(?<![^\n]))(?P<who>{either}):\s+(?=\S)")
    marks = list(opened.finditer(text, *block.span))
    if not marks or marks[0].start() != block.span.start:
        return
    ends = [*(mark.start() for mark in marks[1:]), block.span.end]
    for mark, end in zip(marks, ends, strict=True):
        words = text[mark.end() : end].rstrip()
        if words:
            yield Said(Span(*mark.span("who")), Span(mark.end(), mark.end() + len(words)))


def _label(article: Article, who: str, people: Sequence[tuple[str, Span]]) -> Label | None:
    if who in _ASKS:
        return Label(asks=True)
    writers = [*article.authors, *([article.outlet] if article.outlet else [])]
    if any(_is(who, writer) for writer in writers):
        return Label(asks=True)
    others = [(name, span) for name, span in people if not any(fold(name) == fold(writer) for writer in writers)]
    fitting = others if who in _ANSWERS else [(name, span) for name, span in others if _is(who, name)]
    different = {name_words(name) for name, _ in fitting}
    return Label(name=fitting[0][1]) if len(different) == 1 else None


def _is(who: str, name: str) -> bool:
    """Whether a label is a name's initials, its end, or all of it."""
    words = split_title(name_words(name))[1]
    letters = who.replace(".", "")
    if len(letters) > 1 and letters.isupper() and len(words) > 1 and letters == initials(" ".join(words)):
        return True
    mine = split_title(name_words(who))[1]
    return len(who) > 1 and 0 < len(mine) <= len(words) and words[-len(mine) :] == mine


def _people(article: Article, lines: set[int], first: int) -> list[tuple[str, Span]]:
    """The full names of people in the headline, the introduction and the captions, with the places of each."""
    found: list[tuple[str, Span]] = []
    read = 0
    for number, block in enumerate(article.blocks):
        inside = block.role in _TOLD_BY and number not in lines
        if not inside or (block.role in _LINES and number > first) or read > _LONGEST:
            continue
        read += block.span.end - block.span.start
        for match in _NAME.finditer(article.text, *block.span):
            words = _POSSESSIVE.sub("", match[0]).rstrip(".").split(" ")
            start = match.start()
            while len(words) > 2 and words[0].rstrip(".").lower() in HONORIFICS:
                start += len(words.pop(0)) + 1
            name = " ".join(words)
            if not any(plain(fold(word), ORGANISATION_NOUNS) for word in words) and len(words) > 1:
                found.append((name, Span(start, start + len(name))))
    return found
