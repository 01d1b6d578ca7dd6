"""Which claims deny which, by how opposed their statements are and by what stands together in the articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.trace.denials import LEAST_ALIKE, LEAST_SEEN, MOST, Member, bearing, denials


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
    assert denials(GROUPS, members, pairs_of(GROUPS, 0.4)) == {denied: [denying]}


def test_without_negations_the_later_claim_denies_the_earlier() -> None:
    """Of "twelve came" and "nineteen came" the one that came second contradicts the first."""
    assert denials(GROUPS, [member(*place) for place in BESIDE], pairs_of(GROUPS, 0.4)) == {0: [1]}


@given(st.lists(st.floats(0, 1), min_size=10, max_size=10), st.lists(st.booleans(), min_size=10, max_size=10))
def test_no_claim_stands_against_many(opposed: list[float], denies: list[bool]) -> None:
    """However much seems opposed to a claim, it is said to deny, and to be denied by, few; and never by itself."""
    groups = [[2 * n, 2 * n + 1] for n in range(5)]
    members = [member("xy"[n % 2], 1, f"speaker {n // 2}", denies=denies[n]) for n in range(10)]
    between = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    pairs = [Pair(a=2 * a, b=2 * b, same=0.1, opposed=o) for (a, b), o in zip(between, opposed, strict=True)]
    found = denials(groups, members, pairs)
    both = [(denied, n) for denied, several in found.items() for n in several]
    assert all(sum(n in two for two in both) <= MOST for n in range(5))
    assert all(a != b for a, b in both)
    assert found == denials(groups, members, [pair for pair in pairs if pair.opposed >= LEAST_SEEN])


@pytest.mark.parametrize(
    ("opposed", "same", "bears"),
    [(LEAST_SEEN, LEAST_ALIKE, True), (LEAST_SEEN - 0.01, 0.5, False), (0.9, LEAST_ALIKE - 0.01, False)],
)
def test_what_denies_is_about_the_same_matter(opposed: float, same: float, bears: bool) -> None:
    """A pair bears on denials where it is opposed at all, and not wholly about something else."""
    assert bearing(Pairs.of([Pair(a=0, b=1, same=same, opposed=opposed)])).tolist() == [bears]
