"""What changed between two versions of one statement: tables of invented sentences, marked with their spans.

`{s:…}` is the source, `{q:…}` the cue and `{c:…}` the content; a version without a source is in the outlet's own voice.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.units import Unit
from whence.read.figures import figures
from whence.read.hedges import is_hedged
from whence.read.relation import Relation
from whence.read.source_kinds import kind_of
from whence.records import Act, Article, Block, Change, ChangeKind, Form, Role, Source, SourceKind, Span, Statement
from whence.trace.changes import changes

_MARK = re.compile(r"\{([sqc]):([^{}]*)\}")


def version(
    marked: str,
    form: Form | None = None,
    *,
    speaker: tuple[str, SourceKind] | None = None,
    outlet: str | None = None,
    act: Act = Act.assertion,
) -> Unit:
    """A version from its marked sentence; a direct one has its content in quotation marks."""
    text, spans = _unmarked(marked)
    article = Article(
        id="a",
        text=text,
        blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),),
        digest="",
        file="a",
        outlet=outlet,
    )
    content, source, cue = (tuple(spans[kind]) for kind in "csq")
    found = Form.own_voice if not source and not cue else Form.indirect
    statement = Statement(
        id="s",
        article="a",
        form=form or found,
        act=act,
        content=content,
        source=source,
        cue=cue,
        hedged=is_hedged(article, Relation(content=content, source=source, cue=cue)),
        figures=tuple(f for span in content for f in figures(text, span)),
    )
    named = " ".join(text[s.start : s.end] for s in source)
    name, kind = speaker or (named, kind_of(named, article=article))
    who = Source(id="x", name=name, kind=kind) if source or speaker else None
    return Unit(statement=statement, article=article, speaker=who, words=" ".join(text[a:b] for a, b in content))


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    text, spans, at = "", {"s": [], "q": [], "c": []}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans[match[1]].append(Span(len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + marked[at:], spans


def kinds(earlier: Unit, later: Unit) -> set[str]:
    """The kinds found, but for the wording, which nearly every version changes."""
    return {str(change.kind) for change in changes(earlier, later)} - {"reworded"}


def one(earlier: Unit, later: Unit, kind: ChangeKind) -> Change:
    """The only change of a kind."""
    (found,) = [change for change in changes(earlier, later) if change.kind is kind]
    return found


def said(unit: Unit, spans: tuple[Span, ...]) -> list[str]:
    """The words that spans open to."""
    return [unit.article.text[start:end] for start, end in spans]


def quote(words: str) -> Unit:
    """What Ilka Brandt is quoted as saying."""
    return version("“{c:" + words + "}”, {s:Ilka Brandt} {q:said}.", Form.direct)


@pytest.mark.parametrize(
    ("earlier", "later", "dropped"),
    [
        ("{c:The weir has given way}, {s:a warden} {q:said}.", "{c:The weir has given way}.", True),
        (
            "{c:The weir has given way}, {s:a warden} {q:said}.",
            "{s:Wardens} {q:say} {c:the weir has given way}.",
            False,
        ),
        ("{c:The weir has given way}.", "{c:The weir has given way}.", False),
        ("{s:The mayor} {q:said} {c:the weir had gone}.", "{c:The weir} {q:is thought} {c:to have gone}.", True),
        ("{c:Some fear} {c:the weir has gone}.", "{c:The weir has gone}.", False),
        ("{s:Ilka Brandt} {q:said} {c:the weir had gone}.", "By Brandt's account {c:the weir has gone}.", False),
        ("{s:The ministry} {q:said} {c:the weir had gone}.", "Ministry: {c:the weir has gone}.", False),
        (
            "{s:A study} {q:says} {c:the weir is unsafe}.",
            "The engineers looked and found {c:the weir is unsafe}.",
            False,
        ),
    ],
)
def test_attribution_is_dropped_where_no_source_is_left(earlier: str, later: str, dropped: bool) -> None:
    """An outlet's own voice after a source drops the attribution, unless its sentence still names one."""
    assert ("attribution_dropped" in kinds(version(earlier), version(later))) is dropped


def test_a_dropped_attribution_opens_to_its_source_and_cue() -> None:
    """The words before are who said it and the verb; there are none after."""
    earlier = version("{c:The weir has given way}, {s:a river warden} {q:said}.")
    change = one(earlier, version("{c:The weir has given way}."), ChangeKind.attribution_dropped)
    assert said(earlier, change.before) == ["a river warden", "said"]
    assert change.after == ()


