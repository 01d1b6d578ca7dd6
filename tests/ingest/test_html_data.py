"""Floors on real pages with known text, from the folder `WHENCE_DATA` or else ../shared/data beside the project."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from whence.errors import Unreadable
from whence.ingest.html import read_page
from whence.records import Article, Role

SHARED = Path(os.environ.get("WHENCE_DATA") or Path(__file__).resolve().parents[3] / "shared")
DATA = SHARED / "data" / "ingest"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"needs pages with known text: {DATA} is missing; set WHENCE_DATA"
)
EVERY = 5
_WORD = re.compile(r"[^\W_]+")
_BODY = {Role.subhead, Role.paragraph, Role.quote, Role.footnote}
_Row = tuple[dict[str, Any], str, Article | None]


def rows(name: str) -> list[_Row]:
    out: list[_Row] = []
    for line in (DATA / name / "truth.jsonl").read_text(encoding="utf-8").splitlines()[::EVERY]:
        truth = json.loads(line)
        markup = gzip.decompress((DATA / name / truth["file"]).read_bytes()).decode("utf-8", "replace")
        try:
            out.append((truth, markup, read_page(markup, file="f", url=truth["url"], article_id="i", digest="d")))
        except Unreadable:
            out.append((truth, markup, None))
    return out


@pytest.fixture(scope="module")
def news() -> list[_Row]:
    return rows("fundus")


@pytest.fixture(scope="module")
def other() -> list[_Row]:
    return rows("aeb")


def words(text: str | None) -> list[str]:
    return _WORD.findall((text or "").lower())


def f1(found: list[str], truth: list[str]) -> float:
    shared = sum((Counter(found) & Counter(truth)).values())
    return 2 * shared / (len(found) + len(truth)) if found or truth else 1.0


def body(article: Article | None) -> str:
    return (
        " ".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in _BODY) if article else ""
    )


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize(("name", "floor"), [("news", 0.955), ("other", 0.945)])
def test_the_body_is_no_worse_than_trafilatura_s_own(name: str, floor: float, request: pytest.FixtureRequest) -> None:
    """Mean word F1 of the body stands above a floor and at or above trafilatura's on the same pages."""
    pages: list[_Row] = request.getfixturevalue(name)
    ours = mean([f1(words(body(article)), words(truth["body"])) for truth, _, article in pages])
    theirs = mean(
        [f1(words(trafilatura.extract(m, include_comments=False)), words(truth["body"])) for truth, m, _ in pages]
    )
    assert ours >= floor
    assert ours >= theirs


def test_the_day_of_publication_is_right_or_absent(news: list[_Row]) -> None:
    """Nearly every page gives its day, and none gives a wrong one."""
    days = [((a.published.at if a and a.published else "")[:10], t["date"][:10]) for t, _, a in news]
    assert sum(found == known for found, known in days) >= 0.94 * len(days)
    assert [pair for pair in days if pair[0] and pair[0] != pair[1]] == []


def test_captions_and_credits_are_kept_apart(news: list[_Row]) -> None:
    """Captions are found, and few of them still hold their credit."""
    found = known = both = mixed = 0
    for truth, _, article in news:
        captions = (
            [words(article.text[i.caption.start : i.caption.end]) for i in article.images if i.caption]
            if article
            else []
        )
        for image in truth.get("images") or ():
            caption, credit = words(image.get("caption")), words(" ".join(image.get("authors") or ()))
            match = next((c for c in captions if caption and f1(c, caption) >= 0.8), None)
            known, found = known + bool(caption), found + (match is not None)
            if match and credit:
                both, mixed = both + 1, mixed + (not Counter(credit) - Counter(match))
    assert found >= 0.9 * known
    assert mixed <= 0.08 * both


def test_titles_are_the_known_ones(news: list[_Row]) -> None:
    """Most titles equal the known one after folding."""
    assert mean([float(words(a.title if a else "") == words(t["title"])) for t, _, a in news]) >= 0.72
