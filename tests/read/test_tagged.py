"""Quotations with a tag whose verb the network does not know."""

from __future__ import annotations

import pytest

from whence.read.tagged import tagged

CASES = [
    ("“We have no time left,” bleated the agent. Nobody moved.", [("the agent", "bleated", "“We have no time left,”")]),
    (
        "«None of us was at sea today», underlines the Guard.",
        [("the Guard", "underlines", "«None of us was at sea today»")],
    ),
    ("“We have no time left”, he underlined.", [("he", "underlined", "“We have no time left”")]),
    ("“It will never open!” tutted Ilka Brandt on Friday.", [("Ilka Brandt", "tutted", "“It will never open!”")]),
    ("“We have no time left,” tutted Dr. Ilka Brandt.", [("Dr. Ilka Brandt", "tutted", "“We have no time left,”")]),
    ("“<x>We have no time left</x>,” <c>bleated</c> <s>the agent</s>.", []),  # found already
    ("The song “No Time Left For Us” topped the charts.", []),
    ("They call it “the long way”, always the same.", []),
    ("“We have no time left,” as everybody knew.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_tag_between_a_quotation_and_a_name_tells_it(marked, text: str, expected: list[tuple[str, str, str]]) -> None:
    """Whatever verb joins a quotation to somebody is its cue; titles, scare quotes and what was found make nothing."""
    read = marked(text + (" <s>Ana</s> <c>said</c> <x>so</x>." if "<c>" not in text else ""))
    found = tagged(read.article, read.relations)
    assert [tuple(read.words(part)[0] for part in (r.source, r.cue, r.content)) for r in found] == expected
