#!/usr/bin/env python3
"""Measure the reading of PDFs beside the bare libraries, on pages of known text.

usage: pdf.py [--copies N]

The bundled example's articles are set as PDFs in one, two and three columns, with a headline, running heads, page
numbers, a caption and a note, hyphenated and justified; once with each line in one piece, once word by word. Each
document goes to all readers in turn, so that the speeds compare although the machine's load varies. Printed per layout
and reader:

    words P R F1     precision, recall and F1 of the body's words as a bag; a word that stays broken counts as wrong
    pairs F1         the same of pairs of neighbouring words, which columns in the wrong order and furniture between
                     paragraphs break
    paragraphs       share of the paragraphs that come back whole, to the letter
    pages/s          pages a second of processor time: for whence the letters, their way from one process to another,
                     the order, the roles and the facts; for the libraries their own text

pypdfium2 is what whence itself uses, pdfminer.six (with its layout analysis) is there to compare with.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

import msgspec

from typeset import Sheet, Story, typeset
from whence.example import example_files
from whence.ingest import ingest
from whence.ingest.pdf import worker
from whence.ingest.pdf.article import article_of_document
from whence.ingest.pdf.records import Document
from whence.ingest.piece import Known
from whence.records import Article, Role

_T = TypeVar("_T")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_HEAD = "THE TESSOCK MERCURY   Wednesday 14 May 2031"
_CAPTION = "The ferry at the quay on Monday, before she was taken off the bank. Photo: Ada Roe"
_NOTE = "All times are local times, as the harbour office gives them."


@dataclass
class Tally:
    """Sums over the documents of one layout."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    paragraphs: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    seconds: float = 0.0

    def row(self, layout: str, reader: str) -> str:
        """Return the figures as one line."""
        precision, recall, f1 = _prf(self.words)
        pairs = _prf(self.pairs)[2]
        whole = self.paragraphs["found"] / max(1, self.paragraphs["truth"])
        shown = f"{whole:10.3f}" if self.paragraphs["truth"] else f"{'-':>10}"
        speed = self.pages / self.seconds if self.seconds else 0.0
        return f"{layout:<24}{reader:<14}{precision:7.3f}{recall:7.3f}{f1:7.3f}{pairs:10.3f}{shown}{speed:10.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--copies", type=int, default=3, help="how often an article's paragraphs are set after one another"
    )
    copies = parser.parse_args().copies
    print(f"{'layout':<24}{'reader':<14}{'P':>7}{'R':>7}{'F1':>7}{'pairs F1':>10}{'whole':>10}{'pages/s':>10}")
    for name, sheet in _layouts():
        tallies: dict[str, Tally] = {}
        for story in _stories(copies):
            data = typeset(story, sheet)
            for reader, read in _READERS.items():
                _measure(tallies.setdefault(reader, Tally()), read, data, story.paragraphs)
        for reader, tally in tallies.items():
            print(tally.row(name, reader))


def _layouts() -> Iterator[tuple[str, Sheet]]:
    for columns in (1, 2, 3):
        yield f"{columns} columns, by line", Sheet(columns=columns, head=_HEAD)
    yield "2 columns, by word", Sheet(columns=2, head=_HEAD, by_word=True)
    yield "3 columns, ragged", Sheet(columns=3, head=_HEAD, justified=False, indent=0.0, gap=6.0)


def _stories(copies: int) -> Iterator[Story]:
    """Yield the bundled example's articles as stories: their paragraphs, several times, each time numbered anew."""
    for found in ingest([str(path) for path in example_files()]):
        if not isinstance(found, Article):
            continue
        lines = [found.text[b.span.start : b.span.end] for b in found.blocks if b.role is Role.paragraph]
        texts = [" ".join(line.split()) for line in lines if line.isprintable() and _settable(line)]
        if texts:
            paragraphs = tuple(f"{text} Thus {copy}.{n}." for copy in range(copies) for n, text in enumerate(texts))
            yield Story(
                paragraphs=paragraphs, headline=found.title or "Untitled", captions={1: _CAPTION}, notes=(_NOTE,)
            )


def _settable(text: str) -> bool:
    """Whether the font that is used has all letters of a text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


# --- the readers ----------------------------------------------------------------------------------------------------

Read = Callable[[bytes], tuple[list[str], bool]]


def _whence(data: bytes) -> tuple[list[str], bool]:
    """Read as whence does, in this process, with the letters' way through JSON."""
    answer = json.dumps(worker._answer(data)).encode()  # what the process of its own does
    document = msgspec.json.decode(answer, type=Document)
    article = article_of_document(document, Known(file="x.pdf", article_id="x", digest="0" * 64))
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.role is Role.paragraph], True


def _pypdfium2(data: bytes) -> tuple[list[str], bool]:
    import pypdfium2  # noqa: PLC0415  -- as below

    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts, False


def _pdfminer(data: bytes) -> tuple[list[str], bool]:
    from pdfminer.high_level import extract_text  # noqa: PLC0415  -- only where it is installed

    return [extract_text(io.BytesIO(data))], False


_READERS: dict[str, Read] = {"whence": _whence, "pypdfium2": _pypdfium2}
try:
    import pdfminer  # noqa: F401

    _READERS["pdfminer.six"] = _pdfminer
except ImportError:
    pass


# --- the measures ---------------------------------------------------------------------------------------------------


def _measure(tally: Tally, read: Read, data: bytes, truth: Sequence[str]) -> None:
    start = time.process_time()
    texts, by_paragraph = read(data)
    tally.seconds += time.process_time() - start
    tally.pages += _pages(data)
    wanted, got = _words(truth), _words(texts)
    _add(tally.words, Counter(wanted), Counter(got))
    _add(tally.pairs, Counter(pairwise(wanted)), Counter(pairwise(got)))
    if by_paragraph:
        found = Counter(texts)
        tally.paragraphs.update(truth=len(truth), found=sum(found[text] > 0 for text in truth))


def _words(texts: Sequence[str]) -> list[str]:
    return [word.casefold() for text in texts for word in _WORD.findall(text)]


def _add(sums: Counter[str], truth: Counter[_T], got: Counter[_T]) -> None:
    shared = sum(min(count, got[key]) for key, count in truth.items())
    sums.update(truth=sum(truth.values()), got=sum(got.values()), shared=shared)


def _prf(sums: Counter[str]) -> tuple[float, float, float]:
    precision, recall = sums["shared"] / max(1, sums["got"]), sums["shared"] / max(1, sums["truth"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", data))


if __name__ == "__main__":
    main()
