"""The nodes and edges of a traced collection.

A node is a statement of a claim, or a source that such a statement names. An edge leads the way that words travelled:
from a source to the statement that it is said to make, and from an earlier statement to the one that follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.export.held import everyone, instant, pages, rounded, said_at, said_in_entries
from whence.export.ids import uuid_of
from whence.records import Form, LinkBasis, SourceKind
from whence.text.shown import harmless
from whence.times import of_entry

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["EDGE_FIELDS", "NODE_FIELDS", "Edge", "Network", "Node"]

_LONG = 60  # characters of a label
NODE_FIELDS = (
    "kind",
    "words",
    "outlet",
    "published",
    "claim",
    "claim_words",
    "source_kind",
    "form",
    "act",
    "article",
    "url",
    "id",
)
EDGE_FIELDS = ("kind", "basis", "stated", "order", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A statement or a source. `since` is the first second that its time may mean, in UTC: its article's or entry's.

    `fields` have the names of `NODE_FIELDS`, "" where there is nothing to say.
    """

    name: str
    label: str
    since: str | None
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A way that words took. `weight` is a step's score, 1 for what an article states."""

    name: str
    one: str
    other: str
    since: str | None
    weight: float
    fields: dict[str, str]


class Network:
    """A collection as nodes and edges, an article at a time."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def nodes(self) -> Iterator[Node]:
        """Yield the statements of claims, by article, then whoever is said to make one."""
        speaking = set()
        wordings = {claim.id: claim.wording for claim in self._case.claims()}
        for page in pages(self._case):
            article = page.article
            for statement in page.statements:
                claim = page.claims.get(statement.id)
                if claim is None:
                    continue
                speaker = page.speaker(statement)
                if speaker is not None:
                    speaking.add(speaker.id)
                said = harmless(page.words(statement.content))
                published = of_entry(article, statement.block) or article.published
                fields = {
                    "kind": "statement",
                    "words": said,
                    "outlet": article.outlet or "",
                    "published": published.at if published else "",
                    "claim": claim,
                    "claim_words": wordings.get(claim, ""),
                    "source_kind": speaker.kind.value if speaker else SourceKind.none.value,
                    "form": statement.form.value,
                    "act": statement.act.value,
                    "article": article.title or article.file,
                    "url": article.url or "",
                    "id": statement.id,
                }
                yield _node("statement", statement.id, said, said_at(article, statement), fields)
        for source in everyone(self._case):
            if source.id in speaking:
                fields = {"kind": "source", "source_kind": source.kind.value, "id": source.id}
                yield _node("source", source.id, source.name, None, fields)

    def edges(self) -> Iterator[Edge]:
        """Yield who is said to make a statement, by article, then the steps."""
        entries: dict[str, str] = {}
        for page in pages(self._case):
            entries |= said_in_entries(page)
            for statement in page.statements:
                speaker = page.speaker(statement)
                if speaker is None or statement.id not in page.claims:
                    continue
                said = "in its own words" if statement.form is Form.own_voice else "said"
                yield _edge(
                    ("source", speaker.id),
                    statement.id,
                    said_at(page.article, statement),
                    1.0,
                    {"kind": said, "stated": "yes"},
                )
        times: dict[str, str | None] = {article.id: instant(article.published) for article in self._case.articles()}
        for step in self._case.steps():
            fields = {
                "kind": "followed by",
                "basis": step.basis.value,
                "stated": "no, inferred" if step.basis is LinkBasis.inferred else "yes",
                "order": step.order.value,
                "changes": _listed(change.kind.value for change in step.changes),
            }
            since = entries.get(step.later) or times.get(self._case.article_of(step.later) or "")
            yield _edge(("statement", step.earlier), step.later, since, rounded(step.score), fields)


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(kinds))


def _node(kind: str, name: str, label: str, since: str | None, fields: dict[str, str]) -> Node:
    short = harmless(label)
    short = short if len(short) <= _LONG else f"{short[: _LONG - 1]}…"
    every = {name: harmless(fields.get(name, "")) for name in NODE_FIELDS}
    return Node(name=str(uuid_of(kind, name)), label=short, since=since, fields=every)


def _edge(one: tuple[str, str], other: str, since: str | None, weight: float, fields: dict[str, str]) -> Edge:
    return Edge(
        name=str(uuid_of("edge", *one, other)),
        one=str(uuid_of(*one)),
        other=str(uuid_of("statement", other)),
        since=since,
        weight=weight,
        fields={name: fields.get(name, "") for name in EDGE_FIELDS},
    )
