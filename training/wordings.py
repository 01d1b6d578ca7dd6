"""Claims in many wordings, written for whence: what each line says, and which claims say the contrary.

    python training/wordings.py FILE ...

checks files: it names each mistake with its line, or prints `ok` and the counts. `training/wordings/README.md` has the
format.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from whence.records import Span, Spans

__all__ = ["Situation", "Wording", "parse", "situations"]

_CLAIM = re.compile(r"claim (\d+)(?: opposes ([\d ]+))?: \S")
_FOLDER = Path(__file__).with_name("wordings")
_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A line of some article: its words, where in them the content stands, and the number of the claim stated."""

    text: str
    content: Spans
    claim: int


@dataclass(slots=True)
class Situation:
    """One invented event: its wordings, and the pairs of claims of which one says the contrary of the other."""

    name: str
    line: int
    wordings: list[Wording] = field(default_factory=list)
    opposed: set[frozenset[int]] = field(default_factory=set)


def parse(text: str) -> list[Situation]:
    """The situations of a file.

    Raises:
        ValueError: With a line for every mistake.
    """
    found: list[Situation] = []
    mistakes: list[str] = []
    claim = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("situation: "):
            found.append(Situation(line.removeprefix("situation: ").strip(), number))
            claim = 0
        elif not found:
            mistakes.append(f"line {number}: begin with `situation: NAME`")
        elif line.startswith("claim "):
            if match := _CLAIM.match(line):
                claim = int(match[1])
                found[-1].opposed.update(frozenset((claim, int(other))) for other in (match[2] or "").split())
            else:
                mistakes.append(f"line {number}: not `claim N: SUMMARY` or `claim N opposes M: SUMMARY`")
        elif not claim:
            mistakes.append(f"line {number}: a wording before the first claim")
        elif wording := _wording(line.strip(), claim):
            found[-1].wordings.append(wording)
        else:
            mistakes.append(f"line {number}: mark the words that state the claim with {{ }}, not nested")
    mistakes += [mistake for situation in found for mistake in _doubts(situation)]
    if mistakes:
        raise ValueError("\n".join(mistakes))
    return found


def _wording(line: str, claim: int) -> Wording | None:
    content, text = [], ""
    for n, piece in enumerate(re.split(r"[{}]", line)):
        if n % 2:
            content.append(Span(len(text), len(text) + len(piece)))
        text += piece
    right = re.fullmatch(r"[^{}]*(\{[^{}]+\}[^{}]*)+", line)
    return Wording(text=text, content=tuple(content), claim=claim) if right else None


def _doubts(situation: Situation) -> Iterator[str]:
    of = [w.claim for w in situation.wordings]
    where = f"situation at line {situation.line}"
    for claim in sorted(set(of)):
        if of.count(claim) < _LEAST:
            yield f"{where}: claim {claim} has {of.count(claim)} lines, at least {_LEAST} are needed"
    for pair in situation.opposed:
        if len(pair) < 2 or not pair <= set(of):
            yield f"{where}: claims {sorted(pair)} cannot oppose each other"
    texts = [w.text for w in situation.wordings]
    for text in sorted({t for t in texts if texts.count(t) > 1}):
        yield f"{where}: twice: {text}"


def situations() -> list[Situation]:
    """All situations of `training/wordings`."""
    return [one for file in sorted(_FOLDER.glob("*.txt")) for one in parse(file.read_text(encoding="utf-8"))]


def main() -> None:
    """Check files."""
    for name in sys.argv[1:]:
        try:
            found = parse(Path(name).read_text(encoding="utf-8"))
        except ValueError as error:
            print(f"{name}:\n{error}")
            continue
        lines, opposed = sum(len(s.wordings) for s in found), sum(len(s.opposed) for s in found)
        print(f"{name}: ok, {len(found)} situations, {lines} lines, {opposed} pairs of opposed claims")


if __name__ == "__main__":
    main()
