"""Feeds as sources: entries with their text are articles, and links are fetched only where the user asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.ingest import ingest, ingest_bytes
from whence.ingest.feeds.article import body_of
from whence.ingest.feeds.records import Entry
from whence.ingest.feeds.wording import LINK_ONLY, LIST_OF_FEEDS
from whence.ingest.polite import asking
from whence.records import Article, Basis, ReadFrom, Role, Skipped

if TYPE_CHECKING:
    from tests.conftest import Site

STORY = (
    "The ferry to Tolm stops on Friday, its owner said in a letter to residents. The council will ask the ministry for "
    "help, and boats would run at weekends, Ines Okker said. Rolf Arnaud, the mayor, said that he had not been told "
    "before the letter came."
)
PAGE = "<html><body><article><h1>Quay shut</h1><p>{0}</p><p>{0}</p></article></body></html>"


def rss(*items: str, title: str = "Harbour Gazette") -> str:
    """Return a feed of some items."""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel><title>{title}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {space}>{channel}</rss>'


def item(link: str, *, text: str = "", title: str = "Ferry stops", at: str = "Mon, 14 May 2031 06:50:00 +0100") -> str:
    """Return an item with a full text, or with a link alone."""
    body = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else "<description>Short.</description>"
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{at}</pubDate>{body}</item>"


def test_an_entry_with_its_text_is_an_article(tmp_path: Path) -> None:
    """Its lines have roles, and it has the address, time, outlet and labels of the feed."""
    text = f"<p>SKERRIN — {STORY}</p><h3>What now</h3><p>{STORY}</p><blockquote><p>“We will be back.”</p></blockquote>"
    path = tmp_path / "feed.xml"
    path.write_text(rss(item("https://hg.example/1", text=text)))
    (article,) = ingest([str(path)])
    assert isinstance(article, Article)
    roles = [(block.role, article.text[block.span.start : block.span.end][:20]) for block in article.blocks]
    assert roles == [
        (Role.headline, "Ferry stops"),
        (Role.paragraph, "SKERRIN — The ferry "),
        (Role.subhead, "What now"),
        (Role.paragraph, "The ferry to Tolm st"),
        (Role.quote, "“We will be back.”"),
    ]
    assert (article.file, article.url) == ("https://hg.example/1", "https://hg.example/1")
    assert (article.outlet, article.outlet_basis, article.title) == ("Harbour Gazette", Basis.stated, "Ferry stops")
    assert article.published is not None
    assert (article.published.at, article.published.read_from) == ("2031-05-14T06:50:00+01:00", ReadFrom.feed)


def test_a_link_alone_is_not_fetched_for_a_file(tmp_path: Path, site: Site) -> None:
    """A feed's file gives a reason for an entry that is only a link, and nothing is asked of its site."""
    path = tmp_path / "feed.xml"
    path.write_text(rss(item(site.put("/1", PAGE.format(STORY)))))
    (skipped,) = ingest([str(path)], allow_private=True)
    assert skipped == Skipped(source=f"{site.root}/1", reason=LINK_ONLY)
    assert site.asked == []


