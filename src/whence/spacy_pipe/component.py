"""The component: it reads a `Doc`'s text as it stands, and marks the statements in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from whence.errors import Unreadable
from whence.ingest.capture import read_capture
from whence.ingest.language import language_of
from whence.pipeline import read_articles
from whence.records import Article, Form, Reading
from whence.spacy_pipe.extensions import keep, register

__all__ = ["Statements", "make"]

_ANY = "xx"  # spaCy's code of a pipeline for any language


@Language.factory(
    "whence",
    assigns=["doc.spans", "doc._.statements", "doc._.sources"],
    default_config={"spans_key": "whence", "own_voice": True},
)
def make(nlp: Language, name: str, spans_key: str, own_voice: bool) -> Statements:
    """Return the component `whence` of a pipeline.

    Args:
        nlp: the pipeline; its language is taken for the texts', unless they show another.
        name: the component's name in it.
        spans_key: the key of `doc.spans` that it fills.
        own_voice: whether what an outlet says itself is marked too.
    """
    return Statements(nlp, name=name, spans_key=spans_key, own_voice=own_voice)


class Statements:
    """Marks who says what. It needs no tagger, parser or model of spaCy's, and leaves all that others have set.

    `doc.spans[spans_key]` has a span for each piece of a statement's words, in the order of the text: its label is the
    form (`direct`, `indirect`, `mixed`, `own_voice`), its `id_` the statement's id. A statement without words of its
    own, such as a refusal to comment, is marked where it is told. A span covers whole tokens; `span._.statement` has
    the exact code points.
    """

    def __init__(
        self, nlp: Language, *, name: str = "whence", spans_key: str = "whence", own_voice: bool = True
    ) -> None:
        register()
        self.name = name
        self.spans_key = spans_key
        self.own_voice = own_voice
        self._language = None if nlp.lang == _ANY else nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Mark the statements of a text."""
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Mark the statements of texts, some at a time, and yield them in their order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            self._mark(docs)
            yield from docs

    def _mark(self, docs: list[Doc]) -> None:
        articles = {doc.text: self._article(doc.text) for doc in docs}
        readings = read_articles((one for one in articles.values() if one is not None), on_skip=lambda _: None)
        found = {reading.article.text: reading for reading in readings}
        for doc in docs:
            self._set(doc, found.get(doc.text))

    def _article(self, text: str) -> Article | None:
        """Return a text as an article, which has the text's digest for its name; None where the text is blank."""
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        name = digest[:16]
        try:
            article = read_capture(text, file=name, url=None, article_id=name, digest=digest, language=self._language)
        except Unreadable:
            return None
        return replace(article, language=language_of(article))

    def _set(self, doc: Doc, reading: Reading | None) -> None:
        statements = () if reading is None else reading.statements
        kept = [one for one in statements if self.own_voice or one.form is not Form.own_voice]
        keep(doc, kept, () if reading is None else reading.sources)
        spans = [
            Span(doc, *tokens, label=one.form.value, span_id=one.id)
            for one in kept
            for start, end in one.content or one.cue or one.source
            if (tokens := _tokens(doc, start, end))
        ]
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=sorted(spans))


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the tokens that hold some words, half-open; None for white space alone, which may be in no token."""
    words = doc.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    found = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    return None if found is None else (found.start, found.end)
