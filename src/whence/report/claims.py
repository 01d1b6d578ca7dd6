"""Claims in a terminal, or to a pipe as the same words without colour: a table, and a tree for each claim.

Nothing is said by colour alone. In a tree, a version stands under the one that it follows: on a solid branch where that
is stated, on a dashed one, which also says "inferred", where it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from whence import words
from whence.addresses import canonical_address
from whence.records import Reading
from whence.report import wording
from whence.report.records import Change, ClaimView, OriginView, Version, When

__all__ = ["languages_not_read", "print_claim_tree", "print_claims", "print_not_read"]

_WIDEST = 100
_NARROWEST = 24
_NUMBER = 5  # columns
_COUNTS = tuple(len(name) for name in wording.COLUMNS[1:6])
_STATED, _STATED_LAST = "├── ", "└── "
_INFERRED, _INFERRED_LAST = "├╌╌ ", "└╌╌ "
_ON, _OVER = "│   ", "    "
_BESIDE = 44  # columns that a tree leaves to words: a version further on stands no further in
_QUOTED = 160  # characters of a version's words in a tree


def print_claims(views: Sequence[ClaimView], console: Console, *, single: bool = False) -> None:
    """Print the claims as a table, those of most articles first.

    `single` prints those of one article too; else a line says how many there are.
    """
    shown = [view for view in views if single or view.several]
    if shown:
        _head(console)
    for view in shown:
        _claim(view, console)
    left = len(views) - len(shown)
    if left:
        _lines(console, "", Text(wording.single(left), "dim"))


def languages_not_read(readings: Iterable[Reading]) -> list[tuple[str, int]]:
    """Return how many articles have statements that were not read, by the language's code; most articles first.

    Captures of one address are one article.
    """
    found = {
        (reading.not_read, canonical_address(reading.article.url) or reading.article.id)
        for reading in readings
        if reading.not_read is not None
    }
    return sorted(Counter(language for language, _ in found).items(), key=lambda one: (-one[1], one[0]))


def print_not_read(counts: Sequence[tuple[str, int]], console: Console) -> None:
    """Print how many articles have statements that were not read, and why; nothing where all were."""
    if counts:
        _lines(console, "", Text(words.in_languages(counts)))


def print_claim_tree(view: ClaimView, console: Console) -> None:
    """Print a claim from its origins down to the last version that leads to each."""
    _lines(console, "", Text(view.wording, "bold"))
    _lines(console, "", Text(wording.standing(view)))
    if len(view.articles) > 1:
        _lines(console, "", Text("; ".join(wording.came_in(view)) + "."))
    console.print(Text(f"{wording.ID} {view.id}", "dim"))
    for origin in view.origins:
        console.print()
        _origin(origin, view, console)
    _beside(view, console)


# --- the table ------------------------------------------------------------------------------------------------------


def _width(console: Console) -> int:
    return min(console.width, _WIDEST)


def _room(console: Console) -> int:
    """Columns for a claim's wording beside the counts; less than `_NARROWEST` where they are to stand below it."""
    return _width(console) - _NUMBER - sum(_COUNTS) - 2 * len(_COUNTS)


def _head(console: Console) -> None:
    if _room(console) < _NARROWEST:
        return
    names = (name.rjust(size) for name, size in zip(wording.COLUMNS[1:6], _COUNTS, strict=True))
    start = " " * _NUMBER + wording.COLUMNS[0].ljust(_room(console))
    console.print(Text(f"{start}  {'  '.join(names)}", "bold"))


def _claim(view: ClaimView, console: Console) -> None:
    number, under = f"{view.number:>{_NUMBER - 2}}  ", " " * _NUMBER
    if _room(console) < _NARROWEST:
        _lines(console, number, Text(view.wording), hang=under)
        named = (f"{name}: {cell}" for name, cell in zip(wording.COLUMNS[1:6], _cells(view), strict=True))
        _lines(console, under, Text(" · ".join(named)))
    else:
        _row(view, console, number, under)
    _lines(console, under, Text(f"{wording.first_to_last(view)} · {view.id}", "dim"))


def _row(view: ClaimView, console: Console, number: str, under: str) -> None:
    room = _room(console)
    cells = "  ".join(cell.rjust(size) for cell, size in zip(_cells(view), _COUNTS, strict=True))
    for n, line in enumerate(Text(view.wording).wrap(console, room, overflow="fold")):
        line.rstrip()
        if n == 0:
            line.pad_right(room - line.cell_len)
            console.print(Text.assemble((number, "bold"), line, f"  {cells}"))
        else:
            console.print(Text.assemble(under, line))


def _cells(view: ClaimView) -> tuple[str, ...]:
    return (
        str(len(view.articles)),
        str(len(view.outlets)),
        wording.compared(view.independent),
        str(view.changes),
        wording.YES if view.denied_by else wording.NO,
    )


