"""Any source to articles: files, folders, patterns, addresses, rows and sheets, standard input.

bytes ──sources, fetch──▶ bytes with a name ──decode, kinds──▶ Raw (a text) ──html, capture──▶ Article
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from whence.ingest.raw import Item, made
from whence.records import Article, Skipped

if TYPE_CHECKING:
    from whence.ingest.counting import Expected
    from whence.ingest.earlier import Earlier

__all__ = ["MAX_BYTES", "ingest", "ingest_bytes", "ingest_raw", "ingest_text"]

MAX_BYTES = 64 << 20
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


def ingest(
    sources: Sequence[str],
    *,
    allow_private: bool = False,
    mapping: Mapping[str, str] = _NO_MAPPING,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    earlier: Earlier | None = None,
    expected: Expected | None = None,
) -> Iterator[Article | Skipped]:
    """Yield an article for each page, capture or row that the sources hold, and a reason for each that gives none.

    A source is a path, a folder, a pattern, an http or https address, or `-` for `stdin`. Each is opened only when
    its turn comes. The same file or address named twice is read once. `mapping` says from which of a row's names a
    field is read (`{"outlet": "series"}`); `max_bytes` is the limit of one page or row; addresses on private networks
    are fetched with `allow_private` only. `earlier` finds what was read in earlier runs (`Case.earlier`): an article of
    the same name and bytes is given as it was read then, and a revisit of a web archive may mean a record of that time.
    `expected` is told which files are opened, and how much is read of them.

    Raises `WrongUse` for a mapping to a field that no row has; nothing else: whatever a source holds, the run goes on.
    """
    found = ingest_raw(
        sources,
        allow_private=allow_private,
        mapping=mapping,
        stdin=stdin,
        max_bytes=max_bytes,
        earlier=earlier,
        expected=expected,
    )
    return map(made, found)


def ingest_raw(
    sources: Sequence[str],
    *,
    allow_private: bool = False,
    mapping: Mapping[str, str] = _NO_MAPPING,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    earlier: Earlier | None = None,
    expected: Expected | None = None,
) -> Iterator[Item]:
    """Yield what `ingest` does, but articles to be (`Raw`) in place of articles that were not read before.

    All that runs over the sources is done: they are opened, archives and tables are taken apart, and each article has
    its identity and its record. What is left of an article concerns it alone, and may be done in another process.
    """
    from whence.ingest.intake import Intake  # noqa: PLC0415  -- the readers behind it take a third of a second to load

    intake = Intake(
        allow_private=allow_private,
        mapping=mapping,
        stdin=stdin,
        max_bytes=max_bytes,
        earlier=earlier,
        expected=expected,
    )
    return intake.articles(sources)


def ingest_text(text: str, *, name: str = "text", url: str | None = None) -> Article | Skipped:
    """Return the article of a text at hand, HTML or plain; `name` stands for a file's name in its identity."""
    from whence.ingest.intake import Intake  # noqa: PLC0415  -- as above

    return made(Intake(max_bytes=max(MAX_BYTES, 4 * len(text))).article_of_text(text, name=name, url=url))


def ingest_bytes(
    data: bytes,
    *,
    name: str,
    allow_private: bool = False,
    max_bytes: int = MAX_BYTES,
    earlier: Earlier | None = None,
) -> Iterator[Article | Skipped]:
    """Yield what the bytes of a file at hand hold, as `ingest` does for the file; `name` is the file's.

    A sheet that names files of this machine gets none of them: whoever sends bytes need not be allowed to read here.
    """
    from whence.ingest.intake import Intake  # noqa: PLC0415  -- as above

    intake = Intake(max_bytes=max_bytes, allow_private=allow_private, files=False, earlier=earlier)
    return map(made, intake.articles_of_bytes(data, name=name))
