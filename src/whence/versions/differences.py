"""What changed between two captures of one article: its words, section by section, and its statements.

Lines are matched first, then words within the lines that differ (Myers' problem, by `difflib`: Ratcliff and Obershelp,
"Pattern matching: the Gestalt approach", 1988).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from whence.link.units import Unit, unit_of
from whence.records import Article, Change, Form, Reading, Span
from whence.text.words import words_of
from whence.trace.changes import changes
from whence.versions.sections import SECTION_OF, Section

__all__ = ["Difference", "Edit", "Restated", "differences"]


_TOKEN = re.compile(r"[^\W_]+(?:[.,:’'\-][^\W_]+)*|\S")
_MOST = 4_000_000  # pairs of words that are compared; two longer stretches count as exchanged whole
_ALIKE = 0.5  # share of words in order by which a statement of one version is that of the other, changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that were exchanged, put in or taken out: spans of the texts of both versions, one of them None.

    `at` is where they stand in the later version's text, or would stand.
    """

    section: Section
    before: Span | None
    after: Span | None
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A statement that both versions have in other words, or as said by another: ids, and what changed."""

    before: str
    after: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two versions of an article; `before` and `after` are their ids.

    `added` and `removed` are the ids of statements that only the later and only the earlier has.
    """

    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Restated, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.edits or self.added or self.removed or self.changed)


def differences(before: Reading, after: Reading) -> Difference:
    """Return what changed from one version of an article to another."""
    edits = [
        edit
        for section in Section
        for edit in _edits(section, before.article, after.article, _lines(before, section), _lines(after, section))
    ]
    added, removed, changed = _statements(_units(before), _units(after))
    return Difference(
        before=before.article.id,
        after=after.article.id,
        edits=tuple(edits),
        added=added,
        removed=removed,
        changed=changed,
    )


# --- words ----------------------------------------------------------------------------------------------------------


def _lines(reading: Reading, section: Section) -> list[Span]:
    return [block.span for block in reading.article.blocks if SECTION_OF.get(block.role) is section]


def _edits(
    section: Section, before: Article, after: Article, old: Sequence[Span], new: Sequence[Span]
) -> Iterator[Edit]:
    """The edits of one section: whole lines that came or went, and words in lines that differ."""
    a, b = ([" ".join(article.text[s:e].split()) for s, e in some] for article, some in ((before, old), (after, new)))
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _word_edits(section, before, after, old[a1:a2], new[b1:b2])
        elif tag == "delete":
            yield from (Edit(section=section, before=span, after=None, at=_at(new, b1)) for span in old[a1:a2])
        elif tag == "insert":
            yield from (Edit(section=section, before=None, after=span, at=span.start) for span in new[b1:b2])


def _at(spans: Sequence[Span], place: int) -> int:
    """Where words stand that come before the span at a place: behind the last one where there is none."""
    return spans[place].start if place < len(spans) else spans[-1].end if spans else 0


def _word_edits(
    section: Section, before: Article, after: Article, old: Sequence[Span], new: Sequence[Span]
) -> Iterator[Edit]:
    a, b = _tokens(before, old), _tokens(after, new)
    if len(a) * len(b) > _MOST:
        yield Edit(section=section, before=_covering(a), after=_covering(b), at=_at(b, 0))
        return
    one, other = ([article.text[s:e] for s, e in some] for article, some in ((before, a), (after, b)))
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(section=section, before=_covering(a[a1:a2]), after=_covering(b[b1:b2]), at=_at(b, b1))


def _tokens(article: Article, spans: Sequence[Span]) -> list[Span]:
    """The places of the words and marks of some lines."""
    return [Span(*found.span()) for start, end in spans for found in _TOKEN.finditer(article.text, start, end)]


def _covering(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


# --- statements -----------------------------------------------------------------------------------------------------


def _units(reading: Reading) -> list[Unit]:
    sources = {source.id: source for source in reading.sources}
    return [unit_of(s, reading.article, sources.get(s.speaker or "")) for s in reading.statements if s.content]


def _statements(
    old: Sequence[Unit], new: Sequence[Unit]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Restated, ...]]:
    """Match the statements of two versions: the same ones, then those in other words; what is left came or went."""
    same = _the_same(old, new)
    rest_old = [n for n in range(len(old)) if n not in same]
    rest_new = [n for n in range(len(new)) if n not in set(same.values())]
    pairs = _alike(old, new, rest_old, rest_new)
    changed = [Restated(before=old[a].id, after=new[b].id, changes=changes(old[a], new[b])) for a, b in pairs]
    gone, come = {a for a, _ in pairs}, {b for _, b in pairs}
    added = tuple(new[b].id for b in rest_new if b not in come)
    return added, tuple(old[a].id for a in rest_old if a not in gone), tuple(changed)


def _the_same(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """The statements of the same words, by the same source, each with its own, in their order."""
    places: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(new):
        places[_key(unit)].append(number)
    same = {}
    for number, unit in enumerate(old):
        if waiting := places[_key(unit)]:
            same[number] = waiting.pop(0)
    return same


def _key(unit: Unit) -> tuple[object, ...]:
    speaker = unit.speaker.name if unit.speaker and unit.statement.form is not Form.own_voice else None
    return tuple(words_of(unit.words)), speaker, unit.statement.act, unit.statement.hedged, unit.own_voice


def _alike(
    old: Sequence[Unit], new: Sequence[Unit], rest_old: Sequence[int], rest_new: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of statements that share most of their words, the most alike first to be paired, by their places."""
    words_old, words_new = (
        {n: words_of(some[n].words) for n in rest} for some, rest in ((old, rest_old), (new, rest_new))
    )
    scored = []
    for a in rest_old:
        for b in rest_new:
            score = _share(words_old[a], words_new[b])
            if score >= _ALIKE:
                scored.append((-score, abs(a - b), a, b))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, a, b in sorted(scored):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return sorted(pairs.items())


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the longer one's words that both have in order; 0 where they cannot have enough."""
    longer = max(len(one), len(other))
    fewer = min(len(set(one)), len(set(other)))
    if not longer or len(set(one) & set(other)) < _ALIKE * fewer:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / longer
