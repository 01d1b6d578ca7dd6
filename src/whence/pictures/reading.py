"""The pictures of a collection's articles: found, opened, and made ready to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from whence.errors import Unreadable, WhenceError
from whence.pictures import wording
from whence.pictures.credentials import credentials_of
from whence.pictures.decoding import SMALLEST, decoded, gray_of, preview_of
from whence.pictures.embedded import embedded_of
from whence.pictures.films import require_decoder
from whence.pictures.finding import Finder, Found
from whence.pictures.looks import is_plain
from whence.pictures.records import Picture
from whence.records import Article, Skipped

__all__ = ["read_pictures"]


def read_pictures(
    articles: Iterable[Article],
    finder: Finder,
    *,
    films: Iterable[Path] = (),
    on_article: Callable[[str], None] | None = None,
) -> Iterator[Picture | Skipped]:
    """Yield the pictures that articles show, in their order, and why others could not be read.

    `films` are films and folders of films that are looked through too, whether or not an article shows them.

    Raises `WhenceError` where Pillow is not installed, or PyAV and films are given.
    """
    for article in articles:
        yield from _kept(finder.pictures(article))
        if on_article is not None:
            on_article(article.file)
    for place in films:
        require_decoder()
        yield from _kept(finder.films(place))


def _kept(items: Iterable[Found | Skipped]) -> Iterator[Picture | Skipped]:
    """Read what was found; a frame of one brightness is no picture: films begin and end in black."""
    for found in items:
        read = _read(found) if isinstance(found, Found) else found
        if not (isinstance(read, Picture) and read.frame is not None and not read.gray):
            yield read


def _read(found: Found) -> Picture | Skipped:
    """Read one picture. This is the seam where nothing that it does can stop the run."""
    try:
        return _picture(found)
    except Unreadable as error:
        reason = str(error)
    except WhenceError:
        raise
    except Exception as error:  # as above
        reason = wording.failed(type(error).__name__)
    file = found.article.file if found.article is not None else found.file
    return Skipped(source=wording.place(file, found.number), reason=reason)


def _picture(found: Found) -> Picture:
    opened = decoded(found.data)
    gray = gray_of(opened.image)
    digest = hashlib.sha256(found.data).hexdigest()
    article = found.article.id if found.article is not None else None
    key = f"{article or found.file}\0{found.number}\0{digest}" + ("" if found.frame is None else f"\0{found.frame}")
    comparable = min(opened.size) >= SMALLEST and not is_plain(gray)
    return Picture(
        id=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16],
        article=article,
        number=found.number,
        file=found.file,
        digest=digest,
        format=opened.format if found.frame is None else Path(found.file).suffix[1:].upper(),
        size=found.size or opened.size,
        frame=found.frame,
        url=found.image.url,
        alt=found.image.alt,
        caption=found.image.caption,
        credit=found.image.credit,
        embedded=embedded_of(opened.source),
        credentials=credentials_of(found.data),
        gray=gray.tobytes() if comparable else b"",
        preview=preview_of(opened.image),
    )
