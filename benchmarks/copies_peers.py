"""Find the same planted copies with whence, datasketch, rensa and an exact join, each in a process of its own.

    pip install --group bench
    python benchmarks/copies_peers.py [FOLDER] [SYSTEM …]

FOLDER is as for `copies_planted.py`; without one, planted5k in `WHENCE_DATA` (default ../shared). The MinHash libraries
run with 128 permutations over three-word shingles, on whole articles (at a similarity of 0.5) and on windows of 40
words, every 20 (at 0.4); what their index proposes is checked by the similarity of the sketches. The join finds every
run of eight equal words, letters in small; where more than 24 places share one, each is joined with the first and with
the one before it, as whence does. Prints recall by class, the mean overlap of what is found with what was planted, the
precision of unplanted pairs as the scorer has it, processor seconds without reading the file or loading modules, and
the peak memory of the process with the texts.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
SCORER = SHARED / "bench" / "score_reuse.py"
PERMUTATIONS = 128
BANDS = 32  # of four rows each: half of the pairs at a similarity of 0.42 are proposed
SHINGLE = 3
ARTICLE_LIKENESS = 0.5
WINDOW, STRIDE, WINDOW_LIKENESS = 40, 20, 0.4
RUN = 8
PASSIM_SPEED = 9.0
"""Articles a core-second of passim 2.0.1, measured before on 10,000 articles of the same make, not in the same run."""
PASSIM = (
    "passim 2.0.1, not the same run (10,000 articles of the same make, 797 plants, each text behind 60 letters of its"
    " own, its clustering left out): verbatim 0.99, quote cut 0.82, edit 8 % 0.84, edit 20 % 0.69, paraphrase 0.28,"
    " wire 1.00, churn 1.00; 9 articles a core-second, 4,200 MB"
)
ALL_PAIRS = 24
WARM = 2
"""Articles that a system is run on before time is taken, so that it has loaded its modules and made its tables."""

Row = dict[str, Any]
Pieces = Iterator[tuple[str, int, int, list[str]]]
"""Pieces of articles: the article's id, the piece's span, and its words in small letters."""
Place = tuple[Any, ...]
"""An article's id, where a piece of it starts, and where it ends."""
System = Callable[[Iterable[Row]], Iterator[Row]]

_WORD = re.compile(r"\w+")
_CLASS = re.compile(r"^(.+?) +all planted +(\d+) recall ([\d.]+) IoU ([\d.]+)")
_EXACT = re.compile(r"unplanted pairs (\d+), sampled \d+, sharing an exact 8-word run ([\d.]+)")


def main() -> None:
    """Run each system and print a table, a row a system."""
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "reuse" / "planted5k"
    head = True
    for system in sys.argv[2:] or list(SYSTEMS):
        with tempfile.TemporaryDirectory() as scratch:
            rows = Path(scratch) / "rows.jsonl"
            command = [sys.executable, __file__, "--run", system, str(folder), str(rows)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"| {system} | not run: {(done.stderr.strip().splitlines() or ['no word why'])[-1]} |")
                continue
            print_row(system, folder, rows, json.loads(done.stdout), head=head)
            head = False
    print(PASSIM)


def print_row(system: str, folder: Path, rows: Path, cost: dict[str, float], *, head: bool) -> None:
    """Print a system's row of the table, as Markdown, after the table's head where asked."""
    files = [str(folder / "docs.jsonl"), str(folder / "gold.jsonl"), str(rows)]
    scored = subprocess.run([sys.executable, str(SCORER), *files], check=True, capture_output=True, text=True).stdout
    lines = [m for m in map(_CLASS.match, scored.splitlines()) if m]
    classes = {m[1].strip(): m[3] for m in lines}
    hits = [int(m[2]) * float(m[3]) for m in lines]
    overlap = sum(hit * float(m[4]) for hit, m in zip(hits, lines, strict=True)) / max(1.0, sum(hits))
    exact = _EXACT.search(scored)
    if head:
        print(
            "| | "
            + " | ".join(classes)
            + " | overlap | pairs not planted | with an 8-word run | processor s | articles a core-second"
            + " | times passim 2 (limit 300) | peak MB |"
        )
        print("|---" * (len(classes) + 8) + "|")
    others, precision = (exact[1], exact[2]) if exact else ("", "")
    speed = cost["articles"] / cost["seconds"]
    costs = [f"{cost['seconds']:.1f}", f"{speed:,.0f}", f"{speed / PASSIM_SPEED:,.0f}", f"{cost['peak']:.0f}"]
    values = [*classes.values(), f"{overlap:.3f}", others, precision, *costs]
    print(f"| {system} | " + " | ".join(values) + " |", flush=True)


