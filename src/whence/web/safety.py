"""What stands before every page: who may ask, from where, how much they may send, and what a page may do.

A page of the collection may load nothing and ask nobody but the server it came from; a page of another site may
neither read it nor change anything through it.

Notes:
    DNS rebinding: a name of another site that suddenly means this machine is told apart by the Host header. Requests
    from other sites: `Sec-Fetch-Site` and `Origin` (Fetch standard), and a token in every form (OWASP, "Cross-Site
    Request Forgery Prevention").
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whence.web import refusal_wording
from whence.web.refusals import refusal

__all__ = ["HEADERS", "MAX_BODY", "POLICY", "Door", "Guard", "cookie_name", "is_loopback"]

_COOKIE = "whence"
TOKEN = "token"  # noqa: S105  -- the name of a parameter
MAX_BODY = 128 << 20  # bytes of one request
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who is let in. `token` is None where the server listens on this machine only; `names` are further host names.

    A visitor's cookie is a random number with this server's seal; with a token, only who has shown it gets one.
    """

    token: str | None = None
    names: frozenset[str] = frozenset()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def knows_host(self, host: str) -> bool:
        """Whether a Host header names this server: a number or `localhost`, never another site's name.

        Without a token only this machine's own numbers do.
        """
        name = (urlsplit(f"//{host}").hostname or "") if host and "@" not in host else ""
        if name == "localhost" or name in self.names:
            return True
        try:
            number = ipaddress.ip_address(name)
        except ValueError:
            return False
        return self.token is not None or number.is_loopback

    def is_token(self, given: str) -> bool:
        """Whether somebody has shown the token, in a time that tells nothing of it."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def cookie(self) -> str:
        """Return a new visitor's cookie."""
        number = secrets.token_urlsafe(18)
        return f"{number}.{self._seal('visitor', number)}"

    def is_cookie(self, given: str) -> bool:
        """Whether this server has given out a cookie."""
        number, _, seal = given.partition(".")
        return hmac.compare_digest(seal.encode(), self._seal("visitor", number).encode())

    def form_token(self, cookie: str) -> str:
        """Return what the forms of a visitor's pages carry; another visitor's is another."""
        return self._seal("form", cookie)

    def is_form_token(self, given: str, cookie: str) -> bool:
        """Whether a form was made for the visitor who sends it."""
        return self.is_cookie(cookie) and hmac.compare_digest(given.encode(), self.form_token(cookie).encode())

    def _seal(self, what: str, of: str) -> str:
        key = self.secret + (self.token or "").encode()
        return hmac.new(key, f"{what}:{of}".encode(), hashlib.sha256).hexdigest()


class Guard:
    """The middleware that applies all of it; nothing behind it need think of it, but for the token of forms.

    It leaves `scope["state"]["cookie"]` (the visitor's), and `scope["state"]["program"]`: whether the caller is a
    program that carries no cookie of a browser, so that no other site can speak through it.
    """

    def __init__(self, app: ASGIApp, *, door: Door, max_body: int = MAX_BODY) -> None:
        self._app = app
        self._door = door
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        name = cookie_name(headers.get("host", ""))
        given = _cookie(headers, name)
        cookie = given if self._door.is_cookie(given) else self._door.cookie()
        program = not given and "origin" not in headers and "sec-fetch-site" not in headers
        scope.setdefault("state", {}).update(cookie=cookie, program=program)
        answer = self._refused(scope, headers, known=cookie == given)
        let_in = answer is None or answer.status_code == 303
        new = let_in and cookie != given and not program_call(scope)
        sending = _Sending(send, f"{name}={cookie}" if new else None)
        if answer is not None:
            await answer(scope, receive, sending)
            return
        await self._app(scope, _limited(receive, self._max_body), sending)

    def _refused(self, scope: Scope, headers: Headers, *, known: bool) -> Response | None:
        door = self._door
        if not door.knows_host(headers.get("host", "")):
            return refusal(scope, 421, refusal_wording.WRONG_HOST)
        if scope["method"] not in _READING and not _from_here(headers):
            return refusal(scope, 403, refusal_wording.FROM_ELSEWHERE)
        if _length(headers) > self._max_body:
            return refusal(scope, 413, refusal_wording.TOO_MUCH)
        if door.token is None:
            return None
        if scope["method"] == "GET" and _shown(scope, door):
            return Response(status_code=303, headers={"Location": _without_token(scope)})
        if known or door.is_token(headers.get("authorization", "").removeprefix("Bearer ")):
            return None
        return refusal(scope, 401, refusal_wording.TOKEN_NEEDED)


def program_call(scope: Scope) -> bool:
    """Whether the interface for programs is asked."""
    return str(scope["path"]).startswith("/api/")


class _Sending:
    """Puts the headers on an answer, and the cookie where the visitor is new; an answer's own header wins."""

    def __init__(self, send: Send, cookie: str | None) -> None:
        self._send = send
        self._cookie = cookie

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self._cookie is not None:
                headers.append("Set-Cookie", f"{self._cookie}; Path=/; HttpOnly; SameSite=Strict")
        await self._send(message)


def cookie_name(host: str) -> str:
    """Return what a visitor's cookie is called at an address: browsers give those of one port to all others too.

    So two servers of one machine, with a collection each, do not take each other's visitors away.
    """
    port = host.rpartition(":")[2] if not host.endswith("]") and ":" in host else ""
    return f"{_COOKIE}-{port}" if port.isascii() and port.isdecimal() else _COOKIE


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() else 0


def _limited(receive: Receive, most: int) -> Receive:
    """Count what is received, for a sender need not say beforehand how much it is."""
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413, refusal_wording.TOO_MUCH)
        return message

    return limited


def _from_here(headers: Headers) -> bool:
    """Whether what changes something may come from this server's own page, or from no page at all.

    A page that sends no referrer gives `null` for its origin: its form's token tells whose page it is.
    """
    if headers.get("sec-fetch-site", "none") not in _OWN:
        return False
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == headers.get("host", "")


def _pairs(scope: Scope) -> Iterable[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _shown(scope: Scope, door: Door) -> bool:
    """Whether the address holds the token."""
    return any(name == TOKEN and door.is_token(value) for name, value in _pairs(scope))


def _without_token(scope: Scope) -> str:
    """Return the address without the token: it would stay in the browser's history."""
    left = urlencode([(name, value) for name, value in _pairs(scope) if name != TOKEN])
    path = "/" + scope.get("raw_path", b"/").decode("latin-1").lstrip("/")  # `//host` would lead to another one
    return f"{path}?{left}" if left else path
