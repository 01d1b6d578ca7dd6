"""Trace many events as one case: what claims join two of them, and is each read as well as by itself.

    PYTHONPATH=src:training python benchmarks/many_stories.py

The events are those of `benchmarks/unseen`, of `training/written` and of the newsroom in WHENCE_DATA (default
../shared): invented, no two about the same thing, so that whatever joins two of them is wrong, without any other truth.
All are added to one case by the weights that ship, which have seen most of them, and traced. Printed are how many
claims, pairs of statements, sources and steps lie across two events, and the means of the data's scorer,
`bench/score_newsroom.py`, over the four unseen events and the newsroom's, each event traced by itself and taken out of
the common case.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from newsroom_tracing import EVENTS as NEWSROOM
from newsroom_tracing import Export
from unseen_events import EVENTS, SCORERS, laid_out, run, traced

WRITTEN = Path(__file__).parent.parent / "training" / "written"


def main() -> None:
    """Trace all events together and print what lies across two, then some by themselves and print both means."""
    with tempfile.TemporaryDirectory() as out:
        sets = {
            "unseen": [laid_out(file, Path(out)) for file in sorted(EVENTS.glob("*.txt"))],
            "written": [laid_out(file, Path(out)) for file in sorted(WRITTEN.glob("*.txt"))],
            "newsroom": [linked(event, Path(out)) for event in sorted(NEWSROOM.iterdir()) if event.is_dir()],
        }
        events = [event for some in sets.values() for event in some]
        together = in_one_case(events, Path(out))
        print_across(together)
        for name in ("unseen", "newsroom"):
            print(f"\n{name}: each by itself, then out of the common case", flush=True)
            scored([f"{event}={traced(event)}" for event in sets[name]])
            scored([f"{event}={taken_out(together, event)}" for event in sets[name]])


def linked(event: Path, out: Path) -> Path:
    """A place for what is made of an event of the newsroom, with links to its articles and its truth."""
    target = out / event.name
    target.mkdir()
    for part in ("articles", "truth.json"):
        (target / part).symlink_to((event / part).resolve())
    return target


def in_one_case(events: list[Path], out: Path) -> Export:
    """The export of a case of all events' articles."""
    case = str(out / "together.case")
    run(out / "together.log", "trace", case, *(str(event / "articles") for event in events))
    found: Export = json.loads(run(out / "together.json", "export", case, "--as", "json").read_bytes())
    return found


def event_of(article: Export) -> str:
    """The name of the event that an article is about: of the folder above that of its page."""
    return Path(article["file"]).parts[-3]


def print_across(export: Export) -> None:
    """Print how much of what was found joins statements of two events."""
    event = {article["id"]: event_of(article) for article in export["articles"]}
    of = {statement["id"]: event[statement["article"]] for statement in export["statements"]}
    article = {statement["id"]: statement["article"] for statement in export["statements"]}
    claims = [claim["statements"] for claim in export["claims"]]
    several = [claim for claim in claims if len({article[one] for one in claim}) > 1]
    wrong = [claim for claim in several if len({of[one] for one in claim}) > 1]
    pairs = sum(map(pairs_of, map(len, claims)))
    right = sum(pairs_of(number) for claim in claims for number in Counter(of[one] for one in claim).values())
    steps = [of[step["later"]] == of[step["earlier"]] for step in export["steps"]]
    people = speakers(export, event)
    print(f"{len(event):,} articles of {len(set(event.values()))} events, {len(of):,} statements\n")
    print("| | in all | across two events |")
    print("|---|---|---|")
    print(f"| claims of several articles | {len(several):,} | {len(wrong):,} |")
    print(f"| pairs of statements in one claim | {pairs:,} | {pairs - right:,} |")
    print(f"| speakers | {len(people):,} | {sum(len(some) > 1 for some in people):,} |")
    print(f"| steps | {len(steps):,} | {steps.count(False):,} |", flush=True)


def speakers(export: Export, event: dict[str, str]) -> list[set[str]]:
    """The events of each source that says something, the sources of all articles that are one taken together."""
    one = {source["id"]: source["same_as"] or source["id"] for source in export["sources"]}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for statement in export["statements"]:
        if statement["speaker"] is not None:
            found[one[statement["speaker"]]].add(event[statement["article"]])
    return list(found.values())


def pairs_of(number: int) -> int:
    """How many pairs there are among so many."""
    return number * (number - 1) // 2


def taken_out(export: Export, event: Path) -> Path:
    """The part of an export that concerns one event, in a file."""
    articles = [article for article in export["articles"] if event_of(article) == event.name]
    ids = {article["id"] for article in articles}
    statements = [statement for statement in export["statements"] if statement["article"] in ids]
    own = {statement["id"] for statement in statements}
    parts = [claim | {"statements": [one for one in claim["statements"] if one in own]} for claim in export["claims"]]
    found = export | {
        "articles": articles,
        "statements": statements,
        "claims": [claim for claim in parts if claim["statements"]],
        "steps": [step for step in export["steps"] if step["later"] in own and step["earlier"] in own],
    }
    target = event.with_suffix(".part.json")
    target.write_text(json.dumps(found), encoding="utf-8")
    return target


def scored(pairs: list[str]) -> None:
    """Print the scorer's mean over some events, each with its export."""
    command = [sys.executable, str(SCORERS / "score_newsroom.py"), *pairs]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(said.splitlines()[-1], flush=True)


if __name__ == "__main__":
    main()
