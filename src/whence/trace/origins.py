"""Where a claim's routes end, and how many independent origins that makes: a range.

The rules are those of `docs/independence.md`: a named source is one origin wherever it is quoted; an unnamed one is an
origin through the outlet that it spoke to; an outlet's own voice is an origin only where no earlier route is found;
copies, relays and repeats lead to the origin of what they follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from whence.link.units import Unit
from whence.records import Act, CouldBe, LinkBasis, Origin, Range, SourceKind, Step
from whence.trace.ends import End, as_one
from whence.trace.setting import Setting

__all__ = ["origins_of", "range_of"]

_SURE = 0.8


def origins_of(
    group: Sequence[int],
    units: Sequence[Unit],
    steps: Mapping[int, Step],
    alike: Mapping[tuple[int, int], float],
    setting: Setting,
) -> tuple[Origin, ...]:
    """The origins of a group of units in time order; `steps` holds the step of each unit that follows another.

    A statement that denies what most of the group says is no origin of it, nor is a question. `alike` is the likeness
    of each pair that was compared: an origin whose statements resemble no other's may belong to another claim.
    """
    number = {units[n].id: n for n in group}
    ends: dict[int, End] = {}
    for n in group:
        ends[n] = _end(n, units, steps, number, setting, ends, frozenset())
    denying = [n for n in group if units[n].statement.act is Act.denial]
    speaking = group if 2 * len(denying) > len(group) else [n for n in group if n not in denying]
    speaking = [n for n in speaking if units[n].statement.act is not Act.question] or speaking
    one = as_one(sorted({ends[n] for n in speaking}), setting)
    found: dict[End, list[int]] = {}
    for n in speaking:
        found.setdefault(one[ends[n]], []).append(n)
    others = any(end.kind is not SourceKind.outlet for end in found)
    most = max(found, key=lambda end: len(found[end]), default=None)
    return tuple(
        _origin(
            end,
            members,
            units,
            setting,
            int(CouldBe.doubtful)
            if end != most and _is_doubtful(members, speaking, alike)
            else _could_be(end, place, others, found, setting),
        )
        for place, (end, members) in enumerate(found.items())
    )


def _is_doubtful(members: Sequence[int], group: Sequence[int], alike: Mapping[tuple[int, int], float]) -> bool:
    """Whether no statement of an origin is surely the same claim as one of another origin."""
    others = [n for n in group if n not in members]
    return all(alike.get((min(n, m), max(n, m)), 0.0) < _SURE for n in members for m in others)


def _could_be(end: End, place: int, others: bool, ends: Iterable[End], setting: Setting) -> int:
    """What `Origin.could_be` says of an origin that is surely of the claim: its place where it stands for itself.

    Unnamed people could all be the same, but for those of whom a person has said that they are none of the others; an
    outlet's own voice could be any earlier source that it does not name.
    """
    if end.kind.is_nameless:
        like = [other for other in ends if other.kind.is_nameless and other.key != end.key]
        known = bool(like) and all(setting.are_apart(end.key, other.key) for other in like)
        return place if known else int(CouldBe.unnamed)
    return int(CouldBe.own_voice) if end.kind is SourceKind.outlet and others else place


def range_of(origins: Sequence[Origin]) -> Range:
    """The least number of independent origins and the greatest.

    The least counts those that could be the same once and leaves out what follows another or may be another claim.
    """
    sure = {origin.could_be for origin in origins if origin.could_be not in (CouldBe.own_voice, CouldBe.doubtful)}
    return Range(max(1, len(sure)) if origins else 0, len(origins))


def _end(
    n: int,
    units: Sequence[Unit],
    steps: Mapping[int, Step],
    number: Mapping[str, int],
    setting: Setting,
    known: dict[int, End],
    seen: frozenset[int],
) -> End:
    if n in known:
        return known[n]
    step = steps.get(n)
    own = _own_end(units[n], setting)
    if step is None or n in seen or step.earlier not in number:
        return own
    before = _end(number[step.earlier], units, steps, number, setting, known, seen | {n})
    return own if _stands_alone(own, before, step) else before


def _stands_alone(own: End, before: End, step: Step) -> bool:
    """Whether a version names a source of its own, other than the one that it follows.

    A person who is named is an origin wherever; an organisation or a document only where no words were copied or
    credited, for what a spokeswoman said is what the company said.
    """
    if not own.kind.is_named or own == before:
        return False
    if own.kind is SourceKind.named_person:
        return True
    return step.basis is LinkBasis.inferred and before.kind not in (SourceKind.named_person, own.kind)


def _own_end(unit: Unit, setting: Setting) -> End:
    """Where a route ends that goes no further than this unit."""
    speaker = setting.person(unit.speaker)
    outlet = setting.outlet(unit.article) or unit.article.file
    if unit.own_voice or speaker is None or speaker.kind is SourceKind.none:
        return End(kind=SourceKind.outlet, key=outlet)
    named = setting.outlet_of(speaker)
    if named is not None or speaker.kind is SourceKind.outlet:
        return End(kind=SourceKind.outlet, key=named or speaker.name)
    if speaker.kind.is_nameless:
        relayed = [c.outlet or c.name for c in setting.credits_of(unit)]
        return End(kind=speaker.kind, key=speaker.id, through=relayed[-1] if relayed else outlet)
    return End(kind=speaker.kind, key=speaker.id)


def _origin(end: End, members: Sequence[int], units: Sequence[Unit], setting: Setting, could_be: int) -> Origin:
    source = setting.sources.get(end.key)
    return Origin(
        source=source.id if source else _outlet_source(end, members, units),
        kind=end.kind,
        name=source.name if source else end.key,
        statements=tuple(units[n].id for n in members),
        through=end.through or None,
        could_be=could_be,
    )


def _outlet_source(end: End, members: Sequence[int], units: Sequence[Unit]) -> str | None:
    """The outlet as a source of its own article, where its voice is the origin."""
    return next((s.id for n in members if (s := units[n].speaker) and s.name == end.key), None)
