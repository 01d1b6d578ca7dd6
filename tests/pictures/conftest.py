"""Pictures drawn for the tests, and pages that show them."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from whence.case import Case
from whence.ingest import ingest
from whence.records import Article, Reading

Draw = Callable[[int], Image.Image]


def drawn(seed: int, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Return a picture full of detail: noise of several scales, with boxes before it."""
    chance = np.random.default_rng(seed)
    total = np.zeros((size[1], size[0], 3))
    for octave in range(1, 6):
        cells = (chance.random((2**octave + 1, 2**octave + 1, 3)) * 255).astype(np.uint8)
        total += np.asarray(Image.fromarray(cells).resize(size, Image.Resampling.BICUBIC), dtype=float) / 2**octave
    for _ in range(12):
        x, y = chance.integers(0, size[0] - 30), chance.integers(0, size[1] - 30)
        total[y : y + chance.integers(8, 60), x : x + chance.integers(8, 60)] = chance.integers(0, 255, 3)
    return Image.fromarray(np.clip(total, 0, 255).astype(np.uint8))


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return the bytes of a picture's file."""
    data = io.BytesIO()
    image.save(data, kind, **options)  # type: ignore[arg-type]  # Pillow's own options
    return data.getvalue()


def page(title: str, picture: str, caption: str, credit: str, day: int) -> str:
    """Return a news page with one picture."""
    return f"""<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{title} Post">
<meta property="article:published_time" content="2031-05-{day:02}T08:00:00Z"></head>
<body><article><h1>{title} in full</h1>
<p>The ferry was towed to the harbour on Tuesday morning, the harbour master told reporters at the pier.</p>
<figure><img src="{picture}" alt="A ferry">
<figcaption>{caption} <span class="credit">{credit}</span></figcaption></figure>
<p>Nobody was hurt, she said, and the ship will be looked at in the yard before she sails again next week.</p>
</article></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of saved pages: one picture whole, cut and smaller inside a page, and turned; and another one."""
    folder = tmp_path / "pages"
    whole = drawn(1)
    shown = {
        "alder": encoded(whole, quality=85),
        "birch": encoded(whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        "cedar": encoded(drawn(2)),
    }
    captions = {
        "alder": ("The ferry at the pier in Orrany on 14 May 2031.", "Photo: Ada Roe"),
        "birch": ("The ferry in the yard.", "Photo: Bo Lind"),
        "cedar": ("The harbour from above.", "Photo: Ada Roe"),
    }
    for day, (name, data) in enumerate(shown.items(), start=14):
        (folder / f"{name}_files").mkdir(parents=True)
        (folder / f"{name}_files" / "photo 1.jpg").write_bytes(data)
        text = page(name.title(), f"{name}_files/photo%201.jpg", *captions[name], day)
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    small = encoded(whole.crop((20, 15, 300, 230)).resize((160, 120)), quality=40)
    inside = f"data:image/jpeg;base64,{base64.b64encode(small).decode()}"
    text = page("Dogwood", inside, "The ferry off Tessock on 2 March 2029.", "Photo: Cy Marsh", 20)
    (folder / "dogwood.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def articles(pages: Path) -> list[Article]:
    """Return the articles of the pages."""
    return [found for found in ingest([str(pages)]) if isinstance(found, Article)]


@pytest.fixture
def pictured(tmp_path: Path, articles: list[Article]) -> Path:
    """Return a closed case file of the pages, without statements."""
    path = tmp_path / "pictures.case"
    with Case(path) as opened:
        opened.add(Reading(article=article) for article in articles)
    return path


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Return the drawer of pictures."""
    return drawn
