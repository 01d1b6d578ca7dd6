"""Figures: numbers in digits and in words, what they count, and whether they leave room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.figures import figures
from whence.read.number_words import number_of
from whence.read.units import counted, measure, singular
from whence.records import Span

EXACT, ABOUT = False, True


def read(text):
    return [
        (text[f.span.start : f.span.end], round(f.value, 3), f.unit, f.approx)
        for f in figures(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police counted 1,200 vehicles", [("1,200", 1200, "vehicle", EXACT)]),
        ("a wave of 40.5 metres", [("40.5 metres", 40.5, "metre", EXACT)]),
        ("it released $6.6 million", [("$6.6 million", 6_600_000, "$", EXACT)]),
        ("a loan of £2bn", [("£2bn", 2e9, "£", EXACT)]),
        ("3bn euros were lost", [("3bn euros", 3e9, "€", EXACT)]),
        ("US$40m in aid", [("US$40m", 40_000_000, "$", EXACT)]),
        ("prices rose 7 per cent", [("7 per cent", 7, "%", EXACT)]),
        ("prices rose 12.5% in a year", [("12.5%", 12.5, "%", EXACT)]),
        ("a cut of 2 percentage points", [("2 percentage points", 2, "percentage point", EXACT)]),
        ("forty-two engines came", [("forty-two", 42, "engine", EXACT)]),
        ("one hundred and twenty men marched", [("one hundred and twenty", 120, "man", EXACT)]),
        ("two thousand five hundred tonnes", [("two thousand five hundred tonnes", 2500, "tonne", EXACT)]),
        ("a dozen police officers", [("a dozen", 12, "police", EXACT)]),
        ("half a million voters", [("half a million", 500_000, "voter", EXACT)]),
        ("half of the staff left", [("half", 0.5, None, EXACT)]),
        ("two-thirds of voters agreed", [("two-thirds", 0.667, None, EXACT)]),
        ("a quarter of the fleet", [("a quarter", 0.25, None, EXACT)]),
        ("31 dead", [("31", 31, "dead", EXACT)]),
        ("23 children among them", [("23", 23, "child", EXACT)]),
        ("fined 180,000 crowns", [("180,000", 180_000, "crown", EXACT)]),
        ("nine ambulances in one hour", [("nine", 9, "ambulance", EXACT), ("one hour", 1, "hour", EXACT)]),
        ("one person died", [("one", 1, "people", EXACT)]),
        ("a 67-year-old man", [("67", 67, "year", EXACT)]),
        ("Ida Marn, 67, a nurse", [("67", 67, "year", EXACT)]),
        ("a tower 80km away", [("80km", 80, "kilometre", EXACT)]),
        ("a well 40m deep", [("40m", 40, "metre", EXACT)]),
        ("5m people have fled", [("5m", 5_000_000, "people", EXACT)]),
        ("a population of 1.2 million", [("1.2 million", 1_200_000, None, EXACT)]),
        ("winds of 90 mph", [("90 mph", 90, "mile an hour", EXACT)]),
        ("in 2000 families moved there 2,000 died", [("2,000", 2000, None, EXACT)]),
        ("2000 people", [("2000", 2000, "people", EXACT)]),
    ],
)
def test_exact_figures(text, expected):
    """A number has its value with its scale, and its currency, measure or counted noun as unit."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 40 people", [("40", 40, "people", ABOUT)]),
        ("nearly 50 houses", [("50", 50, "house", ABOUT)]),
        ("some 30 km", [("30 km", 30, "kilometre", ABOUT)]),
        ("at least 31 people died", [("31", 31, "people", ABOUT)]),
        ("At least 31 people died", [("31", 31, "people", ABOUT)]),
        ("more than 60 were hurt", [("60", 60, None, ABOUT)]),
        ("up to three months", [("three months", 3, "month", ABOUT)]),
        ("an estimated 3,000 homes", [("3,000", 3000, "home", ABOUT)]),
        ("as many as 11 deaths", [("11", 11, "death", ABOUT)]),
        ("around $5 million", [("$5 million", 5_000_000, "$", ABOUT)]),
        ("under 200 seats", [("200", 200, "seat", ABOUT)]),
        ("almost a dozen ships", [("a dozen", 12, "ship", ABOUT)]),
        ("over 200 metres", [("200 metres", 200, "metre", ABOUT)]),
        ("no fewer than 12 witnesses", [("12", 12, "witness", ABOUT)]),
        ("300+ homes", [("300", 300, "home", ABOUT)]),
        ("50 or so", [("50", 50, None, ABOUT)]),
        ("twenty-odd boats", [("twenty", 20, "boat", ABOUT)]),
        ("dozens were infected", [("dozens", 24, None, ABOUT)]),
        ("hundreds of homes", [("hundreds", 200, "home", ABOUT)]),
        ("hundreds of soldiers had crossed", [("hundreds", 200, "soldier", ABOUT)]),
        ("dozens of the houses burned", [("dozens", 24, "house", ABOUT)]),
        ("hundreds of thousands of people marched", [("hundreds of thousands", 200_000, "people", ABOUT)]),
        ("hundreds of billions of dollars", [("hundreds of billions of dollars", 200e9, "$", ABOUT)]),
        ("hundreds of miles away", [("hundreds of miles", 200, "mile", ABOUT)]),
        ("several hundred of them", [("several hundred", 300, None, ABOUT)]),
        ("hundreds of thousands marched", [("hundreds of thousands", 200_000, None, ABOUT)]),
        ("tens of thousands fled", [("tens of thousands", 20_000, None, ABOUT)]),
        ("several hundred police", [("several hundred", 300, "police", ABOUT)]),
        ("between 40 and 50 people", [("40", 40, "people", ABOUT), ("50", 50, "people", ABOUT)]),
        ("40-50 protesters", [("40", 40, "protester", ABOUT), ("50", 50, "protester", ABOUT)]),
        ("40 to 50 vans", [("40", 40, "van", ABOUT), ("50", 50, "van", ABOUT)]),
    ],
)
def test_approximate_figures(text, expected):
    """Words that leave room make a figure approximate; a vague plural has the least value that it can mean."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No injuries were reported", [("No", 0, "injury", EXACT)]),
        ("nobody was hurt", [("nobody", 0, None, EXACT)]),
        ("no one has been arrested", [("no one", 0, None, EXACT)]),
        ("zero deaths", [("zero", 0, "death", EXACT)]),
        ("nobody knows why", []),
        ("there is no reason to doubt it", []),
    ],
)
def test_nought_is_a_figure_where_it_counts(text, expected):
    """ "No" before a plural and "nobody was hurt" count nought; other denials are no figures."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "at 5:20 a.m.",
        "shortly before 6 a.m.",
        "at 6pm on Monday",
        "by ten o'clock",
        "between 6 and 10 o’clock",
        "at 0400 GMT",
        "on 19 November 2027",
        "on Nov. 3, 2018",
        "September 3rd",
        "since 2029",
        "in 2018",
        "the 1990s",
        "the third attempt",
        "on the 21st floor",
        "No. 4",
        "Flight 815",
        "in Tank 2",
        "an A380",
        "COVID-19",
        "they won 3-1",
        "open 24/7",
        "one of the largest plants",
        "one another",
        "no one",
        "Vesta One",
    ],
)
def test_what_is_no_figure(text):
    """Times, dates, years, ordinals, scores and numbers that are names are no figures."""
    assert read(text) == []


