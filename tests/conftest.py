"""Readings made by hand, without the network."""

from __future__ import annotations

import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import whence
from whence.case import Case, former, schema, summary
from whence.records import (
    Act,
    Article,
    Block,
    Change,
    ChangeKind,
    Claim,
    Credit,
    Form,
    Link,
    LinkBasis,
    LinkKind,
    Moment,
    Order,
    Origin,
    Passage,
    PassageKind,
    Precision,
    Range,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
    Step,
    Trace,
)

settings.register_profile("whence", deadline=None)  # how fast a machine is, and what else it does, is no failure
settings.load_profile("whence")

Make = Callable[..., Reading]


def reading(
    name: str,
    text: str,
    *said: tuple[str, str],
    outlet: str | None = None,
    at: str | None = None,
    precision: str = "day",
    aliases: tuple[str, ...] = (),
) -> Reading:
    """Return a reading of a text in which each pair is a source and what it says, word for word; "…" parts pieces."""
    moment = at and Moment(at=at, precision=Precision(precision), read_from=ReadFrom.meta)
    article = Article(
        id=f"id-{name}",
        text=text,
        blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),),
        digest="0" * 64,
        file=f"{name}.txt",
        title=text.split("\n", maxsplit=1)[0],
        outlet=outlet,
        published=moment or None,
    )
    sources = {
        who: Source(id=f"{name}-{who}", name=who, kind=SourceKind.named_person, aliases=aliases) for who, _ in said
    }
    statements = tuple(
        Statement(
            id=f"{name}-{number}",
            article=article.id,
            form=Form.indirect,
            act=Act.assertion,
            content=tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in words.split("…")),
            speaker=f"{name}-{who}",
            chain=(Station(name=who, kind=SourceKind.named_person, link=StationLink.told),),
        )
        for number, (who, words) in enumerate(said)
    )
    return Reading(article=article, statements=statements, sources=tuple(sources.values()))


def pytest_configure() -> None:
    """Let an interruption reach the programs that tests start: a shell's run in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def make() -> Make:
    """Return the maker of readings."""
    return reading


@pytest.fixture
def weir() -> list[Reading]:
    """Return a small collection about a weir that nobody has built."""
    return [
        reading(
            "beacon",
            "Weir at Zoë’s Mill to open\nThe weir at Zoë’s Mill will open in June, Ines Okker said. Not all agree.",
            ("Ines Okker", "The weir at Zoë’s Mill will open in June"),
            outlet="The Lowmarsh Beacon",
            at="2027-03-02",
            aliases=("the mayor",),
        ),
        reading(
            "echo",
            "Weir delayed\nRolf Arnaud told the Echo that the weir, which the mill owns, would open in autumn at best.",
            ("Rolf Arnaud", "the weir…would open in autumn at best"),
            outlet="Tarn Echo",
            at="2027-03-05T10:30:00+02:00",
            precision="second",
        ),
        reading("leaflet", "Mill café\nThe café at the mill opens daily. A naïve visitor found it shut.\n"),
    ]


@pytest.fixture
def case(tmp_path: Path, weir: list[Reading]) -> Case:
    """Return an open case file that holds the collection."""
    opened = Case(tmp_path / "weir.case")
    opened.add(weir)
    return opened


@pytest.fixture(scope="session")
def traced_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed case file that holds the bundled example, traced: it takes seconds, so copy it to change it."""
    from whence import pipeline
    from whence.example import example_files

    path = tmp_path_factory.mktemp("example") / "example.case"
    with Case(path) as opened:
        opened.add(pipeline.read(*example_files()))
        opened.keep_trace(pipeline.trace_readings(list(opened.readings())))
    return path


ENTRIES = (
    ("2031-06-03T12:00:00+00:00", "“The bridge will stay closed until the end of June,” the engineer Pia Lund said."),
    ("2031-06-03T10:00:00+00:00", "A crack runs through the second pier, the harbour master Olav Brandt said."),
    ("2031-06-03T09:00:00+00:00", "The county has closed the bridge over the Orm, its spokeswoman Ida Voss said."),
)
LIVE = (
    "<html lang=en><head><meta property='og:site_name' content='Orm Courier'>"
    "<meta property='article:published_time' content='2031-06-03T08:55:00+00:00'></head><body><main>"
    "<h1>Bridge closed: the day so far</h1>"
    + "".join(f"<article><time datetime='{at}'>{at[11:16]}</time><p>{said}</p></article>" for at, said in ENTRIES)
    + "</main></body></html>"
)
REPORT = (
    "<html lang=en><head><meta property='og:site_name' content='Vale Wire'>"
    "<meta property='article:published_time' content='2031-06-03T11:00:00+00:00'></head><body><main>"
    "<h1>Engineer speaks</h1><p>The bridge will stay closed until the end of June, the engineer Pia Lund said, the"
    " Orm Courier reported.</p><p>Ferries run instead.</p></main></body></html>"
)


