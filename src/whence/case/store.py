"""`Case`: a case file that is open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from whence import words
from whence.case import checks, corrected, decisions, doubts, pictures, summary, traces
from whence.case.connection import connect, empty_log, told, transaction
from whence.case.doubts import Doubt
from whence.case.earlier import Stored
from whence.case.former import Former, claim_now, former
from whence.case.ids import Named, named
from whence.case.manifest import ReadBy, manifest
from whence.case.migrate import migrate
from whence.case.older import Copy, connect_to_newest
from whence.case.rows import (
    Row,
    article_of,
    article_row,
    source_of,
    source_row,
    statement_of,
    statement_row,
    storable,
)
from whence.case.search import Hit, search
from whence.case.traces import TracedBy, Tracing
from whence.errors import CaseError
from whence.match.records import Matched, Version
from whence.pictures.records import Group, Picture
from whence.records import (
    Article,
    Claim,
    Credit,
    Decision,
    Link,
    Passage,
    Reading,
    Skipped,
    Source,
    Statement,
    Step,
    Trace,
)

__all__ = ["Added", "Case"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `Case.add` has brought in, and how much of what it was given stood there already."""

    articles: int = 0
    statements: int = 0
    sources: int = 0
    skipped: int = 0
    known_articles: int = 0
    known_skipped: int = 0

    def __add__(self, other: Added) -> Added:
        names = self.__slots__
        return Added(**{name: getattr(self, name) + getattr(other, name) for name in names})


