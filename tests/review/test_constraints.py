"""Decisions on claims and steps to constraints without contradictions, and groups that keep to them."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.by_hand import ByHand
from whence.records import Decision
from whence.review.constraints import Constraints
from whence.trace.claims import grouped

COUNT = 7
UNITS = st.integers(0, COUNT - 1).map(str)
SIDES = st.lists(UNITS, min_size=2, max_size=5, unique=True).flatmap(
    lambda some: st.integers(1, len(some) - 1).map(lambda at: (some[:at], some[at:]))
)
ACTIONS = st.sampled_from(["same", "different", "follows", "follows_not", "denies", "denies_not"])
MADE = st.lists(st.tuples(ACTIONS, SIDES), max_size=8)
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-1, 1, width=32),
)


def decision(number: int, action: str = "same") -> Decision:
    """Return a decision; those of a higher number are later."""
    return Decision(target=str(number), action=action, by="Ada", at=f"2027-03-05T10:00:{number:02}Z")


def held(made: list[tuple[str, tuple[list[str], list[str]]]]) -> tuple[ByHand, dict[int, list[Decision]]]:
    """Return what holds of decisions in the order of their times, and by which others each is overruled."""
    constraints = Constraints()
    overruled: dict[int, list[Decision]] = {}
    for number, (action, sides) in reversed(list(enumerate(made))):
        one = decision(number, action)
        if action == "same":
            overruled[number] = constraints.same_claim([sides[0][0], sides[1][0]], sides, one)
        elif action == "different":
            overruled[number] = constraints.other_claims(sides, one)
        elif action == "follows":
            ends = (sides[0][0], sides[1][0])
            overruled[number] = constraints.follows(*ends, ends, one, confirmed=False)
        elif action == "follows_not":
            overruled[number] = constraints.follows_not(sides[0][0], sides[1][0], one)
        else:
            overruled[number] = constraints.denies(sides, one, holds=action == "denies")
    return constraints.by_hand(), overruled


def groups_of(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the first member of each one's group, where pairs are one."""
    first = {str(n): str(n) for n in range(COUNT)}
    for a, b in pairs:
        old, new = first[b], first[a]
        first = {name: new if root == old else root for name, root in first.items()}
    return first


@given(MADE)
def test_what_holds_never_contradicts_itself(made: list[tuple[str, tuple[list[str], list[str]]]]) -> None:
    """No two that are one through others are apart, and each statement follows at most one other, in no circle."""
    by_hand, _ = held(made)
    first = groups_of(by_hand.one)
    assert all(first[a] != first[b] for a, b in by_hand.apart)
    assert all(first[a] == first[b] for a, b in by_hand.follows)
    before = dict(by_hand.follows)
    assert len(before) == len(by_hand.follows)
    assert not set(by_hand.follows) & set(by_hand.follows_not)
    for start in before:
        at, steps = start, 0
        while at in before and steps <= COUNT:
            at, steps = before[at], steps + 1
        assert steps <= COUNT


@given(MADE)
def test_the_latest_decision_always_holds(made: list[tuple[str, tuple[list[str], list[str]]]]) -> None:
    """The latest is overruled by none, and each that is overruled is so by a later one."""
    _, overruled = held(made)
    for number, by in overruled.items():
        assert all(int(one.target) > number for one in by)
    if made:
        assert overruled[len(made) - 1] == []


@given(MADE)
def test_what_is_not_overruled_holds(made: list[tuple[str, tuple[list[str], list[str]]]]) -> None:
    """A decision that none overrules is found again in what holds."""
    by_hand, overruled = held(made)
    first = groups_of(by_hand.one)
    for number, (action, (one, other)) in enumerate(made):
        if overruled[number]:
            continue
        if action == "same":
            assert first[one[0]] == first[other[0]]
        elif action in ("different", "denies"):
            assert all(first[a] != first[b] for a in one for b in other)
        elif action == "follows":
            assert (one[0], other[0]) in by_hand.follows
        elif action == "follows_not":
            assert (one[0], other[0]) not in by_hand.follows
    told = [(sides, action == "denies") for action, sides in reversed(made) if action in ("denies", "denies_not")]
    assert [((list(one.denying), list(one.denied)), one.holds) for one in by_hand.denials] == told


