"""Where grouping loses what belongs together: each pair of true statements of one claim, by what became of it.

    python benchmarks/grouping_losses.py [FOLDER_OF_FOLDS] [EVENT ...]

FOLDER (by default model-work) holds fold-0/weights, fold-1/weights, ...: each event is traced by the weights that never
saw it, as in `newsroom_tracing.py`. Groups are those of tracing, before parts of one statement are put together again.

The first table counts pairs, and what they cost of B-cubed recall: a pair that is lost costs each of its two statements
one part in as many as their claim has. The second repairs one cause after the other, and groups again.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray

import whence
from newsroom_truth import jaccard, located, meets
from whence.link.linked import Linked
from whence.link.linking import link
from whence.link.pairs import Pairs
from whence.link.units import Unit
from whence.records import Reading, Role, Span, Statement
from whence.text.words import words_of
from whence.trace.claims import CLOSEST, grouped_of, rejoined
from whence.trace.likeness import likeness
from whence.trace.setting import Setting

EVENTS = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "newsroom"

Floats = NDArray[np.float64]
Two = tuple[str, str]

CAUSES = (
    "together",
    "a statement not found",
    "a statement in parts of several claims",
    "never compared",
    "judged opposed",
    "judged below .05",
    "judged .05 to .2",
    "judged .2 to .3",
    "judged .3 and more",
)
"""What became of a pair of one claim: from the fourth on, both were found whole, and stand in two groups."""
_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The true statements of an event: the claim of each, and the units of the statement that meets those found.

    A statement that was split has its parts' units.
    """

    claim: Mapping[str, str]
    units: Mapping[str, tuple[int, ...]]

    def pairs(self) -> Iterable[Two]:
        """Every two statements of one claim."""
        of_claim: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self.claim):
            of_claim[self.claim[name]].append(name)
        yield from ((a, b) for names in of_claim.values() for i, a in enumerate(names) for b in names[i + 1 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """An event's units with their pairs, how alike each is, and the truth."""

    linked: Linked
    pairs: Pairs
    alike: Floats
    gold: Gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """How many pairs met each fate, what each costs of recall, how lost pairs look, and B-cubed of each repair."""

    pairs: Counter[str]
    recall: dict[str, float]
    looks: Counter[tuple[str, str]]
    repaired: dict[str, tuple[float, float, float]]


def main() -> None:
    """Print both tables."""
    folder, *names = sys.argv[1:] or ["model-work"]
    folds = sorted(Path(folder).glob("fold-*/weights"))
    if not folds:
        sys.exit(f"no fold-*/weights in {folder}: see training/README.md")
    events = sorted(p for p in EVENTS.iterdir() if (p / "truth.json").exists() and (not names or p.name in names))
    found = {event.name: _in_a_process(event, folds) for event in events}
    _print_causes(found)
    _print_looks(found)
    _print_repairs(found)


def _in_a_process(event: Path, folds: Sequence[Path]) -> Losses:
    """An event by its fold's weights: a process loads one set of them only."""
    fold = next(f for f in folds if event.name in json.loads((f / "unseen.json").read_text(encoding="utf-8")))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(losses, event, fold).result()


def losses(event: Path, weights: Path) -> Losses:
    """What became of the pairs of an event."""
    os.environ["WHENCE_MODEL"] = str(weights)
    traced = _traced(event)
    home = _homes(traced, traced.alike)
    row = {(a, b): n for n, (a, b) in enumerate(zip(traced.pairs.a.tolist(), traced.pairs.b.tolist(), strict=True))}
    size = Counter(traced.gold.claim.values())
    pairs: Counter[str] = Counter()
    recall = dict.fromkeys(CAUSES, 0.0)
    looks: Counter[tuple[str, str]] = Counter()
    for a, b in traced.gold.pairs():
        cause = _cause(a, b, traced, home, row)
        pairs[cause] += 1
        recall[cause] += 2 / size[traced.gold.claim[a]] / len(traced.gold.claim)
        if cause in CAUSES[3:]:
            looks.update((cause, look) for look in _looks(traced, traced.gold.units[a][0], traced.gold.units[b][0]))
    return Losses(pairs=pairs, recall=recall, looks=looks, repaired=dict(_repaired(traced)))


def _traced(event: Path) -> Traced:
    readings = list(whence.read(str(event / "articles")))
    linked = link(readings)
    pairs = Pairs.of(linked.pairs)
    alike = likeness(linked.units, pairs, Setting(linked, readings))
    return Traced(linked=linked, pairs=pairs, alike=alike, gold=_gold(event, readings, linked.units))


def _gold(event: Path, readings: Sequence[Reading], units: Sequence[Unit]) -> Gold:
    """The truth, each statement met by a whole or a part as the data's scorer has it."""
    truth = json.loads((event / "truth.json").read_text(encoding="utf-8"))
    files = {a["id"]: PurePath(a["file"]).name for a in truth["articles"]}
    of_file = {PurePath(r.article.file).name: r for r in readings}
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        for name in {unit.id, unit.statement.part_of or unit.id}:
            numbers[name].append(n)
    parts = [u.statement for u in units if u.statement.part_of is not None]
    claim, found = {}, {}
    for one in truth["claims"]:
        for row in one["statements"]:
            claim[row["id"]] = one["id"]
            reading = of_file[files[row["article"]]]
            own = [p for p in parts if p.article == reading.article.id]
            met = _met(located(reading.article.text, row["content"]), [*reading.statements, *own])
            if met is not None and met.id in numbers:
                found[row["id"]] = tuple(numbers[met.id])
    return Gold(claim=claim, units=found)


def _met(at: Span | None, statements: Sequence[Statement]) -> Statement | None:
    """The statement that meets a place best; of two that do so equally, a part."""
    near = [s for s in statements if at is not None and meets(at, s.content)]
    return max(near, key=lambda s: (round(jaccard(at, s.content), 3), s.part_of is not None)) if near and at else None


def _homes(traced: Traced, alike: Floats) -> dict[int, int]:
    """The number of each unit's group."""
    count = len(traced.linked.units)
    groups = rejoined(traced.linked.units, grouped_of(count, traced.pairs, alike))
    return {n: number for number, group in enumerate(groups) for n in group}


def _cause(a: str, b: str, traced: Traced, home: Mapping[int, int], row: Mapping[tuple[int, int], int]) -> str:
    some = (traced.gold.units.get(a, ()), traced.gold.units.get(b, ()))
    if not all(some):
        return CAUSES[1]
    groups = [{home[n] for n in units} for units in some]
    if any(len(own) > 1 for own in groups):
        return CAUSES[2]
    if groups[0] == groups[1]:
        return CAUSES[0]
    rows = [
        row[min(one, two), max(one, two)] for one in some[0] for two in some[1] if (min(one, two), max(one, two)) in row
    ]
    if not rows:
        return CAUSES[3]
    return CAUSES[4 + int(np.searchsorted((0, 0.05, 0.2, CLOSEST), traced.alike[rows].max(), side="right"))]


def _looks(traced: Traced, one: int, two: int) -> Iterable[str]:
    """What is remarkable about two units."""
    a, b = traced.linked.units[one], traced.linked.units[two]
    words, others = set(words_of(a.words)), set(words_of(b.words))
    yield "all"
    if len(words & others) < 0.15 * len(words | others):
        yield "words mostly other"
    if a.values and b.values and not a.values & b.values:
        yield "other figures"
    if a.article.id == b.article.id:
        yield "one article"
    if a.own_voice != b.own_voice:
        yield "own voice or not"
    if any(u.article.blocks[u.statement.block].role in (Role.headline, Role.subhead) for u in (a, b)):
        yield "a headline"
    if max(len(words), len(others)) > 2.5 * min(len(words), len(others)):
        yield "lengths far apart"


def _repaired(traced: Traced) -> Iterable[tuple[str, tuple[float, float, float]]]:
    """B-cubed precision, recall and F1 as it is, and with one kind of pair judged as the truth has it."""
    right, wrong, beside = _kinds(traced)
    alike = traced.alike
    low = right & (alike < CLOSEST)
    yield "as it is", bcubed(traced.gold, _homes(traced, alike))
    yield "true pairs judged below .05 are sure", _again(traced, np.where(low & (alike < 0.05), _SURE, alike))
    yield "true pairs judged .05 to .3 are sure", _again(traced, np.where(low & (alike >= 0.05), _SURE, alike))
    yield "true pairs judged .3 and more are sure", _again(traced, np.where(right & ~low, _SURE, alike))
    yield "all true pairs that were compared are sure", _again(traced, np.where(right, _SURE, alike))
    yield "pairs of two claims are unlike", _again(traced, np.where(wrong, 0.0, alike))
    yield "pairs with a statement of no claim are unlike", _again(traced, np.where(beside, 0.0, alike))
    both = np.where(right, _SURE, np.where(wrong, 0.0, alike))
    yield "both kinds of true statements' pairs", _again(traced, both)
    yield "all pairs that were compared", _again(traced, np.where(beside, 0.0, both))
    yield "each statement found in its own claim", bcubed(traced.gold, _true_homes(traced.gold))


def _again(traced: Traced, alike: Floats) -> tuple[float, float, float]:
    return bcubed(traced.gold, _homes(traced, alike))


def _kinds(traced: Traced) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs are of one claim, of two claims, and of a true statement with one that the truth does not list."""
    claims: defaultdict[int, set[str]] = defaultdict(set)
    for name, units in traced.gold.units.items():
        for unit in units:
            claims[unit].add(traced.gold.claim[name])
    none: set[str] = set()
    both = [
        (claims.get(a, none), claims.get(b, none))
        for a, b in zip(traced.pairs.a.tolist(), traced.pairs.b.tolist(), strict=True)
    ]
    return (
        np.array([bool(a & b) for a, b in both]),
        np.array([bool(a and b and not a & b) for a, b in both]),
        np.array([bool(a) != bool(b) for a, b in both]),
    )


def _true_homes(gold: Gold) -> dict[int, int]:
    numbers = {claim: n for n, claim in enumerate(sorted(set(gold.claim.values())))}
    return {unit: numbers[gold.claim[name]] for name, units in gold.units.items() for unit in units}


def bcubed(gold: Gold, home: Mapping[int, int]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over the true statements; one in no group, or in several, stands alone."""
    homes = {n: {home[unit] for unit in units} for n, units in gold.units.items()}
    group: dict[str, int | str] = {n: min(homes[n]) if len(homes.get(n, ())) == 1 else n for n in gold.claim}
    sizes, claims = Counter(group.values()), Counter(gold.claim.values())
    meet = Counter((group[n], gold.claim[n]) for n in gold.claim)
    precision = sum(meet[group[n], gold.claim[n]] / sizes[group[n]] for n in gold.claim) / len(gold.claim)
    recall = sum(meet[group[n], gold.claim[n]] / claims[gold.claim[n]] for n in gold.claim) / len(gold.claim)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _print_causes(found: Mapping[str, Losses]) -> None:
    print(f"{'pairs of one claim (and their share of recall)':26s}")
    print("| | " + " | ".join(found) + " | all | mean recall |")
    for cause in CAUSES:
        counts = [one.pairs[cause] for one in found.values()]
        recall = [one.recall[cause] for one in found.values()]
        cells = [f"{count} ({cost:.3f})" for count, cost in zip(counts, recall, strict=True)]
        print(f"| {cause} | " + " | ".join(cells) + f" | {sum(counts)} | {np.mean(recall):.3f} |")


def _print_looks(found: Mapping[str, Losses]) -> None:
    total: Counter[tuple[str, str]] = Counter()
    for one in found.values():
        total.update(one.looks)
    looks = [look for look, _ in Counter({k: sum(total[c, k] for c in CAUSES) for _, k in total}).most_common()]
    print("\n| lost pairs | " + " | ".join(looks) + " |")
    for cause in CAUSES[3:]:
        print(f"| {cause} | " + " | ".join(str(total[cause, look]) for look in looks) + " |")


def _print_repairs(found: Mapping[str, Losses]) -> None:
    print("\n| B-cubed | precision | recall | F1 | " + " | ".join(found) + " |")
    for name in next(iter(found.values())).repaired:
        rows = [one.repaired[name] for one in found.values()]
        means = np.mean(rows, axis=0)
        print(f"| {name} | " + " | ".join(f"{v:.3f}" for v in (*means, *(row[2] for row in rows))) + " |")


if __name__ == "__main__":
    main()
