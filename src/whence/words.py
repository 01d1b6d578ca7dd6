"""Every word that a user sees: on screen, in reports, in help and in the reasons why a source was skipped.

They stand in one place so that one test can hold them to the rule of the design: whence says who is said to have said
what, and never passes judgement on it. Quoted article text is no part of this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence.records import Act, ChangeKind, Form, LinkBasis, Order, Range, ReadFrom, Role, SourceKind

__all__ = [
    "ACTS",
    "FORMS",
    "KINDS",
    "KIND_COUNTS",
    "LANGUAGES",
    "READ_FROM",
    "ROLES",
    "STANDING_LINE",
    "count",
    "language_name",
    "not_read",
    "skipped",
]

STANDING_LINE = "whence shows who is said to have said what. It does not judge whether a statement is right."

# --- kinds of source, forms, acts -----------------------------------------------------------------------------------

KINDS: Mapping[SourceKind, str] = {
    SourceKind.named_person: "names a speaker",
    SourceKind.named_organisation: "names an organisation",
    SourceKind.document: "quotes a document",
    SourceKind.unnamed: "unnamed people",
    SourceKind.collective: "speaks for a group",
    SourceKind.outlet: "credits another outlet",
    SourceKind.none: "no source given",
}
KIND_COUNTS: Mapping[SourceKind, tuple[str, str]] = {  # after a count: of one statement, of several
    SourceKind.named_person: ("names a speaker", "name a speaker"),
    SourceKind.named_organisation: ("names an organisation", "name an organisation"),
    SourceKind.document: ("quotes a document", "quote a document"),
    SourceKind.unnamed: ("leans on unnamed people", "lean on unnamed people"),
    SourceKind.collective: ("speaks for a group", "speak for a group"),
    SourceKind.outlet: ("credits another outlet", "credit another outlet"),
    SourceKind.none: ("gives no source", "give no source"),
}
OWN_VOICE_COUNT = ("in the outlet's own words", "in the outlet's own words")
OWN_VOICE = "the outlet's own words"
FORMS: Mapping[Form, str] = {
    Form.direct: "direct",
    Form.indirect: "indirect",
    Form.mixed: "mixed",
    Form.own_voice: "own voice",
}
ACTS: Mapping[Act, str] = {
    Act.assertion: "assertion",
    Act.denial: "denial",
    Act.accusation: "accusation",
    Act.belief: "belief",
    Act.intention: "intention",
    Act.order: "order or demand",
    Act.question: "question",
    Act.refusal: "refusal to comment",
}
HEDGED = "hedged"
NEGATED = "negated"

# --- the page -------------------------------------------------------------------------------------------------------

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.headline: ("headline", "headlines"),
    Role.subhead: ("subhead", "subheads"),
    Role.byline: ("byline", "bylines"),
    Role.dateline: ("dateline", "datelines"),
    Role.time: ("time line", "time lines"),
    Role.paragraph: ("paragraph", "paragraphs"),
    Role.caption: ("caption", "captions"),
    Role.credit: ("photo credit", "photo credits"),
    Role.promo: ("promo of another story", "promos of other stories"),
    Role.footnote: ("footnote", "footnotes"),
    Role.tag: ("line of tags", "lines of tags"),
    Role.counter: ("counter", "counters"),
    Role.nav: ("navigation line", "navigation lines"),
    Role.notice: ("notice", "notices"),
    Role.quote: ("block quote", "block quotes"),
    Role.other: ("other line", "other lines"),
}
READ_FROM: Mapping[ReadFrom, str] = {
    ReadFrom.json_ld: "the page's metadata",
    ReadFrom.meta: "the page's metadata",
    ReadFrom.text: "the text",
    ReadFrom.mast: "the line above the article",
    ReadFrom.feed: "the feed",
    ReadFrom.http: "the server",
    ReadFrom.given: "given with it",
    ReadFrom.archive: "the web archive's record",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
NO_HEADLINE = "(no headline found)"
OUTLET_INFERRED = "inferred"
NO_OUTLET = "outlet not stated"
BY = "by"
AGENCY = "agency"
PUBLISHED = "published"
UPDATED = "updated"
CAPTURED = "captured"
NO_TIME = "publication time not stated"
ITS_LAST_CHANGE = "its last change"
NOTICES: Mapping[str, str] = {
    "correction": "Correction",
    "clarification": "Clarification",
    "retraction": "Retraction",
    "update": "Update",
}

# --- labels of a statement and of a source --------------------------------------------------------------------------

WHO = "who"
THROUGH = "through"
SAID_TO = "said to"
MEDIUM = "in"
ACT = "act"
EVIDENCE = "evidence"
FIGURES = "figures"
SCARE = "in marks"
ABOUT = "about"  # before a figure that is approximate
DESCRIBED = "described"
SOURCES = "Sources"
ALSO = "also"
NOTE = "note"
NO_STATEMENTS = "No statements found."
MEDIA: Mapping[str, str] = {"press_conference": "press conference", "social_post": "social media post"}

LANGUAGES: Mapping[str, str] = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fo": "Faroese", "fr": "French", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "jv": "Javanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mg": "Malagasy", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "mt": "Maltese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian",
    "oc": "Occitan", "or": "Odia", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "qu": "Quechua", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "se": "Northern Sami", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "vo": "Volapük", "wa": "Walloon", "xh": "Xhosa",
    "yi": "Yiddish", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def language_name(code: str | None) -> str:
    """Return the English name of an ISO 639-1 language, or the code itself where no name is known."""
    return LANGUAGES.get(code, code) if code else "an unknown language"


def not_read(language: str | None) -> str:
    """Say that an article's statements are not read, for the language's code; what says so already stays as it is."""
    if language and language.startswith(NOT_READ):
        return language
    return f"{NOT_READ} {language_name(language)}"


def count(number: int, forms: tuple[str, str]) -> str:
    """Return a number with its noun or verb: `1 caption`, `2 captions`."""
    return f"{number} {forms[number != 1]}"


def in_languages(counts: Sequence[tuple[str, int]]) -> str:
    """Say how many articles have statements that were not read, and in which languages; `counts` are by their codes."""
    total = sum(number for _, number in counts)
    named = ", ".join(f"{language_not_read(code)} {number}" for code, number in counts)
    return f"{count(total, ARTICLE_COUNT)} {not_in_english(total)}: {named}"


def not_in_english(number: int) -> str:
    """Say of some articles why their statements were not read; how many they are stands before it."""
    if number == 1:
        return "is not in English, and its statements were not read"
    return "are not in English, and their statements were not read"


def language_not_read(language: str) -> str:
    """Return the name of the language for which statements were not read, by its code, or by what says so already."""
    return language_name(language.removeprefix(NOT_READ).strip())


NOT_READ = "statements not read:"
STATEMENT_COUNT = ("statement", "statements")
LATER_COUNT = ("later statement", "later statements")


def skipped(source: str, reason: str) -> str:
    """Return the line that says why a source gave nothing."""
    return f"skipped {source}, because {reason}"


# --- why a source was skipped: each goes on from "skipped SOURCE, because …" ----------------------------------------

FILE_IN_SHEET = "a sheet that is sent cannot name files of this machine; send the files themselves"
MISSING = "there is no such file or folder"
MISSING_ADDRESS = "there is no such file or folder; for a page on the web write the whole address, https:// included"
NO_MATCH = "no file matches the pattern"
EMPTY_FOLDER = "the folder holds no file that could be read"
EMPTY = "it is empty"
NOT_PERMITTED = "this user may not read it"
NOT_A_FILE = "it is no regular file"
NO_STDIN = "there is no standard input to read"
BROKEN_GZIP = "its gzip compression is broken; fetch or copy it again"
SAVE_AS = "save the page as HTML or text"
NOT_TEXT = f"it is binary data, not text; {SAVE_AS}"
UNDECODABLE = "its character encoding could not be found; save it as UTF-8"
SURROGATE = "its text holds half of a surrogate pair, which is no character"
NOT_AN_ARTICLE = "a script, style sheet or settings file is no article"
JSON_FILE = "it holds no news items (ninjs); for rows put one object on each line and name the file .jsonl"
ROW_NOT_JSON = "the row is not a JSON object"
ROW_NO_TEXT = "the row has neither text nor html; name the field with --map text=FIELD"
ROW_REPEATED = "the collection holds this row, with the same id and text, already"
ROW_BROKEN = (
    "the row's quotation marks are broken; put a cell that holds one in quotation marks, and double the inner ones"
)
ROW_TOO_LONG = "the row has more cells than the sheet's first row has names"
ROW_NO_ADDRESS = "the row names no address, no file and no text"
SHEET_EMPTY = "the sheet has no row with names of columns"


READING_ENDED = "the program that read it ended, twice; please report it with the file"


def failed(error: str) -> str:
    """Say that reading one article ended in an error that nobody foresaw; `error` is its class."""
    return f"reading it failed ({error}); please report it with the file"


def too_large(limit: int) -> str:
    """Say that a source passes the limit, in bytes."""
    return f"it is larger than {size(limit)}; raise the limit with --max-size"


def size(number: int) -> str:
    """Return a number of bytes as people write it: `64 MB`."""
    for unit, scale in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if number >= scale:
            return f"{number / scale:.4g} {unit}"
    return f"{number} bytes"


def not_read_yet(what: str, do: str = SAVE_AS) -> str:
    """Say that a format is not read, and what to do instead: "a PDF: it is not read yet; …"."""
    return f"it is {what}, which is not read yet; {do}"


def not_readable(what: str, do: str = SAVE_AS) -> str:
    """Say that a format holds no text that could be read."""
    return f"it is {what}; {do}"


def system_error(text: str) -> str:
    """Say what the operating system answered."""
    return f"the system answered: {text}"


def no_column(names: str) -> str:
    """Say that a sheet has no column of addresses, files or texts; `names` lists the columns that it has."""
    wanted = "url, address, link, file, path, text or html"
    return f"the sheet has no column {wanted} (it has: {names}); name one with --map url=COLUMN"


def replaced(source: str, number: int) -> str:
    """Say that some bytes fitted no encoding and stand as U+FFFD in the text."""
    places = count(number, ("place", "places"))
    return f"{source}: {places} could not be decoded, and show \N{REPLACEMENT CHARACTER} in the text"


def no_time(source: str, given: str) -> str:
    """Say that the publication time that a row gives cannot be read as one."""
    return f"{source}: the time {given[:60]!r} that its row gives cannot be read, and is left out"


# --- why an address was not fetched ---------------------------------------------------------------------------------

SCHEME = "only http and https addresses are fetched"
WITH_PASSWORD = "an address that holds a user name or password is not fetched"  # noqa: S105  -- a message, no password
NO_HOST = "the address names no host"
PRIVATE = "it leads to a private network; allow that with --allow-private"
UNRESOLVED = "the host's name was not found; is the address right, is the network up?"
SLOW = "the server took too long"
REDIRECTS = "it is redirected too often"
REDIRECTED_NOWHERE = "the server redirects it without saying where to"
CERTIFICATE = "the server's certificate could not be checked"
BROKEN_ANSWER = "the server's answer is broken"
BAD_ADDRESS = "the address is malformed"
CUT_SHORT = "the server's answer was cut short"


def status(code: int, phrase: str) -> str:
    """Say which status a server answered with."""
    return f"the server answered {code} {phrase}".rstrip()


def content_type(name: str) -> str:
    """Say that what an address gives is no page."""
    return f"the address gives {name}, not a page; {SAVE_AS}"


def content_encoding(name: str) -> str:
    """Say that a server compresses in a way that was not asked for."""
    return f"the server sends the compression {name}, which was not asked for"


def unreachable(text: str) -> str:
    """Say why no connection came about."""
    return f"no connection: {text}"


# --- case files -----------------------------------------------------------------------------------------------------

NO_CASE = "there is no such case file; make one with: whence add CASE SOURCE"
NO_CASE_FOLDER = "the folder in which the case file is to be made is not there"
CASE_IS_FOLDER = "a case file is a single file, and this is a folder"
CASE_OF_ANOTHER = "the file is no case file of whence; nothing was changed in it"
CASE_TROUBLES: Mapping[str, str] = {  # how SQLite's name of an error begins, and what it means here
    "SQLITE_BUSY": "another process is writing the case file and does not end; try again later",
    "SQLITE_LOCKED": "another process is writing the case file and does not end; try again later",
    "SQLITE_NOTADB": CASE_OF_ANOTHER,
    "SQLITE_CORRUPT": "the case file is damaged; take its copy from a backup, or make it again with whence add",
    "SQLITE_FULL": "the disk is full; what was stored so far stays stored",
    "SQLITE_READONLY": "this user may not write the case file; copy it to where it can be written",
    "SQLITE_CANTOPEN": "this user may not read or write the case file, or its folder",
    "SQLITE_PERM": "this user may not read or write the case file, or its folder",
}


def newer_case(version: int, known: int) -> str:
    """Say that a case file has a schema which this whence does not know."""
    return (
        f"a newer whence has made this case file (its version is {version}, this whence knows up to {known}); "
        "install the newer whence to use it"
    )


def old_sqlite(version: str) -> str:
    """Say that this Python's SQLite is too old for case files."""
    return f"case files need SQLite 3.37 or newer, and this Python has {version}; use a newer Python"


