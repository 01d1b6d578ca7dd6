"""GraphML (graphdrawing.org, 1.0): the same network for programs that read no GEXF; times are texts in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from whence.export.graph.network import EDGE_FIELDS, NODE_FIELDS, Network
from whence.export.xml import element, text

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_graphml"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_NODES = ("label", "since", *NODE_FIELDS)
_EDGES = ("since", *EDGE_FIELDS)


def case_graphml(case: Case) -> Iterator[bytes]:
    """Yield the pieces of a directed graph."""
    network = Network(case)
    keys = [_key(f"n_{name}", "node", name) for name in _NODES] + [_key(f"e_{name}", "edge", name) for name in _EDGES]
    keys.append(_key("e_weight", "edge", "weight", "double"))
    yield (_HEAD + "\n".join(keys) + '\n<graph id="whence" edgedefault="directed">\n').encode()
    for node in network.nodes():
        data = {"label": node.label, "since": node.since or "", **node.fields}
        yield _piece("node", {"id": node.name}, "n", data)
    for edge in network.edges():
        data = {"since": edge.since or "", **edge.fields, "weight": str(edge.weight)}
        yield _piece("edge", {"id": edge.name, "source": edge.one, "target": edge.other}, "e", data)
    yield b"</graph>\n</graphml>\n"


def _key(name: str, of: str, called: str, kind: str = "string") -> str:
    return element("key", {"id": name, "for": of, "attr.name": called, "attr.type": kind})


def _piece(kind: str, attributes: dict[str, str], prefix: str, data: Mapping[str, str]) -> bytes:
    inside = "".join(element("data", {"key": f"{prefix}_{name}"}, text(value)) for name, value in data.items() if value)
    return (element(kind, attributes, inside) + "\n").encode()
