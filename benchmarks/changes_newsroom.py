"""Measure which changes are found between newsroom statements and those that they were truly taken from.

    python benchmarks/changes_newsroom.py [--truth] [EVENT ...]

Reads the articles of each event (by default all) in `data/newsroom` of `WHENCE_DATA` (default ../shared) and compares
each statement of `truth.json` with its `comes_from`, so that neither grouping nor the choice of a parent is measured. A
statement of the truth is the statement of the reading with the most words in common (the rule of
`bench/score_newsroom.py`), cut to the words that the truth names; one that reading missed is a miss. With `--truth` the
statements themselves are the truth's too: form, act, content, source and cue, so that reading is not measured either.
The weights that ship have seen six of these events (see the model card), so only `--truth` is free of that.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import whence
from newsroom_truth import jaccard, located, meets, pattern
from whence.link.units import Unit, unit_of
from whence.read.figures import figures
from whence.read.hedges import is_hedged
from whence.read.relation import Relation
from whence.records import Act, ChangeKind, Form, Reading, Source, SourceKind, Span, Spans, Statement
from whence.trace.changes import changes

NEWSROOM = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "newsroom"
KINDS = tuple(kind for kind in ChangeKind if kind not in (ChangeKind.reworded, ChangeKind.scope_widened))


def main() -> None:
    """Print a row for each kind of change and the micro average."""
    names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    events = [NEWSROOM / name for name in names] or sorted(p for p in NEWSROOM.iterdir() if p.is_dir())
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    pairs = 0
    for event in events:
        for want, got in _compared(event, from_truth="--truth" in sys.argv):
            pairs += 1
            right.update(want & got)
            found.update(got)
            wanted.update(want)
    print(f"{pairs} pairs, {len(events)} events")
    for kind in KINDS:
        print(_row(kind, right[kind], found[kind], wanted[kind]))
    print(_row("all (micro)", right.total(), found.total(), wanted.total()))


def _row(name: str, right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:20s} true {wanted:4d}  found {found:4d}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def _compared(event: Path, *, from_truth: bool) -> Iterator[tuple[set[str], set[str]]]:
    """Yield for each statement that was taken from another the changes that the truth has, and those found."""
    truth = json.loads((event / "truth.json").read_text(encoding="utf-8"))
    readings = {Path(r.article.file).name: r for r in whence.read(event / "articles")}
    files = {article["id"]: Path(article["file"]).name for article in truth["articles"]}
    sources = {source["id"]: source for source in truth["sources"]}
    gold = {s["id"]: s for claim in truth["claims"] for s in claim["statements"]}
    units: dict[str, Unit] = {}
    for key, statement in gold.items():
        reading = readings.get(files[statement["article"]])
        if reading is None:
            continue
        unit = _of_truth(reading, statement, sources) if from_truth else _of_reading(reading, statement)
        if unit is not None:
            units[key] = unit
    for key, statement in gold.items():
        parent = statement["comes_from"]
        if parent:
            both = parent in units and key in units
            got = {str(c.kind) for c in changes(units[parent], units[key])} if both else set()
            yield set(statement["changes"]), got & set(KINDS)


def _of_reading(reading: Reading, gold: Mapping[str, Any]) -> Unit | None:
    at = located(reading.article.text, gold["content"])
    if at is None:
        return None
    near = [(round(jaccard(at, s.content), 3), s) for s in reading.statements if meets(at, s.content)]
    if not near:
        return None
    statement = _cut(max(near, key=lambda pair: pair[0])[1], at)
    return unit_of(statement, reading.article, next((s for s in reading.sources if s.id == statement.speaker), None))


def _cut(statement: Statement, at: Span) -> Statement:
    content = tuple(Span(max(s.start, at.start), min(s.end, at.end)) for s in statement.content)
    content = tuple(span for span in content if span.start < span.end) or statement.content
    inside = tuple(f for f in statement.figures if any(c.start <= f.span.start < c.end for c in content))
    return replace(statement, content=content, figures=inside)


def _of_truth(reading: Reading, gold: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]]) -> Unit | None:
    article = reading.article
    at = located(article.text, gold["content"])
    if at is None:
        return None
    named = gold["source_text"] if gold["source_text"] != gold["content"] else None
    source, cue = _nearest(article.text, named, at), _nearest(article.text, gold["cue"], at)
    truly = sources[gold["source"]]
    speaker = Source(id=truly["id"], name=truly["name"].split(", ")[0], kind=SourceKind(truly["kind"]))
    hedged = is_hedged(article, Relation(content=(at,), source=source, cue=cue))
    statement = Statement(
        id=gold["id"], article=article.id, form=Form(gold["form"]), act=Act(gold["act"]), content=(at,), source=source,
        cue=cue, speaker=speaker.id, hedged=hedged, figures=figures(article.text, at),
    )  # fmt: skip
    return unit_of(statement, article, speaker)


def _nearest(text: str, words: str | None, at: Span) -> Spans:
    """The place of the words that is nearest to a content."""
    places = [Span(*match.span()) for match in re.finditer(pattern(words), text)] if words else []
    return (min(places, key=lambda p: min(abs(p.start - at.end), abs(at.start - p.end))),) if places else ()


if __name__ == "__main__":
    main()