@pytest.fixture(scope="session")
def live_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a traced case file of a live page, and of a report that is older than the page's last entry."""
    folder = tmp_path_factory.mktemp("live")
    for name, markup in (("courier.html", LIVE), ("wire.html", REPORT)):
        (folder / name).write_text(markup, encoding="utf-8")
    with whence.Case(folder / "live.case") as case:
        case.trace(folder / "courier.html", folder / "wire.html")
    return folder / "live.case"


def captured(made: Reading, url: str, at: str, number: int) -> Reading:
    """Return a reading as a capture of an address."""
    moment = Moment(at=at, precision=Precision.second, read_from=ReadFrom.archive)
    lines = [Span(*found.span()) for found in re.finditer(r".+", made.article.text)]
    roles = [Role.headline, *(Role.paragraph for _ in lines[1:])]
    blocks = tuple(Block(role=role, span=span) for role, span in zip(roles, lines, strict=True))
    article = replace(made.article, url=url, captured=moment, digest=f"{number:064x}", blocks=blocks)
    return replace(made, article=article)


@pytest.fixture(scope="session")
def captured_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed, traced case file in which articles were captured several times: for reading only.

    Three captures of one article in two texts, two of one that credits it, two of one that says nothing, and one more.
    """
    from whence import pipeline

    opens = "Ines Okker", "The weir at Mill Reach will open in June"
    weir, echo, cafe = (f"https://www.{name}.example/{name}" for name in ("beacon", "echo", "cafe"))
    first = "Weir to open\nThe weir at Mill Reach will open in June, Ines Okker said.\nNot all agree.\nRain is due."
    later = "Weir may open\nThe weir at Mill Reach may open in July, Ines Okker said.\nRain is due.\nThe mill is old."
    autumn = "Weir delayed\nRolf Arnaud told The Lowmarsh Beacon that the weir would open in autumn at best."
    mill = "Mill cafe\nThe cafe at the mill opens daily."
    delayed, beacon = ("Rolf Arnaud", "the weir would open in autumn at best"), "The Lowmarsh Beacon"
    july = "Ines Okker", "The weir at Mill Reach may open in July"
    made = [
        captured(reading("b2", first, opens, outlet=beacon, at="2027-03-02"), weir, "2027-03-03T09:00:00+02:00", 2),
        captured(reading("b1", first, opens, outlet=beacon, at="2027-03-02"), weir + "/", "2027-03-03T06:00:00Z", 1),
        captured(reading("b3", later, july, outlet=beacon, at="2027-03-02"), weir, "2027-03-04T09:00:00Z", 3),
        captured(reading("e1", autumn, delayed, outlet="Tarn Echo", at="2027-03-05"), echo, "2027-03-05T09:00:00Z", 4),
        captured(reading("e2", autumn, delayed, outlet="Tarn Echo", at="2027-03-05"), echo, "2027-03-06T09:00:00Z", 5),
        captured(reading("c1", mill), cafe, "2027-03-05T09:00:00Z", 6),
        captured(reading("c2", mill), cafe, "2027-03-06T09:00:00Z", 7),
        reading("x", "Fen news\nInes Okker praised the mill.", ("Ines Okker", "praised the mill"), outlet="Fen News"),
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("captured") / "captured.case"
    with Case(path) as opened:
        opened.add(made)
        pipeline.trace_case(opened)
    return path


@pytest.fixture
def example_case(traced_example: Path, tmp_path: Path) -> Iterator[Case]:
    """Return an open copy of the traced example, to be changed at will."""
    with Case(shutil.copy(traced_example, tmp_path / "example.case")) as opened:
        yield opened


class Renamed(NamedTuple):
    """Ids that claims of a former trace had: of one that has another id now, and of one that is two claims now."""

    changed: str
    now: str
    parted: str
    both: tuple[str, str]


@pytest.fixture
def renamed(example_case: Case) -> Renamed:
    """Let a former trace of the copy of the example have given other ids to claims than they have."""
    traced = example_case.trace()
    assert traced is not None
    several = [claim for claim in traced.claims if len(claim.statements) > 2]
    one, larger, smaller = sorted(several, key=lambda claim: -len(claim.statements))[:3]
    assert len(larger.statements) > len(smaller.statements)
    before = [
        replace(one, id="0123456789abcdef", denied_by=()),
        replace(larger, id="fedcba9876543210", statements=(*larger.statements, *smaller.statements), denied_by=()),
    ]
    example_case.keep_trace(replace(traced, claims=tuple(before)))
    example_case.keep_trace(traced)
    return Renamed(before[0].id, one.id, before[1].id, (larger.id, smaller.id))


@pytest.fixture
def weir_trace(weir: list[Reading]) -> Trace:
    """Return a trace of the collection, made by hand: one claim of two statements, of which the later follows."""
    beacon, echo, _ = weir
    opens = beacon.article.text.index("in June")
    autumn = echo.article.text.index("in autumn at best")
    part = Statement(
        id="beacon-part",
        article=beacon.article.id,
        form=Form.indirect,
        act=Act.assertion,
        content=(Span(opens - 10, opens + 7),),
        speaker=beacon.sources[0].id,
        part_of=beacon.statements[0].id,
    )
    shared = Passage(
        a=beacon.article.id,
        b=echo.article.id,
        a_span=Span(0, 4),
        b_span=Span(0, 4),
        kind=PassageKind.narrative,
        score=0.75,
    )
    return Trace(
        parts=(part,),
        same=((echo.sources[0].id, beacon.sources[0].id),),
        passages=(shared,),
        links=(
            Link(
                a=part.id,
                b=echo.statements[0].id,
                kind=LinkKind.same_claim,
                basis=LinkBasis.inferred,
                score=0.5,
                passages=(shared,),
            ),
        ),
        credits=(
            Credit(
                article=echo.article.id,
                name="the Beacon",
                words=(Span(0, 4),),
                basis=LinkBasis.credit,
                statement=echo.statements[0].id,
                outlet="The Lowmarsh Beacon",
                target=beacon.article.id,
            ),
            Credit(article=echo.article.id, name="Fen News", words=(), basis=LinkBasis.credit),
        ),
        claims=(
            Claim(
                id="c1",
                wording="will open in June",
                statements=(part.id, echo.statements[0].id),
                origins=(
                    Origin(
                        source=beacon.sources[0].id,
                        kind=SourceKind.named_person,
                        name="Ines Okker",
                        statements=(part.id, echo.statements[0].id),
                    ),
                ),
                independent=Range(1, 2),
                missing=("Fen News",),
                circular=((part.id, echo.statements[0].id),),
                unordered=((part.id, echo.statements[0].id),),
                confidence=0.5,
            ),
        ),
        steps=(
            Step(
                later=echo.statements[0].id,
                earlier=part.id,
                basis=LinkBasis.credit,
                order=Order.clock,
                score=0.8,
                changes=(
                    Change(
                        kind=ChangeKind.hedge_added,
                        before=(Span(opens, opens + 7),),
                        after=(Span(autumn, autumn + 9), Span(autumn + 10, autumn + 17)),
                    ),
                    Change(kind=ChangeKind.reworded),
                ),
                credit=(Span(0, 4),),
                passages=(shared,),
            ),
        ),
    )


@pytest.fixture
def in_languages(case: Case, make: Make, weir_trace: Trace) -> Case:
    """Return the traced collection with four articles that were not read: three in French, one of these twice."""
    barrage, pont, wehr = (
        captured(make(name, text, outlet="Le Tarn"), f"https://tarn.example/{name}", f"2027-03-0{n}T09:00:00Z", n)
        for n, (name, text) in enumerate(
            (("barrage", "Le barrage"), ("pont", "Le pont"), ("wehr", "Das Wehr")), start=1
        )
    )
    again = captured(make("barrage2", "Le barrage"), "https://tarn.example/barrage", "2027-03-09T09:00:00Z", 9)
    lac = make("lac", "Le lac", outlet="Le Tarn")
    french = [replace(one, not_read="fr") for one in (barrage, again, pont, lac)]
    case.add([*french, replace(wehr, not_read="de")])
    case.keep_trace(weir_trace)
    return case


class Site:
    """A site on this machine: what each path answers, and who asked for what with which headers."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.root = ""

    def put(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> str:
        """Let a path answer so, and return its address; an underscore in a header's name stands for a hyphen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, body.encode() if isinstance(body, str) else body)
        return self.root + path

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request; a tag that is sent back as it was given is answered with 304."""
        self.asked.append((handler.path, dict(handler.headers.items())))
        status, headers, body = self.pages.get(handler.path, (404, {}, b""))
        if status == 200 and headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        handler.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            handler.send_header(name, value)
        if status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a site on this machine while a test runs."""
    held = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.root = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield held
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], AbstractContextManager[None]]:
    """Return what makes whence know so many versions of the case file only.

    What is counted beforehand is left out: it is made anew when the file is brought forward. No former claims are kept.
    """

    @contextmanager
    def known(versions: int) -> Iterator[None]:
        with monkeypatch.context() as patched:
            patched.setattr(schema, "VERSIONS", schema.VERSIONS[:versions])
            for name in ("fill", "take_in"):
                patched.setattr(summary, name, lambda *_: None)
            patched.setattr(former, "remember", lambda *_: None)
            yield

    return known
