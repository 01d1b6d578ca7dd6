"""The words of pictures: a part of `whence.words`, under the same rule. A file's own words are shown as the file's."""

from __future__ import annotations

__all__ = ["too_many_pixels"]

NO_PILLOW = "reading pictures needs Pillow; install it: pip install 'whence[pictures]'"
NO_PICTURE = "it is no picture in a format that is read (JPEG, PNG, GIF, WebP, TIFF, BMP, AVIF)"
BROKEN = "the picture is broken; save it again"
BOMB = "it unpacks to more than could be shown"


def too_many_pixels(size: tuple[int, int], limit: int) -> str:
    """Say that a picture has more pixels than are opened."""
    return f"it has {size[0]:,} x {size[1]:,} pixels, and at most {limit // 1_000_000} million are opened"
