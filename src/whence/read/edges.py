"""Mend the edges of what the network found: a verb left outside its cue, a phrase or a name cut in two.

A tagger decides word by word, and some of its spans end where no phrase can: "could | not confirm the report", "the
course of |", "the Harbour | Courier". What the grammar of closed-class words forbids is put right here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whence.read.relation import Relation
from whence.read.verbs import VerbForm, verb_forms
from whence.records import Span, Spans

__all__ = ["mended"]

_AUXILIARY = frozenset(
    "am is are was were be been being has have had having do does did will would can could may might must shall should"
    " cannot to not never also still yet already ever i'm we're they're i've we've they've i'd he'd she'd we'd they'd"
    " ain't aren't isn't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't 'm 've"
    " 'd 'll 're m ve ll re n't".split()
)
_VERB_AHEAD = re.compile(
    r"\s*(?:(?:not|never|also|still|yet|already|ever|again|to|been|be|have|\w+ly)\s+)*(?P<verb>[A-Za-z][\w’'-]*)"
)
_VERBAL = frozenset(VerbForm) - {VerbForm.auxiliary, VerbForm.third}
_WORDS = re.compile(r"[\w’']+")
# Words that never end a phrase: something must follow them.
_HANGING = frozenset(
    "the a an his her its their our my your this these those no every each of by for to in on at from with into about"
    " against between without during upon towards toward than and or but nor that which who whose whom if whether"
    " because as am is are was were be been has have had will would could may might must should not i we he they"
    " she".split()
)
_OPENING = frozenset("the a an of by for to in on at from with into about and or but nor than as yet".split())
_NEXT_WORD = re.compile(r"[ \u00a0]+(?=[\w$£€“‘\"'])")
_CLAUSE_END = re.compile(r"[,.:](?!\d)|[;?!\n”\")]|\s[–—-]\s|[–—]")
_ACCORDING = re.compile(
    r"\s+(?P<whom>(?:(?!\b(?:that|which|who|when|where|after|before|as|because)\b)[\w’'&./-]+ ?){1,9}(?<=\S))"
    r"(?=[,.;:!?)”\"\n]|$| (?:that|which|who|when|where|after|before|as|because)\b)"
)
_LONGEST = 400  # code points that a content may grow by
_NAME_GOES_ON = re.compile(r"(?: (?:of |and |the )?[A-Z][\w’'-]*)+")
_AS_SAYING = re.compile(
    r",?\s+as\s+(?:saying|telling|writing|warning|adding|confirming)\b(?:\s+that\b)?\s*", re.IGNORECASE
)
_QUOTES = re.compile(r"(?:\w+\s+){0,3}(?:quot(?:es|ed|ing)|cit(?:es|ed|ing))$", re.IGNORECASE)
_ASKS = re.compile(
    r"\s+(?:(?:on|late|early|in|at)\s+\w+(?:\s+\w+)?\s+)?(?=(?:whether|if|who|whom|whose|what|when|where|why|how|which)\b)"
)
_QUESTION_WORD = re.compile(r"what|when|where|why|how")


def mended(text: str, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations with cues, sources and contents that end where phrases of English can end."""
    found = _one_a_cue([_whole_cue(text, _quoted_as_saying(text, r)) for r in relations])
    found = [_with_whom_it_accords(text, r) for r in found]
    found = [r if (source := _whole_source(text, r)) == r.source else replace(r, source=source) for r in found]
    taken = sorted({s.start for r in found for s in (*r.source, *r.cue)})
    return [r if (c := _whole_content(text, r, taken)) == r.content else replace(r, content=c) for r in found]


def _with_whom_it_accords(text: str, relation: Relation) -> Relation:
    """Give "according to" the noun group behind it, where no source was found: nobody else can be meant."""
    if relation.source or len(relation.cue) != 1:
        return relation
    cue = relation.cue[0]
    behind = _ACCORDING.match(text, cue.end) if text[cue.start : cue.end].lower().endswith("according to") else None
    if behind is None:
        return relation
    source = Span(*behind.span("whom"))
    content = tuple(s for s in relation.content if s.end <= source.start or source.end <= s.start)
    return replace(relation, source=(source,), content=content) if content or not relation.content else relation


def _whole_cue(text: str, relation: Relation) -> Relation:
    """Give a cue of auxiliaries alone the verb that its content begins with: "had | told the foreman so"."""
    if len(relation.cue) != 1 or not relation.content:
        return relation
    cue, first = relation.cue[0], relation.content[0]
    words = [w.lower().replace("’", "'") for w in _WORDS.findall(text, *cue)]
    if not 0 <= first.start - cue.end <= 1 or not all(w in _AUXILIARY for w in words):
        return relation
    ahead = _VERB_AHEAD.match(text, first.start, first.end)
    if ahead is None or not verb_forms(ahead["verb"].lower()) & _VERBAL:
        return relation
    rest = Span(ahead.end(), first.end)
    start = rest.start + len(text[rest.start : rest.end]) - len(text[rest.start : rest.end].lstrip(" ,:"))
    left = (Span(start, rest.end),) if start < rest.end else ()
    return replace(relation, cue=(Span(cue.start, ahead.end("verb")),), content=(*left, *relation.content[1:]))


