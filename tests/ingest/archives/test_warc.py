"""Web archives: which records are read, what is kept of them, and what damage costs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import pickle
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest import ingest, ingest_bytes, ingest_raw
from whence.ingest.archives import wording
from whence.ingest.archives.http_body import body_of, dechunked
from whence.ingest.raw import made
from whence.records import ArchiveRecord, Article, DigestCheck, ReadFrom, Skipped

Make = Callable[..., bytes]


def page(word: str) -> bytes:
    """Return a page with a word of its own."""
    body = f"<h1>Ferry line closes</h1><p>The ferry to {word} stops, its owner said.</p>"
    return f"<html lang=en><body>{body}</body>".encode()


def read(data: bytes, **options: object) -> list[Article | Skipped]:
    """Read an archive at hand."""
    return list(ingest_bytes(data, name="crawl.warc.gz", **options))  # type: ignore[arg-type]


def articles(data: bytes) -> list[Article]:
    """Return the articles of an archive."""
    return [item for item in read(data) if isinstance(item, Article)]


def reasons(data: bytes, **options: object) -> list[str]:
    """Return why parts of an archive gave none."""
    return [item.reason for item in read(data, **options) if isinstance(item, Skipped)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_read_and_its_record_kept(make_record: Make, packed: bool) -> None:
    """An answer that holds a page becomes an article with its address, its capture time and its record as evidence."""
    first = make_record(page("Tolm"), packed=packed, stated=None)
    (one, two) = articles(first + make_record(page("Skerrin"), packed=packed, at="2031-05-15T07:00:00.25Z"))
    assert (two.url, two.file) == (
        "https://beacon.example/ferry",
        "crawl.warc.gz/20310515070000/https://beacon.example/ferry",
    )
    assert two.captured is not None
    assert (two.captured.at, two.captured.read_from) == ("2031-05-15T07:00:00+00:00", ReadFrom.archive)
    assert isinstance(two.record, ArchiveRecord)
    assert (two.record.archive, two.record.offset, two.record.at) == (
        "crawl.warc.gz",
        len(first),
        "2031-05-15T07:00:00.25Z",
    )
    assert two.record.id.startswith("<urn:uuid:")
    assert two.record.check is DigestCheck.matches
    assert one.record is not None
    assert one.record.check is DigestCheck.not_stated
    assert one.id != two.id


@pytest.mark.parametrize(
    ("stated", "check"),
    [
        ("", DigestCheck.matches),
        ("sha1:" + 32 * "A", DigestCheck.differs),
        ("sha256:" + 64 * "0", DigestCheck.differs),
        ("sha1:short", DigestCheck.not_computed),
        ("blake9:" + 64 * "0", DigestCheck.not_computed),
        (None, DigestCheck.not_stated),
    ],
)
def test_a_stated_digest_is_compared(make_record: Make, stated: str | None, check: DigestCheck) -> None:
    """The record says what came of comparing its digest; a payload that differs is kept with that."""
    (article,) = articles(make_record(stated=stated))
    assert article.record is not None
    assert article.record.check is check


def chunked(data: bytes) -> bytes:
    """Return data in chunks of 40 bytes."""
    parts = [data[at : at + 40] for at in range(0, len(data), 40)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CODINGS = {
    "plain": (lambda data: data, ()),
    "chunked": (chunked, ("Transfer-Encoding: chunked",)),
    "gzip": (gzip.compress, ("Content-Encoding: gzip",)),
    "deflate": (zlib.compress, ("Content-Encoding: deflate",)),
    "bare deflate": (lambda data: zlib.compress(data)[2:-4], ("Content-Encoding: deflate",)),
    "br": (brotli.compress, ("Content-Encoding: br",)),
    "chunked gzip": (
        lambda data: chunked(gzip.compress(data)),
        ("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    ),
    "decoded already": (lambda data: data, ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
    "decoded br": (lambda data: data, ("Content-Encoding: br",)),
    "decoded deflate": (lambda data: data, ("Content-Encoding: deflate",)),
}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_is_read_in_each_coding(make_record: Make, coding: str) -> None:
    """A body is read as the server sent it, in chunks or compressed, and also where the archive has undone that."""
    encode, headers = CODINGS[coding]
    data = encode(page("Tolm"))
    (article,) = articles(make_record(data, headers=("Content-Type: text/html", *headers)))
    assert "The ferry to Tolm stops" in article.text
    assert article.record is not None
    assert article.record.check is DigestCheck.matches


@given(st.binary(max_size=600), st.integers(1, 50))
def test_chunks_join_to_what_they_were_cut_from(data: bytes, size: int) -> None:
    """Whatever is sent in chunks comes back whole; what is not in chunks stays as it is."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    sent = b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert dechunked(sent) == data
    assert dechunked(b"<" + data) == b"<" + data


