"""The bundled network: windows over real text, and what it finds there."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import ModelMissing
from whence.model.reader import WEIGHTS, Reader, bundled
from whence.model.windows import SPECIAL, WINDOW
from whence.records import Span

TEXT = (
    "The dam will hold through the winter, the mayor, Ana Torvik, said on Monday.\n"
    "“We have checked every gate,” she told Radio Sund. “Nobody has to leave.”"
)
PARAGRAPHS = [Span(0, 77), Span(78, len(TEXT))]


def test_finds_source_cue_and_content_of_a_plain_sentence() -> None:
    """An indirect statement with its cue behind it gives the three spans as they stand."""
    first = next(iter(bundled().read([(TEXT, PARAGRAPHS)])))[0]
    words = [[TEXT[s:e] for s, e in spans] for spans in (first.cue, first.content)]
    assert words == [["said"], ["The dam will hold through the winter"]]
    assert "Ana Torvik" in " ".join(TEXT[s:e] for s, e in first.source)


def test_an_article_is_read_the_same_alone_and_among_others() -> None:
    """What is found in a passage does not depend on the passages beside it."""
    other = ("Police said the road was closed. " * 30, [Span(0, 990)])
    alone = list(bundled().read([(TEXT, PARAGRAPHS)]))
    among = list(bundled().read([other, (TEXT, PARAGRAPHS), other]))
    assert among[1] == alone[0]


def test_a_second_look_adds_cues_inside_contents_only() -> None:
    """With a test of words, what is found besides lies in contents that were found without it."""
    text = "“I think we know that they said it was safe, and I want to ask them,” the mayor, Ana Torvik, said."
    plain, keen = (next(iter(bundled().read([(text, [Span(0, len(text))])], inner=i))) for i in (None, lambda _: True))
    contents = [s for f in plain for s in f.content]
    assert {f.cue for f in plain} <= {f.cue for f in keen}
    for cue in (f.cue[0] for f in keen if f.cue not in {f.cue for f in plain}):
        assert any(s.start <= cue.start and cue.end <= s.end for s in contents)


def test_the_scores_of_cues_are_those_of_exact_sums_on_every_processor() -> None:
    """Where products of bytes overflowed, scores went astray by .13 on average; rounding moves them by hundredths."""
    window = bundled().windows((TEXT, PARAGRAPHS))[0]
    begins = bundled().encode(window)[1][0, :24, 1]
    exact = [-1.92, -2.90, -3.83, -1.59, -4.45, -5.83, -5.25, -4.99, -2.97, -4.67, -4.73, -3.69]
    exact += [-4.91, -5.13, -4.57, -4.41, 4.32, -5.24, -5.35, -3.94, -3.06, -4.11, -1.54, -4.75]
    assert float(np.abs(begins - np.array(exact)).mean()) < 0.05


def test_no_paragraphs_give_no_relations() -> None:
    """A passage without words is read and gives nothing."""
    assert list(bundled().read([("", []), (TEXT, [])])) == [[], []]


@settings(max_examples=40)
@given(st.text(max_size=600))
def test_windows_hold_every_token_once_and_in_order(text: str) -> None:
    """Windows are at most as long as allowed, their tokens stand in order, and every span lies in the text."""
    windows = bundled().windows((text, [Span(0, len(text))]))
    starts = [int(s) for w in windows for s, p in zip(w.starts, w.paragraph, strict=True) if p != SPECIAL]
    ends = [int(e) for w in windows for e, p in zip(w.ends, w.paragraph, strict=True) if p != SPECIAL]
    assert all(len(w) <= WINDOW for w in windows)
    assert all(a <= b for a, b in pairwise(starts))
    assert all(0 <= s <= e <= len(text) for s, e in zip(starts, ends, strict=True))


def test_a_paragraph_longer_than_a_window_is_cut_at_a_stop() -> None:
    """A long paragraph becomes several windows, and each but the last ends with a sentence."""
    text = "The harbour master said the tide was low. " * 60
    windows = bundled().windows((text, [Span(0, len(text))]))
    assert len(windows) > 1
    assert all(text[w.starts[-2] : w.ends[-2]] == "." for w in windows[:-1])


def test_case_and_quotation_reach_the_network_as_features() -> None:
    """Capitals and marks are told apart though the vocabulary is lower-case."""
    (window,) = bundled().windows(("NASA said “wait” today", [Span(0, 22)]))
    words = window.words[1:-1]
    assert window.case[words].tolist()[0] == 2
    assert np.count_nonzero(window.quote == 2) == 2
    assert np.count_nonzero(window.quote == 1) == 1


def test_a_missing_model_is_one_clear_error() -> None:
    """A folder without weights raises an error that says what to do."""
    with pytest.raises(ModelMissing, match="install whence again"):
        Reader(WEIGHTS / "nowhere")


def test_the_weights_stay_within_their_limit() -> None:
    """All files of the model together take at most 25 MB."""
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 25_000_000
