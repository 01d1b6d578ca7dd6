"""Readings made by hand, without the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from whence.case import Case
from whence.records import (
    Act,
    Article,
    Block,
    Form,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
)

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
