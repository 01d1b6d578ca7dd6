"""Copied passages: each case of news that other tools lose, and what holds for any articles."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.link import Passage, PassageKind, copied_passages
from whence.records import Article, Moment, Precision, ReadFrom, Role, Span

COPIED = (
    "The harbour board closed the eastern lock on Sunday after divers found that two of its four hinges had sheared, "
    "and told skippers to wait outside the mole until a crane barge arrives from Port Selden later in the week."
)
Make = Callable[..., Article]
Prose = Callable[[int, int], str]
WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9)


def found(*articles: Article) -> list[Passage]:
    return list(copied_passages(articles))


def sides(passage: Passage, *articles: Article) -> tuple[str, str]:
    """The words of a passage in both of its articles."""
    text = {a.id: a.text for a in articles}
    return text[passage.a][slice(*passage.a_span)], text[passage.b][slice(*passage.b_span)]


def without_stop(text: str) -> str:
    return text.rstrip(".")


def test_a_verbatim_passage_is_found_with_its_place_in_both(article: Make, prose: Prose) -> None:
    """A passage amid other words opens to exactly its words, from the first to the last."""
    a = article("a", f"{prose(1, 40)}. {COPIED} {prose(2, 40)}.")
    b = article("b", f"{prose(3, 25)}. {COPIED} {prose(4, 60)}.", day=1)
    (passage,) = found(a, b)
    assert (passage.a, passage.b, passage.score) == ("a", "b", 1.0)
    assert sides(passage, a, b) == (without_stop(COPIED), without_stop(COPIED))


@pytest.mark.parametrize("before", ["", "So. ", "One two three four. "])
def test_a_passage_at_the_very_start_is_found(before: str, article: Make, prose: Prose) -> None:
    """An article that opens with the copied words is linked like any other: its opening is not lost."""
    a = article("a", COPIED)
    b = article("b", f"{before}{COPIED} {prose(4, 30)}.", day=1)
    (passage,) = found(a, b)
    assert sides(passage, a, b) == (without_stop(COPIED), without_stop(COPIED))


def test_a_passage_in_more_than_a_hundred_papers_hangs_together(article: Make, prose: Prose) -> None:
    """None of 130 copies is left out, and their links are few: not each with each."""
    papers = [article(f"p{n:03}", f"{prose(n, 30)}. {COPIED} {prose(n + 500, 20)}.", day=n % 9) for n in range(130)]
    passages = found(*papers)
    joined = {papers[0].id: 0}
    for _ in range(len(papers)):
        joined |= {p.b: 0 for p in passages if p.a in joined} | {p.a: 0 for p in passages if p.b in joined}
    assert len(joined) == 130
    assert len(passages) <= 4 * 130
    assert {sides(p, *papers) for p in passages} == {(without_stop(COPIED), without_stop(COPIED))}


def test_of_a_day_the_first_paper_is_linked_with_all_that_print_its_words(article: Make) -> None:
    """What more papers print than are linked each with each is linked with the one that was first by the clock."""
    papers = [
        replace(
            article(f"p{n:03}", COPIED),
            published=Moment(
                at=f"2031-03-04T{23 - n // 60:02}:{59 - n % 60:02}:00Z",
                precision=Precision.minute,
                read_from=ReadFrom.given,
            ),
        )
        for n in range(70)
    ]
    passages = found(*papers)
    assert {p.b for p in passages if p.a == "p069"} == {f"p{n:03}" for n in range(69)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 dead", "50 dead"),
        ("1.5 million litres lost", "2.5 million litres lost"),
        ("Turkey on the quay", "turkey on the quay"),
        ("the party led by Marsh", "the party led by marsh"),
    ],
)
def test_a_changed_figure_or_name_lowers_the_score(one: str, other: str, article: Make) -> None:
    """Digits and names' capitals are kept: a passage with a changed one is found, and is not the same."""
    frame = (
        "Rescuers who dug through the night at the Orle quarry counted {}, and the search goes on below the terrace."
    )
    a, b = article("a", frame.format(one)), article("b", frame.format(other), day=1)
    (passage,) = found(a, b)
    assert 0.9 < passage.score < 1
    assert sides(passage, a, b) == (without_stop(a.text), without_stop(b.text))


