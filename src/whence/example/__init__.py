"""The bundled example: eleven articles about one invented event, by eight invented outlets and an agency."""

from __future__ import annotations

from pathlib import Path

__all__ = ["example_files"]


def example_files() -> list[Path]:
    """Return the example's articles, saved pages (`.html`) and plain captures (`.txt`), in order of publication."""
    folder = Path(__file__).parent
    return sorted(path for path in folder.iterdir() if path.suffix in {".html", ".txt"})
