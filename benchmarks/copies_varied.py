"""Score copied passages on a second way of planting them, made at run time from other texts.

    python benchmarks/copies_varied.py [FOLDER]

Carriers are PolNeAR's train articles in `WHENCE_DATA` (default ../shared), with their days and publishers. Passages of
six lengths that begin with a sentence are copied into the midst of a paragraph of another article, then printed up to
four days later, and changed in one way each: letters misread as a scanner does, neighbouring words turned, clauses put
in, sentences shuffled, figures changed, spelling and marks translated, the middle left out. FOLDER keeps the set, which
the same seed makes again; without it a scratch folder is used. Prints the scorer's table.
"""

from __future__ import annotations

import datetime
import json
import os
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from copies_planted import report

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
SEED = 20261127
LENGTHS = (10, 15, 30, 60, 120, 250)
EACH = 10
LATER = 4

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"(?<=[.!?][\"”’ ])\s*(?=[A-Z\"“‘])")
_NUMBER = re.compile(r"\d+")
_MISREAD = (
    ("rn", "m"), ("m", "rn"), ("e", "c"), ("l", "1"), ("i", "l"), ("o", "0"), ("h", "b"), ("u", "n"), ("a", "o"),
    ("t", "f"), ("S", "5"), ("B", "8"), ("d", "cl"), ("n", "ri"),
)  # fmt: skip
_SPELLING = (
    ("ize", "ise"), ("or ", "our "), ("center", "centre"), ("program", "programme"), ("percent", "per cent"),
    (" do not", " don’t"), (" is not", " isn’t"), (" will ", "’ll "), ("n't", " not"), ("n’t", " not"),
    (" and ", " & "), ("Mr. ", "Mr "), ("Dr. ", "Dr "), ("U.S.", "US"), (" — ", ", "), ("%", " percent"),
)  # fmt: skip
_MARKS = str.maketrans({'"': "'", "“": "«", "”": "»", "’": "'", ";": ","})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article: `start:end` of the text of article number `article`."""

    article: int
    start: int
    end: int


Change = Callable[[str, random.Random, str], str]
"""Changes a passage; the last argument is text of a third article, to take words from."""


def misread(share: float) -> Change:
    """Change letters as a scanner does, each with this chance; now and then a space goes or comes."""

    def change(text: str, chance: random.Random, _: str) -> str:
        out = []
        at = 0
        while at < len(text):
            put, used = text[at], 1
            if chance.random() < share:
                fitting = [(old, new) for old, new in _MISREAD if text.startswith(old, at)]
                if fitting:
                    old, put = chance.choice(fitting)
                    used = len(old)
                else:
                    put = "" if text[at] == " " or chance.random() < 0.5 else f"{text[at]} "
            out.append(put)
            at += used
        return "".join(out)

    return change


def unchanged(text: str, _chance: random.Random, _other: str) -> str:
    """The passage as it is."""
    return text


def turned(text: str, chance: random.Random, _: str) -> str:
    """One word in eight changes places with the next."""
    words = text.split(" ")
    for at in range(len(words) - 1):
        if chance.random() < 0.125:
            words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def inserted(text: str, chance: random.Random, other: str) -> str:
    """After every eight to sixteen words a clause of four to nine words of another article, between commas."""
    words, spare, out = text.split(" "), other.split(), []
    while words:
        run = chance.randint(8, 16)
        out += words[:run]
        words = words[run:]
        if words:
            first = chance.randrange(max(1, len(spare) - 9))
            out[-1] += ","
            out += [*spare[first : first + chance.randint(4, 9)], ","]
    return " ".join(out).replace(" ,", ",")


def shuffled(text: str, chance: random.Random, _: str) -> str:
    """Its sentences in another order; two halves change places where it is one sentence."""
    parts = [p for p in _SENTENCE.split(text) if p]
    if len(parts) < 2:
        words = text.split(" ")
        parts = [" ".join(words[len(words) // 2 :]), " ".join(words[: len(words) // 2])]
    else:
        chance.shuffle(parts)
    return " ".join(parts)


def refigured(text: str, chance: random.Random, _: str) -> str:
    """Every number another of as many digits."""
    return _NUMBER.sub(lambda m: "".join(str(chance.randint(1, 9)) for _ in m[0]), text)


def restyled(text: str, _chance: random.Random, _other: str) -> str:
    """Another house's spelling, contractions and marks."""
    for old, new in _SPELLING:
        text = text.replace(old, new)
    return text.translate(_MARKS)


