"""Block quotes and quoted posts with a signature."""

from __future__ import annotations

import pytest

from whence.read.forms import form_of
from whence.read.medium import medium_of
from whence.read.relation import Relation
from whence.read.signed import signed
from whence.records import Form, Role, Span

from .lines import article

POST = "— Tarsk Council (@tarskcouncil) May 4, 2031"
CASES = [
    (["Shut until Monday."], POST, "Tarsk Council", ["Shut until Monday."], "social_post"),
    (["Shut until Monday. pic.example/x https://t.example/y"], POST, "Tarsk Council", ["Shut until Monday."],
     "social_post"),
    (["Shut until Monday.", "We are sorry."], POST, "Tarsk Council", ["Shut until Monday.", "We are sorry."],
     "social_post"),
    ([], f"Shut until Monday. {POST}", "Tarsk Council", ["Shut until Monday."], "social_post"),
    (["“Shut until Monday.”"], "— Lena Orr, engineer", "Lena Orr", ["“Shut until Monday.”"], None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "signature", "who", "content", "medium"), CASES)
def test_who_signs_a_quotation_says_it(
    lines: list[str], signature: str, who: str, content: list[str], medium: str | None
) -> None:
    """All blocks above the signature are the signer's words, given as their own; a post is known by its account."""
    page = article("The bridge is shut.", *((Role.quote, line) for line in (*lines, signature)), "It rained.")
    (relation,) = signed(page, [])
    assert [page.text[slice(*span)] for span in relation.source] == [who]
    assert [page.text[slice(*span)] for span in relation.content] == content
    assert form_of(page, relation) is Form.direct
    assert medium_of(page, relation) == medium


def test_a_quotation_without_a_signature_or_with_an_outer_cue_makes_nothing() -> None:
    """Nobody is guessed, and what the report's own words tell is told once."""
    assert signed(article("It is shut.", (Role.quote, "Shut until Monday."), "— Lena Orr"), []) == []
    page = article("The council wrote:", (Role.quote, "Shut until Monday."), (Role.quote, POST))
    told = Relation(content=(page.blocks[1].span,), source=(Span(0, 11),), cue=(Span(12, 17),))
    assert signed(page, [told]) == []


def test_two_posts_in_a_row_are_told_apart() -> None:
    """Each signature takes the words since the one before."""
    lines = ("Shut until Monday.", POST, "Open on Tuesday.", "— Ada Roe (@adaroe) May 5, 2031")
    page = article(*((Role.quote, line) for line in lines))
    found = [tuple(page.text[slice(*spans[0])] for spans in (r.source, r.content)) for r in signed(page, [])]
    assert found == [("Tarsk Council", "Shut until Monday."), ("Ada Roe", "Open on Tuesday.")]
