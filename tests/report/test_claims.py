"""Claims in a terminal: a table and a tree."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console
from rich.text import Text

from whence.records import LinkBasis, Order, Origin, SourceKind
from whence.report.claims import print_claim_tree, print_claims
from whence.report.views import claim_views


def console(width: int = 80, *, colour: bool = False) -> tuple[Console, io.StringIO]:
    """Return a console and what is written to it."""
    stream = io.StringIO()
    options = {"highlight": False, "markup": False, "emoji": False, "soft_wrap": True}
    return Console(file=stream, width=width, force_terminal=colour, **options), stream  # type: ignore[arg-type]


def table(room: Any, width: int = 80, **options: bool) -> str:
    """Return the printed table of a collection."""
    out, stream = console(width)
    print_claims(claim_views(room.readings(), room.trace()), out, **options)
    return stream.getvalue()


def tree(room: Any, number: int = 1, width: int = 80, *, colour: bool = False) -> str:
    """Return the printed tree of a claim."""
    out, stream = console(width, colour=colour)
    print_claim_tree(claim_views(room.readings(), room.trace())[number - 1], out)
    return stream.getvalue()


TABLE = """\
     Claim                           Articles  Outlets  Origins  Changes  Denied
  1  some 40 homes may flood                4        4        1        3     yes
     2 to 3 Mar 2031 · flood
  2  No home is at risk                     1        1        1        0      no
     3 Mar 2031 · safe
2 claims stand in one article only
"""
TREE = """\
some 40 homes may flood
1 independent origin behind 4 articles from 4 outlets in this collection.
1 article gives an origin itself; 2 lead to one by stated credits, links or
copied words; 1 by wording and time only.
Claim id flood

A  Pia Lund (named person)
   Named in one version; whoever repeats it adds no origin. 3 further versions
   lead here by earlier ones.
└── Ostrel Gazette · 2 Mar 2031, 08:00 +01:00 · Pia Lund
    │   some 40 homes may flood
    └── Vale Wire · 2 Mar 2031, 09:30 +01:00 · credits Ostrel Gazette
        │   Some 40 homes may flood at Ostrel
        └── Morning Post · 2 Mar 2031, 10:00 UTC · copies Vale Wire (7
            │   words)
            │   Same words
            │   Attribution dropped: the engineer Pia Lund → nothing
            └╌╌ Night Owl · 3 Mar 2031 · follows Morning Post, inferred from
                    wording and time
                    Nearly 90 homes will flood in the valley
                    Figure changed: 40 → Nearly 90
                    Hedge dropped: may → nothing

Denied by claim 2: No home is at risk (Otto Brand)
Not in this collection: Hydro Monthly
"""


def test_the_table_of_claims(weir: Any) -> None:
    """The table has a row a claim, most articles first, with what each count counts in its head."""
    assert table(weir) == TABLE


def test_claims_of_one_article_are_printed_on_demand(weir: Any) -> None:
    """All claims are printed where those of one article are asked for."""
    printed = table(weir, single=True)
    assert "  3  The weir has cracked" in printed
    assert "stand in one article only" not in printed


def test_the_tree_of_a_claim(weir: Any) -> None:
    """The tree goes from the origin down, stated links solid, inferred ones dashed and named, with what changed."""
    assert tree(weir) == TREE


def test_nothing_is_said_by_colour_alone(weir: Any) -> None:
    """A terminal with colour shows the same words."""
    assert Text.from_ansi(tree(weir, colour=True)).plain.rstrip("\n") == TREE.rstrip("\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(weir: Any, width: int) -> None:
    """Lines fit the terminal, and are never wider than 100 columns."""
    for line in (table(weir, width) + tree(weir, width=width)).splitlines():
        assert Text(line).cell_len <= min(width, 100)


def long_chain(newsroom: Callable[[], Any], length: int) -> Any:
    """A claim that each outlet takes from the one before."""
    room = newsroom()
    for n in range(length):
        name = f"p{n:02d}"
        room.article(name, f"The Paper of Town {n}", f"2031-03-02T{n:02d}:00:00", "News", "The bridge will shut soon.")
        room.say(f"s{n:02d}", name, "The bridge will shut soon")
        if n:
            room.step(f"s{n:02d}", f"s{n - 1:02d}", LinkBasis.credit, Order.credit)
    statements = tuple(f"s{n:02d}" for n in range(length))
    own = Origin(source=None, kind=SourceKind.outlet, name="The Paper of Town 0", statements=statements)
    room.claim("shut", statements, (own,))
    return room


def test_a_long_chain_stays_within_the_terminal(newsroom: Callable[[], Any]) -> None:
    """However often a claim was taken on, each version has its line and room for its words."""
    printed = tree(long_chain(newsroom, 20))
    assert all(Text(line).cell_len <= 80 for line in printed.splitlines())
    said = " ".join(printed.translate(dict.fromkeys(map(ord, "│├└─"), " ")).split())
    assert all(f"credits The Paper of Town {n}" in said for n in range(19))


def test_text_of_an_article_is_never_acted_on(newsroom: Callable[[], Any]) -> None:
    """Control characters, markup and marks of direction of an article reach no terminal."""
    room = newsroom()
    room.article("a", "Tarn\x1b[31m Times", "2031-03-02", "[red]News[/red]", "The \x1b]0;x\x07bridge\u202e will shut.")
    room.say("s", "a", "The \x1b]0;x\x07bridge\u202e will shut")
    own = Origin(source=None, kind=SourceKind.outlet, name="Tarn\x1b[31m Times", statements=("s",))
    room.claim("shut", ("s",), (own,))
    printed = tree(room) + table(room, single=True)
    assert not [c for c in printed if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert "The ␛]0;x␇bridge will shut" in printed


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        (("Lamp", "Blade", "Lamp"), "Lamp, then Blade, then Lamp"),
        (("Lamp", "Blade"), "Lamp, then Blade, then Lamp"),
    ],
)
def test_a_circle_closes_where_it_began(newsroom: Callable[[], Any], outlets: tuple[str, ...], said: str) -> None:
    """A ring of outlets is told from the first to the first, which is named there once."""
    room = newsroom()
    for n, outlet in enumerate(outlets):
        room.article(f"a{n}", outlet, f"2031-03-0{n + 1}", "News", "The bridge will shut.")
        room.say(f"s{n}", f"a{n}", "The bridge will shut")
    statements = tuple(f"s{n}" for n in range(len(outlets)))
    own = Origin(source=None, kind=SourceKind.outlet, name="Lamp", statements=statements)
    room.claim("shut", statements, (own,), circular=(statements,))
    assert f"which adds no origin: {said}\n" in " ".join(tree(room).split(" ")).replace("\n  ", " ")
