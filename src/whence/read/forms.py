"""Whether a source's words are given as its own, as reported, or both."""

from __future__ import annotations

import re

from whence.read.relation import Relation
from whence.read.scare import is_own_word
from whence.read.wording import home, line_at, quotations_near, role_at, words
from whence.records import Article, Form, Role, Span, Spans
from whence.text.quotes import Quotation, quotations

__all__ = ["form_of", "quoted_part"]

_WORD = re.compile(r"\w[\w'’-]*")
_SPEECH = re.compile(r"\b(?:sa(?:y|ys|id)|t(?:ell|ells|old)|shouted|yelled|asked|replied)\b")
_DIRECT_SHARE = 0.85  # of the words: a run may lose a first or last word to a mark put in the wrong place
_SCARE_WORDS = 1


def form_of(article: Article, relation: Relation) -> Form:
    """Direct where the content lies in quotation marks, mixed where a part of it does, else indirect.

    A block of role quote is direct, and so is what stands behind a speaker's label in an interview. A statement that
    stands, cue and all, inside somebody else's quotation is direct only by the marks inside that quotation. A lone word
    in marks is no quotation of the source, but for the last word behind "said" and what somebody called a thing.
    """
    content = relation.content
    if not content:
        return Form.indirect
    if all(role_at(article, s.start) is Role.quote for s in content):
        return _inside_a_quote_block(article, relation)
    if _behind_a_label(article, relation):
        return Form.direct
    quoted, every = _counts(article, content, _marks(article, relation))
    if every == 0 or quoted == 0:
        return Form.direct if _spoken_inside(article, relation) else Form.indirect
    if quoted >= every * _DIRECT_SHARE:
        return Form.direct
    own = quoted > _SCARE_WORDS or any(is_own_word(article, relation, q) for q in _marks(article, relation))
    return Form.mixed if own else Form.indirect


def _behind_a_label(article: Article, relation: Relation) -> bool:
    """Whether a line of the text gives words behind a label ("MARLOW: We never …"); a headline sums up instead."""
    if relation.cue or not relation.source or role_at(article, relation.content[0].start) is not Role.paragraph:
        return False
    return article.text.startswith(":", relation.source[-1].end)


def _spoken_inside(article: Article, relation: Relation) -> bool:
    """Whether speech stands unmarked in speech: "He told us, go back to work", where a comma does a mark's service."""
    if relation.parent is None or not relation.cue or not _SPEECH.search(words(article, relation.cue)):
        return False
    start = relation.content[0].start
    ends = [s.end for s in relation.cue + relation.addressee if s.end <= start]
    return bool(ends) and article.text[max(ends) : start] in {", ", ": "}


def quoted_part(article: Article, relation: Relation) -> Spans:
    """Return the stretches of the content that stand in quotation marks, without the marks."""
    return _shared(relation.content, [q.inner for q in _marks(article, relation)])


def _inside_a_quote_block(article: Article, relation: Relation) -> Form:
    here = relation.cue and role_at(article, relation.cue[0].start) is Role.quote and relation.parent is not None
    return Form.indirect if here else Form.direct


def _marks(article: Article, relation: Relation) -> list[Quotation]:
    """Return the quotations that can hold this relation's content: none in which its cue stands as well."""
    found: list[Quotation] = []
    cue = home(relation) if relation.cue else None
    seen: set[Span] = set()
    for run in relation.content:
        line = line_at(article, run.start)
        if line in seen:
            continue
        seen.add(line)
        for quotation in quotations_near(article, run.start):
            found += _own(article.text, quotation, cue, run)
    return found


def _own(text: str, quotation: Quotation, cue: Span | None, run: Span) -> list[Quotation]:
    """Return the quotation itself, or, where the cue stands in it too, the quotations inside it."""
    outer = quotation.outer
    if outer.end <= run.start and not quotation.closed:
        return []
    holds_cue = cue is not None and outer.start <= cue.start and cue.end <= outer.end
    if not holds_cue:
        return [quotation]
    return quotations(text, quotation.inner.start, quotation.inner.end)


def _counts(article: Article, content: Spans, marks: list[Quotation]) -> tuple[int, int]:
    """How many words of the content stand in marks, and how many there are."""
    inner = _shared(content, [q.inner for q in marks])
    return _words(article.text, inner), _words(article.text, content)


def _words(text: str, spans: Spans) -> int:
    return sum(len(_WORD.findall(text, s.start, s.end)) for s in spans)


def _shared(content: Spans, inner: list[Span]) -> Spans:
    return tuple(
        Span(max(run.start, q.start), min(run.end, q.end))
        for run in content
        for q in inner
        if max(run.start, q.start) < min(run.end, q.end)
    )
