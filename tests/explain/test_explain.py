"""An explanation names what a finding rests on, with the articles' words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence import browse
from whence.case import Case
from whence.cli.app import cli
from whence.errors import WhenceError
from whence.explain import Fact, explain
from whence.explain.wording import LABELS
from whence.records import (
    Claim,
    Denial,
    LinkBasis,
    Moment,
    Origin,
    Precision,
    Range,
    ReadFrom,
    Reading,
    SourceKind,
    Trace,
)
from whence.report.wording import could_be
from whence.trace.origins import range_of

AUTUMN = "“the weir … would open in autumn at best” · Tarn Echo, 5 March 2027, 10:30 +02:00"
JUNE = "“will open in June” · The Lowmarsh Beacon, 2 March 2027"


@pytest.fixture
def traced(case: Case, weir_trace: Trace) -> Case:
    """Return an open case file with a trace of two claims, one of which denies the other."""
    (claim,) = weir_trace.claims
    officials = Origin(
        source=None, kind=SourceKind.unnamed, name="officials", statements=("echo-0",), through="Tarn Echo"
    )
    first = replace(claim, denied_by=("d2",), origins=(*claim.origins, officials))
    other = Claim(id="d2", wording="The weir", statements=("beacon-0",), origins=(), independent=Range(1, 1))
    case.keep_trace(replace(weir_trace, claims=(first, other)))
    return case


def facts(fact: Fact, *keys: str) -> list[tuple[str, str | None]]:
    """Return text and id of all facts that are reached by these keys."""
    found = [fact]
    for key in keys:
        found = [inner for outer in found for inner in outer.facts if inner.key == key]
    return [(one.text, one.id) for one in found]


def every(fact: Fact) -> Iterator[Fact]:
    yield fact
    for inner in fact.facts:
        yield from every(inner)


def test_a_claim_opens_to_its_links_and_origins(traced: Case) -> None:
    """Versions, links with score, basis and shared words, origins with why each is one, the range, the other side."""
    fact = explain(traced, "c1")
    assert (fact.key, fact.text, fact.id) == ("claim", "will open in June", "c1")
    assert facts(fact, "versions", "version") == [(JUNE, "beacon-part"), (AUTUMN, "echo-0")]
    assert facts(fact, "links", "link") == [
        ("the same claim in other words, 0.5; inferred from wording and time", None)
    ]
    assert facts(fact, "links", "link", "passage") == [("“Weir” (not quoted, and no credit, 0.75 of the words)", None)]
    assert facts(fact, "links", "confidence") == [("0.5", None)]
    assert facts(fact, "independent") == [
        ("1 or 2 independent origins: 2 where each is counted, 1 where those that could be one are counted once", None)
    ]
    assert facts(fact, "independent", "origin") == [
        ("A: Ines Okker (names a speaker)", "c1:A"),
        ("B: officials (unnamed people)", "c1:B"),
    ]
    assert facts(fact, "denied_by")[0][1] == "d2"
    assert facts(fact, "missing") == [("Fen News", None)]
    assert facts(fact, "circle", "version") == [(JUNE, "beacon-part"), (AUTUMN, "echo-0")]
    assert facts(fact, "unordered", "version") == [(JUNE, "beacon-part"), (AUTUMN, "echo-0")]
    assert facts(explain(traced, "d2"), "denies") == [(JUNE, "c1")]


def test_an_origin_opens_to_its_namings_and_routes(traced: Case) -> None:
    """An origin says why it is one, who else it could be, how others name it, and which statements lead there."""
    named, unnamed = explain(traced, "c1:A"), explain(traced, "c1:b")
    assert facts(named, "naming") == [("Rolf Arnaud · Tarn Echo, 5 March 2027, 10:30 +02:00", "echo-Rolf Arnaud")]
    assert facts(named, "could_be") == [("B: officials", "c1:B")]
    assert facts(named, "route") == [(JUNE, "beacon-part"), (AUTUMN, "echo-0")]
    assert facts(unnamed, "why_one") == [("unnamed people are one origin for each outlet that they spoke to", None)]
    assert facts(unnamed, "through") == [("Tarn Echo", None)]


OWN, AGAIN, PEOPLE, MORE = (
    Origin(source=None, kind=kind, name=name, statements=("echo-0",))
    for kind, name in (
        (SourceKind.outlet, "Tarn Echo"),
        (SourceKind.outlet, "Fen News"),
        (SourceKind.unnamed, "officials"),
        (SourceKind.unnamed, "engineers"),
    )
)
ONCE = "those that could be one are counted once"
OWN_OUT, OTHER_OUT = "what an outlet says in its own words", "what may be another claim"


@pytest.mark.parametrize(
    ("added", "codes", "least", "why"),
    [
        ((AGAIN, OWN), (-3, -3), 1, f"{OTHER_OUT} is left out"),
        ((OWN,), (-2,), 1, f"{OWN_OUT} is left out"),
        ((PEOPLE, MORE), (-1, -1), 2, ONCE),
        ((PEOPLE, MORE, OWN, AGAIN), (-1, -1, -2, -3), 2, f"{ONCE}, and {OWN_OUT} and {OTHER_OUT} are left out"),
    ],
)
def test_what_the_lower_number_does_not_count_says_why(
    case: Case, weir_trace: Trace, added: tuple[Origin, ...], codes: tuple[int, ...], least: int, why: str
) -> None:
    """The range and each origin say why the lower number leaves it out or takes it for another, as the dossier does."""
    (claim,) = weir_trace.claims
    doubted = tuple(replace(origin, could_be=code) for origin, code in zip(added, codes, strict=True))
    origins = (*claim.origins, *doubted)
    assert range_of(origins) == Range(least, len(origins))
    case.keep_trace(replace(weir_trace, claims=(replace(claim, origins=origins, independent=range_of(origins)),)))
    fact, view = explain(case, "c1"), browse.claim(case, "c1")
    assert view is not None
    (counted,) = facts(fact, "independent")
    assert counted[0].endswith(f": {len(origins)} where each is counted, {least} where {why}")
    for origin in view.origins:
        for found in (explain(case, f"c1:{origin.letter}"), fact.facts[3].facts[ord(origin.letter) - ord("A")]):
            assert [text for text, _ in facts(found, "in_lower")] == [said for said in [could_be(origin)] if said]
            assert [given for _, given in facts(found, "could_be")] == [f"c1:{other}" for other in origin.could_be]


def test_a_range_of_what_the_lower_number_would_leave_out_wholly_says_that_one_counts(
    case: Case, weir_trace: Trace
) -> None:
    """Where an outlet's own words stand beside what may be another claim only, one of the two is counted."""
    (claim,) = weir_trace.claims
    origins = (replace(OWN, could_be=-2), replace(PEOPLE, could_be=-3))
    case.keep_trace(replace(weir_trace, claims=(replace(claim, origins=origins, independent=range_of(origins)),)))
    (counted,) = facts(explain(case, "c1"), "independent")
    assert counted[0].endswith(f"1 where {OWN_OUT} and {OTHER_OUT} are left out, but one")


