"""What is computed once for each statement before pairs of them are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import day_of
from whence.link.same.kept import Kept, Numbers
from whence.link.same.lexis import OPPOSITES, negations, stem
from whence.link.same.rows import Flags, Rows, relax, room
from whence.link.same.stories import Stories, stories_of
from whence.link.same.taking import article_stems, names_of, paragraphs, take_apart
from whence.link.same.vectors import Encoded, Encoder, Floats
from whence.link.same.weights import Weights, shipped
from whence.link.units import Unit
from whence.model.reader import Reader, bundled
from whence.read.names import name_words
from whence.records import Act, Article, Form, SourceKind

__all__ = ["FIGURES", "TRAITS", "WORDS", "Prepared", "Sides", "prepare"]

WORDS = 28
"""Words of a statement that are compared; of a longer one the weightiest, which few news sentences exceed."""
FIGURES = 4
"""Figures of a statement that are compared."""
TRAITS = ("own voice", "hedged", "wish", "direct", "length")
"""What the flags of a unit say."""

Ints = NDArray[np.int64]
_NONE = np.zeros(0, dtype=np.int64)
_TOGETHER = 32  # articles whose paragraphs are encoded at once
_DENIES = frozenset({Act.denial, Act.refusal})
_WISHES = frozenset({Act.intention, Act.order, Act.question})
_NAMED = frozenset({SourceKind.named_person, SourceKind.named_organisation, SourceKind.document, SourceKind.outlet})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Words of each unit, whose rows are read as arrays (units x WORDS).

    `stems` numbers them (-1 beyond the last), `kinds` are `Kind`s, `rare` their weights in the story and `vectors`
    their directions (units x WORDS x width, half precision), which only the content's words have.
    """

    stems: Rows
    kinds: Rows
    rare: Rows
    vectors: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The units with all that a pair of them is compared by; row i of every array is unit i.

    `content` are a unit's own words, `around` the others of its sentences. `means` are the directions of the content,
    `scenes` of the whole sentences. `values` and `measures` are the content's figures, a measure being the number of a
    unit (-1 unknown; values are NaN beyond the last), `loose` whether each is approximate. `negated` counts negating
    words of the content, of the cue, and a denying act. `has` marks words that have an opposite, `against` the
    opposites of a unit's words. `traits` are the flags of `TRAITS`; `speakers` number the sources' names (-1 none or
    unnamed).
    """

    units: tuple[Unit, ...]
    stories: Stories
    article: NDArray[np.int64]
    content: Sides
    around: Sides
    means: Floats
    scenes: Floats
    values: NDArray[np.float64]
    measures: NDArray[np.int32]
    loose: NDArray[np.bool_]
    negated: NDArray[np.float32]
    has: Flags
    against: Flags
    traits: Floats
    speakers: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.units)

    def relax(self) -> None:
        """Let go of what is in memory only because it was read from disk."""
        self.content.vectors.relax()
        relax(self.means)
        relax(self.scenes)


def prepare(units: Sequence[Unit], *, reader: Reader | None = None, weights: Weights | None = None) -> Prepared:
    """Compute what the comparison needs of each unit; every distinct paragraph is encoded once.

    What is large lies in files without a name, so that the memory grows little with the number of units.

    Args:
        units: the statements; those of one article share the very same `Article`.
        reader: whose encoder is used; the bundled one by default.
        weights: the map and the decision; those that ship by default.
    """
    weights = weights or shipped()
    first = _first_pass(units)
    return _second_pass(tuple(units), first, reader or bundled(), weights.project)


@dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    """What one pass over the units leaves for the next: their articles, their stories, and their words as numbers."""

    articles: list[Article]
    owner: Ints
    own: list[Ints]
    stories: Stories
    content: Kept
    around: Kept
    opposites: list[list[int]]
    columns: dict[str, int]


def _first_pass(units: Sequence[Unit]) -> _First:
    """Take all units apart, article by article, and find the articles' stories by their words."""
    articles = list({unit.article.id: unit.article for unit in units}.values())
    number = {a.id: i for i, a in enumerate(articles)}
    owner = np.array([number[u.article.id] for u in units], dtype=np.int64)
    names = names_of(articles)
    columns = {word: i for i, word in enumerate(sorted({a for a, _ in OPPOSITES}))}
    order = np.argsort(owner, kind="stable")
    own = np.split(order, np.searchsorted(owner[order], np.arange(1, len(articles))))
    content, around, held = Kept(), Kept(), []
    numbers: dict[str, int] = {}
    opposites: list[list[int]] = []
    for article, those in zip(articles, own, strict=False):
        taken = [take_apart(units[n], names) for n in those.tolist()]
        stems = dict.fromkeys(article_stems(article, names))
        stems |= dict.fromkeys(w.stem for one in taken for w in (*one.content, *one.around))
        held.append(np.unique([numbers.setdefault(s, len(numbers)) for s in stems]).astype(np.int32))
        for one in taken:
            content.add(one.content, numbers)
            around.add(one.around, numbers)
            opposites.append([columns[w.stem] for w in one.content if w.stem in columns])
    days = np.array([day_of(a.published or a.updated) for a in articles], dtype=np.int64)
    stories = stories_of(days, held, numbers)
    return _First(
        articles=articles,
        owner=owner,
        own=own,
        stories=stories,
        content=content,
        around=around,
        opposites=opposites,
        columns=columns,
    )


