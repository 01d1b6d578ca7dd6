"""What stands in a case file: for each version of it, the SQL that makes it from the version before.

A version that was released is never edited: case files of it exist. A change is a new script at the end of `VERSIONS`;
the views, which hold nothing, may be dropped and made anew there. `docs/case-file.md` describes the newest version.
"""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "VERSIONS"]

APPLICATION_ID = 0x57484E43
"""Marks a SQLite file as a case file: "WHNC" in the file's header (SQLite, "Database File Format", 1.3.19)."""

_VERSION_1 = """
CREATE TABLE manifest (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE input (
    source TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE read_by (
    n INTEGER PRIMARY KEY,
    whence TEXT NOT NULL,
    model TEXT NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE (whence, model, settings)
) STRICT;

CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    url TEXT,
    title TEXT,
    outlet TEXT,
    outlet_basis TEXT NOT NULL,
    authors TEXT NOT NULL,
    agency TEXT,
    published TEXT,
    published_precision TEXT,
    published_read_from TEXT,
    updated TEXT,
    updated_precision TEXT,
    updated_read_from TEXT,
    captured TEXT,
    captured_precision TEXT,
    captured_read_from TEXT,
    earliest TEXT,
    latest TEXT,
    language TEXT,
    not_read TEXT,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    images TEXT NOT NULL,
    tags TEXT NOT NULL,
    notes TEXT NOT NULL,
    links TEXT NOT NULL,
    corrections TEXT NOT NULL,
    read_by INTEGER NOT NULL REFERENCES read_by (n)
) STRICT;
CREATE INDEX article_by_file ON article (file, id);
CREATE INDEX article_by_time ON article (earliest, latest);

CREATE TABLE source (
    n INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    description TEXT,
    notes TEXT NOT NULL,
    mentions TEXT NOT NULL,
    UNIQUE (article, id)
) STRICT;
CREATE INDEX source_by_id ON source (id);

CREATE TABLE statement (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
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
) STRICT;
CREATE INDEX statement_by_article ON statement (article, position);
CREATE INDEX statement_by_speaker ON statement (article, speaker);

CREATE TABLE skipped (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'article', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER article_out AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;

CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = 'statement', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_in AFTER INSERT ON statement BEGIN
    INSERT INTO statement_words (rowid, words) VALUES (new.n, new.words);
END;
CREATE TRIGGER statement_out AFTER DELETE ON statement BEGIN
    INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', old.n, old.words);
END;

CREATE VIEW v_article AS
SELECT
    a.id, a.file, a.url, a.title, a.outlet, a.outlet_basis,
    (SELECT group_concat(value, '; ') FROM json_each(a.authors)) AS authors,
    a.agency, a.published, a.published_precision, a.published_read_from, a.earliest, a.latest, a.updated, a.captured,
    a.language, a.not_read,
    (SELECT count(*) FROM statement AS s WHERE s.article = a.id) AS statements,
    (SELECT count(*) FROM source AS s WHERE s.article = a.id) AS sources,
    a.text, a.digest, r.whence, r.model, r.settings
FROM article AS a JOIN read_by AS r ON r.n = a.read_by;

CREATE VIEW v_statement AS
SELECT
    s.id, s.words, s.form, s.act, who.name AS source, who.kind,
    (SELECT group_concat(json_extract(value, '$.name'), ' ← ') FROM json_each(s.chain)) AS chain,
    s.medium, s.hedged, s.negated, a.outlet, a.published, a.earliest, a.latest, a.file, a.url, a.title,
    json_extract(a.blocks, '$[' || s.block || '].role') AS role,
    s.article, s.position, s.content, s.cue, s.addressee, s.figures, s.evidence, s.speaker, s.parent, s.part_of,
    s.confidence
FROM statement AS s
JOIN article AS a ON a.id = s.article
LEFT JOIN source AS who ON who.article = s.article AND who.id = s.speaker;

CREATE VIEW v_source AS
SELECT
    w.id, w.name, w.kind,
    (SELECT group_concat(value, '; ') FROM json_each(w.aliases)) AS aliases,
    w.description,
    (SELECT count(*) FROM statement AS s WHERE s.article = w.article AND s.speaker = w.id) AS statements,
    w.mentions, a.outlet, a.published, a.file, w.article
FROM source AS w JOIN article AS a ON a.id = w.article;
"""

VERSIONS: tuple[str, ...] = (_VERSION_1,)
"""The scripts in order: the first makes version 1 of an empty file, the next version 2 of that, and so on."""
