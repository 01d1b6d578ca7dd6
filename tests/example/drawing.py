"""Draws the pictures of the bundled example: a ferry on a reef at first light, as three outlets show it, and a map.

usage: python tests/example/drawing.py [FOLDER]

Writes them beside the example's pages, into the folders that a browser makes when it saves a page with its pictures.
Drawn by this script alone; the file of the Islander says of itself (IPTC, EXIF) who took it, where and when.
"""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance

__all__ = ["drawn"]

_EXAMPLE = Path(__file__).parents[2] / "src" / "whence" / "example"
_SIZE = (560, 372)
_HORIZON = 176
_IPTC = {
    5: "Ferry on the Cradle",
    55: "20310514",
    80: "Callum Stroud",
    90: "Innisvey",
    110: "The Skerrin Islander",
    116: "Callum Stroud/The Skerrin Islander",
    120: "The Maid of Skerrin on the Cradle, seen from Innisvey pier.",
}
"""Datasets of record 2 (IPTC-IIM 4.2): title, date created, by-line, city, credit, copyright notice, caption."""


def drawn() -> dict[str, bytes]:
    """Return the files of the example's pictures by their places below the example's folder."""
    dawn = _dawn()
    beacon = ImageEnhance.Contrast(dawn.crop((70, 52, 540, 365))).enhance(1.2).resize((420, 280))
    radio = dawn.resize((320, 213), Image.Resampling.LANCZOS)
    return {
        "02-tessock-mercury_files/gorran-sound-map.png": _encoded(_map().quantize(8), "PNG", optimize=True),
        "05-skerrin-islander_files/maid-dawn.jpg": _with_iptc(
            _encoded(dawn, "JPEG", quality=72, optimize=True, exif=_exif(taken=True))
        ),
        "09-daily-beacon_files/lurch.jpg": _encoded(beacon, "JPEG", quality=62, optimize=True, exif=_exif(taken=False)),
        "10-radio-orrany_files/8841.jpg": _encoded(radio, "JPEG", quality=48, optimize=True),
    }


# --- the pictures ---------------------------------------------------------------------------------------------------


def _dawn() -> Image.Image:
    """Draw the ferry, leaning, on the reef, with the sun low behind clouds."""
    chance = np.random.default_rng(2031)
    width, height = _SIZE
    light = np.linspace(0, 1, height)[:, None, None]
    canvas = np.array([58, 74, 112]) * (1 - light) + np.array([236, 178, 128]) * light
    canvas = canvas + np.zeros((height, width, 3))
    canvas[:_HORIZON] += 62 * (_noise((_HORIZON, width), chance, wide=6) - 0.5)[..., None]
    rows = np.linspace(0.15, 1, height - _HORIZON)[:, None, None]
    sea = np.array([150, 138, 130]) * (1 - rows) + np.array([38, 58, 74]) * rows
    canvas[_HORIZON:] = sea + 70 * (_noise((height - _HORIZON, width), chance, wide=9) - 0.5)[..., None]
    picture = Image.fromarray(np.clip(canvas, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((432, _HORIZON - 34, 462, _HORIZON - 4), fill=(255, 226, 176))
    pen.polygon([(0, _HORIZON), (0, 150), (60, 142), (120, 158), (170, 170), (176, _HORIZON)], fill=(66, 62, 78))
    pen.rectangle((86, 112, 95, 152), fill=(214, 206, 198))
    pen.rectangle((84, 104, 97, 112), fill=(92, 40, 40))
    ship = _ship().rotate(-11, resample=Image.Resampling.BICUBIC, expand=True)
    picture.paste(ship, (150, 62), ship)
    pen.polygon([(112, 240), (168, 206), (262, 226), (352, 208), (430, 216), (496, 252), (300, 268)], fill=(40, 36, 36))
    for _ in range(46):
        x, y = int(chance.integers(110, 480)), int(chance.integers(236, 270))
        pen.line((x, y, x + int(chance.integers(6, 26)), y + 1), fill=(206, 206, 204))
    for _ in range(7):
        x, y = int(chance.integers(30, 520)), int(chance.integers(24, 120))
        pen.arc((x, y, x + 12, y + 8), 190, 300, fill=(30, 34, 46), width=2)
        pen.arc((x + 10, y, x + 22, y + 8), 240, 350, fill=(30, 34, 46), width=2)
    grain = chance.normal(0, 2.5, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture, dtype=float) + grain, 0, 255).astype(np.uint8))


