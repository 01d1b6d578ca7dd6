"""Invented pairs: a news sentence beside one that a rule made of it.

So the decision sees what it must not confuse. A figure, a verb's polarity or a word with an opposite is changed: the
two exclude one another. A name is changed: they are about different things. A hedge is added, or a closing phrase
dropped: the proposition stays.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pairs_newsroom import OPPOSED, OTHER, SAME
from whence.link.same.lexis import OPPOSITES
from whence.link.same.plain import plain_unit
from whence.link.units import Unit
from whence.read.figures import figures
from whence.records import Span
from whence.text.sentences import sentences

__all__ = ["invented"]

_FEWEST, _MOST = 6, 32  # words of a sentence
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has|have|had|will|would|could|can|should|must)\b(?! not| no\b|n['’]t)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_TAIL = re.compile(
    r",? (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last \w+|this \w+|in a \w+|after \w+ \w+)[^,]*\.?$"
)
_SPELLED = "two three four five six seven eight nine ten eleven twelve fifteen twenty".split()
_NUMBER = re.compile(rf"\d[\d,]*|\b(?:{'|'.join(_SPELLED)})\b", re.IGNORECASE)
_OPPOSITE = dict(sorted(OPPOSITES))

Variant = Callable[[str, random.Random, list[str]], str | None]


def invented(polnear: Path, count: int, seed: int = 1) -> list[tuple[Unit, Unit, int]]:
    """So many pairs of units, with what they are to one another, of sentences of the corpus's train split."""
    chance = random.Random(seed)
    texts = list(_sentences(polnear))
    chance.shuffle(texts)
    names = sorted({name for text in texts[:2000] for name in _NAME.findall(text)})
    found: list[tuple[Unit, Unit, int]] = []
    for number, text in enumerate(texts):
        made, kind = _VARIANTS[number % len(_VARIANTS)]
        other = made(text, chance, names)
        if other is not None and other != text:
            found.append((plain_unit(text), plain_unit(other), kind))
        if len(found) == count:
            break
    return found


def _sentences(polnear: Path) -> Iterator[str]:
    for line in polnear.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] != "train":
            continue
        for start, end in sentences(row["text"]):
            text = row["text"][start:end]
            if _FEWEST <= len(text.split()) <= _MOST and "\n" not in text:
                yield text


def _other_figure(text: str, chance: random.Random, _names: list[str]) -> str | None:
    for figure in figures(text, Span(0, len(text))):
        shown = text[figure.span.start : figure.span.end]
        match = _NUMBER.search(shown)
        if match is None:
            continue
        start, end = figure.span.start + match.start(), figure.span.start + match.end()
        other = _other_number(match.group(), chance)
        return None if other is None else text[:start] + other + text[end:]
    return None


def _other_number(shown: str, chance: random.Random) -> str | None:
    if not shown[0].isdigit():
        other = chance.choice([word for word in _SPELLED if word != shown.lower()])
        return other.capitalize() if shown[0].isupper() else other
    old = int(shown.replace(",", ""))
    new = max(1, round(old * chance.choice((0.4, 0.6, 0.8, 1.3, 1.7, 2.4)))) + chance.choice((1, 2, 3))
    return None if new == old else f"{new:,}"


def _denied(text: str, chance: random.Random, _names: list[str]) -> str | None:
    match = _AUXILIARY.search(text)
    if match is None:
        return None
    word = "not" if chance.random() < 0.7 else "never"
    return f"{text[: match.end()]} {word}{text[match.end() :]}"


def _opposite(text: str, _chance: random.Random, _names: list[str]) -> str | None:
    match = next((m for m in _WORD.finditer(text) if m.group() in _OPPOSITE), None)
    return None if match is None else text[: match.start()] + _OPPOSITE[match.group()] + text[match.end() :]


def _other_name(text: str, chance: random.Random, names: list[str]) -> str | None:
    match = _NAME.search(text)
    return None if match is None else text.replace(match.group(), chance.choice(names))


def _hedged(text: str, chance: random.Random, _names: list[str]) -> str | None:
    opening = chance.choice(("Reportedly, ", "It is thought that ", "Apparently, ", "It appears that "))
    return opening + text[0].lower() + text[1:] if text[1:2].islower() else None


def _cut(text: str, _chance: random.Random, _names: list[str]) -> str | None:
    shorter = _TAIL.sub(".", text)
    return shorter if len(shorter.split()) >= _FEWEST else None


_VARIANTS: tuple[tuple[Variant, int], ...] = (
    (_other_figure, OPPOSED),
    (_denied, OPPOSED),
    (_opposite, OPPOSED),
    (_other_name, OTHER),
    (_hedged, SAME),
    (_cut, SAME),
)
