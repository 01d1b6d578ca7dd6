"""What a page's markup says about its parts: the names that designers give to menus, captions, bylines and boxes.

A name counts for the element that bears it and for all that stands inside, save where that element holds most of the
article: a wrapper called "content-with-sidebar" is no sidebar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

__all__ = ["EVERY_MARK", "Mark", "Marks"]


class Mark:
    """Hints from an element's tag or names, each a bit of a whole number: sums of them are quicker than a `Flag`'s."""

    none = 0
    nav = 1 << 0
    share = 1 << 1
    notice = 1 << 2
    footer = 1 << 3
    promo = 1 << 4
    figure = 1 << 5
    caption = 1 << 6
    credit = 1 << 7
    tags = 1 << 8
    byline = 1 << 9
    time = 1 << 10
    quote = 1 << 11
    embed = 1 << 12
    comments = 1 << 13
    lede = 1 << 14
    counter = 1 << 15
    mast = 1 << 16
    foot = 1 << 17
    author_box = 1 << 18
    heading = 1 << 19
    header = 1 << 20
    live = 1 << 21
    deck = 1 << 22


EVERY_MARK = tuple(1 << bit for bit in range(23))
_BY_TAG = {
    "nav": Mark.nav, "menu": Mark.nav, "select": Mark.nav, "aside": Mark.promo, "footer": Mark.footer,
    "figure": Mark.figure, "figcaption": Mark.caption, "time": Mark.time, "blockquote": Mark.quote,
    "header": Mark.header, "h1": Mark.heading,
    "h2": Mark.heading, "h3": Mark.heading, "h4": Mark.heading, "h5": Mark.heading, "h6": Mark.heading,
}  # fmt: skip

_WORDS: dict[str, int] = {
    word: mark
    for mark, words in (
        (Mark.nav, "nav navi navigation navbar menu submenu menubar breadcrumb breadcrumbs skip skiplink pagination "
                   "pager sections "
                   "topbar subnav login signin toolbar"),
        (Mark.share, "share shares sharing social socials addthis sharebar sharedaddy tools buttons"),
        (Mark.notice, "cookie cookies consent gdpr copyright legal disclaimer imprint alert correction corrections "
                      "clarification "
                      "editornote notice notices privacy cmp paywall subscribe subscription copyrights colophon "
                      "retraction"),
        (Mark.footer, "footer bottombar foot"),
        (Mark.promo, "promo promos promotion related teaser teasers sidebar recommended recommendation "
                     "recommendations mostread "
                     "popular trending newsletter newsletters advert advertisement ad ads advertising sponsored "
                     "outbrain taboola "
                     "readmore moreon morefrom seealso alsoread readnext latest widget recirc recirculation aside "
                     "signup upsell "
                     "rail marketing poll blogroll crosslinks linklist suggestions carousel puff puffs "
                     "offers most archive banner partner partners diary reads more listen podcast cta hot next side "
                     "mehr"),
        (Mark.figure, "figure photo picture image img gallery slideshow media lightbox"),
        (Mark.caption, "caption captions figcaption cap legend legende bildunterschrift bildtext imagecaption "
                       "photocaption "
                       "cutline wp-caption-text subtitleimage"),
        (Mark.credit, "credit credits photographer photocredit copyrightholder source attribution imagecredit "
                      "bildnachweis "
                      "courtesy agency fotograf copyright"),
        (Mark.tags, "tag tags topics topic keywords tagcloud taglist tagged filed categories category kicker label "
                    "labels section "
                    "eyebrow slug rubric flag strap overline"),
        (Mark.byline, "byline by author authors writer writers reporter dateline signature sig autor auteur autore"),
        (Mark.time, "time date datetime timestamp published pubdate publish updated dateline published-at postdate "
                    "stamp datum"),
        (Mark.quote, "pullquote blockquote pull"),
        (Mark.embed, "tweet twitter instagram embed embedded tiktok facebook"),
        (Mark.comments, "comments comment disqus replies respond discussion usercomments"),
        (Mark.lede | Mark.deck, "standfirst deck dek subtitle subheadline subhead summary subheading strapline "
                                "chapeau chapo"),
        (Mark.lede, "lede lead intro excerpt abstract sottotitolo "
                    "vorspann subtitulo bajada entradilla ingress anleser secondary-title description "
                    "synopsis sub "
                    "bullets bul teasertext sumario subtitolo"),
        (Mark.counter, "counter counters views shares count counts reactions viewcount"),
        (Mark.mast, "masthead mast logo sitename branding brand site-title"),
        (Mark.foot, "footnote footnotes endnote endnotes"),
        (Mark.author_box, "bio biography authorbox aboutauthor authorbio"),
    )
    for word in words.split()
}  # fmt: skip
_COMPOUND = {
    ("most", "read"): Mark.promo, ("read", "more"): Mark.promo, ("read", "next"): Mark.promo,
    ("more", "on"): Mark.promo,
    ("also", "read"): Mark.promo, ("see", "also"): Mark.promo, ("about", "author"): Mark.author_box,
    ("author", "bio"): Mark.author_box, ("photo", "credit"): Mark.credit, ("pub", "date"): Mark.time,
    ("wp", "caption"): Mark.figure, ("site", "header"): Mark.mast, ("top", "bar"): Mark.nav, ("sign", "up"): Mark.promo,
    ("editors", "note"): Mark.notice, ("editor", "note"): Mark.notice,
}  # fmt: skip
_PROP = {
    "author": Mark.byline, "datePublished": Mark.time, "dateModified": Mark.time, "caption": Mark.caption,
    "copyrightHolder": Mark.credit, "keywords": Mark.tags, "creditText": Mark.credit,
}  # fmt: skip
_ROLE = {"navigation": Mark.nav, "complementary": Mark.promo, "contentinfo": Mark.footer, "banner": Mark.header}
_NAMING = frozenset({"class", "id", "data-testid", "data-component"})
_HYPHEN = re.compile(r"[^A-Za-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Words of layout that lie beside a mark's word and turn its meaning: "has-sidebar", "no-ads", "with-caption".
_TURNS = frozenset({"has", "no", "with", "without", "is", "not", "js"})


class Marks:
    """The marks of elements with those that they inherit. `exempt` elements hold the article and give nothing on."""

    def __init__(self, exempt: frozenset[HtmlElement] = frozenset()) -> None:
        self._exempt = exempt
        self._known: dict[HtmlElement, int] = {}

    def of(self, element: HtmlElement) -> int:
        """Return the marks of an element and of all its ancestors."""
        chain = []
        at: HtmlElement | None = element
        while at is not None and at not in self._known:
            chain.append(at)
            at = at.getparent()
        marks = self._known[at] if at is not None else Mark.none
        for item in reversed(chain):
            marks |= self.own(item)
            self._known[item] = marks
        return marks

    def holds(self, element: HtmlElement) -> bool:
        """Say whether an element holds the article and therefore gives nothing on."""
        return element in self._exempt

    def own(self, element: HtmlElement) -> int:
        """Return the marks that an element bears itself."""
        if element in self._exempt or element.tag in {"html", "body", "main", "article"}:
            return Mark.none
        marks = _BY_TAG.get(element.tag, Mark.none)
        for name, value in element.items():
            if name in _NAMING:
                marks |= _named(value[:300])
            elif name == "itemprop":
                marks |= _PROP.get(value, Mark.none)
            elif name == "role":
                marks |= _ROLE.get(value, Mark.none)
            elif name == "rel" and value == "author":
                marks |= Mark.byline
        return marks


def _humps(piece: str) -> list[str]:
    """Split "imageCaption" into its words, and leave a generated name such as "cYdRxM" whole."""
    if piece.islower():
        return [piece]
    words = _HUMP.split(piece)
    return [piece.casefold()] if any(len(word) < 3 for word in words) else [word.casefold() for word in words]


_MEMO: dict[str, int] = {}


def _named(name: str) -> int:
    """Return what the names of a `class` or `id` say; the answer is kept, for pages repeat their names."""
    known = _MEMO.get(name)
    if known is None:
        known = Mark.none
        for part in name.split()[:12]:
            known |= _part(part)
        if len(_MEMO) < 20_000:
            _MEMO[name] = known
    return known


@lru_cache(20_000)
def _part(part: str) -> int:
    words = [word for piece in _HYPHEN.split(part) if piece for word in _humps(piece)]
    if not words or len(words) > 8 or _TURNS & set(words):
        return Mark.none
    marks = Mark.none
    for word in words:
        marks |= _WORDS.get(word, Mark.none)
    marks |= _WORDS.get(part.casefold(), Mark.none)
    for pair in pairwise(words):
        marks |= _COMPOUND.get(pair, Mark.none)
    return marks | _WORDS.get("".join(words), Mark.none)
