"""The worked examples of `docs/independence.md`, read as they are typed there: what the page says of them comes out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import whence
from whence.pipeline import trace_readings
from whence.records import ChangeKind, Claim, LinkBasis, Trace

PAGE = Path(__file__).parents[2] / "docs" / "independence.md"
LINE = re.compile(r"(?P<outlet>[A-Z][\w& ]*)(?:, (?P<at>[^:]+(?::00)?))?: (?P<text>.+)")
DAYS = {"Monday": 3, "Tuesday": 4, "Wednesday": 5, "the next day": 4}
COUNT = re.compile(
    r"\*\*(?P<least>\d)(?: or (?P<most>\d))? independent origins?(?: behind (?P<articles>\d+) articles)?"
)


class Printed(NamedTuple):
    """An article of an example: its outlet, its words, its time."""

    outlet: str
    text: str
    published: str


class Example(NamedTuple):
    """An example of the page: its heading, its articles, and the text that says what comes out."""

    name: str
    articles: list[Printed]
    told: str


def examples() -> Iterator[Example]:
    """What stands between the page's headings of the worked examples."""
    page = PAGE.read_text(encoding="utf-8")
    chapter = page[page.index("## Worked examples") : page.index("## Asking why")]
    for section in chapter.split("\n### ")[1:]:
        name, _, body = section.partition("\n")
        quoted = [line[2:] for line in body.splitlines() if line.startswith("> ")]
        typed = " ".join(quoted).split("\\ ")
        told = " ".join(line for line in body.splitlines() if not line.startswith("> "))
        yield Example(name, list(_printed(typed)), told)


def _printed(typed: list[str]) -> Iterator[Printed]:
    first = ""
    for hour, line in enumerate(typed, start=8):
        match = LINE.fullmatch(line)
        assert match, line
        outlet, text, day = match["outlet"], match["text"], DAYS.get(match["at"] or "", 3)
        first = first or text
        if outlet in ("Twelve papers", "Eighteen papers"):
            number, behind = (12, " (Vale Wire)") if outlet == "Twelve papers" else (18, "")
            for n in range(number):
                yield Printed(f"{outlet[:6]} Post {n}", first + behind, f"2031-03-03T{hour + n % 9:02}:{n:02}:00+01:00")
        elif outlet == "Four papers":
            for n, paper in enumerate(("Tarn Times", "Ostrel Gazette", "Night Owl", "Evening Lamp")):
                yield Printed(paper, text, f"2031-03-03T08:{n}0:00+01:00")
        else:
            yield Printed(outlet, text, f"2031-03-{day:02}T{hour:02}:00:00+01:00")


EXAMPLES = {example.name: example for example in examples()}


