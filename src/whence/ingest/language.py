"""The language of an article, as an ISO 639-1 code."""

from __future__ import annotations

from collections.abc import Iterable

from whence.records import Article, Role

__all__ = ["identify", "language_of"]

_ENOUGH = 1_200  # code points; py3langid is as sure with one paragraph as with a page
_SHORT = 60  # letters; below, the words are names as often as not
_SURE = 240  # letters; below, a declaration that says English is believed
_CODE = 2
_READ = frozenset({Role.headline, Role.subhead, Role.paragraph, Role.quote})


def language_of(article: Article) -> str | None:
    """Return the language of an article's headline and first paragraphs; `Article.language` is what the page declares.

    A declaration is often a template's leftover (6 of 257 news pages declare a wrong one), so that the text decides
    where there is enough of it.
    """
    lines = (article.text[b.span.start : b.span.end] for b in article.blocks if b.role in _READ)
    return identify(_start(lines) or article.text[:_ENOUGH], declared=article.language)


def identify(text: str, *, declared: str | None = None) -> str | None:
    """Return the language of a text; None where there is not a letter, and nothing is declared.

    Short texts are in the declared language, or in English where they hold nothing but ASCII.
    """
    text = text[:_ENOUGH]
    letters = sum(map(str.isalpha, text))
    said = _primary(declared)
    if not letters:
        return said
    if letters < _SHORT and (said or text.isascii()):
        return said or "en"
    if said == "en" and letters < _SURE and text.isascii():
        return said
    return _classify(text) or said


def _start(lines: Iterable[str]) -> str:
    taken: list[str] = []
    room = _ENOUGH
    for line in lines:
        taken.append(line[:room])
        room -= len(line)
        if room <= 0:
            break
    return "\n".join(taken)


def _primary(tag: str | None) -> str | None:
    """Return the language of a tag such as `en-GB`; None where it is no ISO 639-1 code."""
    code = (tag or "").strip().replace("_", "-").split("-", 1)[0].lower()
    return code if len(code) == _CODE and code.isascii() and code.isalpha() else None


def _classify(text: str) -> str | None:
    import py3langid  # here, for its tables take half a second to load  # noqa: PLC0415

    code = str(py3langid.classify(text)[0])
    return _primary(code)
