"""Published checks and shared pictures, for programs: the records that the command line prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from whence.case import Case
from whence.match.printing import check_json
from whence.match.records import Matched, PublishedCheck
from whence.pictures.records import Difference, DifferenceKind, Group, Likeness, Picture, Relation, Shown
from whence.pictures.showing import group_json
from whence.records import Moment, Precision, ReadFrom


def check(number: int) -> PublishedCheck:
    """Return a published check."""
    return PublishedCheck(
        id=f"k{number}",
        claim="The ferry left the channel",
        address=f"https://checks.example/{number}",
        publisher="Channel Check",
        rating="Hoax",
        published=Moment(at="2031-05-20", precision=Precision.day, read_from=ReadFrom.feed),
    )


def picture(number: int, article: str) -> Picture:
    """Return a picture that an article shows."""
    return Picture(
        id=f"pic{number}",
        article=article,
        number=0,
        file="a.jpg",
        digest="0",
        format="JPEG",
        size=(300, 200),
        preview=b"\xff\xd8 small",
    )


@pytest.fixture
def kept(example_case: Case) -> Case:
    """Return the example's case file with three checks beside two claims, and a picture that two articles show."""
    first, second = list(example_case.claims())[:2]
    matches = [(first, 1, 0.9), (first, 2, 0.95), (second, 3, 0.8)]
    example_case.keep_checks(
        [Matched(claim=c.id, check=check(n), score=s, statement=c.statements[0]) for c, n, s in matches], given=["feed"]
    )
    pictures = [picture(n, article.id) for n, article in enumerate(list(example_case.articles())[:2])]
    likeness = Likeness(relation=Relation.cropped, score=0.9, part=(0.1, 0.0, 1.0, 1.0))
    apart = Difference(kind=DifferenceKind.place, a="pic0", b="pic1", a_words=("Orrany",), b_words=("Tessock",))
    shown = tuple(Shown(picture=one, likeness=likeness) for one in pictures)
    example_case.keep_pictures(pictures, [Group(id="g", shown=shown, differences=(apart,))])
    return example_case


@pytest.fixture
def asked(kept: Case, tmp_path: Path, serve: Callable[[Path], FastAPI]) -> TestClient:  # noqa: ARG001  -- filled first
    """Return a client of the interface over that case file."""
    return TestClient(serve(tmp_path / "example.case"))


def test_checks_are_those_of_the_claim_the_surest_first(asked: TestClient, kept: Case) -> None:
    """A claim's checks are the records of `whence match --json`; the list has all of them with their claims."""
    first, second, third = list(kept.claims())[:3]
    of_first: list[dict[str, Any]] = asked.get(f"/api/claims/{first.id}/checks").json()
    assert of_first == [check_json(one) for one in kept.checks(first.id)]
    assert [one["score"] for one in of_first] == [0.95, 0.9]
    assert asked.get(f"/api/claims/{third.id}/checks").json() == []
    assert asked.get("/api/claims/none/checks").status_code == 404
    whole = asked.get("/api/checks").json()
    assert (whole["total"], len(whole["items"])) == (3, 3)
    assert whole["items"][0] == {"claim": first.id, **of_first[0]}
    narrowed = asked.get("/api/checks", params={"claim": second.id}).json()
    assert [one["claim"] for one in narrowed["items"]] == [second.id]


def test_pictures_are_those_that_the_command_prints(asked: TestClient, kept: Case) -> None:
    """A picture stands with each of its places, narrowed to those that an article shows, and as a small copy."""
    articles = {article.id: article for article in kept.articles()}
    groups = kept.picture_groups()
    given = asked.get("/api/pictures").json()
    assert given["items"] == [group_json(one, articles) for one in groups]
    shown = given["items"][0]["shown"][0]["article"]
    assert asked.get("/api/pictures", params={"article": shown}).json()["total"] == 1
    other = next(article for article in articles if article not in {s["article"] for s in given["items"][0]["shown"]})
    assert asked.get("/api/pictures", params={"article": other}).json()["total"] == 0
    small = asked.get("/api/pictures/pic0/preview")
    assert (small.headers["content-type"], small.content) == ("image/jpeg", b"\xff\xd8 small")
    assert asked.get("/api/pictures/none/preview").status_code == 404
