"""An address to bytes, with limits on everything: time, size, redirects, and where it may lead.

The host's name is resolved once, the numbers are checked, and the connection goes to the number that was checked,
after each redirect anew; so that no second answer of the name server can lead into the reader's own network. For the
same reason proxies of the environment are not used: behind one, nobody here could know what is connected to.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from whence.errors import FetchError, RefusedAddress
from whence.ingest import wording

__all__ = ["DEADLINE", "TIMEOUT", "USER_AGENT", "Fetched", "fetch", "is_address"]

TIMEOUT = 15.0  # seconds without a byte
DEADLINE = 60.0  # seconds for one hop as a whole, so that a byte now and then does not keep a run waiting
MAX_REDIRECTS = 5
USER_AGENT = "whence/0.1 (reads single pages that its user names; +https://pypi.org/project/whence/)"
_CHUNK = 1 << 16
_LONGEST_TAG = 1_000  # characters of an entity tag; a longer one is not sent back
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_PAGES = frozenset(
    {
        "text/html", "text/plain", "text/markdown", "text/xml", "application/xhtml+xml", "application/xml",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/x-opml", "application/json",
        "application/pdf",
    }
)  # fmt: skip
_SNIFFED = frozenset({"", "application/octet-stream", "binary/octet-stream"})  # the server does not know
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
_SAFE = "/%:=&?~#+!$,;'@()*[]"

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave. `url` is where the last redirect led, `charset` what the server declared.

    `etag` and `last_modified` are what the server wants to be asked with the next time (RFC 9110, 13.1); `unchanged`
    says that it was asked so and answered that there is nothing new: there are no bytes then. `moved` is where the
    address has moved for good (301 and 308; RFC 9110, 15.4), None where it has not.
    """

    data: bytes
    url: str
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    moved: str | None = None


def is_address(source: str) -> bool:
    """Whether a source is an http or https address."""
    return source[:8].lower().startswith(("http://", "https://"))


def fetch(
    url: str,
    *,
    max_bytes: int,
    allow_private: bool = False,
    timeout: float = TIMEOUT,
    deadline: float = DEADLINE,
    headers: Mapping[str, str] = _NO_HEADERS,
    before: Callable[[str], None] | None = None,
    also: frozenset[str] = frozenset(),
) -> Fetched:
    """Return the bytes behind an http or https address, at most `max_bytes` of them.

    `headers` go along with whence's own. `before` is called with each address before it is asked, those of redirects
    included; what it raises is raised here. `also` are media types that are taken beside those of pages and feeds.

    Raises `RefusedAddress` for an address that is not fetched at all, and `FetchError` for one that gave no page. Each
    message is one line.
    """
    asked = _Asked(max_bytes, allow_private, timeout, deadline, headers, also)
    hop, moved, for_good = url.strip(), None, True
    for _ in range(MAX_REDIRECTS + 1):
        if before is not None:
            before(hop)
        answer = _hop(hop, asked)
        if isinstance(answer, Fetched):
            return replace(answer, moved=moved)
        hop, for_good = answer.to, for_good and answer.for_good  # behind a move for a while, none is for good
        moved = hop if for_good else moved
    raise FetchError(wording.REDIRECTS)


class _Asked(NamedTuple):
    max_bytes: int
    allow_private: bool
    timeout: float
    deadline: float
    headers: Mapping[str, str]
    also: frozenset[str]


class _Redirect(NamedTuple):
    """Where an address leads, and whether for good."""

    to: str
    for_good: bool


def _hop(url: str, asked: _Asked) -> Fetched | _Redirect:
    """Ask once: what the address gives, or the address that it redirects to."""
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **asked.headers}
    try:
        parts = _checked(url)
        opened = closing(_connect(parts, asked.allow_private, asked.timeout))
        with opened as connection, _ended_after(asked.deadline, connection):
            connection.request("GET", _target(parts), headers=headers)
            with connection.getresponse() as response:
                return _answer(response, url, asked)
    except FetchError:
        raise
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise FetchError(_why(error)) from error


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress(wording.SCHEME)
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress(wording.WITH_PASSWORD)
    if not parts.hostname:
        raise FetchError(wording.NO_HOST)
    return parts


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_SAFE) or "/"
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


# --- the connection -------------------------------------------------------------------------------------------------


class _Connection(HTTPConnection):
    """An HTTP connection over a socket that is connected already, so that no name is resolved again."""

    def __init__(self, host: str, port: int, sock: socket.socket, *, default: int) -> None:
        super().__init__(host, port)
        self.sock = sock
        self.default_port = default  # the Host header leaves this one out

    def connect(self) -> None:
        """Do nothing: the socket was checked and connected before."""


