"""Every place where an article names somebody: proper names with what stands around them, and common-noun mentions.

The survey reads only the story (paragraphs, quoted blocks, captions): headlines capitalise common words. It is one pass
of a compiled pattern over the text; what stands around a name is looked at within a fixed number of characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.read.appositions import apposition, role_before, tail_group
from whence.read.lexicon_bodies import OUTLET_WORDS
from whence.read.lexicon_people import HONORIFICS
from whence.read.names import ends_with_person, fold, initials, is_headline, opens_with_person, without_day
from whence.read.source_phrases import Phrase, noun_class, parse_phrase
from whence.records import Article, Block, Role, Span

__all__ = ["BODY", "Naming", "Nominal", "Survey", "apposition", "survey"]

BODY = frozenset((Role.paragraph, Role.quote, Role.caption))

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚḤṢṬЀ-Я"
_CAPITAL = rf"(?:[{_UP}]\.){{1,4}}|(?:al-|el-|d['’]|ad-|as-|ash-)?[{_UP}](?:[\w-]|[’'.&](?=\w)(?!['’]?s\b))*"
_JOINT = r"(?:de|da|do|dos|das|del|della|di|van|von|der|den|ten|ter|la|le|el|al|bin|ibn|bint|zu|af|av|y|e)"
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Cmdr|Lt|Maj|Sgt|Adm|Rev|Sen|Rep|Gov|Supt|Insp|Det|Hon|St|Jr|Sr)\."
_CAPITAL = rf"{_SHORT}|{_CAPITAL}"
_RUN = re.compile(
    rf"(?<![\w’'])(?:{_CAPITAL})(?: (?:&|{_CAPITAL})| {_JOINT}(?: {_JOINT})? (?:{_CAPITAL}))*"
    rf"(?: of (?:the )?(?:{_CAPITAL})(?: (?:{_CAPITAL}))*(?:(?:,| and| for) (?:{_CAPITAL})(?: (?:{_CAPITAL}))*)?)?"
)
# Where a match of it can begin. A pattern that opens with a set of letters is searched for at the speed of the text.
_RUN_START = re.compile(rf"[{_UP}aed](?<![\w’'].)(?:(?<=[{_UP}])|(?:l|d|sh?)-|['’])")
_DETERMINER = (
    re.compile(  # a, an, another; the, their, two, three; one, our; his, her; my, many; four, five; some, several
        r"[AaTtOoHhIiMmFfSs](?<!\w.)(?:(?<=[Aa])(?:n(?:other)?)?|(?<=[Tt])(?:h(?:e(?:ir)?|ree)|wo)|(?<=[Oo])(?:ne|ur)"
        r"|(?<=[Hh])(?:is|er)|(?<=[Ii])ts|(?<=[Mm])(?:an)?y|(?<=[Ff])(?:our|ive)|(?<=[Ss])(?:ome|everal)) (?=\w)"
    )
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LOWER = re.compile(r"[A-Za-z][\w’'-]*")
_PERSONAL = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Ss])[Hh]|(?<=[Hh]))[Ee]\b|[“”\"]")  # he, she, and marks
# Words that open a sentence in capitals and are no part of a name.
_OPENERS = frozenset(
    """
    the a an in on at by but and or if when while as for from to with after before since until although though
    because however meanwhile he she it they we i you his her its their our my your this that these those there here
    what who whom whose which why how where not no nor so yet both either neither each every all any some many most
    more several few one two three four five six seven eight nine ten last next according asked also only even still
    then now earlier later once under over between among during against about across around inside outside near like
    unlike despite without within following speaking writing adding citing is was are were do does did has have had
    can could will would should may might must let yes well monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december new dozens hundreds thousands
    nothing nobody something somebody everyone everything another other others first second third jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun moreover instead already maybe perhaps
    again having holding recent latest frankly indeed therefore thus otherwise besides furthermore nevertheless finally
    recently eventually easter christmas ramadan
""".split()
)
_STOPS = frozenset(".!?:\n")
_SEAT = re.compile(r"[A-Z]-[A-Z]")  # "(R-Nord.)": a party and a state
_CONTRACTION = re.compile(r"['’](?:m|ve|s|re|d|ll|t)$")
_COURTESIES = frozenset(("mr", "mrs", "ms", "miss", "mx"))
_DATELINE = re.compile(
    rf"[{_UP}]{{3,}}(?:[ -][{_UP}]{{2,}}){{0,4}}(?:, [^\n–—]{{0,50}}?)?(?: \([^()\n]{{1,30}}\))? ?[-–—]+ "
    rf"|[{_UP}][^\n–—()]{{0,60}}\([^()\n]{{1,30}}\) ?[-–—:] "
)
_ALIAS = re.compile(r"[’']?,? \(([^()]{2,40})\)")
_KNOWN_AS = re.compile(
    r",? \(?(?:also |better |formerly |commonly |widely |locally )?(?:known as|called|a\.?k\.?a\.?) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A proper name where it stands. `span` covers the name without titles; `whole` with them and the words before.

    `roles` are the head nouns that introduce it (a title, "spokeswoman", "agency"), `description` the words of title
    and apposition, `aliases` other names given beside it; `opens` says whether a sentence begins with it, `doubtful`
    whether only that may be why it is in capitals, `captioned` whether it stands under a picture, and `placed` whether
    a word such as "in" makes it a place.
    """

    span: Span
    whole: Span
    text: str
    roles: tuple[str, ...] = ()
    gendered: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    definite: bool = False
    opens: bool = False
    doubtful: bool = False
    captioned: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A common-noun mention of a person, group, body or document: "the foreman", "two officials", "a memo"."""

    span: Span
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All mentions in order of place, and the places of "he" and "she" outside quotations."""

    names: tuple[Naming, ...]
    nominals: tuple[Nominal, ...]
    pronouns: tuple[tuple[int, str], ...]
    starts: tuple[int, ...]