def _one_a_cue(relations: Sequence[Relation]) -> list[Relation]:
    """Of two relations of which one's cue has grown over the other's the verb's own, with the whole cue."""
    by_end: dict[int, list[Span]] = {}
    for relation in relations:
        for cue in relation.cue[:1]:
            by_end.setdefault(cue.end, []).append(cue)
    kept: list[Relation] = []
    for relation in relations:
        cues = by_end[relation.cue[0].end] if relation.cue else []
        if len(cues) < 2:
            kept.append(relation)
        elif relation.cue[0] != min(cues):
            kept.append(replace(relation, cue=(min(cues), *relation.cue[1:])))
    return kept


def _whole_source(text: str, relation: Relation) -> Spans:
    """Let a name that ends a source run to its own end: "the Harbour | Courier"."""
    kept: list[Span] = []
    for start, end in relation.source:
        last = _last_word(text, start, end)
        if last[:1].isupper() and (more := _NAME_GOES_ON.match(text, end)):
            stop = min([more.end(), *(s.start - 1 for s in _others(relation, "source") if s.start >= end)])
            kept.append(Span(start, stop))
        else:
            kept.append(Span(start, end))
    return tuple(kept)


def _others(relation: Relation, but: str) -> Spans:
    parts = {
        "source": relation.source,
        "cue": relation.cue,
        "content": relation.content,
        "addressee": relation.addressee,
    }
    return tuple(span for name, spans in parts.items() if name != but for span in spans)


def _whole_content(text: str, relation: Relation, taken: Sequence[int]) -> Spans:
    """Let each run that ends where no phrase can go on to the end of its clause.

    `taken` are the places, in order, where a source or a cue of any relation begins: no run grows over one.
    """
    if not relation.content:
        return _question_behind(text, relation)
    runs = [s for s in relation.content if len(relation.content) == 1 or not _stray(text, s)] or relation.content
    others = (*_others(relation, "content"), *runs)
    return tuple(Span(s.start, _phrase_end(text, s, others, taken)) for s in runs)


def _stray(text: str, run: Span) -> bool:
    """Whether a run beside others is a lone article, preposition or conjunction."""
    return text[slice(*run)].lower() in _OPENING


def _question_behind(text: str, relation: Relation) -> Spans:
    """The question that a cue without a content leaves open: "did not say | when"."""
    asks = _ASKS.match(text, relation.cue[-1].end) if relation.cue else None
    if asks is None:
        return ()
    return (Span(asks.end(), _clause_end(text, asks.end(), _others(relation, "content"))),)


def _phrase_end(text: str, run: Span, others: Spans, taken: Sequence[int]) -> int:
    last = _last_word(text, *run)
    if not last or (last.lower() not in _HANGING and not _QUESTION_WORD.fullmatch(text, *run)):
        return run.end
    ahead = _NEXT_WORD.match(text, run.end)
    if ahead is None:
        return run.end
    at = bisect_left(taken, ahead.end())
    stop = taken[at] if at < len(taken) else len(text)
    end = _clause_end(text, ahead.end(), others, stop)
    return end if end > ahead.end() else run.end


def _last_word(text: str, start: int, end: int) -> str:
    """The letters, digits and apostrophes that end a stretch; read from its end, which a pattern cannot."""
    end -= start < end and text[end - 1] == "\n"
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in "_’'"):
        at -= 1
    return text[at:end]


def _clause_end(text: str, at: int, others: Spans, stop: int | None = None) -> int:
    """Return where the clause at `at` ends: at a mark, at `stop`, or before another part of the relation."""
    limit = min(at + _LONGEST, len(text) if stop is None else stop)
    for span in others:
        if span.end > at:
            limit = min(limit, max(at, span.start))
    end = _CLAUSE_END.search(text, at, limit)
    if end is None:
        return at + len(text[at:limit].rstrip())
    return end.end() if end[0] in '”"' else at + len(text[at : end.start()].rstrip())


def _quoted_as_saying(text: str, relation: Relation) -> Relation:
    """Read "the Post quoted a nurse as saying the ward was full": the nurse is the source, not the Post."""
    if len(relation.cue) != 1 or not relation.content or not _QUOTES.match(text[slice(*relation.cue[0])]):
        return relation
    first = relation.content[0]
    split = _AS_SAYING.search(text, first.start, first.end)
    if split is None or split.start() == first.start or split.end() >= first.end or first.start < relation.cue[0].end:
        return relation
    who = Span(first.start, split.start())
    as_saying = Span(
        split.start() + len(split[0]) - len(split[0].lstrip(" ,\n")), split.start() + len(split[0].rstrip())
    )
    return replace(
        relation,
        source=(who,),
        cue=(relation.cue[0], as_saying),
        content=(Span(split.end(), first.end), *relation.content[1:]),
        kinds=(),
    )