def test_the_capital_of_an_opening_is_no_change(article: Make, prose: Prose) -> None:
    """The same words are the same whether they open a sentence or follow a comma."""
    words = "residents of the lower valley were told to boil their water until the end of the month"
    a = article("a", f"Late on Friday, {words}.")
    b = article("b", f"{prose(1, 20)}. R{words[1:]}.", day=1)
    (passage,) = found(a, b)
    assert passage.score == 1.0


CHANGED = [
    ("cut at both ends", " ".join(COPIED.split()[8:24]), 0.95),
    ("two words replaced", COPIED.replace("divers", "inspectors").replace("skippers", "masters"), 0.9),
    ("words dropped", COPIED.replace(" of its four", "").replace(" later in the week", ""), 0.85),
    ("words put in", COPIED.replace("eastern lock", "badly rusted old eastern lock"), 0.85),
    ("split by its cue", COPIED.replace("sheared, and", 'sheared," said Ada Brenn, who runs it, "and'), 0.8),
]


@pytest.mark.parametrize(("how", "changed", "least"), CHANGED, ids=[c[0] for c in CHANGED])
def test_a_changed_passage_is_one_passage(how: str, changed: str, least: float, article: Make, prose: Prose) -> None:
    """Cut, edited or interrupted copies are found whole, with the share of words that stayed."""
    a = article("a", f"{prose(1, 40)}. {COPIED} {prose(2, 40)}.")
    b = article("b", f"{prose(3, 25)}. {changed} {prose(4, 60)}.", day=1)
    (passage,) = found(a, b)
    assert passage.score >= least, how
    assert sides(passage, a, b)[1] == without_stop(changed)


def test_reordered_parts_are_a_passage_each(article: Make, prose: Prose) -> None:
    """Two paragraphs that change places are both found."""
    second = prose(9, 30)
    a = article("a", COPIED, prose(1, 50), second)
    b = article("b", second, prose(2, 50), COPIED, day=1)
    assert {sides(p, a, b)[0] for p in found(a, b)} == {without_stop(COPIED), second}


def test_a_reworded_quotation_is_found_by_its_rare_words(article: Make) -> None:
    """Rare words close together link passages that share no run of four words; the score says how little is equal."""
    told = (
        "The sluice motors salvaged from a scuttled dredger had corroded terminals, a forged certificate, no insurance."
    )
    retold = (
        "Sluice motors, salvaged off some scuttled dredger, have corroded terminals, forged certificate, nor insurance."
    )
    a, b = article("a", told), article("b", retold, day=1)
    (passage,) = found(a, b)
    assert passage.score < 0.7
    assert not list(copied_passages([a, b], reworded=False))


def test_reworded_clauses_in_another_order_are_one_passage(article: Make, prose: Prose) -> None:
    """Pieces too weak to be told from chance are given together, with all their words, where they stand close."""
    told = (
        "a scuttled dredger with corroded motors and forged papers, which salvage tugs towed past the sluice "
        "without charts or flares"
    )
    retold = (
        "salvage crews whose tugs towed it beyond a sluice, sans charts, sans flares; that scuttled old dredger, its "
        "corroded motors, forged papers"
    )
    a = article("a", f"{prose(1, 40)}. Twelve hours on, {told}. {prose(2, 40)}.")
    b = article("b", f"{prose(3, 40)}. Nobody knew why {retold}. {prose(4, 40)}.", day=1)
    (passage,) = found(a, b)
    one, other = sides(passage, a, b)
    assert one in told
    assert other in retold
    assert {"dredger", "charts"} <= set(one.split()) & set(other.replace(",", "").split())
    assert passage.score < 0.6


