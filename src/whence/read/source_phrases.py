"""The grammar of a source phrase: its determiner, its head noun, and the proper name that it holds, if any.

A source span is a noun group with its titles and appositions ("Dr Anneli Strod, who runs the emergency department",
"the hospital's medical director, Ingrid Sollers", "an engineer employed by its owner"). Three things decide whom it
means: a proper name, else its head noun, else its pronoun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whence.read.lexicon_bodies import (
    DOCUMENT_NOUNS,
    ORGANISATION_NOUNS,
    OUTLET_NAMES,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PLACE_WORDS,
    PLACES,
    plain,
)
from whence.read.lexicon_people import GIVEN_NAMES, HONORIFICS, PERSON_NOUNS, PERSON_PLURALS, person_noun
from whence.read.names import DAYS, fold, is_date, name_words

__all__ = ["ADJECTIVE", "FINITE", "NUMERALS", "PRONOUNS", "Phrase", "noun_class", "parse_phrase"]

# Each pronoun with what it can stand for: s(ingular person), m, f, i(t), t(hey), w(e), y (I), n(obody), o (someone).
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself", "this", "that", "which"), "i"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "these", "both"), "t"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "y"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "w"),
    **dict.fromkeys(("nobody", "none", "no-one", "anybody", "anyone", "neither"), "n"),
    **dict.fromkeys(("somebody", "someone", "one", "another"), "o"),
    **dict.fromkeys(("you", "your", "everyone", "everybody", "who", "whom", "whose", "those"), "c"),
}
NUMERALS = frozenset("two three four five six seven eight nine ten".split())
_DEFINITE = frozenset("the this that these those".split())
_INDEFINITE = frozenset("a an another one".split())
_OWNERS = frozenset("its his her their our my your whose".split())
_QUANTITY = frozenset(
    """
    some several many few most all any no every each both either neither dozens hundreds thousands more about
    various numerous other others nobody none everyone at least as than up to
""".split()
)
_ADVERBS = frozenset(
    """virtually almost nearly hardly only even just perhaps by according said says told to
    that as when and but because after before while if whether although since until""".split()
)
_SENTENCE_ADVERBS = frozenset(
    "unfortunately frankly similarly simply clearly honestly sadly luckily instead still yet meanwhile however".split()
)
# Verbs that a span which is a word too wide takes in; a noun group ends before them.
FINITE = frozenset(
    """said says say told tells tell added adds wrote writes asked asks will would could did does do can may might
    claims claimed denied insisted warned reported announced confirmed declined refused wants wanted thinks
    thought""".split()
)
_PARTICIPLES = frozenset(
    "seen written sent made held taken given shown known found drawn kept left born built brought".split()
)
_AUXILIARY = frozenset("has have had is was".split())
_MEASURES = frozenset("handful number couple pair dozen majority minority lot series crowd group".split())
_AFTER = frozenset(
    """
    of for from in at on with by who whom whose which that to about close familiar near under inside outside against
    among within into across behind between since as not is was are were has have had and but or including without
    over there here abroad alone like later
""".split()
)
Noun = tuple[str, str, bool]
Parts = tuple[list[str], list[str]]
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:[.’'&-][^\W_]+)*\.?|[,;:()“”\"\[\]&]|[–—-]")
_OWNER_END = re.compile(r"(?:['’]s|s['’])$")
_GLOSSED = re.compile(r"\w+ [(\[][A-ZÀ-Þ]")  # "He (Tolland)"
_LONGEST = 400
# Trades of people and of firms; and words beside them that tell of a person.
_TRADES = frozenset("developer producer owner operator maker manufacturer employer contractor supplier lender".split())
_PERSONAL = frozenset("billionaire millionaire tycoon former retired veteran aged old elderly young self-made".split())
_COPIES = frozenset("copy copies duplicate printout".split())
_MAKERS = frozenset("video videos footage photo photos photograph photographs pictures picture images image".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source phrase taken apart.

    `kind` is pronoun, name, person, body, outlet, document, place or unknown: what the phrase's main word is. `name` is
    the proper name without titles; `role` the words that introduce it; `head` the head noun, singular and lower-case;
    `owner` the words before a possessive ending; `complement` those behind the head noun's group. `det` is definite,
    indefinite, owner, quantity, number, single ("one of the …") or none.
    """

    text: str
    kind: str
    det: str = "none"
    head: str = ""
    plural: bool = False
    name: str = ""
    role: str = ""
    owner: str = ""
    words: frozenset[str] = frozenset()
    joint: bool = False
    pronoun: str = ""
    complement: str = ""


