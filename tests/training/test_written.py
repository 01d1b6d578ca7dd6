"""Events written by hand are read with their marks, and every mistake in them is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from written import Mistakes, parse, write  # noqa: E402  -- the scripts of training are no package

EVENT = """
event: A dam
outlets:
o1 | North Wire | agency
o2 | Daily Lark | newspaper
sources:
s1 | Ana Sorle, mayor | named_person
s2 | Daily Lark | outlet
claims:
c1 | The dam holds
c2 | The dam leaks | denies c1
not_same: c1 c2

===== a01 | o1 | 2031-03-05T09:14:00+02:00
headline: {1s:Mayor}: {1c:dam will hold}
p: “{2c:It will hold,}” {2q:said} {2s:Ana Sorle}, “{2c:and {3k:nothing leaks}.}”
-----
1: who=Ana Sorle ; kind=named_person ; form=indirect ; act=assertion ; claim=c1 ; src=s1
2: who=Ana Sorle ; kind=named_person ; form=direct ; act=denial ; chain=NW/outlet/told > Ana Sorle/named_person/told
3: part of 2 ; claim=c2 ; src=s1
===== a02 | o2 | 2031-03-06
derives: a01 cites credited
headline: At the dam
p: {1o:The dam holds}.
-----
1: own ; claim=c1 ; src=s2 ; from=a01.1 ; changes=attribution_dropped
"""


def test_the_marks_leave_the_text_and_come_back_as_the_words_they_enclose(tmp_path: Path) -> None:
    """A mark's words stand in its line, without braces, and several runs of one statement are kept in order."""
    write(parse(EVENT), tmp_path)
    reading = json.loads((tmp_path / "reading" / "a01.json").read_text(encoding="utf-8"))
    assert reading["lines"][1]["text"] == "“It will hold,” said Ana Sorle, “and nothing leaks.”"
    said = reading["statements"][1]
    assert said["content"] == [[1, "It will hold,"], [1, "and nothing leaks."]]
    assert (said["cue"], said["source"], said["act"]) == ([[1, "said"]], [[1, "Ana Sorle"]], "denial")
    assert [station["name"] for station in said["chain"]] == ["NW", "Ana Sorle"]


def test_the_truth_lists_claims_with_what_each_statement_was_taken_from(tmp_path: Path) -> None:
    """Own words, parts and whole statements state claims; an origin is where nothing earlier was taken from."""
    write(parse(EVENT), tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    holds, leaks = truth["claims"]
    assert [s["content"] for s in holds["statements"]] == ["dam will hold", "The dam holds"]
    assert holds["statements"][1]["comes_from"] == holds["statements"][0]["id"]
    assert (holds["origins"], holds["independent_sources"], holds["denied_by"]) == (["s1"], 1, ["c2"])
    assert [(s["content"], s["form"]) for s in leaks["statements"]] == [("nothing leaks", "direct")]


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("{1s:Mayor}", "{1s:Mayor", "a mark is not closed"),
        ("headline: At", "headlin: At", "no role of a line"),
        ("src=s2", "src=s9", "src “s9”"),
        ("from=a01.1", "from=a01.2", "from “a01.2”"),
        ("act=denial", "act=denied", "act “denied”"),
        ("{3k:nothing leaks}", "nothing leaks", "no mark {3k:"),
        ("changes=attribution_dropped", "changes=dropped", "change “dropped”"),
        ("derives: a01 cites credited", "derives: a09 cites", "no article a09"),
    ],
)
def test_a_mistake_is_named(before: str, after: str, named: str) -> None:
    """Each kind of slip is told, with where it stands."""
    assert before in EVENT
    with pytest.raises(Mistakes, match=named.replace("{", r"\{")):
        parse(EVENT.replace(before, after))


def test_the_events_that_ship_are_without_mistakes() -> None:
    """Every file beside the script can be read."""
    files = sorted((TRAINING / "written").glob("*.txt"))
    assert files
    assert all(parse(file.read_text(encoding="utf-8")).articles for file in files)
