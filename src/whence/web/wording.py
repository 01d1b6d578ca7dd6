"""The words of the pages: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from whence import words
from whence.explain import wording as explain_wording
from whence.explain.wording import LABELS, PASSAGES
from whence.records import LinkBasis, StationLink
from whence.report import wording as report_wording
from whence.report.plain import harmless

if TYPE_CHECKING:
    from whence.browse import Card
    from whence.case.former import Former
    from whence.case.jobs import Item, Job
    from whence.records import Decision

__all__ = ["LABELS", "PASSAGES", "too_deep", "too_large_file", "too_many_files"]

# --- every page -----------------------------------------------------------------------------------------------------

SKIP = "Skip to the content"
MAIN = "Main"
LOCAL = "Nothing leaves this machine."
COLLECTION = "Collection"
NAVIGATION = (
    ("/", "Start"),
    ("/overview", "Overview"),
    ("/claims", "Claims"),
    ("/articles", "Articles"),
    ("/sources", "Sources"),
    ("/outlets", "Outlets"),
    ("/pictures", "Pictures"),
    ("/review", "Review"),
    ("/decisions", "Decisions"),
    ("/dossier", "Dossier"),
)
WAYS_ON = NAVIGATION[1:4]
AS_DATA = "This page as"
OVERVIEW_DATA = (("/api/overview", "counts"), ("/api/timeline", "timeline"), ("/api/follows", "who follows whom"))

# --- start ----------------------------------------------------------------------------------------------------------

START = "Where does it come from?"
START_LEDE = (
    "Put in the articles that you have. whence shows who is said to have said what, which statements are one claim, "
    "and where each comes from. It does not judge whether a statement is right."
)
ADD = "Add articles"
FILES = "Files"
FILES_HINT = (
    "Saved pages (.html), plain text (.txt, .md), rows (.jsonl), a sheet of addresses (.csv); each also as .gz."
)
DROP = "Drop files here, or choose them"
ADDRESSES = "Addresses"
ADDRESSES_HINT = "One a line. Only these are asked for, from this machine; nothing is sent to them but the request."
TEXT = "Text"
TEXT_HINT = "The words of one article, with its headline in the first line."
TEXT_OUTLET = "Its outlet"
TEXT_URL = "Its address"
ADD_BUTTON = "Add and trace"
EXAMPLE = "No articles at hand?"
EXAMPLE_HINT = "Eleven short articles about one invented event, by eight invented outlets and an agency."
EXAMPLE_BUTTON = "Put the example in"
EMPTY = "It holds no article yet."
ADD_SOME = "Add some at the start."
LOCAL_MORE = "Articles, pages and decisions stay in the case file; only addresses that you paste are asked for."
AGAIN = "Trace again"
AGAIN_HINT = "With all articles and all decisions as they are now."
AGAIN_BUTTON = "Trace again"
OPEN_OTHER, ITS_NAME, OPEN_BUTTON, IS_OPEN = "Open a collection", "Its name", "Open", "It is open"
OTHER_HINT = (
    "A case file beside this one, or a new one; it is opened at an address of its own, and closed with this one."
)
IS_THIS = "This collection is open already: it is this one."
NO_COLLECTION = "There can be no collection of this name beside this one."
ONLY_HERE = "Where others can reach the server, it opens no further collection: whence serve CASE does."
NOTHING_GIVEN = "Nothing was given: choose a file, or paste an address or a text."
NOT_AN_ADDRESS = "is no address that begins with http:// or https://"

# --- lists ----------------------------------------------------------------------------------------------------------

CLAIM, CLAIMS = "Claim", "Claims"
ARTICLE, ARTICLES = "Article", "Articles"
STATEMENT, STATEMENTS = "Statement", "Statements"
SOURCE, SOURCES = "Source", "Sources"
OUTLET, OUTLETS = "Outlet", "Outlets"
ORIGIN, ORIGINS = "Origin", "Origins"
CAPTURE_COUNT = ("capture", "captures")
SEVERAL_CAPTURES = "captured more than once"
CAPTURED_COUNT = ("article captured more than once", "articles captured more than once")
CAPTURES, VERSION, VERSIONS = "Captures", "Version", "Versions"
VERSIONS_OF_ARTICLES = "Versions of articles"
VERSIONS_LEDE = (
    "Articles that were captured more than once: pages of one address, saved at several times. What changed between "
    "two versions is shown word by word."
)
VERSION_OF = "Versions of"
TEXTS, FIRST, LAST, WHEN = "Different texts", "First", "Last", "When"
STEPS = "Who follows whom, step by step"
STEP_COUNT = ("step", "steps")
SKIPPED_COUNT = ("source", "sources")
CLAIMS_LEDE = (
    "Statements of this collection that express one proposition. Copies, relays and repeats lead to the origin of what "
    "they follow and add none."
)
ARTICLES_LEDE = "What was put into this collection."
STATEMENTS_LEDE = "Who is said to have said what; and what outlets say in their own words."
SOURCES_LEDE = "Everybody and everything that is said to have said something, each once whatever articles call it."
OUTLETS_LEDE = "Who published what is in this collection. These are counts, not marks."
STEPS_LEDE = "Each version of a claim, and the earlier one that it follows."
SKIPPED_LEDE = "What was given and is no article here, with the reason."
IN_CLAIMS = "Words of any version"
IN_ARTICLES = "Words of the article"
IN_STATEMENTS = "Words of the statement"
IN_NAMES = "Words of the name"
WORDS = "Words"
SINCE, UNTIL = "Published from", "until"
SIDE = "What there is to see"
CHANGE, CHANGES, CHANGED = "What changed", "Changes", "What changed"
ORIGIN_KIND = "Kind of origin"
SOURCE_KIND = "What it is"
SAID_BY = "Said by"
FIRST_IN = "Earliest in"
FIRST_HERE = "Earliest here"
DENIES, DENIED_BY, DENIED = "Denying claim", "Denied by claim", "Denied"
FIRST_TO_LAST = "First to last"
PUBLISHED = "Published"
HEADLINE = "Headline"
FILE = "File"
ID = "Id"
NOT_TRACED = "added since the collection was traced"
CREDITS, CREDITED_BY = "Credits", "Credited by"
WHO = "Who says so"
HOW = "How"
FORM, ACT = "Form", "Act"
SAME_IN = "Articles with the same claim"
ORIGIN_OF = "Origin of"
BASIS = "Rests on"
HOW_SURE = "How sure"
LATER, EARLIER = "Later version", "The version it follows"
LATER_OUTLET, EARLIER_OUTLET = "Follows", "Is followed"
REASON = "Why it gave nothing"
NARROW = "Narrow the list"
NARROWED = "The list is narrowed to"
WITHOUT = "Without"
FACETS = "Narrow by what is in the list"
HERE = "in this collection"
TRACE_BUTTON = "Trace it"
NONE_FIT = "Nothing in this collection fits."
WITHOUT_ALL = "The whole list"
NO_SUCH_PAGE = "The list has fewer pages than that."
TO_FIRST_PAGE = "To its first page"
NOTHING_SKIPPED = "Nothing: everything that was given is an article here."
NO_STEPS = "No version of a claim follows another here: what each article says stands there first."
NO_HISTORIES = "No article was captured more than once."
NO_DECISIONS = "Nobody has decided anything yet. Answer what is least certain, or correct a statement in its article."
NO_STATEMENTS = "No statement was read in the articles of this collection."
TO_ARTICLES = "The articles say why."
PAGES = "Pages of the list"
BEFORE, AFTER = "← Before", "Further →"
BASES: Mapping[LinkBasis, str] = {
    LinkBasis.credit: "a credit",
    LinkBasis.copied: "copied words",
    LinkBasis.hyperlink: "a link of the page",
    LinkBasis.version: "a later version of the same article",
    LinkBasis.inferred: "inferred from wording and time",
    LinkBasis.by_hand: "set by hand",
}
SIDES: Mapping[str, str] = {
    "several": "in several articles, or with another side",
    "one_origin": "in several articles, with one origin",
    "denied": "denied by another",
    "circular": "with credits in a circle",
    "missing": "with a credit of what is not in this collection",
    "unordered": "of which the order is not known",
}

# --- an article -----------------------------------------------------------------------------------------------------

GLANCE = "Sourcing at a glance"
ITS_CLAIMS = "Its claims"
ITS_SOURCES = "Its sources"
EARLIEST_HERE = "the earliest in this collection"
ONLY_HERE = "in no other article here"
CHANGED_SINCE = "Changed since the earliest version:"
EVIDENCE = "on the evidence of"
SURE_OF_READING = "how sure of its reading"

# --- versions of an article -----------------------------------------------------------------------------------------

REDLINE_KEY = (
    "Struck out in [– –]: words of the earlier version that are gone. Underlined twice in [+ +]: words that the later "
    "one has and the earlier has not. Furniture of the page is not compared."
)
UNCHANGED_COUNT = ("paragraph without a change", "paragraphs without a change")
WHAT_CHANGED = "What changed between its versions"
COMPARE, COMPARE_WITH, COMPARE_TWO = "Version", "with version", "Compare these two"
ONE_BY_ONE = "Each with the one before it"

# --- a claim, two versions, a reason --------------------------------------------------------------------------------

WHY_ONE_CLAIM = "Why one claim?"
AS_DOSSIER = "As one file to print"
BESIDE = "Side by side"
EARLIER_ONE, LATER_ONE = "The earlier", "The later"
SHARED = "shared words"
SHARED_WORDS = "Words that both articles have"
NO_SHARED = "The two articles have no passage in common; what is joined is joined by its meaning."
WHAT_JOINS = "What joins them"
NO_STEP = "No step leads from one of these statements to the other."
BESIDE_KEY = "Words on a ground, with a number, stand in both articles; the statement itself is underlined."
NETWORK = "Network (SHA-256 of its files)"
SETTINGS = "Settings (SHA-256)"
SURE_MEANS = "whence's own measure of a link, from 0 to 1; it says nothing about the claim."

# --- a source, an outlet, the overview ------------------------------------------------------------------------------

NAMINGS = "Names, by article"
WHOM_IT_CREDITS = "Whom it credits"
WHO_CREDITS_IT = "Who credits it"
NOBODY = "Nobody, in this collection."
FIRST_HERE_HEAD = "Claims whose earliest version here it has"
NO_CLAIM_FIRST = "None."
OVERVIEW = "Overview"
MOST_CARRIED = "Claims that most articles carry"
NOT_TRACED_YET = "The collection is not traced yet, so there are no claims."
TIMELINE = "When it was published"
TIMELINE_KEY = (
    "Articles by time of publication, in UTC; those without a time are not shown. Each bar leads to its articles."
)
MAP = "Who follows whom"
MAP_DRAWN = "Who follows whom, drawn"
MAP_KEY = (
    "Left: outlets that are followed. Right: outlets whose statements follow theirs. Solid line: stated, by a credit, "
    "a link or copied words. Dashed line: inferred from wording and time. The thicker, the more steps; the table says "
    "how many."
)
FOLLOWS_LEDE = "Outlets whose statements follow another's, those of most steps first."
PAIR_COUNT = ("pair of outlets", "pairs of outlets")
STATED, INFERRED = "Stated", "Inferred"

# --- decisions ------------------------------------------------------------------------------------------------------

DECISIONS = "Decisions"
DECISION_COUNT = ("decision", "decisions")
DECISIONS_LEDE = (
    "What people have decided, the last first. Nothing is ever taken out of this log; what is taken back stays in it. "
    "Decisions are applied again whenever the collection is traced."
)
ABOUT, DECIDED, NOTE, BY, STATE = "About", "Decided", "Note", "By", "State"
STANDS, TAKEN_BACK, CONFLICT = "stands", "taken back", "cannot be applied"
JUST = "Put into the log:"
UNDO = "Take back"
YOUR_NAME = "Your name"
WAITS = "Decisions were made since the collection was traced; they are applied when it is traced again."
REVIEW = "Review"
REVIEW_LEDE = (
    "One question at a time, the least certain first. What you answer goes into the log and can be taken back."
)
NO_QUESTION = "There is nothing to ask: everything is sure enough, or decided."
NO_FURTHER = "There is no further question."
FROM_THE_FIRST = "From the first again"
PASS_OVER, WHY = "Pass over", "Why this?"
CORRECT = "Confirm or correct"
WHO_SAYS = "Who says so"
AS_IT_IS = "as it is"
SOMEBODY = "this source:"
NAME, KIND = "Name", "Kind"
NO_SOURCE = "no source given"
OWN_VOICE = "the outlet's own words"
WHAT_SORT = "What sort of statement"
HEDGED_QUESTION, NEGATED_QUESTION = "Hedged", "Negated"
YES_NO = (("yes", "yes"), ("no", "no"))
ITS_WORDS = "Its words, as they stand in the article (… between pieces)"
NAMED_IN = "The article's words for who says so"
CUE = "The words that say that it was said, such as “said” or “according to”"
THROUGH_WHOM = "Through whom"
THROUGH_HINT = (
    "Whom the article says it has this from, the nearest to the article first; who says so stands behind them. Another "
    "place moves a name; a blank name takes it out."
)
STATION, PLACE, STATION_LINK = "Station", "Place", "How"
STATION_LINKS: Mapping[StationLink, str] = {
    StationLink.reported_by: "reported by",
    StationLink.told: "told",
    StationLink.according_to: "according to",
    StationLink.citing: "citing",
    StationLink.quoted_in: "quoted in",
}
NO_STATION = "A station has a kind and a link that are offered beside it."
MISSED = "A statement is missing"
MISSED_HINT = "Give its words as they stand in the article, and who is said to say so."
ADD_STATEMENT = "Add this statement"
FOR_THE_WHOLE = "This is one of the propositions of a statement: what is decided here is so for the whole statement."
TAKE_WORDS = "Take the words that are marked"
CONFIRM, SAVE, NOT_A_STATEMENT, ADD_NOTE = (
    "It is right as it stands",
    "Save the correction",
    "Not a statement",
    "Only the note",
)
SPLIT_CLAIM = "Split this claim"
SPLIT_CLAIM_HINT = "Choose the versions that are another claim than the rest."
SPLIT_CLAIM_BUTTON = "These are another claim"
MERGE_CLAIM = "Merge with another claim"
MERGE_SOURCE = "Merge with another source"
SPLIT_SOURCE = "Split this source"
SPLIT_SOURCE_HINT = "Choose the names that are another source than the rest."
SPLIT_SOURCE_BUTTON = "These are another source"
MERGE_HINT = "Choose what is one with"
MERGE_BUTTON = "One with this"
FIND = "Find"
REVIEW_THIS = "Correct this"
FOLLOWS, FOLLOWS_NOT = "It follows it", "It does not follow it"
SAME, DIFFERENT = "One claim", "Two claims"
DENIES_IT, DENIES_IT_NOT = "It denies it", "Neither denies the other"
IS_IT_DENIED = "Is that a denial?"
DENIALS_BESIDE = (
    "The claim of the later one denies that of the earlier.",
    "The claim of the earlier one denies that of the later.",
)
A_DENIAL = "Say what denies it, or what it denies"
A_DENIAL_HINT = "Choose what stands against"
DENIES_THIS, DENIED_BY_THIS = "It denies this", "This denies it"
CHOOSE_SOME = "Choose at least one."
NOT_ALL = "Choose some, not all: there must be a rest that they are split from."
DECIDED_BY_PEOPLE, IN_THE_LOG = "Decided by people", "in the log"
ADD_A_NOTE = "Add a note"
LOG_FILE = "The log as a file, to hand on"
SET_NAMES: Mapping[str, str] = {
    "source": "source", "act": "act", "content": "words", "cue": "cue", "chain": "chain", "hedged": "hedged",
    "negated": "negated",
}  # fmt: skip

# --- the dossier ----------------------------------------------------------------------------------------------------

DOSSIER = "As one file to print"
DOSSIER_LEDE = "Chosen claims with the articles that carry them, in one file that needs no other."
DOSSIER_TITLE = "Its title"
CHOOSE_CLAIMS = "Claims"
NONE_IS_ALL = "Where none is chosen, all are in it."
NONE_SEVERAL = "No claim stands in several articles, or is denied: what each article says is in it."
DOSSIER_OPEN = "Open it to print"
DOSSIER_SAVE = "Save it"

# --- jobs -----------------------------------------------------------------------------------------------------------

PASTED = "pasted text"
ENDED_TWICE = "reading it ended the program more than once; it is passed over"
TRACING_ENDED = "tracing ended the program more than once; whence trace CASE says why"
WORKER_ENDED = "the program that reads ended again and again; start the server again to go on"
JOB = "Adding and tracing"
JOBS = "Adding and tracing: all runs"
NO_JOBS = "Nothing was asked for yet."
GOES_ON = "You may leave this page: it goes on, also where the server is stopped and started again."
TO_OVERVIEW = "To the overview"
WHAT_WAS_GIVEN = "What was given"
JOB_STATES: Mapping[str, str] = {
    "waiting": "Waiting for its turn",
    "reading": "Reading",
    "tracing": "Tracing",
    "done": "Done",
    "failed": "Stopped",
}

# --- sentences ------------------------------------------------------------------------------------------------------


def too_many_files(most: int) -> str:
    """Say how many files one job takes."""
    return f"These are more than {most} files: send fewer at once, or add them with whence add."


def too_large_file(name: str, most: int) -> str:
    """Say how large a file may be."""
    return f"“{name}” is larger than {words.size(most)}."


def too_deep(most: int) -> str:
    """Say how deep folders may lie in one another."""
    return f"A file stands more than {most} folders deep."


def no_order(given: str, known: str) -> str:
    """Say by what a list can be sorted."""
    return f"There is no order “{given[:40]}”; there are {known}."


def no_number(given: str) -> str:
    """Say that a page's number is none."""
    return f"“{given[:20]}” is no number of a page."


