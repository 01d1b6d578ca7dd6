"""The stations that an article itself names between itself and a speaker, nearest first.

An agency in the byline or credit stands before every statement of the article. An outlet that was told, or that is
quoted, stands before its statement, and before later statements of the same speaker in the passage. A statement inside
another's content comes through that other's stations and speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.read.addressees import addressee_of
from whence.read.fronts import Front
from whence.read.names import same_name
from whence.read.relation import Relation
from whence.read.relays import NO_OUTLET, Relay, is_own, relays_of, tidy
from whence.read.wording import block_of, home, words
from whence.records import Article, Source, SourceKind, Station, StationLink
from whence.text.signs import holds

__all__ = ["chain_of", "chains_of"]

Chain = tuple[Station, ...]
_BACK = 3_000  # code points before an anaphor in which its outlet is sought
_PASSAGE = 1  # blocks over which a named speaker's outlet carries on
_ANAPHOR = re.compile(r"^(?:it|(?:the|that|this)(?: same| state| local| news)? [a-z]+(?: agency)?)$", re.IGNORECASE)
_PROPER = r"[A-Z][\w&-]*(?: [A-Z0-9][\w&-]*){0,3}"
_KNOWN = re.compile(
    r"\b(?:broadcaster|channel|station|newspaper|news agency|agency|daily|weekly|magazine|journal|website|tabloid"
    r"|network|radio|television|TV)"
    rf" (?:the )?({_PROPER})|\bthe ({_PROPER}),? (?:an? [\w -]{{0,24}})?(?:agency|newspaper|website|magazine"
    rf"|channel|broadcaster|daily|weekly)\b"
    rf"|({_PROPER}) quot(?:es|ed) "
    rf"|({_PROPER}), (?:the|an?) (?:[\w-]+ ){{0,3}}(?:agency|newspaper|website|magazine|broadcaster|daily|weekly"
    r"|tabloid)\b"
    rf"|\bquoted by (?:the )?({_PROPER})"
    rf"|({_PROPER}) (?:(?:has|had|also) )?(?:reported|said|wrote)(?: on [A-Z]\w+day)?, (?:citing|quoting)\b"
)

# Every match of it holds one of these.
_KNOWN_SIGNS = (
    "broadcaster", "channel", "station", "newspaper", "agency", "daily", "weekly", "magazine", "journal", "website",
    "tabloid", "network", "radio", "television", "TV ", "quoted ", " quotes ", ", citing", ", quoting",
)  # fmt: skip
_LONG_TEXT = 200_000  # code points in which outlets are sought


def chains_of(article: Article, relations: Sequence[Relation], speakers: Sequence[Source | None]) -> tuple[Chain, ...]:
    """Return the chain of each relation; `speakers[i]` is the resolved source of `relations[i]`, or None.

    Each chain is nearest first and ends with the speaker. Linear in the number of relations.
    """
    reader = _Reader(article, relations, speakers)
    order = sorted(range(len(relations)), key=lambda i: (home(relations[i]).start, i))
    for i in order:
        reader.find(i)
    for i in order:
        reader.read(i)
    return tuple(reader.chains[i] or () for i in range(len(relations)))


def chain_of(
    article: Article,
    relation: Relation,
    relations: Sequence[Relation],
    speaker: Source | None,
    speakers: Sequence[Source | None] = (),
) -> Chain:
    """Return the chain of one relation (see `chains_of`, which is cheaper for all of an article's)."""
    where = next((i for i, r in enumerate(relations) if r is relation), None)
    if where is None:
        return chains_of(article, (relation,), (speaker,))[0]
    everyone = list(speakers) + [None] * (len(relations) - len(speakers))
    everyone[where] = speaker
    return chains_of(article, relations, everyone)[where]


class _Reader:
    """Reads an article's relations in their order, and remembers through which outlet each speaker has spoken."""

    def __init__(self, article: Article, relations: Sequence[Relation], speakers: Sequence[Source | None]) -> None:
        self.article = article
        self.relations = relations
        self.speakers = speakers
        self.chains: list[Chain | None] = [None] * len(relations)
        self.known = _known_outlets(article, speakers)
        self.front = Front(article)
        self.first: dict[str, int] = {}  # speaker: the block of the story in which they speak first
        self.heard: dict[str, None] = {}  # outlets that were told something, in the order of the text
        self.carried: dict[str, tuple[tuple[Station, ...], int, int]] = {}  # speaker: stations, block, turn
        self.unnamed: tuple[str, tuple[Station, ...], int] | None = None  # the last that spoke through an outlet
        self.turn = 0
        self.through: list[tuple[Station, ...]] = [()] * len(relations)

    def find(self, i: int) -> None:
        """Find the own sentence's stations; an unnamed speaker's first outlet holds for what came before."""
        self.through[i] = self._own(i)
        speaker = self._speaker(i)
        block = block_of(self.article, home(self.relations[i]).start)
        if speaker is not None and not self.front.is_title(block):
            self.first.setdefault(speaker.id, block)
        if self.through[i] and speaker is not None and speaker.kind is SourceKind.unnamed:
            self.carried.setdefault(speaker.id, (self.through[i], 0, 0))

    def read(self, i: int, depth: int = 0) -> Chain:
        done = self.chains[i]
        if done is not None:
            return done
        relation, speaker = self.relations[i], self._speaker(i)
        parent = relation.parent
        self.chains[i] = ()
        nested = parent is not None and 0 <= parent < len(self.relations) and parent != i and depth < 20
        if nested and parent is not None:
            base = self.read(parent, depth + 1)
            own = self.through[i]
        else:
            base = self._front(i)
            own = self.through[i] or self._carry(i, speaker)
            self._remember(i, speaker, own)
        chain = list(base)
        for station in own:
            _add(chain, station)
        if speaker is not None:
            _add(chain, Station(name=speaker.name, kind=speaker.kind, link=self._link(relation, speaker)), speaker=True)
        self.chains[i] = tuple(chain)
        return tuple(chain)

    def _speaker(self, i: int) -> Source | None:
        return self.speakers[i] if i < len(self.speakers) else None

    def _front(self, i: int) -> Chain:
        """Return the agency before the article, where it carries this statement; a title goes with its speaker."""
        if self.front.agency is None:
            return ()
        block, speaker = block_of(self.article, home(self.relations[i]).start), self._speaker(i)
        if self.front.is_mixed and self.front.is_title(block):
            block = self.first.get(speaker.id, len(self.article.blocks)) if speaker else block
        if not self.front.covers(block):  # also of a speaker whom only a title of a mixed report has
            return ()
        return (Station(name=self.front.agency, kind=SourceKind.outlet, link=StationLink.reported_by),)

    def _own(self, i: int) -> tuple[Station, ...]:
        """Return the stations that the relation's own sentence names."""
        relation, speaker = self.relations[i], self._speaker(i)
        if speaker is not None and is_own(self.article, speaker.name):
            return ()
        found: list[Station] = []
        for relay in relays_of(self.article, relation, self.known):
            name = None if is_own(self.article, relay.name) else self._meant(relay, home(relation).start)
            if (
                name is None
                or is_own(self.article, name)
                or (speaker is not None and speaker.kind is SourceKind.outlet and _is(speaker, name))
            ):
                continue
            found.append(Station(name=name, kind=SourceKind.outlet, link=relay.link))
            self.heard[name] = None
        return tuple(found)

    def _meant(self, relay: Relay, place: int) -> str | None:
        """Return the outlet's name; an anaphor ("the newspaper", "it") stands for the outlet that was named last."""
        if _ANAPHOR.match(relay.name) and not any(c.isupper() for c in relay.name[1:]):
            return self._last_named(place) or self.article.agency
        name = tidy(relay.name)
        return next((k for k in self.known if same_name(k, name) and len(k) >= len(name)), name)

    def _last_named(self, place: int) -> str | None:
        """Return the outlet named last before `place`: what "it" or "the newspaper" stands for."""
        start = max(0, place - _BACK)
        names = dict.fromkeys((*self.known, *self.heard))
        ends = [(self.article.text.rfind(k.removeprefix("The "), start, place), k) for k in names]
        at, name = max(ends, default=(-1, ""))
        return name if at >= 0 else None

    def _carry(self, i: int, speaker: Source | None) -> tuple[Station, ...]:
        """Return the stations carried on: an unnamed source keeps its outlet, a named one in its passage."""
        if speaker is None or self._told_us(i):
            return ()
        if speaker.id not in self.carried:
            return self._kin(i, speaker)
        stations, block, turn = self.carried[speaker.id]
        if speaker.kind.is_nameless:
            return stations
        here = block_of(self.article, home(self.relations[i]).start)
        near = here - block <= (_PASSAGE if turn == self.turn else 0)
        return stations if near else ()

    def _told_us(self, i: int) -> bool:
        """Whether the statement was made to the outlet itself ("told this newspaper", "told me")."""
        spans = addressee_of(self.article, self.relations[i])
        return any(is_own(self.article, self.article.text[span.start : span.end]) for span in spans)

    def _kin(self, i: int, speaker: Source) -> tuple[Station, ...]:
        """Return the outlet of the unnamed speakers or the group just before, where this one is of their kind."""
        if speaker.kind is not SourceKind.unnamed or self.unnamed is None:
            return ()
        name, stations, block = self.unnamed
        here = block_of(self.article, home(self.relations[i]).start)
        shared = _heads(name) & _heads(speaker.name)
        return stations if here - block <= _PASSAGE and shared else ()

    def _remember(self, i: int, speaker: Source | None, stations: tuple[Station, ...]) -> None:
        self.turn += 1
        if speaker is None:
            return
        if stations and speaker.kind.is_nameless:
            self.unnamed = (speaker.name, stations, block_of(self.article, home(self.relations[i]).start))
        if stations:
            self.carried[speaker.id] = (stations, block_of(self.article, home(self.relations[i]).start), self.turn)
        elif not speaker.kind.is_nameless:
            self.carried.pop(speaker.id, None)

    def _link(self, relation: Relation, speaker: Source) -> StationLink:
        cue = words(self.article, relation.cue)
        if re.search(r"\bciting\b|\bcit(?:es|ed)\b|\bwith reference to\b", cue):
            return StationLink.citing
        if "according to" in cue or speaker.kind is SourceKind.document:
            return StationLink.according_to
        return StationLink.reported_by if speaker.kind is SourceKind.outlet else StationLink.told


def _known_outlets(article: Article, speakers: Sequence[Source | None]) -> tuple[str, ...]:
    """Return names that the article shows to be outlets': its agency, speakers, names beside "newspaper"."""
    names: dict[str, None] = {}
    for name in (article.agency, *(s.name for s in speakers if s is not None and s.kind is SourceKind.outlet)):
        if name:
            names[name] = None
    for match in _known_matches(article.text):
        name = next(found for found in match.groups() if found).removeprefix("The ")
        if len(name) > 1 and not NO_OUTLET.search(match.group()):
            names[name] = None
    return tuple(n for n in names if not is_own(article, n))[:64]


def _known_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_KNOWN`, none of which goes over a line's end, in the lines that hold one of its signs."""
    at = 0
    for line in text[:_LONG_TEXT].split("\n"):
        if holds(line, _KNOWN_SIGNS):
            yield from _KNOWN.finditer(text, at, at + len(line))
        at += len(line) + 1


def _heads(name: str) -> set[str]:
    """Return the long words of a description, by which "two officials" is known to be of "US officials"."""
    return {w.removesuffix("s") for w in re.findall(r"\w{5,}", name.lower())}


def _is(source: Source, name: str) -> bool:
    return same_name(source.name, name) or any(same_name(alias, name) for alias in source.aliases)


def _add(chain: list[Station], station: Station, *, speaker: bool = False) -> None:
    """Add a station unless it is there already; the speaker comes last, and only once."""
    for place, other in enumerate(chain):
        if other.name == station.name or (
            other.kind is station.kind is SourceKind.outlet and same_name(other.name, station.name)
        ):
            if speaker and place < len(chain) - 1:
                chain.append(chain.pop(place))
            return
    chain.append(station)
