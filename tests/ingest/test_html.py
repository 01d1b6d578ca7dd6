from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest import ingest
from whence.ingest.html import read_page
from whence.records import Article, Basis, ReadFrom, Role, Span


def read(markup: str, url: str | None = None) -> Article:
    return read_page(markup, file="page.html", url=url, article_id="a", digest="d")


def said(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.text[span.start : span.end]


def with_role(article: Article, role: Role) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.role is role]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bridge closed after barge strikes pier | The Morrow Ledger</title>
<meta property="og:title" content="Bridge closed after barge strikes pier"><style>p {color: red}</style></head><body>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<header class="site"><a href="/">The Morrow Ledger</a>
<nav><a href="/news">News</a><a href="/sport">Sport</a></nav></header>
<main><p class="kicker">Transport</p>
<h1>Bridge closed after barge strikes pier</h1>
<p class="standfirst">Engineers to inspect the crossing on Friday</p>
<p class="byline">By Iris Venn and the Associated Press</p>
<p class="time">Published 3 June 2031, 14:20 | Updated 3 June 2031, 16:05</p>
<figure><img src="/img/pier.jpg" alt="A pier">
<figcaption>The damaged pier on Thursday. <span class="credit">Photograph: Ned
Hale/Ledger</span></figcaption></figure>
<p>The bridge over the Morrow was closed on Thursday after a barge laden with gravel struck its second pier, the
county said.   Nobody was hurt.</p>
<p>“We heard it before we saw it,” said Lena Orr, who keeps the <a href="/toll">toll house</a> at the northern end.</p>
<aside class="related"><h3>Read more</h3>
<ul><li><a href="/a">Ferry fares to rise</a></li><li><a href="/b">Ten walks</a></li></ul></aside>
<blockquote><p>The crossing will stay shut until we know what holds it up.</p></blockquote>
<h2>What happens next</h2>
<p>Divers are to go down at first light, and the county's engineer, Tobias Lamm,
expects to report to the council by Monday evening.</p>
<p>The Harbour Guild* denied that the barge had been overloaded,
and asked for the ship's papers to be published in full.</p>
<p>* The Harbour Guild was dissolved by the county in 2029 and refounded a year later.</p>
<p class="correction">Correction: an earlier version of this article gave the wrong name for the county's engineer.</p>
</main>
<section class="tags">Topics: <a href="/t/bridges">Bridges</a>, <a href="/t/morrow">Morrow</a></section>
<div class="comments-count">14 comments</div>
<footer>© 2031 The Morrow Ledger. All rights reserved.</footer><script>var hidden = "text";</script></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read(PAGE, "https://ledger.example/bridge")


def test_every_visible_line_has_its_role(article: Article) -> None:
    """Menus, captions, boxes, labels and notices stand in the text beside the body, each with its own role."""
    assert with_role(article, Role.headline) == ["Bridge closed after barge strikes pier"]
    assert with_role(article, Role.byline) == ["By Iris Venn and the Associated Press"]
    assert with_role(article, Role.time) == ["Published 3 June 2031, 14:20 | Updated 3 June 2031, 16:05"]
    assert with_role(article, Role.subhead) == ["Engineers to inspect the crossing on Friday", "What happens next"]
    assert with_role(article, Role.caption) == ["The damaged pier on Thursday. Photograph: Ned Hale/Ledger"]
    assert with_role(article, Role.promo) == ["Read more", "Ferry fares to rise", "Ten walks"]
    assert with_role(article, Role.quote) == ["The crossing will stay shut until we know what holds it up."]
    assert with_role(article, Role.counter) == ["14 comments"]
    assert "Transport" in with_role(article, Role.tag)
    assert len(with_role(article, Role.paragraph)) == 4
    assert len(with_role(article, Role.notice)) == 3


def test_hidden_text_is_left_out_and_white_space_folds(article: Article) -> None:
    """Scripts and styles are not text; a paragraph is one line with single spaces."""
    assert "hidden" not in article.text
    assert "color" not in article.text
    assert "the county said. Nobody was hurt." in article.text
    assert "  " not in article.text


def test_blocks_lie_one_after_another_and_cover_the_text(article: Article) -> None:
    """Blocks join with one line break and leave nothing out."""
    assert "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks) == article.text


