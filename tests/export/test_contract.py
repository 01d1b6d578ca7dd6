"""Readings to the JSON that other programs rely on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from whence.export.contract import article_json, encode, reading_json, source_json, statement_json
from whence.records import (
    Act,
    Article,
    Basis,
    Block,
    Correction,
    Figure,
    Form,
    Hyperlink,
    Image,
    Moment,
    Note,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Skipped,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
)

ARTICLE = Article(
    id="a1",
    text="Kiln “cold”\nThe kiln is cold, Mr Ode told the Post.",
    blocks=(Block(role=Role.headline, span=Span(0, 11)), Block(role=Role.paragraph, span=Span(12, 51))),
    digest="d" * 64,
    file="kiln.txt",
    url="https://kiln.example/1",
    title="Kiln “cold”",
    outlet="Kiln Post",
    outlet_basis=Basis.inferred,
    authors=("Bo Li",),
    published=Moment(at="2026-03-01", precision=Precision.day, read_from=ReadFrom.json_ld),
    language="en",
    images=(Image(url="k.jpg", caption=Span(0, 4)),),
    tags=("kilns",),
    notes=(Note(mark="*", span=Span(0, 4), marked=(Span(5, 7),)),),
    links=(Hyperlink(url="https://ode.example", anchor=Span(30, 36)),),
    corrections=(Correction(kind="update", span=Span(12, 51)),),
)
STATEMENT = Statement(
    id="s1",
    article="a1",
    form=Form.indirect,
    act=Act.denial,
    content=(Span(12, 28),),
    source=(Span(30, 36),),
    cue=(Span(37, 41),),
    addressee=(Span(42, 50),),
    speaker="p1",
    chain=(Station(name="Ode", kind=SourceKind.named_person, link=StationLink.told),),
    figures=(
        Figure(value=600.0, unit="kiln", approx=True, span=Span(12, 15)),
        Figure(value=0.5, unit=None, approx=False, span=Span(12, 15)),
    ),
    block=1,
    confidence=0.98765,
)
SOURCE = Source(id="p1", name="Ode", kind=SourceKind.named_person, aliases=("Mr Ode",), mentions=(Span(30, 36),))
READING = Reading(article=ARTICLE, statements=(STATEMENT,), sources=(SOURCE,))
ARTICLE_FIELDS = "id file url outlet title authors agency published language text blocks images tags notes".split()
STATEMENT_FIELDS = (
    "id article form act content source cue addressee speaker medium chain hedged negated figures evidence "
    "parent part_of block"
).split()


def test_an_article_has_the_fields_of_the_contract_in_their_order() -> None:
    """The contract's fields stand first, each as it is agreed; what the records have beyond stands behind."""
    found = article_json(ARTICLE)
    assert list(found)[: len(ARTICLE_FIELDS)] == ARTICLE_FIELDS
    assert list(found)[len(ARTICLE_FIELDS) :] == [
        "outlet_basis",
        "updated",
        "captured",
        "links",
        "corrections",
        "digest",
        "record",
        "item",
    ]
    assert found["blocks"] == [
        {"role": "headline", "start": 0, "end": 11},
        {"role": "paragraph", "start": 12, "end": 51},
    ]
    assert found["published"] == {"at": "2026-03-01", "precision": "day", "read_from": "json-ld"}
    assert found["updated"] is None
    assert found["images"] == [{"url": "k.jpg", "alt": None, "caption": [0, 4], "credit": None}]
    assert found["notes"] == [{"mark": "*", "start": 0, "end": 4, "marked": [[5, 7]]}]


def test_a_line_has_a_time_only_where_its_entry_states_one() -> None:
    """A line in an entry of a live page has `at`, in the form of every time; other lines do not name it."""
    at = Moment(at="2026-03-01T14:32:00", precision=Precision.minute, read_from=ReadFrom.text)
    found = article_json(replace(ARTICLE, blocks=(ARTICLE.blocks[0], replace(ARTICLE.blocks[1], at=at))))
    assert found["blocks"] == [
        {"role": "headline", "start": 0, "end": 11},
        {
            "role": "paragraph",
            "start": 12,
            "end": 51,
            "at": {"at": "2026-03-01T14:32:00", "precision": "minute", "read_from": "text"},
        },
    ]


def test_a_statement_has_the_fields_of_the_contract_in_their_order() -> None:
    """Span fields are lists, block is an index, scores have three decimals, and whole figures are whole."""
    found = statement_json(STATEMENT)
    assert list(found) == [*STATEMENT_FIELDS, "scare", "confidence"]
    assert found["content"] == [[12, 28]]
    assert found["evidence"] == []
    assert found["chain"] == [{"name": "Ode", "kind": "named_person", "link": "told"}]
    assert found["confidence"] == 0.988
    assert found["figures"] == [
        {"value": 600, "unit": "kiln", "approx": True, "start": 12, "end": 15},
        {"value": 0.5, "unit": None, "approx": False, "start": 12, "end": 15},
    ]


def test_no_span_field_is_ever_null() -> None:
    """A statement with no spans at all has empty lists."""
    found = statement_json(Statement(id="s", article="a", form=Form.own_voice, act=Act.assertion, content=()))
    assert [found[name] for name in ("content", "source", "cue", "addressee", "evidence", "scare")] == [[]] * 6


def test_a_source_has_the_fields_of_the_contract() -> None:
    """A source is its identity, name, kind and aliases, and then what else is known."""
    assert list(source_json(SOURCE)) == ["id", "name", "kind", "aliases", "description", "notes", "mentions"]


def test_a_reading_says_that_statements_were_not_read_only_where_they_were_not() -> None:
    """The reason stands in the object where a language is not read, and nowhere else."""
    assert list(reading_json(READING)) == ["article", "statements", "sources"]
    for reason in ("fr", "statements not read: French"):
        unread = reading_json(Reading(article=ARTICLE, not_read=reason))
        assert list(unread) == ["article", "statements", "sources", "not_read"]
        assert unread["not_read"] == "statements not read: French"


def test_the_bytes_are_one_line_of_plain_json() -> None:
    """A reading is one line of UTF-8 that any JSON reader reads, letters as they are, and the same each time."""
    line = encode(READING)
    assert b"\n" not in line
    assert "“cold”".encode() in line
    assert json.loads(line) == reading_json(READING)
    assert encode(READING) == line


@pytest.mark.parametrize("value", [1e300, float("inf"), float("nan"), 2.0**60])
def test_a_figure_beyond_all_bounds_is_still_json(value: float) -> None:
    """No figure of a text, however odd, breaks the object that holds it."""
    odd = Figure(value=value, unit=None, approx=False, span=Span(0, 1))
    found = Statement(id="s", article="a", form=Form.own_voice, act=Act.assertion, content=(), figures=(odd,))
    json.loads(encode(Reading(article=ARTICLE, statements=(found,))))


def test_a_skipped_source_is_an_object_too() -> None:
    """What is skipped is an object of the source and the reason."""
    assert encode(Skipped(source="a", reason="b")) == b'{"source":"a","reason":"b"}'