# --- a tree ---------------------------------------------------------------------------------------------------------


def _origin(origin: OriginView, view: ClaimView, console: Console) -> None:
    """Print an origin, the versions that give it, and below each those that follow it."""
    head = Text.assemble((f"{origin.letter}  {origin.name}", "bold"), f" ({wording.ORIGIN_KINDS[origin.kind]})")
    _lines(console, "", head, hang="   ")
    _lines(console, "   ", Text(wording.why_one(origin), "dim"))
    if doubt := wording.could_be(origin):
        _lines(console, "   ", Text(doubt))
    followers = _followers(origin, view)
    roots = [view.versions[n - 1] for n in origin.named]
    stack = [(version, "", n == len(roots)) for n, version in enumerate(roots, start=1)][::-1]
    while stack:
        version, before, last = stack.pop()
        under = before if len(before) >= _width(console) - _BESIDE else before + (_OVER if last else _ON)
        below = followers.get(version.number, [])
        _version(version, console, before + _branch(version, origin, last), under + (_ON if below else _OVER))
        stack += [(child, under, n == len(below)) for n, child in enumerate(below, start=1)][::-1]


def _followers(origin: OriginView, view: ClaimView) -> dict[int, list[Version]]:
    """The versions that carry an origin on from each; one that follows several stands under the first."""
    leading = {*origin.named, *origin.carried}
    found: defaultdict[int, list[Version]] = defaultdict(list)
    for number in origin.carried:
        later = view.versions[number - 1]
        before = next((why.version for why in later.follows if why.version in leading), None)
        if before is not None:
            found[before].append(later)
    return dict(found)


def _branch(version: Version, origin: OriginView, last: bool) -> str:
    solid = origin.letter in version.starts or not version.follows or version.follows[0].stated
    if solid:
        return _STATED_LAST if last else _STATED
    return _INFERRED_LAST if last else _INFERRED


def _version(version: Version, console: Console, first: str, under: str) -> None:
    about = [version.place.outlet, _time(version.place.when)]
    about += [why.words for why in version.follows] if version.route is not None else [version.who]
    _lines(console, first, Text(" · ".join(about)), hang=under)
    if version.same_words:
        _lines(console, under, Text(wording.SAME_WORDS, "dim"))
    else:
        said = version.words if len(version.words) <= _QUOTED else f"{version.words[:_QUOTED].rstrip()}…"
        _lines(console, under, Text(said, "dim"))
    for change in version.changes:
        _lines(console, under, Text.assemble((words.CHANGES[change.kind], "bold"), _from_to(change)))


def _from_to(change: Change) -> str:
    if not (change.before or change.after):
        return ""
    return f": {wording.opening(change.before) or wording.NONE} → {wording.opening(change.after) or wording.NONE}"


def _time(when: When) -> str:
    if not when.day:
        return words.NO_TIME_SHORT
    return wording.stated(when)


# --- beside the tree ------------------------------------------------------------------------------------------------


def _beside(view: ClaimView, console: Console) -> None:
    """Print what is no route: the other side, circles, what has no order, and what is missing."""
    lines = [*_other_side(view), *_circles(view), *_unordered(view)]
    lines += [f"{wording.MISSING}: {', '.join(credited.name for credited in view.missing)}"] if view.missing else []
    if lines:
        console.print()
    for line in lines:
        _lines(console, "", Text(line), hang="  ")


def _other_side(view: ClaimView) -> Iterator[str]:
    for label, others in ((wording.DENIED_BY, view.denied_by), (wording.DENIES, view.denies)):
        for other in others:
            by_hand = f"; {wording.DENIAL_BY_HAND}" if other.by_hand else ""
            yield f"{label} {other.number}: {other.wording} ({', '.join(other.origins)}{by_hand})"


def _circles(view: ClaimView) -> Iterator[str]:
    for ring in view.circular:
        outlets = [view.versions[n - 1].place.outlet for n in ring]
        outlets += outlets[:1] if outlets[:1] != outlets[-1:] else []  # a ring may name the outlet where it closes
        yield f"{wording.CIRCLE} {f', {wording.THEN} '.join(outlets)}"


def _unordered(view: ClaimView) -> Iterator[str]:
    for pair in view.unordered:
        a, b = (view.versions[n - 1].place for n in (pair.a, pair.b))
        yield f"{wording.BOTH} {a.outlet} {wording.AND} {b.outlet}"


def _lines(console: Console, first: str, text: Text, *, hang: str | None = None) -> None:
    """Print words in lines; `first` stands before the first line, `hang` (else the same) before the others."""
    after = first if hang is None else hang
    room = max(_width(console) - max(len(first), len(after)), _NARROWEST)
    for n, line in enumerate(text.wrap(console, room, overflow="fold")):
        line.rstrip()
        console.print(Text.assemble((after if n else first), line))