def test_a_link_is_fetched_for_an_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that the user named by its address has its links fetched, politely; the page goes before the feed."""
    monkeypatch.setattr(asking, "DELAY", 0.0)
    site.put("/1", PAGE.format(STORY))
    site.put("/robots.txt", "User-agent: *\nDisallow: /2\n", Content_Type="text/plain")
    items = (item(f"{site.root}/1"), item(f"{site.root}/2"), item(f"{site.root}/3"))
    feed = site.put("/feed", rss(*items), Content_Type="application/rss+xml")
    article, closed, missing = ingest([feed], allow_private=True)
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.url) == ("Quay shut", "Harbour Gazette", f"{site.root}/1")
    assert article.published is not None and article.published.read_from is ReadFrom.feed
    assert isinstance(closed, Skipped) and "robots.txt" in closed.reason
    assert isinstance(missing, Skipped) and "404" in missing.reason
    assert site.paths == ["/feed", "/robots.txt", "/1", "/3"]


def test_a_list_names_feeds_and_none_is_read(tmp_path: Path) -> None:
    """Each feed of an OPML list is skipped with what to do."""
    path = tmp_path / "feeds.opml"
    path.write_text('<opml version="2.0"><body><outline xmlUrl="https://g.example/f"/></body></opml>')
    assert list(ingest([str(path)])) == [Skipped(source="https://g.example/f", reason=LIST_OF_FEEDS)]


def test_an_entry_keeps_its_identity_when_the_feed_moves_on() -> None:
    """The same entry in a later copy of its feed is the same article; a changed one is another."""
    first = rss(item("https://hg.example/1", text=f"<p>{STORY}</p>"))
    second = rss(
        item("https://hg.example/2", text=f"<p>{STORY} More.</p>"), item("https://hg.example/1", text=f"<p>{STORY}</p>")
    )
    third = first.replace("on Friday", "on Saturday")
    ids = [[found.id for found in ingest_bytes(feed.encode(), name="f.xml") if isinstance(found, Article)]
           for feed in (first, second, third)]  # fmt: skip
    assert ids[0][0] == ids[1][1]
    assert ids[2][0] != ids[0][0]


LONG = " ".join(["word"] * 130)
MORE = '<p><a href="x">Continue reading “Ferry stops”</a></p>'
APPEARED = '<p>The post <a href="x">A</a> appeared first on <a href="y">B</a>.</p>'


@pytest.mark.parametrize(
    ("entry", "full"),
    [
        (Entry(data=b"", link="l", content=f"<p>{STORY}</p>"), True),
        (Entry(data=b"", link="l", content="<p>The ferry stops.</p>"), False),
        (Entry(data=b"", link="l", content=f"<p>{STORY} […]</p>"), False),
        (Entry(data=b"", link="l", content=f"<p>{STORY}</p>{MORE}"), False),
        (Entry(data=b"", link="l", summary=f"<p>{STORY}</p>"), False),
        (Entry(data=b"", link="l", summary=f"<p>{STORY}</p><p>{STORY}</p>"), True),
        (Entry(data=b"", link="l", summary=LONG), True),
        (Entry(data=b"", link="l", summary=LONG + "…"), False),
        (Entry(data=b"", link="l", content=f"<p>{STORY}</p>{APPEARED}"), True),
        (Entry(data=b"", summary="The ferry stops."), True),
        (Entry(data=b"", link="l", title="Ferry"), False),
        (Entry(data=b""), False),
    ],
)  # fmt: skip
def test_a_whole_text_is_told_from_a_part(entry: Entry, full: bool) -> None:
    """What is cut off, or too short to be all, is no article where the entry has a link to the whole."""
    assert bool(body_of(entry)) is full


PIECES = st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<![CDATA[", "]]>", "<description>", "&#0;",
     "&amp;", "&x;", "<p>", "</p>", "<entry>", "<content type='xhtml'>", "<a href='", "http://[", "\x00", "é", "words ",
     "<!ENTITY a 'b'>", "<channel>", "<pubDate>9", "</pubDate>", "<guid>", "</guid>", "<br>", "\ud800"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.sampled_from(["<rss>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<?xml version='1.0'?><rdf:RDF>"]),
       st.lists(PIECES, max_size=30), st.integers(0, 400))  # fmt: skip
def test_any_feed_gives_articles_or_reasons(start: str, pieces: list[str], cut: int) -> None:
    """Whatever is put together, and wherever it breaks off, there are articles and reasons, and none is a failure."""
    data = (start + "".join(pieces)).encode("utf-8", "surrogatepass")[: cut + 40]
    for found in ingest_bytes(data, name="feed.xml"):
        assert isinstance(found, Article) or "failed" not in found.reason