@lru_cache(maxsize=16384)
def noun_class(word: str) -> Noun | None:
    """Class a lower-case noun: (person | body | outlet | document, singular, plural), or None where it is unknown.

    The order settles words of two classes: "agency" is a body, "paper" an outlet, "driver" a person.
    """
    if word in PERSON_PLURALS:
        return "person", word, True
    if found := plain(word, OUTLET_NOUNS):
        return "outlet", *found
    if word in DOCUMENT_NOUNS or word in ORGANISATION_NOUNS:
        return ("body" if word in ORGANISATION_NOUNS and word not in DOCUMENT_NOUNS else "document"), word, False
    if found := person_noun(word):
        return "person", *found
    if found := plain(word, DOCUMENT_NOUNS):
        return "document", *found
    if found := plain(word, ORGANISATION_NOUNS):
        return "body", *found
    return None


@lru_cache(maxsize=4096)
def parse_phrase(text: str) -> Phrase:
    """Take a source phrase apart; any text gives a phrase, an empty one of kind unknown."""
    tokens = _TOKEN.findall(text[:_LONGEST].strip())
    words = [t for t in tokens if t[0].isalnum()]
    if not words:
        return Phrase(text=text, kind="unknown")
    segments = _segments(tokens)
    while len(segments[0]) > 1 and segments[0][0].lower() in _ADVERBS:
        del segments[0][0]
    while len(segments) > 1 and len(segments[0]) == 1 and segments[0][0].lower() in _SENTENCE_ADVERBS:
        del segments[0]
    if first := _pronoun(segments[0]) if len(segments) == 1 else None:
        return first
    if len(segments) > 1 and _GLOSSED.match(text) and _pronoun(segments[0]):
        del segments[0]
    main = _parse_group(segments[0], text)
    if main.kind == "name" and len(segments) > 1 and _starts_with_name(segments[-1]) and _is_joint(segments[-1]):
        content = frozenset(w for part in words for w in name_words(part))
        return Phrase(text=text, kind="person", det=main.det, plural=True, words=content, joint=True)
    if main.kind != "name":
        for segment in segments[1:3]:
            other = _parse_group(segment, text)
            if other.kind == "name" and _starts_with_name(segment):
                return _named(text, other, main, " ".join(segments[0]))
    return main


_ACRONYMS = frozenset(("US", "WHO", "IT"))  # bodies, not pronouns
_SUBJECTS = frozenset(("he", "she", "they", "we", "I"))
_SUBJECTS_FOLDED = frozenset(("he", "she", "they", "it", "we", "i"))
_SHORTENED = re.compile(r"(I|he|she|they|it|we)['’](?:m|ve|d|ll|re|s)", re.IGNORECASE)  # what follows is the cue's
_NOBODY = frozenset(("nobody", "none", "anybody", "anyone", "somebody", "someone"))


def _pronoun(words: list[str]) -> Phrase | None:
    if words[0] in _ACRONYMS:
        return None
    if shortened := _SHORTENED.fullmatch(words[0]):
        words = [shortened[1]]
    low = words[0].lower()
    following = words[1] if len(words) > 1 else ""
    if len(words) < 4 and words[-1] in _SUBJECTS and following not in ("and", "or"):
        words, low = words[-1:], words[-1].lower()  # the word before belongs to the content
    elif (
        low in _SUBJECTS_FOLDED
        and following[:1].islower()
        and following not in ("and", "or", "own", "all", "both", "two")
    ):
        words = words[:1]  # and the words behind to the cue
    elif low in _NOBODY and following in FINITE | _AUXILIARY:
        words = words[:1]
    kind = PRONOUNS.get(low)
    text = " ".join(words)
    own = len(words) == 2 and words[1].lower() in ("own", "all", "both", "two")
    if kind and (len(words) == 1 or own):
        return Phrase(text=text, kind="pronoun", pronoun=kind, plural=kind in "tw")
    if low == "no" and len(words) > 1:
        beyond = words[1].lower() == "one" and len(words) > 2
        return Phrase(text=text, kind="pronoun", pronoun="p" if beyond else "n", plural=True)
    if kind and kind in "no" and low != "neither" and not (low == "one" and noun_class(following.lower())):
        return Phrase(text=text, kind="pronoun", pronoun="p" if kind == "n" else "o", plural=kind == "n")
    if kind and len(words) > 1 and words[1].lower() == "and":
        return Phrase(text=text, kind="pronoun", pronoun="t", plural=True, joint=True)
    return None


