"""What is computed once for each statement before pairs of them are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from whence.link.same.denying import denies_its_content
from whence.link.same.lexis import OPPOSITES, Word, negations, stem
from whence.link.same.stories import Stories, stories_of
from whence.link.same.taking import Taken, article_stems, names_of, take_apart
from whence.link.same.vectors import SENSE, Encoded, Floats, encode
from whence.link.same.weights import Weights, shipped
from whence.link.units import Unit
from whence.model.reader import Reader, bundled
from whence.model.windows import meeting
from whence.read.names import name_words
from whence.records import Act, Article, Figure, Form, SourceKind

__all__ = ["FIGURES", "TRAITS", "WORDS", "Prepared", "Sides", "measure_of", "prepare", "speaker_of", "stems_of"]

WORDS = 28
"""Words of a statement that are compared; of a longer one the weightiest, which few news sentences exceed."""
FIGURES = 4
"""Figures of a statement that are compared."""
TRAITS = ("own voice", "hedged", "wish", "direct", "length")
"""What the flags of a unit say."""

_TOGETHER = 512  # units whose words' directions are found at once
_NOWHERE = (0, 0, 0, 0)  # the place of a paragraph that a unit does not have: no token is there
_DENIES = frozenset({Act.denial, Act.refusal})
_WISHES = frozenset({Act.intention, Act.order, Act.question})
_NAMED = frozenset({SourceKind.named_person, SourceKind.named_organisation, SourceKind.document, SourceKind.outlet})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Words of each unit as arrays (units x WORDS).

    `stems` numbers them (-1 beyond the last), `kinds` are `Kind`s, `rare` their weights in the story and `vectors`
    their directions (units x WORDS x width, half precision; of the words around a content the width is 0: once the
    directions of sentences are known, none asks for them, and they are two fifths of what a unit takes).
    """

    stems: NDArray[np.int32]
    kinds: NDArray[np.int8]
    rare: Floats
    vectors: NDArray[np.float16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The units with all that a pair of them is compared by; row i of every array is unit i.

    `content` are a unit's own words, `around` the others of its sentences. `means` are the directions of the content,
    `scenes` of the whole sentences, both by their words; `senses` are those that the network was taught to give to
    statements of one claim alike (units x width, half precision). `values` and `measures` are the content's figures, a
    measure being the number of a unit (-1 unknown; values are NaN beyond the last), `loose` whether each is
    approximate. `negated` counts negating words of the content, of the cue, and a denying act, `denying` says whether
    the cue denies the very content (`denies_its_content`). `has` marks words that have an opposite, `against` the
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
    senses: NDArray[np.float16]
    values: NDArray[np.float64]
    measures: NDArray[np.int32]
    loose: NDArray[np.bool_]
    negated: NDArray[np.float32]
    denying: NDArray[np.bool_]
    has: NDArray[np.bool_]
    against: NDArray[np.bool_]
    traits: Floats
    speakers: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.units)


def prepare(
    units: Sequence[Unit],
    *,
    reader: Reader | None = None,
    weights: Weights | None = None,
    names: frozenset[str] | None = None,
    stories: Stories | None = None,
    taken: Sequence[Taken] | None = None,
    known: dict[str, Encoded] | None = None,
) -> Prepared:
    """Compute what the comparison needs of each unit; every distinct paragraph is encoded once.

    Args:
        units: the statements; those of one article share the very same `Article`.
        reader: whose encoder is used; the bundled one by default.
        weights: the map and the decision; those that ship by default.
        names: the words that capitals make names; by default those that these articles show.
        stories: the stories of the articles, in the order of their first units; by default found among these articles.
        taken: the units taken apart, where they are already.
        known: what paragraphs were encoded to before, by this reader and these weights; new ones are added to it.
    """
    weights = weights or shipped()
    articles = list({unit.article.id: unit.article for unit in units}.values())
    number = {a.id: i for i, a in enumerate(articles)}
    owner = np.array([number[u.article.id] for u in units], dtype=np.int64)
    names = names_of(articles) if names is None else names
    taken = [take_apart(unit, names) for unit in units] if taken is None else taken
    if stories is None:
        stories = stories_of(articles, stems_of(articles, owner.tolist(), taken, names), names)
    encoded = _encoded(units, taken, reader or bundled(), weights.project, {} if known is None else known)
    return _arrays(tuple(units), taken, owner, stories, encoded, weights.project.shape[1])


def stems_of(
    articles: Sequence[Article], owner: Sequence[int], taken: Sequence[Taken], names: frozenset[str]
) -> list[list[str]]:
    """The stems of each article, with those of its units; `owner` are the numbers of the units' articles."""
    stems = [article_stems(a, names) for a in articles]
    for at, one in zip(owner, taken, strict=True):
        stems[at] += [w.stem for w in (*one.content, *one.around)]
    return stems


