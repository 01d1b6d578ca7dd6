"""Sources that stand beside their words without a verb: transcripts, headlines with a colon, "by X's count"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whence.read.clauses import clauses
from whence.read.interviews import Label, labels_of, said
from whence.read.relation import Relation
from whence.read.relays import is_own
from whence.read.source_phrases import parse_phrase
from whence.read.wording import block_of, by_block, sentence_of
from whence.records import Article, Block, Role, Span
from whence.text.signs import holds

__all__ = ["labelled"]

_SPOKEN = frozenset({Role.paragraph, Role.quote})
_TITLES = frozenset({Role.headline, Role.subhead})
_STORY = frozenset({Role.paragraph, Role.quote, Role.caption, Role.subhead})
_LABEL = re.compile(
    r"(?P<who>(?:(?:Dr|Prof|Mr|Ms|Mrs|Miss|Sir|Lady|Gen"
    r"|Col)\.? )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,2}):\s+(?P<what>\S.*)",
    re.DOTALL,
)
_LEAST = 3  # labelled paragraphs that make a transcript
_COLON = re.compile(r"(?P<who>[^:“”\"\n]{2,60}):\s+(?P<what>[^\n]+)")
_DASH = re.compile(r"(?P<what>[^\n]+?)\s[-–—]\s+(?P<who>[^\n:–—]{2,40})\s*$")
_CLOSING_COLON = re.compile(r"(?P<what>[^\n:]+):\s+(?P<who>[^\n:,]{2,40})\s*$")
_UNSAID = re.compile(r"(?:reports?|media reports)$", re.IGNORECASE)
_SHORT = 4  # words of a source in a headline
_SOURCES = frozenset({"person", "body", "outlet", "document"})
_COUNT = (
    r"(?:own )?(?:latest )?(?:count|estimates?|tally|reckoning|figures?|account|calculations?|records|data|version)\b"
)
_OWNER = r"(?P<who>(?:the |an? |its |his |her |their )?[\w’' -]{2,60}?(?:[’']s|s[’']))"
_COUNT_SIGNS = (
    "count", "estimate", "tally", "reckoning", "figure", "calculation", "record", "data", "version",
)  # fmt: skip
_BY_COUNT = re.compile(rf"(?P<lead>(?:,\s+)?\b(?:by|on|going by|in)\s+){_OWNER}\s+(?P<cue>{_COUNT})", re.IGNORECASE)


def labelled(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each label, suffix and count of the story's blocks that no relation has yet."""
    held = by_block(article, (s for r in relations for s in (*r.source, *r.cue, *r.content)))
    spoken = frozenset(_names(article, relations))
    made: list[Relation] = []
    labels = {who: Label() for who in _transcript(article)} | labels_of(article)
    if labels:
        made += _spoken(article, labels)
    for number, block in enumerate(article.blocks):
        if block.role in _TITLES and number not in held:
            made += _title(article, number, block, spoken)
        if block.role in _STORY:
            made += _counts(article, number, block, held.get(number, ()))
    return made


def _names(article: Article, relations: Sequence[Relation]) -> Iterator[str]:
    """The capitalised words of the story's sources: a headline names them by one of these."""
    for relation in relations:
        for span in relation.source:
            if article.blocks and article.blocks[max(0, block_of(article, span.start))].role not in _TITLES:
                yield from re.findall(r"[A-ZÀ-Þ][\w’'-]+", article.text[span.start : span.end])


def _transcript(article: Article) -> frozenset[str]:
    """The labels of a transcript's lines, each the end of a name that the article gives in full; none elsewhere."""
    found = Counter(
        match["who"]
        for block in article.blocks
        if block.role in _SPOKEN and (match := _LABEL.match(article.text, *block.span))
    )
    named = {who for who in found if _is_named(article, who)}
    return frozenset(named) if sum(found[who] for who in named) >= _LEAST else frozenset()


def _is_named(article: Article, who: str) -> bool:
    last = re.escape(who.rsplit(maxsplit=1)[-1])
    return re.search(rf"[A-ZÀ-Þ][\w’'.-]+ {last}\b(?!:)", article.text[:200_000]) is not None


