"""Pictures that several articles show: those that look the same, with what their captions say differently."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from whence.pictures.captions import differences
from whence.pictures.looks import SIDE, compared
from whence.pictures.records import Group, Likeness, Picture, Relation, Shown

__all__ = ["grouped"]

_COMPARED = 12  # places of one picture whose captions are compared with each other


def grouped(pictures: Sequence[Picture], texts: Mapping[str, str]) -> list[Group]:
    """Return the pictures that stand in at least two places, by how many places that is, the most first.

    `texts` are the articles' texts by their ids. One picture of an article that shows it twice is two places. Shots
    that the same films share, and nothing else, are one group: two copies of a film are one finding, not one a shot.
    """
    likenesses = _likenesses(pictures)
    groups = _joined(len(pictures), likenesses)
    found = [_group([pictures[n] for n in own], own, likenesses, texts) for own in groups]
    return sorted(_film_by_film(found), key=lambda group: (-len(group.places), group.id))


def _film_by_film(groups: Sequence[Group]) -> list[Group]:
    """Put the groups of the same films' frames together."""
    of_films: defaultdict[frozenset[tuple[str | None, str]], list[Group]] = defaultdict(list)
    found: list[Group] = []
    for group in groups:
        pictures = [one.picture for one in group.shown]
        if any(picture.frame is None for picture in pictures):
            found.append(group)
        else:
            of_films[frozenset((picture.article, picture.file) for picture in pictures)].append(group)
    return [*found, *(_one_film(own) for own in of_films.values())]


def _one_film(groups: list[Group]) -> Group:
    """Return several shots of the same films as one group, whose captions were compared with the first of them."""
    if len(groups) == 1:
        return groups[0]
    groups = sorted(groups, key=lambda group: (min(one.picture.frame or 0.0 for one in group.shown), group.id))
    shown = tuple(one for group in groups for one in group.shown)
    return Group(id=_key(one.picture for one in shown), shown=shown, differences=groups[0].differences)


def _key(pictures: Iterable[Picture]) -> str:
    return hashlib.sha256("\n".join(sorted(picture.id for picture in pictures)).encode()).hexdigest()[:16]


def _likenesses(pictures: Sequence[Picture]) -> dict[tuple[int, int], Likeness]:
    """Return how pairs of pictures are one: by their bytes, or by their looks."""
    whole = Likeness(relation=Relation.same_bytes, score=1.0)
    first: dict[str, int] = {}
    found: dict[tuple[int, int], Likeness] = {}
    for n, picture in enumerate(pictures):
        if first.setdefault(picture.digest, n) != n:
            found[first[picture.digest], n] = whole
    seen = [n for n in sorted(first.values()) if pictures[n].gray]
    grays = [np.frombuffer(pictures[n].gray, dtype=np.uint8).reshape(SIDE, SIDE) for n in seen]
    found |= {(seen[a], seen[b]): likeness for a, b, likeness in compared(grays)}
    return {pair: likeness for pair, likeness in found.items() if not _of_one_film(*(pictures[n] for n in pair))}


def _of_one_film(a: Picture, b: Picture) -> bool:
    """Whether two are frames of one film in one place: that they look alike says nothing."""
    return a.frame is not None and b.frame is not None and (a.article, a.file) == (b.article, b.file)


def _joined(count: int, likenesses: Mapping[tuple[int, int], Likeness]) -> list[list[int]]:
    """Return what hangs together, in groups of at least two."""
    of = list(range(count))
    for a, b in likenesses:
        low, high = sorted((of[a], of[b]))
        of = [low if one == high else one for one in of]
    groups: dict[int, list[int]] = {}
    for n, one in enumerate(of):
        groups.setdefault(one, []).append(n)
    return [own for own in groups.values() if len(own) > 1]


def _group(
    own: Sequence[Picture],
    numbers: Sequence[int],
    likenesses: Mapping[tuple[int, int], Likeness],
    texts: Mapping[str, str],
) -> Group:
    """The picture with most pixels stands for the group; how the others are like it is shown beside them."""
    head = max(range(len(own)), key=lambda n: (own[n].size[0] * own[n].size[1], -n))
    order = [head, *(n for n in range(len(own)) if n != head)]
    shown = tuple(Shown(picture=own[n], likeness=_to_head(numbers[head], numbers[n], likenesses)) for n in order)
    apart = [difference for a, b in combinations(own[:_COMPARED], 2) for difference in differences(a, b, dict(texts))]
    return Group(id=_key(own), shown=shown, differences=tuple(apart))


def _to_head(head: int, other: int, likenesses: Mapping[tuple[int, int], Likeness]) -> Likeness:
    """Return how a picture is like the group's head; where the two were joined by others, the surest of its own."""
    if head == other:
        return Likeness(relation=Relation.same, score=1.0)
    direct = likenesses.get((min(head, other), max(head, other)))
    return direct or max((one for pair, one in likenesses.items() if other in pair), key=lambda one: one.score)
