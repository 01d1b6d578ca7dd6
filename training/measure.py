"""Figures that training watches: exact spans by CofeNet's protocol, and relations end to end, on gold rows.

The published figures come from the data's own scorers; these follow the same definitions on the network alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import torch

from batches import Pieces, windows_of
from corpora import Row
from network import Network
from whence.model.decode import Found, cues_of, found_of
from whence.model.windows import Window
from whence.records import Spans

__all__ = ["figures", "predict"]

_TOKEN = re.compile(r"\w+|[^\w\s]")


def predict(network: Network, rows: Sequence[Pieces], cls: int, sep: int, eagerness: float = 0.0) -> list[list[Found]]:
    """The relations that the network finds in each row."""
    network.eval()
    every = [(i, w) for i, p in enumerate(rows) for w in windows_of(p, cls, sep)]
    every.sort(key=lambda item: len(item[1]))
    found: list[list[Found]] = [[] for _ in rows]
    with torch.no_grad():
        for low in range(0, len(every), 16):
            part = every[low : low + 16]
            windows = [w for _, w in part]
            for cue_row, relation in _run(network, windows, eagerness):
                found[part[cue_row][0]].append(relation)
    return [sorted(relations, key=lambda r: r.cue) for relations in found]


def _run(network: Network, windows: Sequence[Window], eagerness: float) -> list[tuple[int, Found]]:
    length = max(len(w) for w in windows)

    def stack(name: str) -> torch.Tensor:
        out = np.zeros((len(windows), length), dtype=np.int64)
        for i, w in enumerate(windows):
            out[i, : len(w)] = getattr(w, name)
        return torch.from_numpy(out)

    device = next(network.parameters()).device
    mask = torch.from_numpy(np.array([[j < len(w) for j in range(length)] for w in windows], dtype=np.int64)).to(device)
    hidden, scores = network.encoder(*(stack(name).to(device) for name in ("ids", "case", "quote")), mask)
    cues = cues_of(scores.float().cpu().numpy(), windows, eagerness)
    if not cues:
        return []
    column = [torch.tensor([getattr(c, k) for c in cues], device=device) for k in ("row", "first", "last")]
    scored = network.roles(hidden, mask, *column)
    found = found_of(cues, windows, *(part.float().cpu().numpy() for part in scored))
    return [(c.row, f) for c, f in zip(cues, found, strict=True)]


def outermost(found: Sequence[Found]) -> list[Found]:
    """The relations whose cue stands in no other relation's content."""
    return [f for f in found if not any(g is not f and _within(f.cue, g.content) for g in found)]


def _within(inner: Spans, outer: Spans) -> bool:
    return bool(inner) and all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def figures(rows: Iterable[Row], found: Iterable[Sequence[Found]]) -> dict[str, float]:
    """F1 by role (exact fragments), and relations: content Jaccard at least one half, then with source overlap."""
    tally: Counter[str] = Counter()
    for row, relations in zip(rows, found, strict=True):
        tokens = [m.span() for m in _TOKEN.finditer(row.text)]
        kept = list(relations) if row.full else outermost(relations)
        for role in ("source", "cue", "content"):
            ours = {r for f in kept for r in _ranges(getattr(f, role), tokens)}
            gold = {r for g in row.relations for r in _ranges(getattr(g, role), tokens)}
            tally.update({f"{role} hit": len(ours & gold), f"{role} all": len(ours) + len(gold)})
        matched = _match([f.content for f in kept], [g.content for g in row.relations])
        both = sum(_agree(kept[i].source, row.relations[j].source) for i, j in matched)
        tally.update({"detect hit": len(matched), "relation hit": both, "relation all": len(kept) + len(row.relations)})
    tally["detect all"] = tally["relation all"]
    names = ("source", "cue", "content", "detect", "relation")
    return {n: round(200 * tally[f"{n} hit"] / max(1, tally[f"{n} all"]), 1) for n in names}


def _ranges(spans: Spans, tokens: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    hit = sorted({i for s, e in spans for i, (a, b) in enumerate(tokens) if a < e and b > s})
    out: list[tuple[int, int]] = []
    for i in hit:
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def _overlap(a: Spans, b: Spans) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def _agree(a: Spans, b: Spans) -> bool:
    return (not a and not b) or _overlap(a, b) > 0


def _match(ours: Sequence[Spans], gold: Sequence[Spans]) -> list[tuple[int, int]]:
    def size(spans: Spans) -> int:
        return sum(e - s for s, e in spans)

    scored = []
    for i, a in enumerate(ours):
        for j, b in enumerate(gold):
            shared = _overlap(a, b)
            if shared and shared / (size(a) + size(b) - shared) >= 0.5:
                scored.append((shared / (size(a) + size(b) - shared), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(i != p and j != q for p, q in pairs):
            pairs.append((i, j))
    return pairs
