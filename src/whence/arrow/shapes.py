"""What a record's field is made of: one reading of the type hints, on which schemas and rows rest alike."""

from __future__ import annotations

import types
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

__all__ = ["Many", "Maybe", "Plain", "Shape", "Struct", "shape_of", "struct_of"]

_PLAIN = (bool, int, float, str)
_SIDES = ("a", "b")  # what the two of an unnamed pair are called, as in `Link` and `Passage`


@dataclass(frozen=True, slots=True)
class Plain:
    """A text, number or yes-no; `enum` is what its values are where they are a closed list."""

    kind: type
    enum: type[Enum] | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of one shape, in order."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Maybe:
    """A shape, or nothing."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Struct:
    """Named parts, and the class that holds them: a record, a named tuple, or `tuple` for a pair without names."""

    cls: type
    parts: tuple[tuple[str, Shape], ...]


Shape = Plain | Many | Maybe | Struct


def struct_of(record: type) -> Struct:
    """Return the shape of a record's class.

    Raises `TypeError` for a class that is no record, and for a field that no shape stands for.
    """
    found = shape_of(record)
    if not isinstance(found, Struct):
        raise TypeError(f"{record!r} is no record")
    return found


@cache
def shape_of(hint: Any) -> Shape:
    """Return the shape that a type hint asks for; `TypeError` where there is none."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [one for one in get_args(hint) if one is not type(None)]
        if len(inner) == 1:
            return Maybe(shape_of(inner[0]))
    elif get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    elif isinstance(hint, type):
        return _class(hint)
    raise TypeError(f"no shape stands for {hint!r}")


def _tuple(items: tuple[Any, ...]) -> Shape:
    if len(items) == 2 and items[1] is Ellipsis:
        return Many(shape_of(items[0]))
    if len(items) == len(_SIDES):
        return Struct(tuple, tuple(zip(_SIDES, map(shape_of, items), strict=True)))
    raise TypeError(f"no shape stands for a tuple of {items!r}")


def _class(hint: type) -> Shape:
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return Struct(hint, tuple((field.name, shape_of(hints[field.name])) for field in fields(hint)))
    if issubclass(hint, tuple) and hasattr(hint, "_fields"):
        hints = get_type_hints(hint)
        return Struct(hint, tuple((name, shape_of(hints[name])) for name in hint._fields))
    if issubclass(hint, Enum):
        return Plain(int if issubclass(hint, IntEnum) else str, hint)
    if hint in _PLAIN:
        return Plain(hint)
    raise TypeError(f"no shape stands for {hint!r}")
