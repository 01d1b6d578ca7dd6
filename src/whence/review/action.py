"""What a person can decide."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Action"]


class Action(StrEnum):
    """What a decision does with its target.

    `add`: a statement that was not read of an article. `confirm`: a statement as it stands, a step, or that two
    statements are one claim. `correct`: a statement's source, spans, act, chain, hedge or negation. `drop`: it is no
    statement. `same`, `different`: statements of one claim, and of two. `merge`, `split`: one source, and two.
    `follows`, `follows_not`: whether a statement follows another. `denies`, `denies_not`: whether a claim denies
    another. `note`: nothing but words. `undo`: takes a decision back.
    """

    add = "add"
    confirm = "confirm"
    correct = "correct"
    drop = "drop"
    same = "same"
    different = "different"
    merge = "merge"
    split_ = "split"  # a text has a method `split`
    follows = "follows"
    follows_not = "follows_not"
    denies = "denies"
    denies_not = "denies_not"
    note = "note"
    undo = "undo"
