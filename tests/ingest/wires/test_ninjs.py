"""News items in JSON: the three lines of ninjs say the same things, and each part has its role."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.ingest import ingest_bytes, wording
from whence.ingest.looks import is_json_item
from whence.ingest.wires.wording import NO_ITEM, too_many_items
from whence.records import Article, Basis, Moment, NewsItem, Precision, ReadFrom, Role, Skipped

BODY = (
    "<p>SKERRIN (Orrany Newswire) — The ferry to Tolm stops on Friday, its owner said in a letter to residents.</p>"
    "<h3>What now</h3><p>The council will ask the ministry for help, Ines Okker said, and boats would run at weekends "
    "until the quay is repaired.</p>"
)
ONE = {
    "uri": "urn:newsml:orrany.example:20310514:ferry",
    "type": "text",
    "version": "3",
    "language": "en",
    "pubstatus": "usable",
    "urgency": 2,
    "firstcreated": "2031-05-14T06:50:00+01:00",
    "versioncreated": "2031-05-14T09:10:00+01:00",
    "headline": "Ferry to Tolm stops",
    "headline_subhead": "Owner blames the quay",
    "byline": "Ada Roe and Rolf Arnaud",
    "located": "Skerrin",
    "ednote": "CORRECTION: In paragraph 2, the council will ask the ministry, not the county.",
    "infosource": [{"name": "Orrany Newswire"}],
    "subject": [{"name": "Ferries", "rel": "about"}],
    "body_text": "SKERRIN (Orrany Newswire) - The ferry to Tolm stops on Friday.",
    "body_xhtml": BODY,
    "associations": {
        "main": {
            "uri": "urn:newsml:orrany.example:20310514:picture",
            "type": "picture",
            "description_caption": "The quay of Tolm on Monday",
            "byline": "Pia Sand",
            "renditions": {"web": {"href": "https://orrany.example/quay.jpg"}},
        }
    },
}
TWO = {
    **{name: ONE[name] for name in ("uri", "type", "version", "language", "pubstatus", "firstcreated", "versioncreated",
                                    "located", "ednote")},
    "by": "Ada Roe and Rolf Arnaud",
    "headlines": [{"role": "main", "value": "Ferry to Tolm stops"},
                  {"role": "subhead", "value": "Owner blames the quay"}],
    "infosources": [{"role": "provider", "name": "Orrany Newswire"}],
    "subjects": [{"name": "Ferries"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "The ferry to Tolm stops on Friday."},
        {"role": "richtext", "contenttype": "application/xhtml+xml", "value": BODY},
    ],
    "associations": [
        {
            "name": "main",
            "type": "picture",
            "descriptions": [{"role": "caption", "value": "The quay of Tolm on Monday"}],
            "by": "Pia Sand",
            "renditions": [{"name": "web", "href": "https://orrany.example/quay.jpg"}],
        }
    ],
}  # fmt: skip
CAMEL = {"firstcreated": "firstCreated", "versioncreated": "versionCreated", "pubstatus": "pubStatus",
         "infosources": "infoSources"}  # fmt: skip
THREE = {CAMEL.get(name, name): value for name, value in TWO.items()}
THREE["bodies"] = [{"role": "richtext", "contentType": "body_xhtml", "value": BODY}]


def found(value: object, name: str = "item.json", **dump: Any) -> list[Article | Skipped]:
    """Return what a value in JSON holds."""
    return list(ingest_bytes(json.dumps(value, **dump).encode(), name=name))


@pytest.mark.parametrize("value", [ONE, TWO, THREE], ids=["1.x", "2.x", "3.x"])
@pytest.mark.parametrize("indent", [None, 2])
def test_each_version_gives_the_same_article(value: dict[str, Any], indent: int | None) -> None:
    """Headline, byline, provider, times, text and picture are found by whichever names, on one line or on many."""
    (article,) = found(value, indent=indent)
    assert isinstance(article, Article)
    roles = [(block.role, article.text[block.span.start : block.span.end]) for block in article.blocks]
    assert [role for role, _ in roles] == [
        Role.notice, Role.headline, Role.subhead, Role.byline, Role.paragraph, Role.subhead, Role.paragraph,
        Role.caption, Role.credit,
    ]  # fmt: skip
    assert (roles[2][1], roles[3][1], roles[5][1]) == ("Owner blames the quay", "Ada Roe and Rolf Arnaud", "What now")
    assert (article.title, article.authors) == ("Ferry to Tolm stops", ("Ada Roe", "Rolf Arnaud"))
    assert (article.outlet, article.outlet_basis) == ("Orrany Newswire", Basis.stated)
    assert article.published == Moment(
        at="2031-05-14T06:50:00+01:00", precision=Precision.second, read_from=ReadFrom.meta
    )
    assert article.updated is not None and article.updated.at == "2031-05-14T09:10:00+01:00"
    assert (article.language, article.tags) == ("en", ("Ferries",))
    (image,) = article.images
    assert image.url == "https://orrany.example/quay.jpg" and image.caption and image.credit
    assert [correction.kind for correction in article.corrections] == ["correction"]
    assert article.item == NewsItem(
        format="ninjs", id=ONE["uri"], version="3", status="usable", provider="Orrany Newswire"
    )
    assert article.file == ONE["uri"]


@pytest.mark.parametrize(
    ("more", "line", "kinds"),
    [
        ({"pubstatus": "canceled"}, "Publication status: canceled", ["retraction"]),
        ({"pubstatus": "withheld"}, "Publication status: withheld", []),
        ({"embargoed": "2031-05-15T06:00:00Z"}, "Embargoed until 2031-05-15T06:00:00Z", []),
    ],
)
def test_what_is_taken_or_held_back_says_so(more: dict[str, str], line: str, kinds: list[str]) -> None:
    """A cancelled item has a notice of retraction above its text, one that is held back or embargoed a notice."""
    (article,) = found({**ONE, "ednote": ""} | more)
    assert isinstance(article, Article)
    first = article.blocks[0]
    assert (first.role, article.text[first.span.start : first.span.end]) == (Role.notice, line)
    assert [correction.kind for correction in article.corrections] == kinds


def test_items_of_a_list_and_items_a_line() -> None:
    """A list, and an item a line, give an article each; an item that another holds is one too."""
    other = {**ONE, "uri": "urn:x:2", "headline": "Quay shut", "associations": {"story": {**ONE, "uri": "urn:x:3"}}}
    ids = ["urn:newsml:orrany.example:20310514:ferry", "urn:x:2", "urn:x:3"]
    assert [one.file for one in found([ONE, other]) if isinstance(one, Article)] == ids
    lines = "\n".join(json.dumps(one) for one in (ONE, other)).encode()
    assert [one.file for one in ingest_bytes(lines, name="items.jsonl") if isinstance(one, Article)] == ids


def test_what_is_listed_and_no_item_is_told() -> None:
    """Entries of a list that are no news items are counted in one line, and so are more items than are read."""
    item = {"uri": "urn:x:1", "type": "text", "headline": "Ferry stops", "body_text": "The ferry to Tolm stops."}
    _, told = found([item, 7, None])
    assert told == Skipped(source="item.json (2 of 3)", reason=NO_ITEM)
    *_, told = found([item, *({"uri": f"urn:x:{n}", "type": "picture"} for n in range(2_001))])
    assert told == Skipped(source="item.json (2 of 2002)", reason=too_many_items(2_000))


def test_a_dateline_stands_above_a_text_without_one() -> None:
    """Where the body does not open with its place, the item's own is a line before it."""
    (article,) = found({**TWO, "bodies": [{"value": "The ferry to Tolm stops on Friday, its owner said."}]})
    assert isinstance(article, Article)
    assert [article.text[b.span.start : b.span.end] for b in article.blocks if b.role is Role.dateline] == ["Skerrin"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (
            {"uri": "urn:x", "type": "picture", "versioncreated": "2031-05-14", "headline": "Quay"},
            "of the class picture",
        ),
        ({"uri": "urn:x", "type": "text", "versioncreated": "2031-05-14", "headline": "Quay"}, "has no text"),
        ({"name": "whence", "version": "1"}, wording.JSON_FILE),
        ([], wording.JSON_FILE),
        ("words", wording.JSON_FILE),
    ],
)
def test_what_is_no_text_is_skipped(value: object, reason: str) -> None:
    """A picture's item, an item without a text and JSON of another kind give no article, and the reason says why."""
    (skipped,) = found(value)
    assert isinstance(skipped, Skipped) and reason in skipped.reason


