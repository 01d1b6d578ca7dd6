#!/usr/bin/env python3
"""Measure the reading of pages beside trafilatura's own, page by page in one run.

usage: ingest_pages.py [--set aeb|fundus] [--every N]

Reads `$WHENCE_DATA/data/ingest/<set>/truth.jsonl` (default: ../shared) and the pages that it names. Each page goes to
both readers in turn, so that the speeds compare although the machine's load varies. Printed per set and reader:

    body P R F1      mean word precision, recall and F1 of the body (folded words as bags)
    below            share of pages with F1 under 0.5
    date, wrong      share of pages with the right and with a wrong day, among those with a known one
    title, authors   share of titles equal after folding; share of pages with one right author
    caption          share of the truth's captions that stand as a caption (word F1 at least 0.8)
    credit           share of the truth's credits that stand as a credit (all its words, at most three more)
    mixed            share of found captions with a known credit whose words hold that credit
    pages/s          pages a second of processor time, parsing included
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura

from whence.errors import Unreadable
from whence.ingest.html import read_page
from whence.records import Article, Role

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_BODY = frozenset({Role.subhead, Role.paragraph, Role.quote, Role.footnote})
_CAPTION_F1 = 0.8
_CREDIT_SURPLUS = 3


@dataclass
class Tally:
    """Sums over the pages of one set."""

    f1: list[tuple[float, float, float]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def share(self, part: str, whole: str) -> float:
        """Return one count as a share of another, not-a-number where there is none to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else float("nan")

    def row(self, name: str) -> str:
        """Return the figures as one line."""
        pages = len(self.f1)
        means = [sum(values) / pages for values in zip(*self.f1, strict=True)]
        below = sum(f < 0.5 for _, _, f in self.f1) / pages
        shares = (
            ("date", "date", "dated"), ("wrong", "wrong", "dated"), ("title", "title", "titled"),
            ("authors", "author", "authored"), ("caption", "caption", "captions"), ("credit", "credit", "credits"),
            ("mixed", "mixed", "both"),
        )  # fmt: skip
        rest = " ".join(f"{label}={self.share(a, b):.3f}" for label, a, b in shares if self.counts[b])
        return (
            f"{name:12s} pages={pages} body P={means[0]:.4f} R={means[1]:.4f} F1={means[2]:.4f} below={below:.3f} "
            f"{rest} pages/s={pages / self.seconds:.1f}"
        )


def words(text: str | None) -> list[str]:
    """Return the folded words of a text; a Chinese, Japanese or Korean character is a word."""
    return _WORD.findall((text or "").lower())


def overlap(found: list[str], truth: list[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of two bags of words."""
    shared = sum((Counter(found) & Counter(truth)).values())
    precision = shared / len(found) if found else 0.0
    recall = shared / len(truth) if truth else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pages(folder: Path, every: int) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each page's truth and markup, every n-th page only where asked."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            if number % every == 0:
                truth = json.loads(row)
                yield truth, gzip.decompress((folder / truth["file"]).read_bytes()).decode("utf-8", "replace")


def ours(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with whence and add up what it found."""
    started = time.process_time()
    try:
        article: Article | None = read_page(markup, file=truth["file"], url=truth["url"], article_id="-", digest="-")
    except Unreadable:
        article = None
    tally.seconds += time.process_time() - started
    body = (
        " ".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in _BODY) if article else ""
    )
    tally.f1.append(overlap(words(body), words(truth["body"])))
    facts(truth, tally, date=article.published.at if article and article.published else "",
          title=article.title if article else "", authors=article.authors if article else ())  # fmt: skip
    if article:
        pictures(truth, article, tally)


def theirs(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with trafilatura alone: its text first, timed, then its metadata."""
    started = time.process_time()
    text = trafilatura.extract(markup, include_comments=False)
    tally.seconds += time.process_time() - started
    tally.f1.append(overlap(words(text), words(truth["body"])))
    if truth.get("date"):
        found = trafilatura.extract_metadata(markup, default_url=truth["url"])
        facts(truth, tally, date=found.date or "", title=found.title, authors=(found.author or "").split("; "))


def facts(truth: dict[str, Any], tally: Tally, *, date: str, title: str | None, authors: Any) -> None:
    """Add up day, title and authors where the truth knows them."""
    if truth.get("date"):
        right = date[:10] == truth["date"][:10]
        tally.counts.update(dated=1, date=right, wrong=bool(date) and not right)
    if truth.get("title"):
        tally.counts.update(titled=1, title=words(title) == words(truth["title"]))
    if truth.get("authors"):
        known = {" ".join(words(name)) for name in truth["authors"]}
        tally.counts.update(authored=1, author=bool(known & {" ".join(words(name)) for name in authors}))


def pictures(truth: dict[str, Any], article: Article, tally: Tally) -> None:
    """Add up the captions and credits of the truth's pictures that the article keeps apart."""
    captions = [words(article.text[i.caption.start : i.caption.end]) for i in article.images if i.caption]
    credits = [words(article.text[i.credit.start : i.credit.end]) for i in article.images if i.credit]
    for image in truth.get("images") or ():
        caption, credit = words(image.get("caption")), words(" ".join(image.get("authors") or ()))
        match = next((c for c in captions if caption and overlap(c, caption)[2] >= _CAPTION_F1), None)
        tally.counts.update(captions=bool(caption), caption=match is not None, credits=bool(credit))
        if credit:
            tally.counts["credit"] += any(
                not Counter(credit) - Counter(c) and len(c) <= len(credit) + _CREDIT_SURPLUS for c in credits
            )
        if match and credit:
            tally.counts.update(both=1, mixed=not Counter(credit) - Counter(match))


def main() -> int:
    """Print the rows of both readers for each set."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=("aeb", "fundus"), help="one set only")
    options.add_argument("--every", type=int, default=1, help="every n-th page only")
    chosen = options.parse_args()
    data = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
    for name in [chosen.set] if chosen.set else ["aeb", "fundus"]:
        folder = data / "ingest" / name
        if not folder.is_dir():
            print(f"{folder} is missing: set WHENCE_DATA to the folder that holds data/", file=sys.stderr)
            return 1
        us, them = Tally(), Tally()
        for truth, markup in pages(folder, chosen.every):
            ours(truth, markup, us)
            theirs(truth, markup, them)
        print(f"{name}:", us.row("whence"), them.row("trafilatura"), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
