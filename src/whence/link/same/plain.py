"""A bare sentence as a unit, for comparing sentences that stand in no article."""

from __future__ import annotations

import hashlib

from whence.link.units import Unit
from whence.read.figures import figures
from whence.read.hedges import hedge_spans
from whence.records import Act, Article, Block, Form, Role, Span, Statement

__all__ = ["plain_unit"]


def plain_unit(text: str) -> Unit:
    """The sentence as an assertion in its own voice, in an undated article that holds nothing else."""
    span = Span(0, len(text))
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    article = Article(id=key, text=text, blocks=(Block(role=Role.paragraph, span=span),), digest=key, file=key)
    statement = Statement(
        id=key,
        article=key,
        form=Form.own_voice,
        act=Act.assertion,
        content=(span,),
        hedged=bool(hedge_spans(text)),
        figures=figures(text, span),
    )
    return Unit(statement=statement, article=article, speaker=None, words=text)
