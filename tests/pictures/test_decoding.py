"""Bytes to pictures: what is opened, and why other bytes are not."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from whence.errors import Unreadable
from whence.pictures import decoding
from whence.pictures.decoding import decoded, preview_of
from whence.pictures.embedded import embedded_of

Draw = Callable[[int], Image.Image]


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the bytes of a picture's file."""
    data = io.BytesIO()
    image.save(data, kind, **options)  # type: ignore[arg-type]  # Pillow's own options
    return data.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG that says to be of a size, with next to nothing in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_formats_are_opened(kind: str, draw: Draw) -> None:
    """Each format that pages show gives its size and its name."""
    opened = decoded(saved(draw(1), kind))
    assert (opened.format, opened.size, opened.frames, opened.image.mode) == (kind, (320, 240), 1, "RGB")


def test_of_an_animated_picture_the_first_frame_is_seen(draw: Draw) -> None:
    """Of many frames one is opened, and how many there are is known."""
    opened = decoded(saved(draw(1), "GIF", save_all=True, append_images=[draw(n) for n in range(2, 6)]))
    assert opened.frames == 5


def test_a_picture_is_turned_upright_and_what_is_clear_is_white() -> None:
    """EXIF's orientation is heeded; a transparent picture lies on white."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decoded(saved(Image.new("RGB", (60, 40)), "JPEG", exif=exif)).image.size == (40, 60)
    assert decoded(saved(Image.new("RGBA", (60, 60), (0, 0, 0, 0)), "PNG")).image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no picture"),
        (b"<html>", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (huge_png(60_000, 60_000), "more than could be shown"),
        (huge_png(12_000, 12_000), "at most 120 million"),
        (huge_png(300, 300), "broken"),
    ],
    ids=["nothing", "page", "svg", "bomb", "too large", "cut short"],
)
def test_what_cannot_be_opened_says_why(data: bytes, says: str) -> None:
    """No bytes end in anything but a reason."""
    with pytest.raises(Unreadable, match=says):
        decoded(data)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_broken_files_are_told(noise: bytes, at: int) -> None:
    """Whatever stands in a file's middle, it is opened or refused."""
    whole = saved(Image.new("RGB", (64, 64), (200, 30, 30)), "JPEG")
    data = whole[: min(at, len(whole))] + noise + whole[min(at, len(whole)) + len(noise) :]
    try:
        assert decoded(data).image.mode == "RGB"
    except Unreadable as error:
        assert str(error)


def test_the_preview_says_nothing_of_the_file(draw: Draw) -> None:
    """A small JPEG is kept, without what the file says of itself."""
    exif = Image.Exif()
    exif[0x013B] = "Ada Roe"
    opened = decoded(saved(draw(1), "JPEG", exif=exif))
    preview = Image.open(io.BytesIO(preview_of(opened.image)))
    assert max(preview.size) <= 240
    assert not preview.getexif()
    assert decoding.SMALLEST > 1


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="Fen Photo" photoshop:City="Tarn"><dc:creator><rdf:Seq><rdf:li>Bo Lind</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A weir at dawn</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def iptc(**fields: str) -> bytes:
    """Return an APP13 segment of IPTC records."""
    numbers = {"creator": 80, "credit": 110, "caption": 120, "taken": 55}
    records = b"".join(
        b"\x1c\x02" + bytes([numbers[name]]) + struct.pack(">H", len(text.encode())) + text.encode()
        for name, text in fields.items()
    )
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def test_what_a_file_says_of_itself_is_read(draw: Draw) -> None:
    """IPTC goes before XMP and both before EXIF; the time is brought to ISO 8601; what is broken says nothing."""
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Exif Person", "Rights of Ada"
    exif.get_ifd(0x8769)[0x9003] = "2031:05:14 06:50:00"
    plain = saved(draw(1), "JPEG", exif=exif, xmp=XMP.encode())
    said = embedded_of(decoded(plain).source)
    assert (said.creator, said.credit, said.caption, said.place) == ("Bo Lind", "Fen Photo", "A weir at dawn", "Tarn")
    assert (said.taken, said.rights, said.read_from) == ("2031-05-14T06:50:00", "Rights of Ada", ("XMP", "EXIF"))
    whole = plain[:2] + iptc(creator="Cy Marsh", taken="20310514") + plain[2:]
    said = embedded_of(decoded(whole).source)
    assert (said.creator, said.credit, said.taken) == ("Cy Marsh", "Fen Photo", "2031-05-14")
    assert embedded_of(decoded(saved(draw(1), "JPEG", xmp=b"<broken")).source).creator is None
