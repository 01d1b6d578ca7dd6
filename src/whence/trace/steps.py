"""The step of each statement to the version that it follows: what it rests on, and what shows which was first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.records import Article, Form, LinkBasis, Order, PassageKind, Step
from whence.trace.changes import changes
from whence.trace.decided import NOTHING_DECIDED, Decided
from whence.trace.parents import choose, own_contact, wording
from whence.trace.setting import Setting

__all__ = ["order_of", "steps_of", "unordered_of"]

_COPIED = 0.6
_CONTAINED = 0.5
_COPIED_ARTICLE = 0.1
_ALIKE = 0.6
_MUCH_SHORTER = 0.8
_LOOSE = 0.02  # of a text, by which what two articles share may differ by chance


def steps_of(
    group: Sequence[int],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
    decided: Decided = NOTHING_DECIDED,
) -> dict[int, Step]:
    """Return the step of each unit of a claim that follows another, by the unit's number."""
    numbers = {units[n].id: n for n in group}
    found = _by_hand(group, units, pairs, setting, decided)
    before = {n: decided.follows[n] for n in found}
    for n in group:
        if n in found:
            continue
        version = earlier_version(n, group, units, pairs, setting)
        if version is not None and (n, version) not in decided.follows_not:
            found[n] = _version_step(units[n], units[version])
            before |= {n: version} if before else {}
            continue
        versions = [m for m in group if m != n and order_of(units[n], units[m], setting) is not None]
        versions = [m for m in versions if (n, m) not in decided.follows_not and not (before and _leads(m, n, before))]
        chosen, score = choose(n, versions, units, pairs, setting)
        if chosen is not None:
            chosen = _first_alike(n, chosen, versions, numbers, found, units, pairs, setting)
        if chosen is not None and not _heard_itself(units[n], units[chosen], pairs, (n, chosen), setting):
            found[n] = _step(units[n], units[chosen], pairs.get((min(n, chosen), max(n, chosen))), score, setting)
            before |= {n: chosen} if before else {}
    return {n: found[n] for n in group if n in found}


def _by_hand(
    group: Sequence[int],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
    decided: Decided,
) -> dict[int, Step]:
    """The steps of a claim that people have decided; a confirmed one keeps what it rests on, where that is stated."""
    found: dict[int, Step] = {}
    for n in group:
        m = decided.follows.get(n)
        if m is None or m not in group:
            continue
        pair = pairs.get((min(n, m), max(n, m)))
        stated = _basis(units[n], units[m], pair, setting) is not LinkBasis.inferred
        if (n, m) in decided.confirmed and stated and order_of(units[n], units[m], setting) is not None:
            found[n] = _step(units[n], units[m], pair, 1.0, setting)
        else:
            found[n] = Step(
                later=units[n].id,
                earlier=units[m].id,
                basis=LinkBasis.by_hand,
                order=Order.by_hand,
                score=1.0,
                changes=changes(units[m], units[n]),
                passages=pair.passages if pair else (),
            )
    return found


def _leads(start: int, end: int, before: Mapping[int, int]) -> bool:
    """Whether a unit follows another, perhaps by others between them: that one cannot follow it in turn."""
    at: int | None = start
    while at is not None and at != end:
        at = before.get(at)
    return at == end


def _first_alike(
    n: int,
    chosen: int,
    versions: Collection[int],
    numbers: Mapping[str, int],
    found: Mapping[int, Step],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
) -> int:
    """Of the chosen version and those that it follows, the first one that the unit and its article are as near to.

    Two articles that took over the same words of a third would else be taken for one that follows the other. What a
    statement credits stays.
    """
    at = chosen
    seen = {n}  # routes may be circular
    while at not in seen and (step := found.get(at)) is not None:
        seen.add(at)
        before = numbers[step.earlier]
        if before not in versions or setting.aims_at(units[n].article, units[at].article):
            break
        if not _as_near(n, before, at, units, pairs, setting):
            break
        at = before
    return at


def _as_near(
    n: int,
    first: int,
    second: int,
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
) -> bool:
    """Whether nothing in a unit's words, or its article's, is nearer to the second version than to the first."""
    one, other = (pairs.get((min(n, m), max(n, m))) for m in (first, second))
    if one is None or other is None or one.copied < other.copied or one.quoted < other.quoted:
        return False
    article = units[n].article
    shares = [setting.copied_share(article, units[m].article) for m in (first, second)]
    return shares[0] >= shares[1] - _LOOSE and wording(units[n], units[first]) >= wording(units[n], units[second])


def _heard_itself(
    unit: Unit, version: Unit, pairs: Mapping[tuple[int, int], Pair], numbers: tuple[int, int], setting: Setting
) -> bool:
    """Whether a source told the unit's own outlet, and nothing but likeness speaks for its following the version."""
    pair = pairs.get((min(numbers), max(numbers)))
    return own_contact(unit, setting) and _basis(unit, version, pair, setting, near=False) is LinkBasis.inferred


def order_of(unit: Unit, version: Unit, setting: Setting) -> Order | None:
    """By which rule a unit is later than a version of another article; None where it is earlier, or nothing tells.

    The clock decides where it can, but for one whose hour or offset is only assumed, against a credit of the very
    article: of two neighbouring days the paper that names the agency came after it, whatever its date.
    Where it cannot, an article that credits the other's outlet came after it; then one that holds the other's words,
    cut; then the version that has lost what the other still says.
    """
    one, other = unit.article, version.article
    if one.id == other.id:
        return None
    captured = setting.versions.is_later(one.id, other.id)
    if captured is not None:
        return Order.capture if captured else None
    clock = setting.timeline.is_later(unit, version)
    if clock is not None and not (setting.timeline.may_err(unit, version) and _credited_by(one, other, clock, setting)):
        return Order.clock if clock else None
    ours, theirs = _credits(unit, other, setting), _credits(version, one, setting)
    if ours != theirs:
        return Order.credit if ours else None
    contained = _contained(one, other, setting)
    if contained is not None:
        return Order.containment if contained else None
    return Order.wording if _lost(unit, version) > _lost(version, unit) else None