@pytest.mark.parametrize(
    ("kind", "said"),
    [(SourceKind.outlet, "the outlet's own words"), (SourceKind.unnamed, "unnamed people")],
)
def test_an_origin_is_named_with_its_kind(case: Case, weir_trace: Trace, kind: SourceKind, said: str) -> None:
    """An outlet is an origin by its own words, and is not said to credit another."""
    (claim,) = weir_trace.claims
    own = Origin(source=None, kind=kind, name="Tarn Echo", statements=("echo-0",), through=None)
    case.keep_trace(replace(weir_trace, claims=(replace(claim, origins=(own,)),)))
    assert explain(case, "c1:A").text == f"A: Tarn Echo ({said})"


def test_a_step_opens_to_what_it_rests_on(traced: Case) -> None:
    """A step has its basis, the rule with both times, the crediting words, the shared ones, and each change."""
    fact = explain(traced, "echo-0..beacon-part")
    assert (fact.key, fact.text) == ("step", "Tarn Echo ← The Lowmarsh Beacon")
    assert facts(fact, "later") == [(AUTUMN, "echo-0")]
    assert facts(fact, "earlier") == [(JUNE, "beacon-part")]
    assert facts(fact, "basis") == [("credits The Lowmarsh Beacon", None)]
    assert facts(fact, "order") == [("later by its time", None)]
    assert facts(fact, "order", "earlier") == [
        ("2 March 2027 (the page's metadata), 2027-03-02T00:00:00 to 2027-03-02T23:59:59 UTC", None)
    ]
    assert facts(fact, "order", "later") == [
        ("5 March 2027, 10:30 +02:00 (the page's metadata), 2027-03-05T08:30:00 UTC", None)
    ]
    assert facts(fact, "score") == [("0.8", None)]
    assert facts(fact, "credit") == [("“Weir”", None)]
    assert facts(fact, "change") == [("Hedge added", None), ("Reworded", None)]
    assert facts(fact, "change", "before") == [("“in June”", None)]
    assert facts(fact, "change", "after") == [("“in autumn … at best”", None)]