def traced(articles: list[Printed], folder: Path) -> tuple[Trace, dict[str, str]]:
    """Return the trace of some articles, which are read from a file of rows, and the article of each statement."""
    file = folder / "typed.jsonl"
    rows = [{"id": str(n), **article._asdict()} for n, article in enumerate(articles)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    readings = [reading for reading in whence.read(file) if isinstance(reading, whence.Reading)]
    assert len(readings) == len(articles)
    return trace_readings(readings), {s.id: reading.article.id for reading in readings for s in reading.statements}


def counted(claim: Claim, home: dict[str, str]) -> tuple[int, int, int]:
    """The least and the greatest number of a claim's origins, and how many articles have it."""
    return (*claim.independent, len({home[statement] for statement in claim.statements}))


@pytest.mark.parametrize("name", [n for n in EXAMPLES if n not in ("A handout", "Said and denied")])
def test_an_example_is_counted_as_the_page_says(name: str, tmp_path: Path) -> None:
    """The claim of an example's articles has the range of origins, and the articles, that stand in bold below it."""
    example = EXAMPLES[name]
    told = COUNT.search(example.told)
    assert told is not None
    trace, home = traced(example.articles, tmp_path)
    claims = [claim for claim in trace.claims if len(claim.statements) > 1]
    expected = int(told["least"]), int(told["most"] or told["least"]), int(told["articles"])
    assert [counted(claim, home) for claim in claims] == [expected]
    assert len(example.articles) == expected[-1]


def test_a_wire_is_followed_by_credits_and_by_copied_words(tmp_path: Path) -> None:
    """Of thirty papers twelve follow the wire by a stated credit, eighteen by copied words, and none another paper."""
    trace, _ = traced(EXAMPLES["A wire run by thirty papers"].articles, tmp_path)
    assert Counter(step.basis for step in trace.steps) == {LinkBasis.credit: 12, LinkBasis.copied: 18}
    assert len({step.earlier for step in trace.steps}) == 1
    (claim,) = trace.claims
    assert [origin.name for origin in claim.origins] == ["Pia Lund"]


def test_a_handout_has_one_origin_for_each_of_its_claims(tmp_path: Path) -> None:
    """What a firm says and what its head of research says are two claims, each with one origin behind four papers."""
    trace, home = traced(EXAMPLES["A handout"].articles, tmp_path)
    assert [counted(claim, home) for claim in trace.claims] == [(1, 1, 4)] * 2
    assert [origin.name for claim in trace.claims for origin in claim.origins] == ["Brightwater plc", "Anselm Roy"]
    assert {step.basis for step in trace.steps} == {LinkBasis.copied}


def test_a_shared_quotation_alone_leads_to_its_speaker(tmp_path: Path) -> None:
    """Papers that have nothing but a quotation in common are no copies of one another."""
    words = '"This changes everything that we believed about old pipes and the lead in them," said Dr Anselm Roy'
    around = (
        "Brightwater showed its filter in Tarn on Monday. {}. The stand was crowded until late.",
        "Engineers met for the yearly fair by the river. {}. Rain kept most visitors inside the halls.",
    )
    rows = [
        Printed(o, t.format(words), f"2031-03-03T0{n}:00:00+01:00")
        for n, (o, t) in enumerate(zip(("A", "B"), around, strict=True), 8)
    ]
    trace, home = traced(rows, tmp_path)
    (claim,) = [claim for claim in trace.claims if len(claim.statements) > 1]
    assert counted(claim, home) == (1, 1, 2)
    assert LinkBasis.copied not in {step.basis for step in trace.steps}


def test_a_claim_and_its_denial_show_each_other(tmp_path: Path) -> None:
    """What is denied in the words that state it is another claim, which denies the first, each with one origin."""
    trace, home = traced(EXAMPLES["Said and denied"].articles, tmp_path)
    said, denied = trace.claims
    assert counted(said, home) == counted(denied, home) == (1, 1, 1)
    assert said.denied_by == (denied.id,)
    assert [claim.origins[0].name for claim in (said, denied)] == ["Pia Lund", "Otto Brand"]


def test_what_is_not_surely_the_same_is_counted_in_the_upper_number_alone(tmp_path: Path) -> None:
    """An engineer who says in other words what a mayor says is a second origin only perhaps."""
    articles = EXAMPLES["Two people at one press conference"].articles
    other = articles[1].text.replace("The tunnel stays shut until May", "Nobody will use the tunnel before May")
    trace, home = traced([articles[0], articles[1]._replace(text=other), articles[2]], tmp_path)
    (claim,) = trace.claims
    assert counted(claim, home) == (1, 2, 3)


def test_a_figure_without_its_source_carries_three_changes(tmp_path: Path) -> None:
    """Where an outlet drops who said so, what is changed is told at the step that is inferred."""
    trace, _ = traced(EXAMPLES["No source beside a named one"].articles, tmp_path)
    (step,) = trace.steps
    assert step.basis is LinkBasis.inferred
    assert {change.kind for change in step.changes} - {ChangeKind.reworded} == {
        ChangeKind.attribution_dropped,
        ChangeKind.figure_changed,
        ChangeKind.hedge_dropped,
    }
