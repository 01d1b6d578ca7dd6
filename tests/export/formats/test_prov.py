"""W3C PROV as JSON and as RDF, read back by the libraries of the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from prov.constants import PROV_ATTR_GENERATED_ENTITY, PROV_ATTR_USED_ENTITY, PROV_TYPE
from prov.model import ProvAgent, ProvDerivation, ProvDocument, ProvEntity, ProvMembership
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCTERMS, PROV

from whence.case import Case
from whence.export.ids import TERMS, urn_of, uuid_of
from whence.records import LinkBasis, Reading, SourceKind, Trace

WHENCE = Namespace(TERMS)
Export = Callable[[Case, str], bytes]


@pytest.fixture(scope="module")
def document(example: Case, export: Export) -> ProvDocument:
    """Return the example as the library `prov` reads it."""
    return ProvDocument.deserialize(content=export(example, "prov-json").decode(), format="json")


@pytest.fixture(scope="module")
def graph(example: Case, export: Export) -> Graph:
    """Return the example as rdflib reads it."""
    return Graph().parse(data=export(example, "prov-turtle"), format="turtle")


def test_the_library_reads_it_and_nothing_contradicts(document: ProvDocument) -> None:
    """Each thing is said once: unifying finds nothing to merge, and the document comes back equal."""
    assert document.unified() == document
    assert ProvDocument.deserialize(content=document.serialize(), format="json") == document
    names = [record.identifier for record in document.get_records() if record.identifier]
    assert len(names) == len(set(names))


def test_every_record_is_there(document: ProvDocument, example: Case) -> None:
    """Articles, statements, documents and claims are entities, every other source an agent, every step a derivation."""
    trace, readings = example.trace(), list(example.readings())
    assert trace is not None
    standing = {source.id for reading in readings for source in reading.sources} - {one for one, _ in trace.same}
    kinds = {source.id: source.kind for reading in readings for source in reading.sources}
    names = {f"{record.identifier}" for record in document.get_records(ProvEntity)}
    statements = [s.id for r in readings for s in (*r.statements, *example.parts(r.article.id))]
    documents = [one for one in standing if kinds[one] is SourceKind.document]
    wanted = [
        *(uuid_of("article", reading.article.id) for reading in readings),
        *(uuid_of("statement", one) for one in statements),
        *(uuid_of("source", one) for one in documents),
        *(uuid_of("claim", claim.id) for claim in trace.claims),
    ]
    assert documents
    assert names == {f"id:{one}" for one in wanted}
    agents = {f"{record.identifier}" for record in document.get_records(ProvAgent)}
    assert {f"id:{uuid_of('outlet', reading.article.outlet or '')}" for reading in readings} < agents
    assert len(list(document.get_records(ProvMembership))) == sum(len(claim.statements) for claim in trace.claims)


def test_steps_are_derivations_and_inferred_ones_say_so(document: ProvDocument, example: Case) -> None:
    """Of all steps, exactly the inferred ones are of the type Inferred, and they are of no other."""
    found = Counter()
    for record in document.get_records(ProvDerivation):
        types = {f"{name}" for name in record.get_attribute(PROV_TYPE)}
        (later,), (earlier,) = (
            record.get_attribute(end) for end in (PROV_ATTR_GENERATED_ENTITY, PROV_ATTR_USED_ENTITY)
        )
        found[f"{later}", f"{earlier}", frozenset(types)] += 1
    wanted = Counter()
    for step in example.steps():
        types = {"whence:Inferred"} if step.basis is LinkBasis.inferred else set()
        if step.basis is not LinkBasis.inferred and (step.basis is LinkBasis.copied or step.passages):
            types.add("prov:Quotation")
        ends = (f"id:{uuid_of('statement', end)}" for end in (step.later, step.earlier))
        wanted[*ends, frozenset(types)] += 1
    primary = {key: count for key, count in found.items() if "prov:PrimarySource" in key[2]}
    assert len({types for _, _, types in wanted}) == 3
    assert found - Counter(primary) == wanted
    assert primary


def test_a_primary_source_is_a_document_that_the_article_names(graph: Graph, example: Case) -> None:
    """Only a statement whose article names a document as its source has a primary source, and no step makes one."""
    wanted = set()
    for reading in example.readings():
        sources = {source.id: source for source in reading.sources}
        for statement in (*reading.statements, *example.parts(reading.article.id)):
            source = sources.get(statement.speaker or "")
            if source is not None and source.kind is SourceKind.document:
                wanted.add((URIRef(urn_of("statement", statement.id)), URIRef(urn_of("source", source.id))))
    assert wanted
    assert set(graph.subject_objects(PROV.hadPrimarySource)) == wanted


def test_the_rdf_uses_prov_s_own_terms(graph: Graph) -> None:
    """Every term of PROV is one that PROV-O has, and every literal is well formed for its datatype."""
    terms = {term for triple in graph for term in triple if f"{term}".startswith(str(PROV))}
    assert all(term in PROV for term in terms)
    assert not [one for one in graph.objects() if isinstance(one, Literal) and one.ill_typed]
    assert {PROV.wasQuotedFrom, PROV.qualifiedDerivation, PROV.hadMember, PROV.wasAttributedTo} < terms
    again = Graph().parse(data=graph.serialize(format="xml"), format="xml")
    assert to_isomorphic(again) == to_isomorphic(graph)


def test_a_plain_derivation_in_rdf_is_always_stated(graph: Graph, example: Case) -> None:
    """Inferred steps stand there as qualified derivations of the type Inferred alone."""
    plain = {pair for name in (PROV.wasDerivedFrom, PROV.wasQuotedFrom) for pair in graph.subject_objects(name)}

    def ends(inferred: bool) -> set[tuple[URIRef, URIRef]]:
        return {
            (URIRef(urn_of("statement", step.later)), URIRef(urn_of("statement", step.earlier)))
            for step in example.steps()
            if (step.basis is LinkBasis.inferred) is inferred
        }

    assert plain == ends(inferred=False)
    marked = set(graph.subjects(RDF.type, WHENCE.Inferred))
    assert {
        (later, graph.value(one, PROV.entity))
        for one in marked
        for later in graph.subjects(PROV.qualifiedDerivation, one)
    } == ends(inferred=True)


def test_both_hold_the_same(graph: Graph, document: ProvDocument) -> None:
    """The words of every entity are the same in JSON and in RDF, and so are the times."""
    for record in document.get_records(ProvEntity):
        name = URIRef(f"{record.identifier.uri}")
        assert {f"{value}" for value in record.get_attribute("prov:value")} == {
            f"{value}" for value in graph.objects(name, PROV.value)
        }
        assert len(record.get_attribute("dcterms:issued")) == len(list(graph.objects(name, DCTERMS.issued)))


def test_two_versions_of_one_article_are_a_revision(
    tmp_path: Path, weir: list[Reading], weir_trace: Trace, export: Export
) -> None:
    """A step between two versions of one article is a revision."""
    (step,) = weir_trace.steps
    weir_trace = replace(weir_trace, steps=(replace(step, basis=LinkBasis.version),))
    with Case(tmp_path / "weir.case") as case:
        case.add(weir)
        case.keep_trace(weir_trace)
        written = export(case, "prov-json").decode()
        found = Graph().parse(data=export(case, "prov-turtle"), format="turtle")
    assert '"prov:Revision"' in written
    assert len(list(found.subject_objects(PROV.wasRevisionOf))) == 1


@pytest.mark.parametrize("text", ['a "quoted" \\ path', "two\nlines\r\tend", "\x00\x07 bell", "emoji 🙂 e\u0301", ""])
def test_any_text_survives_turtle(text: str) -> None:
    """Whatever stands in a literal comes back from it."""
    from whence.export.turtle import literal, subject

    data = subject("<urn:x:s>", [("<urn:x:p>", literal(text))])
    (found,) = Graph().parse(data=data, format="turtle").objects()
    assert f"{found}" == text
