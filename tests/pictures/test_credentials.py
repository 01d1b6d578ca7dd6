"""Content credentials: found in files, read without trust, and shown as what they say."""

from __future__ import annotations

import struct
import sys
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.pictures import wording
from whence.pictures.cbor import Broken, load
from whence.pictures.credentials import credentials_of
from whence.pictures.records import Credentials


def cbor(value: Any) -> bytes:
    """Return a value in CBOR."""

    def head(kind: int, count: int) -> bytes:
        if count < 24:
            return bytes([kind << 5 | count])
        return bytes([kind << 5 | 26]) + struct.pack(">I", count)

    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    return head(5, len(value)) + b"".join(cbor(key) + cbor(inner) for key, inner in value.items())


def der(tag: int, *inner: bytes) -> bytes:
    """Return a value in DER."""
    body = b"".join(inner)
    return bytes([tag, 0x82]) + struct.pack(">H", len(body)) + body


def name(text: str, kind: bytes) -> bytes:
    """Return a name of a certificate."""
    return der(0x30, der(0x31, der(0x30, der(0x06, kind), der(0x0C, text.encode()))))


def certificate(signer: str) -> bytes:
    """Return as much of a certificate as says whom it is for."""
    number, algorithm, validity = der(0x02, b"\x01"), der(0x30), der(0x30)
    issuer, subject = name("Some Authority", b"\x55\x04\x0a"), name(signer, b"\x55\x04\x0a")
    return der(0x30, der(0x30, der(0xA0, der(0x02, b"\x02")), number, algorithm, issuer, validity, subject), der(0x30))


def box(kind: bytes, *inner: bytes) -> bytes:
    """Return a JUMBF box."""
    body = b"".join(inner)
    return struct.pack(">I", len(body) + 8) + kind + body


def super_box(label: str, *inner: bytes) -> bytes:
    """Return a super box with its description."""
    return box(b"jumb", box(b"jumd", b"\0" * 16, b"\x03", label.encode(), b"\0"), *inner)


def store(signer: str) -> bytes:
    """Return a manifest store with one manifest."""
    claim = {"claim_generator_info": [{"name": "Darkroom", "version": "2"}], "dc:title": "Weir"}
    signature = b"\xd2" + cbor([b"", {33: [certificate(signer)]}, None, b"\0" * 64])  # tag 18: COSE_Sign1
    manifest = super_box(
        "urn:uuid:1",
        super_box("c2pa.claim", box(b"cbor", cbor(claim))),
        super_box("c2pa.signature", box(b"cbor", signature)),
    )
    return super_box("c2pa", manifest)


def jpeg(boxes: bytes) -> bytes:
    """Return the head of a JPEG whose boxes go over several APP11 segments."""
    parts = [boxes[:8] + boxes[low : low + 300] for low in range(8, len(boxes), 300)]
    segments = b""
    for number, part in enumerate(parts, start=1):
        body = b"JP" + struct.pack(">HI", 1, number) + part
        segments += b"\xff\xeb" + struct.pack(">H", len(body) + 2) + body
    return b"\xff\xd8" + segments + b"\xff\xda\0\0"


def png(boxes: bytes) -> bytes:
    """Return the head of a PNG with its boxes in a chunk."""
    body = b"caBX" + boxes
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(boxes)) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize("file", [jpeg, png])
def test_who_signed_is_read_from_the_certificate(file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signer is whom the certificate is for; without the library the signature is not checked, and why is said."""
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = credentials_of(file(store("Fen Photo Ltd")))
    assert found == Credentials(signed_by="Fen Photo Ltd", made_with="Darkroom 2", checked=None, why=wording.NO_C2PA)
    said = wording.signed(found)
    assert said.startswith(
        "Carries content credentials, signed by Fen Photo Ltd, made with Darkroom 2; not checked, because"
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff\xda\0\0", b"\x89PNG\r\n\x1a\n", b"GIF89a", jpeg(box(b"jumb", b"else"))]
)
def test_a_file_without_credentials_has_none(data: bytes) -> None:
    """Other files, and boxes of other kinds, carry none."""
    assert credentials_of(data) is None


@given(st.integers(0, 1200), st.binary(min_size=1, max_size=40))
def test_broken_credentials_break_nothing(at: int, noise: bytes) -> None:
    """Whatever stands in the boxes, they are read as far as that goes."""
    boxes = store("Fen Photo Ltd")
    for file in (jpeg, png):
        data = file(boxes[:at] + noise + boxes[at + len(noise) :])
        found = credentials_of(data)
        assert found is None or found.checked is not True


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.binary(max_size=20) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_cbor_is_read_as_it_was_written(value: Any) -> None:
    """Every value of the kinds that credentials hold comes back."""
    assert load(cbor(value)) == value


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Bytes are a value or broken."""
    with suppress(Broken):
        load(data)


def test_values_of_unknown_length_are_read() -> None:
    """Texts, lists and maps that end with a break are read too (RFC 8949, 3.2)."""
    assert load(bytes.fromhex("bf61619f0102ff61627f61616162ffff")) == {"a": [1, 2], "b": "ab"}
