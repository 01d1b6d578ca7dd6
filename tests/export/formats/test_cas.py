"""UIMA CAS: read, corrected and written by dkpro-cassis, and taken in again as decisions."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import cassis
import pytest

from whence.case import Case
from whence.errors import Unreadable
from whence.export.cas.reading import read_cas, read_cas_json
from whence.export.corrected import take_in
from whence.export.formats import FORMATS
from whence.export.marks import marked, merged
from whence.records import Act, Article, Block, Decision, Form, Reading, Role, Skipped, Span, Statement
from whence.review.values import value_of

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(example: Case, unpacked: Callable[[Case, str], Files]) -> Files:
    """Return the example's files."""
    return unpacked(example, "cas")


def loaded(files: Files, name: str) -> cassis.Cas:
    system = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    return cassis.load_cas_from_xmi(io.BytesIO(files[name]), typesystem=system)


def test_cassis_reads_the_words_of_every_statement(files: Files, example: Case) -> None:
    """The library finds text, language and, for each whole statement, the words of its content, cue and source."""
    for reading in example.readings():
        (name,) = (name for name in files if name.endswith(f".{reading.article.id}.xmi"))
        cas = loaded(files, name)
        text = reading.article.text
        assert (cas.sofa_string, cas.document_language) == (text, reading.article.language)
        for kind, field in (("Content", "content"), ("Cue", "cue"), ("Source", "source")):
            found = sorted((one.statement, one.get_covered_text()) for one in cas.select(f"whence.{kind}"))
            wanted = sorted((one.statement, text[a:b]) for one in marked(reading) for a, b in getattr(one, field))
            assert found == wanted
        said = {one.statement: (one.act, one.hedged) for one in cas.select("whence.Content")}
        assert said == {one.statement: (one.act, one.hedged) for one in marked(reading) if one.content}


def test_places_are_utf16_units(tmp_path: Path, unpacked: Callable[[Case, str], Files]) -> None:
    """Emoji and combining marks before a mark do not move it, and what XML cannot hold keeps its place."""
    text = "🙂👩\u200d👧 e\u0301\x07 “Ja\n𝔘.” said Zoë"
    span = Span(text.index("“"), text.index("”") + 1)
    block = Block(role=Role.paragraph, span=Span(0, len(text)))
    article = Article(id="a1", text=text, blocks=(block,), digest="0" * 64, file="w.txt")
    said = Statement(id="s1", article="a1", form=Form.direct, act=Act.belief, content=(span,))
    with Case(tmp_path / "w.case") as case:
        case.add([Reading(article=article, statements=(said,))])
        files = unpacked(case, "cas")
    (one,) = loaded(files, "w.a1.xmi").select("whence.Content")
    assert one.get_covered_text() == "“Ja\n𝔘.”"
    begin = len(text[: span.start].encode("utf-16-le")) // 2
    assert f'begin="{begin}"'.encode() in files["w.a1.xmi"]
    there, (back,) = read_cas(files["w.a1.xmi"])
    assert there == text.replace("\x07", "\ufffd")
    assert back.content == (span,)


def test_what_cassis_has_written_comes_back(example_case: Case, tmp_path: Path, files: Files) -> None:
    """Files that the library has read and written anew hold the same statements, and make no decision."""
    FORMATS["cas"].write_to(example_case, tmp_path / "cas")
    for reading in example_case.readings():
        (path,) = (tmp_path / "cas").glob(f"*.{reading.article.id}.xmi")
        loaded(files, path.name).to_xmi(path)
        text, found = read_cas(path.read_bytes())
        assert text == reading.article.text
        there = {one.statement: one for one in found}
        for wanted in marked(reading):
            if wanted.content:
                assert there[wanted.statement].content == merged(wanted.content, text)
    assert list(take_in(example_case, tmp_path / "cas", by="Ada")) == []


