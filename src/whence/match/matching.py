"""Which published checks speak of the claims of a collection: a few by their words, then each of these compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from whence.match.deciding import Candidates, sureness
from whence.match.index import Index
from whence.match.lexical import stems_of
from whence.match.records import SURE, Given, Matched, Version

__all__ = ["MOST", "chosen", "match"]

MOST = 30
"""Checks that a text is compared with at most: those that share most of its words and letters."""

_WORDINGS = 4  # of a claim's versions that are looked up: the earliest ones that differ
_FEWEST = 3  # stems that a text needs for a check to be found by
_BATCH = 200  # texts that are compared at once


def match(
    versions: Iterable[Version],
    checks: Sequence[Given],
    *,
    threshold: float = SURE,
    progress: Callable[[int, int], None] | None = None,
) -> list[Matched]:
    """Return which checks speak of which claims: by claim, the surest first, none that is less sure than `threshold`.

    Versions of a claim stand together, and the claims in the order in which they are to be told. `progress` is called
    with how many texts are done and how many there are.
    """
    asked = _asked(versions)
    reviewed = [(given.check.claim, given.check.title) for given in checks]
    index = Index([f"{claim} {title or ''}" for claim, title in reviewed])
    best: dict[tuple[str, int], tuple[float, str]] = {}
    for low in range(0, len(asked), _BATCH):
        some = asked[low : low + _BATCH]
        found, numbers = chosen(index, [one.words for one in some], reviewed)
        for (text, check), score in zip(found.pairs.tolist(), sureness(found).tolist(), strict=True):
            key = (some[text].claim, numbers[check])
            if score >= threshold and score > best.get(key, (-1.0, ""))[0]:
                best[key] = (score, some[text].statement)
        if progress is not None:
            progress(low + len(some), len(asked))
    place = {one.claim: n for n, one in reversed(list(enumerate(asked)))}
    kept = [
        Matched(claim=claim, check=checks[n].check, score=round(score, 3), statement=statement, given=checks[n].given)
        for (claim, n), (score, statement) in best.items()
    ]
    return sorted(kept, key=lambda one: (place[one.claim], -one.score, one.check.address, one.check.id))


def chosen(
    index: Index, texts: Sequence[str], reviewed: Sequence[tuple[str, str | None]], *, most: int = MOST
) -> tuple[Candidates, list[int]]:
    """Return the pairs worth comparing of some texts and indexed checks, with the numbers of the checks in them."""
    numbers: dict[int, int] = {}
    pairs, shared, greatest = [], [], []
    for text, words in enumerate(texts):
        found = index.best(words, most)
        pairs += [(text, numbers.setdefault(check, len(numbers))) for check in found.numbers.tolist()]
        shared.append(found.shared)
        greatest.append(np.tile(found.most, (len(found.numbers), 1)))
    candidates = Candidates(
        texts,
        [reviewed[check] for check in numbers],
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
        np.concatenate(shared) if shared else np.zeros((0, 2), dtype=np.float32),
        np.concatenate(greatest) if greatest else np.zeros((0, 2), dtype=np.float32),
    )
    return candidates, list(numbers)


def _asked(versions: Iterable[Version]) -> list[Version]:
    """Return the versions that are looked up: of each claim the first few whose words differ and say enough."""
    found: dict[str, dict[str, Version]] = {}
    for one in versions:
        own = found.setdefault(one.claim, {})
        stems = stems_of(one.words)
        if len(own) < _WORDINGS and len(set(stems)) >= _FEWEST:
            own.setdefault(" ".join(stems), one)
    return [one for own in found.values() for one in own.values()]
