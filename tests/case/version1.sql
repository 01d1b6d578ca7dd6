-- A case file as version 1 wrote it. Files like it exist: never edit this one.
PRAGMA application_id = 1464356419;
PRAGMA user_version = 1;
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
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = 'statement', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER article_out AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER statement_in AFTER INSERT ON statement BEGIN
    INSERT INTO statement_words (rowid, words) VALUES (new.n, new.words);
END;
CREATE TRIGGER statement_out AFTER DELETE ON statement BEGIN
    INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', old.n, old.words);
END;
INSERT INTO manifest (key, value) VALUES ('schema', '1');
INSERT INTO manifest (key, value) VALUES ('whence', '0.1.0');
INSERT INTO input (source) VALUES ('pages');
INSERT INTO read_by (n, whence, model, settings) VALUES (1, '0.1.0', 'm1', 's1');
INSERT INTO article (n, id, file, digest, url, title, outlet, outlet_basis, authors, agency, published, published_precision, published_read_from, updated, updated_precision, updated_read_from, captured, captured_precision, captured_read_from, earliest, latest, language, not_read, text, blocks, images, tags, notes, links, corrections, read_by) VALUES (1, 'id-beacon', 'beacon.txt', '0000000000000000000000000000000000000000000000000000000000000000', NULL, 'Weir at Zoë’s Mill to open', 'The Lowmarsh Beacon', 'none', '[]', NULL, '2027-03-02', 'day', 'meta', NULL, NULL, NULL, NULL, NULL, NULL, '2027-03-02T00:00:00', '2027-03-02T23:59:59', NULL, NULL, 'Weir at Zoë’s Mill to open
The weir at Zoë’s Mill will open in June, Ines Okker said. Not all agree.', '[{"role":"paragraph","span":[0,100]}]', '[]', '[]', '[]', '[]', '[]', 1);
INSERT INTO article (n, id, file, digest, url, title, outlet, outlet_basis, authors, agency, published, published_precision, published_read_from, updated, updated_precision, updated_read_from, captured, captured_precision, captured_read_from, earliest, latest, language, not_read, text, blocks, images, tags, notes, links, corrections, read_by) VALUES (2, 'id-echo', 'echo.txt', '0000000000000000000000000000000000000000000000000000000000000000', NULL, 'Weir delayed', 'Tarn Echo', 'none', '[]', NULL, '2027-03-05T10:30:00+02:00', 'second', 'meta', NULL, NULL, NULL, NULL, NULL, NULL, '2027-03-05T08:30:00', '2027-03-05T08:30:00', NULL, NULL, 'Weir delayed
Rolf Arnaud told the Echo that the weir, which the mill owns, would open in autumn at best.', '[{"role":"paragraph","span":[0,104]}]', '[]', '[]', '[]', '[]', '[]', 1);
INSERT INTO source (n, article, position, id, name, kind, aliases, description, notes, mentions) VALUES (1, 'id-beacon', 0, 'beacon-Ines Okker', 'Ines Okker', 'named_person', '["the mayor"]', NULL, '[]', '[]');
INSERT INTO source (n, article, position, id, name, kind, aliases, description, notes, mentions) VALUES (2, 'id-echo', 0, 'echo-Rolf Arnaud', 'Rolf Arnaud', 'named_person', '[]', NULL, '[]', '[]');
INSERT INTO statement (n, id, article, position, form, act, words, content, source, cue, addressee, medium, speaker, chain, hedged, negated, figures, evidence, scare, parent, part_of, block, confidence) VALUES (1, 'beacon-0', 'id-beacon', 0, 'indirect', 'assertion', 'The weir at Zoë’s Mill will open in June', '[[27,67]]', '[]', '[]', '[]', NULL, 'beacon-Ines Okker', '[{"name":"Ines Okker","kind":"named_person","link":"told"}]', 0, 0, '[]', '[]', '[]', NULL, NULL, 0, 1.0);
INSERT INTO statement (n, id, article, position, form, act, words, content, source, cue, addressee, medium, speaker, chain, hedged, negated, figures, evidence, scare, parent, part_of, block, confidence) VALUES (2, 'echo-0', 'id-echo', 0, 'indirect', 'assertion', 'the weir … would open in autumn at best', '[[44,52],[75,103]]', '[]', '[]', '[]', NULL, 'echo-Rolf Arnaud', '[{"name":"Rolf Arnaud","kind":"named_person","link":"told"}]', 0, 0, '[]', '[]', '[]', NULL, NULL, 0, 1.0);
INSERT INTO skipped (source, reason) VALUES ('slip.pdf', 'it is a PDF');
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
