"""Which sources of two articles are one speaker, because both say the same words and one of the articles names nobody.

Words are a speaker's own only where nobody else is said to have said them within: "the director said that a doctor had
noticed it" gives the doctor's words to the doctor, and where another article quotes the doctor alone, that is not the
director.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.records import Source, SourceKind
from whence.text.words import words_of

__all__ = ["SPOKEN_ALIKE", "one_speaker", "shown_by"]

SPOKEN_ALIKE = 0.8
"""The share of words that two statements have in common from which on they may be one utterance."""
_MOSTLY = 0.5
_NOBODY = {SourceKind.outlet, SourceKind.none}  # an outlet that carries a source's words is not that source


def one_speaker(units: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """Yield the ids of two sources for each of the pairs of units whose words one speaker seems to have said."""
    return ((one, other) for _, one, other in shown_by(units, pairs))


def shown_by(units: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[tuple[Pair, str, str]]:
    """Yield each of the pairs of units whose words one speaker seems to have said, with the ids of both speakers."""
    told = _Told(units)
    for pair in pairs:
        one, other = units[pair.a], units[pair.b]
        if max(pair.copied, pair.quoted) < SPOKEN_ALIKE or one.speaker is None or other.speaker is None:
            continue
        kinds = {one.speaker.kind, other.speaker.kind}
        if not any(kind.is_nameless for kind in kinds) or kinds & _NOBODY:
            continue
        if told.by_themselves(one, other) and told.by_themselves(other, one):
            yield pair, one.speaker.id, other.speaker.id


class _Told:
    """What is said within the statements of some articles."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._at: dict[str, Unit] = {}  # of a statement in parts, the first
        for unit in units:
            self._at.setdefault(unit.statement.part_of or unit.id, unit)
        self._within: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            for outer in self._around(unit):
                self._within[outer.statement.part_of or outer.id].append(unit)

    def _around(self, unit: Unit) -> Iterator[Unit]:
        """The statements around one, from the inside out."""
        met = set()
        while (name := unit.statement.parent) and name in self._at and name not in met:
            met.add(name)
            unit = self._at[name]
            yield unit

    def by_themselves(self, unit: Unit, other: Unit) -> bool:
        """Whether the words that a unit shares with another are its own speaker's, who does not pass on the other's.

        The words are another's where a statement within holds most of them. And where a source of its speaker's name
        stands around the other unit, it is that source who tells of somebody else.
        """
        own = _names(unit.speaker)
        if any(own & _names(outer.speaker) for outer in self._around(other)):
            return False
        shared = set(words_of(unit.words)) & set(words_of(other.words))
        within = self._within.get(unit.statement.part_of or unit.id, ())
        return not any(
            inner.speaker is not None
            and inner.speaker != unit.speaker
            and len(shared & set(words_of(inner.words))) > _MOSTLY * len(shared)
            for inner in within
        )


def _names(source: Source | None) -> set[str]:
    """The names of a named source, in small letters; none for another, or for nobody."""
    if source is None or source.kind.is_nameless:
        return set()
    return {name.casefold() for name in (source.name, *source.aliases)}
