"""Invented statements for the tests of comparing them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from whence.link.units import Unit
from whence.read.figures import figures
from whence.records import (
    Act,
    Article,
    Block,
    Form,
    Moment,
    Precision,
    ReadFrom,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
)


def make_unit(
    content: str,
    *,
    within: str = "{}",
    article: str | None = None,
    act: Act = Act.assertion,
    day: int | None = 0,
    speaker: str | None = None,
) -> Unit:
    """A statement of this content, which stands in the paragraph `within` of an article of its own."""
    text = within.format(content)
    start = text.index(content)
    span, whole = Span(start, start + len(content)), Span(0, len(text))
    name = article or f"{text}|{day}"
    at = None if day is None else (datetime.date(2031, 3, 1) + datetime.timedelta(days=day)).isoformat()
    return Unit(
        statement=Statement(
            id=f"{name}-{start}", article=name, form=Form.own_voice if speaker is None else Form.indirect, act=act,
            content=(span,), figures=figures(text, span),
        ),
        article=Article(
            id=name, text=text, blocks=(Block(role=Role.paragraph, span=whole),), digest="", file=name,
            published=None if at is None else Moment(at=at, precision=Precision.day, read_from=ReadFrom.given),
        ),
        speaker=None if speaker is None else Source(id=speaker, name=speaker, kind=SourceKind.named_person),
        words=content,
    )  # fmt: skip


@pytest.fixture(scope="session")
def unit() -> Callable[..., Unit]:
    """Makes a statement."""
    return make_unit
