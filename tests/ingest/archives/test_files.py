"""Archives of files: what is read of them, under which names, and what none of them can do to the machine."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import lzma
import stat
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.ingest import ingest, ingest_bytes
from whence.ingest import wording as ingest_wording
from whence.ingest.archives import limits, wording
from whence.ingest.archives.looks import is_tar
from whence.ingest.archives.member_names import harmless_name, is_hidden
from whence.records import Article, Skipped

Pack = Callable[[Mapping[str, bytes]], bytes]


def story(word: str) -> bytes:
    """Return a text with a word of its own."""
    return (
        f"Ferry line closes\n\nThe ferry to {word} stops on Friday, its owner said in a letter to residents.\n".encode()
    )


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """Return a tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


ARCHIVES: Mapping[str, Pack] = {
    "a.zip": zipped,
    "stored.zip": lambda members: zipped(members, zipfile.ZIP_STORED),
    "bzip2.zip": lambda members: zipped(members, zipfile.ZIP_BZIP2),
    "lzma.zip": lambda members: zipped(members, zipfile.ZIP_LZMA),
    "a.tar": tarred,
    "a.tar.gz": lambda members: gzip.compress(tarred(members)),
    "a.tgz": lambda members: gzip.compress(tarred(members)),
    "a.tar.bz2": lambda members: bz2.compress(tarred(members)),
    "a.tar.xz": lambda members: lzma.compress(tarred(members)),
    "a.tar.zst": lambda members: zstandard.compress(tarred(members)),
    "a.zip.gz": lambda members: gzip.compress(zipped(members)),
    "nameless": tarred,
}


def read(data: bytes, name: str = "a.zip", **options: object) -> list[Article | Skipped]:
    """Read bytes as a file of a name."""
    return list(ingest_bytes(data, name=name, **options))  # type: ignore[arg-type]


def reasons(data: bytes, name: str = "a.zip") -> list[str]:
    """Return why bytes gave nothing."""
    return [item.reason for item in read(data, name) if isinstance(item, Skipped)]


class Pipe(io.BytesIO):
    """Standard input, which cannot be wound back."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("piped", [False, True])
def test_the_members_of_each_archive_are_read(tmp_path: Path, name: str, piped: bool) -> None:
    """Every kind of archive gives its members' articles, from a file and from a pipe, under their names in it."""
    data = ARCHIVES[name]({"day/one.txt": story("Tolm"), "two.txt": story("Keel"), ".hidden.txt": story("x")})
    path = tmp_path / name
    path.write_bytes(data)
    found = list(ingest(["-"], stdin=Pipe(data)) if piped else ingest([str(path)]))
    place = "-" if piped else str(path)
    assert [item.file for item in found if isinstance(item, Article)] == [f"{place}/day/one.txt", f"{place}/two.txt"]
    assert len(found) == 2


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_a_compressed_file_is_read(pack: Callable[[bytes], bytes]) -> None:
    """A page, rows and a sheet are read out of every compression, and streams one after another are one file."""
    row = b'{"id": "%s", "text": "%s"}\n'
    rows = pack(row % (b"1", story("Tolm").replace(b"\n", b" "))) + pack(
        row % (b"2", story("Keel").replace(b"\n", b" "))
    )
    if pack is not zstandard.compress:
        assert [item.file for item in read(rows, "rows.jsonl.xz") if isinstance(item, Article)] == ["1", "2"]
    (article,) = read(pack(story("Tolm")), "a.txt.bz2")
    assert isinstance(article, Article)
    assert "Tolm" in article.text


def test_the_same_archive_elsewhere_has_the_same_identities(tmp_path: Path) -> None:
    """An article's identity rests on the archive's name and the member's, not on where the archive lies."""
    data = zipped({"one.txt": story("Tolm")})
    ids = set()
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        path = tmp_path / place / "a.zip"
        path.write_bytes(data)
        (article,) = ingest([str(path)])
        assert isinstance(article, Article)
        ids.add(article.id)
    assert len(ids) == 1


