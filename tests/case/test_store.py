"""The case file keeps what it is given, whole, once, and gives it back equal."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.case import Added, Case, ReadBy, schema
from whence.errors import CaseError
from whence.records import (
    Article,
    Block,
    Correction,
    Figure,
    Hyperlink,
    Image,
    Moment,
    Note,
    Reading,
    Skipped,
    Source,
    Span,
    Statement,
    Station,
)

spans = st.builds(Span, st.integers(0, 50), st.integers(0, 50))
floats = st.floats(allow_nan=False)
st.register_type_strategy(Span, spans)
st.register_type_strategy(float, floats)
st.register_type_strategy(int, st.integers(0, 10**6))  # indices into blocks


def every(kind: type, **given_: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return a strategy for a record in which every field varies, those with a default too."""
    hints = get_type_hints(kind)
    parts = {field.name: given_.get(field.name, st.from_type(hints[field.name])) for field in fields(kind)}
    return st.builds(kind, **parts)


for part in (Block, Moment, Image, Note, Hyperlink, Correction, Station, Figure):
    st.register_type_strategy(part, every(part))

readings = st.builds(
    Reading,
    article=every(Article),
    statements=st.lists(every(Statement), max_size=3, unique_by=lambda s: s.id).map(tuple),
    sources=st.lists(every(Source), max_size=3, unique_by=lambda s: s.id).map(tuple),
    not_read=st.none() | st.text(max_size=3),
)


def in_article(reading: Reading) -> Reading:
    """Return a reading whose statements name their article, as every reading's do."""
    statements = tuple(replace(s, article=reading.article.id) for s in reading.statements)
    return replace(reading, statements=statements)


@given(readings)
@settings(max_examples=150)
def test_what_is_stored_comes_back_equal(given_: Reading) -> None:
    """Any reading comes back equal, field for field, infinities, empty texts and odd spans included."""
    wanted = in_article(given_)
    with Case(":memory:") as case:
        case.add([wanted])
        assert list(case.readings()) == [wanted]
        assert list(case.articles()) == [wanted.article]


def test_halves_of_surrogate_pairs_do_not_stop_the_run(make: Callable[..., Reading]) -> None:
    """A half of a surrogate pair, which no file can hold, is stored as U+FFFD, and places stay where they were."""
    broken = make("a", "Weir \ud83d opens\n", ("Ada \udc00", "opens"))
    with Case(":memory:") as case:
        case.add([broken])
        (kept,) = case.readings()
    assert kept.article.text == "Weir \ufffd opens\n"
    assert kept.sources[0].name == "Ada \ufffd"
    assert kept.statements[0].content == broken.statements[0].content


def test_adding_again_changes_nothing(case: Case, weir: list[Reading]) -> None:
    """An article of the same id is not stored again, even where it has been read in another way."""
    before = list(case.readings())
    again = case.add([replace(reading, statements=()) for reading in weir])
    assert again == Added(known_articles=3)
    assert list(case.readings()) == before
    assert all(reading.article.id in case for reading in weir)
    assert "id-other" not in case


def test_the_order_of_adding_leaves_no_trace(tmp_path: Path, weir: list[Reading]) -> None:
    """Whatever the order in which articles, inputs and skipped sources come, the same stands in the file."""
    skips = [Skipped(source="b", reason="x"), Skipped(source="a", reason="y")]
    states = []
    for name, items in (("1", [*weir, *skips]), ("2", [*skips[::-1], *weir[::-1]])):
        with Case(tmp_path / name) as case:
            case.add(items, inputs=["z", "y"] if name == "1" else ["y", "z"])
            hits = case.search("weir")
            states.append((list(case.readings()), case.skipped(), case.manifest(), hits))
    assert states[0] == states[1]


def test_two_articles_may_name_their_sources_alike(make: Callable[..., Reading]) -> None:
    """Sources of two articles that share an id stay apart."""
    one, two = (make(name, f"Mill {name}\n", ("Ada", "Mill")) for name in "ab")
    two = replace(two, sources=(replace(two.sources[0], id=one.sources[0].id, name="Bea"),))
    with Case(":memory:") as case:
        case.add([one, two])
        assert [reading.sources for reading in case.readings()] == [one.sources, two.sources]


