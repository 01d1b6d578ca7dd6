"""The same picture in several articles, in a terminal and as JSON: what each says of it side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from whence import words
from whence.pictures import wording
from whence.pictures.records import Credentials, Embedded, Group, Picture, Shown
from whence.records import Article, Span
from whence.report.plain import moment
from whence.text.shown import harmless

__all__ = ["embedded_said", "group_json", "name_of", "place_of", "print_groups", "standing", "words_of"]

_WIDEST = 100


def words_of(article: Article | None, span: Span | None) -> str:
    """Return the words of a caption or a credit as one line; "" where there are none."""
    return harmless(article.text[span.start : span.end]) if span and article else ""


def print_groups(groups: Sequence[Group], articles: Mapping[str, Article], console: Console) -> None:
    """Print each picture that stands in several places with what is said of it there, and what is said differently."""
    for number, group in enumerate(groups, start=1):
        _lines(console, Text(wording.standing(number, *standing(group)), "bold"), 0)
        for place in group.places:
            _place(place, articles.get(place[0].picture.article or ""), console)
        for difference in group.differences:
            names = (name_of(group, one, articles) for one in (difference.a, difference.b))
            said = (difference.a_words, difference.b_words)
            _lines(console, Text(wording.DIFFERENCES[difference.kind], "bold"), 2)
            for name, own in zip(names, said, strict=True):
                _lines(console, Text(f"{name}: {harmless(', '.join(own)) or wording.NOTHING}"), 4)
        console.print()
    _lines(console, Text(wording.found(len(groups))), 0)


def standing(group: Group) -> tuple[int, int, int]:
    """Return in how many places of how many articles a picture stands, and in how many films that none shows."""
    places = sum(place[0].picture.article is not None for place in group.places)
    return places, len(group.articles), len(group.alone)


def name_of(group: Group, picture: str, articles: Mapping[str, Article]) -> str:
    """Return what a place of a picture is called: the outlet, or the article's file, or the film's."""
    own = next((one.picture for one in group.shown if one.picture.id == picture), None)
    article = articles.get(own.article or "") if own else None
    return harmless((article.outlet or article.file) if article else own.file if own else picture)


def place_of(place: Sequence[Shown], article: Article | None) -> list[str]:
    """Say where a picture stands: outlet and time, at which moments of a film, and how it is like the others."""
    when = moment(article.published) if article and article.published else words.NO_TIME
    head = [harmless(article.outlet or words.NO_OUTLET), when] if article else [wording.NO_ARTICLE]
    seconds = [one.picture.frame for one in place if one.picture.frame is not None]
    at = [wording.at_seconds(seconds)] if seconds else []
    return [*head, *at, wording.RELATIONS[place[0].likeness.relation]]


def _place(place: Sequence[Shown], article: Article | None, console: Console) -> None:
    picture = place[0].picture
    _lines(console, Text(" · ".join(place_of(place, article))), 2)
    caption, credit = words_of(article, picture.caption), words_of(article, picture.credit)
    _lines(console, Text(f"“{caption}”" if caption else wording.NO_CAPTION), 4)
    if credit:
        _lines(console, Text(f"{wording.CREDIT} {credit}"), 4)
    for said in (*embedded_said(picture.embedded), *_credentials(picture.credentials)):
        _lines(console, Text(said), 4)
    size = f"{picture.format} {picture.size[0]} x {picture.size[1]}"
    _lines(console, Text(f"{harmless(picture.file)} · {size}", "dim"), 4)


def embedded_said(embedded: Embedded) -> list[str]:
    """Say what a file says of itself, each field with its name."""
    names = wording.EMBEDDED
    said = [f"{names[name]}: {harmless(value)}" for name in names if (value := getattr(embedded, name))]
    return [f"{wording.FILE_SAYS} ({', '.join(embedded.read_from)}): {'; '.join(said)}"] if said else []


def _credentials(credentials: Credentials | None) -> list[str]:
    return [] if credentials is None else [harmless(wording.signed(credentials))]


def _lines(console: Console, text: Text, indent: int) -> None:
    for line in text.wrap(console, min(console.width, _WIDEST) - indent, overflow="fold"):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line))


def group_json(group: Group, articles: Mapping[str, Article]) -> dict[str, object]:
    """Return a picture that stands in several places: each place with its words, and what is said differently."""
    return {
        "id": group.id,
        "shown": [_shown_json(shown, articles.get(shown.picture.article or "")) for shown in group.shown],
        "differences": [
            {
                "kind": one.kind.value,
                "a": one.a,
                "b": one.b,
                "a_words": list(one.a_words),
                "b_words": list(one.b_words),
            }
            for one in group.differences
        ],
    }


def _shown_json(shown: Shown, article: Article | None) -> dict[str, object]:
    picture = shown.picture
    published = article.published if article else None
    return {
        "picture": picture.id,
        "article": picture.article,
        "file": article.file if article else None,
        "outlet": article.outlet if article else None,
        "published": {"at": published.at, "precision": published.precision.value} if published else None,
        "relation": shown.likeness.relation.value,
        "score": round(shown.likeness.score, 3),
        "part": list(shown.likeness.part),
        "caption": _span(picture.caption),
        "caption_words": words_of(article, picture.caption) or None,
        "credit": _span(picture.credit),
        "credit_words": words_of(article, picture.credit) or None,
        "alt": picture.alt,
        "url": picture.url,
        "found_in": picture.file,
        "second": picture.frame,
        "format": picture.format,
        "width": picture.size[0],
        "height": picture.size[1],
        "digest": picture.digest,
        "embedded": _embedded_json(picture),
        "credentials": _credentials_json(picture.credentials),
    }


def _embedded_json(picture: Picture) -> dict[str, object]:
    held = picture.embedded
    return {name: getattr(held, name) for name in wording.EMBEDDED} | {"read_from": list(held.read_from)}


def _credentials_json(held: Credentials | None) -> dict[str, object] | None:
    if held is None:
        return None
    return {"signed_by": held.signed_by, "made_with": held.made_with, "checked": held.checked, "why": held.why}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
