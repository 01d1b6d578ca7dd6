"""Outlets that cite: "the Herald reported, citing two officials" is one statement of the officials, through the Herald.

The network sees two cues there, and takes the outlet for the source of one and the cited for the content of the other.
What anybody else cites, a minister or a study, is evidence for what they say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whence.read.relation import Relation
from whence.read.relays import is_outlet, tidy
from whence.read.wording import block_of, overlaps, sentence_of, spaced
from whence.records import Article, SourceKind, Span

__all__ = ["with_cited_sources"]

_CITING = re.compile(r"(?:citing|quoting)$", re.IGNORECASE)
_CITES = re.compile(r"\s(?:citing|quoting)\s")
_AHEAD = re.compile(
    r"[^.;:“”\"\n]{0,40}?,?\s(?P<cue>citing|quoting)\s+(?P<who>[^,;:.\n“”\"]{3,140}?)(?=[,;.:”\"\n]|\s+(?:that|as\s+saying)\b|$)"
)
_REPORTS = re.compile(
    r"\b(?:(?:has|have|had)\s)?(?:report(?:s|ed)|sa(?:ys|id)|wr(?:ites|ote|itten)|claim(?:s|ed)|announce[sd]|add(?:s|ed)|tweeted"
    r"|post(?:s|ed)|broadcast|carried|ran|printed|publish(?:es|ed))(?=\b[^,;.:“”\"]{0,30}(?:,\s*)?$)",
    re.IGNORECASE,
)
_AT_END = re.compile(r",\s(?:citing|quoting)\s[^,;:.\n“”\"]{3,140}\Z")
_SAYS = re.compile(r"that\b", re.IGNORECASE)
_SAYING = re.compile(r",?\s+(?=that\b)|\s+as\s+saying\s+")
_GOES_ON = re.compile(r",\s+(?=that\b)|\s+as\s+saying\s+")
_OUTLET = tuple(SourceKind).index(SourceKind.outlet)
_FAR = 240  # code points behind a cue in which an outlet says whom it cites
# "Reuters, citing two officials", as one phrase before the verb or with the cited left out of it.
_CITED = (
    r"(?:which\s+(?=[cq]\w+ed))?(?P<cue>(?:citing|quoting|(?<=which )(?:cited|quoted)))\s+(?!by\b)"
    r"(?P<who>[^;:.\n“”\"]{3,160}?)"
)
_BOTH = re.compile(rf"(?P<outlet>[^,;:.\n“”\"]{{1,80}}),?\s{_CITED}\Z")
_BETWEEN = re.compile(rf",\s{_CITED},\s*(?:(?:has|have|had|also|later|first)\s+)*\Z")
_OPENS_CITING = re.compile(r"(?:[Tt]he\s+)?[A-Z][^,;:.\n“”\"]{0,80},?\s(?:citing|quoting|which\s(?:cited|quoted))\s+\Z")
_PRONOUN = re.compile(r"(?:it|which|that)$", re.IGNORECASE)


def with_cited_sources(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, where an outlet cites somebody, with the cited as their source and one cue of two parts."""
    parted = [_parted(article, relation) for relation in relations]
    cited = [r.cue[0] for r, old in zip(parted, relations, strict=True) if r.cue != old.cue]
    relations = [r for r in parted if len(r.cue) != 1 or r.source or not overlaps(r.cue, tuple(cited))]
    citing = [i for i, r in enumerate(relations) if r.cue and _CITING.match(_words(article, r.cue[0]))]
    by_line: dict[int, list[int]] = {}
    for i, relation in enumerate(relations if citing else ()):
        by_line.setdefault(block_of(article, relation.cue[0].start if relation.cue else 0), []).append(i)
    reports = {i: _report_of(article, relations, i, by_line) for i in citing}
    by_report = {report: i for i, report in reports.items() if report is not None}
    out: list[Relation] = []
    for i, relation in enumerate(relations):
        if i in by_report:
            out.append(_joined(article, relation, relations[by_report[i]]))
        elif i in reports:
            out += [] if reports[i] is not None else [_with_report(article, _alone(article, relation))]
        else:
            out.append(_ahead(article, relation))
    return out


def _words(article: Article, span: Span) -> str:
    return spaced(article.text)[span.start : span.end].strip()


def _parted(article: Article, relation: Relation) -> Relation:
    """The relation with its source parted, where that is an outlet and whom it cites: "Reuters, citing an aide"."""
    if len(relation.source) != 1 or not relation.cue or relation.source[0].end > relation.cue[0].start:
        return relation
    text, source = spaced(article.text), relation.source[0]
    inside = _BOTH.match(text, *source)
    before = inside or _BOTH.match(text, _phrase_start(article, source), source.end)
    match = before or _BETWEEN.match(text, source.end, relation.cue[0].start)
    if match is None:
        return relation
    outlet = Span(*before.span("outlet")) if before else source
    who, cue = Span(*match.span("who")), Span(*match.span("cue"))
    kinds = () if before else relation.kinds
    if not _speaks_for_others(article, replace(relation, source=(outlet,), kinds=kinds)):
        return replace(relation, source=(outlet,), evidence=relation.evidence or (who,)) if inside else relation
    return replace(relation, source=(who,), cue=(cue, *relation.cue), kinds=())