def test_a_body_that_unpacks_to_too_much_is_left() -> None:
    """A body that unpacks to more than the limit is skipped, in each coding, without being unpacked whole."""
    for coding in ("gzip", "br", "deflate", "zstd"):
        data = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}.get(coding, _zstd)(bytes(10**7))
        with pytest.raises(Unreadable, match="larger than 1 MB"):
            body_of(data, transfer=None, content=coding, limit=1 << 20)
    assert len(body_of(gzip.compress(bytes(1000)), transfer=None, content="gzip", limit=1000)) == 1000
    with pytest.raises(Unreadable, match="'rot13'"):
        body_of(b"", transfer=None, content="rot13", limit=10)


def _zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.compress(data)


def test_records_that_are_no_pages_are_counted(make_record: Make) -> None:
    """What is no page is told once for the whole archive, by what it is."""
    plain = {"block_type": "text/dns", "uri": "dns:beacon.example"}
    data = b"".join(
        (
            make_record(b"software: x", kind="warcinfo", block_type="application/warc-fields"),
            make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            make_record(b"fetchTimeMs: 3", kind="metadata", block_type="application/warc-fields"),
            make_record(b"1.2.3.4", **plain),
            make_record(b"User-agent: *", uri="https://a.example/robots.txt", headers=("Content-Type: text/plain",)),
            make_record(b"\x89PNG", headers=("Content-Type: image/png",)),
            make_record(b"a{}", headers=("Content-Type: text/css",)),
            make_record(status="404 Not Found"),
            make_record(status="301 Moved", uri="https://b.example/"),
            make_record(status="404 Not Found", uri="https://c.example/"),
            make_record(b"\0\1", headers=()),
            make_record(),
        )
    )
    found = read(data)
    assert [type(item) for item in found] == [Article, Skipped]
    assert isinstance(found[1], Skipped)
    assert found[1].source == "crawl.warc.gz (11 of 12 records)"
    for words in ("2 answers 404", "1 answer 301", "1 picture", "1 request", "1 robots.txt", "1 other file"):
        assert words in found[1].reason


def test_resources_and_conversions_are_read(make_record: Make) -> None:
    """A page that was stored by itself is read, and the plain text that a converter made of one."""
    text = b"Ferry line closes\n\nThe ferry to Tolm stops on Friday, its owner said in a letter to residents.\n"
    data = make_record(page("Tolm"), kind="resource", block_type="text/html")
    data += make_record(text, kind="conversion", block_type="text/plain")
    assert [len(item.blocks) for item in articles(data)] == [2, 2]


def test_a_page_of_unknown_type_is_told_by_its_look(make_record: Make) -> None:
    """Where the server does not say what it sends, a page is told by how it begins."""
    assert len(articles(make_record(headers=()))) == 1
    assert len(articles(make_record(headers=("Content-Type: application/octet-stream",)))) == 1


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError


def digest(data: bytes) -> str:
    """Return a digest as web archives state it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


BODY = page("Tolm")
LATER = "2031-05-20T08:00:00Z"


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    "more",
    [
        ("WARC-Refers-To: {id}",),
        ("WARC-Refers-To-Target-URI: https://beacon.example/ferry", "WARC-Refers-To-Date: 2031-05-14T06:50:00Z"),
        (),
    ],
)
def test_a_revisit_is_a_capture_of_the_payload_that_it_refers_to(
    make_record: Make, more: tuple[str, ...], packed: bool
) -> None:
    """By id, by address and time, or by digest, wherever that one stands; the revisit keeps its own record."""
    first = make_record(BODY, packed=packed)
    identity = next(iter(articles(first))).record
    assert identity is not None
    headers = tuple(line.format(id=identity.id) for line in more)
    revisit = make_record(b"", kind="revisit", at=LATER, more=headers, stated=digest(BODY), packed=packed)
    for data in (first + revisit, revisit + first):
        one, two = articles(data)
        assert (one.text, one.url, one.digest) == (two.text, two.url, two.digest)
        assert one.id != two.id
        assert two.captured is not None
        assert two.captured.at == "2031-05-20T08:00:00+00:00"
        assert two.file == "crawl.warc.gz/20310520080000/https://beacon.example/ferry"
        assert two.record is not None
        assert (two.record.at, two.record.refers_to, two.record.check) == (LATER, identity.id, DigestCheck.matches)
        assert two.record.offset == (data.index(revisit))
        assert [item.id for item in articles(data)] == [one.id, two.id]
        assert reasons(data) == []


def test_the_evidence_goes_along_where_articles_are_made_elsewhere(make_record: Make, tmp_path: Path) -> None:
    """An article to be has its record with it, that of a revisit its own, and gives the same in another process."""
    revisit = make_record(b"", kind="revisit", at=LATER, stated=digest(BODY))
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(make_record(BODY) + revisit)
    sent = [made(pickle.loads(pickle.dumps(item))) for item in ingest_raw([str(archive)])]
    assert sent == list(ingest([str(archive)]))
    assert [one.record.at for one in sent if isinstance(one, Article) and one.record][1:] == [LATER]


@pytest.mark.parametrize("cut", [60, 330, 420])
def test_an_archive_that_ends_within_a_head_says_so(make_record: Make, cut: int) -> None:
    """Wherever an archive ends, in a record's head, an answer's or a page, the record is named with the reason."""
    second = make_record(page("Keel"), packed=False, uri="https://beacon.example/quay")
    assert len(second) > 420
    assert reasons(make_record(packed=False) + second[:cut]) == [wording.CUT_OFF]


def test_a_revisit_of_another_payload_says_so(make_record: Make) -> None:
    """Where the payload that a revisit refers to has another digest than the revisit states, its record says so."""
    revisit = make_record(
        b"", kind="revisit", at=LATER, more=("WARC-Refers-To-Date: 2031-05-14T06:50:00Z",), stated=digest(b"other")
    )
    _, two = articles(make_record(BODY) + revisit)
    assert two.record is not None
    assert two.record.check is DigestCheck.differs


def test_a_revisit_without_its_payload_says_why(make_record: Make) -> None:
    """A revisit of a payload elsewhere, of a picture, or that comes through a pipe is passed over with its reason."""
    revisit = make_record(b"", kind="revisit", at=LATER, stated=digest(BODY))
    assert reasons(revisit) == [wording.revisit(None)]
    picture = make_record(BODY, headers=("Content-Type: image/png",))
    assert reasons(picture + revisit)[-1] == wording.revisit(None)
    piped = list(ingest(["-"], stdin=Pipe(make_record(BODY) + revisit)))
    assert [type(item) for item in piped] == [Article, Skipped]
    assert piped[1].reason == wording.PIPED_REVISIT  # type: ignore[union-attr]


def test_what_gives_no_article_says_why(make_record: Make) -> None:
    """Revisits, segments, repeated captures and pages that are too large each have their reason."""
    revisit = make_record(b"", kind="revisit", more=("WARC-Refers-To-Date: 2031-05-01T00:00:00Z",))
    assert reasons(revisit) == [wording.revisit("2031-05-01T00:00:00Z")]
    assert reasons(make_record(more=("WARC-Segment-Number: 1",))) == [wording.SEGMENTED]
    assert reasons(make_record() + make_record(at="2031-06-01T00:00:00Z")) == [wording.REPEATED]
    assert "larger than 64 MB" in reasons(make_record(b"<html>" + bytes(65 << 20)))[0]
    assert reasons(
        make_record(b"\x1f\x8bnot really so", headers=("Content-Type: text/html", "Content-Encoding: gzip"))
    ) == [wording.BROKEN_CODING]


def test_a_truncated_answer_is_marked(make_record: Make) -> None:
    """A page of which the archive holds only a part is read, and its record says so."""
    (article,) = articles(make_record(more=("WARC-Truncated: length",)))
    assert article.record is not None
    assert article.record.truncated == "length"


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_ends_early_loses_its_last_record(make_record: Make, packed: bool) -> None:
    """The record in which the archive ends is skipped, and those before it are read."""
    data = make_record(packed=packed) + make_record(page("Skerrin") * 50, packed=packed)[:-40]
    found = read(data)
    assert [type(item) for item in found] == [Article, Skipped]
    assert found[1].reason == wording.CUT_OFF  # type: ignore[union-attr]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_costs_no_whole_record(make_record: Make, data: st.DataObject) -> None:
    """Whatever happens to the bytes of one record, or between two, the others are read."""
    packed = data.draw(st.booleans())
    first, hurt, last = (make_record(page(word), packed=packed) for word in ("Tolm", "Keel", "Skerrin"))
    damage = data.draw(st.binary(min_size=1, max_size=60))
    at = data.draw(st.integers(0, len(hurt)))
    found = articles(first + hurt[:at] + damage + hurt[at + len(damage) :] + last)
    assert {"Tolm", "Skerrin"} <= {word for item in found for word in item.text.split()}


@settings(max_examples=40)
@given(st.binary(max_size=400))
def test_no_bytes_stop_a_run(junk: bytes) -> None:
    """Whatever stands behind the first bytes of an archive, the run goes on."""
    for item in read(b"WARC/1.0\r\n" + junk) + read(gzip.compress(b"WARC/1.0\r\n" + junk)):
        assert isinstance(item, Skipped | Article)


def test_an_archive_is_read_from_a_pipe(make_record: Make) -> None:
    """Standard input cannot be wound back, and is read all the same."""

    for packed in (True, False):
        pipe = Pipe(make_record(page("Tolm"), packed=packed) + make_record(page("Keel"), packed=packed))
        assert [type(item) for item in ingest(["-"], stdin=pipe)] == [Article, Article]


def test_a_missing_library_is_named(make_record: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the reason says what to install."""
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    path = tmp_path / "a.warc"
    path.write_bytes(make_record(packed=False))
    (skipped,) = ingest([str(path)])
    assert isinstance(skipped, Skipped)
    assert "pip install '.[warc]'" in skipped.reason
