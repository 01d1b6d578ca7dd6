"""Sources are read in many parts as on one machine."""

from __future__ import annotations

import base64
import gzip
import hashlib
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whence import pipeline
from whence.ingest import ingest
from whence.ingest.archives import wording
from whence.model.reader import one_core
from whence.records import Article, Reading, Skipped
from whence.scale import reading
from whence.scale.reading import Source, ingested, local_sources

_PAGE = (
    b"<html lang=en><body><article><h1>Ferry stops</h1><p>The ferry stops, Maud Arden said.</p></article></body></html>"
)
_URI = "https://beacon.example/ferry"


def _record(kind: str, day: int, page: bytes = _PAGE, *, uri: str = _URI, more: str = "") -> bytes:
    """Return a record of a day, which is its id too; a revisit has the page's digest, and no payload."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (page if kind == "response" else b"")
    digest = base64.b32encode(hashlib.sha1(page).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{day}>\r\n"
        f"WARC-Date: 2031-05-{day:02}T08:00:00Z\r\n"
        f"WARC-Target-URI: {uri}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Payload-Digest: sha1:{digest}\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def _archives(folder: Path) -> list[str]:
    """Write archives of which each refers to what another one holds, or to what none does."""
    other = _PAGE.replace(b"ferry", b"quay")
    named = "WARC-Refers-To: <urn:uuid:5>\r\n"
    archives = {
        "a": _record("revisit", 9) + _record("response", 2, other),
        "b": _record("response", 1) + _record("response", 3, other) + _record("revisit", 10, b"nobody's"),
        "c": _record("response", 5, uri="https://other.example/ferry") + _record("revisit", 11, more=named),
        "d": _record("revisit", 12, more=named) + _record("response", 1) + _record("revisit", 9),
    }
    for name, data in archives.items():
        (folder / f"{name}.warc.gz").write_bytes(data)
    return [str(folder / f"{name}.warc.gz") for name in archives]


@pytest.mark.parametrize("blocks", [1, 3])
def test_revisits_are_read_from_whichever_source_holds_them(blocks: int, tmp_path: Path, here: Any) -> None:
    """Articles, their records, and what was skipped are one machine's; the surest name of a record decides."""
    files = _archives(tmp_path)
    expected = list(ingest(files))
    sources = [one for n, file in enumerate(files) for one in local_sources(file, (n,)) if isinstance(one, Source)]
    engine = here(blocks, 1)
    found = ingested(engine.table(sources), {}, engine).rows()
    articles = [msgspec.msgpack.decode(item, type=Article) for item in found if isinstance(item, bytes)]
    assert sorted(articles, key=lambda one: one.file) == sorted(
        (item for item in expected if isinstance(item, Article)), key=lambda one: one.file
    )
    skipped = [item for item in expected if isinstance(item, Skipped)]
    assert sorted((one.source, one.reason) for one in found if isinstance(one, Skipped)) == sorted(
        (one.source, one.reason) for one in skipped
    )
    assert {one.record.refers_to for one in articles if one.record} == {None, "<urn:uuid:1>", "<urn:uuid:5>"}
    assert {wording.REPEATED, wording.revisit(None)} <= {one.reason for one in skipped}


def test_a_worker_reads_by_one_network_of_one_core(here: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings are those of one machine, by the network that takes one core: that of all cores is not loaded."""
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Ferry stops\n\nThe ferry stops for {n + 2} days, Maud Arden said.\n")
    (tmp_path / "empty.txt").write_text("")
    expected = list(pipeline.read(tmp_path))
    engine = here(2, 1)
    sources = [one for one in local_sources(str(tmp_path), (0,)) if isinstance(one, Source)]
    assert one_core().threads == 1
    monkeypatch.delattr(sys.modules["whence.read"], "bundled")
    found = reading.readings(ingested(engine.table(sources), {}, engine)).rows()
    assert sorted((one for one in found if isinstance(one, Reading)), key=lambda r: r.article.file) == expected
    assert [one.source for one in found if isinstance(one, Skipped)] == [f"{tmp_path}/empty.txt"]