def case_trouble(text: str) -> str:
    """Say what SQLite answered, where there are no better words for it."""
    return f"the case file cannot be used (SQLite: {text})"


def bad_time(text: str) -> str:
    """Say that a time asked for is none."""
    return f"{text[:60]!r} is no time; write 2026, 2026-03, 2026-03-01 or 2026-03-01T18:30"


def added(articles: int, statements: int, skipped: int) -> str:
    """Say what a run has brought into a case file."""
    said = f"{count(articles, ARTICLE_COUNT)} added, with {count(statements, STATEMENT_COUNT)}"
    return f"{said}; {skipped} skipped"


def known(articles: int, skipped: int) -> str:
    """Say what of a run's sources stood in the case file before."""
    return f"there already: {count(articles, ARTICLE_COUNT)}, {skipped} skipped"


def removed(articles: int) -> str:
    """Say how many articles were taken out."""
    return f"{count(articles, ARTICLE_COUNT)} removed"


def not_in_case(name: str) -> str:
    """Say that a case file has no article of this id or file."""
    return f"the case file holds no article with the id or file {name}"


ARTICLE_COUNT = ("article", "articles")
TRACE_DROPPED = "the trace went with them; make it again with: whence trace CASE"


def stale(traced: int, stored: int) -> str:
    """Say that the trace is of fewer articles than the case file holds now, or else of older decisions."""
    if traced == stored:
        return "decisions were made since the collection was traced; heed them with: whence trace CASE"
    has = f"the trace is of {count(traced, ARTICLE_COUNT)}, and the case file holds {stored}"
    return f"{has}; trace the others too with: whence trace CASE"


