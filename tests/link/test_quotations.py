"""The same quotation: what news does to a speaker's words, and look-alikes that are two utterances."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.link.quotations import same_quotations
from whence.link.units import Unit
from whence.records import Act, Article, Form, Source, SourceKind, Span, Statement

Make = Callable[..., Article]

STAY = "We will stay on the dredger until the harbour board pays what it owes us, and not an hour less"
STORY = " The dredger lies off Port Selden, between Orrany and Cape Hallewell."
OTHER_STORY = " The orchard stands above Lower Teverel, near Quillon and Mount Asker."
ELLEN = "Ellen Brandreth"
PIERS = "Piers Oakhanger"


def unit(text: str, name: str, article: Make, *, speaker: str | None = ELLEN, day: int = 0, tail: str = STORY) -> Unit:
    """A unit whose content is all that stands in double marks (direct), or what stands in braces (mixed)."""
    braces = re.search(r"\{(.*)\}", text)
    plain = text.replace("{", "").replace("}", "")
    made = article(name, plain + tail, day=day)
    if braces:
        spans = [Span(braces.start(), braces.end() - 2)]
    else:
        spans = [Span(*m.span()) for m in re.finditer('"[^"]*"|“[^”]*”|«[^»]*»', plain)]
    form = Form.mixed if braces else Form.direct
    statement = Statement(id=name, article=name, form=form, act=Act.assertion, content=tuple(spans))
    kind = SourceKind.named_person
    source = None if speaker is None else Source(id=f"{name}-{speaker}", name=speaker, kind=kind)
    return Unit(statement=statement, article=made, speaker=source, words="")


def found(*units: Unit) -> list[tuple[int, int, float, Span, Span]]:
    return list(same_quotations(units))


def sides(units: Sequence[Unit], pair: tuple[int, int, float, Span, Span]) -> tuple[str, str]:
    i, j, _, one, two = pair
    return units[i].article.text[slice(*one)], units[j].article.text[slice(*two)]


SAME = [
    ("verbatim", f'"{STAY}," she said.', f'Brandreth said: "{STAY}."', 1.0),
    ("other marks", f'"{STAY}," she said.', f"“{STAY},” she said.", 1.0),
    ("other apostrophes", '"I don\'t see a way past the sluice."', "«I don’t see a way past the sluice.»", 1.0),
    ("split by its cue", f'"{STAY}."', f'"{STAY[:27]}," she said, "{STAY[28:]}."', 1.0),
    ("cut at its end", f'"{STAY}."', '"We will stay on the dredger until the harbour board pays."', 1.0),
    ("cut in its midst", f'"{STAY}."', '"We will stay on the dredger ... and not an hour less."', 1.0),
    ("a word altered", f'"{STAY}."', f'"{STAY.replace("owes", "promised")}."', 0.95),
    ("words altered", f'"{STAY}."', '"We remain on the dredger till the harbour board pays all it owes us."', 0.714),
    ("a bracketed insertion", f'"{STAY}."', f'"{STAY.replace("board", "board [of Port Selden]")}."', 1.0),
    ("two sentences joined", f'"{STAY}. Nobody asked the cook."', f'"{STAY}." Later: "Nobody asked the cook."', 1.0),
    ("some words quoted", f'"{STAY}."', 'They {would "stay on the dredger until the harbour board pays"}.', 1.0),
    ("a short one, rare words", '"It was carnage on the slipway."', 'She spoke of {"carnage on the slipway"}.', 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("what", "one", "other", "score"), SAME, ids=[s[0] for s in SAME])
def test_one_utterance_in_two_articles(what: str, one: str, other: str, score: float, article: Make) -> None:
    """What news does to a quotation leaves it one utterance; the score is the shorter one's share that agrees."""
    assert [p[:3] for p in found(unit(one, "a", article), unit(other, "b", article, day=1))] == [(0, 1, score)], what


APART = [
    ("one frame", '"We will open the eastern gate on Monday."', '"We will close the chapel on Friday."'),
    ("one word else", '"They paid for the sluice."', '"They paid for the chapel."'),
    ("common words", '"We have said that all along, as you know."', '"As you know, we have said that all along."'),
    ("a name, titled", '"Harbour Master Lucan Ferreday Hallewell."', '"Master Lucan Ferreday Hallewell left."'),
    ("nothing alike", f'"{STAY}."', '"Nobody asked the cook whether the stove still works."'),
    ("not quoted", f'"{STAY}."', f"She said {{{STAY}}}."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "one", "other"), APART, ids=[a[0] for a in APART])
def test_two_utterances_stay_apart(what: str, one: str, other: str, article: Make) -> None:
    """Words of one speaker in one story that only look alike are two utterances."""
    assert found(unit(one, "a", article), unit(other, "b", article, day=1)) == [], what


