"""robots.txt: what a site asks programs not to fetch (RFC 9309), and how far apart it wants their requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

__all__ = ["LONGEST", "Rules", "parse_robots"]

LONGEST = 500 << 10
"""So many bytes of a robots.txt are read; RFC 9309 (2.5) asks for no more."""
_MOST_LINES = 20_000
_LONGEST_DELAY = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one site for one program: paths with whether they are allowed, and the delay in seconds."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched: the longest rule that fits decides, and of two the one that allows."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [(len(rule), allowed) for rule, allowed in self.paths if _fits(rule, path)]
        return max(fitting)[1] if fitting else True


def parse_robots(text: str, program: str) -> Rules:
    """Return the rules for a program: of the groups that name it, or else of those for all programs (`*`)."""
    own: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(text):
        if any(agent != "*" and program.casefold().startswith(agent) for agent in agents):
            named = True
            own += lines
        elif "*" in agents:
            other += lines
    chosen = own if named else other
    paths = tuple(
        (unquote(value), name == "allow") for name, value in chosen if name in ("allow", "disallow") and value
    )
    delays = [_number(value) for name, value in chosen if name == "crawl-delay"]
    return Rules(paths=paths, delay=max(delays, default=0.0))


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Yield each group: the programs that it is for, in small letters, and its lines."""
    agents: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in text[:LONGEST].lstrip("\ufeff").splitlines()[:_MOST_LINES]:
        name, colon, value = line.split("#", 1)[0].partition(":")
        name, value = name.strip().casefold(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = [], []
            agents.append(value.casefold() or "-")
        elif agents:
            lines.append((name, value))
    if agents:
        yield agents, lines


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says, in which `*` stands for anything and `$` at the end for the end."""
    ends = rule.endswith("$")
    first, *rest = (rule[:-1] if ends else rule).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest, 1):
        if ends and number == len(rest):
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(path)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), _LONGEST_DELAY)
    except ValueError:
        return 0.0
