"""The bundled example and the truth that is noted about it agree."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from whence.example import example_files
from whence.ingest import ingest
from whence.pictures.finding import Finder
from whence.pictures.grouping import grouped
from whence.pictures.reading import read_pictures
from whence.pictures.records import DifferenceKind, Picture, Relation
from whence.records import Article

from .drawing import drawn

TRUTH: dict[str, Any] = json.loads((Path(__file__).parent / "truth.json").read_text(encoding="utf-8"))
STATEMENTS = {s["id"]: s for c in TRUTH["claims"] for s in c["statements"]}
ARTICLES = {a["id"]: a for a in TRUTH["articles"]}


def visible(name: str) -> str:
    path = next(p for p in example_files() if p.name == name)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return " ".join(text.split())


def test_files_are_sorted_and_all_noted() -> None:
    """Every file of the example is an article of the truth, in the same order, and none is missing."""
    assert [p.name for p in example_files()] == [a["file"] for a in TRUTH["articles"]]
    assert {p.suffix for p in example_files()} == {".html", ".txt"}


@pytest.mark.parametrize("identity", STATEMENTS)
def test_statement_stands_in_its_article(identity: str) -> None:
    """The content, source and cue of every noted statement stand word for word in its article."""
    statement = STATEMENTS[identity]
    text = visible(ARTICLES[statement["article"]]["file"])
    for part in ("content", "source_text", "cue"):
        if statement[part] is not None:
            assert statement[part] in text, part


@pytest.mark.parametrize("article", ARTICLES)
def test_headline_and_length(article: str) -> None:
    """An article shows its noted headline and is as long as a short news report."""
    text = visible(ARTICLES[article]["file"])
    assert ARTICLES[article]["headline"] in text
    assert 180 <= len(text.split()) <= 450


@pytest.mark.parametrize("claim", TRUTH["claims"], ids=lambda c: c["id"])
def test_origins_follow_from_the_routes(claim: dict[str, Any]) -> None:
    """A claim's noted origins are the sources where the routes of its statements end."""
    ends = set()
    for statement in claim["statements"]:
        at, seen = statement, {statement["id"]}
        while at["comes_from"] is not None:
            earlier = STATEMENTS[at["comes_from"]]
            assert earlier["article"] != at["article"]
            assert earlier["id"] not in seen
            seen.add(earlier["id"])
            at = earlier
        ends.add(at["source"])
    assert ends == set(claim["origins"])
    assert claim["independent_sources"] == len(ends)


def test_own_voice_has_no_source_words() -> None:
    """A statement in the outlet's own voice has neither source nor cue; every other one has both."""
    for statement in STATEMENTS.values():
        own = statement["form"] == "own_voice"
        assert own == (statement["source_text"] is None) == (statement["cue"] is None)


def test_set_shows_what_it_promises() -> None:
    """The set holds the changes, denial, independent witnesses, circle and trap that its note describes."""
    changes = {change for s in STATEMENTS.values() for change in s["changes"]}
    assert changes >= {"attribution_dropped", "hedge_dropped", "figure_changed", "quote_truncated", "source_inflated"}
    claims = {c["id"]: c for c in TRUTH["claims"]}
    assert any(c["denied_by"] for c in claims.values())
    assert any(c["independent_sources"] == 2 for c in claims.values())
    assert all(pair[0] in claims and pair[1] in claims for pair in TRUTH["not_same_claim"])
    routes = {(a["outlet"], ARTICLES[d["article"]]["outlet"]) for a in TRUTH["articles"] for d in a["derives_from"]}
    assert any((b, a) in routes for a, b in routes)


def test_pictures_are_those_that_the_script_draws() -> None:
    """Each picture beside a page is what the script draws, whichever library has packed it; none is large."""
    folder = example_files()[0].parent
    made = drawn()
    assert sorted(made) == sorted(path.relative_to(folder).as_posix() for path in folder.glob("*_files/*"))
    for name, data in made.items():
        held = (folder / name).read_bytes()
        assert len(held) < 20_000
        bundled, fresh = (np.asarray(Image.open(io.BytesIO(one)).convert("RGB"), dtype=int) for one in (held, data))
        assert bundled.shape == fresh.shape
        assert np.abs(bundled - fresh).mean() < 2


def test_the_same_picture_stands_in_three_articles() -> None:
    """The Islander's picture is found again in the Beacon, cut, and on the radio's page; the map is another one."""
    articles = [one for one in ingest([str(path) for path in example_files()]) if isinstance(one, Article)]
    with Finder() as finder:
        pictures = [one for one in read_pictures(articles, finder) if isinstance(one, Picture)]
    assert len(pictures) == 4
    outlets = {article.id: article.outlet for article in articles}
    (group,) = grouped(pictures, {article.id: article.text for article in articles})
    assert [(outlets[one.picture.article or ""], one.likeness.relation) for one in group.shown] == [
        ("The Skerrin Islander", Relation.same),
        ("Daily Beacon", Relation.cropped),
        ("Radio Orrany", Relation.same),
    ]
    assert [one.picture.embedded.creator for one in group.shown] == ["Callum Stroud", "Callum Stroud", None]
    assert {one.kind for one in group.differences} == {DifferenceKind.words, DifferenceKind.credit}
