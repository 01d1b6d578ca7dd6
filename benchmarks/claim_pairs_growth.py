"""How the cost of comparing statements grows with their number.

usage: claim_pairs_growth.py [UNITS ...]

Makes collections of that many statements (default 1000 5000 20000) out of PolNeAR's dev articles (WHENCE_DATA). Each
article is a story, which six articles tell with three of its sentences in five; for more stories the articles are told
again with other names and numbers. Prints processor seconds of each step, pairs and memory. Equal sentences are encoded
once, so that a collection without copies takes longer to prepare.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from whence.link.same import candidates, decide, prepare
from whence.link.same.plain import plain_unit
from whence.link.units import Unit
from whence.read.figures import figures
from whence.records import Article, Block, Moment, Precision, ReadFrom, Role, Span
from whence.text.sentences import sentences

_SIZES = (1000, 5000, 20000)
_TELLINGS = 6
_KEPT = 0.6
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve zi ko re la".split()


def main() -> None:
    """Print a line for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or _SIZES
    path = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data/attribution/polnear/polnear.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["split"] == "dev"]
    prepare([plain_unit("The reader is loaded before anything is timed.")])
    print(" units articles  prepare candidates  decide    pairs  a unit    MiB")
    for size in sizes:
        _line(list(_collection(texts, size)))


def _line(units: Sequence[Unit]) -> None:
    began = time.process_time()
    prepared = prepare(units)
    ready = time.process_time()
    pairs = candidates(prepared)
    chosen = time.process_time()
    decide(prepared, pairs)
    ended = time.process_time()
    articles = len({unit.article.id for unit in units})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(units):6d} {articles:8d} {ready - began:8.1f} {chosen - ready:10.1f} {ended - chosen:7.1f} "
        f"{len(pairs):8d} {len(pairs) / len(units):7.1f} {memory:6.0f}",
        flush=True,
    )


def _collection(texts: Sequence[str], size: int) -> Iterator[Unit]:
    chance = random.Random(1)
    made = 0
    for story in range(size):
        text = _varied(texts[story % len(texts)], chance) if story >= len(texts) else texts[story]
        lines = [text[a:b] for a, b in sentences(text) if len(text[a:b].split()) > 5]
        for telling in range(_TELLINGS):
            kept = [line for line in lines if chance.random() < _KEPT]
            for unit in _told(kept, f"{story}-{telling}", story * 3 + telling):
                if made == size:
                    return
                made += 1
                yield unit


def _told(lines: Sequence[str], name: str, day: int) -> Iterator[Unit]:
    """An article of these sentences, a paragraph each, and each a statement."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 2
    month, rest = divmod(day % 336, 28)
    published = Moment(
        at=f"{2031 + day // 336}-{month + 1:02d}-{rest + 1:02d}", precision=Precision.day, read_from=ReadFrom.given
    )
    blocks = tuple(Block(role=Role.paragraph, span=span) for span in spans)
    article = Article(id=name, text="\n\n".join(lines), blocks=blocks, digest="", file=name, published=published)
    for number, (span, line) in enumerate(zip(spans, lines, strict=True)):
        bare = plain_unit(line)
        statement = replace(
            bare.statement, id=f"{name}-{number}", article=name, content=(span,), figures=figures(article.text, span)
        )
        yield replace(bare, statement=statement, article=article)


def _varied(text: str, chance: random.Random) -> str:
    """The text with every name and number replaced, the same one always by the same."""
    names = {name: "".join(chance.choices(_SYLLABLES, k=3)).capitalize() for name in sorted(set(_NAME.findall(text)))}
    shifted = _NAME.sub(lambda match: names[match.group()], text)
    return re.sub(r"\d", lambda match: str((int(match.group()) + chance.randrange(1, 9)) % 10), shifted)


if __name__ == "__main__":
    main()
