"""Export trained weights to the int8 ONNX files that ship in the package.

    python training/export.py model-work/full --to src/whence/model/weights [--float]
    python training/export.py --bare --to model-work/bare.onnx

The vocabulary keeps what English news can hold: word pieces of other scripts and the unused ones go.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from fused import fuse
from network import Encoder, Roles, Senses, encoder_path, loaded

__all__ = ["EAGERNESS", "export", "export_bare", "export_senses"]

EAGERNESS = -0.5
"""Added to the score of beginning a cue; chosen on PolNeAR dev."""
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class _Window(nn.Module):
    """The encoder for one window, with the states below its last layer: nothing is padded, so there is no mask."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        encoder.bert.encoder.layer[-1].register_forward_pre_hook(self._keep)
        self._lower: list[Tensor] = []

    def _keep(self, _: nn.Module, given: tuple[Any, ...]) -> None:
        self._lower.append(given[0])

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden, cue = self.encoder(ids, case, quote, None)
        return hidden, cue, self._lower.pop()


class _States(nn.Module):
    """A pretrained encoder's last states for one text."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        states: Tensor = self.encoder(input_ids=ids).last_hidden_state
        return states


class _Single(nn.Module):
    """The role head for one window's cues."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, hidden: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tags, acts, kinds = self.roles(hidden, None, None, first, last)
        return tags, acts, kinds


def export(source: Path, target: Path, *, integers: bool = True, about: dict[str, Any] | None = None) -> None:
    """Write `encoder.onnx`, `roles.onnx`, `tokenizer.json` and `model.json` into the target folder."""
    network = loaded(source, encoder_path()).eval()
    target.mkdir(parents=True, exist_ok=True)
    kept = _prune(encoder_path() / "tokenizer.json", target / "tokenizer.json")
    table = network.encoder.bert.embeddings.word_embeddings
    network.encoder.bert.embeddings.word_embeddings = nn.Embedding.from_pretrained(table.weight.data[kept], freeze=True)
    ids = torch.randint(5, 500, (1, 40))
    zero = torch.zeros_like(ids)
    width = network.encoder.bert.config.hidden_size
    cues = torch.tensor([3, 9])
    tokens = {0: "one", 1: "tokens"}
    cue_axes = {name: {0: "cues"} for name in ("first", "last", "acts", "kinds")}
    with tempfile.TemporaryDirectory() as folder:
        _graph(
            _Window(network.encoder),
            (ids, zero, zero),
            (["ids", "case", "quote"], ["hidden", "cues", "lower"]),
            dict.fromkeys(("ids", "case", "quote", "hidden", "cues", "lower"), tokens),
            Path(folder, "encoder.onnx"),
        )
        _graph(
            _Single(network.roles),
            (torch.randn(1, 40, width), cues, cues + 1),
            (["hidden", "first", "last"], ["tags", "acts", "kinds"]),
            {"hidden": tokens, "tags": {0: "cues", 1: "tokens"}, **cue_axes},
            Path(folder, "roles.onnx"),
        )
        for name in ("encoder.onnx", "roles.onnx"):
            _kept(Path(folder, name), target, integers=integers)
    fuse(target / "encoder.onnx", network.encoder.bert.config.num_attention_heads)
    (target / "model.json").write_text(json.dumps(about or {}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def export_senses(layer: Senses, target: Path) -> None:
    """Write `senses.onnx` into the target folder: the states below the encoder's last layer to parts in a sense."""
    tokens = {0: "one", 1: "tokens"}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "senses.onnx")
        example = (torch.randn(1, 40, layer.query.in_features),)
        _graph(layer.eval(), example, (["lower"], ["senses"]), {"lower": tokens, "senses": tokens}, file)
        _kept(file, target, integers=True)
    fuse(target / file.name, layer.heads)


def export_bare(target: Path) -> None:
    """Write the pretrained encoder alone, as exporter and quantisation make it: what benchmarks compare with."""
    encoder = BertModel.from_pretrained(str(encoder_path()), add_pooling_layer=False).eval()
    tokens = {0: "one", 1: "tokens"}
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, target.name)
        _graph(_States(encoder), (torch.randint(5, 500, (1, 40)),), (["ids"], ["hidden"]), {"ids": tokens}, file)
        _kept(file, target.parent, integers=True)


def _kept(file: Path, target: Path, *, integers: bool) -> None:
    """Write a graph into the target folder, with its weights as bytes; as they are without `integers`."""
    if integers:
        which = ["MatMul", "Gemm", "Gather"]  # convolutions of bytes are slower than of floats
        how = {"op_types_to_quantize": which, "per_channel": True, "weight_type": QuantType.QInt8}
        quantize_dynamic(file, target / file.name, **how)
    else:
        (target / file.name).write_bytes(file.read_bytes())


def _graph(
    module: nn.Module, example: tuple[Tensor, ...], names: tuple[list[str], list[str]], axes: dict[str, Any], path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of every shape that it reads
        torch.onnx.export(
            module,
            example,
            str(path),
            input_names=names[0],
            output_names=names[1],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def _prune(source: Path, target: Path) -> list[int]:
    """Write the tokenizer with fewer word pieces; return the old ids of those kept, in their new order."""
    config = json.loads(source.read_text(encoding="utf-8"))
    old = config["model"]["vocab"]
    words = [w for w in sorted(old, key=old.__getitem__) if w in SPECIAL or _latin(w)]
    new = {word: i for i, word in enumerate(words)}
    config["model"]["vocab"] = new
    for token in config["added_tokens"]:
        token["id"] = new[token["content"]]
    for token in config.get("post_processor", {}).get("special_tokens", {}).values():
        token["ids"] = [new[t] for t in token["tokens"]]
    config["padding"] = config["truncation"] = None
    target.write_text(json.dumps(config, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return [old[word] for word in words]


def _latin(word: str) -> bool:
    if word.startswith("[unused"):
        return False
    return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2200 for c in word)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", help="the folder where a stage left its weights")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--bare", action="store_true", help="the pretrained encoder alone, for benchmarks")
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, for comparison")
    parser.add_argument("--eagerness", type=float, default=0.0, help="added to the score of beginning a cue")
    parser.add_argument("--name", default="whence-reader")
    args = parser.parse_args()
    if args.bare:
        export_bare(args.to)
        return
    if args.source is None:
        parser.error("name the folder where a stage left its weights, or --bare")
    export(args.source, args.to, integers=not args.float, about={"name": args.name, "eagerness": args.eagerness})


if __name__ == "__main__":
    main()
