"""Decisions of a person, from the forms of the pages: what a form says becomes one entry of the log."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from whence.case import Case
from whence.errors import WrongUse
from whence.records import Act, Span, Statement
from whence.report.plain import words_at
from whence.review import Action, decide, undo
from whence.web import wording
from whence.web.site import FORM, NAME_COOKIE, back, site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_PIECES = re.compile(r"\s*(?:…|\.\.\.)\s*")
_A_YEAR = 365 * 24 * 3600
_OF_SOME = ("different", "split")  # some of a list are chosen
_FLAGS = {"yes": True, "no": False}


@router.post("/decisions", dependencies=[FORM])
def decided(
    request: Request,
    action: Annotated[str, Form()] = "",
    answer: Annotated[str, Form()] = "",
    target: Annotated[str, Form()] = "",
    chosen: Annotated[list[str] | None, Form()] = None,
    by: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "/",
    source: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "named_person",
    act: Annotated[str, Form()] = "",
    hedged: Annotated[str, Form()] = "",
    negated: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Put a decision into the log and lead back; the name of who decides is remembered.

    `answer` is that of the review queue: an action and, behind a colon, what it is about where that is not clear.
    """
    what = ""
    if answer:
        action, _, what = answer.partition(":")
    with site_of(request).writing() as case:
        value: dict[str, object] = {"what": what} if what else {}
        if action == Action.correct.value:
            value = _value(source, name, kind, act, {"hedged": hedged, "negated": negated})
            value |= _content(case, target, words)
        made = decide(case, action=action, target=_target(action, target, chosen or ()), value=value, by=by, note=note)
    return _remembering(back(_with(to, made.id)), made.by)


@router.post("/decisions/{decision}/undo", dependencies=[FORM])
def taken_back(
    request: Request,
    decision: str,
    by: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "/decisions",
) -> Response:
    """Take a decision back."""
    with site_of(request).writing() as case:
        made = undo(case, decision, by=by, note=note)
    return _remembering(back(to), made.by)


def _target(action: str, target: str, chosen: Sequence[str]) -> str:
    """Return what is decided about: of a list with some chosen, these beside the rest."""
    if action not in _OF_SOME or ".." in target:
        return target
    if not chosen:
        raise WrongUse(wording.CHOOSE_SOME)
    rest = [one for one in target.split(",") if one not in chosen]
    if not rest:
        raise WrongUse(wording.NOT_ALL)
    return f"{','.join(chosen)}..{','.join(rest)}"


def _value(source: str, name: str, kind: str, act: str, flags: Mapping[str, str]) -> dict[str, object]:
    """Return what a form sets: only what is not left as it is."""
    value: dict[str, object] = {}
    if source == "none":
        value["source"] = None
    elif source == "own_voice":
        value["source"] = {"own_voice": True}
    elif source == "named":
        value["source"] = {"name": name, "kind": kind}
    if act in {one.value for one in Act}:
        value["act"] = act
    return value | {flag: _FLAGS[given] for flag, given in flags.items() if given in _FLAGS}


def _content(case: Case, target: str, given: str) -> dict[str, object]:
    """Return the spans of the words that a statement is to have, where they are other ones.

    Raises `WrongUse` where they do not stand so in its article.
    """
    home = case.article_of(target)
    reading = case.reading(home) if home else None
    if not given.strip() or reading is None or home is None:
        return {}
    every = (*reading.statements, *case.parts(home))
    statement = next((one for one in every if one.id == target), None)
    text = reading.article.text
    if statement is None or _plain(words_at(text, statement.content)) == _plain(given):
        return {}
    return {"content": [list(span) for span in _spans(text, given, statement)]}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _spans(text: str, given: str, statement: Statement) -> list[Span]:
    """Return where pieces of words stand in a text, one behind the other, as near as can be to where they stood."""
    start = statement.content[0].start if statement.content else 0
    spans: list[Span] = []
    for piece in filter(None, _PIECES.split(given.strip())):
        pattern = re.compile(r"\s+".join(map(re.escape, piece.split())))
        least = spans[-1].end if spans else 0
        found = [Span(*m.span()) for m in pattern.finditer(text, least)]
        if not found:
            raise WrongUse(wording.words_not_there(piece))
        spans.append(min(found, key=lambda span: abs(span.start - start)))
    return spans


def _with(to: str, decision: str) -> str:
    """Return an address on which what was decided is said."""
    path, _, anchor = to.partition("#")
    path = re.sub(r"([?&])decided=\w*&?", r"\1", path).rstrip("?&")
    return f"{path}{'&' if '?' in path else '?'}decided={decision}" + (f"#{anchor}" if anchor else "")


def _remembering(answer: Response, by: str) -> Response:
    answer.set_cookie(NAME_COOKIE, by.encode().hex(), max_age=_A_YEAR, httponly=True, samesite="strict")
    return answer