def test_a_statement_given_twice_is_kept_once(make: Callable[..., Reading]) -> None:
    """Two statements with one id are the same words in the same form."""
    one = make("a", "Mill opens\n", ("Ada", "Mill opens"))
    with Case(":memory:") as case:
        added = case.add([replace(one, statements=one.statements * 2)])
        assert added.statements == 1
        assert list(case.readings()) == [one]


def test_a_skipped_source_is_listed_until_it_gives_an_article(make: Callable[..., Reading]) -> None:
    """Skipped sources stand there with their last reason; one whose article is stored is not, before or after."""
    with Case(":memory:") as case:
        first = case.add([Skipped(source="a.txt", reason="slow"), Skipped(source="b.txt", reason="empty")])
        again = case.add([Skipped(source="a.txt", reason="slow"), Skipped(source="b.txt", reason="binary")])
        assert (first.skipped, again.skipped, again.known_skipped) == (2, 1, 1)
        assert [(s.source, s.reason) for s in case.skipped()] == [("a.txt", "slow"), ("b.txt", "binary")]
        case.add([make("a", "Mill\n"), Skipped(source="a.txt", reason="gone")])
        assert [s.source for s in case.skipped()] == ["b.txt"]


def test_an_article_is_removed_with_all_that_hangs_on_it(case: Case, weir: list[Reading]) -> None:
    """Neither rows nor words of a removed article are left; the others stay; it can be added again."""
    assert case.remove("beacon.txt", "id-leaflet", "no such") == ["id-beacon", "id-leaflet"]
    assert list(case.readings()) == [weir[1]]
    assert case.search("Okker") == []
    assert case.search("june", source="Ines Okker") == []
    counts = case.manifest()["counts"]
    assert counts == {"articles": 1, "statements": 1, "sources": 1, "skipped": 0}
    case.add(weir)
    assert list(case.readings()) == weir


def test_removed_words_leave_the_file(case: Case, tmp_path: Path) -> None:
    """The words of a removed article, and its index entries, are overwritten at once."""
    held = [path.read_bytes() for path in tmp_path.iterdir()]
    assert any(b"Okker" in data for data in held)
    assert any(b"okker" in data for data in held)  # in the index
    case.remove("id-beacon")
    assert not any(b"okker" in path.read_bytes().lower() for path in tmp_path.iterdir())


def test_the_index_stays_in_step(case: Case, tmp_path: Path) -> None:
    """SQLite's own checks of file and index pass after adding and removing."""
    case.remove("id-echo")
    case.close()
    raw = sqlite3.connect(tmp_path / "weir.case", isolation_level=None)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for index in ("article_words", "statement_words"):
        raw.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    raw.close()


def test_the_manifest_says_what_read_what(tmp_path: Path, weir: list[Reading]) -> None:
    """The manifest has the versions, what read the articles that are there, the inputs and the counts."""
    with Case(tmp_path / "m.case") as case:
        case.add(weir[:1], read_by=ReadBy(whence="9", model="m", settings="s"), inputs=["pages"])
        case.add(weir[1:], read_by=ReadBy(whence="9", model="n", settings="s"), inputs=["pages", "echo.txt"])
        case.remove("id-beacon")
        assert case.manifest() == {
            "schema": len(schema.VERSIONS),
            "whence": ReadBy().whence,
            "read_by": [{"whence": "9", "model": "n", "settings": "s", "articles": 2}],
            "inputs": ["echo.txt", "pages"],
            "counts": {"articles": 2, "statements": 1, "sources": 1, "skipped": 0},
            "trace": None,
            "owners": {},
        }


# --- several at once ------------------------------------------------------------------------------------------------


def test_readers_work_while_a_writer_writes(tmp_path: Path, weir: list[Reading]) -> None:
    """A reader sees what is complete, at once, in the midst of a writer's transaction and between two."""
    path = tmp_path / "w.case"
    with Case(path) as writer, Case(path) as reader:

        def seen() -> Iterator[Reading]:
            for number, reading in enumerate(weir):
                assert [r.article.id for r in reader.readings()] == sorted(r.article.id for r in weir[:number])
                yield reading

        writer.add(seen())
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM article")
        assert len(list(reader.readings())) == len(reader.search("mill")) == 3
        other.execute("ROLLBACK")
        other.close()


