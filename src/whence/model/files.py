"""Where weights lie: in the folder that `WHENCE_MODEL` names, or else in the package."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from whence.errors import ModelMissing

__all__ = ["WEIGHTS", "fitted_numbers", "weights_file"]

WEIGHTS = Path(__file__).parent / "weights"


def weights_file(name: str) -> Path:
    """Return the file of some weights: that of the folder in `WHENCE_MODEL` where it has one, or else the package's."""
    own = Path(os.environ.get("WHENCE_MODEL") or WEIGHTS) / name
    return own if own.exists() else WEIGHTS / name


def fitted_numbers(name: str, *features: Sequence[str], parts: Sequence[str] = ()) -> list[list[float]]:
    """Return the fitted numbers of a file of weights, a list for each sequence of features, in its order.

    `parts` are the names under which the file has each of them; without, the file has one.

    Raises `ModelMissing` where the file is not there, or is not of these features.
    """
    file = weights_file(name)
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        tables = [held[part] for part in parts] if parts else [held]
        return [[float(t[f]) for f in wanted] for t, wanted in zip(tables, features, strict=True)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(f"{file.name} cannot be loaded: install whence again ({error})") from error
