"""Articles, the statements of them that count, and who says these, as rows to browse."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from whence import words
from whence.case.query import fold
from whence.case.rows import article_of, is_live, spans_of
from whence.records import Article, Form, SourceKind
from whence.text.shown import harmless
from whence.times import of_line

__all__ = [
    "Adding",
    "Outlets",
    "Printed",
    "Speakers",
    "add_sources",
    "articles_in_order",
    "entries_of",
    "padded",
    "turns",
]

_RANKS = {kind.value: rank for rank, kind in enumerate(SourceKind)}
_texts = msgspec.json.Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is asked of an article again and again: `n` and `outlet` are keys, `called` is how its outlet is shown.

    An article that states no outlet has one of its own, as everywhere in reports. `line` is the same for all versions
    of one article: they count once in a claim.
    """

    n: int
    id: str
    outlet: int
    called: str
    title: str
    earliest: str | None
    line: str


class Outlets:
    """The keys of outlets by their names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def key(self, name: str) -> int:
        """Return an outlet's key, a new one where it has none."""
        sql = "INSERT INTO browse_outlet (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
        self._connection.execute(sql, (name, padded(name)))
        return int(self._connection.execute("SELECT n FROM browse_outlet WHERE name = ?", (name,)).fetchone()[0])


class Speakers:
    """The keys of sources that say something, by the ids of those that stand for them."""

    def __init__(self, connection: sqlite3.Connection, same: Mapping[str, str]) -> None:
        (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM browse_source").fetchone()
        self._last = int(last)
        self.same = same
        self.keys: dict[str, int] = {}

    def key(self, source: str) -> int:
        """Return the key of the source that stands for one, a new one where it has none."""
        one = self.same.get(source, source)
        return self.keys.setdefault(one, self._last + len(self.keys) + 1)


def padded(name: str) -> str:
    """Return a name without case and accents, between blanks, so that whole words can be looked for."""
    return f" {fold(name)} "


def articles_in_order(connection: sqlite3.Connection, article: str | None = None) -> list[Printed]:
    """Return all articles, or one, in the order of their time, and make their outlets known."""
    outlets = Outlets(connection)
    only = "" if article is None else "WHERE id = ?"
    columns = "n, id, file, outlet, title, earliest, canonical_address(url) AS address"
    sql = f"SELECT {columns} FROM article {only} ORDER BY coalesce(earliest, '~'), file, id"  # noqa: S608  -- own text
    return [_printed(row, outlets) for row in connection.execute(sql, () if article is None else (article,)).fetchall()]


def entries_of(connection: sqlite3.Connection, article: str | None = None) -> dict[int, dict[int, str]]:
    """Return when the entries of live pages, or of one, were published: of each line in one, the first second in UTC.

    Pages and lines are given by their keys and numbers.
    """
    only = "" if article is None else "AND id = ?"
    sql = f"SELECT * FROM article WHERE {is_live('blocks')} {only}"  # noqa: S608  -- own text
    pages = connection.execute(sql, () if article is None else (article,)).fetchall()
    return {row["n"]: dict(_entries(article_of(row))) for row in pages}


def _entries(article: Article) -> Iterator[tuple[int, str]]:
    for number in range(len(article.blocks)):
        time = of_line(article, number)
        if time is not None:
            yield number, time.earliest


def turns(articles: Iterable[Printed], entries: Mapping[int, Mapping[int, str]]) -> list[tuple[Printed, int, str]]:
    """Return articles with their numbers, from 1, in the order in which their statements were printed.

    A live page is there once for each time of its entries, which stands behind it; "" stands for an article's own.
    """
    found = []
    for number, article in enumerate(articles, start=1):
        times = {"", *entries.get(article.n, {}).values()}
        found += [(at or article.earliest or "~", number, at, article) for at in times]
    return [(article, number, at) for _, number, at, article in sorted(found, key=lambda one: one[:3])]


def _printed(row: sqlite3.Row, outlets: Outlets) -> Printed:
    called = harmless(row["outlet"] or "") or words.unknown_outlet(harmless(row["file"]))
    return Printed(
        n=row["n"],
        id=row["id"],
        outlet=outlets.key(called),
        called=called,
        title=harmless(row["title"] or ""),
        earliest=row["earliest"],
        line=row["address"] or row["id"],
    )


# --- statements -----------------------------------------------------------------------------------------------------


class Adding:
    """Articles and the statements of them that count, as they are added, whose keys are in the order of time.

    `claims` has the keys of claims, `entries` the times of live pages' lines (`entries_of`).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        speakers: Speakers,
        claims: Mapping[str, int],
        entries: Mapping[int, Mapping[int, str]],
    ) -> None:
        self._connection = connection
        self._speakers = speakers
        self._claims = claims
        self._entries = entries
        self._waiting: dict[int, list[_Unit]] = {}

    def add(self, article: Printed, number: int, at: str, *, traced: bool) -> None:
        """Add an article, and those of its statements whose turn it is (`turns`).

        `traced` says whether the stored trace takes the article in.
        """
        units = self._waiting.pop(article.n, None)
        if units is None:
            units = self._added(article, number, traced=traced)
        if article.n in self._entries:
            self._waiting[article.n] = [unit for unit in units if unit.at != at]
            units = [unit for unit in units if unit.at == at]
        (last,) = self._connection.execute("SELECT coalesce(max(n), 0) FROM browse_unit").fetchone()
        self._connection.executemany(_ADD_UNIT, ((n, *unit.row) for n, unit in enumerate(units, start=last + 1)))
        said = ((n, unit.words) for n, unit in enumerate(units, start=last + 1))
        self._connection.executemany("INSERT INTO browse_words (rowid, words) VALUES (?, ?)", said)

    def _added(self, article: Printed, number: int, *, traced: bool) -> list[_Unit]:
        """Add an article, and return its statements as they are to be added."""
        times = self._entries.get(article.n, {})
        sql = "SELECT id, kind FROM source WHERE article = ?"
        who = dict(map(tuple, self._connection.execute(sql, (article.id,))))
        found = sorted(self._connection.execute(_UNITS, {"article": article.id}), key=_start)
        units = [
            _Unit(
                at=times.get(unit["block"], ""),
                words=unit["words"],
                row=(
                    *(unit["id"], article.n, mark, self._claims.get(unit["claim"])),
                    *(*_speaker(unit, who, self._speakers), article.outlet, unit["form"], unit["act"]),
                ),
            )
            for mark, unit in enumerate(found, start=1)
        ]
        counts = len(units), _different(unit.row[3] for unit in units), _different(unit.row[4] for unit in units)
        known = article.n, article.id, number, article.outlet, article.called, article.title, article.earliest
        self._connection.execute(_ADD_ARTICLE, (*known, article.line, *counts, int(traced)))
        return units


class _Unit(NamedTuple):
    """A statement as it is to be added: the time of its entry, "" for its article's own, its words, its row."""

    at: str
    words: str
    row: tuple[Any, ...]


def _speaker(unit: sqlite3.Row, who: Mapping[str, str], speakers: Speakers) -> tuple[int | None, str]:
    """The key and the kind of the source that a statement is attributed to."""
    if unit["form"] == Form.own_voice.value or unit["speaker"] not in who:
        return None, SourceKind.none.value
    return speakers.key(unit["speaker"]), who[unit["speaker"]]


def _different(keys: Iterable[int | None]) -> int:
    return len({key for key in keys if key is not None})


def _start(unit: sqlite3.Row) -> tuple[int, int, str]:
    """Where a statement begins, as `report.collected` numbers them."""
    spans = [span for name in ("content", "cue", "source") for span in spans_of(unit[name])]
    return min((s.start for s in spans), default=0), -max((s.end for s in spans), default=0), unit["id"]


_ADD_UNIT = """
    INSERT INTO browse_unit (n, id, article, mark, claim, source, kind, outlet, form, act)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_ARTICLE = """
    INSERT INTO browse_article (
        n, id, number, outlet, called, title, earliest, line, statements, claims, sources, traced
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CLAIM = "(SELECT m.claim FROM claim_statement AS m WHERE m.statement = s.id ORDER BY m.n LIMIT 1)"
_COLUMNS = "s.id, s.form, s.act, s.words, s.content, s.cue, s.source, s.speaker, s.part_of, s.block"
# A whole statement stands for itself unless it was split, and its parts stand for it unless it is in a claim itself.
_UNITS = f"""
    SELECT * FROM (
        SELECT {_COLUMNS}, {_CLAIM} AS claim, EXISTS (SELECT 1 FROM part AS p WHERE p.part_of = s.id) AS other
        FROM statement AS s WHERE s.article = :article
        UNION ALL
        SELECT {_COLUMNS}, {_CLAIM} AS claim,
            EXISTS (SELECT 1 FROM claim_statement AS w WHERE w.statement = s.part_of) AS other
        FROM part AS s WHERE s.article = :article
    ) WHERE claim IS NOT NULL OR NOT other
"""  # noqa: S608  -- own text


# --- sources --------------------------------------------------------------------------------------------------------


def add_sources(connection: sqlite3.Connection, speakers: Speakers) -> None:
    """Add those that say something in articles that have been added, with their counts."""
    connection.executemany(_ADD_SOURCE, (_source(connection, one, key) for one, key in speakers.keys.items()))


def _source(connection: sqlite3.Connection, one: str, key: int) -> dict[str, object]:
    """A source by its fullest naming, and by all other names in the order of the articles."""
    namings = connection.execute(_NAMINGS, {"one": one}).fetchall()
    fullest = next((row for row in namings if row["id"] == one), namings[0])
    names = dict.fromkeys(name for row in namings for name in (row["name"], *_texts.decode(row["aliases"])))
    name = harmless(fullest["name"])
    also = [other for other in dict.fromkeys(map(harmless, names)) if other != name]
    return {
        "n": key,
        "id": one,
        "name": name,
        "also": msgspec.json.encode(also).decode(),
        "described": harmless(fullest["description"] or ""),
        "folded": "".join(map(padded, names)),
        "kind": fullest["kind"],
        "rank": _RANKS[fullest["kind"]],
    }


_NAMINGS = """
    SELECT w.id, w.name, w.kind, w.aliases, w.description
    FROM source AS w JOIN browse_article AS a ON a.id = w.article
    WHERE w.id = :one OR w.id IN (SELECT s.source FROM same AS s WHERE s.canonical = :one)
    ORDER BY a.number, w.position
"""
_ADD_SOURCE = """
    INSERT INTO browse_source (
        n, id, name, also, described, folded, kind, rank, statements, articles, captures, outlets, claims, origin_of
    )
    SELECT :n, :id, :name, :also, :described, :folded, :kind, :rank,
        count(*), count(DISTINCT a.line), count(DISTINCT u.article), count(DISTINCT u.outlet),
        count(DISTINCT u.claim), (
            SELECT count(DISTINCT o.claim) FROM origin AS o
            WHERE o.source = :id OR o.source IN (SELECT s.source FROM same AS s WHERE s.canonical = :id)
        )
    FROM browse_unit AS u JOIN browse_article AS a ON a.n = u.article WHERE u.source = :n
"""