def _ship() -> Image.Image:
    """Draw the ferry upright, on nothing."""
    ship = Image.new("RGBA", (300, 150), (0, 0, 0, 0))
    pen = ImageDraw.Draw(ship)
    pen.polygon([(6, 84), (294, 78), (270, 128), (34, 132)], fill=(34, 48, 92, 255))
    pen.polygon([(14, 108), (284, 104), (270, 128), (34, 132)], fill=(128, 44, 40, 255))
    pen.rectangle((44, 54, 250, 84), fill=(226, 224, 216, 255))
    pen.rectangle((70, 32, 214, 56), fill=(238, 236, 230, 255))
    pen.rectangle((92, 14, 132, 34), fill=(220, 218, 210, 255))
    pen.polygon([(176, 4), (206, 4), (210, 32), (172, 32)], fill=(196, 120, 30, 255))
    for x in range(54, 244, 17):
        pen.rectangle((x, 62, x + 9, 72), fill=(52, 62, 84, 255))
    for x in range(80, 206, 15):
        pen.rectangle((x, 40, x + 8, 48), fill=(70, 80, 100, 255))
    pen.line((112, 14, 112, 0), fill=(40, 40, 40, 255), width=2)
    return ship


def _map() -> Image.Image:
    """Draw the sound between the mainland and the isles, with the reef."""
    chart = Image.new("RGB", (360, 240), (206, 222, 232))
    pen = ImageDraw.Draw(chart)
    land, line = (222, 214, 190), (96, 104, 110)
    pen.polygon([(0, 0), (0, 240), (96, 240), (118, 188), (84, 140), (110, 84), (70, 0)], fill=land, outline=line)
    pen.polygon([(250, 40), (308, 28), (344, 78), (318, 128), (262, 118), (240, 80)], fill=land, outline=line)
    pen.ellipse((262, 160, 312, 204), fill=land, outline=line)
    for at in range(110, 244, 12):
        pen.line((at, 96 - (at - 110) // 9, at + 6, 96 - (at - 104) // 9), fill=line, width=2)
    pen.polygon([(206, 132), (222, 124), (230, 136), (214, 144)], fill=(168, 60, 48), outline=line)
    pen.text((12, 60), "PORT ALDANE", fill=line)
    pen.text((258, 72), "INNISVEY", fill=line)
    pen.text((178, 148), "THE CRADLE", fill=line)
    pen.text((128, 210), "GORRAN SOUND", fill=line)
    return chart


def _noise(shape: tuple[int, int], chance: np.random.Generator, *, wide: int) -> NDArray[np.float64]:
    """Return noise of several scales between 0 and 1, drawn out to the sides."""
    total = np.zeros(shape)
    for octave in range(2, 6):
        cells = chance.random((2**octave + 1, max(2, 2**octave * 2 // wide + 2)))
        grid = Image.fromarray((cells * 255).astype(np.uint8)).resize(shape[::-1], Image.Resampling.BICUBIC)
        total += np.asarray(grid, dtype=float) / 255 / 1.7**octave
    found: NDArray[np.float64] = (total - total.min()) / (total.max() - total.min())
    return found


# --- what the files say of themselves -------------------------------------------------------------------------------


def _exif(*, taken: bool) -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B] = "Callum Stroud"  # Artist
    if taken:
        exif.get_ifd(0x8769)[0x9003] = "2031:05:14 05:12:40"  # DateTimeOriginal
    return exif


def _with_iptc(jpeg: bytes) -> bytes:
    """Return a JPEG with its IPTC fields in a segment behind its head (APP13, image resource 0x0404)."""
    sets = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(value.encode())) + value.encode() for number, value in _IPTC.items()
    )
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)
    body = b"Photoshop 3.0\0" + block
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)  # type: ignore[arg-type]  # Pillow's own options
    return data.getvalue()


def main() -> None:
    """Write the files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _EXAMPLE
    for name, data in drawn().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
