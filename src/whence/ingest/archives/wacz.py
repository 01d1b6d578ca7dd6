"""What a web archive collection (WACZ 1.1.1) says of itself in `datapackage.json`: each of its files' digest.

`datapackage-digest.json` holds the description's own digest.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple

from whence.errors import Unreadable
from whence.ingest.archives import wording
from whence.ingest.archives.limits import told

__all__ = ["DESCRIPTION", "Described", "Digested", "described"]

DESCRIPTION = "datapackage.json"
_SEAL = "datapackage-digest.json"
_LARGEST = 16 << 20  # bytes of a description: one line of 300 bytes a file
_KNOWN = ("sha256", "sha512", "sha384", "sha1", "md5")


class Described(NamedTuple):
    """The digests that a collection states of its files (`sha256:` and hexadecimal digits), by path; and what is wrong.

    `faults` are pairs of a file's path and the reason.
    """

    digests: Mapping[str, str]
    faults: tuple[tuple[str, str], ...] = ()


def described(archive: zipfile.ZipFile) -> Described:
    """Return what a collection's description says; one that cannot be read is a fault, and states no digest."""
    names = set(archive.namelist())
    try:
        data = _whole(archive, DESCRIPTION)
        digests = dict(_stated(json.loads(data)))
        seal = json.loads(_whole(archive, _SEAL)) if _SEAL in names else {}
    except (Unreadable, ValueError, RecursionError):
        return Described({}, ((DESCRIPTION, wording.BROKEN_DESCRIPTION),))
    faults = [(path, wording.NOT_IN_COLLECTION) for path in digests if path not in names]
    stated = seal.get("hash") if isinstance(seal, dict) else None
    if isinstance(stated, str) and _is_known(stated) and not _fits(stated, Digested.of(data, stated)):
        faults.insert(0, (DESCRIPTION, wording.OTHER_DESCRIPTION))
    return Described(digests, tuple(faults))


def _whole(archive: zipfile.ZipFile, name: str) -> bytes:
    with told(), archive.open(name) as member:
        data = member.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Unreadable(wording.BROKEN_DESCRIPTION)
    return data


def _stated(description: Any) -> Iterator[tuple[str, str]]:
    resources = description.get("resources") if isinstance(description, dict) else None
    for resource in resources if isinstance(resources, list) else ():
        path, digest = (resource.get("path"), resource.get("hash")) if isinstance(resource, dict) else (None, None)
        if isinstance(path, str) and isinstance(digest, str) and _is_known(digest):
            yield path, digest


def _is_known(digest: str) -> bool:
    return digest.partition(":")[0].lower() in _KNOWN


def _fits(stated: str, found: str) -> bool:
    return stated.partition(":")[2].strip().lower() == found


class Digested(io.RawIOBase):
    """A member's stream that takes the digest of all that is read from it, to compare it with the stated one."""

    def __init__(self, stream: IO[bytes], stated: str) -> None:
        self._stream = stream
        self._stated = stated
        self._sum = _sum(stated)

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes."""
        data = self._stream.read(number)
        self._sum.update(data)
        return data

    def fits(self) -> bool:
        """Whether what was read has the stated digest."""
        return _fits(self._stated, self._sum.hexdigest())

    @staticmethod
    def of(data: bytes, stated: str) -> str:
        """Return the digest of bytes by the algorithm of a stated one, in hexadecimal."""
        made = _sum(stated)
        made.update(data)
        return str(made.hexdigest())


def _sum(stated: str) -> Any:
    return hashlib.new(stated.partition(":")[0].lower(), usedforsecurity=False)
