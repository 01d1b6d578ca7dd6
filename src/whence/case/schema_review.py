"""Version 3 of a case file: decisions told by their contents, and what was read before a person corrected it."""

from __future__ import annotations

__all__ = ["VERSION_3"]

_STATEMENT = """
    id TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL,
    words TEXT NOT NULL,
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    addressee TEXT NOT NULL,
    medium TEXT,
    speaker TEXT,
    chain TEXT NOT NULL,
    hedged INTEGER NOT NULL,
    negated INTEGER NOT NULL,
    figures TEXT NOT NULL,
    evidence TEXT NOT NULL,
    scare TEXT NOT NULL,
    parent TEXT,
    part_of TEXT,
    block INTEGER NOT NULL,
    confidence REAL
"""

VERSION_3 = f"""
DROP TRIGGER decision_stays;
DROP INDEX decision_by_target;
ALTER TABLE decision RENAME TO decision_before;
CREATE TABLE decision (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    action TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    value TEXT NOT NULL,
    anchor TEXT NOT NULL
) STRICT;
INSERT OR IGNORE INTO decision (id, target, action, by, at, note, value, anchor)
SELECT decision_id(target, action, by, at, note, '', ''), target, action, by, at, note, '', ''
FROM decision_before ORDER BY id;
DROP TABLE decision_before;
CREATE INDEX decision_by_target ON decision (target);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only added');
END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only added');
END;

CREATE TABLE statement_read (
    n INTEGER PRIMARY KEY,{_STATEMENT}) STRICT;
CREATE INDEX statement_read_by_article ON statement_read (article, position);

CREATE TABLE source_read (
    n INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    description TEXT,
    notes TEXT NOT NULL,
    mentions TEXT NOT NULL
) STRICT;
CREATE INDEX source_read_by_article ON source_read (article, position);

CREATE TABLE corrected (
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE doubt (
    score REAL NOT NULL,
    kind TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (score, kind, one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubt_by_one ON doubt (one);

ALTER TABLE trace ADD COLUMN decisions TEXT NOT NULL DEFAULT '';

CREATE VIEW v_decision AS
SELECT
    d.id, d.at, d.by, d.action, d.target,
    (
        SELECT group_concat(
            coalesce(
                (SELECT group_concat(words.value, ' … ') FROM json_each(anchor.value, '$.words') AS words),
                json_extract(anchor.value, '$.name')
            ),
            ' | '
        )
        FROM json_each(CASE d.anchor WHEN '' THEN '[]' ELSE d.anchor END) AS side, json_each(side.value) AS anchor
    ) AS words,
    d.value, d.note,
    (SELECT u.id FROM decision AS u WHERE u.action = 'undo' AND u.target = d.id ORDER BY u.at, u.id LIMIT 1) AS undone,
    json_extract(CASE d.anchor WHEN '' THEN '[]' ELSE d.anchor END, '$[0][0].article') AS article
FROM decision AS d;
"""  # noqa: S608  -- own names
"""Brings a case file of version 2 to version 3. `decision_id` is `records.decision_id`, given to SQLite."""
