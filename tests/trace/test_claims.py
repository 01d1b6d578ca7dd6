from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.trace.claims import grouped, likeness, rejoined

pairs_of_twelve = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]),
    st.floats(0, 1),
    max_size=40,
)


def pair(a: int, b: int, same: float = 0.9, opposed: float = 0.0, **known: float) -> Pair:
    """A pair that was compared."""
    return Pair(a=a, b=b, same=same, opposed=opposed, **known)


@given(pairs_of_twelve)
def test_every_unit_is_in_one_group(found: dict[tuple[int, int], float]) -> None:
    """Groups part the units: none is lost, none stands twice."""
    groups = grouped(12, [pair(a, b, same) for (a, b), same in sorted(found.items())])
    assert sorted(n for group in groups for n in group) == list(range(12))


@given(pairs_of_twelve, st.randoms(use_true_random=False))
def test_the_order_of_pairs_makes_no_difference(found: dict[tuple[int, int], float], chance: object) -> None:
    """The same pairs give the same groups, in whatever order they come."""
    pairs = [pair(a, b, same) for (a, b), same in sorted(found.items())]
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert grouped(12, pairs) == grouped(12, mixed)


def test_a_chain_of_likenesses_joins_no_strangers() -> None:
    """The two ends of a chain that were compared and are unlike do not become one claim."""
    pairs = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(0, 2, 0.02)]
    assert grouped(3, pairs) == [[0, 1], [2]]


def test_opposites_stay_apart_however_alike_their_words_are() -> None:
    """A pair that is opposed counts against, also where most of its words are the same."""
    opposed = pair(0, 1, 0.3, 0.6, copied=0.9)
    assert likeness(opposed) < 0
    assert grouped(2, [opposed]) == [[0], [1]]


def test_copied_words_join_what_nothing_else_does() -> None:
    """A copied or quoted share of more than half of the words is as good as sure."""
    assert grouped(3, [pair(0, 1, 0.2, copied=1.0), pair(1, 2, 0.2, quoted=1.0), pair(0, 2, 0.2, quoted=1.0)]) == [
        [0, 1, 2]
    ]


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
    """Where another report takes up one sentence and another the other, there are two claims; a third goes with none."""
    found = units(collection, "w1", "w1", "w1", None, None)
    assert rejoined(found, [[0, 3], [1, 4], [2]]) == [[0, 3], [1, 4], [2]]
