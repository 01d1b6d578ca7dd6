"""Who is cited: one statement of the cited, through the outlet that reports it."""

from __future__ import annotations

import pytest

from whence.read.citing import with_cited_sources

CASES = [
    (  # two relations become one
        "<x>The dam leaks</x>, <s><s2>the Sund Herald</s></s2> <c>reported</c>,"
        " <c2>citing</c2> <x2>two engineers</x2>.",
        [("two engineers", ["reported", "citing"], ["The dam leaks"])],
    ),
    (  # the network saw no second cue
        "<x>The dam leaks</x>, <s>the Sund Herald</s> <c>reported</c> on Friday, citing two engineers.",
        [("two engineers", ["reported", "citing"], ["The dam leaks"])],
    ),
    (  # only the citing cue was found
        "<s>The Sund Herald</s> reported, <c>citing</c> <x>two engineers</x>, <x>that the dam leaks</x>.",
        [("two engineers", ["reported", "citing"], ["that the dam leaks"])],
    ),
    (  # who is cited and what they say in one run
        "Across the lake, the Sund Herald reports, <c>citing</c> <x>two engineers, that the dam leaks</x>.",
        [("two engineers", ["reports", "citing"], ["that the dam leaks"])],
    ),
    (  # in two runs, and no outlet seen
        "On Thursday the Sund Herald reported, <c>citing</c> <x>two engineers</x>, <x>that the dam leaks</x>.",
        [("two engineers", ["reported", "citing"], ["that the dam leaks"])],
    ),
    (  # the cited behind what is reported
        "<s>The Sund Herald</s> <c>has reported</c> <x>that the dam leaks</x>, citing two engineers.",
        [("two engineers", ["has reported", "citing"], ["that the dam leaks"])],
    ),
    (  # the cited taken for a part of what is reported
        "<s>The Sund Herald</s> <c>has reported</c> <x>that the dam leaks, citing two engineers</x>.",
        [("two engineers", ["has reported", "citing"], ["that the dam leaks"])],
    ),
    (  # the cited once more, as the source of a part of it
        "<s>The Sund Herald</s> <c>has reported</c> <x>that <x2>the dam leaks</x2></x>,"
        " <c2>citing</c2> <s2>two engineers</s2>.",
        [("two engineers", ["has reported", "citing"], ["that the dam leaks"])],
    ),
    (  # nothing but the cited, beside the report
        "<x>The dam leaks</x>, <s>the Sund Herald</s> <c>reported</c>, <c2>citing</c2> <x2>two engineers</x2>.",
        [("two engineers", ["reported", "citing"], ["The dam leaks"])],
    ),
    (  # what a person cites is evidence
        "<x>The dam holds</x>, <s><s2>the minister</s></s2> <c>said</c>, <c2>citing</c2> <x2>a survey</x2>.",
        [("the minister", ["said"], ["The dam holds"])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_cited_are_the_source_of_what_an_outlet_reports(marked, text: str, expected: list[object]) -> None:
    """An outlet that cites is no source of its own; a person who cites stays the source."""
    read = marked(text)
    found = with_cited_sources(read.article, read.relations)
    assert [(read.words(r.source)[0], read.words(r.cue), read.words(r.content)) for r in found] == expected


def test_what_a_person_cites_is_evidence(marked) -> None:
    """The survey that a minister cites stands among the evidence of what the minister says."""
    read = marked(CASES[-1][0])
    (relation,) = with_cited_sources(read.article, read.relations)
    assert read.words(relation.evidence) == ["a survey"]