def test_a_caption_and_its_credit_are_kept_apart(article: Article) -> None:
    """The picture has its absolute address, its alternative text, and two spans that do not touch."""
    (image,) = article.images
    assert image.url == "https://ledger.example/img/pier.jpg"
    assert image.alt == "A pier"
    assert said(article, image.caption) == "The damaged pier on Thursday."
    assert said(article, image.credit) == "Photograph: Ned Hale/Ledger"


def test_what_the_page_says_about_itself_is_read(article: Article) -> None:
    """Title, people, agency, outlet, times and labels are read where the page has them."""
    assert article.title == "Bridge closed after barge strikes pier"
    assert article.authors == ("Iris Venn",)
    assert article.agency in {"Associated Press", "the Associated Press", "AP"}
    assert (article.outlet, article.outlet_basis) == ("The Morrow Ledger", Basis.inferred)
    assert article.published is not None
    assert (article.published.at, article.published.read_from) == ("2031-06-03T14:20:00", ReadFrom.text)
    assert article.updated is not None
    assert article.updated.at == "2031-06-03T16:05:00"
    assert article.tags == ("Bridges", "Morrow")
    assert article.language == "en"


def test_links_have_their_anchor_and_an_absolute_address(article: Article) -> None:
    """A link in the text opens to its words, and its address is whole where the page's address is known."""
    assert ("https://ledger.example/toll", "toll house") in [
        (link.url, said(article, link.anchor)) for link in article.links
    ]


def test_a_correction_and_a_footnote_are_found(article: Article) -> None:
    """The outlet's notice about its own text is listed, and a note is joined to the words that bear its mark."""
    assert [c.kind for c in article.corrections] == ["correction"]
    (note,) = article.notes
    assert note.mark == "*"
    assert [said(article, span) for span in note.marked] == ["Harbour Guild"]


def test_a_declared_outlet_is_stated() -> None:
    """The site's own name is stated; a page without any has no outlet."""
    body = "<h1>Rain</h1><p>It rained on the whole coast for two days, the weather office said on Sunday.</p>"
    stated = read(f'<meta property="og:site_name" content="Coast Post">{body}')
    assert (stated.outlet, stated.outlet_basis) == ("Coast Post", Basis.stated)
    assert read(body).outlet_basis is Basis.none


def test_a_lede_between_headline_and_body_is_kept() -> None:
    """A lead paragraph outside the body's own element belongs to the body."""
    text = (
        "<p>"
        + "The council met for six hours and heard forty people, most of whom were against the plan. " * 3
        + "</p>"
    )
    page = read(
        "<body><div class=top><h1>Council votes for the tunnel</h1><div class='article-summary'>A narrow "
        "vote ends a long "
        f"quarrel over the old quarter.</div></div><div class=story>{text * 4}</div></body>"
    )
    assert "A narrow vote ends a long quarrel over the old quarter." in with_role(page, Role.subhead)


def test_a_caption_and_credit_in_elements_of_their_own_have_two_roles() -> None:
    """Where the page sets them in two elements the two lines have two roles, and belong to one picture."""
    page = read(
        "<h1>Harvest home</h1><div class=photo><img src=a.jpg><p class=caption>Reapers at work near the mill.</p>"
        "<p class=photo-credit>Kit Marlow/Agency Nine</p></div>"
        + "<p>The last field was cut on Saturday, and the village sat down to eat in the square at sunset.</p>"
        * 3
    )
    assert with_role(page, Role.caption) == ["Reapers at work near the mill."]
    assert with_role(page, Role.credit) == ["Kit Marlow/Agency Nine"]
    (image,) = page.images
    assert said(page, image.caption) == "Reapers at work near the mill."
    assert said(page, image.credit) == "Kit Marlow/Agency Nine"


CREDITS = [
    ("A view of the dam. © Wire/A. Roe", "A view of the dam.", "© Wire/A. Roe"),
    ("Der Damm am Abend. (Foto: Jo Kern/dpa)", "Der Damm am Abend.", "Foto: Jo Kern/dpa)"),
    ("The dam in a file photo from 2019", "The dam in a file photo from 2019", None),
]