NOTHING_FOUND = "nothing found"
ARTICLE_GONE = "an article was removed while the collection was traced; nothing of the trace was stored: trace it again"

# --- the command line -----------------------------------------------------------------------------------------------

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
HELP_HELP = "Print this help."
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


def bad_field(name: str, known: str) -> str:
    """Say that a mapping names a field that no row has."""
    return f"there is no field {name!r}; fields are {known}"


def unforeseen(error: str) -> str:
    """Say that the whole run ended in an error that nobody foresaw."""
    return f"whence stopped ({error}). Please report it; WHENCE_DEBUG=1 shows the details."


def system_stopped(text: str, name: str) -> str:
    """Say what the operating system answered, and about which file, where the whole run ended by it."""
    return f"{name}: {text}" if name else system_error(text)


# --- claims ---------------------------------------------------------------------------------------------------------

CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.attribution_dropped: "Attribution dropped",
    ChangeKind.source_inflated: "Source widened",
    ChangeKind.hedge_dropped: "Hedge dropped",
    ChangeKind.hedge_added: "Hedge added",
    ChangeKind.figure_changed: "Figure changed",
    ChangeKind.quote_truncated: "Quotation cut short",
    ChangeKind.quote_altered: "Quoted words changed",
    ChangeKind.negation_flipped: "Negation turned round",
    ChangeKind.reworded: "Reworded",
    ChangeKind.scope_widened: "Scope widened",
}
ORDERS: Mapping[Order, str] = {  # by what a version was told to be the later one
    Order.by_hand: "put in order by hand",
    Order.capture: "captured later",
    Order.credit: "later, for it credits the other",
    Order.clock: "later by its time",
    Order.containment: "later, for it holds the other's words cut or added to",
    Order.wording: "later by its wording: it has lost what the other says",
}
INFERRED = "inferred from wording and time"
ORIGIN_COUNT = ("independent origin", "independent origins")
OUTLET_COUNT = ("outlet", "outlets")
VERSION_COUNT = ("version", "versions")
CHANGE_COUNT = ("change", "changes")
CLAIM_COUNT = ("claim", "claims")
WORD_COUNT = ("word", "words")


