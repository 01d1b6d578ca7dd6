"""Trace the newsroom's events, each with weights that never saw it, beside two baselines.

    python benchmarks/newsroom_tracing.py [FOLDER_OF_FOLDS | package] [EVENT ...]

FOLDER (by default model-work) holds fold-0/weights, fold-1/weights, ...: the network, the pair decision and the fitted
weights of claims and routes, none of which saw the events that are dealt to the fold (`training/README.md`). `package`
takes the weights that ship, which have seen all events: a check that training works, and no figure.

Runs `whence trace` and `whence export` on each event, and the data's own scorer, `bench/score_newsroom.py` in
WHENCE_DATA (default ../shared), on what they give and on two baselines made of the same statements:

exact text      statements of the same words are one claim; each follows the earliest article that has them; origins
                are the speakers whom they name
every outlet    the claims that whence finds; every outlet that carries one is an origin, and follows nobody
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
EVENTS = SHARED / "data" / "newsroom"

Export = dict[str, Any]


def main() -> None:
    """Trace every event by its fold's weights, and print the scorer's tables."""
    folder, *names = sys.argv[1:] or ["model-work"]
    folds = [] if folder == "package" else sorted(Path(folder).glob("fold-*/weights"))
    if folder != "package" and not folds:
        sys.exit(f"no fold-*/weights in {folder}: see training/README.md")
    events = sorted(p for p in EVENTS.iterdir() if (p / "truth.json").exists() and (not names or p.name in names))
    with tempfile.TemporaryDirectory() as out:
        exports = {event: traced(event, fold_of(event, folds), Path(out)) for event in events}
        for title, change in (("whence", same), ("exact text", exact_text), ("every outlet", every_outlet)):
            print(f"\n{title}", flush=True)
            pairs = []
            for event, export in exports.items():
                file = Path(out, f"{title}-{event.name}.json")
                file.write_text(json.dumps(change(export)), encoding="utf-8")
                pairs.append(f"{event}={file}")
            subprocess.run([sys.executable, str(SHARED / "bench" / "score_newsroom.py"), *pairs], check=True)


def fold_of(event: Path, folds: list[Path]) -> Path | None:
    """The weights that never saw an event: `unseen.json` beside them names the events that they did not see."""
    for fold in folds:
        if event.name in json.loads((fold / "unseen.json").read_text(encoding="utf-8")):
            return fold
    if folds:
        sys.exit(f"no fold in {folds[0].parent.parent} has left out {event.name}")
    return None


def traced(event: Path, weights: Path | None, out: Path) -> Export:
    """What whence makes of an event's articles, as its export has it."""
    case = out / f"{event.name}.case"
    model = os.environ | ({"WHENCE_MODEL": str(weights)} if weights else {})
    command = [sys.executable, "-m", "whence"]
    subprocess.run(
        [*command, "trace", str(case), str(event / "articles"), "-q", "--json"],
        check=True,
        env=model,
        stdout=subprocess.DEVNULL,
    )
    ran = subprocess.run([*command, "export", str(case), "--as", "json"], check=True, env=model, capture_output=True)
    export: Export = json.loads(ran.stdout)
    return export


def same(export: Export) -> Export:
    """The export as it is."""
    return export


def exact_text(export: Export) -> Export:
    """Claims of the same words, without case and punctuation; each follows the earliest article that has them."""
    articles = {a["id"]: a for a in export["articles"]}
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for statement in export["statements"]:
        text = articles[statement["article"]]["text"]
        words = " ".join(text[start:end] for start, end in statement["content"])
        groups[" ".join(re.findall(r"\w+", words.lower()))].append(statement)
    claims, steps = [], []
    for number, statements in enumerate(groups.values()):
        statements.sort(key=lambda s: ((articles[s["article"]]["published"] or {}).get("at") or "9", s["article"]))
        origins = len({s["speaker"] for s in statements})
        claims.append(claim(number, statements, origins))
        steps += [
            {"later": s["id"], "earlier": statements[0]["id"], "basis": "copied", "score": 1.0, "changes": []}
            for s in statements[1:]
        ]
    return export | {"claims": claims, "steps": steps}


def every_outlet(export: Export) -> Export:
    """The same claims, with every outlet an origin."""
    outlet = {a["id"]: a["outlet"] or a["id"] for a in export["articles"]}
    statements = {s["id"]: s for s in export["statements"]}
    claims = []
    for number, found in enumerate(export["claims"]):
        members = [statements[s] for s in found["statements"]]
        claims.append(claim(number, members, len({outlet[s["article"]] for s in members})))
    return export | {"claims": claims, "steps": []}


def claim(number: int, statements: list[Any], origins: int) -> Export:
    """A claim of some statements with a number of origins, as an export has it."""
    return {
        "id": str(number),
        "wording": "",
        "statements": [s["id"] for s in statements],
        "origins": [],
        "independent": {"min": origins, "max": origins},
        "denied_by": [],
    }


if __name__ == "__main__":
    main()