@pytest.mark.parametrize(("line", "caption", "credit"), CREDITS)
def test_a_credit_at_a_caption_s_end_is_split_off(line: str, caption: str, credit: str | None) -> None:
    """A sign or a label opens the credit, in several languages; without either the line is all caption."""
    body = "<p>The level of the water fell again on Monday, and the farmers below the dam were told to wait.</p>" * 3
    page = read(f"<h1>Dam runs low</h1><figure><img src=d.jpg><figcaption>{line}</figcaption></figure>{body}")
    (image,) = page.images
    assert said(page, image.caption) == caption
    assert (said(page, image.credit) or "").strip("()") == (credit or "").strip("()")


@pytest.mark.parametrize(
    "markup",
    ["", "  \n ", "<html><head><title>T</title></head><body></body></html>", "<script>x = 1</script>", "<!-- a -->"],
)
def test_a_page_without_text_says_what_to_do(markup: str) -> None:
    """Empty pages and pages of scripts alone are unreadable, and the message names the next step."""
    with pytest.raises(Unreadable, match="save it"):
        read(markup)


HARD = {
    "deep": "<h1>Deep</h1>"
    + "<div>" * 20_000
    + "<p>The words at the bottom.</p>"
    + "</div>" * 20_000
    + "<p>After them.</p>",
    "unclosed": "<body>" + "<p><b><i>word " * 5_000 + "the words at the bottom. after them.",
    "one line": "<p>" + "word and more. " * 100_000 + "The words at the bottom. After them.",
    "links": "<a href=/x>link</a> " * 20_000 + "The words at the bottom. After them.",
    "torn": "<p <a href=x'>The words</p> at <<b the bottom. </zz> After them. <p>The words at the bottom. After them.",
    "characters": "<p>The words\x00\x01 at\ud800 the bottom. After them.",
    "declared wrong": "<?xml version='1.0' encoding='utf-16'?><p>The words at the bottom. After them.",
}


@pytest.mark.parametrize("name", HARD)
def test_a_broken_or_huge_page_is_still_read_to_its_end(name: str) -> None:
    """Depth, unclosed tags, one endless line and torn markup lose no visible words."""
    folded = " ".join(read(HARD[name]).text.lower().split())
    assert "after them." in folded
    assert "bottom" in folded


