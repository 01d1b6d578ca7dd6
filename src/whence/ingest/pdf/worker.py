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
_GAP = 1.2  # of the letters' size: a wider gap parts two runs
_SPACE = 0.22  # of the letters' size: a wider gap is a space, whether one is written or not
_SAME_LINE = 0.15  # of the letters' height
_SAME_SIZE = 0.3  # of the letters' height: a letter with an accent is higher than others
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
    pages, letters = [], 0
    for number in range(len(document)):
        try:
            page = document[number]
            found, count = _page(page, raw)
            page.close()
        except Exception:  # a broken page costs itself only
            found, count = {"size": [0.0, 0.0], "runs": [], "pictures": 0}, 0
        letters += count
        if letters > MOST_LETTERS:
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
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._last = (0.0, 0.0)
        self._size = 0.0
        self._height = 0.0
        self._weight = 0
        self._turned = False

    def all(self, count: int) -> list[list[Any]]:
        """Return the runs of a page: words, left, bottom, right, top, size, bold, turned."""
        text, raw = self._text, self._raw
        rect = raw.FS_RECTF()
        place = ctypes.byref(rect)
        unicode, box, size = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize
        spaced, lead = False, 0
        for index in range(count):
            code = unicode(text, index)
            if 0xD800 <= code < 0xDC00:
                lead = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00) if lead else 0xFFFD
            lead = 0
            if code in _LINE_ENDS or not box(text, index, place):
                continue
            if code in (32, 160, 9):
                spaced = True
                continue
            if code == 0:
                code = 0xFFFD
            self._add(index, code, (rect.left, rect.bottom, rect.right, rect.top), size(text, index), spaced)
            spaced = False
        self._end()
        return self._runs

    def _add(self, index: int, code: int, box: tuple[float, float, float, float], size: float, spaced: bool) -> None:
        letter = "-" if code == _HYPHEN else chr(code) if code <= 0x10FFFF else "\ufffd"
        left, bottom, right, top = box
        height = top - bottom or 1.0
        ligature = bool(self._letters) and self._last == (left, right) and right > left
        if self._letters and not (ligature or self._goes_on(left, bottom, height, size)):
            self._end()
        if not self._letters:
            self._begin(index, box, size, height)
        elif not ligature and (spaced or left - self._box[2] > _SPACE * self._em):
            self._letters.append(" ")
        self._letters.append(letter)
        old, self._last = self._box, (left, right)
        self._box = (min(old[0], left), min(old[1], bottom), max(old[2], right), max(old[3], top))

    @property
    def _em(self) -> float:
        return self._height / 1.15

    def _begin(self, index: int, box: tuple[float, float, float, float], size: float, height: float) -> None:
        self._box, self._size, self._height = box, size, height
        self._weight = self._raw.FPDFText_GetFontWeight(self._text, index)
        angle = self._raw.FPDFText_GetCharAngle(self._text, index)
        self._turned = 0.1 < angle < 6.18

    def _goes_on(self, left: float, bottom: float, height: float, size: float) -> bool:
        if self._turned:
            return abs(size - self._size) < 0.1
        if abs(size - self._size) > 0.1 or abs(bottom - self._box[1]) > _SAME_LINE * self._height:
            return False
        gap = left - self._box[2]
        return abs(height - self._height) < _SAME_SIZE * self._height and -0.6 * self._em < gap < _GAP * self._em

    def _end(self) -> None:
        words = "".join(self._letters).strip()
        if words:
            box = [round(float(edge), 2) for edge in self._box]
            bold = self._weight >= _BOLD
            self._runs.append([words, *box, round(self._em, 2), bold, self._turned])
        self._letters = []


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
