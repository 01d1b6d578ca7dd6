"""Which statements an outlet's mention credits: those of its sentence, or those that it leads in or closes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.link.credit_cues import tells
from whence.link.mentions import Mention
from whence.link.tokens import BODY
from whence.records import Act, Article, Form, Span, Spans, Statement
from whence.text.sentences import sentences

__all__ = ["Page", "assigned"]

_BESIDE = 90  # code points beside a name in which its cue stands


class Page:
    """An article's sentences with the statements in them."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        self.article = article
        lines = [b.span for b in article.blocks if b.role in BODY]
        found = [(s, n) for n, line in enumerate(lines) for s in sentences(article.text, *line)]
        self.sentences = [s for s, _ in found]
        self.line = [n for _, n in found]
        self.inside: dict[int, list[Statement]] = defaultdict(list)
        for statement in statements:
            for number in sorted({n for s in _spans(statement) for n in self.numbers(s)}):
                self.inside[number].append(statement)

    def number(self, place: int) -> int:
        """The number of the sentence at a place, or of the last one before it; -1 where there is none."""
        return bisect_right(self.sentences, place, key=lambda s: s.start) - 1

    def numbers(self, span: Span) -> range:
        """The numbers of the sentences that a span touches."""
        return range(max(0, self.number(span.start)), self.number(max(span.start, span.end - 1)) + 1)

    def at(self, span: Span) -> tuple[Statement, ...]:
        """The statements in the sentence at a span."""
        return tuple(self.inside.get(self.number(span.start), ()))

    def beside(self, span: Span) -> tuple[str, str]:
        """What stands before and after a span in its sentence."""
        number = self.number(span.start)
        start, end = self.sentences[number] if number >= 0 else (0, span.end)
        before = self.article.text[max(start, span.start - _BESIDE) : span.start]
        return before, self.article.text[span.end : min(end, span.end + _BESIDE)]

    def said(self, statement: Statement | None) -> list[Span]:
        """The sentences of a statement's content, or all of the article's: what is compared with other articles."""
        if statement is None:
            return self.sentences
        return [self.sentences[n] for n in sorted({n for s in statement.content for n in self.numbers(s)})]


def assigned(
    mentions: Sequence[Mention], statements: Sequence[Statement], page: Page
) -> Mapping[str, tuple[Mention, ...]]:
    """Map statements' ids to the mentions that credit them, nearest first.

    In its sentence a mention credits the nearest statement, and every statement its nearest mention; a statement with
    an addressee only that. A mention alone in its sentence, or in the outlet's own words, leads in what follows in its
    line up to another mention; one in brackets at the line's end closes what stands before. What a source itself says
    credits nobody for that source, but where the outlet is told something in it, or tells it, and no statement stands
    nearer: what the mayor said of "the job sheet published by the Herald" rests on the Herald in part.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[page.number(mention.span.start)].append(mention)
    for number, here in sorted(by_sentence.items()):
        inside = [s for s in page.inside.get(number, ()) if s.act is not Act.refusal]
        for statement, mention in _pairs(inside, here):
            if mention not in found[statement.id]:
                found[statement.id].append(mention)
        if all(s.form is Form.own_voice for s in inside):
            for statement in _led(number, by_sentence, page):
                if not inside or statement.form is not Form.own_voice:
                    found[statement.id].append(here[-1])
    for mention in mentions:
        for statement in _closed(mention, page):
            if not found[statement.id]:
                found[statement.id].append(mention)
    for mention in _left(mentions, found, page):
        for statement in _holding(mention, page):
            found[statement.id].append(mention)
    order = {s.id: s for s in statements}
    return {i: tuple(sorted(some, key=lambda m: (_gap(order[i], m), m.span))) for i, some in found.items() if some}


def _left(mentions: Sequence[Mention], found: Mapping[str, Sequence[Mention]], page: Page) -> list[Mention]:
    """The mentions that credit no statement, of outlets that are told something there or tell it.

    Names of one word, which may be a place's, are none.
    """
    given = {mention.span for some in found.values() for mention in some}
    left = [m for m in mentions if m.span not in given and (" " in m.name or m.name.isupper())]
    return [m for m in left if tells(*page.beside(m.span))]


def _holding(mention: Mention, page: Page) -> list[Statement]:
    """The statement whose content holds a mention most closely, if there is one; what people say aloud holds none."""
    inside = page.inside.get(page.number(mention.span.start), ())
    holding = [s for s in inside if s.form is not Form.direct and _within(mention.span, s.content)]
    return sorted(holding, key=lambda s: (sum(end - start for start, end in s.content), s.id))[:1]


def _pairs(inside: Sequence[Statement], here: Sequence[Mention]) -> list[tuple[Statement, Mention]]:
    """Join the statements and the mentions of one sentence."""
    pairs: list[tuple[Statement, Mention]] = []
    fit = {s.id: [m for m in here if not _says(s, m.span)] for s in inside}
    for statement in inside:
        told = [m for m in fit[statement.id] if _within(m.span, statement.addressee)]
        fit[statement.id] = told or fit[statement.id]
    for mention in here:
        near = [s for s in inside if mention in fit[s.id]]
        least = min((_gap(s, mention) for s in near), default=0)
        pairs += [(s, mention) for s in near if _gap(s, mention) == least]
    for statement in inside:
        if fit[statement.id] and not any(s is statement for s, _ in pairs):
            pairs.append((statement, min(fit[statement.id], key=lambda m: (_gap(statement, m), m.span))))
    return pairs


def _led(number: int, by_sentence: Mapping[int, Sequence[Mention]], page: Page) -> list[Statement]:
    """The statements behind a sentence that only names an outlet, in its line, up to the next mention."""
    found: list[Statement] = []
    for after in range(number + 1, len(page.sentences)):
        if page.line[after] != page.line[number] or after in by_sentence:
            break
        found += [s for s in page.inside.get(after, ()) if s.act is not Act.refusal and s not in found]
    return found


def _closed(mention: Mention, page: Page) -> list[Statement]:
    """The statements of a line that a mention in brackets closes: "... the bridge is shut. (Vesta)"."""
    text, number = page.article.text, page.number(mention.span.start)
    rest = text[mention.span.end : text.find("\n", mention.span.end) % (len(text) + 1)]
    if text[mention.span.start - 1 : mention.span.start] != "(" or rest.strip(" .") != ")":
        return []
    first = number
    while first > 0 and page.line[first - 1] == page.line[number]:
        first -= 1
    return [s for n in range(first, number + 1) for s in page.inside.get(n, ())]


def _within(place: Span, spans: Spans) -> bool:
    """Whether a place lies inside one of the spans."""
    return any(s.start <= place.start and place.end <= s.end for s in spans)


def _says(statement: Statement, place: Span) -> bool:
    """Whether a place lies within what the statement's source says."""
    return statement.form is not Form.own_voice and _within(place, statement.content)


def _spans(statement: Statement) -> Spans:
    return (*statement.content, *statement.cue, *statement.source)


def _gap(statement: Statement, mention: Mention) -> int:
    place = mention.span
    return min((max(0, place.start - s.end, s.start - place.end) for s in _spans(statement)), default=0)