def link(basis: LinkBasis, outlet: str, copied: int = 0) -> str:
    """Say why a version is said to follow one of this outlet; `copied` is the number of words in common."""
    if basis is LinkBasis.copied:
        return f"copies {outlet}" + (f" ({count(copied, WORD_COUNT)})" if copied else "")
    if basis is LinkBasis.inferred:
        return f"follows {outlet}, {INFERRED}"
    return {
        LinkBasis.credit: f"credits {outlet}",
        LinkBasis.hyperlink: f"links to {outlet}",
        LinkBasis.version: "a later version of the same article",
        LinkBasis.by_hand: f"said by hand to follow {outlet}",
    }[basis]


def origins(independent: Range) -> str:
    """Return a range of origins in words: `1 independent origin`, `1 or 2 …`, `2 to 4 …`."""
    return f"{between(independent)} {ORIGIN_COUNT[independent.max != 1]}"


def between(independent: Range) -> str:
    """Return a range of numbers in words: `2`, `1 or 2`, `2 to 4`."""
    least, most = independent
    if least == most:
        return str(most)
    return f"{least} or {most}" if most == least + 1 else f"{least} to {most}"


NO_TIME_SHORT = "no time"


def unknown_outlet(file: str) -> str:
    """Return what to call the outlet of an article that states none: the file's name, with a word on it."""
    return f"{file.rstrip('/').rpartition('/')[2] or file} ({NO_OUTLET})"