def test_archives_in_archives_are_read_to_a_depth() -> None:
    """An archive in another is read; too many in one another are not, and the others beside them are."""
    data = story("Tolm")
    for depth in range(1, limits.DEPTH + 2):
        data = zipped({"in.zip" if depth > 1 else "a.txt": data, f"b{depth}.txt": story(f"Keel{depth}")})
    found = read(data)
    assert sum(isinstance(item, Article) for item in found) == limits.DEPTH
    assert [item.reason for item in found if isinstance(item, Skipped)] == [wording.too_deep(limits.DEPTH)]


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    """A member's name never leaves the archive, whatever it says, and nothing is written anywhere."""
    names = {"../../up.txt": "up.txt", "/etc/root.txt": "etc/root.txt", "C:\\win\\a.txt": "win/a.txt"}
    for number, (given_name, name) in enumerate(names.items()):
        for pack in (zipped, tarred):
            path = tmp_path / f"{number}.x"
            path.write_bytes(pack({given_name: story(f"Tolm{number}")}))
            (article,) = ingest([str(path)])
            assert isinstance(article, Article)
            assert article.file == f"{path}/{name}"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["0.x", "1.x", "2.x"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link in an archive gives nothing, wherever it leads; a tar of links alone holds no file."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(story("Secret"))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "soft.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.FIFOTYPE, "pipe")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    assert read(out.getvalue(), "a.tar") == [Skipped(source="a.tar", reason=wording.NOTHING_IN_IT)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        link = zipfile.ZipInfo("soft.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, str(secret))
    assert read(out.getvalue()) == []


def test_a_sheet_in_an_archive_reads_nothing_of_this_machine(tmp_path: Path) -> None:
    """A sheet in an archive names neither files here nor addresses; its texts are read."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(story("Secret"))
    found = read(
        zipped({"a.csv": f'file,text\n{secret},\nhttp://127.0.0.1/x,\n,"{story("Tolm").decode()}"\n'.encode()})
    )
    assert [item.reason for item in found if isinstance(item, Skipped)] == [wording.SHEET_INSIDE] * 2
    assert sum(isinstance(item, Article) for item in found) == 1


def test_a_member_that_unpacks_to_too_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks to many times its size is left where it shows that, and the others are read."""
    monkeypatch.setattr(limits, "_FREE", 1 << 18)
    bomb = bytes(3 << 20)
    for name, pack in ARCHIVES.items():
        data = pack({"a.txt": story("Tolm"), "bomb.jsonl": b'{"text": "x"}\n' + bomb, "c.txt": story("Keel")})
        if name in ("stored.zip", "a.tar", "nameless"):
            continue  # nothing is packed in them
        assert wording.too_packed(limits.RATIO) in reasons(data, name), name


def test_a_bomb_is_not_unpacked_in_memory() -> None:
    """However much comes out of an archive, memory holds no more than a page and the libraries' windows."""
    bomb = gzip.compress(zipped({"bomb.html": bytes(200 << 20)}))
    tracemalloc.start()
    try:
        found = read(bomb, "a.zip.gz", max_bytes=1 << 20)
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
    assert all(isinstance(item, Skipped) for item in found)


def test_an_archive_as_a_whole_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of too many members, or that unpacks to too much altogether, is read up to there."""
    members = {f"{n:03}.txt": story(str(n)) for n in range(50)}
    for pack in (zipped, tarred):
        monkeypatch.setattr(limits, "MEMBERS", 20)
        found = read(pack(members), "a")
        assert sum(isinstance(item, Article) for item in found) == 20
        assert found[-1] == Skipped(source="a", reason=wording.too_many(20))
        monkeypatch.undo()
        monkeypatch.setattr(limits, "TOTAL", 1000)
        found = read(pack(members), "a")
        assert 0 < sum(isinstance(item, Article) for item in found) < 20
        assert found[-1] == Skipped(source="a", reason=wording.too_much(1000))
        monkeypatch.undo()


def test_what_cannot_be_unpacked_says_why() -> None:
    """Encrypted members, broken ones and office documents have their reasons."""
    data = bytearray(zipped({"a.txt": story("Tolm"), "b.txt": story("Keel") * 90}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    found = read(bytes(data))
    assert [type(item) for item in found] == [Skipped, Article]
    assert found[0] == Skipped(source="a.zip/a.txt", reason=wording.ENCRYPTED)
    broken = bytearray(zipped({"a.txt": story("Tolm") * 90, "b.txt": story("Keel")}))
    broken[60] ^= 0xFF
    assert [type(item) for item in read(bytes(broken))] == [Skipped, Article]
    assert reasons(zipped({"[Content_Types].xml": b"x"}), "letter") == [wording.OFFICE]
    assert reasons(bz2.compress(story("Tolm"))[:-9], "a.txt.bz2") == [wording.BROKEN_MEMBER]
    assert reasons(gzip.compress(tarred({"a.txt": story("Tolm")}))[:-90], "a.tgz") == [ingest_wording.BROKEN_GZIP]


def test_web_archives_in_archives_are_read(make_record: Callable[..., bytes]) -> None:
    """A WACZ gives the pages of its web archives and nothing else, and a WARC in a zip or tar gives its own."""
    warc = make_record()
    wacz = zipped(
        {
            "archive/data.warc.gz": warc,
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "x", "text": "y"}\n',
            "indexes/index.cdx.gz": b"x",
            "datapackage.json": b"{}",
        },
        zipfile.ZIP_STORED,
    )
    for data, name, place in (
        (wacz, "a.wacz", "archive/data.warc.gz"),
        (wacz, "a", "archive/data.warc.gz"),
        (zipped({"x.warc.gz": warc}), "a.zip", "x.warc.gz"),
        (tarred({"x.warc.gz": warc}), "a.tar", "x.warc.gz"),
    ):
        (article,) = read(data, name)
        assert isinstance(article, Article)
        assert article.file == f"{name}/{place}/20310514065000/https://beacon.example/ferry"
        assert article.record is not None
        assert article.record.archive == f"{name}/{place}"


def test_an_archive_without_a_file_says_so() -> None:
    """Where no member is a file that is read, one line says so, rather than nothing."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hosts"
        archive.addfile(link)
    for data, name in ((zipped({}), "a.zip"), (zipped({".hidden": b"x"}), "a.zip"), (out.getvalue(), "a.tar")):
        assert read(data, name) == [Skipped(source=name, reason=wording.NOTHING_IN_IT)]


@pytest.mark.parametrize("at", [100, 511])
def test_a_tar_that_is_cut_within_a_head_says_so(at: int) -> None:
    """A member's head that is cut off or damaged is no silent end of the archive; what stands before it is read."""
    whole = tarred({"a.txt": story("Tolm"), "b.txt": story("Keel")})
    second = whole.index(b"b.txt")
    broken = bytearray(whole)
    broken[second + 150] ^= 0xFF
    for data in (whole[: second + at], bytes(broken)):
        found = read(data, "a.tar")
        assert [type(item) for item in found] == [Article, Skipped]
        assert found[1] == Skipped(source="a.tar", reason=wording.BROKEN_MEMBER)


def collection(warc: bytes, **other: bytes) -> bytes:
    """Return a WACZ that states its files' digests; `other` are bytes in the place of those."""
    stated = {"archive/data.warc.gz": warc, "archive/more.warc.gz": b""}
    resources = [{"path": path, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"} for path, data in stated.items()]
    description = json.dumps({"profile": "data-package", "resources": resources}).encode()
    seal = json.dumps({"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(description).hexdigest()}"})
    members = {**stated, "datapackage.json": description, "datapackage-digest.json": seal.encode()}
    known = {name.rpartition("/")[2].partition(".")[0].replace("-", "_"): name for name in members}
    members |= {known[name]: data for name, data in other.items()}
    return zipped({name: data for name, data in members.items() if data or "more" not in name}, zipfile.ZIP_STORED)


def told(data: bytes) -> tuple[int, list[tuple[str, str]]]:
    """Return how many articles an archive gives, and what is said of the rest."""
    found = read(data, "a.wacz")
    faults = [(item.source.removeprefix("a.wacz/"), item.reason) for item in found if isinstance(item, Skipped)]
    return len(found) - len(faults), faults


def test_a_collection_s_digests_are_compared(make_record: Callable[..., bytes]) -> None:
    """A WACZ whose file, description or list of files is not as it states is read all the same, and told."""
    warc = make_record(packed=False)
    gone = ("archive/more.warc.gz", wording.NOT_IN_COLLECTION)
    assert told(collection(warc)) == (1, [gone])
    changed = warc.replace(b"Friday", b"Monday")
    assert told(collection(warc, data=changed)) == (1, [gone, ("archive/data.warc.gz", wording.OTHER_BYTES)])
    assert told(collection(warc, data=warc + b"\r\n")) == (1, [gone, ("archive/data.warc.gz", wording.OTHER_BYTES)])
    broken = (1, [("datapackage.json", wording.BROKEN_DESCRIPTION)])
    assert told(collection(warc, datapackage=b"{")) == broken
    assert told(collection(warc, datapackage=b"[" * 100_000)) == broken
    assert told(collection(warc, datapackage=b"{}")) == (1, [("datapackage.json", wording.OTHER_DESCRIPTION)])
    odd = b'{"resources": [1, {"path": 2, "hash": "sha256:0"}, {"path": "x", "hash": "crc:1"}]}'
    assert told(collection(warc, datapackage=odd, datapackage_digest=b"[]")) == (1, [])


def test_a_revisit_in_a_collection_is_a_capture(make_record: Callable[..., bytes]) -> None:
    """What a member's revisit refers to is found, though a member cannot be wound back."""
    body = b"<html><body><p>The ferry to Tolm stops on Friday, its owner said.</p></body></html>"
    digest = f"sha1:{base64.b32encode(hashlib.sha1(body).digest()).decode()}"
    warc = make_record(body) + make_record(b"", kind="revisit", at="2031-06-01T00:00:00Z", stated=digest)
    for data in (collection(warc), zipped({"x.warc.gz": warc})):
        found = [item for item in read(data, "a.wacz") if isinstance(item, Article)]
        assert [article.captured and article.captured.at[:10] for article in found] == ["2031-05-14", "2031-06-01"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(ARCHIVES)), st.data())
def test_no_damaged_archive_stops_a_run(name: str, data: st.DataObject) -> None:
    """Whatever is done to an archive's bytes, it is read as far as it goes, and says where it does not."""
    packed = bytearray(ARCHIVES[name]({"a.txt": story("Tolm"), "b.html": b"<p>" + story("Keel")}))
    at = data.draw(st.integers(0, len(packed) - 1))
    change = data.draw(st.binary(max_size=20))
    packed[at : at + len(change)] = change
    for item in read(bytes(packed[: data.draw(st.integers(at, len(packed)))]), name):
        assert isinstance(item, Article | Skipped)


@given(st.text(max_size=60))
def test_a_member_s_name_is_a_way_below_its_archive(name: str) -> None:
    """Whatever a member is called, its name has no root, no way up and no backslash, and stays so."""
    found = harmless_name(name)
    parts = PurePosixPath(found).parts
    assert parts
    assert ".." not in parts
    assert not found.startswith("/")
    assert "\\" not in found
    assert harmless_name(found) == found or len(found) < 3


def test_parts_of_saved_pages_are_left_out() -> None:
    """What a browser saves beside a page is left out as in a folder, and so is what a Mac adds."""
    names = frozenset({"day/a.html", "day/a_files/ad.html", "b_files/c.html", "__MACOSX/day/._a.html"})
    assert sorted(name for name in names if not is_hidden(name, names)) == ["b_files/c.html", "day/a.html"]


def test_a_tar_archive_is_told_by_its_checksum() -> None:
    """Also an archive without a mark is told, and no text is taken for one."""
    data = bytearray(tarred({"a.txt": b"x"}))
    assert is_tar(bytes(data))
    data[0] += 1
    assert not is_tar(bytes(data))
    assert not is_tar(story("Tolm") * 9)
    assert not is_tar(bytes(512))
