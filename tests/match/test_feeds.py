"""Published fact-checks read from feeds of every shape, and the reasons where nothing can be read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import WrongUse
from whence.match.claim_review import checks_of
from whence.match.feeds import read_checks
from whence.match.parsing import values
from whence.match.records import PublishedCheck
from whence.records import Skipped

RATING = {"@type": "Rating", "ratingValue": "2", "worstRating": "1", "bestRating": "5", "alternateName": "Mixed"}
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/ferry-channel",
    "claimReviewed": "The ferry left the marked channel",
    "datePublished": "2031-05-20",
    "author": {"@type": "Organization", "name": "Channel Check", "url": "https://check.example/"},
    "reviewRating": RATING,
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Thea Rusk"},
        "datePublished": "2031-05-14",
        "appearance": [{"@type": "CreativeWork", "url": "https://orrany.example/1"}],
    },
}
ANSWER = {
    "text": "The ferry left the marked channel",
    "claimant": "Thea Rusk",
    "claimReview": [
        {
            "publisher": {"name": "Channel Check", "site": "check.example"},
            "url": "https://check.example/ferry-channel",
            "title": "Did she?",
            "reviewDate": "2031-05-20T00:00:00Z",
            "textualRating": "Mixed",
            "languageCode": "en",
        }
    ],
}


def without(*names: str, **instead: Any) -> dict[str, Any]:
    """Return the review without some properties and with others."""
    return {key: value for key, value in REVIEW.items() if key not in names} | instead


def read(tmp_path: Path, content: Any, name: str = "feed.json", **options: Any) -> list[PublishedCheck | Skipped]:
    """Return what a feed with this content gives."""
    file = tmp_path / name
    data = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    file.write_bytes(data)
    return list(read_checks([str(file)], **options))


def one(found: list[PublishedCheck | Skipped]) -> PublishedCheck:
    """Return the only check of a feed that skipped nothing."""
    (check,) = found
    assert isinstance(check, PublishedCheck)
    return check


def reasons(found: list[PublishedCheck | Skipped]) -> list[str]:
    """Return why what was skipped was."""
    return [item.reason for item in found if isinstance(item, Skipped)]


def test_a_review_gives_all_that_it_says(tmp_path: Path) -> None:
    """Every part of a ClaimReview that is shown is read, as the publisher words it."""
    check = one(read(tmp_path, REVIEW))
    assert (check.claim, check.publisher, check.rating) == (
        "The ferry left the marked channel",
        "Channel Check",
        "Mixed",
    )
    assert check.address == "https://check.example/ferry-channel"
    assert check.publisher_stated
    assert check.published is not None and check.published.at == "2031-05-20"
    assert (check.claimant, check.claimed and check.claimed.at) == ("Thea Rusk", "2031-05-14")
    assert check.appearances == ("https://orrany.example/1",)


@pytest.mark.parametrize(
    "shape",
    [
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": {"item": REVIEW}},
        {"@type": "NewsArticle", "review": {"@type": ["Review", "ClaimReview"]} | without("@type")},
        without("@type", **{"@type": "http://schema.org/ClaimReview"}),
        without("@type", **{"@type": ["schema:ClaimReview"]}),
        without("@type", type="ClaimReview"),
        without("@type"),
        {f"http://schema.org/{key}" if key[0] != "@" else key: value for key, value in REVIEW.items()},
        without("claimReviewed", claimReviewed=[{"@value": "The ferry left the marked channel", "@language": "en"}]),
        without("claimReviewed", claimReviewed="&lt;p&gt;The ferry <b>left</b>\n the marked&nbsp;channel&lt;/p&gt;"),
        without("author", author={"@id": "#us"}) | {"@graph": [{"@id": "#us", "name": "Channel Check"}]},
        without("author", author=[{"name": ""}, {"name": "Channel Check"}], ),
        without("url", url={"@id": "https://check.example/ferry-channel"}),
        {"claims": [ANSWER]},
    ],
    ids=lambda shape: str(shape)[:40],
)  # fmt: skip
def test_every_shape_of_a_feed_is_read(shape: Any, tmp_path: Path) -> None:
    """Lists, graphs, data feeds, references, prefixes, many types and markup in texts all give the same check."""
    (check,) = [item for item in read(tmp_path, shape) if isinstance(item, PublishedCheck)]
    assert check.claim == "The ferry left the marked channel"
    assert check.address == "https://check.example/ferry-channel"
    assert check.publisher in ("Channel Check", "check.example")


@pytest.mark.parametrize(
    ("lacking", "says"),
    [
        (without("claimReviewed", "itemReviewed"), "which claim it reviews"),
        (without("url"), "no http or https address"),
        (without("url", url="javascript:alert(1)"), "no http or https address"),
        (without("url", url="https://user:secret@check.example/"), "no http or https address"),
        ({"@type": "NewsArticle", "headline": "Ferry"}, "no review of a claim"),
        ("", "empty"),
        ("{{{ no json", "no JSON"),
        ([], "no review of a claim"),
        (b"\x89PNG\r\n", "picture"),
    ],
    ids=lambda lacking: str(lacking)[:30],
)
def test_what_lacks_what_it_needs_is_skipped_with_the_reason(lacking: Any, says: str, tmp_path: Path) -> None:
    """A review without a claim or an address, and a feed without reviews, say why they gave nothing."""
    found = read(tmp_path, lacking)
    assert [reason for reason in reasons(found) if says in reason] == reasons(found) != []


@pytest.mark.parametrize(
    ("rating", "shown"),
    [
        ({"ratingValue": 2, "worstRating": 1, "bestRating": 5}, "2 (from 1 to 5)"),
        ({"ratingValue": "-1"}, None),
        ({"alternateName": "<i>Pants on fire</i>", "ratingValue": "0"}, "Pants on fire"),
        ({"alternateName": {"@value": "Faux"}}, "Faux"),
        ("Half right", "Half right"),
        (None, None),
        (True, None),
        ([{"alternateName": "One"}, {"alternateName": "Two"}], "One"),
    ],
)
def test_a_rating_is_the_publishers_words_or_its_number_with_the_scale(
    rating: Any, shown: str | None, tmp_path: Path
) -> None:
    """Words go before numbers; a number says its scale; none is made up."""
    assert one(read(tmp_path, without("reviewRating", reviewRating=rating))).rating == shown


def test_a_publisher_without_a_name_is_the_host_and_says_so(tmp_path: Path) -> None:
    """Where no publisher is named, the address's host stands for it, marked as not stated."""
    check = one(read(tmp_path, without("author")))
    assert (check.publisher, check.publisher_stated) == ("check.example", False)


