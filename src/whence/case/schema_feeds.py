"""The version of the case file that keeps news items as evidence, and the feeds that are watched."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
ALTER TABLE article ADD COLUMN item TEXT;

CREATE VIEW v_item AS
SELECT
    a.id AS article,
    json_extract(a.item, '$.format') AS format,
    json_extract(a.item, '$.id') AS id,
    json_extract(a.item, '$.version') AS version,
    json_extract(a.item, '$.status') AS status,
    json_extract(a.item, '$.provider') AS provider,
    json_extract(a.item, '$.embargoed') AS embargoed
FROM article AS a WHERE a.item IS NOT NULL;

CREATE TABLE feed (
    n INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    etag TEXT,
    last_modified TEXT,
    asked TEXT,
    answered TEXT,
    not_before TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    failure TEXT
) STRICT;

CREATE TABLE feed_item (
    n INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feed (n) ON DELETE CASCADE,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    published TEXT,
    data BLOB,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    reason TEXT,
    UNIQUE (feed, key)
) STRICT;
CREATE INDEX feed_item_by_state ON feed_item (state, not_before, n);
"""
