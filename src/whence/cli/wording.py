"""The words of the command line, help and what verbs print: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping

from whence.words import ARTICLE_COUNT, CLAIM_COUNT, VERSION_COUNT, count, system_error

__all__ = [
    "AND_MORE",
    "ARTICLES_ADDED",
    "ARTICLES_REMOVED",
    "BAD_MAP",
    "BAD_SIZE",
    "CLAIMS_APPEARED",
    "CLAIMS_CHANGED",
    "CLAIMS_MERGED",
    "CLAIMS_REGROUPED",
    "CLAIMS_SPLIT",
    "CLAIMS_VANISHED",
    "DEMO_TITLE",
    "HELP",
    "HELP_ADD",
    "HELP_ADD_JSON",
    "HELP_ADD_SHORT",
    "HELP_AGAIN",
    "HELP_AS_OF",
    "HELP_CLAIM",
    "HELP_DEMO",
    "HELP_DEMO_JSON",
    "HELP_DEMO_READ",
    "HELP_DEMO_SHORT",
    "HELP_DIFF",
    "HELP_DIFF_JSON",
    "HELP_DIFF_SHORT",
    "HELP_EXPLAIN",
    "HELP_EXPLAIN_JSON",
    "HELP_EXPLAIN_SHORT",
    "HELP_INTO",
    "HELP_JSON",
    "HELP_LIMIT",
    "HELP_MAP",
    "HELP_ONE_CLAIM",
    "HELP_OUTLET",
    "HELP_OUTPUT",
    "HELP_OWNERS",
    "HELP_OWN_VOICE",
    "HELP_PRIVATE",
    "HELP_QUIET",
    "HELP_READ",
    "HELP_READ_SHORT",
    "HELP_REMOVE",
    "HELP_REMOVE_JSON",
    "HELP_REMOVE_SHORT",
    "HELP_REPORT",
    "HELP_REPORT_SHORT",
    "HELP_SEARCH",
    "HELP_SEARCH_JSON",
    "HELP_SEARCH_SHORT",
    "HELP_SINCE",
    "HELP_SIZE",
    "HELP_SOURCE",
    "HELP_STRUCTURE",
    "HELP_TITLE",
    "HELP_TRACE",
    "HELP_TRACE_JSON",
    "HELP_TRACE_SHORT",
    "HELP_UNTIL",
    "HELP_VERSION",
    "INTO_WITHOUT_AS_OF",
    "LATER_COUNT",
    "NOBODY",
    "NOTHING_ASKED",
    "NOTHING_BY_THEN",
    "NOTHING_FOUND",
    "NOTHING_TO_TRACE",
    "NOT_HERE",
    "NO_DIFFERENCE",
    "ORIGINS",
    "OWNED_TOGETHER",
    "OWNERS_COLUMNS",
    "OWNERS_NO_CSV",
    "PROGRESS",
    "READ_SO_FAR",
    "SKIPPED_SO_FAR",
    "STAGES",
    "STEPS_APPEARED",
    "STEPS_CHANGED",
    "STEPS_VANISHED",
    "STRUCTURE_WITH_JSON",
    "TRACED_ALREADY",
    "TRACE_DROPPED",
    "WORDED_BEFORE",
    "added_and_known",
    "as_of",
    "demo_made",
    "denials_changed",
    "known",
    "not_in_case",
    "owned",
    "owned_of",
    "owners_row",
    "owners_twice",
    "owners_unreadable",
    "removed",
    "stage",
    "system_stopped",
    "untraced",
    "versions_changed",
    "written",
]


# --- what a case file holds -----------------------------------------------------------------------------------------


def known(articles: int, skipped: int) -> str:
    """Say what of a run's sources stood in the case file before."""
    return f"there already: {count(articles, ARTICLE_COUNT)}, {skipped} skipped"


def removed(articles: int) -> str:
    """Say how many articles were taken out."""
    return f"{count(articles, ARTICLE_COUNT)} removed"


def not_in_case(name: str) -> str:
    """Say that a case file has no article of this id or file."""
    return f"the case file holds no article with the id or file {name}"


TRACE_DROPPED = "the trace went with them; make it again with: whence trace CASE"
NOTHING_FOUND = "nothing found"
LATER_COUNT = ("later statement", "later statements")


# --- reading, adding, finding, removing -----------------------------------------------------------------------------

