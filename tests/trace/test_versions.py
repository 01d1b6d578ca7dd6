"""Versions of one article in a trace: they lead to one another, and make neither articles, outlets nor origins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from whence.link.linked import Linked
from whence.records import LinkBasis, Moment, Order, Precision, ReadFrom, Reading, SourceKind, Trace
from whence.report.views import claim_views
from whence.report.wording import came_in, standing
from whence.trace import trace
from whence.versions.grouping import Versions

PERSON = {"by": ("Ines Okker", "named_person")}
WORDS = "the weir at the mill will open in June"


def captured(collection: Any, **when: str) -> list[Reading]:
    """Return the readings; those named in `when` are captures of one address at these times."""
    found = []
    for reading in collection.ordered:
        at = when.get(reading.article.id)
        if at is not None:
            moment = Moment(at=at, precision=Precision.second, read_from=ReadFrom.archive)
            article = replace(reading.article, url="https://beacon.example/weir", captured=moment)
            found.append(replace(reading, article=article))
        else:
            found.append(reading)
    return found


def traced(collection: Any, readings: list[Reading]) -> Trace:
    """Trace readings that were changed, with the collection's links."""
    articles: Mapping[str, Reading] = {reading.article.id: reading for reading in readings}
    linked: Linked = collection.linked
    units = tuple(replace(unit, article=articles[unit.article.id].article) for unit in linked.units)
    return trace(readings, replace(linked, units=units, versions=Versions(r.article for r in readings)))


@pytest.fixture
def three(collection: Any) -> list[Reading]:
    """Return two captures of one article, the second changed, and another outlet's copy, all of one day."""
    collection.article("a1", None, "2031-05-14", ("s1", WORDS, {}))
    collection.article("a2", None, "2031-05-14", ("s2", WORDS.replace("will", "may"), {}))
    collection.article("b", "Tarn Echo", "2031-05-16", ("s3", WORDS, {}))
    for one, other in (("s1", "s2"), ("s1", "s3"), ("s2", "s3")):
        collection.alike(one, other, copied=1.0)
    return captured(collection, a1="2031-05-14T09:00:00+00:00", a2="2031-05-15T09:00:00+00:00")


def test_a_later_version_follows_the_one_before(collection: Any, three: list[Reading]) -> None:
    """The later capture's statement leads to that of the earlier one, by the address alone, and is no origin."""
    found = traced(collection, three)
    (claim,) = found.claims
    by_later = {step.later: step for step in found.steps}
    step = by_later["s2"]
    assert (step.earlier, step.basis, step.order, step.score) == ("s1", LinkBasis.version, Order.capture, 1.0)
    assert "s1" not in by_later
    assert len(claim.origins) == 1
    assert claim.independent == (1, 1)
    assert claim.unordered == ()
    bases = {(link.a, link.b): link.basis for link in found.links}
    assert bases["s1", "s2"] is LinkBasis.version


def test_the_order_is_that_of_capture(collection: Any) -> None:
    """Whatever the files are called, and though both state one time of publication, the capture tells the order."""
    collection.article("a1", "Beacon", "2031-05-14", ("s1", WORDS, {}))
    collection.article("a2", "Beacon", "2031-05-14", ("s2", WORDS, {}))
    collection.alike("s1", "s2", copied=1.0)
    readings = captured(collection, a1="2031-05-15T09:00:00+00:00", a2="2031-05-14T09:00:00+00:00")
    (step,) = traced(collection, readings).steps
    assert (step.later, step.earlier) == ("s1", "s2")


def test_versions_count_as_one_article(collection: Any, three: list[Reading]) -> None:
    """Two captures and a copy are two articles from two outlets, also where the captured one names no outlet."""
    (view,) = claim_views(three, traced(collection, three))
    assert len(view.versions) == 3
    assert [place.id for place in view.articles] == ["a1", "b"]
    assert len(view.outlets) == 2
    assert "behind 2 articles from 2 outlets" in standing(view)
    assert sum(map(len, (view.giving, view.stated, view.inferred, view.apart))) == 2
    assert came_in(view)


def test_what_a_later_version_adds_was_printed_between_the_captures(collection: Any) -> None:
    """A statement that only the later capture has is not taken for older than a report between publication and it."""
    collection.article("a1", "Beacon", "2031-05-14", ("s1", "the mill is old", {}))
    collection.article("a2", "Beacon", "2031-05-14", ("s0", "the mill is old", {}), ("s2", WORDS, {}))
    collection.article("b", "Tarn Echo", "2031-05-15", ("s3", WORDS, PERSON))
    collection.alike("s1", "s0", copied=1.0)
    collection.alike("s2", "s3", copied=1.0)
    readings = captured(collection, a1="2031-05-16T09:00:00+00:00", a2="2031-05-20T09:00:00+00:00")
    found = traced(collection, readings)
    (step,) = [step for step in found.steps if step.basis is not LinkBasis.version]
    assert (step.later, step.earlier) == ("s2", "s3")


def test_a_person_named_in_a_later_version_is_an_origin(collection: Any) -> None:
    """A version that names the speaker whom the one before left out adds that speaker, as any version does."""
    collection.article("a1", "Beacon", "2031-05-14", ("s1", WORDS, {}))
    collection.article("a2", "Beacon", "2031-05-14", ("s2", WORDS, PERSON))
    collection.alike("s1", "s2", copied=1.0)
    readings = captured(collection, a1="2031-05-14T09:00:00+00:00", a2="2031-05-15T09:00:00+00:00")
    (claim,) = traced(collection, readings).claims
    assert {origin.kind for origin in claim.origins} == {SourceKind.named_person, SourceKind.outlet}
    assert claim.independent.min == 1


def test_a_collection_without_versions_is_traced_as_before(collection: Any) -> None:
    """Articles of different addresses, or of none, are no versions of one another."""
    collection.article("a1", "Beacon", "2031-05-14", ("s1", WORDS, {}))
    collection.article("a2", "Beacon", "2031-05-15", ("s2", WORDS, {}))
    collection.alike("s1", "s2", copied=1.0)
    readings = captured(collection)
    assert not Versions(reading.article for reading in readings)
    (step,) = traced(collection, readings).steps
    assert step.basis is not LinkBasis.version
