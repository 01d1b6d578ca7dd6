"""Which claims deny which, by how opposed their statements are and by what stands together in the articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.records import Denial, LinkBasis
from whence.trace.decided import Denied
from whence.trace.denials import (
    LEAST_ALIKE,
    LEAST_RELATED,
    LEAST_SEEN,
    MOST,
    Against,
    Member,
    as_decided,
    bearing,
    denials,
    denied_by,
    records_of,
)


def member(article: str, block: int, speaker: str | None, *, denies: bool = False, negated: bool = False) -> Member:
    return Member(denies=denies, negated=negated, speaker=speaker, article=article, block=block)


def pairs_of(groups: list[list[int]], opposed: float) -> list[Pair]:
    """Every pair of the first two groups, as opposed as that."""
    return [Pair(a=a, b=b, same=0.1, opposed=opposed) for a in groups[0] for b in groups[1]]


GROUPS = [[0, 1], [2, 3]]
BESIDE = [("x", 1, "Roe"), ("y", 1, "Roe"), ("x", 1, "Brand"), ("y", 1, "Brand")]
ELSEWHERE = [("x", 1, "Roe"), ("y", 1, "Roe"), ("v", 5, "Brand"), ("w", 7, "Brand")]
ONE_SOURCE = [("x", 1, "Roe"), ("y", 1, "Roe"), ("x", 1, "Roe"), ("y", 1, "Roe")]
CASES = [
    ("side by side, somewhat opposed", BESIDE, 0.25, True),
    ("side by side, hardly opposed", BESIDE, 0.05, False),
    ("elsewhere, somewhat opposed", ELSEWHERE, 0.25, False),
    ("elsewhere, surely opposed", ELSEWHERE, 0.6, True),
    ("side by side, of one source", ONE_SOURCE, 0.25, False),
]


@pytest.mark.parametrize(("what", "places", "opposed", "found"), CASES, ids=[case[0] for case in CASES])
def test_a_claim_and_its_denial_stand_side_by_side(
    what: str, places: list[tuple[str, int, str]], opposed: float, found: bool
) -> None:
    """What other sources say in the same paragraphs needs to be less opposed than what is said elsewhere."""
    members = [member(*place) for place in places]
    assert bool(denials(GROUPS, members, pairs_of(GROUPS, opposed))) is found, what


@pytest.mark.parametrize(
    ("denies", "opposed", "found"), [(False, 0.5, 0), (True, 0.5, 1), (True, 0.2, 0), (False, 0.7, 1)]
)
def test_a_claim_of_one_statement_must_be_surely_opposed_or_denied(denies: bool, opposed: float, found: int) -> None:
    """Of two lone statements nothing else is seen; an act of denial takes less."""
    members = [member("x", 1, "Roe"), member("y", 4, "Brand", denies=denies)]
    assert len(denials([[0], [1]], members, pairs_of([[0], [1]], opposed))) == found


@pytest.mark.parametrize(("first", "denied", "denying"), [(True, 1, 0), (False, 0, 1)])
def test_who_says_that_it_is_not_so_denies(first: bool, denied: int, denying: int) -> None:
    """The claim with negations denies the other, whichever was printed first."""
    members = [member(a, n, s, negated=first == (s == "Roe")) for a, n, s in BESIDE]
    assert denied_by(denials(GROUPS, members, pairs_of(GROUPS, 0.4))) == {denied: [denying]}


def test_without_negations_the_later_claim_denies_the_earlier() -> None:
    """Of "twelve came" and "nineteen came" the one that came second contradicts the first."""
    assert denied_by(denials(GROUPS, [member(*place) for place in BESIDE], pairs_of(GROUPS, 0.4))) == {0: [1]}


@given(st.lists(st.floats(0, 1), min_size=10, max_size=10), st.lists(st.booleans(), min_size=10, max_size=10))
def test_no_claim_stands_against_many(opposed: list[float], denies: list[bool]) -> None:
    """However much seems opposed to a claim, it is said to deny, and to be denied by, few; and never by itself."""
    groups = [[2 * n, 2 * n + 1] for n in range(5)]
    members = [member("xy"[n % 2], 1, f"speaker {n // 2}", denies=denies[n]) for n in range(10)]
    between = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    pairs = [Pair(a=2 * a, b=2 * b, same=0.1, opposed=o) for (a, b), o in zip(between, opposed, strict=True)]
    found = denials(groups, members, pairs)
    both = [(one.denied, one.denying) for one in found]
    assert all(sum(n in two for two in both) <= MOST for n in range(5))
    assert all(a != b for a, b in both)
    assert all(0 < one.score < 1 and one.ends is None for one in found)
    assert found == denials(groups, members, [pair for pair in pairs if pair.opposed >= LEAST_SEEN])


@pytest.mark.parametrize(
    ("opposed", "same", "related", "bears"),
    [
        (LEAST_SEEN, LEAST_ALIKE, LEAST_RELATED, True),
        (LEAST_SEEN - 0.01, 0.5, 1.0, False),
        (0.9, LEAST_ALIKE - 0.01, 1.0, False),
        (0.9, 0.5, LEAST_RELATED - 0.01, False),
    ],
)
def test_what_denies_is_about_the_same_matter(opposed: float, same: float, related: float, bears: bool) -> None:
    """A pair bears on denials where it is opposed at all, and neither it nor its articles are about something else."""
    pairs = Pairs.of([Pair(a=0, b=1, same=same, opposed=opposed, related=related)])
    assert bearing(pairs).tolist() == [bears]


# --- as people have decided it --------------------------------------------------------------------------------------

COUNT = 10
UNITS = st.lists(st.integers(0, COUNT - 1), min_size=2, max_size=6, unique=True)
TOLD = st.lists(
    st.builds(
        lambda some, at, holds: Denied(tuple(some[:at]), tuple(some[at:]), holds), UNITS, st.just(1), st.booleans()
    ),
    max_size=4,
)
HOMES = st.lists(st.integers(0, 4), min_size=COUNT, max_size=COUNT).map(
    lambda homes: [group for n in range(5) if (group := [unit for unit in range(COUNT) if homes[unit] == n])]
)
TWO_GROUPS = st.lists(st.integers(0, 4), min_size=2, max_size=2, unique=True)
FOUND = st.lists(
    st.builds(lambda two: Against(two[0], two[1], 0.7), TWO_GROUPS),
    max_size=5,
    unique_by=lambda one: frozenset(one[:2]),
)


@given(HOMES, FOUND, TOLD)
def test_what_is_decided_of_two_claims_changes_no_other(
    groups: list[list[int]], found: list[Against], told: list[Denied]
) -> None:
    """The latest decision holds; what no decision is about stays as it was; and no two claims deny one another."""
    found = [one for one in found if max(one[:2]) < len(groups)]
    made = as_decided(found, groups, told)
    assert as_decided(found, groups, []) == sorted(found)
    assert len({frozenset(one[:2]) for one in made}) == len(made)
    home = {n: number for number, group in enumerate(groups) for n in group}
    touched = {
        frozenset((home[a], home[b])) for one in told for a in one.denying for b in one.denied if home[a] != home[b]
    }
    assert [one for one in made if frozenset(one[:2]) not in touched] == sorted(
        one for one in found if frozenset(one[:2]) not in touched
    )
    if told and len(told[0].denied) == 1:
        (denying,), (denied,) = told[0].denying, told[0].denied
        now = [one for one in made if {one.denied, one.denying} == {home[denying], home[denied]}]
        if home[denying] == home[denied] or not told[0].holds:
            assert now == []
        else:
            assert now == [Against(home[denied], home[denying], 1.0, (denied, denying))]


DECIDED = [
    ("the claim that holds most of a side is meant", [[0, 1, 2], [3, 4], [5]], ((0, 1, 3), (5,), True), {2: [0]}),
    ("a claim that fell apart is denied by neither half", [[0, 1], [2, 3], [4]], ((0, 1, 2, 3), (4,), False), {}),
    (
        "one that has gone over leaves a denial elsewhere alone",
        [[0, 1], [2, 5, 6], [4]],
        ((0, 1, 2), (4,), False),
        {2: [1]},
    ),
    ("a side may have no statement left", [[0, 1], [2], [4]], ((7,), (4,), False), {2: [0, 1]}),
]


@pytest.mark.parametrize(("what", "groups", "told", "denied"), DECIDED, ids=[case[0] for case in DECIDED])
def test_a_decision_finds_the_claims_that_it_is_about(
    what: str,
    groups: list[list[int]],
    told: tuple[tuple[int, ...], tuple[int, ...], bool],
    denied: dict[int, list[int]],
) -> None:
    """Decided are statements; the claims that hold them now are found, also where they are grouped otherwise since."""
    found = [] if told[2] else [Against(2, 0, 0.8), Against(2, 1, 0.8)]
    assert denied_by(as_decided(found, groups, [Denied(*told)])) == denied, what


def test_a_denial_is_shown_by_its_most_opposed_statements() -> None:
    """Of each denial stands how sure it is, and the two statements that are most opposed; by hand, those decided of."""
    pairs = [Pair(a=0, b=2, same=0.1, opposed=0.3), Pair(a=1, b=3, same=0.1, opposed=0.9)]
    found = [Against(0, 1, 0.87654), Against(1, 0, 1.0, (2, 0))]
    ids = dict(enumerate("abcd"))
    assert records_of(found, GROUPS, pairs, ids) == (
        Denial(denying="d", denied="b", basis=LinkBasis.inferred, score=0.877),
        Denial(denying="a", denied="c", basis=LinkBasis.by_hand, score=1.0),
    )