HELP = """Show where every claim in the news comes from: who is said to have said it, to whom, on what evidence.

whence does not judge whether a statement is right.
"""
HELP_READ = """Print who says what in each article. Nothing is written.

SOURCE is a file (.html .mhtml .webarchive .txt .md .eml .jsonl .csv, .pdf, feeds, news items in ninjs or NewsML-G2,
.warc .wacz, .zip .tar, .parquet .arrow; also compressed), a folder, a pattern such as 'pages/*.html', an address
(https://…) or - for standard input. Readings go to standard output; what could not be read is named, with the reason,
on standard error.

\b
Examples:
  whence read page.html
  whence read captures/ --structure
  whence read https://news.example.org/story --json
  whence read rows.jsonl --map outlet=series --json > readings.jsonl
  pbpaste | whence read -

Exit status: 0 done, 1 nothing could be read, 2 wrong usage.
"""
HELP_DEMO = """Trace the bundled example: eleven articles about one invented event, pages and plain captures.

Writes a case file and its dossier into FOLDER (whence-demo, where none is named), prints the table of claims, and opens
on a claim that several outlets carry and one origin stands behind.

\b
Examples:
  whence demo                              trace the example here
  whence demo --read                       print who says what in each article; write nothing
  whence demo --structure                  every line of the pages with its role
"""
HELP_DEMO_SHORT = "Trace the bundled example."
HELP_DEMO_READ = "Print who says what in each article; write nothing."
HELP_DEMO_JSON = "Print each article's reading as one JSON object a line; write nothing."
DEMO_TITLE = "The grounding of the Maid of Skerrin"
HELP_READ_SHORT = "Print who says what in each article."
HELP_JSON = "Print one JSON object a line instead of a report."
HELP_MAP = "Read a row's FIELD (id url outlet published title authors text html file) from another NAME. Repeatable."
HELP_PRIVATE = "Fetch addresses on private networks, such as localhost, too."
HELP_SIZE = "Skip what is larger: bytes, or a number with kB, MB or GB."
HELP_OWN_VOICE = "Print the outlet's own statements, or attributed ones only (report only)."
HELP_STRUCTURE = "Print every line of the page with its role instead of the statements."
HELP_QUIET = "No progress, and no lines about what was skipped."
HELP_VERSION = "Print the version."
HELP_ADD = """Read the sources and store their articles, statements and sources in the case file CASE.

CASE is one SQLite file; it is made where there is none. What is stored already is not read again, so a run that was
broken off, in whatever way, goes on where it stopped. A page that has changed since is another article.

\b
Examples:
  whence add harbour.case pages/
  whence add harbour.case https://news.example.org/story
  whence add harbour.case rows.jsonl --map outlet=series
  whence add harbour.case crawl.warc.gz pages.zip

Exit status: 0 done, 1 no article could be read, 2 wrong usage.
"""
HELP_ADD_SHORT = "Read articles and store them in a case file."
HELP_ADD_JSON = "Print the counts as a JSON object; what is skipped is one on standard error."
HELP_SEARCH = """Find words in the case file CASE. Accents and case make no difference.

All WORDS are to be found, in any order. An argument of several words, or words in quotation marks, are a phrase; word*
stands for all words that begin so. --source searches what a source is said to have said; any of its names will do, and
a part of one. Without WORDS, all is printed that the options leave.

\b
Examples:
  whence search harbour.case dredg* spill
  whence search harbour.case "will not reopen" --since 2026-03-01 --until 2026-03
  whence search harbour.case --source "port authority" --json

Exit status: 0 found, 1 nothing found, 2 wrong usage.
"""
HELP_SEARCH_SHORT = "Find words in a case file."
HELP_SEARCH_JSON = "Print one JSON object a line, with the places in the article's text."
HELP_SOURCE = "Search the statements of the sources with this name, or a part of it."
HELP_OUTLET = "Search one outlet's articles: its name, or a part of it."
HELP_SINCE = "Published at this time or later: a year, month, day or time (UTC where it has no offset)."
HELP_UNTIL = "Published at this time or earlier, this month or day included."
HELP_LIMIT = "Print this many at most, the closest matches."
NOTHING_ASKED = "give words to find, or one of --source, --outlet, --since, --until"
HELP_REMOVE = """Take articles out of the case file CASE, with all that hangs on them.

ARTICLE is an article's id, or its file as it stands in the case file.

\b
Examples:
  whence remove harbour.case pages/retracted.html
  whence remove harbour.case 5d1f0c2a9be34a17

Exit status: 0 removed, 1 none of them was there, 2 wrong usage.
"""
HELP_REMOVE_SHORT = "Take articles out of a case file."
HELP_REMOVE_JSON = "Print the ids of what was removed as a JSON object."
PROGRESS = "reading"
READ_SO_FAR = "read"
SKIPPED_SO_FAR = "skipped"
BAD_SIZE = "give a number of bytes, or a number with kB, MB or GB, such as 64MB"
STRUCTURE_WITH_JSON = "--structure is for the report; --json holds every line's role already"
BAD_MAP = "write it as FIELD=NAME, such as --map outlet=series"