def run(system: str, folder: Path, out: Path) -> None:
    """Run one system on the folder's articles, write what it finds to `out`, and print what that cost."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    list(SYSTEMS[system](docs[:WARM]))
    found = SYSTEMS[system](docs)
    began = time.process_time()
    rows = list(found)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(json.dumps({"seconds": spent, "peak": peak, "articles": len(docs)}))


def whence(docs: Iterable[Row]) -> Iterator[Row]:
    """The program's own copy search."""
    from copies_planted import article_of  # noqa: PLC0415  -- no other system should carry what this one loads
    from whence.link import copied_passages  # noqa: PLC0415

    for p in copied_passages(map(article_of, docs)):
        yield {"a": p.a, "b": p.b, "a_span": p.a_span, "b_span": p.b_span}


def with_datasketch(pieces_of: Callable[[Iterable[Row]], Pieces], likeness: float) -> System:
    """MinHash and LSH of datasketch."""

    def found(docs: Iterable[Row]) -> Iterator[Row]:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  -- a peer, which need not be installed

        places: list[Place] = []
        encoded = ([shingle.encode() for shingle in shingles(words)] for words in noted(pieces_of(docs), places))
        sketches = MinHash.bulk(encoded, num_perm=PERMUTATIONS)
        index = MinHashLSH(threshold=likeness, num_perm=PERMUTATIONS)
        for number, sketch in enumerate(sketches):
            for other in index.query(sketch):
                if sketch.jaccard(sketches[other]) >= likeness:
                    yield from row(places[other], places[number])
            index.insert(number, sketch)

    return found


def with_rensa(pieces_of: Callable[[Iterable[Row]], Pieces], likeness: float) -> System:
    """MinHash and LSH of rensa."""

    def found(docs: Iterable[Row]) -> Iterator[Row]:
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  -- a peer, which need not be installed

        places: list[Place] = []
        sets = (shingles(words) for words in noted(pieces_of(docs), places))
        sketches = RMinHash.from_token_sets(sets, num_perm=PERMUTATIONS, seed=1)
        index = RMinHashLSH(threshold=likeness, num_perm=PERMUTATIONS, num_bands=BANDS)
        index.insert_many(sketches)
        for number, sketch in enumerate(sketches):
            for other in index.query(sketch):
                if other < number and sketch.jaccard(sketches[other]) >= likeness:
                    yield from row(places[other], places[number])

    return found


def noted(pieces: Pieces, places: list[Place]) -> Iterator[list[str]]:
    """The words of pieces, which are not kept; their places are."""
    for *place, words in pieces:
        places.append(tuple(place))
        yield words


def row(one: Place, two: Place) -> Iterator[Row]:
    """The scorer's row of two pieces, where they are of two articles."""
    (a, *a_span), (b, *b_span) = one, two
    if a != b:
        yield {"a": a, "b": b, "a_span": a_span, "b_span": b_span}


def wholes(docs: Iterable[Row]) -> Pieces:
    """Each article as one piece."""
    for doc in docs:
        yield doc["id"], 0, len(doc["text"]), _WORD.findall(doc["text"].lower())


