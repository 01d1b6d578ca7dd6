"""The pictures of articles in a case file: what is kept is what is read, and it goes with its articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from whence.case import Case, schema, schema_films, schema_pictures
from whence.export.whole import case_json
from whence.pictures.records import (
    Credentials,
    Difference,
    DifferenceKind,
    Embedded,
    Group,
    Likeness,
    Picture,
    Relation,
    Shown,
)
from whence.records import Reading, Span, Trace

SAID = Embedded(creator="Ada Roe \N{PILE OF POO}", taken="2031-05-14", read_from=("IPTC",))
SIGNED = Credentials(signed_by="Fen Photo Ltd", checked=False, why="it was changed")


def picture(number: int, article: str) -> Picture:
    """Return a picture that says all there is to say."""
    return Picture(
        id=f"p{number}",
        article=article,
        number=number,
        file="beacon_files/a.jpg",
        digest="d",
        format="JPEG",
        size=(640, 480),
        url="https://beacon.example/a.jpg",
        alt="A weir",
        caption=Span(0, 4),
        credit=Span(5, 9),
        embedded=SAID,
        credentials=SIGNED,
        frame=2.5,
        gray=b"\0\1",
        preview=b"\xff\xd8",
    )


@pytest.fixture
def group() -> Group:
    """Return a picture that two articles show."""
    likeness = Likeness(relation=Relation.cropped, score=0.9, part=(0.1, 0.0, 1.0, 0.75))
    shown = tuple(
        Shown(picture=picture(n, article), likeness=likeness) for n, article in enumerate(("id-beacon", "id-echo"))
    )
    apart = Difference(kind=DifferenceKind.date, a="p0", b="p1", a_words=("in June",), b_words=("in autumn", "2027"))
    return Group(id="g", shown=shown, differences=(apart,))


def test_what_is_kept_is_what_is_read(case: Case, group: Group) -> None:
    """Groups come back equal, twice kept is once kept, and the small copy is there by its picture's id."""
    for _ in range(2):
        case.keep_pictures([shown.picture for shown in group.shown], [group])
        assert case.picture_groups() == [group]
    assert (case.picture_preview("p0"), case.picture_preview("none")) == (b"\xff\xd8", None)
    sql = "SELECT id, caption, credit, same_as, relation FROM v_picture ORDER BY id"
    assert tuple(case.rows(sql)[0]) == ("p0", "Weir", "at Z", "g", "cropped")
    exported = json.loads(b"".join(case_json(case)))["pictures"]
    assert [one["picture"] for one in exported[0]["shown"]] == ["p0", "p1"]
    case.remove("echo.txt")
    assert case.picture_groups() == []
    assert len(case.rows("SELECT * FROM picture")) == 1
    assert case.rows("SELECT * FROM picture_difference") == []


def test_a_file_without_room_for_pictures_is_brought_forward(
    tmp_path: Path,
    weir: list[Reading],
    weir_trace: Trace,
    group: Group,
    older: Callable[[int], AbstractContextManager[None]],
) -> None:
    """A traced file of the version before this one keeps its trace and takes pictures from then on."""
    with older(schema.VERSIONS.index(schema_pictures.SCRIPT)), Case(tmp_path / "old.case") as old:
        old.add(weir)
        old.keep_trace(weir_trace)
    with Case(tmp_path / "old.case") as now:
        assert now.trace() == weir_trace
        now.keep_pictures([shown.picture for shown in group.shown], [group])
        assert now.picture_groups() == [group]


def test_pictures_without_room_for_films_are_brought_forward(
    tmp_path: Path, weir: list[Reading], group: Group, older: Callable[[int], AbstractContextManager[None]]
) -> None:
    """A file of the version before films keeps its pictures and groups, and takes frames that no article shows."""
    with older(schema.VERSIONS.index(schema_films.SCRIPT)), Case(tmp_path / "old.case") as old:
        old.add(weir)
        old.keep_pictures([shown.picture for shown in group.shown], [group])
    with Case(tmp_path / "old.case") as now:
        assert now.picture_groups() == [group]
        now.keep_pictures([replace(picture(9, "id-beacon"), article=None, caption=None, credit=None)], [])
        (row,) = now.rows("SELECT article, frame, outlet FROM v_picture")
        assert tuple(row) == (None, 2.5, None)
