from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.html import read_page
from whence.records import Article, Role, Span

PROSE = [
    "<p>The level of the water fell again on Monday, and the farmers below the dam were told to wait for rain.</p>",
    "<p>An engineer of the county walked along the crest in the morning and counted the cracks in the old wall.</p>",
    "<p>Nobody in the village has been asked to leave so far, the mayor said, and the school opens as usual.</p>",
]
SEEN = "Sluices stand open above the village of Orm"


def read(inner: str, *, before: int = 0) -> Article:
    """Read a page with `inner` among its three paragraphs, `before` of which stand above it."""
    body = "".join((*PROSE[:before], inner, *PROSE[before:]))
    markup = (
        f"<html><head><title>Dam runs low</title></head><body><main><h1>Dam runs low</h1>{body}</main></body></html>"
    )
    return read_page(markup, file="page.html", url=None, article_id="a", digest="d")


def said(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.text[span.start : span.end]


def pictured(article: Article) -> list[tuple[str | None, str | None]]:
    """Return caption and credit of each picture that has either."""
    found = [(said(article, image.caption), said(article, image.credit)) for image in article.images]
    return [pair for pair in found if pair != (None, None)]


def with_role(article: Article, role: Role) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.role is role]


NAMED = "class=credit"
FIGURES = [
    (f"{SEEN} <cite>Jo Kern</cite>", SEEN, "Jo Kern"),
    (f"{SEEN} <small>(Foto: Jo Kern/dpa)</small>", SEEN, "(Foto: Jo Kern/dpa)"),
    ("Orm am 50. Tag. <small>(Foto: Jo Kern/dpa)</small>", "Orm am 50. Tag.", "(Foto: Jo Kern/dpa)"),
    (f"<span class=cap_text>{SEEN}</span><span class=cap_author>Quillon News</span>", SEEN, "Quillon News"),
    (f"<span>{SEEN}.</span><span>Jo Kern (dpa/pool via Quillon)</span>", f"{SEEN}.", "Jo Kern (dpa/pool via Quillon)"),
    (f"{SEEN}.<span><b>Foto:</b> Jo Kern | <b>Video:</b> QTV</span>", f"{SEEN}.", "Foto: Jo Kern | Video: QTV"),
    (f"<span>The Quillon Courier</span><br>{SEEN} as all look on.", f"{SEEN} as all look on.", "The Quillon Courier"),
    (f"<p>{SEEN}</p><span {NAMED}>Foto: <p>Jo Kern / AP</p></span>", SEEN, "Jo Kern / AP"),
    (f"<b>{SEEN}</b><span {NAMED}> (<div>Image: Jo Kern)</div></span>", SEEN, "Image: Jo Kern)"),
    (f"{SEEN}. Ảnh: <em>Jo Kern</em>", f"{SEEN}.", "Ảnh: Jo Kern"),
    ("水門が開くダム（Ｃ）共同通信社", "水門が開くダム", "（Ｃ）共同通信社"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "caption", "credit"), FIGURES)
def test_a_caption_s_element_gives_its_credit_apart(inner: str, caption: str, credit: str) -> None:
    """The credit stands in an element for a source or an author, in a name right behind the words, after a label."""
    assert pictured(read(f"<figure><img src=d.jpg><figcaption>{inner}</figcaption></figure>")) == [(caption, credit)]


WHOLE = [
    f"<span>{SEEN}.</span> <span>The dam is to be closed for good in the spring of next year.</span>",
    f"{SEEN}, as <em>The Quillon Courier</em>",
    f"<span>{SEEN}</span> near <span>Lower Orm</span>",
]


@pytest.mark.parametrize("inner", WHOLE)
def test_an_element_that_names_nobody_leaves_the_caption_whole(inner: str) -> None:
    """A second sentence, a title in italics or a place within the sentence is no credit."""
    article = read(f"<figure><img src=d.jpg><figcaption>{inner}</figcaption></figure>")
    assert pictured(article) == [(with_role(article, Role.caption)[0], None)]


CAPTION = f"<figcaption>{SEEN}</figcaption>"
SERVED = [
    f"<figure><img src=d.jpg><button><span>Enlarge this</span></button>{CAPTION}</figure>",
    f"<figure><span class=u-visually-hidden>Open in gallery:</span><img src=d.jpg>{CAPTION}</figure>",
    f"<figure><img src=d.jpg><div>01:53</div>{CAPTION}</figure>",
    f"<div class=img-box><img src=d.jpg><button>Enlarge this</button><p class=caption>{SEEN}</p></div>",
]


