"""What stands in a case file: for each version of it, the SQL that makes it from the version before.

A version that was released is never edited: case files of it exist. A change is a new script at the end of `VERSIONS`;
the views, which hold nothing, may be dropped and made anew there. `docs/case-file.md` describes the newest version.
"""

from __future__ import annotations

from whence.case import (
    schema_archives,
    schema_browse,
    schema_checks,
    schema_feeds,
    schema_films,
    schema_former,
    schema_jobs,
    schema_languages,
    schema_pictures,
    schema_versions,
)
from whence.case.schema_review import VERSION_3

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

_STATEMENT_COLUMNS = """
    id, article, position, form, act, words, content, source, cue, addressee, medium, speaker, chain, hedged, negated,
    figures, evidence, scare, parent, part_of, block, confidence
"""
_VERSION_2 = f"""
CREATE TABLE trace (
    n INTEGER PRIMARY KEY CHECK (n = 1),
    whence TEXT NOT NULL,
    model TEXT NOT NULL,
    settings TEXT NOT NULL,
    as_of TEXT,
    articles INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE part (
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
CREATE INDEX part_by_article ON part (article, position);
CREATE INDEX part_by_whole ON part (part_of);

CREATE TABLE same (
    n INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    canonical TEXT NOT NULL
) STRICT;
CREATE INDEX same_by_canonical ON same (canonical);

CREATE TABLE passage (
    n INTEGER PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    a_span TEXT NOT NULL,
    b_span TEXT NOT NULL,
    kind TEXT NOT NULL,
    score REAL NOT NULL
) STRICT;
CREATE INDEX passage_by_a ON passage (a);
CREATE INDEX passage_by_b ON passage (b);

CREATE TABLE link (
    n INTEGER PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,
    score REAL NOT NULL,
    passages TEXT NOT NULL
) STRICT;
CREATE INDEX link_by_a ON link (a);
CREATE INDEX link_by_b ON link (b);

CREATE TABLE credit (
    n INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    statement TEXT,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    basis TEXT NOT NULL,
    outlet TEXT,
    target TEXT
) STRICT;
CREATE INDEX credit_by_article ON credit (article);

CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wording TEXT NOT NULL,
    independent_min INTEGER NOT NULL,
    independent_max INTEGER NOT NULL,
    denied_by TEXT NOT NULL,
    circular TEXT NOT NULL,
    missing TEXT NOT NULL,
    unordered TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;

CREATE TABLE claim_statement (
    n INTEGER PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    statement TEXT NOT NULL
) STRICT;
CREATE INDEX claim_statement_by_claim ON claim_statement (claim);
CREATE INDEX claim_statement_by_statement ON claim_statement (statement);

CREATE TABLE origin (
    n INTEGER PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    source TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    through TEXT,
    could_be INTEGER NOT NULL
) STRICT;
CREATE INDEX origin_by_claim ON origin (claim);
CREATE INDEX origin_by_source ON origin (source);

CREATE TABLE origin_statement (
    n INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL REFERENCES origin (n) ON DELETE CASCADE,
    statement TEXT NOT NULL
) STRICT;
CREATE INDEX origin_statement_by_origin ON origin_statement (origin);
CREATE INDEX origin_statement_by_statement ON origin_statement (statement);

CREATE TABLE step (
    n INTEGER PRIMARY KEY,
    later TEXT NOT NULL,
    earlier TEXT NOT NULL,
    basis TEXT NOT NULL,
    ordered_by TEXT NOT NULL,
    score REAL NOT NULL,
    changes TEXT NOT NULL,
    credit TEXT NOT NULL,
    passages TEXT NOT NULL
) STRICT;
CREATE INDEX step_by_later ON step (later);
CREATE INDEX step_by_earlier ON step (earlier);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    action TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_target ON decision (target);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only added');
END;

CREATE TABLE owner (
    outlet TEXT PRIMARY KEY,
    owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP VIEW v_statement;
CREATE VIEW v_statement AS
SELECT
    s.id, s.words, s.form, s.act, who.name AS source, who.kind,
    (SELECT group_concat(json_extract(value, '$.name'), ' ← ') FROM json_each(s.chain)) AS chain,
    s.medium, s.hedged, s.negated, a.outlet, a.published, a.earliest, a.latest, a.file, a.url, a.title,
    json_extract(a.blocks, '$[' || s.block || '].role') AS role,
    s.article, s.position, s.content, s.cue, s.addressee, s.figures, s.evidence, s.speaker, s.parent, s.part_of,
    s.confidence,
    (SELECT c.claim FROM claim_statement AS c WHERE c.statement = s.id ORDER BY c.n LIMIT 1) AS claim
FROM (
    SELECT {_STATEMENT_COLUMNS} FROM statement UNION ALL SELECT {_STATEMENT_COLUMNS} FROM part
) AS s
JOIN article AS a ON a.id = s.article
LEFT JOIN source AS who ON who.article = s.article AND who.id = s.speaker;

DROP VIEW v_source;
CREATE VIEW v_source AS
SELECT
    w.id, w.name, w.kind,
    (SELECT group_concat(value, '; ') FROM json_each(w.aliases)) AS aliases,
    w.description,
    (SELECT count(*) FROM statement AS s WHERE s.article = w.article AND s.speaker = w.id) AS statements,
    w.mentions, a.outlet, a.published, a.file, w.article,
    coalesce(same.canonical, w.id) AS same_as,
    (
        SELECT count(DISTINCT o.article) FROM source AS o
        WHERE o.id = coalesce(same.canonical, w.id)
        OR o.id IN (SELECT s.source FROM same AS s WHERE s.canonical = coalesce(same.canonical, w.id))
    ) AS articles
FROM source AS w
JOIN article AS a ON a.id = w.article
LEFT JOIN same ON same.source = w.id;

CREATE VIEW v_claim AS
SELECT
    c.id, c.wording, c.independent_min, c.independent_max,
    (SELECT group_concat(o.name, '; ') FROM origin AS o WHERE o.claim = c.id) AS origins,
    (SELECT count(*) FROM claim_statement AS m WHERE m.claim = c.id) AS statements,
    count(DISTINCT s.article) AS articles, count(DISTINCT s.outlet) AS outlets,
    min(s.earliest) AS earliest, max(s.latest) AS latest,
    (SELECT group_concat(value, '; ') FROM json_each(c.denied_by)) AS denied_by,
    (SELECT group_concat(value, '; ') FROM json_each(c.missing)) AS missing,
    json_array_length(c.circular) AS circular, json_array_length(c.unordered) AS unordered, c.confidence
FROM claim AS c
LEFT JOIN claim_statement AS m ON m.claim = c.id
LEFT JOIN (
    SELECT s.id, s.article, a.outlet, a.earliest, a.latest
    FROM (SELECT id, article FROM statement UNION ALL SELECT id, article FROM part) AS s
    JOIN article AS a ON a.id = s.article
) AS s ON s.id = m.statement
GROUP BY c.n;

CREATE VIEW v_step AS
SELECT
    t.later, t.earlier, later.words AS words, earlier.words AS words_before, t.basis, t.ordered_by, t.score,
    (SELECT group_concat(json_extract(value, '$.kind'), '; ') FROM json_each(t.changes)) AS changes,
    later.outlet, earlier.outlet AS outlet_before, later.published, earlier.published AS published_before,
    later.earliest, earlier.earliest AS earliest_before, later.article, earlier.article AS article_before,
    later.claim
FROM step AS t
JOIN v_statement AS later ON later.id = t.later
JOIN v_statement AS earlier ON earlier.id = t.earlier;

CREATE VIEW v_change AS
SELECT
    t.later, t.earlier, json_extract(change.value, '$.kind') AS kind,
    (
        SELECT group_concat(substr(
            a.text, json_extract(value, '$[0]') + 1, json_extract(value, '$[1]') - json_extract(value, '$[0]')
        ), ' … ')
        FROM json_each(change.value, '$.before')
    ) AS words_before,
    (
        SELECT group_concat(substr(
            b.text, json_extract(value, '$[0]') + 1, json_extract(value, '$[1]') - json_extract(value, '$[0]')
        ), ' … ')
        FROM json_each(change.value, '$.after')
    ) AS words,
    b.outlet, a.outlet AS outlet_before,
    json_extract(change.value, '$.before') AS before, json_extract(change.value, '$.after') AS after
FROM step AS t
JOIN (SELECT id, article FROM statement UNION ALL SELECT id, article FROM part) AS earlier ON earlier.id = t.earlier
JOIN (SELECT id, article FROM statement UNION ALL SELECT id, article FROM part) AS later ON later.id = t.later
JOIN article AS a ON a.id = earlier.article
JOIN article AS b ON b.id = later.article
JOIN json_each(t.changes) AS change;
"""  # noqa: S608  -- own names

VERSIONS: tuple[str, ...] = (
    _VERSION_1,
    _VERSION_2,
    VERSION_3,
    schema_browse.SCRIPT,
    schema_jobs.SCRIPT,
    schema_archives.SCRIPT,
    schema_feeds.SCRIPT,
    schema_checks.SCRIPT,
    schema_pictures.SCRIPT,
    schema_films.SCRIPT,
    schema_versions.SCRIPT,
    schema_former.SCRIPT,
    schema_languages.SCRIPT,
)
"""The scripts in order: the first makes version 1 of an empty file, the next version 2 of that, and so on."""