def _encoded(
    units: Sequence[Unit], taken: Sequence[Taken], reader: Reader, project: Floats, known: dict[str, Encoded]
) -> list[list[tuple[int, Encoded]]]:
    """For each unit its paragraphs' starts and tokens; equal paragraphs share theirs."""
    wanted = [
        [(p.start, unit.article.text[p.start : p.end]) for p in one.paragraphs]
        for unit, one in zip(units, taken, strict=True)
    ]
    new = [text for text in dict.fromkeys(text for own in wanted for _, text in own) if text not in known]
    known.update(zip(new, encode(new, reader, project), strict=True))
    return [[(start, known[text]) for start, text in own] for own in wanted]


def _arrays(
    units: tuple[Unit, ...],
    taken: Sequence[Taken],
    owner: NDArray[np.int64],
    stories: Stories,
    encoded: Sequence[list[tuple[int, Encoded]]],
    width: int,
) -> Prepared:
    content = _sides([t.content for t in taken], owner, stories, encoded, width)
    around = _sides([t.around for t in taken], owner, stories, encoded, width)
    own = np.einsum("nw,nwd->nd", content.rare, content.vectors, dtype=np.float32)
    rest = np.einsum("nw,nwd->nd", around.rare, around.vectors, dtype=np.float32)
    values, measures, loose = _figures(units)
    has, against = _opposites(taken)
    return Prepared(
        units=units,
        stories=stories,
        article=owner,
        content=content,
        around=replace(around, vectors=around.vectors[:, :, :0].copy()),
        means=_unit_rows(own),
        scenes=_unit_rows(own + rest),
        senses=_senses(units, encoded),
        values=values,
        measures=measures,
        loose=loose,
        negated=np.array([_negated(u) for u in units], dtype=np.float32).reshape(-1, 3),
        denying=np.array([denies_its_content(u) for u in units], dtype=np.bool_),
        has=has,
        against=against,
        traits=np.array([_traits(u) for u in units], dtype=np.float32).reshape(-1, len(TRAITS)),
        speakers=_speakers(units),
    )


def _sides(
    words: Sequence[Sequence[Word]],
    owner: NDArray[np.int64],
    stories: Stories,
    encoded: Sequence[list[tuple[int, Encoded]]],
    width: int,
) -> Sides:
    shape = (len(words), WORDS)
    sides = Sides(
        stems=np.full(shape, -1, dtype=np.int32),
        kinds=np.zeros(shape, dtype=np.int8),
        rare=np.zeros(shape, dtype=np.float32),
        vectors=np.zeros((*shape, width), dtype=np.float16),
    )
    for low in range(0, len(words), _TOGETHER):
        rows = slice(low, low + _TOGETHER)
        some = zip(words[rows], owner[rows].tolist(), strict=True)
        kept, weights = zip(*(_weightiest(own, stories, article) for own, article in some), strict=True)
        there = np.arange(WORDS) < np.array([len(own) for own in kept])[:, None]
        sides.stems[rows][there] = [stories.words[w.stem] for own in kept for w in own]
        sides.kinds[rows][there] = [w.kind for own in kept for w in own]
        sides.rare[rows][there] = np.concatenate(weights)
        sides.vectors[rows][there] = _directions(kept, encoded[rows], width)
    return sides


def _figures(units: Sequence[Unit]) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.bool_]]:
    values = np.full((len(units), FIGURES), np.nan)
    measures = np.full((len(units), FIGURES), -1, dtype=np.int32)
    loose = np.zeros((len(units), FIGURES), dtype=np.bool_)
    numbers: dict[str, int] = {}
    for i, unit in enumerate(units):
        for k, figure in enumerate(unit.statement.figures[:FIGURES]):
            values[i, k], loose[i, k] = figure.value, figure.approx
            if (measure := measure_of(figure)) is not None:
                measures[i, k] = numbers.setdefault(measure, len(numbers))
    return values, measures, loose


def measure_of(figure: Figure) -> str | None:
    """What a figure counts or measures, as two are compared by."""
    return None if figure.unit is None else stem(figure.unit.lower())


def speaker_of(unit: Unit) -> str | None:
    """The last word of the name of who speaks, as two are compared by; None for nobody, or nobody who is named."""
    if unit.speaker is None or unit.speaker.kind not in _NAMED or unit.own_voice:
        return None
    return (name_words(unit.speaker.name)[-1:] or (unit.speaker.name,))[0]


