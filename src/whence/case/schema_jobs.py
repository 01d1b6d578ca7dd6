"""The version of the case file that keeps what a job is to read until it is read."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE TABLE job (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    again INTEGER NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    stage_number INTEGER NOT NULL DEFAULT 0,
    stages INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    failure TEXT
) STRICT;
CREATE INDEX job_by_state ON job (state, n);

CREATE TABLE job_item (
    n INTEGER PRIMARY KEY,
    job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    data BLOB,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0,
    reason TEXT
) STRICT;
CREATE INDEX job_item_by_job ON job_item (job, state, n);
"""
