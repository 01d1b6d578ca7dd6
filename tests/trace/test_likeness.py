"""How sure two statements are one claim, with their surroundings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from whence.link.pairs import Pairs
from whence.trace.likeness import FEATURES, likeness, surroundings
from whence.trace.setting import Setting

FINN = {"by": ("Orla Finn", "named_person")}


@pytest.fixture
def found(collection: Any) -> Any:
    """Return what two articles say: two statements of one person, and three of another article beside them."""
    collection.article("a", "Tarn Times", "2031-03-03", ("a1", "Nine boats were lost", FINN), ("a2", "It rained", {}))
    collection.article("b", "Night Owl", "2031-03-04", ("b1", "Nine boats were lost", FINN), ("b2", "No boats", {}))
    collection.alike("a1", "b1", same=0.8)
    collection.alike("a1", "b2", same=0.3, opposed=0.9)
    collection.alike("a2", "b2", same=0.2)
    collection.alike("a1", "a2", same=0.1, copied=0.7)
    collection.credit("b1", "Tarn Times", to="a")
    collection.copy("a", "b", 10)
    return collection


def rows_of(collection: Any) -> dict[tuple[str, str], dict[str, float]]:
    """The features of each pair by their names, for the statements' ids."""
    linked = collection.linked
    rows = surroundings(linked.units, linked.pairs, Setting(linked, collection.ordered))
    ids = [(linked.units[p.a].id, linked.units[p.b].id) for p in linked.pairs]
    return {pair: dict(zip(FEATURES, row.tolist(), strict=True)) for pair, row in zip(ids, rows, strict=True)}


def test_a_pair_is_seen_in_its_surroundings(found: Any) -> None:
    """Nearest are those that have no closer statement in the other's article; the margin is to the next."""
    rows = rows_of(found)
    assert {pair: (row["nearest"], row["nearest of one"]) for pair, row in rows.items()} == {
        ("a1", "a2"): (1.0, 1.0),
        ("a1", "b1"): (1.0, 1.0),
        ("a1", "b2"): (0.0, 1.0),
        ("a2", "b2"): (0.0, 1.0),
    }
    assert rows["a1", "b1"]["margin"] == pytest.approx(0.8 - 0.3)
    assert rows["a1", "b2"]["margin"] == pytest.approx(0.3 - 0.8)
    assert rows["a2", "b2"]["margin"] == pytest.approx(0.2 - 0.3)
    assert rows["a1", "a2"]["margin"] == pytest.approx(0.7)


def test_a_pair_is_seen_with_its_articles(found: Any) -> None:
    """Credits count from either side and for the crediting statement alone; copying for all pairs of the articles."""
    rows = rows_of(found)
    assert [name for name in ("credit", "credit aimed") if rows["a1", "b1"][name]] == ["credit", "credit aimed"]
    assert not any(rows[pair]["credit"] for pair in rows if "b1" not in pair)
    assert {rows[pair]["articles copied"] > 0 for pair in rows if pair != ("a1", "a2")} == {True}
    assert [pair for pair, row in rows.items() if row["one article"]] == [("a1", "a2")]
    assert [pair for pair, row in rows.items() if row["one speaker"]] == [("a1", "b1")]
    assert not any(row["other speaker"] for row in rows.values())


def test_statements_of_articles_that_share_little_are_less_alike(collection: Any) -> None:
    """The less two articles have in common, the surer the pair itself must be; above a measure more tells no more."""
    shared = (0.0, 0.09, 0.12, 0.16, 0.2, 0.6)
    for n, related in enumerate(shared):
        collection.article(f"a{n}", "Tarn Times", "2031-03-03", (f"a{n}s", f"Nine boats were lost by {n}", {}))
        collection.article(f"b{n}", "Night Owl", "2031-03-04", (f"b{n}s", f"{n} lost nine of the boats", {}))
        collection.alike(f"a{n}s", f"b{n}s", same=0.7, related=related)
    rows = rows_of(collection)
    assert [rows[f"a{n}s", f"b{n}s"]["loosely related"] for n in range(6)] == pytest.approx(
        [1, 1, 8 / 11, 4 / 11, 0, 0]
    )
    linked = collection.linked
    alike = likeness(linked.units, linked.pairs, Setting(linked, collection.ordered))
    found = dict(zip([linked.units[p.a].id for p in linked.pairs], alike.tolist(), strict=True))
    first, same, third, fourth, close, closer = (found[f"a{n}s"] for n in range(6))
    assert first == same < third < fourth < close == closer


def test_equal_words_are_sure_and_opposed_ones_below_nothing(found: Any) -> None:
    """Words that are the same make a pair sure; a pair more opposed than alike has its opposition, below nothing."""
    linked = found.linked
    alike = likeness(linked.units, linked.pairs, Setting(linked, found.ordered))
    by_ids = {(linked.units[p.a].id, linked.units[p.b].id): score for p, score in zip(linked.pairs, alike, strict=True)}
    assert by_ids["a1", "b1"] >= 0.95
    assert by_ids["a1", "b2"] == -0.9
    assert by_ids["a1", "a2"] >= 0.95 * 0.7
    assert likeness(linked.units, Pairs.of(()), Setting(linked, found.ordered)).shape == (0,)


def test_a_pair_has_the_same_likeness_wherever_it_stands(found: Any) -> None:
    """Neither the order of the pairs nor how many are computed together changes a bit."""
    linked = found.linked
    setting = Setting(linked, found.ordered)
    alike = likeness(linked.units, linked.pairs, setting)
    order = np.arange(len(linked.pairs))[::-1]
    assert likeness(linked.units, Pairs.of(linked.pairs).taken(order), setting).tolist() == alike[order].tolist()
