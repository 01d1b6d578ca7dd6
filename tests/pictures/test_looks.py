"""Whether two pictures are one by their looks."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from whence.pictures.decoding import gray_of
from whence.pictures.looks import SIDE, alike, compared, is_plain
from whence.pictures.records import Relation

Draw = Callable[[int], Image.Image]
Change = Callable[[Image.Image], Image.Image]


def again(image: Image.Image, quality: int) -> Image.Image:
    """Return a picture encoded again."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    return Image.open(data)


def written(image: Image.Image) -> Image.Image:
    """Return a picture with a band of words on it."""
    copy = image.copy()
    pen = ImageDraw.Draw(copy)
    pen.rectangle((0, 180, 320, 215), fill=(10, 10, 10))
    pen.text((10, 190), "SENT IN BY A READER", fill=(255, 255, 255))
    return copy


CHANGES: dict[str, tuple[Change, Relation]] = {
    "re-encoded": (lambda image: again(image, 30), Relation.same),
    "halved": (lambda image: image.resize((160, 120)), Relation.same),
    "stretched": (lambda image: image.resize((320, 320)), Relation.same),
    "grey": (ImageOps.grayscale, Relation.same),
    "written on": (written, Relation.same),
    "cut at one side": (lambda image: image.crop((0, 0, 270, 240)), Relation.cropped),
    "cut all round": (lambda image: image.crop((30, 20, 290, 215)), Relation.cropped),
    "framed": (lambda image: ImageOps.expand(image, 20, (240, 240, 240)), Relation.cropped),
    "turned": (ImageOps.mirror, Relation.mirrored),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", [3, 4])
def test_a_changed_picture_is_the_same(change: str, seed: int, draw: Draw) -> None:
    """Each way of changing a picture is seen through, and named, whichever of the two comes first."""
    how, relation = CHANGES[change]
    one, other = gray_of(draw(seed)), gray_of(how(draw(seed)))
    for a, b in ((one, other), (other, one)):
        found = alike(a, b)
        assert found is not None
        assert found.relation is relation


def test_other_pictures_are_others(draw: Draw) -> None:
    """Of many pictures drawn by the same rules no two are one."""
    assert list(compared([gray_of(draw(seed)) for seed in range(10, 30)])) == []


def test_the_part_that_is_kept_is_told(draw: Draw) -> None:
    """A cut picture says which part of the whole it shows."""
    found = alike(gray_of(draw(5)), gray_of(draw(5).crop((32, 0, 320, 240))))
    assert found is not None
    assert found.part == pytest.approx((0.1, 0.0, 1.0, 1.0), abs=0.03)


def test_plain_pictures_are_known() -> None:
    """A picture of one brightness is plain; one with anything in it is not."""
    plain = np.full((SIDE, SIDE), 200, dtype=np.uint8)
    assert is_plain(plain)
    plain[:, : SIDE // 2] = 90
    assert not is_plain(plain)
    assert list(compared([])) == []
