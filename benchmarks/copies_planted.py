"""Score copied passages against planted ones, on real articles with planted copies of known place.

    python benchmarks/copies_planted.py [FOLDER] [ROWS]

FOLDER holds `docs.jsonl` (rows of id, series, date, text) and `gold.jsonl`; without one, planted5k in `WHENCE_DATA`
(default ../shared). ROWS is where to write the passages, one a line, in place of a file that is removed. Prints the
scorer's table, the kinds of passages, processor seconds and peak memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from whence.link import Passage, copied_passages
from whence.records import Article, Basis, Block, Moment, Precision, ReadFrom, Role, Span

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
SCORER = SHARED / "bench" / "score_reuse.py"


def main() -> None:
    """Link the folder's articles, and print the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "reuse" / "planted5k"
    with tempfile.TemporaryDirectory() as scratch:
        report(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "passages.jsonl")


def report(folder: Path, rows: Path) -> None:
    """Link the folder's articles, write their passages to `rows`, and print the tables."""
    began = time.process_time()
    articles = list(articles_of(folder / "docs.jsonl"))
    loaded = time.process_time()
    passages = list(copied_passages(articles))
    spent = time.process_time() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write(passages, rows)
    files = [str(folder / "docs.jsonl"), str(folder / "gold.jsonl"), str(rows)]
    subprocess.run([sys.executable, str(SCORER), *files], check=True)
    size = sum(len(a.text) for a in articles) / 1e6
    print(f"passages {len(passages)}: {dict(sorted(Counter(p.kind.value for p in passages).items()))}")
    print(f"{len(articles)} articles of {size:.1f} million characters read from JSON in {loaded - began:.1f} s,")
    print(f"linked in {spent:.1f} processor seconds: {len(articles) / spent:.0f} articles/s; peak memory {peak:.0f} MB")


def articles_of(path: Path) -> Iterator[Article]:
    """An article a row, each line of its text a paragraph."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield article_of(json.loads(line))


def article_of(row: dict[str, str]) -> Article:
    """The article of one row; a row without a date is undated."""
    date = row.get("date")
    return Article(
        id=row["id"],
        text=row["text"],
        blocks=tuple(Block(role=Role.paragraph, span=span) for span in paragraphs(row["text"])),
        digest="",
        file=row["id"],
        outlet=row.get("series") or row.get("outlet"),
        outlet_basis=Basis.stated,
        published=Moment(at=date, precision=Precision.day, read_from=ReadFrom.given) if date else None,
    )


def paragraphs(text: str) -> Iterator[Span]:
    """The lines that hold anything."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def write(passages: list[Passage], path: Path) -> None:
    """Write the rows that the scorer reads."""
    with path.open("w", encoding="utf-8") as out:
        for passage in passages:
            out.write(json.dumps(asdict(passage)) + "\n")


if __name__ == "__main__":
    main()
