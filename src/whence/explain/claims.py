"""Why statements are one claim, and why its origins are counted as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whence import words
from whence.case.doubts import between
from whence.explain import wording
from whence.explain.decided import about_claim, about_denial, about_two
from whence.explain.facts import Fact
from whence.explain.view import View
from whence.records import Claim, CouldBe, Link, LinkBasis, Origin, SourceKind
from whence.report.origins import others_of
from whence.report.plain import harmless
from whence.report.versions import letter
from whence.report.wording import in_lower
from whence.trace.claims import CLOSEST, LEAST
from whence.trace.denials import LEAST as OPPOSED
from whence.trace.denials import LEAST_DENIED, LEAST_TOGETHER

__all__ = ["claim_fact", "link_fact", "origin_fact"]


def claim_fact(claim: Claim, view: View) -> Fact:
    """Return what holds a claim together, where its routes end, who denies it and what is missing."""
    versions, left_out = view.few(claim.statements)
    view.look_up(versions)
    facts = [
        Fact(key="wording", text=view.said(claim.statements[0])),
        Fact(
            key="versions",
            text=words.count(len(claim.statements), words.VERSION_COUNT),
            facts=tuple(Fact(key="version", text=view.said(s), id=s) for s in versions),
            left_out=left_out,
        ),
        _links(claim, view),
        Fact(
            key="independent",
            text=wording.range_of(words.origins(claim.independent), claim),
            facts=tuple(origin_fact(claim, place, view) for place in range(len(claim.origins))),
        ),
        *_beside(claim, view),
        *about_claim(claim.statements, view),
    ]
    return Fact(key="claim", text=harmless(claim.wording), id=claim.id, facts=tuple(facts))


def _links(claim: Claim, view: View) -> Fact:
    inside = set(claim.statements)
    found = [link for link in view.case.links(claim.statements) if link.a in inside and link.b in inside]
    told, left_out = view.few(found)
    view.look_up(end for link in told for end in (link.a, link.b))
    return Fact(
        key="links",
        text=wording.links(len(found)),
        facts=(
            Fact(key="confidence", text=wording.score(claim.confidence)),
            Fact(key="threshold", text=wording.one_claim(LEAST, CLOSEST)),
            *(link_fact(link, view) for link in told),
        ),
        left_out=left_out,
    )


def link_fact(link: Link, view: View) -> Fact:
    """Return what two statements have in common, how sure that is, and their words."""
    text = f"{wording.LINKS[link.kind]}, {wording.score(link.score)}; {words.BASES[link.basis]}"
    ends = tuple(Fact(key="version", text=view.said(end), id=end) for end in (link.a, link.b))
    by_hand = tuple(about_two(link.a, link.b, view)) if link.basis is LinkBasis.by_hand else ()
    return Fact(key="link", text=text, facts=ends + by_hand + view.passages(link.passages))


def origin_fact(claim: Claim, place: int, view: View) -> Fact:
    """Return why all that leads to an origin counts as one, with which others it could be one, and how it counts."""
    origin = claim.origins[place]
    routes, more = view.few(origin.statements)
    namings, further = view.few(view.case.namings(origin.source) if origin.source else ())
    others = others_of(claim, place)
    told, left_out = view.few(others)
    view.look_up(routes)
    facts = [Fact(key="why_one", text=wording.ONE_ORIGIN[origin.kind])]
    if origin.through:
        facts.append(Fact(key="through", text=harmless(origin.through)))
    facts += _namings(origin, namings, view)
    if said := in_lower(origin.kind, [letter(n) for n in others], doubtful=origin.could_be == CouldBe.doubtful):
        facts.append(Fact(key="in_lower", text=said))
    facts += [
        Fact(key="could_be", text=f"{letter(n)}: {harmless(claim.origins[n].name)}", id=f"{claim.id}:{letter(n)}")
        for n in told
    ]
    facts += [Fact(key="route", text=view.said(s), id=s) for s in routes]
    text = f"{letter(place)}: {harmless(origin.name)} ({_kind(origin)})"
    known = f"{claim.id}:{letter(place)}"
    return Fact(key="origin", text=text, id=known, facts=tuple(facts), left_out=more + further + left_out)


def _kind(origin: Origin) -> str:
    """Say what kind of origin it is: an outlet is one by its own words alone, for whom it credits is another."""
    return words.OWN_VOICE if origin.kind in (SourceKind.outlet, SourceKind.none) else words.KINDS[origin.kind]


def _namings(origin: Origin, namings: Iterable[tuple[str, str]], view: View) -> Iterator[Fact]:
    """Yield how other articles name the same source."""
    for source, article in namings:
        found = view.source(article, source)
        if found is not None and source != origin.source:
            yield Fact(key="naming", text=f"{harmless(found.name)} · {view.place(article)}", id=source)


def _beside(claim: Claim, view: View) -> Iterator[Fact]:
    for other in view.case.claims(*claim.denied_by) if claim.denied_by else ():
        yield _denial("denied_by", other, view, denying=other, denied=claim)
    denies = view.case.denies(claim.id)
    for other in view.case.claims(*denies) if denies else ():
        yield _denial("denies", other, view, denying=claim, denied=other)
    for name in claim.missing:
        yield Fact(key="missing", text=harmless(name), facts=tuple(_credits(claim, name, view)))
    for ring in claim.circular:
        yield Fact(key="circle", facts=tuple(Fact(key="version", text=view.said(s), id=s) for s in ring))
    for pair in claim.unordered:
        yield Fact(key="unordered", facts=tuple(Fact(key="version", text=view.said(s), id=s) for s in pair))


def _denial(key: str, other: Claim, view: View, *, denying: Claim, denied: Claim) -> Fact:
    """Return what a denial rests on: the two statements that show it most, how sure it is, and who or what says so."""
    facts: list[Fact] = []
    found = between(view.case, denying.id, denied.id)
    for denial in found:
        facts += (
            Fact(key=of, text=view.said(s), id=s) for of, s in (("denying", denial.denying), ("denied", denial.denied))
        )
        facts.append(Fact(key="score", text=wording.score(denial.score)))
    if any(denial.basis is LinkBasis.by_hand for denial in found):
        facts += about_denial(denied.statements, denying.statements, view)
    else:
        facts.append(Fact(key="threshold", text=wording.denied(OPPOSED, LEAST_DENIED, LEAST_TOGETHER)))
    return Fact(key=key, text=view.said(other.statements[0]), id=other.id, facts=tuple(facts))


def _credits(claim: Claim, name: str, view: View) -> Iterator[Fact]:
    """Yield the words with which a claim's articles credit an outlet that is not in the collection."""
    for article in sorted({found.article for s in claim.statements if (found := view.statement(s)) is not None}):
        for credit in view.case.credits(article):
            if credit.name == name and credit.outlet is None:
                yield Fact(
                    key="credit", text=f"{view.quoted(article, credit.words)} · {view.place(article)}", id=article
                )
