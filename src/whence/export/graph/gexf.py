"""GEXF 1.3, Gephi's own format: each statement, and each edge to it, is there since its article was published.

In a live page, it is there since its entry was. Times are in UTC. The format of the times is said to be `date`, which
programs read with or without a time of day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from whence.export.graph.network import EDGE_FIELDS, NODE_FIELDS, Network
from whence.export.xml import element

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_gexf"]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    "<meta><creator>whence</creator></meta>\n"
    '<graph mode="dynamic" defaultedgetype="directed" idtype="string" '
    'timeformat="date" timerepresentation="interval">\n'
)


def case_gexf(case: Case) -> Iterator[bytes]:
    """Yield the pieces of a dynamic, directed graph."""
    network = Network(case)
    yield (_HEAD + _fields("node", NODE_FIELDS) + _fields("edge", EDGE_FIELDS) + "<nodes>\n").encode()
    for node in network.nodes():
        attributes = {"id": node.name, "label": node.label}
        yield _piece("node", attributes, NODE_FIELDS, node.fields, node.since)
    yield b"</nodes>\n<edges>\n"
    for edge in network.edges():
        attributes = {"id": edge.name, "source": edge.one, "target": edge.other, "weight": str(edge.weight)}
        attributes["label"] = edge.fields["kind"]
        yield _piece("edge", attributes, EDGE_FIELDS, edge.fields, edge.since)
    yield b"</edges>\n</graph>\n</gexf>\n"


def _fields(of: str, names: Sequence[str]) -> str:
    declared = "".join(
        element("attribute", {"id": str(n), "title": name, "type": "string"}) for n, name in enumerate(names)
    )
    return element("attributes", {"class": of}, declared) + "\n"


def _piece(
    kind: str, attributes: dict[str, str], names: Sequence[str], fields: dict[str, str], since: str | None
) -> bytes:
    values = "".join(
        element("attvalue", {"for": str(n), "value": fields[name]}) for n, name in enumerate(names) if fields[name]
    )
    inside = element("attvalues", {}, values)
    if since is not None:
        inside += element("spells", {}, element("spell", {"start": since}))
    return (element(kind, attributes, inside) + "\n").encode()
