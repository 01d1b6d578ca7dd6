"""The version of the case file that remembers what the claims of former traces were."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE TABLE former_claim (
    claim TEXT NOT NULL,
    statement TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    PRIMARY KEY (claim, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_claim_by_article ON former_claim (article);
"""
"""A row a statement of a claim whose id no claim has now: an address made of that id still leads to where it is.

`content` are the spans of the statement's words as they were then, for a statement that was corrected has another id.
"""
