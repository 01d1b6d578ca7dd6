"""Articles of a collection as `whence.trace` sees them, with what the collection tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from whence.by_hand import Pairs
from whence.link.linked import Linked, Pair
from whence.link.units import Unit
from whence.records import Article, Passage, Reading
from whence.scale.people import Known
from whence.trace.setting import Setting
from whence.trace.timeline import Offsets
from whence.versions.grouping import Versions

__all__ = ["linked_of", "setting_of"]


def linked_of(
    units: Sequence[Unit], pairs: Sequence[Pair], passages: Iterable[Passage], known: Iterable[tuple[str, Known]]
) -> Linked:
    """Return what links some articles, each given by its id with what is known of it."""
    some = list(known)
    same = {source.id: best for _, one in some for source, best in one.namings}
    return Linked(
        units=tuple(units),
        pairs=pairs,
        passages=tuple(passages),
        credits=tuple(credit for _, one in some for credit in one.credits),
        same=same | {name: best for _, one in some for name, best in one.same.items()},
        outlets={name: outlet for _, one in some for name, outlet in one.outlets.items()},
        published_by={article: one.outlet for article, one in some if one.outlet is not None},
        versions=Versions.of({article: one.version for article, one in some if one.version is not None}),
    )


def setting_of(
    readings: Mapping[str, Reading],
    linked: Linked,
    known: Iterable[Known],
    offsets: Offsets,
    apart: Pairs = (),
) -> Setting:
    """Return the setting of some articles; the wordings of their sources elsewhere are there without their articles.

    `apart` are pairs of sources, by the ids of their fullest namings, that people have told apart.
    """
    others = {source.id: source for one in known for source, _ in one.namings}
    nowhere = Article(id="", text="", blocks=(), digest="", file="")
    return Setting(
        linked, [Reading(article=nowhere, sources=tuple(others.values())), *readings.values()], apart, offsets
    )
