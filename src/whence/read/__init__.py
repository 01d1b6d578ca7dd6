"""Read an article: who says what, to whom, on what evidence. `Article` → `Statement`, `Source`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from whence.model.decode import Found
from whence.model.reader import Reader, bundled
from whence.read.act_words import says_or_thinks
from whence.read.relations import paragraphs_of, relations_of
from whence.read.second_opinion import with_network_kinds
from whence.read.sources import resolve
from whence.read.statements import attributed, in_own_voice, own_source
from whence.records import Article, Reading, Statement

__all__ = ["LANGUAGE", "is_read", "read", "read_all", "reading_of"]

LANGUAGE = "en"
"""The language whose statements are read."""
_TOGETHER = 16


def read(article: Article, *, reader: Reader | None = None) -> Reading:
    """Read one article. `reader` is the network to use in place of the bundled one."""
    return next(iter(read_all([article], reader=reader)))


def read_all(articles: Iterable[Article], *, reader: Reader | None = None) -> Iterator[Reading]:
    """Read each article, in their order. An article in another language comes back with the reason why it was not read.

    Raises `whence.errors.ModelMissing` where the network's files are not there.
    """
    queue = iter(articles)
    while some := list(islice(queue, _TOGETHER)):
        readable = [a for a in some if is_read(a)]
        passages = ((a.text, paragraphs_of(a)) for a in readable)
        found = (reader or bundled()).read(passages, inner=says_or_thinks)
        for article in some:
            if is_read(article):
                yield reading_of(article, next(found))
            else:
                yield Reading(article=article, not_read=article.language)


def is_read(article: Article) -> bool:
    """Whether the article's language is read; one of no known language is taken for English."""
    return article.language in (None, LANGUAGE)


def reading_of(article: Article, found: Sequence[Found]) -> Reading:
    """The reading that the network's relations of the article make."""
    relations = relations_of(article, found)
    resolution = with_network_kinds(resolve(article, relations), relations)
    outlet = own_source(article, resolution)
    own = in_own_voice(article, relations, outlet)
    statements = [*attributed(article, relations, resolution), *own]
    sources = resolution.sources
    if own and outlet and outlet not in sources:
        sources = (*sources, outlet)
    return Reading(article=article, statements=tuple(sorted(statements, key=_place)), sources=sources)


def _place(statement: Statement) -> tuple[int, int, str]:
    spans = statement.content or statement.cue or statement.source
    first = min((s.start for s in (*statement.content, *statement.source, *statement.cue)), default=0)
    return (first, -(spans[-1].end if spans else 0), statement.id)
