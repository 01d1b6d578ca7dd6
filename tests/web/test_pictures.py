"""The screens of pictures and of published checks: what others say stands there as theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from whence.case import Case
from whence.match.records import Matched, PublishedCheck
from whence.pictures.records import Difference, DifferenceKind, Group, Likeness, Picture, Relation, Shown
from whence.records import Moment, Precision, ReadFrom


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
        alt="<b>A ferry</b>",
        preview=b"\xff\xd8 small",
    )


@pytest.fixture
def shown(own: Path) -> list[str]:
    """Keep a picture that two articles show, and a check beside the first claim; return the articles and the claim."""
    with Case(own) as case:
        articles = [article.id for article in case.articles()][:2]
        pictures = [picture(n, article) for n, article in enumerate(articles)]
        likeness = Likeness(relation=Relation.cropped, score=0.9)
        apart = Difference(kind=DifferenceKind.place, a="pic0", b="pic1", a_words=("Orrany",), b_words=("Tessock",))
        group = Group(id="g", shown=tuple(Shown(picture=p, likeness=likeness) for p in pictures), differences=(apart,))
        case.keep_pictures(pictures, [group])
        claim = next(case.claims())
        check = PublishedCheck(
            id="k",
            claim="The ferry left",
            address="https://checks.example/1?a=1&b=2",
            publisher="Channel <Check>",
            rating="Hoax",
            published=Moment(at="2031-05-20", precision=Precision.day, read_from=ReadFrom.feed),
        )
        case.keep_checks([Matched(claim=claim.id, check=check, score=0.9, statement=claim.statements[0])], given=["f"])
        return [*articles, claim.id]


def test_pictures_stand_side_by_side(editor: Any, shown: list[str]) -> None:
    """Each place of a picture leads to its article, with a small copy; what is said differently stands below."""
    page = editor.get("/pictures").text
    assert "in 2 places of 2 articles in this collection" in page
    assert "&lt;b&gt;A ferry" in page
    assert "Another place" in page and "Orrany" in page and "Tessock" in page
    for article in shown[:2]:
        assert editor.get(f"/articles/{article}").status_code == 200
        assert f"/articles/{article}" in page
    small = editor.get("/pictures/pic0")
    assert (small.headers["content-type"], small.content) == ("image/jpeg", b"\xff\xd8 small")
    assert editor.get("/pictures/none").status_code == 404


def test_a_claims_page_quotes_published_checks_as_theirs(editor: Any, shown: list[str]) -> None:
    """The rating is quoted with its publisher's name, and the link leads there without saying from where."""
    page = editor.get(f"/claims/{shown[2]}").text
    assert "Channel &lt;Check&gt; · 20 May 2031 · rated “Hoax” by Channel &lt;Check&gt;" in page
    assert 'href="https://checks.example/1?a=1&amp;b=2" rel="noreferrer noopener nofollow"' in page
