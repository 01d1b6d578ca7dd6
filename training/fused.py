"""One node for attention in the place of the dozen that the exporter writes: less is written to memory and read again.

    python training/fused.py src/whence/model/weights/encoder.onnx

What is computed stays the same but for the last digits. Decision 0034 has what it gives.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto

__all__ = ["fuse"]

_DOMAIN = "com.microsoft"  # onnxruntime's own operators
_SPLIT = frozenset({"Mul", "Transpose", "Reshape"})  # from a projection to its heads, scaled
_MASKED = frozenset({"Add", "Div", "Mul"})  # from the products of queries and keys to the softmax


def fuse(file: Path, heads: int) -> int:
    """Rewrite a graph whose windows are never padded, with `heads` heads in each attention; return how many there were.

    Queries and keys must be scaled by the square root of a head's width and nothing be masked, as in the encoder and in
    the layer that comparing has of its own. Raises `ValueError` where a softmax is not that of an attention.
    """
    model = onnx.load(file)
    graph = model.graph
    found = list(_attentions(graph))
    for last, inputs in found:
        name = f"{last.name}/MultiHeadAttention"
        node = onnx.helper.make_node(
            "MultiHeadAttention", inputs, list(last.output), name=name, domain=_DOMAIN, num_heads=heads
        )
        place = list(graph.node).index(last)
        graph.node.remove(last)
        graph.node.insert(place, node)
    if found:
        _sweep(graph)
        if all(used.domain != _DOMAIN for used in model.opset_import):
            model.opset_import.append(onnx.helper.make_opsetid(_DOMAIN, 1))
        onnx.save(model, file)
    return len(found)


def _attentions(graph: GraphProto) -> Iterator[tuple[NodeProto, list[str]]]:
    """The last node of each attention, and the names of its queries, keys and values, before they are split by head."""
    makers = {name: node for node in graph.node for name in node.output}
    users = {name: node for node in graph.node for name in node.input}

    def above(name: str, passed: frozenset[str]) -> str:
        while name in makers and makers[name].op_type in passed:
            name = max(makers[name].input, key=lambda one: one in makers and not _is_small(makers[one]))
        return name

    for softmax in graph.node:
        if softmax.op_type != "Softmax":
            continue
        products = makers.get(above(softmax.input[0], _MASKED))
        mixed = users.get(softmax.output[0])
        if products is None or mixed is None or {products.op_type, mixed.op_type} != {"MatMul"}:
            raise ValueError(f"{softmax.name} is not the softmax of an attention")
        turned = users[mixed.output[0]]
        last = users[turned.output[0]]
        if (turned.op_type, last.op_type) != ("Transpose", "Reshape"):
            raise ValueError(f"what follows {mixed.name} does not bring its heads together")
        yield last, [above(name, _SPLIT) for name in (*products.input, mixed.input[1])]


def _is_small(node: NodeProto) -> bool:
    """Whether a node makes a shape or a scale, rather than one row a token."""
    return node.op_type in {"Concat", "Sqrt", "Pow", "Cast", "Constant", "Where", "Unsqueeze"}


def _sweep(graph: GraphProto) -> None:
    """Leave out the nodes and weights that nothing needs any more."""
    wanted = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    weights = [weight for weight in graph.initializer if weight.name in wanted]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(weights)


def main() -> None:
    """Fuse files in their places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--heads", type=int, default=12)
    args = parser.parse_args()
    for file in args.files:
        print(f"{file}: {fuse(file, args.heads)} attentions")


if __name__ == "__main__":
    main()
