"""What the readers of a source's formats are handed, and what they hand back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from whence.ingest.kinds import Kind
from whence.ingest.tables import Row
from whence.records import ArchiveRecord, Article

if TYPE_CHECKING:
    from whence.ingest.archives.elsewhere import Elsewhere
    from whence.ingest.archives.limits import Guard
    from whence.ingest.raw import Item

__all__ = ["Known", "Make", "Piece", "Run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes that are, or hold, articles to be, with what is known about them.

    `file` is how they are listed, `name` the part of it that enters an article's identity; `charset` is what a server
    declared, `kind` what the name promises, `row` what goes before all that the bytes say of themselves, `record` the
    evidence of a web archive. `depth` counts the archives and compressions that they lie in, `guard` holds what these
    may unpack to together; `inside` tells that others than the user have put them where they are. `fetched` tells that
    the user named the address that they came from. `again` opens them once more, where they cannot be wound back but
    what holds them can.
    """

    file: str
    name: str
    url: str | None = None
    charset: str | None = None
    kind: Kind | None = None
    row: Row | None = None
    record: ArchiveRecord | None = None
    depth: int = 0
    inside: bool = False
    guard: Guard | None = None
    fetched: bool = False
    again: Callable[[], BinaryIO] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an article has before its text is read: it is made with all of these, unchanged."""

    file: str
    article_id: str
    digest: str
    url: str | None = None


Make = Callable[[Known], Article]
"""Makes the article of some bytes. Raises `Unreadable` where there is none, with the reason.

It may be called in another process, so it can be pickled: it is a function of a module, or a `partial` of one.
"""


class Run(Protocol):
    """One run over sources, as far as a format's reader needs it: the options, and the ways on from bytes."""

    @property
    def max_bytes(self) -> int:
        """The limit of one page or row, in bytes."""

    @property
    def mapping(self) -> Mapping[str, str]:
        """From which of a row's names a field is read."""

    @property
    def elsewhere(self) -> Elsewhere[Any] | None:
        """What revisits of web archives wait for that other archives may hold; None where there are no others."""

    def article(self, piece: Piece, data: bytes, make: Make | None = None) -> Item:
        """Return the article to be of some bytes: a page or plain text, or what `make` makes of them.

        Its identity, language and what its row gives are seen to here, and so are errors of whatever kind.
        """

    def article_of_row(self, piece: Piece, row: Row, number: int) -> Item:
        """Return the article of a table's row, which is counted from 1."""

    def held(self, piece: Piece, stream: BinaryIO) -> Iterator[Item]:
        """Yield what a file inside a container holds, of whatever kind that is."""

    def linked(self, address: str) -> Iterator[Item]:
        """Yield what an address gives to which a source links that the user named by its address, asked politely."""