def test_an_unchanged_run_counts_amid_changes_to_usual_words(article: Make, prose: Prose) -> None:
    """Eight words in a row make a passage also where words beside them are changed and many have them for weeks."""
    run = "the board shut both eastern locks to every barge"
    papers = [
        article(f"n{n}", f"{prose(n, 30)}. On {day} in Orle {run}, mostly {kind} ones, {prose(n + 50, 30)}.", day=9 * n)
        for n, (day, kind) in enumerate(
            [("Sunday", "laden"), ("Monday", "empty"), ("Friday", "tarred"), ("Sunday", "old")]
        )
    ]
    pairs = {(p.a, p.b) for p in found(*papers)}
    assert {name for pair in pairs for name in pair} == {"n0", "n1", "n2", "n3"}
    assert all(run in side for p in found(*papers) for side in sides(p, *papers))


def test_a_lightly_edited_end_is_followed_far(article: Make, prose: Prose) -> None:
    """A copy whose every third word is new goes on to its last word, however far that is from the last exact run."""
    words = prose(7, 90).split()
    changed = [*words[:12], *(w if n % 3 else f"{w}x" for n, w in enumerate(words[12:-1])), words[-1]]
    a, b = (
        article("a", f"{' '.join(words)}. {prose(1, 30)}."),
        article("b", f"{prose(2, 30)}. {' '.join(changed)}.", day=1),
    )
    (passage,) = found(a, b)
    assert sides(passage, a, b) == (" ".join(words), " ".join(changed))


def test_unlike_articles_share_nothing(article: Make) -> None:
    """Articles on one matter in their own words, with the same names, are not linked."""
    a = article(
        "a", "The eastern lock at Port Selden is shut after a diver saw two broken hinges, Ada Brenn of the board said."
    )
    b = article(
        "b",
        "Ada Brenn, who chairs the harbour board, ordered skippers to stay out of Port Selden's lock on Sunday.",
        day=1,
    )
    assert found(a, b) == []


def test_only_an_articles_own_text_counts(article: Make, prose: Prose) -> None:
    """Menus, promotions and credits that every page of a site repeats make no passage."""
    roles = (Role.paragraph, Role.promo, Role.nav)
    a, b = (article(n, prose(s, 30), COPIED, COPIED, roles=roles) for n, s in (("a", 1), ("b", 2)))
    assert found(a, b) == []


def test_an_article_given_twice_counts_once(article: Make) -> None:
    """The same article has nothing from itself."""
    assert found(article("a", COPIED), article("a", COPIED)) == []


@pytest.mark.parametrize("text", ["", " ", "\ud800 \udfff", "．。・", "a" * 70_000, "no\x00thing " * 50, "水" * 40])
def test_odd_texts_are_read(text: str, article: Make) -> None:
    """Nothing, lone surrogates, one endless word, control characters and scripts without spaces raise nothing."""
    a, b = article("a", text), article("b", text, day=1)
    for passage in found(a, b):
        assert sides(passage, a, b)[0]


def test_text_that_repeats_itself_is_linked_in_linear_time(article: Make) -> None:
    """A line printed two thousand times in two articles gives few passages, and soon."""
    a = article("a", *[without_stop(COPIED)] * 2000)
    b = article("b", *[without_stop(COPIED)] * 2000, day=1)
    assert 1 <= len(found(a, b)) < 10_000


def test_scripts_without_spaces_are_linked(article: Make) -> None:
    """A Japanese sentence of thirty characters is found in another article."""
    sentence = "港湾局は日曜日、東側の水門の蝶番が二つ折れているのを潜水士が見つけたと発表した"
    a, b = article("a", f"速報。{sentence}。以上。"), article("b", f"きのう、{sentence}と報じた。", day=1)
    (passage,) = found(a, b)
    assert sentence in sides(passage, a, b)[1]


