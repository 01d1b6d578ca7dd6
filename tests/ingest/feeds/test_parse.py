"""Feeds of every kind to their entries."""

from __future__ import annotations

import pytest

from whence.ingest.feeds.opml import feeds_listed
from whence.ingest.feeds.outlet import outlet_in
from whence.ingest.feeds.parse import parse_feed
from whence.ingest.feeds.records import Feed
from whence.ingest.xml import parse_xml

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Top stories | Harbour Gazette</title><link>https://www.harbourgazette.example/</link>
<atom:link href="https://www.harbourgazette.example/feed" rel="self"/><language>en-gb</language>
<image><title>not the feed's</title><link>https://elsewhere.example/</link></image>
<item><title>Ferry &amp;amp; quay &lt;b&gt;shut&lt;/b&gt;</title><link>/news/ferry</link>
<guid isPermaLink="false">hg-1</guid><dc:creator>Ines Okker</dc:creator><author>desk@hg.example (Rolf Arnaud)</author>
<pubDate>Mon, 14 May 2031 06:50:00 +0100</pubDate><category>Ferries</category><category>Ferries</category>
<description>Plain words &amp; an ampersand.</description>
<content:encoded><![CDATA[<p>The ferry&nbsp;stops.</p>]]></content:encoded>
<media:group><media:content url="https://cdn.example/b.jpg" medium="image">
<media:description>The quay</media:description>
<media:credit>Ada Roe</media:credit></media:content></media:group>
<enclosure url="https://cdn.example/b.jpg" type="image/jpeg" length="1"/>
<enclosure url="https://cdn.example/a.mp3" type="audio/mpeg" length="1"/></item>
<item><guid>https://www.harbourgazette.example/news/two</guid>
<source url="https://s.example/f">Tarn Echo</source></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tarn.example/"><title>Tarn Echo</title>
<link>https://tarn.example/</link><dc:publisher>Tarn Press</dc:publisher></channel>
<item rdf:about="https://tarn.example/1"><title>Weir delayed</title><link>https://tarn.example/1</link>
<dc:date>2031-05-14T06:50Z</dc:date><description>The weir would open in autumn.</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://tarn.example/a/">
<title type="html">Tarn Echo &amp;#8211; All</title><link rel="self" href="feed.atom"/><link href="/"/>
<author><name>The desk</name></author>
<entry><id>tag:tarn.example,2031:1</id><title>Weir</title><link rel="enclosure" href="x.mp3"/><link href="1.html"/>
<published>2031-05-14T06:50:00Z</published><updated>2031-05-15T06:50:00Z</updated><category term="w" label="Weirs"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The weir <em>would</em> open.</p></div></content></entry>
<entry><id>2</id><title>Two</title><author><name>Ines Okker</name></author>
<content type="html">&lt;p&gt;A &amp;amp; b&lt;/p&gt;</content>
<summary>1 &lt; 2</summary><source><title>Lowmarsh Beacon</title></source></entry>
<entry><id>3</id><content src="https://tarn.example/3" type="text/html"/></entry></feed>"""


def parsed(text: str, url: str | None = None) -> Feed:
    """Return a feed of its text."""
    root = parse_xml(text)
    assert root is not None
    return parse_feed(root, url=url)


def test_rss_2() -> None:
    """An item gives its address, guid, people, time, labels, text and pictures; relative links become whole."""
    feed = parsed(RSS)
    assert (feed.outlet, feed.link, feed.language) == (
        "Harbour Gazette",
        "https://www.harbourgazette.example/",
        "en-gb",
    )
    one, two = feed.entries
    assert (one.title, one.link, one.key) == (
        "Ferry & quay shut",
        "https://www.harbourgazette.example/news/ferry",
        "hg-1",
    )
    assert one.authors == ("Ines Okker", "Rolf Arnaud")
    assert one.published == "Mon, 14 May 2031 06:50:00 +0100"
    assert one.tags == ("Ferries",)
    assert one.content == "<p>The ferry&nbsp;stops.</p>"
    assert one.summary == "<p>Plain words & an ampersand.</p>"
    assert [(p.url, p.caption, p.credit) for p in one.pictures] == [
        ("https://cdn.example/b.jpg", "The quay", "Ada Roe")
    ]
    assert (two.link, two.outlet) == ("https://www.harbourgazette.example/news/two", "Tarn Echo")


def test_rss_1() -> None:
    """The items of RDF stand beside the channel, and Dublin Core says when and by whom."""
    feed = parsed(RDF)
    assert (feed.title, feed.outlet) == ("Tarn Echo", "Tarn Press")
    (one,) = feed.entries
    assert (one.id, one.link, one.published) == (
        "https://tarn.example/1",
        "https://tarn.example/1",
        "2031-05-14T06:50Z",
    )


def test_atom() -> None:
    """Content comes as markup whatever its type, links by relation and base, people from the feed where it must."""
    feed = parsed(ATOM, url="https://other.example/feed")
    assert (feed.title, feed.outlet, feed.link) == ("Tarn Echo – All", "Tarn Echo", "https://tarn.example/")
    one, two, three = feed.entries
    assert (one.link, one.authors, one.tags) == ("https://tarn.example/a/1.html", ("The desk",), ("Weirs",))
    assert "<em>would</em> open" in one.content
    assert (two.content, two.summary, two.authors) == ("<p>A &amp; b</p>", "<p>1 &lt; 2</p>", ("Ines Okker",))
    assert two.outlet == "Lowmarsh Beacon"
    assert three.content == ""


def test_an_entry_s_digest_does_not_change_with_its_neighbours() -> None:
    """The bytes of an item are the same when another one is put before it."""
    more = RSS.replace("<item><guid>", "<item><title>new</title></item><item><guid>", 1)
    assert parsed(more).entries[-1].data == parsed(RSS).entries[-1].data


@pytest.mark.parametrize(
    ("title", "address", "outlet"),
    [
        ("Harbour Gazette | Top stories", "https://www.harbourgazette.example/", "Harbour Gazette"),
        ("World news - The Tarn Echo", "https://thetarnecho.example/rss", "The Tarn Echo"),
        ("Tarn Echo RSS Feed", "https://x.example", "Tarn Echo"),
        ("Latest news: Lowmarsh Beacon", "", "Lowmarsh Beacon"),
        ("Politics", "https://beacon.example/", "Politics"),
        ("", "https://beacon.example/", ""),
        ("Radio Orrany » Feed", "http://[", "Radio Orrany"),
    ],
)
def test_the_outlet_is_found_in_the_title(title: str, address: str, outlet: str) -> None:
    """Of a feed's title only the part that names the outlet is kept."""
    assert outlet_in(title, address) == outlet


def test_a_list_of_feeds() -> None:
    """The feeds of an OPML list come in order and once, however deep they lie; what is no address is none."""
    root = parse_xml(
        '<opml version="2.0"><body><outline text="Coast"><outline text="Gazette" type="rss" xmlUrl="https://g.example/f"/>'
        '<outline title="Again" xmlUrl="https://g.example/f"/></outline><outline xmlUrl="file:///etc/hosts"/>'
        '<outline text="Echo" xmlUrl="http://e.example/"/></body></opml>'
    )
    assert root is not None
    assert [(one.url, one.title) for one in feeds_listed(root)] == [
        ("https://g.example/f", "Gazette"),
        ("http://e.example/", "Echo"),
    ]