def test_a_snapshot_stands_still(tmp_path: Path, weir: list[Reading]) -> None:
    """Within a snapshot a reader sees one state of the file, and behind it the newest."""
    path = tmp_path / "w.case"
    with Case(path) as writer, Case(path) as reader:
        writer.add(weir[:1])
        with reader.snapshot():
            assert len(list(reader.articles())) == 1
            writer.add(weir[1:])
            assert len(list(reader.readings())) == 1
        assert len(list(reader.readings())) == 3


def test_removing_does_not_wait_for_readers(tmp_path: Path, weir: list[Reading]) -> None:
    """While a reader holds an older state, an article is removed for all others, and the reader keeps what it sees."""
    path = tmp_path / "w.case"
    with Case(path) as writer, Case(path) as reader:
        writer.add(weir)
        with reader.snapshot():
            assert len(list(reader.articles())) == 3
            assert writer.remove("id-echo") == ["id-echo"]
            assert len(list(writer.articles())) == 2
            assert len(list(reader.articles())) == 3
        assert len(list(reader.articles())) == 2


def test_a_full_disk_is_told_and_costs_nothing_stored(tmp_path: Path, make: Callable[..., Reading]) -> None:
    """Where an article finds no room, the error says so, and what was stored before is there."""
    small = make("a", "Mill\n", ("Ada", "Mill"))
    with Case(tmp_path / "f.case") as case:
        case.add([small])
        pages = case._connection.execute("PRAGMA page_count").fetchone()[0]
        case._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CaseError, match="disk is full"):
            case.add([make("b", "Mill " * 100_000)])
        assert list(case.readings()) == [small]


CHILD = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from conftest import reading
from whence.case import Case
from whence.case import store
from whence.records import Skipped

left = int(sys.argv[2])

def step(sql):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(path, connect=store.connect):
    connection = connect(path)
    connection.set_trace_callback(step)
    return connection

store.connect = connect
texts = [(name, f"Mill {name}\\nThe mill {name} will open.", ("Ada", f"mill {name} will open")) for name in "abc"]
with Case(sys.argv[1]) as case:
    case.add([reading(*texts[0]), Skipped(source="d", reason="none"), *(reading(*text) for text in texts[1:])])
    print(left)
"""


def child(path: Path, steps: int) -> subprocess.CompletedProcess[str]:
    """Fill a case file in a process that kills itself before it runs one more SQL statement than it may."""
    command = [sys.executable, "-c", CHILD, str(path), str(steps), str(Path(__file__).parents[1])]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_several_processes_make_and_fill_one_file_at_once(tmp_path: Path) -> None:
    """Processes that start together on a file that is not there yet take turns, and store each article once."""
    command = [sys.executable, "-c", CHILD, str(tmp_path / "one.case"), str(10**6), str(Path(__file__).parents[1])]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    with Case(tmp_path / "one.case") as case:
        assert case.manifest()["counts"] == {"articles": 3, "statements": 3, "sources": 3, "skipped": 1}


@pytest.mark.parametrize("part", range(10))
def test_killed_inside_any_transaction_nothing_is_lost_or_half_stored(tmp_path: Path, part: int) -> None:
    """Killed before any SQL statement, making the file included, the case holds whole articles; a rerun ends it."""
    clean = tmp_path / "clean.case"
    ran = child(clean, 10**6)
    total = 10**6 - int(ran.stdout)
    path = tmp_path / "killed.case"
    killed = child(path, total * part // 10 + part)
    assert killed.returncode == -signal.SIGKILL
    with Case(clean) as whole, Case(path) as broken:
        wanted = {reading.article.id: reading for reading in whole.readings()}
        kept = list(broken.readings())
        assert kept == [wanted[reading.article.id] for reading in kept]
    assert child(path, 10**6).returncode == 0
    with Case(clean) as whole, Case(path) as mended:
        assert list(mended.readings()) == list(whole.readings())
        assert (mended.skipped(), mended.manifest()) == (whole.skipped(), whole.manifest())
        assert mended.search("mill") == whole.search("mill")
