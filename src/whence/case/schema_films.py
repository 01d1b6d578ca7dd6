"""The version of the case file that keeps frames of films, which may stand in no article."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
DROP VIEW v_picture;
CREATE TABLE picture_with_films (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT REFERENCES article (id) ON DELETE CASCADE,
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
INSERT INTO picture_with_films
SELECT n, id, article, number, file, digest, format, width, height, url, alt, caption, credit, embedded, credentials,
    frame, gray, preview FROM picture;
DROP TABLE picture;
ALTER TABLE picture_with_films RENAME TO picture;
CREATE INDEX picture_by_article ON picture (article, number);

CREATE VIEW v_picture AS
SELECT
    p.id, p.article, p.number, p.file, p.format, p.width, p.height, p.url, p.alt,
    substr(
        a.text, json_extract(p.caption, '$[0]') + 1, json_extract(p.caption, '$[1]') - json_extract(p.caption, '$[0]')
    ) AS caption,
    substr(
        a.text, json_extract(p.credit, '$[0]') + 1, json_extract(p.credit, '$[1]') - json_extract(p.credit, '$[0]')
    ) AS credit,
    a.outlet, a.published, p.embedded, p.credentials, p.digest, s.of AS same_as, s.relation, p.frame
FROM picture AS p LEFT JOIN article AS a ON a.id = p.article LEFT JOIN picture_shown AS s ON s.picture = p.id;
"""
