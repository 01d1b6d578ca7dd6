"""Reading as a step of a spaCy pipeline."""

from __future__ import annotations

import importlib
import importlib.metadata
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

import whence
from whence.records import Form
from whence.spacy_pipe.component import Statements
from whence.spacy_pipe.extensions import DOC_NAMES, SPAN_NAMES

STORY = (
    "Ferry stops\n\nThe ferry to Tolm stops on Friday, its owner, Zoë Ålund, told the Echo. “We can’t pay the crew,” "
    "she said. The mayor did not respond. Some 40 people 🚢 live on the isle.\n"
)
OTHER = "Dam holds\n\nThe dam at Orm will hold until June, the engineer Pia Lund said on Monday.\n"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    """Return a pipeline without a model, with the component."""
    made = spacy.blank("en")
    made.add_pipe("whence")
    return made


@pytest.fixture(scope="module")
def doc(nlp: spacy.Language) -> Doc:
    """Return the story, read."""
    return nlp(STORY)


def read(text: str) -> whence.Reading:
    """Return the reading of a text outside of spaCy."""
    (reading,) = whence.read(text=text)
    return reading


def plain(doc: Doc) -> list[tuple[object, ...]]:
    """Return what is marked, in texts and numbers."""
    spans = [(s.start, s.end, s.label_, s.id_, s._.speaker, s._.act) for s in doc.spans["whence"]]
    return [*spans, *doc._.statements, *doc._.sources]


def test_statements_are_those_of_reading(doc: Doc) -> None:
    """What a pipeline finds in a text is what `whence.read` finds in it, at the same places."""
    reading = read(STORY)
    places = [(one.form, one.content, one.cue, one.source, one.act) for one in reading.statements]
    assert [(one.form, one.content, one.cue, one.source, one.act) for one in doc._.statements] == places
    assert [source.name for source in doc._.sources] == [source.name for source in reading.sources]


def test_spans_say_who_and_how(doc: Doc) -> None:
    """A span knows its statement: who says it, to whom, with which words, and in which form."""
    quote = next(span for span in doc.spans["whence"] if span.label_ == "direct")
    assert quote.text == "“We can’t pay the crew,”"
    assert quote._.speaker == "Zoë Ålund"
    assert [cue.text for cue in quote._.cue] == ["said"]
    assert [who.text for who in quote._.said_by] == ["she"]
    assert quote._.source.kind == "named_person"
    assert quote._.statement.form is Form.direct
    told = next(span for span in doc.spans["whence"] if span._.said_to)
    assert [whom.text for whom in told._.said_to] == ["the Echo"]


def test_a_statement_without_words_is_marked_where_it_is_told(doc: Doc) -> None:
    """A refusal to comment has no content, and is marked at its cue; each statement has a span at least."""
    refusal = next(span for span in doc.spans["whence"] if span._.act == "refusal")
    assert refusal._.statement.content == ()
    assert "respond" in refusal.text
    assert {span.id_ for span in doc.spans["whence"]} == {one.id for one in doc._.statements}


def test_other_spans_know_nothing(doc: Doc) -> None:
    """A span that is no statement, and a text that was not read, say so by having nothing."""
    assert (doc[0:2]._.statement, doc[0:2]._.speaker, doc[0:2]._.cue, doc[0:2]._.chain) == (None, None, (), ())
    other = spacy.blank("en")("Never read.")
    assert other._.statements == () and other._.sources == ()


def test_batches_give_what_single_texts_give(nlp: spacy.Language) -> None:
    """`nlp.pipe` gives the texts in their order, blank ones too, each as it would be by itself."""
    texts = [STORY, "", "   \n", OTHER, STORY, "?"]
    piped = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in piped] == texts
    single = [nlp(text) for text in texts]
    assert [plain(doc) for doc in piped] == [plain(doc) for doc in single]
    assert plain(piped[1]) == plain(piped[2]) == []


def test_contexts_pass_through(nlp: spacy.Language) -> None:
    """What goes along with a text in a batch comes back with it."""
    got = list(nlp.pipe([(STORY, 1), (OTHER, 2)], as_tuples=True))
    assert [context for _, context in got] == [1, 2]
    assert all(doc._.statements for doc, _ in got)


