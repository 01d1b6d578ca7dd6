from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from whence.trace.claims import CLOSEST, LEAST, grouped, rejoined

pairs_of_twelve = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]),
    st.floats(0, 1),
    max_size=40,
)


def listed(found: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    """The pairs with their likeness, in order."""
    return [(a, b, score) for (a, b), score in sorted(found.items())]


@given(pairs_of_twelve)
def test_every_unit_is_in_one_group(found: dict[tuple[int, int], float]) -> None:
    """Groups part the units: none is lost, none stands twice."""
    groups = grouped(12, listed(found))
    assert sorted(n for group in groups for n in group) == list(range(12))


@given(pairs_of_twelve, st.randoms(use_true_random=False))
def test_the_order_of_pairs_makes_no_difference(found: dict[tuple[int, int], float], chance: object) -> None:
    """The same pairs give the same groups, in whatever order they come."""
    pairs = listed(found)
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert grouped(12, pairs) == grouped(12, mixed)


TWO = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(TWO, st.floats(-1, 1), max_size=60), st.lists(TWO, max_size=2), st.lists(TWO, max_size=2))
def test_levels_make_no_difference(
    found: dict[tuple[int, int], float], one: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    """The groups are those of one run over all pairs, also where people have decided about some."""
    by_hand: dict[str, Any] = {"one": one, "apart": [two for two in apart if two not in one]}
    whole = grouped(12, listed(found), levels=(), **by_hand)
    assert grouped(12, listed(found), **by_hand) == whole
    assert grouped(12, listed(found), levels=(0.9, 0.5, 0.21), **by_hand) == whole


@given(st.dictionaries(TWO, st.floats(-1, 1), max_size=60))
def test_the_closest_are_merged_first(found: dict[tuple[int, int], float]) -> None:
    """The groups are those of the plainest way: look at all pairs of groups, merge the closest, and again."""
    groups = [[n] for n in range(12)]
    whole = {pair: round(score * 2**32) for pair, score in found.items()}
    while True:
        close = []
        for a in range(len(groups)):
            for b in range(a + 1, len(groups)):
                scores = [whole.get((min(x, y), max(x, y)), 0) for x in groups[a] for y in groups[b]]
                known = [whole[p] for x in groups[a] for y in groups[b] if (p := (min(x, y), max(x, y))) in whole]
                if known and sum(scores) >= round(LEAST * 2**32) * len(scores) and max(known) >= round(CLOSEST * 2**32):
                    close.append((-sum(scores) / len(scores), a, b))
        if not close:
            break
        _, a, b = min(close)
        groups = sorted([*(g for n, g in enumerate(groups) if n not in (a, b)), sorted(groups[a] + groups[b])])
    assert grouped(12, listed(found)) == groups


def test_a_chain_of_likenesses_joins_no_strangers() -> None:
    """The two ends of a chain that were compared and are opposed do not become one claim."""
    assert grouped(3, [(0, 1, 0.9), (1, 2, 0.5), (0, 2, -0.4)]) == [[0, 1], [2]]


def test_pairs_that_were_not_compared_count_as_unlike() -> None:
    """One likeness among many pairs of two groups joins them not."""
    near = [(a, b, 0.9) for a in range(4) for b in range(a + 1, 4)]
    far = [(a + 4, b + 4, 0.9) for a in range(4) for b in range(a + 1, 4)]
    assert grouped(8, [*near, *far, (3, 4, 0.9)]) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_likenesses_of_a_topic_add_up_to_no_claim() -> None:
    """Two groups whose every pair is a little alike stay apart: the closest pair must be alike itself."""
    assert grouped(2, [(0, 1, 0.4)]) == [[0], [1]]
    assert grouped(2, [(0, 1, 0.5)]) == [[0, 1]]


def units(collection, *wholes: str | None):  # type: ignore[no-untyped-def]
    """Units of which each is a part of that whole, or of none."""
    for number, whole in enumerate(wholes):
        collection.article(f"{number:02d}", None, None, (f"s{number}", "words", {"part_of": whole}))
    return collection.units


def test_a_quotation_that_travels_whole_is_one_claim(collection) -> None:  # type: ignore[no-untyped-def]
    """Two sentences of one quotation that both papers carry are put together again."""
    found = units(collection, "w1", "w1", "w2", "w2")
    assert rejoined(found, [[0, 2], [1, 3]]) == [[0, 1, 2, 3]]


def test_a_sentence_that_was_cut_off_stays_with_its_quotation(collection) -> None:  # type: ignore[no-untyped-def]
    """What only one paper carries of a quotation goes with what both carry."""
    found = units(collection, "w1", "w1", "w2")
    assert rejoined(found, [[0, 2], [1]]) == [[0, 1, 2]]


def test_sentences_that_were_taken_up_apart_stay_claims_of_their_own(collection) -> None:  # type: ignore[no-untyped-def]
    """Where one report takes up one sentence and another the other, there are two claims; a third goes with none."""
    found = units(collection, "w1", "w1", "w1", None, None)
    assert rejoined(found, [[0, 3], [1, 4], [2]]) == [[0, 3], [1, 4], [2]]
