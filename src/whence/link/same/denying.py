"""Statements that deny by their cue: the content of "denied that homes may flood" says that homes may flood.

So such a statement is compared as if it asserted its content, and is opposed to whatever its content is the same as.
A content that itself says that something is not so ("there is no danger", the mayor said) is compared as it stands.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from whence.link.units import Unit
from whence.records import Act, Form

__all__ = ["denies_its_content", "turned"]

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|rebut|rebutt|refut|disput|dismiss|contradict|repudiat|disclaim|debunk|disprov"
    r"|discount)(?:e?s|e?d|e|ing)?|rul(?:e|es|ed|ing)(?: \w+)* out)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)


def denies_its_content(unit: Unit) -> bool:
    """Whether a statement's cue denies what stands behind it, and that is no quotation of words of one's own."""
    statement, text = unit.statement, unit.article.text
    if statement.act is not Act.denial or statement.form is Form.direct or not statement.cue or not statement.content:
        return False
    cue = " ".join(text[start:end] for start, end in statement.cue)
    if statement.cue[0].start > statement.content[0].start or not _DENYING.search(cue):
        return False
    return not _NOT.search(cue)  # "did not deny" leaves it open


def turned(denying: NDArray[np.bool_], pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of which pairs (rows of two numbers) one denies its content, and the other does not."""
    found: NDArray[np.bool_] = denying[pairs[:, 0]] != denying[pairs[:, 1]]
    return found