def _phrase_start(article: Article, source: Span) -> int:
    """Where the outlet begins that cites a source whom the network gives alone: "The Herald, quoting | three men"."""
    start = sentence_of(article, source.start).start
    before = _OPENS_CITING.search(spaced(article.text), max(start, source.start - _FAR), source.start)
    return before.start() if before else source.start


def _report_of(
    article: Article, relations: Sequence[Relation], citing: int, by_line: dict[int, list[int]]
) -> int | None:
    """The relation of the same sentence whose cue says that the outlet reported what this one has from the cited.

    It has the same source, or its source is an outlet and it holds what is cited, or is itself of the cited.
    """
    own = relations[citing]
    sentence = sentence_of(article, own.cue[0].start)
    for i in by_line[block_of(article, own.cue[0].start)]:
        other = relations[i]
        near = i != citing and other.cue and sentence.start <= other.cue[0].start < sentence.end
        if not near or not other.content:
            continue
        if overlaps(other.source, own.source) or overlaps((*other.source, *other.evidence), own.content):
            return i
        if _speaks_for_others(article, other) and (
            _is_cited_alone(article, own) or overlaps(other.content, own.content)
        ):
            return i
    return None


def _is_cited_alone(article: Article, citing: Relation) -> bool:
    """Whether the relation has nothing but who is cited, as its content."""
    return not citing.source and len(citing.content) == 1 and not _SAYING.search(article.text, *citing.content[0])


def _speaks_for_others(article: Article, relation: Relation) -> bool:
    if not relation.source:
        return False
    name = _words(article, relation.source[0])
    known = is_outlet(article, tidy(name)) or is_outlet(article, name) or bool(_PRONOUN.match(name))
    return known or _seems_outlet(relation)


def _seems_outlet(relation: Relation) -> bool:
    """Whether the network takes the source for an outlet more than for anything else."""
    return bool(relation.kinds) and relation.kinds.index(max(relation.kinds)) == _OUTLET


def _joined(article: Article, report: Relation, citing: Relation) -> Relation:
    """The report with the cited as its source, or as its evidence where no outlet reports."""
    if overlaps((*report.source, *report.evidence), citing.content):  # the report is the cited's, or leans on them
        return report
    cited = (citing.source if citing.source and not overlaps(report.source, citing.source) else citing.content)[:1]
    if not cited:
        return report
    said = _GOES_ON.search(article.text, *cited[0]) if cited == citing.content[:1] else None
    if said and said.start() > cited[0].start:  # who is cited and what they say in one run
        cited = (Span(cited[0].start, said.start()),)
    if not _speaks_for_others(article, report):
        return replace(report, evidence=(*report.evidence, *cited))
    cue = tuple(sorted({*report.cue, *citing.cue}))
    return replace(report, source=cited, cue=cue, kinds=())


def _alone(article: Article, citing: Relation) -> Relation:
    """A lone "the Herald, citing two officials, | that …": the first run is who is cited, the rest what they say."""
    if not citing.content:
        return citing
    first = citing.content[0]
    said = _SAYING.search(article.text, *first)
    if said and not citing.source:  # in one run
        return replace(
            citing,
            source=(Span(first.start, said.start()),),
            content=(Span(said.end(), first.end), *citing.content[1:]),
        )
    apart = len(citing.content) > 1 and (bool(_SAYS.match(article.text, citing.content[1].start)) or citing.source)
    if not apart or (citing.source and not _speaks_for_others(article, citing)):
        return citing
    return replace(citing, source=(first,), content=citing.content[1:], kinds=())


def _with_report(article: Article, citing: Relation) -> Relation:
    """The relation with the verb of reporting before "citing" as a part of its cue, where the network left it out."""
    cue = citing.cue[0]
    start = max(sentence_of(article, cue.start).start, cue.start - _FAR)
    match = _REPORTS.search(spaced(article.text)[start : cue.start])
    if match is None:
        return citing
    verb = Span(start + match.start(), start + match.end())
    return citing if overlaps((verb,), citing.content) else replace(citing, cue=(verb, *citing.cue))


def _without_cited(text: str, relation: Relation) -> Relation:
    """The relation without a last ", citing two officials" in its content, which is the reporter's."""
    last = relation.content[-1]
    match = _AT_END.search(text, last.start, last.end)
    if match is None or match.start() == last.start:
        return relation
    return replace(relation, content=(*relation.content[:-1], Span(last.start, match.start())))


def _ahead(article: Article, relation: Relation) -> Relation:
    """A report behind whose cue or content the text cites somebody whom the network left out."""
    if len(relation.cue) != 1 or not relation.content:
        return relation
    text, beside = spaced(article.text), max(s.end for s in (*relation.cue, *relation.source))
    last = relation.content[-1]
    if not _CITES.search(text, min(beside, last.start), max(beside, last.end) + _FAR):
        return relation
    if not _speaks_for_others(article, relation):
        return relation
    relation = _without_cited(text, relation)
    matches = (_AHEAD.match(text, start, min(len(text), start + _FAR)) for start in (beside, relation.content[-1].end))
    match = next((m for m in matches if m), None)
    if match is None or overlaps((Span(*match.span("who")),), relation.content):
        return relation
    cue = (*relation.cue, Span(*match.span("cue")))
    return replace(relation, source=(Span(*match.span("who")),), cue=cue, kinds=())