@pytest.mark.parametrize(
    "words",
    [
        "Our thoughts and prayers are with the families of the victims.",
        "We are cooperating fully with the investigation.",
        "We take these allegations very seriously.",
        "It would be inappropriate to comment on an ongoing investigation.",
    ],
)
def test_stock_quotations_are_anybodys(words: str, article: Make) -> None:
    """What everybody says is one utterance only of one speaker in one story."""
    first = unit(f'"{words}"', "a", article)
    assert found(first, unit(f'"{words}"', "b", article, speaker=PIERS)) == []
    assert found(first, unit(f'"{words}"', "c", article, tail=OTHER_STORY)) == []
    assert found(first, unit(f'"{words}"', "d", article, speaker=None)) == []
    assert len(found(first, unit(f'"{words}"', "e", article))) == 1


@pytest.mark.parametrize(
    ("words", "speaker", "tail", "day", "same"),
    [
        ("It was carnage.", ELLEN, OTHER_STORY, 90, True),
        ("It was carnage.", PIERS, STORY, 0, False),
        ("It was carnage.", None, STORY, 0, False),
        ("carnage on the slipway", None, STORY, 1, True),
        ("carnage on the slipway", None, STORY, 30, False),
        ("carnage on the slipway", None, OTHER_STORY, 1, False),
        ("I will not be frightened into leaving this quay", None, OTHER_STORY, 90, True),
        ("I will not be frightened into leaving this quay", PIERS, OTHER_STORY, 90, False),
        (STAY, None, OTHER_STORY, 90, True),
        (STAY, PIERS, OTHER_STORY, 90, True),
    ],
)
def test_few_words_need_their_speaker_or_their_story(
    words: str, speaker: str | None, tail: str, day: int, same: bool, article: Make
) -> None:
    """Short quotations are one where the speaker is, or, by two rare words, the story; long ones by their words."""
    units = unit(f'"{words}"', "a", article), unit(f'"{words}"', "b", article, speaker=speaker, tail=tail, day=day)
    assert bool(found(*units)) is same


def test_spans_open_to_the_words_that_agree(article: Make) -> None:
    """The spans are places in the articles' texts, with the cue in between and without what one side lacks."""
    units = (
        unit(f'Late on Sunday she said: "Nobody slept. {STAY}."', "a", article),
        unit(f'"{STAY[:27]}," she said, "{STAY[28:]}. Ask the cook."', "b", article, day=1),
    )
    (pair,) = found(*units)
    assert sides(units, pair) == (STAY, f'{STAY[:27]}," she said, "{STAY[28:]}')


def test_a_quotation_twice_in_one_article_is_a_pair_but_not_with_itself(article: Make) -> None:
    """A headline's and the body's quotation are compared; two units at one place are not two utterances."""
    text = f'"{STAY}" Later she said it again: "{STAY}"'
    whole = unit(text, "a", article)
    first, second = (
        Unit(
            statement=Statement(id=str(n), article="a", form=Form.direct, act=Act.assertion, content=(span,)),
            article=whole.article,
            speaker=None,
            words="",
        )
        for n, span in enumerate(whole.statement.content)
    )
    assert [p[:3] for p in found(first, second)] == [(0, 1, 1.0)]
    assert found(first, first) == []


def test_scare_quotes_quote_nobody(article: Make) -> None:
    """Words that the reading marks as quoting no source are not compared."""
    made = unit('She said {the "carnage on the slipway" had ended}.', "a", article)
    scared = Statement(
        id="s", article="a", form=Form.mixed, act=Act.assertion, content=made.statement.content, scare=(Span(14, 36),)
    )
    other = unit('"It was carnage on the slipway."', "b", article)
    assert len(found(made, other)) == 1
    assert found(Unit(statement=scared, article=made.article, speaker=made.speaker, words=""), other) == []


def test_a_quotation_in_a_hundred_articles_hangs_together(article: Make) -> None:
    """Of many copies none is left out, and the pairs are few: not each with each."""
    units = [unit(f'"{STAY}."', f"n{n:03}", article, day=n % 5) for n in range(120)]
    pairs = found(*units)
    joined = {0}
    for _ in range(len(units)):
        joined |= {j for i, j, *_ in pairs if i in joined}
    assert joined == set(range(120))
    assert len(pairs) <= 2 * 120


@pytest.mark.parametrize("units", [[], ["She left."]])
def test_nothing_quoted_gives_nothing(units: list[str], article: Make) -> None:
    """No units, and units without quoted words, give no pair."""
    assert found(*(unit(f"{{{text}}}", "a", article) for text in units)) == []


WORDS = st.lists(st.sampled_from("sluice dredger the of kiln barge to orchard pays lantern".split()), max_size=14)


@settings(max_examples=60)
@given(spoken=st.lists(WORDS, min_size=2, max_size=5))
def test_pairs_hold_for_any_words(spoken: list[list[str]], article: Make) -> None:
    """Pairs are ordered and distinct, scores lie between nothing and one, spans begin and end with words that agree."""
    units = [unit(f'"{" ".join(words)} "', f"n{n}", article) for n, words in enumerate(spoken)]
    pairs = found(*units)
    assert [p[:2] for p in pairs] == sorted({p[:2] for p in pairs})
    for pair in pairs:
        assert pair[0] < pair[1]
        assert 0 < pair[2] <= 1
        one, other = (side.split() for side in sides(units, pair))
        assert (one[0], one[-1]) == (other[0], other[-1])
