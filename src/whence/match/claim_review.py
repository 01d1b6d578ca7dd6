"""An object of JSON to the published checks that it holds: schema.org's `ClaimReview`, in feeds, graphs and lists.

Two shapes are read: `ClaimReview` itself, wherever it stands (a page's JSON-LD, `@graph`, a list, the elements of a
`DataFeed`, as Data Commons publishes them), and claims with their reviews below them, as the Fact Check Tools API
answers (`{"claims": [{"text": …, "claimReview": [{"publisher": …, "textualRating": …}]}]}`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from whence.errors import Unreadable
from whence.match import wording
from whence.match.records import PublishedCheck, check_id
from whence.match.values import Object, address, day, each, first, plain, plain_key, types_of

__all__ = ["checks_of", "made"]

_DEPTH = 40
_REVIEW = "claimreview"
_APPEARANCES = 20


def checks_of(data: object, *, feed: str, base: str | None = None) -> Iterator[PublishedCheck | Unreadable]:
    """Yield the checks of parsed JSON, in the order in which they stand there; for one that lacks what it needs, why.

    `base` is the address of the page that the JSON stands in: a review without an address of its own is read there.
    """
    named = dict(_named(data))
    for item, above in _reviews(data, ()):
        yield _check(item, above, named, feed, base)


def _reviews(value: object, above: tuple[Object, ...]) -> Iterator[tuple[Object, tuple[Object, ...]]]:
    """Yield each review with the objects that it stands in, the nearest first."""
    if len(above) > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _reviews(item, above)
    elif isinstance(value, Mapping):
        item = {plain_key(str(key)): inner for key, inner in value.items()}
        if _is_review(item):
            yield item, above
            return
        for key, inner in item.items():
            if isinstance(inner, Mapping | list):
                below = (item, *above)
                for one in each(inner) if key == "claimReview" else (inner,):
                    if key == "claimReview" and isinstance(one, Mapping) and not _is_review(one):
                        yield {plain_key(str(k)): v for k, v in one.items()}, below
                    else:
                        yield from _reviews(one, below)


def _is_review(item: Object) -> bool:
    return _REVIEW in types_of(item) or "claimReviewed" in item


def _named(value: object, depth: int = 0) -> Iterator[tuple[str, Object]]:
    """Yield the objects that have an `@id` and say more than it: others may stand for them by it alone."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _named(item, depth + 1)
    elif isinstance(value, Mapping):
        if isinstance(value.get("@id"), str) and len(value) > 1:
            yield value["@id"], value
        for inner in value.values():
            if isinstance(inner, Mapping | list):
                yield from _named(inner, depth + 1)


def _check(
    item: Object, above: tuple[Object, ...], named: Mapping[str, Object], feed: str, base: str | None
) -> PublishedCheck | Unreadable:
    known = _Known(named)
    reviewed = [known.of(one) for one in each(item.get("itemReviewed"))]
    holder = above[0] if above else {}
    about = reviewed[0] if reviewed and isinstance(reviewed[0], Mapping) else {}
    publisher = next(
        (who for name in ("author", "publisher", "sdPublisher") if (who := known.of(item.get(name)))), None
    )
    try:
        return made(
            claim=plain(first(item, "claimReviewed"))
            or plain(first(about, "name", "text", "headline"))
            or _text(holder),
            address=address(first(item, "url", "mainEntityOfPage"), base=base) or address(holder.get("url")) or base,
            publisher=plain(publisher) or _site(publisher),
            title=plain(first(item, "headline", "name", "title")),
            rating=_rating(known.of(first(item, "reviewRating"))) or plain(item.get("textualRating")),
            published=first(item, "datePublished", "reviewDate", "dateCreated") or first(holder, "dateCreated"),
            claimant=plain(known.of(first(about, "author", "creator"))) or plain(holder.get("claimant")),
            claimed=first(about, "datePublished", "dateCreated") or holder.get("claimDate"),
            appearances=tuple(_appearances(about)),
            language=plain(first(item, "inLanguage", "languageCode")),
            feed=feed,
        )
    except Unreadable as error:
        return error


def made(
    *,
    claim: str | None,
    address: str | None,
    publisher: str | None,
    title: str | None,
    rating: str | None,
    published: object,
    claimant: str | None,
    claimed: object,
    appearances: tuple[str, ...],
    language: str | None,
    feed: str,
) -> PublishedCheck:
    """Return a check of its parts; a missing claim is that of the title, a missing publisher the address's host.

    Raises `Unreadable` where it says of no claim, or names no address where it can be read.
    """
    claim = claim or title
    if not claim:
        raise Unreadable(wording.NO_CLAIM)
    if not address:
        raise Unreadable(wording.NO_ADDRESS)
    return PublishedCheck(
        id=check_id(address, claim),
        claim=claim,
        address=address,
        publisher=publisher or _host(address),
        publisher_stated=bool(publisher),
        title=title if title != claim else None,
        rating=rating,
        published=day(published),
        claimant=claimant,
        claimed=day(claimed),
        appearances=appearances,
        language=language,
        feed=feed,
    )


class _Known:
    """The objects that stand elsewhere in the same data, by their `@id`."""

    def __init__(self, named: Mapping[str, Object]) -> None:
        self._named = named

    def of(self, value: Any) -> Any:
        """Return a value, or the object that a bare reference means, its properties without prefixes."""
        one = next(each(value), None)
        if isinstance(one, Mapping) and set(one) <= {"@id", "@type"} and isinstance(one.get("@id"), str):
            one = self._named.get(one["@id"], one)
        if isinstance(one, Mapping):
            return {plain_key(str(key)): inner for key, inner in one.items()}
        return one


def _text(holder: Object) -> str | None:
    """The claim that reviews stand below; a page's own text is none."""
    return plain(holder.get("text")) if "claimReview" in holder else None


def _rating(value: object) -> str | None:
    """Return the publisher's own words for its conclusion, or its number with the scale that it gives."""
    if not isinstance(value, Mapping):
        return plain(value)
    words = plain(first(value, "alternateName", "name", "ratingExplanation"))
    if words:
        return words
    number, best, worst = (plain(value.get(name)) for name in ("ratingValue", "bestRating", "worstRating"))
    if number is None or number == "-1":  # what publishers give where their ratings are words
        return None
    return wording.scale(number, worst, best) if worst and best else number


def _appearances(about: Object) -> Iterator[str]:
    found = (*each(about.get("firstAppearance")), *each(about.get("appearance")), *each(about.get("url")))
    yield from list(dict.fromkeys(link for one in found if (link := address(one))))[:_APPEARANCES]


def _site(publisher: object) -> str | None:
    """Return the host that a publisher without a name names as its own."""
    if not isinstance(publisher, Mapping):
        return None
    site = plain(publisher.get("site"))
    return site or (_host(found) if (found := address(publisher)) else None)


def _host(url: str) -> str:
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")