def _credits(unit: Unit, other: Article, setting: Setting) -> bool:
    """Whether a unit's article credits another's outlet."""
    return setting.outlet(other) != setting.outlet(unit.article) and bool(
        setting.credits_to(unit.article, setting.outlet(other))
    )


def _credited_by(one: Article, other: Article, clock: bool, setting: Setting) -> bool:
    """Whether of two articles that which the clock has first, alone, credits the other one itself."""
    first, last = (other, one) if clock else (one, other)
    return setting.aims_at(first, last) and not setting.aims_at(last, first)


def _contained(one: Article, other: Article, setting: Setting) -> bool | None:
    """Whether `one` is the later of two articles of which one holds much of the other. None where neither does.

    Another outlet cuts what it takes, from the end; an outlet adds to its own report from version to version
    (`benchmarks/reuters_direction.py`: nine in ten of a wire's versions are longer than the one before).
    """
    if setting.copied_share(one, other) < _CONTAINED:
        return None
    shorter = len(one.text) < _MUCH_SHORTER * len(other.text)
    longer = len(other.text) < _MUCH_SHORTER * len(one.text)
    if not (shorter or longer):
        return None
    outlet = setting.outlet(one)
    return longer if outlet is not None and outlet == setting.outlet(other) else shorter


def _lost(unit: Unit, version: Unit) -> int:
    """How much of what a version says a unit has lost: its source, its hedge, the end of its quotation."""
    source = unit.own_voice and not version.own_voice
    hedge = version.statement.hedged and not unit.statement.hedged
    quoted = unit.statement.form is version.statement.form is Form.direct
    return source + hedge + (quoted and len(unit.words) < _MUCH_SHORTER * len(version.words))


def unordered_of(
    group: Sequence[int],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    steps: Mapping[int, Step],
    setting: Setting,
    decided: Decided = NOTHING_DECIDED,
) -> tuple[tuple[str, str], ...]:
    """The pairs of a claim's units that have much the same words, and no telling which was printed first."""
    found: list[tuple[str, str]] = []
    for place, n in enumerate(group):
        for m in group[place + 1 :]:
            pair = pairs.get((min(n, m), max(n, m)))
            if pair is None or max(pair.copied, pair.quoted) < _ALIKE or units[n].article.id == units[m].article.id:
                continue
            if n in steps and m in steps:
                continue  # both lead on to an earlier version
            if decided.follows.get(n) == m or decided.follows.get(m) == n:
                continue  # a person has told which came first
            if order_of(units[n], units[m], setting) is None and order_of(units[m], units[n], setting) is None:
                found.append((units[n].id, units[m].id))
    return tuple(found)


def earlier_version(
    number: int,
    group: Sequence[int],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
) -> int | None:
    """Return the unit that says the same in the last earlier version of a unit's article; None where none does."""
    unit = units[number]
    earlier = [n for n in group if setting.versions.is_later(unit.article.id, units[n].article.id)]
    if not earlier:
        return None
    last = max(setting.versions.place(units[n].article.id) for n in earlier)

    def likeness(n: int) -> tuple[bool, float, float, int, int]:
        pair = pairs.get((min(n, number), max(n, number)))
        apart = abs(units[n].statement.content[0].start - unit.statement.content[0].start)
        same = pair.same if pair else 0.0
        return units[n].words == unit.words, pair.copied if pair else 0.0, same, -apart, -n

    return max((n for n in earlier if setting.versions.place(units[n].article.id) == last), key=likeness)


def _version_step(unit: Unit, version: Unit) -> Step:
    return Step(
        later=unit.id,
        earlier=version.id,
        basis=LinkBasis.version,
        order=Order.capture,
        score=1.0,
        changes=changes(version, unit),
    )


def _step(unit: Unit, version: Unit, pair: Pair | None, score: float, setting: Setting) -> Step:
    order = order_of(unit, version, setting)
    assert order is not None
    basis = _basis(unit, version, pair, setting)
    return Step(
        later=unit.id,
        earlier=version.id,
        basis=basis,
        order=order,
        score=round(score, 3),
        changes=changes(version, unit),
        credit=setting.words_of_credit(unit, version.article) if basis is LinkBasis.credit else (),
        passages=pair.passages if pair else (),
    )


def _basis(unit: Unit, version: Unit, pair: Pair | None, setting: Setting, *, near: bool = True) -> LinkBasis:
    credits_ = [
        c for c in setting.credits_of(unit) if c.outlet is not None and c.outlet == setting.outlet(version.article)
    ]
    if any(c.basis is LinkBasis.credit for c in credits_):
        return LinkBasis.credit
    if credits_:
        return LinkBasis.hyperlink
    if _is_copied(unit, version, pair, setting):
        agency = setting.agency_credit(unit.article, setting.outlet(version.article))
        return LinkBasis.credit if agency else LinkBasis.copied
    return LinkBasis.credit if near and setting.credits_near(unit, version.article) else LinkBasis.inferred


def _is_copied(unit: Unit, version: Unit, pair: Pair | None, setting: Setting) -> bool:
    """Whether the words were copied: in a passage beyond a speaker's own words, or where much else was copied."""
    if pair is None or pair.copied < _COPIED:
        return False
    if setting.copied_share(unit.article, version.article) >= _COPIED_ARTICLE:
        return True
    return any(p.kind in (PassageKind.narrative, PassageKind.credited) for p in pair.passages)
