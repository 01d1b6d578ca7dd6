"""Rows to batches of tensors: windows with their cue tags, and a line of role tags for each cue."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from corpora import Labelled, Row
from whence.model.labels import ROLES
from whence.model.windows import Piece, Window, meeting, pack, pieces_of
from whence.records import Spans

__all__ = ["IGNORE", "Batch", "Example", "Pieces", "batches", "collate", "grouped", "label", "tokenise", "windows_of"]

IGNORE = -100
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A row with its pieces, so that every epoch can pack them anew."""

    row: Row
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of one step. `full` (a value a cue) says whether addressee and evidence are labelled."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    mask: Tensor
    cue_tags: Tensor
    flat_tags: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    role_tags: Tensor
    full: Tensor
    act: Tensor
    hedged: Tensor
    kind: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        return Batch(**{f.name: getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)})


@dataclass(slots=True, kw_only=True)
class Example:
    """A window with its tags, and a line of role tags for each cue (first and last token, tags, what is labelled)."""

    window: Window
    cue_tags: Ints
    flat_tags: Ints
    cues: list[tuple[int, int, Ints, Labelled]]
    full: bool


def tokenise(rows: Sequence[Row], tokenizer: Tokenizer) -> list[Pieces]:
    """Tokenise every row once."""
    return [Pieces(row=r, pieces=tuple(pieces_of(r.text, r.paragraphs, tokenizer))) for r in rows]


def windows_of(pieces: Pieces, cls: int, sep: int, skip: int = 0) -> list[Window]:
    """Pack a row's pieces, its first `skip` into a window of their own, so that the cuts fall elsewhere each epoch."""
    head = pack(pieces.pieces[:skip], cls, sep) if skip else []
    return head + pack(pieces.pieces[skip:], cls, sep)


def batches(
    rows: Sequence[Pieces], cls: int, sep: int, size: int, rng: random.Random, hide: float = 0.0, mask_id: int = 103
) -> Iterator[Batch]:
    """Shuffled batches of about `size` windows of like length. `hide` is the share of tokens shown as [MASK]."""
    for group in grouped(rows, cls, sep, size, rng):
        yield collate(group, hide, mask_id, rng)


def grouped(rows: Sequence[Pieces], cls: int, sep: int, size: int, rng: random.Random) -> list[list[Example]]:
    """The windows of the rows by batches, as `batches` has them."""
    examples = [
        label(window, p.row)
        for p in rows
        for window in windows_of(p, cls, sep, rng.randrange(min(4, max(1, len(p.pieces)))))
    ]
    rng.shuffle(examples)
    chunk = size * 16
    groups: list[list[Example]] = []
    for low in range(0, len(examples), chunk):
        part = sorted(examples[low : low + chunk], key=lambda e: len(e.window))
        groups += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(groups)
    return groups


def _inside(window: Window, spans: Spans) -> NDArray[np.bool_]:
    hit: NDArray[np.bool_] = meeting(window.starts, window.ends, spans) & (window.paragraph >= 0)
    return hit


def _bio(tags: Ints, hit: NDArray[np.bool_], begin: int) -> None:
    places = np.flatnonzero(hit)
    if len(places):
        tags[places] = begin + 1
        tags[places[np.r_[True, np.diff(places) > 1]]] = begin


def _hide(cue_tags: Ints, content: NDArray[np.bool_]) -> None:
    """Let a content's words teach nothing about cues, but for its edges: there the cue beside it must end."""
    places = np.flatnonzero(content)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > 1)
    edges = np.r_[places[0], places[breaks], places[breaks + 1], places[-1]]
    inner = np.setdiff1d(places, edges)
    cue_tags[inner] = IGNORE


def _near(window: Window, row: Row) -> list[Labelled]:
    """The relations that may have words in the window: an article has many, and most lie elsewhere."""
    end = int(window.ends.max())
    start = int(window.starts[window.paragraph >= 0].min(initial=end))
    return [
        relation
        for relation in row.relations
        if any(a < end and b > start for role in ("cue", *ROLES) for a, b in getattr(relation, role))
    ]


def label(window: Window, row: Row) -> Example:
    """What a row labels in one of its windows."""
    size = len(window)
    cue_tags = np.where(window.paragraph >= 0, 0, IGNORE).astype(np.int64)
    flat = cue_tags.copy()
    cues: list[tuple[int, int, Ints, Labelled]] = []
    relations = _near(window, row)
    if not row.full:
        for relation in relations:
            _hide(cue_tags, _inside(window, relation.content))
    for relation in relations:
        hits = {role: _inside(window, getattr(relation, role)) for role in ROLES}
        _bio(flat, hits["source"], 1)
        _bio(flat, hits["content"], 3)
        cue = np.flatnonzero(_inside(window, relation.cue))
        if not len(cue):
            continue
        hit = np.zeros(size, dtype=bool)
        hit[cue] = True
        _bio(cue_tags, hit, 1)
        tags = np.where(window.paragraph >= 0, 0, IGNORE).astype(np.int64)
        for number in (3, 2, 1, 0):
            _bio(tags, hits[ROLES[number]], 1 + 2 * number)
        cues.append((int(cue[0]), int(cue[-1]), tags, relation))
    return Example(window=window, cue_tags=cue_tags, flat_tags=flat, cues=cues, full=row.full)


def collate(group: Sequence[Example], hide: float, mask_id: int, rng: random.Random) -> Batch:
    """Examples as a batch, padded; `hide` is the share of tokens shown as [MASK]."""
    length = max(len(e.window) for e in group)

    def stack(parts: Sequence[Ints], fill: int) -> Tensor:
        out = np.full((len(parts), length), fill, dtype=np.int64)
        for i, part in enumerate(parts):
            out[i, : len(part)] = part
        return torch.from_numpy(out)

    ids = stack([e.window.ids for e in group], 0)
    real = stack([np.ones(len(e.window), dtype=np.int64) for e in group], 0)
    if hide:
        shown = torch.from_numpy(np.random.default_rng(rng.randrange(2**31)).random(ids.shape) >= hide)
        plain = stack([(e.window.paragraph >= 0).astype(np.int64) for e in group], 0).bool()
        ids = torch.where(shown | ~plain, ids, torch.full_like(ids, mask_id))
    cues = [(i, *cue, e.full) for i, e in enumerate(group) for cue in e.cues]
    labelled = [c[4] for c in cues]

    def column(values: Sequence[int]) -> Tensor:
        return torch.tensor(list(values), dtype=torch.long)

    return Batch(
        ids=ids,
        case=stack([e.window.case for e in group], 0),
        quote=stack([e.window.quote for e in group], 0),
        mask=real,
        cue_tags=stack([e.cue_tags for e in group], IGNORE),
        flat_tags=stack([e.flat_tags for e in group], IGNORE),
        window=column([c[0] for c in cues]),
        first=column([c[1] for c in cues]),
        last=column([c[2] for c in cues]),
        role_tags=stack([c[3] for c in cues], IGNORE) if cues else torch.zeros((0, length), dtype=torch.long),
        full=torch.tensor([c[5] for c in cues], dtype=torch.bool),
        act=column([IGNORE if r.act is None else r.act for r in labelled]),
        hedged=column([IGNORE if r.hedged is None else int(r.hedged) for r in labelled]),
        kind=column([IGNORE if r.kind is None else r.kind for r in labelled]),
    )
