"""Figures of two versions compared as numbers: which of one stands for which of the other, and whether it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from whence.link.units import Unit
from whence.read.lexicon_people import person_noun
from whence.records import Change, ChangeKind, Figure, Span
from whence.trace.change_words import COMMON, Word, stem, words_in

__all__ = ["Bound", "figure_changes"]

_REACH = 30  # code points before a figure in which the words that bound it stand
_LEAST_ALIKE = 0.75  # from which two figures are taken for one
_SMALL = 2.0
_DRIFT = 2.5
_NEIGHBOURS = 5  # words on either side of a figure that tell what it counts


class Bound(StrEnum):
    """How the words before a number bound it."""

    exact = "exact"
    about = "about"
    over = "over"
    under = "under"


_BOUNDS = (
    (Bound.over, re.compile(r"(?:more than|over|at least|above|upwards? of|in excess of|no (?:fewer|less) than"
                            r"|well over|just over|north of|a minimum of) ?(?:the |a |an )?$")),
    (Bound.under, re.compile(r"(?:nearly|almost|up to|at most|less than|fewer than|under|as many as|as much as|close to"
                             r"|approaching|no more than|just under|below|a maximum of) ?(?:the |a |an )?$")),
    (Bound.about, re.compile(r"(?:about|around|some|roughly|approximately|approx\.?|an estimated|circa|c\.|perhaps"
                             r"|in the region of|something like|[~≈]) ?(?:the |a |an )?$")),
)  # fmt: skip
_MEASURES = frozenset(
    """
    % $ € £ ¥ metre kilometre centimetre millimetre mile foot inch yard kilogram gram milligram tonne ton litre
    millilitre gallon barrel hectare acre degree watt kilowatt megawatt gigawatt second minute hour day week month year
    decade nanogram microgram
""".split()
) | {"percentage point", "square kilometre", "square mile", "square metre", "kilometre an hour", "mile an hour"}
_TOLLS = frozenset("dead killed injured wounded hurt missing infected arrested detained trapped death casualty".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    figure: Figure
    bound: Bound
    span: Span
    around: frozenset[str]

    @property
    def sort(self) -> str:
        """What sort of thing is counted: people, a measure by its name, another noun, or nothing known."""
        unit = self.figure.unit
        if unit is None:
            return ""
        if unit in _MEASURES or not unit[:1].isalpha():
            return unit
        last = unit.rpartition(" ")[2]
        return "people" if last in _TOLLS or person_noun(last) or last == "people" else f"noun {unit}"


def figure_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield the figures that stand for one another and differ."""
    before, after = _amounts(earlier), _amounts(later)
    for one, two in _pairs(before, after):
        if _differ(one, two):
            yield Change(kind=ChangeKind.figure_changed, before=(one.span,), after=(two.span,))


def _amounts(unit: Unit) -> list[_Amount]:
    words = words_in(unit.article, unit.statement.content)
    return [_amount(unit, figure, words) for figure in unit.statement.figures if figure.value]


def _amount(unit: Unit, figure: Figure, words: Sequence[Word]) -> _Amount:
    behind = unit.article.text[max(0, figure.span.start - _REACH) : figure.span.start].lower()
    bound, start = Bound.about if figure.approx else Bound.exact, figure.span.start
    for kind, pattern in _BOUNDS:
        if match := pattern.search(behind):
            bound, start = kind, figure.span.start - (len(behind) - match.start())
            break
    return _Amount(figure=figure, bound=bound, span=Span(start, figure.span.end), around=_around(figure, words))


def _around(figure: Figure, words: Sequence[Word]) -> frozenset[str]:
    left = [w for w in words if w.span.end <= figure.span.start][-_NEIGHBOURS:]
    right = [w for w in words if w.span.start >= figure.span.end][:_NEIGHBOURS]
    near = {w.stem for w in (*left, *right) if w.text not in COMMON}
    return frozenset(near | ({stem(figure.unit)} if figure.unit else set()))


def _pairs(before: Sequence[_Amount], after: Sequence[_Amount]) -> Iterator[tuple[_Amount, _Amount]]:
    """Pair figures of the two versions, the most alike first; each is paired once."""
    ranked = sorted(((_alike(a, b), -i, -j) for i, a in enumerate(before) for j, b in enumerate(after)), reverse=True)
    left, right = set(range(len(before))), set(range(len(after)))
    for score, i, j in ranked:
        if score >= _LEAST_ALIKE and -i in left and -j in right:
            left.discard(-i)
            right.discard(-j)
            yield before[-i], after[-j]


def _alike(a: _Amount, b: _Amount) -> float:
    """How much two figures look like one and the same: by value, by what is counted, by the words around them."""
    if (_is_measure(a) or _is_measure(b)) and a.sort != b.sort:
        return 0.0
    same_sort = 1.0 if a.sort and a.sort == b.sort else 0.0
    shared = min(len(a.around & b.around), 4) / 4
    if a.figure.value == b.figure.value:
        return 3.0 + same_sort + shared
    near = 1.0 if _are_near(a.figure.value, b.figure.value) else 0.0
    return same_sort + shared + near


def _are_near(one: float, two: float) -> bool:
    """Whether two numbers are of one size, as a figure and what it drifts into mostly are; ones and twos are not."""
    small, large = sorted((one, two))
    return small > _SMALL and large <= _DRIFT * small


def _is_measure(amount: _Amount) -> bool:
    return bool(amount.sort) and amount.sort != "people" and not amount.sort.startswith("noun ")


def _differ(a: _Amount, b: _Amount) -> bool:
    if a.figure.value != b.figure.value:
        return True
    return b.bound is Bound.over and a.bound in (Bound.under, Bound.exact)