def test_rows_stay_rows() -> None:
    """A line of JSON that has a text or an html of its own is a row, whatever else it has."""
    assert not is_json_item(b'{"uri": "a", "versioncreated": "2031", "text": "The ferry stops."}')
    assert not is_json_item(b'{"id": 1, "body_text": "The ferry stops."}')
    assert is_json_item(json.dumps(ONE).encode()[:4096])
    assert is_json_item(b"\xef\xbb\xbf{\n")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ONE, *TWO, *THREE, "value", "role", "href", "name"]), inner, max_size=6)
    ),
    max_leaves=20,
)


@settings(max_examples=150)
@given(VALUES, st.integers(0, 3))
def test_any_json_gives_articles_or_reasons(value: object, cut: int) -> None:
    """Whatever stands where in the JSON, and where it breaks off, there are articles and reasons, and no failure."""
    data = json.dumps({**ONE, "associations": value, "headline": value, "bodies": value, "renditions": value}).encode()
    for one in ingest_bytes(data[: len(data) - cut], name="item.json"):
        assert isinstance(one, Article) or "failed" not in one.reason


def test_deep_json_is_a_reason() -> None:
    """A document of ten thousand open lists gives a reason."""
    (skipped,) = ingest_bytes(b"[" * 10_000, name="deep.json")
    assert isinstance(skipped, Skipped) and "failed" not in skipped.reason
    (deep,) = ingest_bytes(b'{"a":' * 900 + b"1" + b"}" * 900, name="deep.json")
    assert isinstance(deep, Skipped) and "failed" not in deep.reason
