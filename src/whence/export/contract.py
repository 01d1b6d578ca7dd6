"""Records to the JSON that other programs rely on: field names and their order are the contract of the design.

Fields that the records have beyond the contract stand at the end of each object. Span fields are lists, perhaps empty.
The same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from whence import words
from whence.records import (
    ArchiveRecord,
    Article,
    Block,
    Claim,
    Correction,
    Figure,
    Hyperlink,
    Image,
    Link,
    Moment,
    NewsItem,
    Note,
    Origin,
    Passage,
    Reading,
    Skipped,
    Source,
    Span,
    Statement,
    Station,
    Step,
)

__all__ = [
    "GAP",
    "Json",
    "article_json",
    "claim_json",
    "encode",
    "identified",
    "link_json",
    "passage_json",
    "reading_json",
    "skipped_json",
    "source_json",
    "statement_json",
    "step_json",
]

Json = dict[str, object]
GAP = " … "
"""Stands in words where some between them are left out."""
_DECIMALS = 3  # of scores: what lies behind differs from one processor to the next
_encoder = msgspec.json.Encoder()


def encode(record: Reading | Skipped) -> bytes:
    """Return a reading, or a skipped source, as one line of UTF-8 without its newline."""
    return _encoder.encode(skipped_json(record) if isinstance(record, Skipped) else reading_json(record))


def reading_json(reading: Reading) -> Json:
    """Return an article with its statements and sources. `not_read` is there only where they were not read."""
    found: Json = {
        "article": article_json(reading.article),
        "statements": [statement_json(statement) for statement in reading.statements],
        "sources": [source_json(source) for source in reading.sources],
    }
    if reading.not_read is not None:
        found["not_read"] = words.not_read(reading.not_read)
    return found


def article_json(article: Article) -> Json:
    """Return an article as the contract has it."""
    return {
        "id": article.id,
        "file": article.file,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "agency": article.agency,
        "published": _moment(article.published),
        "language": article.language,
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "images": [_image(image) for image in article.images],
        "tags": list(article.tags),
        "notes": [_note(note) for note in article.notes],
        "outlet_basis": article.outlet_basis.value,
        "updated": _moment(article.updated),
        "captured": _moment(article.captured),
        "links": [_hyperlink(link) for link in article.links],
        "corrections": [_correction(correction) for correction in article.corrections],
        "digest": article.digest,
        "record": None if article.record is None else _archive_record(article.record),
        "item": None if article.item is None else _news_item(article.item),
    }


def _block(block: Block) -> Json:
    """A line; `at` is there only where its entry has a time of its own."""
    line: Json = {"role": block.role.value, "start": block.span.start, "end": block.span.end}
    return line if block.at is None else line | {"at": _moment(block.at)}


def _news_item(item: NewsItem) -> Json:
    return {
        "format": item.format,
        "id": item.id,
        "version": item.version,
        "status": item.status,
        "provider": item.provider,
        "embargoed": item.embargoed,
    }


def _archive_record(record: ArchiveRecord) -> Json:
    return {
        "id": record.id,
        "archive": record.archive,
        "offset": record.offset,
        "at": record.at,
        "target": record.target,
        "digest": record.digest,
        "check": record.check.value,
        "truncated": record.truncated,
        "refers_to": record.refers_to,
    }


def statement_json(statement: Statement) -> Json:
    """Return a statement as the contract has it: the chain's nearest station first, `block` an index."""
    return {
        "id": statement.id,
        "article": statement.article,
        "form": statement.form.value,
        "act": statement.act.value,
        "content": _spans(statement.content),
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "addressee": _spans(statement.addressee),
        "speaker": statement.speaker,
        "medium": statement.medium,
        "chain": [_station(station) for station in statement.chain],
        "hedged": statement.hedged,
        "negated": statement.negated,
        "figures": [_figure(figure) for figure in statement.figures],
        "evidence": _spans(statement.evidence),
        "parent": statement.parent,
        "part_of": statement.part_of,
        "block": statement.block,
        "scare": _spans(statement.scare),
        "confidence": _score(statement.confidence),
    }


