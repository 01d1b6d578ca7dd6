"""Names of an archive's members: harmless, and without those that no folder would give either."""

from __future__ import annotations

from pathlib import PurePosixPath

from whence.ingest.sources import shown

__all__ = ["harmless_name", "is_hidden"]

_SAVED_PARTS = "_files"
_PAGES = (".html", ".htm", ".xhtml")


def harmless_name(name: str) -> str:
    """Return a member's name as a way below the archive: no root, no drive, no way up, slashes only.

    It only ever names the member; nothing is written to where it leads.
    """
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    kept = [part for part in parts if part not in ("", ".", "..")]
    if kept and len(kept[0]) == 2 and kept[0].endswith(":"):
        kept = kept[1:]
    return shown("/".join(kept).encode("utf-8", "replace").decode()) or "member"


def is_hidden(name: str, names: frozenset[str] | set[str]) -> bool:
    """Whether a member is left out silently, as in a folder: hidden, or a part of a page that a browser saved.

    `names` are those of all members.
    """
    path = PurePosixPath(name)
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return True
    for folder in path.parents:
        stem = str(folder).removesuffix(_SAVED_PARTS)
        if stem != str(folder) and any(f"{stem}{suffix}" in names for suffix in _PAGES):
            return True
    return False
