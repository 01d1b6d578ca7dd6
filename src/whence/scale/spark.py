"""The engine on PySpark: a table is an RDD, what is kept lies in files that any of Spark's filesystems holds.

Rows travel as pickled Python objects, of which most are columns of numbers (`whence.scale.blocks.cut`): the JVM moves
and sorts bytes, and every function over a part runs in a Python worker, which Spark starts anew where it is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import add
from typing import Any

from whence.errors import WhenceError
from whence.scale.engine import Keeping
from whence.scale.wording import NEEDS_JAVA, NEEDS_SPARK

__all__ = ["Spark", "session"]


def session(master: str | None = None, settings: Iterable[tuple[str, str]] = ()) -> Any:
    """Return the Spark session that runs, or a new one; `master` and `settings` are Spark's own, for a new one.

    Raises `WhenceError` where PySpark, or Java, is missing.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  -- an extra
    except ImportError as error:
        raise WhenceError(NEEDS_SPARK) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("whence scale")
    if master is not None:
        builder = builder.master(master)
    if master is None or master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    for name, value in (*_DEFAULTS, *settings):
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # PySpark raises bare exceptions of several kinds where Java is not there
        raise WhenceError(NEEDS_JAVA) from error


_DEFAULTS = (
    ("spark.ui.showConsoleProgress", "false"),
    ("spark.log.level", "ERROR"),
    ("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "true"),
)


class Spark(Keeping):
    """Answers the plan with a Spark session.

    What is kept lies below `folder`, so that a run that was stopped goes on behind its last stage. `blocks` is how many
    parts rows are brought together in: two or three for each core of the cluster, and more where a part's
    articles do not fit a worker's memory.
    """

    def __init__(self, session: Any, folder: str, *, blocks: int) -> None:
        super().__init__()
        self.session = session
        self.context = session.sparkContext
        self.folder = folder.rstrip("/")
        self.blocks = blocks

    def table(self, rows: Sequence[Any]) -> _Rows:
        """Return rows at hand as a table."""
        return _Rows(self, self.context.parallelize(rows, max(1, min(len(rows), self.blocks))))

    def shared(self, value: Any) -> Any:
        """Hand a value to every worker, once for each."""
        return self.context.broadcast(value)

    def is_kept(self, name: str) -> bool:
        """Whether a table of this name was kept whole."""
        return self._exists(f"{self.folder}/{name}/_SUCCESS")

    def forget(self) -> None:
        """Take away all that was kept."""
        self.remove(self.folder)

    def remove(self, place: str) -> None:
        """Take away a folder of any filesystem, if it is there."""
        path = self._path(place)
        path.getFileSystem(self._settings()).delete(path, True)

    def _exists(self, place: str) -> bool:
        path = self._path(place)
        return bool(path.getFileSystem(self._settings()).exists(path))

    def clear(self, name: str) -> None:
        """Take away what is kept under a name, or what a run that was stopped has left half made of it."""
        self.remove(f"{self.folder}/{name}")

    def stored(self, name: str) -> _Rows:
        """Return the table that is kept under a name."""
        return _Rows(self, self.context.pickleFile(f"{self.folder}/{name}"))

    def _path(self, place: str) -> Any:
        return self.context._jvm.org.apache.hadoop.fs.Path(place)

    def _settings(self) -> Any:
        return self.context._jsc.hadoopConfiguration()


class _Rows:
    """A table of the engine."""

    def __init__(self, engine: Spark, rdd: Any) -> None:
        self._engine = engine
        self.rdd = rdd

    def over(self, function: Callable[[Iterator[Any]], Iterable[Any]]) -> _Rows:
        return _Rows(self._engine, self.rdd.mapPartitions(function))

    def and_(self, *others: Any) -> _Rows:
        return _Rows(self._engine, self._engine.context.union([self.rdd, *(other.rdd for other in others)]))

    def grouped(self) -> _Rows:
        blocks = self._engine.blocks
        parts = self.rdd.partitionBy(blocks, lambda key: key % blocks)
        return _Rows(self._engine, parts.mapPartitions(_grouped))

    def numbered(self) -> _Rows:
        ordered = self.rdd.sortBy(lambda row: row, numPartitions=self._engine.blocks)
        return _Rows(self._engine, ordered.zipWithIndex().map(lambda row: (row[1], row[0])))

    def summed(self, nothing: Any) -> Any:
        return self.rdd.treeAggregate(nothing, add, add)

    def kept(self, name: str) -> _Rows:
        engine = self._engine
        place = f"{engine.folder}/{name}"
        engine.within.append(name)
        if not engine.is_kept(name):
            engine.clear(name)
            self.rdd.saveAsPickleFile(place, 64)
        return engine.stored(name)

    def rows(self) -> list[Any]:
        found: list[Any] = self.rdd.collect()
        return found


def _grouped(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, list[Any]]]:
    """Bring together the rows of one part: all of a key lie in it, and a part is made to fit a worker."""
    found: dict[int, list[Any]] = {}
    for key, item in rows:
        found.setdefault(key, []).append(item)
    while found:
        yield found.popitem()


def rows_of(tables: Iterable[_Rows]) -> Iterator[Any]:
    """Yield the rows of several tables."""
    return chain.from_iterable(table.rows() for table in tables)
