"""Measure stated credits and the sources across articles on the newsroom's events.

    python benchmarks/credits_newsroom.py [EVENT ...]

Reads each event of `data/newsroom` in `WHENCE_DATA` (default ../shared) with the model at hand, and compares with the
event's truth. With `WHENCE_READINGS`, a folder of pickled lists of readings (`<event>.pkl`), nothing is read anew. The
weights that ship have seen the events that have a `reading` folder; the means are therefore also given without these.

relays     share of the statements said to come through an outlet whose every outlet is credited for that statement
extra      share of the credits of the matched statements that the truth has neither as a relay nor as the source
target     share of the articles taken with credit from another that are found with that other as the credit's target
precise    share of the targets that the truth has as credited;  kin: that it has as an ancestor, credited or not
named      B-cubed F1 of the sources of the matched attributed statements: persons, bodies, documents, outlets
exact      the same by equal names alone, the baseline
unnamed    the same for unnamed and collective sources
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import whence
from newsroom_truth import jaccard, located, meets
from whence.link.credits import credits_of
from whence.link.outlets import Outlets
from whence.link.people import same_sources
from whence.read.names import same_name
from whence.records import Credit, Reading, Source, Statement

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
NAMED = {"named_person", "named_organisation", "document", "outlet"}
Row = dict[str, float]


def main() -> None:
    """Print a row an event and the means over all, and over those that the weights have not seen."""
    folder = SHARED / "data" / "newsroom"
    events = sys.argv[1:] or sorted(p.name for p in folder.iterdir() if (p / "truth.json").exists())
    rows = {event: measure(folder / event) for event in events}
    unseen = [e for e in rows if not (folder / e / "reading").is_dir()]
    for event, row in rows.items():
        show(event, row)
    show("mean", mean(rows.values()))
    if unseen:
        show("mean, unseen", mean(rows[e] for e in unseen))


def mean(rows: Iterable[Row]) -> Row:
    """The mean of each figure."""
    found = list(rows)
    return {name: sum(r[name] for r in found) / len(found) for name in found[0]}


def show(name: str, row: Row) -> None:
    """Print one row."""
    print(f"{name:24s}", " ".join(f"{key}={value:.3f}" for key, value in row.items()))


def measure(event: Path) -> Row:
    """The figures of one event."""
    truth = json.loads((event / "truth.json").read_text())
    readings = readings_of(event)
    outlets = Outlets(readings)
    matched = match(truth, readings)
    found = credits_of(readings, outlets)
    return {**relays(truth, matched, found, outlets), **targets(truth, readings, found)} | {
        **groups(truth, matched, readings, outlets)
    }


def readings_of(event: Path) -> list[Reading]:
    """The readings of an event, from the folder of readings or made anew."""
    kept = os.environ.get("WHENCE_READINGS")
    if kept:
        loaded: list[Reading] = pickle.loads(Path(kept, event.name + ".pkl").read_bytes())
        return loaded
    return list(whence.read(str(event / "articles")))


def match(truth: Mapping[str, Any], readings: Sequence[Reading]) -> dict[str, tuple[dict[str, Any], Statement]]:
    """The statement that meets each of the truth's, as the newsroom's scorer matches them."""
    by_file = {Path(r.article.file).name: r for r in readings}
    files = {a["id"]: Path(a["file"]).name for a in truth["articles"]}
    found = {}
    for gold in (s for claim in truth["claims"] for s in claim["statements"]):
        reading = by_file.get(files[gold["article"]])
        at = reading and located(reading.article.text, gold["content"])
        if not reading or not at:
            continue
        near = [s for s in reading.statements if meets(at, s.content)]
        if near:
            found[gold["id"]] = (gold, max(near, key=lambda s: round(jaccard(at, s.content), 3)))
    return found


Matched = Mapping[str, tuple[dict[str, Any], Statement]]


def relays(truth: Mapping[str, Any], matched: Matched, credits: Sequence[Credit], outlets: Outlets) -> Row:
    """How many statements have their relays, and how many credits have none in the truth."""
    wanted = [s for c in truth["claims"] for s in c["statements"] if s["relays"]]
    hit = found = extra = 0
    for gold in wanted:
        _, statement = matched.get(gold["id"], (None, None))
        hit += statement is not None and all(
            any(is_one(c, name, outlets) for c in for_statement(statement, credits)) for name in gold["relays"]
        )
    names = {s["id"]: s["name"] for s in truth["sources"] if s["kind"] == "outlet"}
    for gold, statement in matched.values():
        right = [*gold["relays"], *(name for i, name in names.items() if i == gold["source"])]
        for credit in (c for c in credits if c.statement == statement.id):
            found += 1
            extra += not any(is_one(credit, name, outlets) for name in right)
    return {"relays": hit / max(1, len(wanted)), "extra": extra / max(1, found)}


def for_statement(statement: Statement, credits: Sequence[Credit]) -> list[Credit]:
    """The credits of a statement, those of its whole article with them."""
    return [c for c in credits if c.article == statement.article and c.statement in (None, statement.id)]


def is_one(credit: Credit, name: str, outlets: Outlets) -> bool:
    """Whether a credit names the truth's outlet."""
    meant = outlets.named(name)
    return credit.outlet == meant if meant and credit.outlet else same_name(credit.name, name)