def test_the_whole_reviews_of_a_broken_feed_are_read(tmp_path: Path) -> None:
    """A feed that is cut off, or broken in the middle, gives the reviews that stand whole, and says where it broke."""
    second = without("url", url="https://check.example/2")
    first_line = f'{{"dataFeedElement": [{json.dumps(REVIEW)},'
    broken = f'{first_line}\n {{"@type": "ClaimReview", "url: }},\n {json.dumps(second)}, {{"cl'
    found = read(tmp_path, broken)
    assert [item.address for item in found if isinstance(item, PublishedCheck)] == [REVIEW["url"], second["url"]]
    assert reasons(found) == [
        "its JSON is broken near line 3; the reviews that stand whole before and after it were read"
    ]


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    """Of JSON Lines a broken line is skipped with its number, and the others are read."""
    rows = f'{json.dumps(REVIEW)}\n{{"claimReviewed": \n\n{json.dumps(without("url", url="https://check.example/2"))}\n'
    found = read(tmp_path, rows, "feed.jsonl")
    assert len(found) == 3
    assert [item.source.rsplit("#", 1)[1] for item in found if isinstance(item, Skipped)] == ["2"]


def test_a_page_gives_the_reviews_of_its_json_ld(tmp_path: Path) -> None:
    """JSON-LD in a page is read, also wrapped in a comment; a review without an address is read at the page's own."""
    page = (
        '<html><head><link rel="canonical" href="https://check.example/own"></head><body><p>Ferry</p>\n'
        f'<script type="application/ld+json"><!-- {json.dumps(without("url"))} --></script>'
        '<script type="application/ld+json">{broken</script></body></html>'
    )
    found = read(tmp_path, page, "page.html")
    assert [item.address for item in found if isinstance(item, PublishedCheck)] == ["https://check.example/own"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize(
    ("sheet", "mapping"),
    [
        ("claim,url,publisher,rating\nThe ferry sank,https://a.example/1,A,Mixed\n", {}),
        ("Claim Reviewed;Review URL;Verdict;Organisation\nThe ferry sank;https://a.example/1;Mixed;A\n", {}),
        ("was\tlink\tby\tsaid\nThe ferry sank\thttps://a.example/1\tA\tMixed\n",
         {"claim": "was", "publisher": "by", "rating": "said"}),
        ("text,claimReviewed,url,author,label\nall the article,The ferry sank,https://a.example/1,A,Mixed\n", {}),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(sheet: str, mapping: dict[str, str], tmp_path: Path) -> None:
    """A sheet's columns are found by the names that are common, or by those that the user gives."""
    check = one(read(tmp_path, sheet, "checks.csv", mapping=mapping))
    assert (check.claim, check.address, check.publisher, check.rating) == (
        "The ferry sank",
        "https://a.example/1",
        "A",
        "Mixed",
    )


def test_a_sheet_names_its_broken_rows(tmp_path: Path) -> None:
    """Rows without a claim or an address are skipped by number; a sheet without the columns names those that it has."""
    found = read(tmp_path, "claim,url\n,https://a.example/1\nX,nowhere\nY,https://a.example/2\n", "checks.csv")
    assert [item.source.rsplit("#", 1)[1] for item in found if isinstance(item, Skipped)] == ["2", "3"]
    (reason,) = reasons(read(tmp_path, "a,b\n1,2\n", "other.csv"))
    assert "it has: a, b" in reason
    with pytest.raises(WrongUse, match="no field 'outlet'"):
        read_checks([], mapping={"outlet": "x"})


def test_a_feed_is_unpacked_and_its_size_has_a_limit(tmp_path: Path) -> None:
    """A gzipped feed is read, a check named twice is one, and a feed over the limit is skipped."""
    twice = gzip.compress(json.dumps([REVIEW, REVIEW]).encode())
    assert one(read(tmp_path, twice, "feed.json.gz")).claim == REVIEW["claimReviewed"]
    assert "larger than 100 bytes" in reasons(read(tmp_path, REVIEW, max_bytes=100))[0]
    bomb = gzip.compress(b"[" + b" " * 5_000_000 + b"]")
    assert "larger than 1 MB" in reasons(read(tmp_path, bomb, "bomb.json.gz", max_bytes=1 << 20))[0]
    assert "no such file" in reasons(list(read_checks([str(tmp_path / "none.json")])))[0]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*REVIEW, "@graph", "@id", "item", "claimReview", "name", "url"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_no_json_breaks_the_reader(data: Any) -> None:
    """Whatever JSON stands in the place of a feed, its checks have a claim and an address, and nothing is raised."""
    for found in checks_of(data, feed="feed"):
        if isinstance(found, PublishedCheck):
            assert found.claim.strip() and found.address.startswith(("http://", "https://"))


def test_deep_json_is_no_trap() -> None:
    """Lists a hundred thousand deep end as broken JSON, not as an error of the program."""
    assert reasons([Skipped(source="x", reason=str(item.value)) for item in values('{"a": 1}' + "[" * 100_000)]) != []
