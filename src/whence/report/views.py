"""Claims as a reader sees them, from the readings and the trace of a collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from whence.records import Claim, CouldBe, Credit, Origin, Reading, Step, Trace
from whence.report.collected import Collected
from whence.report.origins import others_of
from whence.report.plain import harmless
from whence.report.records import ClaimView, Credited, Denial, OriginView, Place, Unordered, Version
from whence.report.versions import letter, versions_of

__all__ = ["claim_views", "view_of", "views_of"]


def claim_views(
    readings: Sequence[Reading], trace: Trace, owners: Mapping[str, str] = MappingProxyType({})
) -> tuple[ClaimView, ...]:
    """Return the claims of a collection, those of most articles first, then by time; `number` counts them so.

    Those of one article that no claim denies come last, for there is nothing to show of them but their words. `owners`
    has the owner of each outlet that the user has named one for.
    """
    return views_of(Collected(readings, trace, owners))


def views_of(collected: Collected) -> tuple[ClaimView, ...]:
    """Return the claims of a collection that is indexed already."""
    steps, credits_ = _by_later(collected.trace.steps), _not_here(collected.trace.credits)
    found = [_view(claim, steps, credits_, collected) for claim in collected.trace.claims]
    sided = {i for claim in collected.trace.claims for i in (claim.id if claim.denied_by else "", *claim.denied_by)}
    found.sort(key=lambda view: (len(view.articles) == 1 and view.id not in sided, *_in_table(view)))
    numbered = {view.id: replace(view, number=n) for n, view in enumerate(found, start=1)}
    return tuple(_with_denials(numbered, collected.trace).values())


def view_of(claim: Claim, collected: Collected, *, compared: range | None = None) -> ClaimView:
    """Return one claim, without its number in the table and without the other side, which rest on all claims.

    `compared` are the numbers of the versions that are compared word by word, all by default.
    """
    steps, credits_ = _by_later(collected.trace.steps), _not_here(collected.trace.credits)
    return _view(claim, steps, credits_, collected, compared)


def _by_later(steps: Iterable[Step]) -> Mapping[str, Sequence[Step]]:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.later].append(step)
    return found


def _not_here(credits_: Iterable[Credit]) -> Mapping[str, Sequence[Credit]]:
    """The credits of outlets that the collection does not hold, by article."""
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    for credit in credits_:
        if credit.outlet is None:
            found[credit.article].append(credit)
    return found


def _in_table(view: ClaimView) -> tuple[int, int, str, str, str]:
    return -len(view.articles), -len(view.versions), view.first.key or "~", view.wording, view.id


def _view(
    claim: Claim,
    steps: Mapping[str, Sequence[Step]],
    credits_: Mapping[str, Sequence[Credit]],
    collected: Collected,
    compared: range | None = None,
) -> ClaimView:
    versions = versions_of(claim, steps, collected, compared=compared)
    numbers = {version.id: version.number for version in versions}
    articles = _articles(versions)
    giving = _articles(v for v in versions if v.starts)
    stated = _articles((v for v in versions if v.route), but=giving)
    inferred = _articles((v for v in versions if v.route is False), but=(*giving, *stated))
    return ClaimView(
        id=claim.id,
        number=0,
        wording=harmless(claim.wording),
        versions=versions,
        articles=articles,
        outlets=tuple(dict.fromkeys(place.outlet for place in articles)),
        giving=giving,
        stated=stated,
        inferred=inferred,
        apart=_articles(versions, but=(*giving, *stated, *inferred)),
        independent=claim.independent,
        origins=tuple(_origin(o, n, claim, versions, collected) for n, o in enumerate(claim.origins)),
        denied_by=(),
        denies=(),
        circular=tuple(tuple(numbers[s] for s in ring if s in numbers) for ring in claim.circular),
        missing=tuple(_missing(name, versions, credits_, collected) for name in claim.missing),
        unordered=tuple(Unordered(a=numbers[a], b=numbers[b]) for a, b in claim.unordered),
        confidence=claim.confidence,
    )


def _articles(versions: Iterable[Version], but: Sequence[Place] = ()) -> tuple[Place, ...]:
    """The articles of some versions of a claim, each once: in the first of its own versions."""
    found: dict[str, Place] = {place.line: place for place in but}
    left_out = set(found)
    for version in versions:
        found.setdefault(version.place.line, version.place)
    return tuple(place for line, place in found.items() if line not in left_out)


def _origin(origin: Origin, place: int, claim: Claim, versions: Sequence[Version], collected: Collected) -> OriginView:
    name = letter(place)
    source = collected.canonical(origin.source) if origin.source else None
    known = collected.namings(origin.source) if origin.source else []
    also = {harmless(alias): None for s in known for alias in (s.name, *s.aliases)}
    also.pop(harmless(origin.name), None)
    return OriginView(
        letter=name,
        name=harmless(origin.name),
        kind=origin.kind,
        through=harmless(origin.through or ""),
        also=tuple(also),
        described=harmless(source.description or "") if source else "",
        named=tuple(v.number for v in versions if name in v.starts),
        carried=tuple(v.number for v in versions if name in v.origins and name not in v.starts),
        could_be=tuple(map(letter, others_of(claim, place))),
        doubtful=origin.could_be == CouldBe.doubtful,
    )


def _missing(
    name: str, versions: Sequence[Version], credits_: Mapping[str, Sequence[Credit]], collected: Collected
) -> Credited:
    """Say which versions credit an outlet that the collection does not hold, each with its own words."""
    by: dict[str, tuple[int, str, str]] = {}
    for version in versions:
        for credit in credits_.get(version.place.id, ()):
            if credit.name == name and credit.statement in (None, version.id, collected.statements[version.id].part_of):
                words = collected.words(credit.article, credit.words)
                by.setdefault(version.place.id, (version.number, version.place.outlet, words))
    return Credited(name=harmless(name), by=tuple(by.values()))


def _with_denials(views: Mapping[str, ClaimView], trace: Trace) -> dict[str, ClaimView]:
    """Join each claim with those that deny it and those that it denies."""
    denied_by = {c.id: [i for i in c.denied_by if i in views] for c in trace.claims}
    by_hand = trace.denials_by_hand()
    denies: defaultdict[str, list[str]] = defaultdict(list)
    for claim, others in denied_by.items():
        for other in others:
            denies[other].append(claim)
    return {
        i: replace(
            view,
            denied_by=_denials(denied_by[i], views, {denying for denied, denying in by_hand if denied == i}),
            denies=_denials(denies[i], views, {denied for denied, denying in by_hand if denying == i}),
        )
        for i, view in views.items()
    }


def _denials(ids: Sequence[str], views: Mapping[str, ClaimView], by_hand: Collection[str]) -> tuple[Denial, ...]:
    found = sorted((views[i] for i in ids), key=lambda view: view.number)
    return tuple(
        Denial(
            id=view.id,
            number=view.number,
            wording=view.wording,
            origins=tuple(origin.name for origin in view.origins),
            articles=len(view.articles),
            by_hand=view.id in by_hand,
        )
        for view in found
    )
