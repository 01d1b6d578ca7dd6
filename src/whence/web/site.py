"""What all pages share: the case file, the templates, and what stands at the top and the foot of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Depends, HTTPException, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse, RedirectResponse, Response

from whence import __version__
from whence.browse import late
from whence.case import Case
from whence.case.jobs import Jobs
from whence.errors import CaseError
from whence.report.environment import environment
from whence.report.plain import harmless
from whence.web import refusal_wording, wording
from whence.web.addresses import Pages, address
from whence.web.refusals import refusal
from whence.web.safety import Door
from whence.web.static import address_of

__all__ = ["FORM", "NAME_COOKIE", "Site", "back", "cookie_of", "form_of", "from_program", "site_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The collection that is served, and who may come in."""

    path: Path
    door: Door = field(default_factory=Door)

    @property
    def name(self) -> str:
        """What the collection is called: its file's name without the ending."""
        return harmless(self.path.stem)

    @property
    def jobs(self) -> Jobs:
        """The jobs of the collection."""
        self._check()
        return Jobs(self.path)

    def _check(self) -> None:
        """Refuse to go on where the file is gone: another would be made in its place, and look like an empty one."""
        if not self.path.exists():
            raise CaseError(refusal_wording.CASE_GONE)

    @contextmanager
    def case(self, request: Request | None = None) -> Iterator[Case]:
        """Open the case file for one page: all that it reads is of one state of the file.

        For a page that is made for `request`, what every page says is read too, so that the file is opened once.
        """
        self._check()
        with Case(self.path, must_exist=True) as opened, opened.snapshot():
            if request is not None:
                request.state.shown = state_of(opened, _just(request))
            yield opened

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """Open the case file for a change."""
        self._check()
        with Case(self.path, must_exist=True) as opened:
            yield opened

    def page(self, request: Request, template: str, *, status: int = 200, **given: Any) -> HTMLResponse:
        """Return a page made from a template."""
        known: dict[str, Any] = {
            "site": self,
            "here": request.url.path,
            "here_all": f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path,
            "form_token": self.door.form_token(cookie_of(request)),
            "by": name_of(request),
            "state": self.state(request),
        }
        made = templates().get_template(template).render(**known, **given)
        return HTMLResponse(made.encode("utf-8", "replace"), status_code=status)

    def state(self, request: Request) -> State:
        """Return what every page says of the collection: what waits to be traced, and what was just decided."""
        known: State | None = getattr(request.state, "shown", None)
        if known is not None:
            return known
        try:
            with Case(self.path, must_exist=True) as case:
                return state_of(case, _just(request))
        except CaseError:
            return State()  # the page says by itself what is wrong with the case file

    def refused(self, request: Request, status: int, said: str) -> Response:
        """Return a page that says why there is none, or JSON where data was asked for."""
        path = request.url.path
        if path.startswith("/api/") or path.endswith((".json", ".csv")):
            return refusal(request.scope, status, said)
        title = refusal_wording.STATUSES.get(status, refusal_wording.STATUSES[500])
        do = refusal_wording.WHAT_TO_DO.get(status, refusal_wording.GO_ON)
        return self.page(request, "refused.html", status=status, title=title, said=said, do=do)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What every page says. `waiting`: decisions were made or taken back since the collection was traced.

    `added`: so many articles were added since. `decided` is what was just decided, and its id. `empty`: there is no
    article; `traced`: the collection is traced.
    """

    empty: bool = False
    traced: bool = True
    waiting: bool = False
    added: int = 0
    decided: str = ""
    decision: str = ""


def _just(request: Request) -> str:
    """The id of what was just decided, as the address says it."""
    return request.query_params.get("decided", "")


def state_of(case: Case, just: str) -> State:
    """Return the state of a case file; `just` is the id of what was just decided, "" for nothing."""
    made = next((decision for decision in case.decisions() if decision.id == just), None) if just else None
    added = late(case)
    return State(
        empty=not case.rows("SELECT 1 FROM article LIMIT 1"),
        traced=added is not None,
        waiting=case.unheeded(),
        added=added or 0,
        decided=wording.action(made.action) if made else "",
        decision=made.id if made else "",
    )


def name_of(request: Request) -> str:
    """Return who decides, as they said when they decided last; "" where they have not."""
    try:
        return harmless(bytes.fromhex(request.cookies.get(NAME_COOKIE, "")).decode())[:200]
    except ValueError:
        return ""


def site_of(request: Request) -> Site:
    """Return the site that a request is for."""
    found: Site = request.app.state.site
    return found


def cookie_of(request: Request) -> str:
    """Return the visitor's cookie, which the guard has seen to."""
    return str(request.scope.get("state", {}).get("cookie", ""))


async def form_of(request: Request) -> None:
    """Refuse a form that was made for another visitor, or by another site."""
    form = await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS)
    if not site_of(request).door.is_form_token(str(form.get("form_token", "")), cookie_of(request)):
        raise HTTPException(403, refusal_wording.OLD_FORM)


def from_program(request: Request) -> None:
    """Refuse a browser's request for a change that carries no token of this server's pages: no cookie speaks for it."""
    state = request.scope.get("state", {})
    given = request.headers.get("x-whence-form", "")
    if not (state.get("program") or site_of(request).door.is_form_token(given, cookie_of(request))):
        raise HTTPException(403, refusal_wording.OLD_FORM)


NAME_COOKIE = "whence-name"
MAX_FILES, MAX_FIELDS = 500, 500
FORM = Depends(form_of)


def back(to: str) -> RedirectResponse:
    """Lead on after a form: a page of this server, whatever the form says."""
    safe = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
    return RedirectResponse(safe, status_code=303)


@cache
def templates() -> Environment:
    """Return the templates' environment: everything is escaped, and a name that is not there is an error."""
    made = environment("whence.web", "whence.report")
    made.globals |= {
        "say": wording,
        "static": cache(address_of),
        "version": __version__,
        "to": Pages(),
        "address": address,
    }
    return made
