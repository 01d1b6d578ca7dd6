"""Addresses to bytes, from a server on this machine; and the addresses that are refused."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import zlib
from collections.abc import Iterator
from typing import ClassVar

import pytest

from whence.errors import FetchError, RefusedAddress
from whence.ingest import fetch as fetching
from whence.ingest import ingest, wording
from whence.ingest.fetch import USER_AGENT, fetch, is_address, is_public
from whence.records import Article, Skipped

PAGE = (
    "<html lang=fr><head><meta charset=utf-8><title>Lärm</title></head><body><article><h1>Noise at the quay</h1>"
    "<p>The noise at the quay of Älvham keeps people awake, a neighbour said on Monday.</p></article></body></html>"
)
LIMIT = 10_000


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers a path with what the table holds for it."""

    seen: ClassVar[list[tuple[str, str | None, str | None]]] = []
    hold: ClassVar[threading.Event] = threading.Event()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""

    def send(self, body: bytes, *, status: int = 200, declared: int | None = None, **headers: str) -> None:
        """Send an answer; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if declared is None else declared))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:  # noqa: PLR0912 - a table of answers
        """Answer by the path."""
        self.seen.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        name, _, rest = self.path.lstrip("/").partition("/")
        html = {"Content_Type": "text/html; charset=utf-8"}
        match name:
            case "page":
                self.send(PAGE.encode(), Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT", **html)
            case "latin":
                self.send(
                    PAGE.replace("charset=utf-8", "").encode("latin-1"), Content_Type="text/html; charset=iso-8859-1"
                )
            case "hop":
                self.send(b"", status=302, Location=f"/hop/{int(rest) - 1}" if int(rest) else "../page")
            case "away":
                self.send(b"", status=301, Location=["ftp://a.example/", "http://[::1", "file:///etc/hosts"][int(rest)])
            case "nowhere":
                self.send(b"", status=302)
            case "gzip":
                self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip", **html)
            case "deflate":
                self.send(zlib.compress(PAGE.encode()), Content_Encoding="deflate", **html)
            case "bomb":
                self.send(gzip.compress(b"x" * 1_000_000), Content_Encoding="gzip", **html)
            case "br":
                self.send(b"zzz", Content_Encoding="br", **html)
            case "large":
                self.send(b"x" * (LIMIT + 1), **html)
            case "short":
                self.send(b"<html>", declared=500, **html)
            case "image":
                self.send(b"\x89PNG", Content_Type="image/png")
            case "bytes":
                self.send(b"%PDF-1.4", Content_Type="application/octet-stream")
            case "slow":
                self.hold.wait(5)
            case "drip":
                self.send_response(200)
                self.end_headers()
                while not self.hold.wait(0.05):
                    self.wfile.write(b"x")
            case "garbage":
                self.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")
            case _:
                self.send(b"\x1b[31mno", status=404)


@pytest.fixture
def server() -> Iterator[str]:
    """Serve on this machine while a test runs; return the address of its root."""
    Handler.seen.clear()
    Handler.hold.clear()
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up on purpose
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{found.server_address[1]}"
    Handler.hold.set()
    found.shutdown()
    thread.join()
    found.server_close()


def test_a_page_is_fetched(server: str) -> None:
    """An address gives its bytes, its last address and the declared encoding; the server learns who asks."""
    got = fetch(f"{server}/page", max_bytes=LIMIT, allow_private=True)
    assert (got.data, got.url, got.charset) == (PAGE.encode(), f"{server}/page", "utf-8")
    assert Handler.seen == [("/page", USER_AGENT, server.removeprefix("http://"))]


@pytest.mark.parametrize("path", ["gzip", "deflate"])
def test_a_server_that_compresses_unasked_is_understood(server: str, path: str) -> None:
    """A compressed answer is unpacked."""
    assert fetch(f"{server}/{path}", max_bytes=LIMIT, allow_private=True).data == PAGE.encode()


def test_five_redirects_are_followed_and_no_more(server: str) -> None:
    """Redirects are followed, relative ones too, up to five."""
    assert fetch(f"{server}/hop/4", max_bytes=LIMIT, allow_private=True).url == f"{server}/page"
    with pytest.raises(FetchError, match=wording.REDIRECTS):
        fetch(f"{server}/hop/5", max_bytes=LIMIT, allow_private=True)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "the server answered 404 Not Found"),
        ("large", wording.too_large(LIMIT)),
        ("bomb", wording.too_large(LIMIT)),
        ("br", wording.content_encoding("br")),
        ("short", wording.CUT_SHORT),
        ("image", wording.content_type("image/png")),
        ("nowhere", wording.REDIRECTED_NOWHERE),
        ("away/0", wording.SCHEME),
        ("away/1", wording.BAD_ADDRESS),
        ("away/2", wording.SCHEME),
        ("garbage", wording.BROKEN_ANSWER),
    ],
)
def test_what_a_server_should_not_do_ends_in_one_clear_line(server: str, path: str, reason: str) -> None:
    """Each way in which a server can fail is said in one line, without the server's own words."""
    with pytest.raises(FetchError) as caught:
        fetch(f"{server}/{path}", max_bytes=LIMIT, allow_private=True)
    assert str(caught.value) == reason


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_slow_server_is_left(server: str, path: str) -> None:
    """A server that sends nothing, and one that sends a byte now and then, do not keep the run waiting."""
    with pytest.raises(FetchError, match=wording.SLOW):
        fetch(f"{server}/{path}", max_bytes=LIMIT, allow_private=True, timeout=0.5, deadline=0.5)


