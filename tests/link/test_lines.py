"""Lines in print: quotations found in all lines at once are those that each line gives alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.letters import letters_of
from whence.link.lines import Lines, quoted_lines, set_in_capitals
from whence.text.quotes import quotations

PIECES = ['"', "“", "”", "„", "«", "»", "'", "‘", "’", " ", " ", "a", "shut", "s", ".", ",", "-", "("]


def lines_of(*texts: str, quote: int = -1, headline: int = -1) -> Lines:
    """The lines of one article, one after the other, each with a line's end."""
    ends = np.cumsum([len(text) + 1 for text in texts]) - 1
    number = np.arange(len(texts))
    starts = ends - np.array([len(text) for text in texts])
    return Lines(starts=starts, ends=ends, first=number == 0, headline=number == headline, quote=number == quote)


def quoted(*texts: str, quote: int = -1) -> list[str]:
    """What stands in quotation marks in lines, in the order of its places."""
    text = "".join(f"{line}\n" for line in texts)
    found = quoted_lines(text, letters_of(text), lines_of(*texts, quote=quote))
    return [text[a:b] for a, b in sorted(found.tolist())]


LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), min_size=1, max_size=5)


@given(texts=LINES)
def test_lines_together_are_quoted_as_each_alone(texts: list[str]) -> None:
    """Whatever the marks, in whatever order, each line's quotations are those of `quotations`."""
    alone = [line[q.inner.start : q.inner.end] for line in texts for q in quotations(line)]
    assert quoted(*texts) == alone


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (('He said "shut it" and "go".',), ["shut it", "go"]),
        (("She didn't say the Browns' lock “is shut”.",), ["is shut"]),
        (('"Shut it.', "Then he left."), ["Shut it."]),
        (("The minister said:", "It is shut."), ["It is shut."]),
        (("The minister said: ", 'It "is" shut.'), ["is"]),
        (("Nobody said so.", "It is shut."), []),
        ((":", "It is shut."), ["It is shut."]),
        (("", "It is shut."), []),
    ],
)
def test_quotations_of_news(texts: tuple[str, ...], found: list[str]) -> None:
    """Marks of any style, one that is missing, apostrophes, and a speech after a colon without any mark."""
    assert quoted(*texts) == found


def test_a_quotes_own_line_is_quoted() -> None:
    """A line that the page sets as a quotation needs no marks."""
    assert quoted("Before.", "It is shut.", quote=1) == ["It is shut."]


def test_a_headline_needs_fewer_capitals_than_a_paragraph() -> None:
    """Half of a headline's words tell that its capitals mean nothing, and seven of ten of another line's."""
    large = np.array([True, True, False, True, True, False])
    starts = np.array([0, 2, 4, 6, 8, 10])
    lines = lines_of("A B c", "D E f", headline=0)
    assert set_in_capitals(large, starts, lines).tolist() == [0, 1, 2]