def holed(text: str, _chance: random.Random, _other: str) -> str:
    """Its middle third left out, with three dots."""
    words = text.split(" ")
    third = len(words) // 3
    return " ".join([*words[:third], "...", *words[-third:]])


CHANGES: dict[str, tuple[Change, int]] = {
    "unchanged": (unchanged, 10),
    "misread 2%": (misread(0.02), 10),
    "misread 5%": (misread(0.05), 10),
    "turned": (turned, 10),
    "inserted": (inserted, 15),
    "shuffled": (shuffled, 30),
    "refigured": (refigured, 10),
    "restyled": (restyled, 10),
    "holed": (holed, 30),
}
"""Each class's change, and the least words of a passage for it to make sense."""


def main() -> None:
    """Make the set, link it and print the scorer's table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        make(folder)
        report(folder, Path(scratch) / "passages.jsonl")


def make(folder: Path) -> None:
    """Write `docs.jsonl` and `gold.jsonl` as planted5k has them."""
    chance = random.Random(SEED)
    docs = list(carriers())
    free = list(range(len(docs)))
    chance.shuffle(free)
    gold = []
    sources: set[int] = set()
    for name, (change, least) in CHANGES.items():
        for length in (n for n in LENGTHS if n >= least for _ in range(EACH)):
            passage = chosen(docs, chance, length, free, figures=name == "refigured")
            sources.add(passage.article)
            source, target = docs[passage.article], next(n for n in reversed(free) if n not in sources)
            free.remove(target)
            copy = change(source["text"][passage.start : passage.end], chance, docs[chance.choice(free)]["text"])
            text, start = planted(docs[target]["text"], copy, chance)
            docs[target] |= {"text": text, "date": later(source["date"], chance.randint(0, LATER))}
            row = {"src": source["id"], "tgt": docs[target]["id"], "cls": name, "L": length}
            gold.append(row | {"sb": passage.start, "se": passage.end, "tb": start, "te": start + len(copy)})
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in (("docs", docs), ("gold", gold)):
        (folder / f"{file}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def carriers() -> Iterator[dict[str, str]]:
    """The articles that passages are taken from and put into."""
    with (SHARED / "data/attribution/polnear/polnear.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["split"] == "train" and len(row["text"].split()) >= 100:
                yield {"id": row["id"], "series": row["publisher"], "date": row["date"], "text": row["text"]}


def later(date: str, days: int) -> str:
    """The date so many days on."""
    return (datetime.date.fromisoformat(date[:10]) + datetime.timedelta(days=days)).isoformat()


def chosen(
    docs: list[dict[str, str]], chance: random.Random, length: int, free: list[int], *, figures: bool
) -> Passage:
    """A passage of so many words that begins with a sentence, of an article into which nothing was put."""
    while True:
        article = chance.choice(free)
        text = docs[article]["text"]
        start = chance.choice([0, *(m.end() for m in _SENTENCE.finditer(text))])
        words = list(_WORD.finditer(text, start))[:length]
        if len(words) == length:
            end = words[-1].end()
            copy = text[words[0].start() : end]
            if not figures or _NUMBER.search(copy):
                return Passage(article=article, start=words[0].start(), end=end)


def planted(text: str, copy: str, chance: random.Random) -> tuple[str, int]:
    """The text with the copy after one of its sentences, and where the copy begins."""
    at = chance.choice([m.end() for m in _SENTENCE.finditer(text)] or [len(text)])
    return f"{text[:at]} {copy} {text[at:]}", at + 1


if __name__ == "__main__":
    main()