@pytest.mark.parametrize("markup", SERVED)
def test_what_serves_a_picture_is_not_its_caption(markup: str) -> None:
    """Buttons, words for screen readers and lengths of films stand beside a caption and are none."""
    assert pictured(read(markup)) == [(SEEN, None)]


PLACED = [
    f"<aside class=image><img src=d.jpg><p class=caption>{SEEN}. <b {NAMED}>(Courtesy of Jo Kern)</b></p></aside>",
    f"<div class=sidebar-media><img src=d.jpg><p class=caption><i class=source>Jo Kern</i> <b>{SEEN}.</b></p></div>",
    f"<div class=widget-image><img src=d.jpg><p>{SEEN}. <span class=author>Image: Jo Kern</span></p></div>",
]


@pytest.mark.parametrize("markup", PLACED)
def test_a_picture_in_the_article_keeps_its_words_whatever_holds_it(markup: str) -> None:
    """An aside or a box called a widget is no box of other stories where a picture and its caption fill it."""
    ((caption, credit),) = pictured(read(markup, before=1))
    assert caption == f"{SEEN}."
    assert credit is not None
    assert "Jo Kern" in credit


TEASERS = [
    f"<div><div><div><img src=d.jpg></div><div><a href=/other>{SEEN}</a></div></div></div>",
    f"<a href=/other><div><div><img src=d.jpg></div><div>{SEEN}</div></div></a>",
]


@pytest.mark.parametrize("inner", TEASERS)
def test_a_teaser_s_words_are_no_caption(inner: str) -> None:
    """A picture whose words lead to another page shows another story."""
    assert pictured(read(inner, before=1)) == []


def test_a_linked_figure_below_the_article_shows_another_story() -> None:
    """The words of linked figures below the last paragraph are no captions of the article; above it they are."""
    figure = f"<ul><li><a href=/o><figure><img src=o.jpg><figcaption>{SEEN}</figcaption></figure></a></ul>"
    assert pictured(read(figure)) == [(SEEN, None)]
    assert pictured(read(figure, before=3)) == []


def test_two_captions_in_a_row_belong_to_two_pictures() -> None:
    """A gallery without figures gives each picture its own line, and loses none of them."""
    gallery = "".join(f"<div class=photo><img src={n}.jpg><p class=caption>{SEEN}, view {n}</p></div>" for n in "ab")
    assert pictured(read(gallery)) == [(f"{SEEN}, view a", None), (f"{SEEN}, view b", None)]


def test_a_caption_whose_wrapper_is_named_for_its_source_stays_a_caption() -> None:
    """A wrapper called after caption and source makes no credit of a line that holds both."""
    words = f"<span>{SEEN}.</span> <span itemprop=creditText>Jo Kern</span>"
    inner = f"<span class=image-source-caption><figcaption>{words}</figcaption></span>"
    article = read(f"<figure><img src=d.jpg>{inner}</figure>")
    assert with_role(article, Role.caption) == [f"{SEEN}. Jo Kern"]
    assert pictured(article) == [(f"{SEEN}.", "Jo Kern")]


_PIECES = st.sampled_from(
    (SEEN, "Foto:", "(", "Jo Kern", "<span>Jo Kern</span>", "<cite>Quillon</cite>", "<br>", "<p>A</p>", " | ",
     "<button>Enlarge</button>", "<small>© dpa</small>", "<span class=author>A. Roe</span>")
)  # fmt: skip


@given(st.lists(_PIECES, max_size=8))
def test_caption_and_credit_never_overlap_and_hold_no_space_at_their_ends(pieces: list[str]) -> None:
    """Whatever stands in a figure, its two spans are apart and hold words."""
    article = read(f"<figure><img src=d.jpg><figcaption>{''.join(pieces)}</figcaption></figure>")
    for image in article.images:
        for span in (image.caption, image.credit):
            assert span is None or (said(article, span) or " ").strip() == said(article, span) != ""
        if image.caption and image.credit:
            assert image.caption.end <= image.credit.start or image.credit.end <= image.caption.start