def _segments(tokens: list[str]) -> list[list[str]]:
    """Cut at commas, brackets and dashes that stand alone; each part is a list of words."""
    parts: list[list[str]] = [[]]
    for piece in tokens:
        if piece[0].isalnum() or piece == "&":
            parts[-1].append(piece)
        elif piece not in '“”"' and parts[-1]:
            parts.append([])
    return [p for p in parts if p] or [[]]


def _starts_with_name(segment: list[str]) -> bool:
    return bool(segment) and segment[0][0].isupper()


def _named(text: str, name: Phrase, intro: Phrase, role: str) -> Phrase:
    head = intro.head or name.head
    return Phrase(
        text=text, kind="name", det=intro.det, head=head, name=name.name, role=f"{role} {name.role}".strip(),
        owner=intro.owner, words=intro.words | name.words, plural=False,
    )  # fmt: skip


def _parse_group(words: list[str], text: str) -> Phrase:
    det, rest = _determiner(words)
    if rest and is_date(rest):
        return (_pronoun(words[:1]) if det == "owner" else None) or Phrase(text=text, kind="unknown", det=det)
    if not rest:
        return Phrase(text=text, kind="unknown", det=det)
    core = _core(rest)
    owner, inner = _owner(core)
    if owner and det != "single" and not (det == "indefinite" and owner.islower()):
        det = "owner"  # "a magistrate's clerk" is any clerk, "the magistrate's clerk" one
    content = frozenset(w for part in rest for w in name_words(part))
    joint = _is_joint(rest)
    head_low = inner[-1].lower().rstrip(".") if inner else ""
    found = noun_class(fold(head_low)) if head_low else None
    if found and head_low == "minutes" and det in ("quantity", "number"):
        found = None  # of time, not of a meeting
    if len(rest) == 1 and det == "none" and rest[0][0].isupper() and head_low.endswith("man"):
        found = found if head_low in PERSON_NOUNS else None  # "Hallman": a surname
    if joint:
        return Phrase(text=text, kind="person", det=det, head="", plural=True, words=content, joint=True)
    split = _split_name(inner, rest, len(core), found, det)
    if split:
        role, name = split
        role_head = _role_head(_core(role) if role else [])
        return Phrase(text=text, kind="name", det=det, head=role_head, name=" ".join(name), role=" ".join(role),
                      owner=owner, words=content, complement=" ".join(rest[len(core) :]))  # fmt: skip
    if found:
        kind, head, plural = found
        if kind == "body" and head in _TRADES and not _PERSONAL.isdisjoint(content):
            kind = "person"
        return Phrase(text=text, kind=kind, det=det, head=head, plural=plural and det != "single", owner=owner,
                      words=content, complement=" ".join(rest[len(core) :]))  # fmt: skip
    if len(inner) > 1 and inner[-1][0].isdigit() and all(w[0].isupper() or w[0].isdigit() for w in inner):
        return Phrase(text=text, kind="name", det=det, name=" ".join(inner), owner=owner, words=content)  # "Channel 4"
    if head_low in _COPIES and rest[len(core) : len(core) + 1] == ["of"]:
        original = _parse_group(rest[len(core) + 1 :], text)
        if original.kind == "document":
            return original  # what a copy of a warrant says the warrant says
    many = det in ("quantity", "number") or (head_low.endswith("s") and not head_low.endswith(("ss", "us", "is")))
    return Phrase(text=text, kind="unknown", det=det, head=head_low, plural=many, owner=owner, words=content)


def _role_head(words: list[str]) -> str:
    """The head noun of the words before a name: the last that is one.

    Behind a body's noun stands what somebody is to it, known or not: a "union firebrand" is no union.
    """
    head = next((found for word in reversed(words) if (found := _head_of(word))), "")
    last = words[-1].lower() if words else ""
    told = last.isalpha() and words[-1] == last and not _head_of(last) and not last.endswith(("ed", "ing"))
    kind = noun_class(head) if told and head else None
    return last if kind and kind[0] in ("body", "outlet") else head


def _determiner(words: list[str]) -> tuple[str, list[str]]:
    det, at = "none", 0
    while at < len(words):
        low = words[at].lower()
        if low in _DEFINITE:
            det = "definite" if det == "none" else det
        elif low in _INDEFINITE and (at + 1 < len(words) or low != "one"):
            det = "indefinite" if det == "none" else det
        elif low in _OWNERS:
            det = "owner" if det != "single" else det
        elif low in NUMERALS or low[0].isdigit():
            det = "number" if det == "none" else det
        elif low in _QUANTITY or (low in _MEASURES and at + 1 < len(words) and words[at + 1].lower() == "of"):
            det = "quantity"
        elif low == "of" and at and det in ("indefinite", "quantity", "number"):
            det = "single" if det == "indefinite" else det
        else:
            break
        at += 1
    return det, words[at:]


