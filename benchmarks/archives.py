#!/usr/bin/env python3
"""Measure the reading of web archives beside the bare readers, and ingest beside the extraction library alone.

usage: archives.py [--every N] [--times N]

Takes the real pages of `$WHENCE_DATA/data/ingest` (default: ../shared), every N-th of them.

The first table is of a `.warc.gz` made of these pages, each `--times` times, with digests: each reader goes over it
from the first record to the last, and hands out the bodies of the answers. whence checks each digest meanwhile and
keeps the record; what its pages then become is left out.

The second table is of the pages themselves, each once, for pages that repeat would be known already: each goes to every
reader in turn, twice, and the quicker time counts, so that the times compare although the machine's load varies.
trafilatura is measured alone: for the text, and as whence needs it, with title, authors, dates, links and pictures.
Times are of the processor.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from whence.ingest import ingest_bytes
from whence.ingest.archives.warc import read_warc
from whence.ingest.piece import Make, Piece
from whence.ingest.tables import Row
from whence.records import Article, Skipped

LIMIT = 1.2
_RESPONSE = WarcRecordType.response


def pages(every: int) -> list[bytes]:
    """Return the bytes of the pages, in the order of their names."""
    data = Path(os.environ.get("WHENCE_DATA") or Path(__file__).parents[2] / "shared") / "data" / "ingest"
    found = sorted(data.glob("*/pages/*.html*"))[::every]
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in found]


# --- web archives ---------------------------------------------------------------------------------------------------


def record(number: int, page: bytes) -> bytes:
    """Return a response record with its digest, as a member of gzip."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    digest = base64.b32encode(hashlib.sha1(page).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Date: 2031-05-14T06:50:00Z\r\nWARC-Target-URI: https://page.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nWARC-Payload-Digest: sha1:{digest}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


class _Bodies:
    """A run that takes the bodies, and makes nothing of them."""

    max_bytes = 64 << 20
    allow_private = False
    mapping: Mapping[str, str] = {}
    elsewhere = None

    def __init__(self) -> None:
        self.size = 0

    def article(self, piece: Piece, data: bytes, make: Make | None = None) -> Article | Skipped:  # noqa: ARG002
        """Count a body."""
        self.size += len(data)
        return Skipped(source=piece.file, reason="")

    def article_of_row(self, piece: Piece, row: Row, number: int) -> Article | Skipped:
        """Be asked for no row."""
        raise NotImplementedError

    def linked(self, address: str) -> Iterator[Article | Skipped]:
        """Be asked for no address."""
        raise NotImplementedError

    def held(self, piece: Piece, stream: BinaryIO) -> Iterator[Article | Skipped]:
        """Be asked for no container."""
        raise NotImplementedError


def by_whence(path: Path) -> int:
    """Read an archive as whence does, digests checked and records kept, up to the pages' bytes."""
    run = _Bodies()
    with path.open("rb") as stream:
        for _ in read_warc(Piece(file="a", name="a"), stream, run):
            pass
    return run.size


def by_fastwarc(path: Path, *, check: bool = False) -> int:
    """Iterate with FastWARC alone and read the bodies; `check` has it compare the digests too."""
    size = 0
    for found in ArchiveIterator(str(path), record_types=_RESPONSE, parse_http=True, fsspec_args=False):
        if check:
            found.verify_payload_digest()
        size += len(found.reader.read())
    return size


def by_warcio(path: Path) -> int:
    """Iterate with warcio alone and read the bodies."""
    size = 0
    with path.open("rb") as stream:
        for found in WarcioIterator(stream):
            size += len(found.content_stream().read())
    return size


def archives(some: list[bytes], times: int) -> None:
    """Print the speeds of reading one archive."""
    readers: dict[str, Callable[[Path], int]] = {
        "fastwarc": by_fastwarc,
        "fastwarc, digests checked": lambda path: by_fastwarc(path, check=True),
        "whence (digests checked)": by_whence,
        "warcio": by_warcio,
    }
    count, size = len(some) * times, sum(map(len, some)) * times
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        with path.open("wb") as out:
            for number in range(count):
                out.write(record(number, some[number % len(some)]))
        print(f"{count} records, {size / 1e6:.0f} MB of pages, {path.stat().st_size / 1e6:.0f} MB in gzip\n")
        print(f"{'reader':28s} {'records/s':>10s} {'MB/s':>8s} {'times fastwarc':>15s}")
        alone = 0.0
        for name, reader in readers.items():
            seconds = min(_timed(reader, path, size) for _ in range(2))
            alone = alone or seconds
            print(f"{name:28s} {count / seconds:10.0f} {size / seconds / 1e6:8.0f} {seconds / alone:15.2f}")


def _timed(reader: Callable[[Path], int], path: Path, size: int) -> float:
    start = time.process_time()
    if reader(path) != size:
        sys.exit("a reader has lost bytes")
    return time.process_time() - start


# --- pages ----------------------------------------------------------------------------------------------------------


def _text(page: bytes) -> object:
    return trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)


def _all(page: bytes) -> object:
    return trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_images=True,
        with_metadata=True,
    )


def _ingest(page: bytes) -> object:
    return list(ingest_bytes(page, name="page.html"))


def ingested(some: list[bytes]) -> None:
    """Print the speed of ingest beside the library's, and their ratio beside its limit."""
    readers = {"trafilatura, text": _text, "trafilatura, all that whence reads": _all, "whence ingest": _ingest}
    for page in some[:3]:
        for reader in readers.values():
            _once(reader, page)
    seconds = dict.fromkeys(readers, 0.0)
    for page in some:
        for name, reader in readers.items():
            seconds[name] += min(_once(reader, page) for _ in range(2))
    print(f"\n{len(some)} pages, {sum(map(len, some)) / 1e6:.1f} MB\n")
    print(f"{'reader':36s} {'ms a page':>10s} {'pages/s':>9s} {'ingest is':>10s} {'limit':>6s}")
    for name, total in seconds.items():
        ratio = "" if reader_is_ours(name) else f"{seconds['whence ingest'] / total:10.2f} {LIMIT:6.1f}"
        print(f"{name:36s} {total / len(some) * 1e3:10.1f} {len(some) / total:9.1f} {ratio}")


def reader_is_ours(name: str) -> bool:
    """Whether a reader is the one that the others stand beside."""
    return name == "whence ingest"


def _once(reader: Callable[[bytes], object], page: bytes) -> float:
    start = time.process_time()
    try:
        reader(page)
    except Exception as error:  # a library that fails on a page has spent its time none the less
        logging.debug("%s", error)
    return time.process_time() - start


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    some = pages(asked.every)
    archives(some, asked.times)
    ingested(some)


if __name__ == "__main__":
    main()
