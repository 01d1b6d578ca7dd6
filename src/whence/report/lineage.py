"""The way of a claim through the collection's outlets: a node an article, an edge from each version to the next.

The terminal's tree and the dossier's drawing are both made from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.report.records import Change, ClaimView, Place, Version, Why

__all__ = ["Edge", "Lineage", "Node", "lineage_of"]

MANY = 24  # nodes; from here on, alike copies share a line
_ALIKE = 3  # of them at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An article that carries the claim. `starts` are the letters of the origins that it gives itself.

    `with_it` are further articles that carry it alike: from the same article, on the same basis, with nothing changed.
    """

    place: Place
    versions: tuple[int, ...]
    starts: tuple[str, ...]
    origins: tuple[str, ...]
    with_it: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One article follows another, both by id, for what `why` says; `changes` are those of all its versions."""

    later: str
    earlier: str
    why: Why
    changes: tuple[Change, ...]

    @property
    def stated(self) -> bool:
        """Whether the text says so."""
        return self.why.stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Nodes in the order of time, and edges in that of the later one."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def into(self) -> dict[str, list[Edge]]:
        """The edges that lead to each article, by its id."""
        found: dict[str, list[Edge]] = {node.place.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.later].append(edge)
        return found


def lineage_of(view: ClaimView, *, many: int = MANY) -> Lineage:
    """Return a claim's lineage; where it has more than `many` articles, alike copies of one article share a node."""
    by_article: defaultdict[str, list[Version]] = defaultdict(list)
    for version in view.versions:
        by_article[version.place.id].append(version)
    nodes = tuple(_node(by_article[place.id]) for place in view.articles)
    edges = tuple(edge for place in view.articles for edge in _edges(by_article[place.id], view.versions))
    whole = Lineage(nodes=nodes, edges=edges)
    return _folded(whole) if len(nodes) > many else whole


def _node(versions: Sequence[Version]) -> Node:
    return Node(
        place=versions[0].place,
        versions=tuple(version.number for version in versions),
        starts=tuple(sorted({name for version in versions for name in version.starts}, key=_letters)),
        origins=tuple(sorted({name for version in versions for name in version.origins}, key=_letters)),
    )


def _letters(name: str) -> tuple[int, str]:
    return len(name), name


def _edges(versions: Sequence[Version], among: Sequence[Version]) -> list[Edge]:
    """The edges into one article, one for each article that it follows; the surest stated step says why."""
    found: dict[str, Edge] = {}
    for version in versions:
        for why in version.follows:
            earlier = among[why.version - 1].place.id
            if earlier == version.place.id:
                continue
            known = found.get(earlier)
            edge = Edge(later=version.place.id, earlier=earlier, why=why, changes=version.changes)
            found[earlier] = edge if known is None else _both(known, edge)
    return list(found.values())


def _both(one: Edge, other: Edge) -> Edge:
    surer = max((one, other), key=lambda edge: (edge.why.stated, edge.why.score))
    return replace(surer, changes=tuple(dict.fromkeys((*one.changes, *other.changes))))


def _folded(whole: Lineage) -> Lineage:
    """Let articles that nothing follows, and that follow one article alike with nothing changed, share a node."""
    into = whole.into()
    followed = {edge.earlier for edge in whole.edges}
    alike: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in whole.nodes:
        edges = into[node.place.id]
        if len(edges) == 1 and not edges[0].changes and not node.starts and node.place.id not in followed:
            alike[edges[0].earlier, edges[0].why.basis].append(node)
    heads = {nodes[0].place.id: nodes for nodes in alike.values() if len(nodes) >= _ALIKE}
    gone = {node.place.id for nodes in heads.values() for node in nodes[1:]}
    kept = [
        replace(node, with_it=tuple(n.place for n in heads.get(node.place.id, ())[1:]))
        for node in whole.nodes
        if node.place.id not in gone
    ]
    return Lineage(nodes=tuple(kept), edges=tuple(edge for edge in whole.edges if edge.later not in gone))
