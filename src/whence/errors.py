"""Every error that whence raises on purpose.

    WhenceError
    ├── Unreadable      (ValueError)   bytes that give no article: the message says why and what to do
    ├── FetchError      (OSError)      an address that gave no bytes
    │   └── RefusedAddress             an address that is not fetched at all: a private network, an unknown scheme
    ├── ModelMissing    (RuntimeError) the network's files are not where the package keeps them
    ├── CaseError       (OSError)      a case file that cannot be opened, read or written
    │   └── NewerCase                  a case file that a newer whence has made
    └── WrongUse        (ValueError)   an option that cannot mean anything

`Unreadable` and `FetchError` concern one source: the run turns them into `whence.records.Skipped` and goes on. A
message is one line, holds no path of its own, and names the next step where there is one.
"""

from __future__ import annotations

__all__ = [
    "CaseError",
    "FetchError",
    "ModelMissing",
    "NewerCase",
    "RefusedAddress",
    "Unreadable",
    "WhenceError",
    "WrongUse",
]


class WhenceError(Exception):
    """The root of every error that whence raises on purpose."""


class Unreadable(WhenceError, ValueError):
    """Bytes or text that give no article."""


class FetchError(WhenceError, OSError):
    """An address that could not be fetched.

    `status` is what the server answered with, None where it gave no answer; `retry_after` the seconds for which it asks
    to be left alone (RFC 9110, 10.2.3), None where it does not.
    """

    status: int | None = None
    retry_after: float | None = None


class RefusedAddress(FetchError):
    """An address that whence does not fetch, for the safety of the reader's own network."""


class ModelMissing(WhenceError, RuntimeError):
    """The network's files are missing or broken: the package is to be installed again."""


class CaseError(WhenceError, OSError):
    """A case file that is not there, belongs to another program, or cannot be read or written."""


class NewerCase(CaseError):
    """A case file that a newer whence has made: this one does not know what stands in it."""


class WrongUse(WhenceError, ValueError):
    """An option that cannot mean anything, such as a mapping to a field that no row has."""
