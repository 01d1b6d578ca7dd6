"""The versions of a claim: who is said to say it where, what each follows and why, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from whence import words
from whence.records import ChangeKind, Claim, Form, LinkBasis, Order, SourceKind, Statement, Step
from whence.report.collected import Collected
from whence.report.differences import difference
from whence.report.plain import harmless, words_at
from whence.report.records import Change, Part, Piece, Version, Why

__all__ = ["Routes", "changes_of", "letter", "versions_of", "why_of"]


def letter(place: int) -> str:
    """Return the letters of an origin, as a spreadsheet names its columns: A to Z, AA, AB and so on."""
    name = ""
    place += 1
    while place:
        place, last = divmod(place - 1, 26)
        name = chr(ord("A") + last) + name
    return name


class Routes:
    """How the statements of a claim lead to its origins. An origin's own statement, its first, ends a route always."""

    def __init__(self, claim: Claim, steps: Mapping[str, Sequence[Step]]) -> None:
        members = set(claim.statements)
        self.steps = {s: [step for step in steps.get(s, ()) if step.earlier in members] for s in claim.statements}
        self.origins: dict[str, tuple[str, ...]] = dict.fromkeys(claim.statements, ())
        for place, origin in enumerate(claim.origins):
            for statement in (s for s in origin.statements if s in members):
                self.origins[statement] = (*self.origins[statement], letter(place))
        self.first = {letter(n): origin.statements[0] for n, origin in enumerate(claim.origins) if origin.statements}

    def starts(self, statement: str) -> tuple[str, ...]:
        """The origins whose routes end at a statement: those that none of the versions it follows leads to."""
        before = {name for step in self.steps[statement] for name in self.origins[step.earlier]}
        return tuple(n for n in self.origins[statement] if n not in before or self.first.get(n) == statement)

    def stated(self, statement: str) -> bool | None:
        """None where a route ends, or none begins; else whether one leads on from here by stated steps alone."""
        if self.starts(statement) or not (self.steps[statement] and self.origins[statement]):
            return None
        waiting, seen = [statement], {statement}
        while waiting:
            here = waiting.pop()
            if self.starts(here):
                return True
            on = {step.earlier for step in self.steps[here] if _is_stated(step)} - seen
            waiting += on
            seen |= on
        return False


def _is_stated(step: Step) -> bool:
    return step.basis is not LinkBasis.inferred


def versions_of(
    claim: Claim, steps: Mapping[str, Sequence[Step]], collected: Collected, *, compared: range | None = None
) -> tuple[Version, ...]:
    """Return a claim's versions in the order of time, numbered from 1.

    `compared` are the numbers of those whose words are compared with the version that they follow, all by default.
    """
    routes = Routes(claim, steps)
    numbers = {statement: n for n, statement in enumerate(claim.statements, start=1)}
    return tuple(
        _version(
            collected.statements[s], numbers, routes, collected, compared=compared is None or numbers[s] in compared
        )
        for s in claim.statements
    )


def _version(
    statement: Statement, numbers: Mapping[str, int], routes: Routes, collected: Collected, *, compared: bool
) -> Version:
    steps = routes.steps[statement.id]
    said = collected.words(statement.article, statement.content)
    pieces = _pieces(said, steps, collected) if compared else None
    speaker = collected.source(statement)
    own = statement.form is Form.own_voice
    return Version(
        id=statement.id,
        number=numbers[statement.id],
        mark=collected.marks.get(statement.id, 0),
        place=collected.place(statement),
        words=said,
        pieces=pieces or (Piece(part=Part.same, text=said),),
        form=statement.form,
        act=statement.act,
        kind=SourceKind.none if own or speaker is None else speaker.kind,
        who=words.OWN_VOICE if own else harmless(speaker.name) if speaker else words.KINDS[SourceKind.none],
        chain=tuple(harmless(station.name) for station in statement.chain) if len(statement.chain) > 1 else (),
        told=words_at(collected.articles[statement.article].text, statement.addressee, gap=", "),
        medium=words.MEDIA.get(statement.medium or "", harmless(statement.medium or "")),
        hedged=statement.hedged,
        follows=tuple(why_of(step, numbers, collected) for step in steps),
        changes=changes_of(steps, collected),
        otherwise=pieces is None and bool(steps),
        starts=routes.starts(statement.id),
        origins=routes.origins[statement.id],
        route=routes.stated(statement.id),
    )


def _pieces(said: str, steps: Sequence[Step], collected: Collected) -> tuple[Piece, ...] | None:
    """The words beside those of the version that they follow; None where there is none, or nothing to compare."""
    for step in steps:
        earlier = collected.statements[step.earlier]
        found = difference(collected.words(earlier.article, earlier.content), said)
        if found is not None:
            return found
    return None


# --- why, and what changed ------------------------------------------------------------------------------------------


def why_of(step: Step, numbers: Mapping[str, int], collected: Collected) -> Why:
    """Return why a version follows another; `numbers` are those of the claim's versions."""
    later, earlier = collected.statements[step.later], collected.statements[step.earlier]
    outlet = collected.places[earlier.article].outlet
    return Why(
        version=numbers[step.earlier],
        outlet=outlet,
        basis=step.basis,
        stated=_is_stated(step),
        words=words.link(step.basis, outlet, _copied(step, later.article, collected)),
        order="" if step.order in (Order.clock, Order.by_hand, Order.capture) else words.ORDERS[step.order],
        score=step.score,
        credit=collected.words(later.article, step.credit),
    )


def _copied(step: Step, article: str, collected: Collected) -> int:
    """How many words of the later article stand in the earlier one."""
    text = collected.articles[article].text
    spans = {p.a_span if p.a == article else p.b_span for p in step.passages}
    return sum(len(text[span.start : span.end].split()) for span in spans)


def changes_of(steps: Iterable[Step], collected: Collected) -> tuple[Change, ...]:
    """Return what the steps say has changed, each once, but for mere rewording."""
    found: dict[Change, None] = {}
    for step in steps:
        later, earlier = collected.statements[step.later].article, collected.statements[step.earlier].article
        for change in step.changes:
            if change.kind is not ChangeKind.reworded:
                before, after = collected.words(earlier, change.before), collected.words(later, change.after)
                found[Change(kind=change.kind, before=before, after=after)] = None
    return tuple(found)
