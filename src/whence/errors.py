"""Every error that whence raises on purpose.

    WhenceError
    ├── Unreadable      (ValueError)   bytes that give no article: the message says why and what to do
    ├── FetchError      (OSError)      an address that gave no bytes
    │   └── RefusedAddress             an address that is not fetched at all: a private network, an unknown scheme
    ├── ModelMissing    (RuntimeError) the network's files are not where the package keeps them
    └── WrongUse        (ValueError)   an option that cannot mean anything

`Unreadable` and `FetchError` concern one source: the run turns them into `whence.records.Skipped` and goes on. A
message is one line, holds no path of its own, and names the next step where there is one.
"""

from __future__ import annotations

__all__ = ["FetchError", "ModelMissing", "RefusedAddress", "Unreadable", "WhenceError", "WrongUse"]


class WhenceError(Exception):
    """The root of every error that whence raises on purpose."""


class Unreadable(WhenceError, ValueError):
    """Bytes or text that give no article."""


class FetchError(WhenceError, OSError):
    """An address that could not be fetched."""


class RefusedAddress(FetchError):
    """An address that whence does not fetch, for the safety of the reader's own network."""


class ModelMissing(WhenceError, RuntimeError):
    """The network's files are missing or broken: the package is to be installed again."""


class WrongUse(WhenceError, ValueError):
    """An option that cannot mean anything, such as a mapping to a field that no row has."""
