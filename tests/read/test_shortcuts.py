"""Rules look for a word of a long pattern before they try the pattern: no reading may change by that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.read import (
    acts,
    addressees,
    chains,
    edges,
    evidence,
    figures,
    hedges,
    labelled,
    medium,
    mentions,
    refusals,
    relays,
)
from whence.read.act_words import CuePattern
from whence.read.wording import after, before, found_words, plain, sentence_of, words
from whence.records import Article, Block, Role, Span
from whence.text import sentences
from whence.text.signs import holds

_ASCII = st.characters(min_codepoint=32, max_codepoint=126)
_WORDS = (
    "The the a an one third of dozens hundreds thousands no none zero half US$ 5 $40 3,000 million m 4.5 two-thirds"
    " twenty-five several some few couple He she SHE he's Ana al-Tamm Torvik's Ivo d’Arc Mr. Dr of and for said"
    " . ? ! … \n\n • - 1. “ ” \" ' , 2031 bn A U.S. ministry their another mayor's"
).split(" ")
_PROSE = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join) | st.lists(st.sampled_from(_WORDS)).map("".join)
_few = settings(max_examples=6, suppress_health_check=list(HealthCheck))
_quick = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def _in_lower_case(signs: Iterable[str]) -> Callable[[str], bool]:
    return lambda text: holds(text.lower(), signs)


def _as_printed(signs: Iterable[str]) -> Callable[[str], bool]:
    return lambda text: holds(text, signs)


def _by_word(signs: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: not signs.isdisjoint(re.findall(r"\w+", text.lower())) or "said to " in text


_SIGNS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "refusals": (refusals._REFUSAL, _in_lower_case(refusals._SIGNS)),
    "nobody": (refusals._NOBODY, _in_lower_case(refusals._SIGNS)),
    "counts": (labelled._BY_COUNT, _in_lower_case(labelled._COUNT_SIGNS)),
    "hedges": (hedges._CONTENT, _as_printed(hedges._SIGNS)),
    "blame": (acts._BLAME, _as_printed(acts._BLAME_SIGNS)),
    "denials": (acts._DENIED, _as_printed(acts._DENIED_SIGNS)),
    "what will be done": (acts._WILL_BE_DONE, _as_printed(acts._WILL_SIGNS)),
    "who will do it": (acts._BY_WILL, _as_printed(acts._WILL_SIGNS)),
    "evidence": (evidence._LEANS, _by_word(evidence._LEANING)),
    "addressees": (addressees._BESIDE, _by_word(addressees._BESIDE_WORDS)),
    "outlets": (chains._KNOWN, _as_printed(chains._KNOWN_SIGNS)),
    "relays": (relays._AFTER, _by_word(relays._AFTER_WORDS)),
    **{f"medium {name}": (pattern, _as_printed(medium._SIGNS)) for name, pattern in medium._SENTENCES},
}


@pytest.mark.parametrize("name", _SIGNS)
@_few
@given(st.data())
def test_whatever_a_pattern_matches_holds_one_of_its_signs(name: str, data: st.DataObject) -> None:
    """The words that are looked for first stand in every match of the pattern that they stand for."""
    pattern, held = _SIGNS[name]
    text = data.draw(st.from_regex(pattern, alphabet=_ASCII))
    match = pattern.search(text)
    assert match is None or held(text)


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (figures._entries, figures._ENTRY),
        (mentions._runs, mentions._RUN),
        (sentences._stops, sentences._STOP),
    ],
    ids=["numbers", "names", "stops"],
)
@_quick
@given(text=_PROSE, start=st.integers(0, 3), cut=st.integers(0, 3))
def test_a_pattern_sought_at_its_first_characters_is_found_wherever_it_stands(
    quick: Callable[[str, int, int], Iterator[re.Match[str]]], slow: re.Pattern[str], text: str, start: int, cut: int
) -> None:
    """Numbers, names and stops are the same as a search of all places finds, also in a part of a text."""
    end = max(start, len(text) - cut)
    assert [m.span() for m in quick(text, start, end)] == [m.span() for m in slow.finditer(text, start, end)]


@_quick
@given(text=_PROSE, start=st.integers(0, 5))
def test_the_last_word_of_a_stretch_is_the_one_that_a_pattern_finds(text: str, start: int) -> None:
    """Reading a stretch from its end gives what a search for a word at its end gives."""
    found = re.compile(r"[\w’']+$").search(text, min(start, len(text)), len(text))
    assert edges._last_word(text, min(start, len(text)), len(text)) == (found[0] if found else "")


@_quick
@given(text=_PROSE, place=st.integers(0, 60))
def test_what_rules_look_at_around_a_place_is_the_plain_text_there(text: str, place: int) -> None:
    """Words, what stands before and behind a place, and a sentence's words are cut from the article's own text."""
    article = Article(
        id="a", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="", file="f"
    )
    place = min(place, len(text))
    assert before(article, place, 20).lower() == plain(text[max(0, place - 20) : place].rsplit("\n", 1)[-1])
    assert after(article, place, 20).lower() == plain(text[place : place + 20].split("\n", 1)[0])
    assert words(article, (Span(0, place),)) == plain(text[:place]).strip()
    sentence = sentence_of(article, place)
    assert found_words(article, sentence) == set(re.findall(r"\w+", text[slice(*sentence)].lower()))


def test_a_cue_is_looked_at_once_and_found_as_before() -> None:
    """A pattern of cues finds in a cue that it has seen what it found the first time."""
    pattern = CuePattern(r"\bsaid\b")
    first = pattern.search("has said so")
    assert first is not None and first is pattern.search("has said so")
    assert pattern.search("told") is None