def test_a_clock_that_is_a_change_s_is_told_as_one(tmp_path: Path, weir: list[Reading], weir_trace: Trace) -> None:
    """Where an article's hour is that of its last change, the order says so beside it."""
    changed = Moment(at="2027-03-02T07:00:00+02:00", precision=Precision.second, read_from=ReadFrom.meta)
    beacon = replace(weir[0], article=replace(weir[0].article, updated=changed))
    with Case(tmp_path / "changed.case") as case:
        case.add([beacon, *weir[1:]])
        case.keep_trace(weir_trace)
        fact = explain(case, "echo-0..beacon-part")
    assert facts(fact, "order", "earlier") == [
        ("2 March 2027, 07:00 +02:00 (its last change, the page's metadata), 2027-03-02T05:00:00 UTC", None)
    ]


def test_a_statement_opens_to_claim_steps_and_credits(traced: Case) -> None:
    """A statement has its speaker, its claim, what it follows and why, what follows it, and what it credits."""
    later, part, whole = (explain(traced, given) for given in ("echo-0", "beacon-part", "beacon-0"))
    assert facts(later, "who") == [("Rolf Arnaud (names a speaker)", "echo-Rolf Arnaud")]
    assert facts(later, "in_claim") == [("will open in June", "c1")]
    assert facts(later, "follows", "basis") == [("credits The Lowmarsh Beacon", None)]
    assert facts(later, "credit") == [
        ("the Beacon “Weir” (The Lowmarsh Beacon)", "id-beacon"),
        ("Fen News (no article of it is in this collection; for the whole article)", None),
    ]
    assert facts(part, "followed_by") == [(AUTUMN, "echo-0..beacon-part")]
    assert facts(part, "no_step") == [("no earlier version in this collection", None)]
    assert facts(part, "whole")[0][1] == "beacon-0"
    assert facts(whole, "part") == [("“will open in June”", "beacon-part")]