def system_stopped(text: str, name: str) -> str:
    """Say what the operating system answered, and about which file, where the whole run ended by it."""
    return f"{name}: {text}" if name else system_error(text)


# --- reports --------------------------------------------------------------------------------------------------------

HELP_REPORT = """Write the case file CASE as one HTML file that needs nothing else: no network, no script.

It holds the claims, each with the way it travelled, its versions word by word, its origins and who denies it; the
sources; every article with its statements marked; what was skipped; and how all that was made. It prints well. The
same case gives the same bytes.

\b
Examples:
  whence report harbour.case -o dossier.html
  whence report harbour.case -o dossier.html --title "Harbour, March 2031"
  whence report harbour.case -o spill.html --claim 5d1f0c2a9be34a17
  whence report harbour.case -o - > dossier.html

Exit status: 0 done, 1 nothing is traced yet, 2 wrong usage.
"""
HELP_REPORT_SHORT = "Write a case file's claims as one HTML file."
HELP_OUTPUT = "The file to write; - for standard output."
HELP_CLAIM = "Show this claim only, by its id, with the articles that carry it. Repeatable."
HELP_TITLE = "The heading of the report."


def written(name: str, claims: int, articles: int) -> str:
    """Say what was written where."""
    return f"{name}: {count(claims, CLAIM_COUNT)}, {count(articles, ARTICLE_COUNT)}"


# --- tracing, explaining, comparing ---------------------------------------------------------------------------------

HELP_TRACE = """Add the SOURCEs to the case file CASE, link and trace what it holds, and print the claims.

The table has the claims of several articles, or with another side: wording, articles, outlets, independent origins,
changes, and from when to when. --claim prints one of them as a tree: from each origin down to the last version that
leads there. What is found is stored in CASE, in the place of an earlier trace. A run that was broken off, in whatever
way, has lost nothing of what it stored, and the next one goes on. Where nothing was added since, the stored trace is
printed as it is.

With --as-of, only articles that were in print by then are traced, and nothing is stored: name another case file with
--into to keep it, such as for whence diff. An article without a time is left out.

\b
Examples:
  whence trace harbour.case pages/
  whence trace harbour.case --claim 5d1f0c2a
  whence trace harbour.case --as-of 2026-03-01 --into first-day.case
  whence trace harbour.case --owners owners.csv
  whence trace harbour.case --json | jq '.claims[].independent'

Exit status: 0 done, 1 there is no article to trace, or no such claim, 2 wrong usage.
"""
HELP_TRACE_SHORT = "Trace a collection and print its claims."
HELP_TRACE_JSON = "Print one JSON object with the claims and the steps, as in whence export."
HELP_ONE_CLAIM = "Print this claim as a tree: its id, or the beginning of it."
HELP_AS_OF = "Trace what was in print by then: a year, month, day or time (UTC where it has no offset)."
HELP_INTO = "With --as-of: store those articles and their trace in this other case file."
HELP_OWNERS = "Who owns which outlet: a CSV file with the columns outlet and owner. It is stored in CASE."
HELP_AGAIN = "Trace anew, also where nothing was added since."
INTO_WITHOUT_AS_OF = "--into goes with --as-of: without it, the trace is stored in CASE"
NOTHING_TO_TRACE = "there is no article to trace; name sources to add"
NOTHING_BY_THEN = "no article was in print by then, so nothing is traced; name a later time with --as-of"
TRACED_ALREADY = "nothing was added since it was traced; --again traces it anew"
OWNERS_NO_CSV = "it is no table in UTF-8"
OWNERS_COLUMNS = "the table of owners has no columns outlet and owner; name them in its first row"
STAGES: Mapping[str, str] = {
    "articles": "counting words and names",
    "stories": "finding stories",
    "denials": "comparing opposed claims",
    "copies": "looking for copied passages",
    "quotations": "comparing quotations",
    "wording": "comparing claims",
    "credits": "reading credits",
    "sources": "comparing sources",
    "claims": "grouping claims",
    "routes": "tracing routes",
    "origins": "counting origins",
}


def stage(name: str, number: int, of: int) -> str:
    """Say which stage of linking or tracing has begun."""
    return f"{STAGES.get(name, name)} ({number} of {of})"


def added_and_known(articles: int, known: int, skipped: int) -> str:
    """Say in one line what a run has brought into a case file and what it found there."""
    return f"{count(articles, ARTICLE_COUNT)} added, {known} there already, {skipped} skipped"


