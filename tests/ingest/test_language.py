"""The language of an article."""

from __future__ import annotations

import pytest

from whence.ingest import ingest_text
from whence.ingest.language import identify
from whence.records import Article

GERMAN = "Der Bürgermeister sagte am Dienstag, die Brücke über den Fluss werde erst im Herbst wieder geöffnet. "
ENGLISH = "The mayor said on Tuesday that the bridge across the river would not open again before the autumn. "


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH * 3, None, "en"),
        (ENGLISH * 3, "de-DE", "en"),
        (GERMAN * 3, None, "de"),
        (GERMAN * 3, "en", "de"),
        ("Minister quits", None, "en"),
        ("Ministre absent", "fr_CA", "fr"),
        ("Министр ушёл в отставку", None, "ru"),
        ("", None, None),
        ("404 … 12:30", None, None),
        ("Bridge shut", "x-unknown", "en"),
        (
            "Le maire a déclaré mardi que le pont sur la rivière ne rouvrirait pas avant l’automne prochain.",
            "klingon",
            "fr",
        ),
    ],
)
def test_the_text_decides_where_there_is_enough_of_it(text: str, declared: str | None, language: str | None) -> None:
    """Long texts go by their words; short ones by the declaration, or are English where they are ASCII."""
    assert identify(text, declared=declared) == language


def test_a_page_is_known_by_its_words_not_by_its_template() -> None:
    """A German page with a template that says English is German."""
    page = f"<html lang=en><body><article><h1>Brücke bleibt zu</h1><p>{GERMAN * 2}</p><p>{GERMAN}</p></article></body>"
    article = ingest_text(page)
    assert isinstance(article, Article)
    assert article.language == "de"


def test_a_long_text_costs_no_more_than_its_start() -> None:
    """Only the start of a text is looked at, so that a language that comes late changes nothing."""
    assert identify(ENGLISH * 20 + GERMAN * 20_000) == "en"
