"""Measure how the same picture is found again, beside plain pHash and dHash, on pictures that this script draws.

usage: pictures.py [--scenes N] [--seed N]

Each scene is a sky of fractal noise over ground, with buildings, people and poles; each is changed in every way of the
table and looked for among all scenes and their look-alikes: the same place with other clouds and other people, and the
same again seen from a few steps to the side. Recall is the share of changed pictures that are found to be their own
scene's picture, precision the share of all that is found for them that is so. A picture turned left to right counts as
found where it is told to be mirrored; the plain hashes cannot tell. pHash and dHash are those of the package
`imagehash`, 64 bits, taken as the same up to 10 bits apart; without the package their columns stay empty.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from whence.pictures.decoding import gray_of
from whence.pictures.looks import compared
from whence.pictures.records import Relation

Gray = NDArray[np.uint8]
Change = Callable[[Image.Image, np.random.Generator], Image.Image]

_SIZE = (480, 360)
_BITS_APART = 10


def main() -> None:
    """Print recall and precision by the way in which pictures were changed, and what false friends there are."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scenes", type=int, default=40, help="how many scenes are drawn")
    options.add_argument("--seed", type=int, default=7, help="which ones")
    given = options.parse_args()
    scenes = [given.seed * 1000 + n for n in range(given.scenes)]
    known = [draw(scene) for scene in scenes]
    known += [draw(scene, details=scene + 500_000) for scene in scenes]
    known += [draw(scene, details=scene + 900_000, aside=0.08) for scene in scenes]
    methods: list[Whence | Plain] = [Whence(), *_plain_hashes()]
    print(f"{'changed by':26s} " + "  ".join(f"{one.name:>22s}" for one in methods))
    print(f"{'':26s} " + "  ".join(f"{'recall':>11s} {'precision':>10s}" for _ in methods))
    for name, change in CHANGES.items():
        changed = [change(known[n], np.random.default_rng([scene, 3])) for n, scene in enumerate(scenes)]
        cells = [one.found(changed, known, mirrored=name == "turned left to right") for one in methods]
        print(
            f"{name:26s} " + "  ".join(f"{recall:11.3f} {precision:10.3f}" for recall, precision in cells), flush=True
        )
    for one in methods:
        friends = one.friends(known, given.scenes)
        print(
            f"{one.name}: {friends} pairs of {len(known)} different pictures taken for one, {one.seconds:.1f} s in all"
        )


# --- scenes ---------------------------------------------------------------------------------------------------------


