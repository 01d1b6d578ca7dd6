"""Sources that stand plainly before a cue, around an aside, or that two cues share."""

from __future__ import annotations

import pytest

from whence.read.subjects import with_subjects

CASES = [
    ("<x>Two boats sank</x>, Torvik <c>said</c>.", [["Torvik"]]),
    ("<x>The ramp is safe</x>, she <c>insists</c>.", [["she"]]),
    ("<x>The ramp</x> <c>was said</c> <x>to be safe</x>.", [[]]),
    ("<c>Asked</c> <x>whether it was safe</x>, he left.", [[]]),
    (
        "<s>Norrline</s> <c>denied</c> <x>the report</x> and <c2>added</c2> <x2>that the ramp was safe</x2>.",
        [["Norrline"], ["Norrline"]],
    ),
    ("The harbour board <c>reported</c> late on Tuesday <x>that the ramp was safe</x>.", [["The harbour board"]]),
    (
        "I rang. Happily its duty officer, Ana Torvik, <c>has told</c> the Echo <x>that the ramp was safe</x>.",
        [["its duty officer, Ana Torvik"]],
    ),
    ("It was Ana Torvik, the pilot, who <c>told</c> the Echo <x>that four had died</x>.", [["who"]]),
    ("<x>Ramp failed twice</x>, <c>say</c> Norrline engineers", [["Norrline engineers"]]),
    ("<x>“The ramp is safe”</x>, <c>declared</c> the minister to our paper.", [["the minister"]]),
    ("“What people <c>heard</c> <x>was the roof</x>.”", [[]]),
    ("In the morning <c>said</c> <x>to be calm</x>, the sea rose.", [[]]),
    ("<s>Norrline</s> <c>denied</c> <x>the report</x>. And <c2>said</c2> <x2>so</x2>.", [["Norrline"], []]),
    ("The letter, left there and photographed by <s>a tenant</s>, <c>says</c> <x>so</x>.", [["The letter"]]),
    ("A memo to staff, seen by <s>the Echo</s>, <c>warned</c> <x>that it leaked</x>.", [["A memo to staff"]]),
    ("The ramp, painted by Orm, held, <s>a tenant</s> <c>said</c>. <x>It did</x>.", [["a tenant"]]),
    ("Torvik, hired by Norrline, met <s>a tenant</s>, <c>said</c> <x>so</x>.", [["a tenant"]]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_active_cue_gets_the_subject_that_is_plain_to_see(marked, text: str, expected: list[list[str]]) -> None:
    """A name or pronoun straight before the cue, or the source that "and" carries on; passives keep none."""
    read = marked(text)
    assert [read.words(r.source) for r in with_subjects(read.article, read.relations)] == expected