def test_a_source_and_an_article_open_to_what_hangs_on_them(traced: Case) -> None:
    """A source has its other namings, statements and claims; an article its credits, shared words and claims."""
    source = explain(traced, "beacon-Ines")
    assert (source.key, source.text) == ("source", "Ines Okker (names a speaker)")
    assert facts(source, "alias") == [("the mayor", None)]
    assert facts(source, "stands_for")[0][1] == "echo-Rolf Arnaud"
    assert [given for _, given in facts(source, "says")] == ["beacon-0", "beacon-part", "echo-0"]
    assert facts(source, "origin_of") == [("will open in June", "c1")]
    article = explain(traced, "echo.txt")
    assert (article.key, article.id) == ("article", "id-echo")
    assert article == explain(traced, "id-ec")
    assert facts(article, "credit", "statement") == [(AUTUMN, "echo-0")]
    assert facts(article, "shares") == [("The Lowmarsh Beacon, 2 March 2027", "id-beacon")]
    assert facts(article, "in_claim") == [("will open in June", "c1")]
    assert facts(article, "counts") == [("1 statement", None)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("zz", "nothing in the case file has the id 'zz'"),
        ("", "nothing in the case file has the id ''"),
        ("beacon-", "begins several ids: statement beacon-0, statement beacon-part, source beacon-Ines Okker"),
        ("echo-0..echo-0", "there is no step from echo-0 to echo-0"),
        ("beacon-part..echo-0", "there is no step from echo-0 to beacon-part"),
        ("c1:Z", "has no origin 'Z'"),
    ],
)
def test_what_names_nothing_or_several_is_told(traced: Case, given: str, said: str) -> None:
    """An id that fits nothing, or several, is an error that says so."""
    with pytest.raises(WhenceError) as caught:
        explain(traced, given)
    assert said in str(caught.value)


def test_an_untraced_case_is_explained_too(case: Case) -> None:
    """Where nothing is traced, a statement still has its speaker and article."""
    fact = explain(case, "echo-0")
    assert [inner.key for inner in fact.facts] == ["who", "article"]


def test_a_stale_trace_is_told_first(traced: Case, weir: list[Reading]) -> None:
    """Where articles were added since, the explanation begins with that."""
    traced.add([Reading(article=replace(weir[2].article, id="other", file="other.txt"))])
    assert explain(traced, "c1").facts[0].key == "stale"


def test_every_sort_of_fact_has_a_label(traced: Case) -> None:
    """Each key that explanations use has its word on screen."""
    given = ["c1", "d2", "c1:A", "c1:B", "echo-0", "beacon-0", "beacon-part", "beacon-Ines Okker", "id-echo"]
    used = {fact.key for one in given for fact in every(explain(traced, one))}
    assert used <= set(LABELS)


@pytest.mark.usefixtures("traced")
def test_explain_prints_and_gives_json(tmp_path: Path) -> None:
    """The command prints a line a fact, further in for what lies below, or one JSON object; 1 where nothing fits."""
    path = str(tmp_path / "weir.case")
    shown = CliRunner().invoke(cli, ["explain", path, "echo-0..beacon-part"])
    assert shown.exit_code == 0
    assert "  basis credits The Lowmarsh Beacon\n" in shown.stdout
    assert "    before “in June”\n" in shown.stdout
    found = json.loads(CliRunner().invoke(cli, ["explain", path, "c1", "--json"]).stdout_bytes)
    assert list(found) == ["fact", "text", "id", "facts"]
    assert (found["fact"], found["id"], found["facts"][0]["fact"]) == ("claim", "c1", "wording")
    help_ = CliRunner().invoke(cli, ["explain", "--help"]).stdout
    assert "  whence explain harbour.case" in help_
    assert isinstance(CliRunner().invoke(cli, ["explain", path, "zz"]).exception, WhenceError)


def test_many_facts_of_one_sort_are_cut_on_screen_only(case: Case, tmp_path: Path) -> None:
    """A long list is cut on screen, with the number of what is left out; JSON has all of it."""
    ids = tuple(f"s{n}" for n in range(60))
    case.keep_trace(Trace(claims=(Claim(id="c1", wording="w", statements=ids, origins=(), independent=Range(1, 1)),)))
    path = str(tmp_path / "weir.case")
    assert "and 20 more; --json has all" in CliRunner().invoke(cli, ["explain", path, "c1"]).stdout
    assert CliRunner().invoke(cli, ["explain", path, "c1", "--json"]).stdout.count('"version"') == 60


