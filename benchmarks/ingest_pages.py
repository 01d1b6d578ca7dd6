#!/usr/bin/env python3
"""Measure the reading of pages beside trafilatura's own, page by page in one run.

usage: ingest_pages.py [--set aeb|fundus] [--every N]

Reads `$WHENCE_DATA/data/ingest/<set>/truth.jsonl` (default: ../shared) and the pages that it names. Each page goes to
all readers in turn, so that the speeds compare although the machine's load varies. The readers:

    whence           as it ships
    whence full      with trafilatura's comparison of several extractors for every page
    whence fast      with its `fast=True` for every page
    whence dense     without trafilatura: the densest run of lines, which is what pages of megabytes get
    trafilatura      its `extract`
    trafilatura fast the same with `fast=True`
    resiliparse      its main content, where that package is installed (it is no part of whence)

Printed per set and reader:

    body P R F1      mean word precision, recall and F1 of the body (folded words as bags)
    below            share of pages with F1 under 0.5
    date, wrong      share of pages with the right and with a wrong day, among those with a known one
    title, authors   share of titles equal after folding; share of pages with one right author
    caption          share of the truth's captions that stand as a caption (word F1 at least 0.8)
    credit           share of the truth's credits that stand as a credit (all its words, at most three more)
    mixed            share of found captions with a known credit whose words hold that credit
    captions in body, credits in body
                     share of the truth's captions (four in five of their runs of four words) and credits (all their
                     words in their order) that stand amid the body's text
    pages/s          pages a second of processor time, parsing included
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import trafilatura

from whence.errors import Unreadable
from whence.ingest import page_body
from whence.ingest.html import read_page
from whence.records import Article, Role

Reader = Callable[[dict[str, Any], str, "Tally"], None]
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_BODY = frozenset({Role.subhead, Role.paragraph, Role.quote, Role.footnote})
_CAPTION_F1 = 0.8
_CREDIT_SURPLUS = 3
_RUN = 4
_CAPTION_IN = 0.8


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
            ("authors", "author", "authored"), ("caption", "caption", "shown_captions"),
            ("credit", "credit", "shown_credits"), ("mixed", "mixed", "both"),
            ("captions_in_body", "caption_in_body", "captions"), ("credits_in_body", "credit_in_body", "credits"),
        )  # fmt: skip
        rest = " ".join(f"{label}={self.share(a, b):.3f}" for label, a, b in shares if self.counts[b])
        return (
            f"{name:16s} pages={pages} body P={means[0]:.4f} R={means[1]:.4f} F1={means[2]:.4f} below={below:.3f} "
            f"{rest} pages/s={pages / self.seconds:.1f}"
        )


def words(text: str | None) -> list[str]:
    """Return the folded words of a text; a Chinese, Japanese or Korean character is a word."""
    return _WORD.findall((text or "").lower())


def runs_of(found: list[str]) -> list[tuple[str, ...]]:
    """Return the runs of four words; all words where there are fewer."""
    return [tuple(found[at : at + _RUN]) for at in range(max(1, len(found) - _RUN + 1))]


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


def ours(truth: dict[str, Any], markup: str, tally: Tally, body: AbstractContextManager[Any] | None = None) -> None:
    """Read one page with whence and add up what it found; `body` changes how it finds the body meanwhile."""
    with body or nullcontext():
        started = time.process_time()
        try:
            article: Article | None = read_page(
                markup, file=truth["file"], url=truth["url"], article_id="-", digest="-"
            )
        except Unreadable:
            article = None
        tally.seconds += time.process_time() - started
    text = (
        " ".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in _BODY) if article else ""
    )
    add_body(truth, text, tally)
    facts(truth, tally, date=article.published.at if article and article.published else "",
          title=article.title if article else "", authors=article.authors if article else ())  # fmt: skip
    if article:
        pictures(truth, article, tally)


def theirs(truth: dict[str, Any], markup: str, tally: Tally, *, fast: bool = False) -> None:
    """Read one page with trafilatura alone: its text first, timed, then its metadata."""
    started = time.process_time()
    text = trafilatura.extract(markup, include_comments=False, fast=fast)
    tally.seconds += time.process_time() - started
    add_body(truth, text, tally)
    if truth.get("date") and not fast:
        found = trafilatura.extract_metadata(markup, default_url=truth["url"])
        facts(truth, tally, date=found.date or "", title=found.title, authors=(found.author or "").split("; "))


def resiliparse(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with resiliparse's extraction of the main content."""
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    started = time.process_time()
    text = extract(markup, main_content=True, alt_texts=False, comments=False, preserve_formatting=False)
    tally.seconds += time.process_time() - started
    add_body(truth, text, tally)


def with_full(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with whence, which believes nothing that trafilatura finds at first sight."""
    ours(truth, markup, tally, mock.patch.object(page_body, "_main_text", _full_text))


def with_fast(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with whence, which believes whatever trafilatura finds at first sight."""
    ours(truth, markup, tally, mock.patch.object(page_body, "_agree", lambda found, *_: bool(found)))


def with_dense(truth: dict[str, Any], markup: str, tally: Tally) -> None:
    """Read one page with whence without trafilatura."""
    ours(truth, markup, tally, mock.patch.object(page_body, "_main_text", lambda *_, **__: ""))


_main_text = page_body._main_text


def _full_text(tree: Any, *, fast: bool) -> str:
    return "" if fast else _main_text(tree, fast=False)


READERS: dict[str, Reader] = {
    "whence": ours, "whence full": with_full, "whence fast": with_fast, "whence dense": with_dense,
    "trafilatura": theirs, "trafilatura fast": partial(theirs, fast=True),
}  # fmt: skip
if importlib.util.find_spec("resiliparse"):  # no part of the development environment
    READERS["resiliparse"] = resiliparse


def add_body(truth: dict[str, Any], text: str | None, tally: Tally) -> None:
    """Add up how well the body's words fit, and which captions and credits stand among them."""
    found = words(text)
    tally.f1.append(overlap(found, words(truth["body"])))
    line, runs = f" {' '.join(found)} ", set(runs_of(found))
    for image in truth.get("images") or ():
        caption, credit = words(image.get("caption")), words(" ".join(image.get("authors") or ()))
        own = runs_of(caption)
        tally.counts["caption_in_body"] += bool(caption) and sum(run in runs for run in own) >= _CAPTION_IN * len(own)
        tally.counts["credit_in_body"] += bool(credit) and f" {' '.join(credit)} " in line
        tally.counts.update(captions=bool(caption), credits=bool(credit))


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
        tally.counts.update(shown_captions=bool(caption), caption=match is not None, shown_credits=bool(credit))
        if credit:
            tally.counts["credit"] += any(
                not Counter(credit) - Counter(c) and len(c) <= len(credit) + _CREDIT_SURPLUS for c in credits
            )
        if match and credit:
            tally.counts.update(both=1, mixed=not Counter(credit) - Counter(match))


def main() -> int:
    """Print the rows of all readers for each set."""
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
        tallies = {reader: Tally() for reader in READERS}
        names = list(READERS)
        for number, (truth, markup) in enumerate(pages(folder, chosen.every)):
            first = number % len(names)  # whoever comes later finds words of the page in caches
            for reader in names[first:] + names[:first]:
                READERS[reader](truth, markup, tallies[reader])
        print(f"{name}:", *(tally.row(reader) for reader, tally in tallies.items()), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
