"""The process that opens PDFs: PDFium (through pypdfium2) to runs of letters with their places.

It is run as a script of its own, and knows nothing of whence: what a PDF makes of PDFium, and how much time and memory
that takes, ends with this process. It reads documents from standard input and answers on standard output, each with its
length in front, until there are no more.
"""

from __future__ import annotations

import ctypes
import json
import signal
import struct
import sys
from contextlib import suppress
from typing import Any

LENGTH = struct.Struct(">Q")
SECONDS = 120.0
"""Of processor time for one document."""
MEMORY = 2 << 30
"""Bytes of address space for this process."""
MOST_PAGES = 3_000
MOST_LETTERS = 20_000_000
MOST_RUNS = 600_000
"""Pieces of lines in one document: a newspaper's page has some five hundred."""
_GAP = 1.2  # of the letters' size: a wider gap parts two runs
_SPACE = 0.22  # of the letters' size: a wider gap is a space, whether one is written or not
_SAME_LINE = 0.15  # of the letters' height
_SAME_SIZE = 0.3  # of the letters' height: a letter with an accent is higher than others
_NEAR = -0.6  # of the letters' size: a letter that stands further back is of another run
_SPACES = (32, 160, 9)
_LAST = 0x10FFFF  # the last character that there is
_LINE_ENDS = (10, 13)
_HYPHEN = 2  # what PDFium gives for the hyphen of a word that goes on in the next line
_BOLD = 600


def main(seconds: float = SECONDS, memory: int = MEMORY) -> None:
    """Answer documents until standard input ends, each within some processor time and all within some memory."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    _limit(memory)
    while header := source.read(LENGTH.size):
        data = source.read(LENGTH.unpack(header)[0])
        with suppress(AttributeError):  # Windows has no such timer; whoever asks has a clock too
            signal.setitimer(signal.ITIMER_PROF, seconds)
        answer = json.dumps(_answer(data), ensure_ascii=True).encode("ascii")
        with suppress(AttributeError):
            signal.setitimer(signal.ITIMER_PROF, 0)
        target.write(LENGTH.pack(len(answer)) + answer)
        target.flush()


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _answer(data: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415  -- so that a missing library is an answer too
    from pypdfium2 import raw  # noqa: PLC0415  -- as above

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        return {"error": "encrypted" if locked else "broken"}
    try:
        return _document(document, raw)
    finally:
        document.close()


def _document(document: Any, raw: Any) -> dict[str, Any]:
    if len(document) > MOST_PAGES:
        return {"error": "pages"}
    pages, letters, runs = [], 0, 0
    for number in range(len(document)):
        try:
            page = document[number]
            found, count = _page(page, raw)
            page.close()
        except Exception:  # a broken page costs itself only
            found, count = {"size": [0.0, 0.0], "runs": [], "pictures": 0}, 0
        letters, runs = letters + count, runs + len(found["runs"])
        if letters > MOST_LETTERS or runs > MOST_RUNS:
            return {"error": "much"}
        pages.append(found)
    meta = {str(name): str(value) for name, value in document.get_metadata_dict().items() if value}
    return {"pages": pages, "meta": meta}


def _page(page: Any, raw: Any) -> tuple[dict[str, Any], int]:
    text = page.get_textpage()
    count = text.count_chars()
    runs = _Runs(text.raw, raw).all(count)
    pictures = 0
    if not runs:
        pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    text.close()
    return {"size": list(page.get_size()), "runs": runs, "pictures": pictures}, count


class _Runs:
    """Puts letters together that stand beside one another on one line and are of one size."""

    def __init__(self, text: Any, raw: Any) -> None:
        self._text = text
        self._raw = raw
        self._runs: list[list[Any]] = []
        self._letters: list[str] = []
        self._left = self._bottom = self._right = self._top = self._size = self._height = self._em = 0.0
        self._last = (0.0, 0.0)
        self._bold = self._turned = False

    def all(self, count: int) -> list[list[Any]]:
        """Return the runs of a page: words, left, bottom, right, top, size, bold, turned.

        This is where the time goes: a page has thousands of letters. Most stand close behind the one before them, in
        letters of the same height, and need no more than that look.
        """
        text = self._text
        rect = self._raw.FS_RECTF()
        place = ctypes.byref(rect)
        unicode, box = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetLooseCharBox
        spaced, lead = False, 0
        for index in range(count):
            code = unicode(text, index)
            if code in _SPACES:
                spaced = True
                continue
            if code in _LINE_ENDS or not box(text, index, place):
                continue
            if code == 0 or 0xD800 <= code < 0xE000 or code > _LAST:
                lead, code = _pair(lead, code)
                if code is None:
                    continue
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            em, gap, height = self._em, left - self._right, self._height
            close = _NEAR * em < gap < (_GAP if spaced else _SPACE) * em
            if close and abs(bottom - self._bottom) < 0.02 * height and abs(top - self._top) < 0.02 * height:
                if spaced:
                    self._letters.append(" ")
                self._letters.append("-" if code == _HYPHEN else chr(code))
                self._right, self._last = right, (left, right)
            else:
                self._add(index, "-" if code == _HYPHEN else chr(code), (left, bottom, right, top), spaced)
            spaced = False
        self._end()
        return self._runs

    def _add(self, index: int, letter: str, box: tuple[float, float, float, float], spaced: bool) -> None:
        left, bottom, right, top = box
        ligature = bool(self._letters) and self._last == (left, right) and right > left
        if self._letters and not (ligature or self._goes_on(index, left, bottom, top)):
            self._end()
        if not self._letters:
            self._begin(index, box)
        elif not ligature and (spaced or left - self._right > _SPACE * self._em):
            self._letters.append(" ")
        self._letters.append(letter)
        self._last = (left, right)
        self._left, self._right = min(self._left, left), max(self._right, right)
        if self._turned:
            self._bottom, self._top = min(self._bottom, bottom), max(self._top, top)

    def _begin(self, index: int, box: tuple[float, float, float, float]) -> None:
        self._left, self._bottom, self._right, self._top = box
        self._height = box[3] - box[1] or 1.0
        self._em = self._height / 1.15
        self._size = self._raw.FPDFText_GetFontSize(self._text, index)
        self._bold = self._raw.FPDFText_GetFontWeight(self._text, index) >= _BOLD
        self._turned = 0.1 < self._raw.FPDFText_GetCharAngle(self._text, index) < 6.18

    def _goes_on(self, index: int, left: float, bottom: float, top: float) -> bool:
        same: bool = abs(self._raw.FPDFText_GetFontSize(self._text, index) - self._size) < 0.1
        if self._turned:
            return same
        if not same or abs(bottom - self._bottom) > _SAME_LINE * self._height:
            return False
        return abs(top - bottom - self._height) < _SAME_SIZE * self._height and (
            _NEAR * self._em < left - self._right < _GAP * self._em
        )

    def _end(self) -> None:
        words = "".join(self._letters).strip()
        if words:
            box = [round(edge, 2) for edge in (self._left, self._bottom, self._right, self._top)]
            self._runs.append([words, *box, round(self._em, 2), self._bold, self._turned])
        self._letters = []
        self._em = 0.0  # so that nothing is close to a run that has ended


def _pair(lead: int, code: int) -> tuple[int, int | None]:
    """Put the halves of a character beyond the first plane together, as PDFium gives them; what is none is U+FFFD."""
    if 0xD800 <= code < 0xDC00:
        return code, None
    if code == 0 or code > _LAST or not lead:
        return 0, 0xFFFD
    return 0, 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