def test_what_people_have_decided_is_told(traced: Case) -> None:
    """A claim, a step, a statement and a source say what was decided about them, by whom, when and why."""
    from whence import review

    claim, later = "c1", "echo-0"
    at = {"by": "Ada", "at": "2027-03-09T10:00:00Z"}
    whole = traced.parts("id-beacon")[0].part_of or ""
    review.follows(traced, later, whole, note="she told me so", **at)
    review.correct(traced, later, {"act": "belief"}, **at)
    review.merge(traced, "echo-Rolf Arnaud", "beacon-Ines Okker", by="Bo", at="2027-03-10")
    said = "follows it: “the weir … would open in autumn at best” | “The weir at Zoë’s Mill will open in June” — "
    said += "Ada (she told me so)"
    found = explain(traced, claim)
    assert [text for text, _ in facts(found, "decided")] == [f"{said}, 2027-03-09T10:00:00.000000Z"]
    (decided,) = facts(explain(traced, f"{later}..beacon-part"), "decided")
    assert decided[0].startswith(said)
    assert [text.split(":")[0] for text, _ in facts(explain(traced, later), "decided")] == ["corrected"]
    assert facts(explain(traced, "echo-Rolf Arnaud"), "decided")[0][0].startswith(
        "one source: Rolf Arnaud | Ines Okker"
    )
    review.follows_not(traced, later, whole, by="Bo", at="2027-03-11")
    assert "a later decision says otherwise" in facts(explain(traced, claim), "decided", "not_heeded")[0][0]


def test_a_denial_says_what_it_rests_on(traced: Case) -> None:
    """The two statements that show it most stand there with their outlets, which denies which, and how sure it is."""
    found = Denial(denying="beacon-0", denied="echo-0", basis=LinkBasis.inferred, score=0.8125)
    traced.keep_trace(replace(traced.trace() or Trace(), denials=(found,)))
    for claim, key in (("c1", "denied_by"), ("d2", "denies")):
        fact = explain(traced, claim)
        assert facts(fact, key, "denying") == [
            ("“The weir at Zoë’s Mill will open in June” · The Lowmarsh Beacon, 2 March 2027", "beacon-0")
        ]
        assert facts(fact, key, "denied") == [(AUTUMN, "echo-0")]
        assert facts(fact, key, "score") == [("0.812", None)]
        assert len(facts(fact, key, "threshold")) == 1


def test_a_denial_that_a_person_stated_says_who(traced: Case) -> None:
    """It rests on the decision, on both sides, and not on a threshold; a wrong one that was taken back is told too."""
    from whence import review

    trace = traced.trace() or Trace()
    by_hand = Denial(denying="beacon-0", denied="echo-0", basis=LinkBasis.by_hand, score=1.0)
    (denial,) = (fact for fact in explain(traced, "c1").facts if fact.key == "denied_by")
    assert [fact.key for fact in denial.facts] == ["threshold"]  # of a trace that kept nothing else
    traced.keep_trace(replace(trace, denials=(by_hand,)))
    review.denies(traced, "beacon-0", "echo-0", by="Ada", note="she said so", at="2027-03-09T10:00:00Z")
    for claim, key in (("c1", "denied_by"), ("d2", "denies")):
        (said,) = facts(explain(traced, claim), key, "decided")
        assert said[0].startswith("denies it: ")
        assert said[0].endswith("Ada (she said so), 2027-03-09T10:00:00.000000Z")
        assert facts(explain(traced, claim), key, "threshold") == []
        assert facts(explain(traced, claim), key, "denying")[0][1] == "beacon-0"
    review.denies_not(traced, "echo-0", "beacon-0", by="Bo", at="2027-03-10")
    assert [text.split(":")[0] for text, _ in facts(explain(traced, "c1"), "decided")] == [
        "denies it",
        "neither denies the other",
    ]
