"""Who signs a quotation that stands alone."""

from __future__ import annotations

import pytest

from whence.text.signatures import signature_in

SIGNED = [
    ("— Tarsk Council (@tarskcouncil) May 4, 2031", "Tarsk Council", True, ""),
    ("–Tarsk Council (@tarskcouncil)", "Tarsk Council", True, ""),
    ("-- Ada Roe (@ada.roe@town.example) 4 May 2031, 09:30", "Ada Roe", True, ""),
    ("A post shared by Tarsk Council (@tarskcouncil) on May 4, 2031", "Tarsk Council", True, ""),
    ("Shut until Monday. — Tarsk Council (@tarskcouncil) May 4", "Tarsk Council", True, "Shut until Monday. "),
    ("— Lena Orr, engineer", "Lena Orr", False, ""),
    ("– Tobias van der Lamm", "Tobias van der Lamm", False, ""),
]
NOT_SIGNED = [
    "",
    "The bridge will stay shut until we know what holds it up.",
    "Tarsk Council (@tarskcouncil) wrote on Monday that the bridge would stay shut.",
    "— and nobody knew why (@ the time).",
    "— Shut until Monday. We shall see.",
    "- New Bolts",
]


@pytest.mark.parametrize(("text", "who", "of_post", "before"), SIGNED)
def test_a_dash_or_an_account_signs(text: str, who: str, of_post: bool, before: str) -> None:
    """The name is found with what stands before the signature; a post is known by its account's handle."""
    found = signature_in(text)
    assert found is not None
    assert (text[slice(*found.who)], found.of_post, text[: found.start]) == (who, of_post, before)


@pytest.mark.parametrize("text", NOT_SIGNED)
def test_other_lines_are_no_signatures(text: str) -> None:
    """Sentences with a handle or a dash, and items of a list, sign nothing."""
    assert signature_in(text) is None
