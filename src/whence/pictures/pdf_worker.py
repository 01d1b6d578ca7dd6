"""The process that takes pictures out of a PDF: PDFium (through pypdfium2) to files of pictures.

It is run as a script of its own, and knows nothing of whence: what a PDF makes of PDFium, and how much time and memory
that takes, ends with this process. It reads one document from standard input and answers on standard output: for each
picture the number of its page, the length of its file, and the file.
"""

from __future__ import annotations

import ctypes
import io
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

HEAD = struct.Struct(">IQ")
SECONDS = 120
"""Of processor time for one document."""
MEMORY = 2 << 30
"""Bytes of address space for this process."""
MOST_PAGES = 3_000
MOST = 2_000
"""Pictures of one document."""
SMALLEST = 48
"""Pixels of a side below which a picture is an ornament of the page."""
_LARGEST = 120_000_000


def main() -> None:
    """Answer the document on standard input."""
    _limit()
    import pypdfium2  # noqa: PLC0415  -- so that the limits hold for it too
    from pypdfium2 import raw  # noqa: PLC0415  -- as above

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    count = 0
    for number in range(min(len(document), MOST_PAGES)):
        for data in _of_page(document, number, raw):
            sys.stdout.buffer.write(HEAD.pack(number, len(data)) + data)
            sys.stdout.buffer.flush()
            count += 1
            if count == MOST:
                return


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _of_page(document: Any, number: int, raw: Any) -> Iterator[bytes]:
    with suppress(Exception):  # a broken page costs itself only
        page = document[number]
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            with suppress(Exception):  # and a broken picture itself
                width, height = item.get_px_size()
                if min(width, height) >= SMALLEST and width * height <= _LARGEST:
                    yield _file(item)


def _file(item: Any) -> bytes:
    """Return a picture's own file where it is a JPEG, for what it says of itself; else what it shows, as PNG."""
    if item.get_filters()[-1:] == ["DCTDecode"]:
        data = bytes(_bytes_of(item.get_data(decode_simple=True)))
        if data.startswith(b"\xff\xd8"):
            return data
    out = io.BytesIO()
    item.get_bitmap().to_pil().save(out, "PNG")
    return out.getvalue()


def _bytes_of(data: Any) -> bytes:
    return bytes(memoryview(data)) if isinstance(data, ctypes.Array) else bytes(data)


if __name__ == "__main__":
    main()