def test_a_page_of_twenty_megabytes_is_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read from its file to its end by rules that take time in step with its size: trafilatura is not asked."""
    asked = []
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: asked.append(1))
    told = "<p>The council said on Monday that lock {} would stay shut until divers had looked at its hinges.</p>"
    long = "<p>" + "A lock that is shut costs the town dear, as the harbour master has told it more than once. " * 1_000
    lists = "".join(f"<li><a href=/s/{n}>Story {n} of the archive</a></li>" for n in range(4_000))
    picture = f"<figure><img src='data:image/png;base64,{'A' * 6_000_000}'><figcaption>A lock.</figcaption></figure>"
    head = f"<title>Locks stay shut</title><script>{'var a = 1;' * 400_000}</script><nav><ul>{lists}</ul></nav>"
    body = "".join(map(told.format, range(2_000))) + f"{long}</p>" * 110
    page = f"<html>{head}<article><h1>Locks stay shut</h1>{picture}{body}<p>After them.</p></article></html>"
    assert len(page) > 20_000_000
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (article,) = ingest([str(tmp_path / "page.html")])
    assert isinstance(article, Article)
    assert article.text.endswith("After them.")
    assert len(article.text) < 12_000_000
    assert article.title == "Locks stay shut"
    assert "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks) == article.text
    assert sum(block.role is Role.paragraph for block in article.blocks) >= 2_110
    assert asked == []


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=caption>", "</div>", "<h1>", "</h1>", "<br>",
     "<a href='/x'>", "</a>", "<figure>", "<img src=a>",
     "<li>", "<td>", "<blockquote>", "<!--", "-->", "<", ">", "&amp;", "<time datetime=2031>", "<span class=credit>"]
)  # fmt: skip


@given(st.lists(st.one_of(_TAGS, st.text(max_size=12)), max_size=25))
def test_any_markup_gives_an_article_whose_blocks_tile_its_text(pieces: list[str]) -> None:
    """Whatever the markup, spans lie inside the text, blocks tile it, and only a page without words is refused."""
    try:
        page = read("".join(pieces))
    except Unreadable:
        return
    assert "\n".join(page.text[b.span.start : b.span.end] for b in page.blocks) == page.text
    for span in [link.anchor for link in page.links] + [s for i in page.images for s in (i.caption, i.credit) if s]:
        assert 0 <= span.start < span.end <= len(page.text)


def test_the_same_markup_gives_the_same_article() -> None:
    """Reading twice gives equal records."""
    assert read(PAGE) == read(PAGE)


STORY = """<p>Eleven hives were stolen from an orchard at Low Marren on Saturday night, the growers' guild said.</p>
<p>"Whoever took the bees knew how to lift a hive," said Ines Calder, who has kept them for twenty years.</p>
<p>Police asked beekeepers in the valley to look closely at any bees that they are offered this month.</p>"""


@pytest.mark.parametrize("name", ["standfirst", "dek", "lede-deck", "strapline", "subtitle", "article__summary"])
def test_a_deck_is_a_subhead_also_where_it_is_a_sentence(name: str) -> None:
    """The name that a page gives its deck counts, whether or not the deck ends with a stop."""
    deck = "Growers say the thieves came for the young queens. Police are asking for help."
    page = read(f'<article><h1>Bees stolen from orchard</h1><p class="{name}">{deck}</p>{STORY}</article>')
    assert with_role(page, Role.subhead) == [deck]
    assert len(with_role(page, Role.paragraph)) == 3


def test_the_rows_of_a_box_of_facts_are_no_paragraphs() -> None:
    """A small table beside the report keeps its words, apart from the report."""
    rows = "<tr><th>Hives</th><td>11</td></tr><tr><th>Founded</th><td>1964</td></tr>"
    table = f"<table><caption>Marren orchard</caption>{rows}</table>"
    page = read(f"<article><h1>Bees stolen from orchard</h1>{STORY}{table}{STORY.replace('Eleven', 'Ten')}</article>")
    assert with_role(page, Role.other) == ["Marren orchard", "Hives 11", "Founded 1964"]


def test_the_author_behind_a_stamp_s_dash_is_read() -> None:
    """A line that opens with the time names the author after its divider."""
    info = '<div class="info">19 June 2031, 11:40 UTC &mdash; by Ada Roe</div>'
    page = read(f"<article><h1>Bees stolen from orchard</h1>{info}{STORY}</article>")
    assert page.authors == ("Ada Roe",)
    assert page.published is not None
    assert page.published.at == "2031-06-19T11:40:00+00:00"


def test_a_strap_with_author_and_time_is_a_byline_and_no_label() -> None:
    """What its elements hold counts more than the name of the box, which often holds topics."""
    strap = '<div class="strap"><span class="by">By Ada Roe, Reporter</span> <span class="time">13:05, 19 June 2031'
    page = read(f"<article><h1>Bees stolen from orchard</h1>{strap}</span></div>{STORY}</article>")
    assert len(with_role(page, Role.byline)) == 1
    assert page.authors == ("Ada Roe",)
    assert page.published is not None
    assert page.published.at == "2031-06-19T13:05:00"
    label = read(f'<article><h1>Bees stolen from orchard</h1><div class="strap">Farming</div>{STORY}</article>')
    assert with_role(label, Role.tag) == ["Farming"]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Marren Post | Bees stolen from orchard", "Marren Post"),
        ("Bees stolen from orchard | Marren Post", "Marren Post"),
    ],
)
def test_the_title_element_names_the_outlet_at_either_end(title: str, outlet: str) -> None:
    """The part beside the headline is the outlet's name, wherever the page puts it."""
    page = read(f"<title>{title}</title><article><h1>Bees stolen from orchard</h1>{STORY}</article>")
    assert (page.outlet, page.outlet_basis) == (outlet, Basis.inferred)


def test_the_name_that_opens_the_page_s_first_line_is_the_outlet() -> None:
    """A head that goes on with links or mottoes behind a divider still states the name."""
    head = "<header>Marren Press &middot; Newsroom &middot; For subscribers only</header>"
    page = read(f"<title>Bees stolen</title>{head}<article><h1>Bees stolen from orchard</h1>{STORY}</article>")
    assert page.outlet == "Marren Press"