def page(number: int, of: int) -> str:
    """Say which page of a list is shown."""
    return f"page {number} of {of}"


NOT_READ = "Statements not read, for it is in"
ANY_LANGUAGE = "another language than English"


def value(name: str, given: str) -> str:
    """Return what a filter's value is called, or several with commas between them."""
    if name == "not_read":
        return ANY_LANGUAGE if given == "any" else words.language_not_read(given)
    known = _VALUES.get(name, {})
    return ", ".join(known.get(one, one) for one in given.split(",")) if name in _VALUES else given


_VALUES: Mapping[str, Mapping[str, str]] = {
    "side": SIDES,
    "change": {kind.value: name for kind, name in words.CHANGES.items()},
    "kind": {kind.value: name for kind, name in report_wording.SOURCE_KINDS.items()},
    "form": {form.value: name for form, name in words.FORMS.items()},
    "act": {act.value: name for act, name in words.ACTS.items()},
    "versions": {"latest": "each article once, in its latest version that fits"},
    "basis": {**{basis.value: name for basis, name in BASES.items()}, "stated": "stated"},
}


def from_to(before: int, after: int) -> str:
    """Name what two versions are compared."""
    return f"From version {before} to version {after}"


def seen_at(before: str, after: str) -> str:
    """Say when two versions were captured, or else updated or published; "" is a time that is not known."""
    return f"{before or words.NO_TIME} → {after or words.NO_TIME}"


