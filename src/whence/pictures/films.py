"""Films to their frames at changes of the scene, by a process of its own; and the films that a page shows.

Notes:
    Frames half a second apart are compared in brightness with the one kept last: the plainest way to find cuts, and one
    that keeps a shot in which nothing moves once only (Boreczky and Rowe, "Comparison of video shot boundary detection
    techniques", 1996).
"""

from __future__ import annotations

import importlib.util
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whence.errors import Unreadable, WhenceError
from whence.ingest.page_tree import parse_markup
from whence.pictures import wording
from whence.records import Image, Span

__all__ = ["SUFFIXES", "Frame", "films_named", "frames_of", "require_decoder"]

SUFFIXES = (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".ogv", ".avi", ".mpg", ".mpeg", ".ts", ".flv", ".wmv", ".3gp")
"""Endings of the files that are taken for films."""

_WORKER = Path(__file__).with_name("film_worker.py")
_HEAD = struct.Struct(">dIIQ")  # as `film_worker` writes it
_PATIENCE = 3600.0  # seconds by the clock: the process's own limit is in processor time


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame: at which second of its film, the film's width and height in pixels, and what it shows as JPEG."""

    second: float
    size: tuple[int, int]
    data: bytes


def require_decoder() -> None:
    """Raise `WhenceError` where films cannot be opened."""
    if importlib.util.find_spec("av") is None:
        raise WhenceError(wording.NO_AV)


def frames_of(path: Path) -> Iterator[Frame]:
    """Yield the frames of a film at which its scene changes, in their order.

    Raises `Unreadable` where the decoder is not installed, where this is no film that it opens, and where it is too
    much.
    """
    if importlib.util.find_spec("av") is None:
        raise Unreadable(wording.NO_AV)
    command = [sys.executable, "-P", str(_WORKER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unreadable(wording.LONG_FILM) from None
    at = 0
    while at + _HEAD.size <= len(done.stdout):
        second, width, height, size = _HEAD.unpack_from(done.stdout, at)
        at += _HEAD.size
        if at + size <= len(done.stdout):
            yield Frame(second=second, size=(width, height), data=done.stdout[at : at + size])
        at += size
    if done.returncode:
        raise Unreadable(wording.BROKEN_FILM if done.returncode > 0 else wording.LONG_FILM)


def films_named(markup: str, text: str) -> list[tuple[tuple[str, ...], Image]]:
    """Return the films that a page shows with where each could be found; `text` is that of the page's article."""
    tree = parse_markup(markup) if markup else None
    found = []
    for element in tree.iter("video") if tree is not None else ():
        parts = (element, *element.iter("source"))
        sources = [value.strip() for part in parts for name in ("src", "data-src") if (value := part.get(name))]
        kept = tuple(dict.fromkeys(one for one in sources if one and not one.startswith(("data:", "blob:"))))
        if kept:
            caption = _caption(element, text)
            found.append((kept, Image(url=kept[0], alt=element.get("title") or None, caption=caption)))
    return found


def _caption(element: object, text: str) -> Span | None:
    """Return where the words of the film's own figure stand in the article."""
    figure = next(iter(element.iterancestors("figure")), None)  # type: ignore[attr-defined]  # an element of lxml
    words = figure.find(".//figcaption") if figure is not None else None
    said = " ".join(words.text_content().split()) if words is not None else ""
    at = text.find(said) if said else -1
    return Span(at, at + len(said)) if at >= 0 else None
