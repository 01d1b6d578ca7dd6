"""Windows that stand in several articles are read once, and give the same everywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from whence.model.decode import Found
from whence.model.reader import WEIGHTS, Passage, Reader, bundled
from whence.model.remembered import Remembered, bare
from whence.model.windows import Window
from whence.read.act_words import says_or_thinks
from whence.records import Span

LINES = (
    "The dam will hold through the winter, the mayor, Ana Torvik, said on Monday.",
    "“We have checked every gate,” she told Radio Sund. “Nobody has to leave.”",
    "Police said the road was closed, and “we do not know that it will open”, a driver added.",
)


def passage(*lines: str, before: str = "") -> Passage:
    """Return a text of some lines and its paragraphs, behind words that are no paragraph."""
    text, spans = before, []
    for line in lines:
        spans.append(Span(len(text), len(text) + len(line)))
        text += line + "\n\n"
    return text, spans


def found(reader: Reader, one: Passage) -> list[Found]:
    """Return what a reader finds in a passage."""
    return next(iter(reader.read([one], inner=says_or_thinks)))


def test_a_window_is_read_once_wherever_it_stands() -> None:
    """The same paragraphs at another place of another text are known, and what is found is moved to that place."""
    fresh, reader = Reader(WEIGHTS, threads=1, remembered=0), Reader(WEIGHTS, threads=1)
    first, second = passage(*LINES), passage(*LINES, before="Élan — a line of the page that is none of the body\n")
    assert found(reader, first) == found(fresh, first)
    assert found(reader, second) == found(fresh, second) != found(reader, first)
    assert (reader.remembered.asked, reader.remembered.known) == (3, 2)


def test_the_tokens_of_two_words_that_look_alike_are_no_copy_of_each_other() -> None:
    """Words that the vocabulary does not tell apart are different words."""
    reader = Reader(WEIGHTS, threads=1)
    found(reader, passage("The café said so, the owner said."))
    found(reader, passage("The cafe said so, the owner said."))
    assert reader.remembered.known == 0


def test_what_was_used_longest_ago_goes_first() -> None:
    """No more windows are kept than asked for."""
    calls: list[str] = []

    def find(_: Window, text: str, __: object) -> list[Found]:
        calls.append(text)
        return []

    kept = Remembered(find, most=2)
    for line in (0, 1, 0, 2, 0, 1):
        one = passage(LINES[line])
        kept.read(bundled().windows(one)[0], one[0], None)
    assert [LINES.index(text) for text in calls] == [0, 1, 2, 1]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=20))
def test_a_bare_window_holds_the_same_words(lines: list[str], before: str) -> None:
    """Each token of a window stands for the same letters in the window's own text as in the article's."""
    text, spans = passage(*lines, before=before)
    for window in bundled().windows((text, spans)):
        own = bare(window, text)
        for a, b, c, d in zip(window.starts, window.ends, own.window.starts, own.window.ends, strict=True):
            assert text[a:b] == own.text[c:d]