def test_a_change_is_no_range():
    """ "From 40 to 50" names two exact figures, for both were so once."""
    assert [f[3] for f in read("it rose from 40 to 50 tonnes")] == [EXACT, EXACT]


def test_what_stands_behind_the_span_is_read_too():
    """A number that the span cuts off from its "a.m." is still a time."""
    text = "the blast came at 5 a.m. on Monday"
    assert figures(text, Span(0, text.index(" a.m."))) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one", 1),
        ("ninety-nine", 99),
        ("three hundred thousand", 300_000),
        ("half a dozen", 6),
        ("scores", 40),
        ("x", None),
    ],
)
def test_number_words(words, value):
    """A number in words has its value, and words that are no number have none."""
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("bodies", "body"),
        ("boxes", "box"),
        ("women", "woman"),
        ("people", "people"),
        ("witnesses", "witness"),
        ("houses", "house"),
        ("virus", "virus"),
    ],
)
def test_singular(noun, expected):
    """Counted nouns are given in the singular by the common rules."""
    assert singular(noun) == expected


def test_measures_and_counted_nouns_are_read_from_what_follows():
    """A measure belongs straight to the number; adjectives may stand before a counted noun, prepositions may not."""
    found = measure(" kilometres away")
    assert found is not None and found.unit == "kilometre"
    assert measure(" people") is None
    noun = counted(" burnt wooden houses", 3)
    assert noun is not None and noun.unit == "house"
    assert counted(" in the houses", 3) is None


@given(
    st.text(alphabet="0123456789 -–.,:$£%kmn aonetwhudrdisz'half", max_size=80),
    st.integers(-5, 90),
    st.integers(-5, 90),
)
def test_spans_lie_in_order_inside_the_text(text, a, b):
    """Figures never raise, their spans lie inside the given one, do not overlap and stand in order."""
    start, end = sorted((a, b))
    found = figures(text, Span(start, end))
    at = max(0, start)
    for figure in found:
        assert at <= figure.span.start < figure.span.end <= min(len(text), max(end, at))
        assert figure.value >= 0
        at = figure.span.end


@given(st.text(max_size=60))
def test_any_text_has_figures_or_none(text):
    """Any characters at all are accepted."""
    for figure in figures(text, Span(0, len(text))):
        assert text[figure.span.start : figure.span.end].strip()
