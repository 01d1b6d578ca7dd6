"""Relations to statements: each gets its act, form, chain and the rest, and an identity made of its words' places."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from whence.read.acts import act_of
from whence.read.addressees import addressee_of
from whence.read.chains import chains_of
from whence.read.evidence import evidence_of
from whence.read.figures import figures
from whence.read.forms import form_of
from whence.read.fronts import Front
from whence.read.hedges import is_hedged
from whence.read.medium import media_of
from whence.read.own_voice import own_voice
from whence.read.relation import Relation
from whence.read.scare import scare_quotes
from whence.read.source_kinds import outlet_of
from whence.read.sources import Resolution
from whence.read.wording import block_of
from whence.records import (
    Act,
    Article,
    Figure,
    Form,
    Source,
    SourceKind,
    Spans,
    Statement,
    Station,
    StationLink,
)

__all__ = ["attributed", "in_own_voice", "own_chain", "own_source", "statement_id"]

_ID_LENGTH = 16  # hexadecimal digits: 64 bits


def statement_id(article: str, spans: Sequence[Spans], form: Form) -> str:
    """Hash the article's id, the content's, source's and cue's spans, and the form."""
    places = ";".join(",".join(f"{s.start}-{s.end}" for s in part) for part in spans)
    return hashlib.sha256(f"{article}|{places}|{form}".encode()).hexdigest()[:_ID_LENGTH]


def attributed(article: Article, relations: Sequence[Relation], resolution: Resolution) -> list[Statement]:
    """The statements that the article attributes to somebody, one a relation, in the relations' order."""
    by_id = {source.id: source for source in resolution.sources}
    speakers = [by_id.get(s) if s else None for s in resolution.speakers]
    chains = chains_of(article, relations, speakers)
    forms = [form_of(article, relation) for relation in relations]
    ids = [
        statement_id(article.id, (r.content, r.source, r.cue), form) for r, form in zip(relations, forms, strict=True)
    ]
    media = media_of(article, relations, resolution.speakers)
    statements: list[Statement] = []
    for i, relation in enumerate(relations):
        act, negated = act_of(article, relation)
        statements.append(
            Statement(
                id=ids[i],
                article=article.id,
                form=forms[i],
                act=act,
                content=relation.content,
                source=relation.source,
                cue=relation.cue,
                addressee=addressee_of(article, relation),
                medium=media[i],
                speaker=resolution.speakers[i],
                chain=chains[i],
                hedged=is_hedged(article, relation, relations),
                negated=negated,
                figures=_figures(article, relation.content),
                evidence=evidence_of(article, relation),
                scare=_scare(article, relation.content, relations),
                parent=None if relation.parent is None else ids[relation.parent],
                block=relation.block,
                confidence=round(relation.confidence, 3),
            )
        )
    return statements


def in_own_voice(article: Article, relations: Sequence[Relation], outlet: Source | None) -> list[Statement]:
    """The assertions that the article makes in its outlet's own voice, in the order of the text."""
    front = Front(article)
    statements: list[Statement] = []
    for content in own_voice(article, relations):
        block = max(0, block_of(article, content[0].start))
        relation = Relation(content=content, block=block)
        statements.append(
            Statement(
                id=statement_id(article.id, (content, (), ()), Form.own_voice),
                article=article.id,
                form=Form.own_voice,
                act=Act.question if article.text[content[-1].end - 1] == "?" else Act.assertion,
                content=content,
                speaker=outlet.id if outlet else None,
                chain=own_chain(front, outlet, block),
                hedged=is_hedged(article, relation, relations),
                figures=_figures(article, content),
                evidence=evidence_of(article, relation),
                scare=_scare(article, content, relations),
                block=block,
            )
        )
    return statements


def own_source(article: Article, resolution: Resolution) -> Source | None:
    """The article's outlet as a source: the one that the text already names, or a new one; None where it is unknown."""
    name = outlet_of(article)
    if name is None:
        return None
    known = next((s for s in resolution.sources if s.kind is SourceKind.outlet and name in (s.name, *s.aliases)), None)
    if known:
        return known
    key = hashlib.sha256(f"{article.id}|outlet|{name}".encode()).hexdigest()[:_ID_LENGTH]
    return Source(id=key, name=name, kind=SourceKind.outlet)


def own_chain(front: Front, outlet: Source | None, block: int) -> tuple[Station, ...]:
    """The stations of a statement in the outlet's own voice: the agency that a block came through, and the outlet."""
    stations: list[Station] = []
    if front.agency is not None and front.covers(block):
        stations.append(Station(name=front.agency, kind=SourceKind.outlet, link=StationLink.reported_by))
    if outlet:
        stations.append(Station(name=outlet.name, kind=SourceKind.outlet, link=StationLink.told))
    return tuple(stations)


def _figures(article: Article, content: Spans) -> tuple[Figure, ...]:
    return tuple(figure for span in content for figure in figures(article.text, span))


def _scare(article: Article, content: Spans, relations: Sequence[Relation]) -> Spans:
    return tuple(mark for span in content for mark in scare_quotes(article, span, relations))
