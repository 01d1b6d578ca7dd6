"""How the first bytes of a message look: those of an e-mail, and of MHTML, which is laid out as one."""

from __future__ import annotations

import re

__all__ = ["is_message"]

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]")
_MADE_BY_PROGRAMS = frozenset({b"mime-version", b"message-id", b"received", b"return-path"})
_MULTIPART = re.compile(rb"^content-type:\s{0,9}multipart/", re.IGNORECASE | re.MULTILINE)


def is_message(head: bytes) -> bool:
    """Whether bytes begin with the headers of a message as programs write them.

    A text that only opens with "From: …", as people copy it out of their mail, is none: no header of it is of those
    that people never see.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    names = set()
    for number, line in enumerate(start.partition(b"\n\n")[0].split(b"\n")):
        if line[:1] in (b" ", b"\t") and number:
            continue
        found = _HEADER.match(line)
        if found is None and not line.endswith(b":"):
            break
        names.add(found[1].lower() if found else line[:-1].lower())
    return len(names) >= 2 and (bool(names & _MADE_BY_PROGRAMS) or _MULTIPART.search(start) is not None)
