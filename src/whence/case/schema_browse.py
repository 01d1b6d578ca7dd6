"""The case file's version for browsing: rows counted beforehand, so that a screen asks for one page of a list only.

All of it follows from the articles and the trace (`case/summary.py` makes it), and none of it is to be read by others.
"""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE TABLE browse_outlet (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0,
    sources INTEGER NOT NULL DEFAULT 0,
    claims INTEGER NOT NULL DEFAULT 0,
    first_here INTEGER NOT NULL DEFAULT 0,
    credits INTEGER NOT NULL DEFAULT 0,
    credited_by INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE browse_article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    called TEXT NOT NULL,
    title TEXT NOT NULL,
    earliest TEXT,
    statements INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    traced INTEGER NOT NULL
) STRICT;
CREATE INDEX browse_article_by_number ON browse_article (number);
CREATE INDEX browse_article_by_outlet ON browse_article (outlet, number);
CREATE INDEX browse_article_by_time ON browse_article (earliest, statements);
CREATE INDEX browse_article_by_statements ON browse_article (statements, number);
CREATE INDEX browse_article_by_claims ON browse_article (claims, number);
CREATE INDEX browse_article_late ON browse_article (n) WHERE NOT traced;

CREATE TABLE browse_source (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    also TEXT NOT NULL,
    described TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    origin_of INTEGER NOT NULL
) STRICT;
CREATE INDEX browse_source_in_order ON browse_source (articles DESC, rank, statements DESC, name, n);
CREATE INDEX browse_source_by_kind ON browse_source (kind, articles DESC, rank, statements DESC, name, n);
CREATE INDEX browse_source_by_statements ON browse_source (statements DESC, name, n);
CREATE INDEX browse_source_by_name ON browse_source (name, n);

CREATE TABLE browse_unit (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    claim INTEGER,
    source INTEGER,
    outlet INTEGER,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL
) STRICT;
CREATE INDEX browse_unit_by_article ON browse_unit (article);
CREATE INDEX browse_unit_by_claim ON browse_unit (claim);
CREATE INDEX browse_unit_by_source ON browse_unit (source);
CREATE INDEX browse_unit_by_outlet ON browse_unit (outlet);
CREATE INDEX browse_unit_by_kind ON browse_unit (kind);
CREATE INDEX browse_unit_by_form ON browse_unit (form);
CREATE INDEX browse_unit_by_act ON browse_unit (act);

CREATE TABLE browse_article_source (
    article INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (article, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_article_source_by_source ON browse_article_source (source, article);

CREATE TABLE browse_source_outlet (
    source INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    PRIMARY KEY (source, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_source_outlet_by_outlet ON browse_source_outlet (outlet, source);

CREATE TABLE browse_claim_outlet (
    claim INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    PRIMARY KEY (claim, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_claim_outlet_by_outlet ON browse_claim_outlet (outlet, claim);

CREATE TABLE browse_claim_source (
    claim INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (claim, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_claim_source_by_source ON browse_claim_source (source, claim);

CREATE TABLE browse_manner_outlet (
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL,
    outlet INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (kind, form, act, outlet)
) STRICT, WITHOUT ROWID;

CREATE TABLE browse_manner_source (
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL,
    source INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (kind, form, act, source)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE browse_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE browse_claim (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wording TEXT NOT NULL,
    statements INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    first_article INTEGER,
    last_article INTEGER,
    first_outlet INTEGER,
    several INTEGER NOT NULL,
    denied_by INTEGER NOT NULL,
    denies INTEGER NOT NULL,
    circular INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    unordered INTEGER NOT NULL
) STRICT;
CREATE INDEX browse_claim_by_outlets ON browse_claim (outlets DESC, n);
CREATE INDEX browse_claim_by_origins ON browse_claim (most DESC, least DESC, n);
CREATE INDEX browse_claim_by_changes ON browse_claim (changes DESC, n);
CREATE INDEX browse_claim_by_first ON browse_claim (first, n);
CREATE INDEX browse_claim_by_last ON browse_claim (last, n);
CREATE INDEX browse_claim_by_wording ON browse_claim (wording, n);
CREATE INDEX browse_claim_by_first_outlet ON browse_claim (first_outlet, n);

CREATE TABLE browse_side (
    side TEXT NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (side, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_side_by_claim ON browse_side (claim, side);

CREATE TABLE browse_denial (
    claim INTEGER NOT NULL,
    denied_by INTEGER NOT NULL,
    PRIMARY KEY (claim, denied_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_denial_by_denier ON browse_denial (denied_by);

CREATE TABLE browse_kind (
    kind TEXT NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (kind, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_kind_by_claim ON browse_kind (claim, kind);

CREATE TABLE browse_change (
    n INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL,
    later TEXT NOT NULL,
    kind TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX browse_change_by_claim ON browse_change (claim, kind);
CREATE INDEX browse_change_by_kind ON browse_change (kind, claim);
CREATE INDEX browse_change_by_later ON browse_change (later);

CREATE TABLE browse_step (
    n INTEGER PRIMARY KEY,
    claim INTEGER,
    later INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    later_outlet INTEGER,
    earlier_outlet INTEGER,
    basis TEXT NOT NULL,
    stated INTEGER NOT NULL
) STRICT;
CREATE INDEX browse_step_by_outlets ON browse_step (later_outlet, earlier_outlet, stated);
CREATE INDEX browse_step_by_earlier_outlet ON browse_step (earlier_outlet);
CREATE INDEX browse_step_by_claim ON browse_step (claim);

CREATE TABLE browse_follow (
    later_outlet INTEGER NOT NULL,
    earlier_outlet INTEGER NOT NULL,
    stated INTEGER NOT NULL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (later_outlet, earlier_outlet)
) STRICT, WITHOUT ROWID;

CREATE TABLE browse_credit (
    credited TEXT NOT NULL,
    article INTEGER NOT NULL,
    outlet INTEGER,
    PRIMARY KEY (credited, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX browse_credit_by_outlet ON browse_credit (outlet, credited);

CREATE TABLE browse_facet (
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    called TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (list, name, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_by_reader ON article (read_by);

"""
