"""A case file's answers to an assistant: each within limits, each with its words and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence import words as words_
from whence.api import Case
from whence.assistant import wording
from whence.assistant.records import (
    ArticlePart,
    ClaimFound,
    Count,
    Found,
    OriginSaid,
    Reason,
    Reasons,
    Route,
    Said,
    Saying,
    StepSaid,
    VersionSaid,
    Where,
)
from whence.browse import Card, ClaimRow, StatementRow
from whence.case.query import marks
from whence.case.rows import spans_of
from whence.errors import WrongUse
from whence.explain import Fact
from whence.records import SourceKind, Spans
from whence.report.plain import visible
from whence.report.records import Change, ClaimView, Place, Version, When
from whence.report.wording import could_be, standing

__all__ = ["MOST", "TEXT", "explain", "find", "read", "trace", "who_says"]

MOST = 25
"""Items of a page at most."""
TEXT = 8_000
"""Code points of an article's text in one answer at most."""
_WORDS = 600  # code points of one statement's words that are given; its place tells where all of it stands
_NAMES = 6  # that are given where one means several
_REASONS = 120  # facts of an explanation that are given


def find(
    case: Case, words: str = "", *, outlet: str = "", source: str = "", side: str = "", page: int = 1, size: int = 10
) -> Found:
    """Return claims, those that most articles carry first."""
    outlet = _outlet(case, outlet)
    rows = case.claims(words=words, outlet=outlet, source=_source(case, source), side=side)
    some = rows[_window(page, size)]
    return Found(claims=[_claim(row) for row in some], count=_count(len(rows), page, size))


def who_says(
    case: Case,
    words: str = "",
    *,
    claim: str = "",
    source: str = "",
    outlet: str = "",
    page: int = 1,
    size: int = 10,
) -> Said:
    """Return statements, in the order of time, with who is said to say them.

    Raises `WrongUse` where nothing is asked for.
    """
    if not (words.strip() or claim or source or outlet):
        raise WrongUse(wording.NO_QUESTION)
    full = case.claim(claim).id if claim else ""
    rows = case.statements(words=words, claim=full, source=_source(case, source), outlet=_outlet(case, outlet))
    some = rows[_window(page, size)]
    spans = _spans(case, (row.id for row in some))
    return Said(statements=[_saying(row, spans) for row in some], count=_count(len(rows), page, size))


