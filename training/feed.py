"""What suits a device: batches made in a process of their own, without which a GPU waits, and the format of numbers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import torch
from torch.utils.data import DataLoader, IterableDataset

__all__ = ["feed", "half"]

_AHEAD = 48


class _Made(IterableDataset[Any]):
    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[Any]:
        return self.make()


def feed(make: Callable[[], Iterator[Any]], device: torch.device) -> Iterator[Any]:
    """What `make` yields, on the device.

    For a processor it is made in line, where it costs next to nothing; else the making begins at once, so that the next
    epoch's can go on beside this one's steps.
    """
    if device.type == "cpu":
        return make()
    torch.multiprocessing.set_sharing_strategy("file_system")
    loader = DataLoader(_Made(make), batch_size=None, num_workers=1, prefetch_factor=_AHEAD, collate_fn=_same)
    ready = iter(loader)
    return (batch.to(device) for batch in ready)


def half(device: torch.device) -> Any:
    """A context in which products are of bfloat16, where the device computes these faster than of 32 bits.

    A processor without instructions for them emulates them, at forty times the time.
    """
    pays = device.type != "cpu" or _seconds(torch.bfloat16) < _seconds(torch.float32)
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=pays)


@cache
def _seconds(kind: torch.dtype) -> float:
    """Processor seconds of one product of matrices of this kind, the best of some."""
    left, right = (torch.ones(512, 512, dtype=kind) for _ in range(2))
    times = []
    for _ in range(4):
        began = time.process_time()
        left @ right
        times.append(time.process_time() - began)
    return min(times)


def _same(batch: Any) -> Any:
    return batch