def source_json(source: Source) -> Json:
    """Return a source as the contract has it."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "aliases": list(source.aliases),
        "description": source.description,
        "notes": list(source.notes),
        "mentions": _spans(source.mentions),
    }


def identified(sources: Sequence[Source], standing: Mapping[str, Source]) -> list[Json]:
    """Return an article's sources as a traced collection identifies them.

    `standing` gives the source that stands for another, by id: the name and the kind are that one's, the other names
    stand among the aliases, and `named` is what this article calls it.
    """
    return [_identified(source, standing.get(source.id)) for source in sources]


def _identified(source: Source, stands: Source | None) -> Json:
    of = source if stands is None else stands
    names = dict.fromkeys((*of.aliases, source.name, *source.aliases))
    return source_json(source) | {
        "name": of.name,
        "kind": of.kind.value,
        "aliases": [name for name in names if name != of.name],
        "named": source.name,
        "same_as": None if stands is None else stands.id,
    }


def claim_json(claim: Claim, by_hand: Collection[tuple[str, str]] = ()) -> Json:
    """Return a claim as the contract has it; `could_be` of its `origins` is as `Origin` has it.

    `by_hand` says who denies whom because a person has said so: ids of claims, that which is denied first. Where one of
    them denies this claim, `denied_by_hand` stands at its end.
    """
    found: Json = {
        "id": claim.id,
        "wording": claim.wording,
        "statements": list(claim.statements),
        "origins": [_origin(origin) for origin in claim.origins],
        "independent": {"min": claim.independent.min, "max": claim.independent.max},
        "denied_by": list(claim.denied_by),
        "circular": [list(ring) for ring in claim.circular],
        "missing": list(claim.missing),
        "unordered": [list(pair) for pair in claim.unordered],
        "confidence": _score(claim.confidence),
    }
    said = [other for other in claim.denied_by if (claim.id, other) in by_hand]
    return found | {"denied_by_hand": said} if said else found


def step_json(step: Step, before: str, after: str) -> Json:
    """Return a step as the contract has it, changes with their words; `before` and `after` are the articles' texts."""
    return {
        "later": step.later,
        "earlier": step.earlier,
        "basis": step.basis.value,
        "score": _score(step.score),
        "changes": [
            {
                "kind": change.kind.value,
                "before": _words(before, change.before),
                "after": _words(after, change.after),
                "before_spans": _spans(change.before),
                "after_spans": _spans(change.after),
            }
            for change in step.changes
        ],
        "order": step.order.value,
        "credit": _spans(step.credit),
        "passages": [passage_json(passage, passage.a, passage.b) for passage in step.passages],
    }


def passage_json(passage: Passage, a: str, b: str) -> Json:
    """Return a passage as the contract has it; `a` and `b` are what its articles are to be called."""
    return {
        "a": a,
        "b": b,
        "a_span": _span(passage.a_span),
        "b_span": _span(passage.b_span),
        "kind": passage.kind.value,
        "score": _score(passage.score),
    }


def link_json(link: Link) -> Json:
    """Return what two statements have in common."""
    return {
        "a": link.a,
        "b": link.b,
        "kind": link.kind.value,
        "basis": link.basis.value,
        "score": _score(link.score),
        "passages": [passage_json(passage, passage.a, passage.b) for passage in link.passages],
    }


def skipped_json(skipped: Skipped) -> Json:
    """Return why a source gave no article."""
    return {"source": skipped.source, "reason": skipped.reason}


def _score(score: float) -> float:
    return round(float(score), _DECIMALS)


def _words(text: str, spans: Iterable[Span]) -> str:
    return GAP.join(text[start:end] for start, end in spans)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _moment(moment: Moment | None) -> Json | None:
    if moment is None:
        return None
    return {"at": moment.at, "precision": moment.precision.value, "read_from": moment.read_from.value}


def _image(image: Image) -> Json:
    return {"url": image.url, "alt": image.alt, "caption": _span(image.caption), "credit": _span(image.credit)}


def _note(note: Note) -> Json:
    return {"mark": note.mark, "start": note.span.start, "end": note.span.end, "marked": _spans(note.marked)}


def _hyperlink(link: Hyperlink) -> Json:
    return {"url": link.url, "start": link.anchor.start, "end": link.anchor.end}


def _correction(correction: Correction) -> Json:
    return {"kind": correction.kind, "start": correction.span.start, "end": correction.span.end}


def _station(station: Station) -> Json:
    return {"name": station.name, "kind": station.kind.value, "link": station.link.value}


def _origin(origin: Origin) -> Json:
    return {
        "source": origin.source,
        "statements": list(origin.statements),
        "kind": origin.kind.value,
        "name": origin.name,
        "through": origin.through,
        "could_be": origin.could_be,
    }


def _figure(figure: Figure) -> Json:
    value = float(figure.value)
    whole = value.is_integer() and abs(value) < 2**53  # 600 people, not 600.0; beyond, no float is exact
    return {
        "value": int(value) if whole else value,
        "unit": figure.unit,
        "approx": figure.approx,
        "start": figure.span.start,
        "end": figure.span.end,
    }
