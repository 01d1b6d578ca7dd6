"""Relations told inside a content, found by their wording."""

from __future__ import annotations

import pytest

from whence.read.inner import inner_relations

CASES = [
    (
        "“<x>I think the ramp was broken, and I left</x>,” <s>he</s> <c>said</c>.",
        [("I", "think", "the ramp was broken")],
    ),
    (
        "<s>She</s> <c>said</c> <x>they had told him to wait on the quay</x>.",
        [("they", "had told", "to wait on the quay")],
    ),
    ("<s>She</s> <c>said</c>: “<x>Nobody has ruled out a leak.</x>”", [("Nobody", "has ruled out", "a leak")]),
    ("“<x>We do not know whether it sank</x>,” <s>he</s> <c>said</c>.", [("We", "do not know", "whether it sank")]),
    (
        "<x>The report from the harbour office found cracks in the hull</x>, <s>the Herald</s> <c>said</c>.",
        [("The report from the harbour office", "found", "cracks in the hull")],
    ),
    (
        "<s>The Herald</s> <c>says</c> <x>a test at the yard points to a weld that failed</x>.",
        [("a test at the yard", "points to", "a weld that failed")],
    ),
    ("<s>She</s> <c>said</c> <x>the report was lost and nobody looked for it</x>.", []),
    ("“<x>I was on the quay and I saw it</x>,” <s>he</s> <c>said</c>.", []),
    ("I think the ramp was broken.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_speaker_tells_of_saying_or_thinking(marked, text: str, expected: list[tuple[str, str, str]]) -> None:
    """A pronoun that says or thinks, or a document that finds, is a relation inside a content and none outside."""
    read = marked(text + (" <s>Ana</s> <c>said</c> <x>so</x>." if "<c>" not in text else ""))
    found = inner_relations(read.article, read.relations)
    assert [tuple(read.words(part)[0] for part in (r.source, r.cue, r.content)) for r in found] == expected


def test_what_the_network_found_is_not_found_twice(marked) -> None:
    """A cue that a relation has already makes no second one."""
    read = marked("“<x>I <c2>think</c2> <x2>it sank</x></x2>,” <s>he</s> <c>said</c>.")
    assert inner_relations(read.article, read.relations) == []
