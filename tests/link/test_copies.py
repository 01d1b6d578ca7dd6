"""Copied passages brought to statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whence.link.copies import copied_units
from whence.link.units import Unit
from whence.records import Act, Article, Form, Passage, PassageKind, Span, Statement

STORY = "The weir burst on Sunday night, the warden said at the lock, and eleven gardens stand under water in Alder Row"
RUNS = ("The weir burst on Sunday night", "eleven gardens stand under water")


def unit(article: Article, *runs: str) -> Unit:
    """Return a statement whose content are these runs."""
    spans = tuple(Span(at := article.text.index(run), at + len(run)) for run in runs)
    statement = Statement(id=article.id, article=article.id, form=Form.indirect, act=Act.assertion, content=spans)
    return Unit(statement=statement, article=article, speaker=None, words=" … ".join(runs))


@pytest.mark.parametrize(
    ("runs", "kind", "found"),
    [
        (RUNS, PassageKind.narrative, [(0, 1, 1.0, 1)]),  # two runs in one passage
        (RUNS[:1], PassageKind.narrative, [(0, 1, 1.0, 1)]),
        (RUNS, PassageKind.formula, []),
    ],
)
def test_a_passage_is_named_once_for_a_pair(
    article: Callable[..., Article], runs: tuple[str, ...], kind: PassageKind, found: list[tuple[int, int, float, int]]
) -> None:
    """A pair of statements names a passage once, however many of their runs lie in it; stock wording names none."""
    one, two = article("a", STORY), article("b", STORY)
    whole = Span(0, len(STORY))
    passage = Passage(a="a", b="b", a_span=whole, b_span=whole, kind=kind, score=1.0)
    pairs = copied_units([unit(one, *runs), unit(two, *runs)], [passage])
    assert [(a, b, share, len(passages)) for a, b, share, passages in pairs] == found
