"""The version of the case file that keeps the pictures of articles, and which of them are one."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE TABLE picture (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    format TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    url TEXT,
    alt TEXT,
    caption TEXT,
    credit TEXT,
    embedded TEXT NOT NULL,
    credentials TEXT,
    frame REAL,
    gray BLOB NOT NULL,
    preview BLOB NOT NULL
) STRICT;
CREATE INDEX picture_by_article ON picture (article, number);

CREATE TABLE picture_shown (
    n INTEGER PRIMARY KEY,
    of TEXT NOT NULL,
    picture TEXT NOT NULL REFERENCES picture (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    part TEXT NOT NULL
) STRICT;
CREATE INDEX picture_shown_by_group ON picture_shown (of, n);
CREATE INDEX picture_shown_by_picture ON picture_shown (picture);

CREATE TABLE picture_difference (
    n INTEGER PRIMARY KEY,
    of TEXT NOT NULL,
    kind TEXT NOT NULL,
    a TEXT NOT NULL REFERENCES picture (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES picture (id) ON DELETE CASCADE,
    a_words TEXT NOT NULL,
    b_words TEXT NOT NULL
) STRICT;
CREATE INDEX picture_difference_by_group ON picture_difference (of, n);
CREATE INDEX picture_difference_by_a ON picture_difference (a);
CREATE INDEX picture_difference_by_b ON picture_difference (b);

CREATE VIEW v_picture AS
SELECT
    p.id, p.article, p.number, p.file, p.format, p.width, p.height, p.url, p.alt,
    substr(
        a.text, json_extract(p.caption, '$[0]') + 1, json_extract(p.caption, '$[1]') - json_extract(p.caption, '$[0]')
    ) AS caption,
    substr(
        a.text, json_extract(p.credit, '$[0]') + 1, json_extract(p.credit, '$[1]') - json_extract(p.credit, '$[0]')
    ) AS credit,
    a.outlet, a.published, p.embedded, p.credentials, p.digest, s.of AS same_as, s.relation
FROM picture AS p JOIN article AS a ON a.id = p.article LEFT JOIN picture_shown AS s ON s.picture = p.id;
"""
