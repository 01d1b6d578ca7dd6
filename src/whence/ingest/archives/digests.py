"""Digests as archives state them: `sha1:` and 32 letters of base32, `sha256:` and 64 hexadecimal digits."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

from whence.records import DigestCheck

__all__ = ["check_digest"]

_KNOWN = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}


def check_digest(stated: str | None, *variants: bytes) -> DigestCheck:
    """Compare a stated digest with the bytes, in each form in which they may have been digested.

    The digest is of the payload (ISO 28500, 5.9), which some writers take with the chunks of its transfer, others
    without them.
    """
    if not stated:
        return DigestCheck.not_stated
    algorithm, _, value = stated.strip().partition(":")
    name = algorithm.lower().replace("-", "")
    wanted = _value(value, name) if name in _KNOWN else None
    if wanted is None:
        return DigestCheck.not_computed
    return DigestCheck.matches if wanted in _digests(name, variants) else DigestCheck.differs


def _digests(name: str, variants: Iterable[bytes]) -> Iterable[bytes]:
    return (hashlib.new(name, data, usedforsecurity=False).digest() for data in variants)


def _value(text: str, name: str) -> bytes | None:
    """The bytes of a digest in base32, hexadecimal or base64; None where it is none of that length."""
    size = hashlib.new(name, usedforsecurity=False).digest_size
    value = text.strip()
    for decode in (bytes.fromhex, _base32, base64.urlsafe_b64decode, base64.b64decode):
        try:
            found = decode(value)
        except (ValueError, binascii.Error):
            continue
        if len(found) == size:
            return found
    return None


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