def elsewhere(number: int) -> str:
    """Say how many of an article's statements other articles carry too; their numbers stand behind it."""
    also = "also appears" if number == 1 else "also appear"
    return f"{words.count(number, words.STATEMENT_COUNT)} {also} in other articles in this collection:"


def changed(number: int) -> str:
    """Say how many of an article's statements differ from the earliest version; their numbers stand behind it."""
    return f"{number} changed since the earliest version here:"


def how(card: Card) -> list[str]:
    """Say how a statement is given: form, act, hedge, whom it was said to, its stations, its evidence."""
    parts = [words.FORMS[card.form]]
    parts += [words.ACTS[card.act]] if card.act.value != "assertion" else []
    parts += [words.HEDGED] if card.hedged else []
    parts += [words.NEGATED] if card.negated else []
    parts += [f"{words.SAID_TO} {card.told}"] if card.told else []
    parts += [f"{words.MEDIUM} {card.medium}"] if card.medium else []
    parts += [f"{words.THROUGH} {' ← '.join(card.chain)}"] if card.chain else []
    parts += [f"{EVIDENCE} “{card.evidence}”"] if card.evidence else []
    return parts


def versions(first: int, last: int, of: int) -> str:
    """Say which versions of a claim a page has."""
    return f"versions {first} to {last} of {of}"