def survey(article: Article) -> Survey:
    """Collect the mentions of an article's story; linear in the length of its text."""
    names: list[Naming] = []
    nominals: list[Nominal] = []
    pronouns: list[tuple[int, str]] = []
    for block in article.blocks:
        if block.role not in BODY:
            continue
        names.extend(_names(article.text, block))
        nominals.extend(_nominals(article.text, block))
        pronouns.extend(_pronouns(article.text, block))
    starts = tuple(b.span.start for b in article.blocks)
    names = _without_strays(names)
    return Survey(names=tuple(names), nominals=tuple(nominals), pronouns=tuple(pronouns), starts=starts)


def _without_strays(names: list[Naming]) -> list[Naming]:
    """The names without words in capitals that only stand beside them; a person's, where the article has the bare name.

    "Maybe Donald Trump", where a sentence opens; "Democrat Hillary Clinton"; "White House Monday". Of a headline amid
    the story only the person's name that opens it is left.
    """
    known = {naming.text for naming in names}
    return [bare for naming in names if (bare := _bare(naming, known))]


def _bare(naming: Naming, known: set[str]) -> Naming | None:
    words = without_day(naming.text.split(" "))
    first, last = opens_with_person(words), ends_with_person(words)
    if is_headline(words):
        words = first
    elif " ".join(last) in known or (last and _describe(words[:-2])):
        words = last
    elif " ".join(first) in known:
        words = first
    if not words:
        return None
    text = " ".join(words)
    if text == naming.text:
        return naming
    start = naming.span.start + naming.text.index(text)
    return replace(naming, text=text, span=Span(start, start + len(text)))


def _describe(words: list[str]) -> bool:
    """Whether words in capitals before a name say where somebody belongs, or what they are: "Tolm County Recorder"."""
    return len(words) > 1 and any(noun_class(fold(word)) or (word.isupper() and len(word) > 1) for word in words)


def _pronouns(text: str, block: Block) -> Iterator[tuple[int, str]]:
    """Yield the places of "he" and "she" outside quotations: within, they are rather about others than the speaker."""
    quoted = False
    for found in _PERSONAL.finditer(text, *block.span):
        word = found[0].lower()
        if word in ("he", "she"):
            if not quoted:
                yield found.start(), "m" if word == "he" else "f"
        else:
            quoted = word == "“" or (word == '"' and not quoted)


def _names(text: str, block: Block) -> list[Naming]:
    found: list[Naming] = []
    mark = _DATELINE.match(text, block.span.start, block.span.end)
    dateline = mark.end() if mark else 0
    for match in _runs(text, *block.span):
        start, end = match.span()
        if start < dateline:
            continue
        opens = _opens(text, start, block.span.start)
        trimmed = _trim(text, start, end)
        if trimmed is None or (text[start - 1 : start] == "(" and _SEAT.match(text, start)):
            continue
        (start, end), definite = trimmed
        doubtful = opens and start == match.start()
        opens = opens and start - match.start() in (0, 4)
        for piece in _pieces(text, start, end):
            naming = _naming(text, piece, block, definite, opens, doubtful)
            if naming:
                found.append(naming)
    return found


def _runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what `_RUN.finditer` would."""
    for opening in _RUN_START.finditer(text, start, end):
        if opening.start() >= start and (match := _RUN.match(text, opening.start(), end)):
            start = match.end()
            yield match


def _opens(text: str, start: int, floor: int) -> bool:
    """Whether a sentence opens at `start`: nothing but quotation marks and spaces between it and a stop."""
    at = start
    while at > floor and text[at - 1] in " “\"'‘(«•-–—[":
        at -= 1
    return at == floor or text[at - 1] in _STOPS


def _trim(text: str, start: int, end: int) -> tuple[Span, bool] | None:
    """Drop words that only open the sentence; say whether the last dropped one was "the"."""
    definite = text[max(0, start - 4) : start].lower() in ("the ", "the")
    while True:
        stop = text.find(" ", start, end)
        word = text[start : end if stop < 0 else stop]
        low = _CONTRACTION.sub("", word.lower().strip("’'."))
        town = low == "new" and stop > 0  # "New York"
        if low not in _OPENERS or town or (stop > 0 and word.isupper() and len(word) > 1):
            return Span(start, end), definite
        if stop < 0:
            return None
        definite = low == "the"
        start = stop + 1


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Part a run that holds a possessive or an "of" behind a person's name or place: these are two names."""
    run = text[start:end]
    at = run.find(" of ")
    if at > 0:
        head = fold(run[:at].rpartition(" ")[2])
        kind = noun_class(head)
        if not (kind and kind[0] in ("body", "outlet")) and head not in HONORIFICS and head not in OUTLET_WORDS:
            skip = 8 if run[at:].startswith(" of the ") else 4
            return [Span(start, start + at), Span(start + at + skip, end)]
    return [Span(start, end)]


