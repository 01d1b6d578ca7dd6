"""GEXF and GraphML, read back by networkx, and the structure that GEXF 1.3 demands."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime

import networkx
import pytest
from lxml import etree

from whence.case import Case
from whence.export.ids import uuid_of
from whence.export.xml import holdable
from whence.records import LinkBasis

GEXF = "{http://gexf.net/1.3}"
Export = Callable[[Case, str], bytes]


@pytest.fixture(scope="module")
def gexf(example: Case, export: Export) -> bytes:
    """Return the example as GEXF."""
    return export(example, "gexf")


@pytest.fixture(scope="module")
def graph(gexf: bytes) -> networkx.DiGraph:
    """Return it as networkx reads it."""
    return networkx.read_gexf(io.BytesIO(gexf), version="1.3")


def test_both_formats_hold_one_graph(graph: networkx.DiGraph, example: Case, export: Export) -> None:
    """networkx reads the same nodes, edges and fields from both."""
    other = networkx.read_graphml(io.BytesIO(export(example, "graphml")))
    assert graph.is_directed()
    assert other.is_directed()
    assert set(graph.nodes) == set(other.nodes)
    assert set(graph.edges) == set(other.edges)
    for name, data in graph.nodes(data=True):
        ((since, _),) = data.get("spells", [("", None)])
        assert other.nodes[name].get("since", "") == since
        times = {"spells": None, "since": None}
        assert other.nodes[name] | times == data | times
    for one, two, data in graph.edges(data=True):
        twin = other.edges[one, two]
        assert (twin["weight"], twin["kind"]) == (data["weight"], data["kind"])


def test_steps_are_edges_the_way_that_words_travelled(graph: networkx.DiGraph, example: Case) -> None:
    """Each step leads from the earlier to the later statement, and says whether it is inferred."""
    steps = {(one, two): data for one, two, data in graph.edges(data=True) if data["kind"] == "followed by"}
    wanted = {
        tuple(str(uuid_of("statement", end)) for end in (step.earlier, step.later)): step for step in example.steps()
    }
    assert steps.keys() == wanted.keys()
    for ends, step in wanted.items():
        inferred = step.basis is LinkBasis.inferred
        assert (steps[ends]["stated"], steps[ends]["basis"]) == (
            "no, inferred" if inferred else "yes",
            step.basis.value,
        )
        assert steps[ends]["weight"] == pytest.approx(step.score, abs=0.0005)


def test_statements_of_claims_and_their_sources_are_nodes(graph: networkx.DiGraph, example: Case) -> None:
    """A node has its words, claim and outlet; every source speaks to some statement."""
    kinds = networkx.get_node_attributes(graph, "kind")
    claimed = {statement: claim.id for claim in example.claims() for statement in claim.statements}
    statements = {name for name, kind in kinds.items() if kind == "statement"}
    assert statements == {str(uuid_of("statement", one)) for one in claimed}
    for statement, claim in claimed.items():
        assert graph.nodes[str(uuid_of("statement", statement))]["claim"] == claim
    assert all(graph.out_degree(name) for name in graph.nodes - statements)


def test_times_are_those_of_the_articles(graph: networkx.DiGraph, example: Case) -> None:
    """A statement is there since its article was published, in UTC, and so is each edge that leads to it."""
    for reading in example.readings():
        published = reading.article.published
        assert published is not None
        stated = datetime.fromisoformat(published.at)
        for statement in reading.statements:
            node = graph.nodes.get(str(uuid_of("statement", statement.id)))
            if node is None:
                continue
            ((start, end),) = node["spells"]
            since = datetime.fromisoformat(start)
            assert end in (None, "None")  # networkx reads a missing end so
            assert since.replace(tzinfo=None) == (stated - (stated.utcoffset() or stated - stated)).replace(tzinfo=None)


def test_gexf_has_the_structure_of_its_version(gexf: bytes) -> None:
    """Elements, their order and their attributes are those of GEXF 1.3, and every reference leads to something."""
    root = etree.fromstring(gexf)
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    (drawn,) = root.findall(f"{GEXF}graph")
    # the definition (dynamics.xsd) lets any time be a date or a date with a clock; networkx knows no `dateTime`
    assert drawn.attrib == {
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "idtype": "string",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.removeprefix(GEXF) for child in drawn] == ["attributes", "attributes", "nodes", "edges"]
    declared = {
        found.get("class"): {one.get("id") for one in found if one.get("type") == "string"}
        for found in drawn.findall(f"{GEXF}attributes")
    }
    nodes = {node.get("id") for node in drawn.iter(f"{GEXF}node")}
    edges = list(drawn.iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) > 0
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert 0 <= float(edge.get("weight", "")) <= 1
    for kind in ("node", "edge"):
        for one in drawn.iter(f"{GEXF}{kind}"):
            assert [child.tag.removeprefix(GEXF) for child in one] in (["attvalues"], ["attvalues", "spells"])
            assert {value.get("for") for value in one.iter(f"{GEXF}attvalue")} <= declared[kind]
    for spell in drawn.iter(f"{GEXF}spell"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", spell.get("start", ""))


@pytest.mark.parametrize(
    ("text", "held"),
    [("a\x00b\x0c", "a\ufffdb\ufffd"), ("tab\tline\n", "tab\tline\n"), ("🙂\ufffe", "🙂\ufffd"), ("\ud83d", "\ufffd")],
)
def test_what_xml_cannot_hold_is_replaced_in_its_place(text: str, held: str) -> None:
    """Control characters and halves of pairs become the replacement character; the length stays."""
    assert holdable(text) == held
    etree.fromstring(f"<a>{holdable(text)}</a>".encode())