@pytest.mark.parametrize(
    ("earlier", "later", "inflated"),
    [
        ("an official", "officials", True),
        ("officials", "the government", True),
        ("a river warden", "people close to the inquiry", True),
        ("people close to the inquiry", "inspectors", True),
        ("Ilka Brandt, a spokeswoman for Torvald Dairies,", "experts", True),
        ("a dairy worker", "the dairy company", True),
        ("an official", "an official", False),
        ("officials", "an official", False),
        ("the government", "officials", False),
        ("Ilka Brandt, a spokeswoman for Torvald Dairies,", "the company", False),
        ("a spokesman for Torvald Dairies", "Torvald Dairies", False),
        ("Inspector Ilka Brandt", "police", False),
        ("Ilka Brandt", "Ms Brandt", False),
        ("Ilka Brandt", "she", False),
        ("Ilka Brandt", "Ilka Brandt and the dairy's manager", False),
        ("a dairy worker", "the Torvald Herald", False),
    ],
)
def test_a_source_is_inflated_where_it_is_more_or_higher(earlier: str, later: str, inflated: bool) -> None:
    """More people or a higher authority than before raise a source; its own body, name or pronoun does not."""
    before = version(f"{{s:{earlier}}} {{q:said}} {{c:the milk was spoilt}}.")
    after = version(f"{{s:{later}}} {{q:said}} {{c:the milk was spoilt}}.")
    assert ("source_inflated" in kinds(before, after)) is inflated


def test_an_outlet_is_read_by_whom_it_cites() -> None:
    """What an outlet reports citing one worker is inflated where officials are said to have said it."""
    before = version("{c:The milk was spoilt}, {s:the Torvald Herald} {q:reported}, citing a dairy worker.")
    after = version("{s:Officials} {q:said} {c:the milk was spoilt}.")
    change = one(before, after, ChangeKind.source_inflated)
    assert (said(before, change.before), said(after, change.after)) == (["a dairy worker"], ["Officials"])


def test_crediting_the_earlier_outlet_inflates_nothing() -> None:
    """A later article that credits the outlet of the earlier one only says where it read it."""
    before = version("{c:The milk was spoilt}.", outlet="Torvald Union")
    assert "source_inflated" not in kinds(before, version("{s:The Torvald Union} {q:said} {c:the milk was spoilt}."))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("Well 4 may have leaked for a week", "Well 4 leaked for a week", "hedge_dropped"),
        ("the leak appeared to have begun on Monday", "the leak began on Monday", "hedge_dropped"),
        ("the leak is believed to have begun on Monday", "the leak began on Monday", "hedge_dropped"),
        ("the traces are consistent with a leak", "there was a leak", "hedge_dropped"),
        ("so far we have found no leak", "we have found no leak", "hedge_dropped"),
        ("the well has leaked", "the well has possibly leaked", "hedge_added"),
        ("the well has leaked", "the well might have leaked", "hedge_added"),
        ("Well 4 may have leaked", "Well 4 could have leaked", None),
        ("the firm could be fined up to 9,000 crowns", "the firm risks a fine of 9,000 crowns", None),
        ("the leak began in May", "the leak began in spring", None),
        ("Well 4 is, as its name suggests, the fourth", "Well 4 is the fourth", None),
    ],
)
def test_hedges_are_dropped_or_added_only_where_one_version_is_sure(
    earlier: str, later: str, expected: str | None
) -> None:
    """A hedge for another hedge, however faint, is no change; a hedge for none is."""
    found = kinds(
        version("{s:The inspector} {q:said} {c:" + earlier + "}."),
        version("{s:The inspector} {q:said} {c:" + later + "}."),
    )
    assert found & {"hedge_dropped", "hedge_added"} == ({expected} if expected else set())


def test_a_dropped_hedge_opens_to_the_hedging_words() -> None:
    """The words before are the hedge alone."""
    earlier = version("{s:The inspector} {q:said} {c:Well 4 might have leaked for a week}.")
    change = one(earlier, version("{c:Well 4 leaked for a week}."), ChangeKind.hedge_dropped)
    assert said(earlier, change.before) == ["might"]


