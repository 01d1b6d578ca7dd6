"""The pictures of articles in a case file: those that look the same in groups, with what is said of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec

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
from whence.records import Span

__all__ = ["drop", "groups", "keep", "preview"]


def keep(connection: sqlite3.Connection, pictures: Iterable[Picture], found: Iterable[Group]) -> None:
    """Store pictures and which of them are one, in the place of what was stored."""
    drop(connection)
    for picture in pictures:
        _insert(connection, "picture", _row(picture))
    for group in found:
        for shown in group.shown:
            likeness = shown.likeness
            row = {"of": group.id, "picture": shown.picture.id, "relation": likeness.relation.value}
            _insert(connection, "picture_shown", row | {"score": likeness.score, "part": _json(likeness.part)})
        for one in group.differences:
            row = {"of": group.id, "kind": one.kind.value, "a": one.a, "b": one.b}
            words: dict[str, str] = {"a_words": _json(one.a_words), "b_words": _json(one.b_words)}
            _insert(connection, "picture_difference", row | words)


def drop(connection: sqlite3.Connection) -> int:
    """Take all pictures out, and return how many there were."""
    return connection.execute("DELETE FROM picture").rowcount


def groups(connection: sqlite3.Connection) -> list[Group]:
    """Return the pictures that stand in several places, in the order in which they were stored.

    What an article that was removed took along is gone from its group; a group of one place is none.
    """
    shown: dict[str, list[Shown]] = {}
    sql = "SELECT p.*, s.of, s.relation, s.score, s.part FROM picture_shown AS s JOIN picture AS p ON p.id = s.picture"
    for row in connection.execute(f"{sql} ORDER BY s.n"):
        likeness = Likeness(
            relation=Relation(row["relation"]), score=row["score"], part=msgspec.json.decode(row["part"], type=_PART)
        )
        shown.setdefault(row["of"], []).append(Shown(picture=_picture(row), likeness=likeness))
    apart: dict[str, list[Difference]] = {}
    for row in connection.execute("SELECT * FROM picture_difference ORDER BY n"):
        apart.setdefault(row["of"], []).append(
            Difference(
                kind=DifferenceKind(row["kind"]),
                a=row["a"],
                b=row["b"],
                a_words=tuple(msgspec.json.decode(row["a_words"], type=list[str])),
                b_words=tuple(msgspec.json.decode(row["b_words"], type=list[str])),
            )
        )
    found = (Group(id=key, shown=tuple(own), differences=tuple(apart.get(key, ()))) for key, own in shown.items())
    return [group for group in found if len(group.places) > 1]


def preview(connection: sqlite3.Connection, picture: str) -> bytes | None:
    """Return the small JPEG of a picture, None where there is no such picture."""
    row = connection.execute("SELECT preview FROM picture WHERE id = ?", (picture,)).fetchone()
    return bytes(row["preview"]) if row else None


_PART = tuple[float, float, float, float]


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  -- own names
    connection.execute(sql, tuple(row.values()))


def _row(picture: Picture) -> dict[str, object]:
    return {
        "id": picture.id,
        "article": picture.article,
        "number": picture.number,
        "file": picture.file,
        "digest": picture.digest,
        "format": picture.format,
        "width": picture.size[0],
        "height": picture.size[1],
        "url": picture.url,
        "alt": picture.alt,
        "caption": picture.caption and _json(picture.caption),
        "credit": picture.credit and _json(picture.credit),
        "embedded": _json(picture.embedded),
        "credentials": picture.credentials and _json(picture.credentials),
        "frame": picture.frame,
        "gray": picture.gray,
        "preview": picture.preview,
    }


def _picture(row: sqlite3.Row) -> Picture:
    return Picture(
        id=row["id"],
        article=row["article"],
        number=row["number"],
        file=row["file"],
        digest=row["digest"],
        format=row["format"],
        size=(row["width"], row["height"]),
        url=row["url"],
        alt=row["alt"],
        caption=_span(row["caption"]),
        credit=_span(row["credit"]),
        embedded=msgspec.json.decode(row["embedded"], type=Embedded),
        credentials=row["credentials"] and msgspec.json.decode(row["credentials"], type=Credentials),
        frame=row["frame"],
        gray=bytes(row["gray"]),
        preview=bytes(row["preview"]),
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _span(text: str | None) -> Span | None:
    return Span(*msgspec.json.decode(text, type=list[int])) if text else None