def test_json_that_cassis_has_written_comes_back(example_case: Case, tmp_path: Path, files: Files) -> None:
    """The library's JSON of a CAS holds the same statements, and what was corrected in it becomes decisions."""
    reading = next(iter(example_case.readings()))
    (name,) = (name for name in files if name.endswith(f".{reading.article.id}.xmi"))
    cas = loaded(files, name)
    path = tmp_path / f"{name.removesuffix('.xmi')}.json"
    cas.to_json(path)
    assert read_cas_json(path.read_bytes()) == read_cas(files[name])
    assert list(take_in(example_case, path, by="Ada")) == []
    changed = next(one for one in cas.select("whence.Content") if one.act == "assertion")
    changed.act = "belief"
    cas.to_json(path)
    (made,) = take_in(example_case, path, by="Ada")
    assert isinstance(made, Decision)
    assert (made.target, value_of(made.value)) == (changed.statement, {"act": "belief"})


@pytest.mark.parametrize(
    "data", [b"", b"no json", b"[]", b"{}", b'{"%FEATURE_STRUCTURES": 1}', b'{"%FEATURE_STRUCTURES": [1, {}]}']
)
def test_what_is_no_json_of_a_cas_is_refused(data: bytes) -> None:
    """Other files are told from the JSON of a CAS."""
    with pytest.raises(Unreadable, match="no JSON of a UIMA CAS"):
        read_cas_json(data)


def test_corrections_made_with_cassis_come_back_as_decisions(example_case: Case, tmp_path: Path, files: Files) -> None:
    """Another act, a moved mark, a renamed source and a deleted statement are a decision each, made once."""
    FORMATS["cas"].write_to(example_case, tmp_path / "cas")
    (path,) = (tmp_path / "cas").glob("05*.xmi")
    cas = loaded(files, path.name)
    said_by = {one.statement for one in cas.select("whence.Source")}
    first, second, third, fourth, *_ = (one for one in cas.select("whence.Content") if one.statement in said_by)
    first.act = "accusation"
    second.begin += len("it was ")
    for one in cas.select("whence.Source"):
        if one.statement == third.statement:
            one.name, one.kind = "Ines Maddock", "named_person"
    for kind in ("Content", "Cue", "Source"):
        for one in [one for one in cas.select(f"whence.{kind}") if one.statement == fourth.statement]:
            cas.remove(one)
    cas.to_xmi(path)
    made = list(take_in(example_case, path, by="Ada"))
    assert all(isinstance(one, Decision) for one in made)
    by_statement = {one.target: one for one in made if isinstance(one, Decision)}
    assert by_statement[fourth.statement].action == "drop"
    assert value_of(by_statement[first.statement].value) == {"act": "accusation"}
    assert value_of(by_statement[second.statement].value)["content"]["spans"] == [[second.begin, second.end]]
    source = value_of(by_statement[third.statement].value)["source"]
    assert (source["name"], source["kind"]) == ("Ines Maddock", "named_person")
    assert len(made) == 4
    assert list(take_in(example_case, path, by="Ada")) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no xml", "no XMI"),
        (b"<a/>", "no XMI"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "no XMI"),
    ],
)
def test_what_is_no_xmi_is_refused(data: bytes, reason: str) -> None:
    """Other files are told from XMI, and nothing outside them is read."""
    with pytest.raises(Unreadable, match=reason):
        read_cas(data)


def test_a_place_in_the_midst_of_a_character_is_skipped(example_case: Case, tmp_path: Path) -> None:
    """An annotation outside the text stops its file alone."""
    FORMATS["cas"].write_to(example_case, tmp_path / "cas")
    (path,) = (tmp_path / "cas").glob("05*.xmi")
    path.write_text(re.sub(r'begin="92"', 'begin="999999"', path.read_text(encoding="utf-8")), encoding="utf-8")
    (skipped,) = take_in(example_case, tmp_path / "cas", by="Ada")
    assert isinstance(skipped, Skipped)
    assert "stands nowhere" in skipped.reason