@pytest.mark.parametrize(
    ("earlier", "later", "changed"),
    [
        ("about 40 cows died", "nearly 50 cows died", True),
        ("40 cows died", "dozens of cows died", True),
        ("eleven farms lost cows", "a dozen farms lost cows", True),
        ("31 walkers were rescued", "more than 30 walkers were rescued", True),
        ("nearly 50 walkers were rescued", "more than fifty walkers were rescued", True),
        ("seventeen people are missing", "at least 17 people are missing", True),
        ("milk rose by 4%", "milk rose by 14 per cent", True),
        ("the tank holds 240 litres", "the tank holds 420 litres", True),
        ("about 240 cows on 11 farms fell ill", "several hundred animals fell ill", True),
        ("seventeen people are missing", "17 people are missing", False),
        ("about 40 cows died", "some 40 cows died", False),
        ("about 40 cows died", "40 cows died", False),
        ("more than 60 were hurt", "over sixty were hurt", False),
        ("12 cows died", "12 cows died on three farms", False),
        ("12 cows died on three farms", "12 cows died", False),
        ("the cows died within 40 minutes", "thirty cows died", False),
        ("a fine of 9,000 crowns", "a fine of 9000 crowns", False),
        ("no cows died", "40 cows died", False),
    ],
)
def test_figures_are_compared_as_numbers_of_one_thing(earlier: str, later: str, changed: bool) -> None:
    """Words or digits, a figure that stands for another and differs is a change; one of something else is none."""
    assert ("figure_changed" in kinds(version(f"{{c:{earlier}}}."), version(f"{{c:{later}}}."))) is changed


def test_a_changed_figure_opens_to_the_words_that_bound_it() -> None:
    """Both sides show the figure with "about" or "nearly"."""
    earlier, later = version("{c:about 40 cows died on 3 farms}."), version("{c:nearly 50 cows died on 3 farms}.")
    change = one(earlier, later, ChangeKind.figure_changed)
    assert (said(earlier, change.before), said(later, change.after)) == (["about 40"], ["nearly 50"])


_QUOTED = "We closed the dairy on Sunday, and nobody has told us when it will open"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (_QUOTED, set()),
        ("WE CLOSED the dairy on Sunday — and nobody has told us when it will open!", set()),
        ("We closed [the plant] on Sunday, and nobody has told us when it will open", set()),
        ("We closed the dairy on Sunday", {"quote_truncated"}),
        ("nobody has told us when it will open", {"quote_truncated"}),
        ("We closed the dairy … nobody has told us when it will open", {"quote_truncated"}),
        ("We closed the dairy, and nobody has told us when it will open", {"quote_altered"}),
        ("We closed the dairy on Monday, and nobody has told us when it will open", {"quote_altered"}),
        ("They closed the dairy on Sunday, and nobody told us anything", {"quote_altered"}),
        ("We shut the dairy on Sunday", {"quote_truncated", "quote_altered"}),
        ("Cheese is a living thing", set()),
    ],
)
def test_quotations_are_cut_or_altered(later: str, expected: set[str]) -> None:
    """What is missing at an end or an ellipsis is cut, what differs inside is altered; marks and capitals are free."""
    found = kinds(quote(_QUOTED), quote(later))
    assert found & {"quote_truncated", "quote_altered"} == expected


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("The colour of the centre does not matter", "The color of the center doesn’t matter"),
        ("We realised it when 23 cows fell", "We realized it when twenty-three cows fell"),
        ("He'd won't do", "He’d won’t do"),
        ("Some 1,200 litres", "Some 1200 litres"),
    ],
)
def test_spelling_alters_no_quotation(earlier: str, later: str) -> None:
    """Spelling variants, short forms and ways to write a number are no alterations."""
    assert not kinds(quote(earlier), quote(later)) & {"quote_truncated", "quote_altered"}


def test_a_quotation_split_by_its_cue_is_whole() -> None:
    """Two runs with the cue between them are the same words as one run."""
    split = version(
        "“{c:We closed the dairy on Sunday}”, {s:she} {q:said}, “{c:and nobody has told us when it will open}”.",
        Form.direct,
    )
    assert not kinds(quote(_QUOTED), split) & {"quote_truncated", "quote_altered"}


@pytest.mark.parametrize(
    ("later", "truncated"),
    [
        ("the dairy was closed on Sunday and that “nobody has told us when it will open”", False),
        ("“nobody has told us” about the cows", True),
    ],
)
def test_a_fragment_is_cut_unless_the_rest_is_told(later: str, truncated: bool) -> None:
    """A fragment truncates a quotation only where its other words are not told by the outlet either."""
    mixed = version("{s:Ilka Brandt} {q:said} {c:" + later + "}.", Form.mixed)
    assert ("quote_truncated" in kinds(quote(_QUOTED), mixed)) is truncated


