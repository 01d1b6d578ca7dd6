"""What is compared across articles: a statement with the article that it stands in and the source that speaks it."""

from __future__ import annotations

from dataclasses import dataclass

from whence.records import Article, Form, Source, Statement

__all__ = ["Unit", "unit_of"]

_MARKS = '"“”‘’«»„,; '


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One statement of one proposition: a whole one, or a part of one that holds several.

    `words` is what is said, without what its article leaves out between its spans (` … ` stands there) and without the
    outer quotation marks. `speaker` is None where no source is given.
    """

    statement: Statement
    article: Article
    speaker: Source | None
    words: str

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def values(self) -> frozenset[float]:
        """The numbers in what is said."""
        return frozenset(figure.value for figure in self.statement.figures)

    @property
    def own_voice(self) -> bool:
        """Whether the outlet says it in its own voice."""
        return self.statement.form is Form.own_voice


def unit_of(statement: Statement, article: Article, speaker: Source | None) -> Unit:
    """Return a statement as a unit, with its words on one line."""
    pieces = [" ".join(article.text[start:end].split()) for start, end in statement.content]
    words = " … ".join(piece.strip(_MARKS) for piece in pieces if piece.strip(_MARKS))
    return Unit(statement=statement, article=article, speaker=speaker, words=words)
