"""The terms of schema.org, as its vocabulary has them, and never a review of a claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO

from whence.case import Case
from whence.export.ids import urn_of
from whence.records import Form, LinkBasis, SourceKind

Json = dict[str, Any]
KEYS = {SourceKind.unnamed: "creditText", SourceKind.collective: "creditText", SourceKind.document: "citation"}


@pytest.fixture(scope="module")
def document(example: Case, export: Callable[[Case, str], bytes]) -> Json:
    """Return the example as JSON-LD."""
    found: Json = json.loads(export(example, "schema-org"))
    return found


@pytest.fixture(scope="module")
def graph(document: Json) -> Graph:
    """Return its triples; the context is schema.org's, of which these terms need no more than the vocabulary."""
    assert document["@context"] == "https://schema.org"
    local = document | {"@context": {"@vocab": str(SDO)}}
    return Graph().parse(data=json.dumps(local), format="json-ld")


def test_every_term_is_in_the_vocabulary(graph: Graph) -> None:
    """Each class and each property is one that schema.org has."""
    terms = {term for term in (*graph.predicates(), *graph.objects(predicate=RDF.type)) if term != RDF.type}
    assert all(str(term).startswith(str(SDO)) and term in SDO for term in terms)
    assert {SDO.Claim, SDO.Quotation, SDO.NewsArticle, SDO.appearance, SDO.isPartOf, SDO.creator} <= terms


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
