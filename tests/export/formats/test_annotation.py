"""W3C Web Annotation: the structure that the model demands, places as browsers count them, and words found again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCMITYPE, FOAF

from whence.case import Case
from whence.export.annotation import anchor, selectors
from whence.export.ids import urn_of
from whence.export.units import Units
from whence.records import LinkBasis, Span

Json = dict[str, Any]
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)  # Web Annotation Vocabulary, 3.3.6
BODIES = {"TextualBody", "SpecificResource"}
OA, AS = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/activitystreams#")
# Web Annotation Vocabulary, appendix A: what the JSON keys of an annotation stand for, those that are written here
TERMS = {
    "id": "@id",
    "type": "@type",
    "Annotation": OA.Annotation,
    "TextualBody": OA.TextualBody,
    "SpecificResource": OA.SpecificResource,
    "TextQuoteSelector": OA.TextQuoteSelector,
    "TextPositionSelector": OA.TextPositionSelector,
    "AnnotationCollection": AS.OrderedCollection,
    "AnnotationPage": AS.OrderedCollectionPage,
    "Software": AS.Application,
    "Text": DCMITYPE.Text,
    "body": {"@id": OA.hasBody, "@type": "@id"},
    "target": {"@id": OA.hasTarget, "@type": "@id"},
    "source": {"@id": OA.hasSource, "@type": "@id"},
    "selector": {"@id": OA.hasSelector, "@type": "@id"},
    "motivation": {"@id": OA.motivatedBy, "@type": "@vocab"},
    "purpose": {"@id": OA.hasPurpose, "@type": "@vocab"},
    "via": {"@id": OA.via, "@type": "@id"},
    "exact": OA.exact,
    "prefix": OA.prefix,
    "suffix": OA.suffix,
    "start": {"@id": OA.start, "@type": XSD.nonNegativeInteger},
    "end": {"@id": OA.end, "@type": XSD.nonNegativeInteger},
    "value": RDF.value,
    "format": DC.format,
    "language": DC.language,
    "label": RDFS.label,
    "name": FOAF.name,
    "generator": {"@id": AS.generator, "@type": "@id"},
    "first": {"@id": AS.first, "@type": "@id"},
    "items": {"@id": AS.items, "@type": "@id", "@container": "@list"},
    "total": {"@id": AS.totalItems, "@type": XSD.nonNegativeInteger},
    "startIndex": {"@id": AS.startIndex, "@type": XSD.nonNegativeInteger},
    **{name: OA[name] for name in ("describing", "identifying", "linking", "tagging", "classifying")},
}


@pytest.fixture(scope="module")
def collection(example: Case, export: Callable[[Case, str], bytes]) -> Json:
    """Return the example as a collection of annotations."""
    found: Json = json.loads(export(example, "web-annotation"))
    return found


@pytest.fixture(scope="module")
def items(collection: Json) -> list[Json]:
    """Return its annotations."""
    found: list[Json] = collection["first"]["items"]
    return found


def as_utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def targets(annotation: Json) -> Iterator[Json]:
    yield from (one for one in (*annotation["body"], *annotation["target"]) if "selector" in one)


def test_the_collection_is_as_the_model_demands(collection: Json, items: list[Json]) -> None:
    """Context, types and counts are those of the model (5.1 and 5.2)."""
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert (collection["total"], collection["first"]["startIndex"]) == (len(items), 0)
    names = [collection["id"], collection["first"]["id"], *(item["id"] for item in items)]
    assert len(names) == len(set(names))
    assert all(urlsplit(name).scheme == "urn" for name in names)


def test_each_annotation_is_as_the_model_demands(items: list[Json]) -> None:
    """One id, one type, a known motivation, at least one target, and bodies of the model's classes (3.1 to 3.3)."""
    for item in items:
        assert item.keys() == {"id", "type", "motivation", "body", "target"}
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["target"]
        for body in item["body"]:
            assert body["type"] in BODIES
            assert isinstance(body.get("value", ""), str)
            assert body.get("purpose", "linking") in MOTIVATIONS
            assert ("value" in body) == (body["type"] == "TextualBody")
        for target in targets(item):
            assert target["type"] == "SpecificResource"
            assert target["source"]["id"].startswith("urn:uuid:")
            quote, position = target["selector"]
            assert quote.keys() == {"type", "prefix", "exact", "suffix"}
            assert position.keys() == {"type", "start", "end"}
            assert quote["exact"]
            assert 0 <= position["start"] < position["end"]


def test_each_selector_selects_its_words(items: list[Json], example: Case) -> None:
    """Both selectors find the same words, the positions counted as browsers do."""
    texts = {urn_of("article", article.id): article.text for article in example.articles()}
    seen = 0
    for item in items:
        for target in targets(item):
            quote, position = target["selector"]
            text = texts[target["source"]["id"]]
            assert as_utf16(text, position["start"], position["end"]) == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            found = anchor(text, target["selector"])
            assert found is not None
            assert text[slice(*found)] == quote["exact"]
            assert Units(text).of(found.start) == position["start"]
            seen += 1
    assert seen > 200


