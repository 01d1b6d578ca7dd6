"""What links the statements of a few articles, from reading on."""

from __future__ import annotations

import pytest

import whence
from whence.link.linking import link

CLUB = "The club has survived by lowering fees and raising rents, while two others have closed and one opened again."
MILL = "The mill won two orders in October, lost three, and will not reopen the old yard before the new one is closed."


@pytest.mark.parametrize("sentence", [CLUB, MILL])
def test_a_sentence_with_opposites_in_it_is_not_opposed_to_its_copy(sentence: str) -> None:
    """Words that are set against each other within a sentence say nothing against another report of the same words."""
    pages = [f"{title}\n\n{sentence}\n" for title in ("A club on the coast", "What became of the mill")]
    linked = link([reading for page in pages for reading in whence.read(text=page)])
    copies = [p for p in linked.pairs if {linked.units[n].words for n in (p.a, p.b)} == {sentence.rstrip(".")}]
    assert copies
    assert [pair.opposed for pair in copies] == [0.0] * len(copies)