def _naming(text: str, span: Span, block: Block, definite: bool, opens: bool, doubtful: bool) -> Naming | None:
    run = text[span.start : span.end]
    phrase = parse_phrase(run)
    common = phrase.kind in ("body", "outlet", "document") and definite and " " not in run
    if not phrase.name and not common:
        return None
    if common:  # "the Guard": short for a name, if the article has one that ends so
        return Naming(span=span, whole=span, text=run, definite=True, opens=opens, doubtful=True)
    at = run.rfind(phrase.name)
    name = Span(span.start + at, span.start + at + len(phrase.name)) if at >= 0 else span
    before = text[max(block.span.start, span.start - 80) : span.start]
    after_role, after = apposition(text, span.end, block.span.end)
    role, described = phrase.head, phrase.role
    title = role if role in HONORIFICS else ""
    if (not role or title) and not (after_role and before.endswith(", ")):
        role, ahead = role_before(before, phrase.name, text[span.end : span.end + 24])
        described = f"{ahead} {described}".strip()
    elif before.endswith(" ") and (wider := tail_group(before.rpartition(",")[2].rpartition(".")[2])):
        described = wider + described
    if described.rstrip(".").lower() in _COURTESIES:
        described = ""
    titled = parse_phrase(run).role.split(" ")[0].rstrip(".").lower()
    return Naming(
        span=name,
        whole=span,
        text=phrase.name,
        roles=_agreeing(title, role, after_role),
        gendered=HONORIFICS.get(titled, ""),
        description=", ".join(p for p in (described, after) if p),
        aliases=_aliases(text, span.end, phrase.name),
        definite=definite and name.start == span.start,
        opens=opens,
        doubtful=doubtful,
        captioned=block.role is Role.caption,
        placed=bool(_PLACED.search(before, max(0, len(before) - _PLACED_BACK))),
    )


def _agreeing(*roles: str) -> tuple[str, ...]:
    """The roles beside a name, each once; beside a person's, a body's or an outlet's belongs to other words."""
    found = tuple(dict.fromkeys(role for role in roles if role))
    people = tuple(r for r in found if r == "person" or r in HONORIFICS or (noun_class(r) or ("",))[0] == "person")
    return people or found


_PLACED = re.compile(r"\b(?:in|near|around|outside|across|throughout|north of|south of|east of|west of) $")

_PLACED_BACK = len("throughout ")


def _aliases(text: str, end: int, name: str) -> tuple[str, ...]:
    found = _ALIAS.match(text, end, end + 60)
    if found:
        parts = [p.strip(' “”"‘’') for p in re.split(r"[/;,]| or ", found[1])]
        short = [p for p in parts if " " not in p and (sum(map(str.isupper, p)) > 1 or initials(name) == p.upper())]
        if short and len(short) == len(parts):
            return tuple(short)
    known = _KNOWN_AS.match(text, end, end + 60)
    if known:
        at = known.end()
        if text[at : at + 4].lower() == "the ":
            at += 4
        at += text[at : at + 1] in "“\"‘'"
        other = _RUN.match(text, at, at + 80)
        if other:
            return (other[0],)
    return ()


def _nominals(text: str, block: Block) -> list[Nominal]:
    found: list[Nominal] = []
    for match in _DETERMINER.finditer(text, block.span.start, block.span.end):
        end = _head_end(text, match.end(), block.span.end)
        if end:
            phrase = parse_phrase(text[match.start() : end])
            if phrase.kind in ("person", "body", "outlet", "document"):
                found.append(Nominal(span=Span(match.start(), end), phrase=phrase))
    return found


def _head_end(text: str, at: int, stop: int) -> int:
    """The end of the noun group behind a determiner at `at`: its first noun that no other noun follows; 0 if none."""
    word = _LOWER.match(text, at, stop)
    for _ in range(4):
        if not word:
            return 0
        bare = _POSSESSIVE.sub("", word[0]) if word[0][-1] in "s'’" else word[0]
        after = text[word.end() : word.end() + 1]
        following = _LOWER.match(text, word.end() + 1, stop) if bare == word[0] and after == " " else None
        if bare[0].islower() and noun_class(bare) and not (following and _is_noun(following[0])):
            return word.start() + len(bare)
        if after != " ":
            return 0
        word = following or _LOWER.match(text, word.end() + 1, stop)
    return 0


def _is_noun(word: str) -> bool:
    return word.islower() and noun_class(word) is not None


def block_at(starts: tuple[int, ...], place: int) -> int:
    """Return the index of the last block that starts at or before `place` (0 before all)."""
    return max(0, bisect_right(starts, place) - 1)
