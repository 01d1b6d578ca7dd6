"""The network's opinion on the kinds of sources, where it is sure and the rules' evidence is only a word's form.

Rules read kinds from words: "police" is an organisation, "a nurse" is unnamed. A name that no rule knows leaves them
little to go on; the network saw how the name is used. Its opinions on all of a source's statements are averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from whence.read.relation import Relation
from whence.read.sources import Resolution
from whence.records import Source, SourceKind

__all__ = ["with_network_kinds"]

_SURE = 0.9
_KINDS = tuple(SourceKind)


def with_network_kinds(resolution: Resolution, relations: Sequence[Relation], sure: float = _SURE) -> Resolution:
    """Give each source the kind that the network holds for it, where the mean probability is at least `sure`."""
    votes: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for speaker, relation in zip(resolution.speakers, relations, strict=True):
        if speaker and relation.kinds and relation.source:
            votes[speaker].append(relation.kinds)
    return replace(resolution, sources=tuple(_judged(s, votes.get(s.id, []), sure) for s in resolution.sources))


def _judged(source: Source, votes: Sequence[tuple[float, ...]], sure: float) -> Source:
    if not votes:
        return source
    means = [sum(column) / len(votes) for column in zip(*votes, strict=True)]
    best = max(range(len(means)), key=means.__getitem__)
    kind = _KINDS[best]
    return replace(source, kind=kind) if means[best] >= sure and kind is not SourceKind.none else source