def _second_pass(units: tuple[Unit, ...], first: _First, reader: Reader, project: Floats) -> Prepared:
    """Fill the rows of all units, the articles of one story together, for they share paragraphs."""
    width = project.shape[1]
    content, around = _sides(first.content, width), _sides(first.around, 0)
    means, scenes = room((len(units), width), np.float32), room((len(units), width), np.float32)
    has, against = _opposites(first)
    place = np.empty(len(units), dtype=np.int64)  # of a unit among those of all articles, in whose order words are kept
    place[np.concatenate([_NONE, *first.own])] = np.arange(len(units))
    encoder = Encoder(reader, project)
    paragraphs_of = _Paragraphs(units)
    order = first.stories.together()
    for low in range(0, len(order), _TOGETHER):
        some = order[low : low + _TOGETHER]
        numbers = [n for article in some for n in first.own[article].tolist()]
        encoder.read(text for n in numbers for _, text in paragraphs_of[n])
        for n in numbers:
            encoded = [(start, encoder[text]) for start, text in paragraphs_of[n]]
            article = int(first.owner[n])
            words, rare = _weightiest(first.content.of(int(place[n])), first.stories, article)
            rest, rare_rest = _weightiest(first.around.of(int(place[n])), first.stories, article)
            directions = _directions(words, encoded, width).astype(np.float16)
            _set(content, n, words, rare)
            content.vectors.set(n, directions)
            _set(around, n, rest, rare_rest)
            own = np.zeros((2, WORDS), dtype=np.float32)
            own[0, : len(rare)], own[1, : len(rare_rest)] = rare, rare_rest
            both = np.zeros((2, WORDS, width), dtype=np.float16)
            both[0, : len(rare)] = directions
            both[1, : len(rare_rest)] = _directions(rest, encoded, width)
            mean, around_mean = np.einsum("nw,nwd->nd", own, both, dtype=np.float32)
            means[n], scenes[n] = _unit_rows(mean[None])[0], _unit_rows((mean + around_mean)[None])[0]
    values, measures, loose = _figures(units)
    return Prepared(
        units=units,
        stories=first.stories,
        article=first.owner,
        content=content,
        around=around,
        means=means,
        scenes=scenes,
        values=values,
        measures=measures,
        loose=loose,
        negated=np.array([_negated(u) for u in units], dtype=np.float32).reshape(-1, 3),
        has=has,
        against=against,
        traits=np.array([_traits(u) for u in units], dtype=np.float32).reshape(-1, len(TRAITS)),
        speakers=_speakers(units),
    )