@given(MADE, PAIRS)
def test_groups_keep_to_what_holds(
    made: list[tuple[str, tuple[list[str], list[str]]]], pairs: dict[tuple[int, int], float]
) -> None:
    """Whatever the likenesses are, those that are one share a group, and those that are apart do not."""
    by_hand, _ = held(made)
    one = [(int(a), int(b)) for a, b in by_hand.one]
    apart = [(int(a), int(b)) for a, b in by_hand.apart]
    found = grouped(COUNT, [(a, b, score) for (a, b), score in pairs.items()], one=one, apart=apart)
    home = {n: number for number, group in enumerate(found) for n in group}
    assert sorted(home) == list(range(COUNT))
    assert all(home[a] == home[b] for a, b in one)
    assert all(home[a] != home[b] for a, b in apart)


@given(PAIRS)
def test_without_decisions_groups_are_what_they_were(pairs: dict[tuple[int, int], float]) -> None:
    """Nothing decided makes no difference to how units are grouped."""
    rows = [(a, b, score) for (a, b), score in pairs.items()]
    assert grouped(COUNT, rows) == grouped(COUNT, rows, one=[], apart=[])


def test_units_that_are_one_count_as_one() -> None:
    """What joins either of two joins both: that a person has put them together makes no other pair less alike."""
    pairs = [(0, 1, 0.4), (2, 3, 0.4)]
    assert grouped(4, pairs, least=0.3, closest=0.3) == [[0, 1], [2, 3]]
    assert grouped(4, pairs, least=0.3, closest=0.3, one=[(1, 2)])[0][1:3] == [1, 2]
    assert {0, 1, 2} <= set(grouped(4, pairs, least=0.3, closest=0.3, one=[(1, 2)])[0])


DENIALS = [
    ("a denial and none", ("denies", ["0"], ["1", "2"]), ("denies_not", ["2"], ["0"]), True),
    ("one each way", ("denies", ["0"], ["1"]), ("denies", ["1"], ["0"]), True),
    ("the same twice", ("denies", ["0"], ["1"]), ("denies", ["0", "2"], ["1"]), False),
    ("of others", ("denies", ["0"], ["1"]), ("denies_not", ["0"], ["2"]), False),
    ("one claim after all", ("denies", ["0"], ["1"]), ("same", ["1"], ["0"]), True),
    ("two claims after all", ("same", ["0"], ["1"]), ("denies", ["1"], ["0"]), True),
    ("two claims of which none denies", ("denies_not", ["0"], ["1"]), ("same", ["1"], ["0"]), False),
]


@pytest.mark.parametrize(("what", "earlier", "later", "against"), DENIALS, ids=[case[0] for case in DENIALS])
def test_who_denies_whom_is_said_once(
    what: str,
    earlier: tuple[str, list[str], list[str]],
    later: tuple[str, list[str], list[str]],
    against: bool,
) -> None:
    """Of two decisions that do not go together the later is named against the earlier; a denial is of two claims."""
    _, overruled = held([(earlier[0], earlier[1:]), (later[0], later[1:])])
    assert [one.target for one in overruled[0]] == (["1"] if against else []), what
    assert overruled[1] == []


def test_a_later_decision_overrules_a_chain() -> None:
    """Of three that are one by two decisions, the later of the two is named against an earlier one that parts them."""
    _, overruled = held([("different", (["0"], ["2"])), ("same", (["0"], ["1"])), ("same", (["1"], ["2"]))])
    assert [one.target for one in overruled[0]] == ["2"]
    assert overruled[1] == overruled[2] == []


def test_what_a_split_leaves_of_a_merger_stays_together() -> None:
    """A statement taken out of a merged claim leaves the others as one claim."""
    by_hand, overruled = held([("same", (["0", "1"], ["2", "3"])), ("different", (["0"], ["1", "2", "3"]))])
    first = groups_of(by_hand.one)
    members = defaultdict(set)
    for name, root in first.items():
        members[root].add(name)
    assert {"1", "2", "3"} in members.values()
    assert {"0"} in members.values()
    assert [one.target for one in overruled[0]] == ["1"]
