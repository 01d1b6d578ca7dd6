"""One Spark session for all tests of scale, and the collections that they trace."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from whence import review
from whence.by_hand import NOTHING, ByHand
from whence.case import Case
from whence.records import Reading, Trace

_SETTINGS = (
    ("spark.driver.memory", "1g"),
    ("spark.ui.enabled", "false"),
    ("spark.sql.shuffle.partitions", "2"),
    ("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),  # a short life: start quickly
)


def _module(name: str) -> Any:
    """Return a module of this folder, whose classes travel to the workers by value: they cannot import it."""
    spec = importlib.util.spec_from_file_location(f"scale_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> Any:
    """Return what makes collections."""
    return _module("collection")


@pytest.fixture(scope="session")
def here() -> Any:
    """Return the engine in one process."""
    return _module("here").Here


@pytest.fixture(scope="session")
def spark(made: Any) -> Iterator[Any]:
    """Return a Spark session of two cores that tries a task four times."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not here: install openjdk-17-jre-headless")
    cloudpickle = pytest.importorskip("pyspark.cloudpickle", reason="pip install '.[spark]'")
    from whence.scale.spark import session

    cloudpickle.register_pickle_by_value(made)
    found = session("local[2,4]", _SETTINGS)
    yield found
    found.stop()


@pytest.fixture(scope="session")
def small(made: Any) -> list[Reading]:
    """Return some dozens of short articles about a few stories."""
    readings: list[Reading] = made.collection(4, 8, seed=8)
    return readings


@pytest.fixture(scope="session")
def traced_small(small: list[Reading], made: Any) -> Trace:
    """Return what one machine makes of them."""
    return on_one_machine(small, made)


def on_one_machine(readings: list[Reading], made: Any, by_hand: ByHand = NOTHING) -> Trace:
    """Trace readings in this process, with the network that takes no time."""
    from whence.pipeline import trace_readings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
        return trace_readings(readings, by_hand=by_hand)


def decide(case: Case, readings: Sequence[Reading]) -> None:
    """Make decisions of every kind about articles of a case file, as people make them; two are not heeded.

    One is about an article that is gone, and one says of two claims what the next one denies by other statements.
    Those on claims, steps and denials are about statements of the same words in two articles, each about other ones.
    """
    pairs = _of_the_same_words(readings)
    busy = {name for pair in pairs for name in pair}
    free = {r.article.id: one for r in readings for one in r.statements if one.id not in busy and one.speaker}
    right, wrong, none, kept = list(free.values())[:4]
    a, b, c, d = [source.id for source in {s.name: s for r in readings[::3] for s in r.sources}.values()][:4]
    page = readings[-1].article
    times = (f"2031-06-01T10:{minute:02d}:00Z" for minute in range(60))
    by = "Ada"
    review.confirm(case, right.id, by=by, at=next(times))
    named = {"source": {"name": "Maud Arden", "kind": "named_person"}, "hedged": True}
    review.correct(case, wrong.id, named, by=by, at=next(times))
    review.drop(case, none.id, by=by, at=next(times))
    added = {"content": [[0, page.text.index("\n")]], "source": {"own_voice": True}}
    review.add(case, page.id, added, by=by, at=next(times))
    review.merge(case, a, b, by=by, at=next(times))
    review.split(case, c, d, by=by, at=next(times))
    review.same(case, pairs[0][0], pairs[1][0], by=by, at=next(times))
    review.different(case, *pairs[2], by=by, at=next(times))
    review.follows(case, *pairs[3], by=by, at=next(times))
    review.follows_not(case, *pairs[4], by=by, at=next(times))
    review.denies_not(case, pairs[5][1], pairs[6][1], by=by, at=next(times))
    review.denies(case, pairs[5][0], pairs[6][0], by=by, at=next(times))
    review.denies_not(case, pairs[7][0], pairs[8][0], by=by, at=next(times))
    review.note(case, page.id, "asked the council", by=by, at=next(times))
    taken = review.drop(case, kept.id, by=by, at=next(times))
    review.undo(case, taken.id, by=by, at=next(times))
    gone = replace(taken, anchor=taken.anchor.replace(kept.article, "0" * len(kept.article)), at=next(times))
    case.decide(gone)


def _of_the_same_words(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """Pairs of statements that have the same words, the later one first; no words in more than one of them."""
    found: dict[str, list[str]] = {}
    for reading in readings:
        text = reading.article.text
        for one in reading.statements:
            found.setdefault(" ".join(text[start:end] for start, end in one.content), []).append(one.id)
    return [(names[-1], names[0]) for names in found.values() if len(names) > 1]
