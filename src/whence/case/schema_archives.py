"""The version of the case file that keeps records of web archives, and which articles are captures of one address."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
ALTER TABLE article ADD COLUMN record TEXT;
ALTER TABLE article ADD COLUMN address TEXT;
UPDATE article SET address = canonical_address(url) WHERE url IS NOT NULL AND canonical_address(url) != '';
CREATE INDEX article_by_address ON article (address) WHERE address IS NOT NULL;

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
    json_extract(a.record, '$.truncated') AS truncated
FROM article AS a WHERE a.record IS NOT NULL;

CREATE VIEW v_version AS
SELECT a.address, a.id AS article, a.file, a.captured, a.updated, a.published, a.digest
FROM article AS a
WHERE a.address IN (SELECT b.address FROM article AS b WHERE b.address IS NOT NULL GROUP BY 1 HAVING count(*) > 1);
"""
"""`canonical_address` is `whence.addresses.canonical_address`, given to SQLite."""
