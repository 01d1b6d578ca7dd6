"""The version of the case file that keeps published fact-checks beside the statements that they speak of."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE TABLE published_check (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    claim TEXT NOT NULL,
    address TEXT NOT NULL,
    publisher TEXT NOT NULL,
    publisher_stated INTEGER NOT NULL,
    title TEXT,
    rating TEXT,
    published TEXT,
    published_precision TEXT,
    claimant TEXT,
    claimed TEXT,
    claimed_precision TEXT,
    appearances TEXT NOT NULL,
    language TEXT,
    feed TEXT NOT NULL
) STRICT;

CREATE TABLE speaks_of (
    n INTEGER PRIMARY KEY,
    published_check TEXT NOT NULL REFERENCES published_check (id) ON DELETE CASCADE,
    statement TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    given TEXT NOT NULL,
    UNIQUE (published_check, statement)
) STRICT;
CREATE INDEX speaks_of_by_statement ON speaks_of (statement);
CREATE INDEX speaks_of_by_article ON speaks_of (article);

CREATE VIEW v_published_check AS
SELECT
    m.claim, k.publisher, k.published, k.title, k.claim AS claim_reviewed, k.rating, k.address, k.claimant, k.claimed,
    k.language, max(s.score) AS score, s.statement, k.id
FROM speaks_of AS s
JOIN published_check AS k ON k.id = s.published_check
JOIN claim_statement AS m ON m.statement = s.statement
GROUP BY m.claim, k.id;
"""