class _Paragraphs:
    """The paragraphs in which a unit stands: where each begins, and its text."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units

    def __getitem__(self, number: int) -> list[tuple[int, str]]:
        unit = self._units[number]
        spans = paragraphs(unit.article, unit.statement.content)
        return [(p.start, unit.article.text[p.start : p.end]) for p in spans]


def _sides(words: Kept, width: int) -> Sides:
    sizes = words.sizes(WORDS)
    return Sides(
        stems=Rows(sizes, WORDS, (), np.int32, -1),
        kinds=Rows(sizes, WORDS, (), np.int8, 0),
        rare=Rows(sizes, WORDS, (), np.float32, 0),
        vectors=Rows(sizes if width else np.zeros(0, dtype=np.int64), WORDS, (width,), np.float16, 0),
    )


def _set(sides: Sides, unit: int, words: Numbers, rare: Floats) -> None:
    sides.stems.set(unit, words[:, 0])
    sides.kinds.set(unit, words[:, 1])
    sides.rare.set(unit, rare)


def _figures(units: Sequence[Unit]) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.bool_]]:
    values = np.full((len(units), FIGURES), np.nan)
    measures = np.full((len(units), FIGURES), -1, dtype=np.int32)
    loose = np.zeros((len(units), FIGURES), dtype=np.bool_)
    numbers: dict[str, int] = {}
    for i, unit in enumerate(units):
        for k, figure in enumerate(unit.statement.figures[:FIGURES]):
            values[i, k], loose[i, k] = figure.value, figure.approx
            if figure.unit is not None:
                measures[i, k] = numbers.setdefault(stem(figure.unit.lower()), len(numbers))
    return values, measures, loose


def _opposites(first: _First) -> tuple[Flags, Flags]:
    """Which words with an opposite each unit has, and which of them are opposites of its words."""
    turned: list[list[int]] = [[] for _ in first.columns]
    for a, b in OPPOSITES:
        turned[first.columns[a]].append(first.columns[b])
    has, against = Flags(len(first.owner), len(turned)), Flags(len(first.owner), len(turned))
    for n, held in zip(np.concatenate([_NONE, *first.own]).tolist(), first.opposites, strict=True):
        has.set(n, held)
        against.set(n, [other for column in held for other in turned[column]])
    return has, against


def _negated(unit: Unit) -> tuple[int, int, int]:
    text, statement = unit.article.text, unit.statement
    content, cue = (sum(negations(text[a:b]) for a, b in spans) for spans in (statement.content, statement.cue))
    return content, cue + statement.negated, statement.act in _DENIES


def _traits(unit: Unit) -> tuple[float, ...]:
    statement = unit.statement
    return (
        unit.own_voice,
        statement.hedged,
        statement.act in _WISHES,
        statement.form is Form.direct,
        float(np.log1p(len(unit.words.split()))),
    )


def _speakers(units: Sequence[Unit]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    found = np.full(len(units), -1, dtype=np.int64)
    for i, unit in enumerate(units):
        if unit.speaker is not None and unit.speaker.kind in _NAMED and not unit.own_voice:
            last = name_words(unit.speaker.name)[-1:] or (unit.speaker.name,)
            found[i] = numbers.setdefault(last[0], len(numbers))
    return found


def _weightiest(words: Numbers, stories: Stories, article: int) -> tuple[Numbers, Floats]:
    """The words, in their order, with their weights in the article's story; the lightest go first."""
    weights = stories.weights(article, words[:, 0])
    if len(words) <= WORDS:
        return words, weights
    kept = np.sort(np.argsort(-weights, kind="stable")[:WORDS])
    return words[kept], weights[kept]


def _directions(words: Numbers, encoded: Sequence[tuple[int, Encoded]], width: int) -> Floats:
    """Each word's direction: the mean of its tokens' vectors, of length one (words x width)."""
    found = np.zeros((len(words), width), dtype=np.float32)
    for i, (_, _, begins, ends) in enumerate(words.tolist()):
        for start, tokens in encoded:
            low = int(np.searchsorted(tokens.ends, begins - start, side="right"))
            high = int(np.searchsorted(tokens.starts, ends - start, side="left"))
            if high > low and begins >= start:
                found[i] = _unit_length(tokens.vectors[low:high].mean(axis=0))
                break
    return found


def _unit_length(vector: Floats) -> Floats:
    size = float(np.linalg.norm(vector))
    return vector / size if size else vector


def _unit_rows(rows: Floats) -> Floats:
    sizes = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = (rows / np.where(sizes > 0, sizes, 1)).astype(np.float32)
    return found
