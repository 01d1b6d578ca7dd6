"""What was in print by a time, above all of live pages, whose entries have times of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as some

import whence
from whence import in_parts
from whence.cli.app import cli
from whence.errors import WrongUse
from whence.export.whole import case_json
from whence.in_print import InPrint
from whence.records import (
    Act,
    Article,
    Block,
    Form,
    Hyperlink,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
)

DAY = "2031-05-02"


def moment(at: str | None) -> Moment | None:
    """A time of that day, in UTC where no offset is given: `09:30`, `09:30+02:00`; a day stands for itself."""
    if at is None:
        return None
    if at == DAY:
        return Moment(at=at, precision=Precision.day, read_from=ReadFrom.meta)
    return Moment(at=f"{DAY}T{at[:5]}:00{at[5:]}", precision=Precision.minute, read_from=ReadFrom.meta)


def page(name: str, published: str | None, *entries: str | None, updated: str | None = None) -> Reading:
    """A page of one line an entry, and a statement in each by somebody who is named there alone."""
    lines = [f"The {name} said so in line {n}." for n in range(len(entries))]
    text, blocks, at = "\n".join(lines), [], 0
    for line, time in zip(lines, entries, strict=True):
        blocks.append(Block(role=Role.paragraph, span=Span(at, at + len(line)), at=moment(time)))
        at += len(line) + 1
    article = Article(
        id=name,
        text=text,
        blocks=tuple(blocks),
        digest="d",
        file=name,
        published=moment(published),
        updated=moment(updated),
        links=tuple(Hyperlink(url=f"https://a.example/{n}", anchor=b.span) for n, b in enumerate(blocks)),
    )
    sources = [
        Source(id=f"{name}:{n}", name=f"keeper {n}", kind=SourceKind.unnamed, mentions=(Span(*b.span),))
        for n, b in enumerate(blocks)
    ]
    statements = [
        Statement(
            id=f"{name}{n}",
            article=name,
            form=Form.indirect,
            act=Act.assertion,
            content=(b.span,),
            speaker=sources[n].id,
            block=n,
        )
        for n, b in enumerate(blocks)
    ]
    return Reading(article=article, statements=tuple(statements), sources=tuple(sources))


def said(readings: list[Reading], time: str) -> list[str]:
    """The statements that were in print by a time."""
    in_print = InPrint((reading.article for reading in readings), time)
    return [one.id for reading in in_print.kept(readings) for one in reading.statements]


@pytest.mark.parametrize(
    ("published", "entries", "time", "kept"),
    [
        ("08:00Z", ("09:00Z", "11:00Z"), f"{DAY}T08:30Z", []),
        ("08:00Z", ("09:00Z", "11:00Z"), f"{DAY}T10:00Z", [0]),
        ("08:00Z", ("11:00Z", "09:00Z"), f"{DAY}T10:00Z", [1]),  # the last entry on top
        ("08:00Z", ("09:00Z", "11:00Z"), DAY, [0, 1]),
        (None, ("09:00Z", "11:00Z"), f"{DAY}T10:00Z", [0]),
        ("11:00Z", ("11:00Z", "09:00Z"), f"{DAY}T10:00Z", [1]),  # its publication was read off its last entry
        ("08:00Z", (None, "11:00Z", "09:00Z"), f"{DAY}T10:00Z", [2]),  # the head is written anew with each entry
        ("08:00Z", (None, "11:00Z", "09:00Z"), f"{DAY}T11:00Z", [0, 1, 2]),
        ("12:00Z", (None, "11:00Z", "09:00Z"), f"{DAY}T11:00Z", [1, 2]),
        ("08:00Z", ("11:00Z", None, "09:00Z", None), f"{DAY}T10:00Z", [2]),  # between two entries: the later's time
        ("08:00Z", ("09:00Z", None, "10:00Z", "11:00Z", None), f"{DAY}T10:00Z", [0, 1, 2]),
        ("08:00+02:00", ("11:00", "12:00"), f"{DAY}T09:00Z", [0]),  # a bare clock is of the page's own offset
        ("08:00", ("11:00", "12:00"), f"{DAY}T09:00Z", []),
    ],
)
def test_a_live_page_counts_with_the_entries_that_were_there(
    published: str | None, entries: tuple[str | None, ...], time: str, kept: list[int]
) -> None:
    """Of a live page, what stands in entries of a time is there by that time, and what has none by those around it."""
    live = page("live", published, *entries)
    assert said([live], time) == [f"live{n}" for n in kept]


@pytest.mark.parametrize(
    ("published", "updated", "time", "there"),
    [
        ("09:00Z", None, f"{DAY}T08:59Z", False),
        ("09:00Z", "12:00Z", f"{DAY}T09:00Z", True),
        (DAY, "12:00Z", f"{DAY}T11:00Z", False),
        (None, "12:00Z", f"{DAY}T12:00Z", True),
        (None, None, "2032", False),
        (DAY, None, DAY, True),
    ],
)
def test_another_article_counts_as_a_whole(published: str | None, updated: str | None, time: str, there: bool) -> None:
    """An article without entries is in print since its publication with all its lines, or not at all."""
    single = page("single", published, None, None, updated=updated)
    in_print = InPrint([single.article], time)
    assert in_print.kept([single]) == ([single] if there else [])
    assert in_print.traced(single) is single
    assert (in_print.undated, in_print.cut) == (int(published is None and updated is None), [])


def test_what_was_in_print_keeps_the_article_as_it_is() -> None:
    """Statements and those who are named in later entries alone are left out; text, places and ids stay."""
    live = page("live", "08:00Z", "11:00Z", "09:00Z")
    in_print = InPrint([live.article], f"{DAY}T10:00Z")
    (kept,) = in_print.kept([live])
    assert kept.article == live.article
    assert (kept.statements, kept.sources) == (live.statements[1:], live.sources[1:])
    assert (in_print.ids, list(in_print.cut), in_print.left_out([live])) == (["live"], ["live"], 1)


def test_later_words_are_no_evidence() -> None:
    """What is traced has blanks for the words of later entries, and no link of theirs, where all else stands."""
    live = page("live", "08:00Z", "11:00Z", "09:00Z")
    traced = InPrint([live.article], f"{DAY}T10:00Z").traced(live)
    late, early = live.article.blocks
    assert traced.article.text == " " * late.span.end + live.article.text[late.span.end :]
    assert [block.role for block in traced.article.blocks] == [Role.other, Role.paragraph]
    assert [link.anchor for link in traced.article.links] == [early.span]
    assert traced.statements == live.statements[1:]


def test_a_statement_in_another_that_came_later_stands_alone() -> None:
    """What a later statement holds and was in print before is kept without it."""
    live = page("live", "08:00Z", "11:00Z", "09:00Z")
    inside = replace(live.statements[1], parent=live.statements[0].id)
    (kept,) = InPrint([live.article], f"{DAY}T10:00Z").kept([replace(live, statements=(live.statements[0], inside))])
    assert kept.statements == (replace(inside, parent=None),)


_CLOCKS = some.none() | some.integers(0, 23).map("{:02}:00Z".format)


@given(some.lists(_CLOCKS, min_size=1, max_size=6), _CLOCKS, some.integers(0, 22))
def test_nothing_goes_out_of_print(entries: list[str | None], published: str | None, hour: int) -> None:
    """What was in print by a time was so by any later one, and a second look at what is kept finds the same."""
    live = page("live", published, *entries)
    early, late = (said([live], f"{DAY}T{n:02}:00Z") for n in (hour, hour + 1))
    assert set(early) <= set(late)
    kept = InPrint([live.article], f"{DAY}T{hour:02}:00Z").kept([live])
    assert said(kept, f"{DAY}T{hour:02}:00Z") == early


# --- a case file ----------------------------------------------------------------------------------------------------

BOTH = "2 of 2 articles in print by then"


def in_print_told(path: Path, time: str) -> str:
    """The line that says what was in print."""
    ran = CliRunner().invoke(cli, ["trace", str(path), "--as-of", time, "--jobs", "1"])
    assert ran.exit_code == 0
    return next(line for line in ran.stderr.splitlines() if "in print" in line)


def test_the_command_says_what_of_a_live_page_is_left_out(live_case: Path) -> None:
    """As of a time, a live page is traced with the entries that were there, and how much came later is said."""
    early, late = "2031-06-03T11:30Z", "2031-06-03"
    assert in_print_told(live_case, early) == f"{BOTH}; 2 later statements of live pages left out"
    assert in_print_told(live_case, late) == BOTH
    then, whole = (
        CliRunner().invoke(cli, ["trace", str(live_case), "--as-of", t, "--json"]).stdout for t in (early, late)
    )
    assert "crack" in then
    assert whole == CliRunner().invoke(cli, ["trace", str(live_case), "--json"]).stdout != then


def test_a_case_file_of_a_time_holds_what_was_in_print(live_case: Path, tmp_path: Path) -> None:
    """The other case file has the page's whole text and no later statement; a later time in its place has more."""
    into = tmp_path / "then.case"
    with whence.Case(live_case) as case:
        with case.as_of("2031-06-03T09:30Z", into) as then:
            assert [row.words for row in then.statements()] == ["The county has closed the bridge over the Orm"]
            (page,) = then.store.articles()
            assert page in list(case.store.articles())
        with case.as_of("2031-06-03T10:30Z", into) as then:
            early = [row.words for row in then.statements()]
            assert len(early) == 2
        with pytest.raises(WrongUse):
            case.as_of("soon", into)


@pytest.mark.parametrize("time", ["2031-06-03T09:30Z", "2031-06-03T11:30Z", "2031-06-03"])
def test_a_live_page_is_traced_in_parts_as_at_once(
    time: str, live_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether its collection is traced at once or in parts, as of a time the export has the same bytes."""
    found = []
    for many in (10**6, 0):
        monkeypatch.setattr(in_parts, "MANY", many)
        with whence.Case(live_case) as case, case.as_of(time, tmp_path / f"{many}.case") as then:
            found.append(b"".join(case_json(then.store)))
    assert found[0] == found[1]
    told = in_print_told(live_case, time)
    monkeypatch.setattr(in_parts, "MANY", 10**6)
    assert told == in_print_told(live_case, time)
