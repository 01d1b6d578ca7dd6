"""A reading corrected: what is set, what follows from it, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from whence.records import Act, Form, Reading, SourceKind, Span, StationLink
from whence.review.corrections import as_it_stands, can_be_placed, corrected
from whence.review.values import checked

Make = Callable[..., Reading]
TEXT = (
    "Weir to open\nThe weir will open in June and 31 boats wait, Ines Okker said. “It is late,” a clerk told the Echo."
)


@pytest.fixture
def weir(make: Make) -> Reading:
    """Return an article with two statements by two sources."""
    said = ("Ines Okker", "The weir will open in June"), ("clerk", "“It is late,”")
    return make("echo", TEXT, *said, outlet="Tarn Echo", at="2027-03-02")


def span(words: str) -> list[list[int]]:
    """Return the place of words in the text."""
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


def after(reading: Reading, number: int = 0, /, **value: Any) -> Reading:
    """Return the reading with a value set for one of its statements."""
    return corrected(reading, {reading.statements[number].id: [checked(value, reading.article)]})


def test_a_source_is_one_that_the_article_names(weir: Reading) -> None:
    """A name that the article knows is that source, also by another's spelling; the chain ends with it."""
    found = after(weir, 1, source={"name": "INES OKKER", "kind": "named_person", "spans": span("a clerk")})
    statement = found.statements[1]
    assert statement.speaker == weir.sources[0].id
    assert [station.kind for station in statement.chain] == [SourceKind.named_person]
    assert statement.source == tuple(Span(*place) for place in span("a clerk"))
    assert found.sources == weir.sources


def test_a_new_source_joins_the_others(weir: Reading) -> None:
    """A name that the article does not know becomes a source of its own, with the kind that is given."""
    found = after(weir, 0, source={"name": "lock keepers", "kind": "collective"})
    (new,) = (source for source in found.sources if source not in weir.sources)
    assert (new.name, new.kind) == ("lock keepers", SourceKind.collective)
    assert found.statements[0].speaker == new.id
    assert found.statements[0].chain[-1].name == "lock keepers"
    assert found.statements[0].chain[-1].link is StationLink.told


def test_no_source_and_the_outlet_itself(weir: Reading) -> None:
    """Without a source there is no speaker; in its own voice, the outlet speaks, without a cue."""
    none = after(weir, 0, source=None).statements[0]
    assert (none.speaker, none.chain, none.form) == (None, (), Form.indirect)
    own = after(weir, 0, source={"own_voice": True})
    assert own.statements[0].form is Form.own_voice
    assert own.statements[0].cue == own.statements[0].source == ()
    assert [s.name for s in own.sources if s.id == own.statements[0].speaker] == ["Tarn Echo"]


def test_spans_bring_figures_and_form_along(weir: Reading) -> None:
    """New content has its own figures and its own form."""
    longer = after(weir, 0, content=span("The weir will open in June and 31 boats wait")).statements[0]
    assert [figure.value for figure in longer.figures] == [31]
    assert longer.id == weir.statements[0].id
    direct = after(weir, 1, content=span("It is late,"), cue=span("told")).statements[1]
    assert direct.form is Form.direct


def test_flags_act_and_chain(weir: Reading) -> None:
    """What is set is set, what is not stays, and what a person has said is sure."""
    chain = [
        {"name": "Fen Post", "kind": "outlet", "link": "reported_by"},
        {"name": "Okker", "kind": "named_person", "link": "told"},
    ]
    found = after(weir, 0, act="denial", hedged=True, negated=True, chain=chain).statements[0]
    assert (found.act, found.hedged, found.negated, found.confidence) == (Act.denial, True, True, 1.0)
    assert [station.name for station in found.chain] == ["Fen Post", "Okker"]
    assert found.content == weir.statements[0].content


def test_what_stands_sets_what_stands(weir: Reading) -> None:
    """The value of a confirmation changes nothing but that it is sure."""
    for number, statement in enumerate(weir.statements):
        assert after(weir, number, **as_it_stands(statement, weir)) == weir


def test_values_of_one_statement_are_set_in_turn(weir: Reading) -> None:
    """A later value takes the place of an earlier one, and the chain follows the source."""
    first, second = ({"source": {"name": name, "kind": "named_person"}} for name in ("A Clerk", "Tilda Brandt"))
    found = corrected(weir, {weir.statements[1].id: [first, second]}).statements[1]
    assert [station.name for station in found.chain] == ["Tilda Brandt"]


def test_what_stood_inside_a_dropped_statement_moves_up(weir: Reading) -> None:
    """A dropped statement is gone, and what it held belongs to what held it."""
    from dataclasses import replace

    outer, inner = weir.statements
    nested = replace(weir, statements=(outer, replace(inner, parent=outer.id)))
    found = corrected(nested, {}, {outer.id})
    assert [(statement.id, statement.parent) for statement in found.statements] == [(inner.id, None)]


def test_spans_go_with_their_words(weir: Reading) -> None:
    """Spans whose words stand elsewhere now are set there; where they stand nowhere, they cannot be placed."""
    value = checked({"cue": span("told")}, weir.article)
    assert can_be_placed(value, "x" * 7 + TEXT)
    assert not can_be_placed(value, "another text")


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"colour": "red"},
        {"act": "shout"},
        {"content": []},
        {"content": [[5, 5]]},
        {"content": [[9, 12], [3, 5]]},
        {"cue": [[0, 10_000]]},
        {"source": {"name": "", "kind": "unnamed"}},
        {"source": {"name": "A", "kind": "none"}},
        {"source": {"name": "A"}},
        {"source": "A"},
        {"hedged": "yes"},
        {"chain": [{"name": "A"}]},
    ],
)
def test_a_value_that_means_nothing_is_refused(weir: Reading, value: dict[str, Any]) -> None:
    """What cannot be set is wrong use, before anything is stored."""
    from whence.errors import WrongUse

    with pytest.raises(WrongUse):
        checked(value, weir.article)
