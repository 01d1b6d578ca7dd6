"""Bytes and a name to the identity of an article."""

from __future__ import annotations

from hashlib import blake2b, sha256

__all__ = ["article_id", "digest_of"]


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def article_id(name: str, digest: str) -> str:
    """Hash what an article is called with the digest of its bytes, to 16 hexadecimal digits.

    `name` is its address, its row's id, or its file's name below the source that the user gave; never a whole path of
    this machine, for the same collection has the same identities elsewhere. The same bytes under two names are two
    articles: a copy is what whence counts.
    """
    key = f"{name}\0{digest}".encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=8).hexdigest()