def _spoken(article: Article, labels: Mapping[str, Label]) -> Iterator[Relation]:
    """What is said behind the labels, with further paragraphs up to the next one; questions of the outlet are its own.

    What follows the last label may be the outlet's report again.
    """
    waiting: list[Relation] = []
    answer: Relation | None = None
    for number, block in enumerate(article.blocks):
        if block.role not in _SPOKEN:
            continue
        lines = list(said(article.text, block, tuple(labels)))
        if not lines and answer is not None and article.text[block.span.start] not in "([":
            waiting.append(replace(answer, content=(block.span,), block=number, confidence=0.7))
        for line in lines:
            yield from waiting
            waiting, answer = [], None
            label = labels[article.text[slice(*line.label)]]
            if not label.asks:
                named = (label.name,) if label.name else ()
                answer = Relation(
                    content=(line.content,), source=(line.label,), named=named, block=number, confidence=0.8
                )
                yield answer


def _title(article: Article, number: int, block: Block, spoken: frozenset[str]) -> Iterator[Relation]:
    """A headline's "Ministry: …", "… - Reports" or "…: union"."""
    for shape in (_COLON, _DASH, _CLOSING_COLON):
        match = shape.fullmatch(article.text, *block.span)
        if match is None or not _is_source(article, match["who"].strip(), spoken, first=shape is _COLON):
            continue
        if not _asserts(article.text, Span(*match.span("what"))):
            continue
        who, what = Span(*match.span("who")), Span(*match.span("what"))
        unsaid = bool(_UNSAID.match(match["who"].strip()))
        yield Relation(
            content=(what,),
            cue=(who,) if unsaid else (),
            source=() if unsaid else (who,),
            block=number,
            confidence=0.8,
        )
        return


def _asserts(text: str, span: Span) -> bool:
    """Whether a title's words say something: they have a verb or stand in quotation marks."""
    return text[span.start] in "“\"‘'«" or bool(clauses(text, *span, headline=True))


def _is_source(article: Article, who: str, spoken: frozenset[str], *, first: bool) -> bool:
    """Whether the words name somebody who can speak: a role, a body, a paper, or a name that speaks in the story."""
    if len(who.split()) > _SHORT or is_own(article, who):
        return False
    if not first and re.fullmatch(
        r"(?:reports?|media reports|sources|officials|study|survey|poll)", who, re.IGNORECASE
    ):
        return True
    phrase = parse_phrase(who)
    if phrase.kind == "name":
        return bool(spoken & set(re.findall(r"[A-ZÀ-Þ][\w’'-]+", who)))
    return phrase.kind in _SOURCES and not phrase.joint


def _counts(article: Article, number: int, block: Block, held: Sequence[Span]) -> Iterator[Relation]:
    """A sentence that stands "by the ministry's count"."""
    text = article.text[slice(*block.span)].lower()
    if not ("'s" in text or "’s" in text or "s'" in text or "s’" in text) or not holds(text, _COUNT_SIGNS):
        return
    for match in _BY_COUNT.finditer(article.text, *block.span):
        sentence = sentence_of(article, match.start())
        if any(s.start < sentence.end and sentence.start < s.end for s in held):
            continue
        content = _beside(article.text, sentence, match)
        if content:
            cue, who = Span(*match.span("cue")), Span(*match.span("who"))
            yield Relation(content=(content,), source=(who,), cue=(cue,), block=number, confidence=0.7)


def _beside(text: str, sentence: Span, match: re.Match[str]) -> Span | None:
    """What is counted: the sentence before a closing "by X's count", or behind an opening one."""
    before = text[sentence.start : match.start()].rstrip(" ,")
    after = text[match.end() : sentence.end].strip()
    if len(before.split()) > 2 and not after.strip(' .!”"'):
        return Span(sentence.start, sentence.start + len(before))
    if not before and after.startswith(","):
        start = match.end() + text[match.end() : sentence.end].index(",") + 1
        start += len(text[start : sentence.end]) - len(text[start : sentence.end].lstrip())
        return Span(start, start + len(text[start : sentence.end].rstrip(" .!")))
    return None
