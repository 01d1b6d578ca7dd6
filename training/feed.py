"""Batches made by a process of its own while the network trains on those before: a GPU would wait otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch.utils.data import DataLoader, IterableDataset

__all__ = ["feed"]

_AHEAD = 48


class _Made(IterableDataset[Any]):
    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[Any]:
        return self.make()


def feed(make: Callable[[], Iterator[Any]], device: torch.device) -> Iterator[Any]:
    """What `make` yields, on the device. On a processor it is made in line, for there it costs next to nothing."""
    if device.type == "cpu":
        yield from make()
        return
    torch.multiprocessing.set_sharing_strategy("file_system")
    loader = DataLoader(_Made(make), batch_size=None, num_workers=1, prefetch_factor=_AHEAD, collate_fn=_same)
    for batch in loader:
        yield batch.to(device)


def _same(batch: Any) -> Any:
    return batch