def as_of(articles: int, of: int, without: int, later: int) -> str:
    """Say how many articles were in print by the time asked for, how many have no time, and what came `later`.

    `later` is how many statements of live pages that were in print stand in entries that were not.
    """
    said = [f"{articles} of {count(of, ARTICLE_COUNT)} in print by then"]
    said += [f"{without} without a publication time left out"] if without else []
    said += [f"{count(later, LATER_COUNT)} of live pages left out"] if later else []
    return "; ".join(said)


def owners_unreadable(why: str) -> str:
    """Say why the table of owners cannot be read."""
    return f"the table of owners cannot be read: {why}"


def owners_row(number: int) -> str:
    """Say that a row of the table of owners lacks a cell."""
    return f"row {number} of the table of owners does not name an outlet and an owner"


def owners_twice(outlet: str) -> str:
    """Say that the table of owners gives two owners to one outlet."""
    return f"the table of owners names two owners of {outlet[:60]!r}"


OWNED_TOGETHER = "Outlets of one owner, by the table given"


def owned(owner: str, outlets: str, claims: int) -> str:
    """Say which outlets of a collection an owner has, and how many claims more than one of them carries."""
    both = count(claims, ("claim in more than one of them", "claims in more than one of them"))
    return f"{owner}: {outlets} · {both}"


def owned_of(owner: str, outlets: str, of: int) -> str:
    """Say which of the outlets that carry a claim belong to one owner."""
    return f"{owner} owns {outlets}, {of} of the outlets that carry it"


AND_MORE = "and {} more; --json has all"
HELP_EXPLAIN = """Print why a finding in the case file CASE is what it is, with the articles' words.

ID is that of a claim, statement, source or article, or the beginning of it; LATER..EARLIER for the step from one
statement to another; CLAIM:A for an origin, by its letter in the claim's tree; or an article's file. A claim shows its
links with their scores, its origins and why each counts as one, denials, what is missing, circles; a step its basis,
the rule that ordered it with both times, the words that credit, copied passages, and each change before and after.

\b
Examples:
  whence explain harbour.case 5d1f0c2a
  whence explain harbour.case 5d1f0c2a:B
  whence explain harbour.case 08b333955e79..91c4be02aa18
  whence explain harbour.case pages/story.html --json

Exit status: 0 done, 1 nothing has this ID, or several begin so, 2 wrong usage.
"""
HELP_EXPLAIN_SHORT = "Print why a claim, step, count or statement is what it is."
HELP_EXPLAIN_JSON = "Print a JSON object: fact, text, id, and the facts below it."
HELP_DIFF = """Print what is different in the second case file: articles, claims and steps.

The two are one collection at two times, or traced as of two times, or in two ways. Claims are matched by the statements
that they share: a claim may have appeared, vanished, been merged of several or split into several, or have other
versions, origins, denials, or another range of independent origins.

\b
Examples:
  whence diff harbour.case later.case
  whence trace harbour.case --as-of 2026-03-01 --into first-day.case && whence diff first-day.case harbour.case
  whence diff harbour.case later.case --json | jq '.claims.merged'

Exit status: 0 done, whether or not there is a difference, 1 a case file cannot be read, 2 wrong usage.
"""
HELP_DIFF_SHORT = "Print what changed between two case files."
HELP_DIFF_JSON = "Print one JSON object: articles, claims and steps that were added, removed or changed."
NO_DIFFERENCE = "no difference"
ARTICLES_ADDED = "Articles added"
ARTICLES_REMOVED = "Articles removed"
CLAIMS_APPEARED = "Claims that are new"
CLAIMS_VANISHED = "Claims that are gone"
CLAIMS_MERGED = "Claims that became one"
CLAIMS_SPLIT = "Claims that became several"
CLAIMS_REGROUPED = "Claims whose versions are grouped otherwise"
CLAIMS_CHANGED = "Claims that changed"
STEPS_APPEARED = "Steps that are new"
STEPS_VANISHED = "Steps that are gone"
STEPS_CHANGED = "Steps that changed"
ORIGINS = "origins"
NOBODY = "none"
WORDED_BEFORE = "earliest wording before"
NOT_HERE = "credited, not in the collection"


def untraced(case: str) -> str:
    """Say that a case file holds no trace."""
    return f"{case} is not traced; trace it with: whence trace CASE"


def versions_changed(more: int, fewer: int) -> str:
    """Say how many versions a claim has gained and lost."""
    return f"{more} more, {fewer} fewer {VERSION_COUNT[1]}"


def denials_changed(before: int, after: int) -> str:
    """Say how many claims deny one, before and now."""
    return f"denied by {before} → by {count(after, CLAIM_COUNT)}"


def demo_made(case: str, dossier: str) -> str:
    """What the demo has written, and what may be done with it."""
    return f"The case file is {case}; open {dossier} in a browser, or ask: whence explain {case} ID"
