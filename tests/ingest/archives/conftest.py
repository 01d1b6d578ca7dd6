"""Web archives made by hand."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable

import pytest

PAGE = (
    "<html lang=en><head><title>Ferry line closes</title></head><body><article><h1>Ferry line closes</h1>"
    "<p>The ferry to Tolm stops on Friday, the line's owner said in a letter to residents.</p></article></body></html>"
)


def digest(data: bytes) -> str:
    """Return a digest as web archives state it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(
    payload: bytes = PAGE.encode(),
    *,
    kind: str = "response",
    uri: str = "https://beacon.example/ferry",
    at: str = "2031-05-14T06:50:00Z",
    status: str = "200 OK",
    headers: tuple[str, ...] = ("Content-Type: text/html; charset=utf-8",),
    more: tuple[str, ...] = (),
    block_type: str = "application/http; msgtype=response",
    stated: str | None = "",
    packed: bool = True,
) -> bytes:
    """Return one record of an archive, as a member of gzip where it is `packed`."""
    answer = f"HTTP/1.1 {status}\r\n" + "".join(f"{line}\r\n" for line in headers) + "\r\n"
    block = (answer.encode() if block_type.startswith("application/http") else b"") + payload
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5((uri + at).encode() + payload).hexdigest()}>",
        f"WARC-Date: {at}",
        f"WARC-Target-URI: {uri}",
        f"Content-Type: {block_type}",
        *([f"WARC-Payload-Digest: {stated or digest(payload)}"] if stated is not None else []),
        *more,
        f"Content-Length: {len(block)}",
    ]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(whole, mtime=0) if packed else whole


@pytest.fixture(scope="session")
def make_record() -> Callable[..., bytes]:
    """Return the maker of records."""
    return record
