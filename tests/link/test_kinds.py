"""The kind of a passage: whose words it is, and whether they are anybody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whence.link import PassageKind, copied_passages
from whence.records import Article, Role

Make = Callable[..., Article]

SPEECH = "we will not open the eastern lock before every hinge is tested, and nobody will hurry us"
TALE = "Divers found on Sunday that two of the four hinges of the eastern lock at Port Selden had sheared."
LONG_TALE = f"{TALE} The board told skippers to wait outside the mole until a crane barge arrives."

SIDES = [
    ("narrative", TALE, f"Late on Sunday the news came. {TALE}", PassageKind.narrative),
    ("speech in marks", f'Brenn said: "{SPEECH}".', f"“{SPEECH},” she told the station.", PassageKind.quotation),
    ("speech in single marks", f"Brenn said: '{SPEECH}'.", f"‘{SPEECH},’ she said.", PassageKind.quotation),
    ("marks on one side only", f'Brenn said: "{SPEECH}".', f"Brenn said {SPEECH}.", PassageKind.quotation),
    ("speech with its cue", f'"{SPEECH}," Brenn said.', f'"{SPEECH}," Brenn said. It rained.', PassageKind.quotation),
    ("speech and its story", f'{TALE} "{SPEECH}," she said.', f'{TALE} "{SPEECH}," she said.', PassageKind.narrative),
    (
        "stock phrase",
        "The board did not immediately respond to a request for comment.",
        "A firm there did not immediately respond to a request for comment on Monday.",
        PassageKind.formula,
    ),
    (
        "name with its title",
        "Asked by Deputy Harbour Minister for the Outer Isles Lucan Ferreday Hallewell, they left.",
        "Papers reached Deputy Harbour Minister for the Outer Isles Lucan Ferreday Hallewell at dawn.",
        PassageKind.formula,
    ),
]


def kinds(*articles: Article) -> set[PassageKind]:
    return {p.kind for p in copied_passages(articles)}


@pytest.mark.parametrize(("what", "one", "other", "kind"), SIDES, ids=[s[0] for s in SIDES])
def test_the_words_decide(what: str, one: str, other: str, kind: PassageKind, article: Make) -> None:
    """Speech in marks on both sides is a quotation; stock wording and names are formula; the rest narrative."""
    assert kinds(article("a", one), article("b", other, day=1)) == {kind}, what


def test_a_quotes_own_block_is_quoted(article: Make) -> None:
    """A block that the page sets as a quote, and a paragraph after a colon, are a speaker's words without marks."""
    a = article("a", "In her letter she says", SPEECH, roles=(Role.paragraph, Role.quote))
    b = article("b", "She wrote to the skippers:", f"{SPEECH}.", day=1)
    assert kinds(a, b) == {PassageKind.quotation}


CREDITS = [
    ("the body names the outlet", {"outlet": "Selden Echo"}, {}, f"{TALE} The Selden Echo first had it.", True),
    ("the body names its initials", {"outlet": "Orrany Coast Newswire"}, {}, f"(OCN) {TALE}", True),
    ("the byline names the outlet", {"outlet": "Selden Echo"}, {"authors": ["Selden Echo staff"]}, TALE, True),
    ("the agency is the outlet", {"outlet": "Coastwire"}, {"agency": "Coastwire", "outlet": "Herald"}, TALE, True),
    ("both have one agency", {"agency": "Coastwire"}, {"agency": "Coastwire", "outlet": "Herald"}, TALE, True),
    ("the short name of an agency", {"outlet": "AP"}, {}, f"{TALE} The Associated Press reported it.", True),
    ("nobody is named", {"outlet": "Selden Echo"}, {"outlet": "Herald"}, TALE, False),
    ("a word, not the name", {"outlet": "Tide"}, {"outlet": "Herald"}, f"{TALE} The tide was low.", False),
    ("a common word", {"outlet": "Time"}, {"outlet": "Herald"}, f"{TALE} In Time they will reopen.", False),
    ("its own name", {"outlet": "Herald"}, {"outlet": "Herald"}, f"{TALE} The Herald asked the board.", False),
]


@pytest.mark.parametrize(("how", "first", "second", "text", "credited"), CREDITS, ids=[c[0] for c in CREDITS])
def test_a_credit_in_either_article_makes_it_credited(
    how: str, first: dict[str, str], second: dict[str, object], text: str, credited: bool, article: Make
) -> None:
    """The name of the other's outlet or agency, in the body, a byline or a credit, is a credit; a like word is none."""
    a, b = article("a", TALE, **first), article("b", text, day=1, **second)
    expected = {PassageKind.credited if credited else PassageKind.narrative}
    assert kinds(a, b) == expected, how
    assert kinds(article("a", TALE, day=1, **first), article("b", text, **second)) == expected, how


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        ([40 * n for n in range(8)], PassageKind.formula),
        ([11 * n for n in range(40)], PassageKind.formula),
        ([0, 0, 1, 1, 1, 2, 2, 3], PassageKind.narrative),
        ([None] * 8, PassageKind.narrative),
    ],
    ids=["seldom, all year", "often, all year", "in one week", "undated"],
)
def test_wording_that_recurs_all_the_time_is_formula(days: list[int | None], kind: PassageKind, article: Make) -> None:
    """What many print over months is stock wording; what as many print in a week is news; no date says nothing."""
    assert kinds(*(article(f"n{i:02}", TALE, outlet=f"Paper {i}", day=d) for i, d in enumerate(days))) == {kind}


def test_a_long_quotation_is_no_formula(article: Make) -> None:
    """A speaker's famous words stay a quotation, however often they are printed."""
    papers = [article(f"n{i}", f'She said: "{SPEECH}".', day=40 * i) for i in range(8)]
    assert kinds(*papers) == {PassageKind.quotation}


def test_formula_links_nothing_less(article: Make) -> None:
    """Stock wording is named so, not dropped: each of the articles that print it is in some passage."""
    papers = [article(f"n{i}", LONG_TALE, day=40 * i) for i in range(30)]
    passages = list(copied_passages(papers))
    assert {p.a for p in passages} | {p.b for p in passages} == {p.id for p in papers}