def _connect(parts: SplitResult, allow_private: bool, timeout: float) -> _Connection:
    default = 443 if parts.scheme == "https" else 80
    host, port = _ascii(parts.hostname or ""), parts.port or default
    sock = _socket(host, port, allow_private, timeout)
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except BaseException:
        sock.close()
        raise
    return _Connection(host, port, sock, default=default)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _socket(host: str, port: int, allow_private: bool, timeout: float) -> socket.socket:
    """Connect to the first of the host's numbers that answers; to none where one of them is private."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not allow_private and not all(is_public(str(entry[4][0])) for entry in found):
        raise RefusedAddress(wording.PRIVATE)
    failure: OSError = socket.gaierror()
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(timeout)
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


def is_public(number: str) -> bool:
    """Whether an IP address lies on the public internet: not private, link-local, shared or reserved."""
    try:
        address = _embedded(ipaddress.ip_address(number.split("%", 1)[0]))
    except ValueError:
        return False
    local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or local)


def _embedded(address: _IP) -> _IP:
    """Return the IPv4 address that an IPv6 one carries, where it does: that is where the packets go."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


@contextmanager
def _ended_after(seconds: float, connection: HTTPConnection) -> Iterator[None]:
    """Shut the connection down when its time is over, whatever it is busy with, and raise `TimeoutError`."""
    late = threading.Event()
    sock = connection.sock

    def end() -> None:
        late.set()
        with suppress(OSError):  # it may have ended by itself in the meantime
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late.is_set():  # what was read so far is cut short, and what failed failed for this
            raise TimeoutError


# --- the answer -----------------------------------------------------------------------------------------------------


def _answer(response: HTTPResponse, url: str, asked: _Asked) -> Fetched | _Redirect:
    if response.status in _REDIRECTS:
        return _Redirect(urljoin(url, _location(response)), response.status in _FOR_GOOD)
    etag, modified = _tag(response, "ETag"), _tag(response, "Last-Modified")
    if response.status == HTTPStatus.NOT_MODIFIED and asked.headers:
        return Fetched(data=b"", url=url, unchanged=True, etag=etag, last_modified=modified)
    if response.status != HTTPStatus.OK:
        raise _refusal(response)
    kind = (response.getheader("Content-Type") or "").split(";", 1)[0].strip().lower()
    if kind not in _PAGES | _SNIFFED | asked.also:
        raise FetchError(wording.content_type(_plain(kind)))
    data = _body(response, asked.max_bytes)
    charset = response.headers.get_content_charset()
    return Fetched(data=data, url=url, charset=charset, etag=etag, last_modified=modified)


def _tag(response: HTTPResponse, name: str) -> str | None:
    value = (response.getheader(name) or "").strip()
    return value if value and len(value) <= _LONGEST_TAG and value.isascii() and value.isprintable() else None


def _refusal(response: HTTPResponse) -> FetchError:
    refusal = FetchError(wording.status(response.status, _phrase(response.status)))
    refusal.status = response.status
    refusal.retry_after = _seconds((response.getheader("Retry-After") or "").strip())
    return refusal


def _seconds(text: str) -> float | None:
    """Return for how many seconds a server asks to be left alone: it names them, or the time when they are over."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        until = parsedate_to_datetime(text)
        return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until.tzinfo else None
    return None


def _location(response: HTTPResponse) -> str:
    to = response.getheader("Location")
    if not to:
        raise FetchError(wording.REDIRECTED_NOWHERE)
    return to.strip()


def _body(response: HTTPResponse, max_bytes: int) -> bytes:
    declared = response.length
    if declared is not None and declared > max_bytes:
        raise FetchError(wording.too_large(max_bytes))
    unpack = _unpacker((response.getheader("Content-Encoding") or "").strip().lower())
    data = bytearray()
    while chunk := response.read(_CHUNK):
        while chunk:
            data += unpack.decompress(chunk, max_bytes + 1 - len(data)) if unpack else chunk
            if len(data) > max_bytes:
                raise FetchError(wording.too_large(max_bytes))
            chunk = unpack.unconsumed_tail if unpack else b""  # what the limit kept back
    if response.length or (unpack and not unpack.eof):
        raise FetchError(wording.CUT_SHORT)
    return bytes(data)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    """Return what unpacks a body: some servers compress although they were asked not to."""
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise FetchError(wording.content_encoding(_plain(encoding)))


def _phrase(status: int) -> str:
    """Return a status' name by the standard; the server's own words may hold anything."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _plain(text: str) -> str:
    return "".join(char for char in text[:60] if char.isprintable())


def _why(error: Exception) -> str:
    """Say in one line why an address gave nothing."""
    table: tuple[tuple[type[Exception], str], ...] = (
        (ssl.SSLCertVerificationError, wording.CERTIFICATE),
        (TimeoutError, wording.SLOW),
        (socket.gaierror, wording.UNRESOLVED),
        (UnicodeError, wording.BAD_ADDRESS),
        (zlib.error, wording.BROKEN_ANSWER),
        (HTTPException, wording.BROKEN_ANSWER),
        (ValueError, wording.BAD_ADDRESS),
    )
    for kind, reason in table:
        if isinstance(error, kind):
            return reason
    return wording.unreachable(_plain(getattr(error, "strerror", None) or type(error).__name__))
