"""Measure the reading of the newsroom's events, each with a model that never saw it.

    python benchmarks/newsroom_reading.py [FOLDER_OF_FOLDS]

The folder (by default model-work) holds fold-0/weights, fold-1/weights, ... as `make model` leaves them; the events are
dealt to the folds in the order of their names. Runs `whence read --json` on each event and then the data's own scorer,
`bench/score_reading.py` in `WHENCE_DATA` (default ../shared). The folder `package` measures the weights that ship,
which have seen these events: a check that training works, and no figure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))


def main() -> None:
    """Read every event with its fold's model, and print the scorer's table."""
    folder = sys.argv[1] if len(sys.argv) > 1 else "model-work"
    folds = [] if folder == "package" else sorted(Path(folder).glob("fold-*/weights"))
    if folder != "package" and not folds:
        sys.exit(f"no fold-*/weights in {folder}: run `make model RECIPE=--folds` first")
    events = sorted(p for p in (SHARED / "data" / "newsroom").iterdir() if (p / "reading").is_dir())
    with tempfile.TemporaryDirectory() as out:
        pairs = []
        for number, event in enumerate(events):
            rows = Path(out, event.name + ".jsonl")
            model = {"WHENCE_MODEL": str(folds[number % len(folds)])} if folds else {}
            with rows.open("wb") as target:
                command = [sys.executable, "-m", "whence", "read", "--json", str(event / "articles")]
                subprocess.run(command, check=True, stdout=target, env=os.environ | model)
            pairs.append(f"{event}={rows}")
        subprocess.run([sys.executable, str(SHARED / "bench" / "score_reading.py"), *pairs], check=True)


if __name__ == "__main__":
    main()
