"""What the first bytes of a format look like that has no mark at its very beginning."""

from __future__ import annotations

__all__ = ["is_tar"]

_HEADER = 512
_SUM = slice(148, 156)


def is_tar(head: bytes) -> bool:
    """Whether bytes begin with the header of a tar archive's member: its checksum fits (POSIX.1-2001, pax)."""
    header = head[:_HEADER]
    if len(header) < _HEADER or not header[0]:
        return False
    stated = header[_SUM].strip(b"\0 ")
    if not stated or any(digit not in b"01234567" for digit in stated):
        return False
    blanked = header[: _SUM.start] + b" " * 8 + header[_SUM.stop :]
    return sum(blanked) == int(stated, 8)
