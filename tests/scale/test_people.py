"""Sources are joined in many parts as on one machine, whatever their names, their order and the parts."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest

from whence.by_hand import NOTHING, ByHand
from whence.link.outlets import Outlets
from whence.link.people import same_sources
from whence.records import (
    Article,
    Block,
    Decision,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
)
from whence.review.constraints import Constraints
from whence.scale.heeding import heeded
from whence.scale.nameless import Ordered
from whence.scale.naming import joined_by_name
from whence.scale.naming_offices import asked_in, weeks_of
from whence.scale.packing import pack
from whence.scale.people import _Group, together
from whence.scale.source_keys import key_of_source

_GIVEN = "Maud Anna Alexander Alex Jan J. Rolf M. Mary-Ann Peter".split()
_SURNAMES = "Arden Arnaud Müller Mueller Okoro Stone Peter Ødegård".split()
_TITLES = ("", "", "", "Dr ", "Mr ", "Mrs ", "Sister ")
_ROLES = ("Vesta's chief vet", "general secretary", "the council's harbour director", "chief vet")
_DESCRIBED = (
    None,
    "Mr",
    "Mrs",
    "director of the harbour council",
    "chief vet of Vesta",
    "the general secretary of the dockers; a sailor",
    "the laboratory's director, a chemist",
    "health minister",
    "mayor of Tolm",
    "deputy mayor of Tolm",
)
_BODIES = (
    "Ministry of Works",
    "works ministry",
    "the ministry",
    "Ministry of Public Works",
    "MPW",
    "Tolm Harbour Council",
    "Harbour Council",
    "harbour council of Tolm",
    "council",
    "Northern Water Board",
    "NWB",
    "Northern Water Board of Tolm",
    "police",
    "Tolm police",
    "Vesta",
    "Vesta Group",
    "Maud Arden",
    "local council",
    "Marl Herald",
)
_PAPERS = (
    "report of the Works Ministry",
    "report by Tolm Harbour Council of 2031",
    "report by Tolm Harbour Council",
    "a leaked memo of 12 May",
    "memo of Vesta Group of 12 May",
    "report of 2031 by Vesta",
    "letter",
)
_NAMELESS = (
    "the laboratory's director",
    "the health minister",
    "Tolm's mayor",
    "a mayor",
    "the deputy mayor of Tolm",
    "officials",
    "harbour council director",
)
_PLACES = "Tolm Marl Fenwick Velling Orrany Tarn Sund Kelm".split()


def _readings(seed: int, count: int) -> list[Reading]:
    """Return articles whose sources have few names between them; every fourth is undated."""
    chance = random.Random(seed)
    return [_reading(number, random.Random(f"{seed}-{number}"), chance) for number in range(count)]


def _reading(number: int, chance: random.Random, ids: random.Random) -> Reading:
    sources = [_source(f"{ids.randrange(1 << 40):010x}", chance) for _ in range(chance.randrange(1, 7))]
    names = " and ".join(chance.sample(_PLACES, 4))
    text = f"Nothing stirs\nHere are {names}, said {' and '.join(source.name for source in sources)}."
    line = text.index("\n")
    blocks = (Block(role=Role.headline, span=Span(0, line)), Block(role=Role.paragraph, span=Span(line + 1, len(text))))
    at = [text.index(source.name) for source in sources]
    placed = [_placed(s, Span(a, a + len(s.name))) for s, a in zip(sources, at, strict=True)]
    day = Moment(at=f"2031-05-{1 + chance.randrange(28):02d}", precision=Precision.day, read_from=ReadFrom.meta)
    article = Article(
        id=f"{number:04d}",
        text=text,
        blocks=blocks,
        digest=f"{number:04d}",
        file=f"{number:04d}",
        outlet="The Marl Herald" if number % 5 == 0 else None,
        published=None if number % 4 == 0 else day,
    )
    return Reading(article=article, sources=tuple(placed))


def _placed(source: Source, span: Span) -> Source:
    return Source(
        id=source.id,
        name=source.name,
        kind=source.kind,
        aliases=source.aliases,
        description=source.description,
        mentions=(span,),
    )


def _source(name: str, chance: random.Random) -> Source:
    kinds = (
        *(SourceKind.named_person,) * 4,
        *(SourceKind.named_organisation,) * 3,
        *(SourceKind.document, SourceKind.unnamed, SourceKind.unnamed, SourceKind.collective, SourceKind.outlet),
    )
    kind = chance.choice(kinds)
    called = _called(kind, chance)
    aliases = tuple(_called(kind, chance) for _ in range(chance.choice((0, 0, 1))))
    described = chance.choice(_DESCRIBED) if kind is SourceKind.named_person else None
    return Source(id=name, name=called, kind=kind, aliases=aliases, description=described)


def _called(kind: SourceKind, chance: random.Random) -> str:
    if kind is SourceKind.named_person:
        full = f"{chance.choice(_TITLES)}{chance.choice(_GIVEN)} {chance.choice(_SURNAMES)}"
        return chance.choice([full, full, chance.choice(_SURNAMES), chance.choice(_GIVEN), chance.choice(_ROLES)])
    if kind is SourceKind.named_organisation:
        return chance.choice(_BODIES)
    if kind is SourceKind.document:
        return chance.choice(_PAPERS)
    return "Marl Herald" if kind is SourceKind.outlet else chance.choice(_NAMELESS)


def _shown(readings: Sequence[Reading], seed: int) -> list[Ordered]:
    """Return pairs of which one at least is nameless, in an order; the first are those that words show to be one."""
    chance = random.Random(f"shown {seed}")
    keys = [key_of_source(n, place) for n, reading in enumerate(readings) for place in range(len(reading.sources))]
    kind = {key_of_source(n, p): s.kind for n, r in enumerate(readings) for p, s in enumerate(r.sources)}
    nameless = [key for key in keys if kind[key].is_nameless]
    some = len(readings) // 3 if nameless else 0
    return [((-1 + n % 2, n), chance.choice(nameless), chance.choice(keys)) for n in range(some)]


def _in_parts(readings: Sequence[Reading], seed: int, engine: Any, by_hand: ByHand = NOTHING) -> dict[str, str]:
    rows = [(number, (number, pack(reading))) for number, reading in enumerate(readings)]
    random.Random(seed).shuffle(rows)
    articles = engine.table(rows)
    weeks = weeks_of(asked for reading in readings for asked in asked_in(reading))
    outlets = engine.shared(Outlets(readings))
    by_name = joined_by_name(articles, outlets, engine.shared(weeks), engine)
    held = heeded(articles, by_hand)
    edges = by_name.every.and_(held.one_source(engine))
    apart = held.told_apart(articles, by_name.by_office, outlets)
    told = together(articles, edges, engine.table(_shown(readings, seed)), engine, apart).rows()
    best = {(block, item[0]): item[1].id for block, (kind, item) in told if kind == "told"}
    own = [(block, item) for block, (kind, item) in told if kind == "own"]
    return {name: best[block, group] for block, (_, some) in own for name, group in some.items()}


def _at_once(readings: Sequence[Reading], seed: int, by_hand: ByHand = NOTHING) -> dict[str, str]:
    names = {key_of_source(n, p): s.id for n, r in enumerate(readings) for p, s in enumerate(r.sources)}
    pairs = [(order[0], names[a], names[b]) for order, a, b in sorted(_shown(readings, seed))]
    spoken = [(a, b) for when, a, b in pairs if when < 0]
    nameless = [(a, b) for when, a, b in pairs if when >= 0]
    return same_sources(readings, Outlets(readings), spoken, by_hand=by_hand, nameless=nameless)


_RUNS = ((1, 1, 40), (4, 2, 40), (5, 3, 12), (8, 4, 120), (3, 5, 6), (7, 6, 25))
"""How many parts, which collection, and how many articles."""


@pytest.mark.parametrize(("blocks", "seed", "count"), _RUNS)
def test_sources_are_joined_as_in_one_place(blocks: int, seed: int, count: int, here: Any) -> None:
    """Persons, roles, bodies, initials, documents, offices and nameless sources have one machine's fullest namings."""
    readings = _readings(seed, count)
    assert _in_parts(readings, seed, here(blocks, seed)) == _at_once(readings, seed)


