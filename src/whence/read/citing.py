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
from whence.records import Article, Span

__all__ = ["with_cited_sources"]

_CITING = re.compile(r"(?:citing|quoting)$", re.IGNORECASE)
_AHEAD = re.compile(
    r"[^.;:“”\"\n]{0,40}?,?\s(?P<cue>citing|quoting)\s+(?P<who>[^,;:.\n“”\"]{3,140}?)(?=[,;.:”\"\n]|\s+(?:that|as\s+saying)\b|$)"
)
_FAR = 240  # code points behind a cue in which an outlet says whom it cites
_PRONOUN = re.compile(r"(?:it|which|that|he|she|they)$", re.IGNORECASE)


def with_cited_sources(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, where an outlet cites somebody, with the cited as their source and one cue of two parts."""
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
            out += [] if reports[i] is not None else [_alone(article, relation)]
        else:
            out.append(_ahead(article, relation))
    return out


def _words(article: Article, span: Span) -> str:
    return spaced(article.text)[span.start : span.end].strip()


def _report_of(
    article: Article, relations: Sequence[Relation], citing: int, by_line: dict[int, list[int]]
) -> int | None:
    """The relation of the same sentence and the same source whose cue says that the outlet reported."""
    own = relations[citing]
    sentence = sentence_of(article, own.cue[0].start)
    for i in by_line[block_of(article, own.cue[0].start)]:
        other = relations[i]
        near = i != citing and other.cue and sentence.start <= other.cue[0].start < sentence.end
        if near and other.content and overlaps(other.source, own.source):
            return i
    return None


def _speaks_for_others(article: Article, relation: Relation) -> bool:
    if not relation.source:
        return False
    name = _words(article, relation.source[0])
    return is_outlet(article, tidy(name)) or is_outlet(article, name) or bool(_PRONOUN.match(name))


def _joined(article: Article, report: Relation, citing: Relation) -> Relation:
    """The report with the cited as its source, or as its evidence where no outlet reports."""
    cited = citing.content[0] if citing.content else None
    if cited is None:
        return report
    if not _speaks_for_others(article, report):
        return replace(report, evidence=(*report.evidence, cited))
    cue = tuple(sorted((*report.cue, *citing.cue)))
    return replace(report, source=(cited,), cue=cue, kinds=())


def _alone(article: Article, citing: Relation) -> Relation:
    """A lone "the Herald, citing two officials, | that …": the first run is who is cited, the rest what they say."""
    if len(citing.content) < 2 or not _speaks_for_others(article, citing):
        return citing
    return replace(citing, source=(citing.content[0],), content=citing.content[1:], kinds=())


def _ahead(article: Article, relation: Relation) -> Relation:
    """A report behind whose cue the text cites somebody whom the network left out."""
    if len(relation.cue) != 1 or not relation.content:
        return relation
    start = max(s.end for s in (*relation.cue, *relation.source))
    match = _AHEAD.match(spaced(article.text), start, min(len(article.text), start + _FAR))
    if match is None or overlaps((Span(*match.span("who")),), relation.content):
        return relation
    if not _speaks_for_others(article, relation):
        return relation
    cue = (*relation.cue, Span(*match.span("cue")))
    return replace(relation, source=(Span(*match.span("who")),), cue=cue, kinds=())
