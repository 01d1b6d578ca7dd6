"""Where weights lie: in the folder that `WHENCE_MODEL` names, or else in the package."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["WEIGHTS", "weights_file"]

WEIGHTS = Path(__file__).parent / "weights"


def weights_file(name: str) -> Path:
    """Return the file of some weights: that of the folder in `WHENCE_MODEL` where it has one, or else the package's."""
    own = Path(os.environ.get("WHENCE_MODEL") or WEIGHTS) / name
    return own if own.exists() else WEIGHTS / name