def same_in(articles: int) -> str:
    """Say in how many articles the same claim stands."""
    return f"same claim in {words.count(articles, words.ARTICLE_COUNT)}"


def in_articles(number: int) -> str:
    """Say in how many articles."""
    return f"{IN} {words.count(number, words.ARTICLE_COUNT)}"


IN = "in"


def in_own_words(number: int) -> str:
    """Say how many statements stand in quotation marks."""
    return f"{number} in its own words"


def in_words_of_others(number: int) -> str:
    """Say how many statements are reported."""
    return f"{number} in the words of others"


def all(number: int, forms: tuple[str, str]) -> str:
    """Lead to a whole list."""
    return f"All {words.count(number, forms)}"


def first_here(number: int) -> str:
    """Say of how many claims an outlet has the earliest version."""
    return f"{words.count(number, words.CLAIM_COUNT)} earliest here"


def left_out(number: int) -> str:
    """Say that a drawing does not hold all."""
    return f"{words.count(number, ('pair is', 'pairs are'))} in the table only."


def more(number: int) -> str:
    """Open a long list."""
    return f"{number} items"


def further(number: int) -> str:
    """Lead to what a long list leaves out."""
    return f"{number:,} more: show all"


SEVERAL_NOW = "This claim is several claims now"
CLAIMS_CHANGED = "Claims that were chosen have changed since the address was made."