def _decided(readings: Sequence[Reading], chance: random.Random) -> ByHand:
    """Return decisions on sources: mostly such as their names would make one, and some on any two."""
    sources = [source.id for reading in readings for source in reading.sources]
    joined: dict[str, list[str]] = {}
    for source, fullest in _at_once(readings, 0).items():
        joined.setdefault(fullest, []).append(source)
    several = [some for some in joined.values() if len(some) > 1]
    constraints = Constraints()
    for number in range(chance.randrange(1, 12)):
        some = chance.choice(several) if several and chance.random() < 0.7 else sources
        chosen = chance.sample(some, min(len(some), chance.choice((2, 2, 4))))
        sides = chosen[:1], chosen[1:]
        decision = Decision(target=f"{number}", action="split", by="Ada", at=f"2031-05-01T00:00:{59 - number}Z")
        if chance.random() < 0.7:
            constraints.other_sources(sides, decision)
        else:
            constraints.same_source(sides, decision)
    return constraints.by_hand()


@pytest.mark.parametrize("seed", range(8))
def test_sources_that_people_merge_and_split_are_so_as_in_one_place(seed: int, here: Any) -> None:
    """What people have made one is one, what they have told apart is not, and all else is what one machine finds."""
    chance = random.Random(seed)
    readings = _readings(seed, chance.choice((6, 12, 25, 40)))
    by_hand = _decided(readings, chance)
    found = _in_parts(readings, seed, here(chance.randrange(1, 9), seed), by_hand)
    assert found == _at_once(readings, seed, by_hand)
    assert all(found[one] == found[other] for one, other in by_hand.sources_one)
    assert all(found[one] != found[other] for one, other in by_hand.sources_apart)


