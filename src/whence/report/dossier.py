"""The dossier: a collection's claims, sources and articles as one HTML file that needs nothing else.

No script, no font, no address is fetched; text of an article is shown, never acted on. The same collection gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from jinja2 import Template
from markupsafe import Markup

from whence import words
from whence.errors import WrongUse
from whence.match import wording as theirs
from whence.match.records import Matched
from whence.records import Reading, Skipped, Trace
from whence.report import wording
from whence.report.collected import Collected
from whence.report.environment import Anchors, environment
from whence.report.pages import Page, pages_of
from whence.report.plain import harmless
from whence.report.records import ClaimView
from whence.report.sources import SourceView, sources_of
from whence.report.views import views_of

__all__ = ["Chosen", "dossier", "made_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a dossier shows: claims with a section each, claims of one article, sources and pages."""

    sections: tuple[ClaimView, ...]
    single: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...]
    pages: tuple[Page, ...]


def dossier(
    readings: Sequence[Reading],
    trace: Trace,
    manifest: Mapping[str, object],
    *,
    claims: Collection[str] = (),
    title: str | None = None,
    skipped: Sequence[Skipped] = (),
    owners: Mapping[str, str] = MappingProxyType({}),
    notice: str = "",
    checks: Iterable[Matched] = (),
) -> str:
    """Return the dossier of a collection as HTML.

    Args:
        readings: the articles with their statements.
        trace: what tracing them gave.
        manifest: how it was made; it is shown as it is.
        claims: ids of the claims to show, with the articles that carry them; all where it is empty.
        title: the heading; `wording.TITLE` where there is none.
        skipped: what gave no article.
        owners: the owner of each outlet that the user has named one for; outlets of one owner are shown together.
        notice: a line that stands at the top, such as that articles were added since the collection was traced.
        checks: the published checks that speak of claims, in the order in which they are shown.

    Raises:
        WrongUse: there is no claim of a given id.
    """
    collected = Collected(readings, trace, owners)
    chosen = _chosen(views_of(collected), collected, claims)
    return made_of(chosen, manifest, title=title, skipped=skipped, notice=notice, checks=checks)


def made_of(
    chosen: Chosen,
    manifest: Mapping[str, object],
    *,
    title: str | None = None,
    skipped: Sequence[Skipped] = (),
    notice: str = "",
    checks: Iterable[Matched] = (),
) -> str:
    """Return the dossier of what is to be shown, which need not be taken from a whole collection at hand."""
    beside = _beside(checks, chosen)
    return _page().render(
        title=harmless(title or "") or wording.TITLE,
        style=Markup(files("whence.report").joinpath("static/dossier.css").read_text(encoding="utf-8")),  # noqa: S704
        chosen=chosen,
        notice=harmless(notice),
        to=Anchors(linked={view.number for view in (*chosen.sections, *chosen.single)}),
        summary=[*_summary(chosen.sections), *_checked(chosen, beside)],
        checks=beside,
        manifest=list(_flat(manifest)),
        skipped=[(harmless(item.source), harmless(item.reason)) for item in skipped],
        counted=_counted(chosen),
    )


def _chosen(views: Sequence[ClaimView], collected: Collected, claims: Collection[str]) -> Chosen:
    known = {view.id for view in views}
    for wanted in claims:
        if wanted not in known:
            raise WrongUse(words.no_claim(wanted))
    sections = tuple(view for view in views if (view.id in claims if claims else view.several))
    shown = {place.id for view in sections for place in view.articles} if claims else set(collected.places)
    single = tuple(view for view in views if not (claims or view.several))
    order = {article: n for n, article in enumerate(collected.places)}
    return Chosen(
        sections=sections,
        single=tuple(sorted(single, key=lambda v: (order[v.versions[0].place.id], v.versions[0].mark))),
        sources=sources_of(collected, shown),
        pages=pages_of(collected, views, shown),
    )


def _counted(chosen: Chosen) -> list[tuple[str, str]]:
    """What the dossier holds: counts in words, each with the anchor of what it counts."""
    unread = sum(bool(page.not_read) for page in chosen.pages)
    return [
        (words.count(len(chosen.pages), words.ARTICLE_COUNT), "articles"),
        *([(wording.not_read(unread), "articles")] if unread else []),
        (words.count(len({page.place.outlet for page in chosen.pages}), words.OUTLET_COUNT), "articles"),
        (words.count(sum(page.statements for page in chosen.pages), words.STATEMENT_COUNT), "articles"),
        (words.count(len(chosen.sources), words.SOURCE_COUNT), "sources"),
        (words.several_claims(len(chosen.sections)), "claims"),
    ]


def _summary(views: Sequence[ClaimView]) -> list[tuple[str, list[ClaimView]]]:
    """The claims that a reader looks for first, by what is to be seen there."""
    asked: list[tuple[str, Callable[[ClaimView], bool]]] = [
        (wording.ONE_ORIGIN, lambda view: len(view.articles) > 1 and view.independent.max == 1),
        (wording.CHANGED, lambda view: view.changes > 0),
        (wording.DENIED, lambda view: bool(view.denied_by)),
        (wording.RING, lambda view: bool(view.circular)),
        (wording.ABSENT, lambda view: bool(view.missing)),
        (wording.UNDECIDED, lambda view: bool(view.unordered)),
    ]
    found = [(name, [view for view in views if holds(view)]) for name, holds in asked]
    return [(name, holding) for name, holding in found if holding]


def _beside(checks: Iterable[Matched], chosen: Chosen) -> dict[str, list[Matched]]:
    """The published checks that speak of a claim which is shown, by its id."""
    found: dict[str, list[Matched]] = {view.id: [] for view in (*chosen.sections, *chosen.single)}
    for one in checks:
        if one.claim in found:
            found[one.claim].append(one)
    return {claim: own for claim, own in found.items() if own}


def _checked(chosen: Chosen, checks: Mapping[str, object]) -> list[tuple[str, list[ClaimView]]]:
    """The claims that published checks speak of, those of one article among them."""
    views = [view for view in (*chosen.sections, *chosen.single) if view.id in checks]
    return [(theirs.SPEAK, views)] if views else []


def _flat(value: object, name: str = "") -> list[tuple[str, str]]:
    """The manifest's entries with dotted names, lists numbered where they hold more than words."""
    if isinstance(value, Mapping):
        return [pair for key, inner in value.items() for pair in _flat(inner, f"{name}.{key}" if name else str(key))]
    if isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        return [pair for n, inner in enumerate(value, start=1) for pair in _flat(inner, f"{name} {n}")]
    if isinstance(value, list | tuple):
        return [(harmless(name), harmless(", ".join(map(str, value))))]
    return [(harmless(name), harmless(str(value)))]


@cache
def _page() -> Template:
    return environment("whence.report").get_template("dossier.html")
