"""Decisions of a person, from the forms of the pages: what a form says becomes one entry of the log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import msgspec
from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from whence.errors import WrongUse
from whence.records import SourceKind, Station, StationLink
from whence.review import decide, undo
from whence.review.writing import Written, value_of_added, value_of_written
from whence.web import wording
from whence.web.site import FORM, NAME_COOKIE, back, site_of

__all__ = ["Correction", "router", "written_of"]

router = APIRouter(include_in_schema=False)
_A_YEAR = 365 * 24 * 3600
_WRITTEN = {"add": value_of_added, "correct": value_of_written}
_OF_SOME = ("different", "split")  # some of a list are chosen
_LAST = 10**6  # the place of a station that is given none


class Correction(BaseModel):
    """What a form says of a statement. `named`, `words` and `cue` are words of the article.

    The stations of the chain are rows of `station_name`, `station_kind`, `station_link` and `station_place`; a row
    without a name is none, and of two with one place the one further below comes first: it was put there. A blank
    field is as good as none to the form's reader, so `has_cue` says that the form has one for the cue.
    """

    source: str = ""
    name: str = ""
    kind: str = "named_person"
    named: str | None = None
    act: str = ""
    hedged: str = ""
    negated: str = ""
    words: str | None = None
    cue: str | None = None
    has_cue: str = ""
    station_name: list[str] = []
    station_kind: list[str] = []
    station_link: list[str] = []
    station_place: list[str] = []


class Sent(Correction):
    """A decision's form. `answer` is that of the review queue: an action and, behind a colon, what it is about."""

    form_token: str = ""
    action: str = ""
    answer: str = ""
    target: str = ""
    chosen: list[str] = []
    by: str = ""
    note: str = ""
    to: str = "/"


@router.post("/decisions", dependencies=[FORM])
def decided(request: Request, sent: Annotated[Sent, Form()]) -> Response:
    """Put a decision into the log and lead back; the name of who decides is remembered."""
    action, _, what = sent.answer.partition(":") if sent.answer else (sent.action, "", "")
    with site_of(request).writing() as case:
        value: dict[str, object] = {"what": what} if what else {}
        if action in _WRITTEN:
            value = _WRITTEN[action](case, sent.target, written_of(sent))
        target = _target(action, sent.target, sent.chosen)
        made = decide(case, action=action, target=target, value=value, by=sent.by, note=sent.note)
    return _remembering(back(_with(sent.to, made.id)), made.by)


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


def written_of(form: Correction) -> Written:
    """Return what a form says of a statement, as reviewing takes it."""
    return Written(
        source=form.source,
        name=form.name,
        kind=form.kind,
        named=form.named,
        content=form.words,
        cue=form.cue or ("" if form.has_cue else None),
        act=form.act,
        hedged=form.hedged,
        negated=form.negated,
        through=_through(form) if form.station_name else None,
    )


def _through(form: Correction) -> tuple[Station, ...]:
    """Return the stations of a form's rows, the nearest to the article first.

    Raises `WrongUse` for a kind or a link that there is not.
    """
    rows = [(_place(form.station_place, n), -n, name) for n, name in enumerate(form.station_name) if name.strip()]
    return tuple(_station(name, form, -n) for _, n, name in sorted(rows))


def _station(name: str, form: Correction, row: int) -> Station:
    kind = _at(form.station_kind, row, SourceKind.outlet)
    link = _at(form.station_link, row, StationLink.reported_by)
    try:
        return msgspec.convert({"name": " ".join(name.split()), "kind": kind, "link": link}, Station)
    except msgspec.ValidationError as error:
        raise WrongUse(wording.NO_STATION) from error


def _at(given: Sequence[str], place: int, otherwise: str) -> str:
    return given[place] if place < len(given) and given[place] else otherwise


def _place(given: Sequence[str], row: int) -> int:
    found = _at(given, row, "")
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 7 else _LAST + row


def _with(to: str, decision: str) -> str:
    """Return an address on which what was decided is said."""
    path, _, anchor = to.partition("#")
    path = re.sub(r"([?&])decided=\w*&?", r"\1", path).rstrip("?&")
    return f"{path}{'&' if '?' in path else '?'}decided={decision}" + (f"#{anchor}" if anchor else "")


def _remembering(answer: Response, by: str) -> Response:
    answer.set_cookie(NAME_COOKIE, by.encode().hex(), max_age=_A_YEAR, httponly=True, samesite="strict")
    return answer
