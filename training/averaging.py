"""The mean of the weights that stages of one training ended with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

__all__ = ["average"]


def average(stages: Sequence[Path], out: Path) -> None:
    """Write the mean of the stages' weights as `out`/weights.pt.

    Stages that go on from one another end near enough for their mean to be a network, and it is better than either
    (Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018).
    """
    weights = [torch.load(stage / "weights.pt") for stage in stages]
    mean = {
        name: sum(each[name].float() for each in weights).div(len(weights)).to(value.dtype)
        if value.dtype.is_floating_point
        else value
        for name, value in weights[-1].items()
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "weights.pt")
