"""Content credentials (C2PA) in a picture's file: who signed them, as it says; checked where the library is there.

Source: C2PA Technical Specification 2.1 (JUMBF boxes, ISO/IEC 19566-5, in a JPEG's APP11 segments and a PNG's `caBX`
chunk); COSE (RFC 9052) with the certificates of `x5chain` (RFC 9360); CBOR (RFC 8949).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from whence.pictures import wording
from whence.pictures.cbor import Broken, load
from whence.pictures.records import Credentials

__all__ = ["credentials_of"]

_MOST = 64 << 20
_NAMES = {b"\x55\x04\x03": "name", b"\x55\x04\x0a": "organisation"}  # 2.5.4.3 commonName, 2.5.4.10 organizationName
_CHAIN = 33  # x5chain
_MIME = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png"}


def credentials_of(data: bytes) -> Credentials | None:
    """Return the credentials that a JPEG or PNG carries, the newest manifest's; None for a file that carries none."""
    store = _store(data)
    if store is None:
        return None
    manifest = _manifest(store)
    checked, why = _checked(data)
    return Credentials(
        signed_by=_signer(manifest.get("c2pa.signature")),
        made_with=_maker(manifest.get("c2pa.claim.v2") or manifest.get("c2pa.claim")),
        checked=checked,
        why=why,
    )


# --- where the boxes are --------------------------------------------------------------------------------------------


def _store(data: bytes) -> bytes | None:
    """Return the manifest store of a file: a JUMBF super box whose label is c2pa."""
    if data.startswith(b"\xff\xd8"):
        found = _of_jpeg(data)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        found = next((body for kind, body in _chunks(data) if kind == b"caBX"), b"")
    else:
        return None
    return found if b"jumb" in found[:16] and b"c2pa" in found[:80] else None


def _of_jpeg(data: bytes) -> bytes:
    """Join the APP11 segments that carry boxes: each repeats the box's head behind its own number."""
    parts: dict[int, dict[int, bytes]] = {}
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + size]
        if data[at + 1] == 0xEB and body[:2] == b"JP" and len(body) > 16:
            box, number = struct.unpack_from(">HI", body, 2)
            parts.setdefault(box, {})[number] = body[8:]
        at += 2 + size
    for own in parts.values():
        ordered = [own[number] for number in sorted(own)]
        whole = ordered[0] + b"".join(part[8:] for part in ordered[1:])
        if b"c2pa" in whole[:80]:
            return whole
    return b""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += 12 + size


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes that lie side by side: type and contents (ISO/IEC 14496-12)."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1 and at + 16 <= len(data):
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        size = size or len(data) - at
        if size < head:
            return
        yield kind, data[at + head : at + size]
        at += size


def _labelled(data: bytes) -> tuple[str, list[tuple[bytes, bytes]]]:
    """Return the label of a super box, and the boxes in it."""
    inner = list(_boxes(data))
    label = next((body[17:].split(b"\0", 1)[0] for kind, body in inner if kind == b"jumd" and len(body) > 17), b"")
    return label.decode("utf-8", "replace"), [box for box in inner if box[0] != b"jumd"]


def _manifest(store: bytes) -> dict[str, Any]:
    """Return the contents of the newest manifest's boxes by their labels, read as CBOR."""
    manifests = [inner for body in _super_boxes(store) for inner in _super_boxes_of(body)]
    found: dict[str, Any] = {}
    for part in _super_boxes_of(manifests[-1]) if manifests else ():
        label, boxes = _labelled(part)
        for kind, content in boxes:
            if kind == b"cbor" and len(content) <= _MOST:
                with suppress(Broken):
                    found[label] = load(content)
    return found


def _super_boxes(data: bytes) -> list[bytes]:
    return [body for kind, body in _boxes(data) if kind == b"jumb"]


def _super_boxes_of(body: bytes) -> list[bytes]:
    return [inner for kind, inner in _labelled(body)[1] if kind == b"jumb"]


# --- who says so ----------------------------------------------------------------------------------------------------


def _maker(claim: object) -> str | None:
    if not isinstance(claim, dict):
        return None
    info = claim.get("claim_generator_info")
    info = info[0] if isinstance(info, list) and info else info
    if isinstance(info, dict) and isinstance(info.get("name"), str):
        return _line(" ".join(str(info[key]) for key in ("name", "version") if info.get(key)))
    given = claim.get("claim_generator")
    return _line(given) if isinstance(given, str) else None


def _signer(signature: object) -> str | None:
    """Return whom the signer's certificate names: the organisation, or else the common name."""
    parts = signature if isinstance(signature, list) else None
    if parts is None or len(parts) != 4:
        return None
    heads = [parts[1]]
    with suppress(Broken):
        heads.append(load(parts[0]) if isinstance(parts[0], bytes) and parts[0] else {})
    for head in heads:
        chain = (head.get(_CHAIN) or head.get("x5chain")) if isinstance(head, dict) else None
        first = chain[0] if isinstance(chain, list) and chain else chain
        if isinstance(first, bytes):
            names = _subject(first)
            return names.get("organisation") or names.get("name")
    return None


def _subject(certificate: bytes) -> dict[str, str]:
    """Return the names of a certificate's subject (X.509, RFC 5280): the second list of names in it."""
    try:
        body = _der(_der(certificate)[0][1])[0][1]
        fields = _der(body)
        lists = [value for tag, value in fields if tag == 0x30]  # algorithm, issuer, validity, subject, key
        found: dict[str, str] = {}
        for _, group in _der(lists[3]):
            for _, pair in _der(group):
                (_, kind), (_, value) = _der(pair)[:2]
                if kind in _NAMES:
                    found.setdefault(_NAMES[kind], _line(value.decode("utf-8", "replace")))
    except (IndexError, ValueError):
        return {}
    return found


def _der(data: bytes) -> list[tuple[int, bytes]]:
    """Return the values that lie side by side in DER: tag and contents."""
    found, at = [], 0
    while at + 2 <= len(data):
        tag, size = data[at], data[at + 1]
        at += 2
        if size & 0x80:
            count = size & 0x7F
            if not 1 <= count <= 4:
                raise ValueError(size)
            size, at = int.from_bytes(data[at : at + count], "big"), at + count
        found.append((tag, data[at : at + size]))
        at += size
    return found


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


# --- the check ------------------------------------------------------------------------------------------------------


def _checked(data: bytes) -> tuple[bool | None, str]:
    """Check the signature with c2pa-python: whether it passed, or None and why it was not checked."""
    try:
        import c2pa  # noqa: PLC0415  -- no dependency: it is large
    except ImportError:
        return None, wording.NO_C2PA
    try:
        kind = next(mime for start, mime in _MIME.items() if data.startswith(start))
        with c2pa.Reader(kind, io.BytesIO(data)) as reader:
            state = str(reader.get_validation_state() or "").lower()
    except Exception as error:  # the library raises errors of its own for whatever it cannot read
        return None, wording.not_checked(type(error).__name__.strip("_"))
    return state in ("valid", "trusted"), wording.TRUSTED if state == "trusted" else wording.NOT_IN_LIST
