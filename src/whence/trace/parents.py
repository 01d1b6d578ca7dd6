"""Which earlier version a statement follows, if any: a choice between the versions that could be it, and none.

A conditional logit (McFadden 1974): each version gets a score from what speaks for it, and "none of them" a score from
what speaks for a source of the statement's own. The weights were fitted on collections whose routes are known
(`training/routes.py`); what they are and what they gave stands in `docs/decisions/`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.model.files import fitted_numbers
from whence.records import Form, LinkBasis, Role, Source, SourceKind
from whence.text.words import words_of
from whence.trace.change_words import COMMON, stem
from whence.trace.ends import speaks_for
from whence.trace.setting import Setting

__all__ = [
    "FEATURES",
    "NONE_FEATURES",
    "Among",
    "among_of",
    "choose",
    "features_of",
    "none_features",
    "own_contact",
    "wording",
]

FEATURES = (
    "same",
    "copied",
    "quoted",
    "credits_outlet",
    "credits_article",
    "credits_as_whole",
    "credits_elsewhere",
    "credits_another",
    "hyperlink",
    "article_copied",
    "same_speaker",
    "other_speaker",
    "both_own_voice",
    "loses_source",
    "gains_source",
    "same_outlet",
    "nearness",
    "order_unknown",
    "exact_figures",
    "first",
    "title",
    "both_titles",
    "wording",
    "fuller",
    "leads",
    "one_side",
)
NONE_FEATURES = (
    "none",
    "own_contact",
    "named_direct",
    "attributed",
    "own_voice",
    "credits_none",
    "credits_missing",
    "own_quotation",
    "new_speaker",
    "unlike",
    "leads",
)

_SHARED = 0.5
_MUCH = 1.5  # of the logarithm of how many times as long a version is


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """All versions that a unit could follow: their outlets, and the ids of those that no other came before."""

    outlets: frozenset[str | None]
    firsts: frozenset[str]


def among_of(versions: Sequence[Unit], setting: Setting) -> Among:
    """Return what is to be known of some versions together, once for all of them."""
    outlets = frozenset(setting.outlet(version.article) for version in versions)
    return Among(outlets=outlets, firsts=setting.timeline.firsts(versions))


def features_of(unit: Unit, version: Unit, pair: Pair | None, among: Among, setting: Setting) -> list[float]:
    """What speaks for a unit's following a version, in the order of `FEATURES`; `among` are all it could follow."""
    outlet = setting.outlet(version.article)
    credits_ = setting.credits_of(unit)
    credited = [c for c in credits_ if c.outlet is not None and c.outlet == outlet]
    elsewhere = setting.credits_to(unit.article, outlet)
    others = {c.outlet for c in credits_ if c.outlet and c.outlet != outlet}
    speaker, theirs = setting.person(unit.speaker), setting.person(version.speaker)
    own, other_own = unit.own_voice, version.own_voice
    later = setting.timeline.is_later(unit, version)
    hours = setting.timeline.hours(unit, version)
    named = speaker is not None and speaker.kind.is_named and not own
    return [
        pair.same if pair else 0.0,
        pair.copied if pair else 0.0,
        pair.quoted if pair else 0.0,
        float(bool(credited)),
        float(any(c.target == version.article.id for c in credited)),
        float(setting.agency_credit(unit.article, outlet)),
        float(bool(elsewhere) and not credited),
        float(bool(others & among.outlets) and not credited),
        float(any(c.basis is LinkBasis.hyperlink for c in (*credited, *elsewhere) if c.target == version.article.id)),
        setting.copied_share(unit.article, version.article),
        float(named and speaker == theirs),
        float(named and not other_own and theirs is not None and speaker != theirs),
        float(own and other_own),
        float(own and not other_own),
        float(other_own and not own),
        float(outlet is not None and outlet == setting.outlet(unit.article)),
        0.0 if hours is None else -math.log1p(max(0.0, hours)),
        float(later is None),
        float(bool(unit.values) and unit.values == version.values),
        float(version.id in among.firsts),
        float(_is_title(version)),
        float(_is_title(version) and _is_title(unit)),
        wording(unit, version),
        max(-_MUCH, min(_MUCH, math.log((len(version.words) + 1) / (len(unit.words) + 1)))),
        -math.log1p(version.statement.block),
        float(_one_side(speaker, theirs, setting)),
    ]


