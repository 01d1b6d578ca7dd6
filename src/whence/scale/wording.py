"""What `whence scale` says to its user."""

from __future__ import annotations

from collections.abc import Sequence

from whence.words import count

__all__ = [
    "BAD_SETTING",
    "HELP_BLOCKS",
    "HELP_DECISIONS",
    "HELP_IMPORT",
    "HELP_IMPORT_SHORT",
    "HELP_MASTER",
    "HELP_OUT",
    "HELP_SCALE",
    "HELP_SCALE_SHORT",
    "HELP_SETTING",
    "NEEDS_JAVA",
    "NEEDS_SPARK",
    "NOTHING_THERE",
    "OTHER_RUN",
    "STAGES",
    "bad_scheme",
    "decided",
    "done",
    "imported",
    "no_log",
]

HELP_SCALE = """Trace a collection that is too large for one machine, with PySpark.

SOURCE is a file or folder as for whence add, or an address of one that Spark reads (file:, hdfs:, and s3a:, gs: … where
Spark has their connectors): web archives (WARC), Parquet, JSON Lines, pages. OUT is a folder, on any of these
filesystems, for Parquet tables of the articles, statements, passages, claims and steps: the same that one machine
finds. A run that was stopped goes on where it was when it is started again. With --decisions, what people have decided
in review holds in the trace, and goes into the case file with the tables. Needs pip install '.[spark]' in whence's
folder and Java 17.

\b
Examples:
  whence scale crawl/*.warc.gz -o traced
  whence scale s3a://crawl/2031-05/ -o s3a://mine/traced --master spark://host:7077 --blocks 4000
  whence scale crawl/*.warc.gz -o traced-again --decisions ada.jsonl --decisions may.case
  whence import may.case traced

Exit status: 0 done, 1 nothing usable, 2 wrong usage.
"""
HELP_SCALE_SHORT = "Trace a collection on many machines."
HELP_OUT = "The folder for the Parquet tables."
HELP_MASTER = "Spark's master; by default all cores of this machine, or what spark-submit says."
HELP_BLOCKS = "How many parts rows are brought together in; by default three for each core that Spark has."
HELP_DECISIONS = (
    "What people have decided: a log that whence review CASE --export wrote, or a case file; - is standard input."
    " May be given more than once."
)
HELP_SETTING = "A setting of Spark's own, such as spark.driver.memory=8g. May be given more than once."
HELP_IMPORT = """Make a case file of the tables that whence scale wrote, for report, serve, export and all other verbs.

OUT is a folder, or its address: what Spark calls s3a: is called s3: here.

\b
Examples:
  whence import may.case traced
  whence import may.case s3://mine/traced

Exit status: 0 done, 1 no tables there, 2 wrong usage.
"""
HELP_IMPORT_SHORT = "Make a case file of what whence scale wrote."
BAD_SETTING = "write it as NAME=VALUE, such as --spark spark.driver.memory=8g"
NEEDS_SPARK = "whence scale needs further packages: pip install '.[spark]' in whence's folder"
NEEDS_JAVA = (
    "Spark could not be started: it needs Java 17 (on Debian, openjdk-17-jre-headless), on PATH or in JAVA_HOME"
)
NOTHING_THERE = "no tables of whence scale are there, or not all of them: run it to its end first"
OTHER_RUN = (
    "another run, of other sources, options or decisions, or by another state of whence, has left its stages in the"
    " folder: name another folder, or remove that one"
)
STAGES = {
    "reading": "reading",
    "articles": "counting",
    "copies": "copied passages",
    "stories": "stories",
    "wording": "statements compared",
    "credits": "credits",
    "sources": "sources",
    "claims": "claims",
    "denials": "denials",
    "tables": "writing",
}
"""What the stages are called, by their names."""


def done(articles: int, claims: int, skipped: int) -> str:
    """Say what a run has found."""
    return f"{articles:,} articles traced: {claims:,} claims in this collection. {skipped:,} sources skipped."


def decided(number: int, unheeded: int) -> str:
    """Say how many decisions were given, and how many of them cannot be heeded."""
    told = count(number, ("decision", "decisions"))
    if not unheeded:
        return f"{told}, all heeded." if number else "Nothing was decided yet: there is nothing to heed."
    return (
        f"{told}, of which {unheeded} cannot be heeded, or not wholly: once the tables are imported, whence review CASE"
        " --conflicts says why."
    )


def bad_scheme(scheme: str, known: Sequence[str], meant: str | None) -> str:
    """Say that tables are not read from an address of such a kind, and by what address they are where it is known.

    >>> bad_scheme("s3a", ("file", "s3"), "s3://mine/traced")
    'whence import does not read s3a: addresses: write s3://mine/traced'
    >>> bad_scheme("ftp", ("file", "s3"), None)
    'whence import does not read ftp: addresses, but file:, s3: ones and folders'
    """
    said = f"whence import does not read {scheme}: addresses"
    return (
        f"{said}: write {meant}" if meant else f"{said}, but {', '.join(f'{one}:' for one in known)} ones and folders"
    )


def no_log(name: str, why: str) -> str:
    """Say why no decisions can be taken from a file."""
    return f"no decisions in {name}: {why}"


def imported(articles: int, claims: int) -> str:
    """Say what a case file was made of."""
    return f"{articles:,} articles and {claims:,} claims imported."
