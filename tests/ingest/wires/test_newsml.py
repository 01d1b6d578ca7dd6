"""News items in XML: NewsML-G2 alone and in a message, with NITF, XHTML or plain text, and NITF by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.ingest import ingest_bytes
from whence.ingest.wires.wording import NO_ITEMS, PACKAGE
from whence.records import Article, Basis, NewsItem, ReadFrom, Role, Skipped

XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>not shown</title></head><body>'
    "<p>SKERRIN (Orrany Newswire) — The ferry to Tolm stops on Friday, its owner said.</p>"
    "<h2>What now</h2>"
    "<p>The council will ask the ministry for help, Ines Okker said &amp; boats would run.</p></body></html>"
)
NITF = (
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata><doc-id id-string="n1"/>'
    '<date.issue norm="20310514T065000+0100"/><doc.copyright holder="Orrany Newswire"/><key-list>'
    '<keyword key="Ferries"/></key-list>'
    "</docdata></head><body><body.head><hedline><hl1>Ferry to Tolm stops</hl1>"
    "<hl2>Owner blames the quay</hl2></hedline>"
    "<byline>By <person>Ada Roe</person><byttl>Orrany Newswire</byttl></byline><dateline><location>SKERRIN</location>"
    "</dateline></body.head><body.content><block><p>The ferry to Tolm stops on Friday, its owner said in a letter.</p>"
    "<p>The council will ask the ministry for <em>help</em>, Ines Okker said, and boats would run at weekends.</p>"
    '<media media-type="image"><media-reference source="https://o.example/q.jpg"/>'
    "<media-caption>The quay</media-caption>"
    "<media-producer>Pia Sand</media-producer></media></block></body.content><body.end><tagline>Reporting by Ada Roe; "
    "editing by Rolf Arnaud</tagline></body.end></body></nitf>"
)
PLAIN = "The ferry to Tolm stops on Friday, its owner said.\n\nThe council will ask for help, Ines Okker said."


def item(content: str, *, guid: str = "urn:o:1", meta: str = "", kind: str = "text", version: str = "2") -> str:
    """Return a news item with its metadata."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}" xml:lang="en"
 standard="NewsML-G2" standardversion="2.33" conformance="power"><itemMeta><itemClass qcode="ninat:{kind}"/>