@pytest.mark.parametrize(("byline", "authors"), [("von <a href=/roe>Dr. Ada Roe</a>", ("Dr. Ada Roe",)), ("", ("QN",))])
def test_a_printed_byline_stands_above_the_outlet_as_author(byline: str, authors: tuple[str, ...]) -> None:
    """A page that declares itself as author names a person in its byline, in small letters too; else itself."""
    page = read(
        "<html><head><title>Ferry</title><meta name=author content=QN><meta property=og:site_name content='Quay News'>"
        f"</head><body><h1>Ferry runs aground</h1><p>{byline}</p>"
        + "<p>The ferry left the marked channel on Monday morning, and the harbour was closed for the day.</p>"
        * 3
    )
    assert page.authors == authors


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("Updated 4:25 PM EDT, March 4, 2031", "2031-03-04T16:25:00-04:00"),
        ("Updated: May 4, 2031 9:30 a.m.", "2031-05-04T09:30:00"),
        ("Update: 4 May 2031", "2031-05-04"),
    ],
)
def test_a_line_with_the_time_of_a_change_is_no_notice(line: str, updated: str) -> None:
    """Below the time of publication it is the time of update, however it is written."""
    head = f"<h1>Bees stolen from orchard</h1><p>By Ada Roe</p><p>Published 3 March 2031, 08:00</p><p>{line}</p>"
    page = read(f"<article>{head}{STORY}</article>")
    assert page.published is not None
    assert page.published.at == "2031-03-03T08:00:00"
    assert page.updated is not None
    assert page.updated.at == updated
    assert page.corrections == ()


def test_a_paragraph_about_corrections_is_a_paragraph() -> None:
    """What opens with a notice's word and goes on as a sentence belongs to the report."""
    told = "<p>Corrections officers – two of them women – were hurt on Monday, the county said.</p>"
    page = read(f"<article><h1>Bees stolen from orchard</h1>{STORY}{told}{STORY.replace('Eleven', 'Ten')}</article>")
    assert len(with_role(page, Role.paragraph)) == 7
    assert page.corrections == ()


POST = "The bridge will stay shut until we know what holds it up."
SIGNATURE = "&mdash; Tarsk Council (@tarskcouncil) <a href=https://x.example/1>May 4, 2031</a>"


@pytest.mark.parametrize(
    "embed",
    [
        f'<blockquote class="twitter-tweet"><p>{POST}</p>{SIGNATURE}</blockquote>',
        f'<blockquote class="twitter-tweet"><p>{POST}<p>{SIGNATURE}',
        f"<div class=block><p>{POST}</p><p>{SIGNATURE}</p></div>",
        f"<p>{POST}<br>{SIGNATURE}</p>",
    ],
)
def test_a_quoted_post_is_a_quote_with_its_signature(embed: str) -> None:
    """The signature tells it, where the markup does not or is broken."""
    page = read(f"<article><h1>Bees stolen from orchard</h1>{STORY}{embed}{STORY.replace('Eleven', 'Ten')}</article>")
    assert with_role(page, Role.quote) == [POST, "— Tarsk Council (@tarskcouncil) May 4, 2031"]
    assert len(with_role(page, Role.paragraph)) == 6


@pytest.mark.parametrize(("found", "asked"), [(6, [True]), (3, [True]), (1, [True, False]), (0, [True, False])])
def test_trafilatura_s_quick_finding_is_believed_where_the_densest_lines_agree(
    found: int, asked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it holds less than half of them, trafilatura is asked to compare as well, and its second word counts."""
    lines = [
        f"The council said on Monday that lock {n} would stay shut until divers had seen its hinges." for n in range(6)
    ]
    told: list[bool] = []

    def extraction(_: object, *, fast: bool, **__: object) -> object:
        told.append(fast)
        return SimpleNamespace(text="\n".join(lines[: found if fast else 6]))

    monkeypatch.setattr("trafilatura.bare_extraction", extraction)
    page = read("<article><h1>Locks stay shut</h1>" + "".join(f"<p>{line}</p>" for line in lines) + "</article>")
    assert told == asked
    assert len(with_role(page, Role.paragraph)) == (6 if len(asked) > 1 else found)