def _core(words: list[str]) -> list[str]:
    """Return the words up to the first that can only follow a head noun."""
    for i, word in enumerate(words):
        if i == 0:
            continue
        after = words[i + 1] if i + 1 < len(words) else ""
        numbered = word[0].isdigit() and (noun_class(fold(words[i - 1])) or ("",))[0] == "document"  # "report 31/2032"
        said_on = word.lower() in DAYS and words[i - 1][0].islower()  # "a poll released | Monday"
        behind_noun = word.endswith("ing") and words[i - 1][0].islower() and noun_class(words[i - 1]) is not None
        if (
            numbered
            or said_on
            or word in _AFTER
            or word in FINITE
            or (word[0].islower() and (behind_noun or _participle(word, after)))
        ):
            return words[:i]
    return words


def _participle(word: str, after: str) -> bool:
    if word.endswith("ly") and len(word) > 4:
        return after.endswith(("ed", "ing")) or after in _AFTER or after in ("kept", "seen", "held", "written", "shown")
    formed = word in _PARTICIPLES or (word.endswith(("ed", "ing")) and len(word) > 4)
    ends = formed and noun_class(word) is None
    objects = _DEFINITE | _INDEFINITE | _OWNERS if word.endswith("ing") else frozenset()
    return ends and (not after or after.lower() in _AFTER or after.lower() in objects or after.lower() in DAYS)


def _owner(core: list[str]) -> tuple[str, list[str]]:
    for i in range(len(core) - 2, -1, -1):
        if _OWNER_END.search(core[i]):
            return _OWNER_END.sub(lambda m: "s" if m[0][0] == "s" else "", " ".join(core[: i + 1])), core[i + 1 :]
    last = core[-1]
    if _OWNER_END.search(last):
        return "", [*core[:-1], _OWNER_END.sub(lambda m: "s" if m[0][0] == "s" else "", last)]
    return "", core


def _is_joint(words: list[str]) -> bool:
    """Whether two groups are joined: "X and Y", where neither half is part of a name with "and" in it."""
    for i, word in enumerate(words[1:-1], 1):
        if word in ("and", "or", "&"):
            after = words[i + 1]
            behind = any(w in _AFTER for w in words[:i])
            return word != "&" and (not behind or after.lower() in _INDEFINITE)
    return False


def _capital(word: str) -> bool:
    mixed = word[0].isdigit() and any(c.isupper() for c in word)
    return word[0].isupper() or mixed or word.partition("-")[2][:1].isupper()


_INNER = frozenset(
    """
    de da do dos das del della di van von der den ten ter la le el al bin ibn bint zu af av y &
""".split()
)


def _split_name(inner: list[str], rest: list[str], cut: int, found: Noun | None, det: str) -> Parts | None:
    """Part the core into role words and a trailing proper name; None where the core ends in a common noun."""
    at = len(inner)
    while at and (_capital(inner[at - 1]) or (inner[at - 1] in _INNER and at < len(inner))):
        at -= 1
    run = inner[at:]
    if not run:
        return _before_noun(inner, found, det)
    role = inner[:at]
    tail = rest[cut:]
    titles = _title_end(run)
    if titles == len(run):
        return _title_then_name(role, run, tail, found)
    if tail and tail[0] in ("of", "for") and _body_word(run[-1]) and (part := _of_part(tail)):
        return role, run + part
    if titles:
        return role + run[:titles], run[titles:]
    if len(run) == 1 and not role and found and not _known_name(run[0]) and det != "definite":
        return None  # a common noun that only opens the sentence: "Prosecutors", "Ministry"
    if len(run) == 1 and found and (role or found[0] == "person" or det in ("definite", "owner", "indefinite")):
        if found[0] == "outlet" or (fold(run[0]) in OUTLET_WORDS and det == "definite"):
            return (role, run) if not role else None
        return None  # "the Minister", "the Ministry": a role, though in capitals
    return role, run


# "the Castell agency", "the Sun newspaper": the noun that follows says what bears the name.
_NAMED_NOUNS = frozenset(
    """
    agency newspaper paper daily weekly tabloid magazine broadcaster channel station website newswire movement
    charity blog programme program
""".split()
)
ADJECTIVE = re.compile(r"(?:an|ese|ish|[^aeiou]i|ic|ch|al|ern)$")
"""How a word ends that tells of a place or a sort, in small letters: "Italian", "Western"; no name by itself."""


