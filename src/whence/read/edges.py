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
    r",?\s+(?P<cue>as\s+(?:having\s+)?(?:saying|said|telling|told|writing|warning|adding|confirming|describing|calling|stating)\b"
    r"(?:\s+that\b)?)[\s,:]*",
    re.IGNORECASE,
)
_AS = _AS_SAYING.pattern.replace("?P<cue>", "?:")
_QUOTED_ONE = re.compile(rf"\s+(?!by\b)(?P<who>[^;:!?\n“”\"]{{2,200}}?)(?={_AS})", re.IGNORECASE)
_QUOTED_BY = re.compile(rf"\s+(?:by|in)\s[^;:!?\n“”\"]{{2,160}}?(?={_AS})", re.IGNORECASE)
_MARKS = frozenset("“”\"«»‘’'")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\b", re.IGNORECASE)
_QUOTES = re.compile(r"(?:\w+\s+){0,3}(?:quot(?:es|ed|ing)|cit(?:es|ed|ing))$", re.IGNORECASE)
_ASKS = re.compile(
    r"\s+(?:(?:on|late|early|in|at)\s+\w+(?:\s+\w+)?\s+)?(?=(?:whether|if|who|whom|whose|what|when|where|why|how|which)\b)"
)
_QUESTION_WORD = re.compile(r"what|when|where|why|how")


def mended(text: str, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations with cues, sources and contents that end where phrases of English can end."""
    found = _one_a_cue([_whole_cue(text, r) for r in _quoted_as_saying(text, list(relations))])
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


def _quoted_as_saying(text: str, relations: Sequence[Relation]) -> list[Relation]:
    """Read "the Post quoted a nurse as saying the ward was full": the nurse is the source, not the Post.

    The network finds two relations there, one a cue; of them the one with the longer content knows what was said.
    """
    parts = {r.cue[0].start: i for i, r in enumerate(relations) if len(r.cue) == 1 and r.content}
    kept: list[Relation | None] = list(relations)
    for i, relation in enumerate(relations):
        found = _quoted_one(text, relation)
        if found is None:
            continue
        who, cue = found
        at = next((n for n in (parts.get(cue.start), parts.get(cue.start + len("as "))) if n not in (None, i)), None)
        part = relations[at] if at is not None else None
        told = tuple(s for s in relation.addressee if s.start >= cue.end) or (part.addressee if part else ())
        contents = [_behind_saying(text, r, relation.cue[0], cue) for r in (relation, part) if r]
        content = max(contents, key=lambda spans: sum(s.end - s.start for s in spans))
        if content:
            cues = (relation.cue[0], cue)
            kept[i] = replace(relation, source=(who,), cue=cues, content=content, addressee=told, kinds=())
            if at is not None:
                kept[at] = None
    return [r for r in kept if r is not None]


def _quoted_one(text: str, relation: Relation) -> tuple[Span, Span] | None:
    """Who is quoted, and "as saying", where the relation's cue is that of an outlet that quotes."""
    if len(relation.cue) != 1 or not _QUOTES.match(text[slice(*relation.cue[0])]):
        return None
    cue = relation.cue[0]
    passive = _PASSIVE.search(text[slice(*cue)])
    found = (_QUOTED_BY if passive else _QUOTED_ONE).match(text, cue.end, cue.end + _LONGEST)
    split = _AS_SAYING.match(text, found.end(), found.end() + _LONGEST) if found else None
    if found is None or split is None:
        return None
    before = tuple(s for s in (*relation.content, *relation.source) if s.end <= cue.start)
    who = before[-1:] if passive else (Span(*found.span("who")),)
    return (who[0], Span(*split.span("cue"))) if who else None


def _behind_saying(text: str, relation: Relation, quotes: Span, saying: Span) -> Spans:
    """The content behind "as saying" and in marks before the quoting verb ("…," the Post quoted her), or all before."""
    start = saying.end
    while start < len(text) and text[start] in " ,:\u00a0":
        start += 1
    behind = tuple(Span(max(s.start, start), s.end) for s in relation.content if s.end > start)
    before = tuple(s for s in relation.content if s.end <= quotes.start)
    opened = tuple(s for s in before if {text[s.start], text[s.end - 1]} & _MARKS)
    return (*opened, *behind) or before