def test_the_collections_have_sources_of_all_kinds_to_join() -> None:
    """The comparison is of persons, bodies, documents, and nameless sources with whoever holds an office."""
    person, body, paper = SourceKind.named_person, SourceKind.named_organisation, SourceKind.document
    joined: set[tuple[SourceKind, SourceKind]] = set()
    for _, seed, count in _RUNS:
        readings = _readings(seed, count)
        kind = {source.id: source.kind for reading in readings for source in reading.sources}
        found = _at_once(readings, seed)
        joined |= {(kind[one], kind[other]) for one, other in found.items() if one != other}
    assert {(person, person), (body, body), (body, person), (paper, paper), (SourceKind.unnamed, person)} <= joined


def test_a_naming_that_tells_no_more_than_another_is_left_out() -> None:
    """Of a source's namings those travel whose words are not all another's; what they tell together is the same."""
    said = ("Arden", "harbour director Arden", "Maud Arden", "director", "harbour director")
    group = _Group()
    for number, name in enumerate(said):
        group.take(Source(id=f"{number}", name=name, kind=SourceKind.named_person))
    assert sorted(source.name for source in group.telling().values()) == ["Maud Arden", "harbour director Arden"]
    for place in range(2):
        assert {w for told in group.telling() for w in told[place]} == {
            w for told in group.namings for w in told[place]
        }


def _alone(number: int, kind: SourceKind, name: str) -> Reading:
    """Return an article with one source, whose id is not in the order of the articles."""
    source = Source(id=f"{number * 7919 % 1000:04d}", name=name, kind=kind)
    text = f"Nothing stirs\n{name} said so.\n"
    return Reading(
        article=Article(id=f"{number:04d}", text=text, blocks=(), digest="", file=f"{number:04d}"), sources=(source,)
    )


@pytest.mark.parametrize("names", [20, 65, 90])
def test_names_that_many_share_are_joined_as_in_one_place(names: int, here: Any) -> None:
    """A word of more than 64 names means none, and of one mark the first 64 documents are compared, in parts too."""
    words = ["".join(pair) + "ton" for pair in itertools.product("bdfgklmnrst", "aeiouy")]
    bodies = [f"{word.title()} Harbour Council" for word in words[: names - 1]] + ["Harbour", "Tolm council"]
    papers = [f"report of the Tolm Council of {2000 + n % 41} by {words[n % len(words)].title()}" for n in range(names)]
    persons = [f"{words[n % 7].title()} Arden" if n % 3 else "Arden" for n in range(names)]
    kinds = (SourceKind.named_organisation, SourceKind.document, SourceKind.named_person)
    every = [(kind, name) for kind, some in zip(kinds, (bodies, papers, persons), strict=True) for name in some]
    random.Random(names).shuffle(every)
    readings = [_alone(number, kind, name) for number, (kind, name) in enumerate(every)]
    found = _at_once(readings, 0)
    assert _in_parts(readings, 0, here(6, names)) == found
    assert len(set(found.values())) < len(found)