class Case:
    """A case file that is open; a context manager that closes it.

    Several may be open at once, in one process or many: those that read see what is complete while another writes,
    and those that write take turns, an article each. An older case file is brought to this version when it is opened.

    Args:
        path: the SQLite file; it is made where there is none.
        must_exist: raise `CaseError` where there is none.
        read_only: open it so that no byte of it can change; it must exist. Of an older one, a copy in the folder for
            temporary files is brought to this version and read; it is removed when the case is closed.

    Raises:
        NewerCase: a newer whence has made the file.
        CaseError: the file is no case file, or cannot be opened or written. Every method may raise it.
    """

    def __init__(self, path: str | os.PathLike[str], *, must_exist: bool = False, read_only: bool = False) -> None:
        self.path = place = Path(path)
        _check(place, must_exist or read_only)
        self._copy: Copy | None = None
        with told():
            if read_only:
                self._connection, self._copy = connect_to_newest(place)
                return
            self._connection = connect(place)
            try:
                migrate(self._connection)
                if self._connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    self._connection.execute("PRAGMA journal_mode = WAL")
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with told():
            self._connection.close()
        if self._copy is not None:
            self._copy.close()

    # --- adding and removing --------------------------------------------------------------------------------------

    def __contains__(self, article: object) -> bool:
        """Whether an article of this id is stored: whoever asks first need not read it again."""
        with told():
            found = self._connection.execute("SELECT 1 FROM article WHERE id = ?", (article,)).fetchone()
        return found is not None

    def add(
        self, readings: Iterable[Reading | Skipped], *, read_by: ReadBy | None = None, inputs: Iterable[str] = ()
    ) -> Added:
        """Store readings as they come, each article with its statements and sources in one transaction.

        An article whose id is stored already changes nothing; of two statements with one id, which stand for the same
        words in the same form, the first is kept. A skipped source is kept with its last reason for as long as no
        article of its name is stored. `read_by` says what read the articles and `inputs` what the user named, for the
        manifest. Where this is interrupted, whatever was stored stays stored whole.
        """
        by = read_by or ReadBy()
        self._note(inputs)
        added = Added()
        for item in readings:
            added += self._add_skipped(item) if isinstance(item, Skipped) else self._add_reading(item, by)
        return added

    def find(self, name: str) -> list[str]:
        """Return the ids of the articles that a name means: an article's id, or its file, which several may share."""
        sql = "SELECT id FROM article WHERE id = ?1 OR file = ?1 ORDER BY id"
        with told():
            return [row["id"] for row in self._connection.execute(sql, (storable(name),))]

    def remove(self, *names: str) -> list[str]:
        """Take articles out with all that hangs on them, and return their ids; a name is an article's id or its file.

        The stored trace goes with them, for what it says of the others rests on them too: it is to be made again.
        Their words are overwritten in the file and in its index, which is therefore written anew: that takes seconds
        for tens of thousands of articles. Where another process is reading, the file keeps them until both have closed.
        """
        with told():
            with transaction(self._connection):
                ids = sorted({found for name in names for found in self.find(name)})
                if ids:
                    traces.drop(self._connection)
                self._connection.executemany("DELETE FROM article WHERE id = ?", [(found,) for found in ids])
                if ids:
                    summary.fill(self._connection)
                for index in ("article_words", "statement_words") if ids else ():
                    self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
            empty_log(self._connection)
        return ids

    def _note(self, inputs: Iterable[str]) -> None:
        rows = [(storable(name),) for name in inputs]
        with told(), transaction(self._connection):
            self._connection.executemany("INSERT OR IGNORE INTO input (source) VALUES (?)", rows)

    def _add_reading(self, reading: Reading, by: ReadBy) -> Added:
        try:
            return self._insert_reading(reading, by)
        except UnicodeEncodeError:
            return self._insert_reading(storable(reading), by)

    def _insert_reading(self, reading: Reading, by: ReadBy) -> Added:
        article = reading.article
        if article.id in self:
            return Added(known_articles=1)
        with told(), transaction(self._connection):
            row = article_row(article) | {"not_read": reading.not_read, "read_by": self._read_by(by)}
            if not self._insert("article", [row]):  # another process was quicker
                return Added(known_articles=1)
            self._connection.execute("DELETE FROM skipped WHERE source = ?", (article.file,))
            sources = [source_row(source, article.id, n) for n, source in enumerate(reading.sources)]
            statements = [
                statement_row(statement, article.id, article.text, n) for n, statement in enumerate(reading.statements)
            ]
            added = Added(
                articles=1,
                sources=self._insert("source", sources),
                statements=self._insert("statement", statements),
            )
            summary.take_in(self._connection, article.id)
            return added

    def _insert(self, table: str, rows: list[Row]) -> int:
        """Insert rows, pass over those that are there already, and return how many were not."""
        if not rows:
            return 0
        names = ", ".join(rows[0])
        marks = ", ".join("?" for _ in rows[0])
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608  -- own names
        return self._connection.executemany(sql, [tuple(row.values()) for row in rows]).rowcount

    def _read_by(self, by: ReadBy) -> int:
        values = (by.whence, by.model, by.settings)
        self._connection.execute("INSERT OR IGNORE INTO read_by (whence, model, settings) VALUES (?, ?, ?)", values)
        sql = "SELECT n FROM read_by WHERE whence = ? AND model = ? AND settings = ?"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def _add_skipped(self, skipped: Skipped) -> Added:
        values = (storable(skipped.source), storable(skipped.reason))
        with told(), transaction(self._connection):
            changed = self._connection.execute(_SKIP, values).rowcount
        return Added(skipped=1) if changed > 0 else Added(known_skipped=1)

    def keep_trace(
        self,
        trace: Trace,
        *,
        traced_by: TracedBy | None = None,
        articles: Iterable[str] | None = None,
        corrected_readings: Iterable[Reading] = (),
    ) -> None:
        """Store a trace in one transaction, in the place of the one that is stored.

        `articles` are the ids of the articles that it was made from, all that are stored where it is not given: where
        one is added later, the trace is no longer current (`tracing`), and where one is removed it is dropped.

        Raises `CaseError` where one of them has been removed meanwhile.
        """
        by, readings = traced_by or TracedBy(), list(corrected_readings)
        ids = None if articles is None else set(articles)
        with told():
            try:
                with transaction(self._connection):
                    traces.keep(self._connection, trace, by, ids)
                    corrected.keep(self._connection, readings)
                    doubts.keep(self._connection, trace.near, trace.denials)
                    summary.fill(self._connection, ids)
            except UnicodeEncodeError:
                with transaction(self._connection):
                    traces.keep(self._connection, storable(trace), by, ids)
                    corrected.keep(self._connection, map(storable, readings))
                    doubts.keep(self._connection, trace.near, trace.denials)
                    summary.fill(self._connection, ids)

    def keep_owners(self, owners: Mapping[str, str]) -> None:
        """Store who owns which outlet, in the place of what was stored: names as the user gives them."""
        with told(), transaction(self._connection):
            self._connection.execute("DELETE FROM owner")
            rows = [(storable(outlet), storable(owner)) for outlet, owner in owners.items()]
            self._connection.executemany("INSERT INTO owner (outlet, owner) VALUES (?, ?)", rows)

    def keep_checks(self, found: Iterable[Matched], *, given: Iterable[str], seen: Iterable[str] = ()) -> None:
        """Store which published checks speak of which claims, in the place of what stood there of the same feeds.

        `given` are the feeds as the user named them, `seen` the ids of all checks that were read from them.
        """
        kept = [storable(match) for match in found]
        with told(), transaction(self._connection):
            checks.keep(self._connection, kept, given=map(storable, given), seen=seen)

    def drop_checks(self) -> int:
        """Take all published checks out, and return how many there were."""
        with told(), transaction(self._connection):
            return checks.drop(self._connection)

    def keep_pictures(self, found: Iterable[Picture], same: Iterable[Group]) -> None:
        """Store the articles' pictures, and which of them are one, in the place of what was stored."""
        kept, groups = [storable(one) for one in found], [storable(one) for one in same]
        with told(), transaction(self._connection):
            pictures.keep(self._connection, kept, groups)

    def decide(self, *made: Decision) -> int:
        """Add people's decisions to the log, and return how many it did not hold.

        None is ever changed or deleted, and they outlive the trace that they are about.
        """
        with told(), transaction(self._connection):
            return decisions.add(self._connection, map(storable, made))

    # --- reading --------------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything that is read below come from one state of the file, whatever others write meanwhile.

        One inside another is of the same state.
        """
        if self._connection.in_transaction:
            yield
            return
        with told(), transaction(self._connection, "DEFERRED"):
            yield

    def articles(self) -> Iterator[Article]:
        """Yield the articles, by file and id."""
        for article in self._ids():
            with told():
                row = self._connection.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
            if row is not None:  # it was removed meanwhile
                yield article_of(row)

    def readings(self) -> Iterator[Reading]:
        """Yield each article with its statements and sources, equal to what was stored, by file and id."""
        for article in self._ids():
            with told():
                reading = self._reading(article)
            if reading is not None:
                yield reading

    def as_read(self, *articles: str) -> Iterator[Reading]:
        """Yield the readings, or those of some articles, as they were read: without what people have corrected."""
        with told():
            changed = {row["article"] for row in self._connection.execute("SELECT article FROM corrected")}
        for article in articles or self._ids():
            with told():
                reading = self._reading(article, "_read" if article in changed else "")
            if reading is not None:
                yield reading

    def earlier(self) -> Stored:
        """Return what finds the articles that are stored, for `whence.ingest.ingest`."""
        return Stored(self._connection)

    def reading(self, article: str) -> Reading | None:
        """Return the article of an id with its statements and sources, None where it is not stored."""
        with told():
            return self._reading(article)

    def named(self, given: str) -> list[Named]:
        """Return the claim, statement, source or article of an id; or several, whose ids begin so."""
        with told():
            return named(self._connection, storable(given))

    def former(self, given: str) -> Former | None:
        """Return the claim of a former trace that had an id, or one that begins so, with the claims that it is in now.

        None where no former claim is meant, and where a claim has the id now.
        """
        with told():
            return former(self._connection, storable(given))

    def claim_now(self, id: str) -> str:
        """Return the id of the claim that is meant by one that a former claim had, whole; any other is given back.

        Raises `former.SeveralNow` where its statements are in several claims now.
        """
        with told():
            return claim_now(self._connection, storable(id))

    def namings(self, source: str) -> list[tuple[str, str]]:
        """Return all sources that are the same as one: their ids with their articles', by the articles' files."""
        with told():
            return [(row["id"], row["article"]) for row in self._connection.execute(_NAMINGS, {"id": source})]

    def claims_by(self, source: str) -> list[str]:
        """Return the ids of the claims of which a source is an origin."""
        sql = "SELECT DISTINCT claim FROM origin WHERE source = ? ORDER BY n"
        with told():
            return [row["claim"] for row in self._connection.execute(sql, (source,))]

    def denies(self, claim: str) -> list[str]:
        """Return the ids of the claims that a claim denies."""
        sql = "SELECT DISTINCT c.id FROM claim AS c, json_each(c.denied_by) AS by WHERE by.value = ? ORDER BY c.n"
        with told():
            return [row["id"] for row in self._connection.execute(sql, (claim,))]

    def shared_with(self, article: str) -> list[Passage]:
        """Return the passages that an article shares with others."""
        with told():
            return traces.shared_with(self._connection, article)

    def read_by(self, article: str) -> ReadBy | None:
        """Return what read an article, None where it is not stored."""
        sql = (
            "SELECT r.whence, r.model, r.settings FROM read_by AS r JOIN article AS a ON a.read_by = r.n WHERE a.id = ?"
        )
        with told():
            row = self._connection.execute(sql, (article,)).fetchone()
        return ReadBy(**dict(row)) if row else None

    def files(self) -> dict[str, str]:
        """Return the file of each article, by its id."""
        with told():
            return {row["id"]: row["file"] for row in self._connection.execute("SELECT id, file FROM article")}

    def statement_count(self) -> int:
        """Return how many statements the articles hold, without parts of them."""
        with told():
            return int(self._connection.execute("SELECT count(*) FROM statement").fetchone()[0])

    def article_of(self, statement: str) -> str | None:
        """Return the id of the article that a statement, or a part of one, stands in; None where it is not stored."""
        with told():
            row = self._connection.execute(_ARTICLE_OF, (statement, statement)).fetchone()
        return row["article"] if row else None

    def outlet(self, article: str) -> str | None:
        """Return the outlet of an article, None where it is not known."""
        with told():
            row = self._connection.execute("SELECT outlet FROM article WHERE id = ?", (article,)).fetchone()
        return row["outlet"] if row else None

    def text(self, article: str) -> str:
        """Return the text of an article, "" where it is not stored."""
        with told():
            row = self._connection.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
        return row["text"] if row else ""

    def skipped(self) -> list[Skipped]:
        """Return the sources that have given no article, by name, each with its last reason."""
        with told():
            rows = self._connection.execute("SELECT source, reason FROM skipped ORDER BY source").fetchall()
        return [Skipped(source=row["source"], reason=row["reason"]) for row in rows]

    def manifest(self) -> dict[str, object]:
        """Return versions, digests, inputs and counts, ready for JSON: `docs/case-file.md` names them."""
        with told():
            return manifest(self._connection)

    def trace(self) -> Trace | None:
        """Return the stored trace, equal to what was kept; None where the collection is not traced."""
        with told():
            return traces.load(self._connection)

    def tracing(self) -> Tracing | None:
        """Return what made the stored trace, and whether it is of all articles; None where there is none."""
        with told():
            return traces.tracing(self._connection)

    def unheeded(self) -> bool:
        """Whether decisions were made or taken back since the trace was made; False where there is none."""
        with told():
            return traces.unheeded(self._connection)

    def claims(self, *ids: str) -> Iterator[Claim]:
        """Yield the claims, or those of the given ids, in the trace's order."""
        return _told_each(traces.claims(self._connection, *ids))

    def claims_of(self, statements: Iterable[str]) -> dict[str, str]:
        """Return the claim of each statement that has one, as ids."""
        with told():
            return traces.claims_of(self._connection, statements)

    def checks(self, *claims: str) -> list[Matched]:
        """Return the published checks that speak of some claims, or of any: by claim, then the surest first."""
        with told():
            return checks.matched(self._connection, *claims)

    def picture_groups(self) -> list[Group]:
        """Return the pictures that stand in several places of the collection, those in most places first."""
        with told():
            return pictures.groups(self._connection)

    def picture_preview(self, picture: str) -> bytes | None:
        """Return a small JPEG of a picture, None where there is no such picture."""
        with told():
            return pictures.preview(self._connection, picture)

    def versions(self) -> Iterator[Version]:
        """Yield the versions of all claims: the claim's id, the statement's id and words, and its article's id."""
        return _told_each(checks.versions(self._connection))

    def steps(self, *, later: Iterable[str] = (), earlier: Iterable[str] = ()) -> Iterator[Step]:
        """Yield the steps, or those that lead to one of some statements, or from one; in the trace's order."""
        return _told_each(traces.steps(self._connection, later=later, earlier=earlier))

    def links(self, statements: Iterable[str]) -> list[Link]:
        """Return the links that have one of the statements at either end."""
        with told():
            return traces.links(self._connection, statements)

    def passages(self) -> Iterator[Passage]:
        """Yield the passages that articles share."""
        return _told_each(traces.passages(self._connection))

    def credits(self, article: str) -> list[Credit]:
        """Return what an article credits."""
        with told():
            return traces.credits_of(self._connection, article)

    def parts(self, article: str) -> list[Statement]:
        """Return the statements that an article's contents were split into when the collection was traced."""
        with told():
            return traces.parts(self._connection, article)

    def same_as(self, sources: Iterable[str]) -> dict[str, str]:
        """Return the source that stands for each of some sources which is not its own, as ids."""
        with told():
            return traces.same_as(self._connection, sources)

    def standing_for(self, sources: Iterable[str]) -> dict[str, Source]:
        """Return, for each of some sources that another stands for, that other one, by id."""
        with told():
            return traces.standing_for(self._connection, sources)

    def inputs(self) -> list[str]:
        """Return what users named as sources."""
        with told():
            return [row["source"] for row in self._connection.execute("SELECT source FROM input ORDER BY source")]

    def owners(self) -> dict[str, str]:
        """Return the owner of each outlet that the user has named one for, by outlet."""
        with told():
            rows = self._connection.execute("SELECT outlet, owner FROM owner ORDER BY outlet").fetchall()
        return {row["outlet"]: row["owner"] for row in rows}

    def decisions(self) -> list[Decision]:
        """Return what people decided, by time and id."""
        with told():
            return decisions.load(self._connection)

    def doubts(self, after: Doubt = (-1.0, "", "", "")) -> Iterator[Doubt]:
        """Yield what the stored trace is not sure of, the least sure first, behind a place: see `case.doubts`."""
        return _told_each(doubts.doubts(self._connection, after))

    def doubts_about(self, ids: Iterable[str]) -> Iterator[Doubt]:
        """Yield what the stored trace is not sure of, of some ids alone, where they are the first of the two."""
        return _told_each(doubts.about(self._connection, ids))

    def doubt_count(self) -> int:
        """Return how much the stored trace is not sure of."""
        with told():
            return doubts.count(self._connection)

    def stored(self, ids: Iterable[str]) -> set[str]:
        """Return those of some ids that are of a statement, a part or a source."""
        with told():
            return doubts.stored(self._connection, ids)

    def search(
        self,
        query: str,
        *,
        source: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """Return the articles that hold all the words, the closest match first; accents and case make no difference.

        `"two words"` is a phrase, `wor*` the beginning of a word; nothing else has a meaning of its own. With `source`,
        the statements of sources with that name or alias are searched instead; with `outlet`, one outlet's articles.
        Both may be some of the name's words. `since` and `until` are ISO 8601 (a year, month, day or time) and include
        what they name; an article without a time is then left out. A blank query with one of the four finds all that
        they leave.

        Raises `WrongUse` for a time that is none.
        """
        with told():
            narrowed = {"source": source, "outlet": outlet, "since": since, "until": until}
            return list(search(self._connection, query, limit=limit, **narrowed))

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[sqlite3.Row]:
        """Return the rows that a query of whence's own gives: `browse` asks for one screen's worth of them."""
        with told():
            return self._connection.execute(sql, values).fetchall()

    def _ids(self) -> list[str]:
        with told():
            return [row["id"] for row in self._connection.execute("SELECT id FROM article ORDER BY file, id")]

    def _reading(self, article: str, suffix: str = "") -> Reading | None:
        row = self._connection.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
        if row is None:
            return None
        return Reading(
            article=article_of(row),
            statements=tuple(map(statement_of, self._of(f"statement{suffix}", article))),
            sources=tuple(map(source_of, self._of(f"source{suffix}", article))),
            not_read=row["not_read"],
        )

    def _of(self, table: str, article: str) -> sqlite3.Cursor:
        sql = f"SELECT * FROM {table} WHERE article = ? ORDER BY position"  # noqa: S608  -- own names
        return self._connection.execute(sql, (article,))


def _told_each(found: Iterator[_T]) -> Iterator[_T]:
    """Yield what an iterator yields, with SQLite's errors told as the case file's."""
    with told():
        yield from found


_ARTICLE_OF = "SELECT article FROM statement WHERE id = ? UNION ALL SELECT article FROM part WHERE id = ?"
_NAMINGS = """
    WITH one (id) AS (SELECT coalesce((SELECT canonical FROM same WHERE source = :id), :id))
    SELECT w.id, w.article FROM source AS w JOIN article AS a ON a.id = w.article
    WHERE w.id IN (SELECT id FROM one UNION SELECT source FROM same WHERE canonical = (SELECT id FROM one))
    ORDER BY a.file, a.id, w.position
"""
_SKIP = """
    INSERT INTO skipped (source, reason) SELECT ?1, ?2
    WHERE NOT EXISTS (SELECT 1 FROM article WHERE file = ?1)
    ON CONFLICT (source) DO UPDATE SET reason = excluded.reason WHERE reason != excluded.reason
"""


def _check(path: Path, must_exist: bool) -> None:
    if path.is_dir():
        raise CaseError(words.CASE_IS_FOLDER)
    if must_exist and not path.exists():
        raise CaseError(words.NO_CASE)
    if not path.exists() and not path.absolute().parent.is_dir():
        raise CaseError(words.NO_CASE_FOLDER)
