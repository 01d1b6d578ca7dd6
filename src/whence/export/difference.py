"""What changed between two case files, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from whence.export.contract import Json, claim_json
from whence.records import Step

if TYPE_CHECKING:
    from whence.case.compare import Changed, Difference, Regrouped

__all__ = ["difference_json"]


def difference_json(found: Difference) -> bytes:
    """Return one object: `articles`, `claims` and `steps`, each with what was added, removed and changed."""
    articles = {"added": found.articles_added, "removed": found.articles_removed}
    groups = {"merged": found.merged, "split": found.split, "regrouped": found.regrouped}
    claims: Json = {
        "appeared": list(map(claim_json, found.appeared)),
        "vanished": list(map(claim_json, found.vanished)),
        **{name: list(map(_regrouped, some)) for name, some in groups.items()},
        "changed": list(map(_changed, found.changed)),
    }
    steps: Json = {
        "appeared": list(map(_step, found.steps_appeared)),
        "vanished": list(map(_step, found.steps_vanished)),
        "changed": [{"before": _step(one), "after": _step(other)} for one, other in found.steps_changed],
    }
    named = {name: [{"id": article, "file": file} for article, file in some] for name, some in articles.items()}
    return msgspec.json.encode({"articles": named, "claims": claims, "steps": steps}) + b"\n"


def _regrouped(group: Regrouped) -> Json:
    return {"before": list(map(claim_json, group.before)), "after": list(map(claim_json, group.after))}


def _changed(changed: Changed) -> Json:
    return {
        "before": claim_json(changed.before),
        "after": claim_json(changed.after),
        "added": list(changed.added),
        "removed": list(changed.removed),
    }


def _step(step: Step) -> Json:
    return {
        "later": step.later,
        "earlier": step.earlier,
        "basis": step.basis.value,
        "order": step.order.value,
        "changes": [change.kind.value for change in step.changes],
    }
