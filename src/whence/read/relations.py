"""An article's attribution relations: what the network finds, put in order, with what rules find better.

The network sees windows of words. What it cannot see is mended here: spans are cut to their words, quotations that run
over paragraphs are joined to the relation that they go on with, quotations that nobody introduces get a relation of
their own, and a headline's suffix (" - Reports") is its cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.model.decode import Found
from whence.read.acts import act_of
from whence.read.citing import with_cited_sources
from whence.read.edges import mended
from whence.read.inner import inner_relations
from whence.read.labelled import labelled
from whence.read.passives import with_agents
from whence.read.pictures import with_pictures
from whence.read.refusals import missed_refusals
from whence.read.relation import Relation
from whence.read.shared import shared_out
from whence.read.signed import signed
from whence.read.subjects import with_subjects
from whence.read.tagged import tagged
from whence.read.wording import block_of, quotations_near, sentence_of
from whence.records import Act, Article, Block, Role, Span, Spans
from whence.text.quotes import Quotation, begins_a_sentence, quotations

__all__ = ["READ_ROLES", "paragraphs_of", "relations_of"]

READ_ROLES = frozenset({Role.headline, Role.subhead, Role.paragraph, Role.caption, Role.quote})
"""The roles of a page whose words are its own story."""

_EDGE = " \t\n\r\u00a0,;:–—-"
_GAP = 30  # code points
_BREAK = re.compile(r"[.;“”\"\n]")
_HANGING = frozenset("of by for to in on at from with that and or as the a an".split())
_FROM = re.compile(r"\b(?:from|by)\s+(?P<who>[A-ZÀ-Þ][^,:;.!?\n“”\"]{2,60})(?:,[^:.!?\n“”\"]{2,120})?:\s*$")
_LEAD_IN = 240  # code points before a quotation in which its sender is sought
_PASSIVE = frozenset("was were is are been being".split())
_PRONOUNS = frozenset("i you he she it we they".split())
_SHORTEST = 4  # words of a quotation that may stand without a cue
_STRETCH = 256  # code points
_SAME = 0.9


def paragraphs_of(article: Article) -> list[Span]:
    """The spans that are read: every block of the story itself, in order."""
    return [block.span for block in article.blocks if block.role in READ_ROLES and block.span.start < block.span.end]


def relations_of(article: Article, found: Sequence[Found]) -> tuple[Relation, ...]:
    """Turn the network's relations into the article's, in the order of the text, with parents and blocks set."""
    cleaned = mended(article.text, (_clean(article.text, f) for f in found))
    own = (_of_its_sentence(article, r) for r in shared_out(article.text, cleaned))
    relations = _distinct([r for r in own if _says_something(article, r)])
    relations = with_pictures(article, with_subjects(article, with_agents(article, relations)))
    relations = with_cited_sources(article, relations)
    relations += labelled(article, relations)
    relations += tagged(article, relations)
    relations += signed(article, relations)
    relations = _with_loose_quotations(article, relations)
    relations += missed_refusals(article, relations)
    relations += inner_relations(article, relations)
    relations.sort(key=lambda r: (_home(r), r.content))
    return tuple(_placed(article, relations))


def _of_its_sentence(article: Article, relation: Relation) -> Relation:
    """Without unquoted runs of other sentences, where the cue's own sentence has a run."""
    if len(relation.content) < 2 or not relation.cue:  # one run stays
        return relation
    sentence = sentence_of(article, relation.cue[0].start)
    own = [s for s in relation.content if s.start < sentence.end and sentence.start < s.end]
    if not own or len(own) == len(relation.content):
        return relation
    quoted = [q.outer for s in relation.content if s not in own for q in quotations_near(article, s.start)]
    kept = [s for s in relation.content if s in own or any(q.start < s.end and s.start < q.end for q in quoted)]
    return replace(relation, content=tuple(kept))


def _says_something(article: Article, relation: Relation) -> bool:
    """Whether there is a content, or a refusal, which needs none."""
    return bool(relation.content) or (bool(relation.cue) and act_of(article, relation)[0] is Act.refusal)


def _clean(text: str, found: Found) -> Relation:
    return Relation(
        content=_without_told(text, _cut(text, found.content), found.cue),
        source=_one_source(text, _unhung(text, found.source), found.cue),
        cue=found.cue,
        addressee=_unhung(text, _cut(text, found.addressee)),
        evidence=_unhung(text, _cut(text, found.evidence)),
        confidence=found.score,
        acts=found.acts,
        hedge=found.hedge,
        kinds=found.kinds,
    )


