"""Bytes to a picture, with limits on pixels and frames; what is broken or no picture is told."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from whence.errors import Unreadable, WhenceError
from whence.pictures import wording
from whence.pictures.looks import SIDE

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["MAX_PIXELS", "SMALLEST", "Decoded", "decoded", "gray_of", "preview_of"]

MAX_PIXELS = 120_000_000
"""Pixels of a picture at most: more than any camera gives, and less than what would fill a small machine's memory."""
SMALLEST = 48
"""Pixels of a side below which a picture is an icon, whose looks say nothing."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO", "AVIF")
_PREVIEW = 240
_WEIGHTS = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A picture that could be opened: its first frame in RGB, turned upright, with the file's own size and format.

    `source` is the file as it was opened, for what it says of itself.
    """

    image: Image.Image
    source: Image.Image
    format: str
    size: tuple[int, int]
    frames: int


def decoded(data: bytes) -> Decoded:
    """Open a picture.

    Raises `Unreadable` for what is no picture, is broken, or has too many pixels; `WhenceError` without Pillow.
    """
    pillow, ops = _pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = pillow.open(io.BytesIO(data), formats=_known(pillow))
            size = image.size
            if size[0] * size[1] > MAX_PIXELS:
                raise Unreadable(wording.too_many_pixels(size, MAX_PIXELS))
            frames = int(getattr(image, "n_frames", 1))
            kind = str(image.format or "")
            upright = ops.exif_transpose(image)  # the first frame of an animated one
            shown = _on_white(upright, pillow)
    except Unreadable:
        raise
    except pillow.UnidentifiedImageError:
        raise Unreadable(wording.NO_PICTURE) from None
    except (pillow.DecompressionBombError, MemoryError):
        raise Unreadable(wording.BOMB) from None
    except Exception as error:  # Pillow's readers raise whatever the bytes make them raise
        raise Unreadable(wording.BROKEN) from error
    return Decoded(image=shown, source=image, format=kind, size=size, frames=frames)


def _known(pillow: Any) -> list[str]:
    """Return the formats that this Pillow reads, of those that are read at all."""
    pillow.init()
    return [name for name in _FORMATS if name in pillow.OPEN]


def _on_white(image: Image.Image, pillow: Any) -> Image.Image:
    """Return a picture in RGB; what is transparent is white, as pages show it."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = pillow.new("RGBA", clear.size, (255, 255, 255, 255))
        found: Image.Image = pillow.alpha_composite(ground, clear).convert("RGB")
        return found
    return image.convert("RGB")


def gray_of(image: Image.Image) -> NDArray[np.uint8]:
    """Return what of a picture is compared: SIDE x SIDE brightnesses, whatever shape it has."""
    pillow, _ = _pillow()
    small = image.convert("RGB").resize((SIDE, SIDE), pillow.Resampling.BOX)
    gray = np.asarray(small, dtype=np.float32) @ _WEIGHTS
    return np.clip(np.round(gray), 0, 255).astype(np.uint8)


def preview_of(image: Image.Image) -> bytes:
    """Return a small JPEG of a picture, without anything that the file says of itself."""
    pillow, _ = _pillow()
    small = image.copy()
    small.thumbnail((_PREVIEW, _PREVIEW), pillow.Resampling.BOX)
    out = io.BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _pillow() -> tuple[Any, Any]:
    """Return Pillow's modules, with its own limit of pixels put to ours.

    Raises `WhenceError` where it is not installed.
    """
    try:
        from PIL import Image, ImageOps  # noqa: PLC0415  -- an extra
    except ImportError:
        raise WhenceError(wording.NO_PILLOW) from None
    return Image, ImageOps
