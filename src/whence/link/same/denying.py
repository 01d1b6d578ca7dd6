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

_CLAIM = r"(?:claim|report|allegation|accusation|suggestion|assertion|rumou?r|notion|idea|charge)s?"
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing)(?: \w+)* out)\b", re.IGNORECASE)
_TURNING_DOWN = re.compile(
    r"\b(?:reject|rebutt?|refut|disput|dismiss|debunk|disprov|discount)(?:e?s|e?d|e|ing)?\b", re.IGNORECASE
)
_OF_A_CLAIM = re.compile(rf"\b{_CLAIM}\b", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"(?:(?:(?:the|any|all|such|a) )?{_CLAIM} )?that\b|(?:he|she|it|they|there|we|i)\b|(?!\w*thing\b)\w+ing\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)


def denies_its_content(unit: Unit) -> bool:
    """Whether a statement's cue denies the clause that stands behind it, which is no quotation of words of one's own.

    Who turns down an offer, a treaty or a candidate denies nothing that one could say; who rejects claims that a thing
    is so does. "Did not deny" leaves it open.
    """
    statement, text = unit.statement, unit.article.text
    if statement.act is not Act.denial or statement.form is Form.direct or not statement.cue or not statement.content:
        return False
    cue = " ".join(text[start:end] for start, end in statement.cue)
    start, end = statement.content[0]
    said = text[start:end].lstrip("\"“”‘’' ")
    if statement.cue[0].start > start or _NOT.search(cue) or not _CLAUSE.match(said):
        return False
    if _DENYING.search(cue):
        return True
    return bool(_TURNING_DOWN.search(cue)) and bool(
        _OF_A_CLAIM.search(cue) or _OF_A_CLAIM.search(said.partition(" that")[0])
    )


def turned(denying: NDArray[np.bool_], negating: NDArray[np.bool_], pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of which pairs (rows of two numbers) one denies what the other may say.

    `denying` are the units that deny their content, `negating` those whose content itself says that something is not
    so: "denied that any fault was reported" and "no fault was reported" are of one mind.
    """
    one, other = pairs[:, 0], pairs[:, 1]
    found: NDArray[np.bool_] = (denying[one] != denying[other]) & (negating[one] == negating[other])
    return found
