"""The pictures of a collection's articles: found, opened, and made ready to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from whence.errors import Unreadable, WhenceError
from whence.pictures import wording
from whence.pictures.credentials import credentials_of
from whence.pictures.decoding import SMALLEST, decoded, gray_of, preview_of
from whence.pictures.embedded import embedded_of
from whence.pictures.finding import Finder, Found
from whence.pictures.looks import is_plain
from whence.pictures.records import Picture
from whence.records import Article, Skipped

__all__ = ["read_pictures"]


def read_pictures(
    articles: Iterable[Article], finder: Finder, *, on_article: Callable[[str], None] | None = None
) -> Iterator[Picture | Skipped]:
    """Yield the pictures that articles show, in their order, and why others could not be read.

    Raises `WhenceError` where Pillow is not installed.
    """
    for article in articles:
        for found in finder.pictures(article):
            yield _read(found) if isinstance(found, Found) else found
        if on_article is not None:
            on_article(article.file)


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
    return Skipped(source=wording.place(found.article.file, found.number), reason=reason)


def _picture(found: Found) -> Picture:
    opened = decoded(found.data)
    gray = gray_of(opened.image)
    digest = hashlib.sha256(found.data).hexdigest()
    comparable = min(opened.size) >= SMALLEST and not is_plain(gray)
    return Picture(
        id=hashlib.sha256(f"{found.article.id}\0{found.number}\0{digest}".encode()).hexdigest()[:16],
        article=found.article.id,
        number=found.number,
        file=found.file,
        digest=digest,
        format=opened.format,
        size=opened.size,
        url=found.image.url,
        alt=found.image.alt,
        caption=found.image.caption,
        credit=found.image.credit,
        embedded=embedded_of(opened.source),
        credentials=credentials_of(found.data),
        gray=gray.tobytes() if comparable else b"",
        preview=preview_of(opened.image),
    )
