"""What a source says in one act, split into its propositions: "31 died and the road is shut" is two.

A part keeps the source, cue and addressee of its whole; its content, figures and hedging are its own. No parser stands
behind this: a content is cut between sentences, between coordinated clauses that have a subject and a verb each, and
before a participle that tells of an outcome with a figure in it (", killing 31 people").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from whence.read.clauses import clauses
from whence.read.hedges import hedge_spans
from whence.read.statements import statement_id
from whence.read.wording import block_of
from whence.records import Act, Article, Form, Span, Spans, Statement
from whence.text.sentences import sentences

__all__ = ["parts_of"]

_LEAST_LETTERS = 8
_MARKS = "\"'“”‘’«»„"
_EDGE = _MARKS + " \t\n\u00a0,;:–—-"
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_OUTCOME = re.compile(
    r"(?:,\s+|\s+and\s+|\s+and\s+also\s+)(?=(?:[a-z]+ly\s+)?(?:killing|wounding|injuring|leaving|forcing|destroying"
    r"|damaging|cutting|costing|affecting|displacing|bringing|prompting|closing|trapping|burying|infecting)\b)"
)


def parts_of(article: Article, statement: Statement) -> tuple[Statement, ...]:
    """Return the parts of a statement, in the order of its content; none where it holds one proposition.

    Questions and refusals are not split: a question asks for one thing, a refusal says nothing.
    """
    if statement.act in (Act.question, Act.refusal) or statement.form is Form.own_voice:
        return ()
    contents = list(_contents(article.text, statement))
    if len(contents) < 2:
        return ()
    return tuple(_part(article, statement, content) for content in contents)


def _contents(text: str, statement: Statement) -> Iterator[Spans]:
    """Yield the content of each proposition; a sentence that its cue interrupts goes on in the next span."""
    found: list[tuple[Span, ...]] = []
    for span in statement.content:
        first, *rest = _pieces(text, span)
        if found and _goes_on(text, found[-1][-1], first, quoted=statement.form is Form.direct):
            found[-1] = (*found[-1], first)
        else:
            found.append((first,))
        found += [(piece,) for piece in rest]
    yield from found


def _goes_on(text: str, before: Span, after: Span, *, quoted: bool) -> bool:
    """Whether a span continues the sentence of the one before, with words of the article between them."""
    if _STOP.search(text[before.start : before.end]):
        return False
    opening = text[after.start : after.end].lstrip(_EDGE)[:1]
    return not quoted or opening.islower() or _letters(text, before) < _LEAST_LETTERS


def _pieces(text: str, span: Span) -> list[Span]:
    found = [
        outcome
        for sentence in sentences(text, *span)
        for clause in _clauses(text, sentence)
        for outcome in _outcomes(text, clause)
    ]
    return _joined_short(text, found) or [span]


def _clauses(text: str, sentence: Span) -> list[Span]:
    """Cut a sentence before each of its clauses; what stands before the first belongs to it, so no word is lost."""
    found = clauses(text, *sentence)
    if len(found) < 2:
        return [sentence]
    starts = [sentence.start, *(clause.start for clause in found[1:])]
    ends = [*(clause.end for clause in found[:-1]), sentence.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _outcomes(text: str, clause: Span) -> list[Span]:
    """Cut a clause before participles of an outcome that hold a figure."""
    cuts = [m for m in _OUTCOME.finditer(text, *clause) if _has_number(text[m.end() : clause.end])]
    starts = [clause.start, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), clause.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?"
    r"|several|many|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)


def _has_number(text: str) -> bool:
    return _NUMBER.search(text) is not None


def _joined_short(text: str, pieces: list[Span]) -> list[Span]:
    """Join a piece of hardly a word to its neighbour: "Yes. We knew." is one proposition."""
    found: list[Span] = []
    for piece in pieces:
        if found and min(_letters(text, found[-1]), _letters(text, piece)) < _LEAST_LETTERS:
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalpha, text[span.start : span.end]))


def _part(article: Article, whole: Statement, content: Spans) -> Statement:
    return replace(
        whole,
        id=statement_id(article.id, (content, whole.source, whole.cue), whole.form),
        content=content,
        figures=tuple(f for f in whole.figures if _inside(f.span, content)),
        scare=tuple(s for s in whole.scare if _inside(s, content)),
        hedged=whole.hedged and _is_hedged(article.text, whole, content),
        part_of=whole.id,
        block=max(0, block_of(article, content[0].start)),
    )


def _is_hedged(text: str, whole: Statement, content: Spans) -> bool:
    """Whether the hedge of the whole bears on a part: it stands in the part, or in no part at all."""
    hedges = [
        Span(span.start + start, span.start + end)
        for span in whole.content
        for start, end in hedge_spans(text[span.start : span.end])
    ]
    return not hedges or any(_inside(hedge, content) for hedge in hedges)


def _inside(span: Span, content: Spans) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)