def as_do(number: int, outlets: str) -> str:
    """Say that further articles carry a claim as this one does, and whose they are."""
    return f"and {number} more {ARTICLE_COUNT[number != 1]} in the same way, nothing changed: {outlets}"


def carried(articles: int, independent: Range) -> str:
    """Say how many articles carry a claim, and how many origins stand behind them."""
    return f"{count(articles, ARTICLE_COUNT)}, {origins(independent)}"


SOURCE_COUNT = ("source", "sources")


def several_claims(number: int) -> str:
    """Say how many claims are shown one by one."""
    return count(number, ("claim in several articles or denied", "claims in several articles or denied"))


def no_claim(claim: str) -> str:
    """Say that a collection has no claim of this id."""
    return f"there is no claim with the id {claim[:60]!r}; whence trace CASE prints them"


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
NOTHING_TRACED = "the case file holds no claims yet; trace it with: whence trace CASE"


def written(name: str, claims: int, articles: int) -> str:
    """Say what was written where."""
    return f"{name}: {count(claims, CLAIM_COUNT)}, {count(articles, ARTICLE_COUNT)}"


def not_written(name: str, why: str) -> str:
    """Say why a file could not be written."""
    return f"{name} cannot be written: {why}"


# --- tracing --------------------------------------------------------------------------------------------------------

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
INTO_HOLDS_OTHERS = "the case file named with --into holds other articles; name a new one"
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


def several_ids(given: str, ids: str) -> str:
    """Say that the beginning of an id fits several."""
    return f"{given[:60]!r} begins several ids: {ids}"


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
BASES: Mapping[LinkBasis, str] = {
    LinkBasis.credit: "the text credits it",
    LinkBasis.copied: "copied words",
    LinkBasis.hyperlink: "a link of the page",
    LinkBasis.version: "a later version of the same article",
    LinkBasis.inferred: INFERRED,
    LinkBasis.by_hand: "a person's decision",
}
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
