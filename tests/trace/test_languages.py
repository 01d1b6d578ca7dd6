"""Collections with articles in a language whose statements are not read."""

from __future__ import annotations

from whence.ingest.capture import read_capture
from whence.ingest.language import language_of
from whence.link import copied_passages
from whence.pipeline import trace_readings
from whence.read import read
from whence.records import Article, Reading

SHARED = (
    "Die Schleuse am Ostufer bleibt bis auf Weiteres gesperrt, weil Taucher am Sonntag an zwei ihrer vier Angeln "
    "Risse gefunden haben; die Schiffe müssen vor der Mole warten, bis ein Kran eintrifft, teilte das Hafenamt mit."
)
FIRST = (
    "Schleuse am Ostufer gesperrt",
    "Von Ada Roehl",
    "In Brenn stehen seit Sonntag neun Schiffe vor der Mole, und im Hafen wird der Platz knapp.",
    SHARED,
    "Die Fischer verlangen, dass die Stadt ihnen den Ausfall ersetzt, und wollen am Freitag vor das Rathaus ziehen.",
)
SECOND = (
    "Neun Schiffe warten in Brenn",
    "Von Jan Oster",
    SHARED,
    "Der Bürgermeister war am Montag nicht zu sprechen, und auch sein Büro gab auf Fragen keine Auskunft.",
)


def report(name: str, paragraphs: tuple[str, ...]) -> Article:
    """A capture of a German report, in the language that its words tell."""
    text = "\n\n".join(paragraphs)
    article = read_capture(text, file=name, url=None, article_id=name, digest=name)
    return read_capture(text, file=name, url=None, article_id=name, digest=name, language=language_of(article))


def test_articles_in_another_language_are_linked_by_what_they_copy_and_have_no_claims() -> None:
    """Two German reports that share a passage: the passage opens to its words in both, and no statement is read."""
    a, b = report("a.txt", FIRST), report("b.txt", SECOND)
    readings = [read(a), read(b)]
    assert [(r.not_read, r.statements) for r in readings] == [("de", ()), ("de", ())]
    trace = trace_readings(readings)
    for passages in (tuple(copied_passages([a, b])), trace.passages):
        (passage,) = passages
        text = {a.id: a.text, b.id: b.text}
        assert text[passage.a][slice(*passage.a_span)] == SHARED.rstrip(".")
        assert text[passage.b][slice(*passage.b_span)] == SHARED.rstrip(".")
    assert (trace.claims, trace.steps) == ((), ())


def test_articles_in_another_language_change_nothing_about_the_english_ones(weir: list[Reading]) -> None:
    """The claims of a collection are the same with and without reports that are not read."""
    others = [read(report("a.txt", FIRST)), read(report("b.txt", SECOND))]
    assert trace_readings([*weir, *others]).claims == trace_readings(weir).claims
