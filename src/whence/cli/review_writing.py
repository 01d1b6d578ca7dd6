"""Decisions as they are written in a terminal: what is set by names and by words of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from whence.cli import review_wording as wording

if TYPE_CHECKING:
    from whence.case import Case
    from whence.records import Decision, Station
    from whence.review.writing import Written

__all__ = ["FIELDS", "decided", "pairs", "value_of"]

FIELDS = ("source", "kind", "named", "content", "cue", "through", "act", "hedged", "negated")
"""What `--set` sets of a statement, and what a session asks for."""
_STATION = re.compile(r"(?P<name>.*?)\s*(?:\((?P<kind>[a-z_]+)(?:,\s*(?P<link>[a-z_]+))?\))?")


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Return `NAME=VALUE`s by their names; raises `UsageError` for a name that nothing is set by."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or name not in FIELDS:
            raise click.UsageError(wording.no_field(one, FIELDS))
        found[name] = value.strip()
    return found


def decided(case: Case, action: str, target: str, fields: Mapping[str, str], *, by: str, note: str) -> Decision:
    """Make the decision that is written, and store it."""
    from whence.review import decide  # noqa: PLC0415  -- so that help and usage are quick

    if fields and action not in ("add", "correct"):
        raise click.UsageError(wording.SET_OF_WHAT)
    value = value_of(case, action, target, fields) if action in ("add", "correct") else {}
    return decide(case, action=action, target=target, value=value, by=by, note=note)


def value_of(case: Case, action: str, target: str, fields: Mapping[str, str]) -> dict[str, object]:
    """Return the value of a correction, or of a statement that is added, in which the fields are set."""
    from whence.review.writing import value_of_added, value_of_written  # noqa: PLC0415  -- as above

    return (value_of_added if action == "add" else value_of_written)(case, target, _written(fields))


def _written(fields: Mapping[str, str]) -> Written:
    from whence.review.writing import Written  # noqa: PLC0415  -- as above

    source = fields.get("source", "")
    known = source in ("none", "own_voice", "")
    return Written(
        source=source if known else "named",
        name="" if known else source,
        kind=fields.get("kind", "named_person"),
        named=fields.get("named"),
        content=fields.get("content"),
        cue=fields.get("cue"),
        through=_stations(fields["through"]) if "through" in fields else None,
        act=_act(fields.get("act", "")),
        hedged=_flag("hedged", fields),
        negated=_flag("negated", fields),
    )


def _stations(given: str) -> tuple[Station, ...]:
    return tuple(_station(one) for one in given.split(";") if one.strip())


def _station(given: str) -> Station:
    from whence.records import SourceKind, Station, StationLink  # noqa: PLC0415  -- as above

    found = _STATION.fullmatch(given.strip())
    try:
        assert found is not None
        kind, link = SourceKind(found["kind"] or "outlet"), StationLink(found["link"] or "reported_by")
    except (AssertionError, ValueError) as error:
        raise click.UsageError(wording.no_station(given, SourceKind, StationLink)) from error
    return Station(name=found["name"], kind=kind, link=link)


def _act(given: str) -> str:
    from whence.records import Act  # noqa: PLC0415  -- as above

    if given and given not in set(Act):
        raise click.UsageError(wording.no_act(given, Act))
    return given


def _flag(name: str, fields: Mapping[str, str]) -> str:
    given = fields.get(name, "")
    if given not in ("", "yes", "no"):
        raise click.UsageError(wording.no_flag(name, given))
    return given
