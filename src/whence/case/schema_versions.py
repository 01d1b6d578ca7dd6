"""The case file's version that counts an article once, however often captured, and names what revisits refer to."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
ALTER TABLE browse_article ADD COLUMN line TEXT NOT NULL DEFAULT '';
ALTER TABLE browse_article ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE browse_article ADD COLUMN versions INTEGER NOT NULL DEFAULT 1;
ALTER TABLE browse_outlet ADD COLUMN captures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE browse_source ADD COLUMN captures INTEGER NOT NULL DEFAULT 0;
CREATE INDEX browse_article_by_line ON browse_article (line, version);
CREATE INDEX browse_article_again ON browse_article (line, version) WHERE versions > 1;

CREATE TABLE feed_moved (
    url TEXT PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feed (n) ON DELETE CASCADE
) STRICT;

DROP VIEW v_record;
CREATE VIEW v_record AS
SELECT
    a.id AS article,
    json_extract(a.record, '$.id') AS id,
    json_extract(a.record, '$.archive') AS archive,
    json_extract(a.record, '$.offset') AS offset,
    json_extract(a.record, '$.at') AS at,
    json_extract(a.record, '$.target') AS target,
    json_extract(a.record, '$.digest') AS digest,
    json_extract(a.record, '$.check') AS "check",
    json_extract(a.record, '$.truncated') AS truncated,
    json_extract(a.record, '$.refers_to') AS refers_to
FROM article AS a WHERE a.record IS NOT NULL;
"""
"""`line` is the same for all versions of one article, `version` the place of one among them from 1, `versions` how many
they are. `articles` counts an article once in all its versions, `captures` each of these. `feed_moved` holds the
addresses at which a feed stood before it moved for good.
"""