OTHERS_NOW = "All claims that it is now"


def claim_changed(former: Former, claim: str) -> str:
    """Say that a claim, by its id, is another than it was when its address was made."""
    held = next(held.statements for held in former.now if held.claim == claim)
    return f"This claim has changed since the address was made: {explain_wording.kept(former, held)}."


def several_now(former: Former) -> str:
    """Say that the statements of a claim are in several claims now."""
    return f"The claim has changed since this address was made: its statements are in {len(former.now)} claims now."


def holds_of(held: int, statements: int) -> str:
    """Say how many of its statements one of them holds."""
    return f"{held} of the {statements} statements that it had" if statements else ""


def stands_at(kind: str, finding: str) -> list[tuple[str, str]]:
    """Return the page of what is explained, with what it is called."""
    pages = {"claim": ("/claims", CLAIM), "article": ("/articles", ARTICLE), "source": ("/sources", SOURCE)}
    if kind in pages:
        path, name = pages[kind]
        return [(name, f"{path}/{finding}")]
    if kind == "origin":
        return [(CLAIM, f"/claims/{finding.partition(':')[0]}")]
    if kind == "step":
        return [(BESIDE, "/beside/" + finding.replace("..", "/"))]
    return []


def most_carried(shown: int, of: int) -> str:
    """Say that more claims can be chosen than a page offers."""
    return f"These are the {shown} that most articles carry, of {of:,}; any other is chosen on its own page."


