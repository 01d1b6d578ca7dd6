"""Names for other systems, made from our ids alone, so that they are the same in every export of a record.

A UUID is the fifth version of RFC 9562: a hash of the record's kind and id in a name space of whence's own.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

__all__ = ["TERMS", "urn_of", "uuid_of"]

_SPACE = uuid5(NAMESPACE_URL, "urn:x-whence")
TERMS = "urn:x-whence:terms#"
"""What stands before the names of whence's own properties, where a standard has none for what they say."""


def uuid_of(kind: str, *ids: str) -> UUID:
    """Return the UUID of a record, such as `uuid_of("step", later, earlier)`."""
    return uuid5(_SPACE, ":".join((kind, *ids)))


def urn_of(kind: str, *ids: str) -> str:
    """Return the same as an IRI: `urn:uuid:…`."""
    return uuid_of(kind, *ids).urn
