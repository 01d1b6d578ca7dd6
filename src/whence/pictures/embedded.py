"""What a picture's file says of itself, by IPTC, XMP and EXIF: shown as the file's words, checked against nothing.

Source: IPTC Photo Metadata Standard (the fields' names in IPTC-IIM and XMP), Exif 2.32.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxml import etree

from whence.ingest.dates import parse_declared
from whence.pictures.records import Embedded
from whence.records import ReadFrom

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["embedded_of"]

_LONGEST = 2_000
_XMP_BYTES = 2 << 20
_EXIF_IFD = 0x8769
_EXIF = {"creator": 0x013B, "caption": 0x010E, "rights": 0x8298}
_TAKEN = (0x9003, 0x9004)  # DateTimeOriginal, DateTimeDigitized
_IPTC = {
    "creator": (2, 80),
    "credit": (2, 110),
    "caption": (2, 120),
    "headline": (2, 105),
    "place": (2, 90),
    "taken": (2, 55),
    "rights": (2, 116),
}
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_XMP = {
    "creator": f"{{{_DC}}}creator",
    "credit": f"{{{_PHOTOSHOP}}}Credit",
    "caption": f"{{{_DC}}}description",
    "headline": f"{{{_PHOTOSHOP}}}Headline",
    "place": f"{{{_PHOTOSHOP}}}City",
    "taken": f"{{{_PHOTOSHOP}}}DateCreated",
    "rights": f"{{{_DC}}}rights",
}
_SETS = ("iptc", "xmp", "exif")


def embedded_of(image: Image.Image) -> Embedded:
    """Return what an opened picture's file says of itself; IPTC goes before XMP, and both before EXIF."""
    found = {"iptc": _iptc(image), "xmp": _xmp(image.info.get("xmp")), "exif": _exif(image)}
    fields: dict[str, str] = {}
    for held in found.values():
        for name, value in held.items():
            text = _plain(value)
            if text and name not in fields:
                fields[name] = _time(text) if name == "taken" else text
    return Embedded(read_from=tuple(name.upper() for name in _SETS if found[name]), **fields)


def _iptc(image: Image.Image) -> dict[str, object]:
    try:
        from PIL import IptcImagePlugin  # noqa: PLC0415  -- an extra

        opened: Any = image  # the reader looks for its own kind of file, and says that there is nothing in others
        held: Mapping[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(opened) or {}
    except Exception:  # whatever its bytes make the reader raise, a file that says nothing is still a picture
        return {}
    return {name: held[code] for name, code in _IPTC.items() if code in held}


def _exif(image: Image.Image) -> dict[str, object]:
    try:
        held = image.getexif()
        found: dict[str, object] = {name: held[code] for name, code in _EXIF.items() if code in held}
        inner = held.get_ifd(_EXIF_IFD)
        taken = next((inner[code] for code in _TAKEN if code in inner), None)
    except Exception:  # as above
        return {}
    return found | ({"taken": taken} if taken else {})


def _xmp(packet: object) -> dict[str, object]:
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes) or len(data) > _XMP_BYTES:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(data.strip(b"\0 \n\r\t"), parser)
    except (etree.LxmlError, ValueError):
        return {}
    found: dict[str, object] = {}
    for element in tree.iter() if tree is not None else ():
        for name, tag in _XMP.items():
            if element.tag == tag:
                found.setdefault(name, "; ".join(text for part in element.itertext() if (text := str(part).strip())))
            elif (value := element.get(tag)) is not None:
                found.setdefault(name, value)
    return found


def _plain(value: object) -> str:
    """Return a value as one line; bytes are UTF-8 where they can be, and else Latin-1."""
    if isinstance(value, list | tuple):
        return "; ".join(text for one in value if (text := _plain(one)))
    if isinstance(value, bytes):
        try:
            return _plain(value.decode())
        except UnicodeDecodeError:
            return _plain(value.decode("latin-1"))
    text = value if isinstance(value, str) else ""
    text = text.encode("utf-8", "replace").decode()
    return " ".join(text.replace("\0", " ").split())[:_LONGEST]


def _time(text: str) -> str:
    """Return a time as ISO 8601 where it can be read (EXIF parts the day with colons), else as it stands."""
    even = re.sub(r"\A(\d{4}):(\d{2}):(\d{2})", r"\1-\2-\3", text)
    moment = parse_declared(even, read_from=ReadFrom.meta)
    return moment.at if moment else text
