"""Triples as Turtle (W3C Recommendation of 25 February 2014), a subject at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["literal", "prefixes", "subject"]

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')


def prefixes(of: Mapping[str, str]) -> bytes:
    """Return the lines that say what the prefixes of names stand for."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in of.items()).encode()


def subject(name: str, properties: Iterable[tuple[str, str]]) -> bytes:
    """Return all that is said of a subject; names and values are Turtle already."""
    said: dict[str, dict[str, None]] = {}
    for predicate, value in properties:
        said.setdefault(predicate, {})[value] = None
    lines = " ;\n    ".join(f"{predicate} {', '.join(values)}" for predicate, values in said.items())
    return f"\n{name} {lines} .\n".encode("utf-8", "replace")


def literal(value: str | float, datatype: str | None = None) -> str:
    """Return a text or a number as a literal, with the name of its datatype where it is given."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f'"{value}"^^xsd:double'
    text = _TO_ESCAPE.sub(lambda found: _ESCAPED.get(found[0], f"\\u{ord(found[0]):04X}"), value)
    return f'"{text}"' + (f"^^{datatype}" if datatype else "")