@pytest.mark.parametrize("store", ["bytes", "bin", "pickle"])
def test_a_stored_text_keeps_its_statements(doc: Doc, store: str) -> None:
    """What is marked comes back from bytes, a `DocBin` and a pickle, also with the vocabulary of another pipeline."""
    other = spacy.blank("en")
    if store == "bytes":
        back = Doc(other.vocab).from_bytes(doc.to_bytes())
    elif store == "bin":
        stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
        (back,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(other.vocab)
    else:
        back = pickle.loads(pickle.dumps(doc))
    assert plain(back) == plain(doc)


def test_a_pipeline_keeps_its_settings(tmp_path: Path) -> None:
    """A pipeline that is written to disk comes back with the component as it was set."""
    made = spacy.blank("en")
    made.add_pipe("whence", config={"spans_key": "said", "own_voice": False})
    made.to_disk(tmp_path / "pipeline")
    back = spacy.load(tmp_path / "pipeline")
    doc, before = back(STORY), made(STORY)
    assert "whence" not in doc.spans
    assert Form.own_voice.value not in {span.label_ for span in doc.spans["said"]}
    assert [span.text for span in doc.spans["said"]] == [span.text for span in before.spans["said"]] != []


def test_another_language_is_not_read() -> None:
    """A text in a language that is not read has no statements."""
    made = spacy.blank("de")
    made.add_pipe("whence")
    assert (
        made("Die Fähre nach Tolm fährt am Freitag nicht mehr, sagte der Eigner am Montag in Ostrel.")._.statements
        == ()
    )


class _Stub:
    """Stands for the reader, so that thousands of alignments cost no network."""

    def __init__(self, statements: tuple[whence.Statement, ...]) -> None:
        self.statements = statements

    def __call__(self, articles: Iterator[whence.Article], **_: object) -> Iterator[whence.Reading]:
        for article in articles:
            yield whence.Reading(article=article, statements=self.statements)


BLANK = spacy.blank("en")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet="ab .,“”’-\n\té́🚢é字", min_size=1, max_size=60).filter(str.strip),
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_span_is_the_fewest_tokens_that_hold_the_words(
    text: str, cut: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a statement's words begin and end, its span holds them all, and no token that has none of them."""
    start, end = sorted(int(part * len(text)) for part in cut)
    assume(text[start:end].strip())
    one = whence.Statement(
        id="s", article="0", form=Form.indirect, act=whence.Act.assertion, content=(whence.Span(start, end),)
    )
    monkeypatch.setattr("whence.spacy_pipe.component.read_articles", _Stub((one,)))
    doc = Statements(BLANK)(BLANK.make_doc(text))
    (span,) = doc.spans["whence"]
    words = {at for at in range(start, end) if not text[at].isspace()}
    held = [{*range(token.idx, token.idx + len(token))} for token in span]
    assert words <= set().union(*held)
    assert words & held[0] and words & held[-1]
    assert span._.statement == one


def test_extensions_of_others_stay_theirs() -> None:
    """What somebody has registered under one of the names before is left as it is."""
    code = (
        "import spacy; from spacy.tokens import Span; Span.set_extension('speaker', default='mine');"
        "nlp = spacy.blank('en'); import whence.spacy_pipe; assert not Span.has_extension('statement');"
        "nlp.add_pipe('whence'); print(nlp('Hello there.')[0:1]._.speaker, Span.has_extension('statement'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["mine", "True"]


def test_the_entry_point_leads_to_the_component() -> None:
    """The package tells spaCy where the component is, by the name that `add_pipe` takes."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    module, name = project["entry-points"]["spacy_factories"]["whence"].split(":")
    assert getattr(importlib.import_module(module), name)(spacy.blank("en"), "whence", "whence", True).name == "whence"


def test_the_page_names_every_extension(doc: Doc) -> None:
    """The page about spaCy names each extension, and no other."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "spacy.md").read_text(encoding="utf-8")
    named = {(cls, name) for cls, name in re.findall(r"`(doc|span)\._\.(\w+)`", page)}
    assert named == {("doc", name) for name in DOC_NAMES} | {("span", name) for name in SPAN_NAMES}
    assert all(Span.has_extension(name) for name in SPAN_NAMES)
    assert doc._.statements


INSTALLED = any(point.name == "whence" for point in importlib.metadata.entry_points(group="spacy_factories"))


@pytest.mark.skipif(not INSTALLED, reason="the package was installed before it had the entry point: make test anew")
def test_spacy_finds_the_component_by_itself() -> None:
    """A program that never imports whence gets the component from spaCy."""
    code = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('whence'); print(nlp.pipe_names)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['whence']"


def test_a_span_is_one_of_spacy_s(doc: Doc) -> None:
    """The spans are spaCy's own, in the order of the text."""
    spans = list(doc.spans["whence"])
    assert all(isinstance(span, Span) for span in spans)
    assert spans == sorted(spans)