def targets(truth: Mapping[str, Any], readings: Sequence[Reading], credits: Sequence[Credit]) -> Row:
    """How many credited derivations are found as targets, and how many targets are derivations."""
    names = {Path(r.article.file).name: r.article.id for r in readings}
    ids = {a["id"]: names.get(Path(a["file"]).name, a["id"]) for a in truth["articles"]}
    derived = {ids[a["id"]]: a["derives_from"] for a in truth["articles"]}
    wanted = {(a, ids[d["article"]]) for a, some in derived.items() for d in some if d["credited"]}
    found = {(c.article, c.target) for c in credits if c.target}
    parents = {a: {ids[d["article"]] for d in some} for a, some in derived.items()}
    kin = sum(target in ancestors(article, parents) for article, target in found)
    both = len(wanted & found)
    count = max(1, len(found))
    return {"target": both / len(wanted), "precise": both / count, "kin": kin / count}


def ancestors(article: str, parents: Mapping[str, set[str]]) -> set[str]:
    """All articles that an article derives from, at any distance."""
    seen: set[str] = set()
    open_ = [article]
    while open_:
        for parent in parents.get(open_.pop(), set()) - seen:
            seen.add(parent)
            open_.append(parent)
    return seen


def groups(truth: Mapping[str, Any], matched: Matched, readings: Sequence[Reading], outlets: Outlets) -> Row:
    """B-cubed F1 of the sources of matched attributed statements, beside grouping by exact name."""
    kinds = {s["id"]: s["kind"] for s in truth["sources"]}
    sources = {s.id: s for r in readings for s in r.sources}
    same = same_sources(readings, outlets)
    pairs = [(g["source"], s.speaker) for g, s in matched.values() if s.speaker and g["form"] != "own_voice"]
    row = {}
    for label, chosen in (("named", NAMED), ("unnamed", {"unnamed", "collective"})):
        some = [(gold, sources[i]) for gold, i in pairs if kinds[gold] in chosen]
        row[label] = bcubed(some, lambda s: same.get(s.id, s.id))
        row[label + "_exact"] = bcubed(some, lambda s: (s.name.lower(), s.kind in NAMED))
    return row


def bcubed(pairs: Sequence[tuple[str, Source]], group: Callable[[Source], Hashable]) -> float:
    """B-cubed F1 of grouping sources by `group` against the truth's ids."""
    if not pairs:
        return 0.0
    got, want = [group(s) for _, s in pairs], [g for g, _ in pairs]
    precision = recall = 0.0
    for i in range(len(pairs)):
        ours = {j for j in range(len(pairs)) if got[j] == got[i]}
        theirs = {j for j in range(len(pairs)) if want[j] == want[i]}
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    precision, recall = precision / len(pairs), recall / len(pairs)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
