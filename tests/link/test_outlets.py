"""Which outlet of a collection a name means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.outlets import Outlets
from whence.records import Article, Reading

Make = Callable[..., Article]

MASTHEADS = [
    ("Selden Echo", None),
    ("THE ORMSBY GAZETTE", None),
    ("The Ormsby Gazette", None),
    ("Orrany Coast Newswire", "https://www.ocn.example/a/1"),
    ("KBT — Kelm Broadcasting and Television", None),
    ("Radio Marrow 91.2 FM", None),
    ("Brightwater Ledger", "https://brightwaterledger.example/x"),
    ("Quillmark Ledger", None),
    ("Tidewatch in English", None),
]

NAMES = [
    ("the full name", "Selden Echo", "Selden Echo"),
    ("an article and a possessive", "the Selden Echo's", "Selden Echo"),
    ("the last word", "the Echo", "Selden Echo"),
    ("a common noun behind", "Selden Echo newspaper", "Selden Echo"),
    ("common nouns before", "state broadcaster KBT", "KBT — Kelm Broadcasting and Television"),
    ("one masthead in two spellings", "Ormsby Gazette", "The Ormsby Gazette"),
    ("initials", "OCN", "Orrany Coast Newswire"),
    ("two letters of the country", "OrCN", "Orrany Coast Newswire"),
    ("initials with stops", "O.C.N.", "Orrany Coast Newswire"),
    ("a part of the masthead", "Kelm Broadcasting and Television", "KBT — Kelm Broadcasting and Television"),
    ("without the frequency", "Radio Marrow", "Radio Marrow 91.2 FM"),
    ("without the edition", "Tidewatch", "Tidewatch in English"),
    ("an address", "https://brightwaterledger.example/other", "Brightwater Ledger"),
    ("a host", "www.ocn.example", "Orrany Coast Newswire"),
    ("a handle", "@SeldenEcho", "Selden Echo"),
    ("the name with its initials", "Orrany Coast Newswire (OCN)", "Orrany Coast Newswire"),
    ("an agency known from a byline", "Orrany", "Orrany Coast Newswire"),
    ("two outlets' last word", "the Ledger", None),
    ("an outlet that is not here", "the Harrowgate Mail", None),
    ("a longer name", "Selden Echo Foundation", None),
    ("a generic byline", "agencies", None),
    ("nothing", "", None),
]


def outlets(article: Make, *more: Article) -> Outlets:
    made = [
        replace(article(f"a{number}", "Rain fell.", outlet=name), url=url)
        for number, (name, url) in enumerate(MASTHEADS)
    ]
    made.append(article("wire", "Rain fell.", outlet="Selden Echo", agency="Orrany"))
    return Outlets([Reading(article=a) for a in (*made, *more)])


@pytest.mark.parametrize(("what", "name", "outlet"), NAMES, ids=[n[0] for n in NAMES])
def test_a_name_means_the_only_outlet_that_bears_it(what: str, name: str, outlet: str | None, article: Make) -> None:
    """Variants of one outlet's name mean it; what several bear, or none, means nobody."""
    assert outlets(article).named(name) == outlet, what


def test_an_ambiguous_name_gives_all_that_it_may_mean(article: Make) -> None:
    """The last word of two mastheads may mean either."""
    assert set(outlets(article).among("the Ledger")) == {"Brightwater Ledger", "Quillmark Ledger"}


def test_an_agency_without_articles_is_known_and_not_in_the_collection(article: Make) -> None:
    """What only a byline credits has a name, but is no outlet of the collection."""
    found = outlets(article, article("copy", "Rain fell.", outlet="Selden Echo", agency="Vesta Press"))
    assert (found.named("Vesta Press"), found.known("the Vesta Press")) == (None, "Vesta Press")


def test_an_article_is_of_the_outlet_that_its_first_line_names(article: Make) -> None:
    """A page without a stated outlet belongs to the outlet of the collection with whose name it begins."""
    bare = article("bare", "SELDEN ECHO  >>  live", "Rain fell.")
    assert outlets(article, bare).of(bare) == "Selden Echo"


@pytest.mark.parametrize(
    ("outlet", "agency", "meant"),
    [
        ("MOOR NEWSWIRE", "MNW", True),
        ("Press Bureau of Moor", "PBM", True),
        ("Moor Telegraph Agency", "MOTAG", True),
        ("MOOR NEWSWIRE", "MWN", False),  # another order
        ("MOOR NEWSWIRE", "NEW", False),  # not from the first word on
        ("Moor Daily Mail", "MDA", False),  # a word is not in it
        ("MOOR NEWSWIRE", "VNW", False),
        ("Moor Newswire", "Mnw", False),
    ],
)
def test_the_letters_by_which_an_agency_credits_itself_are_its_name(
    outlet: str, agency: str, meant: bool, article: Make
) -> None:
    """An outlet whose own lines carry letters of its masthead goes by them, and nobody is missing for them."""
    known = outlets(article, replace(article("own", "Rain fell.", outlet=outlet), agency=agency))
    assert known.named(agency) == (outlet if meant else None)
    assert known.known(agency) == (outlet if meant else agency)


@pytest.mark.parametrize("name", ["www.com", "M.D", "m.d.", "www.", ".com", "a..b", "https://."])
def test_what_only_looks_like_a_host_names_no_outlet(name: str, article: Make) -> None:
    """Of a host no part is taken away without which there would be none left."""
    assert outlets(article).among(name) == ()


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(name: str) -> None:
    """Every text gives an outlet of the collection or None, and an outlet's own spelling gives itself."""
    made = Outlets([Reading(article=_plain("Selden Echo")), Reading(article=_plain("Quillmark Ledger"))])
    assert made.named(name) in {None, "Selden Echo", "Quillmark Ledger"}
    assert made.named("Quillmark Ledger") == "Quillmark Ledger"


def _plain(outlet: str) -> Article:
    return Article(id=outlet, text="", blocks=(), digest="", file=outlet, outlet=outlet)
