"""The words about exports: the formats, what they hold and what opens them, help and refusals."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "ANNOTATIONS",
    "CANNOT_BE_READ",
    "HELP",
    "HELP_AS",
    "HELP_OUTPUT",
    "HELP_SHORT",
    "HOLDS",
    "NOTHING_CORRECTED",
    "NO_JSON_CAS",
    "NO_SUCH_ARTICLE",
    "NO_XMI",
    "OPENS",
    "OTHER_TEXT",
    "PUBLISHED_BY",
    "added",
    "in_collection",
    "is_case_file",
    "no_mark",
    "no_place",
    "not_empty",
    "to_a_terminal",
]

HOLDS: Mapping[str, str] = {
    "json": "all records, as one object: docs/json.md",
    "csv": "a row a statement, with its claim, origin and changes",
    "passages": "a row a passage that two articles share",
    "training": "a row for each statement and each pair that people have decided about",
    "parquet": "all records, a table each",
    "prov-json": "who said what and which statement follows which, as W3C PROV",
    "prov-turtle": "the same as RDF (PROV-O)",
    "web-annotation": "statements, their sources and steps, as marks on the articles' words (JSON-LD)",
    "schema-org": "claims, quotations and articles in the terms of schema.org (JSON-LD)",
    "gexf": "statements and sources as a network with times",
    "graphml": "the same network, times as texts",
    "brat": "statements as marks on texts, to be corrected and taken in again",
    "cas": "the same as UIMA CAS (XMI)",
    "ftm": "articles, people, organisations and notes of FollowTheMoney",
    "stix": "reports, identities, notes and groupings of STIX 2.1",
    "misp": "objects of one MISP event",
}
"""What each format holds."""

OPENS: Mapping[str, str] = {
    "json": "any program",
    "csv": "spreadsheets",
    "passages": "any program",
    "training": "training code",
    "parquet": "DuckDB, pandas, Polars, Spark",
    "prov-json": "ProvStore, ProvToolbox, the Python library prov",
    "prov-turtle": "any RDF store; rdflib, Protégé",
    "web-annotation": "annotation servers and readers of the W3C's model",
    "schema-org": "whatever reads JSON-LD",
    "gexf": "Gephi, networkx",
    "graphml": "Gephi, yEd, Cytoscape, igraph, networkx",
    "brat": "brat",
    "cas": "INCEpTION, UIMA, dkpro-cassis",
    "ftm": "OpenAleph, Aleph, the command ftm",
    "stix": "OpenCTI, MISP, any platform for STIX",
    "misp": "MISP",
}
"""What opens each format."""

ANNOTATIONS = "Who says what in this collection, and which statement follows which"

PUBLISHED_BY = "published by"
NOTHING_CORRECTED = "there is no .ann, .xmi or .json file there"
NO_SUCH_ARTICLE = "no article here has the id that its name ends with; export this case file anew, and correct that"
OTHER_TEXT = "its text is not the article's: only marks can be corrected, not the text below them"
NO_JSON_CAS = "it is no JSON of a UIMA CAS with a text"
NO_XMI = "it is no XMI of a UIMA CAS with a text"
CANNOT_BE_READ = "it cannot be read"

HELP_SHORT = "Write a case file in a format of other programs."
HELP_AS = "The format, from the list above."
HELP_OUTPUT = "Write to this file, or this new folder, instead of standard output (-)."
_HELP = """Write what the case file CASE holds, for other programs.

The same collection gives the same bytes, in whatever order it was added; no clock stands in them. What is inferred
from wording and time alone is marked so, and no cell of a sheet can be taken for a formula. A format of several files
goes to standard output as one zip, and with -o into a new folder, or a zip where the name ends so.

\b
Formats:
{formats}

\b
Examples:
  whence export harbour.case --as json > harbour.json
  whence export harbour.case --as csv > harbour.csv
  whence export harbour.case --as parquet -o harbour-tables
  whence export harbour.case | jq '.statements | length'
"""


def _listed() -> str:
    wide = max(map(len, HOLDS))
    return "\n".join(f"  {name:<{wide}}  {holds}" for name, holds in HOLDS.items())


HELP = _HELP.format(formats=_listed())


def in_collection(said: str) -> str:
    """Say of what a count is."""
    return f"{said} in this collection"


def not_empty(name: str) -> str:
    """Say that a folder holds something already."""
    return f"{name} is there already and is not empty; name a new folder, or a file that ends in .zip"


def is_case_file(name: str) -> str:
    """Say that a case file would be written over."""
    return f"{name} is a case file, which would be lost; name another file"


def to_a_terminal(name: str) -> str:
    """Say that a terminal cannot show a format."""
    return f"{name} is no text for a terminal; name a folder or a .zip with -o"


def no_mark(number: int) -> str:
    """Say that a line is no standoff annotation of this text."""
    return f"line {number} is no mark on this text"


def no_place(begin: str, end: str) -> str:
    """Say that an annotation stands nowhere in the text."""
    return f"an annotation from {begin!r} to {end!r} stands nowhere in this text"


def added(words: str) -> str:
    """Say that a mark was added, which no decision can stand for."""
    return f"a statement is marked twice, or without its words: “{words}”"
