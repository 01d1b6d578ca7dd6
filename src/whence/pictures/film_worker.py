"""The process that opens films: FFmpeg (through PyAV) to frames at changes of the scene.

It is run as a script of its own, and knows nothing of whence: what a film makes of FFmpeg, and how much time and memory
that takes, ends with this process. The film is a file that it is given the path of; it answers on standard output: for
each frame the second, the film's width and height, the length of the frame's JPEG, and the JPEG.
"""

from __future__ import annotations

import io
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import av
import numpy as np

HEAD = struct.Struct(">dIIQ")
SECONDS = 1800
"""Of processor time for one film."""
MEMORY = 3 << 30
"""Bytes of address space for this process."""
STEP = 0.5
"""Seconds between the frames that are looked at."""
MOST = 300
"""Frames of one film that are kept."""
_CHANGED = 14.0  # mean difference of brightness, of 255, from the frame kept last
_SIDE = 32
_LONGEST = 720  # pixels of a side of what is kept
_FORMATS = "mov,matroska,ogg,avi,mpeg,mpegts,flv,asf"
"""Only containers, for a playlist would have FFmpeg open what it names."""


def main(path: str) -> None:
    """Answer the film at a path."""
    _limit()
    only = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    with av.open(path, options=only, metadata_errors="ignore") as film:
        for second, frame in _kept(film):
            data = _jpeg(frame)
            head = HEAD.pack(second, frame.width, frame.height, len(data))
            sys.stdout.buffer.write(head + data)
            sys.stdout.buffer.flush()


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _kept(film: Any) -> Iterator[tuple[float, Any]]:
    """Yield the first frame, and each that has changed since the one before it was kept, with its second."""
    last, due, count = None, 0.0, 0
    begin = None
    for frame in film.decode(video=0):
        if frame.time is None:
            continue
        begin = frame.time if begin is None else begin
        second = max(0.0, float(frame.time - begin))
        if second < due:
            continue
        due = second + STEP
        small = np.asarray(frame.reformat(_SIDE, _SIDE, "gray").to_ndarray(), dtype=np.float32)
        if last is not None and float(np.abs(small - last).mean()) < _CHANGED:
            continue
        last, count = small, count + 1
        yield round(second, 2), frame
        if count == MOST:
            return


def _jpeg(frame: Any) -> bytes:
    image = frame.to_image()
    turned = int(getattr(frame, "rotation", 0) or 0)
    if turned % 360:
        image = image.rotate(turned, expand=True)
    image.thumbnail((_LONGEST, _LONGEST))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1])