def draw(scene: int, *, details: int | None = None, aside: float = 0.0) -> Image.Image:
    """Draw a scene. `details` draws other clouds and people before the same place, `aside` moves the viewer."""
    place, moment = np.random.default_rng([scene, 1]), np.random.default_rng([details or scene, 2])
    width, height = _SIZE
    wide = int(width * 1.3)
    horizon = int(height * place.uniform(0.35, 0.6))
    sky, ground = place.uniform(90, 220, 3), place.uniform(40, 160, 3)
    canvas = np.zeros((height, wide, 3))
    canvas[:horizon] = sky + 70 * (fractal((horizon, wide), moment) - 0.5)[..., None]
    canvas[horizon:] = ground + 90 * (fractal((height - horizon, wide), place) - 0.5)[..., None]
    picture = Image.fromarray(np.clip(canvas, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    for _ in range(int(place.integers(3, 9))):
        _building(pen, place, horizon, wide)
    for _ in range(int(moment.integers(4, 25))):
        _person(pen, moment, horizon, wide, height)
    for _ in range(int(place.integers(0, 5))):
        x = int(place.integers(0, wide))
        pen.line([(x, horizon + 30), (x, horizon - int(place.integers(40, 150)))], fill=_colour(place), width=3)
    left = int((0.15 + aside * (1 if scene % 2 else -1)) * width)
    seen = np.asarray(picture.crop((left, 0, left + width, height)), dtype=float)
    grain = np.random.default_rng([scene, 4, int(aside * 100)]).normal(0, 4, seen.shape)
    return Image.fromarray(np.clip(seen + grain, 0, 255).astype(np.uint8))


def fractal(shape: tuple[int, int], chance: np.random.Generator) -> NDArray[np.float64]:
    """Return noise of several scales, between 0 and 1 (Perlin's sum of octaves, of scaled random grids)."""
    total = np.zeros(shape)
    for octave in range(2, 8):
        cells = chance.random((max(2, shape[0] * 2**octave // 400), max(2, shape[1] * 2**octave // 400)))
        grid = Image.fromarray((cells * 255).astype(np.uint8)).resize(shape[::-1], Image.Resampling.BICUBIC)
        total += np.asarray(grid, dtype=float) / 255 / 1.6**octave
    found: NDArray[np.float64] = (total - total.min()) / (total.max() - total.min())
    return found


def _building(pen: ImageDraw.ImageDraw, chance: np.random.Generator, horizon: int, wide: int) -> None:
    left, width = int(chance.integers(-20, wide)), int(chance.integers(30, 110))
    top = horizon - int(chance.integers(20, 140))
    pen.rectangle((left, top, left + width, horizon + int(chance.integers(0, 25))), fill=_colour(chance))
    step = int(chance.integers(9, 18))
    for x in range(left + 5, left + width - 6, step):
        for y in range(top + 6, horizon - 6, step):
            if chance.random() < 0.8:
                pen.rectangle((x, y, x + step // 2, y + step // 2), fill=_colour(chance))


def _person(pen: ImageDraw.ImageDraw, chance: np.random.Generator, horizon: int, wide: int, height: int) -> None:
    x, y = int(chance.integers(0, wide)), int(chance.integers(horizon, height))
    tall = 12 + (y - horizon) // 4
    pen.rectangle((x, y - tall, x + tall // 3, y), fill=_colour(chance))
    pen.ellipse((x, y - tall - tall // 3, x + tall // 3, y - tall), fill=_colour(chance))


def _colour(chance: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = (int(v) for v in chance.integers(20, 235, 3))
    return red, green, blue


# --- changes --------------------------------------------------------------------------------------------------------


def _encoded(picture: Image.Image, quality: int) -> Image.Image:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality)
    return Image.open(data).convert("RGB")


def _cut(picture: Image.Image, share: float, chance: np.random.Generator) -> Image.Image:
    """Keep all but a share of the area, anywhere in the picture."""
    width, height = picture.size
    kept_x = (1 - share) ** chance.uniform(0.35, 0.65)
    kept_y = (1 - share) / kept_x
    left = int(chance.uniform(0, 1 - kept_x) * width)
    top = int(chance.uniform(0, 1 - kept_y) * height)
    return picture.crop((left, top, left + int(kept_x * width), top + int(kept_y * height)))


def _framed(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    edge = int(0.05 * picture.width)
    framed = Image.new("RGB", (picture.width + 2 * edge, picture.height + 2 * edge), _colour(chance))
    framed.paste(picture, (edge, edge))
    return framed


def _written(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    written = picture.copy()
    pen = ImageDraw.Draw(written)
    top = int(chance.uniform(0.05, 0.75) * picture.height)
    pen.rectangle((0, top, picture.width, top + picture.height // 7), fill=(15, 15, 15))
    pen.text((20, top + 8), "SEEN TODAY AT THE HARBOUR, SENT IN BY A READER", fill=(250, 250, 250))
    return written


def _brighter(picture: Image.Image) -> Image.Image:
    return picture.point([min(255, int(255 * (v / 255) ** 0.7)) for v in range(256)] * 3)


CHANGES: dict[str, Change] = {
    "nothing": lambda picture, _: picture,
    "JPEG, quality 30": lambda picture, _: _encoded(picture, 30),
    "half the size": lambda picture, _: picture.resize((picture.width // 2, picture.height // 2)),
    "a fifth of the size": lambda picture, _: picture.resize((picture.width // 5, picture.height // 5)),
    "without colour": lambda picture, _: picture.convert("L").convert("RGB"),
    "brighter": lambda picture, _: _brighter(picture),
    "10 % cut off": lambda picture, chance: _cut(picture, 0.10, chance),
    "25 % cut off": lambda picture, chance: _cut(picture, 0.25, chance),
    "40 % cut off": lambda picture, chance: _cut(picture, 0.40, chance),
    "in a frame": _framed,
    "written on": _written,
    "cut 25 %, half, quality 30": lambda picture, chance: _encoded(
        _cut(picture, 0.25, chance).resize((picture.width // 2, picture.height // 2)), 30
    ),
    "turned left to right": lambda picture, _: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
}


# --- methods --------------------------------------------------------------------------------------------------------


@dataclass
class Whence:
    """The comparison of whence."""

    name: str = "whence"
    seconds: float = field(default=0.0)

    def found(
        self, changed: Sequence[Image.Image], known: Sequence[Image.Image], *, mirrored: bool
    ) -> tuple[float, float]:
        """Return recall and precision."""
        start = time.process_time()
        grays = [gray_of(picture) for picture in (*changed, *known)]
        right = wrong = 0
        for a, b, likeness in compared(grays, of_first=len(changed)):
            own = b - len(changed) == a and (likeness.relation is Relation.mirrored) == mirrored
            right, wrong = right + own, wrong + (not own)
        self.seconds += time.process_time() - start
        return right / len(changed), right / max(1, right + wrong)

    def friends(self, known: Sequence[Image.Image], _: int) -> int:
        """Count pairs of different pictures taken for one."""
        return sum(1 for _ in compared([gray_of(picture) for picture in known]))


@dataclass
class Plain:
    """A hash of the whole picture."""

    name: str
    hashed: Callable[[Image.Image], Any]
    seconds: float = field(default=0.0)

    def found(
        self, changed: Sequence[Image.Image], known: Sequence[Image.Image], *, mirrored: bool
    ) -> tuple[float, float]:
        """Return recall and precision; a mirrored picture that is found counts, for a hash can say no more."""
        del mirrored
        start = time.process_time()
        ours, theirs = ([self.hashed(picture) for picture in some] for some in (changed, known))
        pairs = [(a, b) for a, x in enumerate(ours) for b, y in enumerate(theirs) if x - y <= _BITS_APART]
        self.seconds += time.process_time() - start
        right = sum(a == b for a, b in pairs)
        return right / len(changed), right / max(1, len(pairs))

    def friends(self, known: Sequence[Image.Image], _: int) -> int:
        """Count pairs of different pictures taken for one."""
        hashes = [self.hashed(picture) for picture in known]
        return sum(x - y <= _BITS_APART for n, x in enumerate(hashes) for y in hashes[n + 1 :])


def _plain_hashes() -> list[Plain]:
    try:
        import imagehash  # noqa: PLC0415  # only where the bench group is installed
    except ImportError:
        print("no columns for plain hashes: imagehash is not installed (it is in the group `bench`)")
        return []
    return [Plain("pHash", imagehash.phash), Plain("dHash", imagehash.dhash)]


if __name__ == "__main__":
    main()