def _cut(text: str, spans: Spans) -> Spans:
    """Without commas, dashes and white space at the edges, and without pieces that hold no word."""
    cut: list[Span] = []
    for span in spans:
        start, end = span
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            cut.append(Span(start, end))
    return tuple(cut)


def _without_told(text: str, content: Spans, cue: Spans) -> Spans:
    """Without a pronoun for who was told, which the network's path takes in at times: "it was told of no defect"."""
    if len(content) < 2 or not cue:
        return content
    first = content[0]
    between = text[first.end : cue[-1].end].lower().split()
    told = first.end <= cue[0].start and between[:1] and between[0] in _PASSIVE
    return content[1:] if told and text[first.start : first.end].lower() in _PRONOUNS else content


def _unhung(text: str, spans: Spans) -> Spans:
    """Without a preposition or conjunction left hanging at the end, where the network's path came one word late."""
    kept: list[Span] = []
    for start, end in spans:
        words = text[start:end].rstrip()
        while words and words.rpartition(" ")[2].lower() in _HANGING:
            words = words.rpartition(" ")[0].rstrip()
        if words:
            kept.append(Span(start, start + len(words)))
    return tuple(kept)


def _one_source(text: str, spans: Spans, cue: Spans) -> Spans:
    """One run for the source: pieces across a small gap are joined, and of those that stay apart the nearest is kept.

    A source in two places is rare (9 of PolNeAR's 22,026 relations); a second piece is mostly another's name.
    """
    joined: list[Span] = []
    for span in spans:
        gap = text[joined[-1].end : span.start] if joined else ""
        between = joined and any(joined[-1].end <= c.start < span.start for c in cue)
        if joined and len(gap) <= _GAP and not between and not _BREAK.search(gap):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    if len(joined) < 2 or not cue:
        return tuple(joined)
    near = min(joined, key=lambda s: max(s.start - cue[0].end, cue[0].start - s.end))
    if near.end <= cue[0].start and near != joined[0] and text[max(0, near.start - 3) : near.start] == "by ":
        first = joined[0]  # "A copy, photographed by a tenant, says": who did something to it in an aside says nothing
        return (Span(first.start, first.start + len(text[first.start : first.end].partition(",")[0])),)
    return (near,)


def _distinct(relations: Sequence[Relation]) -> list[Relation]:
    """Of relations with the same words as content the surest: two cues may each have claimed one quotation."""
    kept: list[Relation] = []
    near = _Neighbours()
    for relation in sorted(relations, key=lambda r: -r.confidence):
        others = near.of(relation.content)
        if not relation.content or not any(_alike(relation.content, kept[i].content) for i in others):
            near.add(len(kept), relation.content)
            kept.append(relation)
    return kept


class _Neighbours:
    """Numbers of relations by the stretches of text that their contents touch: those that overlap share a stretch.

    A page may put thousands of relations in one paragraph; then it is not each that is compared with each.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, list[int]] = {}

    def add(self, number: int, spans: Spans) -> None:
        for stretch in _stretches(spans):
            self._numbers.setdefault(stretch, []).append(number)

    def of(self, spans: Spans) -> list[int]:
        return sorted({number for stretch in _stretches(spans) for number in self._numbers.get(stretch, ())})


def _stretches(spans: Spans) -> set[int]:
    return {stretch for s in spans for stretch in range(s.start // _STRETCH, s.end // _STRETCH + 1)}


def _alike(a: Spans, b: Spans) -> bool:
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return shared >= _SAME * max(_length(a), _length(b))


def _length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _with_loose_quotations(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Join each quotation that no relation holds to the one that it continues, or give it a relation without a cue."""
    held = _holders(article, relations)
    out = list(relations)
    near = _Neighbours()
    speakers: dict[int, list[int]] = {}  # by block, where a relation stands that a quotation can go on
    for i, relation in enumerate(out):
        near.add(i, relation.content)
        if relation.source or not relation.cue:
            speakers.setdefault(block_of(article, _home(relation)), []).append(_home(relation))
    running: int | None = None  # the relation whose quotation the paragraph before left open
    earlier: int | None = None  # the paragraph before
    for number, block in enumerate(article.blocks):
        if block.role not in (Role.paragraph, Role.quote):
            continue
        inside = quotations(article.text, *block.span)
        for quotation in inside:
            if _held(quotation, held.get(number, ())) or not _is_speech(article.text, quotation, block):
                continue
            if running is not None and quotation.outer.start == block.span.start:
                old = out[running]
                out[running] = replace(old, content=(*old.content, quotation.outer))
                near.add(running, (quotation.outer,))
            elif _sender(article.text, quotation) or _has_speaker_before(
                speakers, number if earlier is None else earlier, number, quotation.outer.start
            ):
                near.add(len(out), (quotation.outer,))
                speakers.setdefault(number, []).append(quotation.outer.start)
                out.append(_loose(article.text, quotation, number))
        running = _left_open(out, near, inside)
        earlier = number
    return out