<provider qcode="nprov:ORR"><name>Orrany Newswire</name></provider><versionCreated>2031-05-14T09:10:00+01:00</versionCreated>
<firstCreated>2031-05-14T06:50:00+01:00</firstCreated>{meta}</itemMeta><contentMeta><urgency>2</urgency>
<located><name>Skerrin</name></located><creator><name>Ada Roe</name></creator><infosource><name>Tarn Echo</name></infosource>
<language tag="en-GB"/><subject qcode="medtop:1"><name>Ferries</name></subject><slugline>FERRY</slugline>
<headline>Ferry to Tolm stops</headline><by>By Ada Roe</by><description role="drol:caption">The quay on Monday</description>
<creditline>Orrany/Sand</creditline></contentMeta><contentSet>{content}</contentSet></newsItem>"""  # noqa: E501


def message(*items: str) -> bytes:
    """Return a news message of items."""
    space = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
    head = "<header><sent>2031-05-14T09:11:00Z</sent></header>"
    return f'<?xml version="1.0"?><newsMessage {space}>{head}<itemSet>{"".join(items)}</itemSet></newsMessage>'.encode()


def found(data: bytes | str) -> list[Article | Skipped]:
    """Return what a document holds."""
    return list(ingest_bytes(data.encode() if isinstance(data, str) else data, name="item.xml"))


def lines(article: Article | Skipped) -> list[tuple[Role, str]]:
    """Return the lines of an article with their roles."""
    assert isinstance(article, Article), article
    return [(block.role, article.text[block.span.start : block.span.end]) for block in article.blocks]


def test_an_item_with_xhtml() -> None:
    """The item's metadata give headline, byline, provider, times and identity, the text its lines."""
    (article,) = found(item(f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>'))
    assert [role for role, _ in lines(article)] == [
        Role.headline, Role.byline, Role.paragraph, Role.subhead, Role.paragraph
    ]  # fmt: skip
    assert isinstance(article, Article)
    assert "Ines Okker said & boats" in article.text
    assert (article.title, article.authors, article.outlet) == ("Ferry to Tolm stops", ("Ada Roe",), "Orrany Newswire")
    assert article.outlet_basis is Basis.stated
    assert article.published is not None and article.updated is not None
    assert (article.published.at, article.published.read_from) == ("2031-05-14T06:50:00+01:00", ReadFrom.meta)
    assert article.updated.at == "2031-05-14T09:10:00+01:00"
    assert (article.language, article.tags, article.file) == ("en", ("Ferries",), "urn:o:1")
    assert article.item == NewsItem(format="NewsML-G2", id="urn:o:1", version="2", provider="Orrany Newswire")


def test_an_item_with_nitf() -> None:
    """NITF's own parts have their roles, and what the item's metadata say stands above what NITF says."""
    (article,) = found(item(f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>'))
    shown = lines(article)
    assert [role for role, _ in shown] == [
        Role.headline, Role.subhead, Role.byline, Role.dateline, Role.paragraph, Role.paragraph, Role.caption,
        Role.credit, Role.credit,
    ]  # fmt: skip
    assert (shown[1][1], shown[3][1], shown[6][1]) == ("Owner blames the quay", "SKERRIN", "The quay")
    assert isinstance(article, Article)
    assert [image.url for image in article.images] == ["https://o.example/q.jpg"]


def test_nitf_by_itself() -> None:
    """A document in NITF gives its own identity, provider, time and labels."""
    (article,) = found(NITF)
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.outlet) == ("Ferry to Tolm stops", ("Ada Roe",), "Orrany Newswire")
    assert article.published is not None and article.published.at == "2031-05-14T06:50:00+01:00"
    assert article.item == NewsItem(format="NITF", id="n1", provider="Orrany Newswire")


def test_an_item_with_plain_text() -> None:
    """Data in a text are its paragraphs, and the place of the item stands above them."""
    (article,) = found(item(f'<inlineData contenttype="text/plain">{PLAIN}</inlineData>'))
    assert [role for role, _ in lines(article)] == [
        Role.headline, Role.byline, Role.dateline, Role.paragraph, Role.paragraph
    ]  # fmt: skip
    (marked,) = found(item("<inlineData>&lt;p&gt;The ferry stops.&lt;/p&gt;&lt;p&gt;It will.&lt;/p&gt;</inlineData>"))
    assert [text for role, text in lines(marked) if role is Role.paragraph] == ["The ferry stops.", "It will."]


@pytest.mark.parametrize(
    ("meta", "line", "kinds"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "Publication status: canceled", ["retraction"]),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "Publication status: withheld", []),
        ("<embargoed>2031-05-15T06:00:00Z</embargoed>", "Embargoed until 2031-05-15T06:00:00Z", []),
        (
            "<edNote>CORRECTS spelling of Tolm in paragraph 1</edNote>",
            "CORRECTS spelling of Tolm in paragraph 1",
            ["correction"],
        ),
    ],
)
def test_status_embargo_and_notes_are_notices(meta: str, line: str, kinds: list[str]) -> None:
    """What is taken back, held back or remarked stands above the text as a notice."""
    (article,) = found(item(f"<inlineData>{PLAIN}</inlineData>", meta=meta))
    assert lines(article)[0] == (Role.notice, line)
    assert isinstance(article, Article)
    assert [correction.kind for correction in article.corrections] == kinds


def test_a_message_of_items_with_a_package() -> None:
    """Each text is an article, and the pictures of its package stand with it and with no other."""
    package = (
        '<packageItem guid="urn:o:p"><groupSet><group id="g"><itemRef residref="urn:o:1"/><itemRef residref="urn:o:9"/>'
        "</group></groupSet></packageItem>"
    )
    picture = item(
        '<remoteContent href="https://o.example/q.jpg" contenttype="image/jpeg"/>', guid="urn:o:9", kind="picture"
    )
    texts = [item(f"<inlineData>{PLAIN} {n}</inlineData>", guid=f"urn:o:{n}") for n in (1, 2)]
    one, two = found(message(package, picture, *texts))
    assert [text for role, text in lines(one) if role is Role.caption] == ["The quay on Monday"]
    assert [text for role, text in lines(one) if role is Role.credit] == ["Orrany/Sand"]
    assert isinstance(one, Article)
    assert [image.url for image in one.images] == ["https://o.example/q.jpg"]
    assert not [text for role, text in lines(two) if role is Role.caption]


def test_two_versions_of_an_item_are_two_articles() -> None:
    """A later version has the same name and another identity; its number is kept."""
    (first,), (second,) = (
        found(item(f"<inlineData>{PLAIN}</inlineData>", version=version)) for version in ("1", "2")
    )  # fmt: skip
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.file == second.file and first.id != second.id
    assert second.item is not None and second.item.version == "2"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (message(), NO_ITEMS),
        (b'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p"/>', PACKAGE),
        (item("", kind="text").encode(), "has no text"),
        (item('<remoteContent href="q.mp4"/>', kind="video").encode(), "of the class video"),
    ],
)
def test_what_holds_no_text_is_skipped(data: bytes, reason: str) -> None:
    """An empty message, a package alone, and an item without a text are skipped, and the reason says why."""
    (skipped,) = found(data)
    assert isinstance(skipped, Skipped) and reason in skipped.reason


WHOLE = message(
    item(f"<inlineXML>{NITF}</inlineXML>"), item(f"<inlineXML>{XHTML}</inlineXML>", guid="urn:o:2")
).decode()


@settings(max_examples=150)
@given(
    st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.sampled_from(["", "<", "&", "]]>", "<p>", "</", "\x00"])
)
def test_a_broken_message_gives_articles_or_reasons(start: int, end: int, put: str) -> None:
    """A message out of which a piece is cut still gives articles or reasons, and no failure."""
    for one in found(WHOLE[:start] + put + WHOLE[end:]):
        assert isinstance(one, Article) or "failed" not in one.reason


def test_deep_nesting_is_no_trouble() -> None:
    """A body of a hundred thousand open elements gives what stands before them, or a reason."""
    for body in ("<block>" * 100_000, "<p>words</p>" + "<em>" * 300 + "deep"):
        for one in found(NITF.replace("<block>", body, 1)):
            assert isinstance(one, Article) or "failed" not in one.reason