def _opposites(taken: Sequence[Taken]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words with an opposite each unit has, and which of them are opposites of its words."""
    columns = {word: i for i, word in enumerate(sorted({a for a, _ in OPPOSITES}))}
    matrix = np.zeros((len(columns), len(columns)), dtype=np.float32)
    for a, b in OPPOSITES:
        matrix[columns[a], columns[b]] = 1
    has = np.zeros((len(taken), len(columns)), dtype=np.bool_)
    for i, one in enumerate(taken):
        has[i, [columns[w.stem] for w in one.content if w.stem in columns]] = True
    return has, has.astype(np.float32) @ matrix > 0


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
        if (speaker := speaker_of(unit)) is not None:
            found[i] = numbers.setdefault(speaker, len(numbers))
    return found


def _weightiest(words: Sequence[Word], stories: Stories, article: int) -> tuple[list[Word], Floats]:
    """The words, each stem once, in their order, with their weights in the article's story; the lightest go first."""
    first = list({w.stem: w for w in reversed(words)}.values())[::-1]
    weights = stories.weights(article, np.array([stories.words[w.stem] for w in first], dtype=np.int64))
    if len(first) <= WORDS:
        return first, weights
    kept = np.sort(np.argsort(-weights, kind="stable")[:WORDS])
    return [first[k] for k in kept.tolist()], weights[kept]


def _directions(
    words: Sequence[Sequence[Word]], encoded: Sequence[Sequence[tuple[int, Encoded]]], width: int
) -> Floats:
    """The directions of each unit's words, one unit after the other: means of their tokens' vectors, of length one.

    Args:
        words: those of each unit.
        encoded: for each unit its paragraphs' starts and tokens; a word's tokens are those of the first that has some.
        width: how many numbers a direction has.
    """
    line = _Line.of(encoded, width)
    counts = [len(own) for own in words]
    starts, ends = np.array([(w.start, w.end) for own in words for w in own], dtype=np.int64).reshape(-1, 2).T
    found = np.zeros((len(starts), width), dtype=np.float32)
    missing = np.ones(len(starts), dtype=np.bool_)
    for turn in range(max(map(len, encoded), default=0)):
        texts = [line.place(own[turn]) if turn < len(own) else _NOWHERE for own in encoded]
        start, base, first, last = np.repeat(np.array(texts, dtype=np.int64), counts, axis=0).T
        low = np.clip(np.searchsorted(line.ends, starts - start + base, side="right"), first, last)
        high = np.clip(np.searchsorted(line.starts, ends - start + base, side="left"), first, last)
        here = np.flatnonzero(missing & (high > low) & (starts >= start))
        found[here] = _means(line.vectors, low[here], high[here])
        missing[here] = False
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Texts end to end: the tokens of all of them, in places of the line.

    `texts` has, for each text by its identity, where it begins, and its first token and the one behind its last.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    vectors: Floats
    texts: dict[int, tuple[int, int, int]]

    @classmethod
    def of(cls, encoded: Sequence[Sequence[tuple[int, Encoded]]], width: int) -> _Line:
        """Lay the texts of some units end to end, each once."""
        texts = list({id(text): text for own in encoded for _, text in own}.values())
        tokens = list(accumulate((len(text.ends) for text in texts), initial=0))
        places = list(accumulate((int(text.ends.max(initial=0)) for text in texts), initial=0))
        nothing = np.zeros(0, dtype=np.int64)
        return cls(
            starts=np.concatenate([nothing, *(t.starts + at for t, at in zip(texts, places, strict=False))]),
            ends=np.concatenate([nothing, *(t.ends + at for t, at in zip(texts, places, strict=False))]),
            vectors=np.concatenate([np.zeros((0, width), dtype=np.float32), *(t.vectors for t in texts)]),
            texts={id(t): one for t, one in zip(texts, zip(places, tokens, tokens[1:], strict=False), strict=False)},
        )

    def place(self, paragraph: tuple[int, Encoded]) -> tuple[int, int, int, int]:
        """Where a paragraph begins in its article and in the line, its first token and the one behind its last."""
        return paragraph[0], *self.texts[id(paragraph[1])]


def _means(vectors: Floats, low: NDArray[np.int64], high: NDArray[np.int64]) -> Floats:
    """The means of some ranges of rows, none of them empty, each of length one."""
    total, counts = vectors[low], high - low
    for step in range(1, int(counts.max(initial=1))):
        more = np.flatnonzero(counts > step)
        total[more] += vectors[low[more] + step]
    total /= counts[:, None].astype(np.float32)
    sizes = np.sqrt(np.array([row.dot(row) for row in total], dtype=np.float32))
    total /= np.where(sizes > 0, sizes, 1).astype(np.float32)[:, None]
    return total


def _senses(units: Sequence[Unit], encoded: Sequence[list[tuple[int, Encoded]]]) -> NDArray[np.float16]:
    """The sum of the parts that each content's tokens have in its sense, of length one."""
    found = np.zeros((len(units), SENSE), dtype=np.float32)
    for i, (unit, own) in enumerate(zip(units, encoded, strict=True)):
        for start, tokens in own:
            within = meeting(tokens.starts + start, tokens.ends + start, unit.statement.content)
            if within.any():
                found[i] += tokens.senses[within].sum(axis=0)
    return _unit_rows(found).astype(np.float16)


def _unit_rows(rows: Floats) -> Floats:
    sizes = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = (rows / np.where(sizes > 0, sizes, 1)).astype(np.float32)
    return found
