"""When two names, in two articles, are one organisation's or one document's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from whence.link.person_names import LETTERS, Words
from whence.read.lexicon_bodies import DOCUMENT_NOUNS, ORGANISATION_NOUNS, PLACES, plain
from whence.read.names import fold, name_words
from whence.records import Source

__all__ = [
    "CROWD",
    "Bodies",
    "asks",
    "bodies",
    "body_names",
    "body_words",
    "documents",
    "fuller_here",
    "fullest",
    "initials_of",
    "marks_of",
    "only_longer",
    "points",
    "tells",
]

Pairs = Iterator[tuple[str, str]]

_SMALL = frozenset("of for the and in on at to a an de la du des".split())
CROWD = 64
"""Names that share a word beyond which none of them is meant."""
_LONGEST = 6  # words of a description that still counts as a name
_POINTS = re.compile(r"(?:his|her|its|their|our|my|your|this|that|these|those|each|every|another)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d/.-]*\d|\d")
_PROPER = re.compile(r"(?:(?<=\w )|(?<=/)|^(?=\S+[ /][A-Z]))[A-Z][\w’'-]{2,}")  # a first word before another capital
_FORMS = frozenset("inc ltd limited plc llc corp corporation co company gmbh ag sa nv bv".split())  # legal forms
_COMMON = frozenset("official local state national main new town city regional country leaked internal".split())


def body_words(name: str) -> Words:
    """The telling words of a body's name in one order: "Ministry of Works", "the works ministry" have the same."""
    words = {w.translate(LETTERS) for w in name_words(name) if w not in _SMALL}
    return tuple(sorted(words - _FORMS or words))


def bodies(sources: Sequence[tuple[Source, str]]) -> Pairs:
    """Yield pairs of organisations' ids that are the same; each source comes with its article's id.

    Names agree when they have the same telling words, or one is the other's initials, or one leaves out words of the
    only fuller name with its head noun: in its article, or else, of a proper name, in the collection, where that is no
    rarer. For "Twitter" is no short form of a "Twitter Safety Council" that one article names.
    """
    known = Bodies()
    named = [(s, article, body_names(s)) for s, article in sources]
    for source, article, names in named:
        for words in names:
            first = known.add(words, source, article)
            if tells(words) and first != source.id:
                yield source.id, first
    for source, article, names in named:
        if names:
            known.ask(source.name, max(names, key=len), article)
    for source, article, names in named:
        for words in names:
            if len(words) == 1 and (spelt := known.spelt(words[0])):
                yield source.id, spelt
        if names and (fuller := known.fuller(source.name, max(names, key=len), article)):
            yield source.id, fuller


class Bodies:
    """The names of bodies by their words, each with the first source that bears it."""

    def __init__(self) -> None:
        self.first: dict[Words, str] = {}
        self.own: dict[tuple[str, Words], str] = {}  # the first of an article that bears a name
        self.by_word: dict[str, dict[Words, None]] = defaultdict(dict)
        self.here: dict[str, dict[Words, None]] = defaultdict(dict)  # by article
        self.initials: dict[str, dict[Words, None]] = defaultdict(dict)
        self.bearers: Counter[Words] = Counter()
        self.asked: Counter[Words] = Counter()
        self.known: dict[Words, Words | None] = {}

    def add(self, words: Words, source: Source, article: str) -> str:
        """Enter a name; return the id of the first source that has it."""
        self.here[article][words] = None
        self.own.setdefault((article, words), source.id)
        self.bearers[words] += 1
        if words not in self.first:
            self.first[words] = source.id
            for word in words:
                self.by_word[word][words] = None
            if letters := initials_of(words, source):
                self.initials[letters][words] = None
        return self.first[words]

    def ask(self, printed: str, words: Words, article: str) -> None:
        """Say that a source of an article has this name for its fullest, once all names are entered."""
        self.asked[words] += asks(printed, words) and fuller_here(words, self.here[article]) is None

    def meant(self, name: str, article: str) -> str | None:
        """Return the id of the body that a name in an article means: its own of that name, another's, a fuller one."""
        words = body_words(name)
        if not words or (article, words) in self.own:
            return self.own.get((article, words))
        exact = self.first.get(words) if tells(words) else None
        return exact or self.fuller(name, words, article)

    def spelt(self, letters: str) -> str | None:
        """Return the id of the only body with these initials."""
        found = list(self.initials.get(letters, ()))
        return self.first[found[0]] if len(found) == 1 else None

    def fuller(self, printed: str, mine: Words, article: str) -> str | None:
        """Return the id of the one body whose name has all words and more: in the article, else in the collection."""
        if own := fuller_here(mine, self.here[article]):
            return self.first[own]
        if not asks(printed, mine):
            return None
        if mine not in self.known:
            self.known[mine] = fullest(mine, self.by_word, self.bearers, self.asked[mine])
        found = self.known[mine]
        return self.first[found] if found else None


def asks(printed: str, mine: Words) -> bool:
    """Whether a name may leave out words of one that other articles give in full: a proper name, of no mere place.

    "The city council" and "the ministry" are another's in the next story, and "Texas" is none of the bodies there.
    """
    return tells(mine) and not printed.islower() and not (len(mine) == 1 and mine[0] in PLACES)


