"""What the user names to the addresses of feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from whence import words
from whence.errors import FetchError, Unreadable, WrongUse
from whence.ingest import wording
from whence.ingest.decode import decode
from whence.ingest.feeds.opml import feeds_listed
from whence.ingest.fetch import is_address
from whence.ingest.xml import parse_xml, root_name
from whence.watch.wording import NO_FEED_FILE

__all__ = ["feeds_named", "listed_in"]


def feeds_named(sources: Iterable[str], *, max_bytes: int) -> Iterator[tuple[str, str]]:
    """Yield the address and the title of each feed that is named, by itself or in a file that lists it.

    An address is taken as it is: whether a list lies there is seen when it is asked. Raises `WrongUse` for what is
    neither an address nor a list.
    """
    for source in sources:
        if is_address(source):
            yield source.strip(), ""
            continue
        if "://" in source:
            raise WrongUse(f"{source}: {wording.SCHEME}")
        yield from _in_file(source, max_bytes)


def listed_in(data: bytes, charset: str | None = None) -> list[tuple[str, str]] | None:
    """Return the feeds of a list (OPML); None for what is no list."""
    try:
        text = decode(data, charset=charset).text
    except Unreadable:
        return None
    root = parse_xml(text) if root_name(text) == "opml" else None
    return None if root is None else [(one.url, one.title) for one in feeds_listed(root)]


def _in_file(source: str, max_bytes: int) -> Iterator[tuple[str, str]]:
    try:
        with Path(source).open("rb") as stream:
            data = stream.read(max_bytes)
    except OSError as error:
        reason = wording.MISSING if isinstance(error, FileNotFoundError) else words.system_error(error.strerror or "")
        raise FetchError(f"{source}: {reason}") from error
    found = listed_in(data)
    if not found:
        raise WrongUse(f"{source} {NO_FEED_FILE}")
    yield from found
