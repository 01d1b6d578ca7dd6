"""The forms of export, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whence.api import wording
from whence.case import Case
from whence.errors import WrongUse
from whence.export.shared import case_passages
from whence.export.sheet import case_csv
from whence.export.whole import case_json

__all__ = ["pieces"]


def pieces(case: Case, form: str) -> Iterable[bytes]:
    """Return a case file in a form, in pieces.

    Raises `WrongUse` for a form that there is not.
    """
    forms: dict[str, Callable[[Case], Iterable[bytes]]] = {
        "json": case_json,
        "csv": case_csv,
        "passages": case_passages,
        "training": _training,
    }
    if form not in forms:
        raise WrongUse(wording.no_form(form, forms))
    return forms[form](case)


def _training(case: Case) -> Iterable[bytes]:
    from whence.export.training import case_training  # noqa: PLC0415  -- it needs what reading needs

    return case_training(case)