def fullest(
    mine: Words, by_word: Mapping[str, Mapping[Words, None]], bearers: Mapping[Words, int], asked: int
) -> Words | None:
    """Return the only name that extends a name and that no other name extends, where it is no rarer than that one.

    `by_word` has the names of each word, `bearers` how many sources bear each; `asked` have the shorter for theirs.
    """
    found = only_longer(mine, by_word, lambda longer: _one_head(mine, longer))
    return found if found is not None and bearers[found] >= asked else None


def only_longer(
    mine: Words, by_word: Mapping[str, Mapping[Words, None]], fits: Callable[[Words], bool] = lambda _: True
) -> Words | None:
    """Return the only name that has all words of a name and more, and that no other such name has all words of.

    Where more than `CROWD` names have them, none is meant.
    """
    rarest = min((by_word.get(w, {}) for w in mine), key=len)
    longer = [w for w in rarest if set(mine) < set(w) and fits(w)]
    if not 0 < len(longer) <= CROWD:
        return None
    top = [n for n in longer if not any(set(n) < set(m) for m in longer)]
    return top[0] if len(top) == 1 else None


def initials_of(words: Words, source: Source) -> str:
    """The initials by which the first bearer of a name may be called, "" where its own name is another."""
    letters = "".join(w[0] for w in name_words(source.name) if w not in _SMALL)
    printed = [w for w in re.findall(r"[^\W_]+", source.name) if fold(w) not in _SMALL]
    is_proper = all(not w[0].islower() for w in printed)
    return letters if is_proper and body_words(source.name) == words and 2 < len(letters) <= _LONGEST else ""


def body_names(source: Source) -> list[Words]:
    """The words of each of a body's names, its own first, that are short enough to be one, and nobody else's.

    What an article calls a body for short tells only there which one is meant: "Trump" is the Trump Tower in one and
    Trump University in another, "his campaign" another in each. And where a name of its kind has other words of its
    own ("the Clinton campaign" of Sanders' campaign), the article's reading was wrong about one of them.
    """
    printed = [n for n in (source.name, *source.aliases) if len(n.split()) <= 2 * _LONGEST and not points(n)]
    found = [w for w in dict.fromkeys(map(body_words, printed)) if w and len(w) <= _LONGEST]
    return [w for at, w in enumerate(found) if not at or not any(_is_short(w, other) for other in found)]


def points(name: str) -> bool:
    """Whether a name says only in its article who is meant: "his campaign", "this office"."""
    return _POINTS.match(name) is not None


def _is_short(name: Words, other: Words) -> bool:
    """Whether a name is part of another, or another body's of that kind."""
    return name != other and (set(name) < set(other) or bool(_heads(name) & _heads(other)))


def fuller_here(mine: Words, here: Iterable[Words]) -> Words | None:
    """Return the only one of an article's names that has all words of another, and more."""
    found = [w for w in here if set(mine) < set(w) and _one_head(mine, w)]
    # Of "the ministry", reading knew that it is none that the article names.
    return found[0] if len(found) == 1 and tells(mine) else None


def tells(words: Words) -> bool:
    """Whether a name is more than a common noun: "ministry", "company" are no names."""
    return len(words) > 1 or not plain(words[0], ORGANISATION_NOUNS)


def _one_head(mine: Words, words: Words) -> bool:
    """Whether the shorter name has the fuller's kind: the same noun of a body, or no noun of a body at all."""
    own = _heads(mine)
    return bool(own & _heads(words)) or (not own and not set(mine) <= _COMMON)


def _heads(words: Words) -> set[str]:
    return {w for w in words if plain(w, ORGANISATION_NOUNS)}


def documents(sources: Sequence[Source], head_of: Mapping[str, str]) -> Pairs:
    """Yield pairs of documents' ids that are the same: of one kind, and with the same names and numbers.

    `head_of` maps an id to its head noun ("report"). One that tells less than the others of its kind is the only one
    of them that tells it all; documents that only their kind describes stay apart.
    """
    first: dict[str, dict[Words, str]] = defaultdict(dict)
    by_mark: dict[str, dict[str, dict[Words, None]]] = defaultdict(lambda: defaultdict(dict))
    told = [(source, head_of.get(source.id, ""), marks_of(source)) for source in sources]
    for source, head, marks in told:
        if marks and first[head].setdefault(marks, source.id) != source.id:
            yield source.id, first[head][marks]
        for mark in marks:
            by_mark[head][mark][marks] = None
    for head, some in first.items():
        for marks, identity in some.items():
            if (fuller := only_longer(marks, by_mark[head])) is not None:
                yield identity, some[fuller]


def marks_of(source: Source) -> Words:
    """What tells a document apart, in one order: the folded proper names with it, and its numbers."""
    told = (source.name, *source.aliases, source.description or "")
    words = {fold(word) for text in told for word in _PROPER.findall(text)}
    marks = {word for word in words - _SMALL if not plain(word, DOCUMENT_NOUNS)}
    return tuple(sorted(marks | {number for text in told for number in _DIGITS.findall(text)}))
