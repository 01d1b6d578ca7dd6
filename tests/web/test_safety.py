"""Who is let in, what is refused, and what a page may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from whence.errors import WrongUse
from whence.web.app import create_app
from whence.web.safety import Door, Guard, cookie_name, is_loopback

TOKEN = "a token of this test"
HERE = "http://127.0.0.1:8765"
OPEN = "http://192.0.2.7:8765"
COOKIE = cookie_name("192.0.2.7:8765")


@pytest.fixture
def guarded(empty: Path) -> TestClient:
    """A visitor, without a cookie, of a server that others can reach."""
    return TestClient(create_app(empty, host="192.0.2.7", token=TOKEN), base_url=OPEN, follow_redirects=False)


# --- where it listens, and under which name ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.7", False),
        ("desk.example", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, only_here: bool) -> None:
    """An address counts as this machine's own where no other machine can reach it."""
    assert is_loopback(host) is only_here


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "desk.example"])
def test_an_open_address_needs_a_token(empty: Path, host: str) -> None:
    """An address that others can reach is not served without a token."""
    with pytest.raises(WrongUse):
        create_app(empty, host=host)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:1", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8765", 421),
        ("evil.example@127.0.0.1", 421),
        ("192.0.2.7:8765", 421),
        ("", 421),
    ],
)
def test_another_name_is_refused(browser: TestClient, host: str, status: int) -> None:
    """A name that another site may point at this machine gets no page."""
    assert browser.get("/", headers={"host": host}).status_code == status


def test_a_named_host_is_known(empty: Path) -> None:
    """A name that the user has given is served."""
    app = create_app(empty, host="192.0.2.7", token=TOKEN, names=["desk.example"])
    with TestClient(app, base_url="http://desk.example") as visitor:
        assert visitor.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


# --- the token --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/static/whence.css", "/api/openapi.json", "/?token=", "/?token=another"])
def test_nothing_is_shown_without_the_token(guarded: TestClient, address: str) -> None:
    """Without the token there is no page, no data and no cookie."""
    answer = guarded.get(address)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_is_exchanged_for_a_cookie(guarded: TestClient) -> None:
    """A token in the address leads on to the address without it, with a cookie that scripts cannot read."""
    answer = guarded.get("/", params={"sort": "outlets", "token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?sort=outlets"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert TOKEN not in cookie
    assert guarded.get("/").status_code == 200


def test_the_redirect_leads_to_no_other_host(guarded: TestClient) -> None:
    """A path that reads as another host's address does not lead there."""
    answer = guarded.get(f"{OPEN}//evil.example/?token={TOKEN}")
    assert answer.headers["location"].startswith("/evil.example")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("127.0.0.1:8765", "whence-8765"),
        ("127.0.0.1:9000", "whence-9000"),
        ("[::1]:8765", "whence-8765"),
        ("[::1]", "whence"),
        ("collection.example", "whence"),
        ("x:8765;Path=/", "whence"),
    ],
)
def test_two_servers_of_one_machine_have_visitors_of_their_own(host: str, name: str) -> None:
    """Browsers give the cookies of one port to every other: each server asks for its own."""
    assert cookie_name(host) == name


@pytest.mark.parametrize("cookie", ["", "a.b", "x", "..", pytest.param(Door(token=TOKEN).cookie(), id="another's")])
def test_another_servers_cookie_is_none(guarded: TestClient, cookie: str) -> None:
    """A cookie that this server has not given out opens nothing."""
    assert guarded.get("/", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_a_program_shows_the_token_in_a_header(guarded: TestClient) -> None:
    """A program needs no cookie and gets none."""
    answer = guarded.get("/api/openapi.json", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


# --- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/whence.css", "/api/openapi.json"])
def test_every_answer_is_kept_to_itself(browser: TestClient, address: str) -> None:
    """Every answer, also a refusal, may load from this server only, and be framed nowhere."""
    headers = browser.get(address).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


# --- forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": HERE},
    ],
)
@pytest.mark.parametrize("path", ["/jobs", "/api/jobs"])
def test_another_sites_page_changes_nothing(browser: TestClient, headers: dict[str, str], path: str) -> None:
    """A form of another site's page is refused, whatever token it holds."""
    fields = {"form_token": browser.form_token(), "text": "Dam holds\n\nThe dam will hold, the mayor said."}
    assert browser.post(path, data=fields, headers=headers).status_code == 403


def test_a_page_that_hides_its_origin_needs_its_token(browser: TestClient) -> None:
    """This server's pages send no referrer, and so `null` for their origin: their token lets them in, nothing else."""
    fields = {"form_token": browser.form_token(), "text": "Dam holds\n\nThe dam will hold, the mayor said."}
    assert browser.post("/jobs", data=fields, headers={"origin": "null"}).status_code == 200
    assert browser.post("/jobs", data={**fields, "form_token": ""}, headers={"origin": "null"}).status_code == 403
    assert browser.post("/api/jobs", json={"text": "x"}, headers={"origin": "null"}).status_code == 403


@pytest.mark.parametrize("token", ["", "0" * 64, pytest.param(Door().form_token(Door().cookie()), id="another's")])
def test_a_form_needs_its_pages_token(browser: TestClient, token: str) -> None:
    """A form without the token of the visitor's own page is refused."""
    browser.get("/")
    assert browser.post("/jobs", data={"form_token": token, "text": "x"}).status_code == 403


def test_another_visitors_form_is_refused(browser: TestClient) -> None:
    """The token of one visitor's form is no good for another."""
    token = browser.form_token()
    browser.cookies.clear()
    browser.get("/")
    assert browser.post("/jobs", data={"form_token": token, "text": "x"}).status_code == 403


# --- how much ---------------------------------------------------------------------------------------------------------


def small(empty: Path) -> TestClient:
    """A visitor of a server that takes little."""
    app = create_app(empty)
    app.user_middleware.clear()
    app.add_middleware(Guard, door=app.state.site.door, max_body=1000)
    return TestClient(app, base_url=HERE)


def test_a_large_request_is_refused(empty: Path) -> None:
    """A request that says it is too large is refused before it is read."""
    answer = small(empty).post("/jobs", data={"text": "x" * 2000})
    assert answer.status_code == 413


def test_a_request_that_does_not_say_how_large_it_is_is_counted(empty: Path) -> None:
    """A request that is sent piece by piece ends where it is too large."""
    pieces = (b"text=" + b"x" * 400 for _ in range(10))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert small(empty).post("/jobs", content=pieces, headers=headers).status_code == 413