def test_an_article_is_read_from_an_address(server: str) -> None:
    """An address gives an article; when the server last changed the file is no time of publication."""
    (article,) = ingest([f"{server}/page#comments", f"{server}/page"], allow_private=True)
    assert isinstance(article, Article)
    assert (article.file, article.url) == (f"{server}/page#comments", f"{server}/page")
    assert article.published is None
    assert "Älvham" in article.text
    (latin,) = ingest([f"{server}/latin"], allow_private=True)
    assert isinstance(latin, Article)
    assert "Älvham" in latin.text


def test_bytes_of_no_declared_type_are_looked_at(server: str) -> None:
    """What a server sends without knowing what it is is told by its bytes."""
    (skipped,) = ingest([f"{server}/bytes"], allow_private=True)
    assert isinstance(skipped, Skipped)
    assert "the PDF is broken" in skipped.reason


def test_this_machine_is_refused_unless_allowed(server: str) -> None:
    """An address on this machine is not even connected to without leave."""
    with pytest.raises(RefusedAddress, match="--allow-private"):
        fetch(f"{server}/page", max_bytes=LIMIT)
    assert Handler.seen == []


def test_a_name_that_leads_to_a_private_number_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name with a private number is refused, also where another of its numbers is public."""
    port = int(server.rsplit(":", 1)[1])

    def resolve(*_: object, **__: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("93.184.216.34", "127.0.0.1")
        ]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    with pytest.raises(RefusedAddress):
        fetch(f"http://rebound.example:{port}/page", max_bytes=LIMIT)
    assert Handler.seen == []


def test_the_number_that_was_checked_is_the_one_connected_to(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once a hop, and the request still names the host."""
    port = int(server.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    fetch(f"http://quay.example:{port}/page", max_bytes=LIMIT, allow_private=True)
    assert asked == ["quay.example"]
    assert Handler.seen[0][2] == f"quay.example:{port}"


def test_each_redirect_is_checked_anew(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was allowed cannot redirect into the reader's own network."""
    checked: list[str] = []

    def first_only(number: str) -> bool:
        checked.append(number)
        return len(checked) == 1

    monkeypatch.setattr(fetching, "is_public", first_only)
    with pytest.raises(RefusedAddress):
        fetch(f"{server}/hop/2", max_bytes=LIMIT)
    assert len(checked) == 2
    assert len(Handler.seen) == 1


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("198.18.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("nonsense", False),
    ],
)
def test_only_the_public_internet_is_public(number: str, public: bool) -> None:
    """Private, local, shared, reserved and embedded private numbers are told from public ones."""
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/hosts", wording.SCHEME),
        ("http://user:secret@quay.example/", wording.WITH_PASSWORD),
        ("http:///path", wording.NO_HOST),
        ("http://[::1", wording.BAD_ADDRESS),
        ("http://quay.example:99999/", wording.BAD_ADDRESS),
        ("http://" + "x" * 70 + ".example/", wording.BAD_ADDRESS),
        ("http://127.0.0.1:1/", wording.unreachable("Connection refused")),
        ("http://0x7f.1/", wording.unreachable("Connection refused")),
    ],
)
def test_a_malformed_address_is_said_to_be_one(address: str, reason: str) -> None:
    """What cannot be fetched ends in a line that says why."""
    with pytest.raises(FetchError) as caught:
        fetch(address, max_bytes=LIMIT, allow_private=True)
    assert str(caught.value) == reason


def test_letters_outside_ascii_are_written_as_addresses_need(server: str) -> None:
    """A path with letters or spaces as people type them is encoded, and one that is encoded stays."""
    with pytest.raises(FetchError):
        fetch(f"{server}/né w%20?q=ü#part", max_bytes=LIMIT, allow_private=True)
    assert Handler.seen[0][0] == "/n%C3%A9%20w%20?q=%C3%BC"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example", True),
        ("HTTP://a.example", True),
        ("a.example", False),
        ("ftp://a.example", False),
        ("", False),
    ],
)
def test_addresses_are_told_from_files(source: str, expected: bool) -> None:
    """Only http and https addresses are fetched."""
    assert is_address(source) is expected