def test_every_statement_and_step_is_there(items: list[Json], example: Case) -> None:
    """Each statement, part and step is an annotation, and a step says whether it is inferred."""
    names = {item["id"]: item for item in items}
    for reading in example.readings():
        for statement in (*reading.statements, *example.parts(reading.article.id)):
            item = names[urn_of("annotation", statement.id)]
            assert len(item["target"]) == max(1, len(statement.content or statement.cue))
    for step in example.steps():
        item = names[urn_of("annotation of step", step.later, step.earlier)]
        tags = {body["value"] for body in item["body"] if body.get("purpose") == "tagging"}
        assert ("inferred" in tags, "stated" in tags) == (
            step.basis is LinkBasis.inferred,
            step.basis is not LinkBasis.inferred,
        )


@pytest.fixture(scope="module")
def graph(collection: Json) -> Graph:
    """Return the triples that a JSON-LD processor makes of it; a key without a term would be an error."""
    _, own = collection["@context"]
    strict = {"@vocab": "urn:x-no-term:", "@version": 1.1, **own, **TERMS}
    return Graph().parse(data=json.dumps(collection | {"@context": strict}), format="json-ld")


def test_as_linked_data_it_is_the_model_s(graph: Graph, items: list[Json]) -> None:
    """Expanded, every key is a term of the model, every reference an address, every number one of its datatype."""
    said = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    assert not [term for term in said if term.startswith("urn:x-no-term:")]
    assert {urlsplit(term).scheme for term in said} <= {"urn", "http", "https"}
    assert not [one for one in graph.objects() if isinstance(one, Literal) and one.ill_typed]
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(items)
    (listed,) = graph.objects(predicate=AS["items"])
    assert [str(one) for one in graph.items(listed)] == [item["id"] for item in items]


def test_the_expanded_classes_have_what_the_vocabulary_demands(graph: Graph) -> None:
    """An annotation has a target and a motive; a specific resource one source; a selector its places or its words."""
    for one in graph.subjects(RDF.type, OA.Annotation):
        assert set(graph.objects(one, OA.hasTarget))
        (motive,) = graph.objects(one, OA.motivatedBy)
        assert str(motive).removeprefix(str(OA)) in MOTIVATIONS
    for one in graph.subjects(RDF.type, OA.SpecificResource):
        assert len(set(graph.objects(one, OA.hasSource))) == 1
    for one in graph.subjects(RDF.type, OA.TextPositionSelector):
        (start,), (end,) = (set(graph.objects(one, name)) for name in (OA.start, OA.end))
        assert 0 <= start.toPython() < end.toPython()
    quotes = set(graph.subjects(RDF.type, OA.TextQuoteSelector))
    assert len(quotes) > 200
    assert all(len(set(graph.objects(one, OA.exact))) == 1 for one in quotes)


WORDS = st.text(st.sampled_from(["a", "b", "é", "e\u0301"[1], "🙂", "𝔘", ".", "“"]), min_size=1, max_size=5)
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n\t", "\u00a0", "\u2003"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=3, max_size=14), st.data())
def test_words_are_found_after_their_white_space_has_changed(words: list[str], data: st.DataObject) -> None:
    """Whatever white space is changed, added or dropped between words, the selector finds them."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = " ".join(words)
    start = len(" ".join(words[:first])) + (first > 0)
    span = Span(start, start + len(" ".join(words[first : last + 1])))
    made = selectors(text, span, Units(text))
    changed = "".join(word + data.draw(SPACES | st.just("")) for word in words)
    found = anchor(changed, made)
    assert found is not None
    assert "".join(changed[slice(*found)].split()) == "".join(text[slice(*span)].split())
    assert anchor(text, made) is not None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("One said it sank.\n\nTwo said it  sank, and left.", "it  sank"),  # the second, by what stands around it
        ("Nothing of the kind.", None),
        ("Before. Two said it\u00a0sank, and left. One said it sank.", "it\u00a0sank"),
    ],
)
def test_the_place_that_fits_best_is_taken(changed: str, words: str | None) -> None:
    """Of the same words at two places, their surroundings tell which are meant; where they are gone, there is none."""
    text = "One said it sank. Two said it sank, and left."
    at = text.rindex("it sank")
    found = anchor(changed, selectors(text, Span(at, at + 7), Units(text)))
    assert (found and changed[slice(*found)]) == words
    if words:
        assert found is not None
        assert changed[found.start - 9 : found.start] == "Two said "


def test_without_a_quote_nothing_is_found() -> None:
    """Positions alone are no anchor in a text that may have changed."""
    assert anchor("text", [{"type": "TextPositionSelector", "start": 0, "end": 2}]) is None