def too_many_claims(most: int) -> str:
    """Say how many claims a dossier is made of."""
    return f"These are more than {most} claims: whence report makes a file of them."


def too_many_statements(most: int) -> str:
    """Say how large a collection is shown as a whole."""
    return f"The collection holds more than {most:,} statements: choose claims, or make the whole with whence report."


def job_state(job: Job) -> str:
    """Say how far a job is."""
    state = JOB_STATES[job.state.value]
    if job.state.value == "reading":
        return f"{state}: {job.read} of {len(job.items)}"
    if job.state.value == "tracing" and job.stages:
        return f"{state}: {job.stage} ({job.stage_number} of {job.stages})"
    if job.failure:
        return f"{state}: {job.failure}"
    if job.state.value != "done":
        return state
    added = sum(item.articles for item in job.items)
    return f"{state}: {words.added(added, sum(i.statements for i in job.items), _skipped(job))}"


def _skipped(job: Job) -> int:
    return sum(item.reason is not None for item in job.items)


def job_item(item: Item) -> str:
    """Say what a thing to read has given."""
    if not item.read:
        return JOB_STATES["reading" if item.tries else "waiting"].lower()
    if item.reason:
        return f"{SKIPPED}, {BECAUSE} {item.reason}"
    parts = [words.count(item.articles, words.ARTICLE_COUNT)] if item.articles or not item.known else []
    parts += [words.count(item.statements, words.STATEMENT_COUNT)] if item.articles else []
    parts += [f"{item.known} {THERE_ALREADY}"] if item.known else []
    return ", ".join(parts)


SKIPPED, BECAUSE, THERE_ALREADY = "skipped", "because", "there already"


def action(given: str) -> str:
    """Return what was decided in a word or two."""
    from whence.review import wording as review_wording  # noqa: PLC0415  -- help needs no reader

    return next((name for known, name in review_wording.ACTIONS.items() if known.value == given), given[:40])


def sets_of(decision: Decision) -> str:
    """Say what a decision sets of a statement, "" for one that is no correction."""
    from whence.review.values import value_of  # noqa: PLC0415  -- as above

    return sets(value_of(decision.value)) if decision.action in ("add", "correct") else ""


def sets(value: Mapping[str, Any]) -> str:
    """Say what a correction sets."""
    return "; ".join(f"{SET_NAMES.get(name, name)}: {_set_to(one)}" for name, one in value.items())


def _set_to(value: object) -> str:
    if value is None:
        return NO_SOURCE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and value.get("own_voice"):
        return OWN_VOICE
    if isinstance(value, dict):
        return harmless(str(value.get("name") or " … ".join(map(str, value.get("words", ())))))
    if isinstance(value, list):
        return harmless(" ← ".join(str(one.get("name", "")) for one in value if isinstance(one, dict)))
    return harmless(str(value))


def added_since(number: int) -> str:
    """Say that articles were added since the collection was traced."""
    was = "was" if number == 1 else "were"
    return f"{words.count(number, words.ARTICLE_COUNT)} {was} added since the collection was traced."


def questions(number: int) -> str:
    """Say how many questions there are."""
    return f"{words.count(number, ('question', 'questions'))} in all"
