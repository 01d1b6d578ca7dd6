"""The passages that a case file's articles share, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from whence.export.contract import passage_json
from whence.records import Passage

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_passages"]


def case_passages(case: Case) -> Iterator[bytes]:
    """Yield a JSON object a line: those of the stored trace, or, where nothing is traced, as they are found now."""
    files = case.files()
    for passage in case.passages() if case.tracing() is not None else _found(case):
        yield msgspec.json.encode(passage_json(passage, files[passage.a], files[passage.b])) + b"\n"


def _found(case: Case) -> Iterable[Passage]:
    from whence.link import attributed_words, copied_passages  # noqa: PLC0415  -- NumPy is not needed for what is stored

    return copied_passages(case.articles(), quotations=attributed_words(case.readings()))
