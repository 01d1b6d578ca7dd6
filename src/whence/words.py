"""The words that several parts of whence show a user; what a folder alone says stands in its `wording.py`.

They stand apart from what uses them so that one test can hold them to the rule of the design: whence says who is said
to have said what, and never passes judgement on it. Quoted article text is no part of these modules.
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


def size(number: int) -> str:
    """Return a number of bytes as people write it: `64 MB`."""
    for unit, scale in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if number >= scale:
            return f"{number / scale:.4g} {unit}"
    return f"{number} bytes"


# --- what went wrong ------------------------------------------------------------------------------------------------


def skipped(source: str, reason: str) -> str:
    """Return the line that says why a source gave nothing."""
    return f"skipped {source}, because {reason}"


def system_error(text: str) -> str:
    """Say what the operating system answered."""
    return f"the system answered: {text}"


def bad_field(name: str, known: str) -> str:
    """Say that a mapping names a field that no row has."""
    return f"there is no field {name!r}; fields are {known}"


def unforeseen(error: str) -> str:
    """Say that the whole run ended in an error that nobody foresaw."""
    return f"whence stopped ({error}). Please report it; WHENCE_DEBUG=1 shows the details."


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


ARTICLE_COUNT = ("article", "articles")


def stale(traced: int, stored: int) -> str:
    """Say that the trace is of fewer articles than the case file holds now, or else of older decisions."""
    if traced == stored:
        return "decisions were made since the collection was traced; heed them with: whence trace CASE"
    has = f"the trace is of {count(traced, ARTICLE_COUNT)}, and the case file holds {stored}"
    return f"{has}; trace the others too with: whence trace CASE"


ARTICLE_GONE = "an article was removed while the collection was traced; nothing of the trace was stored: trace it again"

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


NOTHING_TRACED = "the case file holds no claims yet; trace it with: whence trace CASE"


def not_written(name: str, why: str) -> str:
    """Say why a file could not be written."""
    return f"{name} cannot be written: {why}"


# --- tracing --------------------------------------------------------------------------------------------------------

INTO_HOLDS_OTHERS = "the case file named with --into holds other articles; name a new one"


def several_ids(given: str, ids: str) -> str:
    """Say that the beginning of an id fits several."""
    return f"{given[:60]!r} begins several ids: {ids}"


BASES: Mapping[LinkBasis, str] = {
    LinkBasis.credit: "the text credits it",
    LinkBasis.copied: "copied words",
    LinkBasis.hyperlink: "a link of the page",
    LinkBasis.version: "a later version of the same article",
    LinkBasis.inferred: INFERRED,
    LinkBasis.by_hand: "a person's decision",
}