def windows(docs: Iterable[Row]) -> Pieces:
    """Windows of each article, half of one shared with the next."""
    for doc in docs:
        words = list(_WORD.finditer(doc["text"]))
        for first in range(0, max(1, len(words) - WINDOW + STRIDE), STRIDE):
            some = words[first : first + WINDOW]
            if len(some) >= SHINGLE:
                yield doc["id"], some[0].start(), some[-1].end(), [w[0].lower() for w in some]


def shingles(words: list[str]) -> list[str]:
    """Each three words in a row."""
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def exact_join(docs: Iterable[Row]) -> Iterator[Row]:
    """The longest runs of eight equal words and more that two articles share."""
    number: dict[str, int] = {}
    names, spans, ids, owner = [], [], [], []
    for article, doc in enumerate(docs):
        names.append(doc["id"])
        for word in _WORD.finditer(doc["text"]):
            spans.append(word.span())
            ids.append(number.setdefault(word[0].lower(), len(number)))
            owner.append(article)
    words, owners = np.array(ids, dtype=np.uint64), np.array(owner)
    for one, two, length in runs(*joined(words, owners), owners):
        a, b = names[owner[one]], names[owner[two]]
        sides = [(spans[at][0], spans[at + length - 1][1]) for at in (one, two)]
        yield {"a": a, "b": b, "a_span": sides[0], "b_span": sides[1]}


def joined(words: NDArray[np.uint64], owners: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of places, in two articles, at which the same eight words begin."""
    count = len(words) - RUN + 1
    codes = np.zeros(count, dtype=np.uint64)
    for later in range(RUN):
        codes = codes * np.uint64(0x9E3779B97F4A7C15) + words[later : later + count]
    inside = np.flatnonzero(owners[:count] == owners[RUN - 1 :])
    places = inside[np.argsort(codes[inside], kind="stable")]
    codes = codes[places]
    edges = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1], [True])))
    sizes = np.diff(edges)
    group = np.repeat(np.arange(len(sizes)), sizes)
    few = (sizes <= ALL_PAIRS)[group]
    pairs = []
    for later in range(1, ALL_PAIRS):
        at = np.flatnonzero(few[:-later] & (group[:-later] == group[later:]))
        pairs.append((places[at], places[at + later]))
    head = np.repeat(edges[:-1], sizes)
    many = np.flatnonzero(~few & (np.arange(len(group)) > head))
    pairs += [(places[head[many]], places[many]), (places[many - 1], places[many])]
    one, two = (np.concatenate(side) for side in zip(*pairs, strict=True))
    apart = owners[one] != owners[two]
    return one[apart], two[apart]


def runs(one: NDArray[np.int64], two: NDArray[np.int64], owners: NDArray[np.int64]) -> Iterable[tuple[int, int, int]]:
    """The pairs that follow one another, as one run: its two places and its words."""
    if not len(one):
        return ()
    order = np.lexsort((one, two - one))
    one, two = one[order], two[order]
    new = np.ones(len(one), dtype=np.bool_)
    new[1:] = (one[1:] - one[:-1] > 1) | (two[1:] - one[1:] != two[:-1] - one[:-1])
    new[1:] |= (owners[one[1:]] != owners[one[:-1]]) | (owners[two[1:]] != owners[two[:-1]])
    heads = np.flatnonzero(new)
    lasts = np.append(heads[1:], len(one)) - 1
    length = one[lasts] - one[heads] + RUN
    return zip(one[heads].tolist(), two[heads].tolist(), length.tolist(), strict=True)


SYSTEMS: dict[str, System] = {
    "whence": whence,
    "exact 8-word join": exact_join,
    "datasketch, articles": with_datasketch(wholes, ARTICLE_LIKENESS),
    "rensa, articles": with_rensa(wholes, ARTICLE_LIKENESS),
    "rensa, windows": with_rensa(windows, WINDOW_LIKENESS),
    "datasketch, windows": with_datasketch(windows, WINDOW_LIKENESS),
}

if __name__ == "__main__":
    main()
