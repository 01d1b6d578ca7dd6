"""Attention as one node: the same numbers as the dozen nodes that it stands for."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from fused import fuse

_WIDTH, _HEADS = 12, 3
_PARTS = ("query", "key", "value")


def _attention(file: Path, *, scaled: tuple[str, ...]) -> None:
    """Write a graph of one attention over `states`, queries and keys scaled where the exporters scale them."""
    chance = np.random.default_rng(5)
    weights = [numpy_helper.from_array(chance.standard_normal((_WIDTH, _WIDTH)).astype(np.float32), p) for p in _PARTS]
    width = _WIDTH // _HEADS
    weights += [
        numpy_helper.from_array(np.array([1, -1, _HEADS, width]), "split"),
        numpy_helper.from_array(np.array([1, -1, _WIDTH]), "joined"),
        numpy_helper.from_array(np.array(width**-0.25, dtype=np.float32), "each"),
        numpy_helper.from_array(np.array(width**0.5, dtype=np.float32), "both"),
        numpy_helper.from_array(np.zeros((1, 1, 1, 1), dtype=np.float32), "mask"),
    ]
    nodes = []
    for part in _PARTS:
        turn = [0, 2, 3, 1] if part == "key" else [0, 2, 1, 3]
        nodes += [
            helper.make_node("MatMul", ["states", part], [f"{part} flat"]),
            helper.make_node("Reshape", [f"{part} flat", "split"], [f"{part} split"]),
            helper.make_node("Transpose", [f"{part} split"], [f"{part} heads"], perm=turn),
        ]
        if part in scaled:
            nodes.append(helper.make_node("Mul", [f"{part} heads", "each"], [f"{part} scaled"]))
    ends = [f"{p} {'scaled' if p in scaled else 'heads'}" for p in _PARTS]
    nodes.append(helper.make_node("MatMul", ends[:2], ["products"]))
    if scaled:
        nodes.append(helper.make_node("Add", ["products", "mask"], ["likely"]))
    else:
        nodes.append(helper.make_node("Div", ["products", "both"], ["likely"]))
    nodes += [
        helper.make_node("Softmax", ["likely"], ["shares"], axis=-1),
        helper.make_node("MatMul", ["shares", ends[2]], ["mixed"]),
        helper.make_node("Transpose", ["mixed"], ["turned"], perm=[0, 2, 1, 3]),
        helper.make_node("Reshape", ["turned", "joined"], ["out"]),
    ]
    _written(file, nodes, weights)


def _written(file: Path, nodes: list[onnx.NodeProto], weights: list[TensorProto]) -> None:
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, _WIDTH]) for name in ("states", "out")]
    graph = helper.make_graph(nodes, "attention", ends[:1], ends[1:], weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), file)


def _run(file: Path, states: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(["out"], {"states": states})[0])


@pytest.mark.parametrize("scaled", [("query", "key"), ()])
def test_a_fused_attention_gives_the_same_numbers(scaled: tuple[str, ...], tmp_path: Path) -> None:
    """The graph with one node computes what the graph with a dozen does, for one token as for many."""
    file = tmp_path / "one.onnx"
    _attention(file, scaled=scaled)
    states = [np.random.default_rng(n).standard_normal((1, n, _WIDTH)).astype(np.float32) for n in (1, 7, 300)]
    before = [_run(file, one) for one in states]
    assert fuse(file, _HEADS) == 1
    kinds = {node.op_type for node in onnx.load(file).graph.node}
    assert kinds == {"MatMul", "MultiHeadAttention"}
    for one, was in zip(states, before, strict=True):
        np.testing.assert_allclose(_run(file, one), was, rtol=1e-4, atol=1e-5)


def test_a_softmax_of_something_else_is_refused(tmp_path: Path) -> None:
    """Where a softmax does not weigh products of queries and keys, the file stays as it is and the error names it."""
    file = tmp_path / "other.onnx"
    _written(file, [helper.make_node("Softmax", ["states"], ["out"], name="last", axis=-1)], [])
    before = file.read_bytes()
    with pytest.raises(ValueError, match="last"):
        fuse(file, _HEADS)
    assert file.read_bytes() == before