@pytest.mark.parametrize(
    ("earlier", "truncated"),
    [
        ("“{c:We have nine dead}, and I signed for each of them,” {q:said} {s:Ilka Brandt}.", True),
        ("“It is over. {c:We have nine dead}. I signed for each of them,” {q:said} {s:Ilka Brandt}.", False),
        ("{s:Ilka Brandt} {q:said}: “{c:We have nine dead}.” She signed for each of them.", False),
    ],
)
def test_a_part_of_a_quoted_sentence_is_cut_where_the_rest_of_it_is_gone(earlier: str, truncated: bool) -> None:
    """What a part's sentence says besides is lost where the later version's quotation ends with the part."""
    one = version(earlier, Form.direct)
    part = replace(one, statement=replace(one.statement, part_of="whole"))
    later = version("“{c:We have nine dead},” {q:said} {s:Ilka Brandt}.", Form.direct)
    assert ("quote_truncated" in kinds(part, later)) is truncated


def test_a_truncated_quotation_opens_to_what_was_cut() -> None:
    """The words before are those that are gone."""
    earlier, later = quote(_QUOTED), quote("We closed the dairy on Sunday")
    change = one(earlier, later, ChangeKind.quote_truncated)
    assert said(earlier, change.before) == ["and nobody has told us when it will open"]
    assert said(later, change.after) == ["We closed the dairy on Sunday"]


@pytest.mark.parametrize(
    ("earlier", "later", "flipped"),
    [
        ("the alarm did not ring", "the alarm rang and did ring", True),
        ("the seal was not opened, and there is no leak in the tank", "there is a leak in the tank", True),
        ("No. The alarm rang twice", "the alarm rang twice", False),
        ("valve B17, opened for a test, is not B71", "another valve, B17, was opened for a test", False),
        ("there is no licence for the tank", "there is a licence for the tank", True),
        ("the picture shows the dairy at Torvald", "the picture does not show the dairy at Torvald", True),
        ("the alarm did not ring", "the alarm never did ring", False),
        ("no traces were found in the tank", "nothing was found in the tank", False),
        ("the results suggest, but do not prove, a leak", "the results suggest a leak", False),
        ("nobody was hurt", "the dairy has reopened", False),
    ],
)
def test_negation_flips_only_on_the_same_words(earlier: str, later: str, flipped: bool) -> None:
    """A statement is turned into its opposite where what was negated is still said, without any negation."""
    assert ("negation_flipped" in kinds(version(f"{{c:{earlier}}}."), version(f"{{c:{later}}}."))) is flipped


@pytest.mark.parametrize(
    ("earlier", "later", "widened"),
    [
        ("some wells are poisoned", "wells are poisoned", True),
        ("several of the wells are poisoned", "all the wells are poisoned", True),
        ("most farms lost cows", "every farm lost cows", True),
        ("some wells are poisoned", "some wells are poisoned", False),
        ("some wells are poisoned", "four wells are poisoned", False),
        ("some wells are poisoned", "the wells at Torvald are poisoned", False),
        ("wells are poisoned", "all wells are poisoned", False),
        ("some cows were ill, most of them with fever", "cows with fever were seen, some cows worse", False),
    ],
)
def test_scope_is_widened_from_some_to_all(earlier: str, later: str, widened: bool) -> None:
    """A part that became the whole is a change; a number or a description of which is none."""
    assert ("scope_widened" in kinds(version(f"{{c:{earlier}}}."), version(f"{{c:{later}}}."))) is widened


def test_other_words_are_told_apart_from_fewer() -> None:
    """A word in another's place rewords; words that are only left out do not."""
    earlier = version("{c:the tank burst after the pump failed}.")
    assert ChangeKind.reworded in {
        c.kind for c in changes(earlier, version("{c:the tank cracked after the pump failed}."))
    }
    assert changes(earlier, version("{c:the tank burst}.")) == ()


def test_a_question_changes_nothing() -> None:
    """A question claims nothing, so that it can neither drop a source nor a hedge."""
    earlier = version("{s:The inspector} {q:said} {c:the well may have leaked}.")
    assert changes(earlier, version("{c:Did the well leak?}", act=Act.question)) == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_can_be_compared(one: str, two: str) -> None:
    """Any two texts give changes whose spans lie inside them, the same each time; the same text gives none."""
    earlier, later = _bare(one, Form.direct), _bare(two, Form.own_voice)
    found = changes(earlier, later)
    assert found == changes(earlier, later)
    assert all(0 <= s.start <= s.end <= len(one) for change in found for s in change.before)
    assert all(0 <= s.start <= s.end <= len(two) for change in found for s in change.after)
    assert changes(later, later) == ()


def _bare(text: str, form: Form) -> Unit:
    content = (Span(0, len(text)),)
    article = Article(id="a", text=text, blocks=(), digest="", file="a")
    statement = Statement(
        id="s", article="a", form=form, act=Act.assertion, content=content, figures=figures(text, content[0])
    )
    return Unit(statement=statement, article=article, speaker=None, words=text)
