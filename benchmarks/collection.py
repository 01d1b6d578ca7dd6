"""Collections of any size made by repeating and varying real news text, with copies planted at known places.

    python benchmarks/collection.py ARTICLES > collection.jsonl

The text is PolNeAR's (`WHENCE_DATA`, default ../shared). A story is one of its articles; where these are used up they
come again, from the 2,387th article on, with other names, numbers and words, each as frequent as the one that it stands
for (`natural.py` says why), so that a repetition is another story. Each story is told by one to twelve outlets within a
day or two, few by many: as it stands under another headline, cut, with one word in twenty changed, or in some of its
paragraphs only; and one story in eight takes a paragraph from another. The same number gives the same collection, and a
larger one begins with a smaller one's stories.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from natural import Vocabulary

__all__ = ["Made", "Plant", "made", "write"]

Row = dict[str, str]
_DATA = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "attribution" / "polnear" / "polnear.jsonl"
_TOLD_BY = (1, 1, 1, 2, 2, 3, 4, 6, 12)
_KINDS = ("whole", "whole", "cut", "edited", "some")
_LONGEST = 900  # words of a story: a few of PolNeAR's are books
_CUES = frozenset(
    "said says told tells added according asked thinks believes claimed announced warned denied the that and".split()
)
_OUTLETS = tuple(
    f"{place} {kind}"
    for place in "Marrow Tessock Velling Orrany Lowmarsh Harrowgate Sund Kestrel Ambleford Tarn".split()
    for kind in ("Mercury", "Beacon", "Echo", "Post", "Courier", "Times")
)
_EDITED = 20
_BORROWED = 8
_FIRST_YEAR, _DAYS = 2031, 336


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A planted copy: the article that has it, that which it comes from, and how it was made."""

    article: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A row of JSON Lines as `whence add` takes it, and what is planted in it."""

    row: Row
    plants: tuple[Plant, ...] = ()


def made(size: int) -> Iterator[Made]:
    """Yield so many articles, story by story."""
    texts = _texts()
    count = story = 0
    while True:
        for one in _story(texts, story):
            if count == size:
                return
            count += 1
            yield one
        story += 1


def write(path: Path, size: int) -> list[Plant]:
    """Write a collection as JSON Lines, and return what is planted in it."""
    plants: list[Plant] = []
    with path.open("w", encoding="utf-8") as lines:
        for one in made(size):
            lines.write(json.dumps(one.row, ensure_ascii=False) + "\n")
            plants += one.plants
    return plants


@cache
def _texts() -> list[list[str]]:
    """PolNeAR's articles as paragraphs, the first of each being its headline."""
    with _DATA.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = (row["text"] for row in rows if len(row["text"].split()) <= _LONGEST)
    return [[p.strip() for p in text.split("\n") if p.strip()] for text in wanted]


def _story(texts: list[list[str]], number: int) -> Iterator[Made]:
    chance = random.Random(f"story {number}")
    paragraphs = _paragraphs(texts, number)
    borrowed = None
    if number and number % _BORROWED == 0:
        other = chance.randrange(max(0, number - 200), number)
        lent = max(_paragraphs(texts, other)[1:] or [""], key=len)
        at = chance.randrange(1, len(paragraphs) + 1)
        paragraphs = [*paragraphs[:at], lent, *paragraphs[at:]]
        borrowed = Plant(article=f"s{number}-0", source=f"s{other}-0", kind="paragraph")
    outlets = chance.sample(_OUTLETS, chance.choice(_TOLD_BY))
    for telling, outlet in enumerate(outlets):
        own = f"s{number}-{telling}"
        if telling == 0:
            yield Made(row=_row(own, outlet, number, 6, paragraphs), plants=(borrowed,) if borrowed else ())
            continue
        kind = chance.choice(_KINDS)
        told = [_headline(paragraphs[0], chance), *_told(paragraphs[1:], kind, chance)]
        row = _row(own, outlet, number, 7 + 2 * telling, told)
        yield Made(row=row, plants=(Plant(article=own, source=f"s{number}-0", kind=kind),))


def _paragraphs(texts: list[list[str]], number: int) -> list[str]:
    """A story's paragraphs; the same text with other names and numbers where all have been told."""
    round_, place = divmod(number, len(texts))
    if round_ == 0:
        return texts[place]
    again = _words().told_again("\n".join(texts[place]), random.Random(f"round {round_} {place}"))
    return again.split("\n")


@cache
def _words() -> Vocabulary:
    """The words of the texts. Cues stay, for without them nothing would be read."""
    return Vocabulary(("\n".join(paragraphs) for paragraphs in _texts()), lasting=_CUES)


def _told(paragraphs: list[str], kind: str, chance: random.Random) -> list[str]:
    if kind == "cut":
        return paragraphs[: max(1, int(len(paragraphs) * chance.uniform(0.35, 0.65)))]
    if kind == "edited":
        return [" ".join(w if chance.randrange(_EDITED) else "indeed" for w in p.split()) for p in paragraphs]
    if kind == "some":
        return [p for p in paragraphs if chance.random() < 0.6] or paragraphs[:1]
    return paragraphs


def _headline(headline: str, chance: random.Random) -> str:
    words = headline.split()
    chance.shuffle(words)
    return " ".join(words).capitalize()


def _row(name: str, outlet: str, story: int, hour: int, paragraphs: list[str]) -> Row:
    day = story // 20 + hour // 24  # twenty stories a day
    month, rest = divmod(day % _DAYS, 28)
    at = f"{_FIRST_YEAR + day // _DAYS}-{month + 1:02d}-{rest + 1:02d}T{hour % 24:02d}:{story % 60:02d}:00+00:00"
    text = "\n\n".join(paragraphs)
    return {"id": name, "outlet": outlet, "published": at, "text": text}


def main() -> None:
    """Print a collection; without a number of articles, what is planted among the first thousand."""
    if len(sys.argv) > 1:
        for one in made(int(sys.argv[1])):
            print(json.dumps(one.row, ensure_ascii=False))
        return
    kinds = Counter(plant.kind for one in made(1000) for plant in one.plants)
    print("planted among 1,000 articles: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))


if __name__ == "__main__":
    main()