def _is_title(unit: Unit) -> bool:
    return _role(unit) in (Role.headline, Role.subhead)


def wording(one: Unit, other: Unit) -> float:
    """How much of two units' telling words are the same, 0 to 1: the cosine of their sets of stems (Salton 1989)."""
    mine, theirs = _stems(one.words), _stems(other.words)
    return len(mine & theirs) / math.sqrt(max(1, len(mine)) * max(1, len(theirs)))


@lru_cache(maxsize=65536)
def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(words) if word not in COMMON)


def _one_side(one: Source | None, other: Source | None, setting: Setting) -> bool:
    """Whether one speaker is a body and the other speaks for it, as their descriptions in the collection have it."""
    if one is None or other is None or one == other:
        return False
    sides = ((one, other), (other, one))
    return any(a.kind is SourceKind.named_organisation and speaks_for(setting, b.id, a) for a, b in sides)


def _role(unit: Unit) -> Role:
    return unit.article.blocks[unit.statement.block].role


def none_features(
    unit: Unit, versions: Sequence[Unit], among: Among, pairs: Sequence[Pair | None], setting: Setting
) -> list[float]:
    """What speaks for a unit's following none of the versions, in the order of `NONE_FEATURES`."""
    credits_ = setting.credits_of(unit)
    speaker = setting.person(unit.speaker)
    named = speaker is not None and speaker.kind.is_named and not unit.own_voice
    return [
        1.0,
        float(own_contact(unit, setting)),
        float(named and unit.statement.form is Form.direct),
        float(not unit.own_voice),
        float(unit.own_voice),
        float(not credits_),
        float(bool(credits_) and not any(c.outlet in among.outlets for c in credits_)),
        float(unit.statement.form is Form.direct and not any(p and max(p.copied, p.quoted) >= _SHARED for p in pairs)),
        float(
            speaker is not None and not unit.own_voice and all(setting.person(v.speaker) != speaker for v in versions)
        ),
        1.0 - max((wording(unit, version) for version in versions), default=0.0),
        -math.log1p(unit.statement.block),
    ]


_US = frozenset("us me reporters".split())


def own_contact(unit: Unit, setting: Setting) -> bool:
    """Whether the article says that its own people were spoken to: "told us", "told the Mercury" in the Mercury."""
    said_to = [w for s, e in unit.statement.addressee for w in words_of(unit.article.text[s:e])]
    outlet = set(words_of(setting.outlet(unit.article) or "")) - {"the"}
    return bool(_US & set(said_to)) or bool(outlet & set(said_to))


def choose(
    number: int,
    versions: Sequence[int],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    setting: Setting,
) -> tuple[int | None, float]:
    """Return the version that a unit follows, or None, with the probability of that choice."""
    if not versions:
        return None, 1.0
    unit = units[number]
    among = among_of([units[n] for n in versions], setting)
    found = [pairs.get((min(n, number), max(n, number))) for n in versions]
    of_version, of_none = _weights()
    scores = [_dot(of_none, none_features(unit, [units[n] for n in versions], among, found, setting))]
    for pair, n in zip(found, versions, strict=True):
        scores.append(_dot(of_version, features_of(unit, units[n], pair, among, setting)))
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    best = max(range(len(scores)), key=lambda i: (shares[i], -i))
    return (None if best == 0 else versions[best - 1]), shares[best] / sum(shares)


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(w * v for w, v in zip(weights, values, strict=True))


@cache
def _weights() -> tuple[Sequence[float], Sequence[float]]:
    """The fitted weights of `FEATURES` and of `NONE_FEATURES`, in their order; raises as `fitted_numbers` does."""
    version, none = fitted_numbers("routes.json", FEATURES, NONE_FEATURES, parts=("version", "none"))
    return version, none