def _holders(article: Article, relations: Sequence[Relation]) -> dict[int, list[tuple[Span, Relation]]]:
    """Each span of the relations with its relation, by block."""
    found: dict[int, list[tuple[Span, Relation]]] = {}
    for relation in relations:
        for span in (*relation.content, *relation.source, *relation.cue):
            found.setdefault(block_of(article, span.start), []).append((span, relation))
    return found


def _held(quotation: Quotation, held: Sequence[tuple[Span, Relation]]) -> bool:
    """Whether a relation has part of the quotation that is not told inside the quotation itself, cue and all."""
    start, end = quotation.outer
    return any(
        s.start < end and start < s.end and not (r.cue and all(start <= c.start and c.end <= end for c in r.cue))
        for s, r in held
    )


def _loose(text: str, quotation: Quotation, block: int) -> Relation:
    sender = _sender(text, quotation)
    return Relation(content=(quotation.outer,), source=(sender,) if sender else (), block=block, confidence=0.6)


def _sender(text: str, quotation: Quotation) -> Span | None:
    """Whom the words before a colon name as the sender: "E-mail in from Ana Torvik, who runs the port: …"."""
    start = max(0, quotation.outer.start - _LEAD_IN)
    match = _FROM.search(text, start, quotation.outer.start)
    return Span(*match.span("who")) if match else None


def _touched(quotation: Quotation, held: Sequence[Span]) -> bool:
    return any(s.start < quotation.outer.end and quotation.outer.start < s.end for s in held)


def _is_speech(text: str, quotation: Quotation, block: Block) -> bool:
    """Whether the quoted words are whole sentences: a capital first, a stop last or the paragraph's end."""
    words = text[quotation.inner.start : quotation.inner.end].strip()
    whole = words[-1:] in {".", "!", "?", "…", ","} or quotation.outer.end >= block.span.end
    return len(words.split()) >= _SHORTEST and begins_a_sentence(words) and whole


def _has_speaker_before(speakers: Mapping[int, Sequence[int]], earlier: int, number: int, place: int) -> bool:
    """Whether somebody speaks in this paragraph or from the one before on, whom the quotation can go on."""
    return any(home < place for block in range(earlier, number + 1) for home in speakers.get(block, ()))


def _left_open(relations: Sequence[Relation], near: _Neighbours, inside: Sequence[Quotation]) -> int | None:
    if not inside or inside[-1].closed:
        return None
    holders = [i for i in near.of((inside[-1].outer,)) if _touched(inside[-1], relations[i].content)]
    return min(holders, key=lambda i: relations[i].content[0].start) if holders else None


def _home(relation: Relation) -> int:
    spans = relation.cue or relation.content or relation.source
    return spans[0].start if spans else 0


def _placed(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Set each relation's block, and as its parent the smallest relation in whose content its cue stands."""
    near = _Neighbours()
    for i, relation in enumerate(relations):
        near.add(i, relation.content)
    placed: list[Relation] = []
    for i, relation in enumerate(relations):
        block = max(0, block_of(article, _home(relation)))
        holders = [j for j in near.of(relation.cue) if j != i and _stands_in(relation, relations[j])]
        parent = min(holders, key=lambda j: (_length(relations[j].content), j), default=None)
        placed.append(replace(relation, block=block, parent=parent))
    return placed


def _stands_in(relation: Relation, other: Relation) -> bool:
    if not relation.cue or _length(relation.content) >= _length(other.content):
        return False
    return all(any(s.start <= c.start and c.end <= s.end for s in other.content) for c in relation.cue)