def read(case: Case, article: str, *, start: int = 0, length: int = TEXT // 2) -> ArticlePart:
    """Return a part of an article's text, which begins and ends where it is asked to, with the statements in it."""
    shown = case.article(article)
    place = shown.page.place
    text = case.store.text(place.id)
    start = min(max(0, start), len(text))
    end = min(len(text), start + min(max(1, length), TEXT))
    spans = _spans(case, (card.id for card in shown.cards))
    inside = [card for card in shown.cards if any(s.start < end and start < s.end for s in spans.get(card.id, ()))]
    return ArticlePart(
        where=_where(place, [(start, end)]),
        text=text[start:end],
        length=len(text),
        next=end if end < len(text) else -1,
        about=" · ".join(shown.page.about),
        statements=[_card(card, place, spans) for card in inside],
        count=Count(in_this_collection=len(inside), page=1, pages=1),
    )


def trace(case: Case, claim: str, *, page: int = 1, size: int = MOST) -> Route:
    """Return a claim's origins, and a page of its versions in the order of time."""
    view = case.claim(claim)
    some = view.versions[_window(page, size)]
    spans = _spans(case, (version.id for version in some))
    return Route(
        claim=view.id,
        wording=_cut(view.wording),
        standing=standing(view),
        independent_min=view.independent.min,
        independent_max=view.independent.max,
        origins=_origins(view),
        versions=[_version(version, spans) for version in some],
        count=_count(len(view.versions), page, size),
        denied_by=[denial.id for denial in view.denied_by],
        denies=[denial.id for denial in view.denies],
        circular=[list(ring) for ring in view.circular],
        credited_and_not_in_this_collection=[credited.name for credited in view.missing],
    )


def explain(case: Case, finding: str, *, depth: int = 3) -> Reasons:
    """Return why a finding is what it is, down to a depth."""
    fact = case.explain(finding)
    reasons = list(_facts(fact, 0, max(1, depth)))
    left = _size(fact) - len(reasons[:_REASONS])
    return Reasons(finding=finding, reasons=reasons[:_REASONS], left_out=wording.cut(left) if left else "")


# --- help -----------------------------------------------------------------------------------------------------------


def _window(page: int, size: int) -> slice:
    size = min(max(1, size), MOST)
    start = (max(1, page) - 1) * size
    return slice(start, start + size)


def _count(total: int, page: int, size: int) -> Count:
    return Count(in_this_collection=total, page=max(1, page), pages=max(1, -(-total // min(max(1, size), MOST))))


def _outlet(case: Case, given: str) -> str:
    """Return the outlet that a name means, or some of its words; "" for none asked for.

    Raises `WrongUse` where it means several, and `WhenceError` where it means none.
    """
    names = [row.name for row in case.outlets(words=given)] if given else []
    if given and given not in names and len(names) > 1:
        raise WrongUse(wording.several("outlet", given, names[:_NAMES]))
    return case.outlet(given if given in names or not names else names[0]).row.name if given else ""


def _source(case: Case, given: str) -> str:
    """Return the id of the source that an id means, or a name; "" for none asked for; it raises as `_outlet` does."""
    rows = list(case.sources(words=given)) if given else []
    exact = [row for row in rows if row.name == given]
    rows = exact if len(exact) == 1 else rows
    if len(rows) > 1:
        raise WrongUse(wording.several("source", given, (f"{row.name} ({row.id})" for row in rows[:_NAMES])))
    return rows[0].id if rows else case.source(given).row.id if given else ""


def _spans(case: Case, ids: Iterable[str]) -> dict[str, Spans]:
    """Return where the words of some statements stand; of one without words, such as a refusal, where it is told."""
    wanted = list(dict.fromkeys(ids))
    twice = [*wanted, *wanted]
    rows = case.store.rows(_SPANS.format(marks=marks(wanted)), twice)
    return {row["id"]: next((s for name in _TOLD if (s := spans_of(row[name]))), ()) for row in rows}


_TOLD = ("content", "cue", "source")
_SPANS = """
    SELECT id, content, cue, source FROM statement WHERE id IN ({marks})
    UNION ALL SELECT id, content, cue, source FROM part WHERE id IN ({marks})
"""


def _where(place: Place, spans: Sequence[tuple[int, int]]) -> Where:
    return Where(
        article=place.id,
        outlet=place.outlet,
        title=place.title,
        time=_time(place.when),
        file=visible(place.file),
        address=place.url,
        spans=[(start, end) for start, end in spans],
    )


def _time(when: When) -> str:
    return ", ".join(part for part in (when.day, f"{when.clock} {when.zone}".strip()) if part)


def _cut(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


def _claim(row: ClaimRow) -> ClaimFound:
    return ClaimFound(
        claim=row.id,
        wording=_cut(row.wording),
        articles=row.articles,
        outlets=row.outlets,
        independent_min=row.independent.min,
        independent_max=row.independent.max,
        origins=list(row.origins),
        changes=[words_.CHANGES[kind] for kind in row.change_kinds],
        first=_time(row.first),
        last=_time(row.last),
        denied_by=row.denied_by,
    )


def _saying(row: StatementRow, spans: Mapping[str, Spans]) -> Saying:
    return Saying(
        statement=row.id,
        words=_cut(row.words),
        who=row.who,
        kind=words_.KINDS[row.kind],
        form=words_.FORMS[row.form],
        act=words_.ACTS[row.act],
        hedged=row.hedged,
        claim=row.claim,
        where=_where(row.place, spans.get(row.id, ())),
    )


def _card(card: Card, place: Place, spans: Mapping[str, Spans]) -> Saying:
    return Saying(
        statement=card.id,
        words=_cut(card.words),
        who=card.who,
        kind=words_.KINDS[card.kind],
        form=words_.FORMS[card.form],
        act=words_.ACTS[card.act],
        hedged=card.hedged,
        claim=card.claim,
        where=_where(place, spans.get(card.id, ())),
    )


def _origins(view: ClaimView) -> list[OriginSaid]:
    return [
        OriginSaid(
            id=f"{view.id}:{origin.letter}",
            name=origin.name,
            kind=words_.OWN_VOICE if origin.kind in (SourceKind.outlet, SourceKind.none) else words_.KINDS[origin.kind],
            through=origin.through,
            named_in=list(origin.named),
            carried_by=list(origin.carried),
            could_be=[f"{view.id}:{letter}" for letter in origin.could_be],
            lower_number=could_be(origin),
        )
        for origin in view.origins
    ]


def _version(version: Version, spans: Mapping[str, Spans]) -> VersionSaid:
    return VersionSaid(
        number=version.number,
        statement=version.id,
        words=_cut(version.words),
        who=version.who,
        kind=words_.KINDS[version.kind],
        through=list(version.chain),
        follows=[
            StepSaid(
                follows=why.version,
                basis=why.basis.value,
                inferred=not why.stated,
                why=why.words,
                score=round(why.score, 3),
                credit=why.credit,
            )
            for why in version.follows
        ],
        changes=[_change(change) for change in version.changes],
        origins=list(version.origins),
        where=_where(version.place, spans.get(version.id, ())),
    )


def _change(change: Change) -> str:
    sides = [_cut(side) for side in (change.before, change.after)]
    return f"{words_.CHANGES[change.kind]}: {sides[0] or '—'} → {sides[1] or '—'}"


def _facts(fact: Fact, depth: int, most: int) -> Iterator[Reason]:
    """Yield a fact and those below it, down to a depth."""
    yield Reason(depth=depth, fact=fact.key, text=_cut(fact.text), id=fact.id or "")
    if depth < most:
        for inner in fact.facts:
            yield from _facts(inner, depth + 1, most)


def _size(fact: Fact) -> int:
    return 1 + sum(map(_size, fact.facts))
