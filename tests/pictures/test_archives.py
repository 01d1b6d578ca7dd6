"""Pictures in archives, in PDFs and beside pages: taken as the pictures of the articles that show them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from whence.ingest import ingest
from whence.pictures.finding import Finder, Found
from whence.pictures.pdf_worker import SMALLEST
from whence.records import Article, Skipped

Draw = Callable[[int], Image.Image]
Packer = Callable[[Path, dict[str, bytes]], Path]


def packed_zip(folder: Path, files: dict[str, bytes]) -> Path:
    """Pack files into a zip."""
    with zipfile.ZipFile(folder / "saved.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return folder / "saved.zip"


def packed_tar(folder: Path, files: dict[str, bytes]) -> Path:
    """Pack files into a compressed tar."""
    with tarfile.open(folder / "saved.tar.gz", "w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return folder / "saved.tar.gz"


def packed_twice(folder: Path, files: dict[str, bytes]) -> Path:
    """Pack files into a zip, and that into another."""
    inner = packed_zip(folder, files)
    with zipfile.ZipFile(folder / "outer.zip", "w") as archive:
        archive.write(inner, "box/saved.zip")
    inner.unlink()
    return folder / "outer.zip"


def taken(*sources: Path, **options: object) -> list[Found | Skipped]:
    """Return what the articles of some sources show."""
    articles = [one for one in ingest([str(source) for source in sources]) if isinstance(one, Article)]
    with Finder(**options) as finder:  # type: ignore[arg-type]  # the finder's own options
        return [one for article in articles for one in finder.pictures(article)]


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their names."""
    return {
        f"news/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("pack", [packed_zip, packed_tar, packed_twice])
def test_a_packed_page_has_the_pictures_beside_it(pack: Packer, pages: Path, tmp_path: Path) -> None:
    """A page in an archive shows the same pictures as on the disk, with the same captions, named by their members."""
    on_disk = taken(pages)
    archive = pack(tmp_path, files_of(pages))
    found = [one for one in taken(archive) if isinstance(one, Found)]
    assert [one.data for one in found] == [one.data for one in on_disk if isinstance(one, Found)]
    assert [one.image.caption for one in found] == [one.image.caption for one in on_disk if isinstance(one, Found)]
    assert found[0].file.endswith("news/alder_files/photo 1.jpg")
    assert found[0].file.startswith(str(archive))


def test_an_archive_that_has_moved_is_found_in_the_folder_named(pages: Path, tmp_path: Path) -> None:
    """An archive that lies elsewhere now is found by its name in the folder that the user names; else that is said."""
    archive = packed_zip(tmp_path, files_of(pages))
    articles = [one for one in ingest([str(archive)]) if isinstance(one, Article)]
    (tmp_path / "moved").mkdir()
    archive.rename(tmp_path / "moved" / archive.name)
    with Finder(folder=tmp_path / "moved") as finder:
        assert any(isinstance(one, Found) for one in finder.pictures(articles[0]))
    with Finder() as finder:
        (gone,) = finder.pictures(articles[0])
    assert isinstance(gone, Skipped)
    assert "--pages" in gone.reason


def test_no_member_leads_out_of_its_folder(pages: Path, tmp_path: Path) -> None:
    """What a page names above the folder that it lies in, or at the root, is not taken from the disk."""
    secret = tmp_path / "secret.jpg"
    secret.write_bytes((pages / "alder_files" / "photo 1.jpg").read_bytes())
    text = (pages / "alder.html").read_text(encoding="utf-8")
    for source in ("../secret.jpg", str(secret), "%2e%2e/secret.jpg", f"file://{secret}"):
        (pages / "alder.html").write_text(text.replace("alder_files/photo%201.jpg", source), encoding="utf-8")
        (found,) = taken(pages / "alder.html")
        assert isinstance(found, Skipped)


def test_a_page_with_its_own_addresses_has_the_files_of_its_folder(pages: Path) -> None:
    """A page whose pictures were saved under their names has them; of two of one name neither is taken."""
    text = (pages / "alder.html").read_text(encoding="utf-8")
    one = text.replace("alder_files/photo%201.jpg", "https://alder.example/img/2031/photo%201.jpg?w=640")
    (pages / "alder.html").write_text(one, encoding="utf-8")
    (found,) = taken(pages / "alder.html")
    assert isinstance(found, Found)
    assert found.file.endswith("alder_files/photo 1.jpg")
    second = '<figure><img src="/other/photo%201.jpg"><figcaption>The pier in fog.</figcaption></figure></article>'
    (pages / "alder.html").write_text(one.replace("</article>", second), encoding="utf-8")
    assert not [one for one in taken(pages / "alder.html") if isinstance(one, Found)]


# --- web archives ---------------------------------------------------------------------------------------------------


def record(target: str, day: int, body: bytes, media: str, *, coding: str = "") -> bytes:
    """Return the record of a server's answer, as a member of a compressed archive."""
    coded = f"Content-Encoding: {coding}\r\n" if coding else ""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{coded}\r\n".encode() + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:0000-{abs(hash((target, day))):x}>\r\nWARC-Date: 2031-05-{day:02}T08:00:00Z\r\n"
        f"WARC-Target-URI: {target}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def archived(pages: Path) -> bytes:
    """Return a web archive of a page and its picture, which was captured thrice and was another one at first."""
    text = (pages / "alder.html").read_text(encoding="utf-8").replace("alder_files/photo%201.jpg", "/img/photo.jpg?v=2")
    whole, other = ((pages / f"{name}_files" / "photo 1.jpg").read_bytes() for name in ("alder", "cedar"))
    picture = "https://alder.example/img/photo.jpg?v=2"
    return b"".join(
        [
            record(picture, 1, other, "image/jpeg"),
            record("https://alder.example/ferry", 14, text.encode(), "text/html"),
            record(picture.replace("https", "http"), 15, gzip.compress(whole), "image/jpeg", coding="gzip"),
            record(picture, 30, other, "image/jpeg"),
        ]
    )


def warc(pages: Path, folder: Path) -> Path:
    """Write a web archive."""
    (folder / "crawl.warc.gz").write_bytes(archived(pages))
    return folder / "crawl.warc.gz"


def wacz(pages: Path, folder: Path) -> Path:
    """Write a web archive collection."""
    with zipfile.ZipFile(folder / "crawl.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", archived(pages))
    return folder / "crawl.wacz"


@pytest.mark.parametrize("write", [warc, wacz])
def test_an_archived_page_has_the_capture_nearest_in_time(
    write: Callable[[Path, Path], Path], pages: Path, tmp_path: Path
) -> None:
    """A picture is looked for by its address in the page's own archive; of several captures the nearest is taken."""
    (found,) = taken(write(pages, tmp_path))
    assert isinstance(found, Found)
    assert found.data == (pages / "alder_files" / "photo 1.jpg").read_bytes()
    assert found.file.endswith("/https://alder.example/img/photo.jpg?v=2")
    assert found.image.caption is not None
    text = found.article.text
    assert text[found.image.caption.start : found.image.caption.end].startswith("The ferry at the pier")


def test_what_was_not_captured_is_told(pages: Path, tmp_path: Path) -> None:
    """A picture that the archive does not hold is skipped: its address is known, and is not fetched."""
    text = (pages / "alder.html").read_text(encoding="utf-8").replace("alder_files/photo%201.jpg", "/img/none.jpg")
    (tmp_path / "crawl.warc.gz").write_bytes(record("https://alder.example/ferry", 14, text.encode(), "text/html"))
    (found,) = taken(tmp_path / "crawl.warc.gz")
    assert isinstance(found, Skipped)
    assert "--fetch" in found.reason


# --- PDFs -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def paper(pages: Path, draw: Draw, tmp_path: Path) -> Iterator[Path]:
    """Write a PDF of two pages with a JPEG, a drawing without loss, and an ornament."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    sheet = Canvas(str(tmp_path / "paper.pdf"))
    sheet.drawString(
        72, 760, "The ferry was towed to the harbour on Tuesday morning, the harbour master told reporters."
    )
    sheet.drawImage(str(pages / "alder_files" / "photo 1.jpg"), 72, 400, 320, 240)
    sheet.drawImage(ImageReader(draw(9).resize((SMALLEST - 8, SMALLEST - 8))), 72, 300)
    sheet.showPage()
    sheet.drawString(72, 760, "Nobody was hurt, she said, and the ship will be looked at in the yard before she sails.")
    sheet.drawImage(ImageReader(draw(2)), 72, 400, 320, 240)
    sheet.save()
    yield tmp_path / "paper.pdf"


def test_the_pictures_of_a_pdf_are_its_articles(paper: Path, pages: Path) -> None:
    """A JPEG in a PDF comes out as its own file, another picture as what it shows, each with its page; no ornament."""
    found = [one for one in taken(paper) if isinstance(one, Found)]
    assert [one.file for one in found] == [f"{paper}, page 1", f"{paper}, page 2"]
    assert found[0].data == (pages / "alder_files" / "photo 1.jpg").read_bytes()
    assert Image.open(io.BytesIO(found[1].data)).size == (320, 240)


def test_a_pdf_that_is_gone_is_told(paper: Path) -> None:
    """A PDF that is no longer there gives the reason, and no picture."""
    (article,) = [one for one in ingest([str(paper)]) if isinstance(one, Article)]
    paper.unlink()
    with Finder() as finder:
        (found,) = finder.pictures(article)
    assert isinstance(found, Skipped)
