"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass

from whence.notebook.shows import Shows

__all__ = ["Fact", "fact_json"]

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Shows):
    """One thing that a finding rests on. `key` names its sort; what it rests on itself stands in `facts`.

    `text` says it in words, those of articles in quotation marks; `id` is that of the record it is about, where it has
    one that can be explained in turn. `left_out` counts the facts that belong here and were not asked for.
    """

    key: str
    text: str = ""
    id: str | None = None
    facts: tuple[Fact, ...] = ()
    left_out: int = 0


def fact_json(fact: Fact) -> Json:
    """Return a fact and all below it, ready for JSON."""
    return {"fact": fact.key, "text": fact.text, "id": fact.id, "facts": [fact_json(inner) for inner in fact.facts]}
