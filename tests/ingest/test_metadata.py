from __future__ import annotations

from whence.ingest.metadata import Declared, read_declared
from whence.ingest.page_tree import parse_markup
from whence.records import Precision, ReadFrom


def declared(markup: str, url: str | None = None) -> Declared:
    tree = parse_markup(markup)
    assert tree is not None
    return read_declared(tree, url=url)


LD = """<html lang="en-GB"><head><title>Ferry runs aground - Quay Gazette</title>
<meta property="og:site_name" content="Quay Gazette"><meta property="og:title" content="Ferry runs aground">
<meta property="og:image" content="/pics/ferry.jpg"><link rel="canonical" href="https://quay.example/ferry">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Quay"},
{"@type": ["NewsArticle"], "headline": "Ferry runs aground &amp; stays", "datePublished": "2031-04-02T07:15:00+01:00",
 "dateModified": "2031-04-02T09:00:00+01:00",
 "author": [{"@type": "Person", "name": "Ada Finch"}, {"name": "Bo Marsh"}],
 "publisher": {"name": "Quay Media"}, "keywords": ["ferries", "harbour"],},]}</script></head>
<body><p>Text.</p></body></html>"""


def test_json_ld_stands_above_meta_elements() -> None:
    """Headline, people, times and labels come from JSON-LD, even with commas too many; the outlet from its own name."""
    found = declared(LD)
    assert found.titles[0] == "Ferry runs aground & stays"
    assert found.authors == ["Ada Finch", "Bo Marsh"]
    assert found.published is not None
    assert found.published.at == "2031-04-02T07:15:00+01:00"
    assert found.published.read_from is ReadFrom.json_ld
    assert found.updated is not None
    assert found.tags == ["ferries", "harbour"]
    assert found.outlet == "Quay Gazette"
    assert found.url == "https://quay.example/ferry"
    assert found.language == "en-GB"


def test_meta_elements_are_read_where_there_is_no_json_ld() -> None:
    """A day in a `meta` element is a day, and a list of authors in one value is taken apart."""
    markup = """<meta name="date" content="2031-04-02"><meta name="author" content="Ada Finch and Bo Marsh">
    <meta name="keywords" content="ferries, harbour"><p>Text.</p>"""
    found = declared(markup)
    assert found.published is not None
    assert (found.published.at, found.published.precision) == ("2031-04-02", Precision.day)
    assert found.published.read_from is ReadFrom.meta
    assert found.authors == ["Ada Finch", "Bo Marsh"]
    assert found.tags == ["ferries", "harbour"]


def test_a_house_s_own_name_for_the_time_of_publication_is_read() -> None:
    """A name that ends in "released", "issued" or the like is the publication's, where no usual one is there."""
    own = '<meta name="snb:released" content="20310402T071500+0200"><meta name="snb:version" content="20310403">'
    found = declared(own + "<p>Text.</p>").published
    assert found is not None
    assert found.at == "2031-04-02T07:15:00+02:00"
    usual = declared(own + '<meta name="date" content="2031-04-01"><p>Text.</p>').published
    assert usual is not None
    assert usual.at == "2031-04-01"


def test_microdata_and_time_elements_come_last() -> None:
    """An `itemprop` is read, and else the first `time` after the headline that is in no box of other stories."""
    prop = '<h1>A</h1><span itemprop="datePublished" content="2031-04-02T07:15Z">today</span>'
    time = '<h1>A</h1><aside><time datetime="2030-01-01">old</time></aside><time datetime="2031-04-02">2 April</time>'
    for markup in (prop, time):
        found = declared(markup).published
        assert found is not None
        assert found.at.startswith("2031-04-02")


def test_broken_declarations_are_left_out() -> None:
    """JSON that cannot be read, numbers in place of names and dates that are none leave the facts empty."""
    markup = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": 7, "author": 3,
    "datePublished": "soon"}</script>
    <p>Text.</p>"""
    found = declared(markup)
    assert (found.titles, found.authors, found.published) == ([], [], None)


def test_a_deep_json_document_raises_nothing() -> None:
    """Thousands of brackets are no article and no error."""
    assert declared(f'<script type="application/ld+json">{"[" * 50_000}</script><p>x</p>').titles == []


def test_addresses_are_plain_strings() -> None:
    """A canonical address without any other is a plain string, as every value that is written out must be."""
    found = declared('<html><head><link rel="canonical" href="https://quay.example/a"><base href="/b/"></head></html>')
    assert (type(found.url), type(found.base)) == (str, str)
    assert (found.url, found.base) == ("https://quay.example/a", "https://quay.example/b/")


def test_a_person_s_parts_are_a_name() -> None:
    """An author of whom only given and family name are declared has both as one name."""
    people = '[{"@type": "Person", "givenName": "Ada Lo", "familyName": "Finch"}, {"@type": "Person"}]'
    script = f'{{"@type": "NewsArticle", "headline": "Ferry", "author": {people}}}'
    assert declared(f'<script type="application/ld+json">{script}</script><p>Text.</p>').authors == ["Ada Lo Finch"]


def test_authors_in_microdata_are_the_article_s_own() -> None:
    """Who made a picture, who commented and who wrote another story are no authors; the first article's all are."""
    found = declared(
        "<article itemscope itemtype=https://schema.org/NewsArticle>"
        "<figure itemscope itemtype=https://schema.org/ImageObject><meta itemprop=author content='Jo Kern'></figure>"
        "<span itemprop=author>Ada Finch</span> <b itemprop=author itemscope itemtype=https://schema.org/Person>"
        "<i itemprop=name>Bo Marsh</i>, writer</b> <b itemprop=author>bom</b>"
        "<aside><b itemprop=author>Cy Dell</b></aside>"
        "</article><article itemscope itemtype=https://schema.org/NewsArticle><b itemprop=author>Di Orr</b></article>"
    )
    assert found.authors == ["Ada Finch", "Bo Marsh"]


def test_organisations_are_told_from_people() -> None:
    """The publisher and authors that are organisations are declared to be nobody."""
    author = '{"@type": "Organization", "name": "Quay Desk"}, {"@type": "Person", "name": "Ada Finch"}'
    script = f'{{"@type": "NewsArticle", "headline": "F", "author": [{author}], "publisher": {{"name": "Quay Media"}}}}'
    found = declared(f'<script type="application/ld+json">{script}</script><p>Text.</p>')
    assert found.bodies == ["Quay Media", "Quay Desk"]
    assert found.authors == ["Quay Desk", "Ada Finch"]
