"""Reading as a step of a spaCy pipeline: who says what in a `Doc`.

    Doc ──Statements──▶ doc.spans["whence"], doc._.statements, doc._.sources, span._.speaker, span._.statement, …

`nlp.add_pipe("whence")` finds it by an entry point, once `whence[spacy]` is installed; nothing is registered before.
"""

from __future__ import annotations

from whence.spacy_pipe.component import Statements, make

__all__ = ["Statements", "make"]