def test_quotations_given_by_place_count_as_quoted(article: Make) -> None:
    """Words in a statement's content are a speaker's, though no quotation mark stands there."""
    words = "the lock will stay shut until every hinge has been replaced and every motor tested twice over"
    a, b = article("a", f"Brenn said {words}."), article("b", f"According to Brenn, {words}.", day=1)
    places = {x.id: [Span(x.text.index(words), x.text.index(words) + len(words))] for x in (a, b)}
    (plain,), (told,) = copied_passages([a, b]), copied_passages([a, b], quotations=places)
    assert (plain.kind, told.kind) == (PassageKind.narrative, PassageKind.quotation)


@settings(max_examples=60)
@given(
    run=st.lists(WORD, min_size=10, max_size=30, unique=True),
    before=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    after=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    seed=st.integers(0, 1000),
)
def test_a_planted_run_of_ten_words_is_always_found(
    run: list[str], before: tuple[int, int], after: tuple[int, int], seed: int, article: Make, prose: Prose
) -> None:
    """Wherever ten words in a row stand in two articles, a passage covers just them on both sides."""
    planted = " ".join(run)
    texts = [f"{prose(seed + n, before[n])} | {planted} | {prose(seed + 5000 + n, after[n])}" for n in (0, 1)]
    a, b = article("a", texts[0]), article("b", texts[1], day=1)
    assert [sides(p, a, b) for p in found(a, b)] == [(planted, planted)]


def borrowing(seed: int, days: list[int | None], article: Make, prose: Prose) -> list[Article]:
    """A few articles that borrow stretches of one another, with words replaced and other words between."""
    chance = random.Random(seed)
    stock = [prose(n, 60).split() for n in range(3)]
    made = []
    for number, day in enumerate(days):
        words: list[str] = []
        for _ in range(chance.randrange(1, 5)):
            source = chance.choice(stock)
            low = chance.randrange(40)
            words += [w if chance.random() > 0.1 else prose(chance.randrange(9999), 1) for w in source[low : low + 30]]
            words += prose(chance.randrange(9999), chance.randrange(20)).split()
        made.append(article(f"n{number}", " ".join(words), day=day))
    return made


DAYS = st.lists(st.one_of(st.none(), st.integers(0, 90)), min_size=2, max_size=5)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), days=DAYS)
def test_the_order_of_the_articles_does_not_matter(
    seed: int, days: list[int | None], article: Make, prose: Prose
) -> None:
    """Any order gives the same passages in the same order."""
    articles = borrowing(seed, days, article, prose)
    shuffled = random.Random(seed).sample(articles, len(articles))
    assert found(*articles) == found(*shuffled)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), days=DAYS)
def test_spans_open_to_whole_words_of_two_articles(
    seed: int, days: list[int | None], article: Make, prose: Prose
) -> None:
    """Every passage lies inside both texts, begins and ends with a word, and joins two articles, each place once."""
    articles = borrowing(seed, days, article, prose)
    passages = found(*articles)
    for passage in passages:
        assert passage.a != passage.b
        assert 0 < passage.score <= 1
        for words in sides(passage, *articles):
            assert len(words.split()) >= 8
            assert words == words.strip()
    assert len({(p.a, p.b, p.a_span, p.b_span) for p in passages}) == len(passages)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), changed=st.lists(st.integers(0, 39), max_size=6))
def test_which_article_is_earlier_changes_only_the_sides(
    seed: int, changed: list[int], article: Make, prose: Prose
) -> None:
    """With the dates exchanged the same places are found, the other way round."""
    words = prose(seed, 40).split()
    other = [w if n not in changed else prose(seed + n + 1, 1) for n, w in enumerate(words)]
    texts = f"{prose(seed + 100, 20)} {' '.join(words)}", f"{' '.join(other)} {prose(seed + 200, 20)}"
    one = found(article("a", texts[0]), article("b", texts[1], day=1))
    two = found(article("a", texts[0], day=1), article("b", texts[1]))
    assert [(p.a_span, p.b_span, p.score) for p in one] == [(p.b_span, p.a_span, p.score) for p in two]
    assert {(p.a, p.b) for p in two} <= {("b", "a")}
