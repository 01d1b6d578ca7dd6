"""Footnotes: lines that open with a mark, and the words of the text that bear the same mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whence.ingest.capture_words import word_set
from whence.records import Block, Note, Role, Span

__all__ = ["find_notes", "footnote_mark", "marks_in"]

_MARK = r"\*{1,5}|†{1,3}|‡{1,3}|§{1,2}|¶|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\[(?:\d{1,3}|[a-z])\]"
_NOTE = re.compile(rf"^(?P<mark>{_MARK}|\((?:\d{{1,2}}|\*{{1,3}})\))[ \u00a0\t]*(?=[^\s*†‡\d])")
_BORNE = re.compile(
    rf"(?<=[^\W_])[\"”’»)\].,]{{0,2}}(?P<mark>{_MARK})(?![\w*†‡])|"
    rf"(?<=[^\W_])[\"”’»)\]]{{0,2}} ?(?P<round>\((?:\d{{1,2}}|\*{{1,3}})\))(?=[\s,.;:]|$)"
)
_TOKEN = re.compile(r"\([^()]{1,60}\)|[^\W_][\w'’.&/-]*|[^\w\s]")
_BACK = 160
"""How many characters before a mark can belong to the marked words."""

_ENDS = word_set(
    """
    a an the this that these those its his her their our my your some any each every no of in on at by for with
    from to into as and or but nor than is are was were be been being has have had do does did will would can
    could may might must shall should not who whom which what when where while if because since until against
    between among under over about after before during through via called named said says told also including
    like joined banned
    """
)
_INNER = frozenset(["of", "the", "al", "el", "de", "la", "bin", "ibn", "for", "and", "&", "in"])
_LONGEST_PLAIN = 4
_CLOSING = {'"': '"', "”": "“", "’": "‘", "»": "«"}


def footnote_mark(line: str) -> str | None:
    """Return the mark that a line opens with, if it could be a footnote's ("** Not her name." gives "**")."""
    found = _NOTE.match(line[:40].lstrip())
    return found["mark"] if found else None


def marks_in(text: str, span: Span) -> list[tuple[str, int, int]]:
    """Each mark that is joined to a word inside the span: the mark, its start and its end in the text."""
    out = []
    for found in _BORNE.finditer(text, span.start, span.end):
        name = "mark" if found["mark"] else "round"
        out.append((found[name], found.start(name), found.end(name)))
    return out


def find_notes(text: str, blocks: tuple[Block, ...]) -> tuple[Note, ...]:
    """Return the notes of the blocks whose role is footnote, each with the words that bear its mark.

    A note's span holds its words without the mark. Where a mark stands on several notes, each has the places since the
    note before it with the same mark. `*` and `**` are different marks.
    """
    if not any(block.role is Role.footnote for block in blocks):
        return ()
    borne = _borne_marks(text, (b for b in blocks if b.role is not Role.footnote))
    notes: list[Note] = []
    since: dict[str, int] = {}
    for block in blocks:
        if block.role is not Role.footnote:
            continue
        found = _NOTE.match(text[block.span.start : block.span.start + 40])
        if found is None:
            continue
        mark = found["mark"]
        places = [p for p in borne.get(mark, ()) if since.get(mark, 0) <= p < block.span.start] or borne.get(mark, [])
        since[mark] = block.span.end
        marked = tuple(s for s in (_marked_words(text, at) for at in places) if s.end > s.start)
        notes.append(Note(mark=mark, span=Span(block.span.start + found.end(), block.span.end), marked=marked))
    return tuple(notes)


def _borne_marks(text: str, blocks: Iterable[Block]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for block in blocks:
        opening = _NOTE.match(text[block.span.start : block.span.start + 40])
        start = block.span.start + (opening.end() if opening else 0)
        for mark, at, _ in marks_in(text, Span(start, block.span.end)):
            out.setdefault(mark, []).append(at)
    return out


def _marked_words(text: str, at: int) -> Span:
    """Return the name, or else the noun group, that ends at `at`, where a mark stands."""
    low = max(at - _BACK, 0)
    end = low + len(text[low:at].rstrip(" .,\u00a0"))
    low = max(text.rfind("\n", 0, end) + 1, low)
    if end > low and text[end - 1] in _CLOSING:
        opening = text.rfind(_CLOSING[text[end - 1]], low, end - 1)
        return Span(opening + 1, end - 1) if opening >= 0 else Span(end, end)
    tokens = list(_TOKEN.finditer(text, low, end))
    start, named, plain = end, False, 0
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i].group()
        kind = _kind_of(token, tokens[i - 1].group() if i else "", named=named)
        plain += kind == "plain"
        if kind == "end" or plain > _LONGEST_PLAIN:
            break
        named = named or kind == "name"
        start = tokens[i].start()
    return Span(start, end)


def _kind_of(token: str, before: str, *, named: bool) -> str:
    """Whether the word goes into the marked words ("name", "plain") or stands before them ("end")."""
    if token[0] == "(":
        return "inner"
    if not token[0].isalnum():
        return "end"
    if (
        token[0].isupper()
        or token[0].isdigit()
        or (token.startswith(("al-", "el-", "e-", "i")) and token[1:2].isupper())
    ):
        return "end" if token.casefold() in _ENDS else "name"
    if named:
        return "inner" if token in _INNER - {"and", "in", "the", "for"} and before[:1].isupper() else "end"
    return "end" if token.casefold() in _ENDS or token.endswith("ly") else "plain"
