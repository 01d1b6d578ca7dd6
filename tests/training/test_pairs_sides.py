"""A statement is given as the sentences that it stands in, its content marked, and cut around it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from whence.link.units import Unit
from whence.model.files import WEIGHTS
from whence.records import Act, Article, Block, Form, Role, Span, Statement

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from pairs_sides import Side, side_of  # noqa: E402  -- the scripts of training are no package

TEXT = "The dam leaks. The mayor said the dam will hold, and went home. It rained."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


def unit_at(text: str, *contents: str) -> Unit:
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in contents)
    whole = Block(role=Role.paragraph, span=Span(0, len(text)))
    article = Article(id="a", text=text, blocks=(whole,), digest="d", file="f")
    statement = Statement(id="s", article="a", form=Form.indirect, act=Act.assertion, content=spans)
    return Unit(statement=statement, article=article, speaker=None, words=" ".join(contents))


def shown(side: Side, tokenizer: Tokenizer) -> list[tuple[str, int]]:
    return [(tokenizer.id_to_token(int(i)), int(inside)) for i, inside in zip(side.ids, side.inside, strict=True)]


def test_the_sentence_of_a_content_is_given_and_the_content_marked(tokenizer: Tokenizer) -> None:
    """Of a paragraph only the content's own sentence stands in a side, with a mark at each token of the content."""
    side = side_of(unit_at(TEXT, "the dam will hold"), tokenizer)
    assert shown(side, tokenizer) == [
        ("the", 0), ("mayor", 0), ("said", 0), ("the", 1), ("dam", 1), ("will", 1), ("hold", 1), (",", 0), ("and", 0),
        ("went", 0), ("home", 0), (".", 0),
    ]  # fmt: skip
    assert side.case.tolist()[:2] == [1, 0]


def test_a_content_of_two_spans_brings_both_sentences(tokenizer: Tokenizer) -> None:
    """Where a content goes on in another sentence, that sentence is given too."""
    side = side_of(unit_at(TEXT, "dam leaks", "It rained"), tokenizer)
    assert [word for word, inside in shown(side, tokenizer) if inside] == ["dam", "leaks", "it", "rained"]
    assert "mayor" not in [word for word, _ in shown(side, tokenizer)]


@pytest.mark.parametrize(
    ("longest", "kept"),
    [
        (4, "the dam will hold"),
        (2, "the dam"),
        (6, "said the dam will hold ,"),
        (99, "the mayor said the dam will hold , and went home ."),
    ],
)
def test_a_long_side_keeps_its_content_and_what_is_nearest(tokenizer: Tokenizer, longest: int, kept: str) -> None:
    """The content goes first into the room that there is, then the tokens next to it."""
    side = side_of(unit_at(TEXT, "the dam will hold"), tokenizer, longest)
    assert " ".join(word for word, _ in shown(side, tokenizer)) == kept


def test_an_article_without_words_gives_an_empty_side(tokenizer: Tokenizer) -> None:
    """Nothing to compare is no error."""
    assert len(side_of(unit_at(" ", " "), tokenizer).ids) == 0