_MATTER = re.compile(
    r"(?:ment|tion|sion|ity|ance|ence|ism|ics|ology|ing|ture|health|food|space|energy|water|border|tax|drugs?|standards)$"
)
"""How a word ends that tells what a body is for: "Environment", "Aviation"."""


def _before_noun(inner: list[str], found: Noun | None, det: str) -> Parts | None:
    """Part a core whose name stands before a noun such as "agency"; None where there is no such name."""
    if det != "definite" or len(inner) < 2 or not found or found[1] not in _NAMED_NOUNS or found[2]:
        return None
    at = 0
    while at < len(inner) - 1 and _capital(inner[at]):
        at += 1
    last = fold(inner[at - 1]) if at else ""
    news = inner[at:-1] in ([], ["news"], ["press"], ["television"], ["radio"])
    if not at or not news or (at == 1 and (ADJECTIVE.search(last) or last in PLACES)):
        return None
    if found[1] == "agency" and at == len(inner) - 1 and _MATTER.search(last):
        return [], inner  # "the Environment agency": what it is for, and no name without its noun
    return inner[at:], inner[:at]


def _title_end(run: list[str]) -> int:
    """How many words of a capitalised run are titles and roles before the name."""
    end = 0
    surname = len(run) > 1 and fold(run[-2]) in GIVEN_NAMES  # which may also be a trade: "Sheriff Marta Baker"
    for i, word in enumerate(run[:-2] if surname else run):
        low = fold(word).rstrip(".")
        title = (low in HONORIFICS or low in PERSON_NOUNS) and low not in _ROYAL
        if title or (i == 0 and low in _ROLE_OPENERS and len(run) > 2):
            end = i + 1
    if end == len(run) and len(run) > 1 and _body_word(run[-1]):
        return 0  # "the Valley Courier", "the Coast Guard"
    if end == len(run) and len(run) > 1 and fold(run[0]) in GIVEN_NAMES:
        return 0  # a trade behind more names than two: "Marta van Baker"
    if end == len(run) and len(run) == 2 and fold(run[0]).rstrip(".") in HONORIFICS and fold(run[1]) not in HONORIFICS:
        return 1 if len(fold(run[0]).rstrip(".")) <= 4 else end
    return end


# Titles that are as often the first word of a body's or a place's name: "Queen Mary Hospital", "King Street".
_ROYAL = frozenset("queen king prince princess lord lady father mother brother sister count private st".split())
_ROLE_OPENERS = frozenset("deputy acting former vice senior chief owner boss".split())


def _title_then_name(role: list[str], run: list[str], tail: list[str], found: Noun | None) -> Parts | None:
    """Find a name behind "Minister of Industry" or "Envoy to the United States": the last two words of a long run."""
    at = len(tail)
    while at and _capital(tail[at - 1]):
        at -= 1
    names = tail[at:]
    apart = at > 0 and tail[at - 1][0].islower() and tail[at - 1] not in _AFTER | {"the"}
    long = len(names) >= 3 or (len(names) == 2 and apart)
    last = fold(names[-1]) if names else ""
    if long and not _body_word(last) and last not in PLACE_WORDS and not (found and found[2]):
        return role + run + tail[: at + len(names) - 2], names[-2:]
    return None


def _body_word(word: str) -> bool:
    low = fold(word).rstrip(".")
    return plain(low, ORGANISATION_NOUNS) is not None or low in OUTLET_WORDS or low in OUTLET_NOUNS


def _of_part(tail: list[str]) -> list[str]:
    """Return the words of a body's name behind its head: "of Agriculture", "of Energy and Mines", "for the Blind"."""
    taken: list[str] = []
    last = 0
    for word in tail:
        if _capital(word):
            taken.append(word)
            last = len(taken)
        elif word in ("of", "for", "the", "and", "&"):
            taken.append(word)
        else:
            break
    return taken[:last]


def _known_name(word: str) -> bool:
    low = fold(word).rstrip(".")
    return (
        low in OUTLET_NAMES
        or low in PLACES
        or low in GIVEN_NAMES
        or (word.isupper() and 2 <= len(word) <= 6 and noun_class(low) is None)
    )


def _head_of(word: str) -> str:
    low = fold(word).rstrip(".")
    if low in HONORIFICS and low not in PERSON_NOUNS:
        return low
    found = noun_class(low)
    return found[1] if found else ""
